#include "base/decimal.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace zh {
namespace {

constexpr std::array<int128, Decimal::kMaxDigits + 1> make_powers() {
  std::array<int128, Decimal::kMaxDigits + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}
constexpr auto kPowers = make_powers();

constexpr int128 power(int exponent) { return kPowers[static_cast<std::size_t>(exponent)]; }
constexpr bool fits(int128 coefficient) {
  return coefficient < power(Decimal::kMaxDigits) && coefficient > -power(Decimal::kMaxDigits);
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of a magnitude, without sign.
std::string digits_of(int128 magnitude) {
  std::string out;
  do {
    out.push_back(static_cast<char>('0' + static_cast<int>(magnitude % 10)));
    magnitude /= 10;
  } while (magnitude != 0);
  std::reverse(out.begin(), out.end());
  return out;
}

/// Rounds a run of decimal digits to its first `keep`, halves to even. A carry can make it one digit longer ("99" → "100").
void round_digits(std::string& digits, std::size_t keep) {
  const char next = digits[keep];
  const bool more =
      std::any_of(digits.begin() + static_cast<std::ptrdiff_t>(keep) + 1, digits.end(), [](char c) { return c != '0'; });
  const bool odd = (digits[keep - 1] - '0') % 2 != 0;
  digits.resize(keep);
  if (next < '5' || (next == '5' && !more && !odd)) return;
  for (std::size_t i = keep; i-- > 0;) {
    if (digits[i] != '9') {
      ++digits[i];
      return;
    }
    digits[i] = '0';
  }
  digits.insert(digits.begin(), '1');
}

}  // namespace

Decimal Decimal::of(int128 coefficient, int scale) {
  if (!fits(coefficient)) throw std::range_error("decimal: too many digits");
  if (coefficient == 0) scale = std::clamp(scale, 0, kMaxDigits);
  for (; scale > kMaxDigits; --scale) {
    if (coefficient % 10 != 0) throw std::range_error("decimal: too many decimals");
    coefficient /= 10;
  }
  for (; scale < 0; ++scale) {
    coefficient *= 10;
    if (!fits(coefficient)) throw std::range_error("decimal: too many digits");
  }
  Decimal out;
  out.coefficient_ = coefficient;
  out.scale_ = scale;
  return out;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  int128 coefficient = 0;
  int scale = 0;
  bool point = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.') {
      // A point needs a digit on both sides and stands only once.
      if (point || i == 0 || i + 1 == text.size()) return std::nullopt;
      point = true;
      continue;
    }
    if (!is_digit(c)) return std::nullopt;
    coefficient = coefficient * 10 + (c - '0');
    if (!fits(coefficient)) return std::nullopt;
    if (point && ++scale > kMaxDigits) return std::nullopt;
  }
  if (text.empty()) return std::nullopt;
  Decimal out;
  out.coefficient_ = negative ? -coefficient : coefficient;
  out.scale_ = scale;
  return out;
}

std::optional<Decimal> Decimal::parse_stored_double(std::string_view text) {
  constexpr std::size_t kSignificant = 15;
  constexpr int kExponentLimit = 400;  // beyond any double
  std::size_t i = 0;
  bool negative = false;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) negative = text[i++] == '-';
  std::string digits;  // without leading zeros
  int decimals = 0;    // digits after the point, so that the value is digits × 10^-decimals
  bool any = false, point = false;
  for (; i < text.size(); ++i) {
    if (text[i] == '.' && !point) {
      point = true;
    } else if (is_digit(text[i])) {
      any = true;
      if (point) ++decimals;
      if (text[i] != '0' || !digits.empty()) digits.push_back(text[i]);
    } else {
      break;
    }
    if (decimals > 1000 || digits.size() > 1000) return std::nullopt;
  }
  if (!any) return std::nullopt;
  int exponent = 0;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    bool minus = false;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) minus = text[i++] == '-';
    if (i == text.size()) return std::nullopt;
    for (; i < text.size() && is_digit(text[i]); ++i) exponent = std::min(exponent * 10 + (text[i] - '0'), 100000);
    if (minus) exponent = -exponent;
  }
  if (i != text.size()) return std::nullopt;
  if (digits.empty()) return Decimal();
  if (exponent > kExponentLimit || exponent < -kExponentLimit) return std::nullopt;
  int scale = decimals - exponent;
  if (digits.size() > kSignificant) {
    const int dropped = static_cast<int>(digits.size() - kSignificant);
    round_digits(digits, kSignificant);
    scale -= dropped;
  }
  while (digits.size() > 1 && digits.back() == '0') {
    digits.pop_back();
    --scale;
  }
  int128 coefficient = 0;
  for (const char c : digits) coefficient = coefficient * 10 + (c - '0');
  if (scale > kMaxDigits) return std::nullopt;
  if (scale < 0 && static_cast<int>(digits.size()) - scale > kMaxDigits) return std::nullopt;
  return of(negative ? -coefficient : coefficient, scale);
}

bool Decimal::is_integer() const { return coefficient_ % power(scale_) == 0; }

Decimal Decimal::shifted(int places) const {
  if (places > 4 * kMaxDigits || places < -4 * kMaxDigits) {
    if (is_zero()) return of(0, scale_);
    throw std::range_error("decimal: shifted too far");
  }
  return of(coefficient_, scale_ - places);
}

Decimal Decimal::trimmed() const {
  Decimal out = *this;
  while (out.scale_ > 0 && out.coefficient_ % 10 == 0) {
    out.coefficient_ /= 10;
    --out.scale_;
  }
  return out;
}

std::string Decimal::str() const {
  std::string digits = digits_of(coefficient_ < 0 ? -coefficient_ : coefficient_);
  if (scale_ > 0) {
    const auto scale = static_cast<std::size_t>(scale_);
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - scale, 1, '.');
  }
  return is_negative() ? "-" + digits : digits;
}

std::string Decimal::str_grouped() const {
  std::string out = str();
  const std::size_t first = is_negative() ? 1 : 0;
  std::size_t at = std::min(out.find('.'), out.size());
  while (at > first + 3) {
    at -= 3;
    out.insert(at, 1, ',');
  }
  return out;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  // Whole parts first, then the fractions brought to kMaxDigits decimals: neither can overflow.
  const int128 pa = power(a.scale_), pb = power(b.scale_);
  if (const auto order = a.coefficient_ / pa <=> b.coefficient_ / pb; order != 0) return order;
  return a.coefficient_ % pa * power(Decimal::kMaxDigits - a.scale_) <=>
         b.coefficient_ % pb * power(Decimal::kMaxDigits - b.scale_);
}

}  // namespace zh
