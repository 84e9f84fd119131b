// Moves of shares and rates that are told in percent, proved by the numbers that they lie between.
//
//   W304 wording   1990年占19.2%。1995年占25.2%，比1990年增加了6%: the difference of two shares of one whole
//   W304 wording   小型企业升幅达3.1% beside | 小型 | 13.2 | 10.1 | +3.1 |: the number of a column of points
//
// Why: a relative growth of a share is another number. When contradictory (a warning): the printed number is that difference to
// its last digit, and no relative growth of the two comes near it. When silent: another whole; a cell that no difference
// explains.
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class ShareMoves {
 public:
  ShareMoves(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.role != Role::growth || c.kind != claim::Numeral::Kind::percent || c.vague() || c.exact.is_zero() ||
            ledger_.explained(c.id, {"growth", "wording"}))
          continue;
        if (i > 0) of_shares(all, i);
        of_cell(c);
      }
  }

 private:
  void tell(const Claim& c, const std::vector<int>& operands) {
    ledger_.tell("W304", "wording", Verdict::contradictory, c.id, operands,
                 "两个比率之差应以个百分点表示，文中写“" + number_text(e_, c.id) + "”", {}, 1);
  }
  static bool far(const std::optional<Interval>& relative, const Claim& c) {
    return relative && fit(c, *relative) == Fit::none && fit(c, magnitude(*relative)) == Fit::none;
  }

  /// The share right before, and an earlier one of the same whole.
  void of_shares(const std::vector<int>& all, std::size_t i) {
    const Claim &c = e_[all[i]], &now = e_[all[i - 1]];
    if (now.role != Role::share || now.kind != c.kind || now.vague() || now.sentence != c.sentence ||
        c.clause - now.clause != 1 || now.base.empty() || claim::start_any(c.clause_before, {U"比", U"较"}).empty())
      return;
    constexpr std::size_t kFar = 12;
    for (std::size_t j = i - 1; j-- > 0 && i - j <= kFar;) {
      const Claim& was = e_[all[j]];
      if (was.role != Role::share || was.kind != now.kind || was.base != now.base) continue;
      const Interval gap = now.value - was.value;
      if (gap.low.sign() != c.exact.sign() || (now.exact - was.exact).abs() != c.exact.abs()) return;
      if (far(percentage(gap, was.value), c)) tell(c, {now.id, was.id});
      return;
    }
  }

  /// A cell of points of this size, in a row that the sentence names.
  void of_cell(const Claim& c) {
    constexpr int kNear = 4;
    for (const int id : e_.valued_cells(c.exact)) {
      const Claim& cell = e_[id];
      if (std::abs(cell.block - c.block) > kNear || cell.decimals != c.decimals || !ledger_.explained(id, {"pp"})) continue;
      const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(cell.table)];
      const Text& label = t.row_label[static_cast<std::size_t>(cell.row)];
      if (label.size() < 2 || !claim::contains(e_.sentence(c.id), label)) continue;
      return tell(c, {id});
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_share_moves(const Evidence& evidence, Ledger& ledger) { ShareMoves(evidence, ledger).run(); }

}  // namespace zh::check
