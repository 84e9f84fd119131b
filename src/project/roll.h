#pragma once
#include <map>
#include <string>

#include "project/init.h"
#include "project/roll_years.h"

namespace zh::project {

/// Last year's project as the beginning of this year's, path → bytes:
///
///     zhiheng.toml   period, and the years of the title; the date of issue is left open
///     report/        the chapters, their own years moved (see roll_years.h); lines to look at go to `summary`
///     catalog/       as it is, targets too
///     returns/       last year's workbooks as 2023年-NAME, so that year on year works, and blank ones of the same shape as
///     .xlsx,
///                    earlier years filled in, the new year's cells empty; registers go on
///     returns.toml   a block for each of both
///
/// What belongs to last year's report alone does not go along and is listed: accepted findings, overrides, page numbers, seal,
/// outputs, notes. Empty when the old project cannot be read.
std::map<std::string, std::string> rolled(const InitOptions& options, const World& world, Diagnostics& faults,
                                          InitSummary& summary);

/// Last year's returns.toml with blocks for last year's workbooks (2023年-…) and for this year's. Blocks of workbooks that are
/// history already stay as they are.
std::string rolled_map(const std::string& map, const YearShift& shift);

/// "统计中心.csv" → "统计中心.xlsx"
std::string as_xlsx(const std::string& file);
/// Whether a return is history already: 2022年-统计中心.csv
bool is_history(const std::string& file);

}  // namespace zh::project
