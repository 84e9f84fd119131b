#pragma once
#include "check/search.h"

namespace zh::check {

/// Queues a reading that does not hold. Nothing happens if it holds, is not exact, or an operand is missing.
void miss(const Evidence& evidence, Ledger& ledger, Miss candidate);
/// Weighs what was queued, when all rules have run.
void settle_misses(const Evidence& evidence, Ledger& ledger);

}  // namespace zh::check
