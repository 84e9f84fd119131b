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
inline constexpr DiagnosticKind kUnknownMask{"E113", Severity::error,
                                             ZH_N("the public edition masks “{what}”, which is no list or register"), ""};
inline constexpr DiagnosticKind kUnknownSuppressed{"E114", Severity::error,
                                                   ZH_N("the public edition withholds “{name}”, which is no indicator"), ""};
inline constexpr DiagnosticKind kNothingSuppressed{
    "W115", Severity::warning, ZH_N("of “{name}” nothing is withheld: no reported value falls under the rule"),
    ZH_N("an indicator that is computed is withheld by withholding what it is computed from")};
inline constexpr DiagnosticKind kOpenEdition{"E116", Severity::error, ZH_N("the part for one edition is not closed"),
                                             ZH_N("end it with a line “:::”")};
inline constexpr DiagnosticKind kLeak{"E117", Severity::error,
                                      ZH_N("the public edition still holds the withheld name “{name}” ({where})"),
                                      ZH_N("write the name as the list does, or leave it out of the public edition")};

// An edited report.
inline constexpr DiagnosticKind kNotWord{"E140", Severity::error, ZH_N("this is no Word document (.docx)"),
                                         ZH_N("save it as .docx in Word or WPS; for other formats there is check --against")};
inline constexpr DiagnosticKind kNoBuild{
    "E141", Severity::error, ZH_N("the document does not say which build it comes from"),
    ZH_N("compare needs a report.docx that build wrote, edited and saved as .docx; any other report is compared number by "
         "number with check --against PROJECT")};
inline constexpr DiagnosticKind kOtherBuild{
    "E142", Severity::error, ZH_N("the document comes from build {build} ({program}); the project now gives build {now}"),
    ZH_N("restore the project as it was when the document was built and build it with the same version of the program; or use "
         "check --against PROJECT, which compares with the project as it is now")};
inline constexpr DiagnosticKind kOtherLedger{
    "E143", Severity::error, ZH_N("the document says it comes from build {build}, but its ledger is another one"),
    ZH_N("what identifies the build was altered; use check --against PROJECT")};

// Numbers decided by hand (overrides.toml).
inline constexpr DiagnosticKind kOverrideIncomplete{
    "E144", Severity::error, ZH_N("“{key}” is missing from this override"),
    ZH_N("an override needs fact, computed, printed and because; zhiheng compare --record writes them")};
inline constexpr DiagnosticKind kOverrideTwice{"E145", Severity::error, ZH_N("two overrides decide the number {fact}"),
                                               ZH_N("delete one of them")};
inline constexpr DiagnosticKind kOverrideDependents{"W140", Severity::warning,
                                                    ZH_N("{printed} was decided by hand (the data give {computed}); what is "
                                                         "computed from it keeps what the data give: {places}"),
                                                    ZH_N("see whether these must be decided too: zhiheng compare --record")};
inline constexpr DiagnosticKind kOverrideElsewhere{
    "W142", Severity::warning,
    ZH_N("{printed} was decided by hand (the data give {computed}); the same number is printed elsewhere as the data give it: "
         "{places}"),
    ZH_N("decide these too, or say in the text why they differ")};
inline constexpr DiagnosticKind kOverrideContradiction{
    "W141", Severity::warning, ZH_N("with the overrides the report contradicts itself: {message}"),
    ZH_N("decide the other numbers of the sentence or table too, or take the override back")};

inline constexpr DiagnosticKind kNotEmpty{"E150", Severity::error, ZH_N("“{folder}” is not empty; nothing was written"),
                                          ZH_N("name a folder that is not there yet, or an empty one")};
inline constexpr DiagnosticKind kNoTemplate{"E151", Severity::error, ZH_N("there is no template “{name}”"),
                                            ZH_N("there are: {present}")};
inline constexpr DiagnosticKind kNoSeal{"E152", Severity::error, ZH_N("no seal here: {file} cannot be read ({why})"),
                                        ZH_N("zhiheng seal PROJECT writes it after a build")};
inline constexpr DiagnosticKind kBadSeal{"E153", Severity::error, ZH_N("this is no seal that this program can read"),
                                         ZH_N("restore it from your archive, or seal again")};
inline constexpr DiagnosticKind kNotBuilt{"E154", Severity::error, ZH_N("{file} is not there: only what was built is sealed"),
                                          ZH_N("build the project first: zhiheng build PROJECT")};
inline constexpr DiagnosticKind kStale{"E155", Severity::error, ZH_N("{file} is not what the project builds now"),
                                       ZH_N("build again, or put edits of the file into the project first")};
inline constexpr DiagnosticKind kStalePart{
    "E155", Severity::error, ZH_N("{file} is not what the project builds now: {count} parts differ, the first is {part}"),
    ZH_N("build again, or put edits of the file into the project first")};
inline constexpr DiagnosticKind kBadSet{"E156", Severity::error, ZH_N("“{text}” names no cell and value"),
                                        ZH_N("write file!sheet!cell=value, for example 统计部门.xlsx!主要经济指标!E4=3621")};
inline constexpr DiagnosticKind kNoReturn{"E157", Severity::error, ZH_N("there is no return {file}"),
                                          ZH_N("there are: {present}")};
inline constexpr DiagnosticKind kNoReturnSheet{"E158", Severity::error, ZH_N("{file} has no sheet “{sheet}”"),
                                               ZH_N("there are: {present}")};
inline constexpr DiagnosticKind kNoCell{"E159", Severity::error, ZH_N("“{cell}” is no cell of this sheet"),
                                        ZH_N("its last one is {last}")};
inline constexpr DiagnosticKind kNoReturnsFolder{"E160", Severity::error, ZH_N("there is no folder {folder}"), ""};
inline constexpr DiagnosticKind kNotLater{"E161", Severity::error,
                                          ZH_N("{year} is not after {old}, the year of the old project"),
                                          ZH_N("leave --year out for the next one")};

inline constexpr DiagnosticKind kSameForm{"E162", Severity::error,
                                          ZH_N("{file} and another return would both become the form {form}"),
                                          ZH_N("rename one of the two, in returns/ and in returns.toml")};
inline constexpr DiagnosticKind kNoPassword{"E174", Severity::error, ZH_N("the password of ClickHouse is not there: {where}"),
                                            ZH_N("set the environment variable, or write the file")};
inline constexpr DiagnosticKind kRecordsNotCurrent{"E170", Severity::error,
                                                   ZH_N("the record database is not what the record files say"),
                                                   ZH_N("run: zhiheng ingest {folder}")};
inline constexpr DiagnosticKind kCountDiffers{
    "E171", Severity::error, ZH_N("{indicator}: {reported} was reported, but {counted} is counted from records ({key})"),
    ZH_N("find out which is right; take the block out of returns.toml, or records out of the indicator")};
inline constexpr DiagnosticKind kCountMember{"W172", Severity::warning,
                                             ZH_N("{indicator}: {rows} records are of “{name}”, which the list does not have"),
                                             ZH_N("add it to the list, or as an alias of a member")};
inline constexpr DiagnosticKind kCountWithout{
    "N173", Severity::note,
    ZH_N("{indicator}: {rows} records have no value for the breakdown {name}; they count in the total only"), ""};

inline constexpr DiagnosticKind kSimulated{
    "N178", Severity::note,
    ZH_N("{rows} records are simulated ({kinds}): what is counted from them shows how counting works, no case is real"), ""};
inline constexpr DiagnosticKind kNotSimulated{
    "N179", Severity::note, ZH_N("the records that simulate.toml declares are not there: all figures come from returns"),
    ZH_N("to count them from records run: zhiheng simulate {folder}, then zhiheng ingest {folder}")};
inline constexpr DiagnosticKind kNotAllSimulated{
    "E176", Severity::error, ZH_N("{folder} holds files that are not simulated: {file}"),
    ZH_N("nothing was written: simulated records must not mix with real ones; use --out FOLDER or another project")};
inline constexpr DiagnosticKind kSimulatedTwice{"E177", Severity::error,
                                                ZH_N("two parts of simulate.toml write the same file: {file}"),
                                                ZH_N("give one of them a name: name = \"…\"")};
inline constexpr DiagnosticKind kSimulatedStale{
    "E175", Severity::error, ZH_N("{folder} holds simulated records that simulate.toml no longer declares: {file}"),
    ZH_N("nothing was written; take the file out and run again: both together would be counted twice")};

}  // namespace zh::project
