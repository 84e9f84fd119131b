#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "readback/docx_chart.h"

namespace zh::readback {

/// What a Word file carries besides its text if Zhiheng wrote it: of which build it is, and the charts with all their data.
struct DocxBuild {
  std::string program;                ///< zhiheng 0.1.0
  std::string build;                  ///< id of the build; empty: not written by a build, or the mark was removed
  std::string inputs;                 ///< the same without what was decided by hand (overrides.toml)
  std::string digest;                 ///< of the ledger
  std::vector<DocxChartData> charts;  ///< in reading order, each part once
};

/// nullopt and one clear fault when `bytes` are no Word file. `path` is for messages.
std::optional<DocxBuild> read_docx_build(const std::string& path, const std::string& bytes, Diagnostics& faults);

}  // namespace zh::readback
