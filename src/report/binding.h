#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

/// What stands between {{ and }}: an expression and its wordings, as text with places.
namespace zh::report {

struct WordingCall {
  std::string name;
  std::vector<std::pair<std::string, std::string>> arguments;  ///< by parameter name, "" for positional
  Location where;
};

struct Binding {
  std::string expression;
  Location where;  ///< of the expression
  std::vector<WordingCall> wordings;
};

/// Splits at | and at the commas of argument lists, but not inside (), [], 「」 or quotes. Never fails: what is left of a
/// broken text is judged where it is used.
Binding parse_binding(const std::string& text, const Location& where);

}  // namespace zh::report
