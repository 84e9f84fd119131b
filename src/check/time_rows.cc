// Tables whose rows are years (or months) in order.
//
//   T306 growth   the growth of a row is that of its level over the level of the row before
//
// Why: a table of years prints each year's growth beside it; the earlier level is the row above.
// When contradictory: two other rows of the column hold. When silent: the rows are not consecutive; the growth is at constant
// prices, so no row holds.
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

/// The year or month that a label begins with; 0 if it begins otherwise.
int ordinal(const Text& label) {
  int n = 0;
  std::size_t i = 0;
  while (i < label.size() && i < 4 && claim::is_digit(label[i])) n = n * 10 + static_cast<int>(label[i++] - U'0');
  if (i == 0 || (i < label.size() && !claim::one_of(label[i], U"年月"))) return 0;
  return n;
}

class TimeRows {
 public:
  TimeRows(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const claim::Table& t : e_.claims.tables) {
      std::vector<int> rows;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const int n = ordinal(t.text[static_cast<std::size_t>(r)][0]);
        if (n == 0) {
          if (!rows.empty()) break;
          continue;
        }
        if (!rows.empty() && n != ordinal(t.text[static_cast<std::size_t>(rows.back())][0]) + 1) return;
        rows.push_back(r);
      }
      if (rows.size() >= 3)
        for (int c = 1; c < t.columns; ++c) column(t, rows, c);
    }
  }

 private:
  struct Step {
    int growth, level, before;
  };

  void column(const claim::Table& t, const std::vector<int>& rows, int c) {
    std::vector<Step> steps;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const int g = t.at(rows[i], c);
      if (g < 0 || e_[g].role != Role::growth || !e_[g].is_percentage()) continue;
      for (int left = c - 1; left > 0; --left) {
        const int level = t.at(rows[i], left), before = t.at(rows[i - 1], left);
        if (level < 0 || !e_[level].is_amount() || e_[level].role == Role::change) continue;
        if (before >= 0 && e_[before].is_amount() && e_[before].value.low.sign() > 0) steps.push_back({g, level, before});
        break;
      }
    }
    if (steps.size() < 2) return;
    const auto compute = [](const std::vector<Interval>& v) -> std::optional<Interval> {
      const std::optional<Interval> share = percentage(v[0] - v[1], v[1]);
      return share;
    };
    std::size_t held = 0;
    for (const Step& s : steps) {
      const std::optional<Interval> x = compute({e_[s.level].value, e_[s.before].value});
      held += x && fit(e_[s.growth], *x) != Fit::none;
    }
    if (held < 2) return;
    for (const Step& s : steps) {
      if (ledger_.explained(s.growth, {"growth"})) continue;
      const std::optional<Interval> x = compute({e_[s.level].value, e_[s.before].value});
      const std::string formula =
          "(" + number_text(e_, s.level) + " − " + number_text(e_, s.before) + ") ÷ " + number_text(e_, s.before);
      if (x && fit(e_[s.growth], *x) != Fit::none)
        confirm(e_, ledger_, "T306", "growth", s.growth, {s.level, s.before}, *x, formula);
      else
        miss(e_, ledger_,
             {"T306", "growth", s.growth, {s.level, s.before}, compute, Tie::strong, formula, "而按上一行的数计算"});
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_time_rows(const Evidence& evidence, Ledger& ledger) { TimeRows(evidence, ledger).run(); }

}  // namespace zh::check
