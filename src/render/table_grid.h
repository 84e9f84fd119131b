#pragma once
#include <vector>

#include "document/document.h"

namespace zh::render {

/// What stands at one place of a table's grid: a cell, the continuation of one above, or nothing.
struct GridSlot {
  const document::TableCell* cell = nullptr;  ///< null: a hole, filled with an empty cell
  int column = 0;
  int column_span = 1;
  bool continued = false;    ///< covered by a cell of a row above
  bool starts_rows = false;  ///< the first of several rows
};

/// The table's cells at their columns, spans resolved. Rows that are too short are filled with holes, spans that run into
/// others or beyond the edge are cut, so that every row covers all columns exactly once whatever the table says.
struct TableGrid {
  int columns = 0;
  std::vector<std::vector<GridSlot>> rows;
};

TableGrid lay_out(const document::Table& table);

}  // namespace zh::render
