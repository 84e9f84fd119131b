// Gross margins of an annual report's table by product or region.
//
//   M441 multi   营业收入 | 营业成本 | 毛利率 | 收入比上年增减 | 成本比上年增减 | 毛利率比上年增减: the margin's change is that
//   of the margins which this year's amounts and last year's, by their growths, give
//
// Why: the six columns are prescribed (CSRC, format of annual reports, no. 2), so what they mean is known. When contradictory:
// other rows hold and one digit is wrong. When silent: a column is missing.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

std::optional<Interval> change_of_margin(const std::vector<Interval>& v) {
  const Interval one = Interval::exactly(1), hundred = Interval::exactly(100);
  const std::optional<Interval> now = divide(v[1], v[0]);
  const std::optional<Interval> cost = divide(v[1], one + *divide(v[3], hundred));
  const std::optional<Interval> income = divide(v[0], one + *divide(v[2], hundred));
  if (!now || !cost || !income) return std::nullopt;
  const std::optional<Interval> was = divide(*cost, *income);
  if (!was) return std::nullopt;
  return (*was - *now) * hundred;
}

class Margins {
 public:
  Margins(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const claim::Table& t : e_.claims.tables) table(t);
  }

 private:
  void table(const claim::Table& t) {
    int income = -1, cost = -1, income_growth = -1, cost_growth = -1, change = -1;
    for (int x = 0; x < t.columns; ++x) {
      const Text& h = t.header[static_cast<std::size_t>(x)];
      const bool compared = claim::find_any(h, {U"增减", U"同比", U"变动"}).size() > 0;
      int& place = claim::contains(h, U"毛利率") ? (compared ? change : unused_)
                   : claim::contains(h, U"成本") ? (compared ? cost_growth : cost)
                   : claim::contains(h, U"收入") ? (compared ? income_growth : income)
                                                 : unused_;
      if (place < 0) place = x;
    }
    unused_ = -1;
    if (income < 0 || cost < 0 || income_growth < 0 || cost_growth < 0 || change < 0) return;
    struct Row {
      int result;
      std::vector<int> operands;
      Interval own;
    };
    std::vector<Row> good, bad;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const std::vector<int> operands = {t.at(r, income), t.at(r, cost), t.at(r, income_growth), t.at(r, cost_growth)};
      const int result = t.at(r, change);
      if (result < 0 || std::any_of(operands.begin(), operands.end(), [](int id) { return id < 0; })) continue;
      if (e_[operands[0]].exact.sign() <= 0 || e_[operands[1]].exact.sign() <= 0) continue;
      const std::optional<Interval> own = change_of_margin(values(operands));
      if (!own) continue;
      (holds(e_[result], *own) ? good : bad).push_back({result, operands, *own});
    }
    if (good.empty() || bad.size() > good.size()) return;
    const auto formula = [&](const Row& row) {
      return number_text(e_, row.operands[0]) + "、" + number_text(e_, row.operands[1]) + "按" +
             number_text(e_, row.operands[2]) + "、" + number_text(e_, row.operands[3]) + "还原后的毛利率之差";
    };
    for (const Row& row : good) confirm(e_, ledger_, "M441", "multi", row.result, row.operands, row.own, formula(row));
    for (const Row& row : bad)
      miss(e_, ledger_,
           {"M441", "multi", row.result, row.operands, change_of_margin, good.size() >= 2 ? Tie::certain : Tie::strong,
            formula(row), "按收入、成本及其增减推算", 1, true});
  }
  std::vector<Interval> values(const std::vector<int>& ids) const {
    std::vector<Interval> out;
    for (const int id : ids) out.push_back(e_[id].value);
    return out;
  }
  /// 增加0.53个百分点, 减少…, or with its sign.
  static bool holds(const Claim& c, const Interval& own) { return fit(c, own) != Fit::none; }

  const Evidence& e_;
  Ledger& ledger_;
  int unused_ = -1;
};

}  // namespace

void check_margins(const Evidence& evidence, Ledger& ledger) { Margins(evidence, ledger).run(); }

}  // namespace zh::check
