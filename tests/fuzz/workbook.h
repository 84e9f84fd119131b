#pragma once
#include "base/diagnostic.h"
#include "formats/sheet.h"
#include "target.h"

/// Touches every cell of a workbook: what the reader says must be consistent, and each fault must have words.
inline void visit(const std::optional<zh::formats::Workbook>& book, const zh::Diagnostics& faults) {
  for (const auto& fault : faults.list()) ZH_HOLDS(!zh::describe(fault).empty());
  if (!book) return;
  for (const auto& sheet : book->sheets) {
    ZH_HOLDS(sheet.column_count() >= 0);
    for (int row = 0; row < sheet.row_count(); ++row) {
      const int columns = static_cast<int>(sheet.rows[static_cast<std::size_t>(row)].size());
      for (int column = 0; column < columns; ++column) {
        const auto& cell = sheet.at(row, column);
        (void)sheet.anchored(row, column);
        if (cell.number) ZH_HOLDS(zh::Decimal::parse(cell.number->str()) == cell.number);
      }
    }
  }
}
