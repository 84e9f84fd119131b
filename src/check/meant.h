#pragma once
#include "check/search.h"

namespace zh::check {

/// Which readings that fail the words or a usual slip show to be meant, so that nothing else need speak for them.
class Meant {
 public:
  Meant(const Evidence& evidence, const Ledger& ledger) : e_(evidence), ledger_(ledger) {}

  /// Whether no further evidence is needed. `values` are those of the operands, `computed` what they give.
  bool certain(const Miss& m, const std::vector<Interval>& values, const Interval& computed) const;
  /// 4532个 in the text, 4352 in its table: two neighbouring digits changed places; or one of many is another.
  bool swapped_in_table(const Miss& m) const;
  /// 甲人口是乙的4.78倍, by a number of the text and a cell, where another number of the text gives it exactly.
  bool multiple_of_prose(const Miss& m) const;

 private:
  bool near_miss(const Miss& m, const Interval& computed) const;
  bool right_before(const Claim& whole, const Claim& part) const;
  bool framed(const Miss& m) const;
  bool denied(const Miss& m) const;
  bool counted(const Miss& m) const;
  bool usual_slip(const Miss& m, const std::vector<Interval>& v) const;
  bool copied(const Miss& m) const;

  const Evidence& e_;
  const Ledger& ledger_;
};

}  // namespace zh::check
