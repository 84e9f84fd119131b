#pragma once
#include "base/diagnostic.h"

namespace zh::readback {

inline constexpr DiagnosticKind kUnreadable{"E501", Severity::error, ZH_N("{file} cannot be read: {why}"), ""};
inline constexpr DiagnosticKind kEmpty{"E502", Severity::error, ZH_N("{file} is empty: there is nothing to check"), ""};
inline constexpr DiagnosticKind kTooLarge{"E503", Severity::error,
                                          ZH_N("{file} is too large: {megabytes} MB, the limit is {limit} MB"),
                                          ZH_N("check its chapters one by one")};
inline constexpr DiagnosticKind kTooLong{"E511", Severity::error, ZH_N("{file} is too long: the limit is {limit} characters"),
                                         ZH_N("check its chapters one by one")};
inline constexpr DiagnosticKind kUnknownEncoding{"E504", Severity::error,
                                                 ZH_N("{file} is text neither in UTF-8 nor in GB18030"),
                                                 ZH_N("save it as UTF-8 and check it again")};
inline constexpr DiagnosticKind kUnknownFormat{
    "E505", Severity::error, ZH_N("{file} has no format that can be checked"),
    ZH_N("docx, pdf, html, xlsx, ods, csv, md and txt are read, doc, rtf and odt where LibreOffice is installed; "
         "save it as one of these")};
inline constexpr DiagnosticKind kDamaged{"E506", Severity::error, ZH_N("{file} cannot be read as {format}: {why}"),
                                         ZH_N("open it in the program that made it and save it again")};
inline constexpr DiagnosticKind kNoProgram{"E507", Severity::error,
                                           ZH_N("{file} needs {program} to be read, which is not installed"),
                                           ZH_N("install {package}, or save the report as .docx")};
inline constexpr DiagnosticKind kNotConverted{"E508", Severity::error, ZH_N("{program} could not read {file}: {why}"),
                                              ZH_N("open it in the program that made it and save it as .docx")};
inline constexpr DiagnosticKind kNoText{"E509", Severity::error, ZH_N("{file} holds no text: it may be scanned"),
                                        ZH_N("check the file that it was printed from")};
inline constexpr DiagnosticKind kLocked{"E510", Severity::error, ZH_N("{file} is protected by a password"),
                                        ZH_N("save it without a password and check it again")};

}  // namespace zh::readback
