// Counts and the lists that are written out beside them.
//
//   N111 count   公共安全、卫生健康三个科目; 有4个，分别是甲县、乙县和丙县: the names that stand there are as many
//   N112 count   全市6个分局共接收投诉1800件, with five rows that add up to 1800
//
// When contradictory (a warning): N111 when the list ends with its sentence or stands right before the count, is not closed by
// 等 and no reading of 和 in its names makes it as many; N112 when the parts of the sum that stands beside the count are one
// more or one fewer, none of them 其他. When silent: fewer than two names, or numbers among them.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class NamedLists {
 public:
  NamedLists(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Claim& c : e_.all) {
      if (c.table >= 0 || e_.claims.passages[static_cast<std::size_t>(c.passage)].cell >= 0 || c.decimals > 0 || c.scale > 0 ||
          c.vague() || c.kind != claim::Numeral::Kind::count)
        continue;
      if (c.exact < Rational(2) || c.exact > Rational(15)) continue;
      if (claim::start_any(c.noun, {U"个", U"类", U"项", U"种", U"大", U"家", U"部分"}).empty()) continue;
      if (claim::starts_with(c.after, U"月") || claim::starts_with(c.after, U"百分")) continue;
      if (!before(c)) behind(c);
    }
    sums();
  }

 private:
  void tell(const char* rule, const Claim& c, std::vector<int> operands, std::vector<readback::Range> spans, int listed) {
    ledger_.tell(rule, "count", Verdict::contradictory, c.id, std::move(operands),
                 number_text(e_, c.id) + " ≠ 列出" + std::to_string(listed) + "项",
                 "文中称" + number_text(e_, c.id) + "，而列出的是" + std::to_string(listed) + "项", 1, std::move(spans));
  }

  /// How many names a list has at least and at most: 社会保障和就业 may be one name or two.
  static std::pair<int, int> names(View text) {
    const auto marks = static_cast<int>(std::count(text.begin(), text.end(), U'、'));
    int joints = 0;
    for (const char32_t c : {U'和', U'及', U'与', U'或', U'暨'})
      joints += static_cast<int>(std::count(text.begin(), text.end(), c));
    return {marks + 1, marks + 1 + joints};
  }
  static bool plain(View text) {
    constexpr std::size_t kMost = 80;
    if (text.size() > kMost || text.size() < 4) return false;
    if (std::any_of(text.begin(), text.end(), [](char32_t c) {
          return claim::is_digit(c) || claim::is_letter(c) || claim::one_of(c, U"（）()“”《》；。：，等 　\t");
        }))
      return false;
    // Every name is a word.
    for (std::size_t at = 0; at <= text.size();) {
      std::size_t end = text.find(U'、', at);
      if (end == View::npos) end = text.size();
      if (end - at < 2 || end - at > 16) return false;
      at = end + 1;
    }
    return true;
  }

  /// 公共安全、卫生健康两个科目.
  bool before(const Claim& c) {
    if (!c.chinese || c.before.size() != c.clause_before.size()) return false;
    const View list = c.clause_before;
    if (!claim::contains(list, U"、") || !plain(list)) return false;
    if (claim::find_any(list, {U"围绕", U"通过", U"以", U"对", U"在", U"从", U"按", U"为", U"将", U"的", U"于", U"前", U"第",
                               U"这", U"同", U"其"})
            .size() > 0)
      return false;
    const auto [least, most] = names(list);
    const auto n = c.exact.exact_decimal()->coefficient();
    if (n >= least && n <= most) return true;
    if (n > most + 1 || n < least - 1) return false;
    const claim::Passage& p = e_.passage(c.id);
    // Columns that were printed as text run into each other.
    const readback::Range range = p.range(c.start - list.size(), c.start);
    if (claim::contains(View(e_.reading.text).substr(range.start, c.range.start - range.start), U"  ")) return true;
    tell("N111", c, {}, {range}, least);
    return true;
  }

  /// 得分高于全市水平的有3个，分别是安平县、永宁县和河口区; up to the end of the sentence or segment.
  void behind(const Claim& c) {
    const claim::Passage& p = e_.passage(c.id);
    const View text = p.text;
    constexpr std::size_t kLead = 10;
    const View ahead = text.substr(c.noun_end);
    std::size_t from = View::npos;
    for (const View w :
         {View(U"分别是"), View(U"分别为"), View(U"依次是"), View(U"依次为"), View(U"即"), View(U"："), View(U"包括")}) {
      const std::size_t at = ahead.substr(0, kLead + w.size()).find(w);
      if (at != View::npos && (from == View::npos || c.noun_end + at + w.size() < from)) from = c.noun_end + at + w.size();
    }
    if (from == View::npos) return;
    const View lead = text.substr(c.noun_end, from - c.noun_end);
    if (claim::find_any(lead, {U"。", U"；", U"、", U"其中", U"前"}).size() > 0) return;
    std::size_t to = from;
    while (to < std::min(text.size(), from + claim::kMostOfSentence) && !claim::one_of(text[to], U"。；\n")) ++to;
    // 依次为云岭区、沙坪区，分别增加…: what is said of the names ends the list.
    const View said = text.substr(0, to);
    for (std::size_t comma = said.find(U'，', from); comma != View::npos; comma = said.find(U'，', comma + 1))
      if (!claim::start_any(text.substr(comma + 1), {U"分别", U"均", U"都", U"合计", U"占", U"共"}).empty()) {
        to = comma;
        break;
      }
    const View list = text.substr(from, to - from);
    if (!claim::contains(list, U"、") || !plain(list)) return;
    const auto [least, most] = names(list);
    // The last joint is one between names, if there is one.
    const auto n = c.exact.exact_decimal()->coefficient();
    if ((n >= least && n <= most) || n > most + 1 || n < least - 1) return;
    // 食用油、油脂及其制品 is one name: a list with joints is not too long for sure.
    if (n < least && most > least) return;
    tell("N111", c, {}, {p.range(from, to)}, std::max(least, std::min(most, least + (most > least ? 1 : 0))));
  }

  /// Sums that hold, and a count of what was added in front of the total.
  void sums() {
    const std::size_t known = ledger_.entries().size();
    for (std::size_t i = 0; i < known; ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.kind != "sum" || entry.verdict != Verdict::consistent || entry.result < 0 || entry.operands.size() < 3 ||
          entry.charge >= kLoose)
        continue;
      if (std::any_of(entry.operands.begin(), entry.operands.end(), [&](int id) { return other(id); })) continue;
      if (e_[entry.result].table < 0)
        beside(e_[entry.result], entry.operands);
      else if (e_[entry.operands.front()].column == e_[entry.result].column)
        for (const int id : e_.valued(e_[entry.result].exact))
          if (e_[id].table < 0 && e_[id].exact > Rational(100) && std::abs(e_[id].block - e_[entry.result].block) <= 2)
            beside(e_[id], entry.operands);
    }
  }
  bool other(int id) const {
    const Claim& c = e_[id];
    const Text& label =
        c.table < 0 ? c.name : e_.claims.tables[static_cast<std::size_t>(c.table)].row_label[static_cast<std::size_t>(c.row)];
    return label.empty() || c.name_inherited || !claim::find_any(label, {U"其他", U"其它", U"其余", U"等"}).empty();
  }
  void beside(const Claim& total, const std::vector<int>& parts) {
    for (int id = total.id - 1; id >= 0 && id >= total.id - 3; --id) {
      const Claim& c = e_[id];
      if (c.passage != total.passage || c.sentence != total.sentence || total.clause - c.clause > 1) return;
      if (c.kind != claim::Numeral::Kind::count || c.noun == total.noun || c.decimals > 0 || c.vague()) continue;
      if (claim::start_any(c.noun, {U"个", U"类", U"种", U"大"}).empty()) continue;
      const Rational gap = (c.exact - Rational(static_cast<std::int64_t>(parts.size()))).abs();
      if (gap.is_zero() || gap > Rational(1) || c.exact < Rational(4)) return;
      tell("N112", c, parts, {}, static_cast<int>(parts.size()));
      return;
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_named_lists(const Evidence& evidence, Ledger& ledger) { NamedLists(evidence, ledger).run(); }

}  // namespace zh::check
