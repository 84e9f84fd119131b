// Reported totals against their parts.
#include "ingest/totals.h"

#include <set>

#include "ingest/codes.h"

namespace zh::ingest {
namespace {

Location place_of(const store::Observation& observation, const std::string& before = {}) {
  const store::Origin& origin = observation.origins.front();
  std::string note = before + origin.shown;
  if (!origin.unit.empty()) note += " " + origin.unit;
  return {.file = origin.file, .sheet = origin.sheet, .cell = origin.cell, .note = std::move(note)};
}

bool additive(const catalog::Indicator& indicator) {
  return (indicator.measure == catalog::Measure::stock || indicator.measure == catalog::Measure::flow) &&
         indicator.unit.kind != Unit::Kind::ratio;
}

class Totals {
 public:
  Totals(const catalog::Catalog& catalog, const store::Store& store, const Intervals& intervals, Diagnostics& faults)
      : catalog_(catalog), store_(store), intervals_(intervals), faults_(faults) {}
  void check_totals();
  void check_periods();
  void check_growths();

 private:
  /// A value that was reported, or the sum of the complete parts of one that was not.
  struct Known {
    Interval interval = Interval::exactly(0);
    Rational value;
    std::vector<Location> where;
  };
  std::optional<Known> known(const store::Key& key, const std::string& name) const;
  std::vector<std::string> members_of(const store::Key& key, const std::string& breakdown,
                                      const catalog::MemberList& list) const;

  const catalog::Catalog& catalog_;
  const store::Store& store_;
  const Intervals& intervals_;
  Diagnostics& faults_;
};

std::optional<Totals::Known> Totals::known(const store::Key& key, const std::string& name) const {
  if (const store::Observation* o = store_.find(key)) {
    // What cannot exist adds nothing; what is missing leaves the sum open.
    if (!o->value && o->status == ObsStatus::cannot_exist) return Known{};
    if (!o->value) return std::nullopt;
    return Known{intervals_.at(key), Rational(*o->value), {place_of(*o, name)}};
  }
  for (const auto& [breakdown, list_name] : catalog_.by_code(key.indicator)->by) {
    const catalog::MemberList* list = catalog_.list(list_name);
    if (key.members.contains(breakdown) || !list || list->kind != catalog::MemberList::Kind::partition) continue;
    const std::vector<std::string> members = members_of(key, breakdown, *list);
    Known sum;
    bool complete = !members.empty();
    for (std::size_t i = 0; i < members.size() && complete; ++i) {
      store::Key part = key;
      part.members[breakdown] = members[i];
      const std::optional<Known> found = known(part, name + members[i] + " ");
      complete = found.has_value();
      if (!found) continue;
      sum.interval = sum.interval + found->interval;
      sum.value = sum.value + found->value;
      sum.where.insert(sum.where.end(), found->where.begin(), found->where.end());
    }
    if (complete) return sum;
  }
  return std::nullopt;
}

std::vector<std::string> Totals::members_of(const store::Key& key, const std::string& breakdown,
                                            const catalog::MemberList& list) const {
  if (!list.members.empty()) return list.members;
  return store_.members(key.indicator, key.region, key.period, breakdown);
}

void Totals::check_totals() {
  // Every observation of a part names its totals: the same key without some of its breakdowns.
  std::set<std::pair<store::Key, std::string>> pairs;
  for (const auto& [key, observation] : store_.all()) {
    for (const auto& [breakdown, member] : key.members) {
      store::Key total = key;
      total.members.erase(breakdown);
      pairs.emplace(total, breakdown);
      total.members.clear();
      pairs.emplace(std::move(total), breakdown);
    }
  }
  std::set<store::Key> wrong;  // is not the sum by one breakdown; the others would only say it again
  for (const auto& [key, breakdown] : pairs) {
    const catalog::Indicator* indicator = catalog_.by_code(key.indicator);
    const store::Observation* total = store_.find(key);
    const catalog::MemberList* list = catalog_.list(indicator->by.at(breakdown));
    if (!additive(*indicator) || !total || !total->value || !list || wrong.contains(key)) continue;
    const bool partition = list->kind == catalog::MemberList::Kind::partition;
    const std::vector<std::string> members = members_of(key, breakdown, *list);
    const Interval whole = intervals_.at(key);
    Known sum;
    bool complete = !members.empty();
    sum.where = {place_of(*total)};
    const std::string name = indicator->name + " " + key.period.chinese();
    for (const std::string& member : members) {
      store::Key part = key;
      part.members[breakdown] = member;
      const std::optional<Known> found = known(part, member + " ");
      if (!found) {
        complete = false;
        continue;
      }
      // 其中: a part fits into its total; where parts may be negative, nothing can be said.
      if (!partition && whole.low.sign() >= 0 && found->interval.low > whole.high)
        faults_.add(kPartTooLarge, {place_of(*total), found->where.front()}, {{"indicator", name}});
      sum.interval = sum.interval + found->interval;
      sum.value = sum.value + found->value;
      sum.where.insert(sum.where.end(), found->where.begin(), found->where.end());
    }
    // A missing part of what is counted can only add; of money it may be a loss.
    const bool only_adds = indicator->unit.kind == Unit::Kind::counted && !indicator->unit.noun.ends_with("元");
    const bool holds =
        complete ? sum.interval.agrees(whole) : !only_adds || sum.where.size() == 1 || sum.interval.low <= whole.high;
    if (!partition || holds) continue;
    wrong.insert(key);
    faults_.add(kTotal, std::move(sum.where),
                {{"indicator", name}, {"total", total->value->str()}, {"sum", sum.value.str_decimal(6)}});
  }
}

/// What flows in a year flows in its halves, quarters or months; a run of years in its years. Revisions make them differ, so it
/// is a question to the department, not an error.
void Totals::check_periods() {
  for (const auto& [key, whole] : store_.all()) {
    const catalog::Indicator* indicator = catalog_.by_code(key.indicator);
    if (!whole.value || indicator->measure != catalog::Measure::flow || !additive(*indicator)) continue;
    for (const std::vector<Period>& parts : key.period.divisions()) {
      Known sum;
      sum.where = {place_of(whole)};
      bool complete = true;
      for (const Period& period : parts) {
        store::Key part = key;
        part.period = period;
        const store::Observation* o = store_.find(part);
        complete = complete && o && o->value;
        if (!complete) break;
        sum.interval = sum.interval + intervals_.at(part);
        sum.value = sum.value + Rational(*o->value);
        sum.where.push_back(place_of(*o, period.chinese() + " "));
      }
      if (!complete || sum.interval.agrees(intervals_.at(key))) continue;
      faults_.add(kPeriodsDiffer, std::move(sum.where),
                  {{"indicator", indicator->name + " " + key.period.chinese()},
                   {"total", whole.value->str()},
                   {"sum", sum.value.str_decimal(6)}});
    }
  }
}

/// Reported growths against the amounts of both years, by intervals: (b ± ½) ÷ (a ± ½) − 1. Growth at constant prices cannot be
/// recomputed from amounts, nor can that of money whose price basis is not said.
void Totals::check_growths() {
  for (const auto& [key, growth] : store_.all()) {
    const catalog::Indicator* rate = catalog_.by_code(key.indicator);
    if (!growth.value || rate->growth_of.empty() || rate->unit.kind != Unit::Kind::ratio) continue;
    const catalog::Indicator* subject = catalog_.by_code(rate->growth_of);
    if (!subject || subject->unit.kind != Unit::Kind::counted) continue;
    const bool current = rate->basis == catalog::Indicator::Basis::current_prices ||
                         (rate->basis == catalog::Indicator::Basis::not_applicable && !subject->unit.noun.ends_with("元"));
    if (!current) continue;
    store::Key now = key, before = key;
    now.indicator = before.indicator = rate->growth_of;
    before.period = key.period.year_before();
    const store::Observation *amount = store_.find(now), *base = store_.find(before);
    if (!amount || !amount->value || !base || !base->value || base->value->is_negative() || amount->value->is_negative())
      continue;
    const auto ratio = divide(intervals_.at(now), intervals_.at(before));
    if (!ratio) continue;
    const Rational hundred = Rational::power_of_ten(-rate->unit.scale);
    const Interval computed{(ratio->low - Rational(1)) * hundred, (ratio->high - Rational(1)) * hundred};
    if (computed.agrees(intervals_.at(key))) continue;
    const Rational exact = (Rational(*amount->value) / Rational(*base->value) - Rational(1)) * hundred;
    faults_.add(kGrowthDiffers, {place_of(growth), place_of(*amount), place_of(*base)},
                {{"indicator", subject->name + " " + key.period.chinese()},
                 {"reported", growth.value->str() + rate->unit.str()},
                 {"computed", exact.str_decimal(std::max(growth.decimals, 0)) + rate->unit.str()}});
  }
}

}  // namespace

void check_totals(const catalog::Catalog& catalog, const store::Store& store, const Intervals& intervals, Diagnostics& faults) {
  Totals totals(catalog, store, intervals, faults);
  totals.check_totals();
  totals.check_periods();
  totals.check_growths();
}

}  // namespace zh::ingest
