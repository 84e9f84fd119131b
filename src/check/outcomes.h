#pragma once
#include "check/evidence.h"

namespace zh::check {

/// Whether the words at a number say what came of an examination: 合格, 不达标, 已整改, 办结 …
bool says_outcome(const Claim& claim);

/// Whether the words at a number say that so many were examined or taken in: 抽检1260批次.
bool examined(const Claim& claim);
/// Whether a rate is named after such an outcome: 合格率, 办结率.
bool outcome_rate(const Claim& claim);

}  // namespace zh::check
