#pragma once
#include <cstddef>
#include <string>
#include <vector>

/// Somebody else's document as text with places: what claim/ understands and tell/ marks.
namespace zh::readback {

/// Code points [start, end) of Reading::text.
struct Range {
  std::size_t start = 0, end = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

struct Cell {
  Range range;
  int row = 0, column = 0;  ///< from 0, of its first grid place
  int row_span = 1, column_span = 1;
  /// Of a chart: what its embedded workbook holds here, where that is another number than the one it shows.
  std::string stored = {};
};

/// One block of the document in reading order.
struct Block {
  enum class Kind {
    paragraph,
    heading,
    caption,  ///< of a figure or table, or the title line above a table
    list_item,
    table,  ///< `cells`
    chart,  ///< the data of a chart (caches or embedded workbook) as a table: first row series names, first column categories
    note,   ///< 注：, 资料来源：, footnotes
  };
  Kind kind = Kind::paragraph;
  Range range;
  int level = 0;                               ///< of a heading, from 1; 0: unknown
  std::vector<Cell> cells;                     ///< of a table or chart, row by row
  int rows = 0, columns = 0, header_rows = 0;  ///< header_rows: as the format says; 0: unknown
};

/// A piece of text and where it stands in the source file: for writers that give the file back with marks.
/// docx: part "word/document.xml", node = running number of the w:t element, offset in its text. pdf: part "page 3".
struct Source {
  Range range;
  std::string part;  ///< of a sheet: its name
  std::size_t node = 0, offset = 0;
  std::string cell;  ///< of a sheet: "B7"
};

/// A stretch of the text that the file has a name for: in a Word file a bookmark.
struct Bookmark {
  std::string name;  ///< _zh_q7k2m4x
  Range range;       ///< empty when what it marked was deleted
};

struct Reading {
  std::string path;
  std::string format;   ///< txt, md, docx, pdf, html, xlsx
  std::u32string text;  ///< of txt and md: the whole file, line ends as they are
  std::vector<Block> blocks;
  std::vector<Source> sources;      ///< in order of range; empty for txt and md
  std::vector<Bookmark> bookmarks;  ///< of a Word file: those of facts (_zh_…), in order of their ends
};

}  // namespace zh::readback
