#pragma once
#include "expr/expr.h"

namespace zh::report {

/// The report's period and those before it, oldest first, a year apart.
std::vector<Period> last_years(const Period& period, int count);

}  // namespace zh::report
