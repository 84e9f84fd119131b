#include "ingest/ingest.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "formats/sheet.h"
#include "ingest/block_reader.h"
#include "ingest/codes.h"

namespace zh::ingest {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "、") + name;
  return out;
}

store::Register read_register(const Block& block, const Table& table, const std::string& file) {
  store::Register reg;
  reg.name = block.register_name;
  for (const auto& [header, field] : block.fields) reg.fields.push_back(field);
  const formats::Sheet& sheet = *table.sheet;
  for (int row = table.first_row; row < sheet.row_count(); ++row) {
    store::Register::Row entry;
    bool filled = false;
    for (const int column : table.label_columns) {
      const formats::Cell& cell = sheet.anchored(row, column);
      entry.values.emplace_back(trim(cell.shown));
      filled = filled || !entry.values.back().empty();
    }
    if (!filled || is_remark(fold_label(entry.values[0]))) break;
    entry.origin = {file, sheet.name, cell_name(row, table.label_columns[0]), entry.values[0], entry.values[0], ""};
    reg.rows.push_back(std::move(entry));
  }
  return reg;
}

}  // namespace

Result ingest(const Input& input, const World& world, const catalog::Catalog& catalog, Diagnostics& faults) {
  Result result;
  const std::string folder = join_path(input.folder, "returns");
  std::string why;
  const auto map = world.read(join_path(input.folder, "returns.toml"), &why);
  if (!map) {
    faults.add(kNoMap, {{.file = "returns.toml"}}, {{"why", why}});
    return result;
  }
  const std::vector<Block> blocks = read_map(*map, faults);
  const std::vector<std::string> present = world.list(folder);
  std::map<std::string, std::optional<formats::Workbook>> books;
  std::set<std::pair<std::string, std::string>> sheets_used;
  BlockReader reader(input, catalog, result, faults);
  for (const Block& block : blocks) {
    for (const std::string& pattern : block.files) {
      std::vector<std::string> names;
      for (const std::string& name : present)
        if (matches(pattern, name)) names.push_back(name);
      if (names.empty()) {
        faults.add(kNoFile, {block.where}, {{"file", pattern}, {"present", listed(present)}}, nearest(pattern, present));
        continue;
      }
      for (const std::string& name : names) {
        const std::string file = "returns/" + name;
        auto book = books.find(name);
        if (book == books.end()) {
          std::optional<formats::Workbook> opened;
          if (const auto bytes = world.read(join_path(folder, name), &why)) opened = formats::read_workbook(*bytes, file, faults);
          else faults.add(kNoFile, {{.file = file}}, {{"file", file}, {"present", why}});
          book = books.emplace(name, std::move(opened)).first;
        }
        if (!book->second) continue;
        std::vector<const formats::Sheet*> sheets;
        std::vector<std::string> sheet_names;
        for (const formats::Sheet& sheet : book->second->sheets) {
          sheet_names.push_back(sheet.name);
          bool wanted = block.sheets.empty() ? !sheet.hidden : false;
          for (const std::string& s : block.sheets) wanted = wanted || matches(fold_label(s), fold_label(sheet.name));
          if (wanted) sheets.push_back(&sheet);
        }
        if (sheets.empty()) {
          faults.add(kNoSheet, {{.file = file}, block.where}, {{"file", file}, {"sheet", listed(block.sheets)}, {"present", listed(sheet_names)}},
                     block.sheets.empty() ? "" : nearest(block.sheets[0], sheet_names));
          continue;
        }
        std::vector<Table> tables;
        for (const formats::Sheet* sheet : sheets)
          for (Table& table : find_tables(*sheet, block)) tables.push_back(std::move(table));
        const std::string header = block.rows.empty() ? (block.fields.empty() ? "" : block.fields[0].first) : block.rows[0].header;
        if (tables.empty()) {
          Location where{.file = file};
          if (sheets.size() == 1) where.sheet = sheets[0]->name;
          faults.add(kNoTable, {where, block.where}, {{"header", header}});
          continue;
        }
        if (tables.size() > 1) {
          std::vector<Location> where = {block.where};
          for (const Table& table : tables) where.push_back({.file = file, .sheet = table.sheet->name, .cell = cell_name(table.header_row, table.label_columns[0])});
          faults.add(kManyTables, std::move(where), {{"header", header}});
          continue;
        }
        sheets_used.emplace(name, tables[0].sheet->name);
        if (block.register_name.empty()) {
          reader.read(block, tables[0], file);
        } else {
          store::Register reg = read_register(block, tables[0], file);
          const auto same = std::find_if(result.registers.begin(), result.registers.end(), [&](const store::Register& r) { return r.name == reg.name; });
          if (same == result.registers.end()) result.registers.push_back(std::move(reg));
          else same->rows.insert(same->rows.end(), reg.rows.begin(), reg.rows.end());
        }
      }
    }
  }
  reader.check_totals();
  for (const std::string& name : present)
    if (books.count(name) == 0) faults.add(kUnusedFile, {{.file = "returns/" + name}}, {{"file", "returns/" + name}});
  result.files = static_cast<int>(books.size());
  result.sheets = static_cast<int>(sheets_used.size());
  result.observations = static_cast<int>(result.store.all().size());
  return result;
}

}  // namespace zh::ingest
