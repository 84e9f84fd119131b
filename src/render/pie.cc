#include "render/pie.h"

#include "base/rounding.h"

namespace zh::render {

std::vector<std::optional<Rational>> pie_shares(const document::ChartSpec& chart) {
  std::vector<std::optional<Rational>> out;
  if (chart.series.empty()) return out;
  Rational sum(0);
  for (const document::ChartPoint& point : chart.series[0].points)
    if (point.value) sum = sum + Rational(*point.value);
  for (const document::ChartPoint& point : chart.series[0].points)
    out.push_back(point.value && !sum.is_zero() ? std::optional(Rational(*point.value) / sum * Rational(100)) : std::nullopt);
  return out;
}

std::vector<int> pie_decimals(const document::ChartSpec& chart) {
  constexpr int kMost = 4;
  std::vector<int> out;
  for (const auto& share : pie_shares(chart)) {
    int decimals = chart.percent_decimals;
    while (share && !share->is_zero() && decimals < kMost && round(*share, decimals, Rounding::half_up).is_zero()) ++decimals;
    out.push_back(decimals);
  }
  return out;
}

std::vector<std::string> pie_percentages(const document::ChartSpec& chart) {
  std::vector<std::string> out;
  const std::vector<int> decimals = pie_decimals(chart);
  for (const auto& share : pie_shares(chart))
    out.push_back(share ? round(*share, decimals[out.size()], Rounding::half_up).str() + "%" : std::string());
  return out;
}

}  // namespace zh::render
