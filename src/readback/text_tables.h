#pragma once
#include <optional>
#include <string>
#include <vector>

#include "readback/reading.h"

/// Tables of plain text that neither bars nor tabs cut: columns aligned by blanks, and one cell on each line.
namespace zh::readback {

struct TextTable {
  Block block;
  std::size_t next = 0;  ///< the line behind it
};

/// A table whose columns are set apart by two or more blanks, from line `first` on; nothing if the lines are none.
/// `lines`: without their line ends. At least two rows of numbers under one row of words, all cut into as many cells.
std::optional<TextTable> aligned_table(const std::u32string& text, const std::vector<Range>& lines, std::size_t first);

/// A table with one cell on each line, from line `first` on: as many lines of words as it has columns, then rows of a label
/// (and a running number) and numbers alone. An empty line is an empty cell. At least three such rows.
std::optional<TextTable> stacked_table(const std::u32string& text, const std::vector<Range>& lines, std::size_t first);

}  // namespace zh::readback
