#pragma once
#include "expr/expr.h"

namespace zh::report {

/// The report's period and those before it, oldest first, a year apart.
std::vector<Period> last_years(const Period& period, int count);

/// An expression in each of them; a value that is no single number is missing there.
expr::Items over_years(const expr::Expression& x, const expr::Environment& environment, const expr::Context& context,
                       int years);

}  // namespace zh::report
