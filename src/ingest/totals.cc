// Reported totals against their parts.
#include "base/text.h"
#include "ingest/block_reader.h"
#include "ingest/codes.h"

namespace zh::ingest {
namespace {

Location place_of(const store::Observation& observation, const std::string& before = {}) {
  const store::Origin& origin = observation.origins.front();
  std::string note = before + origin.shown;
  if (!origin.unit.empty()) note += " " + origin.unit;
  return {.file = origin.file, .sheet = origin.sheet, .cell = origin.cell, .note = std::move(note)};
}

}  // namespace

void BlockReader::check_totals() {
  // Every observation of a part names its total: the same key without one of its breakdowns.
  std::set<std::pair<store::Key, std::string>> pairs;
  for (const auto& [key, observation] : result_.store.all()) {
    for (const auto& [breakdown, member] : key.members) {
      store::Key total = key;
      total.members.erase(breakdown);
      pairs.emplace(std::move(total), breakdown);
    }
  }
  for (const auto& [key, breakdown] : pairs) {
    const catalog::Indicator* indicator = catalog_.by_code(key.indicator);
    const bool additive = indicator->measure == catalog::Measure::stock || indicator->measure == catalog::Measure::flow;
    const store::Observation* total = result_.store.find(key);
    const catalog::MemberList* list = catalog_.list(indicator->by.at(breakdown));
    if (!additive || indicator->unit.kind == Unit::Kind::ratio || !total || !total->value || !list) continue;
    const bool partition = list->kind == catalog::MemberList::Kind::partition;
    std::vector<std::string> members = list->members;
    if (members.empty()) members = result_.store.members(key.indicator, key.region, key.period, breakdown);
    const Interval whole = kept_.at(key).interval;
    Interval sum = Interval::exactly(0);
    Rational exact(0);
    bool complete = !members.empty();
    std::vector<Location> where = {place_of(*total)};
    const std::string name = indicator->name + " " + key.period.chinese();
    for (const std::string& member : members) {
      store::Key part = key;
      part.members[breakdown] = member;
      const store::Observation* o = result_.store.find(part);
      // What cannot exist adds nothing; what is missing leaves the sum open.
      if (o && !o->value && o->status == ObsStatus::cannot_exist) continue;
      if (!o || !o->value) {
        complete = false;
        continue;
      }
      const Interval& interval = kept_.at(part).interval;
      // 其中: a part fits into its total; where parts may be negative, nothing can be said.
      if (!partition && whole.low.sign() >= 0 && interval.low > whole.high)
        faults_.add(kPartTooLarge, {place_of(*total), place_of(*o, member + " ")}, {{"indicator", name}});
      sum = sum + interval;
      exact = exact + Rational(*o->value);
      where.push_back(place_of(*o, member + " "));
    }
    // A missing part of what is counted can only add; of money it may be a loss.
    const bool only_adds = indicator->unit.kind == Unit::Kind::counted && !indicator->unit.noun.ends_with("元");
    const bool holds = complete ? sum.agrees(whole) : !only_adds || where.size() == 1 || sum.low <= whole.high;
    if (!partition || holds) continue;
    faults_.add(kTotal, std::move(where), {{"indicator", name}, {"total", total->value->str()}, {"sum", exact.str_decimal(6)}});
  }
}

/// Reported growths against the amounts of both years, by intervals: (b ± ½) ÷ (a ± ½) − 1. Growth at constant prices cannot be
/// recomputed from amounts, nor can that of money whose price basis is not said.
void BlockReader::check_growths() {
  for (const auto& [key, growth] : result_.store.all()) {
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
    const store::Observation *amount = result_.store.find(now), *base = result_.store.find(before);
    if (!amount || !amount->value || !base || !base->value || base->value->is_negative() || amount->value->is_negative())
      continue;
    const auto ratio = divide(kept_.at(now).interval, kept_.at(before).interval);
    if (!ratio) continue;
    const Rational hundred = Rational::power_of_ten(-rate->unit.scale);
    const Interval computed{(ratio->low - Rational(1)) * hundred, (ratio->high - Rational(1)) * hundred};
    if (computed.agrees(kept_.at(key).interval)) continue;
    const Rational exact = (Rational(*amount->value) / Rational(*base->value) - Rational(1)) * hundred;
    faults_.add(kGrowthDiffers, {place_of(growth), place_of(*amount), place_of(*base)},
                {{"indicator", subject->name + " " + key.period.chinese()},
                 {"reported", growth.value->str() + rate->unit.str()},
                 {"computed", exact.str_decimal(std::max(growth.decimals, 0)) + rate->unit.str()}});
  }
}

}  // namespace zh::ingest
