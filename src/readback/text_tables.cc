#include "readback/text_tables.h"

#include <algorithm>
#include <string_view>

namespace zh::readback {
namespace {

using Text = std::u32string;

bool is_blank(char32_t c) { return c == U' ' || c == U'\r' || c == 0x3000 || c == 0xA0 || (c >= 0x2000 && c <= 0x200B); }
bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

Range trimmed(const Text& text, Range r) {
  while (r.start < r.end && is_blank(text[r.start])) ++r.start;
  while (r.end > r.start && is_blank(text[r.end - 1])) --r.end;
  return r;
}

enum class Cellular { empty, words, number };

/// A number alone (1,286.5, -4.17%, 1 286), or what stands for a missing one.
Cellular kind_of(const Text& text, Range r) {
  if (r.start == r.end) return Cellular::empty;
  constexpr std::u32string_view kMarks = U".,，．%％‰+＋";
  bool digit = false, dash = false;
  for (std::size_t i = r.start; i < r.end; ++i) {
    const char32_t c = text[i];
    if (is_digit(c))
      digit = true;
    else if (c == U'-' || c == U'—' || c == U'－' || c == U'–' || c == U'−' || c == U'/')
      dash = true;
    else if (!is_blank(c) && kMarks.find(c) == std::u32string_view::npos)
      return Cellular::words;
  }
  return digit || dash ? Cellular::number : Cellular::words;
}

/// Whether the words end a sentence or are too many for a cell.
bool prose(const Text& text, Range r) {
  constexpr std::size_t kMostOfCell = 40;
  if (r.end - r.start > kMostOfCell) return true;
  for (std::size_t i = r.start; i < r.end; ++i)
    if (text[i] == U'。' || text[i] == U'；' || text[i] == U'，' || text[i] == U'！' || text[i] == U'？') return true;
  return false;
}

/// What sets the columns of a table without tabs and bars apart: two blanks or more, or a wide one; a mark between blanks; one
/// blank.
enum class Gap { wide, mark, single };

bool is_mark(char32_t c) { return c == U'/' || c == U'／' || c == U'‖' || c == U'¦' || c == U'│' || c == U'┃'; }

/// Where the next piece begins if a gap does at `at`; `at` if none does.
std::size_t behind_gap(const Text& text, Range line, std::size_t at, Gap gap) {
  std::size_t end = at;
  bool broad = false;
  while (end < line.end && is_blank(text[end])) broad |= text[end++] == 0x3000;
  if (end == at || end == line.end) return at;
  if (gap == Gap::wide) return broad || end - at >= 2 ? end : at;
  if (gap == Gap::single) return end;
  // A mark between two blanks.
  if (!is_mark(text[end])) return at;
  std::size_t behind = end + 1;
  while (behind < line.end && is_blank(text[behind])) ++behind;
  return behind > end + 1 ? behind : at;
}

/// The pieces of a line between gaps.
std::vector<Range> pieces(const Text& text, Range line, Gap gap) {
  std::vector<Range> out;
  line = trimmed(text, line);
  for (std::size_t at = line.start; at < line.end;) {
    std::size_t end = at, next = at;
    while (end < line.end && (next = behind_gap(text, line, end, gap)) == end) ++end;
    out.push_back(trimmed(text, {at, end}));
    at = std::max(next, end);
  }
  return out;
}

/// 项  目, 合  计: a word of two characters that was spaced out.
void close_spaced_words(const Text& text, std::vector<Range>& row, std::size_t columns) {
  while (row.size() > columns) {
    std::size_t at = row.size();
    for (std::size_t i = 0; i + 1 < row.size() && at == row.size(); ++i)
      if (row[i].end - row[i].start == 1 && row[i + 1].end - row[i + 1].start == 1 &&
          kind_of(text, row[i]) == Cellular::words && kind_of(text, row[i + 1]) == Cellular::words)
        at = i;
    if (at == row.size()) return;
    row[at].end = row[at + 1].end;
    row.erase(row.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  }
}

/// How many cells a row of numbers has: a label in words, then two numbers or more; 0 if it is none.
std::size_t numbers_row(const Text& text, std::vector<Range>& row) {
  std::size_t tail = 0;
  while (tail < row.size() && kind_of(text, row[row.size() - 1 - tail]) == Cellular::number) ++tail;
  if (tail < 2 || tail == row.size()) return 0;
  close_spaced_words(text, row, tail + 1);
  for (std::size_t i = 0; i + tail < row.size(); ++i)
    if (prose(text, row[i])) return 0;
  return row.size();
}

void add_row(Block& table, const std::vector<Range>& cells, int from) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    table.cells.push_back({cells[i], table.rows, from + static_cast<int>(i), 1, 1});
  ++table.rows;
}

}  // namespace

namespace {

std::optional<TextTable> gapped_table(const Text& text, const std::vector<Range>& lines, std::size_t first, Gap gap) {
  std::vector<Range> head = pieces(text, lines[first], gap);
  // One blank stands in titles too: three heads, and none left out.
  const std::size_t fewest = gap == Gap::wide ? 2 : 3;
  if (head.size() < fewest || first + 2 >= lines.size()) return std::nullopt;
  for (const Range& r : head)
    if (prose(text, r) || kind_of(text, r) == Cellular::number) return std::nullopt;
  std::vector<std::vector<Range>> rows;
  std::size_t columns = 0, next = first + 1;
  for (; next < lines.size(); ++next) {
    std::vector<Range> row = pieces(text, lines[next], gap);
    const std::size_t n = numbers_row(text, row);
    if (n == 0 || (columns > 0 && n != columns)) break;
    columns = n;
    rows.push_back(std::move(row));
  }
  if (rows.size() < 2) return std::nullopt;
  close_spaced_words(text, head, columns);
  // The corner may be empty.
  if (head.size() != columns && (gap != Gap::wide || head.size() + 1 != columns)) return std::nullopt;
  TextTable out{{.kind = Block::Kind::table, .range = {head.front().start, rows.back().back().end}}, next};
  add_row(out.block, head, static_cast<int>(columns - head.size()));
  for (const std::vector<Range>& row : rows) add_row(out.block, row, 0);
  out.block.columns = static_cast<int>(columns);
  out.block.header_rows = 1;
  return out;
}

}  // namespace

std::optional<TextTable> aligned_table(const Text& text, const std::vector<Range>& lines, std::size_t first) {
  for (const Gap gap : {Gap::wide, Gap::mark, Gap::single})
    if (std::optional<TextTable> found = gapped_table(text, lines, first, gap)) return found;
  return std::nullopt;
}

namespace {

/// Whether `columns` lines from `at` on are a row: words first, then numbers; a running number may stand before the words.
bool stacked_row(const Text& text, const std::vector<Range>& lines, std::size_t at, std::size_t columns, bool numbered) {
  if (at + columns > lines.size()) return false;
  const std::size_t labels = numbered ? 2 : 1;
  std::size_t words = 0, numbers = 0;
  for (std::size_t i = 0; i < columns; ++i) {
    const Range cell = trimmed(text, lines[at + i]);
    const Cellular kind = kind_of(text, cell);
    if (prose(text, cell) || (i == 0 && kind == Cellular::empty)) return false;
    if (i < labels) {
      words += kind == Cellular::words;
      // 合计 without a running number is a row of its own shape.
      if (numbered && i == 1 && words == 1 && kind == Cellular::number) return false;
      if (!numbered && kind != Cellular::words) return false;
    } else if (kind == Cellular::words) {
      return false;
    } else {
      numbers += kind == Cellular::number;
    }
  }
  return words > 0 && 2 * numbers >= columns - labels;
}

}  // namespace

std::optional<TextTable> stacked_table(const Text& text, const std::vector<Range>& lines, std::size_t first) {
  constexpr std::size_t kMostColumns = 9, kFewestRows = 3;
  // The header: words up to the first number.
  std::size_t head = 0;
  while (first + head < lines.size() && head <= kMostColumns + 1) {
    const Range r = trimmed(text, lines[first + head]);
    if (kind_of(text, r) != Cellular::words || prose(text, r)) break;
    ++head;
  }
  if (head < 3 || first + head >= lines.size() || kind_of(text, trimmed(text, lines[first + head])) != Cellular::number)
    return std::nullopt;
  for (const bool numbered : {false, true}) {
    // The last words before the first number are its label, unless it is a running number.
    const std::size_t columns = numbered ? head : head - 1;
    if (columns < (numbered ? 4U : 2U) || columns > kMostColumns) continue;
    const Range running = trimmed(text, lines[first + head]);
    if (numbered && (running.end - running.start != 1 || text[running.start] != U'1')) continue;
    std::size_t rows = 0;
    while (stacked_row(text, lines, first + columns * (rows + 1), columns, numbered)) ++rows;
    if (rows < kFewestRows) continue;
    std::size_t count = columns * (rows + 1);
    std::vector<Range> cells;
    for (std::size_t i = first; i < first + count; ++i) cells.push_back(trimmed(text, lines[i]));
    // The last row, of the total, bears no running number.
    if (numbered && stacked_row(text, lines, first + count, columns - 1, false)) {
      const Range total = trimmed(text, lines[first + count]);
      cells.push_back({total.start, total.start});
      for (std::size_t i = first + count; i < first + count + columns - 1; ++i) cells.push_back(trimmed(text, lines[i]));
      count += columns - 1;
    }
    TextTable out{{.kind = Block::Kind::table, .range = {cells.front().start, cells.back().end}}, first + count};
    for (auto row = cells.begin(); row != cells.end(); row += static_cast<std::ptrdiff_t>(columns))
      add_row(out.block, {row, row + static_cast<std::ptrdiff_t>(columns)}, 0);
    out.block.columns = static_cast<int>(columns);
    out.block.header_rows = 1;
    return out;
  }
  return std::nullopt;
}

}  // namespace zh::readback
