#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "document/chart.h"

/// What the slices of a pie are labelled with, for all writers alike.
namespace zh::render {

/// Shares of the first series' values in percent, exact; absent where there is no value or no sum.
std::vector<std::optional<Rational>> pie_shares(const document::ChartSpec& chart);
/// Decimals of each slice's percentage: as the chart says, and as many more (up to 4) as a small slice needs not to be 0%.
std::vector<int> pie_decimals(const document::ChartSpec& chart);
/// Percentages, rounded once from the exact shares; empty where there is none.
std::vector<std::string> pie_percentages(const document::ChartSpec& chart);

}  // namespace zh::render
