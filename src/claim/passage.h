#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "readback/reading.h"

/// Chinese prose and tables → claims: numbers with what could be understood about them.
namespace zh::claim {

/// A stretch of text that is read as one: a paragraph, heading, caption or table cell. `text` is what a reader sees: the
/// spaces and line breaks that a PDF leaves inside words and numbers are gone, full-width digits, letters, % and points are
/// plain ASCII. `at[i]` is the place of text[i] in the document (code points); at has one more entry for the end.
struct Passage {
  std::u32string text;
  std::vector<std::size_t> at;
  int block = 0;
  int cell = -1;  ///< index into the block's cells, or -1
  readback::Block::Kind kind = readback::Block::Kind::paragraph;

  /// The document's range of text[start, end).
  readback::Range range(std::size_t start, std::size_t end) const;
};

std::vector<Passage> read_passages(const readback::Reading& reading);

}  // namespace zh::claim
