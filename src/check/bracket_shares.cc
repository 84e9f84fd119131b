// Shares in a bracket behind the share that they divide.
//
//   S145 sum   非住房占25.84%（退休占20.12%，…其他占5.27%）: a bracket that ends with 其他 leaves nothing out
//
// When contradictory: the last is 其他 and they do not add up. When silent: another last; numbers that are no shares.
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class BracketShares {
 public:
  BracketShares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) bracket(all, i);
  }

 private:
  void bracket(const std::vector<int>& all, std::size_t i) {
    const Claim& outer = e_[all[i]];
    if (!outer.is_percentage() || outer.role != Role::share || outer.vague() || i + 2 >= all.size()) return;
    std::vector<int> parts;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].depth > outer.depth; ++j) {
      const Claim& c = e_[all[j]];
      if (!c.is_percentage() || c.role != Role::share || c.kind != outer.kind || c.vague()) return;
      parts.push_back(c.id);
    }
    if (parts.size() < 2) return;
    const View link = e_.between(outer.id, parts[0]);
    if (link.empty() || !claim::one_of(link.front(), U"（(")) return;
    const bool closed =
        !claim::find_any(e_.between(parts[parts.size() - 2], parts.back()), {U"其他", U"其它", U"其余"}).empty();
    const Interval sum = sum_of(e_, parts);
    if (fit(outer, sum) != Fit::none)
      confirm(e_, ledger_, "S145", "sum", outer.id, parts, sum, joined(e_, parts, " + "));
    else if (closed)
      contradict(e_, ledger_, "S145", "sum", outer.id, parts, sum, joined(e_, parts, " + "), "而括号内各项相加");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_bracket_shares(const Evidence& evidence, Ledger& ledger) { BracketShares(evidence, ledger).run(); }

}  // namespace zh::check
