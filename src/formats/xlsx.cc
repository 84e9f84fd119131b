#include <algorithm>
#include <charconv>

#include "base/text.h"

#include "formats/codes.h"
#include "formats/grid.h"
#include "formats/sheet.h"
#include "formats/xlsx_parts.h"
#include "formats/zip.h"

namespace zh::formats {
namespace {

/// One worksheet.
struct SheetPart final : XmlHandler {
  SheetPart(Sheet& sheet_, Grid& grid_, const std::vector<std::string>& strings_, const std::vector<NumberFormat>& formats_,
            bool date1904_)
      : sheet(sheet_), grid(grid_), strings(strings_), formats(formats_), date1904(date1904_) {}

  Sheet& sheet;
  Grid& grid;
  const std::vector<std::string>& strings;
  const std::vector<NumberFormat>& formats;
  bool date1904;
  bool too_large = false;

  int row = -1, column = -1;
  bool row_hidden = false;
  std::vector<CellRange> hidden_columns;
  std::string type, value, inline_text;
  std::size_t style = 0;
  bool in_value = false, has_value = false, in_text = false, formula = false;
  int phonetic = 0;

  bool start(std::string_view name, const Attributes& attributes) override {
    if (name == "row") {
      const std::string_view r = attribute(attributes, "r");
      int number = 0;
      if (std::from_chars(r.data(), r.data() + r.size(), number).ec == std::errc() && number > 0)
        row = number - 1;
      else
        ++row;
      column = -1;
      row_hidden = is_true(attribute(attributes, "hidden"));
    } else if (name == "col" && is_true(attribute(attributes, "hidden"))) {
      CellRange columns{};
      const std::string_view min = attribute(attributes, "min"), max = attribute(attributes, "max");
      std::from_chars(min.data(), min.data() + min.size(), columns.first_column);
      std::from_chars(max.data(), max.data() + max.size(), columns.last_column);
      hidden_columns.push_back(columns);  // counted from 1
    } else if (name == "c") {
      int r = row, c = column + 1;
      parse_cell_name(attribute(attributes, "r"), r, c);
      row = r;
      column = c;
      type = attribute(attributes, "t");
      const std::string_view s = attribute(attributes, "s");
      style = 0;
      std::from_chars(s.data(), s.data() + s.size(), style);
      value.clear();
      inline_text.clear();
      has_value = formula = false;
    } else if (name == "v") {
      in_value = has_value = true;
    } else if (name == "f") {
      formula = true;
    } else if (name == "rPh") {
      ++phonetic;
    } else if (name == "t") {
      in_text = phonetic == 0;
    } else if (name == "mergeCell") {
      const std::string_view ref = attribute(attributes, "ref");
      const std::size_t colon = ref.find(':');
      CellRange range{};
      if (colon != std::string_view::npos && parse_cell_name(ref.substr(0, colon), range.first_row, range.first_column) &&
          parse_cell_name(ref.substr(colon + 1), range.last_row, range.last_column) && range.first_row <= range.last_row &&
          range.first_column <= range.last_column)
        sheet.merges.push_back(range);
    }
    return true;
  }

  bool end(std::string_view name) override {
    if (name == "v")
      in_value = false;
    else if (name == "rPh")
      --phonetic;
    else if (name == "t")
      in_text = false;
    else if (name == "c")
      return finish_cell();
    return true;
  }

  void characters(std::string_view text) override {
    if (in_value)
      value += text;
    else if (in_text)
      inline_text += text;
  }

  bool finish_cell() {
    Cell cell;
    cell.formula = formula;
    // Some writers leave an empty <v/>; an empty text as a formula's result has t="str".
    cell.uncached = formula && value.empty() && inline_text.empty() && (!has_value || type != "str");
    if (type == "inlineStr") {
      set_text(cell, unescape_x(inline_text));
    } else if (type == "s") {
      std::size_t index = strings.size();
      std::from_chars(value.data(), value.data() + value.size(), index);
      if (index < strings.size()) set_text(cell, strings[index]);
    } else if (type == "str") {
      set_text(cell, unescape_x(value));
    } else if (type == "b") {
      cell.type = Cell::Type::boolean;
      cell.raw = value;
      cell.shown = value == "1" ? "TRUE" : "FALSE";
    } else if (type == "e") {
      cell.type = Cell::Type::error;
      cell.raw = cell.shown = value;
    } else if (type == "d") {
      set_text(cell, value);
      cell.date = true;
    } else if (has_value && !value.empty()) {
      set_number(cell);
    }
    if (cell.type == Cell::Type::blank && !cell.uncached) return true;
    cell.hidden = row_hidden || std::any_of(hidden_columns.begin(), hidden_columns.end(), [&](const CellRange& hidden) {
                    return hidden.first_column <= column + 1 && column + 1 <= hidden.last_column;
                  });
    if (grid.put(sheet, row, column, std::move(cell))) return true;
    too_large = true;
    return false;
  }

  static bool is_true(std::string_view value) { return value == "1" || value == "true"; }

  static void set_text(Cell& cell, std::string text) {
    if (trim(text).empty()) return;
    cell.type = Cell::Type::text;
    cell.raw = std::move(text);
    cell.shown = cell.raw;
  }

  void set_number(Cell& cell) {
    cell.raw = value;
    cell.shown = value;
    cell.number = Decimal::parse_stored_double(value);
    cell.type = cell.number ? Cell::Type::number : Cell::Type::error;
    if (!cell.number || style >= formats.size()) {
      if (cell.number) cell.shown = cell.number->str();
      return;
    }
    const NumberFormat& format = formats[style];
    if (format.kind == NumberFormat::Kind::date) {
      cell.type = Cell::Type::text;
      cell.date = true;
      cell.shown = show_date(*cell.number, format, date1904);
      cell.number.reset();
      return;
    }
    ShownNumber shown = show_number(*cell.number, format);
    cell.shown = std::move(shown.text);
    cell.shown_decimals = shown.decimals;
    cell.percent = format.percent;
  }
};

}  // namespace

std::optional<Workbook> read_xlsx(std::string_view bytes, const std::string& file, Diagnostics& faults) {
  std::string why;
  const auto zip = ZipReader::open(bytes, &why);
  const auto no_workbook = [&](const std::string& reason) {
    faults.add(kNoWorkbook, {{.file = file}}, {{"format", ".xlsx"}, {"why", reason}});
    return std::nullopt;
  };
  if (!zip) return no_workbook(why);
  const auto read = [&](const std::string& part, XmlHandler& handler) {
    const auto xml = zip->read(part, &why);
    if (xml && parse_xml(*xml, handler, &why)) return true;
    return false;
  };
  const auto read_or_report = [&](const std::string& part, XmlHandler& handler) {
    if (!read(part, handler)) faults.add(kBadPart, {{.file = file}}, {{"part", part}, {"why", why}});
  };

  Relationships package;
  if (!read("_rels/.rels", package)) return no_workbook(why);
  std::string workbook_path;
  for (const auto& [id, target] : package.by_id)
    if (target.type == "officeDocument") workbook_path = target.path;
  WorkbookPart workbook;
  if (workbook_path.empty() || !read(workbook_path, workbook))
    return no_workbook(workbook_path.empty() ? ZH_N("it holds no workbook") : why);
  Relationships links;
  links.folder = folder_of(workbook_path);
  if (!read(relationships_of(workbook_path), links)) return no_workbook(why);

  SharedStrings strings;
  Styles styles;
  for (const auto& [id, target] : links.by_id) {
    if (target.type == "sharedStrings")
      read_or_report(target.path, strings);
    else if (target.type == "styles")
      read_or_report(target.path, styles);
  }
  Workbook book{file, {}, workbook.date1904};
  std::size_t cells = 0;
  Grid grid(&cells);
  for (const auto& entry : workbook.sheets) {
    const auto link = links.by_id.find(entry.id);
    if (link == links.by_id.end() || link->second.type != "worksheet") continue;  // a chart sheet
    Sheet sheet;
    sheet.name = entry.name;
    sheet.hidden = entry.hidden;
    SheetPart part(sheet, grid, strings.strings, styles.formats, workbook.date1904);
    if (!read(link->second.path, part)) {
      if (part.too_large)
        faults.add(kTooLarge, {{.file = file, .sheet = entry.name}}, {{"why", grid.why}});
      else
        faults.add(kBadPart, {{.file = file, .sheet = entry.name}}, {{"part", link->second.path}, {"why", why}});
    }
    book.sheets.push_back(std::move(sheet));
  }
  if (book.sheets.empty()) return no_workbook(ZH_N("it has no sheet"));
  return book;
}

}  // namespace zh::formats
