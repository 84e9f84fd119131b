#pragma once
#include <boost/multiprecision/cpp_int.hpp>
#include <random>
#include <string>

#include "base/decimal.h"
#include "base/rational.h"

/// The slow, independent arithmetic that the tests compare with: Boost's rationals and decimals as strings. It goes in and out
/// of our types through text alone.
namespace zh::slow {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

inline cpp_int power(int n) {
  cpp_int out = 1;
  for (int i = 0; i < n; ++i) out *= 10;
  return out;
}

/// The value of a plain decimal text.
inline cpp_rational value(std::string text) {
  const auto point = text.find('.');
  int scale = 0;
  if (point != std::string::npos) {
    scale = static_cast<int>(text.size() - point) - 1;
    text.erase(point, 1);
  }
  const bool negative = text[0] == '-';
  if (negative) text.erase(0, 1);
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));  // a leading 0 would mean octal
  const cpp_rational magnitude(cpp_int(text), power(scale));
  return negative ? cpp_rational(-magnitude) : magnitude;
}

inline cpp_rational value(const Rational& r) {
  const std::string text = r.str();
  const auto slash = text.find('/');
  return slash == std::string::npos ? cpp_rational(cpp_int(text))
                                    : cpp_rational(cpp_int(text.substr(0, slash)), cpp_int(text.substr(slash + 1)));
}

inline std::string text(const cpp_rational& r) {
  return denominator(r) == 1 ? numerator(r).str() : numerator(r).str() + "/" + denominator(r).str();
}

/// Rounding by its definition: of all multiples of 10^-decimals the nearest, found by trying the two around the value.
inline cpp_rational round(const cpp_rational& v, int decimals, char how) {
  const cpp_rational step = decimals >= 0 ? cpp_rational(1, power(decimals)) : cpp_rational(power(-decimals));
  const cpp_rational steps = v / step;
  cpp_int below = numerator(steps) / denominator(steps);
  while (cpp_rational(below) > steps) --below;
  while (cpp_rational(cpp_int(below + 1)) <= steps) ++below;
  const cpp_rational to_low = steps - below, to_high = cpp_rational(cpp_int(below + 1)) - steps;
  cpp_int chosen = below;
  if (how == 't') {
    if (v < 0 && to_low != 0) chosen = below + 1;
  } else if (to_high < to_low) {
    chosen = below + 1;
  } else if (to_high == to_low) {
    const bool away = v > 0;  // the higher one is away from zero
    const bool even = below % 2 != 0;
    if (how == 'u' ? away : even) chosen = below + 1;
  }
  return cpp_rational(chosen) * step;
}

/// A fixed sequence of numbers, many of them at the edges of the fast paths.
class Source {
 public:
  explicit Source(unsigned seed) : random_(seed) {}
  std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(n)); }
  std::int64_t integer() {
    switch (below(4)) {
      case 0:
        return below(41) - 20;
      case 1:
        return static_cast<std::int64_t>(random_());
      case 2:
        return std::numeric_limits<std::int64_t>::max() - below(3);
      default:
        return std::numeric_limits<std::int64_t>::min() + below(3);
    }
  }
  Rational rational() {
    std::int64_t d = integer();
    if (d == 0) d = 7;
    Rational r = Rational::fraction(integer(), d);
    return below(8) == 0 ? r * Rational::power_of_ten(static_cast<int>(below(50)) - 25) : r;
  }
  std::string decimal(int longest) {
    std::string out = below(2) ? "-" : "";
    const int digits = 1 + static_cast<int>(below(longest));
    const auto point = below(digits + 1);
    for (int i = 0; i < digits; ++i) {
      if (i == point && i > 0) out += '.';
      out += static_cast<char>('0' + (below(3) ? below(10) : (below(2) ? 9 : 0)));
    }
    return out;
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace zh::slow
