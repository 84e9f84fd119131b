#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/interval.h"

/// The computations behind relations, found again from their results, so that a relation can be tried with other values.
namespace zh::check {

using Values = std::vector<Interval>;
using Form = std::optional<Interval> (*)(const Values&);

/// The computation of a relation of this kind that gives `computed` for the values of its operands; nullptr if none is known.
Form form_of(std::string_view kind, const Values& operands, const Interval& computed);
/// The form's result, or nothing where it would divide by zero.
std::optional<Interval> compute_again(Form form, const Values& operands);

}  // namespace zh::check
