#include "ingest/table.h"

#include <algorithm>

#include "base/text.h"

namespace zh::ingest {

namespace {

std::uint64_t place(int row, int column) { return static_cast<std::uint64_t>(row) << 20 | static_cast<std::uint64_t>(column); }

std::string words_of(const formats::Cell& cell) {
  if (cell.type == formats::Cell::Type::text) return fold_label(cell.shown);
  if (cell.type == formats::Cell::Type::number && cell.number) return cell.number->str();
  return {};
}

}  // namespace

SheetView::SheetView(const formats::Sheet& sheet) : sheet_(&sheet), columns_(sheet.column_count()) {
  words_.reserve(sheet.rows.size());
  for (const auto& row : sheet.rows) {
    auto& line = words_.emplace_back();
    line.reserve(row.size());
    for (const formats::Cell& cell : row) line.push_back(words_of(cell));
  }
  constexpr std::size_t kMost = 4000000;  // overlapping merges of a hostile file
  for (std::size_t i = 0, placed = 0; i < sheet.merges.size() && placed < kMost; ++i) {
    const formats::CellRange& m = sheet.merges[i];  // cut to the used area: someone merges whole columns
    for (int r = m.first_row; r <= std::min(m.last_row, rows() - 1); ++r)
      for (int c = m.first_column; c <= std::min(m.last_column, columns_ - 1); ++c, ++placed) merges_.emplace(place(r, c), i);
  }
}

const formats::CellRange* SheetView::merge(int row, int column) const {
  const auto found = merges_.find(place(row, column));
  return found == merges_.end() ? nullptr : &sheet_->merges[found->second];
}

bool SheetView::covered(int row, int column) const {
  const formats::CellRange* m = merge(row, column);
  return m && (m->first_row != row || m->first_column != column);
}

const formats::Cell& SheetView::anchored(int row, int column) const {
  const formats::CellRange* m = merge(row, column);
  return m ? sheet_->at(m->first_row, m->first_column) : sheet_->at(row, column);
}

const std::string& SheetView::words(int row, int column) const {
  static const std::string kNone;
  if (row < 0 || column < 0 || static_cast<std::size_t>(row) >= words_.size()) return kNone;
  const auto& line = words_[static_cast<std::size_t>(row)];
  return static_cast<std::size_t>(column) < line.size() ? line[static_cast<std::size_t>(column)] : kNone;
}

const std::string& SheetView::anchored_words(int row, int column) const {
  const formats::CellRange* m = merge(row, column);
  return m ? words(m->first_row, m->first_column) : words(row, column);
}

std::string without_unit(const std::string& folded, std::optional<Unit>* unit) {
  if (!folded.ends_with(')')) return folded;
  const std::size_t open = folded.rfind('(');
  if (open == std::string::npos || open == 0) return folded;
  std::string inside = folded.substr(open + 1, folded.size() - open - 2);
  for (const std::string_view word : {"计量单位:", "单位:"})
    if (inside.starts_with(word)) inside.erase(0, word.size());
  // Bulletins write 同比增长（±%）: the sign belongs to the figures.
  for (const std::string_view sign : {"±", "+-", "+/-"})
    if (inside.starts_with(sign)) inside.erase(0, sign.size());
  const auto parsed = Unit::parse(inside);
  if (!parsed) return folded;
  if (unit) *unit = parsed;
  return folded.substr(0, open);
}

std::vector<std::string> header_lines(const Table& table, int column) {
  std::vector<std::string> lines;
  for (int row = table.header_row; row < table.first_row; ++row) {
    std::string text = table.view->anchored_words(row, column);
    // A csv has no merges: what stands over several columns is written over the first of them.
    if (table.view->sheet().name.empty() && row + 1 < table.first_row)
      for (int c = column - 1; text.empty() && c > table.label_columns[0]; --c) text = table.view->words(row, c);
    if (!text.empty() && (lines.empty() || lines.back() != text)) lines.push_back(text);
  }
  return lines;
}

std::vector<Table> find_tables(const SheetView& view, const Block& block) {
  std::vector<std::string> headers;
  for (const LabelRule& rule : block.rows) headers.push_back(fold_label(rule.header));
  for (const auto& [header, field] : block.fields) headers.push_back(fold_label(header));
  std::vector<Table> tables;
  if (headers.empty()) return tables;
  const auto same = [](const std::string& text, const std::string& header) {
    return text == header || without_unit(text) == header;
  };
  const std::string near = fold_label(block.near);
  bool below_near = near.empty();
  for (int row = 0; row < view.rows(); ++row) {
    const int columns = static_cast<int>(view.sheet().rows[static_cast<std::size_t>(row)].size());
    bool near_here = false;
    for (int column = 0; column < columns; ++column) {
      const std::string& text = view.words(row, column);
      if (text.empty()) continue;
      if (!near.empty() && text.find(near) != std::string::npos) near_here = true;
      if (!below_near || !same(text, headers[0])) continue;
      Table table;
      table.view = &view;
      table.header_row = row;
      int height = 1;
      if (const formats::CellRange* m = view.merge(row, column)) height = m->last_row - m->first_row + 1;
      if (block.header_rows > 0) height = block.header_rows;
      table.first_row = row + height;
      // The other label headers stand in the same band of lines.
      table.label_columns.push_back(column);
      const int width = view.columns();
      for (std::size_t i = 1; i < headers.size(); ++i) {
        int found = -1;
        for (int c = 0; c < width && found < 0; ++c)
          for (const std::string& line : header_lines(table, c))
            if (same(line, headers[i]) &&
                std::find(table.label_columns.begin(), table.label_columns.end(), c) == table.label_columns.end())
              found = c;
        table.label_columns.push_back(found);
      }
      if (std::find(table.label_columns.begin(), table.label_columns.end(), -1) != table.label_columns.end()) continue;
      if (!block.unit_header.empty())
        for (int c = 0; c < width; ++c)
          for (const std::string& line : header_lines(table, c))
            if (same(line, fold_label(block.unit_header))) table.unit_column = c;
      tables.push_back(std::move(table));
      if (!near.empty()) return tables;  // the first below the words
    }
    if (near_here) below_near = true;
  }
  return tables;
}

std::optional<Unit> unit_above(const Table& table) {
  constexpr int kLines = 6;
  const SheetView& view = *table.view;
  for (int row = table.header_row - 1; row >= 0 && row >= table.header_row - kLines; --row) {
    int filled = 0, numbers = 0;
    for (int column = 0; column < view.columns(); ++column) {
      filled += view.cell(row, column).type != formats::Cell::Type::blank ? 1 : 0;
      numbers += view.cell(row, column).type == formats::Cell::Type::number ? 1 : 0;
    }
    if (filled > 1 && numbers > 0) break;  // a row of another table, whose unit is not ours
    for (int column = view.columns() - 1; column >= 0; --column) {
      const std::string& text = view.words(row, column);
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

bool is_remark(const std::string& folded, bool figures) {
  for (const std::string_view start : {"注:",      "备注:",    "说明:",      "填表说明", "填报说明",   "填表人",   "填报人",
                                       "制表",     "审核",     "单位负责人", "负责人",   "统计负责人", "填报单位", "填报日期",
                                       "填报时间", "报送日期", "联系电话",   "数据来源", "资料来源",   "*注"})
    if (folded.starts_with(start)) {
      // 审核查验次数 with a figure beside it is a row; 审核：, 审核人： are not.
      std::string_view rest = std::string_view(folded).substr(start.size());
      if (rest.starts_with("人")) rest.remove_prefix(std::string_view("人").size());
      if (!figures || start.ends_with(':') || rest.empty() || rest.starts_with(':')) return true;
    }
  return false;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

bool is_label_column(const Table& table, int column) {
  return column == table.unit_column ||
         std::find(table.label_columns.begin(), table.label_columns.end(), column) != table.label_columns.end();
}

bool is_ignored(const Block& block, const std::string& folded) {
  return std::any_of(block.ignore.begin(), block.ignore.end(),
                     [&](const std::string& pattern) { return matches(fold_label(pattern), folded); });
}

std::string present_columns(const Table& table) {
  std::string text;
  for (int c = 0; c < table.view->columns(); ++c) {
    const std::string header = joined(header_lines(table, c));
    if (!header.empty() && !is_label_column(table, c)) text += (text.empty() ? "" : "、") + header;
  }
  return text;
}

}  // namespace zh::ingest
