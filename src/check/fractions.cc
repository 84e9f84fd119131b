// Percentages that no fraction with the stated denominator has.
//
//   R204 ratio   机动应急抽检54批，合格率为96.97%: 52 of 54 are 96.30 %, 53 are 98.15 %
//   R223 ratio   信访总量143件次。…在信访总量中依次占15.43%、14.86%、14.29%、11.43%: most of a list are no fractions of 143
//
// What: a rate of counted things right behind their number; with n things only the fractions 0/n … n/n are possible, and a rate
// printed to d decimals must be one of them, rounded or cut off (the test of granularity of Brown and Heathers, 2017, GRIM).
// When contradictory: none of the fractions is printed so, and the words say that the n things were examined, or two rates
// beside it, at least one of them below 100 %, are fractions of their own numbers. A warning: the rate may be of something not
// printed. When silent: n is so large that every printed percentage is possible; another number of things stands between.
#include "check/fractions.h"

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

/// Rounded down; of a value that is small.
std::int64_t whole(const Rational& value) {
  const std::optional<Decimal> d = value.floor().exact_decimal();
  return d ? static_cast<std::int64_t>(d->coefficient()) : 0;
}

class Fractions {
 public:
  Fractions(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      struct Rate {
        int count, rate;
        bool possible;
      };
      std::vector<Rate> rates;
      for (std::size_t i = 0; i + 1 < all.size(); ++i)
        if (pair(all[i], all[i + 1])) rates.push_back({all[i], all[i + 1], possible(all[i], all[i + 1])});
      int held = 0, telling = 0;
      for (const Rate& r : rates) {
        held += r.possible;
        telling += r.possible && e_[r.rate].exact != Rational(100);
      }
      for (const Rate& r : rates)
        if (!r.possible && (examined(r.count) || (held >= 2 && telling >= 1))) tell(r.count, r.rate);
      for (std::size_t i = 0; i < all.size();) i = list(all, i);
    }
  }

 private:
  static std::optional<std::int64_t> number(const Claim& c) {
    if (!c.value.is_point() || c.exact != c.exact.floor() || c.exact > Rational(1'000'000)) return std::nullopt;
    return whole(c.exact);
  }

  bool pair(int count, int rate) const {
    const Claim &n = e_[count], &p = e_[rate];
    if (p.role != Role::rate || p.kind != claim::Numeral::Kind::percent || p.vague() || p.exact.sign() <= 0) return false;
    if (!n.is_amount() || n.role != Role::level || n.vague() || n.averaged || n.segment != p.segment || p.clause - n.clause > 1)
      return false;
    if (!claim::ends_with(p.name, U"合格率") && !claim::ends_with(p.before, U"合格率") &&
        !claim::ends_with(p.before, U"合格率为") && !claim::ends_with(p.before, U"合格率达") &&
        !claim::ends_with(p.before, U"合格率是"))
      return false;
    if (!ledger_.of_result(rate).empty()) return false;  // it is explained, or refuted, otherwise
    // 合格52批，合格率…: the number is that of the part.
    if (!n.noun.empty() && claim::one_of(n.noun[0], U"种类")) return false;
    if (claim::contains(n.before, U"合格") || claim::contains(n.name, U"合格")) return false;
    const std::optional<std::int64_t> things = number(n);
    std::int64_t most = 100;
    for (int d = 0; d < p.decimals; ++d) most *= 10;
    return things && *things >= 2 && *things < most / 2;
  }

  bool possible(int count, int rate) const { return possible_fraction(e_[count].exact, e_[rate]); }

  bool examined(int count) const {
    const Claim& n = e_[count];
    return !claim::find_any(n.before, {U"抽检", U"抽查", U"检测", U"检验", U"抽取", U"送检", U"监测"}).empty() ||
           !claim::find_any(n.name, {U"抽检", U"抽查", U"检测", U"检验", U"抽取", U"送检", U"监测"}).empty();
  }

  static constexpr std::size_t kList = 4;  ///< shares that make a list

  /// Shares joined by 、 from the i-th number on, of a total that the words before them name. The place behind them.
  std::size_t list(const std::vector<int>& all, std::size_t i) {
    std::size_t end = i;
    while (end < all.size()) {
      const Claim& c = e_[all[end]];
      if (c.kind != claim::Numeral::Kind::percent || (c.role != Role::share && c.role != Role::percent) || c.vague() ||
          c.decimals < 1 || (end > i && e_.between(all[end - 1], c.id) != U"、" && e_.between(all[end - 1], c.id) != U"和"))
        break;
      ++end;
    }
    if (end - i < kList || !ledger_.of_result(all[i]).empty() || !claim::contains(e_[all[i]].clause_before, U"占"))
      return std::max(end, i + 1);
    const int total = named_total(all[i]);
    std::vector<int> impossible;
    for (std::size_t k = i; k < end; ++k)
      if (total >= 0 && !possible_fraction(e_[total].exact, e_[all[k]])) impossible.push_back(all[k]);
    if (impossible.size() >= kList - 1 && impossible.size() * 2 > end - i) {
      const int first = impossible.front();
      impossible.erase(impossible.begin());
      impossible.push_back(total);
      ledger_.tell("R223", "ratio", Verdict::contradictory, first, impossible,
                   number_text(e_, first) + " ≠ k ÷ " + number_text(e_, total),
                   "以" + number_text(e_, total) + "为总数，得不到所列占比：" + neighbours(total, first), 1);
    }
    return end;
  }

  /// The one counted total, small enough to tell, whose name the words before the shares say.
  int named_total(int share) const {
    const Claim& p = e_[share];
    std::int64_t most = 100;
    for (int d = 0; d < p.decimals; ++d) most *= 10;
    int found = -1;
    for (const int id : e_.prose()) {
      const Claim& c = e_[id];
      if (id >= share) break;
      if (!c.is_amount() || c.role != Role::level || c.vague() || c.averaged || c.name.size() < 4 || c.name_inherited ||
          !claim::contains(p.clause_before, c.name))
        continue;
      const std::optional<std::int64_t> things = number(c);
      if (!things || *things < 2 || *things * 4 > most || found >= 0) return -1;
      found = id;
    }
    return found;
  }

  /// 22÷143为15.38%，23÷143为16.08%
  std::string neighbours(int count, int rate) const {
    const std::int64_t n = *number(e_[count]);
    const std::int64_t k = whole(e_[rate].exact * Rational(n) / Rational(100));
    const auto shown_fraction = [&](std::int64_t i) {
      const Interval value = Interval::exactly(Rational::fraction(100 * i, n));
      return std::to_string(i) + "÷" + std::to_string(n) + "为" + shown(value, e_[rate]);
    };
    return shown_fraction(k) + (k < n ? "，" + shown_fraction(k + 1) : "");
  }

  void tell(int count, int rate) {
    ledger_.tell("R204", "ratio", Verdict::contradictory, rate, {count},
                 number_text(e_, rate) + " ≠ k ÷ " + std::to_string(*number(e_[count])),
                 "以" + number_text(e_, count) + "为总数，得不到" + number_text(e_, rate) + "：" + neighbours(count, rate), 1);
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

bool possible_fraction(const Rational& n, const Claim& rate) {
  // Only the fractions next to the printed value can be it.
  const std::int64_t k = whole(rate.exact * n / Rational(100));
  const std::int64_t most = std::min(whole(n), k + 2);
  for (std::int64_t i = std::max<std::int64_t>(0, k - 1); i <= most; ++i)
    if (fit(rate, Interval::exactly(Rational(100 * i) / n)) != Fit::none) return true;
  return false;
}

void check_fractions(const Evidence& evidence, Ledger& ledger) { Fractions(evidence, ledger).run(); }

}  // namespace zh::check
