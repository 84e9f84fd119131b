// Growths of two things that are counted at once.
//
//   G404 growth   受理97件134人，去年同期为197件375人，件数和人数分别下降50.76%、64.27%: the k-th growth is of the k-th noun
//
// What: in one sentence amounts of different nouns, the same nouns again behind 去年同期 or 上年, then as many growths.
// When contradictory: always; the order and the nouns tie all of it. When silent: another number of growths, nouns in another
// order.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr std::size_t kMostNouns = 3;

std::optional<Interval> growth(const std::vector<Interval>& v) {
  const std::optional<Interval> ratio = divide(v[0], v[1]);
  if (!ratio) return std::nullopt;
  return (*ratio - Interval::exactly(1)) * Interval::exactly(100);
}

class PairedGrowth {
 public:
  PairedGrowth(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
        while (end < all.size() && e_[all[end]].sentence == e_[all[begin]].sentence) ++end;
        sentence({all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end)});
      }
  }

 private:
  /// 水上交通今年与去年同期均没有发生事故；烟花爆竹2起: a stronger mark ends what is said of last year.
  static bool dates_what_follows(View words) {
    const claim::Found time = claim::find_last(words, {U"同期", U"上年", U"去年"});
    return time && words.substr(time.at).find_first_of(U"；;") == View::npos;
  }
  void sentence(const std::vector<int>& ids) {
    std::vector<int> amounts;
    for (const int id : ids)
      if (e_[id].is_amount() && e_[id].role != Role::change) amounts.push_back(id);
    for (std::size_t k = 2; k + 1 < amounts.size(); ++k)
      if (dates_what_follows(e_.between(amounts[k - 1], amounts[k])))
        for (std::size_t n = kMostNouns; n >= 2; --n)
          if (group(ids, amounts, k, n)) break;
  }

  /// n nouns now, the same n then, n growths right behind.
  bool group(const std::vector<int>& ids, const std::vector<int>& amounts, std::size_t k, std::size_t n) {
    if (k < n || k + n > amounts.size()) return false;
    for (std::size_t i = 0; i < n; ++i) {
      const Claim &now = e_[amounts[k - n + i]], &then = e_[amounts[k + i]];
      if (now.noun.empty() || now.noun != then.noun || now.vague() || then.vague() || then.value.low.sign() <= 0) return false;
      for (std::size_t j = 0; j < i; ++j)
        if (e_[amounts[k + j]].noun == now.noun) return false;
    }
    auto at = std::find(ids.begin(), ids.end(), amounts[k + n - 1]) + 1;
    for (std::size_t i = 0; i < n; ++i, ++at)
      if (at == ids.end() || !e_[*at].is_percentage() || e_[*at].role != Role::growth || e_[*at].vague()) return false;
    if (at != ids.end() && e_[*at].role == Role::growth) return false;
    at -= static_cast<std::ptrdiff_t>(n);
    for (std::size_t i = 0; i < n; ++i, ++at) tell(*at, amounts[k - n + i], amounts[k + i]);
    return true;
  }

  void tell(int result, int now, int then) {
    const std::optional<Interval> computed = growth({e_[now].value, e_[then].value});
    if (!computed) return;
    const std::string formula = number_text(e_, now) + " ÷ " + number_text(e_, then) + " − 1";
    if (fit(e_[result], *computed) != Fit::none)
      confirm(e_, ledger_, "G404", "growth", result, {now, then}, *computed, formula,
              fit(e_[result], *computed) == Fit::truncated);
    else
      contradict(e_, ledger_, "G404", "growth", result, {now, then}, *computed, formula, "按所列的本期与上年同期计算");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_paired_growth(const Evidence& evidence, Ledger& ledger) { PairedGrowth(evidence, ledger).run(); }

}  // namespace zh::check
