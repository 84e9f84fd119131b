#include "report/print.h"

namespace zh::report {

Printed print(const expr::Value& value, Rounding rounding, const PrintOptions& options) {
  Rational number = *value.number;
  int decimals = value.decimals;
  Unit unit = value.unit;
  bool trim = false;
  if (options.unit && *options.unit != unit) {
    // 25000户 as 万户: the digits stay, so the point moves; zeros that only the move made are not shown.
    const int shift = options.unit->scale - unit.scale;
    number = number * Rational::power_of_ten(-shift);
    decimals += shift;
    unit = *options.unit;
    trim = shift > 0 && !options.decimals && !is_estimate(value);
  }
  if (options.decimals && *options.decimals < decimals) decimals = *options.decimals;
  if (options.absolute) number = number.abs();
  Decimal printed = round(number, decimals, rounding);
  if (trim) printed = printed.trimmed();
  Printed out{printed, printed.str(), options.with_unit ? unit.str() : std::string()};
  const bool behind = value.bound == "余" || value.bound == "多";
  if (!options.absolute) (behind ? out.after : out.before) = value.bound;
  return out;
}

std::string mark_of_missing(ObsStatus status) {
  switch (status) {
    case ObsStatus::cannot_exist:
      return "－";
    case ObsStatus::suppressed:
      return "*";
    default:
      return "…";
  }
}

const expr::Lineage* find_lineage(const expr::LineagePtr& root, expr::Lineage::Kind kind) {
  if (!root) return nullptr;
  if (root->kind == kind) return root.get();
  for (const expr::LineagePtr& input : root->inputs)
    if (const expr::Lineage* found = find_lineage(input, kind)) return found;
  return nullptr;
}

std::string name_of_missing(const expr::Value& value) {
  if (const expr::Lineage* missing = find_lineage(value.lineage, expr::Lineage::Kind::missing)) return missing->label;
  return value.lineage ? value.lineage->label : "";
}

std::string estimate_formula(const expr::Value& value) {
  const expr::Lineage* estimate = find_lineage(value.lineage, expr::Lineage::Kind::estimate);
  if (!estimate) return {};
  return estimate->formula.empty() ? estimate->label : estimate->label + " = " + estimate->formula;
}

}  // namespace zh::report
