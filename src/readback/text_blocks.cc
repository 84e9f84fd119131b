// Lines → blocks. A line is a table's when it has tabs or bars; lines that a page's width broke are joined.
#include <algorithm>

#include "readback/text.h"
#include "readback/text_tables.h"

namespace zh::readback {
namespace {

using Text = std::u32string;

bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\r' || c == 0x3000 || c == 0xA0 || c == 0xFEFF || c == 0x0C ||
         (c >= 0x2000 && c <= 0x200B);
}
bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }
bool is_bar(char32_t c) { return c == U'|' || c == U'｜'; }
bool in(char32_t c, const char32_t* set) { return c != 0 && Text(set).find(c) != Text::npos; }

struct Line {
  std::size_t start = 0, end = 0;  ///< without the line end
  Range trimmed;                   ///< without outer space
  int tabs = 0, bars = 0;
  bool blank() const { return trimmed.start == trimmed.end; }
};

std::vector<Line> split(const Text& text) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t end = text.find(U'\n', at);
    if (end == Text::npos) end = text.size();
    Line line{at, end, {at, end}, 0, 0};
    if (line.trimmed.end > line.trimmed.start && text[line.trimmed.end - 1] == U'\r') --line.end;
    while (line.trimmed.start < line.trimmed.end && is_space(text[line.trimmed.start])) ++line.trimmed.start;
    while (line.trimmed.end > line.trimmed.start && is_space(text[line.trimmed.end - 1])) --line.trimmed.end;
    for (std::size_t i = line.start; i < line.end; ++i) {
      line.tabs += text[i] == U'\t' && i >= line.trimmed.start;
      line.bars += text[i] == U'|' || text[i] == U'｜';
    }
    lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

Range trimmed(const Text& text, std::size_t start, std::size_t end) {
  while (start < end && (is_space(text[start]) || text[start] == U'\n')) ++start;
  while (end > start && (is_space(text[end - 1]) || text[end - 1] == U'\n')) --end;
  return {start, end};
}

/// |---|:--:| of Markdown.
bool is_rule(const Text& text, const Line& line) {
  bool dash = false;
  for (std::size_t i = line.trimmed.start; i < line.trimmed.end; ++i) {
    const char32_t c = text[i];
    if (c == U'-' || c == U'—' || c == U'=')
      dash = true;
    else if (c != U'|' && c != U':' && c != U' ' && c != U'\t' && c != U'+')
      return false;
  }
  return dash;
}

/// Adds the cells of one line, cut at `separator`.
void cut(const Text& text, const Line& line, char32_t separator, bool fenced, int row, Block& table) {
  std::size_t start = line.trimmed.start, end = line.trimmed.end;
  if (separator == U'\t') start = line.start, end = line.end;
  bool bar = separator == U'|';
  // Without a fence of bars a leading bar closes an empty first cell.
  if (bar && fenced && start < end && (text[start] == U'|' || text[start] == U'｜')) ++start;
  if (bar && fenced && end > start && (text[end - 1] == U'|' || text[end - 1] == U'｜')) --end;
  int column = 0;
  for (std::size_t at = start; at <= end; ++column) {
    std::size_t stop = at;
    while (stop < end && text[stop] != separator && !(bar && text[stop] == U'｜')) ++stop;
    // Leading full-width spaces of a label say that its row is part of the row above: they stay.
    Range range = trimmed(text, at, stop);
    std::size_t indent = range.start;
    while (indent > at && (text[indent - 1] == 0x3000 || (text[indent - 1] == U' ' && column == 0 && !bar))) --indent;
    if (column == 0 && range.start < range.end) range.start = indent;
    table.cells.push_back({range, row, column, 1, 1});
    at = stop + 1;
  }
  table.columns = std::max(table.columns, column);
}

/// "图1-1 …", "表 2：…"; or a short line in front of a table.
bool is_caption(const Text& text, Range line) {
  std::size_t i = line.start;
  if (line.end - line.start > 90 || line.end - line.start < 2) return false;
  if (text[i] == U'续' || text[i] == U'附') ++i;
  if (i >= line.end || (text[i] != U'图' && text[i] != U'表')) return false;
  ++i;
  while (i < line.end && is_space(text[i])) ++i;
  if (i >= line.end || !(is_digit(text[i]) || in(text[i], U"一二三四五六七八九十"))) return false;
  return !in(text[line.end - 1], U"。；;");
}

/// 1: 第一章; 2: 一、; 3: （一）; 4: 1. or 1、; 5: （1）; 0: no such number.
int heading_level(const Text& text, Range line) {
  std::size_t i = line.start;
  const auto numeral = [&](const char32_t* set) {
    const std::size_t from = i;
    while (i < line.end && in(text[i], set)) ++i;
    return i > from;
  };
  const auto digits = [&] {
    const std::size_t from = i;
    while (i < line.end && is_digit(text[i]) && i - from < 3) ++i;
    return i > from && !(i < line.end && is_digit(text[i]));
  };
  if (text[i] == U'#') {
    while (i < line.end && text[i] == U'#') ++i;
    return static_cast<int>(std::min<std::size_t>(i - line.start, 5));
  }
  if (text[i] == U'第') {
    ++i;
    if ((numeral(U"一二三四五六七八九十百") || digits()) && i < line.end && in(text[i], U"章节编篇部")) return 1;
    return 0;
  }
  if (numeral(U"一二三四五六七八九十")) return i < line.end && in(text[i], U"、．.") ? 2 : 0;
  if (text[i] == U'（' || text[i] == U'(') {
    ++i;
    if (numeral(U"一二三四五六七八九十")) return i < line.end && in(text[i], U"）)") ? 3 : 0;
    if (digits()) return i < line.end && in(text[i], U"）)") ? 5 : 0;
    return 0;
  }
  if (digits()) {
    if (i < line.end && in(text[i], U"．、")) return 4;
    if (i + 1 < line.end && text[i] == U'.' && !is_digit(text[i + 1])) return 4;
  }
  return 0;
}

bool begins(const Text& text, Range line, const char32_t* words) {
  const Text w = words;
  return text.compare(line.start, w.size(), w) == 0;
}

class Blocks {
 public:
  explicit Blocks(const Text& text) : text_(text), lines_(split(text)) {
    for (const Line& line : lines_) ranges_.push_back({line.start, line.end});
  }

  std::vector<Block> run() {
    for (std::size_t i = 0; i < lines_.size();) {
      if (lines_[i].blank() && !starts_cells(i)) {
        ++i;
        continue;
      }
      if (const std::size_t next = bars(i); next > i)
        i = next;
      else if (const std::size_t after = cells(i); after > i)
        i = after;
      else if (const std::size_t behind = tabs(i); behind > i)
        i = behind;
      else if (const std::size_t below = loose(i); below > i)
        i = below;
      else
        i = paragraph(i);
    }
    return std::move(blocks_);
  }

 private:
  /// Markdown or bar-joined rows. One such line is no table, unless it is fenced by bars.
  std::size_t bars(std::size_t i) {
    std::size_t end = i;
    while (end < lines_.size() && lines_[end].bars > 0) ++end;
    if (end - i < 2) return i;
    Block table{.kind = Block::Kind::table, .range = {lines_[i].trimmed.start, lines_[end - 1].trimmed.end}};
    std::size_t fences = 0;
    for (std::size_t k = i; k < end; ++k) fences += is_bar(text_[lines_[k].trimmed.start]);
    const bool fenced = fences * 5 >= (end - i) * 4;
    for (std::size_t k = i; k < end; ++k) {
      if (is_rule(text_, lines_[k])) {
        if (table.header_rows == 0) table.header_rows = table.rows;
        continue;
      }
      cut(text_, lines_[k], U'|', fenced, table.rows++, table);
    }
    if (table.header_rows == table.rows) table.header_rows = 0;
    blocks_.push_back(std::move(table));
    return end;
  }

  std::size_t tabs(std::size_t i) {
    std::size_t end = i;
    while (end < lines_.size() && lines_[end].tabs > 0) ++end;
    if (end - i < 2) return i;
    Block table{.kind = Block::Kind::table, .range = {lines_[i].trimmed.start, lines_[end - 1].trimmed.end}};
    for (std::size_t k = i; k < end; ++k) cut(text_, lines_[k], U'\t', false, table.rows++, table);
    blocks_.push_back(std::move(table));
    return end;
  }

  /// Columns set apart by blanks, or one cell on each line.
  std::size_t loose(std::size_t i) {
    for (const auto find : {aligned_table, stacked_table})
      if (std::optional<TextTable> found = find(text_, ranges_, i)) {
        blocks_.push_back(std::move(found->block));
        return found->next;
      }
    return i;
  }

  bool starts_cells(std::size_t i) const { return lines_[i].start < lines_[i].end && text_[lines_[i].start] == U'\t'; }

  /// One cell a line, as a converter of .docx leaves a table: a tab begins a cell, an empty line followed by a tab ends a row.
  std::size_t cells(std::size_t i) {
    if (!starts_cells(i) || lines_[i].tabs > 0) return i;
    Block table{.kind = Block::Kind::table, .range = {lines_[i].start, lines_[i].end}};
    std::size_t k = i;
    int column = 0, filled = 0;
    std::size_t cell_start = lines_[i].start, cell_end = cell_start;
    const auto close = [&] {
      const Range range = trimmed(text_, cell_start, cell_end);
      filled += range.start < range.end;
      table.cells.push_back({range, table.rows, column++, 1, 1});
      table.columns = std::max(table.columns, column);
    };
    for (; k < lines_.size(); ++k) {
      const Line& line = lines_[k];
      if (line.start == line.end || (line.blank() && !starts_cells(k))) {  // the row ends; does another begin?
        std::size_t next = k;
        while (next < lines_.size() && lines_[next].start == lines_[next].end) ++next;
        if (next < lines_.size() && starts_cells(next) && next - k == 1) {
          close();
          ++table.rows;
          column = 0;
          cell_start = lines_[next].start;
          cell_end = lines_[next].end;
          k = next;
          continue;
        }
        break;
      }
      if (starts_cells(k) && k > i) {
        close();
        cell_start = line.start;
      }
      cell_end = line.end;
    }
    close();
    ++table.rows;
    if (table.rows < 2 || table.columns < 2 || filled < 4) return i;
    table.range.end = cell_end;
    blocks_.push_back(std::move(table));
    return k;
  }

  std::size_t paragraph(std::size_t i) {
    Block block{.range = lines_[i].trimmed};
    block.level = heading_level(text_, block.range);
    const std::size_t length = block.range.end - block.range.start;
    const char32_t last = text_[block.range.end - 1];
    const bool closed = in(last, U"。！？；;：");
    if (is_caption(text_, block.range))
      block.kind = Block::Kind::caption;
    else if (begins(text_, block.range, U"注：") || begins(text_, block.range, U"资料来源") ||
             begins(text_, block.range, U"注:"))
      block.kind = Block::Kind::note;
    else if (block.level > 0 && !closed && length <= 45)
      block.kind = Block::Kind::heading;
    else if (in(text_[block.range.start], U"-—•·●■◆*") && length > 2)
      block.kind = Block::Kind::list_item;
    std::size_t next = i + 1;
    if (block.kind == Block::Kind::paragraph || block.kind == Block::Kind::list_item || block.kind == Block::Kind::note) {
      while (next < lines_.size() && continues(next)) block.range.end = lines_[next++].trimmed.end;
    }
    if (block.kind == Block::Kind::paragraph) block.level = 0;
    blocks_.push_back(block);
    return next;
  }

  /// Whether a line goes on with the one before it: that one is long and ends in the middle of a sentence.
  bool continues(std::size_t k) const {
    const Line& before = lines_[k - 1];
    const Line& line = lines_[k];
    if (before.blank() || line.blank() || line.tabs > 0 || line.bars > 0 || starts_cells(k)) return false;
    if (before.trimmed.end - before.trimmed.start < 16) return false;
    if (in(text_[before.trimmed.end - 1], U"。！？；;：:")) return false;
    // A line that the page broke is as wide as the page: no line behind it is much wider.
    if (width(line) > width(before) + 8) return false;
    if (heading_level(text_, line.trimmed) > 0 || is_caption(text_, line.trimmed) || text_[line.trimmed.start] == U'[')
      return false;
    return !in(text_[line.trimmed.start], U"#*•●■◆—");
  }

  /// In half characters.
  std::size_t width(const Line& line) const {
    std::size_t wide = 0;
    for (std::size_t i = line.trimmed.start; i < line.trimmed.end; ++i) wide += text_[i] < 0x2000 ? 1 : 2;
    return wide;
  }

  const Text& text_;
  std::vector<Line> lines_;
  std::vector<Range> ranges_;
  std::vector<Block> blocks_;
};

}  // namespace

std::vector<Block> find_blocks(const std::u32string& text) { return Blocks(text).run(); }

}  // namespace zh::readback
