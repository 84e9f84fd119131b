#pragma once
#include <string>

#include "document/chart.h"
#include "render/render.h"

namespace zh::render {

/// word/charts/chartN.xml: a native, editable chart with its caches inline; `workbook` is the relationship of its embedded
/// workbook.
std::string chart_xml(const document::ChartSpec& chart, const Layout& layout, const std::string& workbook);

/// The height a chart needs at the full width of the text, in millimetres: bars grow with their number.
double chart_height_mm(const document::ChartSpec& chart);

}  // namespace zh::render
