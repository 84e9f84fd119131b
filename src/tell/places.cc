#include "tell/places.h"

#include <algorithm>

#include "base/say.h"
#include "base/text.h"

namespace zh::tell {

using readback::Block;
using readback::Range;

Places::Places(const readback::Reading& reading) : reading_(reading) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < reading.text.size(); ++i)
    if (reading.text[i] == U'\n') line_starts_.push_back(i + 1);
}

std::pair<std::size_t, std::size_t> Places::line_and_column(std::size_t at) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  return {line, at - line_starts_[line - 1] + 1};
}

int Places::block_at(std::size_t at) const {
  const auto& blocks = reading_.blocks;
  const auto after = std::upper_bound(blocks.begin(), blocks.end(), at,
                                      [](std::size_t place, const Block& b) { return place < b.range.start; });
  return static_cast<int>(after - blocks.begin()) - 1;
}

const readback::Source* Places::source_at(std::size_t at) const {
  const auto& sources = reading_.sources;
  const auto after = std::upper_bound(sources.begin(), sources.end(), at,
                                      [](std::size_t place, const readback::Source& s) { return place < s.range.start; });
  return after == sources.begin() ? nullptr : &*(after - 1);
}

std::string Places::name(std::size_t at, const Translate& tr) const {
  const auto [line, column] = line_and_column(at);
  const readback::Source* source = source_at(at);
  if (source && !source->cell.empty()) return (source->part.empty() ? "" : source->part + "!") + source->cell;
  if (source && source->part.rfind("page ", 0) == 0) return say(tr, ZH_N("page {0}"), source->part.substr(5));
  const int index = block_at(at);
  if (reading_.format == "txt" || reading_.format == "md" || index < 0)
    return std::to_string(line) + ":" + std::to_string(column);
  const auto& blocks = reading_.blocks;
  const auto here = static_cast<std::size_t>(index);
  int heading = index;
  while (heading >= 0 && blocks[static_cast<std::size_t>(heading)].kind != Block::Kind::heading) --heading;
  std::string out = heading < 0 ? std::string() : one_line(reading_.text, blocks[static_cast<std::size_t>(heading)].range, 24);
  if (heading == index) return out;
  const Block& block = blocks[here];
  std::string what;
  if (!block.cells.empty()) {
    int row = 0, cell_column = 0;
    for (const readback::Cell& cell : block.cells)
      if (cell.range.start <= at) row = cell.row + 1, cell_column = cell.column + 1;
    what = block.kind == Block::Kind::chart ? say(tr, ZH_N("chart, line {0}, column {1}"), row, cell_column)
                                            : say(tr, ZH_N("table, line {0}, column {1}"), row, cell_column);
  } else {
    std::size_t paragraph = 0;
    for (std::size_t i = static_cast<std::size_t>(heading + 1); i <= here; ++i)
      paragraph += blocks[i].cells.empty() && blocks[i].kind != Block::Kind::caption;
    what = block.kind == Block::Kind::caption ? one_line(reading_.text, block.range, 24)
                                              : say(tr, ZH_N("paragraph {0}"), paragraph);
  }
  return out.empty() ? what : out + " · " + what;
}

std::vector<Range> marks_of(const check::Finding& finding, const check::Result& result) {
  std::vector<Range> marks;
  for (const int id : finding.numbers) marks.push_back(result.numbers[static_cast<std::size_t>(id)].range);
  for (const int id : finding.relations)
    for (const Range& r : result.relations[static_cast<std::size_t>(id)].spans) marks.push_back(r);
  if (marks.empty()) marks.push_back(finding.range);
  std::sort(marks.begin(), marks.end(),
            [](const Range& a, const Range& b) { return std::pair(a.start, a.end) < std::pair(b.start, b.end); });
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  return marks;
}

std::string one_line(const std::u32string& text, Range range, std::size_t most) {
  std::u32string out;
  for (std::size_t i = range.start; i < range.end; ++i) {
    const char32_t c = text[i];
    const bool blank = c <= U' ' || c == 0x3000 || c == 0xA0;
    if (blank && (out.empty() || out.back() == U' ')) continue;
    if (out.size() == most) return to_utf8(out) + "…";
    out += blank ? U' ' : c;
  }
  while (!out.empty() && out.back() == U' ') out.pop_back();
  return to_utf8(out);
}

}  // namespace zh::tell
