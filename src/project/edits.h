#pragma once
#include <vector>

#include "project/align.h"
#include "project/compare.h"
#include "readback/reading.h"

/// Two versions of a report's text beside each other.
namespace zh::project {

/// Which line of the edited document is which of the built one (-1: new). Equal lines first, then those that share bookmarks,
/// then by likeness with their neighbours, then by likeness anywhere: a paragraph that was moved and reworded is still itself.
std::vector<int> pair_lines(const std::vector<Line>& found, const std::vector<Line>& expected);

/// Indices of those in `order` (-1 entries left out) that do not lie in its longest rising run: what was moved.
std::vector<std::size_t> moved_of(const std::vector<int>& order);

/// A stretch of `expected` that prints a fact: tokens [begin, end), and what stands in its place.
struct FactSpan {
  std::string fact;
  std::size_t begin = 0, end = 0;              ///< in the built line
  std::size_t found_begin = 0, found_end = 0;  ///< in the edited line, by what stands around it
};
std::vector<FactSpan> fact_spans(const Line& found, const Line& expected, const std::vector<Change>& changes);

/// Words that were put in, taken out or exchanged: runs of tokens in both lines, outside of facts. Runs with hardly a character
/// between them are one.
std::vector<Change> word_changes(const Line& found, const Line& expected, const std::vector<Change>& changes,
                                 const std::vector<FactSpan>& facts);

}  // namespace zh::project
