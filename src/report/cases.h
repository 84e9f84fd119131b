#pragma once
#include <optional>
#include <string>
#include <vector>

#include "report/phrase.h"
#include "report/session.h"

/// How many cases a rate rests on. A pass rate of 15 batches moves by 6.67 percentage points with each batch that fails, so a
/// change between rates of few cases is said with reserve. What is few is declared in zhiheng.toml ([numbers] few); the default
/// of 30 is the least denominator for which the National Center for Health Statistics of the United States publishes a
/// proportion (Vital and Health Statistics, series 2, no. 175, 2017). No Chinese standard sets a number.
namespace zh::report {

/// The cases of a value that is a rate, by the `base` of its indicator. nullopt when none is declared or known.
std::optional<expr::Value> cases_of(const expr::Environment& environment, const expr::Context& context,
                                    const expr::Value& rate);
/// （2022年仅15批次，升降只作参考）; empty when both years have enough, or nothing is known of them.
std::vector<Part> reserve(const expr::Environment& environment, const expr::Context& context, const expr::Value& rate);

/// Remembers the rates that a table or figure shows, for the note below it.
void see_rates(const Session& session, Remarks& remarks, const expr::Value& value);
/// 2022年监督抽查批次仅15批次，监督抽查合格率的升降只作参考。, one for each rate shown for several periods.
std::vector<document::Inlines> notes_of_few(Session& session, const Remarks& remarks, const WeaveOptions& options);

}  // namespace zh::report
