#pragma once
#include "base/decimal.h"
#include "base/rational.h"

namespace zh {

/// How a value is rounded when, and only when, it is printed.
enum class Rounding {
  half_up,    ///< 四舍五入: halves away from zero
  half_even,  ///< GB/T 8170-2008 3.2: halves to the even digit
  truncate,   ///< towards zero: never used for printing, known to the checker
};

/// The value rounded once to `decimals` digits after the point; negative decimals round to tens (-1), hundreds (-2) …
/// The result has scale max(decimals, 0): round(1/3, 2) is written "0.33", round(3185, -1) is "3190".
Decimal round(const Rational& value, int decimals, Rounding rounding);

}  // namespace zh
