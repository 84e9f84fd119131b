#pragma once
#include "base/diagnostic.h"

namespace zh::tell {

inline constexpr DiagnosticKind kNotMarked{"E521", Severity::error, ZH_N("{file} cannot be given back with comments: {why}"),
                                           ZH_N("--format html shows the same findings")};
inline constexpr DiagnosticKind kBadAccepted{"E522", Severity::error, ZH_N("{file}: {why}"),
                                             ZH_N("each entry needs [[accepted]], fingerprint and because")};
inline constexpr DiagnosticKind kNoSuchFinding{"E523", Severity::error, ZH_N("{file} has no finding {fingerprint}"),
                                               ZH_N("zhiheng check lists each finding with its fingerprint")};
inline constexpr DiagnosticKind kLapsed{"N521", Severity::note, ZH_N("{file}: {count} accepted findings are no longer there"),
                                        ""};

}  // namespace zh::tell
