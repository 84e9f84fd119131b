#pragma once
#include "check/evidence.h"

namespace zh::check {

/// What parts contribute to a growth, and how growths move a share. One of the rule families (rules.h).
void check_contributions(const Evidence& evidence, Ledger& ledger);

}  // namespace zh::check
