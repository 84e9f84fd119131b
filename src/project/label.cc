#include "project/label.h"

namespace zh::project {

std::string key_label(const store::Key& key, const catalog::Indicator& indicator, const Config& config) {
  std::string in_brackets;
  const auto add = [&](const std::string& words) { in_brackets += (in_brackets.empty() ? "" : "，") + words; };
  for (const auto& [breakdown, member] : key.members) add(member);
  if (key.region != config.region.code) {
    std::string region = key.region;
    for (const ingest::RegionName& other : config.regions)
      if (other.code == key.region) region = other.short_name;
    add(region);
  }
  if (!key.vintage.empty()) add(key.vintage);
  return indicator.name + (in_brackets.empty() ? "" : "（" + in_brackets + "）");
}

}  // namespace zh::project
