// The shares of all parts of a total.
//
//   C703 complement   登记59878件 … 一、咨询33658件，占56.21% … 二、投诉17397件，占29.06% … 三、举报8823件，占14.73%
//
// What: a sum that holds, and a share of its total that holds for every part, wherever they were told. Why: C701 reads shares
// that stand beside each other. When contradictory: never; each share is compared with its quotient.
#include <unordered_map>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class WholeShares {
 public:
  WholeShares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Ledger::Entry& entry : ledger_.entries())
      if (entry.verdict == Verdict::consistent && entry.kind == "ratio" && entry.operands.size() == 2 && entry.result >= 0 &&
          e_[entry.result].is_percentage() && e_[entry.result].table < 0)
        shares_[entry.operands[0]].push_back({entry.result, entry.operands[1]});
    if (shares_.empty()) return;
    const std::size_t known = ledger_.entries().size();
    for (std::size_t i = 0; i < known; ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.verdict != Verdict::consistent || entry.kind != "sum" || entry.operands.size() < 2 || entry.result < 0 ||
          e_[entry.result].is_percentage())
        continue;
      std::vector<int> all;
      for (const int part : entry.operands)
        if (const int share = share_of(part, entry.result); share >= 0) all.push_back(share);
      if (all.size() == entry.operands.size() && sum_of(e_, all).contains(Rational(100))) keep(all);
    }
  }

 private:
  struct Share {
    int id, whole;
  };
  /// A share that the part is of the total, or of a number of its value.
  int share_of(int part, int total) const {
    const auto found = shares_.find(part);
    if (found == shares_.end()) return -1;
    for (const Share& s : found->second)
      if (e_[s.whole].exact == e_[total].exact) return s.id;
    return -1;
  }
  void keep(const std::vector<int>& all) {
    Ledger::Entry entry;
    entry.rule = "C703";
    entry.kind = "complement";
    entry.result = all.front();
    entry.operands.assign(all.begin() + 1, all.end());
    entry.computed = Interval::exactly(100) - sum_of(e_, entry.operands);
    entry.formula = joined(e_, all, " + ") + " = 100%";
    entry.message = entry.formula;
    ledger_.add(std::move(entry));
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::unordered_map<int, std::vector<Share>> shares_;  ///< by part
};

}  // namespace

void check_whole_shares(const Evidence& evidence, Ledger& ledger) { WholeShares(evidence, ledger).run(); }

}  // namespace zh::check
