// Growth in prose.
//
//   G401 growth   growth % from a stated amount of change and the level (or the earlier level): 增加33件，增长13.9%
//   G402 growth   growth % from two stated levels
//
// What: base = the earlier level, or level − change. The sign is that of the verb.
// When contradictory: level, change and growth (or level, earlier level and growth) stand in one sentence in this order with no
// other amount of the kind between, in one unit and with one comparison (同比 or 环比).
// When silent: 可比价, 不变价, 扣除, 同口径: not computed from printed levels.
#include <algorithm>

#include "check/frames.h"
#include "check/growth.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Growth {
 public:
  Growth(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.is_percentage() && c.role == Role::growth && !c.vague() && !ledger_.firmly_explained(c.id, "growth") &&
            !ledger_.fixed(c.id, "growth"))
          growth(all, i);
      }
  }

 private:
  static bool is_level(const Claim& c) { return c.is_amount() && c.role == Role::level && c.exact.sign() >= 0; }

  /// Like amounts near the growth, most plausible first.
  std::vector<int> levels(const std::vector<int>& all, std::size_t i) const {
    const Claim& g = e_[all[i]];
    std::vector<int> out;
    const auto push = [&](int id) {
      if (out.size() < 8 && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    };
    for (std::size_t j = i; j-- > 0 && e_[all[j]].segment == g.segment;)
      if (is_level(e_[all[j]]) && !planned(e_[all[j]])) push(all[j]);
    if (!g.name.empty())
      for (const int id : e_.named(g.name, g.id, 60, 8))
        if (is_level(e_[id])) push(id);
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= g.sentence - 1;)
      if (is_level(e_[all[j]])) push(all[j]);
    return out;
  }

  std::vector<int> near(const std::vector<int>& all, std::size_t i, Role role) const {
    std::vector<int> out;
    const Claim& g = e_[all[i]];
    for (std::size_t j = i; j-- > 0 && e_[all[j]].segment == g.segment && out.size() < 3;)
      if (e_[all[j]].is_amount() && e_[all[j]].role == role) out.push_back(all[j]);
    // 执结1635件，同比上升7%，同比增加107件: of this segment first.
    if (role == Role::change && out.empty() && i + 1 < all.size() && e_[all[i + 1]].is_amount() &&
        e_[all[i + 1]].role == role && e_[all[i + 1]].segment == g.segment && e_[all[i + 1]].clause - g.clause <= 1)
      out.push_back(all[i + 1]);
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == g.sentence && out.size() < 3;)
      if (e_[all[j]].segment != g.segment && e_[all[j]].is_amount() && e_[all[j]].role == role && !other_subject(all[j], g))
        out.push_back(all[j]);
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == g.sentence && j <= i + 9; ++j) {
      const Claim& c = e_[all[j]];
      if (c.is_amount() && c.role == role && !(role == Role::change && other_subject(c.id, g)) &&
          (j <= i + 2 || (c.year_on_year == g.year_on_year && c.month_on_month == g.month_on_month)))
        out.push_back(all[j]);
    }
    return out;
  }

  /// 起数上升28.6%，死亡人数减少2人: the change names something else.
  bool other_subject(int id, const Claim& g) const {
    const Claim& c = e_[id];
    return c.role == Role::change && !c.name_inherited && !g.name_inherited && c.name.size() >= 2 && g.name.size() >= 2 &&
           claim::likeness(c.name, g.name) < 50;
  }

  static std::optional<Interval> of_change(const Claim& change, const Interval& level, int sign) {
    return of_amount(change.value, level, sign);
  }
  static std::optional<Interval> of_amount(const Interval& change, const Interval& level, int sign) {
    const Interval c = magnitude(change);
    const Interval s = sign < 0 ? -c : c;
    return percentage(s, level - s);
  }

  /// 发生3起，同比减少2起，下降66.67%；……1起: level, change and growth told together are of each other, whatever another
  /// segment counts that happens to fit.
  void own(const std::vector<int>& all, std::size_t i, std::vector<int>& level, std::vector<int>& change) const {
    if (i < 2) return;
    const Claim &g = e_[all[i]], &c = e_[all[i - 1]], &l = e_[all[i - 2]];
    if (!is_level(l) || c.role != Role::change || !c.is_amount() || c.sign != g.sign || l.noun != c.noun || !addable(c, l) ||
        l.segment != g.segment || c.segment != g.segment || l.depth != g.depth || c.depth != g.depth ||
        c.clause - l.clause > 1 || g.clause - c.clause > 1 || c.vague() || l.vague() || other_basis(g.id))
      return;
    // 常住人口为579101人。2010年为442854人，十年间增加136247人: the level is the earlier one.
    const Interval before = l.value + c.value;
    for (std::size_t j = i - 2; j-- > 0 && e_[all[j]].sentence >= g.sentence - 1;)
      if (is_level(e_[all[j]]) && e_[all[j]].noun == l.noun && e_[all[j]].value.meets(before)) return;
    const auto elsewhere = [&](int id) { return e_[id].segment != g.segment; };
    std::erase_if(level, elsewhere);
    std::erase_if(change, elsewhere);
  }

  void growth(const std::vector<int>& all, std::size_t i) {
    const Claim& g = e_[all[i]];
    Search search(e_, ledger_, g.id, "G401", "growth");
    if (aligned(all, i, search)) return;
    if (yearly(e_, g.id)) {
      yearly_growth(e_, ledger_, search, all, i);
      if (search.done()) return;
    }
    const int sign = g.exact.sign() < 0 ? -1 : 1;
    std::vector<int> level = levels(all, i), change = near(all, i, Role::change);
    const std::vector<int> prior = near(all, i, Role::prior);
    own(all, i, level, change);
    for (std::size_t c = 0; c < change.size(); ++c) {
      for (std::size_t p = 0; p < prior.size(); ++p) {
        const Interval m = magnitude(e_[change[c]].value);
        if (addable(e_[change[c]], e_[prior[p]]) &&
            search.offer(percentage(sign < 0 ? -m : m, e_[prior[p]].value), {change[c], prior[p]},
                         number_text(e_, change[c]) + " ÷ " + number_text(e_, prior[p]), c + p == 0 ? 8 : 30))
          return;
      }
      for (std::size_t l = 0; l < level.size(); ++l)
        if (addable(e_[change[c]], e_[level[l]]) &&
            search.offer(of_change(e_[change[c]], e_[level[l]].value, sign), {change[c], level[l]},
                         number_text(e_, change[c]) + " ÷ (" + number_text(e_, level[l]) + (sign < 0 ? " + " : " − ") +
                             number_text(e_, change[c]) + ")",
                         c == 0 && l < 2 ? 8 : 25))
          return;
    }
    for (std::size_t p = 0; p < prior.size(); ++p)
      for (std::size_t l = 0; l < level.size(); ++l)
        if (addable(e_[prior[p]], e_[level[l]]) && e_[prior[p]].value.low.sign() > 0 &&
            search.offer(
                percentage(e_[level[l]].value - e_[prior[p]].value, e_[prior[p]].value), {level[l], prior[p]},
                "(" + number_text(e_, level[l]) + " − " + number_text(e_, prior[p]) + ") ÷ " + number_text(e_, prior[p]),
                p == 0 && l < 2 ? 10 : 30))
          return;
    // Two levels that follow each other: 2021年650万吨，2022年676万吨，增长4%.
    std::vector<int> row;  // nearest first
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= g.sentence - 1 && row.size() < 3;)
      if (is_amount_like(e_[all[j]]) && (row.empty() || e_[all[j]].noun == e_[row.front()].noun)) row.push_back(all[j]);
    // 35.4万个，2005年为32.0万个，增幅10.6%: the earlier year is named behind.
    if (row.size() >= 2 && of_named_year(row[0]) && !of_named_year(row[1]) && e_[row[0]].segment == g.segment &&
        e_[row[1]].segment == g.segment && e_[row[0]].clause - e_[row[1]].clause <= 1 && e_[row[0]].value.low.sign() > 0) {
      const std::string text =
          "(" + number_text(e_, row[1]) + " − " + number_text(e_, row[0]) + ") ÷ " + number_text(e_, row[0]);
      if (search.offer(percentage(e_[row[1]].value - e_[row[0]].value, e_[row[0]].value), {row[1], row[0]}, text, 5)) return;
      if (!other_basis(g.id) && g.clause - e_[row[0]].clause <= 1 && row[0] == all[i - 1])
        wait(g.id, row[1], row[0], Tie::strong);
    }
    for (std::size_t b = 1; b < row.size(); ++b)
      if (addable(e_[row[0]], e_[row[b]]) && e_[row[b]].value.low.sign() > 0 && e_[row[b]].exact != e_[row[0]].exact &&
          dated(row[0]) && dated(row[b]) &&
          search.offer(percentage(e_[row[0]].value - e_[row[b]].value, e_[row[b]].value), {row[0], row[b]},
                       "(" + number_text(e_, row[0]) + " − " + number_text(e_, row[b]) + ") ÷ " + number_text(e_, row[b]),
                       b == 1 ? (e_[row[0]].segment == g.segment ? 6 : 20) : 40))
        return;
    if (row.size() >= 2 && e_[row[1]].clause == e_[row[0]].clause && e_[row[0]].segment == g.segment &&
        !claim::find_any(e_[row[1]].before, {U"从", U"由"}).empty() && e_[row[1]].value.low.sign() > 0 &&
        search.offer(percentage(e_[row[0]].value - e_[row[1]].value, e_[row[1]].value), {row[0], row[1]},
                     "(" + number_text(e_, row[0]) + " − " + number_text(e_, row[1]) + ") ÷ " + number_text(e_, row[1]), 2))
      return;
    from_to(all, i, row);
    year_on_year(all, i, row);
    if (yearly(e_, g.id)) return yearly_growth(e_, ledger_, search, all, i);
    // Two levels, e.g. a table's earlier column.
    for (std::size_t l = 0; l < std::min<std::size_t>(level.size(), 3); ++l)
      for (const int b : e_.named(e_[level[l]].name, level[l], 70, 4))
        if (is_amount_of(e_[level[l]], e_[b]) && !listed_together(level[l], b) &&
            search.offer(percentage(e_[level[l]].value - e_[b].value, e_[b].value), {level[l], b},
                         "(" + number_text(e_, level[l]) + " − " + number_text(e_, b) + ") ÷ " + number_text(e_, b), 60))
          return;
    if (told_with_change(g, level, sign, search)) return;
    tables(g, search);
    if (search.done()) return;
    fixed(all, i, change, prior, sign);
    missed(all, i, sign);
  }

  /// 分别达4.69亿和2.98亿: two things at one time.
  bool listed_together(int a, int b) const {
    if (e_[a].passage != e_[b].passage || e_[a].clause != e_[b].clause) return false;
    const View link = e_.between(std::min(a, b), std::max(a, b));
    return link == U"、" || link == U"和" || link == U"及" || link == U"与";
  }

  /// The growth between two levels waits.
  void wait(int growth, int to, int from, Tie tie, const char* reason = "按前后两数计算") {
    miss(e_, ledger_,
         {"G402",
          "growth",
          growth,
          {to, from},
          [](const std::vector<Interval>& v) { return percentage(v[0] - v[1], v[1]); },
          tie,
          "(" + number_text(e_, to) + " − " + number_text(e_, from) + ") ÷ " + number_text(e_, from),
          reason});
  }

  /// 由27.1万箱增至32.6万箱，增长20.3%: the growth right behind is that of the two.
  void from_to(const std::vector<int>& all, std::size_t i, const std::vector<int>& row) {
    const Claim& g = e_[all[i]];
    if (row.size() < 2 || other_basis(g.id) || row[0] != all[i - 1] || g.clause - e_[row[0]].clause != 1) return;
    const Claim &to = e_[row[0]], &from = e_[row[1]];
    const View between = e_.between(from.id, to.id);
    if (from.clause != to.clause || from.noun != to.noun || from.value.low.sign() <= 0 ||
        claim::find_any(from.before, {U"从", U"由"}).empty() ||
        claim::find_any(between,
                        {U"增至", U"增加到", U"增加至", U"增长到", U"增长至", U"上升到", U"上升至", U"提高到", U"提高至",
                         U"扩大到", U"扩大至", U"降至", U"降到", U"下降到", U"下降至", U"减少到", U"减少至", U"减至"})
            .empty() ||
        (i + 1 < all.size() && e_.between(g.id, all[i + 1]) == U"、"))
      return;
    wait(g.id, to.id, from.id, Tie::certain);
  }

  /// 2006年4678件；2007年5208件，增长11.3%: years that follow each other, each with its level and no other word.
  void year_on_year(const std::vector<int>& all, std::size_t i, const std::vector<int>& row) {
    const Claim& g = e_[all[i]];
    if (row.size() < 2 || other_basis(g.id) || row[0] != all[i - 1] || g.clause - e_[row[0]].clause != 1) return;
    const Claim &to = e_[row[0]], &from = e_[row[1]];
    // 2022年收案4678件，2023年结案5208件: of another thing.
    const auto bare = [&](const Claim& x) { return of_named_year(x.id) && x.start - e_[x.id - 1].end <= 1; };
    if (!bare(to) || !bare(from) || to.noun != from.noun || to.sentence != from.sentence || from.value.low.sign() <= 0 ||
        e_[to.id - 1].exact - e_[from.id - 1].exact != Rational(1) || listed_beside(all, i))
      return;
    wait(g.id, to.id, from.id, Tie::certain, "按前后两年计算");
  }

  /// 小学32009人（增加1422人） … 小学增幅4.65%: a level told elsewhere with its change right behind it.
  bool told_with_change(const Claim& g, const std::vector<int>& level, int sign, Search& search) const {
    if (g.name.empty() || g.name_inherited) return false;
    for (const int l : level) {
      const int next = l + 1;
      if (next >= static_cast<int>(e_.all.size()) || e_[l].sentence == g.sentence || e_[l].name_inherited) continue;
      const Claim& c = e_[next];
      if (c.role != Role::change || !c.is_amount() || c.passage != e_[l].passage || c.sentence != e_[l].sentence ||
          (c.sign < 0) != (sign < 0) || !addable(c, e_[l]) || e_.between(l, next).size() > 6)
        continue;
      if (search.offer(
              of_change(c, e_[l].value, sign), {next, l},
              number_text(e_, next) + " ÷ (" + number_text(e_, l) + (sign < 0 ? " + " : " − ") + number_text(e_, next) + ")",
              15))
        return true;
    }
    return false;
  }

  /// 2021年至2023年分别为12.6亿元、13.5亿元和14.9亿元，分别增长8.2%、7.1%和10.4%: each but the first from the one before.
  bool aligned(const std::vector<int>& all, std::size_t i, Search& search) {
    const auto joined_to = [&](int a, int b) {
      const View between = e_.between(a, b);
      return e_[a].kind == e_[b].kind && (between == U"、" || between == U"和" || between == U"，" || between == U"及");
    };
    std::size_t first = i, last = i;
    while (first > 0 && joined_to(all[first - 1], all[first])) --first;
    while (last + 1 < all.size() && joined_to(all[last], all[last + 1])) ++last;
    const std::size_t n = last - first + 1;
    if (n < 2 || first < n || e_[all[first - 1]].sentence != e_[all[i]].sentence) return false;
    for (std::size_t j = first - n; j < first; ++j)
      if (!is_amount_like(e_[all[j]]) || (j + 1 < first && !joined_to(all[j], all[j + 1]))) return false;
    // One level more than growths: 2021年至2023年分别为…, 2022年、2023年分别增长…
    const bool one_more = first > n && is_amount_like(e_[all[first - n - 1]]) && joined_to(all[first - n - 1], all[first - n]);
    const int later = all[i - n], earlier = i > first || one_more ? all[i - n - 1] : -1;
    if (earlier < 0) return false;
    // 在线办公、在线医疗分别达4.69亿和2.98亿: things, not times.
    if (!one_more && !several_times(e_[all[first - n]])) return false;
    const std::string text =
        "(" + number_text(e_, later) + " − " + number_text(e_, earlier) + ") ÷ " + number_text(e_, earlier);
    if (search.offer(percentage(e_[later].value - e_[earlier].value, e_[earlier].value), {later, earlier}, text, 8))
      return true;
    const bool exactly = first < n + 2 || !joined_to(all[first - n - 2], all[first - n - 1]);
    if (one_more && exactly && !other_basis(all[i]))
      miss(e_, ledger_,
           {"G402",
            "growth",
            all[i],
            {later, earlier},
            [](const std::vector<Interval>& v) { return percentage(v[0] - v[1], v[1]); },
            Tie::strong,
            text,
            "按前后两年计算"});
    return false;
  }

  /// 2021年至2023年, 2021、2022年, 近三年: more times than one before a number in its sentence.
  bool several_times(const Claim& c) const {
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。！？\n");
    const View words = text.substr(from, c.start - from);
    if (!claim::find_any(words, {U"近三年", U"近五年", U"近年", U"三年", U"五年", U"各年", U"历年", U"逐年", U"分季"}).empty())
      return true;
    return std::count_if(words.begin(), words.end(), [](char32_t x) { return x == U'年' || x == U'季'; }) >= 2;
  }
  /// Whether a year stands right before the number: 2005年为32.0万个.
  bool of_named_year(int id) const {
    return id > 0 && e_[id - 1].kind == claim::Numeral::Kind::year && e_[id - 1].passage == e_[id].passage &&
           e_[id].start - e_[id - 1].end <= 3;
  }
  /// A level that is said of a time of its own: 2022年676万吨, 二季度16920件.
  bool dated(int id) const {
    const View text = e_.passage(id).text;
    const Claim& c = e_[id];
    const std::size_t from = c.start - std::min<std::size_t>(c.start, 20);
    const View lead = text.substr(from, c.start - from);
    const std::size_t mark = lead.find_last_of(U"，。；");
    return lead.substr(mark == View::npos ? 0 : mark + 1).find_first_of(U"年月季") != View::npos;
  }
  /// Queues the readings that place and words suggest.
  void missed(const std::vector<int>& all, std::size_t i, int sign) {
    const Claim& g = e_[all[i]];
    if (other_basis(g.id) || listed_beside(all, i)) return;
    const Recompute rise = [sign](const std::vector<Interval>& v) { return of_amount(v[0], v[1], sign); };
    const Recompute part = [sign](const std::vector<Interval>& v) {
      const Interval m = magnitude(v[0]);
      return percentage(sign < 0 ? -m : m, v[1]);
    };
    const Recompute levels = [](const std::vector<Interval>& v) { return percentage(v[0] - v[1], v[1]); };
    // The amounts of the sentence before the growth (or right behind it), nearest first.
    int change = -1, prior = -1, level = -1;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == g.sentence;) {
      const Claim& c = e_[all[j]];
      if (!c.is_amount() || c.vague()) continue;
      if (c.role == Role::change && change < 0 && prior < 0 && level < 0)
        change = c.id;
      else if (c.role == Role::prior && prior < 0 && level < 0)
        prior = c.id;
      else if (is_level(c) && !planned(c)) {
        level = c.id;
        // 上年同期为3200件，本期为3520件: the earlier level stands before it.
        if (prior < 0 && change < 0 && j > 0 && e_[all[j - 1]].role == Role::prior && e_[all[j - 1]].sentence == g.sentence &&
            c.clause - e_[all[j - 1]].clause <= 1 && e_[all[j - 1]].noun == c.noun)
          prior = all[j - 1];
        break;
      }
    }
    if (change < 0 && i + 1 < all.size() && e_[all[i + 1]].sentence == g.sentence && e_[all[i + 1]].role == Role::change &&
        e_[all[i + 1]].is_amount() && e_[all[i + 1]].clause - g.clause <= 1)
      change = all[i + 1];
    const auto near = [&](int a, int b) {
      return std::abs(e_[a].clause - e_[b].clause) <= 2 && e_[a].segment == e_[b].segment;
    };
    const auto queue = [&](const char* rule, const std::vector<int>& operands, const Recompute& again, Tie tie,
                           const std::string& text) {
      if (addable(e_[operands[0]], e_[operands[1]]) && !constant_prices(operands[0]) && !constant_prices(operands[1]))
        miss(e_, ledger_, {rule, "growth", g.id, operands, again, tie, text, "按前后两数或增减量计算"});
    };
    if (change >= 0 && (e_[change].sign != g.sign || !near(change, g.id))) change = -1;
    if (change >= 0 && prior >= 0)
      queue("G401", {change, prior}, part, near(change, prior) ? Tie::strong : Tie::medium,
            number_text(e_, change) + " ÷ " + number_text(e_, prior));
    if (change >= 0 && level >= 0)
      queue("G401", {change, level}, rise, near(change, level) ? Tie::strong : Tie::medium,
            number_text(e_, change) + " ÷ (" + number_text(e_, level) + (sign < 0 ? " + " : " − ") + number_text(e_, change) +
                ")");
    if (level >= 0 && prior >= 0)
      queue("G402", {level, prior}, levels, near(level, prior) && near(prior, g.id) ? Tie::strong : Tie::medium,
            "(" + number_text(e_, level) + " − " + number_text(e_, prior) + ") ÷ " + number_text(e_, prior));
    if (change < 0 && prior < 0 && level >= 0) year_to_year(all, i, queue);
    if (change < 0 && prior < 0) row(g);
  }

  /// 2022年和2023年分别为860件和945件，2023年比2022年增长9.9%: two levels in one list, the growth names both years.
  template <typename Queue>
  void year_to_year(const std::vector<int>& all, std::size_t i, const Queue& queue) const {
    const Claim& g = e_[all[i]];
    if (i < 2 || !claim::contains(g.clause_before, U"比") || e_[all[i - 1]].sentence != g.sentence) return;
    const Claim &b = e_[all[i - 1]], &a = e_[all[i - 2]];
    const View between = e_.between(a.id, b.id);
    if (!is_level(a) || !is_level(b) || a.noun != b.noun || (between != U"和" && between != U"、") ||
        g.clause - b.clause != 1 || (i > 2 && e_[all[i - 3]].sentence == g.sentence && e_[all[i - 3]].noun == a.noun))
      return;
    int years = 0;
    for (int id = g.id; id-- > 0 && e_[id].clause == g.clause && e_[id].passage == g.passage;)
      years += e_[id].kind == claim::Numeral::Kind::year;
    if (years == 2)
      queue(
          "G402", {b.id, a.id}, [](const std::vector<Interval>& v) { return percentage(v[0] - v[1], v[1]); }, Tie::certain,
          "(" + number_text(e_, b.id) + " − " + number_text(e_, a.id) + ") ÷ " + number_text(e_, a.id));
  }

  /// The two levels of a table row that bears the subject's name.
  void row(const Claim& g) {
    if (g.name.size() < 2) return;
    for (const claim::Table& t : e_.tables_near(g.block, 6)) {
      for (int r = t.header_rows; r < t.rows; ++r) {
        const Text label = bare(t.row_label[static_cast<std::size_t>(r)]);
        if (label.size() < 2 || claim::likeness(label, g.name) < 100) continue;
        std::vector<int> cells;
        for (int c = 0; c < t.columns; ++c)
          if (t.at(r, c) >= 0 && is_level_or_prior(e_[t.at(r, c)])) cells.push_back(t.at(r, c));
        if (cells.size() != 2 || !addable(e_[cells[0]], e_[cells[1]])) continue;
        const auto levels = [](const std::vector<Interval>& v) { return percentage(v[0] - v[1], v[1]); };
        miss(e_, ledger_,
             {"G402", "growth", g.id, cells, levels, Tie::medium,
              "(" + number_text(e_, cells[0]) + " − " + number_text(e_, cells[1]) + ") ÷ " + number_text(e_, cells[1]),
              "按表中两数计算"});
      }
    }
  }

  /// Two levels of the row of a table that bears the subject's name.
  void tables(const Claim& g, Search& search) {
    if (g.name.size() < 2) return;
    for (const claim::Table& t : e_.tables_near(g.block, 6)) {
      if (search.done()) continue;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const Text label = bare(t.row_label[static_cast<std::size_t>(r)]);
        if (label.size() < 2 || claim::likeness(label, g.name) < 75) continue;
        for (int x = 0; x < t.columns; ++x)
          for (int y = std::max(0, x - 3); y <= x + 3 && y < t.columns; ++y) {
            if (x == y) continue;
            const int a = t.at(r, x), b = t.at(r, y);
            if (a < 0 || b < 0 || !is_level_or_prior(e_[a]) || !is_level_or_prior(e_[b]) || e_[b].value.low.sign() <= 0)
              continue;
            if (search.offer(percentage(e_[a].value - e_[b].value, e_[b].value), {a, b},
                             "(" + number_text(e_, a) + " − " + number_text(e_, b) + ") ÷ " + number_text(e_, b), 20))
              return;
          }
      }
    }
  }
  static bool is_level_or_prior(const Claim& c) { return c.is_amount() && c.role != Role::change; }
  /// A label without its unit in brackets.
  static Text bare(const Text& label) {
    return Text(claim::strip_name(View(label).substr(0, std::min(label.find(U'（'), label.find(U'(')))));
  }
  static bool is_amount_of(const Claim& a, const Claim& b) {
    return b.is_amount() && b.role != Role::change && addable(a, b) && b.value.low.sign() > 0 && b.exact != a.exact;
  }

  /// 人均地区生产总值28322元，比去年新增3637元，增长12.7%: what grows at constant prices, though nobody says so.
  bool constant_prices(int level) const {
    const Claim& c = e_[level];
    return c.table < 0 && !claim::find_any(c.clause_before, {U"生产总值", U"增加值", U"GDP"}).empty();
  }
  /// Whether the clause or its neighbours speak of another basis than the printed levels.
  bool other_basis(int id) const {
    return !claim::find_any(e_.sentence(id),
                            {U"可比", U"不变价", U"扣除", U"同口径", U"剔除", U"名义", U"实际增长", U"年均", U"平均"})
                .empty();
  }

  void fixed(const std::vector<int>& all, std::size_t i, const std::vector<int>& change, const std::vector<int>& prior,
             int sign) {
    const Claim& g = e_[all[i]];
    if (other_basis(g.id) || i == 0 || g.sign == 0) return;
    // change right before the growth, in its clause or the one before.
    if (!change.empty() && change.front() == all[i - 1]) {
      const Claim& c = e_[change.front()];
      if (g.clause - c.clause > 1 || c.vague() || c.sign != g.sign || c.sign == 0) return;
      if (c.year_on_year != g.year_on_year && (g.year_on_year || g.month_on_month)) return;
      // 环比增幅由9.3%回落到7.6%: a rate of its own time.
      if (!claim::find_any(g.before, {U"由", U"从"}).empty()) return;
      if (listed_beside(all, i)) return;
      int base = -1;
      bool level_base = false;
      std::size_t j = i - 1;
      while (j > 0 && e_[all[j - 1]].sentence == g.sentence && e_[all[j - 1]].is_percentage() &&
             e_[all[j - 1]].role != Role::growth)
        --j;
      while (j > 0 && planned(e_[all[j - 1]])) --j;
      if (j > 0) {
        const Claim& x = e_[all[j - 1]];
        if (x.is_amount() && x.sentence == g.sentence && x.noun == c.noun && x.segment == c.segment && !x.vague()) {
          if (x.role == Role::prior)
            base = x.id;
          else if (x.role == Role::level && c.clause - x.clause <= 2 && one_subject(x, c))
            base = x.id, level_base = true;
        }
      }
      if (base < 0) base = table_level(c), level_base = true;
      if (base < 0 || e_[base].exact <= c.exact.abs()) return;
      const Interval m = magnitude(c.value);
      const std::optional<Interval> computed =
          level_base ? of_change(c, e_[base].value, sign) : percentage(sign < 0 ? -m : m, e_[base].value);
      if (!computed || fit(g, *computed) != Fit::none || constant_prices(base)) return;
      const std::string text = level_base ? number_text(e_, c.id) + " ÷ (" + number_text(e_, base) +
                                                (sign < 0 ? " + " : " − ") + number_text(e_, c.id) + ")"
                                          : number_text(e_, c.id) + " ÷ " + number_text(e_, base);
      contradict(e_, ledger_, "G401", "growth", g.id, {c.id, base}, *computed, text, "按增减量计算");
      return;
    }
    (void)prior;
    // level, 上年同期的 prior, growth.
    // Level and prior may change places: 上年同期为3200件，本期为3520件，同比增长10%.
    const bool turned =
        i >= 2 && e_[all[i - 2]].role == Role::prior && is_level(e_[all[i - 1]]) &&
        (i == 2 || e_[all[i - 3]].sentence != g.sentence || e_[all[i - 3]].noun != e_[all[i - 2]].noun) &&
        !claim::find_any(e_[all[i - 1]].before, {U"本期", U"今年", U"本月", U"当月", U"本季", U"本年", U"为", U"达"}).empty();
    const Claim& p = e_[all[turned ? i - 2 : i - 1]];
    if (p.role == Role::prior && p.is_amount() && i >= 2 && p.sentence == g.sentence &&
        g.clause - p.clause <= (turned ? 2 : 1) && !p.vague()) {
      const Claim& l = e_[all[turned ? i - 1 : i - 2]];
      if (!claim::find_any(p.before, {U"未办结", U"未结", U"结转", U"旧存", U"转入", U"积存"}).empty()) return;
      if (!is_level(l) || l.noun != p.noun || l.sentence != g.sentence ||
          std::abs(p.clause - l.clause) > (p.depth > l.depth ? 2 : 1) || l.vague() || l.scale != p.scale || !one_subject(l, g))
        return;
      const std::optional<Interval> computed = percentage(l.value - p.value, p.value);
      if (!computed || fit(g, *computed) != Fit::none) return;
      contradict(e_, ledger_, "G402", "growth", g.id, {l.id, p.id}, *computed,
                 "(" + number_text(e_, l.id) + " − " + number_text(e_, p.id) + ") ÷ " + number_text(e_, p.id),
                 "按前后两数计算");
    }
  }

  /// 分别增长…和…: lists are paired elsewhere.
  bool listed_beside(const std::vector<int>& all, std::size_t i) const {
    const auto list = [&](int a, int b) {
      const View between = e_.between(a, b);
      return e_[a].clause == e_[b].clause && (between == U"、" || between == U"和");
    };
    return (i + 1 < all.size() && list(all[i], all[i + 1])) || (i >= 1 && list(all[i - 1], all[i])) ||
           (i >= 2 && list(all[i - 2], all[i - 1]));
  }

  /// Whether a change is that of the level before it: it names no other subject.
  bool one_subject(const Claim& level, const Claim& change) const {
    if (claim::contains(change.clause_before, U"其中")) return false;
    return change.name.empty() || change.name_inherited || claim::likeness(change.name, level.name) >= 50;
  }

  /// The one level of a table whose row is called exactly like the subject of the change.
  int table_level(const Claim& change) const {
    if (change.name.size() < 2) return -1;
    int found = -1;
    for (const int id : e_.named(change.name, change.id, 100, 40)) {
      const Claim& c = e_[id];
      if (c.table < 0 || !c.is_amount() || c.role != Role::level || !claim::starts_with(c.name, change.name + U" ")) continue;
      if (found >= 0) return -1;
      found = id;
    }
    return found;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_growth(const Evidence& evidence, Ledger& ledger) { Growth(evidence, ledger).run(); }

}  // namespace zh::check
