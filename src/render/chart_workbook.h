#pragma once
#include <string>

#include "document/chart.h"

namespace zh::render {

/// The workbook behind a chart: sheet "Sheet1", categories in column A from row 2, series names in row 1 from column B, values
/// as decimal text, a gap as an empty cell. Chart references and this sheet must agree cell by cell.
std::string chart_workbook(const document::ChartSpec& chart);

}  // namespace zh::render
