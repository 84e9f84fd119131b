#pragma once
#include "base/diagnostic.h"

namespace zh::formats {

inline constexpr DiagnosticKind kNoWorkbook{"E230", Severity::error, ZH_N("this file cannot be read as a {format}: {why}"),
                                            ZH_N("open it in a spreadsheet program and save it again as .xlsx, .ods or .csv")};
inline constexpr DiagnosticKind kBadPart{"E231", Severity::error, ZH_N("a part of the workbook cannot be read: {part}: {why}"),
                                         ZH_N("open it in a spreadsheet program and save it again")};
inline constexpr DiagnosticKind kTooLarge{"E232", Severity::error, ZH_N("the sheet is too large: {why}"),
                                          ZH_N("case records of this size belong in records/, not in returns/")};
inline constexpr DiagnosticKind kBadEncoding{"E233", Severity::error, ZH_N("the text is neither UTF-8 nor GB18030"),
                                             ZH_N("save it as UTF-8")};
inline constexpr DiagnosticKind kOpenQuote{"E234", Severity::error, ZH_N("a quotation mark is opened and never closed"), ""};
inline constexpr DiagnosticKind kOldFormat{"E235", Severity::error,
                                           ZH_N("old .xls workbooks and encrypted workbooks cannot be read"),
                                           ZH_N("save it as .xlsx without a password")};

}  // namespace zh::formats
