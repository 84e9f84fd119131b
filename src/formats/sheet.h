#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostic.h"

namespace zh::formats {

/// One cell of a spreadsheet as its file gives it.
struct Cell {
  enum class Type { blank, text, number, boolean, error };
  Type type = Type::blank;
  std::string raw;                ///< as stored: "97.04000000000001", or the text
  std::string shown;              ///< as displayed, as far as the number format could be followed; else raw
  std::optional<Decimal> number;  ///< of a number cell: at most 15 significant digits
  int shown_decimals = -1;        ///< decimals of the number format, -1 for General
  bool percent = false;           ///< the number format multiplies by 100 and shows %
  bool date = false;              ///< a date or time: a label (type text), never a quantity, even where only 2023 is shown
  bool formula = false;
  bool hidden = false;    ///< its row or column is
  bool uncached = false;  ///< a formula without a stored result: an error for ingest
};

/// Zero-based, inclusive.
struct CellRange {
  int first_row, first_column, last_row, last_column;
  bool contains(int row, int column) const {
    return first_row <= row && row <= last_row && first_column <= column && column <= last_column;
  }
};

struct Sheet {
  std::string name;
  bool hidden = false;
  std::vector<std::vector<Cell>> rows;  ///< ragged
  std::vector<CellRange> merges;

  int row_count() const { return static_cast<int>(rows.size()); }
  int column_count() const;
  /// The cell, blank outside the used area. A cell covered by a merge is blank; see `anchored`.
  const Cell& at(int row, int column) const;
  /// The cell, or the anchor of the merge that covers it.
  const Cell& anchored(int row, int column) const;
};

struct Workbook {
  std::string file;  ///< as named in messages and origins
  std::vector<Sheet> sheets;
  bool date1904 = false;  ///< date serials count from 1904-01-01
};

/// Each reads a whole file from memory and reports what it cannot read; nullopt only when nothing could be read.
/// Limits (compression ratio 200, 200 MB of XML a part, 1,048,576 rows, 16,384 columns, no DTD) are faults, not crashes.
std::optional<Workbook> read_xlsx(std::string_view bytes, const std::string& file, Diagnostics& faults);
std::optional<Workbook> read_ods(std::string_view bytes, const std::string& file, Diagnostics& faults);
/// .csv as a workbook with one sheet without a name. UTF-8 (with or without BOM) or GB18030, recognised; comma, tab or
/// semicolon.
std::optional<Workbook> read_csv(std::string_view bytes, const std::string& file, Diagnostics& faults);
/// By the file's first bytes, then by its extension.
std::optional<Workbook> read_workbook(std::string_view bytes, const std::string& file, Diagnostics& faults);

}  // namespace zh::formats
