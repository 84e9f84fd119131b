#include "report/spans.h"

namespace zh::report {

std::vector<Area> join_cells(const std::vector<std::vector<std::string>>& grid, bool merge_equal,
                             std::vector<std::pair<int, int>>& bad) {
  std::vector<Area> areas;
  std::vector<std::size_t> above, current;  // the area that covers each column of a row
  for (std::size_t r = 0; r < grid.size(); ++r) {
    const std::vector<std::string>& row = grid[r];
    current.assign(row.size(), 0);
    for (std::size_t c = 0; c < row.size();) {
      const bool up = row[c] == "^";
      std::size_t end = c + 1;
      while (end < row.size() &&
             (row[end] == "<" || (up && row[end] == "^") || (merge_equal && !row[c].empty() && row[end] == row[c]))) {
        // Under the right border of the cell above a run of ^ belongs to the next cell.
        if (up && row[end] == "^" && r > 0 && above[end] != above[c]) break;
        ++end;
      }
      if (row[c] == "<") bad.emplace_back(static_cast<int>(r), static_cast<int>(c));
      bool joined = false;
      if (r > 0 && (up || (merge_equal && !row[c].empty()))) {
        Area& a = areas[above[c]];
        const bool matches =
            a.column == static_cast<int>(c) && a.columns == static_cast<int>(end - c) && a.row + a.rows == static_cast<int>(r);
        const std::string& text = grid[static_cast<std::size_t>(a.row)][static_cast<std::size_t>(a.column)];
        if (matches && (up || text == row[c])) {
          ++a.rows;
          for (std::size_t i = c; i < end; ++i) current[i] = above[c];
          joined = true;
        }
      }
      if (!joined) {
        if (up) bad.emplace_back(static_cast<int>(r), static_cast<int>(c));
        for (std::size_t i = c; i < end; ++i) current[i] = areas.size();
        areas.push_back({static_cast<int>(r), static_cast<int>(c), 1, static_cast<int>(end - c)});
      }
      c = end;
    }
    above = current;
  }
  return areas;
}

}  // namespace zh::report
