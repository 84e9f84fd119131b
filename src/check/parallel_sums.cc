// What each part of a sum had before, or gained since, adds up too.
//
//   S151 sum   登记59878件，比上季度的56675件增长5.65%。其中咨询33658件，比上季度的33671件…；投诉17397件，比…15223件…;
//              产量较上年多7.08万吨；鱼类多7.10万吨，甲壳类多0.07万吨，贝类少0.08万吨
//
// What: the total and every part of a sum that holds have an earlier level, or a change, that a growth or difference of the
// document ties to them. Why: who prints the parts of now and of then prints both of one list. When contradictory: for a slip
// of one digit. When silent: a part without its earlier level; another time for some of them.
#include <map>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class ParallelSums {
 public:
  ParallelSums(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    learn();
    if (prior_.empty() && change_.empty()) return;
    const std::size_t known = ledger_.entries().size();
    for (std::size_t i = 0; i < known; ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.verdict != Verdict::consistent || entry.kind != "sum" || entry.result < 0 || entry.operands.size() < 2 ||
          e_[entry.result].table >= 0 || e_[entry.result].is_percentage())
        continue;
      const int total = entry.result;
      const std::vector<int> parts = entry.operands;
      along(prior_, total, parts, "而各部分的前期数相加");
      along(change_, total, parts, "而各部分的增减相加");
    }
  }

 private:
  using Companions = std::map<int, std::vector<int>>;  ///< by level

  /// Levels and what relations that hold tie to them: growth = (level − prior) ÷ prior or change ÷ (level − change),
  /// change = level − prior.
  void learn() {
    for (const Ledger::Entry& entry : ledger_.entries()) {
      if (entry.verdict != Verdict::consistent || entry.result < 0 || entry.operands.size() != 2 || entry.charge >= kLoose ||
          (entry.kind != "growth" && entry.kind != "difference"))
        continue;
      const Claim &a = e_[entry.operands[0]], &b = e_[entry.operands[1]], &result = e_[entry.result];
      if (!a.is_amount() || !b.is_amount() || a.table >= 0 || b.table >= 0) continue;
      if (a.role == Role::change && b.role != Role::change) {
        change_[b.id].push_back(a.id);
      } else if (a.role != Role::change && b.role != Role::change) {
        prior_[a.id].push_back(b.id);
        if (result.role == Role::change && result.is_amount()) change_[a.id].push_back(result.id);
      }
    }
  }
  /// Which time a level's companion is of, as its words say: 比上月, 同比.
  int time_of(int id) const {
    const Claim& c = e_[id];
    if (c.month_on_month) return 2;
    const View words = c.clause_before;
    if (!claim::find_any(words, {U"上月", U"上季", U"上期", U"环比", U"上周"}).empty()) return 2;
    return 1;
  }
  void along(const Companions& of, int total, const std::vector<int>& parts, const char* reason) {
    const auto whole = of.find(total);
    if (whole == of.end()) return;
    for (const int own : whole->second) {
      std::vector<int> companions;
      for (const int part : parts) {
        const auto found = of.find(part);
        if (found == of.end()) return;
        for (const int id : found->second)
          if (time_of(id) == time_of(own) && addable(e_[id], e_[own]) && id != own) {
            companions.push_back(id);
            break;
          }
      }
      if (companions.size() != parts.size()) continue;
      tell_or_wait(e_, ledger_, "S151", own, companions, Tie::strong, reason);
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
  Companions prior_, change_;
};

}  // namespace

void check_parallel_sums(const Evidence& evidence, Ledger& ledger) { ParallelSums(evidence, ledger).run(); }

}  // namespace zh::check
