#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "check/result.h"
#include "readback/reading.h"

namespace zh::tell {

/// Names places of a document: "12:7" in plain text, "page 3", "Sheet1!B7", or the heading and what stands under it.
class Places {
 public:
  explicit Places(const readback::Reading& reading);
  std::string name(std::size_t at, const Translate& translate) const;
  /// Line and column from 1, in code points.
  std::pair<std::size_t, std::size_t> line_and_column(std::size_t at) const;
  /// Index of the block that holds a place, or of the last one before it; -1: none.
  int block_at(std::size_t at) const;
  /// The source of a place, or the last one before it; nullptr: none.
  const readback::Source* source_at(std::size_t at) const;

 private:
  const readback::Reading& reading_;
  std::vector<std::size_t> line_starts_;
};

/// The ranges to mark for a finding, in order: its numbers and the parts of its relations that are no numbers.
std::vector<readback::Range> marks_of(const check::Finding& finding, const check::Result& result);

/// A stretch of text on one line, blanks as the reader's eye sees them.
std::string one_line(const std::u32string& text, readback::Range range, std::size_t most);

}  // namespace zh::tell
