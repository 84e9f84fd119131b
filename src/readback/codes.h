#pragma once
#include "base/diagnostic.h"

namespace zh::readback {

inline constexpr DiagnosticKind kUnreadable{"E501", Severity::error, ZH_N("{file} cannot be read: {why}"), ""};
inline constexpr DiagnosticKind kEmpty{"E502", Severity::error, ZH_N("{file} is empty: there is nothing to check"), ""};
inline constexpr DiagnosticKind kTooLarge{"E503", Severity::error, ZH_N("{file} is too large: {megabytes} MB, the limit is {limit} MB"),
                                          ZH_N("check its chapters one by one")};
inline constexpr DiagnosticKind kUnknownEncoding{"E504", Severity::error, ZH_N("{file} is text neither in UTF-8 nor in GB18030"),
                                                 ZH_N("save it as UTF-8 and check it again")};
inline constexpr DiagnosticKind kUnknownFormat{"E505", Severity::error, ZH_N("{file} has no format that can be checked"),
                                               ZH_N("txt and md are read; save a report of another format as one of these")};

}  // namespace zh::readback
