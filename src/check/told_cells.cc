// Cells of a row that a sentence names, told in another form.
//
//   E831 same    电梯8.7万台 beside 86556: a number in 万 or 亿 is the cell, rounded; 降幅最大的是PM2.5，下降8.6% beside -8.6%:
//   a change is the cell of changes, by its sign
//
// What: the row is the last that the sentence names before the number; where no row is named, the column. When contradictory:
// never; E811, E821 and E823 tell slips of such numbers. When silent: no cell of the row, or two, that the number may be; a
// relation of sameness is known.
#include <algorithm>

#include "check/cell_names.h"
#include "check/rules.h"

namespace zh::check {
namespace {

constexpr int kNear = 8;  ///< blocks between a table and the words about it

class ToldCells {
 public:
  ToldCells(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    if (e_.claims.tables.empty()) return;
    for (const int id : e_.prose()) {
      const Claim& c = e_[id];
      if (c.vague() || c.chinese || c.exact.is_zero() || !(changes(c) || rounded(c)) || ledger_.explained(id, {"same"}))
        continue;
      for (const claim::Table& t : e_.tables_near(c.block, kNear))
        if (told(c, t)) break;
    }
  }

 private:
  static bool changes(const Claim& c) {
    return (c.role == Role::growth && c.is_percentage()) || c.role == Role::point || (c.role == Role::change && c.is_amount());
  }
  static bool rounded(const Claim& c) {
    return c.is_amount() && c.role == Role::level && c.scale > 0 && c.bound == claim::Numeral::Bound::exact;
  }

  bool told(const Claim& c, const claim::Table& t) {
    const View text = e_.passage(c.id).text;
    constexpr std::size_t kLongest = 80;
    std::size_t from = claim::start_behind(text, c.start, U"。！？\n；");
    if (c.start - from > kLongest) from = c.start - kLongest;
    const View words = text.substr(from, c.start - from);
    if (claim::find_any(words, {U"上年", U"去年", U"同期", U"计划", U"目标", U"预计"}).size() > 0) return false;
    int found = -1;
    const auto offer = [&](int id) {
      if (id < 0 || !is(c, e_[id])) return true;
      if (found >= 0 && e_[found].exact != e_[id].exact) return false;
      if (found < 0) found = id;
      return true;
    };
    if (const std::vector<int> rows = rows_named(t, words); !rows.empty()) {
      for (int x = 1; x < t.columns; ++x)
        if (!offer(t.at(rows.back(), x))) return false;
    } else if (const std::vector<int> columns = columns_named(t, words); columns.size() == 1) {
      for (int r = t.header_rows; r < t.rows; ++r)
        if (!offer(t.at(r, columns.front()))) return false;
    }
    if (found < 0) return false;
    ledger_.tell("E831", "same", Verdict::consistent, c.id, {found}, number_text(e_, c.id) + " = " + number_text(e_, found));
    return true;
  }
  /// Whether a cell is the number, rounded, or the change with its sign.
  static bool is(const Claim& c, const Claim& cell) {
    if (cell.vague() || cell.role == Role::label || cell.role == Role::date) return false;
    if (changes(c)) {
      const bool change =
          cell.role == Role::growth || cell.role == Role::change || cell.role == Role::point || cell.written_sign;
      return change && cell.exact == c.exact && cell.decimals == c.decimals;
    }
    return cell.is_amount() && cell.role == Role::level && cell.unit_place < c.unit_place && c.value.low <= cell.exact &&
           cell.exact <= c.value.high && (cell.noun.empty() || c.noun.empty() || cell.noun == c.noun);
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_told_cells(const Evidence& evidence, Ledger& ledger) { ToldCells(evidence, ledger).run(); }

}  // namespace zh::check
