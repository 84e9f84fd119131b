#pragma once
#include <string>
#include <vector>

namespace zh::project {

/// What the years of a text become when its report is rolled forward: those from `first` to `last` move on by `step`.
struct YearShift {
  int first = 0, last = 0, step = 1;
};

/// How a text is read for its years.
enum class YearsIn {
  chapter,     ///< Markdown with bindings and fenced blocks
  definition,  ///< TOML: whole strings and values too
  label,       ///< a cell of a sheet: also one that is nothing but a year
};

struct YearsMoved {
  std::string text;
  struct Line {
    int line = 0;  ///< from 1
    std::string before, after;
    bool left = false;  ///< holds a year that was left as it stands, and should be looked at
  };
  std::vector<Line> lines;
};

/// Moves years where they mean the report's own: 2023年, 2021—2023年, 收入[2022], period = 2022. Left as they stand: titles and
/// quotations (《…2023…》, 〔2023〕, “…”), code, days and months (2023年5月: an event of that year), and ranges that reach out
/// of the report's years (2022—2025年: a plan).
YearsMoved move_years(const std::string& text, const YearShift& shift, YearsIn kind);

}  // namespace zh::project
