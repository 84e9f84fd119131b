#pragma once
#include "check/evidence.h"

namespace zh::check {

/// Whether the words at a number say what came of an examination: 合格, 不达标, 已整改, 办结 …
bool says_outcome(const Claim& claim);

}  // namespace zh::check
