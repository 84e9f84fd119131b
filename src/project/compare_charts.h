#pragma once
#include <vector>

#include "project/compare.h"
#include "readback/docx_chart.h"

namespace zh::project {

/// The charts of an edited document beside the project's: values, categories and series names, in the caches that are drawn and
/// in the embedded workbooks that Word opens for editing. `bases` is asked for every value that changed.
void compare_charts(const Model& model, const std::vector<readback::DocxChartData>& found, const Bases& bases,
                    Comparison& result);

}  // namespace zh::project
