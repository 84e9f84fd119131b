#include "formats/sheet.h"

#include <algorithm>
#include <string>

#include "formats/codes.h"
#include "formats/zip.h"

namespace zh::formats {
namespace {
const Cell kBlank;
}

int Sheet::column_count() const {
  std::size_t widest = 0;
  for (const auto& row : rows) widest = std::max(widest, row.size());
  return static_cast<int>(widest);
}

const Cell& Sheet::at(int row, int column) const {
  if (row < 0 || column < 0 || row >= row_count()) return kBlank;
  const auto& cells = rows[static_cast<std::size_t>(row)];
  return static_cast<std::size_t>(column) < cells.size() ? cells[static_cast<std::size_t>(column)] : kBlank;
}

const Cell& Sheet::anchored(int row, int column) const {
  const Cell& cell = at(row, column);
  if (cell.type != Cell::Type::blank || cell.uncached) return cell;
  for (const CellRange& merge : merges)
    if (merge.contains(row, column)) return at(merge.first_row, merge.first_column);
  return cell;
}

std::optional<Workbook> read_workbook(std::string_view bytes, const std::string& file, Diagnostics& faults) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    faults.add(kOldFormat, {{.file = file}});
    return std::nullopt;
  }
  if (bytes.starts_with("PK")) {
    // Both formats are zip archives; an OpenDocument file begins with its media type, uncompressed.
    if (bytes.substr(0, 200).find("mimetypeapplication/vnd.oasis.opendocument") != std::string_view::npos ||
        file.ends_with(".ods"))
      return read_ods(bytes, file, faults);
    return read_xlsx(bytes, file, faults);
  }
  if (file.ends_with(".xlsx") || file.ends_with(".xlsm") || file.ends_with(".ods")) {
    faults.add(kNoWorkbook, {{.file = file}},
               {{"format", file.substr(file.rfind('.'))}, {"why", ZH_N("it is no zip archive")}});
    return std::nullopt;
  }
  return read_csv(bytes, file, faults);
}

}  // namespace zh::formats
