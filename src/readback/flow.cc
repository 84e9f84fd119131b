#include "readback/flow.h"

#include <algorithm>
#include <map>

#include "readback/text.h"

namespace zh::readback {
namespace {

bool is_blank(char32_t c) { return c <= U' ' || c == 0x3000 || c == 0xA0 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200B); }

class Layout {
 public:
  Layout(const Flow& flow, Reading& reading) : flow_(flow), out_(reading) {}

  void blocks(const std::vector<FlowBlock>& list) {
    for (const FlowBlock& b : list) {
      if (b.kind == FlowBlock::Kind::paragraph)
        paragraph(b);
      else if (arranges_a_page(*b.table))
        take_apart(*b.table);
      else
        table(*b.table);
    }
  }

 private:
  static bool arranges_a_page(const FlowTable& t) {
    if (t.chart) return false;
    if (t.cells.size() <= 1 || static_cast<long>(t.rows) * t.columns > kMaxGrid) return true;
    for (const FlowCell& cell : t.cells)
      for (const FlowBlock& b : cell.blocks)
        if (b.kind == FlowBlock::Kind::table && !b.table->chart) return true;
    return false;
  }

  void take_apart(const FlowTable& t) {
    for (const FlowCell& cell : t.cells) blocks(cell.blocks);
  }

  void append(const FlowBlock& b) {
    for (const Piece& piece : b.pieces) {
      const std::size_t start = out_.text.size();
      if (!piece.bookmark.empty()) mark(piece, start);
      out_.text += piece.text;
      if (piece.node != Piece::kNowhere)
        out_.sources.push_back({{start, out_.text.size()}, flow_.parts[piece.part], piece.node, 0, piece.cell});
    }
  }

  /// Blank space at its ends is not what a bookmark marks: it may reach over the ends of paragraphs.
  void mark(const Piece& piece, std::size_t at) {
    if (!piece.bookmark_ends) {
      begun_[piece.bookmark] = at;
      return;
    }
    const auto found = begun_.find(piece.bookmark);
    if (found == begun_.end()) return;
    Range range{std::min(found->second, at), at};
    while (range.start < range.end && is_blank(out_.text[range.start])) ++range.start;
    while (range.end > range.start && is_blank(out_.text[range.end - 1])) --range.end;
    out_.bookmarks.push_back({piece.bookmark, range});
    begun_.erase(found);
  }

  Range trimmed(std::size_t start) const {
    std::size_t end = out_.text.size();
    while (start < end && is_blank(out_.text[start])) ++start;
    while (end > start && is_blank(out_.text[end - 1])) --end;
    return {start, end};
  }

  void paragraph(const FlowBlock& b) {
    const std::size_t start = out_.text.size();
    append(b);
    const Range range = trimmed(start);
    if (range.start == range.end) {  // an empty line says nothing
      out_.text.resize(start);
      while (!out_.sources.empty() && out_.sources.back().range.end > start) out_.sources.pop_back();
      for (auto mark = out_.bookmarks.rbegin(); mark != out_.bookmarks.rend() && mark->range.end > start; ++mark)
        mark->range = {std::min(mark->range.start, start), start};
      for (auto& [name, at] : begun_) at = std::min(at, start);
      return;
    }
    const std::u32string text = out_.text.substr(range.start, range.end - range.start);
    out_.text += U'\n';
    std::vector<Block> found = find_blocks(text);
    for (Block& block : found) {
      block.range.start += range.start;
      block.range.end += range.start;
      for (Cell& cell : block.cells) {
        cell.range.start += range.start;
        cell.range.end += range.start;
      }
    }
    if (found.size() == 1 && found[0].cells.empty()) {
      Block& block = found[0];
      const bool sentence = text.size() > 60 || text.back() == U'。' || text.back() == U'；';
      if (b.note)
        block.kind = Block::Kind::note, block.level = 0;
      else if (b.caption && !sentence)
        block.kind = Block::Kind::caption, block.level = 0;
      else if (b.level > 0 && !sentence)
        block.kind = Block::Kind::heading, block.level = b.level;
      else if (b.list_item && block.kind == Block::Kind::paragraph)
        block.kind = Block::Kind::list_item;
    }
    for (Block& block : found) out_.blocks.push_back(std::move(block));
  }

  void table(const FlowTable& t) {
    Block block{.kind = t.chart ? Block::Kind::chart : Block::Kind::table};
    block.range.start = out_.text.size();
    block.rows = t.rows;
    block.columns = t.columns;
    block.header_rows = t.header_rows < t.rows ? t.header_rows : 0;
    std::vector<const FlowBlock*> charts;
    int row = 0, column = 0;
    for (const FlowCell& cell : t.cells) {
      // A line a row and a tab a column, so that the text alone reads as a table too.
      for (; row < cell.row; ++row, column = 0) out_.text += U'\n';
      for (; column < cell.column; ++column) out_.text += U'\t';
      const std::size_t start = out_.text.size();
      bool first = true;
      for (const FlowBlock& b : cell.blocks) {
        if (b.kind == FlowBlock::Kind::table) {
          charts.push_back(&b);
          continue;
        }
        if (!first) out_.text += U'\n';
        first = false;
        append(b);
      }
      Range range = trimmed(start);
      // Leading spaces of a label say that its row is part of the row above.
      if (cell.column == 0 && range.start < range.end)
        while (range.start > start && (out_.text[range.start - 1] == 0x3000 || out_.text[range.start - 1] == U' '))
          --range.start;
      if (range.start == range.end) range = {start, start};
      block.cells.push_back({range, cell.row, cell.column, cell.row_span, cell.column_span, cell.stored});
    }
    block.range.end = out_.text.size();
    out_.text += U'\n';
    out_.blocks.push_back(std::move(block));
    for (const FlowBlock* chart : charts) table(*chart->table);
  }

  const Flow& flow_;
  Reading& out_;
  std::map<std::string, std::size_t> begun_;  ///< bookmarks: where in the text
};

}  // namespace

void lay_out(const Flow& flow, Reading& reading) { Layout(flow, reading).blocks(flow.blocks); }

}  // namespace zh::readback
