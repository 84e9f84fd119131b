#include "base/interval.h"

#include <algorithm>

namespace zh {
Interval Interval::printed(const Rational& value, int decimals) {
  const Rational half = Rational::power_of_ten(-decimals) / Rational(2);
  return {value - half, value + half};
}

bool Interval::agrees(const Interval& other) const {
  return is_point() || other.is_point() ? meets(other) : low < other.high && other.low < high;
}

std::optional<Interval> Interval::intersection(const Interval& other) const {
  if (!meets(other)) return std::nullopt;
  return Interval{std::max(low, other.low), std::min(high, other.high)};
}

std::string Interval::str() const { return "[" + low.str_decimal(6) + ", " + high.str_decimal(6) + "]"; }

// Most numbers are counts: points, of which one bound is computed.
Interval operator+(const Interval& a, const Interval& b) {
  if (a.is_point() && b.is_point()) return Interval::exactly(a.low + b.low);
  return {a.low + b.low, a.high + b.high};
}

Interval operator-(const Interval& a, const Interval& b) { return {a.low - b.high, a.high - b.low}; }

Interval operator*(const Interval& a, const Interval& b) {
  if (a.is_point() && b.is_point()) return Interval::exactly(a.low * b.low);
  if (a.low.sign() >= 0 && b.low.sign() >= 0) return {a.low * b.low, a.high * b.high};
  // Whatever the signs, the extremes are products of bounds.
  const auto [low, high] = std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
  return {low, high};
}

std::optional<Interval> divide(const Interval& a, const Interval& b) {
  if (b.low.sign() <= 0 && b.high.sign() >= 0) return std::nullopt;
  if (a.is_point() && b.is_point()) return Interval::exactly(a.low / b.low);
  if (a.low.sign() >= 0 && b.low.sign() > 0) return Interval{a.low / b.high, a.high / b.low};
  return a * Interval{Rational(1) / b.high, Rational(1) / b.low};
}

int decimals_supported(const Interval& interval, int at_most) {
  const Rational width = interval.width();
  int decimals = at_most;
  Rational step = Rational::power_of_ten(-decimals);
  while (step < width) {
    --decimals;
    step = step * Rational(10);
  }
  return decimals;
}

}  // namespace zh
