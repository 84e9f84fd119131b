// Columns (or rows) of running totals.
//
//   T204 sum   月份 当月 累计: the total up to a month is that up to the month before, and the month
//
// What: two lines of a table whose entries follow each other; in all but a few, total = total before + own. When contradictory:
// at least two other entries hold, and one digit mends it. When silent: totals that were revised.
#include "check/grid.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class RunningTotals {
 public:
  RunningTotals(const Evidence& e, Ledger& ledger, const Grid& g) : e_(e), ledger_(ledger), g_(g) {}

  void run() {
    constexpr std::size_t kMostLines = 60, kFewestEntries = 3;
    if (g_.line.size() > kMostLines || g_.entries < kFewestEntries) return;
    for (std::size_t total = 0; total < g_.line.size(); ++total)
      for (std::size_t own = 0; own < g_.line.size(); ++own)
        if (own != total) pair(total, own);
  }

 private:
  static bool says_so(const Text& label) {
    return !claim::find_any(label, {U"累计", U"累积", U"本年", U"至今"}).empty() &&
           claim::find_any(label, {U"上年", U"去年", U"增", U"比", U"率"}).empty();
  }
  bool usable(int id) const { return id >= 0 && e_[id].is_amount() && e_[id].role != Role::change && !e_[id].vague(); }
  struct Step {
    int total, before, own;
  };
  void pair(std::size_t total, std::size_t own) {
    const bool said = says_so(g_.label[total]);
    // The first total is its own; elsewhere the label must say so.
    const int first = g_.at(total, 0), alone = g_.at(own, 0);
    if (!said && (!usable(first) || !usable(alone) || e_[first].exact != e_[alone].exact)) return;
    if (says_so(g_.label[own])) return;
    std::vector<Step> steps;
    std::size_t held = 0;
    for (std::size_t i = 1; i < g_.entries; ++i) {
      const int now = g_.at(total, i), before = g_.at(total, i - 1), part = g_.at(own, i);
      if (!usable(now) || !usable(before) || !usable(part) || !addable(e_[now], e_[part]) || e_[part].exact.is_zero() ||
          g_.entry_total[i] || g_.entry_total[i - 1])
        continue;
      steps.push_back({now, before, part});
      held += fit(e_[now], e_[before].value + e_[part].value) != Fit::none;
    }
    if (held < (said ? 2U : 3U) || held * 2 <= steps.size()) return;
    for (const Step& s : steps)
      tell_or_wait(e_, ledger_, "T204", s.total, {s.before, s.own}, Tie::strong, "而上一期累计与本期相加");
  }

  const Evidence& e_;
  Ledger& ledger_;
  const Grid& g_;
};

}  // namespace

void check_running_totals(const Evidence& evidence, Ledger& ledger) {
  for (const claim::Table& table : evidence.claims.tables) {
    RunningTotals(evidence, ledger, columns_of(evidence, table)).run();
    RunningTotals(evidence, ledger, rows_of(evidence, table)).run();
  }
}

}  // namespace zh::check
