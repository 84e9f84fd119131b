// Several quantities of one sentence, their growths in a list, and the same quantities of the year before.
//
//   G405 growth
//   受理6482件，审结6237件，结案率96.22%，同比分别上升11.5%、12.0%和0.5个百分点；上年受理5815件、审结5567件、结案率95.74%:
//                 the n-th change is that of the n-th quantity
//
// What: as many quantities before the list of changes as it has members, and as many of the same kinds behind it (or before the
// quantities) that an earlier year or 上年 announces. A change of a rate in points is a difference.
// When contradictory: always; the words 分别 pair them.
// When silent: comparable prices; unequal numbers of members.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr std::size_t kMost = 6;

class ListedGrowth {
 public:
  ListedGrowth(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        std::size_t end = i + 1;
        while (end < all.size() && joined(all[end - 1], all[end])) ++end;
        if (end - i >= 2 && end - i <= kMost && is_change(all[i])) group(all, i, end);
        i = end - 1;
      }
  }

 private:
  bool is_change(int id) const { return e_[id].is_percentage() ? e_[id].role == Role::growth : e_[id].role == Role::point; }
  bool joined(int a, int b) const {
    const View between = e_.between(a, b);
    return is_change(a) && is_change(b) &&
           (between == U"、" || between == U"和" || between == U"与" || between == U"及" || between == U"，");
  }
  bool quantity(int id) const {
    const Claim& c = e_[id];
    return !c.vague() && c.role != Role::growth && c.role != Role::point && c.role != Role::change && c.role != Role::count &&
           c.role != Role::limit && (c.is_amount() || c.kind == claim::Numeral::Kind::percent) && c.depth == 0;
  }
  bool alike(int a, int b) const {
    return e_[a].kind == e_[b].kind && (e_[a].is_percentage() || (e_[a].noun == e_[b].noun && addable(e_[a], e_[b])));
  }

  void group(const std::vector<int>& all, std::size_t first, std::size_t end) {
    const Claim& g = e_[all[first]];
    const std::size_t n = end - first;
    if (!claim::contains(g.clause_before, U"分别") || e_[all[first]].depth != 0) return;
    if (!claim::find_any(e_.sentence(g.id), {U"可比", U"不变价", U"同口径", U"剔除", U"扣除", U"环比"}).empty()) return;
    std::vector<int> now;
    for (std::size_t j = first; j-- > 0 && e_[all[j]].sentence == g.sentence && now.size() < n;)
      if (quantity(all[j])) now.push_back(all[j]);
    std::reverse(now.begin(), now.end());
    if (now.size() != n) return;
    // 按此推算上月为72批1191人次；集体访批次、人次分别上升…: what is told of last month is not what grew.
    if (std::any_of(now.begin(), now.end(), [this](int id) { return earlier(id); })) return;
    for (std::size_t k = 0; k < n; ++k)
      if ((e_[all[first + k]].role == Role::point) != e_[now[k]].is_percentage()) return;
    std::vector<int> then;
    for (std::size_t j = end; j < all.size() && e_[all[j]].sentence - g.sentence <= 1 && then.size() < n; ++j) {
      if (then.empty() && (e_[all[j]].segment - g.segment > 1 || !earlier(all[j]))) return;
      if (!quantity(all[j])) {
        if (e_[all[j]].depth == 0) return;
        continue;
      }
      then.push_back(all[j]);
    }
    if (then.size() != n) return;
    for (std::size_t k = 0; k < n; ++k)
      if (!alike(now[k], then[k]) || e_[then[k]].segment != e_[then[0]].segment || e_[then[k]].value.low.sign() <= 0) return;
    for (std::size_t k = 0; k < n; ++k) tell(all[first + k], now[k], then[k]);
  }
  /// 上年, 去年同期, 2020年 before the first of them in its clause.
  bool earlier(int id) const {
    const Claim& c = e_[id];
    return c.role == Role::prior || !claim::find_any(c.clause_before, {U"上年", U"去年", U"同期", U"上月", U"上季"}).empty();
  }

  void tell(int result, int now, int then) {
    const Claim& g = e_[result];
    const bool points = g.role == Role::point;
    const Interval difference = e_[now].value - e_[then].value;
    const std::optional<Interval> computed =
        points ? std::optional<Interval>(difference) : percentage(difference, e_[then].value);
    if (!computed) return;
    const std::string formula =
        points ? number_text(e_, now) + " − " + number_text(e_, then)
               : "(" + number_text(e_, now) + " − " + number_text(e_, then) + ") ÷ " + number_text(e_, then);
    const char* kind = points ? "pp" : "growth";
    if (ledger_.explained(result, {kind})) return;
    // 同比分别变动: the sign is not told.
    const Interval own = g.sign == 0 ? magnitude(*computed) : *computed;
    const Fit how = fit(g, own);
    if (how != Fit::none)
      confirm(e_, ledger_, "G405", kind, result, {now, then}, own, formula, how == Fit::truncated);
    else
      contradict(e_, ledger_, "G405", kind, result, {now, then}, own, formula, "按所列的本期与上年同期计算");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_listed_growth(const Evidence& evidence, Ledger& ledger) { ListedGrowth(evidence, ledger).run(); }

}  // namespace zh::check
