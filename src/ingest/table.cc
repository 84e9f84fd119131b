#include "ingest/table.h"

#include <algorithm>

#include "base/text.h"

namespace zh::ingest {

std::string words(const formats::Cell& cell) {
  if (cell.type == formats::Cell::Type::text) return fold_label(cell.raw);
  if (cell.type == formats::Cell::Type::number && cell.number) return cell.number->str();
  return {};
}

std::string without_unit(const std::string& folded, std::optional<Unit>* unit) {
  std::string text = folded;
  for (std::size_t open; (open = text.rfind('(')) != std::string::npos;) {
    const std::size_t close = text.find(')', open);
    if (close == std::string::npos) break;
    std::string inside = text.substr(open + 1, close - open - 1);
    if (inside.rfind("单位:", 0) == 0) inside.erase(0, std::string("单位:").size());
    const auto parsed = Unit::parse(inside);
    if (!parsed) break;
    if (unit) *unit = parsed;
    text.erase(open, close - open + 1);
    if (text.empty()) return folded;
  }
  return text;
}

std::vector<std::string> header_lines(const Table& table, int column) {
  std::vector<std::string> lines;
  for (int row = table.header_row; row < table.first_row; ++row) {
    const std::string text = words(table.sheet->anchored(row, column));
    if (!text.empty() && (lines.empty() || lines.back() != text)) lines.push_back(text);
  }
  return lines;
}

std::vector<Table> find_tables(const formats::Sheet& sheet, const Block& block) {
  std::vector<std::string> headers;
  for (const LabelRule& rule : block.rows) headers.push_back(fold_label(rule.header));
  for (const auto& [header, field] : block.fields) headers.push_back(fold_label(header));
  std::vector<Table> tables;
  if (headers.empty()) return tables;
  const auto same = [](const std::string& text, const std::string& header) { return text == header || without_unit(text) == header; };
  const std::string near = fold_label(block.near);
  bool below_near = near.empty();
  for (int row = 0; row < sheet.row_count(); ++row) {
    const int columns = static_cast<int>(sheet.rows[static_cast<std::size_t>(row)].size());
    bool near_here = false;
    for (int column = 0; column < columns; ++column) {
      const std::string text = words(sheet.at(row, column));
      if (text.empty()) continue;
      if (!near.empty() && text.find(near) != std::string::npos) near_here = true;
      if (!below_near || !same(text, headers[0])) continue;
      Table table;
      table.sheet = &sheet;
      table.header_row = row;
      int height = 1;
      for (const formats::CellRange& m : sheet.merges)
        if (m.first_row == row && m.first_column == column) height = m.last_row - m.first_row + 1;
      if (block.header_rows > 0) height = block.header_rows;
      table.first_row = row + height;
      // The other label headers stand in the same band of lines.
      table.label_columns.push_back(column);
      const int width = sheet.column_count();
      for (std::size_t i = 1; i < headers.size(); ++i) {
        int found = -1;
        for (int c = 0; c < width && found < 0; ++c)
          for (const std::string& line : header_lines(table, c))
            if (same(line, headers[i]) && std::find(table.label_columns.begin(), table.label_columns.end(), c) == table.label_columns.end()) found = c;
        table.label_columns.push_back(found);
      }
      if (std::find(table.label_columns.begin(), table.label_columns.end(), -1) != table.label_columns.end()) continue;
      if (!block.unit_header.empty())
        for (int c = 0; c < width; ++c)
          for (const std::string& line : header_lines(table, c))
            if (line == fold_label(block.unit_header)) table.unit_column = c;
      tables.push_back(std::move(table));
      if (!near.empty()) return tables;  // the first below the words
    }
    if (near_here) below_near = true;
  }
  return tables;
}

std::optional<Unit> unit_above(const Table& table) {
  constexpr int kLines = 6;
  for (int row = table.header_row - 1; row >= 0 && row >= table.header_row - kLines; --row) {
    for (int column = table.sheet->column_count() - 1; column >= 0; --column) {
      const std::string text = words(table.sheet->at(row, column));
      const std::string key = "单位:";
      for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
        std::string unit = text.substr(at + key.size());
        unit = unit.substr(0, unit.find_first_of(")(,;"));
        if (at >= 6 && text.compare(at - 6, 6, "填报") == 0) continue;  // 填报单位：某局
        if (const auto parsed = Unit::parse(unit)) return parsed;
      }
    }
  }
  return std::nullopt;
}

bool is_remark(const std::string& folded) {
  for (const char* start : {"注:", "备注:", "说明:", "填表说明", "填报说明", "填表人", "填报人", "制表", "审核", "单位负责人", "负责人", "统计负责人", "填报单位", "填报日期", "填报时间", "报送日期", "联系电话", "数据来源", "资料来源", "*注", "1.", "2."})
    if (folded.rfind(start, 0) == 0) return true;
  return false;
}

}  // namespace zh::ingest
