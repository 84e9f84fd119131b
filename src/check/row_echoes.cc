// Sentences that retell several cells of a row, and one of them otherwise.
//
//   E832 same   投诉3671件，举报1647件，共5318件，办结4991件 beside the row 3671, 1647, 5318 with 5044 under 办结件数;
//               食品投诉15362件，增长67% beside the row 一般食品 with 15356 and 67
//
// What: two cells of a row or more stand in the paragraph, six telling digits together, and another number of it bears the name
// of a further column; or the name and the growth of a row are told, and its amount within one hundredth. When contradictory:
// always; what stands beside it shows that the row is meant. When silent: the cell is told too, or the number is another cell;
// years, earlier levels, plans; numbers in another unit.
#include <algorithm>

#include "base/text.h"
#include "check/cell_names.h"
#include "check/extremes.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/times.h"

namespace zh::check {
namespace {

constexpr int kNear = 8;       ///< blocks between a table and the words about it
constexpr int kTelling = 6;    ///< digits that together show which row is retold
constexpr int kLongRows = 60;  ///< tables with more rows are data, not what sentences retell

/// 办结 of 办结件数（件）, 办结数量
Text key_of(View name) {
  Text out = bare_label(Text(name));
  for (bool again = true; again;) {
    again = false;
    for (const View end : {View(U"数量"), View(U"总数"), View(U"总量"), View(U"件数"), View(U"人数"), View(U"户数"),
                           View(U"批次"), View(U"数"), View(U"量"), View(U"为"), View(U"共"), View(U"情况")})
      if (claim::ends_with(out, end) && out.size() >= end.size() + 2) {
        out.erase(out.size() - end.size());
        again = true;
        break;
      }
  }
  return out;
}

class RowEchoes {
 public:
  RowEchoes(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& paragraph : e_.paragraphs()) {
      if (paragraph.size() < 2) continue;
      const Claim& first = e_[paragraph.front()];
      for (const claim::Table& t : e_.tables_near(first.block, kNear)) {
        if (t.rows > kLongRows || other_years(e_, first, t)) continue;
        for (int r = t.header_rows; r < t.rows; ++r) row(t, r, paragraph);
      }
    }
  }

 private:
  static bool other_time_said(const Claim& c) {
    return !claim::find_any(c.clause_before, {U"上年", U"去年", U"同期", U"上月", U"上季", U"计划", U"目标", U"预算", U"任务",
                                              U"预计", U"累计", U"其中", U"平均", U"以上", U"分别", U"依次"})
                .empty();
  }
  bool told(int id) const {
    const Claim& c = e_[id];
    return !c.vague() && !c.chinese && c.bound == claim::Numeral::Bound::exact && !c.exact.is_zero() && tells_quantity(c);
  }
  static bool same_size(const Claim& c, const Claim& cell) {
    return c.scale == cell.scale && c.decimals == cell.decimals &&
           (cell.noun.empty() || c.noun == cell.noun || addable(c, cell));
  }
  bool in_table(const Claim& c, const claim::Table& t) const {
    const std::vector<int>& cells = e_.valued_cells(c.exact.abs());
    return std::any_of(cells.begin(), cells.end(), [&](int id) { return e_[id].block == t.block; });
  }

  void row(const claim::Table& t, int r, const std::vector<int>& paragraph) {
    std::vector<int> retold, cells;
    int digits = 0;
    for (int x = 0; x < t.columns; ++x) {
      const int cell = t.at(r, x);
      if (cell < 0) continue;
      const auto says = [&](int id) {
        return told(id) && e_[id].exact.abs() == e_[cell].exact.abs() && e_[id].is_percentage() == percent(t, cell);
      };
      const auto found = std::find_if(paragraph.begin(), paragraph.end(), says);
      if (found == paragraph.end()) {
        cells.push_back(cell);
      } else {
        retold.push_back(*found);
        digits += telling_digits(e_[cell]);
      }
    }
    if (retold.size() >= 2 && digits >= kTelling)
      for (const int cell : cells) column(t, cell, paragraph, retold);
    if (!retold.empty()) beside(t, r, paragraph, cells);
  }
  bool percent(const claim::Table& t, int cell) const {
    using Column = claim::Table::Column;
    const Column kind = t.kind[static_cast<std::size_t>(e_[cell].column)];
    return e_[cell].is_percentage() || kind == Column::growth || kind == Column::share || kind == Column::rate;
  }

  /// The cell's column is named by a number that stands among those that the row has.
  void column(const claim::Table& t, int cell, const std::vector<int>& paragraph, const std::vector<int>& retold) {
    const Text key = key_of(t.header[static_cast<std::size_t>(e_[cell].column)]);
    if (key.size() < 2 || percent(t, cell) || std::any_of(key.begin(), key.end(), claim::is_digit)) return;
    for (int x = 0; x < t.columns; ++x)
      if (x != e_[cell].column && key_of(t.header[static_cast<std::size_t>(x)]) == key) return;
    int found = -1;
    for (const int id : paragraph) {
      const Claim& c = e_[id];
      if (!told(id) || c.role != Role::level || !c.is_amount() || key_of(c.name) != key) continue;
      if (found >= 0) return;
      found = id;
    }
    if (found < 0) return;
    const Claim& c = e_[found];
    const bool near =
        std::any_of(retold.begin(), retold.end(), [&](int id) { return std::abs(e_[id].sentence - c.sentence) <= 1; });
    if (near && same_size(c, e_[cell]) && !in_table(c, t) && !other_time_said(c) && telling_digits(c) >= 2)
      tell(t, found, cell);
  }

  /// The growth of a row right behind an amount that is almost its own, under its name.
  void beside(const claim::Table& t, int r, const std::vector<int>& paragraph, const std::vector<int>& cells) {
    const Text label = plain_row(t, r);
    if (label.size() < 2) return;
    for (std::size_t i = 0; i + 1 < paragraph.size(); ++i) {
      const Claim &c = e_[paragraph[i]], &growth = e_[paragraph[i + 1]];
      if (!told(c.id) || !told(growth.id) || !c.is_amount() || c.role != Role::level || growth.role != Role::growth ||
          growth.sentence != c.sentence || growth.clause - c.clause > 1 || telling_digits(growth) < 2 || telling_digits(c) < 4)
        continue;
      if (!named(label, c) || other_time_said(c) || in_table(c, t)) continue;
      const auto grown = [&](int x) {
        const int id = t.at(r, x);
        return id >= 0 && percent(t, id) && e_[id].exact == growth.exact;
      };
      bool same = false;
      for (int x = 0; x < t.columns && !same; ++x) same = grown(x);
      if (!same) continue;
      for (const int cell : cells)
        if (same_size(c, e_[cell]) && e_[cell].is_amount() && telling_digits(e_[cell]) >= 4 && close(c, e_[cell])) {
          tell(t, c.id, cell);
          break;
        }
    }
  }
  /// Two characters of the row's name in the sentence before the number: 食品 of 一般食品.
  bool named(View label, const Claim& c) const {
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。！？；\n");
    for (std::size_t i = 0; i + 2 <= label.size(); ++i)
      if (claim::contains(text.substr(from, c.start - from), label.substr(i, 2))) return true;
    return false;
  }
  static bool close(const Claim& a, const Claim& b) {
    const Rational apart = (a.exact - b.exact).abs();
    return !apart.is_zero() && apart * Rational(100) < b.exact.abs();
  }

  void tell(const claim::Table& t, int id, int cell) {
    if (ledger_.firmly_explained(id, "same")) return;
    ledger_.tell("E832", "same", Verdict::contradictory, id, {cell}, number_text(e_, cell),
                 "文中为" + number_text(e_, id) + "，而所复述的表中“" + to_utf8(plain_row(t, e_[cell].row)) + "”一行“" +
                     to_utf8(bare_label(t.header[static_cast<std::size_t>(e_[cell].column)])) + "”为" + number_text(e_, cell));
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_row_echoes(const Evidence& evidence, Ledger& ledger) { RowEchoes(evidence, ledger).run(); }

}  // namespace zh::check
