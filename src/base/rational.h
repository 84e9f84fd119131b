#pragma once
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "base/decimal.h"

namespace zh {

enum class Rounding;

/// An exact fraction of any size, always in lowest terms with a positive denominator. Small values stay in two 64-bit words;
/// what overflows goes to an arbitrary-precision representation, invisibly. Immutable and cheap to copy.
class Rational {
 public:
  Rational() : Rational(0) {}                              ///< 0
  Rational(std::int64_t integer) : numerator_{integer} {}  // NOLINT: implicit on purpose, an integer is a rational
  Rational(const Decimal& decimal);                        // NOLINT: implicit on purpose, exact
  Rational(const Rational& other) noexcept : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (is_big()) retain();
  }
  Rational(Rational&& other) noexcept : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (is_big()) other.numerator_.small = 0, other.denominator_ = 1;
  }
  Rational& operator=(Rational other) noexcept {
    std::swap(numerator_, other.numerator_);
    std::swap(denominator_, other.denominator_);
    return *this;
  }
  ~Rational() {
    if (is_big()) release();
  }
  /// numerator / denominator. Precondition: denominator != 0.
  static Rational fraction(std::int64_t numerator, std::int64_t denominator);
  /// 10^exponent, exponent may be negative.
  static Rational power_of_ten(int exponent);

  int sign() const {  ///< -1, 0, 1
    if (is_big()) return big_sign();
    return numerator_.small < 0 ? -1 : numerator_.small > 0 ? 1 : 0;
  }
  bool is_zero() const { return sign() == 0; }
  bool is_integer() const;
  Rational abs() const;
  Rational floor() const;
  /// The integer that it is, if it is one of 64 bits.
  std::optional<std::int64_t> integer() const {
    return denominator_ == 1 ? std::optional<std::int64_t>(numerator_.small) : std::nullopt;
  }
  /// (a / b).floor(), without the quotient. Precondition: b is not zero (throws std::domain_error).
  static Rational floor_of_quotient(const Rational& a, const Rational& b);

  friend Rational operator+(const Rational& a, const Rational& b) {
    std::int64_t sum = 0;
    if (a.denominator_ == 1 && b.denominator_ == 1 && !__builtin_add_overflow(a.numerator_.small, b.numerator_.small, &sum))
      return sum;
    return add(a, b);
  }
  friend Rational operator-(const Rational& a, const Rational& b) {
    std::int64_t rest = 0;
    if (a.denominator_ == 1 && b.denominator_ == 1 && !__builtin_sub_overflow(a.numerator_.small, b.numerator_.small, &rest))
      return rest;
    return subtract(a, b);
  }
  friend Rational operator*(const Rational& a, const Rational& b);
  /// Precondition: b is not zero (throws std::domain_error).
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational operator-() const {
    if (is_big() || numerator_.small == std::numeric_limits<std::int64_t>::min()) return subtract(0, *this);
    return {-numerator_.small, denominator_};
  }
  friend bool operator==(const Rational& a, const Rational& b) {
    if (a.is_big() || b.is_big()) return compare(a, b) == 0;
    return a.numerator_.small == b.numerator_.small && a.denominator_ == b.denominator_;  // both are in lowest terms
  }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    if (a.denominator_ == b.denominator_ && !a.is_big()) return a.numerator_.small <=> b.numerator_.small;
    return compare(a, b);
  }

  /// The finite decimal expansion, when it has one that fits Decimal (its shortest form).
  std::optional<Decimal> exact_decimal() const;
  /// "77/108", or "42" for an integer.
  std::string str() const;
  /// For people: the exact decimal if it has at most `digits` decimals, else truncated with "…": "0.71296…".
  std::string str_decimal(int digits) const;
  /// For layout (chart axes, bar lengths) only: never printed, never compared.
  double approximate() const;
  /// For tables: equal values have equal hashes.
  std::size_t hash() const;

 private:
  struct Big;
  /// A number, or where the value that does not fit stands: then denominator_ is 0.
  union Word {
    std::int64_t small;
    const Big* big;
  };
  explicit Rational(Word big) : numerator_(big), denominator_(0) {}
  Rational(std::int64_t numerator, std::int64_t denominator) : numerator_{numerator}, denominator_(denominator) {}
  static Rational from_big(Big&& big);
  static Rational reduced(int128 numerator, int128 denominator);
  static Rational add(const Rational& a, const Rational& b);
  static Rational subtract(const Rational& a, const Rational& b);
  static std::strong_ordering compare(const Rational& a, const Rational& b);
  friend Decimal round(const Rational& value, int decimals, Rounding rounding);
  bool is_big() const { return denominator_ == 0; }
  int big_sign() const;
  void retain() const;
  void release() const;
  Big as_big() const;
  Word numerator_;
  std::int64_t denominator_ = 1;
};

}  // namespace zh
