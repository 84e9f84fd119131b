// Proportions and the amounts or shares they repeat.
//
//   R203 ratio   21.5∶36.1∶42.4: the k-th part is the share of the k-th of as many like amounts before it
//   E809 same    5.1:42.5:52.4 repeats the shares that were listed before
//
// What: all but at most one member must agree, in order. When contradictory: one member of three or more disagrees while the
// others hold; the tie is then as good as certain. When silent: fewer agree.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Proportions {
 public:
  Proportions(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    const std::vector<int>& prose = e_.prose();
    for (std::size_t i = 0; i < prose.size(); ++i) {
      const std::size_t k = length(i);
      if (k < 2) continue;
      const std::vector<int> members(prose.begin() + static_cast<std::ptrdiff_t>(i),
                                     prose.begin() + static_cast<std::ptrdiff_t>(i + k));
      if (k >= 3) {
        of_amounts(members, i);
        repeated(members, i);
      }
      i += k - 1;
    }
  }

 private:
  /// How many parts of one proportion, or percentages of one list, begin here.
  std::size_t length(std::size_t i) const {
    const std::vector<int>& prose = e_.prose();
    const Claim& first = e_[prose[i]];
    if (!first.is_percentage() || first.role == Role::growth || first.vague()) return 0;
    std::size_t k = 1;
    while (i + k < prose.size() && k < 8) {
      const Claim& next = e_[prose[i + k]];
      const bool part = first.kind == claim::Numeral::Kind::part;  // a full-width colon between them ends a clause elsewhere
      if (next.kind != first.kind || next.passage != first.passage || (next.clause != first.clause && !part)) break;
      const View between = e_.between(prose[i + k - 1], prose[i + k]);
      if (part && between.size() > 1) break;
      if (!part && between != U"、" && between != U"和" && between != U"及" && between != U"与") break;
      ++k;
    }
    return k;
  }

  /// Windows of as many like amounts, nearest first, whose shares of their own sum these are.
  void of_amounts(const std::vector<int>& members, std::size_t at) {
    const std::vector<int>& prose = e_.prose();
    std::vector<int> amounts;  // nearest first
    for (std::size_t j = at; j-- > 0 && amounts.size() < 16 && e_[prose[j]].block >= e_[members[0]].block - 3;) {
      const Claim& c = e_[prose[j]];
      if (c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0 && !c.noun.empty())
        amounts.push_back(c.id);
    }
    const std::size_t k = members.size();
    for (std::size_t from = 0; from + k <= amounts.size(); ++from) {
      std::vector<int> window(amounts.begin() + static_cast<std::ptrdiff_t>(from),
                              amounts.begin() + static_cast<std::ptrdiff_t>(from + k));
      std::reverse(window.begin(), window.end());
      if (std::any_of(window.begin(), window.end(), [&](int id) { return e_[id].noun != e_[window[0]].noun; })) continue;
      const Interval sum = sum_of(e_, window);
      int base = -1;
      for (std::size_t j = from + k; j < std::min(amounts.size(), from + k + 3); ++j)
        if (e_[amounts[j]].noun == e_[window[0]].noun && fit(e_[amounts[j]], sum) != Fit::none) base = amounts[j];
      for (std::size_t j = 0; base < 0 && j < from; ++j)
        if (e_[amounts[j]].noun == e_[window[0]].noun && fit(e_[amounts[j]], sum) != Fit::none) base = amounts[j];
      const Interval whole = base >= 0 ? e_[base].value : sum;
      std::size_t holds = 0;
      for (std::size_t m = 0; m < k; ++m) {
        const std::optional<Interval> share = percentage(e_[window[m]].value, whole);
        holds += share && fit(e_[members[m]], *share) == Fit::rounded;
      }
      if (holds + 1 < k || (holds < k && base < 0)) continue;
      for (std::size_t m = 0; m < k; ++m) {
        std::vector<int> operands = {window[m]};
        if (base >= 0)
          operands.push_back(base);
        else
          for (const int other : window)
            if (other != window[m]) operands.push_back(other);
        const std::optional<Interval> share = percentage(e_[window[m]].value, whole);
        const std::string formula =
            number_text(e_, window[m]) + " ÷ " + (base >= 0 ? number_text(e_, base) : "(" + joined(e_, window, " + ") + ")");
        const Fit how = share ? fit(e_[members[m]], *share) : Fit::none;
        if (how != Fit::none)  // one of them may have been cut off so that all make 100
          confirm(e_, ledger_, "R203", "ratio", members[m], operands, *share, formula, how == Fit::truncated);
        else if (operands.size() == 2)
          miss(e_, ledger_,
               {"R203", "ratio", members[m], operands, quotient_percent, Tie::certain, formula, "同列其他各数都按此计算，而"});
      }
      return;
    }
  }

  /// The same list before it.
  void repeated(const std::vector<int>& members, std::size_t at) {
    const std::vector<int>& prose = e_.prose();
    const std::size_t k = members.size();
    for (std::size_t j = at; j-- > 0 && at - j < 40;) {
      if (j + k > at) continue;
      std::vector<std::size_t> differ;
      bool like = true;
      for (std::size_t m = 0; m < k && like; ++m) {
        const Claim &a = e_[prose[j + m]], &b = e_[members[m]];
        like = a.is_percentage() && a.role != Role::growth && a.clause == e_[prose[j]].clause;
        if (like && a.exact != b.exact) differ.push_back(m);
      }
      if (!like || differ.size() > 1 || e_[prose[j]].sentence == -1) continue;
      for (std::size_t m = 0; m < k; ++m) {
        const int old = prose[j + m];
        if (differ.empty() || differ[0] != m)
          confirm(e_, ledger_, "E809", "same", members[m], {old}, e_[old].value, number_text(e_, old));
        else
          miss(e_, ledger_,
               {"E809",
                "same",
                members[m],
                {old},
                [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0]); },
                Tie::certain,
                number_text(e_, old),
                "而前文同一组数据为" + number_text(e_, old)});
      }
      return;
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_proportions(const Evidence& evidence, Ledger& ledger) { Proportions(evidence, ledger).run(); }

}  // namespace zh::check
