// Parts of one whole, told together.
#include "check/parts.h"

namespace zh::check {

namespace {
constexpr std::size_t kMostTogether = 4;
}

void tell_parts(const Evidence& evidence, Ledger& ledger, const char* rule, int whole, const std::vector<int>& parts) {
  for (std::size_t from = 0; from < parts.size(); from += kMostTogether) {
    const std::vector<int> few(parts.begin() + static_cast<std::ptrdiff_t>(from),
                               parts.begin() + static_cast<std::ptrdiff_t>(std::min(from + kMostTogether, parts.size())));
    ledger.tell(rule, "bound", Verdict::consistent, whole, few,
                number_text(evidence, whole) + " ≥ " + joined(evidence, few, "、"));
  }
}

void Parts::tell(bool across) {
  std::map<int, std::vector<int>> parts_of;
  for (const auto& [part, whole] : whole_of_) parts_of[whole].push_back(part);
  for (const auto& [whole, parts] : parts_of) {
    // The middle of a chain is told with its beginning.
    const auto above = whole_of_.find(whole);
    if (above != whole_of_.end() && parts.size() == 1 && parts_of[above->second].size() == 1) continue;
    std::vector<int> chain = {whole};
    for (auto next = parts_of.find(whole); next != parts_of.end() && next->second.size() == 1 && chain.size() <= kMostTogether;
         next = parts_of.find(chain.back()))
      chain.push_back(next->second.front());
    if (chain.size() <= 2) {
      groups(whole, parts, across);
      continue;
    }
    ledger_.tell(rule_, "bound", Verdict::consistent, whole, {chain.begin() + 1, chain.end()}, joined(e_, chain, " ≥ "));
  }
}

void Parts::groups(int whole, const std::vector<int>& parts, bool across) {
  for (auto from = parts.begin(); from != parts.end();) {
    const auto to = std::find_if(from, parts.end(), [&](int id) { return !across && e_[id].block != e_[*from].block; });
    tell_parts(e_, ledger_, rule_, whole, {from, to});
    from = to;
  }
}

}  // namespace zh::check
