// Growths right behind the change that they are of.
//
//   G406 growth
//   面积39657万亩，比上年增加398.2万亩，增长1.0%; 多结119件，升7%; 37起、33人，少8起、少9人，降幅17.8%、21.4%:
//                 change over the level, or over what it is compared with
//
// Why: place and noun tie the three, so chance has no part in it however few digits the growth has. What: the nearest change
// before the growth in its sentence, the nearest level of that noun before the change; what stands in brackets is of other
// units. When contradictory: never; G401 weighs what fails. When silent: comparable prices; another comparison between.
#include <algorithm>

#include "check/frames.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class ToldGrowth {
 public:
  ToldGrowth(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) {
        if (!growth(all[i])) continue;
        std::size_t end = i + 1;
        while (end < all.size() && growth(all[end]) && listed(all[end - 1], all[end])) ++end;
        if (end - i == 1)
          one(all, i);
        else
          several(all, i, end);
        i = end - 1;
      }
  }

 private:
  bool growth(int id) const {
    const Claim& c = e_[id];
    return c.kind == claim::Numeral::Kind::percent && c.table < 0 && c.role == Role::growth && !c.vague();
  }
  bool listed(int a, int b) const {
    const View between = e_.between(a, b);
    return between == U"、" || between == U"和" || between == U"，" || between == U"及";
  }
  bool change(int id) const { return e_[id].is_amount() && e_[id].role == Role::change && !e_[id].vague(); }

  void one(const std::vector<int>& all, std::size_t i) {
    const Claim& g = e_[all[i]];
    if (ledger_.firmly_explained(g.id, "growth") || other_basis(g.clause_before)) return;
    std::size_t j = i;
    // 增加398.2万亩（26.5千公顷），增长1.0%
    while (j-- > 0 && e_[all[j]].sentence == g.sentence && e_[all[j]].depth > g.depth)
      ;
    if (j >= all.size() || e_[all[j]].sentence != g.sentence || !change(all[j])) return;
    const Claim& d = e_[all[j]];
    if (d.depth != g.depth || g.clause - d.clause > 2 + 2 * static_cast<int>(i - j - 1) || other_basis(d.clause_before) ||
        !own_words(g).empty() || (g.sign != 0 && d.sign != 0 && g.sign != d.sign) || (g.month_on_month && d.year_on_year))
      return;
    tell(g, d, level_before(all, j));
  }
  /// What the growth says it is of besides its verb.
  static View own_words(const Claim& g) {
    const claim::Verb verb = claim::last_change_verb(g.before);
    return claim::strip_name(verb ? View(g.before).substr(0, verb.at) : View(g.before));
  }

  /// The nearest level of the noun of the change before it, in its sentence or the two before where this one tells none.
  int level_before(const std::vector<int>& all, std::size_t at) const {
    const Claim& d = e_[all[at]];
    for (std::size_t j = at; j-- > 0 && d.sentence - e_[all[j]].sentence <= 2;) {
      const Claim& l = e_[all[j]];
      if (l.depth > d.depth || !l.is_amount() || l.role == Role::change || l.vague() || l.chinese || planned(l)) continue;
      if (l.noun != d.noun || d.noun.empty() || l.value.low.sign() <= 0) continue;
      if (l.scale == 0 && d.scale > 0 && l.exact < d.exact) continue;
      // Of another sentence only what the change may be of.
      if (l.sentence != d.sentence && !d.name_inherited && d.name.size() >= 2 && claim::likeness(d.name, l.name) < 50 &&
          !claim::contains(l.clause_before, View(d.name).substr(0, 2)))
        return -1;
      return l.id;
    }
    return -1;
  }

  /// As many changes before as growths, each with the level of its noun.
  void several(const std::vector<int>& all, std::size_t first, std::size_t end) {
    const std::size_t n = end - first;
    if (first < n) return;
    const Claim& g = e_[all[first]];
    std::vector<Claim const*> changes;
    for (std::size_t j = first - n; j < first; ++j) {
      const Claim& d = e_[all[j]];
      if (!change(d.id) || d.sentence != g.sentence || d.depth != g.depth || g.clause - d.clause > 3) return;
      changes.push_back(&d);
    }
    std::vector<int> levels;
    for (std::size_t j = first - n; j-- > 0 && levels.size() < n && e_[all[j]].sentence == g.sentence;) {
      const Claim& l = e_[all[j]];
      if (l.depth > g.depth) continue;
      if (!l.is_amount() || l.role == Role::change || l.vague()) return;
      levels.insert(levels.begin(), l.id);
    }
    if (levels.size() != n) return;
    for (std::size_t k = 0; k < n; ++k)
      if (e_[levels[k]].noun != changes[k]->noun) return;
    for (std::size_t k = 0; k < n; ++k)
      if (!ledger_.firmly_explained(all[first + k], "growth")) tell(e_[all[first + k]], *changes[k], levels[k]);
  }

  void tell(const Claim& g, const Claim& d, int level) {
    if (level < 0) return;
    const Claim& l = e_[level];
    const int sign = g.exact.sign() < 0 || (g.sign == 0 && d.sign < 0) ? -1 : 1;
    const Interval m = magnitude(d.value);
    const Interval s = sign < 0 ? -m : m;
    const bool prior = compared_level(e_, level) || behind_than(l, d);
    const Interval base = prior ? l.value : l.value - s;
    if (base.low.sign() <= 0) return;
    std::optional<Interval> own = percentage(s, base);
    if (!own) return;
    if (g.exact.sign() > 0 && sign < 0) own = magnitude(*own);
    const Fit how = fit(g, *own);
    if (how == Fit::none && (prior || !follows(g, d, level))) return;
    const std::string text = prior ? number_text(e_, d.id) + " ÷ " + number_text(e_, level)
                                   : number_text(e_, d.id) + " ÷ (" + number_text(e_, level) + (sign < 0 ? " + " : " − ") +
                                         number_text(e_, d.id) + ")";
    if (how != Fit::none) {
      confirm(e_, ledger_, "G406", "growth", g.id, {d.id, level}, *own, text, how == Fit::truncated);
      return;
    }
    const Recompute again = [sign](const std::vector<Interval>& v) {
      const Interval size = sign < 0 ? -magnitude(v[0]) : magnitude(v[0]);
      return percentage(size, v[1] - size);
    };
    miss(e_, ledger_, {"G406", "growth", g.id, {d.id, level}, again, Tie::certain, text, "前一数按同样方法相符，而"});
  }
  /// 1起，死亡13人，…减少1起、下降50%，死人减少9人、下降45.8%: two levels side by side, then their changes in that order, and
  /// the growth of the first is right.
  bool follows(const Claim& g, const Claim& d, int level) const {
    if (level == 0 || e_[level].sentence != g.sentence || d.id < 2 || g.id != d.id + 1) return false;
    const Claim &first = e_[level - 1], &own = e_[level];
    if (!first.is_amount() || first.role != Role::level || first.vague() || first.noun == own.noun ||
        first.sentence != own.sentence || first.depth != own.depth)
      return false;
    for (const int index : ledger_.of_result(d.id - 1)) {
      const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
      if (entry.kind == "growth" && entry.verdict == Verdict::consistent && entry.operands.size() == 2 &&
          std::find(entry.operands.begin(), entry.operands.end(), first.id) != entry.operands.end() &&
          std::find(entry.operands.begin(), entry.operands.end(), d.id - 2) != entry.operands.end())
        return true;
    }
    return false;
  }
  /// 较上周39宗多8宗: compared with right before the change.
  bool behind_than(const Claim& l, const Claim& d) const {
    return l.clause == d.clause && l.id + 1 == d.id && !claim::find_any(l.before, {U"较", U"比"}).empty();
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_told_growth(const Evidence& evidence, Ledger& ledger) { ToldGrowth(evidence, ledger).run(); }

}  // namespace zh::check
