#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "readback/reading.h"

/// What the readers of marked-up formats build before it is text with places: blocks as the file nests them.
namespace zh::readback {

/// A stretch of a paragraph's text. `node` says where it stands in its part; without one the file does not hold it as text
/// (a list number, a tab).
struct Piece {
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  std::u32string text;
  std::size_t node = kNowhere;
  std::size_t part = 0;       ///< index into Flow::parts
  std::string cell;           ///< of a sheet
  std::string bookmark = {};  ///< one that begins or ends here; `text` is empty then
  bool bookmark_ends = false;
};

struct FlowTable;

struct FlowBlock {
  enum class Kind { paragraph, table };
  Kind kind = Kind::paragraph;
  std::vector<Piece> pieces;
  int level = 0;           ///< of a heading, as the format says; 0: what the text itself says decides
  bool caption = false;    ///< as the format says
  bool note = false;       ///< a footnote or the like
  bool list_item = false;  ///< as the format says
  std::unique_ptr<FlowTable> table;
};

struct FlowCell {
  std::vector<FlowBlock> blocks;
  int row = 0, column = 0, row_span = 1, column_span = 1;
  std::string stored = {};  ///< see Cell::stored
};

struct FlowTable {
  std::vector<FlowCell> cells;  ///< row by row
  int rows = 0, columns = 0, header_rows = 0;
  bool chart = false;
};

struct Flow {
  std::vector<FlowBlock> blocks;
  std::vector<std::string> parts;  ///< as Source::part names them
};

/// A grid of more places than this is read as paragraphs; no page holds such a table.
inline constexpr long kMaxGrid = 4000000;

/// Turns blocks into text, blocks with ranges and sources. Paragraphs stand on lines of their own, the cells of a row are
/// separated by tabs. Tables that only arrange a page (they hold tables, or have a single cell) are taken apart.
void lay_out(const Flow& flow, Reading& reading);

}  // namespace zh::readback
