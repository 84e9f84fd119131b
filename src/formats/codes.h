#pragma once
#include "base/diagnostic.h"

namespace zh::formats {

inline constexpr DiagnosticKind kUnreadable{"E221", Severity::error, ZH_N("{file} cannot be read as a table: {why}"),
                                            ZH_N("open it in WPS or Excel, save it as .xlsx, and try again")};
inline constexpr DiagnosticKind kEmptyFile{"E222", Severity::error, ZH_N("{file} is empty"), ZH_N("ask the department for the file again")};
inline constexpr DiagnosticKind kTooLarge{"E223", Severity::error, ZH_N("{file} is larger than a return can be: {why}"), ""};
inline constexpr DiagnosticKind kBadEncoding{"E224", Severity::error, ZH_N("{file} is neither UTF-8 nor GB18030 text"), ZH_N("save it as UTF-8")};
inline constexpr DiagnosticKind kOpenQuote{"E225", Severity::error, ZH_N("a quotation mark is not closed before the file ends"), ""};
inline constexpr DiagnosticKind kBadCell{"E226", Severity::error, ZH_N("the stored number “{text}” is none"), ""};

}  // namespace zh::formats
