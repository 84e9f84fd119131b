// Kind "years": a chapter (the input; with a part "definition" or "label" it is read as such) whose report of 2023, which looks
// back three years, goes on to 2024; each line that changes or should be looked at. Kind "map": a returns.toml that goes on
// alike, whole.
#include "project/roll.h"
#include "suite_runner.h"

namespace zh::suite {
namespace {

constexpr project::YearShift kShift{2021, 2023, 1};

std::string run_years(const Case& test) {
  const project::YearsIn kind = test.parts.contains("definition") ? project::YearsIn::definition
                                : test.parts.contains("label")    ? project::YearsIn::label
                                                                  : project::YearsIn::chapter;
  const std::string text = test.parts.contains("definition") ? test.parts.at("definition")
                           : test.parts.contains("label")    ? test.parts.at("label")
                                                             : test.input;
  std::string out;
  for (const project::YearsMoved::Line& line : project::move_years(text, kShift, kind).lines)
    out += (line.left ? "look  " : "moved ") + std::to_string(line.line) + ": " + line.after + "\n";
  return out.empty() ? "nothing\n" : out;
}

std::string run_map(const Case& test) { return project::rolled_map(test.input, kShift); }

const Kind kYears{"years", run_years};
const Kind kMap{"map", run_map};

}  // namespace
}  // namespace zh::suite
