#pragma once
#include "check/evidence.h"

namespace zh::check {

/// For each contradictory relation the smallest changes of one number that make it hold, best first (Fellegi and Holt 1976:
/// change the fewest fields): by contradictions that disappear, consistent relations that break, then edit cost.
void find_repairs(const Evidence& evidence, const Ledger& ledger, std::vector<Relation>& relations);

}  // namespace zh::check
