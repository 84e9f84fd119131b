// Totals whose parts their punctuation or their names close.
//
//   S144 sum   养老机构27家：公办5家，公建民营7家，民办14家。 a colon, and nothing but parts to the end of the sentence
//   S145 sum   非住房占25.84%（退休占20.12%，…其他占5.27%）: shares in a bracket that ends with 其他
//
// Why: a colon right behind a number announces what it consists of, 其他 closes a list. When contradictory: the parts do not
// make it (of a colon: and miss it by at most a fifth). When silent: 其中, 主要, 前N, 等 open a
// list; parts of other units.
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class ClosedTotals {
 public:
  ClosedTotals(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        colon(all, i);
        bracket(all, i);
      }
  }

 private:
  bool level(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0 && !c.averaged && !e_.mean(id) &&
           c.table < 0;
  }
  static bool open(View words) {
    return !claim::find_any(words, {U"其中", U"主要", U"前", U"等", U"重点", U"部分", U"居", U"较多", U"集中", U"涉及", U"包含",
                                    U"如", U"有"})
                .empty();
  }

  void colon(const std::vector<int>& all, std::size_t i) {
    const Claim& whole = e_[all[i]];
    if (!level(whole.id) || whole.noun.empty() || i + 3 > all.size() || open(whole.clause_before)) return;
    const View lead = e_.between(whole.id, all[i + 1]);
    constexpr std::size_t kName = 16;
    if (lead.size() < 3 || lead.size() > kName || (lead[0] != U'：' && lead[0] != U':') || open(lead)) return;
    std::vector<int> parts;
    int clause = whole.clause;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == whole.sentence; ++j) {
      const Claim& c = e_[all[j]];
      if (c.depth > whole.depth) continue;
      if (!level(c.id) || c.noun != whole.noun || c.scale != whole.scale || c.name.empty() || c.name_inherited ||
          c.clause == clause || open(c.before) || c.exact >= whole.exact)
        return;
      clause = c.clause;
      parts.push_back(c.id);
    }
    if (parts.size() < 2) return;
    const View text = e_.passage(whole.id).text;
    if (open(text.substr(e_[parts.back()].noun_end, 6))) return;
    const Interval sum = sum_of(e_, parts);
    const std::string formula = joined(e_, parts, " + ");
    if (fit(whole, sum) != Fit::none) {
      confirm(e_, ledger_, "S144", "sum", whole.id, parts, sum, formula);
      return;
    }
    const Rational gap = (whole.exact - (sum.low + sum.high) / Rational(2)).abs();
    if (parts.size() < 3 || gap * Rational(5) > whole.exact || ledger_.explained(whole.id, {"sum"})) return;
    contradict(e_, ledger_, "S144", "sum", whole.id, parts, sum, formula, "而冒号之后所列各项相加");
  }

  void bracket(const std::vector<int>& all, std::size_t i) {
    const Claim& outer = e_[all[i]];
    if (!outer.is_percentage() || outer.role != Role::share || outer.vague() || i + 2 >= all.size()) return;
    std::vector<int> parts;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].depth > outer.depth; ++j) {
      const Claim& c = e_[all[j]];
      if (!c.is_percentage() || c.role != Role::share || c.kind != outer.kind || c.vague()) return;
      parts.push_back(c.id);
    }
    if (parts.size() < 2 || !claim::one_of(e_.between(outer.id, parts[0]).front(), U"（(")) return;
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

void check_closed_totals(const Evidence& evidence, Ledger& ledger) { ClosedTotals(evidence, ledger).run(); }

}  // namespace zh::check
