#pragma once
#include "base/diagnostic.h"

/// Faults of expressions. One code may have several messages: each says one thing that can be wrong, and is translated whole.
namespace zh::expr {

inline constexpr DiagnosticKind kSyntaxRest{"E301", Severity::error,
                                            ZH_N("the expression cannot be read: something is left over"), ""};
inline constexpr DiagnosticKind kSyntaxEnd{"E301", Severity::error,
                                           ZH_N("the expression cannot be read: something is missing at its end"), ""};
inline constexpr DiagnosticKind kSyntaxWord{"E301", Severity::error,
                                            ZH_N("the expression cannot be read: “{word}” does not belong here"),
                                            ZH_N("a name with other characters than letters and digits is written in 「」")};
inline constexpr DiagnosticKind kSyntaxBracket{"E301", Severity::error,
                                               ZH_N("the expression cannot be read: a closing bracket is missing"), ""};
inline constexpr DiagnosticKind kSyntaxNumber{"E301", Severity::error,
                                              ZH_N("the expression cannot be read: the number is too long"), ""};
inline constexpr DiagnosticKind kSyntaxEmpty{"E301", Severity::error, ZH_N("the expression is empty"), ""};
inline constexpr DiagnosticKind kTooDeep{"E302", Severity::error, ZH_N("the expression is nested too deeply"), ""};

inline constexpr DiagnosticKind kUnknownName{"E311", Severity::error, ZH_N("no indicator is named “{name}”"), ""};
inline constexpr DiagnosticKind kUnknownFunction{"E312", Severity::error, ZH_N("no function is named “{name}”"),
                                                 ZH_N("zhiheng functions lists them")};
inline constexpr DiagnosticKind kUnknownSelector{"E313", Severity::error,
                                                 ZH_N("“{name}” is no period, region or member of {indicator}"), ""};
inline constexpr DiagnosticKind kSelectedTwice{
    "E319", Severity::error, ZH_N("“{name}” takes the place of what was selected before it"),
    ZH_N("select one period, one region and one member of a breakdown; several periods as 2021-2023")};
inline constexpr DiagnosticKind kUnknownBreakdown{"E314", Severity::error, ZH_N("{indicator} has no breakdown “{name}”"), ""};
inline constexpr DiagnosticKind kUnits{"E315", Severity::error, ZH_N("{left} and {right} cannot be combined with {operator}"),
                                       ZH_N("convert one of them, or use another indicator")};

inline constexpr const char* kArgumentsHint = ZH_N("write {function}{parameters}, for example {example}");
inline constexpr DiagnosticKind kNoParameter{"E316", Severity::error, ZH_N("{function} has no parameter “{name}”"),
                                             kArgumentsHint};
inline constexpr DiagnosticKind kNeedsCount{"E316", Severity::error, ZH_N("{function} needs a whole number, 1 or more"),
                                            kArgumentsHint};
inline constexpr DiagnosticKind kArgumentCount{"E316", Severity::error, ZH_N("{function} takes another number of arguments"),
                                               kArgumentsHint};
inline constexpr DiagnosticKind kNeedsBreakdown{"E316", Severity::error, ZH_N("{function} needs to be told what it goes by"),
                                                kArgumentsHint};
inline constexpr DiagnosticKind kNeedsIndicator{"E316", Severity::error,
                                                ZH_N("{function} needs an indicator, not something computed"), kArgumentsHint};

inline constexpr DiagnosticKind kNoRange{
    "E317", Severity::error, ZH_N("{indicator} cannot be added up: only flows (时期数) have values for several years"), ""};
inline constexpr DiagnosticKind kNoYears{
    "E317", Severity::error, ZH_N("{indicator} cannot be added up: only flows (时期数) are added up over years"), ""};
inline constexpr DiagnosticKind kNoRates{"E317", Severity::error, ZH_N("{indicator} cannot be added up: a rate has no sum"),
                                         ""};
inline constexpr DiagnosticKind kNoPartition{
    "E317", Severity::error, ZH_N("{indicator} cannot be added up: the breakdown is no complete partition"), ""};
inline constexpr DiagnosticKind kNoRegions{"E317", Severity::error,
                                           ZH_N("{indicator} cannot be added up: regions may contain one another"), ""};
inline constexpr DiagnosticKind kNeedsValue{"E318", Severity::error, ZH_N("a single value is needed here, not a list or words"),
                                            ""};

}  // namespace zh::expr
