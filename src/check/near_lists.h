#pragma once
#include "check/evidence.h"

namespace zh::check {

/// Lists that a slip of one digit keeps from their total. Runs when all other rules have found their sums.
void check_near_lists(const Evidence& evidence, Ledger& ledger);

/// Whether two amounts divide a whole, by their names or the words before them: 按期回复2424件，逾期71件.
bool opposed(const Claim& a, const Claim& b);

}  // namespace zh::check
