#pragma once
#include "check/evidence.h"

namespace zh::check {

/// Whether a fraction k/n, n a whole number, is printed like this rate.
bool possible_fraction(const Rational& n, const Claim& rate);

}  // namespace zh::check
