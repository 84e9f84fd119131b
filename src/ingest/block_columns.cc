// Which columns of a table a block reads.
#include <algorithm>

#include "base/text.h"
#include "ingest/block_reader.h"
#include "ingest/codes.h"

namespace zh::ingest {
namespace {

std::string without_slashes(std::string text) {
  std::erase(text, '/');
  return text;
}

std::optional<Unit> header_unit(const std::vector<std::string>& lines) {
  std::optional<Unit> unit;
  for (const std::string& line : lines) without_unit(line, &unit);
  return unit;
}

}  // namespace

std::vector<BlockReader::Column> BlockReader::columns(const Block& block, const Table& table, const std::string& file) {
  return block.column_rule ? columns_by_rule(block, table, file) : columns_by_name(block, table, file);
}

std::vector<BlockReader::Column> BlockReader::columns_by_rule(const Block& block, const Table& table, const std::string& file) {
  std::vector<Column> found;
  const LabelRule& rule = *block.column_rule;
  const std::string under = fold_label(rule.under);
  std::map<std::string, std::set<std::string>> others;  // what a header says → what else stands in it
  std::string cells;
  for (int c = table.label_columns[0] + 1; c < table.view->columns(); ++c) {
    if (is_label_column(table, c)) continue;
    const std::vector<std::string> lines = header_lines(table, c);
    if (lines.empty() || is_ignored(block, joined(lines)) || is_ignored(block, lines.back())) continue;
    if (lines.back() == fold_label(block.rows[0].header)) break;  // another table beside this one
    const auto is_under = [&](const std::string& line) { return line == under || without_unit(line) == under; };
    if (!under.empty() && std::none_of(lines.begin(), lines.end(), is_under)) continue;
    Column column{c, {}};
    column.place.unit = header_unit(lines);
    bool read = false;
    std::string rest;
    for (const std::string& line : lines) {
      if (!read && (under.empty() || !is_under(line)) &&
          apply_label(rule.as, line, at(table, file, table.first_row - 1, c), column.place))
        read = true;
      else
        rest += without_unit(line);
    }
    if (!read) {
      faults_.add(kUnmapped, {at(table, file, table.header_row, c)}, {{"header", joined(lines)}});
      continue;
    }
    std::string key =
        column.place.indicator + "|" + column.place.region + "|" + (column.place.period ? column.place.period->str() : "");
    for (const Place::Label& label : column.place.labels) key += "|" + label.text;
    others[key].insert(rest);
    cells += (cells.empty() ? "" : "、") + cell_name(table.first_row - 1, c);
    found.push_back(std::move(column));
  }
  const Location where = at(table, file, table.header_row, table.label_columns[0]);
  if (found.empty())
    faults_.add(rule.under.empty() && rule.as == "period" ? kNoPeriodColumn : kNoColumn, {where, block.where},
                {{"header", rule.under.empty() ? rule.as : rule.under}, {"present", present_columns(table)}});
  // 营业收入 2022 2023 | 利润 2022 2023: without `under`, two measures would be read as one.
  const bool twice = std::any_of(others.begin(), others.end(), [](const auto& entry) { return entry.second.size() > 1; });
  if (under.empty() && twice) {
    faults_.add(kManyColumns, {where, block.where}, {{"header", rule.as}, {"cells", cells}});
    found.clear();
  }
  return found;
}

std::vector<BlockReader::Column> BlockReader::columns_by_name(const Block& block, const Table& table, const std::string& file) {
  std::vector<Column> found;
  std::map<std::string, std::vector<int>> whole, plain,
      last;  // header text → columns: as it stands, without units, its last line
  for (int c = 0; c < table.view->columns(); ++c) {
    if (is_label_column(table, c)) continue;
    const std::vector<std::string> lines = header_lines(table, c);
    if (lines.empty()) continue;
    std::vector<std::string> bare;
    for (const std::string& line : lines) bare.push_back(without_unit(line));
    whole[without_slashes(joined(lines))].push_back(c);
    plain[without_slashes(joined(bare))].push_back(c);
    last[without_slashes(bare.back())].push_back(c);
  }
  std::set<int> used;
  for (const auto& [header, meaning] : block.columns) {
    const std::string key = without_slashes(fold_label(header));
    const std::vector<int>* match = nullptr;
    for (const auto* index : {&whole, &plain, &last})
      if (const auto at_key = index->find(key); !match && at_key != index->end()) match = &at_key->second;
    const Location where = at(table, file, table.header_row, table.label_columns[0]);
    if (!match) {
      std::vector<std::string> present;
      for (const auto& [text, columns] : plain) present.push_back(text);
      faults_.add(kNoColumn, {where, block.where}, {{"header", header}, {"present", present_columns(table)}},
                  nearest(key, present));
      continue;
    }
    if (match->size() > 1) {
      std::string cells;
      for (const int c : *match) cells += (cells.empty() ? "" : "、") + cell_name(table.first_row - 1, c);
      faults_.add(kManyColumns, {where, block.where}, {{"header", header}, {"cells", cells}});
      used.insert(match->begin(), match->end());
      continue;
    }
    const int c = match->front();
    used.insert(c);
    Column column{c, {}};
    column.place.unit = header_unit(header_lines(table, c));
    if (apply(meaning, block.where, column.place)) found.push_back(std::move(column));
  }
  if (found.size() < block.columns.size()) return found;  // what was not used may be what was not found
  for (const auto& [text, columns] : whole)
    for (const int c : columns)
      if (used.count(c) == 0 && !is_ignored(block, text) && !is_ignored(block, header_lines(table, c).back()))
        faults_.add(kUnmapped, {at(table, file, table.header_row, c)}, {{"header", joined(header_lines(table, c))}});
  return found;
}

}  // namespace zh::ingest
