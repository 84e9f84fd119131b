// Places told one after another.
//
//   O904 order   广告违法246件居首，价格违法168件次之: each stands behind the one before
//   B212 bound   受理318件，审结311件: what was closed is not more than what was received
//
// When contradictory: a place that is told behind another has the larger number, and both are amounts of one measure word right
// before the words. When silent: old cases may be closed that were not received in the period, so B212 never contradicts.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Chains {
 public:
  Chains(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries()) {
      if (entry.operands.size() == 2)
        tied_.add(entry.operands[0], entry.operands[1]);
      for (const int id : entry.operands)
        if (entry.result < id) tied_.add(entry.result, id);
    }
    tied_.sort();
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (place(all, i) == 1) chain(all, i);
        if (i > 0) closed(all, i);
      }
  }

 private:
  void keep(const char* rule, const char* kind, Verdict verdict, const std::vector<int>& ids, const std::string& message) {
    ledger_.tell(rule, kind, verdict, ids.front(), {ids.begin() + 1, ids.end()}, joined(e_, ids, " ≥ "), message, 1);
  }

  /// 1 居首, 位居第一; 2 次之, 居第二; 3 居第三: the words right behind a number; 0 none.
  int place(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    if ((!c.is_amount() && !c.is_percentage()) || c.role == Role::growth || c.role == Role::change || c.vague()) return 0;
    const View text = e_.passage(c.id).text;
    constexpr std::size_t kFar = 16;
    const std::size_t next = i + 1 < all.size() ? e_[all[i + 1]].start : text.size();
    std::size_t stop = std::min({c.noun_end + kFar, text.size(), next});
    std::size_t mark = c.noun_end;
    if (mark < text.size() && claim::one_of(text[mark], U"，")) ++mark;
    const std::size_t end = mark < stop ? text.substr(mark, stop - mark).find_first_of(U"，。；、") : View::npos;
    stop = std::max(mark, end == View::npos ? stop : mark + end);
    const View words = text.substr(c.noun_end, stop - c.noun_end);
    if (words.find_first_of(U"首第次随") == View::npos) return 0;  // one of which all have
    if (!claim::find_any(words, {U"居首", U"首位", U"居第一", U"排名第一", U"排第一", U"列第一", U"位列第一"}).empty())
      return 1;
    if (!claim::find_any(words, {U"次之", U"居次", U"居第二", U"排名第二", U"排第二", U"列第二", U"位列第二", U"紧随其后"})
             .empty())
      return 2;
    if (!claim::find_any(words, {U"居第三", U"排名第三", U"排第三", U"列第三", U"位列第三", U"再次之"}).empty()) return 3;
    return 0;
  }

  void chain(const std::vector<int>& all, std::size_t i) {
    std::vector<int> ids = {all[i]};
    int last = 1;
    const Claim& first = e_[all[i]];
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence - first.sentence <= 1; ++j) {
      const Claim& c = e_[all[j]];
      if (c.kind != first.kind || c.role != first.role || (!c.is_percentage() && c.noun != first.noun)) continue;
      const int own = place(all, j);
      if (own == 1) break;
      if (own != last + 1) continue;
      ids.push_back(c.id);
      last = own;
    }
    if (ids.size() < 2) return;
    for (std::size_t k = 0; k + 1 < ids.size(); ++k)
      if (e_[ids[k]].value.high < e_[ids[k + 1]].value.low)
        return keep("O904", "order", Verdict::contradictory, {ids[k], ids[k + 1]},
                    "称" + number_text(e_, ids[k]) + "在前，而其后的" + number_text(e_, ids[k + 1]) + "更大");
    keep("O904", "order", Verdict::consistent, ids, "");
  }

  static bool says(const Claim& c, claim::Words words) {
    return !claim::find_any(c.before, words).empty() && c.is_amount() && c.role == Role::level && !c.vague();
  }
  void closed(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!says(c, {U"审结", U"办结", U"结案", U"执结", U"已处理"}) || c.before.size() > 8) return;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && e_[all[j]].clause >= c.clause - 2;) {
      const Claim& o = e_[all[j]];
      if (o.noun != c.noun || o.segment != c.segment) continue;
      if (!says(o, {U"受理", U"收案", U"新收", U"接收", U"登记"}) || o.exact < c.exact) return;
      if (!tied_.has(o.id, c.id)) keep("B212", "bound", Verdict::consistent, {o.id, c.id}, "");
      return;
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
  Pairs tied_;  ///< pairs that stand in a relation already
};

}  // namespace

void check_chains(const Evidence& evidence, Ledger& ledger) { Chains(evidence, ledger).run(); }

}  // namespace zh::check
