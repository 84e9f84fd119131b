// Amounts told in two units, and products of an amount and what there is of each.
//
//   M431 multi, same   粮食14582万吨（2916亿斤）; 26438千公顷（39657万亩）; 195043万元，折合19.50亿元
//   M432 multi         面积31.27万亩，单产386.4公斤，总产12.08万吨: area by yield; area by price
//   M433 multi         以总股本419,305,220股为基数，每10股派1.80元，合计7547.49万元: the shares by what each gets
//
// Why: the second unit is put beside the first by hand. When contradictory: queued as tied by words; M431 stands in brackets
// or behind 折合 right behind its amount. When silent: other units; the factors stand in other sentences.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Conversions {
 public:
  Conversions(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) {
        in_brackets(all[i - 1], all[i]);
        product(all, i);
        dividend(all, i);
      }
  }

 private:
  static std::optional<std::pair<char, Rational>> unit(const Claim& c, View behind) {
    // 千公顷 is written as the noun's lead; 公斤/亩 and 每公顷 make it a yield, which the caller sees by its name.
    static const std::vector<std::tuple<View, char, Rational>> kUnits = {{U"吨", 'm', Rational(1000)},
                                                                         {U"公斤", 'm', Rational(1)},
                                                                         {U"千克", 'm', Rational(1)},
                                                                         {U"斤", 'm', Rational::fraction(1, 2)},
                                                                         {U"千公顷", 'a', Rational(10000000)},
                                                                         {U"公顷", 'a', Rational(10000)},
                                                                         {U"亩", 'a', Rational::fraction(10000, 15)},
                                                                         {U"平方公里", 'a', Rational(1000000)},
                                                                         {U"平方米", 'a', Rational(1)},
                                                                         {U"㎡", 'a', Rational(1)}};
    for (const auto& [word, what, size] : kUnits)
      if (c.noun == word || (c.noun.empty() && claim::starts_with(behind, word))) return {{what, size}};
    return std::nullopt;
  }
  std::optional<std::pair<char, Rational>> unit_of(const Claim& c) const {
    return unit(c, View(e_.passage(c.id).text).substr(c.end, 4));
  }

  /// 195043万元，折合19.50亿元: one noun, another scale.
  void in_words(const Claim& a, const Claim& b) {
    const View link = e_.between(a.id, b.id);
    if (a.noun != b.noun || a.noun.empty() || a.scale == b.scale || link.size() > 4 || a.sentence != b.sentence ||
        claim::end_any(link, {U"折合", U"约合", U"合", U"即", U"相当于"}).empty() || claim::contains(link, U"共"))
      return;
    const Recompute again = [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0]); };
    if (fit(b, a.value) != Fit::none)
      confirm(e_, ledger_, "M431", "same", b.id, {a.id}, a.value, number_text(e_, a.id));
    else
      miss(e_, ledger_, {"M431", "same", b.id, {a.id}, again, Tie::certain, number_text(e_, a.id), "按单位换算"});
  }

  /// 66384万吨（13277亿公斤）, which are 亿斤; 11606.4万公顷（17409.5万亩）: the digits are right, the unit or its scale is
  /// not.
  static bool wrong_unit(const Claim& printed, const Interval& own) {
    Rational scale = Rational::fraction(1, 10000);
    for (int power = -4; power <= 4; ++power, scale = scale * Rational(10))
      for (const Rational& by : {Rational(1), Rational(2), Rational::fraction(1, 2)})
        if (scale * by != Rational(1) && fit(printed, own * Interval::exactly(scale * by)) == Fit::rounded) return true;
    return false;
  }

  /// 14582万吨（2916亿斤）; 5515.7公斤/公顷（每亩367.7公斤）
  void in_brackets(int first, int second) {
    const Claim &a = e_[first], &b = e_[second];
    if (!a.is_amount() || !b.is_amount() || a.passage != b.passage || a.vague() || b.vague() || b.start <= a.end ||
        ledger_.explained(b.id, {"multi"}))
      return;
    const View text = e_.passage(a.id).text;
    const View link = text.substr(a.end, b.start - a.end);
    in_words(a, b);
    const std::size_t open = link.find_first_of(U"（(");
    constexpr std::size_t kUnit = 8, kLead = 4;
    if (open == View::npos || open > kUnit || link.size() - open - 1 > kLead ||
        link.find_first_of(U"，。；、）)") != View::npos)
      return;
    const auto x = unit_of(a), y = unit_of(b);
    if (!x || !y || x->first != y->first) return;
    const View lead = link.substr(open + 1);
    const bool per_hectare = claim::contains(link.substr(0, open), U"公顷") && x->first == 'm';
    const bool per_mu = claim::contains(lead, U"亩") || claim::starts_with(text.substr(b.noun_end), U"/亩");
    Rational factor = x->second / y->second;
    if (per_hectare || per_mu) {
      // 每公顷产量5515.7公斤（每亩367.7公斤）
      const bool hectare = per_hectare || claim::contains(e_.sentence(a.id), U"每公顷");
      if (!hectare || !per_mu) return;
      factor = factor / Rational(15);
    } else if (!lead.empty() && lead != U"约" && lead != U"合" && lead != U"约合" && lead != U"折合" && lead != U"即") {
      return;
    }
    if (factor == Rational(1)) return;
    const Recompute again = [factor](const std::vector<Interval>& v) {
      return std::optional<Interval>(v[0] * Interval::exactly(factor));
    };
    const std::optional<Interval> own = again({a.value});
    const std::string formula = number_text(e_, a.id) + " × " + factor.str();
    if (fit(b, *own) != Fit::none)
      confirm(e_, ledger_, "M431", "multi", b.id, {a.id}, *own, formula);
    else
      miss(e_, ledger_,
           {"M431", "multi", b.id, {a.id}, again, wrong_unit(b, *own) ? Tie::certain : Tie::strong, formula, "按单位换算"});
  }

  /// The product of an area and what there is of each unit of it, in the same sentence.
  void product(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!c.is_amount() || c.role == Role::change || c.vague() || i < 2 || ledger_.explained(c.id, {"multi"})) return;
    const bool mass = c.noun == U"吨" || c.noun == U"公斤" || c.noun == U"斤", money = c.noun == U"元";
    if (!mass && !money) return;
    static const claim::Words kProduct = {U"总产", U"产量", U"金额", U"总价", U"总额", U"成交额", U"产"};
    // 总产12.08万吨，比上年的11.86万吨: the name stands before the number beside it.
    if (claim::find_any(c.before, kProduct).empty() && !(c.role == Role::prior && claim::find_any(c.name, kProduct).size() > 0))
      return;
    // 套均总价436.2万元: by the number of 套 too.
    const std::size_t mean = c.before.rfind(U'均');
    const View unit = mean != View::npos && mean > 0 ? View(c.before).substr(mean - 1, 1) : View();
    int area = -1, each = -1, number = -1;
    constexpr std::size_t kFar = 6;
    for (std::size_t j = i; j-- > 0 && i - j <= kFar && e_[all[j]].sentence == c.sentence;) {
      const Claim& x = e_[all[j]];
      if (!x.is_amount() || x.role == Role::change || x.vague() || (x.role == Role::prior) != (c.role == Role::prior)) continue;
      const auto u = unit_of(x);
      const View behind = View(e_.passage(x.id).text).substr(x.noun_end, 5);
      static const claim::Words kEach = {U"单产", U"亩产", U"均价", U"单价", U"每亩"};
      const bool per = (claim::starts_with(behind, U"/") && !(behind.size() > 1 && claim::is_digit(behind[1]))) ||
                       claim::find_any(x.before, kEach).size() > 0 ||
                       (x.role == Role::prior && claim::find_any(x.name, kEach).size() > 0);
      if (number < 0 && !unit.empty() && x.noun == unit) number = x.id;
      if (per && each < 0 && ((mass && u && u->first == 'm') || (money && x.noun == U"元"))) each = x.id;
      if (!per && area < 0 && u && u->first == 'a') area = x.id;
    }
    if (area < 0 || each < 0 || (!unit.empty() && number < 0)) return;
    const Rational area_unit = unit_of(e_[area])->second;
    Rational factor(1);
    if (mass) {
      // 公斤 a 亩; the area in 亩 whatever it is told in.
      factor = area_unit / Rational::fraction(10000, 15) * unit_of(e_[each])->second / unit_of(c)->second;
    } else {
      factor = area_unit;
    }
    const Recompute again = [factor](const std::vector<Interval>& v) {
      const Interval all_of = v[0] * v[1] * Interval::exactly(factor);
      return v.size() > 2 ? divide(all_of, v[2]) : std::optional<Interval>(all_of);
    };
    std::vector<int> operands = {area, each};
    std::string formula = number_text(e_, area) + " × " + number_text(e_, each);
    if (number >= 0) operands.push_back(number), formula += " ÷ " + number_text(e_, number);
    std::vector<Interval> values;
    for (const int id : operands) values.push_back(e_[id].value);
    const std::optional<Interval> own = again(values);
    if (!own) return;
    if (fit(c, *own) != Fit::none)
      confirm(e_, ledger_, "M432", "multi", c.id, operands, *own, formula);
    else
      miss(e_, ledger_,
           {"M432", "multi", c.id, operands, again, wrong_unit(c, *own) ? Tie::certain : Tie::medium, formula,
            "按面积与单产（单价）相乘"});
  }

  /// 以总股本419,305,220股为基数，每10股派1.80元，合计7547.49万元.
  void dividend(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (i < 3 || !c.is_amount() || c.noun != U"元" || c.vague() || ledger_.explained(c.id, {"multi"}) ||
        claim::find_any(c.clause_before, {U"合计", U"共派", U"共计", U"派发", U"总额"}).empty())
      return;
    int shares = -1, each = -1, per = -1;
    constexpr std::size_t kFar = 5;
    for (std::size_t j = i; j-- > 0 && i - j <= kFar && e_[all[j]].sentence == c.sentence;) {
      const Claim& x = e_[all[j]];
      const View behind = View(e_.passage(x.id).text).substr(x.end, 3);
      if (each < 0 && x.noun == U"元")
        each = x.id;
      else if (per < 0 && claim::starts_with(behind, U"股派") && x.exact.sign() > 0 && x.exact <= Rational(100))
        per = x.id;
      else if (shares < 0 && claim::starts_with(behind, U"股") && x.exact > Rational(100))
        shares = x.id;
    }
    if (shares < 0 || each < 0 || per < 0 || shares > per || per > each) return;
    const Rational by = e_[per].exact;
    const Recompute again = [by](const std::vector<Interval>& v) {
      return std::optional<Interval>(v[0] * v[1] * Interval::exactly(Rational(1) / by));
    };
    const std::optional<Interval> own = again({e_[shares].value, Interval::exactly(e_[each].exact)});
    const std::string formula = number_text(e_, shares) + " ÷ " + number_text(e_, per) + " × " + number_text(e_, each);
    if (fit(c, *own) != Fit::none)
      confirm(e_, ledger_, "M433", "multi", c.id, {shares, each}, *own, formula);
    else
      miss(e_, ledger_, {"M433", "multi", c.id, {shares, each}, again, Tie::strong, formula, "按每股派发额计算"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_conversions(const Evidence& evidence, Ledger& ledger) { Conversions(evidence, ledger).run(); }

}  // namespace zh::check
