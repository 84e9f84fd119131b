// One word for the direction of several changes.
//
//   W341 direction   四项指标全部下降; 双双增长; 三项均呈上升趋势: the changes that the sentence tells all go that way
//   W342 direction   本周量跌价升; 量价齐升: the changes of quantity and of price go as the words say
//   W343 direction   104960份，比2016年略有增长（2016年度92679份）; 同比增长24.85%，总量较去年同月明显回落; 增幅14.2%，比上年的
//   17.9%明显放缓: a direction told in words alone, beside the earlier level or the rate
//
// Why: such words are written over numbers that a later draft changes. When contradictory: never; the words may speak of other
// things or another time than the numbers before them. When silent: words of another scope (全省, 多数), fewer changes than
// counted (two for 双双), no change of a price or of a quantity, numbers that go the other way.
#include <algorithm>

#include "base/text.h"
#include "check/rules.h"
#include "check/search.h"

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
      alone(all, text);
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

  bool all_go(const std::vector<int>& ids, int sign) const {
    return std::all_of(ids.begin(), ids.end(), [&](int id) { return e_[id].exact.sign() == sign; });
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
      constexpr std::size_t kMost = 8;
      if (ids.size() < 2 || ids.size() > kMost || (counted && static_cast<int>(ids.size()) != j.size)) continue;
      const claim::Passage& p = e_.passage(all.front());
      if (all_go(ids, j.sign))
        ledger_.tell("W341", "direction", Verdict::consistent, ids.front(), {ids.begin() + 1, ids.end()},
                     joined(e_, ids, "、") + (j.sign > 0 ? "，同为上升" : "，同为下降"), {}, 0, {p.range(j.at, j.at + 2)});
    }
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
      const std::vector<readback::Range> span = {e_.passage(all.front()).range(at, at + 4)};
      if (all_go(quantities, quantity) && all_go(prices, price))
        ledger_.tell("W342", "direction", Verdict::consistent, prices.front(), quantities,
                     joined(e_, quantities, "、") + "、" + joined(e_, prices, "、"), {}, 0, span);
    }
  }

  // Words alone ---------------------------------------------------------------------------------------------------------------

  enum class Against { none, year, month };
  static Against against(View words) {
    if (claim::find_any(words, {U"环比", U"上月", U"上季", U"上期"}).size() > 0) return Against::month;
    return claim::find_any(words, {U"同比", U"去年", U"上年", U"同期", U"同月"}).size() > 0 ? Against::year : Against::none;
  }

  void alone(const std::vector<int>& all, View text) {
    for (const View adverb :
         {View(U"略有"), View(U"有所"), View(U"明显"), View(U"大幅"), View(U"显著"), View(U"小幅"), View(U"稍有")})
      for (std::size_t at = text.find(adverb); at != View::npos; at = text.find(adverb, at + 1)) {
        int sign = rises(text.substr(at + adverb.size()));
        const View verb = text.substr(std::min(text.size(), at + adverb.size()), 2);
        if (verb == U"加快" || verb == U"扩大") sign = 1;
        if (verb == U"放缓" || verb == U"收窄" || verb == U"缩小") sign = -1;
        const std::size_t end = at + adverb.size() + 2;
        if (sign == 0 || (end < text.size() && !claim::one_of(text[end], U"，。；（(,;\n"))) continue;
        const std::size_t clause = claim::start_behind(text, at, U"，。；：！？\n,;");
        const View lead = text.substr(clause, at - clause);
        if (claim::start_any(lead, {U"比", U"较"}).size() > 0 && !lead.empty() && claim::one_of(lead.back(), U"%点元件人")) {
          compared(all, text, clause, at, sign);
          continue;
        }
        if (std::any_of(lead.begin(), lead.end(), claim::is_digit) && !claim::contains(lead, U"年")) continue;
        if (end < text.size() && claim::one_of(text[end], U"（(")) {
          levels(all, text, clause, end, sign);
        } else if (clause > 0 && claim::one_of(text[clause - 1], U"，,")) {
          rate(all, text, clause, at, sign);
        }
      }
  }
  /// 增幅14.2%，比上一年的17.9%明显放缓: the number of the clause before and the one that it is compared with.
  void compared(const std::vector<int>& all, View text, std::size_t clause, std::size_t at, int sign) {
    for (std::size_t i = 1; i < all.size(); ++i) {
      const Claim &now = e_[all[i - 1]], &was = e_[all[i]];
      if (was.start < clause || was.noun_end != at || now.noun_end + 1 != clause || was.vague() || now.vague() ||
          was.kind != now.kind || (!was.is_percentage() && was.noun != now.noun) || now.role == Role::change ||
          now.role == Role::point ||
          claim::find_any(text.substr(clause, was.start - clause), {U"年", U"期", U"月", U"季"}).empty())
        continue;
      const Rational gap = magnitude(now.value).low - magnitude(was.value).low;
      judge(was.id, now.id, gap.sign(), sign);
    }
  }
  /// 104960份，比2016年略有增长（2016年度92679份）
  void levels(const std::vector<int>& all, View text, std::size_t clause, std::size_t end, int sign) {
    constexpr std::size_t kFar = 12;
    const auto was = std::find_if(all.begin(), all.end(), [&](int id) {
      return e_[id].start > end && e_[id].is_amount() && e_[id].is_level() && !e_[id].vague();
    });
    if (was == all.end() || e_[*was].start - end > kFar || e_[*was].noun.empty() ||
        claim::find_any(text.substr(end, e_[*was].start - end), {U"年", U"期", U"月", U"季"}).empty())
      return;
    int now = -1;
    for (const int id : all)
      if (e_[id].noun_end <= clause && e_[id].sentence == e_[*was].sentence && e_[id].is_amount() && e_[id].is_level() &&
          e_[id].noun == e_[*was].noun)
        now = id;
    if (now < 0 || clause - e_[now].noun_end > 1 || e_[now].vague()) return;
    judge(*was, now, (e_[now].exact - e_[*was].exact).sign(), sign);
  }
  /// 同比增长24.85%，总量较去年同月明显回落
  void rate(const std::vector<int>& all, View text, std::size_t clause, std::size_t at, int sign) {
    const View lead = text.substr(clause, at - clause);
    const Against than = against(lead);
    constexpr std::size_t kLead = 14;
    if (than == Against::none || lead.size() > kLead ||
        claim::find_any(lead, {U"总量", U"总体", U"整体", U"总数", U"数量"}).empty())
      return;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (c.noun_end + 1 != clause || c.role != Role::growth || !change(c) || against(c.clause_before) != than) continue;
      judge(id, -1, c.exact.sign(), sign);
    }
  }
  void judge(int result, int other, int found, int said) {
    if (found != said) return;
    const std::vector<int> operands = other < 0 ? std::vector<int>() : std::vector<int>{other};
    const std::string numbers = number_text(e_, result) + (other < 0 ? "" : "、" + number_text(e_, other));
    ledger_.tell("W343", "direction", Verdict::consistent, result, operands, numbers + (said > 0 ? "，上升" : "，下降"));
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_joint_directions(const Evidence& evidence, Ledger& ledger) { JointDirections(evidence, ledger).run(); }

}  // namespace zh::check
