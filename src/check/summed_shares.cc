// The share of a part whose whole is the sum that holds.
//
//   R242 ratio   申请12540件，其中发明3861件、实用新型7204件、外观设计1475件，发明占比30.8%: the named part of its total
//   R243 ratio   120批次，112批次合格，8批次不合格，不合格率7.1%: a rate is of all, not of the other part
//
// What: a share whose clause names one part of a sum of the same sentence, or of the one before, and names no other whole.
// When contradictory: always, for words and sum leave no other reading. When silent: two parts bear the name; the share is of
// an earlier time; the clause names a base or is about a change. R243: a rate or share that was found to be one part of the sum
// by another; silent where its words name that other part, or compare the two (相当于, 之比).
#include <algorithm>
#include <unordered_map>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class SummedShares {
 public:
  SummedShares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    std::vector<std::size_t> sums;
    for (std::size_t i = 0; i < ledger_.entries().size(); ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.verdict == Verdict::consistent && std::string_view(entry.kind) == "sum" && entry.result >= 0 &&
          entry.computed &&
          (entry.charge < kLoose ||
           chance(e_[entry.result], *entry.computed) <= (entry.operands.size() == 2 ? 10 : 1) * kCoincidence) &&
          e_[entry.result].is_amount() && e_[entry.result].table < 0 && entry.operands.size() >= 2)
        sums.push_back(i);
    }
    for (const std::size_t i : sums) {
      const Ledger::Entry entry = ledger_.entries()[i];
      const Claim& total = e_[entry.result];
      if (e_.paragraph(total.id) < 0) continue;
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(e_.paragraph(total.id))]) {
        const Claim& c = e_[id];
        if (c.role != Role::share || !c.is_percentage() || c.vague() || c.chinese || !c.base.empty() || id < total.id ||
            c.sentence - e_[entry.operands.back()].sentence > 1 || ledger_.explained(id, {"ratio"}) ||
            claim::find_any(c.clause_before, {U"上年", U"去年", U"同期", U"分别", U"均", U"合计", U"各"}).size() > 0)
          continue;
        if (const int part = named(c, entry.operands); part >= 0 && part < id) judge(c, part, total.id);
      }
    }
    of_siblings(sums);
  }

 private:
  static constexpr std::int64_t kCoincidence = 500;  // millionths

  /// A rate that was found to be one part by another.
  void of_siblings(const std::vector<std::size_t>& sums) {
    std::unordered_map<int, std::vector<std::size_t>> with;  // by part
    for (const std::size_t s : sums)
      for (const int id : ledger_.entries()[s].operands) with[id].push_back(s);
    for (std::size_t i = 0; i < ledger_.entries().size(); ++i) {
      const Ledger::Entry& ratio = ledger_.entries()[i];
      if (ratio.verdict != Verdict::consistent || std::string_view(ratio.kind) != "ratio" || ratio.operands.size() != 2 ||
          e_[ratio.result].table >= 0 || !e_[ratio.result].is_percentage())
        continue;
      const int result = ratio.result, a = ratio.operands[0], b = ratio.operands[1];
      const Claim& c = e_[result];
      if ((c.role != Role::share && c.role != Role::rate) || !c.base.empty() || e_[a].exact >= e_[b].exact ||
          ratio.formula.find('(') != std::string::npos || claim::find_any(c.clause_before, {U"比", U"相当", U"与"}).size() > 0)
        continue;
      const auto of_part = with.find(a);
      if (of_part == with.end()) continue;
      for (const std::size_t s : of_part->second) {
        const Ledger::Entry& sum = ledger_.entries()[s];
        const auto part = [&](int id) { return std::find(sum.operands.begin(), sum.operands.end(), id) != sum.operands.end(); };
        if (sum.operands.size() != 2 || !part(a) || !part(b) || e_[sum.result].sentence != c.sentence || sum.result > result)
          continue;
        const std::optional<Interval> q = percentage(e_[a].value, e_[sum.result].value);
        if (!q || fit(c, *q) != Fit::none) continue;
        ledger_.entries()[i].verdict = Verdict::undecided;
        contradict(e_, ledger_, "R243", "ratio", result, {a, sum.result}, *q,
                   number_text(e_, a) + " ÷ " + number_text(e_, sum.result),
                   "文中的数是" + number_text(e_, a) + " ÷ " + number_text(e_, b) + "，而总体是" + number_text(e_, sum.result));
        break;
      }
    }
  }

  /// The one part that the words before 占 name.
  int named(const Claim& c, const std::vector<int>& parts) const {
    const std::size_t at = c.before.rfind(U'占');
    const View words = at != View::npos ? c.before.substr(0, at) : View();
    // 发明占全省比重5.3%: of another whole.
    if (at == View::npos || c.before.size() - at > 5 ||
        c.before.substr(at + 1).find_first_not_of(U"比例重达到为了至约总量的") != View::npos)
      return -1;
    const Text subject(claim::strip_name(words));
    if (subject.size() < 2) return -1;
    int out = -1;
    for (const int id : parts) {
      const Text& name = e_[id].name;
      if (e_[id].name_inherited || (name != subject && !claim::ends_with(name, subject))) continue;
      if (out >= 0) return -1;
      out = id;
    }
    return out;
  }
  void judge(const Claim& c, int part, int total) {
    const std::optional<Interval> q = percentage(e_[part].value, e_[total].value);
    if (!q) return;
    const std::string formula = number_text(e_, part) + " ÷ " + number_text(e_, total);
    if (const Fit how = fit(c, *q); how != Fit::none)
      confirm(e_, ledger_, "R242", "ratio", c.id, {part, total}, *q, formula, how == Fit::truncated);
    else
      contradict(e_, ledger_, "R242", "ratio", c.id, {part, total}, *q, formula, "所说的是合计中的一项");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_summed_shares(const Evidence& evidence, Ledger& ledger) { SummedShares(evidence, ledger).run(); }

}  // namespace zh::check
