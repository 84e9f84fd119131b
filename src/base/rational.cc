#include "base/rational.h"

#include "base/rounding.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <numeric>
#include <stdexcept>

namespace zh {

using boost::multiprecision::cpp_int;

struct Rational::Big {
  cpp_int numerator, denominator;  // lowest terms, denominator > 0
};

namespace {

__extension__ using uint128 = unsigned __int128;

cpp_int to_big(int128 value) {
  const bool negative = value < 0;
  const uint128 u = negative ? -static_cast<uint128>(value) : static_cast<uint128>(value);
  cpp_int big = static_cast<std::uint64_t>(u >> 64);
  big = (big << 64) + static_cast<std::uint64_t>(u);
  return negative ? cpp_int(-big) : big;
}

}  // namespace

Rational Rational::from_big(Big&& big) {
  if (big.denominator < 0) {
    big.denominator = -big.denominator;
    big.numerator = -big.numerator;
  }
  const cpp_int divisor = gcd(big.numerator, big.denominator);
  if (divisor > 1) {
    big.numerator /= divisor;
    big.denominator /= divisor;
  }
  if (boost::multiprecision::abs(big.numerator) <= INT64_MAX && big.denominator <= INT64_MAX) {
    Rational small;
    small.numerator_ = static_cast<std::int64_t>(big.numerator);
    small.denominator_ = static_cast<std::int64_t>(big.denominator);
    return small;
  }
  return Rational(std::make_shared<const Big>(std::move(big)));
}

Rational::Big Rational::as_big() const { return big_ ? *big_ : Big{cpp_int(numerator_), cpp_int(denominator_)}; }


namespace {

int128 gcd128(int128 a, int128 b) {
  if (a < 0) a = -a;
  if (b < 0) b = -b;
  while (b != 0) {
    const int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

bool fits(int128 value) { return value >= INT64_MIN && value <= INT64_MAX; }

int128 power128(int exponent) {
  int128 p = 1;
  while (exponent-- > 0) p *= 10;
  return p;
}

cpp_int power_big(int exponent) { return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent)); }

}  // namespace

Rational Rational::reduced(int128 numerator, int128 denominator) {
  const int128 divisor = gcd128(numerator, denominator);
  if (divisor > 1) {
    numerator /= divisor;
    denominator /= divisor;
  }
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  if (!fits(numerator) || !fits(denominator)) return from_big({to_big(numerator), to_big(denominator)});
  Rational r;
  r.numerator_ = static_cast<std::int64_t>(numerator);
  r.denominator_ = static_cast<std::int64_t>(denominator);
  return r;
}

Rational::Rational(const Decimal& decimal) {
  *this = decimal.scale() <= Decimal::kMaxDigits ? reduced(decimal.coefficient(), power128(decimal.scale())) : Rational();
}

Rational Rational::fraction(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) throw std::domain_error("division by zero");
  return reduced(numerator, denominator);
}

Rational Rational::power_of_ten(int exponent) {
  if (exponent >= 0) return exponent <= 36 ? reduced(power128(exponent), 1) : from_big({power_big(exponent), 1});
  return -exponent <= 36 ? reduced(1, power128(-exponent)) : from_big({1, power_big(-exponent)});
}

int Rational::sign() const {
  if (big_) return big_->numerator.sign();
  return numerator_ > 0 ? 1 : numerator_ < 0 ? -1 : 0;
}

bool Rational::is_integer() const { return big_ ? big_->denominator == 1 : denominator_ == 1; }

Rational Rational::abs() const { return sign() < 0 ? -*this : *this; }

Rational Rational::floor() const {
  if (is_integer()) return *this;
  const Big b = as_big();
  cpp_int quotient = b.numerator / b.denominator;  // towards zero
  if (b.numerator < 0) --quotient;
  return from_big({quotient, 1});
}

Rational operator+(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) {
    int128 numerator;
    if (!__builtin_add_overflow(static_cast<int128>(a.numerator_) * b.denominator_, static_cast<int128>(b.numerator_) * a.denominator_,
                                &numerator))
      return Rational::reduced(numerator, static_cast<int128>(a.denominator_) * b.denominator_);
  }
  const Rational::Big x = a.as_big(), y = b.as_big();
  return Rational::from_big({x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator});
}

Rational operator-(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) {
    int128 numerator;
    if (!__builtin_sub_overflow(static_cast<int128>(a.numerator_) * b.denominator_, static_cast<int128>(b.numerator_) * a.denominator_,
                                &numerator))
      return Rational::reduced(numerator, static_cast<int128>(a.denominator_) * b.denominator_);
  }
  const Rational::Big x = a.as_big(), y = b.as_big();
  return Rational::from_big({x.numerator * y.denominator - y.numerator * x.denominator, x.denominator * y.denominator});
}

Rational operator*(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_)
    return Rational::reduced(static_cast<int128>(a.numerator_) * b.numerator_, static_cast<int128>(a.denominator_) * b.denominator_);
  const Rational::Big x = a.as_big(), y = b.as_big();
  return Rational::from_big({x.numerator * y.numerator, x.denominator * y.denominator});
}

Rational operator/(const Rational& a, const Rational& b) {
  if (b.is_zero()) throw std::domain_error("division by zero");
  if (!a.big_ && !b.big_)
    return Rational::reduced(static_cast<int128>(a.numerator_) * b.denominator_, static_cast<int128>(a.denominator_) * b.numerator_);
  const Rational::Big x = a.as_big(), y = b.as_big();
  return Rational::from_big({x.numerator * y.denominator, x.denominator * y.numerator});
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_)
    return static_cast<int128>(a.numerator_) * b.denominator_ <=> static_cast<int128>(b.numerator_) * a.denominator_;
  const Rational::Big x = a.as_big(), y = b.as_big();
  const int order = cpp_int(x.numerator * y.denominator).compare(cpp_int(y.numerator * x.denominator));
  return order <=> 0;
}

std::optional<Decimal> Rational::exact_decimal() const {
  cpp_int numerator = as_big().numerator, denominator = as_big().denominator;
  int twos = 0, fives = 0;
  while (denominator % 2 == 0) {
    denominator /= 2;
    if (++twos > Decimal::kMaxDigits) return std::nullopt;
  }
  while (denominator % 5 == 0) {
    denominator /= 5;
    if (++fives > Decimal::kMaxDigits) return std::nullopt;
  }
  if (denominator != 1) return std::nullopt;
  const int scale = std::max(twos, fives);
  numerator *= power_big(scale);
  numerator /= as_big().denominator;
  if (boost::multiprecision::abs(numerator) >= power_big(Decimal::kMaxDigits)) return std::nullopt;
  return Decimal::of(static_cast<int128>(numerator), scale);
}

std::string Rational::str() const {
  if (!big_) return std::to_string(numerator_) + (denominator_ == 1 ? "" : "/" + std::to_string(denominator_));
  return big_->numerator.str() + (big_->denominator == 1 ? "" : "/" + big_->denominator.str());
}

std::string Rational::str_decimal(int digits) const {
  if (const auto exact = exact_decimal(); exact && exact->scale() <= digits) return exact->str();
  const Big b = as_big();
  cpp_int whole = boost::multiprecision::abs(b.numerator) * power_big(digits) / b.denominator;
  std::string text = whole.str();
  if (static_cast<int>(text.size()) <= digits) text.insert(0, static_cast<std::size_t>(digits) + 1 - text.size(), '0');
  if (digits > 0) text.insert(text.size() - static_cast<std::size_t>(digits), ".");
  return (sign() < 0 ? "-" : "") + text + "…";
}

double Rational::approximate() const {
  if (!big_) return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  return boost::multiprecision::cpp_rational(big_->numerator, big_->denominator).convert_to<double>();
}

Decimal round(const Rational& value, int decimals, Rounding rounding) {
  const Rational::Big b = value.as_big();
  cpp_int numerator = boost::multiprecision::abs(b.numerator), denominator = b.denominator;
  if (decimals >= 0) numerator *= power_big(decimals);
  else denominator *= power_big(-decimals);
  cpp_int quotient = numerator / denominator, twice_rest = (numerator % denominator) * 2;
  const int half = twice_rest.compare(denominator);
  const bool up = rounding == Rounding::truncate ? false
                  : half != 0                    ? half > 0
                                                 : rounding == Rounding::half_up || quotient % 2 == 1;
  if (up) ++quotient;
  if (decimals < 0) quotient *= power_big(-decimals);
  if (quotient >= power_big(Decimal::kMaxDigits)) throw std::range_error("rounded number out of range");
  const int128 coefficient = static_cast<int128>(quotient);
  return Decimal::of(value.sign() < 0 ? -coefficient : coefficient, std::max(decimals, 0));
}

}  // namespace zh
