// Sums in tables, by rows and by columns.
//
//   T201 sum   a line is the sum of a run of others in (most of) its entries: 合计 at the end, a total before its parts.
//
// When contradictory: the line is a total by its label, or the sum holds in at least two other entries; and it fails here.
// When silent: # and 其中 rows that stay below the total; rates and growths, which do not add.
#include <algorithm>

#include "check/grid.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class TableSums {
 public:
  TableSums(const Evidence& e, Ledger& ledger, const Grid& g) : e_(e), ledger_(ledger), g_(g) {}

  void run() {
    for (std::size_t t = 0; t < g_.line.size(); ++t) {
      tried_ = 0;
      found_.clear();
      // The parts before a total: back to the line before, to the previous total, to the top.
      if (t >= 2) {
        for (std::size_t from = t - 2;; --from) {
          attempt(t, span(from, t, false));
          attempt(t, span(from, t, true));
          if (from == 0 || (t - from > 14 && !g_.total[t])) break;
          if (t - from > 400) break;
        }
        attempt(t, totals(t, true));
      }
      for (std::size_t start = t + 1; start < g_.line.size() && start <= t + 3; ++start)
        for (std::size_t end = start + 2; end <= g_.line.size() && end <= start + (start == t + 1 ? 40 : 8); ++end) {
          attempt(t, span(start, end, false));
          attempt(t, span(start, end, true));
        }
      attempt(t, totals(t, false));
      pairs(t);
      const bool any = choose(t);
      if (!any && g_.total[t]) whole(t);
    }
  }

 private:
  struct Found {
    std::vector<std::size_t> parts;
    int holds = 0, fails = 0;
    Rational surprise = 1;
  };

  /// Lines [from, to); without those that say 其中 or are deeper than the first.
  std::vector<std::size_t> span(std::size_t from, std::size_t to, bool top_only) const {
    std::vector<std::size_t> out;
    int level = g_.indent[from];
    for (std::size_t l = from; l < to; ++l) {
      if (top_only && g_.indent[l] > level) continue;
      out.push_back(l);
    }
    if (top_only && out.size() == to - from) out.clear();
    return out;
  }
  std::vector<std::size_t> totals(std::size_t t, bool before) const {
    std::vector<std::size_t> out;
    for (std::size_t l = before ? 0 : t + 1; l < (before ? t : g_.line.size()); ++l)
      if (g_.total[l]) out.push_back(l);
    return out;
  }

  /// Divisions of the first rows that stand further down, rates between them: 男, 女; 城镇, 乡村.
  void pairs(std::size_t t) {
    if (g_.by_columns || t > 6 || g_.line.size() > 80) return;
    std::vector<std::size_t> like;
    for (std::size_t l = t + 1; l < g_.line.size(); ++l) {
      const auto same = [&](std::size_t e) {
        const int a = g_.at(t, e), b = g_.at(l, e);
        return a >= 0 && b >= 0 && !e_[a].is_percentage() && addable(e_[a], e_[b]);
      };
      std::size_t found = 0;
      for (std::size_t e = 0; e < g_.entries; ++e) found += same(e);
      if (found >= 2) like.push_back(l);
    }
    for (std::size_t from = 0; from < like.size(); ++from)
      for (std::size_t k = 2; k <= 4 && from + k <= like.size(); ++k)
        if (like[from + k - 1] - like[from] >= k || like[from] > t + 3)
          attempt(t, {like.begin() + static_cast<std::ptrdiff_t>(from), like.begin() + static_cast<std::ptrdiff_t>(from + k)});
  }

  struct Sum {
    std::vector<int> parts;
    Interval value = Interval::exactly(0);
    bool usable = false, scaled = false;
  };
  Sum add_up(std::size_t t, const std::vector<std::size_t>& parts, std::size_t e) const {
    Sum s;
    const int total = g_.at(t, e);
    if (total < 0) return s;
    const Claim& c = e_[total];
    if (c.role == Role::growth || c.role == Role::rate || c.role == Role::point) return s;
    for (const std::size_t l : parts) {
      const int id = g_.at(l, e);
      if (id < 0) continue;  // an empty cell is no part
      if (!addable(c, e_[id]) || e_[id].role == Role::growth || e_[id].role == Role::rate) return s;
      const bool bare = unit_of_total(c, e_[id]);
      if (!s.parts.empty() && bare != s.scaled) return Sum();
      s.scaled = bare;
      s.parts.push_back(id);
      s.value = s.value + (bare ? in_unit_of(c, e_[id]) : e_[id].value);
    }
    s.usable = s.parts.size() >= 2;
    return s;
  }

  /// 总人口（万人） | 男 | 女: columns whose heads tell no unit, beside one that does.
  bool unit_of_total(const Claim& total, const Claim& part) const {
    return g_.by_columns && total.scale > 0 && part.scale == 0 && part.noun.empty() && !total.noun.empty();
  }
  static Interval in_unit_of(const Claim& total, const Claim& part) {
    const Rational half = part.unit_place / Rational(2);
    Rational unit(1);
    for (int i = 0; i < total.scale; ++i) unit = unit * Rational(10);
    return Interval{(part.exact - half) * unit, (part.exact + half) * unit};
  }

  void attempt(std::size_t t, const std::vector<std::size_t>& parts) {
    if (parts.size() < 2) return;
    Found f;
    f.parts = parts;
    int seen = 0;
    bool scaled = false;
    for (std::size_t e = 0; e < g_.entries; ++e) {
      const Sum s = add_up(t, parts, e);
      if (!s.usable) continue;
      ++seen;
      scaled = scaled || s.scaled;
      const Claim& c = e_[g_.at(t, e)];
      if (fit(c, s.value) == Fit::rounded) {
        if (c.exact.is_zero()) continue;
        ++f.holds;
        f.surprise = less_likely(f.surprise, chance(c, s.value));
      } else {
        ++f.fails;
      }
      if (seen >= 4 && f.holds == 0) break;
    }
    if (seen == 0) return;
    ++tried_;
    // The unit is a guess: most entries must bear it out.
    if (scaled && (f.holds < 3 || f.holds < 3 * f.fails)) return;
    if (f.holds > 0 && f.holds >= f.fails) found_.push_back(std::move(f));
  }

  /// A total may be divided in several ways: each reading whose parts no better reading has used.
  bool choose(std::size_t t) {
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::pair(a.fails - a.holds, a.surprise) < std::pair(b.fails - b.holds, b.surprise);
    });
    std::vector<bool> used(g_.line.size(), false);
    const Rational candidates = Rational(g_.total[t] ? 2 : std::max(tried_, 1));
    bool any = false;
    for (const Found& f : found_) {
      if (std::any_of(f.parts.begin(), f.parts.end(), [&](std::size_t l) { return used[l]; })) continue;
      if (f.surprise * candidates > Rational::fraction(1, 40)) continue;
      for (const std::size_t l : f.parts) used[l] = true;
      settle(t, f);
      any = true;
    }
    return any;
  }

  void settle(std::size_t t, const Found& best) {
    // 接收82件，受理56件，不受理25件: what no heading calls a total may hold more than the parts that are printed.
    int lacking = 0;
    if (!g_.total[t])
      for (std::size_t e = 0; e < g_.entries; ++e)
        if (const Sum s = add_up(t, best.parts, e); s.usable && s.value.high < e_[g_.at(t, e)].value.low) ++lacking;
    const bool open = lacking >= 2 && lacking == best.fails;
    const Holding where = best.fails > 0 ? holding(t, best) : Holding{};
    for (std::size_t e = 0; e < g_.entries; ++e) {
      const Sum s = add_up(t, best.parts, e);
      if (!s.usable) {
        if (s.parts.size() == 1 && best.holds >= 2 && fit(e_[g_.at(t, e)], s.value) == Fit::rounded)
          alone(g_.at(t, e), s.parts.front());
        continue;
      }
      const int total = g_.at(t, e);
      if (fit(e_[total], s.value) == Fit::rounded) {
        confirm(e_, ledger_, "T201", "sum", total, s.parts, s.value, joined(e_, s.parts, " + "));
      } else if (s.scaled || open || mean_like(total, s.parts) || rounded_apart(total, s) || of_another(t, best, e, s) ||
                 lent(t, best, where, e)) {
        continue;
      } else if (((best.holds >= 2 && best.fails * 2 <= best.holds) ||
                  (best.holds == 1 && best.fails == 1 && one_noun(t, e) && closed(t, best)) ||
                  all_of_table(t, best, s, total)) &&
                 counts(total)) {
        contradict(e_, ledger_, "T201", "sum", total, s.parts, s.value, joined(e_, s.parts, " + "), "而各项相加");
      } else if (best.holds >= best.fails && counts(total)) {
        miss(e_, ledger_,
             {"T201", "sum", total, s.parts, zh::check::total, g_.total[t] ? Tie::strong : Tie::medium,
              joined(e_, s.parts, " + "), "而各项相加"});
      }
    }
  }

  /// 6816995 of 5184940 and 1632054, in 万元: whole numbers of a unit that is no count, apart by what rounding takes.
  bool rounded_apart(int total, const Sum& s) const {
    const Claim& c = e_[total];
    const bool measured = claim::is_measured(c.noun) || claim::contains(c.noun, U"元");
    if (c.is_percentage() || (!c.noun.empty() && !measured) || (c.noun.empty() && c.exact.abs() < Rational(1000))) return false;
    const Rational gap = (s.value.low - c.exact).abs();
    return gap <= c.unit_place * Rational::fraction(static_cast<std::int64_t>(s.parts.size()) + 1, 2);
  }

  /// A rate or mean under a header that does not say so: with decimals, and between its parts.
  bool mean_like(int total, const std::vector<int>& parts) const {
    const Claim& c = e_[total];
    if (c.decimals == 0 || parts.size() < 2) return false;
    const auto by_value = [&](int a, int b) { return e_[a].exact < e_[b].exact; };
    const int low = *std::min_element(parts.begin(), parts.end(), by_value),
              high = *std::max_element(parts.begin(), parts.end(), by_value);
    // -25.8 of -11.3 and -32.1, 9.4 of 9.3, -3.8 and 10.1: growths under a header that was lost.
    const bool signs = e_[low].exact.sign() < 0 && e_[low].scale == 0 && e_[high].exact.abs() < Rational(1000);
    return (e_[low].exact.sign() > 0 || signs) && e_[low].exact <= c.exact && c.exact <= e_[high].exact;
  }

  /// 合计 of all other rows that holds in another column, and is near in this one.
  bool all_of_table(std::size_t t, const Found& f, const Sum& s, int total) const {
    if (!g_.total[t] || g_.by_columns || f.holds < 1 || f.fails > f.holds || f.parts.size() + 1 != g_.line.size() ||
        s.parts.size() != f.parts.size())
      return false;
    const Rational gap = (s.value.low - e_[total].exact).abs();
    return gap * Rational(10) < e_[total].exact;
  }

  /// One part only: the total repeats it.
  void alone(int total, int part) {
    ledger_.tell("T202", "same", Verdict::consistent, total, {part}, number_text(e_, total) + " = " + number_text(e_, part));
  }

  /// 供水 5530.7 = 地表 + 地下 + 其他, beside 用水 5497.6: the parts make another number of the row.
  bool of_another(std::size_t t, const Found& best, std::size_t e, const Sum& s) const {
    for (std::size_t l = 0; l < g_.line.size(); ++l)
      if (const int id = g_.at(l, e);
          l != t && id >= 0 && std::find(best.parts.begin(), best.parts.end(), l) == best.parts.end() &&
          addable(e_[id], e_[g_.at(t, e)]) && telling_digits(e_[id]) >= 3 && fit(e_[id], s.value) == Fit::rounded)
        return true;
    return false;
  }

  /// What the entries in which a sum holds have in common.
  struct Holding {
    std::vector<std::size_t> parts;  ///< lines that have a cell in any of them
    std::size_t filled = SIZE_MAX;   ///< cells of the one that has fewest
  };
  std::size_t filled(std::size_t e) const {
    return static_cast<std::size_t>(
        std::count_if(g_.line.begin(), g_.line.end(), [&](const auto& line) { return line[e] >= 0; }));
  }
  Holding holding(std::size_t t, const Found& best) const {
    Holding out;
    std::vector<bool> used(g_.line.size());
    for (std::size_t e = 0; e < g_.entries; ++e)
      if (const Sum s = add_up(t, best.parts, e); s.usable && fit(e_[g_.at(t, e)], s.value) == Fit::rounded) {
        out.filled = std::min(out.filled, filled(e));
        for (const std::size_t l : best.parts)
          if (g_.at(l, e) >= 0) used[l] = true;
      }
    std::copy_if(best.parts.begin(), best.parts.end(), std::back_inserter(out.parts), [&](std::size_t l) { return used[l]; });
    return out;
  }
  /// A cell of a line that is empty wherever the sum holds belongs to something else: 人均用水量 in a row of more cells. In a
  /// row of fewer cells than all in which it holds they may stand under other headers.
  bool lent(std::size_t t, const Found& best, const Holding& where, std::size_t e) const {
    if (g_.by_columns && filled(e) < where.filled) return true;
    if (where.parts.size() == best.parts.size()) return false;
    const Sum s = add_up(t, where.parts, e);
    return s.usable && fit(e_[g_.at(t, e)], s.value) == Fit::rounded;
  }

  /// 件数 and 涉及企业 in two columns: an enterprise is counted in several rows. 2008年 and 2007年 are of one thing.
  bool one_noun(std::size_t t, std::size_t e) const {
    for (std::size_t other = 0; other < g_.entries; ++other)
      if (const int id = g_.at(t, other); id >= 0 && e_[id].noun != e_[g_.at(t, e)].noun) return false;
    return true;
  }

  /// 执业医师, …, 其他卫生技术人员: the last part closes the list, and the column that holds does so to the last of many
  /// digits.
  bool closed(std::size_t t, const Found& best) const {
    constexpr std::size_t kFewest = 4;
    constexpr int kMany = 4;
    if (best.parts.size() < kFewest || claim::find_any(g_.label[best.parts.back()], {U"其他", U"其它", U"其余"}).empty())
      return false;
    for (std::size_t e = 0; e < g_.entries; ++e)
      if (const Sum s = add_up(t, best.parts, e); s.usable && fit(e_[g_.at(t, e)], s.value) == Fit::rounded)
        return telling_digits(e_[g_.at(t, e)]) >= kMany && s.value.is_point();
    return false;
  }

  bool counts(int id) const {
    return e_[id].role == Role::level || e_[id].role == Role::prior || e_[id].role == Role::change ||
           e_[id].role == Role::share;
  }

  /// 合计 that no run of lines gives: all lines above it, if the table is simple.
  void whole(std::size_t t) {
    const bool last = t + 1 == g_.line.size(), first = t == 0;
    if ((!last && !first) || g_.line.size() < 3) return;
    std::vector<std::size_t> parts;
    for (std::size_t l = 0; l < g_.line.size(); ++l)
      if (l != t) {
        if (g_.total[l] || g_.indent[l] > 0) return;
        parts.push_back(l);
      }
    if (!g_.by_columns && g_.table->caption.find(U"部分") != Text::npos) return;
    std::vector<std::pair<std::size_t, Sum>> sums;  // by entry
    std::size_t fails = 0;
    for (std::size_t e = 0; e < g_.entries; ++e) {
      const int total = g_.at(t, e);
      if (total < 0 || e_[total].is_percentage() || e_[total].role == Role::growth) continue;
      Sum s = add_up(t, parts, e);
      if (!s.usable || s.scaled || s.parts.size() < 2 || rounded_apart(total, s)) continue;
      const bool wrong = fit(e_[total], s.value) == Fit::none;
      fails += wrong;
      if (s.parts.size() != parts.size()) continue;
      sums.emplace_back(e, std::move(s));
    }
    // Where nothing adds up the lines are of several levels, or of other things.
    constexpr std::size_t kAllWrong = 3;
    if (fails >= kAllWrong) return;
    for (const auto& [e, s] : sums) {
      const int total = g_.at(t, e);
      if (counts(total))
        miss(e_, ledger_,
             {"T201", "sum", total, s.parts, zh::check::total, Tie::strong, joined(e_, s.parts, " + "), "而表中各项相加"});
      if (g_.by_columns || s.parts.size() < 3) continue;
      // Far off: the parts are not all listed, or overlap.
      const Rational gap = (s.value.low - e_[total].exact).abs();
      if (gap * Rational(5) > e_[total].exact) continue;
      contradict(e_, ledger_, "T201", "sum", total, s.parts, s.value, joined(e_, s.parts, " + "), "而表中各项相加");
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
  const Grid& g_;
  std::vector<Found> found_;
  int tried_ = 0;
};

}  // namespace

void check_table_sums(const Evidence& evidence, Ledger& ledger) {
  for (const claim::Table& table : evidence.claims.tables) {
    const Grid columns = columns_of(evidence, table), rows = rows_of(evidence, table);
    TableSums(evidence, ledger, rows).run();
    TableSums(evidence, ledger, columns).run();
  }
}

}  // namespace zh::check
