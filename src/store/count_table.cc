#include "store/count_table.h"

namespace zh::store {

CountTable::CountTable(const Measure& measure)
    : measure_(measure),
      texts_(measure.dimensions.size()),
      numbers_(measure.dimensions.size()),
      names_(measure.dimensions.size()),
      sets_(measure.sets.size()) {}

int CountTable::number_of(std::size_t dimension, const std::string& name) {
  const auto [entry, fresh] = numbers_[dimension].try_emplace(name, static_cast<int>(names_[dimension].size()));
  if (fresh) names_[dimension].push_back(name);
  return entry->second;
}

Sum& CountTable::at(int set, const std::string& region, const Period& period, const std::vector<int>& members) {
  const auto [place, new_place] = place_numbers_.try_emplace({region, period}, static_cast<int>(places_.size()));
  if (new_place) places_.emplace_back(region, period);
  Set& here = sets_[static_cast<std::size_t>(set)];
  std::size_t group = 0;
  if (members.size() == 1) {
    group = static_cast<std::size_t>(members[0]);
  } else {
    const auto [entry, fresh] = here.numbers.try_emplace(members, static_cast<int>(here.groups.size()));
    if (fresh) here.groups.push_back(members);
    group = static_cast<std::size_t>(entry->second);
  }
  return here.sums[static_cast<std::uint64_t>(place->second) << 32 | group];
}

std::map<Key, std::pair<int, Sum>> CountTable::take() {
  std::map<Key, std::pair<int, Sum>> all;
  for (std::size_t s = 0; s < sets_.size(); ++s)
    for (auto& [number, sum] : sets_[s].sums) {
      const auto& [region, period] = places_[place_of(number)];
      Key key{measure_.indicator->code, region, period, {}, {}};
      for (std::size_t i = 0; i < measure_.sets[s].size(); ++i) {
        const auto d = static_cast<std::size_t>(measure_.sets[s][i]);
        key.members[measure_.dimensions[d].breakdown] = name(d, member_of_group(s, group_of(number), i));
      }
      all.emplace(std::move(key), std::pair(static_cast<int>(s), std::move(sum)));
    }
  sets_.clear();
  return all;
}

}  // namespace zh::store
