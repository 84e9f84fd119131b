// Cells that tell a change and its growth at once.
//
//   G415 growth   the columns 起数 and 起数增减 with 30 and 减42，降58.33%: growth = change ÷ (level − change)
//
// What: a cell of two numbers, an amount of change and a growth of the same direction; the level stands before it in its row,
// in the column whose name the cell's column begins with, or else in the only column of levels. When contradictory: one slip
// explains what breaks. When silent: several columns of levels and none of the name.
#include "check/extremes.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class CellChanges {
 public:
  CellChanges(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    std::size_t next = 0;  // tables and paragraphs both go through the document
    for (const std::vector<int>& all : e_.paragraphs()) {
      if (all.size() != 2 || e_.passage(all[0]).cell < 0) continue;
      const Claim &change = e_[all[0]], &growth = e_[all[1]];
      while (next < e_.claims.tables.size() && e_.claims.tables[next].block < change.block) ++next;
      if (next == e_.claims.tables.size()) return;
      const claim::Table& t = e_.claims.tables[next];
      if (t.block == change.block && change.role == Role::change && !change.is_percentage() && change.sign != 0 &&
          growth.is_percentage() && growth.role == Role::growth && growth.sign == change.sign)
        cell(t, change, growth);
    }
  }

 private:
  void cell(const claim::Table& t, const Claim& change, const Claim& growth) {
    const readback::Block& block = e_.reading.blocks[static_cast<std::size_t>(t.block)];
    const readback::Cell& place = block.cells[static_cast<std::size_t>(e_.passage(change.id).cell)];
    if (place.row < t.header_rows || place.row >= t.rows || place.column >= t.columns) return;
    const Text own = bare_label(t.header[static_cast<std::size_t>(place.column)]);
    int level = -1, called = -1, levels = 0;
    for (int c = 0; c < place.column; ++c) {
      const int id = t.at(place.row, c);
      if (id < 0 || !e_[id].is_amount() || !e_[id].is_level() || e_[id].vague()) continue;
      const Text header = bare_label(t.header[static_cast<std::size_t>(c)]);
      level = id;
      ++levels;
      if (header.size() >= 2 && claim::starts_with(own, header)) called = id;
    }
    if (called < 0 && levels != 1) return;
    if (called >= 0) level = called;
    if (!addable(e_[level], change) && !change.noun.empty()) return;
    const bool down = change.sign < 0;
    const Recompute again = [down](const std::vector<Interval>& v) {
      const Interval size = magnitude(v[0]);
      const Interval signed_size = down ? -size : size;
      return percentage(signed_size, v[1] - signed_size);
    };
    const std::string formula = number_text(e_, change.id) + " ÷ (" + number_text(e_, level) + (down ? " + " : " − ") +
                                number_text(e_, change.id) + ")";
    tell_or_wait(e_, ledger_,
                 {"G415", "growth", growth.id, {change.id, level}, again, Tie::strong, formula, "按同一格的增减量计算"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_cell_changes(const Evidence& evidence, Ledger& ledger) { CellChanges(evidence, ledger).run(); }

}  // namespace zh::check
