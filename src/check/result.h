#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/interval.h"
#include "readback/reading.h"

/// What the checker says of one document: the contract between check/ and tell/, and the content of `--format json`.
namespace zh::check {

enum class Status { unchecked, checked, conflicting };
enum class Verdict { consistent, contradictory, undecided };
enum class Weight { error, warning, note };

/// A numeral of the document; all of them are listed, so that nothing unread looks like a pass.
struct Numeral {
  readback::Range range;  ///< with sign, decimals, 万/亿 and %/‰/个百分点
  std::string text;
  std::string unit;               ///< 亿元, %, 个百分点 …
  std::optional<Interval> value;  ///< in its own unit: 3612亿元 is [3611.5, 3612.5]; absent for labels
  std::string role;               ///< level, change, growth, share, rate, point, multiple, date, label …
  std::string subject, period;
  Status status = Status::unchecked;
  std::string reason;  ///< why it is unchecked
};

struct Repair {
  int number = 0;           ///< index into Result::numbers
  std::string replacement;  ///< as it would be printed: "492"
  std::vector<int> clears;  ///< relations that then hold
  struct Change {
    int number = 0;
    std::string replacement;
  };
  std::vector<Change> also;  ///< what must change with it, so that these hold and no other breaks
  std::string cause;         ///< 数字颠倒, 漏写一位 …; empty if unknown
};

/// An arithmetic or logical tie between numbers.
struct Relation {
  std::string rule;  ///< "S101"
  std::string kind;  ///< one of the kinds of the labels: sum, difference, growth, ratio, pp, complement, multi, same, count,
                     ///< order, bound, direction, wording, numbering
  Verdict verdict = Verdict::undecided;
  std::optional<int> result;  ///< index into Result::numbers
  std::vector<int> operands;
  std::vector<readback::Range> spans;  ///< parts that are no numerals: items of a counted list, a caption
  std::string formula;                 ///< "482 = 472 + 20"
  std::optional<Interval> computed;
  std::string message;      ///< for a clerk, in Chinese
  bool truncation = false;  ///< holds only when the printed value was truncated
  std::vector<Repair> repairs;
};

struct Finding {
  std::string rule;
  Weight weight = Weight::error;
  std::string message;
  std::vector<int> numbers, relations;
  readback::Range range;
  std::string repair;       ///< "若 409 应为 388、54 应为 33，则五处矛盾全部消除"; empty if none
  std::string fingerprint;  ///< stable under edits elsewhere; set by tell::set_fingerprints
};

struct Result {
  std::vector<Numeral> numbers;
  std::vector<Relation> relations;
  std::vector<Finding> findings;  ///< by weight, how sure, then place
};

}  // namespace zh::check
