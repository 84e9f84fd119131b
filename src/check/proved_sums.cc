// Sums that the shares of their parts prove.
//
//   S175 sum   全年生产总值1218.4亿元。…市区生产总值572.5亿元，占全市45.2%；县域生产总值694亿元，占全市54.8%: the shares are of
//   572.5 + 694
//
// What: amounts of one sentence, each with its share right behind it; the shares make 100 %, and each is that of its amount in
// the sum of all. The whole is the nearest amount before whose name ends all names of the parts, or the one in the
// sentence right before. When contradictory: the whole
// is another number, and none before is the sum. When silent: shares of a named base other than a place; another time. Where
// nothing else makes the total, slips.cc tells it (S121).
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/shares.h"
#include "check/times.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class ProvedSums {
 public:
  ProvedSums(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Ids& all : e_.paragraphs())
      for (std::size_t i = 0; i + 1 < all.size();) {
        Ids parts, shares;
        std::size_t j = i;
        for (; j < all.size() && e_[all[j]].sentence == e_[all[i]].sentence; ++j) {
          const int share = amount(e_[all[j]]) ? share_of(all, j) : -1;
          if (share < 0) continue;
          parts.push_back(all[j]);
          shares.push_back(share);
        }
        if (parts.size() >= 2 && parts.size() <= kMost) judge(parts, shares);
        i = std::max(j, i + 1);
      }
  }

 private:
  static constexpr std::size_t kMost = 12;
  static bool amount(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.noun.empty() && !c.averaged && c.depth == 0 &&
           c.table < 0 && !c.name_inherited && c.exact.sign() > 0;
  }
  /// The share behind an amount in its segment; its growth may stand between.
  int share_of(const Ids& all, std::size_t i) const {
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].segment == e_[all[i]].segment; ++j) {
      const Claim& c = e_[all[j]];
      if (c.role == Role::share && c.kind == claim::Numeral::Kind::percent) return c.id;
      if (c.role != Role::growth) return -1;
    }
    return -1;
  }
  void judge(const Ids& parts, const Ids& shares) {
    const Interval sum = sum_of(e_, parts);
    Interval all = Interval::exactly(0);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      const Claim &part = e_[parts[k]], &share = e_[shares[k]];
      if (part.noun != e_[parts[0]].noun || share.role != Role::share || share.vague() || share.decimals < 1) return;
      const std::optional<Interval> own = percentage(part.value, sum);
      if (!own || fit(share, *own) != Fit::rounded) return;
      all = all + share.value;
    }
    if (!all.contains(Rational(100))) return;
    int whole = whole_of(parts, sum);
    if (whole < 0) whole = right_before(parts, sum);
    if (whole < 0 || !named_alike(shares, e_[whole])) return;
    if (fit(e_[whole], sum) != Fit::none) {
      if (!ledger_.explained(whole, {"sum"}) && chance(e_[whole], sum) <= kEnough)
        confirm(e_, ledger_, "S175", "sum", whole, parts, sum, joined(e_, parts, " + "));
      return;
    }
    contradict(e_, ledger_, "S175", "sum", whole, parts, sum, joined(e_, parts, " + "), "而占比合为百分之百的各部分相加");
  }
  /// 占投诉总量的48.2% of 共受理消费者投诉3408件; 占45.2%, 占全市45.2% of any.
  bool named_alike(const Ids& shares, const Claim& whole) const {
    return std::all_of(shares.begin(), shares.end(), [&](int id) {
      Text base(claim::strip_name(e_[id].base));
      for (const View tail : {View(U"总量"), View(U"总数"), View(U"总额"), View(U"总")})
        if (claim::ends_with(base, tail)) base.erase(base.size() - tail.size());
      return base.empty() || ShareTies::is_place(base) || claim::contains(whole.name, base) ||
             claim::contains(whole.clause_before, base);
    });
  }
  /// The amount of the noun right before a list that fills its sentences, near its sum.
  int right_before(const Ids& parts, const Interval& sum) const {
    constexpr int kNear = 6;
    const Claim& first = e_[parts[0]];
    // 投诉中商品类450件，占56.25%; 投诉按对象分，…: the sentence names what it divides.
    const View text = e_.passage(first.id).text;
    const std::size_t from = claim::start_behind(text, first.start, U"。！？\n");
    const View lead = text.substr(from, first.start - from);
    const std::size_t among = lead.find(U'中'), by = lead.find(U'按');
    if ((among != View::npos && among > 0 && lead[among - 1] != U'其') || (by != View::npos && by >= 2)) return -1;
    for (int id = first.id - 1; id >= 0 && e_[id].passage == first.passage; --id) {
      const Claim& c = e_[id];
      if (!c.is_amount() || c.noun != first.noun) continue;
      const bool whole = amount(c) && first.sentence - c.sentence == 1 && sum.is_point() &&
                         (c.exact - sum.low).abs() * Rational(kNear) <= c.exact && !other_time(e_, c, first) &&
                         std::all_of(parts.begin(), parts.end(), [&](int part) { return e_[part].exact < c.exact; });
      return whole ? id : -1;
    }
    return -1;
  }
  /// The nearest amount before that bears what all parts are called; -1 if an amount before is the sum.
  int whole_of(const Ids& parts, const Interval& sum) const {
    constexpr int kFar = 8, kReach = 60;
    const Claim& first = e_[parts[0]];
    int found = -1;
    for (int id = first.id - 1; id >= 0 && first.id - id <= kReach && first.block - e_[id].block <= kFar; --id) {
      const Claim& c = e_[id];
      if (!amount(c) || c.noun != first.noun) continue;
      if (fit(c, sum) != Fit::none) return id;
      View name = c.name;
      if (claim::starts_with(name, U"全年")) name.remove_prefix(2);
      constexpr std::size_t kFewest = 3;
      if (found >= 0 || name.size() < kFewest || other_time(e_, c, first)) continue;
      if (std::all_of(parts.begin(), parts.end(),
                      [&](int part) { return claim::ends_with(e_[part].name, name) && e_[part].name.size() > name.size(); }))
        found = id;
    }
    return found;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_proved_sums(const Evidence& evidence, Ledger& ledger) { ProvedSums(evidence, ledger).run(); }

}  // namespace zh::check
