#include "indicator/indicator.h"

#include <algorithm>
#include <functional>
#include <set>

#include "base/text.h"
#include "expr/node.h"
#include "indicator/codes.h"

namespace zh::indicator {

struct Indicators::Impl {
  const catalog::Catalog& catalog;
  const store::Store& store;
  std::vector<ingest::RegionName> regions;
  std::string home;
  expr::Context context;
  std::map<std::string, expr::Expression> formulas;  ///< by indicator code
  struct Estimated {
    expr::Expression formula;
    std::string note;
    Location where;
  };
  std::map<store::Key, Estimated> estimates;
  std::map<std::string, std::map<std::string, std::set<std::string>>> observed_members;  ///< indicator → breakdown → members
  mutable std::map<store::Key, expr::Value> computed;  ///< formulas and estimates, each evaluated once
  mutable std::vector<store::Key> running;             ///< being evaluated, the outermost first
  mutable std::vector<store::Key> circle;              ///< the last one found among them
};

Indicators::Indicators(const catalog::Catalog& catalog, const store::Store& store, std::vector<ingest::RegionName> regions,
                       std::string home_region, const expr::Context& context)
    : impl_(new Impl{catalog, store, std::move(regions), std::move(home_region), context, {}, {}, {}, {}, {}, {}}) {
  for (const auto& [key, observation] : store.all())
    for (const auto& [breakdown, member] : key.members) impl_->observed_members[key.indicator][breakdown].insert(member);
}

Indicators::~Indicators() = default;

const catalog::Catalog& Indicators::catalog() const { return impl_->catalog; }
const expr::Context& Indicators::context() const { return impl_->context; }

std::optional<std::string> Indicators::region(std::string_view name) const {
  const std::string folded = fold_label(name);
  for (const ingest::RegionName& r : impl_->regions)
    if (fold_label(r.code) == folded || fold_label(r.name) == folded || fold_label(r.short_name) == folded) return r.code;
  return std::nullopt;
}

std::string Indicators::region_label(const std::string& key) const {
  for (const ingest::RegionName& r : impl_->regions)
    if (r.code == key) return r.short_name.empty() ? r.name : r.short_name;
  return key;
}

std::vector<std::string> Indicators::regions() const {
  std::vector<std::string> keys;
  for (const ingest::RegionName& r : impl_->regions) keys.push_back(r.code);
  return keys;
}

std::vector<std::string> Indicators::compared_regions() const {
  std::vector<std::string> keys;
  for (const ingest::RegionName& r : impl_->regions) {
    const auto part_of_it = [&](const ingest::RegionName& other) {
      return !other.parent.empty() && region(other.parent) == r.code;
    };
    if (std::none_of(impl_->regions.begin(), impl_->regions.end(), part_of_it)) keys.push_back(r.code);
  }
  return keys;
}

std::vector<std::string> Indicators::members(const catalog::Indicator& indicator, const std::string& breakdown) const {
  std::vector<std::string> members;
  const auto by = indicator.by.find(breakdown);
  const catalog::MemberList* list = by == indicator.by.end() ? nullptr : impl_->catalog.list(by->second);
  if (list) members = list->members;
  const auto observed = impl_->observed_members.find(indicator.code);
  if (observed == impl_->observed_members.end()) return members;
  const auto of_breakdown = observed->second.find(breakdown);
  if (of_breakdown == observed->second.end()) return members;
  for (const std::string& member : of_breakdown->second)
    if (std::find(members.begin(), members.end(), member) == members.end()) members.push_back(member);
  return members;
}

namespace {

/// 主营业务收入[2023, 高新区, 电梯]
std::string label_of(const catalog::Indicator* indicator, const store::Key& key, const std::string& home,
                     const Indicators& indicators) {
  std::string label = (indicator ? indicator->name : key.indicator) + "[" + key.period.str();
  if (key.region != home) label += ", " + indicators.region_label(key.region);
  for (const auto& [breakdown, member] : key.members) label += ", " + member;
  return label + "]";
}

/// A computed value as the indicator's own: its unit, its decimals, its name on the tree.
expr::Value as_indicator(expr::Value value, const catalog::Indicator& indicator, const std::string& label,
                         const store::Key& key, expr::Lineage::Kind kind, const std::string& note) {
  if (value.unit != indicator.unit) value = expr::converted(std::move(value), indicator.unit);  // prepare() saw that it can be
  value.unit = indicator.unit;
  value.measure = indicator.measure;
  const bool rate = indicator.unit.kind == Unit::Kind::ratio;
  if (indicator.decimals)
    value.decimals = rate ? *indicator.decimals : std::min(std::max(value.decimals, 0), *indicator.decimals);
  else if (rate)
    value.decimals = 2;
  if (value.status == ObsStatus::estimated && value.interval)
    value.decimals = decimals_supported(*value.interval, value.decimals);
  expr::Lineage l;
  l.kind = kind;
  l.label = label;
  l.key = key;
  l.number = value.number;
  l.unit = value.unit;
  l.status = value.status;
  l.note = note;
  if (value.lineage) {
    l.formula = value.lineage->label.empty() ? value.lineage->formula : value.lineage->label;
    l.substituted = value.lineage->substituted;
    l.inputs = value.lineage->label.empty() ? value.lineage->inputs : std::vector<expr::LineagePtr>{value.lineage};
  }
  value.lineage = std::make_shared<const expr::Lineage>(std::move(l));
  return value;
}

/// Does the formula give what the indicator measures?
bool fits(const expr::Expression& formula, const catalog::Indicator& indicator, const Location& where, Diagnostics& faults) {
  if (formula.type().shape != expr::Type::Shape::value) {
    faults.add(kNoValue, {where}, {{"indicator", indicator.name}});
    return false;
  }
  const Unit& unit = formula.type().unit;
  if (expr::convertible(unit, indicator.unit)) return true;
  faults.add(unit.str().empty() ? kNoUnit : kOtherUnit, {where},
             {{"unit", unit.str()}, {"indicator", indicator.name}, {"expected", indicator.unit.str()}});
  return false;
}

}  // namespace

expr::Value Indicators::value(const store::Key& key, const expr::Context& context) const {
  const catalog::Indicator* indicator = impl_->catalog.by_code(key.indicator);
  const std::string label = label_of(indicator, key, impl_->home, *this);
  const store::Observation* observation = impl_->store.find(key);
  if (observation && observation->value) {
    expr::Value value;
    value.number = observation->fraction.value_or(Rational(*observation->value));
    value.bound = observation->bound;
    value.status = observation->status;
    if (indicator) {
      value.unit = indicator->unit;
      value.measure = indicator->measure;
    }
    value.decimals = observation->decimals;
    value.interval = Interval::printed(*value.number, observation->decimals);
    if (indicator && indicator->decimals) value.decimals = std::min(value.decimals, *indicator->decimals);
    value.decimals = std::max(value.decimals, 0);
    expr::Lineage l;
    l.kind = expr::Lineage::Kind::cell;
    l.label = label;
    l.number = value.number;
    l.unit = value.unit;
    l.status = value.status;
    l.key = key;
    l.origins = observation->origins;
    l.note = observation->note;
    value.lineage = std::make_shared<const expr::Lineage>(std::move(l));
    return value;
  }
  if (const auto done = impl_->computed.find(key); done != impl_->computed.end()) return done->second;
  expr::Context own = context;
  own.period = key.period;
  own.region = key.region;
  own.members = key.members;
  own.of_whole = indicator && !indicator->by.empty() && key.members.empty();  // the share of all in all
  std::optional<expr::Value> value;
  const auto again = std::find(impl_->running.begin(), impl_->running.end(), key);
  if (again != impl_->running.end()) impl_->circle.assign(again, impl_->running.end());
  const bool withheld = observation && observation->status == ObsStatus::suppressed;  // no formula gives it away
  if (indicator && again == impl_->running.end() && !withheld) {
    impl_->running.push_back(key);
    // With the interval that the inputs' last digits leave: it says how fine an estimate, or what rests on one, may be printed.
    const auto evaluate = [&](const expr::Expression& expression, expr::Lineage::Kind kind, const std::string& note) {
      expr::Result result = expression.evaluate_with_interval(*this, own);
      auto* single = std::get_if<expr::Value>(&result);
      if (!single) return;
      if (kind == expr::Lineage::Kind::estimate && single->number) single->status = ObsStatus::estimated;
      value = as_indicator(std::move(*single), *indicator, label, key, kind, note);
    };
    if (const auto estimate = impl_->estimates.find(key); estimate != impl_->estimates.end())
      evaluate(estimate->second.formula, expr::Lineage::Kind::estimate, estimate->second.note);
    else if (const auto formula = impl_->formulas.find(key.indicator); formula != impl_->formulas.end())
      evaluate(formula->second, expr::Lineage::Kind::formula, "");
    impl_->running.pop_back();
  }
  if (!value) {
    value.emplace();
    value->status = observation ? observation->status : ObsStatus::missing;
    if (indicator) {
      value->unit = indicator->unit;
      value->measure = indicator->measure;
    }
    expr::Lineage l;
    l.kind = expr::Lineage::Kind::missing;
    l.label = label;
    l.key = key;
    l.status = value->status;
    l.unit = value->unit;
    if (observation) {
      l.origins = observation->origins;
      l.note = observation->note;
    }
    value->lineage = std::make_shared<const expr::Lineage>(std::move(l));
  }
  if (!impl_->running.empty()) return *value;  // may rest on a value in progress
  impl_->computed.emplace(key, *value);
  return *value;
}

void Indicators::prepare(const std::vector<Estimate>& estimates, Diagnostics& faults) {
  std::map<std::string, std::set<std::string>> uses;
  for (const catalog::Indicator& indicator : impl_->catalog.indicators()) {
    if (indicator.formula.empty()) continue;
    Location where = indicator.where;
    where.source_line = indicator.formula;
    where.column = 1;
    auto formula = expr::compile(indicator.formula, where, *this, faults);
    if (!formula || !fits(*formula, indicator, where, faults)) continue;
    formula->collect_indicators(uses[indicator.code]);
    impl_->formulas.emplace(indicator.code, std::move(*formula));
  }
  // Depth-first over formulas; an indicator met again on the way down closes a cycle.
  std::set<std::string> done;
  std::vector<std::string> path;
  const std::function<void(const std::string&)> visit = [&](const std::string& code) {
    if (done.count(code)) return;
    if (const auto at = std::find(path.begin(), path.end(), code); at != path.end()) {
      std::string words;
      for (auto it = at; it != path.end(); ++it) words += impl_->catalog.by_code(*it)->name + " → ";
      const catalog::Indicator* indicator = impl_->catalog.by_code(code);
      faults.add(kCycle, {indicator->where}, {{"indicator", indicator->name}, {"path", words + indicator->name}});
      return;
    }
    path.push_back(code);
    if (const auto used = uses.find(code); used != uses.end())
      for (const std::string& next : used->second) visit(next);
    path.pop_back();
    done.insert(code);
  };
  for (const auto& [code, used] : uses) visit(code);

  for (const Estimate& e : estimates) {
    const catalog::Indicator* indicator = impl_->catalog.find(e.indicator);
    const auto region_key = e.region.empty() ? std::optional(impl_->home) : region(e.region);
    const auto period = Period::parse(e.period);
    if (!period) faults.add(kEstimatePeriod, {e.where}, {{"period", e.period}});
    if (!region_key) faults.add(kEstimateRegion, {e.where}, {{"name", e.region}});
    auto formula = expr::compile(e.formula, e.where, *this, faults);
    if (!indicator) {
      faults.add(kEstimateIndicator, {e.where}, {{"name", e.indicator}}, nearest(e.indicator, impl_->catalog.names()));
      continue;
    }
    if (!formula || !period || !region_key || !fits(*formula, *indicator, e.where, faults)) continue;
    const store::Key key{indicator->code, *region_key, *period, {}, {}};
    const store::Observation* observation = impl_->store.find(key);
    if (observation && observation->value)
      faults.add(kEstimateNotNeeded, {e.where}, {{"indicator", indicator->name}, {"period", period->str()}});
    else
      impl_->estimates.emplace(key, Impl::Estimated{std::move(*formula), e.note, e.where});
  }
  // Estimates that need each other; the catalogue's formulas were looked at above.
  std::set<store::Key> reported;
  for (const auto& [key, estimate] : impl_->estimates) {
    impl_->circle.clear();
    (void)value(key, impl_->context);
    if (impl_->circle.empty() || reported.contains(impl_->circle.front())) continue;
    std::string words;
    for (const store::Key& each : impl_->circle) {
      words += label_of(impl_->catalog.by_code(each.indicator), each, impl_->home, *this) + " → ";
      reported.insert(each);
    }
    const store::Key& first = impl_->circle.front();
    const std::string name = label_of(impl_->catalog.by_code(first.indicator), first, impl_->home, *this);
    faults.add(kCycle, {estimate.where}, {{"indicator", name}, {"path", words + name}});
  }
  impl_->computed.clear();  // what binding asked for was answered before all formulas and estimates were known
}

}  // namespace zh::indicator
