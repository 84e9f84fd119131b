#pragma once
#include <vector>

#include "project/lines.h"

namespace zh::project {

/// Which line of the document is which line of the project: index into `expected` for each of `found`, or -1. Lines with one
/// skeleton are paired in their order, so that a changed number does not part them; what is left is paired by likeness with
/// what is left between the same neighbours.
/// `known`: what is paired already, as the result gives it; it stays.
std::vector<int> align(const std::vector<Line>& found, const std::vector<Line>& expected, std::vector<int> known = {});

/// A run of tokens that differs: [begin, end) in both lines, one of them possibly empty.
struct Change {
  std::size_t found_begin = 0, found_end = 0, expected_begin = 0, expected_end = 0;
};
/// The fewest changes (longest common subsequence of tokens); lines of more than 4,000 tokens are one change from the first
/// difference to the last.
std::vector<Change> changes(const Line& found, const Line& expected);

}  // namespace zh::project
