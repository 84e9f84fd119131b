#include "expr/values.h"

#include <algorithm>
#include <functional>

namespace zh::expr {

using catalog::Measure;

bool is_rate_like(const Value& value) {
  return value.unit.kind == Unit::Kind::ratio || value.unit.kind == Unit::Kind::point || value.measure == Measure::rate ||
         value.measure == Measure::growth || value.measure == Measure::index;
}

ObsStatus worse(ObsStatus a, ObsStatus b) {
  if (!has_value(a)) return a;
  if (!has_value(b)) return b;
  for (const ObsStatus s : {ObsStatus::estimated, ObsStatus::provisional})
    if (a == s || b == s) return s;
  return ObsStatus::normal;
}

LineagePtr make(Lineage lineage) { return std::make_shared<const Lineage>(std::move(lineage)); }

std::string shown(const Value& value) {
  if (!value.number) return "—";
  return value.number->str_decimal(6) + (value.unit.kind == Unit::Kind::ratio ? value.unit.str() : "");
}

std::string label_of(const Value& value) {
  if (!value.lineage) return {};
  return value.lineage->label.empty() ? value.lineage->formula : value.lineage->label;
}

Value as_printed(const Value& value, Rounding rounding) {
  if (!value.number) return value;
  Value printed = value;
  printed.number = Rational(value.printed(rounding));
  printed.interval.reset();
  if (*printed.number == *value.number) return printed;
  Lineage l;
  l.kind = Lineage::Kind::printed;
  l.label = label_of(value);
  l.substituted = printed.number->str_decimal(6);
  l.number = printed.number;
  l.unit = value.unit;
  l.status = value.status;
  l.inputs = {value.lineage};
  printed.lineage = make(std::move(l));
  return printed;
}

void as_printed_pair(Value& a, Value& b, Rounding rounding) {
  a = as_printed(a, rounding);
  b = as_printed(b, rounding);
  // 百分点 are hundredths, so ‰ is brought to % first.
  if (a.unit.kind == Unit::Kind::ratio && a.unit != kPercent) a = converted(std::move(a), kPercent);
  if (convertible(b.unit, a.unit)) b = converted(std::move(b), a.unit);
}

bool differ(const Value& a, const Value& b) {
  return a.number && b.number && convertible(b.unit, a.unit) && *converted(b, a.unit).number != *a.number;
}

Unit difference_unit(const Unit& unit) { return unit.kind == Unit::Kind::ratio ? kPoint : unit; }

void rank(Items& items, Rounding rounding) {
  std::vector<Rational> values;
  for (const Item& item : items)
    if (item.value.number && !item.rest) values.emplace_back(item.value.printed(rounding));
  std::sort(values.begin(), values.end(), std::greater<>());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  for (Item& item : items) {
    if (!item.value.number || item.rest) continue;
    const auto at = std::lower_bound(values.begin(), values.end(), Rational(item.value.printed(rounding)), std::greater<>());
    item.rank = static_cast<int>(at - values.begin()) + 1;
  }
}

}  // namespace zh::expr
