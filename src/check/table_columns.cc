// Derived lines of tables: a column (or row) that is computed from others, as its own majority shows.
//
//   T301 ratio       rate or share = a ÷ b (or (b − a) ÷ b) of the same row
//   T302 growth      growth = (a − b) ÷ b, or change ÷ (level − change)
//   T303 difference  change = a − b; points = rate − rate
//   T304 ratio       share of the column's total, stated in the table or in the text beside it
//   T305 multi       average = a ÷ b
//
// What: all formulas over pairs of lines are tried; the one that most entries obey is the line's own, if it is obeyed far more
// often than chance allows. When contradictory: the formula holds for at least three entries and three quarters of them, and
// this one breaks it. When silent: no majority; growth at constant prices never finds one.
#include <algorithm>

#include "check/grid.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Column = claim::Table::Column;

/// thousand, myriad: so many for each thousand or ten thousand.
enum class Form { ratio, rest, growth, from_change, difference, average, hundred, thousand, myriad };

struct Derivation {
  Form form = Form::ratio;
  std::size_t a = 0, b = 0;
  int holds = 0, fails = 0;
  int plain = 0;          ///< of those that hold: with nothing to divide
  Rational surprise = 1;  ///< the product of the chances of those that hold, in parts of one
};

class Columns {
 public:
  Columns(const Evidence& e, Ledger& ledger, const Grid& g) : e_(e), ledger_(ledger), g_(g) {}

  void run() {
    for (std::size_t d = 0; d < g_.line.size(); ++d) {
      if (present(d) == 0) continue;
      derive(d);
      share_of_total(d);
    }
  }

 private:
  int present(std::size_t l) const {
    int n = 0;
    for (const int id : g_.line[l]) n += id >= 0;
    return n;
  }

  static std::optional<Interval> compute(Form form, const Interval& a, const Interval& b) {
    switch (form) {
      case Form::ratio:
        return percentage(a, b);
      case Form::hundred:
        return percentage(a, b);
      case Form::average:
        return divide(a, b);
      case Form::thousand:
      case Form::myriad:
        if (const std::optional<Interval> q = divide(a, b))
          return *q * Interval::exactly(form == Form::thousand ? 1000 : 10000);
        return std::nullopt;
      case Form::rest:
        return percentage(b - a, b);
      case Form::growth:
        return percentage(a - b, b);
      case Form::from_change:
        return percentage(b, a - b);
      case Form::difference:
        return a - b;
    }
    return std::nullopt;
  }

  static std::optional<Interval> again(Form form, const std::vector<Interval>& v) {
    const bool divides = form != Form::difference && form != Form::from_change;
    if (divides && v[1].low.sign() <= 0) return std::nullopt;
    return compute(form, v[0], v[1]);
  }

  static bool plain(const Claim& x) { return x.kind == claim::Numeral::Kind::count && x.noun.empty() && x.decimals > 0; }

  bool suits(Form form, const Claim& d, const Claim& a, const Claim& b) const {
    const bool amounts = !a.is_percentage() && !b.is_percentage();
    switch (form) {
      case Form::ratio:
        // 性别比 of 男（%） and 女（%）
        if (quotient_line_ && a.is_percentage() && b.is_percentage() && d.decimals > 0 && a.role != Role::growth) return true;
        return d.is_percentage() && a.is_percentage() == b.is_percentage() && !a.is_percentage();
      case Form::rest:
        return d.is_percentage() && amounts && addable(a, b);
      case Form::growth:
        return d.is_percentage() && amounts && addable(a, b);
      case Form::from_change:
        return d.is_percentage() && amounts && addable(a, b) && b.role == Role::change;
      case Form::difference:
        // 结案率 24.76%, 去年同期 15.78%, 同比 8.98: two rates under one growth.
        if (d.role == Role::growth && d.is_percentage() && a.is_percentage() && b.is_percentage() && a.role != Role::growth &&
            b.role != Role::growth)
          return true;
        if (d.kind != claim::Numeral::Kind::point && d.role != Role::change && !difference_line_) return false;
        // 差距（个百分点） of rows whose % stands above the table
        if (d.kind == claim::Numeral::Kind::point && plain(a) && plain(b) && a.decimals == d.decimals) return true;
        if (points_line_ && plain(d) && a.is_percentage() && b.is_percentage()) return true;
        return (d.kind == claim::Numeral::Kind::point || !d.is_percentage() || (a.is_percentage() && b.is_percentage())) &&
               a.is_percentage() == b.is_percentage() && (d.is_percentage() ? a.is_percentage() : true) &&
               (d.kind == claim::Numeral::Kind::point) == (a.is_percentage() && !d.is_percentage()) &&
               (a.is_percentage() || (addable(d, a) && addable(a, b)));
      case Form::thousand:
      case Form::myriad:
      case Form::average:
        return !d.is_percentage() && amounts && d.decimals > 0;
      case Form::hundred:
        return !d.is_percentage() && amounts && d.decimals > 0;
    }
    return false;
  }

  /// 差额, 净增, 增减: lines that are differences by their name.
  bool says_difference(std::size_t d) const {
    return !claim::find_any(g_.label[d], {U"差额", U"差值", U"之差", U"净增", U"净减", U"增减", U"增加额", U"减少额", U"变动额",
                                          U"变化额", U"差距", U"相差", U"比上年增", U"较上年增", U"结余"})
                .empty();
  }

  /// The verb of a cell (下降30.51%) or the column may hide the sign: then sizes are compared.
  Fit fits(const Claim& d, const Interval& computed) const {
    const Fit f = fit(d, computed);
    if (f != Fit::none || d.exact.sign() < 0 || d.written_sign || d.sign != 0) return f;
    return Fit::none;
  }

  void derive(std::size_t d) {
    points_line_ = claim::contains(g_.label[d], U"百分点");
    difference_line_ = points_line_ || says_difference(d) || g_.kind[d] == Column::change || g_.kind[d] == Column::point;
    quotient_line_ = claim::contains(g_.label[d], U"性别比") || claim::contains(g_.label[d], U"之比");
    const bool myriad = claim::contains(g_.label[d], U"每万") || claim::contains(g_.label[d], U"万人");
    const bool thousand = claim::contains(g_.label[d], U"每千") || claim::contains(g_.label[d], U"千人");
    std::vector<Derivation> found;
    std::int64_t tried = 0;
    const std::size_t window = g_.by_columns ? 8 : 10;
    const std::size_t from = d > window ? d - window : 0, to = std::min(g_.line.size(), d + window + 1);
    const std::size_t first = g_.by_columns ? 0 : std::min<std::size_t>(from, 5);
    for (std::size_t a = from; a < to; ++a)
      for (std::size_t k = 0; k < to - from + first; ++k) {
        // The base of many rows stands at the top of the table.
        const std::size_t b = k < to - from ? from + k : k - (to - from);
        if (a == d || b == d || a == b) continue;
        for (const Form form : {Form::ratio, Form::rest, Form::growth, Form::from_change, Form::difference, Form::average,
                                Form::hundred, Form::thousand, Form::myriad}) {
          if ((form == Form::thousand && !thousand) || (form == Form::myriad && !myriad)) continue;
          Derivation x{form, a, b};
          if (!measure(d, x)) continue;
          ++tried;
          if (x.holds > 0 && x.holds * 10 >= (x.holds + x.fails) * 6) found.push_back(x);
        }
      }
    if (found.empty()) return by_header(d);
    std::stable_sort(found.begin(), found.end(), [&](const Derivation& x, const Derivation& y) {
      if (x.holds - x.fails != y.holds - y.fails) return x.holds - x.fails > y.holds - y.fails;
      return distance(x, d) < distance(y, d);
    });
    // What passed over all, rather than all less what failed over all, though one row's number is wrong.
    constexpr int kEnoughRows = 4;
    if (found.front().form == Form::rest)
      for (std::size_t i = 1; i < found.size(); ++i)
        if (found[i].form == Form::ratio && found[i].b == found.front().b && found[i].holds >= kEnoughRows &&
            found[i].holds - found[i].fails + 2 >= found.front().holds - found.front().fails) {
          std::swap(found[0], found[i]);
          break;
        }
    const Derivation& best = found.front();
    // The header narrows the field: a rate or share wants a ratio, a growth a growth.
    const Rational limit = Rational::fraction(1, 50);
    Rational candidates = Rational(std::max<std::int64_t>(tried, 1));
    if (named(best, d)) candidates = Rational(std::min<std::int64_t>(tried, 6));
    if (best.surprise * candidates > limit) return by_header(d);
    for (std::size_t e = 0; e < g_.entries; ++e) emit(best, d, e);
  }

  /// No formula is proved, but the header says what the column is: growth of the two levels before it, share of the total.
  void by_header(std::size_t d) {
    if (!g_.by_columns || (g_.kind[d] != Column::growth && g_.kind[d] != Column::share)) return;
    std::vector<std::size_t> levels;  // nearest first
    for (std::size_t l = d; l-- > 0 && levels.size() < 2;)
      if (g_.kind[l] == Column::level || g_.kind[l] == Column::prior) levels.push_back(l);
    if (levels.size() < (g_.kind[d] == Column::growth ? 2U : 1U)) return;
    for (std::size_t e = 0; e < g_.entries; ++e) {
      const int result = g_.at(d, e);
      if (result < 0 || !e_[result].is_percentage()) continue;
      if (g_.kind[d] == Column::share) {
        for (std::size_t t = 0; t < g_.entries; ++t)
          if (g_.entry_total[t] && t != e && g_.at(levels[0], t) >= 0 && g_.at(levels[0], e) >= 0)
            miss(e_, ledger_,
                 {"T304",
                  "ratio",
                  result,
                  {g_.at(levels[0], e), g_.at(levels[0], t)},
                  quotient_percent,
                  Tie::strong,
                  formula(Form::ratio, g_.at(levels[0], e), g_.at(levels[0], t)),
                  "按表头所说的占比"});
        continue;
      }
      const bool earlier_first = g_.kind[levels[1]] == Column::prior;
      const int a = g_.at(levels[earlier_first ? 0 : 1], e), b = g_.at(levels[earlier_first ? 1 : 0], e);
      if (a < 0 || b < 0 || !suits(Form::growth, e_[result], e_[a], e_[b])) continue;
      miss(e_, ledger_,
           {"T302",
            "growth",
            result,
            {a, b},
            [](const std::vector<Interval>& v) { return again(Form::growth, v); },
            g_.kind[levels[earlier_first ? 1 : 0]] == Column::prior ? Tie::strong : Tie::weak,
            formula(Form::growth, a, b),
            "按表头所说的增长率"});
    }
  }

  std::size_t distance(const Derivation& x, std::size_t d) const {
    const auto away = [&](std::size_t l) { return l > d ? l - d + 1 : d - l; };
    return away(x.a) + away(x.b) + (x.form == Form::rest ? 6 : 0);
  }

  /// Whether the header's words suit the formula.
  bool named(const Derivation& x, std::size_t d) const {
    const Column kind = g_.kind[d];
    if (!g_.by_columns) {
      const Text& label = g_.label[d];
      if (x.form == Form::ratio || x.form == Form::rest) return claim::contains(label, U"率") || claim::contains(label, U"比");
      if (x.form == Form::average) return claim::contains(label, U"均");
      return false;
    }
    switch (x.form) {
      case Form::ratio:
      case Form::rest:
        return kind == Column::share || kind == Column::rate;
      case Form::growth:
      case Form::from_change:
        return kind == Column::growth;
      case Form::difference:
        return kind == Column::change || kind == Column::point;
      case Form::thousand:
      case Form::myriad:
        return true;
      default:
        return claim::contains(g_.label[d], U"均");
    }
  }

  /// Few rows, but the header names the formula and what holds cannot be chance.
  bool certain(const Derivation& x, std::size_t d) const {
    if (x.holds - x.plain < 2 || x.fails > x.holds - x.plain || x.surprise > Rational::fraction(1, 100000)) return false;
    if (g_.by_columns) return named(x, d) && x.form != Form::rest;
    // A row is the share of another by its own name: 65岁以上比重 of 65岁以上.
    const Text own = words_of(g_.label[d]), part = words_of(g_.label[x.a]);
    return x.form == Form::ratio && x.fails < x.holds && claim::contains(own, U"比重") && part.size() >= 2 &&
           claim::starts_with(own, part);
  }
  static Text words_of(const Text& label) { return label.substr(0, std::min(label.find(U'（'), label.find(U'('))); }

  bool few(int id) const {
    constexpr int kFew = 10;
    return e_[id].exact.abs() < Rational(kFew) && e_[id].decimals == 0;
  }
  bool measure(std::size_t d, Derivation& x) const {
    int seen = 0;
    for (std::size_t e = 0; e < g_.entries; ++e) {
      const int result = g_.at(d, e), a = g_.at(x.a, e), b = g_.at(x.b, e);
      if (result < 0 || a < 0 || b < 0) continue;
      if (!suits(x.form, e_[result], e_[a], e_[b])) continue;
      const std::optional<Interval> computed = compute(x.form, e_[a].value, e_[b].value);
      if (!computed) continue;
      ++seen;
      if (fits(e_[result], *computed) != Fit::none) {
        ++x.holds;
        x.surprise = less_likely(x.surprise, chance(e_[result], *computed));
        // 132件中退回0件，100%: says nothing of how the column is computed.
        // Nor do 0, 50 and 100 % of things counted on the fingers.
        if (e_[a].exact.is_zero() || (x.form == Form::growth && few(a) && few(b) && telling_digits(e_[result]) < 2)) ++x.plain;
      } else {
        ++x.fails;
      }
      if (seen >= 6 && x.holds * 3 < seen) return false;
    }
    return seen > 0;
  }

  static const char* rule(Form form) {
    switch (form) {
      case Form::ratio:
      case Form::rest:
        return "T301";
      case Form::growth:
      case Form::from_change:
        return "T302";
      case Form::difference:
        return "T303";
      default:
        return "T305";
    }
  }
  const char* kind(Form form, int result) const {
    switch (form) {
      case Form::ratio:
      case Form::rest:
      case Form::average:
      case Form::hundred:
      case Form::thousand:
      case Form::myriad:
        return "ratio";
      case Form::growth:
      case Form::from_change:
        return "growth";
      case Form::difference:
        return points_line_ || e_[result].kind == claim::Numeral::Kind::point || e_[result].is_percentage() ? "pp"
                                                                                                            : "difference";
    }
    return "multi";
  }
  std::string formula(Form form, int a, int b) const {
    const std::string x = number_text(e_, a), y = number_text(e_, b);
    switch (form) {
      case Form::ratio:
      case Form::average:
      case Form::hundred:
        return x + " ÷ " + y;
      case Form::thousand:
        return x + " ÷ " + y + " × 1000";
      case Form::myriad:
        return x + " ÷ " + y + " × 10000";
      case Form::rest:
        return "(" + y + " − " + x + ") ÷ " + y;
      case Form::growth:
        return "(" + x + " − " + y + ") ÷ " + y;
      case Form::from_change:
        return y + " ÷ (" + x + " − " + y + ")";
      case Form::difference:
        return x + " − " + y;
    }
    return {};
  }

  /// 出生率 11.55‰ = 9172 ÷ (78.77 + 80.06) × 2: births, deaths and yields are of the mean of a stock at both ends of the year,
  /// which the row before or behind tells.
  bool of_mean(const Derivation& x, std::size_t d, std::size_t e) const {
    if (x.form == Form::difference || x.form == Form::growth || x.form == Form::from_change) return false;
    for (const std::size_t other : {e + 1, e - 1}) {
      if (other >= g_.entries || g_.at(x.b, other) < 0) continue;
      const Interval& there = e_[g_.at(x.b, other)].value;
      const Interval& here = e_[g_.at(x.b, e)].value;
      const Rational half = Rational::fraction(1, 2);
      const Interval mean = {(here.low + there.low) * half, (here.high + there.high) * half};
      const std::optional<Interval> computed = compute(x.form, e_[g_.at(x.a, e)].value, mean);
      if (computed && fits(e_[g_.at(d, e)], *computed) == Fit::rounded) return true;
    }
    return false;
  }

  bool signed_percent(int id) const {
    return e_[id].text.find('%') != std::string::npos || e_[id].text.find("％") != std::string::npos;
  }

  void emit(const Derivation& x, std::size_t d, std::size_t e) {
    const int result = g_.at(d, e), a = g_.at(x.a, e), b = g_.at(x.b, e);
    if (result < 0 || a < 0 || b < 0) return;
    if (!suits(x.form, e_[result], e_[a], e_[b])) {
      // A rate among amounts: its growth column holds the difference.
      if (x.form == Form::growth && e_[a].is_percentage() && e_[b].is_percentage() && e_[result].is_percentage()) {
        const Interval gap = e_[a].value - e_[b].value;
        if (fits(e_[result], gap) != Fit::none)
          keep("T303", "pp", result, {a, b}, gap, formula(Form::difference, a, b), Fit::rounded);
        else if (const std::optional<Interval> rise = percentage(gap, e_[b].value);
                 x.holds >= 2 && rise && fits(e_[result], *rise) == Fit::none)
          miss(e_, ledger_,
               {"T303",
                "pp",
                result,
                {a, b},
                [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0] - v[1]); },
                Tie::strong,
                formula(Form::difference, a, b),
                "按前后两期的比率相减"});
      }
      return;
    }
    const std::optional<Interval> computed = compute(x.form, e_[a].value, e_[b].value);
    if (!computed) return;
    const Fit how = fits(e_[result], *computed);
    const std::string text = formula(x.form, a, b);
    if (how == Fit::none) {
      // 28.07% | 30.28% | -0.02: points told as a number.
      if (x.form == Form::difference && signed_percent(a) && signed_percent(b) && !signed_percent(result)) {
        const Rational hundredth = Rational::fraction(1, 100);
        const Interval fraction = {computed->low * hundredth, computed->high * hundredth};
        if (const Fit told = fits(e_[result], fraction); told != Fit::none)
          return keep(rule(x.form), kind(x.form, result), result, {a, b}, fraction, "(" + text + ") ÷ 100", told);
      }
      const int telling = x.holds - x.plain;
      // 构成, beside 拉动 and 增速: a quotient that no header names must be that of a whole column, and none of shares.
      constexpr int kWholeColumn = 6;
      if (std::string_view(rule(x.form)) == "T305" && !named(x, d) && (g_.kind[d] == Column::share || telling < kWholeColumn))
        return;
      // 每股收益0.20 ÷ 每股净资产4.61 as a return: numbers of two digits give many quotients, and no header names this one.
      constexpr int kBlurred = 30;
      if (x.form == Form::ratio && (!named(x, d) || !g_.by_columns) &&
          (computed->high - computed->low) * Rational(kBlurred) > magnitude(*computed).high)
        return;
      if (of_mean(x, d, e)) return;
      if ((telling >= 3 && x.fails * 3 <= telling && (x.fails == 1 || telling >= 6 || x.fails * 4 <= telling)) || certain(x, d))
        contradict(e_, ledger_, rule(x.form), kind(x.form, result), result, {a, b}, *computed, text,
                   g_.by_columns ? "而按本列其余各行的算法" : "而按本行其余各列的算法");
      else if (telling >= x.fails)
        miss(e_, ledger_,
             {rule(x.form),
              kind(x.form, result),
              result,
              {a, b},
              [form = x.form](const std::vector<Interval>& v) { return again(form, v); },
              x.holds >= 2 ? Tie::strong : Tie::medium,
              text,
              g_.by_columns ? "而按本列其余各行的算法" : "而按本行其余各列的算法"});
      return;
    }
    keep(rule(x.form), kind(x.form, result), result, {a, b}, *computed, text, how);
  }

  void keep(const char* code, const char* kind_name, int result, std::vector<int> operands, const Interval& computed,
            const std::string& text, Fit how) {
    Ledger::Entry entry;
    entry.rule = code;
    entry.kind = kind_name;
    entry.result = result;
    entry.operands = std::move(operands);
    entry.computed = computed;
    entry.formula = number_text(e_, result) + " = " + text;
    entry.message = entry.formula;
    entry.truncation = how == Fit::truncated;
    ledger_.add(std::move(entry));
  }

  /// Shares of the total of another line: in the table, or of an amount in the text around.
  void share_of_total(std::size_t d) {
    bool percent = false;
    for (const int id : g_.line[d])
      if (id >= 0 && e_[id].exact.sign() != 0) percent = e_[id].is_percentage() && e_[id].role != Role::growth;
    if (!percent || (g_.by_columns && g_.kind[d] == Column::growth)) return;
    struct Choice {
      std::size_t line;
      int base;
      int holds, fails;
      Rational surprise;
    };
    std::vector<Choice> found;
    std::int64_t tried = 0;
    for (std::size_t a = 0; a < g_.line.size(); ++a) {
      if (a == d || (a > d ? a - d : d - a) > 6) continue;
      std::vector<int> bases;
      for (std::size_t e = 0; e < g_.entries; ++e)
        if (g_.at(a, e) >= 0 && !e_[g_.at(a, e)].is_percentage()) bases.push_back(g_.at(a, e));
      std::sort(bases.begin(), bases.end(), [&](int x, int y) { return e_[x].exact > e_[y].exact; });
      if (bases.empty()) continue;
      const int largest = bases.front();
      bases.resize(std::min<std::size_t>(bases.size(), 2));
      for (const int id : around(largest)) bases.push_back(id);
      for (const int base : bases) {
        if (e_[base].value.low.sign() <= 0) continue;
        Choice c{a, base, 0, 0, 1};
        for (std::size_t e = 0; e < g_.entries; ++e) {
          const int share = g_.at(d, e), part = g_.at(a, e);
          if (share < 0 || part < 0 || e_[part].is_percentage() || part == base) continue;
          if (e_[part].exact > e_[base].exact) {
            ++c.fails;
            continue;
          }
          const std::optional<Interval> computed = percentage(e_[part].value, e_[base].value);
          if (computed && fit(e_[share], *computed) != Fit::none) {
            ++c.holds;
            c.surprise = less_likely(c.surprise, chance(e_[share], *computed));
          } else {
            ++c.fails;
          }
        }
        ++tried;
        if (c.holds >= 2 && c.holds * 10 >= (c.holds + c.fails) * 6) found.push_back(c);
      }
    }
    if (found.empty()) return;
    const Choice best = *std::max_element(
        found.begin(), found.end(), [](const Choice& x, const Choice& y) { return x.holds - x.fails < y.holds - y.fails; });
    if (best.surprise * Rational(tried) > Rational::fraction(1, 50)) return;
    for (std::size_t e = 0; e < g_.entries; ++e) {
      const int share = g_.at(d, e), part = g_.at(best.line, e);
      if (share < 0 || part < 0 || e_[part].is_percentage() || part == best.base) continue;
      const std::optional<Interval> computed = percentage(e_[part].value, e_[best.base].value);
      if (!computed) continue;
      const std::string text = number_text(e_, part) + " ÷ " + number_text(e_, best.base);
      const Fit how = fit(e_[share], *computed);
      if (how != Fit::none)
        keep("T304", "ratio", share, {part, best.base}, *computed, text, how);
      else if (ledger_.explained(share, {"ratio"}) || !like_others(best.line, e))
        continue;
      else if (best.holds < 3 || best.fails * 3 > best.holds || !g_.by_columns)
        miss(e_, ledger_,
             {"T304",
              "ratio",
              share,
              {part, best.base},
              quotient_percent,
              Tie::strong,
              text,
              "而本列其余各行都以" + number_text(e_, best.base) + "为总体，按此"});
      else
        contradict(e_, ledger_, "T304", "ratio", share, {part, best.base}, *computed, text,
                   "而本列其余各行都以" + number_text(e_, best.base) + "为总体，按此");
    }
  }

  /// Whether the cell is in the unit of most cells of its line: where units stand in the cells one may be missing.
  bool like_others(std::size_t line, std::size_t e) const {
    const Claim& c = e_[g_.at(line, e)];
    int alike = 0, others = 0;
    for (const int id : g_.line[line])
      if (id >= 0) (e_[id].scale == c.scale && e_[id].noun == c.noun ? alike : others) += 1;
    return alike > 2 * others;
  }

  /// Larger amounts of the paragraphs before and behind the table.
  std::vector<int> around(int largest) const {
    std::vector<int> out;
    const int block = g_.table->block;
    for (auto p = e_.prose().rbegin(); p != e_.prose().rend() && out.size() < 12; ++p) {
      const Claim& c = e_[*p];
      if (c.block > block + 1) continue;
      if (c.block < block - 4) break;
      if (c.is_amount() && c.is_level() && c.exact >= e_[largest].exact && addable(c, e_[largest])) out.push_back(*p);
    }
    // The document's own totals open it.
    constexpr std::size_t kTotals = 3;
    std::size_t taken = 0;
    for (auto p = e_.prose().begin(); p != e_.prose().end() && taken < kTotals && e_[*p].block < block - 4; ++p) {
      const Claim& c = e_[*p];
      if (!c.is_amount() || c.role != Role::level || c.vague() || !addable(c, e_[largest])) continue;
      ++taken;
      if (c.exact >= e_[largest].exact) out.push_back(*p);
    }
    return out;
  }

  const Evidence& e_;
  Ledger& ledger_;
  const Grid& g_;
  bool difference_line_ = false;
  bool points_line_ = false;    ///< what the line's name gives in 百分点
  bool quotient_line_ = false;  ///< its name says that two lines are divided: 性别比
};

}  // namespace

void check_table_columns(const Evidence& evidence, Ledger& ledger) {
  for (const claim::Table& table : evidence.claims.tables) {
    const Grid columns = columns_of(evidence, table), rows = rows_of(evidence, table);
    Columns(evidence, ledger, columns).run();
    Columns(evidence, ledger, rows).run();
  }
}

}  // namespace zh::check
