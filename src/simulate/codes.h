#pragma once
#include "base/diagnostic.h"

namespace zh::simulate {

inline constexpr DiagnosticKind kKey{"E280", Severity::error, ZH_N("simulate.toml: “{key}” is missing"),
                                     ZH_N("for example: {example}")};
inline constexpr DiagnosticKind kKind{"E281", Severity::error, ZH_N("there is no record kind “{name}”"), ""};
inline constexpr DiagnosticKind kField{"E282", Severity::error, ZH_N("records of “{kind}” have no field “{field}”"), ""};
inline constexpr DiagnosticKind kValue{"E283", Severity::error, ZH_N("the field {field} cannot be “{value}”"), ""};
inline constexpr DiagnosticKind kIndicator{"E284", Severity::error, ZH_N("there is no indicator “{name}”"), ""};
inline constexpr DiagnosticKind kNotCounted{
    "E285", Severity::error,
    ZH_N("“{name}” cannot be a margin: it is not counted from records of {kind}, or not as count, sum or distinct"),
    ZH_N("name an indicator with records = { kind = … }, or write the numbers as [[simulate.margin]]")};
inline constexpr DiagnosticKind kNoValue{"E286", Severity::error, ZH_N("no return gives “{name}” for {period}"),
                                         ZH_N("write the numbers as [[simulate.margin]], or take the indicator out")};
inline constexpr DiagnosticKind kBound{"E287", Severity::error,
                                       ZH_N("the condition on {field} of “{name}” cannot be simulated: min, max and below"),
                                       ZH_N("conditions on words, yes or no, and filled can")};
inline constexpr DiagnosticKind kParts{"E288", Severity::error,
                                       ZH_N("“{name}”: its parts are {parts} together, its total is {total}"), ""};
inline constexpr DiagnosticKind kConflict{
    "E289", Severity::error,
    ZH_N("the margins “{first}” and “{second}” cannot hold together: by the first {count} records are {what}; by the second at "
         "most {most} can be"),
    ZH_N("one of the numbers is wrong; both places are shown")};
inline constexpr DiagnosticKind kNoSolution{
    "E290", Severity::error,
    ZH_N("“{name}” was not brought together with the margins before it, though each two of them can hold: {count} records that "
         "are {what} have room for {most}"),
    ZH_N("three or more margins exclude each other, or their order leads astray: put the narrowest first")};
inline constexpr DiagnosticKind kUndecided{"E291", Severity::error, ZH_N("“{name}” covers no record"),
                                           ZH_N("no margin gives records that meet its condition")};
inline constexpr DiagnosticKind kTwoSums{"E292", Severity::error,
                                         ZH_N("the sums “{first}” and “{second}” both decide {field} of the same records"), ""};
inline constexpr DiagnosticKind kNoDraw{
    "E293", Severity::error, ZH_N("nothing says what the field {field} is where no margin names its value ({count} records)"),
    ZH_N("write into [simulate.draw] for example: {field} = \"…\"")};
inline constexpr DiagnosticKind kNoTotal{"E294", Severity::error, ZH_N("nothing says how many records of {kind} there are"),
                                         ZH_N("write total = …, or a margin without condition")};
inline constexpr DiagnosticKind kDifferent{
    "E296", Severity::error,
    ZH_N("“{name}”: {total} different values cannot come of {records} records, of which margins name {named} values"),
    ZH_N("for the others write into [simulate.draw] a pattern of {field}")};
inline constexpr DiagnosticKind kTotals{
    "E298", Severity::error,
    ZH_N(
        "the margins “{first}” and “{second}” cannot hold together: by the first there are {one} records, by the second {two}"),
    ZH_N("one of the numbers is wrong; a margin of only some records needs where = { … }")};
inline constexpr DiagnosticKind kSumValue{
    "E295", Severity::error, ZH_N("“{name}”: {value} is no amount of {field}"),
    ZH_N("expected: a number that is not negative, with its unit, of {digits} decimals at most")};

}  // namespace zh::simulate
