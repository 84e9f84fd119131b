#pragma once
#include <string>

#include "formats/sheet.h"

namespace zh::formats {

/// Puts cells into a sheet, within the limits of a spreadsheet and of memory.
class Grid {
 public:
  static constexpr int kMaxRows = 1048576, kMaxColumns = 16384;
  static constexpr std::size_t kMaxCells = 4000000;  ///< of a workbook, blanks before a cell included

  explicit Grid(std::size_t* cells) : cells_(cells) {}
  /// false when a limit is broken; `why` then says which.
  bool put(Sheet& sheet, int row, int column, Cell cell) {
    if (row < 0 || column < 0 || row >= kMaxRows || column >= kMaxColumns) {
      why = ZH_N("more than 1048576 rows or 16384 columns");
      return false;
    }
    if (static_cast<std::size_t>(row) >= sheet.rows.size()) sheet.rows.resize(static_cast<std::size_t>(row) + 1);
    auto& cells = sheet.rows[static_cast<std::size_t>(row)];
    const auto wanted = static_cast<std::size_t>(column) + 1;
    if (wanted > cells.size()) {
      *cells_ += wanted - cells.size();
      if (*cells_ > kMaxCells) {
        why = ZH_N("more than 4000000 cells");
        return false;
      }
      cells.resize(wanted);
    }
    cells[wanted - 1] = std::move(cell);
    return true;
  }
  std::string why;

 private:
  std::size_t* cells_;
};

}  // namespace zh::formats
