#include "base/rational.h"

#include <atomic>
#include <boost/multiprecision/cpp_int.hpp>
#include <functional>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace zh {

using boost::multiprecision::cpp_int;

struct Rational::Big {
  cpp_int numerator, denominator;
  mutable std::atomic<int> owners = 1;
  Big(cpp_int n, cpp_int d) : numerator(std::move(n)), denominator(std::move(d)) {}
  Big(Big&& other) noexcept : numerator(std::move(other.numerator)), denominator(std::move(other.denominator)) {}
  Big(const Big& other) : numerator(other.numerator), denominator(other.denominator) {}
};

namespace {

__extension__ using uint128 = unsigned __int128;
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

uint128 magnitude(int128 v) { return v < 0 ? -static_cast<uint128>(v) : static_cast<uint128>(v); }

uint128 gcd(uint128 a, uint128 b) {
  while (b != 0) {
    if ((a >> 64) == 0 && (b >> 64) == 0) return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    const uint128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

bool fits_word(int128 v) { return v >= kLeast && v <= kMost; }

cpp_int big_int(int128 v) {
  const uint128 m = magnitude(v);
  cpp_int out = static_cast<std::uint64_t>(m >> 64);
  out <<= 64;
  out += static_cast<std::uint64_t>(m);
  return v < 0 ? cpp_int(-out) : out;
}

cpp_int big_power(int exponent) { return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent)); }

/// How often `prime` divides `value`; what is left stays in it.
template <class Integer>
int take_out(Integer& value, int prime) {
  int count = 0;
  while (value % prime == 0) {
    value /= prime;
    ++count;
  }
  return count;
}

/// The number of decimals of 1/denominator, or nothing when the expansion never ends.
template <class Integer>
std::optional<int> decimals_of(Integer denominator) {
  const int twos = take_out(denominator, 2);
  const int fives = take_out(denominator, 5);
  if (denominator != 1) return std::nullopt;
  return std::max(twos, fives);
}

/// Long division of rest / denominator: up to `digits` decimals, and "…" when something is left.
template <class Integer>
std::string decimals_text(Integer rest, const Integer& denominator, int digits) {
  std::string out;
  for (; rest != 0 && digits > 0; --digits) {
    rest *= 10;
    out.push_back(static_cast<char>('0' + static_cast<int>(Integer(rest / denominator))));
    rest %= denominator;
  }
  if (rest != 0) out += "…";
  return out;
}

}  // namespace

void Rational::retain() const { numerator_.big->owners.fetch_add(1, std::memory_order_relaxed); }
void Rational::release() const {
  if (numerator_.big->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete numerator_.big;
}

Rational::Big Rational::as_big() const {
  if (is_big()) return *numerator_.big;
  return {cpp_int(numerator_.small), cpp_int(denominator_)};
}

/// Lowest terms, positive denominator, and back to two words where it fits: so equal values have equal representations.
Rational Rational::from_big(Big&& big) {
  if (big.denominator < 0) {
    big.numerator = -big.numerator;
    big.denominator = -big.denominator;
  }
  const cpp_int common = boost::multiprecision::gcd(big.numerator, big.denominator);
  if (common != 1) {
    big.numerator /= common;
    big.denominator /= common;
  }
  if (big.numerator >= kLeast && big.numerator <= kMost && big.denominator <= kMost)
    return {static_cast<std::int64_t>(big.numerator), static_cast<std::int64_t>(big.denominator)};
  return Rational(Word{.big = new Big(std::move(big))});
}

/// numerator / denominator in lowest terms, in two words where it fits. Neither is the least 128-bit number.
Rational Rational::reduced(int128 numerator, int128 denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  if (fits_word(numerator) && fits_word(denominator)) {
    const auto n = static_cast<std::int64_t>(numerator), d = static_cast<std::int64_t>(denominator);
    if (d == 1) return {n, d};
    // Denominators are mostly small: one division makes both small.
    const auto divisor = static_cast<std::uint64_t>(d);
    const std::uint64_t rest = static_cast<std::uint64_t>(magnitude(numerator)) % divisor;
    if (rest == 0) return {n / d, 1};
    const auto common = static_cast<std::int64_t>(std::gcd(divisor, rest));
    return {n / common, d / common};
  }
  const uint128 common = gcd(magnitude(numerator), magnitude(denominator));
  if (common > 1) {
    numerator /= static_cast<int128>(common);
    denominator /= static_cast<int128>(common);
  }
  if (!fits_word(numerator) || !fits_word(denominator))
    return Rational(Word{.big = new Big(big_int(numerator), big_int(denominator))});
  return {static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

Rational Rational::fraction(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) throw std::domain_error("rational: denominator 0");
  return Rational(numerator) / Rational(denominator);
}

Rational::Rational(const Decimal& decimal) : Rational(0) {
  if (decimal.scale() == 0 && fits_word(decimal.coefficient())) {
    numerator_.small = static_cast<std::int64_t>(decimal.coefficient());
    return;
  }
  int128 denominator = 1;
  for (int i = 0; i < decimal.scale(); ++i) denominator *= 10;
  *this = reduced(decimal.coefficient(), denominator);
}

Rational Rational::power_of_ten(int exponent) {
  const int size = exponent < 0 ? -exponent : exponent;
  if (size <= 18) {
    std::int64_t power = 1;
    for (int i = 0; i < size; ++i) power *= 10;
    return exponent < 0 ? Rational(1, power) : Rational(power);
  }
  if (exponent < 0) return from_big({1, big_power(size)});
  return from_big({big_power(size), 1});
}

int Rational::big_sign() const { return numerator_.big->numerator.sign(); }

bool Rational::is_integer() const { return is_big() ? numerator_.big->denominator == 1 : denominator_ == 1; }

Rational Rational::abs() const { return sign() < 0 ? -*this : *this; }

Rational Rational::floor() const {
  if (is_integer()) return *this;
  if (!is_big()) return Rational(numerator_.small / denominator_ - (numerator_.small < 0 ? 1 : 0));
  const Big& big = *numerator_.big;
  cpp_int whole = big.numerator / big.denominator;  // towards zero; not exact, as this is no integer
  if (big.numerator < 0) whole -= 1;
  return from_big({std::move(whole), 1});
}

Rational Rational::floor_of_quotient(const Rational& a, const Rational& b) {
  if (!a.is_big() && !b.is_big() && !b.is_zero()) {
    int128 n = int128{a.numerator_.small} * b.denominator_, d = int128{a.denominator_} * b.numerator_.small;
    if (d < 0) n = -n, d = -d;
    if (fits_word(n) && fits_word(d)) {
      const auto x = static_cast<std::int64_t>(n), y = static_cast<std::int64_t>(d);
      return x / y - (x % y < 0 ? 1 : 0);
    }
  }
  return (a / b).floor();
}

// The products below stay within 2^126 and their sum within 2^127, so 128 bits hold every intermediate of the fast path.
Rational Rational::add(const Rational& a, const Rational& b) {
  if (!a.is_big() && !b.is_big()) {
    if (a.denominator_ == b.denominator_) return reduced(int128{a.numerator_.small} + b.numerator_.small, a.denominator_);
    const int128 n = int128{a.numerator_.small} * b.denominator_ + int128{b.numerator_.small} * a.denominator_;
    return reduced(n, int128{a.denominator_} * b.denominator_);
  }
  const auto x = a.as_big(), y = b.as_big();
  return from_big({x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator});
}

Rational Rational::subtract(const Rational& a, const Rational& b) {
  if (!a.is_big() && !b.is_big()) {
    if (a.denominator_ == b.denominator_) return reduced(int128{a.numerator_.small} - b.numerator_.small, a.denominator_);
    const int128 n = int128{a.numerator_.small} * b.denominator_ - int128{b.numerator_.small} * a.denominator_;
    return reduced(n, int128{a.denominator_} * b.denominator_);
  }
  const auto x = a.as_big(), y = b.as_big();
  return from_big({x.numerator * y.denominator - y.numerator * x.denominator, x.denominator * y.denominator});
}

Rational operator*(const Rational& a, const Rational& b) {
  if (!a.is_big() && !b.is_big())
    return Rational::reduced(int128{a.numerator_.small} * b.numerator_.small, int128{a.denominator_} * b.denominator_);
  const auto x = a.as_big(), y = b.as_big();
  return Rational::from_big({x.numerator * y.numerator, x.denominator * y.denominator});
}

Rational operator/(const Rational& a, const Rational& b) {
  if (b.is_zero()) throw std::domain_error("rational: division by zero");
  if (!a.is_big() && !b.is_big())
    return Rational::reduced(int128{a.numerator_.small} * b.denominator_, int128{a.denominator_} * b.numerator_.small);
  const auto x = a.as_big(), y = b.as_big();
  return Rational::from_big({x.numerator * y.denominator, x.denominator * y.numerator});
}

std::strong_ordering Rational::compare(const Rational& a, const Rational& b) {
  if (!a.is_big() && !b.is_big())
    return int128{a.numerator_.small} * b.denominator_ <=> int128{b.numerator_.small} * a.denominator_;
  const auto x = a.as_big(), y = b.as_big();
  const int order = cpp_int(x.numerator * y.denominator).compare(cpp_int(y.numerator * x.denominator));
  return order <=> 0;
}

std::optional<Decimal> Rational::exact_decimal() const {
  if (!is_big() && denominator_ == 1) return Decimal(numerator_.small);
  if (!is_big()) {
    const auto decimals = decimals_of(denominator_);
    if (!decimals || *decimals > Decimal::kMaxDigits) return std::nullopt;
    int128 factor = 1;
    for (int i = 0; i < *decimals; ++i) factor *= 10;
    int128 coefficient = 0;
    if (__builtin_mul_overflow(factor / denominator_, int128{numerator_.small}, &coefficient)) return std::nullopt;
    static const Decimal limit = Decimal(1).shifted(Decimal::kMaxDigits - 1);  // 10^35: compare without leaving 128 bits
    if (coefficient / 10 >= limit.coefficient() || coefficient / 10 <= -limit.coefficient()) return std::nullopt;
    return Decimal::of(coefficient, *decimals);
  }
  const auto decimals = decimals_of(numerator_.big->denominator);
  if (!decimals || *decimals > Decimal::kMaxDigits) return std::nullopt;
  const cpp_int coefficient = numerator_.big->numerator * (big_power(*decimals) / numerator_.big->denominator);
  const std::string digits = coefficient.str();
  if (digits.size() - (digits[0] == '-' ? 1 : 0) > Decimal::kMaxDigits) return std::nullopt;
  const auto whole = Decimal::parse(digits);
  return Decimal::of(whole->coefficient(), *decimals);
}

std::string Rational::str() const {
  if (!is_big()) return std::to_string(numerator_.small) + (denominator_ == 1 ? "" : "/" + std::to_string(denominator_));
  return numerator_.big->numerator.str() + (numerator_.big->denominator == 1 ? "" : "/" + numerator_.big->denominator.str());
}

std::string Rational::str_decimal(int digits) const {
  std::string whole, decimals;
  if (!is_big()) {
    const auto n = static_cast<std::uint64_t>(magnitude(numerator_.small)), d = static_cast<std::uint64_t>(denominator_);
    whole = std::to_string(n / d);
    if (d != 1)
      decimals = d < kMost / 10 ? decimals_text<std::uint64_t>(n % d, d, digits) : decimals_text<uint128>(n % d, d, digits);
  } else {
    const cpp_int n = boost::multiprecision::abs(numerator_.big->numerator);
    whole = cpp_int(n / numerator_.big->denominator).str();
    decimals = decimals_text<cpp_int>(n % numerator_.big->denominator, numerator_.big->denominator, digits);
  }
  if (sign() < 0) whole.insert(0, 1, '-');
  return decimals.empty() ? whole : decimals == "…" ? whole + decimals : whole + "." + decimals;
}

double Rational::approximate() const {
  if (!is_big()) return static_cast<double>(numerator_.small) / static_cast<double>(denominator_);
  cpp_int n = boost::multiprecision::abs(numerator_.big->numerator), d = numerator_.big->denominator;
  const std::size_t bits = std::max(n.is_zero() ? 0 : msb(n), msb(d));
  if (bits > 1000) {  // bring both into the range of a double
    n >>= bits - 1000;
    d >>= bits - 1000;
  }
  if (d == 0) return sign() * std::numeric_limits<double>::max();
  const double value = n.convert_to<double>() / d.convert_to<double>();
  return sign() < 0 ? -value : value;
}

std::size_t Rational::hash() const {
  if (is_big()) return std::hash<std::string>()(str());
  const auto mixed =
      static_cast<std::uint64_t>(numerator_.small) * 0x9E3779B97F4A7C15U + static_cast<std::uint64_t>(denominator_);
  return mixed ^ (mixed >> 32U);
}

}  // namespace zh
