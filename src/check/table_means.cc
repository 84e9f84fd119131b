// The rate of all among the rates of its members, in tables.
//
//   B261 bound   | 合格率 | 96.9 | 98.1 | 95.2 |, under 全县, 甲镇, 乙镇: what all have lies between the least and the greatest
//
// Why: a rate of all is the mean of its members' rates, weighted with what they are rates of, whatever the weights are. What:
// lines of rates in which one entry stands for all (全市, 合计) and three others or more for its members, where nothing else
// says how the rate of all was computed. When contradictory: never; a table may list some members alone. When silent: shares
// that add up to the one of all, changes, a rate of all that lies outside.
#include <algorithm>

#include "check/cell_names.h"
#include "check/extremes.h"
#include "check/grid.h"
#include "check/rules.h"

namespace zh::check {
namespace {

class TableMeans {
 public:
  TableMeans(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const claim::Table& t : e_.claims.tables) {
      lines(columns_of(e_, t));
      lines(rows_of(e_, t));
    }
  }

 private:
  static bool of_all(const claim::Table& t, const Grid& g, std::size_t entry) {
    if (g.entry_total[entry]) return true;
    if (g.by_columns) return row_of_all(t, t.header_rows + static_cast<int>(entry));
    const Text header = bare_label(t.header[entry]);
    return header.size() <= 3 &&
           !claim::start_any(header, {U"全国", U"全省", U"全市", U"全县", U"全区", U"全州", U"总体", U"合计", U"总计"}).empty();
  }
  static bool member(const claim::Table& t, const Grid& g, std::size_t entry) {
    if (!g.by_columns) return true;
    const auto r = static_cast<std::size_t>(t.header_rows) + entry;
    return t.indent[r] == 0 && claim::find_any(t.row_label[r], {U"小计", U"同比", U"增减", U"差", U"目标"}).empty();
  }

  void lines(const Grid& g) {
    const claim::Table& t = *g.table;
    int all = -1;
    for (std::size_t entry = 0; entry < g.entries; ++entry)
      if (of_all(t, g, entry)) {
        if (all >= 0) return;
        all = static_cast<int>(entry);
      }
    if (all < 0) return;
    for (std::size_t l = 0; l < g.line.size(); ++l) line(t, g, l, static_cast<std::size_t>(all));
  }

  void line(const claim::Table& t, const Grid& g, std::size_t l, std::size_t all) {
    const int whole = g.at(l, all);
    if (whole < 0 || !rate(e_[whole]) || ledger_.explained(whole, {"ratio", "sum", "multi", "growth", "bound", "complement"}))
      return;
    if (claim::find_any(g.label[l], {U"占比", U"比重", U"占总", U"排名", U"位次"}).size() > 0 && g.by_columns) return;
    std::vector<int> members;
    Rational sum(0);
    for (std::size_t entry = 0; entry < g.entries; ++entry) {
      const int id = g.at(l, entry);
      if (entry == all || id < 0 || !member(t, g, entry)) continue;
      if (!rate(e_[id]) || e_[id].role != e_[whole].role) return;
      members.push_back(id);
      sum = sum + e_[id].exact;
    }
    constexpr std::size_t kFewest = 3, kFew = 8;
    if (members.size() < kFewest || (sum - e_[whole].exact).abs() < Rational(1)) return;
    const auto [low, high] =
        std::minmax_element(members.begin(), members.end(), [&](int a, int b) { return e_[a].exact < e_[b].exact; });
    if (e_[whole].exact < e_[*low].exact || e_[whole].exact > e_[*high].exact || e_[*low].exact == e_[*high].exact) return;
    const std::string formula = number_text(e_, *low) + " ≤ " + number_text(e_, whole) + " ≤ " + number_text(e_, *high);
    ledger_.tell("B261", "bound", Verdict::consistent, whole, members.size() <= kFew ? members : std::vector<int>{*low, *high},
                 formula);
  }
  /// 合格率, a share of each member's own, a growth; no change in points and no share of the whole of the table.
  static bool rate(const Claim& c) {
    return c.is_percentage() &&
           (c.role == Role::rate || c.role == Role::percent || c.role == Role::share || c.role == Role::growth) && !c.vague();
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_table_means(const Evidence& evidence, Ledger& ledger) { TableMeans(evidence, ledger).run(); }

}  // namespace zh::check
