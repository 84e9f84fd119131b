// Yearly rates over several years: 2021年至2023年分别为3210件、3560件和4120件，年均增长13.3% (G401, G402).
//
// What: the rate whose power brings the first level to the last in as many years as the sentence names. A rate that holds is
// found by powers, which are exact; what it would have to be is a root, bracketed to a thousandth of a percent. When silent:
// the years are not named and neither five, three nor ten fit.
#include "check/growth.h"
#include "check/misses.h"

namespace zh::check {
namespace {

class Yearly {
 public:
  Yearly(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  /// The rate that makes the earliest of two levels the latest in so many years: whole powers, compared exactly.
  void annual(const std::vector<int>& all, std::size_t i, Search& search) {
    const Claim& g = e_[all[i]];
    std::vector<int> row;  // nearest first
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= g.sentence - 1 && row.size() < 8;)
      if (is_amount_like(e_[all[j]]) && (row.empty() || e_[all[j]].noun == e_[row.front()].noun)) row.push_back(all[j]);
    if (row.size() < 2) return;
    const int stated = span_of_years(all, i);
    for (std::size_t b = row.size() - 1; b >= 1; --b)
      for (const int years : stated > 0 ? std::vector<int>{stated} : std::vector<int>{5, 3, 10}) {
        // 84625人，与2010年的76398人相比，年均增长1.03%: the earlier level may be told last.
        const bool turned = row.size() == 2 && (g.exact.sign() > 0) == (e_[row[0]].exact < e_[row[b]].exact);
        const int later = row[turned ? b : 0], earlier = row[turned ? 0 : b];
        const std::optional<Interval> factor = divide(e_[later].value, e_[earlier].value);
        if (!factor || factor->low.sign() <= 0) continue;
        const std::optional<Interval> rate = root(*factor, years, g);
        if (rate && search.offer(rate, {later, earlier},
                                 "(" + number_text(e_, later) + " ÷ " + number_text(e_, earlier) + ")^(1/" +
                                     std::to_string(years) + ") − 1",
                                 stated > 0 ? 10 : 30))
          return;
      }
  }
  /// Queues the yearly rate of the first and the last of the levels, where the sentence names their years.
  void missed_annual(const std::vector<int>& all, std::size_t i) {
    const Claim& g = e_[all[i]];
    std::vector<int> row;  // nearest first
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == g.sentence && row.size() < 8;)
      // 三年共受理6.53万件: the sum of the years is none of them.
      if (is_amount_like(e_[all[j]]) && (row.empty() || e_[all[j]].noun == e_[row.front()].noun) &&
          !ledger_.explained(all[j], {"sum"}))
        row.push_back(all[j]);
    const int years = span_of_years(all, i);
    // 第一产业31.4亿元，…；第三产业326.0亿元，两年平均增长6.7%: several things at one time.
    const auto another = [&](int id) {
      return !e_[id].name_inherited && e_[id].name.size() >= 2 && e_[id].name != e_[row.front()].name;
    };
    if (!row.empty() && e_[row.front()].name.size() >= 2 && std::any_of(row.begin() + 1, row.end(), another)) return;
    if (row.size() < 2 || years < 2 || years > 10 || (row.size() != static_cast<std::size_t>(years) + 1 && row.size() != 2))
      return;
    const std::vector<int> operands = {row.front(), row.back()};
    const Recompute again = [years](const std::vector<Interval>& v) { return yearly_rate(v[0], v[1], years); };
    miss(e_, ledger_,
         {"G402", "growth", g.id, operands, again,
          row.size() == static_cast<std::size_t>(years) + 1 ? Tie::certain : Tie::strong,
          "(" + number_text(e_, row.front()) + " ÷ " + number_text(e_, row.back()) + ")^(1/" + std::to_string(years) + ") − 1",
          "按首末两年计算"});
  }
  /// In percent, to a thousandth: the root of later ÷ earlier lies in the interval.
  static std::optional<Interval> yearly_rate(const Interval& later, const Interval& earlier, int years) {
    const std::optional<Interval> factor = divide(later, earlier);
    if (!factor || factor->low.sign() <= 0) return std::nullopt;
    const auto power = [years](const Rational& base) {
      Rational out(1);
      for (int y = 0; y < years; ++y) out = out * base;
      return out;
    };
    const auto root = [&](const Rational& value) {
      std::int64_t low = 0, high = 1'000'000;  // hundred-thousandths: up to tenfold a year
      while (high - low > 1) {
        const std::int64_t middle = (low + high) / 2;
        (power(Rational::fraction(middle, 100'000)) <= value ? low : high) = middle;
      }
      return low;
    };
    return Interval{Rational::fraction(root(factor->low) - 100'000, 1000),
                    Rational::fraction(root(factor->high) + 1 - 100'000, 1000)};
  }
  /// From the first to the last year that the sentence names, or 五年; 0 if neither is said.
  int span_of_years(const std::vector<int>& all, std::size_t i) const {
    const Claim& g = e_[all[i]];
    std::optional<Rational> first, last;
    for (int id = g.id; id-- > 0 && e_[id].passage == g.passage && e_[id].sentence == g.sentence;) {
      if (e_[id].kind != claim::Numeral::Kind::year) continue;
      if (!last || e_[id].exact > *last) last = e_[id].exact;
      if (!first || e_[id].exact < *first) first = e_[id].exact;
    }
    if (first && last && *first != *last) {
      const std::optional<Decimal> years = (*last - *first).exact_decimal();
      return years && *years < Decimal(31) ? static_cast<int>(years->coefficient()) : 0;
    }
    const View text = e_.sentence(g.id);
    for (std::size_t k = 0; k + 1 < text.size(); ++k)
      if (text[k + 1] == U'年' && (k == 0 || !claim::one_of(text[k - 1], U"第十一二三四五六七八九〇零0123456789")))
        if (const int n = claim::small_chinese_number(text.substr(k, 1)); n >= 2) return n;
    return 0;
  }
  /// The printed rate itself where its power meets the factor: roots have no exact value, powers have.
  static std::optional<Interval> root(const Interval& factor, int years, const Claim& g) {
    Interval power = Interval::exactly(1);
    const Interval step = Interval::exactly(1) + g.value * Interval::exactly(Rational::fraction(1, 100));
    for (int y = 0; y < years; ++y) power = power * step;
    return power.meets(factor) ? std::optional<Interval>(Interval::exactly(g.exact)) : std::nullopt;
  }

 private:
  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

bool yearly(const Evidence& evidence, int id) {
  return !claim::find_any(evidence[id].clause_before, {U"年均", U"平均每年", U"年平均", U"每年平均", U"复合"}).empty();
}

void yearly_growth(const Evidence& evidence, Ledger& ledger, Search& search, const std::vector<int>& paragraph, std::size_t i) {
  Yearly yearly_rate(evidence, ledger);
  yearly_rate.annual(paragraph, i, search);
  if (!search.done()) yearly_rate.missed_annual(paragraph, i);
}

}  // namespace zh::check
