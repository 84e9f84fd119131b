// What the lines of a table must not break together.
//
//   C702 complement   a block of lines that makes 100 in most columns makes it in this one too
//                     男性 52.8 / 女性 47.2 / 35岁及以下 15.8 / 36—54岁 49.2 / 55岁及以上 35.0: a column of shares that falls
//                     into blocks, each of which makes 100
//   B222 bound        no column exceeds the one that is headed 合计, 总计, 全省 …
//
// What: C702 tries all runs of neighbouring rows (and columns); a run is a block when it makes 100 in at least three entries
// and in six of ten, each printed number as the interval of its rounding; of one column alone, two blocks or more must leave no
// row between what stands together. When contradictory: C702 where an entry of a block
// misses by more than rounding and cutting off explain; B222 where at least five rows obey for each that does not, or the total
// of a row of like counts is smaller than one of them. When silent: means, rates of more than 100, rows with other units.
#include "check/grid.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class TableWholes {
 public:
  TableWholes(const Evidence& e, Ledger& ledger, const Grid& g) : e_(e), ledger_(ledger), g_(g) {}

  void run() {
    if (g_.entries >= kHolds && g_.line.size() <= kMostLines) blocks();
    if (g_.line.size() <= kMostLines)
      for (std::size_t entry = 0; entry < g_.entries; ++entry) falls_apart(entry);
    if (g_.by_columns) totals();
  }

 private:
  static constexpr std::size_t kHolds = 3, kMostLines = 200, kMostParts = 12;

  bool part(int id) const {
    const Claim& c = e_[id];
    return c.exact.sign() >= 0 && c.exact <= Rational(100) && !c.vague() && c.role != Role::growth && c.role != Role::change &&
           c.role != Role::point && (c.is_percentage() || (c.is_amount() && c.scale == 0));
  }
  /// The cells of lines [from, to) in an entry, if all are parts; a decimal among them at least.
  std::vector<int> cells(std::size_t from, std::size_t to, std::size_t entry) const {
    std::vector<int> out;
    bool decimal = false;
    for (std::size_t l = from; l < to; ++l) {
      const int id = g_.at(l, entry);
      if (id < 0 || !part(id)) return {};
      decimal = decimal || e_[id].decimals > 0;
      out.push_back(id);
    }
    return decimal ? out : std::vector<int>();
  }

  void blocks() {
    const Rational hundred(100);
    for (std::size_t from = 0; from + 1 < g_.line.size();) {
      std::size_t end = 0;
      for (std::size_t to = from + 2; to <= std::min(g_.line.size(), from + kMostParts) && end == 0; ++to) {
        std::size_t seen = 0, holds = 0;
        for (std::size_t entry = 0; entry < g_.entries; ++entry) {
          const std::vector<int> parts = cells(from, to, entry);
          if (parts.empty()) continue;
          ++seen;
          const Interval sum = sum_of(e_, parts);
          // 0 and 100 % say nothing of the others.
          const auto told = std::count_if(parts.begin(), parts.end(), [&](int id) { return e_[id].exact.sign() > 0; });
          holds += told >= 2 && sum.contains(hundred) && sum.width() < Rational(2);
        }
        if (seen == 0) break;
        if (holds >= kHolds && holds * 10 >= seen * 6) end = to;
      }
      if (end == 0) {
        ++from;
        continue;
      }
      for (std::size_t entry = 0; entry < g_.entries; ++entry)
        if (const std::vector<int> parts = cells(from, end, entry); !parts.empty()) tell(parts);
      from = end;
    }
  }

  /// A column of shares of several wholes, one below the other. As none is negative, a block can end in one place only.
  void falls_apart(std::size_t entry) {
    std::vector<std::vector<int>> blocks;
    for (std::size_t from = 0; from < g_.line.size();) {
      const auto share = [&](std::size_t l) {
        const int id = g_.at(l, entry);
        return id >= 0 && e_[id].is_percentage() && part(id) && e_[id].decimals > 0;
      };
      if (!share(from)) {
        ++from;
        continue;
      }
      std::size_t end = from;
      while (end < g_.line.size() && share(end)) ++end;
      std::vector<std::vector<int>> here;
      std::vector<int> block;
      for (std::size_t l = from; l < end; ++l) {
        block.push_back(g_.at(l, entry));
        const Interval sum = sum_of(e_, block);
        if (block.size() >= 2 && sum.contains(Rational(100)) && sum.width() < Rational(1)) {
          here.push_back(block);
          block.clear();
        }
      }
      if (block.empty()) blocks.insert(blocks.end(), here.begin(), here.end());
      from = end;
    }
    if (blocks.size() >= 2)
      for (const std::vector<int>& block : blocks) tell(block);
  }

  void tell(const std::vector<int>& parts) {
    const Interval sum = sum_of(e_, parts);
    const std::vector<int> others(parts.begin() + 1, parts.end());
    const std::string formula = joined(e_, parts, " + ");
    if (sum.contains(Rational(100))) {
      ledger_.tell("C702", "complement", Verdict::consistent, parts.front(), others, formula + " = 100");
      return;
    }
    // All cut off: each lost less than a unit of its last digit.
    Rational lost(0);
    for (const int id : parts) lost = lost + e_[id].unit_place;
    const Rational middle = (sum.low + sum.high) / Rational(2);
    if (middle < Rational(100) && middle + lost >= Rational(100)) {
      ledger_.tell("C702", "complement", Verdict::undecided, parts.front(), others, formula + " ≠ 100");
      return;
    }
    ledger_.tell("C702", "complement", Verdict::contradictory, parts.front(), others, formula + " ≠ 100",
                 "其余各列（行）中这几项合计都为100，此处相加为" + middle.str_decimal(4) + "：" + formula);
  }

  static bool heads_total(const Text& label) {
    if (label.size() > 8) return false;
    return !claim::find_any(label, {U"合计", U"总计", U"总数", U"总量"}).empty() || label == U"全省" || label == U"全市" ||
           label == U"全国" || label == U"全县" || label == U"全区" || label == U"全州";
  }
  bool counted(int id) const {
    return id >= 0 && e_[id].is_amount() && e_[id].exact.sign() >= 0 && e_[id].role != Role::change && !e_[id].vague() &&
           !e_.mean(id);
  }

  void totals() {
    constexpr std::size_t kObey = 5, kColumns = 4;
    for (std::size_t t = 0; t < g_.line.size(); ++t) {
      if (!heads_total(g_.label[t])) continue;
      const std::size_t end = filled_by(t);
      for (std::size_t l = 0; l < g_.line.size(); ++l) {
        if (end > 0 && (l < t || l >= end)) continue;
        // 供水总量, 用水总量: each of its own lines.
        if (l == t || several(t, l) || !claim::find_any(g_.label[l], {U"总量", U"总数"}).empty()) continue;
        std::size_t obey = 0;
        std::vector<std::size_t> broken;
        for (std::size_t entry = 0; entry < g_.entries; ++entry) {
          const int whole = g_.at(t, entry), one = g_.at(l, entry);
          if (!counted(whole) || !counted(one) || !addable(e_[whole], e_[one])) continue;
          if (e_[one].exact <= e_[whole].exact)
            ++obey;
          else
            broken.push_back(entry);
        }
        for (const std::size_t entry : broken)
          if (obey >= kObey * broken.size() || (g_.total[t] && like_counts(t, entry) >= kColumns))
            ledger_.tell("B222", "bound", Verdict::contradictory, g_.at(t, entry), {g_.at(l, entry)},
                         number_text(e_, g_.at(t, entry)) + " < " + number_text(e_, g_.at(l, entry)),
                         "合计" + number_text(e_, g_.at(t, entry)) + "小于其中一项" + number_text(e_, g_.at(l, entry)));
      }
    }
  }
  /// 招生数合计、招高中毕业生数、招初中毕业生数、在校学生数: the end of the lines right behind a total that make it in every
  /// entry, with others behind them; 0 if there are none.
  std::size_t filled_by(std::size_t t) const {
    for (std::size_t end = t + 3; end < g_.line.size(); ++end) {
      std::size_t holds = 0, fails = 0;
      for (std::size_t entry = 0; entry < g_.entries; ++entry) {
        if (!counted(g_.at(t, entry))) continue;
        std::vector<int> parts;
        for (std::size_t l = t + 1; l < end; ++l)
          if (counted(g_.at(l, entry))) parts.push_back(g_.at(l, entry));
        const bool fits = parts.size() >= 2 && fit(e_[g_.at(t, entry)], sum_of(e_, parts)) == Fit::rounded;
        ++(fits ? holds : fails);
      }
      if (holds >= 2 && fails == 0) return end;
    }
    return 0;
  }
  /// Whether a table of several totals has other parts: 申请合计、发明、实用新型、授权合计、发明、实用新型.
  bool several(std::size_t t, std::size_t l) const {
    std::size_t totals = 0;
    for (const Text& label : g_.label) totals += heads_total(label);
    if (totals < 2 || heads_total(g_.label[l])) return false;
    if (l < t) return true;
    for (std::size_t k = t + 1; k <= l; ++k)
      if (heads_total(g_.label[k])) return true;
    return false;
  }
  /// Whole numbers beside the total of a row; none where another stands among them.
  std::size_t like_counts(std::size_t total, std::size_t entry) const {
    std::size_t n = 0;
    for (std::size_t l = 0; l < g_.line.size(); ++l) {
      const int id = g_.at(l, entry);
      if (l == total || id < 0) continue;
      if (!counted(id) || e_[id].decimals > 0 || !addable(e_[id], e_[g_.at(total, entry)]) || g_.total[l]) return 0;
      ++n;
    }
    return n;
  }

  const Evidence& e_;
  Ledger& ledger_;
  const Grid& g_;
};

}  // namespace

void check_table_wholes(const Evidence& evidence, Ledger& ledger) {
  for (const claim::Table& table : evidence.claims.tables) {
    const Grid columns = columns_of(evidence, table), rows = rows_of(evidence, table);
    TableWholes(evidence, ledger, rows).run();
    TableWholes(evidence, ledger, columns).run();
  }
}

}  // namespace zh::check
