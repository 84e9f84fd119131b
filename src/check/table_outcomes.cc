// A column of rates over what two columns leave: 办结率 = 已办结 ÷ (已办结 + 办理中).
//
//   T307 ratio   rate = a ÷ (a + b) of the same row
//        sum     a column that is a + b in most rows is not so in this one, whose rate goes by a + b
//
// What: all pairs of neighbouring columns of amounts are tried; the pair is the column's own if all rows but one obey it and
// that is no chance. When contradictory: three rows obey and one does not; or a third column equals a + b in at least two rows,
// of more rows than not (totals aside), and misses it in a row whose printed rate rests on a + b. When silent: another
// formula explains the rates already; a column says what the others leave.
#include "check/grid.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Column = claim::Table::Column;

class TableOutcomes {
 public:
  TableOutcomes(const Evidence& e, Ledger& ledger, const Grid& g) : e_(e), ledger_(ledger), g_(g) {}

  void run() {
    for (std::size_t d = 0; d < g_.line.size(); ++d)
      if (g_.kind[d] == Column::rate || g_.kind[d] == Column::share) derive(d);
  }

 private:
  static constexpr std::size_t kReach = 6;  ///< columns between a rate and what it is made of

  /// Of row `entry`: part and rest, if both are amounts of one unit.
  bool amounts(std::size_t part, std::size_t rest, std::size_t entry) const {
    const int a = g_.at(part, entry), b = g_.at(rest, entry);
    return a >= 0 && b >= 0 && !e_[a].is_percentage() && !e_[b].is_percentage() && addable(e_[a], e_[b]);
  }
  std::optional<Interval> rate(std::size_t part, std::size_t rest, std::size_t entry) const {
    const Interval& a = e_[g_.at(part, entry)].value;
    return percentage(a, a + e_[g_.at(rest, entry)].value);
  }

  void derive(std::size_t d) {
    const std::size_t from = d > kReach ? d - kReach : 0, to = std::min(g_.line.size(), d + kReach + 1);
    std::int64_t tried = 0;
    for (std::size_t part = from; part < to; ++part)
      for (std::size_t rest = from; rest < to; ++rest) {
        if (part == d || rest == d || part == rest) continue;
        int holds = 0, fails = 0;
        Rational surprise(1);
        for (std::size_t entry = 0; entry < g_.entries; ++entry) {
          const int result = g_.at(d, entry);
          if (result < 0 || !e_[result].is_percentage() || !amounts(part, rest, entry)) continue;
          const std::optional<Interval> computed = rate(part, rest, entry);
          // Where nothing is left the rate is 100 % whatever it is of.
          if (computed && e_[g_.at(rest, entry)].exact.is_zero()) continue;
          if (computed && fit(e_[result], *computed) != Fit::none) {
            ++holds;
            surprise = less_likely(surprise, chance(e_[result], *computed));
          } else {
            ++fails;
          }
        }
        ++tried;
        if (holds < 2 || fails > (holds >= 3 ? 1 : 0) || surprise * Rational(tried) > Rational::fraction(1, 10000)) continue;
        if (!explained(d)) tell(d, part, rest);
        return;
      }
  }

  /// Whether every rate of the column has a formula.
  bool explained(std::size_t d) const {
    for (const int id : g_.line[d])
      if (id >= 0 && !ledger_.explained(id, {"ratio"})) return false;
    return true;
  }

  void tell(std::size_t d, std::size_t part, std::size_t rest) {
    std::vector<std::size_t> obey;
    for (std::size_t entry = 0; entry < g_.entries; ++entry) {
      const int result = g_.at(d, entry);
      if (result < 0 || !e_[result].is_percentage() || !amounts(part, rest, entry)) continue;
      const int a = g_.at(part, entry), b = g_.at(rest, entry);
      const std::optional<Interval> computed = rate(part, rest, entry);
      if (!computed) continue;
      const std::string formula = number_text(e_, a) + " ÷ (" + number_text(e_, a) + " + " + number_text(e_, b) + ")";
      if (fit(e_[result], *computed) != Fit::none) {
        confirm(e_, ledger_, "T307", "ratio", result, {a, b}, *computed, formula);
        obey.push_back(entry);
      } else if (!ledger_.explained(result, {"ratio"})) {
        contradict(e_, ledger_, "T307", "ratio", result, {a, b}, *computed, formula, "而按本列其余各行的算法");
      }
    }
    for (std::size_t whole = 0; whole < g_.line.size(); ++whole)
      if (whole != d && whole != part && whole != rest) compare(d, whole, part, rest, obey);
  }

  /// Whether a column says what is left: 未列入.
  bool told_apart(std::size_t entry, const Interval& left) const {
    for (std::size_t l = 0; l < g_.line.size(); ++l)
      if (const int id = g_.at(l, entry); id >= 0 && !e_[id].is_percentage() && fit(e_[id], left) != Fit::none) return true;
    return false;
  }

  /// 受理 = 办结 + 在办 in most rows, and in the others the rate says what the sum should have been.
  void compare(std::size_t d, std::size_t whole, std::size_t part, std::size_t rest, const std::vector<std::size_t>& obey) {
    int equal = 0, unequal = 0;
    std::vector<std::size_t> broken;
    for (const std::size_t entry : obey) {
      const int w = g_.at(whole, entry);
      if (w < 0 || e_[w].is_percentage() || !addable(e_[w], e_[g_.at(part, entry)])) continue;
      const bool holds = fit(e_[w], e_[g_.at(part, entry)].value + e_[g_.at(rest, entry)].value) != Fit::none;
      if (!g_.entry_total[entry]) (holds ? equal : unequal) += 1;
      if (!holds) broken.push_back(entry);
    }
    if (equal < 2 || equal <= unequal) return;
    for (const std::size_t entry : broken) {
      const int w = g_.at(whole, entry), a = g_.at(part, entry), b = g_.at(rest, entry);
      if (told_apart(entry, e_[w].value - e_[a].value - e_[b].value)) continue;
      contradict(e_, ledger_, "T307", "sum", w, {a, b}, e_[a].value + e_[b].value,
                 number_text(e_, a) + " + " + number_text(e_, b),
                 "而其余各行等于另两列之和，本行的" + number_text(e_, g_.at(d, entry)) + "也以此为总数");
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
  const Grid& g_;
};

}  // namespace

void check_table_outcomes(const Evidence& evidence, Ledger& ledger) {
  for (const claim::Table& table : evidence.claims.tables) TableOutcomes(evidence, ledger, columns_of(evidence, table)).run();
}

}  // namespace zh::check
