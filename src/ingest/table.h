#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "formats/sheet.h"
#include "ingest/block.h"

namespace zh::ingest {

/// A sheet with what is asked of it again and again: folded texts and the merge that covers a cell.
class SheetView {
 public:
  explicit SheetView(const formats::Sheet& sheet);
  const formats::Sheet& sheet() const { return *sheet_; }
  int rows() const { return sheet_->row_count(); }
  int columns() const { return columns_; }
  const formats::Cell& cell(int row, int column) const { return sheet_->at(row, column); }
  /// The merge that the cell is part of, or nullptr.
  const formats::CellRange* merge(int row, int column) const;
  /// A cell of a merge that is not its first.
  bool covered(int row, int column) const;
  /// The cell, or the first of the merge it is part of.
  const formats::Cell& anchored(int row, int column) const;
  /// Words of a cell for comparing: folded; a number cell gives its digits.
  const std::string& words(int row, int column) const;
  const std::string& anchored_words(int row, int column) const;

 private:
  const formats::Sheet* sheet_;
  int columns_;
  std::vector<std::vector<std::string>> words_;
  std::unordered_map<std::uint64_t, std::size_t> merges_;  ///< row and column → number of the merge
};

/// A block found in a sheet.
struct Table {
  const SheetView* view = nullptr;
  int header_row = 0, first_row = 0;  ///< first line of the header, first line below it
  std::vector<int> label_columns;     ///< one for each row rule (or register field)
  int unit_column = -1;
};

/// A label without the unit in brackets at its end; the unit goes to `unit` if it is one.
std::string without_unit(const std::string& folded, std::optional<Unit>* unit = nullptr);
/// The header of a column, line by line from the top, merged cells repeated once.
std::vector<std::string> header_lines(const Table& table, int column);

/// All tables of the sheet that have the block's label headers (and stand below `near`).
std::vector<Table> find_tables(const SheetView& view, const Block& block);

/// "单位：万元" in the lines above the header.
std::optional<Unit> unit_above(const Table& table);
/// 注：, 说明：, 填表人 …: what stands below a table and is no row of it.
/// `figures`: numbers stand beside it, so that only the plainest forms (注：, 审核：, 制表人：) are remarks.
bool is_remark(const std::string& folded, bool figures = false);

/// The lines of a header as one text.
std::string joined(const std::vector<std::string>& lines);
bool is_label_column(const Table& table, int column);  ///< of a row rule, or the column of units
bool is_ignored(const Block& block, const std::string& folded);
/// The headers of all columns that are no labels, as one text.
std::string present_columns(const Table& table);

}  // namespace zh::ingest
