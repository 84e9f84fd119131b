#include "render/table_grid.h"

#include <algorithm>

namespace zh::render {
namespace {

/// A cell that still covers rows below.
struct Covering {
  const document::TableCell* cell = nullptr;
  int span = 1;
  int rows_left = 0;
};

}  // namespace

TableGrid lay_out(const document::Table& table) {
  TableGrid grid;
  grid.columns = std::max(table.columns, 1);
  if (table.columns <= 0) {
    for (const auto& row : table.rows) {
      int width = 0;
      for (const auto& cell : row) width += std::max(cell.column_span, 1);
      grid.columns = std::max(grid.columns, width);
    }
  }
  std::vector<Covering> covering(static_cast<std::size_t>(grid.columns));
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const auto& row = table.rows[r];
    std::vector<GridSlot> slots;
    std::size_t next = 0;
    for (int column = 0; column < grid.columns;) {
      Covering& above = covering[static_cast<std::size_t>(column)];
      if (above.rows_left > 0) {
        slots.push_back({above.cell, column, above.span, true, false});
        --above.rows_left;
        column += above.span;
        continue;
      }
      if (next == row.size()) {
        slots.push_back({nullptr, column, 1, false, false});
        ++column;
        continue;
      }
      const document::TableCell& cell = row[next++];
      int span = std::clamp(cell.column_span, 1, grid.columns - column);
      for (int i = 1; i < span; ++i)
        if (covering[static_cast<std::size_t>(column + i)].rows_left > 0) span = i;
      const int below = std::clamp(cell.row_span - 1, 0, static_cast<int>(table.rows.size() - r) - 1);
      above = {&cell, span, below};
      slots.push_back({&cell, column, span, false, below > 0});
      column += span;
    }
    grid.rows.push_back(std::move(slots));
  }
  return grid;
}

}  // namespace zh::render
