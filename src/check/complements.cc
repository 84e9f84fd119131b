// Shares that make up a whole.
//
//   C701 complement   shares beside each other that add to 100 %, in prose, proportions (5.1:42.5:52.4) and columns of tables
//
// When contradictory: a proportion of three parts misses 100 by more than its rounding but by less than two points.
// When silent: lists of the largest, whose rest is not named.
#include <algorithm>

#include "check/grid.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Complements {
 public:
  Complements(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) prose(all);
    for (const claim::Table& table : e_.claims.tables) {
      lines(columns_of(e_, table));
      lines(rows_of(e_, table));
    }
  }

 private:
  bool is_share(int id) const {
    const Claim& c = e_[id];
    return c.is_percentage() && c.role != Role::growth && c.role != Role::limit && c.exact.sign() > 0 &&
           c.exact < Rational(100);
  }

  bool whole(const std::vector<int>& parts) const { return sum_of(e_, parts).contains(Rational(100)); }

  void keep(const std::vector<int>& parts, Verdict verdict) {
    Ledger::Entry entry;
    entry.rule = "C701";
    entry.kind = "complement";
    entry.verdict = verdict;
    entry.result = parts.front();
    entry.operands.assign(parts.begin() + 1, parts.end());
    entry.computed = sum_of(e_, parts);
    entry.formula = joined(e_, parts, " + ") + (verdict == Verdict::consistent ? " = 100%" : " ≠ 100%");
    entry.message = entry.formula;
    if (verdict == Verdict::contradictory) {
      entry.message = "各部分合计应为100，文中相加为" +
                      ((entry.computed->low + entry.computed->high) / Rational(2)).str_decimal(4) + "：" +
                      joined(e_, parts, " + ");
    }
    ledger_.add(std::move(entry));
  }

  void prose(const std::vector<int>& all) {
    std::vector<int> shares;
    for (const int id : all)
      if (is_share(id)) shares.push_back(id);
    for (std::size_t from = 0; from + 1 < shares.size(); ++from) {
      if (e_[shares[from]].kind == claim::Numeral::Kind::part) {
        std::size_t to = from;
        while (to + 1 < shares.size() && e_[shares[to + 1]].kind == claim::Numeral::Kind::part &&
               e_[shares[to + 1]].clause == e_[shares[from]].clause)
          ++to;
        proportion({shares.begin() + static_cast<std::ptrdiff_t>(from), shares.begin() + static_cast<std::ptrdiff_t>(to + 1)});
        from = to;
        continue;
      }
      grow(shares, from);
    }
    // Shares alone, without the rates that stand between.
    std::vector<int> only;
    for (const int id : shares)
      if (e_[id].role == Role::share) only.push_back(id);
    if (only.size() < shares.size())
      for (std::size_t from = 0; from + 1 < only.size(); ++from) grow(only, from);
  }

  /// Runs from one share on.
  void grow(const std::vector<int>& shares, std::size_t from) {
    std::int64_t spent = 0;
    for (std::size_t k = 2; k <= 12 && from + k <= shares.size(); ++k) {
      const std::vector<int> parts(shares.begin() + static_cast<std::ptrdiff_t>(from),
                                   shares.begin() + static_cast<std::ptrdiff_t>(from + k));
      const Claim &first = e_[parts.front()], &last = e_[parts.back()];
      if (last.sentence - first.sentence > (k <= 2 ? 1 : 2) || last.kind != first.kind) break;
      const Interval sum = sum_of(e_, parts);
      if (sum.low > Rational(100)) break;
      const bool tied = k == 2 ? first.segment == last.segment || last.segment - first.segment == 1 : true;
      const std::optional<Decimal> width = (sum.width() * Rational(10000)).floor().exact_decimal();
      spent += width ? static_cast<std::int64_t>(width->coefficient()) / (tied ? 3 : 1) : kEnough;
      if (spent > kEnough) break;
      if (whole(parts) && plausible(parts)) {
        keep(parts, Verdict::consistent);
        break;
      }
    }
  }

  /// Rates of unlike things (合格率98%, 占2%) do not make a whole.
  bool plausible(const std::vector<int>& parts) const {
    int shares = 0;
    for (const int id : parts)
      shares += e_[id].role == Role::share || e_[id].role == Role::percent || e_[id].role == Role::rate;
    return shares == static_cast<int>(parts.size());
  }

  void proportion(const std::vector<int>& parts) {
    if (parts.size() < 3) return;
    if (whole(parts)) return keep(parts, Verdict::consistent);
    const Interval sum = sum_of(e_, parts);
    if (sum.low > Rational(98) && sum.high < Rational(102)) keep(parts, Verdict::contradictory);
  }

  void lines(const Grid& g) {
    for (std::size_t l = 0; l < g.line.size(); ++l) {
      std::vector<int> parts;
      for (std::size_t e = 0; e < g.entries; ++e)
        if (g.at(l, e) >= 0 && is_share(g.at(l, e)) && !g.entry_total[e] &&
            (!g.by_columns || g.kind[l] != claim::Table::Column::growth))
          parts.push_back(g.at(l, e));
      for (std::size_t from = 0; from + 2 <= parts.size(); ++from) {
        bool found = false;
        for (std::size_t to = parts.size(); to >= from + 2 && !found; --to) {
          const std::vector<int> run(parts.begin() + static_cast<std::ptrdiff_t>(from),
                                     parts.begin() + static_cast<std::ptrdiff_t>(to));
          if (run.size() > 40) continue;
          const Interval sum = sum_of(e_, run);
          if (sum.width() > Rational(3) || !whole(run)) continue;
          if (run.size() < parts.size() && sum.width() > Rational::fraction(1, 2)) continue;
          keep(run, Verdict::consistent);
          found = true;
        }
        if (found) break;
        if (from > 8) break;
      }
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_complements(const Evidence& evidence, Ledger& ledger) { Complements(evidence, ledger).run(); }

}  // namespace zh::check
