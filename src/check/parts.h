#pragma once
#include <map>
#include <vector>

#include "check/evidence.h"

namespace zh::check {

/// Parts and wholes that a rule finds pair by pair, told together: 受理196件 ≥ 批准158件、不批准33件; 登记418个 ≥ 应检406个 ≥
/// 实检389个. A reader sees a few numbers at once, not a relation for each pair.
class Parts {
 public:
  Parts(const Evidence& evidence, Ledger& ledger, const char* rule) : e_(evidence), ledger_(ledger), rule_(rule) {}
  /// Each part has one whole: the first that is told.
  void add(int whole, int part) { whole_of_.try_emplace(part, whole); }
  /// Puts all into the ledger, in order of place; `across`: those of several paragraphs together.
  void tell(bool across = false);

 private:
  /// Of one whole, those that stand in one paragraph or table, a few at a time.
  void groups(int whole, const std::vector<int>& parts, bool across);

  const Evidence& e_;
  Ledger& ledger_;
  const char* rule_;
  std::map<int, int> whole_of_;
};

/// One relation for a few parts, each of which stays within the whole; of more a relation for each few.
void tell_parts(const Evidence& evidence, Ledger& ledger, const char* rule, int whole, const std::vector<int>& parts);

}  // namespace zh::check
