// One word for the direction of several changes.
//
//   W341 direction   四项指标全部下降; 双双增长; 三项均呈上升趋势: the changes that the sentence tells all go that way
//   W342 direction   本周量跌价升; 量价齐升: the changes of quantity and of price go as the words say
//
// Why: such words are written over numbers that a later draft changes. When contradictory (a warning): W341 when as many
// changes as are counted (two for 双双) stand in the sentence in front of the words and one goes the other way; W342 when all
// changes of quantity, or of price, in front of the words go the other way. When silent: words of another scope (全省, 多数),
// fewer changes than counted, no change of a price or of a quantity.
#include <algorithm>

#include "base/text.h"
#include "check/rules.h"

namespace zh::check {
namespace {

class JointDirections {
 public:
  JointDirections(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      const View text = e_.passage(all.front()).text;
      constexpr std::size_t kLongest = 4000;
      if (text.size() > kLongest || e_.passage(all.front()).cell >= 0) continue;
      joint(all, text);
      pairs(all, text);
    }
  }

 private:
  static int rises(View words) {
    if (!claim::start_any(words, {U"增长", U"增加", U"上升", U"上涨", U"提高", U"走高", U"回升", U"攀升", U"提升"}).empty())
      return 1;
    if (!claim::start_any(words, {U"下降", U"减少", U"下跌", U"回落", U"降低", U"走低", U"下滑"}).empty()) return -1;
    return 0;
  }
  bool change(const Claim& c) const {
    return (c.role == Role::growth || c.role == Role::change || c.role == Role::point) && !c.exact.is_zero() && !c.vague();
  }

  // All of them -------------------------------------------------------------------------------------------------------------

  struct Joint {
    std::size_t at = 0;  ///< of 全部, 均, 双双
    int sign = 0, size = 0;
  };
  static std::vector<Joint> joints(View text) {
    std::vector<Joint> out;
    for (const View word :
         {View(U"全部"), View(U"双双"), View(U"齐齐"), View(U"均呈"), View(U"均为"), View(U"均"), View(U"都")})
      for (std::size_t at = text.find(word); at != View::npos; at = text.find(word, at + 1)) {
        View rest = text.substr(at + word.size());
        for (const View step :
             {View(U"实现"), View(U"呈现"), View(U"呈"), View(U"有所"), View(U"为"), View(U"同比"), View(U"在")})
          if (claim::starts_with(rest, step)) rest.remove_prefix(step.size());
        const int sign = rises(rest);
        if (sign == 0) continue;
        // 均下降5%: that is a number of its own.
        const View tail = rest.substr(std::min<std::size_t>(2, rest.size()));
        if (!tail.empty() && !claim::one_of(tail.front(), U"，。；、）)趋态,;的！\n")) continue;
        if (std::none_of(out.begin(), out.end(), [&](const Joint& j) { return j.at == at; }))
          out.push_back({at, sign, word == U"双双" ? 2 : 0});
      }
    return out;
  }

  void joint(const std::vector<int>& all, View text) {
    for (Joint j : joints(text)) {
      const std::size_t clause = claim::start_behind(text, j.at, U"，。；：！？\n,;");
      const View lead = text.substr(clause, j.at - clause);
      constexpr std::size_t kLead = 14;
      if (lead.size() > kLead ||
          claim::find_any(lead, {U"大部分", U"多数", U"除", U"全国", U"全省", U"其余", U"其他"}).size() > 0)
        continue;
      // 四项指标全部下降: as many as the clause counts.
      for (std::size_t i = 0; i + 1 < lead.size() && j.size == 0; ++i)
        if (claim::one_of(lead[i], U"两二三四五六七八2345678") && claim::one_of(lead[i + 1], U"项类个大者种"))
          j.size = claim::is_digit(lead[i]) ? static_cast<int>(lead[i] - U'0') : claim::small_chinese_number(lead.substr(i, 1));
      const bool counted = j.size >= 2;
      if (!counted && claim::find_any(lead, {U"指标", U"各项", U"数", U"两"}).empty() && lead.size() > 2) continue;
      std::size_t from = claim::start_behind(text, j.at, U"。！？\n");
      std::vector<int> ids = told(all, from, j.at);
      // 9471件，增长7.85%；…。三项指标全部走高: the sentence before, where the words open their own.
      if (ids.empty() && from > 1 && counted && from == clause) {
        const std::size_t end = from - 1;
        from = claim::start_behind(text, end, U"。！？\n");
        ids = told(all, from, end);
      }
      if (ids.empty()) continue;
      if (counted && static_cast<int>(ids.size()) > j.size) ids.erase(ids.begin(), ids.end() - j.size);
      std::vector<int> against;
      for (const int id : ids)
        if (e_[id].exact.sign() != j.sign) against.push_back(id);
      constexpr std::size_t kMost = 8;
      if (ids.size() < 2 || ids.size() > kMost || (counted && static_cast<int>(ids.size()) != j.size)) continue;
      const claim::Passage& p = e_.passage(all.front());
      if (against.empty())
        ledger_.tell("W341", "direction", Verdict::consistent, ids.front(), {ids.begin() + 1, ids.end()},
                     joined(e_, ids, "、") + (j.sign > 0 ? "，同为上升" : "，同为下降"), {}, 0, {p.range(j.at, j.at + 2)});
      else if (counted && against.size() == 1 && ids.size() == told(all, from, j.at).size())
        ledger_.tell(
            "W341", "direction", Verdict::contradictory, against.front(), rest(ids, against.front()), joined(e_, ids, "、"),
            std::string("文中称各项都") + (j.sign > 0 ? "上升" : "下降") + "，而其中一项为" + number_text(e_, against.front()),
            1, {p.range(j.at, j.at + 2)});
    }
  }
  static std::vector<int> rest(const std::vector<int>& ids, int but) {
    std::vector<int> out;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(out), [&](int id) { return id != but; });
    return out;
  }
  /// The rates of change told there, or the amounts where no rate is.
  std::vector<int> told(const std::vector<int>& all, std::size_t from, std::size_t to) const {
    std::vector<int> rates, amounts;
    for (const int id : all)
      if (e_[id].start >= from && e_[id].end <= to && change(e_[id]))
        (e_[id].role == Role::change ? amounts : rates).push_back(id);
    return rates.empty() ? amounts : rates;
  }

  // Quantity and price --------------------------------------------------------------------------------------------------------

  static int moves(char32_t c) { return claim::one_of(c, U"升增涨扬") ? 1 : claim::one_of(c, U"跌降减缩落") ? -1 : 0; }

  void pairs(const std::vector<int>& all, View text) {
    for (std::size_t at = text.find(U'量'); at != View::npos; at = text.find(U'量', at + 1)) {
      if (at + 3 >= text.size()) return;
      int quantity = 0, price = 0;
      if (text[at + 1] == U'价' && claim::one_of(text[at + 2], U"齐双")) {
        quantity = price = moves(text[at + 3]);
      } else if (text[at + 2] == U'价') {
        quantity = moves(text[at + 1]);
        price = moves(text[at + 3]);
      }
      if (quantity == 0 || price == 0) continue;
      const std::size_t from = claim::start_behind(text, at, U"。；;！？\n");
      std::vector<int> quantities, prices;
      for (const int id : all) {
        const Claim& c = e_[id];
        if (c.start < from || c.end > at || c.role != Role::growth || !change(c)) continue;
        const std::size_t begin = claim::start_behind(text, c.start, U"，。；：、,;\n");
        const View own = text.substr(begin, c.start - begin);
        if (claim::contains(own, U"价"))
          prices.push_back(id);
        else if (claim::find_any(own, {U"套数", U"面积", U"销量", U"数量", U"成交量", U"产量", U"销售量", U"总量"}).size() > 0)
          quantities.push_back(id);
      }
      if (quantities.empty() || prices.empty()) continue;
      const auto against = [&](const std::vector<int>& ids, int sign) {
        return std::all_of(ids.begin(), ids.end(), [&](int id) { return e_[id].exact.sign() != sign; });
      };
      const auto with = [&](const std::vector<int>& ids, int sign) {
        return std::all_of(ids.begin(), ids.end(), [&](int id) { return e_[id].exact.sign() == sign; });
      };
      const std::vector<readback::Range> span = {e_.passage(all.front()).range(at, at + 4)};
      if (with(quantities, quantity) && with(prices, price))
        ledger_.tell("W342", "direction", Verdict::consistent, prices.front(), quantities,
                     joined(e_, quantities, "、") + "、" + joined(e_, prices, "、"), {}, 0, span);
      else if (against(quantities, quantity) || against(prices, price))
        ledger_.tell("W342", "direction", Verdict::contradictory, prices.front(), quantities,
                     joined(e_, quantities, "、") + "、" + joined(e_, prices, "、"),
                     "文中称“" + to_utf8(text.substr(at, 4)) + "”，而量的变动为" + joined(e_, quantities, "、") +
                         "，价的变动为" + joined(e_, prices, "、"),
                     1, span);
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_joint_directions(const Evidence& evidence, Ledger& ledger) { JointDirections(evidence, ledger).run(); }

}  // namespace zh::check
