#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "formats/codes.h"
#include "formats/grid.h"
#include "formats/sheet.h"
#include "formats/xlsx_parts.h"
#include "formats/zip.h"

namespace zh::formats {
namespace {

int count_attribute(const XmlHandler::Attributes& attributes, std::string_view name) {
  const std::string_view text = attribute(attributes, name);
  int value = 1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::max(1, value);
}

/// Digits after the point of a number as displayed: "1,234.50%" has 2.
int displayed_decimals(std::string_view text) {
  const std::size_t point = text.rfind('.');
  if (point == std::string_view::npos) return 0;
  int digits = 0;
  for (std::size_t i = point + 1; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) ++digits;
  return digits;
}

/// content.xml of a spreadsheet.
struct Content final : XmlHandler {
  Content(Workbook& book_, Grid& grid_) : book(book_), grid(grid_) {}
  Workbook& book;
  Grid& grid;
  bool too_large = false;
  std::set<std::string, std::less<>> hidden_styles;
  std::string style;  ///< being defined

  struct Run {
    Cell cell;
    int count;
  };
  std::vector<Run> cells;  ///< of the row, repeats not expanded
  std::vector<CellRange> row_merges;
  int row = 0, row_repeat = 1, column = 0;
  bool row_hidden = false;
  static constexpr std::size_t kMaxRepeated = 200000;
  std::size_t repeated = 0;                         ///< filled cells that stand in the file only as a count
  std::vector<std::pair<int, int>> hidden_columns;  ///< [first, last)
  int columns = 0;                                  ///< declared so far
  int tables = 0;                                   ///< nested tables (in a cell) are not read

  bool in_cell = false;
  int skip = 0;  ///< inside an annotation or a shape
  int paragraphs = 0;
  Cell cell;
  int cell_repeat = 1;
  std::string text, value_type, value;
  bool in_paragraph = false;

  Sheet& sheet() { return book.sheets.back(); }

  bool start(std::string_view name, const Attributes& attributes) override {
    if (name == "style:style")
      style = attribute(attributes, "style:name");
    else if (name == "style:table-properties" && attribute(attributes, "table:display") == "false")
      hidden_styles.insert(style);
    else if (name == "table:table" && ++tables == 1) {
      book.sheets.emplace_back();
      sheet().name = attribute(attributes, "table:name");
      sheet().hidden = hidden_styles.find(attribute(attributes, "table:style-name")) != hidden_styles.end();
      row = columns = 0;
      hidden_columns.clear();
    }
    if (tables != 1) return true;
    if (name == "table:table-row") {
      cells.clear();
      row_merges.clear();
      column = 0;
      row_repeat = count_attribute(attributes, "table:number-rows-repeated");
      row_hidden = is_hidden(attributes);
    } else if (name == "table:table-column") {
      const int first = columns;
      columns = std::min(columns + count_attribute(attributes, "table:number-columns-repeated"), Grid::kMaxColumns);
      if (is_hidden(attributes)) hidden_columns.emplace_back(first, columns);
    } else if (name == "table:table-cell" || name == "table:covered-table-cell") {
      start_cell(name == "table:covered-table-cell", attributes);
    } else if (in_cell && (name == "office:annotation" || name == "frame")) {
      ++skip;
    } else if (in_cell && skip == 0) {
      if (name == "text:p") {
        if (paragraphs++ > 0) text += '\n';
        in_paragraph = true;
      } else if (name == "text:s") {
        text.append(static_cast<std::size_t>(std::min(count_attribute(attributes, "text:c"), 1000)), ' ');
      } else if (name == "text:line-break") {
        text += '\n';
      } else if (name == "text:tab") {
        text += '\t';
      }
    }
    return true;
  }

  /// By hand or by a filter.
  static bool is_hidden(const Attributes& attributes) {
    const std::string_view visibility = attribute(attributes, "table:visibility");
    return visibility == "collapse" || visibility == "filter";
  }

  void start_cell(bool covered, const Attributes& attributes) {
    in_cell = true;
    skip = paragraphs = 0;
    text.clear();
    cell = Cell();
    cell_repeat = count_attribute(attributes, "table:number-columns-repeated");
    value_type = attribute(attributes, "office:value-type");
    if (attribute(attributes, "value-type") == "error") value_type = "error";  // LibreOffice's extension
    value = attribute(attributes, value_type == "date"      ? "office:date-value"
                                  : value_type == "boolean" ? "office:boolean-value"
                                                            : "office:value");
    cell.formula = !attribute(attributes, "table:formula").empty();
    // A string may stand in an attribute instead of paragraphs.
    if (value_type == "string") value = attribute(attributes, "office:string-value");
    const int wide = count_attribute(attributes, "table:number-columns-spanned");
    const int high = count_attribute(attributes, "table:number-rows-spanned");
    if (!covered && (wide > 1 || high > 1)) row_merges.push_back({0, column, high - 1, column + wide - 1});
  }

  void end_cell() {
    in_cell = false;
    cell.shown = text;
    if (value_type == "float" || value_type == "percentage" || value_type == "currency") {
      cell.type = Cell::Type::number;
      cell.raw = value;
      cell.number = Decimal::parse_stored_double(value);
      cell.percent = value_type == "percentage";
      cell.shown_decimals = text.empty() ? -1 : displayed_decimals(text);
      if (!cell.number) cell.type = Cell::Type::error;
      if (text.empty()) cell.shown = value;
    } else if (value_type == "boolean") {
      cell.type = Cell::Type::boolean;
      cell.raw = value;
    } else if (value_type == "error") {
      cell.type = Cell::Type::error;
      cell.raw = text;
    } else {
      if (text.empty()) text = value;
      if (!trim(text).empty()) {
        cell.type = Cell::Type::text;
        cell.raw = cell.shown = text;
        cell.date = value_type == "date" || value_type == "time";
        if (value_type == "date") cell.raw = value;
      }
      cell.uncached = cell.formula && value_type.empty() && text.empty();
    }
    cell.hidden = row_hidden || std::any_of(hidden_columns.begin(), hidden_columns.end(), [&](const auto& hidden) {
                    return hidden.first <= column && column < hidden.second;
                  });
    cells.push_back({std::move(cell), cell_repeat});
    column = std::min(column + cell_repeat, Grid::kMaxColumns);
  }

  bool end_row() {
    const auto filled = [](const Run& run) { return run.cell.type != Cell::Type::blank || run.cell.uncached; };
    while (!cells.empty() && !filled(cells.back())) cells.pop_back();
    if (cells.empty()) {
      for (CellRange merge : row_merges) add_merge(merge);
      row = std::min(row + row_repeat, Grid::kMaxRows);  // a sheet ends in a million repeated blank rows
      return true;
    }
    // What is filled is repeated for a few rows or columns, never for a whole sheet.
    std::size_t filled_width = 0;
    for (const Run& run : cells)
      if (filled(run)) filled_width += static_cast<std::size_t>(run.count);
    repeated += (filled_width * static_cast<std::size_t>(row_repeat)) - std::min(filled_width, cells.size());
    if (repeated > kMaxRepeated) {
      grid.why = ZH_N("more than 200000 cells are said to repeat another");
      too_large = true;
      return false;
    }
    // A repeat of what is filled cannot be more than the limit allows, and is not tried.
    std::size_t width = 0;
    for (const Run& run : cells) width += static_cast<std::size_t>(std::min(run.count, Grid::kMaxColumns + 1));
    if (width * static_cast<std::size_t>(row_repeat) > Grid::kMaxCells || width > static_cast<std::size_t>(Grid::kMaxColumns)) {
      grid.why = ZH_N("more than 4000000 cells or 16384 columns");
      too_large = true;
      return false;
    }
    for (int i = 0; i < row_repeat; ++i, ++row) {
      int at = 0;
      for (const Run& run : cells) {
        for (int k = 0; k < run.count && filled(run); ++k)
          if (!grid.put(sheet(), row, at + k, run.cell)) {
            too_large = true;
            return false;
          }
        at = std::min(at + run.count, Grid::kMaxColumns);
      }
      if (i == 0)
        for (CellRange merge : row_merges) add_merge(merge);
    }
    return true;
  }

  void add_merge(CellRange merge) {
    merge.first_row += row;
    merge.last_row += row;
    sheet().merges.push_back(merge);
  }

  bool end(std::string_view name) override {
    if (name == "table:table") --tables;
    if (tables != 1) return true;
    if (name == "table:table-cell" || name == "table:covered-table-cell")
      end_cell();
    else if (name == "table:table-row")
      return end_row();
    else if (in_cell && (name == "office:annotation" || name == "frame"))
      --skip;
    else if (name == "text:p" && skip == 0)
      in_paragraph = false;
    return true;
  }

  void characters(std::string_view characters) override {
    if (tables == 1 && in_cell && in_paragraph && skip == 0) text += characters;
  }
};

}  // namespace

std::optional<Workbook> read_ods(std::string_view bytes, const std::string& file, Diagnostics& faults) {
  std::string why;
  const auto no_workbook = [&](const std::string& reason) {
    faults.add(kNoWorkbook, {{.file = file}}, {{"format", ".ods"}, {"why", reason}});
    return std::nullopt;
  };
  const auto zip = ZipReader::open(bytes, &why);
  if (!zip) return no_workbook(why);
  const auto xml = zip->read("content.xml", &why);
  if (!xml) return no_workbook(why);
  Workbook book{file, {}};
  std::size_t cells = 0;
  Grid grid(&cells);
  Content content(book, grid);
  if (!parse_xml(*xml, content, &why)) {
    if (content.too_large)
      faults.add(kTooLarge, {{.file = file, .sheet = content.sheet().name}}, {{"why", grid.why}});
    else
      faults.add(kBadPart, {{.file = file}}, {{"part", "content.xml"}, {"why", why}});
  }
  if (book.sheets.empty()) return no_workbook(ZH_N("it has no sheet"));
  return book;
}

}  // namespace zh::formats
