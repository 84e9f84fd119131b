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
/// How far a slice's label is moved from where it would stand, in parts of the chart's width and height, so that the labels of
/// small neighbours do not cover one another. Zero where it stays: then no line need lead to it.
struct PieNudge {
  double x = 0, y = 0;
  bool moved() const { return x != 0 || y != 0; }
};
/// `aspect`: the chart's width by its height. Labels stand outside a pie, inside the ring of a doughnut.
std::vector<PieNudge> pie_nudges(const document::ChartSpec& chart, double aspect);

/// Percentages, rounded once from the exact shares; empty where there is none.
std::vector<std::string> pie_percentages(const document::ChartSpec& chart);

}  // namespace zh::render
