#include "store/store.h"

#include <algorithm>
#include <set>

namespace zh::store {

std::string Origin::str() const {
  std::string text = file;
  if (records) return text + " · " + std::to_string(records->files) + "个文件 · 计入" + std::to_string(rows) + "件";
  if (!sheet.empty()) return text + " · " + sheet + " · " + cell;
  if (cell.empty()) return text;
  // A text table has no cell names: say row and column.
  std::size_t letters = 0;
  int column = 0;
  while (letters < cell.size() && cell[letters] >= 'A' && cell[letters] <= 'Z')
    column = column * 26 + (cell[letters++] - 'A' + 1);
  if (letters == 0 || letters == cell.size()) return text + " · " + cell;
  return text + " · 第" + cell.substr(letters) + "行第" + std::to_string(column) + "列";
}

std::string Key::str() const {
  std::string text = indicator + "[" + period.str() + ", " + region;
  for (const auto& [breakdown, member] : members) text += ", " + breakdown + " = " + member;
  if (!vintage.empty()) text += ", " + vintage;
  return text + "]";
}

const Observation* Store::find(const Key& key) const {
  const auto found = observations_.find(key);
  return found == observations_.end() ? nullptr : &found->second;
}

std::vector<std::string> Store::members(const std::string& indicator, const std::string& region, const Period& period,
                                        const std::string& breakdown) const {
  std::set<std::string> members;
  const Key from{indicator, region, period, {}, {}};
  for (auto it = observations_.lower_bound(from); it != observations_.end(); ++it) {
    const Key& key = it->first;
    if (key.indicator != indicator || key.region != region || key.period != period) break;
    if (const auto member = key.members.find(breakdown); member != key.members.end()) members.insert(member->second);
  }
  return {members.begin(), members.end()};
}

std::vector<Period> Store::periods(const std::string& indicator, const std::string& region) const {
  std::vector<Period> periods;
  for (auto it = observations_.lower_bound(Key{indicator, region, {}, {}, {}}); it != observations_.end(); ++it) {
    if (it->first.indicator != indicator || it->first.region != region) break;
    if (periods.empty() || periods.back() != it->first.period) periods.push_back(it->first.period);
  }
  return periods;
}

}  // namespace zh::store
