// What becomes of a figure that was read: its interval, and the one that is there already.
#include "base/text.h"
#include "ingest/block_reader.h"
#include "ingest/codes.h"

namespace zh::ingest {

Interval BlockReader::interval_of(const Decimal& written, const Decimal& value, int decimals, const Unit& unit) const {
  static constexpr std::string_view kMeasured[] = {"元", "吨", "米", "克", "升", "亩", "公顷", "公里",
                                                   "瓦", "时", "分", "天", "年", "岁", "度",   "里"};
  bool counted = unit.kind == Unit::Kind::counted && unit.scale == 0 && written.is_integer() && decimals >= 0;
  for (const std::string_view noun : kMeasured) counted = counted && !unit.noun.ends_with(noun);
  return counted ? Interval::exactly(Rational(value)) : Interval::printed(Rational(value), decimals);
}

void BlockReader::conflict(const store::Observation& one, const store::Observation& two) {
  const catalog::Indicator* indicator = catalog_.by_code(one.key.indicator);
  const auto place = [&](const store::Observation& o) {
    const store::Origin& origin = o.origins.front();
    return Location{.file = origin.file,
                    .sheet = origin.sheet,
                    .cell = origin.cell,
                    .note = origin.shown.ends_with('%')
                                ? origin.shown
                                : origin.shown + " " + (origin.unit.empty() ? indicator->unit.str() : origin.unit)};
  };
  faults_.add(kConflict, {place(one), place(two)}, {{"indicator", indicator->name + " " + one.key.period.chinese()}});
}

void BlockReader::store(const Block& block, store::Observation observation, const Interval& interval) {
  const store::Observation* other = result_.store.find(observation.key);
  // What one department withholds no other return gives away.
  if (other && other->status == ObsStatus::suppressed) return;
  if (other && observation.status == ObsStatus::suppressed) {
    intervals_.erase(observation.key);
    result_.store.put(std::move(observation));
    return;
  }
  // A figure for what another department says cannot exist (－) is a contradiction; for what it left blank it is an answer.
  const bool denied = other && ((!other->value && other->status == ObsStatus::cannot_exist && observation.value) ||
                                (other->value && observation.status == ObsStatus::cannot_exist));
  if (denied) {
    conflict(*other, observation);
    return;
  }
  if (!other || (!other->value && observation.value)) {
    if (observation.value) intervals_[observation.key] = interval;
    if (observation.value && block.prefer) preferred_.insert(observation.key);
    result_.store.put(std::move(observation));
    return;
  }
  if (!observation.value) return;  // one department's blank beside another's figure
  Interval& kept = intervals_.at(observation.key);
  const bool preferred = preferred_.contains(observation.key);
  const bool agree = kept.agrees(interval);
  if (!agree && preferred == block.prefer) {
    conflict(*other, observation);
    return;
  }
  if (!agree) {
    const store::Origin& one = other->origins.front();
    const store::Origin& two = observation.origins.front();
    faults_.add(kPreferred,
                {{.file = one.file, .sheet = one.sheet, .cell = one.cell, .note = one.shown},
                 {.file = two.file, .sheet = two.sheet, .cell = two.cell, .note = two.shown}},
                {{"indicator", catalog_.by_code(observation.key.indicator)->name + " " + observation.key.period.chinese()}});
  }
  const bool finer = observation.decimals > other->decimals;
  const bool take = agree ? finer || (block.prefer && !preferred) : block.prefer;
  if (!take) {
    if (agree) {
      store::Observation merged = *other;
      merged.origins.insert(merged.origins.end(), observation.origins.begin(), observation.origins.end());
      result_.store.put(std::move(merged));
    }
    return;
  }
  if (agree) observation.origins.insert(observation.origins.end(), other->origins.begin(), other->origins.end());
  kept = interval;
  if (block.prefer) preferred_.insert(observation.key);
  result_.store.put(std::move(observation));
}

}  // namespace zh::ingest
