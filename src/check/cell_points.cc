// Percentage points between two cells of a table that the words name.
//
//   P614 pp   汽车当月比累计快20.2个百分点; 东部减幅最大，比西部高11.4个百分点; 三产占比五年提高8.8个百分点
//
// What: the clause names a row of a table near by and two of its columns (当月, 累计; two years), two rows (东部, 西部) or a
// row and the total (总体, 全国), or a column whose ends are meant (最高与最低, 五年): the difference of the two rates. When
// contradictory: row and columns, or column and ends, are named in full and one digit would mend it. When silent: the names
// leave several pairs and none gives the number.
#include <algorithm>

#include "check/cell_names.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

using Kind = claim::Numeral::Kind;

constexpr int kNear = 8;  // blocks
constexpr int kMostRows = 120, kMostColumns = 24;

class CellPoints {
 public:
  CellPoints(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    if (e_.claims.tables.empty()) return;
    for (const std::vector<int>& all : e_.paragraphs())
      for (const int id : all) {
        const Claim& c = e_[id];
        const bool meant = c.kind == Kind::percent && c.table < 0 && ledger_.explained(id, {"wording"});
        if ((c.kind != Kind::point && !meant) || c.table >= 0 || e_.passage(id).cell >= 0 || c.vague() || c.exact.is_zero() ||
            ledger_.firmly_explained(id, "pp") || ledger_.fixed(id, "pp"))
          continue;
        point(c);
      }
  }

 private:
  struct Pair {
    int a, b;
    bool sure;  ///< row and column are told for both
  };

  void point(const Claim& c) {
    const View text = e_.passage(c.id).text;
    const std::size_t begin = claim::start_behind(text, c.start, U"。！？\n");
    const View sentence = text.substr(begin, c.start - begin);
    const std::size_t from = claim::start_behind(text, c.start, U"，。；！？\n");
    View clause = text.substr(from, c.start - from);
    std::vector<Pair> pairs;
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      if (t.rows > kMostRows || t.columns > kMostColumns || other_years(e_, c, t)) continue;
      // 东部减幅最大，比西部高: the clause goes on from the one before.
      std::vector<int> rows = rows_named(t, clause);
      if (from > begin && (claim::starts_with(clause, U"比") || claim::starts_with(clause, U"较") || rows.empty())) {
        const std::size_t before = claim::start_behind(text, from - 1, U"，。；！？\n");
        const View longer = text.substr(before, c.start - before);
        if (const std::vector<int> more = rows_named(t, longer);
            more.size() > rows.size() && (!rows.empty() || more.size() == 1))
          rows = more;
      }
      collect(t, rows, clause, sentence, pairs);
    }
    if (pairs.empty()) return;
    constexpr std::size_t kMost = 24;
    if (pairs.size() > kMost) return;
    Search search(e_, ledger_, c.id, "P614", "pp");
    const auto value_of = [&](const Pair& p) {
      const Interval d = magnitude(gap(p));
      return c.exact.sign() < 0 ? -d : d;
    };
    const auto formula = [&](const Pair& p) {
      const bool larger = e_[p.a].exact >= e_[p.b].exact;
      return number_text(e_, larger ? p.a : p.b) + " − " + number_text(e_, larger ? p.b : p.a);
    };
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) { return x.sure > y.sure; });
    for (const Pair& p : pairs)
      if (search.offer(value_of(p), {p.a, p.b}, formula(p), p.sure ? 2 : 8)) return;
    search.forget();
    if (std::count_if(pairs.begin(), pairs.end(), [](const Pair& p) { return p.sure; }) != 1) return;
    const bool down = c.exact.sign() < 0, falls = both_fall(pairs.front());
    miss(e_, ledger_,
         {"P614",
          "pp",
          c.id,
          {pairs.front().a, pairs.front().b},
          [down, falls](const std::vector<Interval>& v) {
            const Interval d = falls ? magnitude(magnitude(v[0]) - magnitude(v[1])) : magnitude(v[0] - v[1]);
            return std::optional<Interval>(down ? -d : d);
          },
          Tie::strong,
          formula(pairs.front()),
          "按表中所指两格的比率相减"});
  }
  bool both_fall(const Pair& p) const { return e_[p.a].exact.sign() < 0 && e_[p.b].exact.sign() < 0; }
  Interval gap(const Pair& p) const { return e_[p.a].value - e_[p.b].value; }

  bool rate(const claim::Table& t, int row, int column) const {
    const int id = t.at(row, column);
    if (id < 0 || e_[id].vague()) return false;
    return e_[id].is_percentage() && e_[id].kind != Kind::part && e_[id].kind != Kind::point;
  }

  void collect(const claim::Table& t, const std::vector<int>& rows, View clause, View sentence,
               std::vector<Pair>& pairs) const {
    const auto rates_of = [&](int row) {
      std::vector<int> out;
      for (int x = 1; x < t.columns; ++x)
        if (rate(t, row, x)) out.push_back(x);
      return out;
    };
    const auto says = [&](View words, claim::Words any) { return !claim::find_any(words, any).empty(); };
    const std::vector<int> own = columns_named(t, clause);
    const std::vector<int> said = own.size() >= 2 ? own : columns_named(t, sentence);
    const auto of = [&](const std::vector<int>& columns, int x) {
      return std::find(columns.begin(), columns.end(), x) != columns.end();
    };
    if (rows.size() == 1) {
      const std::vector<int> mine = rates_of(rows[0]);
      std::vector<int> both;
      for (const int x : mine)
        if (of(said, x)) both.push_back(x);
      if (both.size() == 2) {
        pairs.push_back({t.at(rows[0], both[0]), t.at(rows[0], both[1]), own.size() == 2});
      } else if (mine.size() == 2) {
        pairs.push_back({t.at(rows[0], mine[0]), t.at(rows[0], mine[1]), false});
      }
      // Against the total: 比总体高.
      if (says(clause, {U"总体", U"整体", U"全国", U"全省", U"全市", U"平均", U"全部", U"合计"}))
        for (int r = t.header_rows; r < t.rows; ++r)
          if (r != rows[0] && t.total[static_cast<std::size_t>(r)])
            for (const int x : mine)
              if (rate(t, r, x)) pairs.push_back({t.at(rows[0], x), t.at(r, x), mine.size() == 1});
    } else if (rows.size() == 2) {
      std::vector<int> mine;
      for (const int x : rates_of(rows[0]))
        if (rate(t, rows[1], x)) mine.push_back(x);
      for (const int x : mine)
        pairs.push_back({t.at(rows[0], x), t.at(rows[1], x), mine.size() == 1 || (own.size() == 1 && own[0] == x)});
    } else if (rows.empty()) {
      ends(t, clause, sentence, said, pairs);
    }
  }

  /// The largest and the least of a column, its first and its last.
  void ends(const claim::Table& t, View clause, View sentence, const std::vector<int>& said, std::vector<Pair>& pairs) const {
    const auto says = [&](View words, claim::Words any) { return !claim::find_any(words, any).empty(); };
    const bool extremes =
        says(clause, {U"相差", U"差距", U"落差", U"最高与最低", U"最高比最低", U"首尾", U"悬殊"}) &&
        says(sentence, {U"最高", U"最低", U"最大", U"最小", U"垫底", U"首位", U"首尾", U"末位", U"最快", U"最慢"});
    const bool span =
        says(clause, {U"年提高", U"年上升", U"年下降", U"年降", U"年升", U"累计", U"年来", U"年间", U"下降", U"提高", U"上升"});
    if (!extremes && !span) return;
    for (int x = 1; x < t.columns; ++x) {
      std::vector<int> ids;
      for (int r = t.header_rows; r < t.rows; ++r)
        if (!t.total[static_cast<std::size_t>(r)] && rate(t, r, x)) ids.push_back(t.at(r, x));
      if (ids.size() < 2) continue;
      const bool named = std::find(said.begin(), said.end(), x) != said.end();
      const auto less = [&](int a, int b) { return e_[a].exact < e_[b].exact; };
      if (extremes)
        pairs.push_back(
            {*std::max_element(ids.begin(), ids.end(), less), *std::min_element(ids.begin(), ids.end(), less), named});
      else if (named && years(t))
        pairs.push_back(
            {ids.back(), ids.front(), says(clause, {U"年提高", U"年上升", U"年下降", U"年降", U"年升", U"累计", U"年间"})});
    }
  }
  /// Whether the rows are years.
  static bool years(const claim::Table& t) {
    int seen = 0;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const Text& label = t.row_label[static_cast<std::size_t>(r)].empty() ? t.text[static_cast<std::size_t>(r)][0]
                                                                           : t.row_label[static_cast<std::size_t>(r)];
      if (label.size() < 4 || !std::all_of(label.begin(), label.begin() + 4, claim::is_digit)) return false;
      ++seen;
    }
    return seen >= 2;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_cell_points(const Evidence& evidence, Ledger& ledger) { CellPoints(evidence, ledger).run(); }

}  // namespace zh::check
