#pragma once
#include "base/diagnostic.h"

namespace zh::expr {

inline constexpr DiagnosticKind kSyntax{"E301", Severity::error, ZH_N("the expression cannot be read: {why}"), ""};
inline constexpr DiagnosticKind kTooDeep{"E302", Severity::error, ZH_N("the expression is nested too deeply"), ""};
inline constexpr DiagnosticKind kUnknownName{"E311", Severity::error, ZH_N("no indicator is named “{name}”"), ""};
inline constexpr DiagnosticKind kUnknownFunction{"E312", Severity::error, ZH_N("no function is named “{name}”"), ZH_N("zhiheng functions lists them")};
inline constexpr DiagnosticKind kUnknownSelector{"E313", Severity::error, ZH_N("“{name}” is no period, region or member of {indicator}"), ""};
inline constexpr DiagnosticKind kUnknownBreakdown{"E314", Severity::error, ZH_N("{indicator} has no breakdown “{name}”"), ""};
inline constexpr DiagnosticKind kUnits{"E315", Severity::error, ZH_N("{left} and {right} cannot be combined with {operator}"), ZH_N("convert one of them, or use another indicator")};
inline constexpr DiagnosticKind kArguments{"E316", Severity::error, ZH_N("{function} {why}"), ZH_N("write {function}{parameters}, for example {example}")};
inline constexpr DiagnosticKind kNotAdditive{"E317", Severity::error, ZH_N("{indicator} cannot be added up: {why}"), ""};
inline constexpr DiagnosticKind kNeedsValue{"E318", Severity::error, ZH_N("a single value is needed here, not a list or words"), ""};

}  // namespace zh::expr
