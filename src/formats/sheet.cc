#include "formats/sheet.h"

#include <algorithm>

#include "formats/codes.h"

namespace zh::formats {
namespace {

const Cell kBlank;

bool ends_with(std::string_view text, std::string_view end) { return text.size() >= end.size() && text.substr(text.size() - end.size()) == end; }

}  // namespace

int Sheet::column_count() const {
  std::size_t columns = 0;
  for (const auto& row : rows) columns = std::max(columns, row.size());
  return static_cast<int>(columns);
}

const Cell& Sheet::at(int row, int column) const {
  if (row < 0 || column < 0 || row >= row_count()) return kBlank;
  const auto& cells = rows[static_cast<std::size_t>(row)];
  return column < static_cast<int>(cells.size()) ? cells[static_cast<std::size_t>(column)] : kBlank;
}

const Cell& Sheet::anchored(int row, int column) const {
  for (const CellRange& m : merges)
    if (m.contains(row, column)) return at(m.first_row, m.first_column);
  return at(row, column);
}

std::optional<Workbook> read_workbook(std::string_view bytes, const std::string& file, Diagnostics& faults) {
  if (bytes.empty()) {
    faults.add(kEmptyFile, {{.file = file}}, {{"file", file}});
    return std::nullopt;
  }
  if (bytes.substr(0, 2) == "PK") {
    // An .ods begins with an uncompressed entry "mimetype".
    const bool ods = bytes.substr(0, 120).find("opendocument.spreadsheet") != std::string_view::npos || ends_with(file, ".ods");
    return ods ? read_ods(bytes, file, faults) : read_xlsx(bytes, file, faults);
  }
  if (ends_with(file, ".csv") || ends_with(file, ".tsv") || ends_with(file, ".txt")) return read_csv(bytes, file, faults);
  const bool old_office = bytes.substr(0, 4) == "\xD0\xCF\x11\xE0";
  faults.add(kUnreadable, {{.file = file}}, {{"file", file}, {"why", old_office ? "it is an old .xls file" : "it is no spreadsheet"}});
  return std::nullopt;
}

}  // namespace zh::formats
