#pragma once
#include "base/diagnostic.h"

namespace zh::project {

inline constexpr DiagnosticKind kNoProject{"E101", Severity::error,
                                           ZH_N("no report project here: {file} cannot be read ({why})"),
                                           ZH_N("name the folder that holds zhiheng.toml")};
inline constexpr DiagnosticKind kTomlSyntax{"E102", Severity::error, ZH_N("this is not valid TOML: {why}"), ""};
inline constexpr DiagnosticKind kUnknownKey{"E103", Severity::error, ZH_N("unknown key “{key}”"), ""};
inline constexpr DiagnosticKind kMissingKey{"E104", Severity::error, ZH_N("“{key}” is missing"),
                                            ZH_N("write it into zhiheng.toml, for example: {example}")};
inline constexpr DiagnosticKind kWrongValue{"E105", Severity::error, ZH_N("“{key}” cannot be “{value}”"),
                                            ZH_N("expected: {expected}")};
inline constexpr DiagnosticKind kNoChapters{"E106", Severity::error, ZH_N("the project has no chapters"),
                                            ZH_N("write them as report/1-….md, in the order of their names")};
inline constexpr DiagnosticKind kNoText{"E112", Severity::error, ZH_N("the chapters of the project are empty"),
                                        ZH_N("a chapter begins with its heading: # …")};
inline constexpr DiagnosticKind kNotUtf8{"E107", Severity::error, ZH_N("the file is not UTF-8 text"),
                                         ZH_N("save it as UTF-8 in your editor")};
inline constexpr DiagnosticKind kNoFile{"E108", Severity::error, ZH_N("{file} cannot be read ({why})"), ""};
inline constexpr DiagnosticKind kNotWritten{
    "E109", Severity::error, ZH_N("the outputs cannot be written: {why}"),
    ZH_N("nothing was changed; close the files if another program holds them, or free some space")};
inline constexpr DiagnosticKind kNotWhole{"E110", Severity::error, ZH_N("“{key}” cannot be “{value}”"),
                                          ZH_N("expected: a whole number from {low} to {high}")};
inline constexpr DiagnosticKind kNotLength{"E111", Severity::error, ZH_N("“{key}” cannot be “{value}”"),
                                           ZH_N("expected: a length from {low} to {high}")};

inline constexpr DiagnosticKind kRecordsNotCurrent{"E113", Severity::error,
                                                   ZH_N("the record database is not what the record files say"),
                                                   ZH_N("run: zhiheng ingest {folder}")};
inline constexpr DiagnosticKind kCountDiffers{
    "E114", Severity::error, ZH_N("{indicator}: {reported} was reported, but {counted} is counted from records ({key})"),
    ZH_N("find out which is right; take the block out of returns.toml, or records out of the indicator")};
inline constexpr DiagnosticKind kCountMember{"W115", Severity::warning,
                                             ZH_N("{indicator}: {rows} records are of “{name}”, which the list does not have"),
                                             ZH_N("add it to the list, or as an alias of a member")};
inline constexpr DiagnosticKind kCountWithout{
    "N116", Severity::note,
    ZH_N("{indicator}: {rows} records have no value for the breakdown {name}; they count in the total only"), ""};

}  // namespace zh::project
