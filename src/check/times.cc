#include "check/times.h"

namespace zh::check {

Text times(const Evidence& evidence, const Claim& c) {
  Text out;
  if (c.table >= 0) return out;
  const View text = evidence.passage(c.id).text;
  std::size_t from = c.start;
  while (from > 0 && !claim::one_of(text[from - 1], U"。！？\n")) --from;
  Text run;
  for (const char32_t ch : text.substr(from, c.start - from)) {
    if (claim::is_digit(ch) || claim::one_of(ch, U"-—~至一二三四上下半前")) {
      run += ch;
      continue;
    }
    if (claim::one_of(ch, U"年月季") && !run.empty()) out += run + Text(1, ch);
    run.clear();
  }
  return out;
}

bool other_time(const Evidence& evidence, const Claim& a, const Claim& b) {
  const Text x = times(evidence, a), y = times(evidence, b);
  if (!x.empty() && !y.empty() && x != y && !claim::contains(x, y) && !claim::contains(y, x)) return true;
  const claim::Words kTimes = {U"上年", U"去年", U"同期", U"累计", U"当月", U"本月",
                               U"上月", U"年初", U"期初", U"计划", U"预算", U"目标"};
  return claim::find_any(a.clause_before, kTimes) != claim::find_any(b.clause_before, kTimes);
}

}  // namespace zh::check
