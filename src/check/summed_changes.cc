// The changes of the parts of a sum, and the change of the sum.
//
//   M461 multi   8264件，增加946件；其中投诉增加512件，举报减少83件，咨询增加497件: 512 − 83 + 497 = 926
//
// Why: what holds of two years holds of their difference. What: a sum that holds; the change of its total, which another
// relation ties to it; and one sentence that tells a change for each part by its name. When contradictory: they do not add up,
// whatever the difference, for the words tie all of them. When silent: a part has no change, or the sentence compares with
// another time.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class SummedChanges {
 public:
  SummedChanges(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Ledger::Entry& entry : ledger_.entries()) {
      if (entry.verdict != Verdict::consistent || entry.operands.size() != 2) continue;
      const std::string_view kind = entry.kind;
      if (kind == "difference" && e_[entry.result].role == Role::change)
        change_of_.try_emplace(entry.operands[0], entry.result);
      else if (kind == "growth" && e_[entry.operands[0]].role == Role::change)
        change_of_.try_emplace(entry.operands[1], entry.operands[0]);
    }
    for (std::size_t i = 0; i < ledger_.entries().size(); ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.verdict != Verdict::consistent || std::string_view(entry.kind) != "sum" || entry.result < 0 ||
          e_[entry.result].table >= 0 || entry.operands.size() < 2 || entry.operands.size() > 8 || !entry.computed ||
          chance(e_[entry.result], *entry.computed) > kCoincidence)
        continue;
      const int total = change_of(entry.result);
      if (total < 0) continue;
      const std::vector<int> operands = entry.operands;
      if (const std::vector<int> parts = changes_of(operands, total); !parts.empty()) judge(total, parts);
    }
  }

 private:
  static constexpr std::int64_t kCoincidence = 2000;  // millionths

  /// The change that a relation ties to a level as its own.
  int change_of(int level) const {
    const auto found = change_of_.find(level);
    return found == change_of_.end() ? -1 : found->second;
  }
  /// 与2019年相比
  bool of_another_year(const Claim& c) const {
    const View words = e_.sentence(c.id);
    return std::any_of(e_.all.begin() + std::max(0, c.id - 12), e_.all.begin() + c.id,
                       [&](const Claim& x) {
                         return x.kind == claim::Numeral::Kind::year && x.passage == c.passage && x.sentence == c.sentence;
                       }) &&
           claim::contains(words, U"比");
  }
  /// A change for each part, by its name, in one sentence behind the sum.
  std::vector<int> changes_of(const std::vector<int>& parts, int total) const {
    const std::vector<int>& prose = e_.prose();
    const int from = e_.place(parts.back());
    if (from < 0) return {};
    std::map<int, std::vector<int>> by_sentence;
    constexpr int kAhead = 40;
    for (int k = from + 1; k < static_cast<int>(prose.size()) && k < from + kAhead; ++k) {
      const Claim& c = e_[prose[static_cast<std::size_t>(k)]];
      if (c.role == Role::change && c.is_amount() && !c.vague() && c.id != total && c.noun == e_[total].noun &&
          c.month_on_month == e_[total].month_on_month && !of_another_year(c))
        by_sentence[c.sentence].push_back(c.id);
    }
    for (const auto& [sentence, changes] : by_sentence) {
      std::vector<int> out;
      for (const int part : parts) {
        const Text& name = e_[part].name;
        int found = -1;
        for (const int id : changes) {
          const claim::Verb verb = claim::last_change_verb(e_[id].before);
          const Text subject(claim::strip_name(verb ? e_[id].before.substr(0, verb.at) : e_[id].before));
          if (subject.size() < 2 || name.size() < 2 ||
              (subject != name && !claim::ends_with(name, subject) && !claim::ends_with(subject, name)))
            continue;
          found = found >= 0 ? -2 : id;
        }
        if (found < 0) break;
        out.push_back(found);
      }
      if (out.size() == parts.size()) return out;
    }
    return {};
  }
  void judge(int total, const std::vector<int>& parts) {
    const Interval sum = sum_of(e_, parts);
    std::string formula;
    for (const int id : parts) {
      const bool falls = e_[id].exact.sign() < 0;
      if (!formula.empty() || falls) formula += formula.empty() ? "−" : falls ? " − " : " + ";
      formula += number_text(e_, id);
    }
    if (fit(e_[total], sum) != Fit::none)
      confirm(e_, ledger_, "M461", "multi", total, parts, sum, formula);
    else
      miss(e_, ledger_, {"M461", "multi", total, parts, zh::check::total, Tie::certain, formula, "而各部分的增减相加"});
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::unordered_map<int, int> change_of_;  ///< by level
};

}  // namespace

void check_summed_changes(const Evidence& evidence, Ledger& ledger) { SummedChanges(evidence, ledger).run(); }

}  // namespace zh::check
