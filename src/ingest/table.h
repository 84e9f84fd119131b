#pragma once
#include <optional>
#include <string>
#include <vector>

#include "formats/sheet.h"
#include "ingest/block.h"

namespace zh::ingest {

/// A block found in a sheet.
struct Table {
  const formats::Sheet* sheet = nullptr;
  int header_row = 0, first_row = 0;  ///< first line of the header, first line below it
  std::vector<int> label_columns;     ///< one for each row rule (or register field)
  int unit_column = -1;
};

/// Words of a cell for comparing: folded; a number cell gives its digits.
std::string words(const formats::Cell& cell);
/// A label without its unit in brackets; the unit goes to `unit` if it is one.
std::string without_unit(const std::string& folded, std::optional<Unit>* unit = nullptr);
/// The header of a column, line by line from the top, merged cells repeated once.
std::vector<std::string> header_lines(const Table& table, int column);

/// All tables of the sheet that have the block's label headers (and stand below `near`).
std::vector<Table> find_tables(const formats::Sheet& sheet, const Block& block);

/// "单位：万元" in the lines above the header.
std::optional<Unit> unit_above(const Table& table);
/// 注：, 说明：, 填表人 …: what stands below a table and is no row of it.
bool is_remark(const std::string& folded);

}  // namespace zh::ingest
