// Bounds that words and names set.
//
//   B204 bound   超84万件, 突破60亿元, 近70万亿元: the exact number of the same thing lies on that side
//   B205 bound   the growth of a whole lies between the growths of its listed categories (从八大类看…)
//
// Why: what bounds a number confirms that both are read rightly. When contradictory: never, the words may be of another scope;
// a failing bound is no relation. When silent: nothing of the same noun near by.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Limits {
 public:
  Limits(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        vague(e_[all[i]]);
        categories(all, i);
      }
  }

 private:
  void keep(const char* rule, int result, std::vector<int> operands, const std::string& formula) {
    Ledger::Entry entry;
    entry.rule = rule;
    entry.kind = "bound";
    entry.result = result;
    entry.operands = std::move(operands);
    entry.formula = formula;
    entry.message = formula;
    ledger_.add(std::move(entry));
  }
  static bool level(const Claim& c) { return c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0; }

  /// The nearest exact number of the same noun and name within a tenth.
  void vague(const Claim& c) {
    if (!c.is_amount() || !c.vague() || c.noun.empty() || c.role != Role::level) return;
    const bool above = c.bound == claim::Numeral::Bound::above;
    int best = -1;
    for (const int id : e_.prose()) {
      const Claim& o = e_[id];
      if (!level(o) || o.noun != c.noun || o.unit_place >= c.unit_place) continue;
      const Rational gap = above ? o.exact - c.exact : c.exact - o.exact;
      if (gap.sign() < 0 || gap * Rational(10) > c.exact) continue;
      if (claim::likeness(o.name, c.name) < 40) continue;
      if (best < 0 || std::abs(id - c.id) < std::abs(best - c.id)) best = id;
    }
    if (best >= 0) keep("B204", best, {c.id}, number_text(e_, best) + (above ? " ≥ " : " ≤ ") + number_text(e_, c.id));
  }

  /// 从八大类看, 分类别看: four growths or more in the next sentence.
  void categories(const std::vector<int>& all, std::size_t i) {
    const Claim& g = e_[all[i]];
    if (g.role != Role::growth || !g.is_percentage() || g.vague()) return;
    if (i + 1 < all.size() && e_[all[i + 1]].sentence == g.sentence) return;
    std::vector<int> list;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == g.sentence + 1; ++j) {
      const Claim& x = e_[all[j]];
      if (x.role == Role::growth && x.is_percentage() && x.month_on_month == g.month_on_month)
        list.push_back(x.id);
      else if (x.is_amount())
        return;
    }
    if (list.size() < 4 || claim::find_any(e_.sentence(list.front()), {U"类", U"看"}).empty()) return;
    const auto by_value = [&](int a, int b) { return e_[a].exact < e_[b].exact; };
    const int low = *std::min_element(list.begin(), list.end(), by_value),
              high = *std::max_element(list.begin(), list.end(), by_value);
    if (e_[g.id].value.high < e_[low].value.low || e_[g.id].value.low > e_[high].value.high) return;
    keep("B205", g.id, {low, high}, number_text(e_, low) + " ≤ " + number_text(e_, g.id) + " ≤ " + number_text(e_, high));
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_limits(const Evidence& evidence, Ledger& ledger) { Limits(evidence, ledger).run(); }

}  // namespace zh::check
