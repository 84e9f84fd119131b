#pragma once
#include "check/evidence.h"

namespace zh::check {

/// Lists that a slip of one digit keeps from their total. Runs when all other rules have found their sums.
void check_near_lists(const Evidence& evidence, Ledger& ledger);

}  // namespace zh::check
