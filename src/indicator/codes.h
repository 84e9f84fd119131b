#pragma once
#include "base/diagnostic.h"

namespace zh::indicator {

inline constexpr DiagnosticKind kCycle{"E331", Severity::error, ZH_N("the formula of {indicator} leads back to itself: {path}"),
                                       ""};
inline constexpr DiagnosticKind kEstimateIndicator{"E332", Severity::error, ZH_N("estimate: there is no indicator “{name}”"),
                                                   ""};
inline constexpr DiagnosticKind kEstimatePeriod{"E333", Severity::error, ZH_N("estimate: “{period}” is no period"), ""};
inline constexpr DiagnosticKind kEstimateRegion{"E334", Severity::error, ZH_N("estimate: there is no region “{name}”"), ""};
inline constexpr DiagnosticKind kOtherUnit{"E335", Severity::error,
                                           ZH_N("the formula gives {unit}, but {indicator} is measured in {expected}"), ""};
inline constexpr DiagnosticKind kNoUnit{
    "E335", Severity::error, ZH_N("the formula gives a number without unit, but {indicator} is measured in {expected}"), ""};
inline constexpr DiagnosticKind kNoValue{"E337", Severity::error,
                                         ZH_N("the formula of {indicator} gives a list or words, not a value"), ""};
inline constexpr DiagnosticKind kEstimateNotNeeded{"W336", Severity::warning,
                                                   ZH_N("{indicator} {period} was reported: its estimate is not used"),
                                                   ZH_N("delete the [[estimate]] block")};

}  // namespace zh::indicator
