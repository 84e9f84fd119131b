// Shares of two things that are counted at once.
//
//   R245 ratio   道路运输事故174起，死亡60人，分别占事故总起数和死亡总数的84.1%和75.9%: the k-th share is of the k-th amount,
//   in the amount of that noun where the same nouns stand together before
//
// What: two to four amounts of different nouns, then as many shares joined behind 分别 or 各; before them amounts of the same
// nouns in the same order, none smaller. When contradictory: all but one hold for one such group, those that hold are no
// chance, and the words speak of a total (总, 全); or 其中 stands between the two wholes and the two parts. When silent: no
// group, or no share holds for it.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/shares.h"

namespace zh::check {
namespace {

class PairedShares {
 public:
  PairedShares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size();) {
        const std::size_t k = joined_shares(e_, all, i);
        if (k == 2 && i >= 4 && (of_group(all, i) || of_pair(all, i))) {
          i += k;
          continue;
        }
        if (k >= 2 && k <= kMost && i >= k) shares(all, i, k);
        if (e_[all[i]].role == Role::rate && i >= 4) rate(all, i);
        i += std::max<std::size_t>(k, 1);
      }
  }

 private:
  using Ids = std::vector<int>;
  static constexpr std::size_t kMost = 4;
  static constexpr int kBack = 120;  ///< numbers

  bool amount(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.noun.empty() && c.table < 0;
  }

  /// Two amounts of different nouns that stand together, and two of the same nouns behind them: the wholes or parts of each.
  bool twice(const Ids& first, const Ids& second) const {
    for (const Ids* pair : {&first, &second})
      if (!amount((*pair)[0]) || !amount((*pair)[1]) || e_[(*pair)[0]].clause != e_[(*pair)[1]].clause ||
          e_.between((*pair)[0], (*pair)[1]).size() > 2)
        return false;
    return e_[first[0]].noun == e_[second[0]].noun && e_[first[1]].noun == e_[second[1]].noun &&
           e_[first[0]].noun != e_[first[1]].noun && e_[first[0]].sentence == e_[second[0]].sentence &&
           e_[second[0]].clause - e_[first[0]].clause <= 1;
  }
  /// 案件44件65人，占刑事案件737件1164人的6.0%和5.6%: the clause itself names both wholes.
  bool of_group(const std::vector<int>& all, std::size_t i) {
    const Ids parts = {all[i - 4], all[i - 3]}, wholes = {all[i - 2], all[i - 1]};
    if (!twice(parts, wholes) || e_[wholes[1]].clause != e_[all[i]].clause || e_.between(wholes[1], all[i]) != U"的" ||
        !claim::contains(e_.between(parts[1], wholes[0]), U"占") || e_[parts[0]].exact > e_[wholes[0]].exact ||
        e_[parts[1]].exact > e_[wholes[1]].exact)
      return false;
    tell({all[i], all[i + 1]}, parts, wholes);
    return true;
  }
  /// 提起公诉397件757人，其中青少年犯罪案件189件223人，占案件总数的47%、43%: 其中 names the wholes, the place of each the
  /// number.
  bool of_pair(const std::vector<int>& all, std::size_t i) {
    const Ids wholes = {all[i - 4], all[i - 3]}, parts = {all[i - 2], all[i - 1]};
    const Claim& first = e_[all[i]];
    if (!twice(wholes, parts) || e_[parts[0]].sentence != first.sentence || first.clause - e_[parts[0]].clause > 1 ||
        first.segment != e_[parts[0]].segment || !claim::contains(e_.between(wholes[1], parts[0]), U"其中") ||
        e_[parts[0]].exact > e_[wholes[0]].exact || e_[parts[1]].exact > e_[wholes[1]].exact)
      return false;
    const View words = e_.between(parts[1], first.id);
    if (!claim::contains(words, U"占") || !claim::find_any(words, {U"比", U"以上", U"不含"}).empty()) return false;
    tell({all[i], all[i + 1]}, parts, wholes);
    return true;
  }
  /// 已办结397件483人，适用认罪认罚374件439人，认罪认罚适用率90.89%: of the one count or of the other.
  void rate(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const Ids wholes = {all[i - 4], all[i - 3]}, parts = {all[i - 2], all[i - 1]};
    if (c.vague() || !c.is_percentage() || !twice(wholes, parts) || e_[parts[0]].sentence != c.sentence ||
        c.clause - e_[parts[0]].clause > 1 || ledger_.explained(c.id, {"ratio"}) ||
        !shares_word(stem_of_rate(c), e_[parts[0]].before))
      return;
    int near = -1;
    Rational least;
    for (std::size_t n = 0; n < 2; ++n) {
      const std::optional<Interval> own = percentage(e_[parts[n]].value, e_[wholes[n]].value);
      if (!own || e_[parts[n]].exact > e_[wholes[n]].exact) return;
      if (fit(c, *own) != Fit::none) return tell({c.id}, {parts[n]}, {wholes[n]});
      const Rational distance = (c.exact - own->low).abs();
      if (near < 0 || distance < least) near = static_cast<int>(n), least = distance;
    }
    constexpr int kClose = 12;  // of the value
    if (least * Rational(kClose) > c.exact) return;
    tell({c.id}, {parts[static_cast<std::size_t>(near)]}, {wholes[static_cast<std::size_t>(near)]});
  }
  static bool shares_word(const Text& stem, View words) {
    for (std::size_t i = 0; i + 1 < stem.size(); ++i)
      if (claim::contains(words, View(stem).substr(i, 2))) return true;
    return false;
  }

  void shares(const std::vector<int>& all, std::size_t i, std::size_t k) {
    const Claim& first = e_[all[i]];
    if (claim::find_any(first.clause_before, {U"分别", U"各"}).empty()) return;
    const Ids parts(all.begin() + static_cast<std::ptrdiff_t>(i - k), all.begin() + static_cast<std::ptrdiff_t>(i));
    for (std::size_t a = 0; a < k; ++a) {
      if (!amount(parts[a]) || e_[parts[a]].sentence != first.sentence) return;
    }
    // 914人死亡、465人受伤: two may be of one noun, not all.
    if (std::all_of(parts.begin(), parts.end(), [&](int id) { return e_[id].noun == e_[parts.front()].noun; })) return;
    const Ids results(all.begin() + static_cast<std::ptrdiff_t>(i), all.begin() + static_cast<std::ptrdiff_t>(i + k));
    Ids nearly;
    std::size_t most = 0;
    int tried = 0, chosen = 0, served = 0;
    constexpr int kGroups = 8;
    for (int at = parts.front() - static_cast<int>(k); at >= std::max(0, parts.front() - kBack) && tried < kGroups; --at) {
      const Ids group = group_at(at, parts);
      if (group.empty()) continue;
      ++tried;
      std::size_t holds = 0;
      bool rare = false;
      for (std::size_t n = 0; n < k; ++n) {
        const std::optional<Interval> own = percentage(e_[parts[n]].value, e_[group[n]].value);
        if (!own || fit(e_[results[n]], *own) == Fit::none) continue;
        ++holds;
        rare = rare || chance(e_[results[n]], *own) < kRare;
      }
      if (holds == k && rare) return tell(results, parts, group, kLikeOthers);
      if (holds > 0) ++served;
      if (holds + 1 == k && rare && holds > most) nearly = group, most = holds, chosen = tried;
    }
    // Of two one alone may hold by chance, of a group that is not the nearest or not the only one.
    if (nearly.empty() || (k == 2 && (chosen > 1 || served > 1)) ||
        claim::find_any(first.clause_before, {U"总", U"全"}).empty())
      return;
    tell(results, parts, nearly, kLikeOthers);
  }

  /// Amounts of the nouns of the parts that stand together from this number on.
  Ids group_at(int at, const Ids& parts) const {
    Ids out;
    for (std::size_t n = 0; n < parts.size(); ++n) {
      const int id = at + static_cast<int>(n);
      if (!amount(id) || e_[id].noun != e_[parts[n]].noun || e_[id].exact < e_[parts[n]].exact ||
          e_[id].passage != e_[at].passage || e_[id].sentence != e_[at].sentence)
        return {};
      out.push_back(id);
    }
    return e_[at].exact > e_[parts[0]].exact ? out : Ids();
  }

  void tell(const Ids& results, const Ids& parts, const Ids& wholes, const char* reason = "按词句所指的两数计算") {
    for (std::size_t n = 0; n < results.size(); ++n) {
      const Claim& c = e_[results[n]];
      const std::optional<Interval> own = percentage(e_[parts[n]].value, e_[wholes[n]].value);
      if (!own || ledger_.firmly_explained(c.id, "ratio")) continue;
      const std::string formula = number_text(e_, parts[n]) + " ÷ " + number_text(e_, wholes[n]);
      if (const Fit how = fit(c, *own); how != Fit::none)
        confirm(e_, ledger_, "R245", "ratio", c.id, {parts[n], wholes[n]}, *own, formula, how == Fit::truncated);
      else
        miss(e_, ledger_, {"R245", "ratio", c.id, {parts[n], wholes[n]}, quotient_percent, Tie::certain, formula, reason});
    }
  }

  static constexpr std::int64_t kRare = 12000;
  static constexpr const char* kLikeOthers = "同列其他占比都按此计算，而";

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_paired_shares(const Evidence& evidence, Ledger& ledger) { PairedShares(evidence, ledger).run(); }

}  // namespace zh::check
