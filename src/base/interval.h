#pragma once
#include <optional>
#include <string>

#include "base/rational.h"

namespace zh {

/// A closed interval of exact values. A printed number stands for all values that are printed like it (XBRL Calculations 1.1,
/// section 4.1: v ± ½·10^-d).
struct Interval {
  Rational low, high;  ///< low <= high

  static Interval exactly(const Rational& value) { return {value, value}; }
  /// value ± ½·10^-decimals.
  static Interval printed(const Rational& value, int decimals);

  bool contains(const Rational& value) const { return low <= value && value <= high; }
  bool meets(const Interval& other) const { return low <= other.high && other.low <= high; }
  /// Whether one value can be printed as both under one rule of rounding: more than an end point is shared (2.5 is printed as 2
  /// or as 3, never as both), unless one of them is exact.
  bool agrees(const Interval& other) const;
  bool is_point() const { return low == high; }
  Rational width() const { return high - low; }
  /// nullopt when they do not meet.
  std::optional<Interval> intersection(const Interval& other) const;
  std::string str() const;  ///< "[3611.5, 3612.5]"

  friend Interval operator+(const Interval& a, const Interval& b);
  friend Interval operator-(const Interval& a, const Interval& b);
  Interval operator-() const { return {-high, -low}; }
  friend Interval operator*(const Interval& a, const Interval& b);
  friend bool operator==(const Interval& a, const Interval& b) = default;
};

/// a / b; nullopt when b contains zero.
std::optional<Interval> divide(const Interval& a, const Interval& b);

/// The finest number of decimals (possibly negative) whose rounding interval is not narrower than `interval`, at most
/// `at_most`: an estimate is never printed finer than it is known. [3183.3, 3187.0] allows -1.
int decimals_supported(const Interval& interval, int at_most);

}  // namespace zh
