// Directions that two numbers tell differently.
//
//   W322 direction   56.5%，比上年的53.1%下降3.4个百分点: the size of the change is right, its direction is not
//   W323 direction   增长6.4% in the text, -6.4 in the row of the table that the sentence retells or names
//   W333 direction   6月降幅比累计扩大21.0个百分点: the month and all months stand in the named row
//
// Why: the verb is chosen by hand, or stands from last year's text. When contradictory: W322 when level and earlier level stand
// in the sentence and give the printed size with the other sign; W323 when a level of the sentence ties the row. When silent:
// 降幅收窄 and the like; the other sign holds too, or W308 told it.
#include <algorithm>

#include "base/text.h"
#include "check/extremes.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class RowDirections {
 public:
  RowDirections(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if ((c.role != Role::growth && c.role != Role::change && c.role != Role::point) || c.sign == 0 || c.vague() ||
            c.written_sign || c.exact.is_zero())
          continue;
        if (c.role == Role::point) beside_total(c);
        if (against_named_row(c)) continue;
        if (ledger_.explained(c.id, {"growth", "difference", "pp", "direction"})) continue;
        if (!against_prior(all, i)) against_row(all, i);
      }
  }

 private:
  void tell(const char* rule, int result, std::vector<int> operands, const std::string& formula, const std::string& message) {
    ledger_.tell(rule, "direction", Verdict::contradictory, result, std::move(operands), formula, message);
  }

  static bool earlier(const Claim& c) {
    return c.role == Role::prior || !claim::find_any(c.before, {U"上年", U"去年", U"同期", U"上月", U"上季", U"年初"}).empty();
  }

  bool against_prior(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    int prior = -1;
    for (std::size_t j = i; j-- > 0 && prior < 0;) {
      const Claim& p = e_[all[j]];
      if (p.sentence != c.sentence || c.clause - p.clause > 1) return false;
      if (c.role == Role::point ? p.is_percentage() && p.role != Role::growth && p.role != Role::point
                                : p.is_amount() && p.role != Role::change)
        prior = static_cast<int>(j);
    }
    if (prior < 1) return false;
    const Claim& p = e_[all[static_cast<std::size_t>(prior)]];
    const Claim& l = e_[all[static_cast<std::size_t>(prior) - 1]];
    if (!earlier(p) || earlier(l) || l.sentence != c.sentence || p.clause - l.clause > 1 || l.kind != p.kind ||
        l.noun != p.noun || l.vague() || p.vague() || claim::find_any(e_.between(l.id, p.id), {U"比", U"较"}).empty())
      return false;
    std::optional<Interval> own = l.value - p.value;
    if (c.role == Role::growth) {
      const std::optional<Interval> q = divide(*own, p.value);
      if (!q) return false;
      own = *q * Interval::exactly(Rational(100));
    }
    if (own->contains(Rational(0)) || fit(c, *own) != Fit::none || fit(c, -*own) == Fit::none) return false;
    tell("W322", c.id, {l.id, p.id}, number_text(e_, l.id) + (own->low.sign() > 0 ? " > " : " < ") + number_text(e_, p.id),
         "文中由" + number_text(e_, p.id) + "变为" + number_text(e_, l.id) + "，而称" + (c.sign > 0 ? "上升" : "下降") +
             number_text(e_, c.id) + "，方向相反");
    return true;
  }

  void against_row(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    std::vector<int> opposite;
    for (const int id : e_.valued(c.exact.abs())) {
      const Claim& cell = e_[id];
      if (cell.table < 0) continue;
      if (cell.is_percentage() != c.is_percentage() && c.role == Role::growth &&
          e_.claims.tables[static_cast<std::size_t>(cell.table)].kind[static_cast<std::size_t>(cell.column)] !=
              claim::Table::Column::growth)
        continue;
      if (!tied(all, i, cell)) continue;
      if (cell.exact == c.exact) return;
      if (cell.exact == -c.exact && (cell.written_sign || cell.exact.sign() < 0)) opposite.push_back(id);
    }
    // A positive cell may be of a column that says 减少 itself.
    if (opposite.size() != 1 || e_[opposite[0]].exact.sign() > 0) return;
    tell("W323", c.id, opposite, number_text(e_, c.id) + "、" + number_text(e_, opposite[0]),
         std::string("文中称") + (c.sign > 0 ? "增长" : "下降") + number_text(e_, c.id) + "，而表中为" +
             number_text(e_, opposite[0]) + "，方向相反");
  }
  /// 合同投诉比重上升2.99个百分点, and ↓2.99 in the row 合同: the clause names the row, and the digits are the cell's.
  bool against_named_row(const Claim& c) {
    constexpr std::size_t kFewestDigits = 3;
    constexpr int kNear = 8;
    if (digits_of(c).size() < kFewestDigits) return false;
    int opposite = -1;
    for (const int id : e_.valued_cells(c.exact.abs())) {
      const Claim& cell = e_[id];
      if (std::abs(cell.block - c.block) > kNear || !cell.written_sign || cell.decimals != c.decimals) continue;
      const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(cell.table)];
      const Text label = row_name(t, cell.row);
      if (label.size() < 2 || !claim::contains(c.clause_before, label)) continue;
      if (cell.exact == c.exact || opposite >= 0) return false;
      opposite = id;
    }
    if (opposite < 0 || claim::find_any(c.clause_before, {U"降幅", U"收窄", U"跌幅", U"由", U"从"}).size() > 0) return false;
    tell("W323", c.id, {opposite}, number_text(e_, c.id) + "、" + number_text(e_, opposite),
         std::string("文中称") + (c.sign > 0 ? "上升" : "下降") + number_text(e_, c.id) + "，而表中为" +
             number_text(e_, opposite) + "，方向相反");
    return true;
  }

  /// 包裹6月降幅比累计扩大21.0个百分点: the growths of the month and of all months in the row that is named.
  void beside_total(const Claim& c) {
    const View clause = c.clause_before;
    const std::size_t than = clause.find(U"比累计");
    if (than == View::npos) return;
    const bool falls = claim::find_any(clause.substr(0, than), {U"降幅", U"跌幅"}).size() > 0;
    const View verb =
        claim::end_any(clause, {U"扩大", U"收窄", U"加快", U"放缓", U"快", U"慢", U"高", U"低", U"缩小", U"提高", U"回落"});
    if (verb.empty()) return;
    const bool more = verb == U"扩大" || verb == U"加快" || verb == U"快" || verb == U"高" || verb == U"提高";
    constexpr int kNear = 6;
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      int row = -1;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const Text label = row_name(t, r);
        if (label.size() >= 2 && claim::starts_with(clause, View(label).substr(0, std::min<std::size_t>(label.size(), 4))))
          row = row < 0 ? r : -2;
      }
      if (row < 0) continue;
      int month = -1, total = -1;
      for (int x = 1; x < t.columns; ++x) {
        const int id = t.at(row, x);
        const Text& h = t.header[static_cast<std::size_t>(x)];
        if (id < 0 || !(e_[id].role == Role::growth || claim::find_any(h, {U"%", U"％", U"增"}).size() > 0)) continue;
        int& place = claim::find_any(h, {U"累计", U"1—", U"1-", U"1－", U"1至"}).empty() ? month : total;
        place = place == -1 ? id : -2;
      }
      if (month < 0 || total < 0) continue;
      const Interval gap = magnitude(e_[month].value - e_[total].value);
      if (!gap.meets(magnitude(c.value))) return;
      if (falls && (e_[month].exact.sign() >= 0 || e_[total].exact.sign() >= 0)) return;
      const Rational d = falls ? e_[month].exact.abs() - e_[total].exact.abs() : e_[month].exact - e_[total].exact;
      const std::string text = number_text(e_, month) + "、" + number_text(e_, total);
      if (d.sign() != 0 && (d.sign() > 0) != more)
        tell("W333", c.id, {month, total}, text,
             "文中称比累计" + to_utf8(verb) + number_text(e_, c.id) + "，而表中当期为" + number_text(e_, month) + "、累计为" +
                 number_text(e_, total) + "，方向相反");
      else
        ledger_.tell("W333", "direction", Verdict::consistent, c.id, {month, total}, text);
      return;
    }
  }

  /// A level right before the change is printed in the cell's row.
  bool tied(const std::vector<int>& all, std::size_t i, const Claim& cell) const {
    const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(cell.table)];
    for (std::size_t j = i; j-- > 0;) {
      const Claim& l = e_[all[j]];
      if (l.sentence != e_[all[i]].sentence) return false;
      if (l.role != Role::level || !l.is_amount() || l.vague()) continue;
      for (int x = 0; x < t.columns; ++x)
        if (const int id = t.at(cell.row, x); id >= 0 && e_[id].is_amount() && e_[id].exact.sign() > 0) {
          if (l.value.contains(e_[id].exact) && (l.exact >= Rational(100) || l.decimals > 0)) return true;
        }
      return false;
    }
    return false;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_row_directions(const Evidence& evidence, Ledger& ledger) { RowDirections(evidence, ledger).run(); }

}  // namespace zh::check
