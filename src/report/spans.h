#pragma once
#include <string>
#include <vector>

namespace zh::report {

/// A rectangle of a table's grid that one cell covers.
struct Area {
  int row = 0, column = 0, rows = 1, columns = 1;
};

/// The cells of a grid of texts, in reading order. "<" joins the cell to the left, "^" the one above; in a header
/// (`merge_equal`) equal neighbours join, across first, then down where the runs match. A mark that joins nothing is listed in
/// `bad` (row, column) and stands as a cell of its own. Precondition: all rows are equally long.
std::vector<Area> join_cells(const std::vector<std::vector<std::string>>& grid, bool merge_equal,
                             std::vector<std::pair<int, int>>& bad);

}  // namespace zh::report
