#include "report/ledger.h"

#include <fmt/format.h>

namespace zh::report {

std::string Place::str() const {
  const std::string cell = row > 0 ? fmt::format("第{}行第{}列", row, column) : std::string();
  switch (kind) {
    case Kind::text:
      return paragraph > 0 ? fmt::format("{}第{}段", section, paragraph) : section + "标题";
    case Kind::table:
      return (number.empty() ? section + "表" : number) + cell;
    case Kind::figure:
      return number + cell;
    case Kind::caption:
      return number + "标题";
    case Kind::note:
      return number + "注";
  }
  return {};
}

Fact& Ledger::add(Fact fact) {
  const auto [at, is_new] = index_.try_emplace(fact.id, facts_.size());
  if (is_new) return facts_.emplace_back(std::move(fact));
  Fact& known = facts_[at->second];
  known.places.insert(known.places.end(), fact.places.begin(), fact.places.end());
  return known;
}

const Fact* Ledger::find(std::string_view id) const {
  const auto at = index_.find(id);
  return at == index_.end() ? nullptr : &facts_[at->second];
}

}  // namespace zh::report
