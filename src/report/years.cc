#include "report/years.h"

#include <algorithm>

namespace zh::report {

std::vector<Period> last_years(const Period& period, int count) {
  std::vector<Period> out{period};
  while (static_cast<int>(out.size()) < count) out.push_back(out.back().year_before());
  std::reverse(out.begin(), out.end());
  return out;
}

expr::Items over_years(const expr::Expression& x, const expr::Environment& environment, const expr::Context& context,
                       int years) {
  expr::Items items;
  for (const Period& period : last_years(context.period, years)) {
    expr::Context there = context;
    there.period = period;
    expr::Item item{.label = period.chinese()};
    const expr::Result result = x.evaluate(environment, there);
    if (const auto* value = std::get_if<expr::Value>(&result)) item.value = *value;
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace zh::report
