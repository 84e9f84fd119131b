#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/evidence.h"

namespace zh::check {

/// Readings of one number are tried in the order of their plausibility until one holds. Every try costs the chance that an
/// unrelated computation would hit the number too; when the budget (kEnough) is spent, arithmetic may choose no more.
class Search {
 public:
  Search(const Evidence& evidence, Ledger& ledger, int result, const char* rule, std::string_view kind)
      : evidence_(evidence), ledger_(ledger), result_(result), rule_(rule), kind_(kind) {}
  /// What was tried first and failed waits with all other misses.
  ~Search();
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  /// Whether `computed` is what is printed. `percent`: the part of the chance that is charged; words that tie the operands make
  /// a try cheap. When it holds, the relation is in the ledger. `formula` is what stands behind the equals sign.
  bool offer(const std::optional<Interval>& computed, const std::vector<int>& operands, Formula formula, int percent = 100);
  /// What failed so far is not weighed: its words name operands that need not be printed.
  void forget() { failed_.clear(); }
  bool done() const { return done_; }
  bool spent() const { return spent_ >= kEnough; }
  int tries() const { return tries_; }
  int index() const { return index_; }  ///< of the relation that holds

 private:
  const Evidence& evidence_;
  Ledger& ledger_;
  int result_;
  const char* rule_;
  std::string_view kind_;
  std::int64_t spent_ = 0;
  int tries_ = 0, index_ = -1, charge_ = 0;
  bool done_ = false;

  /// A reading that the words tie and that does not hold.
  struct Failed {
    Interval computed;
    std::vector<int> operands;
    Formula formula;
    int percent;
  };
  std::vector<Failed> failed_;
};

/// Adds a relation that holds: printed result = formula. Its index, or -1 when it is known already.
int confirm(const Evidence& evidence, Ledger& ledger, const char* rule, std::string_view kind, int result,
            std::vector<int> operands, const Interval& computed, const std::string& formula, bool truncated = false);

/// Adds a contradiction: printed result against what the fixed operands give. False where it is only noted as undecided: a
/// percentage that misses by its last digit may have been adjusted.
bool contradict(const Evidence& evidence, Ledger& ledger, const char* rule, std::string_view kind, int result,
                const std::vector<int>& operands, const Interval& computed, const std::string& formula,
                const std::string& reason);

/// `surprise` times a chance in millionths, of half at most; what is below 10^-40 stays, for exact products grow with every
/// row.
Rational less_likely(const Rational& surprise, std::int64_t chance);

/// a ÷ b in percent, or nothing when b may be zero.
std::optional<Interval> percentage(const Interval& a, const Interval& b);
/// Magnitudes: a decrease counts as its size.
Interval magnitude(const Interval& value);
Interval sum_of(const Evidence& evidence, const std::vector<int>& ids);
/// The share right behind an amount in its segment, or -1.
int share_behind(const Evidence& evidence, int id);
/// Whether two quantities can be added: same noun (or none), both counted or both measured alike.
bool addable(const Claim& a, const Claim& b);
/// "124件" of an interval for messages: rounded to the decimals of `like`.
std::string shown(const Interval& value, const Claim& like);
/// Whether changing one digit of one of the numbers would make printed = computed hold; `again` recomputes with a changed
/// value.
bool one_digit_away(const Evidence& evidence, int result, const std::vector<int>& operands, const Recompute& again);

/// The digits and the point of a numeral as ASCII, whatever their width; nothing else.
std::string digits_of(const Claim& claim);
/// How many digits of a numeral say something, whatever their width: without leading and trailing zeros.
int telling_digits(const Claim& claim);
/// Whether a number tells a quantity that can be told again: no date, label, count of a list or bound, no span of time, not 0.
bool tells_quantity(const Claim& claim);
/// Values that a numeral has with one digit replaced, or two neighbours swapped, until `holds` is true of one.
bool any_variant(const Claim& claim, const std::function<bool(const Interval&)>& holds);
/// The relation's computation for `again`.
std::optional<Interval> quotient_percent(const std::vector<Interval>& values);
std::optional<Interval> total(const std::vector<Interval>& values);

}  // namespace zh::check
