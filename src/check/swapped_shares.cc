// Shares that stand in another order than the amounts they are of.
//
//   R225 ratio   国有3613.5亿元、外商投资3718.3亿元，分别占22.9%和22.3%: the larger amount has the smaller share
//
// Why: shares of one whole are in proportion to their amounts, whatever the whole is. What: k shares joined in one clause that
// says 分别, 依次 or 各, and the k like amounts before them in the sentence. When contradictory: they are not in proportion,
// and two of them exchanged they are; or one amount before is the whole of all but one, and one digit makes that one agree too.
// When silent: amounts and shares are not as many; neither makes them agree.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/shares.h"

namespace zh::check {
namespace {

class SwappedShares {
 public:
  SwappedShares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size();) {
        const std::size_t k = list(all, i);
        if (k >= 2) judge(all, i, k);
        i += std::max<std::size_t>(k, 1);
      }
  }

 private:
  /// How many shares joined by 、 or 和 begin here.
  std::size_t list(const std::vector<int>& all, std::size_t i) const {
    const std::size_t k = joined_shares(e_, all, i);
    const Claim& first = e_[all[i]];
    if (k < 2 || claim::find_any(first.clause_before, {U"分别", U"依次", U"各占", U"分占"}).empty() ||
        claim::find_any(first.clause_before, {U"占", U"比重", U"构成"}).empty())
      return 1;
    return k;
  }

  void judge(const std::vector<int>& all, std::size_t i, std::size_t k) {
    std::vector<int> amounts;  // nearest first
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == e_[all[i]].sentence && amounts.size() < k;) {
      const Claim& x = e_[all[j]];
      if (x.role == Role::date || x.role == Role::label) continue;  // 8点至10点90起
      if (!x.is_amount()) return;                                   // a percentage between belongs to one of them
      if (x.role != Role::level || x.vague() || x.exact.sign() <= 0) return;
      if (!amounts.empty() && e_[amounts[0]].noun != x.noun) return;
      amounts.push_back(x.id);
    }
    if (amounts.size() != k) return;
    std::vector<Interval> x, p;
    for (std::size_t m = 0; m < k; ++m) {
      x.push_back(e_[amounts[k - 1 - m]].value);
      p.push_back(e_[all[i + m]].value);
    }
    constexpr std::size_t kMost = 12;  // every pair is exchanged and every pair compared
    if (k > kMost || in_proportion(x, p)) return;
    for (std::size_t a = 0; a < k; ++a)
      for (std::size_t b = a + 1; b < k; ++b) {
        std::swap(p[a], p[b]);
        const bool agrees = in_proportion(x, p);
        std::swap(p[a], p[b]);
        if (!agrees || base_printed(all, i, x, p)) continue;
        const int first = all[i + a], second = all[i + b];
        const int one = amounts[k - 1 - a], other = amounts[k - 1 - b];
        ledger_.tell("R225", "ratio", Verdict::contradictory, first, {one, second, other},
                     number_text(e_, first) + " : " + number_text(e_, second) + " ≠ " + number_text(e_, one) + " : " +
                         number_text(e_, other),
                     number_text(e_, one) + "、" + number_text(e_, other) + "与所占的" + number_text(e_, first) + "、" +
                         number_text(e_, second) + "不成比例，两个占比互换则相符");
        return;
      }
    odd_one(all, i, x, p, amounts);
  }

  /// 属于乘客电梯的675起 … 90起、99起，分别占12.3%和14.7%: one amount before is the whole of all shares but one. That one
  /// waits.
  void odd_one(const std::vector<int>& all, std::size_t i, const std::vector<Interval>& x, const std::vector<Interval>& p,
               const std::vector<int>& amounts) {
    constexpr std::size_t kBack = 40;
    const std::size_t k = x.size();
    std::int64_t spent = 0;
    int whole = -1;
    std::size_t odd = 0;
    const std::vector<int>& prose = e_.prose();
    const auto end = static_cast<std::size_t>(e_.place(amounts.back()));
    for (std::size_t j = end; j-- > 0 && end - j < kBack;) {
      const Claim& base = e_[prose[j]];
      if (!base.is_amount() || base.vague() || base.role != Role::level || base.noun != e_[amounts[0]].noun ||
          std::any_of(x.begin(), x.end(), [&](const Interval& part) { return part.high > base.exact; }))
        continue;
      std::size_t misfits = 0, which = 0;
      for (std::size_t m = 0; m < k; ++m) {
        const std::optional<Interval> share = percentage(x[m], base.value);
        if (!share) return;
        if (fit(e_[all[i + m]], *share) == Fit::none) ++misfits, which = m;
        spent += chance(e_[all[i + m]], *share) / static_cast<std::int64_t>(k);
      }
      if (misfits == 0) return;
      if (misfits > 1) continue;
      if (whole >= 0 && e_[whole].exact != base.exact) return;
      whole = base.id;
      odd = which;
    }
    if (whole < 0 || spent > kEnough || !p[odd].low.sign()) return;
    miss(e_, ledger_,
         {"R225",
          "ratio",
          all[i + odd],
          {amounts[k - 1 - odd], whole},
          quotient_percent,
          Tie::strong,
          Formula::joined(" ÷ "),
          "并列的其他占比都以" + number_text(e_, whole) + "为总体，而"});
  }

  /// Whether an amount before is the base of the other shares, or, of two, of these: then R201 says it.
  bool base_printed(const std::vector<int>& all, std::size_t i, const std::vector<Interval>& x,
                    const std::vector<Interval>& p) const {
    for (std::size_t j = i; j-- > 0;) {
      const Claim& base = e_[all[j]];
      if (!base.is_amount() || base.vague() || base.value.low.sign() <= 0) continue;
      for (std::size_t a = 0; a < x.size(); ++a)
        for (std::size_t b = 0; b < p.size(); ++b)
          if (const std::optional<Interval> share = percentage(x[a], base.value);
              share && base.exact > x[a].high && fit(e_[all[i + b]], *share) != Fit::none)
            return true;
    }
    return false;
  }

  static bool in_proportion(const std::vector<Interval>& x, const std::vector<Interval>& p) {
    for (std::size_t a = 0; a < x.size(); ++a)
      for (std::size_t b = a + 1; b < x.size(); ++b)
        if (!(x[a] * p[b]).meets(x[b] * p[a])) return false;
    return true;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_swapped_shares(const Evidence& evidence, Ledger& ledger) { SwappedShares(evidence, ledger).run(); }

}  // namespace zh::check
