#pragma once
#include <string_view>

#include "base/diagnostic.h"

namespace zh::formats {

/// What is wrong with a line of TOML, as whoever wrote it can mend it; the parser's own words are about its grammar. The result
/// is a phrase of the program, translated when it is shown.
inline const char* toml_fault(std::string_view description) {
  const auto says = [&](std::string_view words) { return description.find(words) != std::string_view::npos; };
  if (says("utf-8") || says("UTF-8")) return ZH_N("the file is not UTF-8");
  if (says("redefine") || says("already")) return ZH_N("a key or table is defined twice");
  if (says("expected ']'") || says("table header"))
    return ZH_N("the name of a table stands between [ and ], or [[ and ]], on a line of its own");
  if (says("expected value")) return ZH_N("after = stands a text in quotes, a number, true, false, [ … ] or { … }");
  if (says("bare key") || says("parsing key"))
    return ZH_N("a key of other characters than A–Z, a–z, 0–9, - and _ stands in quotes: \"行业\" = …");
  if (says("string")) return ZH_N("a text in quotes is not closed");
  if (says("end-of-file") || says("array") || says("inline table"))
    return ZH_N("a [ or { is not closed, or a comma is missing");
  if (says("value")) return ZH_N("after = stands a text in quotes, a number, true, false, [ … ] or { … }");
  return ZH_N("this is no TOML");
}

}  // namespace zh::formats
