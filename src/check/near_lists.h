#pragma once
#include "check/evidence.h"

namespace zh::check {

/// Whether two amounts divide a whole, by their names or the words before them: 按期回复2424件，逾期71件.
bool opposed(const Claim& a, const Claim& b);

}  // namespace zh::check
