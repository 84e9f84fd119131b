// Columns that add up to what the text tells, and tables that were folded.
//
//   S158 sum   上年同期为551780件 … 类别 / 今年 / 上年同期: the rows of a column, of this time or an earlier one
//   T206 sum   单位 | 受理 | 审结 | 单位 | 受理 | 审结, and 合计 at the end of the right half: both halves of a column
//
// What: S158 sums all rows but totals and parts of rows, and looks for the value near the table under the same noun and time;
// T206 where the headers of the right half repeat those of the left. When contradictory: T206 for a slip of one digit. When
// silent: sums of two digits; a total row of the column itself.
#include <algorithm>

#include "check/grid.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class ColumnTotals {
 public:
  ColumnTotals(const Evidence& e, Ledger& ledger, const claim::Table& t) : e_(e), ledger_(ledger), t_(t) {}

  void run() {
    constexpr int kMostRows = 200;
    if (t_.rows > kMostRows || t_.columns < 2) return;
    for (int x = 1; x < t_.columns; ++x) told(x);
    folded();
  }

 private:
  bool datum(int id) const {
    return id >= 0 && e_[id].is_amount() && e_[id].is_level() && !e_[id].vague() && !e_.mean(id) && e_[id].exact.sign() >= 0;
  }
  void told(int column) {
    std::vector<int> cells;
    for (int r = t_.header_rows; r < t_.rows; ++r) {
      const auto row = static_cast<std::size_t>(r);
      const int id = t_.at(r, column);
      if (t_.total[row] || t_.indent[row] > 0 || id < 0) continue;
      if (!datum(id) || (!cells.empty() && (!addable(e_[id], e_[cells[0]]) || e_[id].role != e_[cells[0]].role))) return;
      if (e_[id].exact.sign() > 0) cells.push_back(id);
    }
    if (cells.size() < 2) return;
    const Interval sum = sum_of(e_, cells);
    constexpr int kNear = 5, kTelling = 100;
    const std::vector<int>& places = e_.prose();
    std::int64_t spent = 0;
    const auto from =
        std::partition_point(places.begin(), places.end(), [&](int id) { return e_[id].block < t_.block - kNear; });
    for (auto it = from; it != places.end() && e_[*it].block <= t_.block + kNear; ++it) {
      const Claim& c = e_[*it];
      if (c.table >= 0 || !datum(c.id) || c.role != e_[cells[0]].role || !addable(c, e_[cells[0]]) ||
          c.exact < Rational(kTelling) || ledger_.explained(c.id, {"sum"}))
        continue;
      // Of another size it is no try.
      if (c.exact > sum.high * Rational(3) || c.exact * Rational(3) < sum.low) continue;
      spent += chance(c, sum);
      if (spent > kEnough) return;
      if (fit(c, sum) != Fit::rounded) {
        blocks(c, cells);
        continue;
      }
      // Two cells are soon a sum of something else.
      if (cells.size() == 2 && (telling_digits(c) < 4 || !sum.is_point())) continue;
      confirm(e_, ledger_, "S158", "sum", c.id, cells, sum, joined(e_, cells, " + "));
      return;
    }
  }

  /// 发明 | 504, 实用新型 | 3637, 外观设计 | 691, 职务 | 3320, 非职务 | 1512: one total divided twice or more, one division
  /// under the other.
  void blocks(const Claim& c, const std::vector<int>& cells) {
    std::vector<std::vector<int>> found(1);
    bool closed = false;
    for (const int id : cells) {
      if (closed) found.emplace_back();
      found.back().push_back(id);
      const Interval own = sum_of(e_, found.back());
      closed = fit(c, own) == Fit::rounded;
      if (closed && found.back().size() < 2) return;
      if (!closed && own.low > c.value.high) return;
    }
    if (!closed || found.size() < 2) return;
    for (const std::vector<int>& parts : found)
      confirm(e_, ledger_, "S158", "sum", c.id, parts, sum_of(e_, parts), joined(e_, parts, " + "));
  }

  /// The width of a half, if the headers repeat; 0 if not.
  int half() const {
    const auto columns = static_cast<std::size_t>(t_.columns);
    if (columns < 4 || columns % 2 != 0 || t_.header.size() < columns) return 0;
    for (std::size_t x = 0; x < columns / 2; ++x)
      if (t_.header[x].empty() || t_.header[x] != t_.header[x + columns / 2]) return 0;
    return t_.columns / 2;
  }
  void folded() {
    const int width = half();
    if (width == 0) return;
    // 合计 in the right half is of both.
    int row = -1;
    for (int r = t_.header_rows; r < t_.rows; ++r) {
      const Text& label = t_.text[static_cast<std::size_t>(r)][static_cast<std::size_t>(width)];
      if (!claim::find_any(label, {U"合计", U"总计", U"共计"}).empty()) row = r;
    }
    if (row < 0) return;
    for (int x = 1; x < width; ++x) {
      const int total = t_.at(row, x + width);
      if (!datum(total)) continue;
      std::vector<int> cells;
      for (const int column : {x, x + width})
        for (int r = t_.header_rows; r < t_.rows; ++r)
          if (const int id = t_.at(r, column); datum(id) && id != total) cells.push_back(id);
      if (cells.size() < 3) continue;
      tell_or_wait(e_, ledger_, "T206", total, cells, Tie::strong, "而左右两半各项相加");
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
  const claim::Table& t_;
};

}  // namespace

void check_column_totals(const Evidence& evidence, Ledger& ledger) {
  for (const claim::Table& table : evidence.claims.tables) ColumnTotals(evidence, ledger, table).run();
}

}  // namespace zh::check
