// Names that stand right before their count.
//
//   N127 count   采集量下降的有马鞍山、宣城、黄山3市; 徐州、淮安、镇江三市; 汉、回、满3个民族; “甲率”“乙率”“丙率”3项没有达标
//        count   居前的5类案由：合同纠纷，婚姻家庭纠纷，…: names behind a colon, between commas or semicolons
//        count   前五大贸易伙伴依次是：东盟1893.5亿元、…: the list right behind
//
// What: the marks between the names are counted back to the mark that begins their clause, so it does not matter where the
// first name begins. When contradictory (a warning): 有 opens the list, the noun is that of a place, every name is one such
// (广东, not 广东省及周边) and there is one more or one fewer. When silent: 等, numbers, brackets or a joint among the names;
// fewer marks or more than the count: another list may stand in the clause.
#include <algorithm>

#include "base/text.h"
#include "check/lists.h"
#include "check/rules.h"

namespace zh::check {
namespace {

class NamesBefore {
 public:
  NamesBefore(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) greatest(all);
    for (const Claim& c : e_.all) {
      if (c.table >= 0 || c.decimals > 0 || c.scale > 0 || c.vague() || c.kind != claim::Numeral::Kind::count ||
          c.role == Role::date || c.role == Role::label || c.exact < Rational(2) || c.exact > Rational(31) ||
          e_.passage(c.id).cell >= 0 || c.start == 0)
        continue;
      const View behind = View(e_.passage(c.id).text).substr(c.end);
      if (claim::start_any(behind, {U"个月", U"个百分", U"个季", U"年", U"月", U"日"}).empty() && noun_of(behind) != nullptr &&
          !ledger_.explained(c.id, {"count"}))
        if (!before(c)) listed(c);
    }
  }

 private:
  struct Noun {
    View word;
    bool place;
  };
  static const Noun* noun_of(View behind) {
    static constexpr Noun kNouns[] = {{U"省", true},  {U"市", true},  {U"县", true},   {U"区", true},  {U"州", true},
                                      {U"国", true},  {U"个", false}, {U"类", false},  {U"项", false}, {U"种", false},
                                      {U"家", false}, {U"大", false}, {U"地", false},  {U"部", false}, {U"方", false},
                                      {U"镇", false}, {U"乡", false}, {U"街道", false}};
    const auto* found =
        std::find_if(std::begin(kNouns), std::end(kNouns), [&](const Noun& n) { return claim::starts_with(behind, n.word); });
    return found == std::end(kNouns) ? nullptr : found;
  }
  static constexpr View kEnds = U"，。；：:;,！？（）()\n \t　";

  bool before(const Claim& c) {
    const claim::Passage& p = e_.passage(c.id);
    const View text = p.text;
    constexpr std::size_t kLongest = 160;
    std::size_t from = c.start;
    while (from > 0 && c.start - from < kLongest && !claim::one_of(text[from - 1], kEnds)) --from;
    View list = text.substr(from, c.start - from);
    if (list.size() < 3) return false;
    if (list.back() == U'”') return quoted(c, p, from, list);
    if (list.back() == U'、' || !claim::contains(list, U"、")) return false;
    // 成都、德阳和绵阳三市: the last joint is between names.
    // 超过100万件的有广东、河南、江苏3省: what stands before 有 is no part of the list.
    std::vector<std::size_t> marks;
    const std::size_t clear = [&] {
      const claim::Found has = claim::find_last(list.substr(0, list.find(U'、')), {U"有", U"是", U"为"});
      return has ? has.at : std::size_t{0};
    }();
    for (std::size_t i = clear; i < list.size(); ++i) {
      if (claim::is_digit(list[i]) || claim::one_of(list[i], U"等“”《》前第含")) return false;
      if (list[i] == U'、') marks.push_back(i);
    }
    constexpr std::size_t kLongestName = 14;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const std::size_t end = i + 1 < marks.size() ? marks[i + 1] : list.size();
      if (end - marks[i] < 2 || end - marks[i] > kLongestName + 1) return false;
    }
    if (marks.front() == 0) return false;
    const View last = list.substr(marks.back() + 1);
    const std::size_t joint = last.find_first_of(U"和及与");
    const bool joined = joint != View::npos && joint > 0 && joint + 1 < last.size();
    const auto least = static_cast<std::int64_t>(marks.size() + 1);
    const std::size_t open = opening(list, marks.front());
    const std::vector<readback::Range> spans = {p.range(from + open, from + marks.front()),
                                                p.range(from + marks.back() + 1, c.start)};
    if (c.exact == Rational(least) || (joined && c.exact == Rational(least + 1))) {
      tell(c, static_cast<int>(c.exact == Rational(least) ? least : least + 1), true, spans);
      return true;
    }
    // 三省一市: several kinds are counted at once.
    if (const View noun = text.substr(c.noun_end, 1);
        !noun.empty() && (claim::is_digit(noun[0]) || claim::one_of(noun[0], U"一二两三四五六七八九十")))
      return false;
    if (joined || (c.exact - Rational(least)).abs() != Rational(1) || open == 0 ||
        !claim::contains(list.substr(0, open), U"有") || !noun_of(text.substr(c.end))->place || marks.size() < 2)
      return false;
    // 北京、浙江、重庆: short plain names of one length or so, and nothing between the opening word and the first.
    constexpr std::size_t kPlace = 5;
    for (std::size_t i = 0; i <= marks.size(); ++i) {
      const std::size_t a = i == 0 ? open : marks[i - 1] + 1, b = i < marks.size() ? marks[i] : list.size();
      const View name = list.substr(a, b - a);
      if (name.size() < 2 || name.size() > kPlace || name.find_first_of(U"和及与的在以外其") != View::npos) return false;
    }
    tell(c, static_cast<int>(least), false, spans);
    return true;
  }

  /// Where the first name may begin: behind the last word that opens a list, else a few characters before the mark.
  static std::size_t opening(View list, std::size_t mark) {
    const claim::Found word = claim::find_last(list.substr(0, mark), {U"有", U"为", U"是", U"对", U"在", U"括", U"由", U"如"});
    if (word && word.at + word.word.size() < mark) return word.at + word.word.size();
    constexpr std::size_t kName = 6;
    return word || mark < kName ? 0 : mark - kName;
  }

  /// “甲率”“乙率”“丙率”3项
  bool quoted(const Claim& c, const claim::Passage& p, std::size_t from, View list) {
    std::vector<std::pair<std::size_t, std::size_t>> names;
    std::size_t end = list.size();
    while (end > 0 && list[end - 1] == U'”') {
      const std::size_t open = list.substr(0, end).rfind(U'“');
      if (open == View::npos) return false;
      names.emplace_back(open, end);
      end = open;
      if (end > 0 && claim::one_of(list[end - 1], U"、和及与")) --end;
    }
    if (names.size() < 2 || c.exact != Rational(static_cast<std::int64_t>(names.size()))) return false;
    tell(c, static_cast<int>(names.size()), true,
         {p.range(from + names.back().first, from + names.back().second),
          p.range(from + names.front().first, from + names.front().second)});
    return true;
  }

  /// 居前的5类案由：合同纠纷，婚姻家庭纠纷，侵权责任纠纷: names without numbers up to the end of the sentence.
  void listed(const Claim& c) {
    const claim::Passage& p = e_.passage(c.id);
    const View text = p.text;
    constexpr std::size_t kNoun = 10, kLongest = 160;
    const std::size_t colon = claim::first_from(text, c.end, U"：");
    if (colon == View::npos || colon - c.end > kNoun || c.exact < Rational(3) ||
        text.substr(c.end, colon - c.end).find_first_of(U"，。；、（）") != View::npos)
      return;
    const std::size_t end = std::min(claim::first_from(text, colon, U"。\n"), text.size());
    const View list = text.substr(colon + 1, end - colon - 1);
    if (list.size() > kLongest || std::any_of(list.begin(), list.end(), claim::is_digit)) return;
    const char32_t mark = claim::contains(list, U"；") ? U'；' : U'，';
    const auto marks = std::count(list.begin(), list.end(), mark);
    if (c.exact != Rational(static_cast<std::int64_t>(marks) + 1)) return;
    const std::size_t first = list.find(mark), last = list.rfind(mark);
    if (first == View::npos) return;
    tell(c, static_cast<int>(marks) + 1, true, {p.range(colon + 1, colon + 1 + first), p.range(colon + 2 + last, end)});
  }

  /// 前五大贸易伙伴依次是：东盟1893.5亿元、…: the list right behind.
  void greatest(const std::vector<int>& all) {
    const claim::Passage& p = e_.passage(all.front());
    const View text = p.text;
    constexpr std::size_t kLead = 20;
    std::vector<List> lists;
    for (std::size_t at = text.find(U"前"); at != View::npos; at = text.find(U"前", at + 1)) {
      if (at + 2 >= text.size() || text[at + 2] != U'大') continue;
      const int n = claim::is_digit(text[at + 1]) ? static_cast<int>(text[at + 1] - U'0')
                                                  : claim::small_chinese_number(text.substr(at + 1, 1));
      if (n < 2) continue;
      if (lists.empty()) lists = lists_of(e_, all);
      for (const List& list : lists) {
        const Claim& first = e_[list.ids.front()];
        if (first.start < at || first.start - at > kLead || static_cast<int>(list.ids.size()) != n ||
            text.substr(at, first.start - at).find_first_of(U"。；") != View::npos)
          continue;
        const auto item = [&](const Claim& c) {
          const std::size_t from = claim::start_behind(text, c.start, U"、，。；：是为");
          return p.range(from, c.noun_end);
        };
        ledger_.tell("N127", "count", Verdict::consistent, -1, {},
                     to_utf8(text.substr(at, 3)) + " = 列出" + std::to_string(n) + "项", {}, 0,
                     {p.range(at, at + 3), item(first), item(e_[list.ids.back()])});
        break;
      }
    }
  }

  void tell(const Claim& c, int names, bool holds, std::vector<readback::Range> spans) {
    const std::string text = number_text(e_, c.id);
    ledger_.tell("N127", "count", holds ? Verdict::consistent : Verdict::contradictory, c.id, {},
                 text + (holds ? " = " : " ≠ ") + "列出" + std::to_string(names) + "项",
                 holds ? "" : "文中称" + text + "，而其前列出" + std::to_string(names) + "项", 1, std::move(spans));
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_names_before(const Evidence& evidence, Ledger& ledger) { NamesBefore(evidence, ledger).run(); }

}  // namespace zh::check
