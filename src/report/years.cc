#include "report/years.h"

#include <algorithm>

namespace zh::report {

std::vector<Period> last_years(const Period& period, int count) {
  std::vector<Period> out{period};
  while (static_cast<int>(out.size()) < count) out.push_back(out.back().year_before());
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace zh::report
