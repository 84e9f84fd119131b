#pragma once
#include "check/search.h"

namespace zh::check {

/// Queues a reading that does not hold. Nothing happens if it holds, is not exact, or an operand is missing.
void miss(const Evidence& evidence, Ledger& ledger, Miss candidate);
/// Tells a reading that holds, queues one that does not.
void tell_or_wait(const Evidence& evidence, Ledger& ledger, Miss reading);
/// The same of a total and its parts.
void tell_or_wait(const Evidence& evidence, Ledger& ledger, const char* rule, int whole, const std::vector<int>& parts, Tie tie,
                  const char* reason);
/// Whether each part has its share right behind it, and what they lack of the whole may hide in the rounding of the shares:
/// 559.3亿元占56.9%，233.8亿元占23.8%，189.5亿元占19.3%, of 983.1亿元. Not where all are counted.
bool hidden_rest(const Evidence& evidence, int whole, const std::vector<int>& parts);
/// 公务执勤（9.6万起）及其他出动（10.5万起）占总数的10.3%: whether the share right behind an amount in brackets is of the one
/// before too.
bool share_of_two(const Evidence& evidence, const Claim& share, int part);
/// Whether five shares or more of a sentence agree on a whole that is not this one, nor this one but for a digit: then what is
/// printed in another paragraph is not what they are of.
bool unprinted_whole(const Evidence& evidence, const Claim& share, const Claim& whole);
/// Weighs what was queued, when all rules have run.
void settle_misses(const Evidence& evidence, Ledger& ledger);

}  // namespace zh::check
