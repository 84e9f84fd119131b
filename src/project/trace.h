#pragma once
#include <string>
#include <vector>

#include "project/build.h"

namespace zh::project {

/// How far a report rests on data, and which data it does not use.
struct Trace {
  int facts = 0;                   ///< numbers of the ledger
  int prints = 0;                  ///< how often they are printed
  int wordless = 0;                ///< of the facts: those printed without a numeral (持平, 五)
  int decided = 0;                 ///< of the facts: by hand (overrides.toml)
  std::vector<Location> bare;      ///< numerals of data that are typed into the chapters; `note` has the numeral
  std::vector<Location> literals;  ///< numerals that the chapters mark as names
  int other = 0;                   ///< years, dates, numbers in names, as the report prints them

  /// A rectangle of cells that no number of the report rests on.
  struct Cells {
    std::string file, sheet;
    std::string range;                    ///< B3:D7
    int count = 0;                        ///< of cells with contents
    std::vector<std::string> indicators;  ///< whose values they hold
    bool checks = false;                  ///< totals only: what their parts were checked against
  };
  int cells = 0, unused_cells = 0;
  std::vector<Cells> unused;
  std::vector<std::string> registers;  ///< that are printed nowhere

  /// Observations of an indicator, by period.
  struct Observations {
    std::string code, name;
    int count = 0;
    std::vector<std::string> periods;
  };
  int observations = 0, printed = 0;
  int missing = 0;                             ///< without a value: blank cells, －
  std::vector<Observations> through_formulas;  ///< the report rests on them, but prints them nowhere
  std::vector<Observations> idle;              ///< nothing rests on them

  int indicators = 0, used = 0;
  struct Indicator {
    std::string code, name;
    bool own = false;  ///< defined in the project's catalogue
  };
  std::vector<Indicator> without_use;   ///< they have observations
  std::vector<Indicator> without_data;  ///< nothing was returned for them
};

/// `faults`: those of opening the project, which name the typed numerals.
Trace trace(const Model& model, const Diagnostics& faults);

}  // namespace zh::project
