// Shares of what the shares before were of (R201).
//
// What: “不予公开”的1件，占总数的10%: the words name no whole, or only a total, and the shares of the section before were of
// one that counts alike. They tie part and whole, so chance has no part in it however few digits there are. When contradictory:
// never. When silent: the last share of such an amount stands too far before, or in another section.
#include "check/search.h"
#include "check/shares.h"

namespace zh::check {
namespace {

/// The whole of the last share before of an amount of that noun, in the section and near by; -1 if there is none.
int last_whole(const ShareTies& ties, const Claim& c, int part) {
  const Evidence& e = ties.evidence;
  constexpr int kNear = 4, kBack = 40;  // paragraphs, numbers
  for (int id = c.id - 1; id >= 0 && id >= c.id - kBack; --id) {
    const int base = ties.base_of[static_cast<std::size_t>(id)];
    if (base < 0 || e[id].role != Role::share) continue;
    if (e.paragraph(c.id) - e.paragraph(id) > kNear || e.section(id) != e.section(c.id)) return -1;
    if (e[base].noun == e[part].noun) return base;
  }
  return -1;
}

}  // namespace

void last_wholes(ShareTies& ties, Ledger& ledger, const std::vector<int>& all) {
  const Evidence& e = ties.evidence;
  for (std::size_t i = 1; i < all.size(); ++i) {
    const Claim& c = e[all[i]];
    if (c.role != Role::share || c.kind != claim::Numeral::Kind::percent || c.vague() || ledger.used(c.id) ||
        ties.base_of[static_cast<std::size_t>(c.id)] >= 0 || !ties.adjacent(all[i - 1], c.id))
      continue;
    const bool total = c.base.empty() || claim::starts_with(c.base, U"总") || claim::starts_with(c.base, U"全部");
    const int base = total ? last_whole(ties, c, all[i - 1]) : -1;
    if (base < 0 || e[base].exact < e[all[i - 1]].exact || ties.peer_of(base, c.id)) continue;
    const std::optional<Interval> own = percentage(e[all[i - 1]].value, e[base].value);
    if (!own || fit(c, *own) == Fit::none) continue;
    confirm(e, ledger, "R201", "ratio", c.id, {all[i - 1], base}, *own,
            number_text(e, all[i - 1]) + " ÷ " + number_text(e, base), fit(c, *own) == Fit::truncated);
    ties.bind(c.id, all[i - 1], base);
  }
}

}  // namespace zh::check
