#pragma once
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/decimal.h"

namespace zh {

enum class Rounding;

/// An exact fraction of any size, always in lowest terms with a positive denominator. Small values stay in two 64-bit words;
/// what overflows goes to an arbitrary-precision representation, invisibly. Immutable and cheap to copy.
class Rational {
 public:
  Rational() = default;                                    ///< 0
  Rational(std::int64_t integer) : numerator_(integer) {}  // NOLINT: implicit on purpose, an integer is a rational
  Rational(const Decimal& decimal);                        // NOLINT: implicit on purpose, exact
  /// numerator / denominator. Precondition: denominator != 0.
  static Rational fraction(std::int64_t numerator, std::int64_t denominator);
  /// 10^exponent, exponent may be negative.
  static Rational power_of_ten(int exponent);

  int sign() const;  ///< -1, 0, 1
  bool is_zero() const { return sign() == 0; }
  bool is_integer() const;
  Rational abs() const;
  Rational floor() const;

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  /// Precondition: b is not zero (throws std::domain_error).
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational operator-() const { return Rational(0) - *this; }
  friend bool operator==(const Rational& a, const Rational& b) { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  /// The finite decimal expansion, when it has one that fits Decimal (its shortest form).
  std::optional<Decimal> exact_decimal() const;
  /// "77/108", or "42" for an integer.
  std::string str() const;
  /// For people: the exact decimal if it has at most `digits` decimals, else truncated with "…": "0.71296…".
  std::string str_decimal(int digits) const;
  /// For layout (chart axes, bar lengths) only: never printed, never compared.
  double approximate() const;

 private:
  struct Big;
  explicit Rational(std::shared_ptr<const Big> big) : big_(std::move(big)) {}
  static Rational from_big(Big&& big);
  static Rational reduced(int128 numerator, int128 denominator);
  friend Decimal round(const Rational& value, int decimals, Rounding rounding);
  Big as_big() const;
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<const Big> big_;  ///< set only when the value does not fit the two words
};

}  // namespace zh
