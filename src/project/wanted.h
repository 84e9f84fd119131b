#pragma once
#include <string>
#include <vector>

#include "project/build.h"

namespace zh::project {

/// One row of a return that has blank cells where figures belong.
struct WantedRow {
  std::string label;             ///< 特种设备数量（电梯）; with the region where it is not the project's own
  std::string unit, definition;  ///< of the indicator
  std::vector<std::pair<Period, std::string>> blank;  ///< period and cell
};
struct WantedSheet {
  std::string file, sheet;  ///< returns/市场监管部门.xlsx, 特种设备
  int filled = 0, blank = 0;
  bool history = false;         ///< of a project rolled forward: 2023年-统计部门.xlsx, which nobody fills in any more
  std::vector<WantedRow> rows;  ///< in the sheet's order
  std::vector<std::string> registers;  ///< lists of names that are still empty
};

/// What is still to be filled in, sheet by sheet, as the program reads the returns: cells of mapped blocks that are blank.
/// Sheets where nothing is blank are listed too, without rows.
std::vector<WantedSheet> wanted(const ingest::Result& returns, const catalog::Catalog& catalog, const Config& config,
                                const std::string& returns_map);

/// The same as a Chinese page in Markdown that goes to the departments with the forms.
std::string wanted_page(const std::vector<WantedSheet>& sheets, const Config& config);

}  // namespace zh::project
