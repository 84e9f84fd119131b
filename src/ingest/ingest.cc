#include "ingest/ingest.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "base/text.h"
#include "formats/sheet.h"
#include "ingest/block_reader.h"
#include "ingest/cell_edit.h"
#include "ingest/codes.h"

namespace zh::ingest {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "、") + name;
  return out;
}

store::Register read_register(const Block& block, const Table& table, const std::string& file, Diagnostics& faults) {
  std::set<std::vector<std::string>> seen;
  store::Register reg;
  reg.name = block.register_name;
  for (const auto& [header, field] : block.fields) reg.fields.push_back(field);
  const SheetView& view = *table.view;
  bool after_blank = false;
  for (int row = table.first_row; row < view.rows(); ++row) {
    store::Register::Row entry;
    std::size_t filled = 0;
    for (const int column : table.label_columns) {
      entry.values.emplace_back(trim(view.anchored(row, column).shown));
      filled += entry.values.back().empty() ? 0 : 1;
    }
    if (filled == 0) {
      after_blank = true;
      continue;
    }
    // After blank lines only a full row is one more entry: a single text may be the title of the next table.
    if (is_remark(fold_label(entry.values[0])) || (after_blank && filled < entry.values.size())) break;
    if (fold_label(entry.values[0]) == fold_label(block.fields[0].first)) break;
    after_blank = false;
    const std::string first = fold_label(entry.values[0]);
    if (std::any_of(block.ignore.begin(), block.ignore.end(),
                    [&](const std::string& p) { return matches(fold_label(p), first); }) ||
        first == "合计" || first == "总计" || first == "小计" || (!block.total.empty() && first == fold_label(block.total)))
      continue;
    entry.origin = {file, view.sheet().name, cell_name(row, table.label_columns[0]), entry.values[0], entry.values[0], ""};
    if (!seen.insert(entry.values).second)
      faults.add(kDuplicateEntry, {{.file = file, .sheet = view.sheet().name, .cell = entry.origin.cell}},
                 {{"name", reg.name}, {"text", entry.values[0]}});
    reg.rows.push_back(std::move(entry));
  }
  return reg;
}

/// The file that was meant: 统计部门（1）.xlsx or 统计部门.xls for 统计部门.xlsx, else the one with the nearest name.
std::string renamed(const std::string& file, const std::vector<std::string>& present) {
  const std::string stem = file.substr(0, file.rfind('.'));
  for (const std::string& name : present)
    if (!stem.empty() && name.find(stem) != std::string::npos) return name;
  return nearest(file, present);
}

/// The text in the sheets that is most like `header`.
std::string nearest_words(const std::vector<const SheetView*>& sheets, const std::string& header) {
  std::vector<std::string> texts;
  for (const SheetView* view : sheets)
    for (int row = 0; row < std::min(view->rows(), 200); ++row)
      for (int column = 0; column < view->columns(); ++column)
        if (view->cell(row, column).type == formats::Cell::Type::text) texts.push_back(view->words(row, column));
  return nearest(fold_label(header), texts);
}

/// The one table of the block in these sheets; faults when there is none or more than one.
std::optional<Table> the_table(const std::vector<const SheetView*>& sheets, const Block& block, const std::string& file,
                               Diagnostics& faults) {
  std::vector<Table> tables;
  for (const SheetView* sheet : sheets)
    for (Table& table : find_tables(*sheet, block)) tables.push_back(std::move(table));
  if (tables.size() == 1) return tables[0];
  const std::string header = block.rows.empty() ? (block.fields.empty() ? "" : block.fields[0].first) : block.rows[0].header;
  if (tables.size() > 1) {
    std::vector<Location> where = {block.where};
    for (const Table& table : tables)
      where.push_back(
          {.file = file, .sheet = table.view->sheet().name, .cell = cell_name(table.header_row, table.label_columns[0])});
    faults.add(kManyTables, std::move(where), {{"header", header}});
    return std::nullopt;
  }
  Location where{.file = file};
  if (sheets.size() == 1) where.sheet = sheets[0]->sheet().name;
  Block anywhere = block;
  anywhere.near.clear();
  const bool elsewhere = !block.near.empty() && std::any_of(sheets.begin(), sheets.end(), [&](const SheetView* sheet) {
    return !find_tables(*sheet, anywhere).empty();
  });
  if (elsewhere)
    faults.add(kNoNear, {where, block.where}, {{"header", header}, {"near", block.near}});
  else
    faults.add(kNoTable, {where, block.where}, {{"header", header}}, nearest_words(sheets, header));
  return std::nullopt;
}

/// Appends the rows of one more return to a register; fields that only one of them has are blank in the other.
void join(store::Register& all, const store::Register& more) {
  std::vector<std::size_t> to;
  for (const std::string& field : more.fields) {
    const auto found = std::find(all.fields.begin(), all.fields.end(), field);
    to.push_back(static_cast<std::size_t>(found - all.fields.begin()));
    if (found == all.fields.end()) all.fields.push_back(field);
  }
  for (store::Register::Row& row : all.rows) row.values.resize(all.fields.size());
  for (const store::Register::Row& row : more.rows) {
    store::Register::Row moved{std::vector<std::string>(all.fields.size()), row.origin};
    for (std::size_t i = 0; i < to.size(); ++i) moved.values[to[i]] = row.values[i];
    all.rows.push_back(std::move(moved));
  }
}

}  // namespace

Result ingest(const Input& input, const World& world, const catalog::Catalog& catalog, Diagnostics& faults) {
  Result result;
  const std::string folder = join_path(input.folder, "returns");
  std::string why;
  const auto map = world.read(join_path(input.folder, "returns.toml"), &why);
  const std::vector<std::string> present = world.list(folder);
  if (!map && present.empty() && !world.is_folder(folder)) return result;  // a report without returns
  if (!map) {
    faults.add(kNoMap, {{.file = "returns.toml"}}, {{"why", why}});
    return result;
  }
  const std::vector<Block> blocks = read_map(*map, faults);
  struct Open {
    std::optional<formats::Workbook> book;
    std::vector<std::unique_ptr<SheetView>> views;  // of the sheets that blocks asked for
  };
  std::map<std::string, Open> books;
  std::set<std::pair<std::string, std::string>> sheets_used;
  BlockReader reader(input, catalog, result, faults);
  for (const Block& block : blocks) {
    for (const std::string& pattern : block.files) {
      std::vector<std::string> names;
      for (const std::string& name : present)
        if (matches(pattern, name)) names.push_back(name);
      if (names.empty()) {
        faults.add(kNoFile, {block.where}, {{"file", pattern}, {"present", listed(present)}}, renamed(pattern, present));
        continue;
      }
      for (const std::string& name : names) {
        const std::string file = "returns/" + name;
        auto book = books.find(name);
        if (book == books.end()) {
          Open opened;
          if (const auto bytes = world.read(join_path(folder, name), &why))
            opened.book = formats::read_workbook(*bytes, file, faults);
          else
            faults.add(kNoFile, {{.file = file}}, {{"file", file}, {"present", why}});
          if (opened.book) apply_edits(input.edits, name, *opened.book);
          if (opened.book) opened.views.resize(opened.book->sheets.size());
          book = books.emplace(name, std::move(opened)).first;
        }
        if (!book->second.book) continue;
        std::vector<const SheetView*> sheets;
        std::vector<std::string> sheet_names;
        for (std::size_t i = 0; i < book->second.views.size(); ++i) {
          const formats::Sheet& sheet = book->second.book->sheets[i];
          sheet_names.push_back(sheet.name);
          bool wanted = block.sheets.empty() ? !sheet.hidden : false;
          for (const std::string& s : block.sheets) wanted = wanted || matches(fold_label(s), fold_label(sheet.name));
          if (!wanted) continue;
          if (!book->second.views[i]) book->second.views[i] = std::make_unique<SheetView>(sheet);
          sheets.push_back(book->second.views[i].get());
        }
        bool all_there = true;
        for (const std::string& s : block.sheets) {
          const bool there = std::any_of(sheet_names.begin(), sheet_names.end(),
                                         [&](const std::string& n) { return matches(fold_label(s), fold_label(n)); });
          if (!there)
            faults.add(kNoSheet, {{.file = file}, block.where},
                       {{"file", file}, {"sheet", s}, {"present", listed(sheet_names)}}, nearest(s, sheet_names));
          all_there = all_there && there;
        }
        if (!all_there && sheets.empty()) continue;
        // Sheets that are named hold one table each; of sheets that are not named, one holds the table.
        std::vector<std::vector<const SheetView*>> groups;
        if (block.sheets.empty())
          groups.push_back(sheets);
        else
          for (const SheetView* sheet : sheets) groups.push_back({sheet});
        for (const auto& group : groups) {
          const auto table = the_table(group, block, file, faults);
          if (!table) continue;
          sheets_used.emplace(name, table->view->sheet().name);
          if (block.register_name.empty()) {
            reader.read(block, *table, file);
            continue;
          }
          store::Register reg = read_register(block, *table, file, faults);
          const auto same = std::find_if(result.registers.begin(), result.registers.end(),
                                         [&](const store::Register& r) { return r.name == reg.name; });
          if (same == result.registers.end())
            result.registers.push_back(std::move(reg));
          else
            join(*same, reg);
        }
      }
    }
  }
  check_totals(catalog, result.store, reader.intervals(), faults);
  for (const std::string& name : present)
    if (books.count(name) == 0) faults.add(kUnusedFile, {{.file = "returns/" + name}}, {{"file", "returns/" + name}});
  result.files = static_cast<int>(books.size());
  result.sheets = static_cast<int>(sheets_used.size());
  result.observations = static_cast<int>(result.store.all().size());
  return result;
}

}  // namespace zh::ingest
