#pragma once
#include <string>

#include "expr/node.h"

/// What the parts of the evaluator share; private to expr/.
namespace zh::expr {

inline const Unit kPercent{Unit::Kind::ratio, -2, ""};
inline const Unit kPoint{Unit::Kind::point, -2, ""};

/// A rate, an index or a growth: it changes by a difference of printed values, never by a percentage.
bool is_rate_like(const Value& value);
/// The status of what rests on both.
ObsStatus worse(ObsStatus a, ObsStatus b);
LineagePtr make(Lineage lineage);

/// The value in the substituted formula: 108; 13.4% with its sign, for a ratio stands beside pure numbers.
std::string shown(const Value& value);
/// Its name on the tree, or its formula where it has no name.
std::string label_of(const Value& value);

/// The value as it is printed, with the tie to the exact one.
Value as_printed(const Value& value, Rounding rounding);
/// Two rates as printed, the second in the first's unit, so that their difference is what the reader sees.
void as_printed_pair(Value& a, Value& b, Rounding rounding);
/// Whether two values differ before they are rounded.
bool differ(const Value& a, const Value& b);
/// Unit of the difference of two values in `unit`: ratios differ by 百分点.
Unit difference_unit(const Unit& unit);

}  // namespace zh::expr
