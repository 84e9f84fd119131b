#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/period.h"
#include "store/counting_plan.h"

namespace zh::store {

/// What is known of one value before it is finished.
struct Sum {
  std::int64_t rows = 0;
  int128 first = 0;  ///< sum, scaled by the field's digits; or the records that also meet `that`
  std::unique_ptr<std::map<int128, std::int64_t>> histogram;  ///< of quantiles
};

/// What one measure adds up to, by region, period and members. Free text may have hundreds of thousands of members of which ten
/// are kept: so members, and regions with periods, are small numbers until the tops are cut.
class CountTable {
 public:
  explicit CountTable(const Measure& measure);

  /// The member of a dimension that a text of its field means: a number, -1 for none. `name_of` is asked once for each text.
  template <class NameOf>
  int member(std::size_t dimension, const std::string& text, const NameOf& name_of) {
    const auto [entry, fresh] = texts_[dimension].try_emplace(text, -1);
    if (fresh)
      if (const std::optional<std::string> name = name_of(text)) entry->second = number_of(dimension, *name);
    return entry->second;
  }
  const std::string& name(std::size_t dimension, int member) const {
    return names_[dimension][static_cast<std::size_t>(member)];
  }

  /// The place to add to: `members` are those of the set's dimensions, in its order.
  Sum& at(int set, const std::string& region, const Period& period, const std::vector<int>& members);

  /// Of breakdowns with a top only the first ranks are kept; equal values share one. `rank` gives the value of a sum to
  /// compare.
  template <class Rank>
  void keep_tops(const Rank& rank);
  /// Everything there is, by key, each with its set.
  std::map<Key, std::pair<int, Sum>> take();

 private:
  struct Set {
    std::vector<std::vector<int>> groups;  ///< members of each group; of one dimension alone the group is its member
    std::map<std::vector<int>, int> numbers;
    std::unordered_map<std::uint64_t, Sum> sums;  ///< by place and group
  };
  static std::size_t place_of(std::uint64_t key) { return static_cast<std::size_t>(key >> 32); }
  static std::size_t group_of(std::uint64_t key) { return static_cast<std::size_t>(key & 0xFFFFFFFF); }
  /// The member of one of the set's dimensions.
  int member_of_group(std::size_t set, std::size_t group, std::size_t column) const {
    return measure_.sets[set].size() == 1 ? static_cast<int>(group) : sets_[set].groups[group][column];
  }
  int number_of(std::size_t dimension, const std::string& name);

  const Measure& measure_;
  std::vector<std::unordered_map<std::string, int>> texts_, numbers_;  ///< by dimension
  std::vector<std::vector<std::string>> names_;
  std::vector<std::pair<std::string, Period>> places_;
  std::map<std::pair<std::string, Period>, int> place_numbers_;
  std::vector<Set> sets_;
};

template <class Rank>
void CountTable::keep_tops(const Rank& rank) {
  using Value = decltype(rank(Sum()));
  for (std::size_t d = 0; d < measure_.dimensions.size(); ++d) {
    const auto top = static_cast<std::size_t>(measure_.dimensions[d].top);
    if (top == 0) continue;
    // The set of this dimension alone ranks its members, in each place.
    std::vector<std::vector<bool>> kept(places_.size(), std::vector<bool>(names_[d].size(), false));
    for (std::size_t s = 0; s < sets_.size(); ++s) {
      if (measure_.sets[s] != std::vector<int>{static_cast<int>(d)}) continue;
      std::vector<std::vector<Value>> best(places_.size());  // descending, different from each other
      for (const auto& [key, sum] : sets_[s].sums) {
        std::vector<Value>& values = best[place_of(key)];
        const Value value = rank(sum);
        if (values.size() == top && !(values.back() < value)) continue;
        const auto place =
            std::lower_bound(values.begin(), values.end(), value, [](const Value& a, const Value& b) { return b < a; });
        if (place != values.end() && *place == value) continue;
        values.insert(place, value);
        if (values.size() > top) values.pop_back();
      }
      for (const auto& [key, sum] : sets_[s].sums)
        if (!(rank(sum) < best[place_of(key)].back())) kept[place_of(key)][group_of(key)] = true;
    }
    for (std::size_t s = 0; s < sets_.size(); ++s) {
      const std::vector<int>& set = measure_.sets[s];
      const auto at = std::find(set.begin(), set.end(), static_cast<int>(d));
      if (at == set.end()) continue;
      const auto column = static_cast<std::size_t>(at - set.begin());
      std::erase_if(sets_[s].sums, [&](const auto& entry) {
        return !kept[place_of(entry.first)][static_cast<std::size_t>(member_of_group(s, group_of(entry.first), column))];
      });
    }
  }
}

}  // namespace zh::store
