#include "base/decimal.h"

#include <algorithm>
#include <stdexcept>

namespace zh {
namespace {

int128 power(int exponent) {
  int128 p = 1;
  while (exponent-- > 0) p *= 10;
  return p;
}

/// The digits of |value|, without sign; "0" for zero.
std::string digits_of(int128 value) {
  if (value < 0) value = -value;
  std::string digits;
  do {
    digits += static_cast<char>('0' + static_cast<int>(value % 10));
    value /= 10;
  } while (value != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Decimal Decimal::of(int128 coefficient, int scale) {
  Decimal d;
  if (scale < 0) {
    coefficient *= power(-scale);
    scale = 0;
  }
  d.coefficient_ = coefficient;
  d.scale_ = scale;
  return d;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  int128 coefficient = 0;
  int scale = 0, significant = 0, seen = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point && seen > 0) {
      point = true;
      continue;
    }
    if (!is_digit(c)) return std::nullopt;
    ++seen;
    if (point) ++scale;
    if (coefficient != 0 || c != '0') ++significant;
    if (significant > kMaxDigits || scale > kMaxDigits) return std::nullopt;
    coefficient = coefficient * 10 + (c - '0');
  }
  if (seen == 0 || text.back() == '.') return std::nullopt;
  return of(negative ? -coefficient : coefficient, scale);
}

std::optional<Decimal> Decimal::parse_stored_double(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  std::string digits;  // significant digits, without leading zeros
  int point_from_right = 0;
  bool point = false, seen = false;
  std::size_t i = 0;
  for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && !point)); ++i) {
    if (text[i] == '.') {
      point = true;
      continue;
    }
    seen = true;
    if (point) ++point_from_right;
    if (!digits.empty() || text[i] != '0') digits += text[i];
    if (digits.size() > 400 || point_from_right > 400) return std::nullopt;
  }
  if (!seen) return std::nullopt;
  int exponent = 0;
  if (i < text.size()) {
    if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
    bool down = false;
    if (++i < text.size() && (text[i] == '+' || text[i] == '-')) down = text[i++] == '-';
    if (i == text.size()) return std::nullopt;
    for (; i < text.size(); ++i) {
      if (!is_digit(text[i]) || exponent > 400) return std::nullopt;
      exponent = exponent * 10 + (text[i] - '0');
    }
    if (down) exponent = -exponent;
  }
  exponent -= point_from_right;  // value = digits × 10^exponent
  constexpr std::size_t kDoubleDigits = 15;
  if (digits.size() > kDoubleDigits) {
    const std::string rest = digits.substr(kDoubleDigits);
    exponent += static_cast<int>(rest.size());
    digits.resize(kDoubleDigits);
    const bool exactly_half = rest[0] == '5' && rest.find_first_not_of('0', 1) == std::string::npos;
    const bool up = exactly_half ? (digits.back() - '0') % 2 == 1 : rest[0] >= '5';
    if (up) {
      int at = static_cast<int>(digits.size()) - 1;
      while (at >= 0 && digits[static_cast<std::size_t>(at)] == '9') digits[static_cast<std::size_t>(at--)] = '0';
      if (at >= 0) ++digits[static_cast<std::size_t>(at)];
      else digits.insert(0, "1");
    }
  }
  while (!digits.empty() && digits.back() == '0' && (exponent < 0)) {
    digits.pop_back();
    ++exponent;
  }
  if (digits.empty()) return Decimal();
  if (exponent < -kMaxDigits || static_cast<int>(digits.size()) + std::max(exponent, 0) > kMaxDigits) return std::nullopt;
  int128 coefficient = 0;
  for (const char c : digits) coefficient = coefficient * 10 + (c - '0');
  return of(negative ? -coefficient : coefficient, -exponent);
}

bool Decimal::is_integer() const { return coefficient_ % power(scale_) == 0; }

Decimal Decimal::shifted(int places) const {
  int scale = scale_ - places;
  int128 coefficient = coefficient_;
  if (coefficient == 0) return of(0, std::clamp(scale, 0, kMaxDigits));
  for (; scale < 0; ++scale) {
    if (digits_of(coefficient).size() >= kMaxDigits) throw std::range_error("decimal out of range");
    coefficient *= 10;
  }
  if (scale > kMaxDigits) throw std::range_error("decimal out of range");
  return of(coefficient, scale);
}

Decimal Decimal::trimmed() const {
  Decimal d = *this;
  while (d.scale_ > 0 && d.coefficient_ % 10 == 0) {
    d.coefficient_ /= 10;
    --d.scale_;
  }
  return d;
}

std::string Decimal::str() const {
  std::string digits = digits_of(coefficient_);
  if (scale_ > 0) {
    if (static_cast<int>(digits.size()) <= scale_) digits.insert(0, static_cast<std::size_t>(scale_) + 1 - digits.size(), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(scale_), ".");
  }
  return coefficient_ < 0 ? "-" + digits : digits;
}

std::string Decimal::str_grouped() const {
  std::string text = str();
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::size_t first = text[0] == '-' ? 1 : 0;
  for (std::size_t at = point; at > first + 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) return a.coefficient_ <=> b.coefficient_;
  // Compare the integer parts, then the fractions digit by digit: scaling up could overflow.
  const int128 pa = power(a.scale_), pb = power(b.scale_);
  const int128 ia = a.coefficient_ / pa, ib = b.coefficient_ / pb;
  if (ia != ib) return ia <=> ib;
  int128 fa = a.coefficient_ % pa, fb = b.coefficient_ % pb;  // both have the sign of their number
  if ((fa < 0) != (fb < 0) || fa == 0 || fb == 0) return fa <=> fb;
  const bool negative = fa < 0;
  std::string da = digits_of(fa), db = digits_of(fb);
  da.insert(0, static_cast<std::size_t>(a.scale_) - da.size(), '0');
  db.insert(0, static_cast<std::size_t>(b.scale_) - db.size(), '0');
  const std::size_t width = std::max(da.size(), db.size());
  da.resize(width, '0');
  db.resize(width, '0');
  return negative ? db.compare(da) <=> 0 : da.compare(db) <=> 0;
}

}  // namespace zh
