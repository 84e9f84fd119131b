#pragma once
#include "check/evidence.h"

/// The rule families. Each reads the evidence and what was found before it, and adds relations. check.cc says in which order
/// they run.
namespace zh::check {

void check_table_columns(const Evidence& evidence, Ledger& ledger);
void check_table_outcomes(const Evidence& evidence, Ledger& ledger);
void check_time_rows(const Evidence& evidence, Ledger& ledger);
void check_table_sums(const Evidence& evidence, Ledger& ledger);
void check_table_wholes(const Evidence& evidence, Ledger& ledger);
void check_table_levels(const Evidence& evidence, Ledger& ledger);
void check_sums(const Evidence& evidence, Ledger& ledger);
void check_partitions(const Evidence& evidence, Ledger& ledger);
void check_shares(const Evidence& evidence, Ledger& ledger);
void check_proportions(const Evidence& evidence, Ledger& ledger);
void check_bases(const Evidence& evidence, Ledger& ledger);
void check_swapped_shares(const Evidence& evidence, Ledger& ledger);
void check_base_words(const Evidence& evidence, Ledger& ledger);
void check_reference_rates(const Evidence& evidence, Ledger& ledger);
void check_fractions(const Evidence& evidence, Ledger& ledger);
void check_complements(const Evidence& evidence, Ledger& ledger);
void check_growth(const Evidence& evidence, Ledger& ledger);
void check_paired_growth(const Evidence& evidence, Ledger& ledger);
void check_listed_growth(const Evidence& evidence, Ledger& ledger);
void check_frames(const Evidence& evidence, Ledger& ledger);
void check_frame_lists(const Evidence& evidence, Ledger& ledger);
void check_earlier_rates(const Evidence& evidence, Ledger& ledger);
void check_differences(const Evidence& evidence, Ledger& ledger);
void check_stocks(const Evidence& evidence, Ledger& ledger);
void check_balances(const Evidence& evidence, Ledger& ledger);
void check_points(const Evidence& evidence, Ledger& ledger);
void check_named_points(const Evidence& evidence, Ledger& ledger);
void check_shifts(const Evidence& evidence, Ledger& ledger);
void check_quotients(const Evidence& evidence, Ledger& ledger);
void check_weighted(const Evidence& evidence, Ledger& ledger);
void check_list_shares(const Evidence& evidence, Ledger& ledger);
void check_outcomes(const Evidence& evidence, Ledger& ledger);
void check_indices(const Evidence& evidence, Ledger& ledger);
void check_series(const Evidence& evidence, Ledger& ledger);
void check_slips(const Evidence& evidence, Ledger& ledger);
void check_same(const Evidence& evidence, Ledger& ledger);
void check_named_cells(const Evidence& evidence, Ledger& ledger);
void check_repeats(const Evidence& evidence, Ledger& ledger);
void check_near_repeats(const Evidence& evidence, Ledger& ledger);
void check_counts(const Evidence& evidence, Ledger& ledger);
void check_order(const Evidence& evidence, Ledger& ledger);
void check_chains(const Evidence& evidence, Ledger& ledger);
void check_bounds(const Evidence& evidence, Ledger& ledger);
void check_limits(const Evidence& evidence, Ledger& ledger);
void check_inclusions(const Evidence& evidence, Ledger& ledger);
void check_listed(const Evidence& evidence, Ledger& ledger);
void check_told(const Evidence& evidence, Ledger& ledger);
void check_wording(const Evidence& evidence, Ledger& ledger);
void check_rate_wording(const Evidence& evidence, Ledger& ledger);
void check_directions(const Evidence& evidence, Ledger& ledger);
void check_charts(const Evidence& evidence, Ledger& ledger);
void check_numbering(const Evidence& evidence, Ledger& ledger);
void check_bracket_shares(const Evidence& evidence, Ledger& ledger);
void check_cuts(const Evidence& evidence, Ledger& ledger);
void check_enumerations(const Evidence& evidence, Ledger& ledger);
void check_closed_lists(const Evidence& evidence, Ledger& ledger);
void check_calendar_sums(const Evidence& evidence, Ledger& ledger);
void check_flows(const Evidence& evidence, Ledger& ledger);
void check_averages(const Evidence& evidence, Ledger& ledger);
void check_row_directions(const Evidence& evidence, Ledger& ledger);
void check_statements(const Evidence& evidence, Ledger& ledger);
void check_retold(const Evidence& evidence, Ledger& ledger);
void check_named_lists(const Evidence& evidence, Ledger& ledger);
void check_durations(const Evidence& evidence, Ledger& ledger);
void check_row_years(const Evidence& evidence, Ledger& ledger);
void check_comparisons(const Evidence& evidence, Ledger& ledger);
void check_joint_shares(const Evidence& evidence, Ledger& ledger);
void check_named_ratios(const Evidence& evidence, Ledger& ledger);
void check_siblings(const Evidence& evidence, Ledger& ledger);
void check_told_fractions(const Evidence& evidence, Ledger& ledger);
void check_compared(const Evidence& evidence, Ledger& ledger);
void check_conversions(const Evidence& evidence, Ledger& ledger);
void check_trends(const Evidence& evidence, Ledger& ledger);
void check_margins(const Evidence& evidence, Ledger& ledger);
void check_table_extremes(const Evidence& evidence, Ledger& ledger);
void check_ranked_items(const Evidence& evidence, Ledger& ledger);
void check_carried(const Evidence& evidence, Ledger& ledger);
void check_stages(const Evidence& evidence, Ledger& ledger);
void check_allowed(const Evidence& evidence, Ledger& ledger);
void check_counted(const Evidence& evidence, Ledger& ledger);
void check_extremes(const Evidence& evidence, Ledger& ledger);
void check_ranks(const Evidence& evidence, Ledger& ledger);
void check_announced(const Evidence& evidence, Ledger& ledger);
void check_multiples(const Evidence& evidence, Ledger& ledger);
void check_named_shares(const Evidence& evidence, Ledger& ledger);
void check_summed_shares(const Evidence& evidence, Ledger& ledger);
void check_orphans(const Evidence& evidence, Ledger& ledger);
void check_tops(const Evidence& evidence, Ledger& ledger);
void check_remarks(const Evidence& evidence, Ledger& ledger);

}  // namespace zh::check
