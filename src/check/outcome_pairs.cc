// Rates of what was decided one way or the other, of cases or of persons.
//
//   R247 ratio   批准逮捕158件196人，不批准33件40人，不捕率16.9%; 执结585件 … 另有25件未执结，执结率95.9%: one of the two over
//   both
//
// What: a rate that is named after one of two opposite decisions (起诉 and 不起诉, 批捕 and 不捕, any word and 未 or 不 before
// it), and the amounts that the words tell of both, in its sentence or the two before it; the second of two amounts that stand
// side by side (29件48人) is told by the words of the first. Each noun is tried. The whole is both together, printed or not.
// When contradictory: both are told of one noun only, and one digit would mend it. When silent: one of the two is not told;
// earlier times.
#include <algorithm>

#include "check/frames.h"
#include "check/misses.h"
#include "check/outcomes.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

struct Decision {
  std::vector<View> yes, no;            ///< as an amount is told; a text is asked for `no` first
  std::vector<View> yes_rate, no_rate;  ///< as the rate is called
};

const std::vector<Decision>& decisions() {
  static const std::vector<Decision> kDecisions = {
      {{U"起诉", U"提起公诉", U"公诉"}, {U"不起诉", U"不诉"}, {U"起诉"}, {U"不起诉", U"不诉"}},
      {{U"批准逮捕", U"批捕", U"决定逮捕", U"逮捕"},
       {U"不批准逮捕", U"不批准", U"不批捕", U"不逮捕", U"不予逮捕", U"不捕"},
       {U"批捕", U"逮捕"},
       {U"不批捕", U"不捕"}}};
  return kDecisions;
}

bool says(View words, const std::vector<View>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [&](View w) { return claim::contains(words, w); });
}
bool ends(View words, const std::vector<View>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [&](View w) { return claim::ends_with(words, w); });
}

class OutcomePairs {
 public:
  OutcomePairs(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.kind != claim::Numeral::Kind::percent || c.role != Role::rate || c.vague() || c.exact.is_zero() ||
            c.exact > Rational(100) || ledger_.firmly_explained(c.id, "ratio") || ledger_.fixed(c.id, "ratio") ||
            surely_earlier(c.before))
          continue;
        View name = c.before;
        const std::size_t rate = name.rfind(U'率');
        if (rate == View::npos || rate < 2 || name.size() - rate > kLink) continue;
        name = name.substr(0, rate);
        if (const std::optional<Decision> decision = decision_of(name)) judge(all, i, *decision, ends(name, decision->no_rate));
      }
  }

 private:
  using Ids = std::vector<int>;

  /// What a rate is named after; 执结 and 未执结 of a word that stands in no list.
  static std::optional<Decision> decision_of(View name) {
    for (const Decision& d : decisions())
      if (ends(name, d.yes_rate) || ends(name, d.no_rate)) return d;
    if (const View own =
            claim::end_any(name, {U"执结", U"审结", U"结案", U"办结", U"整改", U"到庭", U"履行", U"兑付", U"签约"});
        !own.empty()) {
      static const std::vector<View> kNot = {U"未执结", U"未审结", U"未结案", U"未办结", U"未整改",
                                             U"未到庭", U"未履行", U"未兑付", U"未签约"};
      for (const View no : kNot)
        if (no.substr(1) == own) return Decision{{own}, {no}, {own}, {no}};
    }
    return std::nullopt;
  }

  bool amount(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.noun.empty() && c.exact.sign() >= 0 && c.value.is_point();
  }
  /// The words that tell an amount: of 29件48人 those before 29; what stands behind it up to the next mark.
  Text told(const Ids& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    std::size_t first = i;
    if (c.before.empty() && i > 0 && e_[all[i - 1]].noun_end == c.start && e_[all[i - 1]].is_amount() &&
        e_[all[i - 1]].noun != c.noun)
      first = i - 1;
    Text words(e_[all[first]].before);
    const bool last = i + 1 == all.size() || e_[all[i + 1]].start != c.noun_end;
    if (last && c.after.size() <= kBehind) words += U' ', words += c.after;
    return words;
  }

  struct Sides {
    Text noun;
    int yes = -1, no = -1;
  };
  void judge(const Ids& all, std::size_t i, const Decision& decision, bool of_no) {
    const Claim& c = e_[all[i]];
    std::vector<Sides> found;
    for (std::size_t j = i; j-- > 0 && c.sentence - e_[all[j]].sentence <= kSentences;) {
      if (!amount(all[j])) continue;
      const Text words = told(all, j);
      if (surely_earlier(words)) continue;
      const bool no = says(words, decision.no), yes = !no && says(words, decision.yes);
      if (!no && !yes) continue;
      const Text& noun = e_[all[j]].noun;
      auto at = std::find_if(found.begin(), found.end(), [&](const Sides& s) { return s.noun == noun; });
      if (at == found.end()) at = found.insert(found.end(), Sides{noun, -1, -1});
      int& side = no ? at->no : at->yes;
      if (side < 0) side = all[j];
    }
    std::erase_if(found, [](const Sides& s) { return s.yes < 0 || s.no < 0; });
    if (found.empty()) return;
    const Recompute again = [](const std::vector<Interval>& v) { return percentage(v[0], v[0] + v[1]); };
    Search search(e_, ledger_, c.id, "R247", "ratio");
    for (const Sides& s : found) {
      const int part = of_no ? s.no : s.yes, other = of_no ? s.yes : s.no;
      const std::optional<Interval> own = again({e_[part].value, e_[other].value});
      const int whole = whole_of(all, i, s);
      const bool done = whole >= 0 ? search.offer(percentage(e_[part].value, e_[whole].value), {part, whole},
                                                  number_text(e_, part) + " ÷ " + number_text(e_, whole), kCharge)
                                   : search.offer(own, {part, other}, formula(part, other), kCharge);
      if (done) return;
    }
    search.forget();
    if (found.size() != 1) return;
    const int part = of_no ? found[0].no : found[0].yes, other = of_no ? found[0].yes : found[0].no;
    miss(e_, ledger_, {"R247", "ratio", c.id, {part, other}, again, Tie::strong, formula(part, other), "按所说的两种结果计算"});
  }
  std::string formula(int part, int other) const {
    return number_text(e_, part) + " ÷ (" + number_text(e_, part) + " + " + number_text(e_, other) + ")";
  }
  /// What both make up, where it is printed before them.
  int whole_of(const Ids& all, std::size_t i, const Sides& s) const {
    const Rational both = e_[s.yes].exact + e_[s.no].exact;
    for (std::size_t j = i; j-- > 0 && e_[all[i]].sentence - e_[all[j]].sentence <= kSentences;)
      if (amount(all[j]) && e_[all[j]].noun == s.noun && e_[all[j]].exact == both) return all[j];
    return -1;
  }

  static constexpr std::size_t kLink = 4;    ///< 率为, 率达到
  static constexpr std::size_t kBehind = 6;  ///< 未执结
  static constexpr int kSentences = 2;
  static constexpr int kCharge = 4;  ///< percent of a try's chance: both numbers are told by their words

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_outcome_pairs(const Evidence& evidence, Ledger& ledger) { OutcomePairs(evidence, ledger).run(); }

}  // namespace zh::check
