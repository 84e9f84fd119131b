// Growth of a total against the growth of its parts.
//
//   G451 multi   the earlier total implied by the total's growth is the sum of those implied by the parts' growths
//   S103 sum     the share of a total is the sum of the shares of its parts
//   G452 bound   the growth of a total lies between the smallest and the largest growth of its parts
//
// What: rests on sums that were found; each of the numbers has a growth beside it with the same comparison.
// When contradictory: only for counts, whose parts have no prices, and by more than a tenth of a point.
// When silent: amounts of money and volume, whose growths may be at constant prices.
#include <algorithm>
#include <map>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

enum class Comparison { year, month };

class Weighted {
 public:
  Weighted(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  std::size_t run(std::size_t from) {
    late_ = from > 0;
    const std::size_t known = ledger_.entries().size();
    for (const Ledger::Entry& entry : ledger_.entries())
      if (entry.kind == "ratio" && entry.verdict == Verdict::consistent && entry.operands.size() == 2)
        by_numerator_[entry.operands[0]].emplace_back(entry.result, entry.operands[1]);
    for (std::size_t i = from; i < known; ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.kind != "sum" || entry.verdict != Verdict::consistent || entry.result < 0 || entry.operands.size() < 2 ||
          entry.operands.size() > 20)
        continue;
      shares(entry.result, entry.operands);
      rates(entry.result, entry.operands);
      if (by_coincidence(e_, entry.result, entry.operands)) continue;
      for (const Comparison c : {Comparison::year, Comparison::month}) weigh(entry.result, entry.operands, c);
    }
    return known;
  }

 private:
  /// Shares of one base add up like their numerators.
  void shares(int total, const std::vector<int>& parts) {
    for (const auto& [whole, base] : shares_of(total)) {
      std::vector<int> operands;
      for (const int part : parts)
        for (const auto& [share, own_base] : shares_of(part))
          if (own_base == base || e_[own_base].exact == e_[base].exact) {
            operands.push_back(share);
            break;
          }
      if (operands.size() != parts.size()) continue;
      Search search(e_, ledger_, whole, "S103", "sum");
      search.offer(sum_of(e_, operands), operands, joined(e_, operands, " + "), 5);
    }
  }

  /// The rate told of a number: the first of its sentence behind it, before the next amount of its kind.
  int rate_of(int id) const {
    const int p = e_.paragraph(id);
    if (p < 0) return -1;
    const std::vector<int>& all = e_.paragraphs()[static_cast<std::size_t>(p)];
    for (auto it = std::find(all.begin(), all.end(), id) + 1; it < all.end(); ++it) {
      const Claim& c = e_[*it];
      if (c.sentence != e_[id].sentence || (c.is_amount() && c.noun == e_[id].noun && c.exact > e_[id].exact)) return -1;
      if (c.kind == claim::Numeral::Kind::percent && c.role == Role::rate && !c.vague()) return c.id;
      if (c.is_amount() && c.noun == e_[id].noun && c.segment != e_[id].segment) return -1;
    }
    return -1;
  }
  /// 生产领域5000批次，不合格率3.0%；流通领域4000批次，不合格率5.7%: the rate of all is that of the groups, weighted.
  void rates(int total, const std::vector<int>& parts) {
    const int whole = rate_of(total);
    if (whole < 0 || ledger_.firmly_explained(whole, "multi")) return;
    const Text stem = stem_of_rate(e_[whole]);
    if (stem.size() < 2) return;
    std::vector<int> operands = {total};
    Interval sum = Interval::exactly(0);
    std::string text;
    for (const int part : parts) {
      const int own = rate_of(part);
      if (own < 0 || own == whole || stem_of_rate(e_[own]) != stem || e_[part].value.low.sign() <= 0) return;
      operands.push_back(part);
      operands.push_back(own);
      sum = sum + e_[part].value * e_[own].value;
      text += (text.empty() ? "" : " + ") + number_text(e_, part) + " × " + number_text(e_, own);
    }
    const Recompute again = [](const std::vector<Interval>& v) -> std::optional<Interval> {
      Interval weighted = Interval::exactly(0);
      for (std::size_t i = 1; i + 1 < v.size(); i += 2) weighted = weighted + v[i] * v[i + 1];
      return divide(weighted, v[0]);
    };
    const std::optional<Interval> computed = divide(sum, e_[total].value);
    if (!computed) return;
    const std::string formula = "(" + text + ") ÷ " + number_text(e_, total);
    const Fit how = fit(e_[whole], *computed);
    if (how != Fit::none)
      confirm(e_, ledger_, "R217", "multi", whole, operands, *computed, formula, how == Fit::truncated);
    else
      miss(e_, ledger_, {"R217", "multi", whole, operands, again, Tie::medium, formula, "而按各部分的率加权"});
  }

  /// (share, base) of a numerator, as the rule of shares found them.
  std::vector<std::pair<int, int>> shares_of(int numerator) const {
    std::vector<std::pair<int, int>> out;
    const auto found = by_numerator_.find(numerator);
    if (found != by_numerator_.end()) out = found->second;
    return out;
  }

  static bool suits(const Claim& g, Comparison c) {
    if (g.role != Role::growth || !g.is_percentage()) return false;
    switch (c) {
      case Comparison::year:
        return !g.month_on_month;
      case Comparison::month:
        return g.month_on_month;
    }
    return false;
  }

  /// The growth of a number: beside it, or beside the same number told elsewhere; -1 if there is none.
  int growth_of(int id, Comparison c) const {
    const int own = growth_beside(id, c);
    const Claim& x = e_[id];
    if (own >= 0 || x.table >= 0 || x.exact.abs() < Rational(100)) return own;
    constexpr int kMostTwins = 300;  // nobody repeats a number so often
    int tried = 0;
    for (const int twin : e_.valued(x.exact)) {
      if (++tried > kMostTwins) break;
      if (twin == id || e_[twin].noun != x.noun || !e_[twin].is_amount() || claim::likeness(e_[twin].name, x.name) < 60)
        continue;
      if (const int g = growth_beside(twin, c); g >= 0) return g;
    }
    return -1;
  }

  /// Whether the growth of a row is of this level and not of the earlier one beside it: 2022年 | 2023年 | 增幅.
  bool of_level(const Claim& x, const Claim& growth) const {
    for (const int index : ledger_.of_result(growth.id)) {
      const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
      if (entry.kind == "growth" && entry.operands.size() == 2 && e_[entry.operands[0]].table == x.table)
        return entry.operands[0] == x.id;
    }
    const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(x.table)];
    const Text own = year_of(t.header[static_cast<std::size_t>(x.column)]);
    for (int column = 0; !own.empty() && column < t.columns; ++column) {
      const int other = t.at(x.row, column);
      if (other >= 0 && e_[other].is_amount() && year_of(t.header[static_cast<std::size_t>(column)]) > own) return false;
    }
    return true;
  }
  /// The first year of a header; empty if it names none.
  static Text year_of(const Text& header) {
    for (std::size_t i = 0; i + 4 < header.size() + 1; ++i)
      if (claim::is_digit(header[i]) && i + 4 <= header.size() && claim::is_digit(header[i + 3]) &&
          (header[i] == U'1' || header[i] == U'2') && claim::is_digit(header[i + 1]) && claim::is_digit(header[i + 2]))
        return header.substr(i, 4);
    return {};
  }

  /// Whether a growth's header names another column of levels than the one it is asked for: 实有 | 新登记 | 新登记同比.
  static bool names_another(const claim::Table& t, int level, int growth) {
    const auto words = [&](int column) {
      const Text& header = t.header[static_cast<std::size_t>(column)];
      return header.substr(0, header.find_first_of(U"（("));
    };
    const auto names = [&](int column) {
      return words(column).size() >= 2 && claim::contains(t.header[static_cast<std::size_t>(growth)], words(column));
    };
    if (names(level)) return false;
    for (int column = 0; column < growth; ++column)
      if (column != level && t.kind[static_cast<std::size_t>(column)] == claim::Table::Column::level && names(column))
        return true;
    return false;
  }

  /// 产销分别完成1531.88万辆和1519.26万辆，同比增长1.92%和2.60%: the growth in the same place of as many behind a list of
  /// amounts; -2 if the amount is of no list.
  int growth_in_list(int id, Comparison c) const {
    const auto joined = [&](int a, int b) {
      const View link = e_[a].passage == e_[b].passage && e_[a].clause == e_[b].clause ? e_.between(a, b) : View();
      return link == U"和" || link == U"、" || link == U"及" || link == U"与";
    };
    const auto size = static_cast<int>(e_.all.size());
    int first = id, last = id;
    while (first > 0 && e_[first - 1].is_amount() && joined(first - 1, first)) --first;
    while (last + 1 < size && e_[last + 1].is_amount() && joined(last, last + 1)) ++last;
    if (first == last) return -2;
    const int behind = last + 1, end = behind + (last - first);
    if (end >= size || e_[behind].sentence != e_[id].sentence || e_[behind].clause - e_[id].clause > 1) return -1;
    for (int g = behind; g <= end; ++g)
      if (!suits(e_[g], c) || (g > behind && !joined(g - 1, g))) return -1;
    return end + 1 < size && joined(end, end + 1) ? -1 : behind + (id - first);
  }

  int growth_beside(int id, Comparison c) const {
    const Claim& x = e_[id];
    if (x.table < 0)
      if (const int own = growth_in_list(id, c); own != -2) return own;
    if (x.table >= 0) {
      const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(x.table)];
      // Where two levels stand side by side the growth belongs to the first.
      if (x.column > 0) {
        const int left = t.at(x.row, x.column - 1);
        if (left >= 0 && !e_[left].is_percentage() && e_[left].role != Role::change) return -1;
      }
      for (int column = x.column + 1; column < t.columns; ++column) {
        const int cell = t.at(x.row, column);
        if (cell < 0) continue;
        if (suits(e_[cell], c)) return of_level(x, e_[cell]) && !names_another(t, x.column, column) ? cell : -1;
        const bool level = !e_[cell].is_percentage() && (e_[cell].role == Role::level || e_[cell].role == Role::prior);
        // 单位数（个）| 收入（亿元）| 同比增长: of what stands right before it, unless that is the earlier level of the same.
        if (level && !addable(x, e_[cell])) return -1;
        if (!e_[cell].is_percentage() && e_[cell].role == Role::level && column > x.column + 1) break;
      }
      return -1;
    }
    const int p = e_.paragraph(id);
    if (p < 0) return -1;
    const std::vector<int>& all = e_.paragraphs()[static_cast<std::size_t>(p)];
    const auto here = std::find(all.begin(), all.end(), id);
    for (auto it = here + 1; it != all.end(); ++it) {
      const Claim& g = e_[*it];
      if (g.sentence != x.sentence) break;
      const bool of_another = g.name.size() >= 2 && x.name.size() >= 2 && claim::likeness(g.name, x.name) == 0;
      if ((g.is_amount() && g.role == Role::level) || (suits(g, c) && of_another)) break;
      if (suits(g, c)) return *it;
    }
    // Told after all the levels: 咨询同比上升27.7％，投诉同比减少1.3％.
    if (x.name.size() < 2 || x.name_inherited) return -1;
    for (auto it = here + 1; it != all.end(); ++it) {
      const Claim& g = e_[*it];
      if (suits(g, c) && g.name == x.name && (!g.name_inherited || e_[*(it - 1)].role == Role::growth)) return *it;
    }
    return -1;
  }

  /// 同上年同期比，总量增加21.35%，其中咨询增长27.11%，投诉增长39.10%: growths told by name in this paragraph or the next, of
  /// which no level stands beside; -1 if there are none or several.
  int told_by_name(int id, bool whole, Comparison c) const {
    const Claim& x = e_[id];
    const int p = e_.paragraph(id);
    if (p < 0 || x.role != Role::level) return -1;
    int found = -1;
    for (int q = p; q <= p + 1 && q < static_cast<int>(e_.paragraphs().size()); ++q)
      for (const int other : e_.paragraphs()[static_cast<std::size_t>(q)]) {
        const Claim& g = e_[other];
        if (other < id || !suits(g, c) || g.name_inherited || g.vague()) continue;
        const bool own =
            whole ? g.name == U"总量" || g.name == U"总数" || g.name == U"受理总量" : g.name == x.name && x.name.size() >= 2;
        if (!own || (other > 0 && e_[other - 1].is_amount() && e_[other - 1].segment == g.segment)) continue;
        if (other + 1 < static_cast<int>(e_.all.size()) && e_[other + 1].depth > g.depth) return -1;  // （去年11月412件）
        if (found >= 0) return -1;
        found = other;
      }
    return found;
  }

  /// 同比分别增长15.8%和14.4%: as many growths as parts behind the last part.
  std::vector<int> listed(const std::vector<int>& parts, Comparison c) const {
    const int p = e_.paragraph(parts.back());
    if (p < 0) return {};
    const std::vector<int>& all = e_.paragraphs()[static_cast<std::size_t>(p)];
    const auto here = std::find(all.begin(), all.end(), parts.back());
    if (here == all.end()) return {};
    std::vector<int> out;
    for (auto it = here + 1; it != all.end() && out.size() < parts.size(); ++it) {
      if (e_[*it].sentence != e_[parts.back()].sentence) break;
      if (suits(e_[*it], c))
        out.push_back(*it);
      else if (!out.empty() || e_[*it].is_amount())
        break;
    }
    if (out.size() != parts.size() || e_[out.front()].clause != e_[out.back()].clause) return {};
    return out;
  }

  void weigh(int total, const std::vector<int>& parts, Comparison c) {
    // 比上季度的56675件增长5.65%: the growth is of what is now.
    if (e_[total].role == Role::prior ||
        std::any_of(parts.begin(), parts.end(), [&](int id) { return e_[id].role == Role::prior; }))
      return;
    int g = growth_of(total, c);
    // 咨询、投诉、举报37062件 has the last part's name: that part's growth is not its own.
    if (e_[total].table < 0 &&
        (g < 0 || std::any_of(parts.begin(), parts.end(), [&](int id) { return growth_of(id, c) == g; })))
      g = told_by_name(total, true, c);
    if (g < 0) return;
    std::vector<int> growths;
    for (const int part : parts) {
      int own = growth_of(part, c);
      if (own < 0 && e_[part].table < 0) own = told_by_name(part, false, c);
      if (own < 0 || own == g) break;
      growths.push_back(own);
    }
    std::vector<int> once = growths;
    std::sort(once.begin(), once.end());
    if (growths.size() != parts.size() || std::unique(once.begin(), once.end()) != once.end()) growths = listed(parts, c);
    if (growths.size() != parts.size()) return;
    Interval earlier = Interval::exactly(0);
    std::string text;
    std::vector<int> operands = {total};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Interval factor = Interval::exactly(1) + e_[growths[i]].value * Interval::exactly(Rational::fraction(1, 100));
      if (factor.low.sign() <= 0 || e_[parts[i]].value.low.sign() < 0) return;
      const std::optional<Interval> before = divide(e_[parts[i]].value, factor);
      if (!before) return;
      earlier = earlier + *before;
      text += (i > 0 ? " + " : "") + number_text(e_, parts[i]) + " ÷ (1 " + (e_[growths[i]].sign < 0 ? "− " : "+ ") +
              number_text(e_, growths[i]) + ")";
      operands.push_back(parts[i]);
      operands.push_back(growths[i]);
    }
    const std::optional<Interval> ratio = divide(e_[total].value, earlier);
    if (!ratio) return;
    const Interval computed = (*ratio - Interval::exactly(1)) * Interval::exactly(100);
    const std::string formula = number_text(e_, total) + " ÷ (" + text + ") − 1";
    const Fit how = fit(e_[g], computed);
    if (how == Fit::none) bracket(g, growths);
    if (how != Fit::none) {
      Search search(e_, ledger_, g, "G451", "multi");
      search.offer(computed, operands, formula, 1);  // the words tie all of it; a growth near zero is hit as hard as any
      return;
    }
    if (late_) return;  // what such sums rest on lies too far apart to contradict by it
    const std::size_t n = parts.size();
    const Recompute again = [n](const std::vector<Interval>& v) -> std::optional<Interval> {
      Interval before = Interval::exactly(0);
      for (std::size_t i = 0; i < n; ++i) {
        const Interval factor = Interval::exactly(1) + v[2 + 2 * i] * Interval::exactly(Rational::fraction(1, 100));
        const std::optional<Interval> own = divide(v[1 + 2 * i], factor);
        if (!own) return std::nullopt;
        before = before + *own;
      }
      const std::optional<Interval> whole = divide(v[0], before);
      if (!whole) return std::nullopt;
      return (*whole - Interval::exactly(1)) * Interval::exactly(100);
    };
    miss(e_, ledger_,
         {"G451", "multi", g, operands, again, counts(total) ? Tie::medium : Tie::weak, formula, "而由各部分的增幅倒推"});
    const Interval wide = {computed.low - Rational::fraction(1, 10), computed.high + Rational::fraction(1, 10)};
    if (!counts(total) || wide.meets(e_[g].value)) return;
    contradict(e_, ledger_, "G451", "multi", g, operands, computed, formula, "而由各部分的增幅倒推");
  }

  bool counts(int id) const {
    const Claim& c = e_[id];
    // Areas have no prices either.
    const bool area = !claim::end_any(c.noun, {U"平方米", U"㎡", U"平方公里", U"公顷", U"亩"}).empty();
    if (c.is_percentage() || (claim::is_measured(c.noun) && !area)) return false;
    if (c.noun.empty()) {
      if (c.table < 0) return false;
      const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(c.table)];
      return c.decimals == 0 &&
             claim::find_any(t.caption + c.name, {U"元", U"吨", U"公顷", U"亩", U"产值", U"增加值", U"生产总值"}).empty();
    }
    return true;
  }

  void bracket(int g, const std::vector<int>& growths) {
    const auto by_value = [&](int a, int b) { return e_[a].exact < e_[b].exact; };
    const int low = *std::min_element(growths.begin(), growths.end(), by_value),
              high = *std::max_element(growths.begin(), growths.end(), by_value);
    if (e_[g].value.high < e_[low].value.low || e_[g].value.low > e_[high].value.high) return;
    ledger_.tell("G452", "bound", Verdict::consistent, g, {low, high},
                 number_text(e_, low) + " ≤ " + number_text(e_, g) + " ≤ " + number_text(e_, high));
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::map<int, std::vector<std::pair<int, int>>> by_numerator_;
  bool late_ = false;
};

}  // namespace

std::size_t check_weighted(const Evidence& evidence, Ledger& ledger, std::size_t from) {
  return Weighted(evidence, ledger).run(from);
}

}  // namespace zh::check
