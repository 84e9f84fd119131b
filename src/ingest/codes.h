#pragma once
#include "base/diagnostic.h"

namespace zh::ingest {

inline constexpr DiagnosticKind kNoMap{"E200", Severity::error, ZH_N("returns.toml cannot be read: {why}"), ""};
inline constexpr DiagnosticKind kMapSyntax{"E201", Severity::error, ZH_N("returns.toml: {why}"), ""};
inline constexpr DiagnosticKind kNoFile{"E202", Severity::error, ZH_N("there is no return {file}"),
                                        ZH_N("in returns/ there are: {present}")};
inline constexpr DiagnosticKind kConflict{
    "E203", Severity::error, ZH_N("one indicator has two different values: {indicator}"),
    ZH_N("ask both departments which is right, or write prefer = true into the block that is")};
inline constexpr DiagnosticKind kNoSheet{"E204", Severity::error, ZH_N("{file} has no sheet “{sheet}”"),
                                         ZH_N("it has: {present}")};
inline constexpr DiagnosticKind kNoTable{"E205", Severity::error, ZH_N("no table with the header “{header}” was found"),
                                         ZH_N("headers are found by their words: compare returns.toml with the sheet")};
inline constexpr DiagnosticKind kManyTables{"E206", Severity::error, ZH_N("several tables have the header “{header}”"),
                                            ZH_N("tell them apart with near = \"words above the table\"")};
inline constexpr DiagnosticKind kNoColumn{"E207", Severity::error,
                                          ZH_N("the table has no column “{header}”; it has: {present}"), ""};
inline constexpr DiagnosticKind kUnknownRow{"E208", Severity::error, ZH_N("the row “{label}” is unknown"),
                                            ZH_N("add it to the catalogue as an alias, or to ignore in returns.toml")};
inline constexpr DiagnosticKind kNotNumber{"E209", Severity::error, ZH_N("“{text}” stands where a number belongs"),
                                           ZH_N("correct the return, or say under missing what it means")};
inline constexpr DiagnosticKind kDate{"E228", Severity::error, ZH_N("the date {text} stands where a number belongs"),
                                      ZH_N("spreadsheets turn what is typed as 3-5 or 1/2 into a date: ask for the figure")};
inline constexpr DiagnosticKind kMergedFigure{"E229", Severity::error,
                                              ZH_N("one figure stands in merged cells over several columns or rows: {text}"),
                                              ZH_N("it cannot be told which of them it belongs to; split the cells")};
inline constexpr DiagnosticKind kNoPeriodColumn{"E240", Severity::error,
                                                ZH_N("no header of the table can be read as a period; it has: {present}"), ""};
inline constexpr DiagnosticKind kShifted{"E241", Severity::error,
                                         ZH_N("the row has more cells than the table has columns: “{text}”"),
                                         ZH_N("a number with thousands separators stands in quotes in a .csv: \"1,234\"")};
inline constexpr DiagnosticKind kUnitsDiffer{"E242", Severity::error,
                                             ZH_N("two units are given for one figure: {one} and {two}"),
                                             ZH_N("correct the return or the unit in returns.toml")};
inline constexpr DiagnosticKind kUnknownAs{
    "E243", Severity::error, ZH_N("returns.toml: no indicator has the breakdown “{name}”"),
    ZH_N("as is \"indicator\", \"period\", \"region\" or the name of a breakdown in the catalogue")};
inline constexpr DiagnosticKind kGrowthDiffers{
    "W239", Severity::warning, ZH_N("the reported growth of {indicator} is not that of its amounts: {reported} ≠ {computed}"),
    ZH_N("ask the department which is right, or whether last year's figure was revised")};
inline constexpr DiagnosticKind kPeriodsDiffer{
    "W244", Severity::warning, ZH_N("{indicator} is not the sum of the periods in it: {total} ≠ {sum}"),
    ZH_N("ask the department which is right, or whether earlier figures were revised")};
inline constexpr DiagnosticKind kDuplicateEntry{"W238", Severity::warning,
                                                ZH_N("the same entry stands twice in {name}: {text}"), ""};
inline constexpr DiagnosticKind kManyDecimals{
    "W237", Severity::warning, ZH_N("a computed cell shows no fixed number of decimals; {decimals} of them were taken: {text}"),
    ZH_N("give the cell a number format, or decimals to the indicator")};
inline constexpr DiagnosticKind kWrongUnit{"E210", Severity::error,
                                           ZH_N("the unit {unit} does not fit {indicator} ({expected})"), ""};
inline constexpr DiagnosticKind kUncached{"E211", Severity::error, ZH_N("the formula has no stored result"),
                                          ZH_N("open the file in WPS or Excel, let it calculate, and save it")};
inline constexpr DiagnosticKind kFormulaError{"E212", Severity::error, ZH_N("the cell holds the error {text}"), ""};
inline constexpr DiagnosticKind kTotal{"E213", Severity::error,
                                       ZH_N("the total of {indicator} is not the sum of its parts: {total} ≠ {sum}"),
                                       ZH_N("ask the department which figure is right")};
inline constexpr DiagnosticKind kUnknownIndicator{"E214", Severity::error, ZH_N("returns.toml: there is no indicator “{name}”"),
                                                  ""};
inline constexpr DiagnosticKind kUnknownRegion{"E215", Severity::error, ZH_N("returns.toml: there is no region “{name}”"),
                                               ZH_N("declare it in zhiheng.toml under regions")};
inline constexpr DiagnosticKind kUnknownBreakdown{"E216", Severity::error, ZH_N("{indicator} has no breakdown “{name}”"), ""};
inline constexpr DiagnosticKind kNoIndicator{"E217", Severity::error, ZH_N("nothing says which indicator this is"),
                                             ZH_N("write measure = \"…\" into the block")};
inline constexpr DiagnosticKind kEmptyBlock{"E218", Severity::error,
                                            ZH_N("the table “{header}” has no rows that could be read"), ""};
inline constexpr DiagnosticKind kNoNear{"E220", Severity::error,
                                        ZH_N("no table with the header “{header}” stands below “{near}”"), ""};
inline constexpr DiagnosticKind kManyColumns{
    "E221", Severity::error, ZH_N("several columns can be read as “{header}”: {cells}"),
    ZH_N("write all lines of the header, or say under = \"…\" which of them are meant")};
inline constexpr DiagnosticKind kNoLabel{
    "E222", Severity::error, ZH_N("a row with figures has no label under “{header}”"),
    ZH_N("a label that counts for several rows stands in merged cells, or in each of them")};
inline constexpr DiagnosticKind kHidden{"N245", Severity::note, ZH_N("figures in a hidden row or column were read"),
                                        ZH_N("delete them from the return if they are not to be read")};
inline constexpr DiagnosticKind kBadUnit{"E223", Severity::error, ZH_N("“{text}” is no unit"), ""};
inline constexpr DiagnosticKind kMapValue{"E224", Severity::error, ZH_N("returns.toml: “{key}” is not as it should be"),
                                          ZH_N("expected: {expected}")};
inline constexpr DiagnosticKind kMapMissing{"E225", Severity::error, ZH_N("returns.toml: “{key}” is missing"), ""};
inline constexpr DiagnosticKind kMapMissingOf{"E226", Severity::error, ZH_N("returns.toml: “{key}” is missing here"),
                                              ZH_N("expected: {expected}")};
inline constexpr DiagnosticKind kMapKey{"E227", Severity::error, ZH_N("returns.toml: unknown key “{key}”"), ""};
inline constexpr DiagnosticKind kTooLong{"E219", Severity::error, ZH_N("the number {text} is too long"), ""};
inline constexpr DiagnosticKind kFullWidth{"N231", Severity::note,
                                           ZH_N("full-width digits or spaces in a number were accepted: “{text}”"), ""};
inline constexpr DiagnosticKind kPreferred{"N233", Severity::note,
                                           ZH_N("returns differ on {indicator}; the preferred one was taken"), ""};
inline constexpr DiagnosticKind kUnmapped{"N234", Severity::note, ZH_N("the column “{header}” was not used"),
                                          ZH_N("list it under ignore if that is right")};
inline constexpr DiagnosticKind kUnitAssumed{"N235", Severity::note,
                                             ZH_N("nothing says the unit of {indicator}; {unit} was assumed"),
                                             ZH_N("write unit = \"{unit}\" into the block")};
inline constexpr DiagnosticKind kPartTooLarge{"W236", Severity::warning, ZH_N("a part is larger than its total: {indicator}"),
                                              ""};
inline constexpr DiagnosticKind kUnusedFile{"W232", Severity::warning, ZH_N("no block of returns.toml uses {file}"), ""};

// Case records.
inline constexpr DiagnosticKind kNoKind{"E250", Severity::error, ZH_N("there is no record kind “{kind}”"),
                                        ZH_N("there are: {present}")};
inline constexpr DiagnosticKind kNoRecordFile{"E251", Severity::error, ZH_N("no file fits “{file}”"), ""};
inline constexpr DiagnosticKind kRecordFile{"E252", Severity::error, ZH_N("{file} cannot be read: {why}"), ""};
inline constexpr DiagnosticKind kRecordHeader{
    "E253", Severity::error, ZH_N("no header of “{kind}” was found: {missing} is missing; there is: {present}"),
    ZH_N("give the headers under columns in zhiheng.toml, or as alias of the field")};
inline constexpr DiagnosticKind kRecordColumnTwice{"E254", Severity::error,
                                                   ZH_N("two columns are read as “{field}”: {one} and {other}"), ""};
inline constexpr DiagnosticKind kRecordsEmpty{"E255", Severity::error, ZH_N("the file has no rows"), ""};
inline constexpr DiagnosticKind kManyRejects{
    "E256", Severity::error,
    ZH_N("{rejected} of {read} rows cannot be read, more than the {share}% allowed; the file was refused"),
    ZH_N("see {rejects}; mend the export, or allow more with max_rejects")};
inline constexpr DiagnosticKind kSomeRejects{"W257", Severity::warning, ZH_N("{rejected} of {read} rows cannot be read"),
                                             ZH_N("see {rejects}")};
inline constexpr DiagnosticKind kJournalLine{"E258", Severity::error, ZH_N("the journal has a line that cannot be read"),
                                             ZH_N("bring the file back from your version control or backup")};
inline constexpr DiagnosticKind kRecordChanged{"W259", Severity::warning,
                                               ZH_N("an accepted file changed; all records of its kind are read anew"), ""};
inline constexpr DiagnosticKind kRecordGone{
    "E260", Severity::error, ZH_N("an accepted file is no longer there: {file}"),
    ZH_N("bring it back, or delete its line from records/journal.tsv to do without its rows")};
inline constexpr DiagnosticKind kNoEngine{"E261", Severity::error, ZH_N("the record engine cannot be loaded: {why}"),
                                          ZH_N("libduckdb.so must lie beside the program")};
inline constexpr DiagnosticKind kEngineInUse{
    "E262", Severity::error, ZH_N("another process is using the records of this project"), ZH_N("wait until it has ended")};
inline constexpr DiagnosticKind kEngineSpace{"E263", Severity::error, ZH_N("no space is left for the records: {why}"),
                                             ZH_N("free some space and run it again: what was accepted is kept")};
inline constexpr DiagnosticKind kEngineDamaged{"E264", Severity::error, ZH_N("the record database is damaged: {why}"),
                                               ZH_N("delete the folder .zhiheng and run zhiheng ingest: it is made anew")};
inline constexpr DiagnosticKind kEngine{"E265", Severity::error, ZH_N("the record engine refused {what}: {why}"), ""};
inline constexpr DiagnosticKind kRecordsStopped{"E266", Severity::error, ZH_N("stopped; {file} was not accepted"),
                                                ZH_N("run it again: accepted files are kept")};
inline constexpr DiagnosticKind kRecordNotWritten{"E267", Severity::error, ZH_N("{file} cannot be written: {why}"), ""};
inline constexpr DiagnosticKind kSameRecords{"N268", Severity::note, ZH_N("the same content was accepted before, as {file}"),
                                             ""};
inline constexpr DiagnosticKind kRecordColumnsUnused{"N269", Severity::note,
                                                     ZH_N("columns that no field answers to: {columns}"), ""};
inline constexpr DiagnosticKind kManySheets{"E270", Severity::error,
                                            ZH_N("the workbook has no sheet “{sheet}”; it has: {present}"), ""};
inline constexpr DiagnosticKind kNodeSilent{
    "E271", Severity::error, ZH_N("ClickHouse does not answer: {why}"),
    ZH_N("start the node or mend the address in [engine], then run it again: nothing was counted or stored by halves")};
inline constexpr DiagnosticKind kNotSent{"E272", Severity::error,
                                         ZH_N("ClickHouse does not hold the records of this project as they are: {why}"),
                                         ZH_N("run: zhiheng ingest")};
inline constexpr DiagnosticKind kSourceSilent{
    "E274", Severity::error, ZH_N("ClickHouse does not answer: {why}"),
    ZH_N("start the server or mend its address, then run it again: the rows that were accepted before are kept")};
inline constexpr DiagnosticKind kSourcePassword{"E275", Severity::error,
                                                ZH_N("the password of the records' server is not there: {where}"),
                                                ZH_N("set the variable or write the file that zhiheng.toml names")};
inline constexpr DiagnosticKind kNoHttp{"E273", Severity::error,
                                        ZH_N("libcurl, which ClickHouse needs, cannot be loaded: {why}"),
                                        ZH_N("install the package libcurl4")};

inline constexpr DiagnosticKind kRecordsRenamed{"E277", Severity::error,
                                                ZH_N("the records of this file are simulated, but its name no longer says so"),
                                                ZH_N("let its name begin with {mark}, or take it out: it holds no real case")};

}  // namespace zh::ingest
