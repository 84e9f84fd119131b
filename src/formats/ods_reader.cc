#include <algorithm>
#include <map>

#include "base/text.h"
#include "formats/codes.h"
#include "formats/number_format.h"
#include "formats/sheet.h"
#include "formats/xml.h"
#include "formats/zip.h"

namespace zh::formats {
namespace {

constexpr int kMaxRows = 1'048'576, kMaxColumns = 16'384;
constexpr std::size_t kMaxCells = 20'000'000;

std::string_view attribute(const XmlHandler::Attributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes)
    if (key == name) return value;
  return {};
}

int repeat(const XmlHandler::Attributes& attributes, std::string_view name) {
  const auto text = attribute(attributes, name);
  const auto number = Decimal::parse(text);
  if (!number || number->coefficient() < 1 || number->coefficient() > kMaxRows) return 1;
  return static_cast<int>(number->coefficient());
}

/// content.xml: sheets, rows and cells with their repetitions and spans (ODF 1.2 part 1, 9).
struct Content final : XmlHandler {
  explicit Content(Workbook& book_) : book(book_) {}
  Workbook& book;
  int row = 0, column = 0, row_repeat = 1, cell_repeat = 1, annotation = 0, paragraphs = 0;
  bool in_cell = false, covered = false, too_large = false, in_paragraph = false;
  std::size_t cells = 0;
  Cell cell;
  std::string type, value, text;
  int columns_spanned = 1, rows_spanned = 1;
  std::vector<std::pair<std::string, std::string>> bad;

  bool start(std::string_view name, const Attributes& a) override {
    if (annotation > 0 || name == "office:annotation") {
      ++annotation;
    } else if (name == "table:table") {
      book.sheets.emplace_back();
      book.sheets.back().name = attribute(a, "table:name");
      row = 0;
    } else if (name == "table:table-row") {
      row_repeat = repeat(a, "table:number-rows-repeated");
      column = 0;
    } else if (name == "table:table-cell" || name == "table:covered-table-cell") {
      in_cell = true;
      covered = name != "table:table-cell";
      cell = Cell();
      cell_repeat = repeat(a, "table:number-columns-repeated");
      type = attribute(a, "office:value-type");
      value = attribute(a, "office:value");
      if (type == "date") value = attribute(a, "office:date-value");
      if (type == "boolean") value = attribute(a, "office:boolean-value");
      cell.formula = !attribute(a, "table:formula").empty();
      columns_spanned = repeat(a, "table:number-columns-spanned");
      rows_spanned = repeat(a, "table:number-rows-spanned");
      text.clear();
      paragraphs = 0;
    } else if (in_cell && name == "text:p") {
      if (paragraphs++ > 0) text += "\n";
      in_paragraph = true;
    } else if (in_paragraph && name == "text:s") {
      text.append(static_cast<std::size_t>(std::min(repeat(a, "text:c"), 100)), ' ');
    } else if (in_paragraph && name == "text:line-break") {
      text += "\n";
    }
    return true;
  }
  bool end(std::string_view name) override {
    if (annotation > 0) {
      --annotation;
    } else if (name == "text:p") {
      in_paragraph = false;
    } else if (name == "table:table-cell" || name == "table:covered-table-cell") {
      in_cell = false;
      return finish_cell();
    } else if (name == "table:table-row") {
      return finish_row();
    }
    return true;
  }
  void characters(std::string_view piece) override {
    if (in_paragraph && annotation == 0) text += piece;
  }

  bool finish_cell() {
    if (!book.sheets.empty() && !covered) {
      cell.shown = text;
      if (type == "float" || type == "percentage" || type == "currency") {
        cell.type = Cell::Type::number;
        cell.raw = value;
        cell.number = Decimal::parse_stored_double(value);
        cell.percent = type == "percentage";
        if (!cell.number) bad.emplace_back(cell_name(row, column), value);
        // Decimals as displayed, from the displayed text itself.
        const std::size_t point = text.rfind('.');
        cell.shown_decimals = 0;
        if (point != std::string::npos)
          for (std::size_t i = point + 1; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) ++cell.shown_decimals;
      } else if (type == "boolean") {
        cell.type = Cell::Type::boolean;
        cell.raw = value;
      } else if (!trim(text).empty()) {
        cell.type = text[0] == '#' && cell.formula ? Cell::Type::error : Cell::Type::text;
        cell.raw = text;
      } else {
        cell.uncached = cell.formula && type.empty();
      }
      if (columns_spanned > 1 || rows_spanned > 1)
        book.sheets.back().merges.push_back({row, column, row + rows_spanned - 1, column + columns_spanned - 1});
      if (cell.type != Cell::Type::blank || cell.uncached) {
        Sheet& sheet = book.sheets.back();
        if (row >= kMaxRows || column + cell_repeat > kMaxColumns || (cells += static_cast<std::size_t>(cell_repeat)) > kMaxCells) {
          too_large = true;
          return false;
        }
        if (row >= sheet.row_count()) sheet.rows.resize(static_cast<std::size_t>(row) + 1);
        auto& cells_of_row = sheet.rows[static_cast<std::size_t>(row)];
        cells_of_row.resize(std::max(cells_of_row.size(), static_cast<std::size_t>(column + cell_repeat)));
        for (int i = 0; i < cell_repeat; ++i) cells_of_row[static_cast<std::size_t>(column + i)] = cell;
      }
    }
    column += cell_repeat;
    return true;
  }

  bool finish_row() {
    if (book.sheets.empty()) return true;
    Sheet& sheet = book.sheets.back();
    if (row_repeat > 1 && row < sheet.row_count()) {  // a repeated row with contents
      const auto copy = sheet.rows[static_cast<std::size_t>(row)];
      cells += copy.size() * static_cast<std::size_t>(row_repeat);
      if (cells > kMaxCells) {
        too_large = true;
        return false;
      }
      for (int i = 1; i < row_repeat; ++i) sheet.rows.push_back(copy);
    }
    row += row_repeat;
    return true;
  }
};

}  // namespace

std::optional<Workbook> read_ods(std::string_view bytes, const std::string& file, Diagnostics& faults) {
  std::string why;
  const auto zip = ZipReader::open(bytes, &why);
  Workbook book;
  book.file = file;
  Content content(book);
  std::optional<std::string> part;
  if (zip) part = zip->read("content.xml", &why);
  const bool read = part && parse_xml(*part, content, &why);
  if (content.too_large) {
    faults.add(kTooLarge, {{.file = file}}, {{"file", file}, {"why", "too many cells"}});
    return std::nullopt;
  }
  if (!read) {
    faults.add(kUnreadable, {{.file = file}}, {{"file", file}, {"why", why}});
    return std::nullopt;
  }
  for (const auto& [cell, text] : content.bad) faults.add(kBadCell, {{.file = file, .cell = cell}}, {{"text", text}});
  return book;
}

}  // namespace zh::formats
