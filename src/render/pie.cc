#include "render/pie.h"

#include <algorithm>
#include <cmath>
#include <numbers>

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

namespace {

// In heights of the chart: where labels stand from the centre, and how much room a line of text takes.
constexpr double kOutside = 0.47, kInside = 0.36, kLine = 0.062, kSmall = 4;

struct Label {
  std::size_t slice = 0;
  double angle = 0;   ///< of the slice's middle, clockwise from the top
  double wanted = 0;  ///< height below the centre
  double given = 0;
};

/// Heights at least a line apart and, taken together, as near as possible to those wanted: neighbours that would meet form a
/// block around the mean of what they want (pool adjacent violators).
void spread(std::vector<Label>& labels) {
  std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.wanted < b.wanted; });
  struct Block {
    double sum = 0;
    std::size_t count = 0;
    double mean() const { return sum / static_cast<double>(count); }
  };
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    blocks.push_back({labels[i].wanted - static_cast<double>(i) * kLine, 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
      const Block last = blocks.back();
      blocks.pop_back();
      blocks.back().sum += last.sum;
      blocks.back().count += last.count;
    }
  }
  std::size_t i = 0;
  for (const Block& block : blocks)
    for (std::size_t n = 0; n < block.count; ++n, ++i) labels[i].given = block.mean() + static_cast<double>(i) * kLine;
}

}  // namespace

std::vector<PieNudge> pie_nudges(const document::ChartSpec& chart, double aspect) {
  const bool ring = chart.type == document::ChartType::doughnut;
  const auto shares = pie_shares(chart);
  std::vector<PieNudge> out(shares.size());
  std::vector<Label> sides[2];
  double turned = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!shares[i]) continue;
    const double share = shares[i]->approximate();
    const double angle = (turned + share / 2) / 100 * 2 * std::numbers::pi;
    turned += share;
    if (ring && share >= kSmall) continue;  // its label has room inside the ring
    sides[std::sin(angle) < 0 ? 1 : 0].push_back({i, angle, -std::cos(angle) * kOutside, 0});
  }
  for (std::vector<Label>& labels : sides) {
    spread(labels);
    for (const Label& label : labels) {
      if (!ring && std::abs(label.given - label.wanted) < kLine / 8) continue;
      const double side = std::sin(label.angle) < 0 ? -1 : 1;
      const double from_x = std::sin(label.angle) * (ring ? kInside : kOutside);
      const double from_y = -std::cos(label.angle) * (ring ? kInside : kOutside);
      // On the circle at its new height, a little further out, so that the line that leads to it can be seen.
      const double out_there = std::sqrt(std::max(0.0, kOutside * kOutside - label.given * label.given)) + (ring ? 0.1 : 0.06);
      const double to_x = side * std::max(out_there, std::abs(from_x));
      out[label.slice] = {(to_x - from_x) / aspect, label.given - from_y};
    }
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
