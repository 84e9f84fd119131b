#include "simulate/from_indicator.h"

#include "base/text.h"
#include "simulate/codes.h"
#include "store/counting_plan.h"

namespace zh::simulate {
namespace {

using Value = catalog::RecordMeasure::Value;

Location place(const store::Observation& o, const std::string& name) {
  if (o.origins.empty()) return {};
  const store::Origin& origin = o.origins[0];
  return {
      .file = origin.file, .sheet = origin.sheet, .cell = origin.cell, .note = name + " " + (o.value ? o.value->str() : "")};
}

std::optional<std::int64_t> count(const store::Observation& o, int scale) {
  if (!o.value) return std::nullopt;
  const Decimal value = o.value->shifted(scale);
  if (!value.is_integer() || value.is_negative() || value > Decimal(std::int64_t{1} << 40)) return std::nullopt;
  return static_cast<std::int64_t>(value.trimmed().coefficient());
}

}  // namespace

const catalog::Indicator* FromIndicator::counted(const std::string& name, const Simulation& s, const Location& where) {
  const catalog::Indicator* indicator = catalog.find(name);
  if (!indicator) {
    faults.add(kIndicator, {where}, {{"name", name}}, nearest(name, catalog.names()));
    return nullptr;
  }
  const catalog::RecordMeasure* m = indicator->records.get();
  if (!m || m->kind != s.kind->code || (m->value != Value::count && m->value != Value::sum && m->value != Value::distinct)) {
    faults.add(kNotCounted, {where}, {{"name", name}, {"kind", s.kind->name}});
    return nullptr;
  }
  return indicator;
}

const store::Observation* FromIndicator::total(const catalog::Indicator& indicator, const Simulation& s,
                                               const Location& where) {
  const store::Observation* o = observations.find({indicator.code, region, s.period, {}, {}});
  if (o && o->value) return o;
  faults.add(kNoValue, {where}, {{"name", indicator.name}, {"period", s.period.chinese()}});
  return nullptr;
}

std::optional<Margin> FromIndicator::margin(const std::string& name, const Simulation& s, const Location& where,
                                            bool only_total) {
  const catalog::Indicator* indicator = counted(name, s, where);
  const store::Observation* whole = indicator ? total(*indicator, s, where) : nullptr;
  if (!whole) return std::nullopt;
  Margin m;
  m.name = indicator->name;
  m.where = indicator->records->where;
  m.at = place(*whole, m.name);
  const auto number = count(*whole, indicator->unit.scale);
  if (!number) {
    faults.add(kNoValue, {where}, {{"name", indicator->name}, {"period", s.period.chinese()}});
    return std::nullopt;
  }
  m.total = *number;
  if (only_total || indicator->records->by.empty()) return m;
  return m;
}

void FromIndicator::add(const std::string& name, Simulation& s, const Location& where) {
  const catalog::Indicator* indicator = counted(name, s, where);
  if (!indicator) return;
  const catalog::RecordMeasure& measure = *indicator->records;
  if (measure.value == Value::sum) {
    const store::Observation* whole = total(*indicator, s, where);
    const int index = s.kind->field(measure.field);
    if (!whole || index < 0) return;
    Sum sum;
    sum.name = indicator->name;
    sum.field = measure.field;
    sum.where = measure.where;
    sum.at = place(*whole, sum.name);
    set_sum(std::move(sum), s.kind->fields[static_cast<std::size_t>(index)], *whole->value, indicator->unit, s);
    return;
  }
  auto base = margin(name, s, where, true);
  if (!base) return;
  if (measure.value == Value::distinct) {
    base->distinct = true;
    base->by = {measure.field};
    s.margins.push_back(std::move(*base));
    return;
  }
  const store::RecordSql sql(*s.kind, catalog, store::duckdb_dialect());
  bool parted = false;
  for (const catalog::RecordMeasure::By& by : measure.by) {
    store::Dimension d;
    d.breakdown = by.breakdown;
    d.field = by.field;
    d.list = sql.list(by.field);
    if (d.list && !by.level.empty()) d.level = d.list->level_named(by.level);
    if (const auto list = indicator->by.find(by.breakdown); list != indicator->by.end()) d.members = catalog.list(list->second);
    Margin m = *base;
    m.by = {by.field};
    std::int64_t sum = 0;
    for (const std::string& member : observations.members(indicator->code, region, s.period, by.breakdown)) {
      const store::Observation* o = observations.find({indicator->code, region, s.period, {{by.breakdown, member}}, {}});
      const auto number = o ? count(*o, indicator->unit.scale) : std::nullopt;
      if (!number) continue;
      Margin::Part part;
      part.name = member;
      part.count = *number;
      part.values.emplace_back();
      if (d.list) {
        for (const catalog::CodeList::Item& item : d.list->items)
          if (store::member_of(d, item.code) == member) part.values[0].push_back(item.code);
      } else {
        part.values[0].push_back(member);
      }
      sum += part.count;
      m.parts.push_back(std::move(part));
    }
    if (m.parts.empty()) continue;
    if (sum > m.total)
      faults.add(kParts, {m.at}, {{"name", m.name}, {"parts", std::to_string(sum)}, {"total", std::to_string(m.total)}});
    s.margins.push_back(std::move(m));
    parted = true;
  }
  if (!parted) s.margins.push_back(std::move(*base));
}

void FromIndicator::set_sum(Sum sum, const catalog::Field& field, const Decimal& value, const Unit& unit, Simulation& s) {
  const Decimal scaled = value.shifted(unit.scale - (field.unit ? field.unit->scale : 0) + field.digits).trimmed();
  const bool fits = field.type == catalog::Field::Type::decimal && !scaled.is_negative() && scaled.is_integer() &&
                    (!field.unit || unit.comparable(*field.unit)) && scaled < Decimal::of(int128{1} << 62, 0);
  if (!fits) {
    faults.add(kSumValue, {sum.at},
               {{"name", sum.name},
                {"value", value.str() + unit.str()},
                {"field", field.name},
                {"digits", std::to_string(field.digits)}});
    return;
  }
  sum.total = scaled.coefficient();
  s.sums.push_back(std::move(sum));
}

}  // namespace zh::simulate
