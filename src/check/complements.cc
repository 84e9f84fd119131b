// Shares that make up a whole.
//
//   C701 complement   shares beside each other that add to 100 %, in prose, proportions (5.1:42.5:52.4) and columns of tables
//
// When contradictory: a proportion of three parts misses 100 by more than its rounding but by less than two points.
// When silent: lists of the largest, whose rest is not named.
#include <algorithm>

#include "check/grid.h"
#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Complements {
 public:
  Complements(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) prose(all);
    for (const std::vector<int>& all : e_.paragraphs()) missed(all);
    for (const claim::Table& table : e_.claims.tables) {
      lines(columns_of(e_, table));
      lines(rows_of(e_, table));
    }
  }

 private:
  bool is_share(int id) const {
    const Claim& c = e_[id];
    if (!c.is_percentage() || c.role == Role::growth || c.role == Role::limit) return false;
    // 三次产业贡献率-1.6%、8.0%、93.6%: what fell takes away from the whole.
    if (claim::contains(c.name, U"贡献")) return !c.exact.is_zero() && c.exact.abs() < Rational(1000);
    return c.exact.sign() > 0 && c.exact < Rational(100);
  }

  bool whole(const std::vector<int>& parts) const { return sum_of(e_, parts).contains(Rational(100)); }

  void keep(const std::vector<int>& parts, Verdict verdict) {
    Ledger::Entry entry;
    entry.rule = "C701";
    entry.kind = "complement";
    entry.verdict = verdict;
    entry.result = parts.front();
    entry.operands.assign(parts.begin() + 1, parts.end());
    const Interval sum = sum_of(e_, parts);
    entry.computed = Interval::exactly(100) - sum_of(e_, entry.operands);
    entry.formula = joined(e_, parts, " + ") + (verdict == Verdict::consistent ? " = 100%" : " ≠ 100%");
    entry.message = entry.formula;
    if (verdict == Verdict::contradictory) {
      entry.message = "各部分合计应为100，文中相加为" + ((sum.low + sum.high) / Rational(2)).str_decimal(4) + "：" +
                      joined(e_, parts, " + ");
    }
    ledger_.add(std::move(entry));
  }

  /// Queues lists that the words make exhaustive: 合格率 and 不合格率; 分别占, 各占; proportions.
  void missed(const std::vector<int>& all) {
    std::vector<int> shares;
    for (const int id : all)
      if (is_share(id)) shares.push_back(id);
    const auto joined_to = [&](int a, int b) {
      const View between = e_.between(a, b);
      return e_[a].clause == e_[b].clause && (e_[a].kind == claim::Numeral::Kind::part || between == U"、" ||
                                              between == U"和" || between == U"及" || between == U"与");
    };
    for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
      const Claim &a = e_[shares[i]], &b = e_[shares[i + 1]];
      if (a.kind != b.kind) continue;
      if (a.sentence == b.sentence && b.clause - a.clause <= 2 && (opposite(a, b) || denied(a, b)))
        queue({a.id, b.id}, Tie::strong);
      std::size_t k = 1;
      while (i + k < shares.size() && e_[shares[i + k]].kind == a.kind && joined_to(shares[i + k - 1], shares[i + k])) ++k;
      const std::vector<int> list(shares.begin() + static_cast<std::ptrdiff_t>(i),
                                  shares.begin() + static_cast<std::ptrdiff_t>(i + k));
      if (k >= 2 && (a.role == Role::share || a.kind == claim::Numeral::Kind::part)) {
        const bool top = !claim::find_any(a.clause_before, {U"前", U"主要", U"排", U"居", U"较", U"从", U"由"}).empty();
        if (!top) queue(list, a.kind == claim::Numeral::Kind::part ? Tie::strong : k > 2 ? Tie::medium : Tie::weak);
      } else if (k == 1 && a.role == Role::share && b.role == Role::share && a.sentence == b.sentence &&
                 (a.base == b.base || b.base.empty())) {
        // All shares of the sentence, one base.
        std::size_t n = 2;
        while (i + n < shares.size() && e_[shares[i + n]].sentence == a.sentence && e_[shares[i + n]].role == Role::share) ++n;
        if (i == 0 || e_[shares[i - 1]].sentence != a.sentence || e_[shares[i - 1]].role != Role::share)
          queue({shares.begin() + static_cast<std::ptrdiff_t>(i), shares.begin() + static_cast<std::ptrdiff_t>(i + n)},
                n == 2 && whole_by_name(a.name, b.name) ? Tie::medium : Tie::weak);
      }
      if (k == 1) named_alike(shares, i);
      i += k - 1;
    }
  }
  /// 第一产业增加值比重…，第二产业增加值比重…，第三产业增加值比重…: three or more of one measure, each with its own name.
  void named_alike(const std::vector<int>& shares, std::size_t i) {
    const auto end = [&](std::size_t k) {
      const Text& name = e_[shares[k]].name;
      if (name.size() < 3 || e_[shares[k]].name_inherited) return Text();
      // 不合格率 and 合格率 measure two things.
      const std::size_t n = name.size() > 3 && claim::one_of(name[name.size() - 4], U"不未") ? 4 : 3;
      return Text(name.substr(name.size() - n));
    };
    const Text own = end(i);
    const Claim& first = e_[shares[i]];
    if (own.empty() || (first.role != Role::share && first.role != Role::rate) ||
        (i > 0 && e_[shares[i - 1]].sentence == first.sentence && end(i - 1) == own))
      return;
    std::size_t n = 1;
    while (i + n < shares.size() && e_[shares[i + n]].passage == first.passage &&
           e_[shares[i + n]].sentence - first.sentence <= static_cast<int>(n) && e_[shares[i + n]].kind == first.kind &&
           end(i + n) == own)
      ++n;
    if (n >= 3)
      queue({shares.begin() + static_cast<std::ptrdiff_t>(i), shares.begin() + static_cast<std::ptrdiff_t>(i + n)},
            Tie::medium);
  }
  /// 国内职务授权占39.6%，非职务占60.4%
  static bool denied(const Claim& a, const Claim& b) {
    if (a.role != Role::share || b.role != Role::share || b.name.size() < 3 || b.name_inherited || a.name.size() < 2)
      return false;
    return b.name[0] == U'非' && a.name.find(U'非') == Text::npos && claim::contains(a.name, View(b.name).substr(1));
  }
  /// 合格率 and 不合格率
  static bool opposite(const Claim& a, const Claim& b) {
    const View x = a.before.substr(a.before.size() - std::min<std::size_t>(a.before.size(), 8));
    const View y = b.before.substr(b.before.size() - std::min<std::size_t>(b.before.size(), 8));
    const auto denies = [](View words) {
      return !claim::find_any(words, {U"不合格率", U"未办结率", U"不满意率", U"不达标率"}).empty();
    };
    const auto says = [&](View words) {
      return !denies(words) && !claim::find_any(words, {U"合格率", U"办结率", U"满意率", U"达标率"}).empty();
    };
    if ((!denies(x) || !says(y)) && (!denies(y) || !says(x))) return false;
    // 批次合格率95%, 企业不合格率6.67%: of different things.
    const auto things = [](Text words) {
      for (const View w : {U"不合格率", U"未办结率", U"不满意率", U"不达标率", U"合格率", U"办结率", U"满意率", U"达标率"})
        if (const std::size_t at = words.find(w); at != Text::npos) words.erase(at);
      if (const std::size_t mark = words.find_last_of(U"，、（：的"); mark != Text::npos) words.erase(0, mark + 1);
      return words;
    };
    const Text p = things(Text(x)), q = things(Text(y));
    return p.empty() || q.empty() || p == q;
  }
  void queue(std::vector<int> parts, Tie tie) {
    if (parts.size() < 2 || parts.size() > 10 || !plausible(parts)) return;
    // 占49.33%，…；压力容器占25.43%；两者合占74.75%: the sum of others is no share beside them.
    if (std::any_of(parts.begin(), parts.end(), [&](int id) {
          return !claim::find_any(e_[id].before, {U"合占", U"合计占", U"共占", U"两者", U"二者", U"三者"}).empty();
        }))
      return;
    // 小型客车、货车、摩托车事故较多，小型客车占49.20%: the largest are told, and one accident may be of two of them.
    const View text = e_.passage(parts.front()).text;
    const std::size_t from = claim::start_behind(text, e_[parts.front()].start, U"。！？；;\n");
    if (tie < Tie::certain &&
        !claim::find_any(text.substr(from, e_[parts.front()].start - from), {U"较多", U"多发", U"频发", U"居前", U"突出"})
             .empty())
      return;
    // 社会保险类占23.97%，其他各类占76.03%: some of them are a whole already.
    for (const int id : parts)
      for (const int index : ledger_.of_result(id)) {
        const Ledger::Entry& known = ledger_.entries()[static_cast<std::size_t>(index)];
        if (known.kind == "complement" && std::all_of(known.operands.begin(), known.operands.end(), [&](int other) {
              return std::find(parts.begin(), parts.end(), other) != parts.end();
            }))
          return;
      }
    // 75.96%、23.29%、0.71%: what is left may be something that is not told.
    const Rational left_over = Rational(100) - sum_of(e_, parts).high;
    if (tie < Tie::strong && left_over.sign() > 0 && left_over < Rational(1)) return;
    // The largest share is the one that chance hits least.
    std::iter_swap(parts.begin(),
                   std::max_element(parts.begin(), parts.end(), [&](int a, int b) { return e_[a].exact < e_[b].exact; }));
    const Recompute again = [](const std::vector<Interval>& v) {
      Interval left = Interval::exactly(100);
      for (const Interval& x : v) left = left - x;
      return std::optional<Interval>(left);
    };
    const std::vector<int> others(parts.begin() + 1, parts.end());
    miss(e_, ledger_,
         {"C701", "complement", parts.front(), others, again, tie, "100% − " + joined(e_, others, " − "),
          "各部分合计应为100%，而"});
  }

  void prose(const std::vector<int>& all) {
    std::vector<int> shares;
    for (const int id : all)
      if (is_share(id)) shares.push_back(id);
    for (std::size_t from = 0; from + 1 < shares.size(); ++from) {
      if (e_[shares[from]].kind == claim::Numeral::Kind::part) {
        std::size_t to = from;
        while (to + 1 < shares.size() && e_[shares[to + 1]].kind == claim::Numeral::Kind::part &&
               e_[shares[to + 1]].clause == e_[shares[from]].clause && e_.between(shares[to], shares[to + 1]) == U":")
          ++to;
        proportion({shares.begin() + static_cast<std::ptrdiff_t>(from), shares.begin() + static_cast<std::ptrdiff_t>(to + 1)});
        from = to;
        continue;
      }
      grow(shares, from);
    }
    for (std::size_t from = 0; from + 2 < shares.size(); ++from)
      if (from == 0 || e_[shares[from - 1]].sentence != e_[shares[from]].sentence) whole_sentence(shares, from);
    // Shares alone, without the rates that stand between.
    std::vector<int> only;
    for (const int id : shares)
      if (e_[id].role == Role::share) only.push_back(id);
    if (only.size() < shares.size())
      for (std::size_t from = 0; from + 1 < only.size(); ++from) grow(only, from);
  }

  /// 婚龄分布：未满1年15%，1至3年12%，…: all shares of a sentence behind its colon. There is one reading, so rounding to whole
  /// percents leaves it no chance.
  void whole_sentence(const std::vector<int>& shares, std::size_t from) {
    constexpr std::size_t kFewest = 3, kMost = 12;
    const Claim& first = e_[shares[from]];
    // What the words say of the whole is a share's matter.
    if (!first.base.empty()) return;
    std::vector<int> parts;
    for (std::size_t i = from; i < shares.size() && e_[shares[i]].sentence == first.sentence; ++i) {
      const Claim& c = e_[shares[i]];
      if (c.kind != first.kind || c.role != first.role || c.kind == claim::Numeral::Kind::part || c.depth != first.depth)
        return;
      if (!parts.empty() && !claim::find_any(e_.between(parts.back(), c.id), {U"其中", U"：", U"同期", U"上年", U"比"}).empty())
        return;
      parts.push_back(c.id);
    }
    if (parts.size() < kFewest || parts.size() > kMost || (first.role != Role::share && first.role != Role::percent)) return;
    const View text = e_.passage(first.id).text;
    const std::size_t begin = claim::start_behind(text, first.start, U"。！？；;\n");
    const View lead = text.substr(begin, first.start - begin);
    if (lead.find(U'：') == View::npos || !claim::find_any(lead, {U"主要", U"前"}).empty()) return;
    if (whole(parts) && plausible(parts) && sum_of(e_, parts).width() <= Rational(6)) keep(parts, Verdict::consistent);
  }

  /// Runs from one share on.
  void grow(const std::vector<int>& shares, std::size_t from) {
    std::int64_t spent = 0;
    for (std::size_t k = 2; k <= 12 && from + k <= shares.size(); ++k) {
      const std::vector<int> parts(shares.begin() + static_cast<std::ptrdiff_t>(from),
                                   shares.begin() + static_cast<std::ptrdiff_t>(from + k));
      const Claim &first = e_[parts.front()], &last = e_[parts.back()];
      if (last.sentence - first.sentence > (k <= 2 ? 1 : 2) || last.kind != first.kind) break;
      const Interval sum = sum_of(e_, parts);
      if (sum.low > Rational(100)) break;
      const bool tied = k == 2 ? first.segment == last.segment || last.segment - first.segment == 1 : true;
      const std::optional<Decimal> width = (sum.width() * Rational(10000)).floor().exact_decimal();
      spent += width ? static_cast<std::int64_t>(width->coefficient()) / (tied ? 3 : 1) : kEnough;
      if (spent > kEnough) break;
      if (whole(parts) && plausible(parts)) {
        // 68.3%、21.3%、2.5%、7.7%、0.8% of a cut: what goes on with the list belongs to it.
        const std::vector<int> longer = of_cut(shares, from, k);
        if (!longer.empty() && sum_of(e_, longer).low > Rational(100)) {
          keep(longer, Verdict::contradictory);
          break;
        }
        keep(longer.empty() || !whole(longer) ? parts : longer, Verdict::consistent);
        break;
      }
    }
  }

  /// All shares of a sentence's part that begins with 按…分, if they go on behind the k-th; else nothing.
  std::vector<int> of_cut(const std::vector<int>& shares, std::size_t from, std::size_t k) const {
    const Claim& first = e_[shares[from]];
    std::size_t to = from;
    while (to < shares.size() && e_[shares[to]].segment == first.segment && e_[shares[to]].role == Role::share &&
           e_[shares[to]].depth == first.depth && e_[shares[to]].kind == first.kind &&
           (to == from || claim::find_any(e_.between(shares[to - 1], shares[to]),
                                          {U"其中", U"含", U"上年", U"同期", U"去年", U"合计", U"合占", U"共占"})
                              .empty()))
      ++to;
    if (to <= from + k || (from > 0 && e_[shares[from - 1]].segment == first.segment)) return {};
    const View text = e_.passage(first.id).text;
    const std::size_t begin = claim::start_behind(text, first.start, U"。！？；;\n");
    const View lead = text.substr(begin, std::min<std::size_t>(first.start - begin, 12));
    if (lead.empty() || !claim::one_of(lead[0], U"按从") || claim::find_any(lead, {U"分", U"看", U"划"}).empty() ||
        !claim::find_any(lead, {U"主要", U"前", U"涉及"}).empty())
      return {};
    return {shares.begin() + static_cast<std::ptrdiff_t>(from), shares.begin() + static_cast<std::ptrdiff_t>(to)};
  }

  /// Rates of unlike things (合格率98%, 占2%) do not make a whole.
  bool plausible(const std::vector<int>& parts) const {
    int shares = 0, earlier = 0;
    for (const int id : parts)
      earlier += !claim::find_any(e_[id].before, {U"上年", U"去年", U"同期", U"上月", U"上一年", U"上季"}).empty();
    if (earlier > 0 && earlier < static_cast<int>(parts.size()) && e_[parts.front()].clause != e_[parts.back()].clause)
      return false;
    for (const int id : parts)
      shares += e_[id].role == Role::share || e_[id].role == Role::percent || e_[id].role == Role::rate;
    return shares == static_cast<int>(parts.size());
  }

  void proportion(const std::vector<int>& parts) {
    if (parts.size() < 3) return;
    if (whole(parts)) return keep(parts, Verdict::consistent);
    const Interval sum = sum_of(e_, parts);
    if (sum.low > Rational(98) && sum.high < Rational(102)) keep(parts, Verdict::contradictory);
  }

  void lines(const Grid& g) {
    for (std::size_t l = 0; l < g.line.size(); ++l) {
      std::vector<int> parts, top;  // all; without rows that are parts of others
      for (std::size_t e = 0; e < g.entries; ++e)
        if (g.at(l, e) >= 0 && is_share(g.at(l, e)) && !g.entry_total[e] &&
            (!g.by_columns || g.kind[l] != claim::Table::Column::growth)) {
          parts.push_back(g.at(l, e));
          if (g.by_columns && g.table->indent[e + static_cast<std::size_t>(g.table->header_rows)] == 0)
            top.push_back(g.at(l, e));
        }
      constexpr std::size_t kFewest = 3;
      if (top.size() >= kFewest && top.size() < parts.size() && whole(top) && sum_of(e_, top).width() <= Rational(2))
        keep(top, Verdict::consistent);
      for (std::size_t from = 0; from + 2 <= parts.size(); ++from) {
        bool found = false;
        for (std::size_t to = parts.size(); to >= from + 2 && !found; --to) {
          const std::vector<int> run(parts.begin() + static_cast<std::ptrdiff_t>(from),
                                     parts.begin() + static_cast<std::ptrdiff_t>(to));
          if (run.size() > 40) continue;
          const Interval sum = sum_of(e_, run);
          if (sum.width() > Rational(3) || !whole(run)) continue;
          if (run.size() < parts.size() && sum.width() > Rational::fraction(1, 2)) continue;
          keep(run, Verdict::consistent);
          found = true;
        }
        if (found) break;
        if (from > 8) break;
      }
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_complements(const Evidence& evidence, Ledger& ledger) { Complements(evidence, ledger).run(); }

}  // namespace zh::check
