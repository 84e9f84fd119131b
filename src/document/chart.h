#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/status.h"

namespace zh::document {

/// One specification for all writers: a docx draws it with native DrawingML, html with ECharts, the annex lists its data.
enum class ChartType { column, bar, line, column_line, stacked_column, stacked_bar, pie, doughnut };

struct ChartPoint {
  std::optional<Decimal> value;  ///< absent: a gap, never a zero
  ObsStatus status = ObsStatus::normal;
  std::string fact;  ///< id in the ledger; empty for a gap
};

struct ChartSeries {
  std::string name;                ///< 主营业务收入
  std::string unit;                ///< 亿元, % …
  bool line = false;               ///< of column_line: drawn as a line
  bool secondary = false;          ///< on the second value axis
  std::vector<ChartPoint> points;  ///< one for each category
};

struct ChartSpec {
  ChartType type = ChartType::column;
  std::vector<std::string> categories;  ///< 2021年, 2022年 …
  std::vector<ChartSeries> series;
  std::string axis_title, secondary_axis_title;
  bool label_value = true, label_percent = false, label_name = false;
  int percent_decimals = 1;  ///< of percent labels of pies
};

}  // namespace zh::document
