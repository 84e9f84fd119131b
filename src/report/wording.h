#pragma once
#include <optional>
#include <string>
#include <vector>

#include "expr/expr.h"
#include "report/binding.h"

/// Wordings: how a value is said. A wording first applies a built-in function of the expression language (增减 is a
/// difference), then chooses words by the value as it is printed, so that what prints as no change is never called a rise.
namespace zh::report {

/// A stretch of a worded value: words, or a fact with its unit.
struct Part {
  std::string text;
  bool fact = false;
  expr::Value value;            ///< of a fact
  std::string figure;           ///< the numeral alone; empty if none is printed
  std::string words;            ///< chosen with it: 增长, 持平
  Unit unit;                    ///< that the numeral is in, printed or not
  std::string key;              ///< tells the parts of a list apart: 电梯
  std::string expression = {};  ///< of a part that is not what the phrase speaks of: 目标(合格率)
};

struct Phrase {
  std::vector<Part> parts;
  std::string expression;  ///< normalised
  std::string wording;     ///< canonical, with its arguments
};

struct Scope {
  const expr::Environment& environment;
  const expr::Context& context;
  Diagnostics& faults;
  bool numeral_only = false;  ///< in tables: the unit stands elsewhere
};

/// nullopt after a fault. A missing value gives a fact without figure, printed （缺）.
std::optional<Phrase> word(const Binding& binding, const Scope& scope);

}  // namespace zh::report
