#include "check/check.h"

#include <algorithm>

#include "base/text.h"
#include "check/families.h"
#include "check/misses.h"
#include "check/repair.h"
#include "check/rules.h"
#include "check/times.h"

namespace zh::check {
namespace {

std::string unit_text(const Claim& c) {
  using Kind = claim::Numeral::Kind;
  switch (c.kind) {
    case Kind::percent:
    case Kind::part:
      return "%";
    case Kind::permille:
      return "‰";
    case Kind::point:
      return "个百分点";
    case Kind::multiple:
      return "倍";
    default:
      break;
  }
  std::string scale = c.scale == 12 ? "万亿" : c.scale == 8 ? "亿" : c.scale == 4 ? "万" : c.scale == 3 ? "千" : "";
  return scale + to_utf8(c.noun);
}

std::string why_unchecked(const Claim& c) {
  if (!c.reason.empty()) return c.reason;
  if (c.role == Role::count) return "未找到所列各项";
  if (c.vague()) return "约数";
  return "未找到可以核对的另一数字";
}

/// What happens to a number: every numeral of the document is listed.
std::vector<Numeral> numerals(const Evidence& evidence) {
  std::vector<Numeral> out;
  for (const Claim& c : evidence.all) {
    Numeral n;
    n.range = c.range;
    n.text = c.text;
    n.unit = unit_text(c);
    n.role = claim::role_name(c.role);
    if (c.role != Role::date && c.role != Role::label) {
      const Rational scale = Rational::power_of_ten(c.kind == claim::Numeral::Kind::permille ? -1 : c.scale);
      n.value = scale == Rational(1) ? c.value : Interval{c.value.low / scale, c.value.high / scale};
      n.subject = to_utf8(c.name);
      n.period = to_utf8(period(evidence, c));
    }
    n.reason = why_unchecked(c);
    out.push_back(std::move(n));
  }
  return out;
}

std::vector<Finding> findings(const Evidence& evidence, const Ledger& ledger, const std::vector<Relation>& relations) {
  std::vector<Finding> out;
  for (std::size_t i = 0; i < relations.size(); ++i) {
    const Relation& r = relations[i];
    if (r.verdict != Verdict::contradictory) continue;
    Finding f;
    f.rule = r.rule;
    f.weight = ledger.entries()[i].weight == 0 ? Weight::error : Weight::warning;
    f.message = r.message;
    if (r.result) f.numbers.push_back(*r.result);
    for (const int id : r.operands) f.numbers.push_back(id);
    f.relations = {static_cast<int>(i)};
    if (r.result)
      f.range = evidence[*r.result].range;
    else if (!r.operands.empty())
      f.range = evidence[r.operands.front()].range;
    else if (!r.spans.empty())
      f.range = r.spans.front();
    if (!r.repairs.empty()) {
      const Repair& best = r.repairs.front();
      const std::string old = number_text(evidence, best.number);
      f.repair = "若" + old + "应为" + best.replacement;
      for (const Repair::Change& c : best.also) f.repair += "、" + number_text(evidence, c.number) + "应为" + c.replacement;
      f.repair += best.clears.size() > 1 ? "，则" + std::to_string(best.clears.size()) + "处矛盾一并消除" : "，则一致";
      if (!best.cause.empty()) f.repair += "（" + best.cause + "）";
    }
    out.push_back(std::move(f));
  }
  for (const Remark& remark : ledger.remarks) {
    Finding f;
    f.rule = remark.rule;
    f.weight = Weight::note;
    f.message = remark.message;
    f.numbers = remark.numbers;
    f.range = remark.range;
    out.push_back(std::move(f));
  }
  std::stable_sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) {
    return std::pair(a.weight, a.range.start) < std::pair(b.weight, b.range.start);
  });
  return out;
}

}  // namespace

Result check(const readback::Reading& reading) {
  const Claims claims = claim::understand(reading);
  const Evidence evidence(reading, claims);
  Ledger ledger(evidence);
  check_table_columns(evidence, ledger);
  check_table_outcomes(evidence, ledger);
  check_time_rows(evidence, ledger);
  check_table_sums(evidence, ledger);
  check_running_totals(evidence, ledger);
  check_twofold_rows(evidence, ledger);
  check_table_levels(evidence, ledger);
  check_table_wholes(evidence, ledger);
  check_sums(evidence, ledger);
  check_partitions(evidence, ledger);
  check_paired_shares(evidence, ledger);
  check_shares(evidence, ledger);
  check_proportions(evidence, ledger);
  check_bases(evidence, ledger);
  check_swapped_shares(evidence, ledger);
  check_base_words(evidence, ledger);
  check_earlier_rates(evidence, ledger);
  check_complements(evidence, ledger);
  check_listed_growth(evidence, ledger);
  check_frames(evidence, ledger);
  check_frame_lists(evidence, ledger);
  check_told_growth(evidence, ledger);
  check_year_lists(evidence, ledger);
  check_growth(evidence, ledger);
  check_cell_changes(evidence, ledger);
  check_paired_growth(evidence, ledger);
  check_differences(evidence, ledger);
  check_balances(evidence, ledger);
  check_stocks(evidence, ledger);
  check_points(evidence, ledger);
  check_reference_rates(evidence, ledger);
  check_named_points(evidence, ledger);
  check_shifts(evidence, ledger);
  check_quotients(evidence, ledger);
  const std::size_t weighed = check_weighted(evidence, ledger, 0);
  check_fractions(evidence, ledger);
  check_list_shares(evidence, ledger);
  check_outcomes(evidence, ledger);
  check_indices(evidence, ledger);
  check_series(evidence, ledger);
  check_slips(evidence, ledger);
  check_same(evidence, ledger);
  check_named_cells(evidence, ledger);
  check_repeats(evidence, ledger);
  check_near_repeats(evidence, ledger);
  check_told_twice(evidence, ledger);
  check_referred(evidence, ledger);
  check_list_echoes(evidence, ledger);
  check_names_before(evidence, ledger);
  check_counts(evidence, ledger);
  check_order(evidence, ledger);
  check_chains(evidence, ledger);
  check_bounds(evidence, ledger);
  check_limits(evidence, ledger);
  check_inclusions(evidence, ledger);
  check_land(evidence, ledger);
  check_listed(evidence, ledger);
  check_told(evidence, ledger);
  check_wording(evidence, ledger);
  check_rate_wording(evidence, ledger);
  check_directions(evidence, ledger);
  check_numbering(evidence, ledger);
  check_charts(evidence, ledger);
  check_enumerations(evidence, ledger);
  check_closed_lists(evidence, ledger);
  check_coordinates(evidence, ledger);
  check_rests(evidence, ledger);
  check_bracket_shares(evidence, ledger);
  check_cuts(evidence, ledger);
  check_calendar_sums(evidence, ledger);
  check_flows(evidence, ledger);
  check_averages(evidence, ledger);
  check_row_directions(evidence, ledger);
  check_statements(evidence, ledger);
  check_retold(evidence, ledger);
  check_listed_cells(evidence, ledger);
  check_cell_points(evidence, ledger);
  check_named_lists(evidence, ledger);
  check_list_totals(evidence, ledger);
  check_named_balances(evidence, ledger);
  check_named_differences(evidence, ledger);
  check_spelled_differences(evidence, ledger);
  check_durations(evidence, ledger);
  check_row_years(evidence, ledger);
  check_comparisons(evidence, ledger);
  check_joint_shares(evidence, ledger);
  check_named_ratios(evidence, ledger);
  check_announced(evidence, ledger);
  check_counted(evidence, ledger);
  check_told_fractions(evidence, ledger);
  check_compared(evidence, ledger);
  check_conversions(evidence, ledger);
  check_trends(evidence, ledger);
  check_margins(evidence, ledger);
  check_extremes(evidence, ledger);
  check_ranks(evidence, ledger);
  check_stages(evidence, ledger);
  check_month_totals(evidence, ledger);
  check_among(evidence, ledger);
  check_below_colon(evidence, ledger);
  check_list_wholes(evidence, ledger);
  check_accidents(evidence, ledger);
  check_segment_heads(evidence, ledger);
  check_share_moves(evidence, ledger);
  check_allowed(evidence, ledger);
  check_table_extremes(evidence, ledger);
  check_tops(evidence, ledger);
  check_ranked_items(evidence, ledger);
  check_carried(evidence, ledger);
  check_siblings(evidence, ledger);
  check_multiples(evidence, ledger);
  check_outcome_pairs(evidence, ledger);
  check_named_shares(evidence, ledger);
  check_contributions(evidence, ledger);
  check_cell_shares(evidence, ledger);
  check_structure_tables(evidence, ledger);
  check_compared_rates(evidence, ledger);
  check_summed_shares(evidence, ledger);
  check_opened_lists(evidence, ledger);
  check_industries(evidence, ledger);
  check_record_sums(evidence, ledger);
  check_column_totals(evidence, ledger);
  check_column_names(evidence, ledger);
  check_row_totals(evidence, ledger);
  check_cell_lists(evidence, ledger);
  check_summed_changes(evidence, ledger);
  check_parallel_sums(evidence, ledger);
  check_parallel_lines(evidence, ledger);
  check_announced_totals(evidence, ledger);
  check_headed_lists(evidence, ledger);
  check_divisions(evidence, ledger);
  check_whole_shares(evidence, ledger);
  check_proved_sums(evidence, ledger);
  check_weighted(evidence, ledger, weighed);  // the sums that rules since then found
  check_near_lists(evidence, ledger);
  check_joint_directions(evidence, ledger);
  check_told_cells(evidence, ledger);
  check_row_echoes(evidence, ledger);
  check_table_means(evidence, ledger);
  check_sorted_rows(evidence, ledger);
  check_unit_slips(evidence, ledger);
  check_title_months(evidence, ledger);
  check_base_names(evidence, ledger);
  check_orphans(evidence, ledger);
  settle_misses(evidence, ledger);
  check_remarks(evidence, ledger);

  Result result;
  result.numbers = numerals(evidence);
  for (Ledger::Entry& e : ledger.entries()) {
    Relation r;
    r.rule = e.rule;
    r.kind = std::string(e.kind);
    r.verdict = e.verdict;
    if (e.result >= 0) r.result = e.result;
    r.operands = std::move(e.operands);
    r.spans = std::move(e.spans);
    r.formula = std::move(e.formula);
    r.computed = std::move(e.computed);
    r.message = std::move(e.message);
    r.truncation = e.truncation;
    const auto touch = [&](int id) {
      Numeral& n = result.numbers[static_cast<std::size_t>(id)];
      if (e.verdict == Verdict::undecided) return;
      if (e.verdict == Verdict::contradictory)
        n.status = Status::conflicting;
      else if (n.status == Status::unchecked)
        n.status = Status::checked;
      n.reason.clear();
    };
    if (r.result) touch(*r.result);
    for (const int id : r.operands) touch(id);
    result.relations.push_back(std::move(r));
  }
  find_repairs(evidence, ledger, result.relations);
  result.findings = findings(evidence, ledger, result.relations);
  return result;
}

}  // namespace zh::check
