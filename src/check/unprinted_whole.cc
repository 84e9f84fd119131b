// Shares whose common whole is not printed.
//
// 举报401件。(new paragraph) 甲6件，占2%；乙36件，占9%；丙132件，占34%；丁130件，占34%；戊56件，占15%: a whole of 385 would
// give each of them, and 401 gives but two. Who printed them divided by something else. 占总量的34% says what it is of.
#include <algorithm>
#include <optional>

#include "check/misses.h"
#include "check/search.h"

namespace zh::check {

bool unprinted_whole(const Evidence& e, const Claim& share, const Claim& whole) {
  constexpr int kFewest = 5;
  if (share.table >= 0 || whole.passage == share.passage || !share.base.empty()) return false;
  const int p = e.paragraph(share.id);
  if (p < 0) return false;
  std::optional<Interval> common;  ///< the wholes that give every share
  int shares = 0;
  for (const int id : e.paragraphs()[static_cast<std::size_t>(p)]) {
    if (e[id].sentence != share.sentence || id == 0) continue;
    const Claim& part = e[id - 1];
    if (!e[id].is_percentage() || e[id].role != share.role || !part.is_amount() || part.role != Role::level || part.vague() ||
        part.noun != whole.noun || share_behind(e, part.id) != id || e[id].value.low.sign() <= 0)
      continue;
    const std::optional<Interval> own = divide(part.value * Interval::exactly(100), e[id].value);
    if (!own) continue;
    ++shares;
    if (!common) {
      common = own;
      continue;
    }
    common = Interval{std::max(common->low, own->low), std::min(common->high, own->high)};
    if (common->low > common->high) return false;
  }
  if (shares < kFewest || !common || common->meets(whole.value)) return false;
  // Or the whole has a slip.
  return !any_variant(whole, [&](const Interval& v) { return v.meets(*common); });
}

}  // namespace zh::check
