#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zh {

__extension__ using int128 = __int128;

/// A number exactly as it was written: coefficient × 10^-scale. "12.30" has coefficient 1230 and scale 2, and is equal to,
/// but not written like, "12.3". At most kMaxDigits significant digits; scale is 0 … kMaxDigits. No binary floating point
/// anywhere.
class Decimal {
 public:
  static constexpr int kMaxDigits = 36;

  Decimal() = default;  ///< 0
  explicit Decimal(std::int64_t integer) : coefficient_(integer) {}

  /// coefficient × 10^-scale. A negative scale is normalised to scale 0 (of(32, -1) is 320). Precondition: fits kMaxDigits.
  static Decimal of(int128 coefficient, int scale);

  /// ASCII "[+-]digits[.digits]" only: no separators, no exponent, no spaces. nullopt when it is anything else or too long.
  static std::optional<Decimal> parse(std::string_view text);

  /// The shortest decimal of at most 15 significant digits of a spreadsheet's stored number, e.g. "97.04000000000001" → 97.04,
  /// "1.5E-3" → 0.0015. This is how .xlsx doubles are read (see docs: numbers). nullopt if it is no number or out of range.
  static std::optional<Decimal> parse_stored_double(std::string_view text);

  int128 coefficient() const { return coefficient_; }
  int scale() const { return scale_; }
  bool is_zero() const { return coefficient_ == 0; }
  bool is_negative() const { return coefficient_ < 0; }
  bool is_integer() const;  ///< by value: 12.00 is an integer

  /// × 10^places, exactly: 万元 → 亿元 is shifted(-4) and keeps every digit. Throws std::range_error beyond kMaxDigits.
  Decimal shifted(int places) const;
  Decimal negated() const { return of(-coefficient_, scale_); }
  Decimal abs() const { return is_negative() ? negated() : *this; }
  /// Without trailing zeros after the point.
  Decimal trimmed() const;

  std::string str() const;          ///< as written: "-12.30"
  std::string str_grouped() const;  ///< with thousands separators: "1,234.5"

  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);  ///< by value

 private:
  int128 coefficient_ = 0;
  int scale_ = 0;
};

}  // namespace zh
