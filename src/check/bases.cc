// Amounts and shares of one whole that is not printed.
//
//   R205 multi   each row's amount ÷ share gives the same whole: 11081件占28.07%，5396件占13.67%
//        ratio   that whole is two amounts that stand side by side: 投诉1028件、举报268件 …
//        电话604件占46.6%，小程序290件占22.38%，…
//
// What: three or more amounts, each with its share beside it, in the rows of a table or in one sentence; the whole that a pair
// implies is an interval, and most intervals meet. The share of a row is then its amount × the share ÷ the amount of the row
// that tells the whole most narrowly. When contradictory: all rows but one agree, at least three, and that one does not. When
// silent: the whole is printed and was found; fewer rows agree; one row alone has a share.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Bases {
 public:
  Bases(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const claim::Table& t : e_.claims.tables)
      for (int share = 1; share < t.columns; ++share)
        if (t.kind[static_cast<std::size_t>(share)] == claim::Table::Column::share) table(t, share);
    for (const std::vector<int>& all : e_.paragraphs()) prose(all);
  }

 private:
  struct Pair {
    int amount, share;
    Interval whole;  ///< × 100
  };

  bool suits(const Claim& amount, const Claim& share) const {
    return amount.is_amount() && amount.is_level() && !amount.vague() && amount.exact.sign() > 0 &&
           share.kind == claim::Numeral::Kind::percent && share.role == Role::share && !share.vague() &&
           share.value.low.sign() > 0;
  }

  void push(std::vector<Pair>& pairs, int amount, int share) const {
    if (!suits(e_[amount], e_[share])) return;
    if (const std::optional<Interval> whole = divide(e_[amount].value, e_[share].value))
      pairs.push_back({amount, share, *whole});
  }

  /// Each share belongs to the amount left of it.
  void table(const claim::Table& t, int share) {
    int amount = share - 1;
    while (amount > 0 && (t.kind[static_cast<std::size_t>(amount)] == claim::Table::Column::share ||
                          t.kind[static_cast<std::size_t>(amount)] == claim::Table::Column::growth))
      --amount;
    std::vector<Pair> pairs;
    // 反映方式 来访, 反映方式 来电, 单位级别 县处级: each group of rows is of a total of its own.
    const auto group = [&](int r) {
      const std::vector<Text>& cells = t.text[static_cast<std::size_t>(r)];
      return amount >= 2 && !cells.empty() ? View(cells.front()) : View{};
    };
    bool grouped = false;  // and not numbered: some neighbours are of one group
    for (int r = t.header_rows + 1; r < t.rows && !grouped; ++r) grouped = !group(r).empty() && group(r) == group(r - 1);
    for (int r = t.header_rows; r < t.rows; ++r) {
      if (grouped && r > t.header_rows && group(r) != group(r - 1) && !group(r).empty() && !group(r - 1).empty()) {
        agree(pairs);
        pairs.clear();
      }
      // A total may be what is left after an elimination row.
      if (!t.total[static_cast<std::size_t>(r)] && t.at(r, amount) >= 0 && t.at(r, share) >= 0)
        push(pairs, t.at(r, amount), t.at(r, share));
    }
    agree(pairs);
  }

  /// 一是价格违法497件，占14%；二是侵害消费者权益479件，占13%.
  void prose(const std::vector<int>& all) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      const Claim &a = e_[all[i]], &s = e_[all[i + 1]];
      if (!pairs.empty() && (a.sentence != e_[pairs.back().amount].sentence)) {
        agree(pairs);
        pairs.clear();
      }
      if (s.sentence != a.sentence || s.clause - a.clause > 1) continue;
      if (pairs.empty() || e_[pairs.back().amount].noun == a.noun) push(pairs, a.id, s.id);
    }
    agree(pairs);
  }

  void agree(const std::vector<Pair>& pairs) {
    constexpr std::size_t kFewest = 3, kMost = 60;
    if (pairs.size() < kFewest || pairs.size() > kMost) return;
    const auto explained = [&](const Pair& p) { return ledger_.explained(p.share, {"ratio"}); };
    if (std::any_of(pairs.begin(), pairs.end(), explained)) return;
    // The whole that most pairs admit: one of the lower ends.
    std::vector<std::size_t> best;
    for (const Pair& candidate : pairs) {
      std::vector<std::size_t> holding;
      for (std::size_t i = 0; i < pairs.size(); ++i)
        if (pairs[i].whole.low <= candidate.whole.low && candidate.whole.low <= pairs[i].whole.high) holding.push_back(i);
      if (holding.size() > best.size()) best = std::move(holding);
    }
    if (best.size() < kFewest || 2 * best.size() <= pairs.size()) return;
    const std::size_t base = *std::min_element(best.begin(), best.end(), [&](std::size_t a, std::size_t b) {
      return pairs[a].whole.width() / pairs[a].whole.low < pairs[b].whole.width() / pairs[b].whole.low;
    });
    if (const std::vector<int> whole = added_up(pairs, best); !whole.empty())
      for (const std::size_t i : best) of_sum(pairs[i], whole);
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (i != base) judge(pairs[i], pairs[base], std::binary_search(best.begin(), best.end(), i));
  }

  /// 投诉1028件、举报268件 … 投诉举报来自电话604件、占46.6%，小程序290件、占22.38%，来函126件、占9.72%: two amounts that stand
  /// side by side, or two of the shares' own, and make what all these shares are of; the nearest. Empty if none do.
  std::vector<int> added_up(const std::vector<Pair>& pairs, const std::vector<std::size_t>& best) const {
    constexpr int kReach = 60;            // numbers before the first amount
    constexpr std::int64_t kWidth = 200;  // the shares tell the whole to half a percent at least
    Interval whole = pairs[best.front()].whole;
    for (const std::size_t i : best) {
      whole.low = std::max(whole.low, pairs[i].whole.low);
      whole.high = std::min(whole.high, pairs[i].whole.high);
    }
    whole = whole * Interval::exactly(Rational(100));
    if (whole.width() * Rational(kWidth) > whole.low) return {};
    const Claim& first = e_[pairs.front().amount];
    const auto fits = [&](int a, int b) { return e_[a].noun == e_[b].noun && (e_[a].value + e_[b].value).meets(whole); };
    const auto like = [&](int id) {
      const Claim& c = e_[id];
      return c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0 && c.noun == first.noun;
    };
    for (std::size_t i = 0; i < pairs.size() && pairs.size() <= 12; ++i)
      for (std::size_t k = i + 1; k < pairs.size(); ++k)
        if (fits(pairs[i].amount, pairs[k].amount)) return {pairs[i].amount, pairs[k].amount};
    int second = -1;
    for (int id = first.id - 1; id >= 0 && id >= first.id - kReach; --id) {
      if (!like(id) || e_[id].table >= 0) continue;
      if (second >= 0 && e_[second].sentence == e_[id].sentence && e_[second].clause - e_[id].clause <= 2 && fits(id, second))
        return {id, second};
      second = id;
    }
    return {};
  }
  void of_sum(const Pair& pair, const std::vector<int>& whole) {
    std::vector<int> operands = {pair.amount};
    for (const int id : whole)
      if (id != pair.amount) operands.push_back(id);
    Search search(e_, ledger_, pair.share, "R205", "ratio");
    search.offer(percentage(e_[pair.amount].value, sum_of(e_, whole)), operands,
                 number_text(e_, pair.amount) + " ÷ (" + joined(e_, whole, " + ") + ")", kTold);
    search.forget();
  }
  static constexpr int kTold = 10;  ///< percent of a try's chance: at least two other shares are of the same

  void judge(const Pair& pair, const Pair& base, bool holds) {
    const Recompute again = [](const std::vector<Interval>& v) -> std::optional<Interval> { return divide(v[0] * v[1], v[2]); };
    const std::vector<int> operands = {pair.amount, base.share, base.amount};
    const std::optional<Interval> computed = again({e_[pair.amount].value, e_[base.share].value, e_[base.amount].value});
    if (!computed) return;
    const std::string formula =
        number_text(e_, pair.amount) + " × " + number_text(e_, base.share) + " ÷ " + number_text(e_, base.amount);
    if (holds) {
      Search search(e_, ledger_, pair.share, "R205", "multi");
      search.offer(computed, operands, formula, 10);
      search.forget();
      return;
    }
    miss(e_, ledger_, {"R205", "multi", pair.share, operands, again, Tie::certain, formula, "其余各项所占的总数相同，据此"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_bases(const Evidence& evidence, Ledger& ledger) { Bases(evidence, ledger).run(); }

}  // namespace zh::check
