#include "base/rounding.h"

#include <stdexcept>

namespace zh {

Decimal round(const Rational& value, int decimals, Rounding rounding) {
  // Sizes only: the sign is put back at the end, so that halves go away from zero and truncation goes towards it.
  const Rational scaled = value.abs() * Rational::power_of_ten(decimals);
  Rational whole = scaled.floor();
  if (rounding != Rounding::truncate) {
    const auto order = scaled - whole <=> Rational::fraction(1, 2);
    const bool up = order > 0 || (order == 0 && (rounding == Rounding::half_up || !(whole / Rational(2)).is_integer()));
    if (up) whole = whole + Rational(1);
  }
  const auto digits = whole.exact_decimal();
  if (!digits) throw std::range_error("round: too many digits");
  return Decimal::of(value.sign() < 0 ? -digits->coefficient() : digits->coefficient(), decimals);
}

}  // namespace zh
