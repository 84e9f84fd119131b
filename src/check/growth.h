#pragma once
#include <vector>

#include "check/search.h"

namespace zh::check {

/// An amount that a growth can be of.
inline bool is_amount_like(const Claim& c) { return c.is_amount() && c.is_level() && !c.vague() && c.exact.sign() > 0; }

/// 年均增长, 平均每年增长: over several years.
bool yearly(const Evidence& evidence, int id);
/// Looks for the two levels of a yearly rate, the paragraph's i-th number; queues them where none fit.
void yearly_growth(const Evidence& evidence, Ledger& ledger, Search& search, const std::vector<int>& paragraph, std::size_t i);

}  // namespace zh::check
