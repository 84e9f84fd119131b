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

int to_int(std::string_view text, int fallback) {
  int value = 0;
  if (text.empty() || text.size() > 9) return fallback;
  for (const char c : text) {
    if (c < '0' || c > '9') return fallback;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// "B12" → row 11, column 1.
bool parse_cell_name(std::string_view name, int& row, int& column) {
  std::size_t i = 0;
  int c = 0;
  while (i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && c <= kMaxColumns) c = c * 26 + (name[i++] - 'A' + 1);
  const int r = to_int(name.substr(i), 0);
  if (c < 1 || r < 1 || c > kMaxColumns || r > kMaxRows) return false;
  row = r - 1;
  column = c - 1;
  return true;
}

/// id → target of a .rels part.
struct Relationships final : XmlHandler {
  struct Target { std::string target, type; };
  std::map<std::string, Target> targets;
  bool start(std::string_view name, const Attributes& a) override {
    if (name == "Relationship") targets[std::string(attribute(a, "Id"))] = {std::string(attribute(a, "Target")), std::string(attribute(a, "Type"))};
    return true;
  }
  bool end(std::string_view) override { return true; }
  void characters(std::string_view) override {}
};

/// A target relative to the folder of its source part.
std::string resolve(const std::string& folder, const std::string& target) {
  if (!target.empty() && target[0] == '/') return target.substr(1);
  std::string path = folder + target;
  for (std::size_t up; (up = path.find("../")) != std::string::npos && up > 0;) {
    const std::size_t before = path.rfind('/', up - 2);
    path.erase(before == std::string::npos ? 0 : before + 1, up + 3 - (before == std::string::npos ? 0 : before + 1));
  }
  return path;
}

struct WorkbookPart final : XmlHandler {
  struct Entry { std::string name, id; bool hidden; };
  std::vector<Entry> sheets;
  bool start(std::string_view name, const Attributes& a) override {
    if (name == "sheet") {
      const std::string_view state = attribute(a, "state");
      sheets.push_back({std::string(attribute(a, "name")), std::string(attribute(a, "r:id")), state == "hidden" || state == "veryHidden"});
    }
    return true;
  }
  bool end(std::string_view) override { return true; }
  void characters(std::string_view) override {}
};

/// Texts of cells; phonetic guides (rPh) are no part of them.
struct SharedStrings final : XmlHandler {
  std::vector<std::string> texts;
  bool in_text = false;
  int phonetic = 0;
  bool start(std::string_view name, const Attributes&) override {
    if (name == "si") texts.emplace_back();
    if (name == "rPh") ++phonetic;
    in_text = name == "t" && phonetic == 0;
    return true;
  }
  bool end(std::string_view name) override {
    if (name == "rPh") --phonetic;
    if (name == "t") in_text = false;
    return true;
  }
  void characters(std::string_view text) override {
    if (in_text && !texts.empty()) texts.back() += text;
  }
};

struct Styles final : XmlHandler {
  std::map<int, NumberFormat> custom;
  std::vector<NumberFormat> cells;
  bool in_cells = false;
  bool start(std::string_view name, const Attributes& a) override {
    if (name == "numFmt") custom[to_int(attribute(a, "numFmtId"), -1)] = parse_number_format(attribute(a, "formatCode"));
    if (name == "cellXfs") in_cells = true;
    if (name == "xf" && in_cells) {
      const int id = to_int(attribute(a, "numFmtId"), 0);
      const auto found = custom.find(id);
      cells.push_back(found == custom.end() ? builtin_number_format(id) : found->second);
    }
    return true;
  }
  bool end(std::string_view name) override {
    if (name == "cellXfs") in_cells = false;
    return true;
  }
  void characters(std::string_view) override {}
};

struct SheetPart final : XmlHandler {
  SheetPart(Sheet& sheet_, const SharedStrings& strings_, const Styles& styles_) : sheet(sheet_), strings(strings_), styles(styles_) {}
  Sheet& sheet;
  const SharedStrings& strings;
  const Styles& styles;
  int row = -1, column = -1;
  std::size_t cells = 0;
  std::string type, value, inline_text;
  int style = 0;
  bool in_value = false, in_inline = false, formula = false, has_value = false, in_cell = false;
  std::vector<std::pair<std::string, std::string>> bad;  ///< cell, stored text
  bool too_large = false;

  bool start(std::string_view name, const Attributes& a) override {
    if (name == "row") {
      row = to_int(attribute(a, "r"), row + 2) - 1;
      column = -1;
    } else if (name == "c") {
      ++column;
      int r = row, c = column;
      if (parse_cell_name(attribute(a, "r"), r, c)) {
        row = r;
        column = c;
      }
      type = attribute(a, "t");
      style = to_int(attribute(a, "s"), 0);
      value.clear();
      inline_text.clear();
      formula = has_value = false;
      in_cell = true;
    } else if (in_cell && name == "v") {
      in_value = has_value = true;
    } else if (in_cell && name == "f") {
      formula = true;
    } else if (in_cell && name == "t") {
      in_inline = true;
    } else if (name == "mergeCell") {
      const std::string_view ref = attribute(a, "ref");
      const std::size_t colon = ref.find(':');
      CellRange m{};
      if (colon != std::string_view::npos && parse_cell_name(ref.substr(0, colon), m.first_row, m.first_column) &&
          parse_cell_name(ref.substr(colon + 1), m.last_row, m.last_column))
        sheet.merges.push_back(m);
    }
    return true;
  }
  bool end(std::string_view name) override {
    if (name == "v") in_value = false;
    if (name == "t") in_inline = false;
    if (name == "c") {
      in_cell = false;
      return finish_cell();
    }
    return true;
  }
  void characters(std::string_view text) override {
    if (in_value) value += text;
    if (in_inline) inline_text += text;
  }

  bool finish_cell() {
    Cell cell;
    cell.formula = formula;
    if (type == "s") {
      const int index = to_int(value, -1);
      if (index >= 0 && index < static_cast<int>(strings.texts.size())) cell.raw = strings.texts[static_cast<std::size_t>(index)];
      cell.type = Cell::Type::text;
    } else if (type == "inlineStr" || type == "str") {
      cell.raw = type == "str" ? value : inline_text;
      cell.type = Cell::Type::text;
    } else if (type == "b") {
      cell.raw = value;
      cell.type = Cell::Type::boolean;
    } else if (type == "e") {
      cell.raw = value;
      cell.type = Cell::Type::error;
    } else if (has_value && !value.empty()) {
      cell.raw = value;
      cell.type = Cell::Type::number;
      cell.number = Decimal::parse_stored_double(value);
      if (!cell.number) bad.emplace_back(cell_name(row, column), value);
      const NumberFormat format = style < static_cast<int>(styles.cells.size()) ? styles.cells[static_cast<std::size_t>(style)] : NumberFormat{};
      cell.shown_decimals = format.decimals;
      cell.percent = format.percent;
      if (cell.number) cell.shown = display(*cell.number, format);
    } else {
      cell.uncached = formula;
    }
    if (cell.type == Cell::Type::text && trim(cell.raw).empty() && !formula) cell.type = Cell::Type::blank;
    if (cell.shown.empty()) cell.shown = cell.raw;
    if (cell.type == Cell::Type::blank && !cell.uncached) return true;
    // A far cell must not make a table of millions of blank ones.
    if (++cells > kMaxCells || row >= kMaxRows || column >= kMaxColumns) {
      too_large = true;
      return false;
    }
    if (row >= sheet.row_count()) sheet.rows.resize(static_cast<std::size_t>(row) + 1);
    auto& cells_of_row = sheet.rows[static_cast<std::size_t>(row)];
    if (column >= static_cast<int>(cells_of_row.size())) {
      cells += static_cast<std::size_t>(column) - cells_of_row.size();
      cells_of_row.resize(static_cast<std::size_t>(column) + 1);
    }
    cells_of_row[static_cast<std::size_t>(column)] = std::move(cell);
    return true;
  }
};

}  // namespace

std::optional<Workbook> read_xlsx(std::string_view bytes, const std::string& file, Diagnostics& faults) {
  std::string why;
  const auto fail = [&](const std::string& reason) {
    faults.add(kUnreadable, {{.file = file}}, {{"file", file}, {"why", reason}});
    return std::nullopt;
  };
  const auto zip = ZipReader::open(bytes, &why);
  if (!zip) return fail(why);
  const auto parse_part = [&](const std::string& name, XmlHandler& handler) {
    const auto part = zip->read(name, &why);
    if (!part) return false;
    if (parse_xml(*part, handler, &why)) return true;
    why = name + ": " + why;
    return false;
  };
  Relationships package;
  if (!parse_part("_rels/.rels", package)) return fail(why);
  std::string workbook_part;
  for (const auto& [id, target] : package.targets)
    if (target.type.size() > 14 && target.type.compare(target.type.size() - 14, 14, "officeDocument") == 0) workbook_part = resolve("", target.target);
  WorkbookPart workbook;
  if (workbook_part.empty()) return fail("it names no workbook");
  if (!parse_part(workbook_part, workbook)) return fail(why);
  const std::size_t slash = workbook_part.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : workbook_part.substr(0, slash + 1);
  Relationships parts;
  if (!parse_part(folder + "_rels/" + workbook_part.substr(folder.size()) + ".rels", parts)) return fail(why);
  SharedStrings strings;
  Styles styles;
  for (const auto& [id, target] : parts.targets) {
    const std::string kind = target.type.substr(target.type.rfind('/') + 1);
    if (kind == "sharedStrings" && !parse_part(resolve(folder, target.target), strings)) return fail(why);
    if (kind == "styles" && !parse_part(resolve(folder, target.target), styles)) return fail(why);
  }
  Workbook book;
  book.file = file;
  for (const WorkbookPart::Entry& entry : workbook.sheets) {
    const auto target = parts.targets.find(entry.id);
    if (target == parts.targets.end()) return fail("sheet " + entry.name + " has no part");
    if (target->second.type.find("worksheet") == std::string::npos) continue;  // a chart sheet
    Sheet& sheet = book.sheets.emplace_back();
    sheet.name = entry.name;
    sheet.hidden = entry.hidden;
    SheetPart reader(sheet, strings, styles);
    const bool read = parse_part(resolve(folder, target->second.target), reader);
    if (reader.too_large) {
      faults.add(kTooLarge, {{.file = file, .sheet = sheet.name}}, {{"file", file}, {"why", "too many cells"}});
      return std::nullopt;
    }
    if (!read) return fail(why);
    for (const auto& [cell, text] : reader.bad) faults.add(kBadCell, {{.file = file, .sheet = sheet.name, .cell = cell}}, {{"text", text}});
  }
  return book;
}

}  // namespace zh::formats
