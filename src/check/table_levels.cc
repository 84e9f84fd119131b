// Sums in tables whose rows are numbered by levels.
//
//   T203 sum   a row is the sum of the rows one level below it: 二、支出合计 above 1.…, 2.…, which have （1）… of their own
//
// What: labels that begin with 一、 （一） 1. （1） A、 or ①; a row's children are those of the highest level below its own, up
// to the next row of its level or above. When contradictory: another row of the table is the sum of its children, and this one
// misses by a slip of a digit. When silent: children that do not add; levels are often 其中.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr int kNone = 0;

class TableLevels {
 public:
  TableLevels(const Evidence& e, Ledger& ledger, const claim::Table& t) : e_(e), ledger_(ledger), t_(t) {}

  void run() {
    for (const Text& label : t_.row_label) levels_.push_back(numbering_level(label));
    for (int column = 0; column < t_.columns; ++column) {
      std::vector<std::pair<int, std::vector<int>>> failed;
      int holds = 0;
      for (int row = t_.header_rows; row < t_.rows; ++row) {
        const std::vector<int> parts = children(row, column);
        if (parts.size() < 2) continue;
        const int whole = t_.at(row, column);
        const Interval sum = sum_of(e_, parts);
        if (fit(e_[whole], sum) == Fit::rounded) {
          confirm(e_, ledger_, "T203", "sum", whole, parts, sum, joined(e_, parts, " + "));
          ++holds;
        } else {
          failed.emplace_back(whole, parts);
        }
      }
      if (holds == 0) continue;
      for (const auto& [whole, parts] : failed)
        miss(e_, ledger_,
             {"T203", "sum", whole, parts, total, holds > 1 ? Tie::strong : Tie::medium, joined(e_, parts, " + "),
              "而下一级各行相加"});
    }
  }

 private:
  /// Numbers of a column one level below a row; empty if a row of them has none or another unit.
  std::vector<int> children(int row, int column) const {
    std::vector<int> out;
    const auto at = static_cast<std::size_t>(row);
    const int whole = t_.at(row, column);
    if (levels_[at] == kNone || whole < 0 || e_[whole].is_percentage()) return out;
    int below = kNone;
    std::size_t end = at + 1;
    for (; end < levels_.size() && (levels_[end] == kNone || levels_[end] > levels_[at]); ++end)
      if (levels_[end] != kNone && (below == kNone || levels_[end] < below)) below = levels_[end];
    for (std::size_t r = at + 1; below != kNone && r < end; ++r) {
      if (levels_[r] != below) continue;
      const int part = t_.at(static_cast<int>(r), column);
      if (part < 0 || !addable(e_[part], e_[whole])) return {};
      out.push_back(part);
    }
    return out;
  }

  const Evidence& e_;
  Ledger& ledger_;
  const claim::Table& t_;
  std::vector<int> levels_;  ///< by row
};

}  // namespace

void check_table_levels(const Evidence& evidence, Ledger& ledger) {
  for (const claim::Table& t : evidence.claims.tables) TableLevels(evidence, ledger, t).run();
}

}  // namespace zh::check
