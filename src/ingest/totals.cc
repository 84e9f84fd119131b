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
    if (!partition || !complete || sum.meets(whole)) continue;
    faults_.add(kTotal, std::move(where), {{"indicator", name}, {"total", total->value->str()}, {"sum", exact.str_decimal(6)}});
  }
}

}  // namespace zh::ingest
