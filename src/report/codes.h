#pragma once
#include "base/diagnostic.h"

/// Faults of chapters. E301 … E349 belong to the expression language.
namespace zh::report {

// What a chapter is made of.
inline constexpr DiagnosticKind kOpenBinding{"E350", Severity::error, ZH_N("“{{{{” is not closed"),
                                             ZH_N("close it with “}}}}” in the same paragraph")};
inline constexpr DiagnosticKind kOpenCase{"E351", Severity::error, ZH_N("the case box is not closed"),
                                          ZH_N("end it with a line “:::”")};
inline constexpr DiagnosticKind kStrayCaseEnd{"E352", Severity::error, ZH_N("“:::” closes nothing"), ""};
inline constexpr DiagnosticKind kUnknownBox{"E353", Severity::error, ZH_N("“{what}” is no kind of box"),
                                            ZH_N("write “::: case Title”; boxes cannot stand in boxes")};
inline constexpr DiagnosticKind kOpenFence{"E354", Severity::error, ZH_N("the block is not closed"),
                                           ZH_N("end it with a line “```”")};
inline constexpr DiagnosticKind kUnsupported{"E355", Severity::error, ZH_N("a report cannot hold this: {what}"),
                                             ZH_N("write text, tables, charts and case boxes as the guide shows")};
inline constexpr DiagnosticKind kHeadingLevel{"E356", Severity::error,
                                              ZH_N("a heading of level {level} cannot follow level {before}"),
                                              ZH_N("do not skip a level; a chapter begins with “# ”")};
inline constexpr DiagnosticKind kHeadingInCase{"E357", Severity::error, ZH_N("a case box cannot hold a heading"), ""};

// Ids and references.
inline constexpr DiagnosticKind kUnknownReference{"E358", Severity::error, ZH_N("no figure or table has the id “{id}”"), ""};
inline constexpr DiagnosticKind kDuplicateId{"E359", Severity::error, ZH_N("the id “{id}” is used twice"), ""};
inline constexpr DiagnosticKind kBadId{"E360", Severity::error, ZH_N("the block needs an id such as {example}"),
                                       ZH_N("ASCII letters, digits, - and _ only")};

// Bodies of charts and tables.
inline constexpr DiagnosticKind kBodySyntax{"E361", Severity::error, ZH_N("this is not valid TOML: {why}"), ""};
inline constexpr DiagnosticKind kUnknownKey{"E362", Severity::error, ZH_N("unknown key “{key}”"), ZH_N("known keys: {keys}")};
inline constexpr DiagnosticKind kMissingKey{"E363", Severity::error, ZH_N("“{key}” is missing"), ""};
inline constexpr DiagnosticKind kWrongValue{"E364", Severity::error, ZH_N("“{key}” cannot be this"),
                                            ZH_N("expected: {expected}")};
inline constexpr DiagnosticKind kMixedUnits{"E368", Severity::error, ZH_N("one axis cannot hold both {a} and {b}"),
                                            ZH_N("put one of the series on the second axis (secondary = true)")};
inline constexpr DiagnosticKind kUnknownBreakdown{"E369", Severity::error, ZH_N("“{indicator}” has no breakdown “{name}”"), ""};
inline constexpr DiagnosticKind kUnknownMember{"E370", Severity::error, ZH_N("“{name}” is not a member of “{breakdown}”"), ""};
inline constexpr DiagnosticKind kUnknownRegion{"E371", Severity::error, ZH_N("no region is named “{name}”"), ""};
inline constexpr DiagnosticKind kUnknownRegister{"E372", Severity::error, ZH_N("no register is named “{name}”"), ""};
inline constexpr DiagnosticKind kUnknownField{"E373", Severity::error, ZH_N("the register “{register}” has no field “{name}”"),
                                              ""};
inline constexpr DiagnosticKind kRowLength{"E374", Severity::error,
                                           ZH_N("this row has {count} cells, the table has {columns} columns"), ""};
inline constexpr DiagnosticKind kSpan{"E375", Severity::error, ZH_N("“{mark}” has no cell to join"), ""};
inline constexpr DiagnosticKind kHeaderUnit{
    "E376", Severity::error, ZH_N("the header says {header}, the value is in {unit}"),
    ZH_N("convert it, for example {{{{ … | 数(单位 = {header}) }}}}, or mend the header")};

// Numbers and wordings.
inline constexpr DiagnosticKind kUnknownWording{"E365", Severity::error, ZH_N("there is no wording “{name}”"), ""};
inline constexpr DiagnosticKind kNeedsValue{"E366", Severity::error, ZH_N("the wording “{name}” needs one value"),
                                            ZH_N("this expression gives several, or words")};
inline constexpr DiagnosticKind kNeedsGrowth{"E379", Severity::error,
                                             ZH_N("the wording “{name}” needs a growth, this is in “{unit}”"),
                                             ZH_N("for the growth of an amount write 同比")};
inline constexpr DiagnosticKind kNeedsInteger{"E380", Severity::error,
                                              ZH_N("the wording “{name}” needs a whole number from 0 to 9999"), ""};
inline constexpr DiagnosticKind kNoTarget{"E381", Severity::error, ZH_N("“{indicator}” has no target in the catalogue"), ""};
inline constexpr DiagnosticKind kNoTargets{"E386", Severity::error,
                                           ZH_N("no indicator that has a target has a value in this period"), ""};
inline constexpr DiagnosticKind kNoCases{"E385", Severity::error, ZH_N("of “{x}” no number of cases is known"),
                                         ZH_N("declare it in the catalogue: base = \"the indicator that counts them\"")};
inline constexpr DiagnosticKind kNotLast{"E382", Severity::error, ZH_N("only the last wording can be “{name}”"), ""};
inline constexpr DiagnosticKind kNeedsUnit{"E383", Severity::error,
                                           ZH_N("the wording “{name}” cannot print {unit} as {wanted}"), ""};
inline constexpr DiagnosticKind kLiteralOnly{
    "E367", Severity::error, ZH_N("this expression holds no data"),
    ZH_N("numbers come from returns; a number that is a name is written [37]{{.literal}}")};
inline constexpr DiagnosticKind kBadParameter{
    "E377", Severity::error, ZH_N("the wording “{name}” cannot take this: {parameter}"), ZH_N("parameters: {parameters}")};
inline constexpr DiagnosticKind kNoSingleValue{"E378", Severity::error,
                                               ZH_N("one value is needed here, this gives several or words"), ""};

// Numbers decided by hand.
inline constexpr DiagnosticKind kOverrideStale{
    "E395", Severity::error, ZH_N("{printed} was decided when the data gave {then}; now they give {now}"),
    ZH_N("decide again: delete the entry from overrides.toml, or write computed = \"{now}\" there if it still holds")};
inline constexpr DiagnosticKind kOverrideGone{
    "E396", Severity::error, ZH_N("the report has no number {fact}, for which {printed} was decided ({place})"),
    ZH_N("the sentence, table or chart was changed; delete the entry from overrides.toml and record it again from the new "
         "build")};
inline constexpr DiagnosticKind kOverrideNoNumber{"E397", Severity::error,
                                                  ZH_N("“{printed}” cannot stand for {computed}: it must hold one number"), ""};

inline constexpr DiagnosticKind kMissing{"W380", Severity::warning, ZH_N("the value is missing: {what}"), ""};
inline constexpr DiagnosticKind kRound{
    "E384", Severity::error, ZH_N("a pie or doughnut shows the parts of one whole: one series, none of them negative"),
    ZH_N("use type = \"column\" or \"bar\"")};
inline constexpr DiagnosticKind kFixedPeriod{
    "W385", Severity::warning, ZH_N("the expression names a period of its own, so that every year shows the same value: {x}"),
    ZH_N("leave the period out of the expression")};
inline constexpr DiagnosticKind kLeftOut{"W384", Severity::warning,
                                         ZH_N("“{name}” speaks of all members, but these have no value: {members}"),
                                         ZH_N("ask for the missing values, or say in the text that they are left out")};
inline constexpr DiagnosticKind kBeforeChapters{"W386", Severity::warning, ZH_N("{number} stands before the first chapter"),
                                                ZH_N("write the chapter's heading before it: # …")};
inline constexpr DiagnosticKind kNothingShown{"W387", Severity::warning, ZH_N("all values of the chart are missing"),
                                              ZH_N("leave it out, or estimate the values")};
inline constexpr DiagnosticKind kBareNumeral{"W381", Severity::warning,
                                             ZH_N("the numeral {numeral} is typed, not bound to data"),
                                             ZH_N("bind it with {{{{ … }}}}; if it is a name, write [{numeral}]{{.literal}}")};
inline constexpr DiagnosticKind kUnused{"W382", Severity::warning, ZH_N("nothing refers to “{id}”"),
                                        ZH_N("write @{id} where the text speaks of it")};

}  // namespace zh::report
