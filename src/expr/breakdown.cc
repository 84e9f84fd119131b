#include <algorithm>
#include <utility>

#include "expr/values.h"

/// Built-ins that run over the members of a breakdown, over regions or over years.
namespace zh::expr {

Value Evaluator::cumulative(const Node& node, const Context& context, int years_back) {
  Asked x = asked(*node.children[0], context, years_back);
  Period& period = x.context.period;
  if (!period.is_range() && period.kind() != Period::Kind::year) {
    // The first halves of three years are not three halves in a row.
    Node by_year = node;
    by_year.by = "year";
    return sum(by_year, context, years_back);
  }
  if (!period.is_range()) period = Period::range(period.moved(1 - context.years), period).value_or(period);
  return value(*x.node, x.context, x.years_back);
}

/// x in the years of the range it selects, else in those that end with its period: a period that x names itself is where the
/// years end, not the year of all of them.
Items Evaluator::years(const Node& x, const Context& context, int years_back, bool one_before) {
  Items items;
  const Asked at = asked(x, context, years_back);
  std::vector<Period> periods;
  if (at.context.period.is_range())
    periods = at.context.period.parts();
  else
    for (int back = context.years - 1; back >= 0; --back) {
      Period period = at.context.period;
      for (int n = 0; n < back; ++n) period = period.year_before();
      periods.push_back(period);
    }
  if (one_before && !periods.empty()) periods.insert(periods.begin(), periods.front().year_before());
  const bool outer = std::exchange(over_years_, true);
  for (const Period& period : periods) {
    Context year = at.context;
    year.period = period;
    for (int n = 0; n < at.years_back; ++n) year.period = year.period.year_before();
    items.push_back({year.period.chinese(), value(*at.node, year, 0), 0});
  }
  over_years_ = outer;
  return items;
}

Items Evaluator::items(const Node& node, const Context& context, int years_back) {
  const Node& x = *node.children[0];
  Items items;
  if (node.by == "year") {
    items = years(x, context, years_back, false);
  } else if (node.by == "region") {
    const bool outer = std::exchange(over_regions_, true);
    for (const std::string& region : environment_.compared_regions()) {
      Context there = context;
      there.region = region;
      Value v = value(x, there, years_back);
      if (v.number) items.push_back({environment_.region_label(region), std::move(v), 0});
    }
    over_regions_ = outer;
  } else if (const catalog::Indicator* subject = subject_of(x)) {
    const bool fresh = over_members_.insert(node.by).second;
    const catalog::MemberList* list = environment_.catalog().list(subject->by.at(node.by));
    for (const std::string& member : environment_.members(*subject, node.by)) {
      Context one = context;
      one.members[node.by] = member;
      items.push_back({member, value(x, one, years_back), 0, list && list->is_rest(member)});
    }
    if (fresh) over_members_.erase(node.by);
  }
  rank(items, context.rounding);
  return items;
}

Value Evaluator::sum(const Node& node, const Context& context, int years_back) {
  const Items all = items(node, context, years_back);
  Value sum;
  Lineage l;
  sum.number = Rational(0);
  sum.interval = Interval::exactly(0);
  for (const Item& item : all) {
    sum.unit = item.value.unit;
    sum.measure = item.value.measure;
    sum.status = worse(sum.status, item.value.status);
    sum.decimals = std::max(sum.decimals, item.value.decimals);
    l.inputs.push_back(item.value.lineage);
    l.formula += (l.formula.empty() ? "" : " + ") + label_of(item.value);
    l.substituted += (l.substituted.empty() ? "" : " + ") + shown(item.value);
    if (!item.value.number) sum.number.reset();
    if (sum.number) sum.number = *sum.number + *item.value.number;
    sum.interval = sum.interval && item.value.interval ? std::optional(*sum.interval + *item.value.interval) : std::nullopt;
  }
  if (all.empty()) sum.number.reset();
  if (!sum.number) {
    sum.interval.reset();
    if (has_value(sum.status)) sum.status = ObsStatus::missing;
  }
  l.label = node.spelling;
  l.number = sum.number;
  l.unit = sum.unit;
  l.status = sum.status;
  sum.lineage = make(std::move(l));
  return sum;
}

Value Evaluator::rank_of(const Node& node, const Context& context, int years_back) {
  const Items all = items(node, context, years_back);
  const Value own = value(*node.children[0], context, years_back);
  Value result;
  Lineage l;
  l.label = node.spelling;
  int last = 0;
  const Asked x = asked(*node.children[0], context, years_back);
  const auto own_member = x.context.members.find(node.by);
  for (const Item& item : all) {
    l.inputs.push_back(item.value.lineage);
    if (item.rank > 0 && own.number && item.value.printed(context.rounding) == own.printed(context.rounding))
      result.number = Rational(item.rank);
    last = std::max(last, item.rank);
  }
  // The remainder is no member among members, whoever has the same value.
  for (const Item& item : all)
    if (item.rest && own_member != x.context.members.end() && own_member->second == item.label) result.number.reset();
  // Of what is better when lower, the lowest is first.
  const catalog::Indicator* subject = subject_of(*node.children[0]);
  if (result.number && subject && subject->better == catalog::Better::lower)
    result.number = Rational(last + 1) - *result.number;
  if (!result.number) result.status = ObsStatus::missing;
  l.number = result.number;
  l.status = result.status;
  result.lineage = make(std::move(l));
  return result;
}

Value Evaluator::count(const Node& node, const Context& context, int years_back) {
  Value result;
  Lineage l;
  l.label = node.spelling;
  int n = 0;
  const bool top = node.function->op == Op::top_count;
  for (const Item& item : top ? best(node, context, years_back) : items(node, context, years_back)) {
    n += item.value.number && !item.rest ? 1 : 0;
    l.inputs.push_back(item.value.lineage);
  }
  result.number = Rational(n);
  l.number = result.number;
  result.lineage = make(std::move(l));
  return result;
}

/// 前合计, 前占比. Where a member is withheld nobody can say which are the first.
Value Evaluator::top_total(const Node& node, const Context& context, int years_back) {
  Value sum;
  Lineage l;
  l.label = node.function->op == Op::top_sum ? node.spelling : "";
  sum.unit = node.children[0]->type.unit;
  sum.measure = node.children[0]->type.measure;
  sum.number = Rational(0);
  sum.interval = Interval::exactly(0);
  for (const Item& item : items(node, context, years_back))
    if (item.value.status == ObsStatus::suppressed) sum.status = item.value.status;
  const Items first = best(node, context, years_back);
  for (const Item& item : first) {
    const Value& v = item.value;
    sum.status = worse(sum.status, v.status);
    sum.decimals = std::max(sum.decimals, v.decimals);
    sum.number = *sum.number + *converted(v, sum.unit).number;
    sum.interval = sum.interval && v.interval ? std::optional(*sum.interval + *v.interval) : std::nullopt;
    l.inputs.push_back(v.lineage);
    l.formula += (l.formula.empty() ? "" : " + ") + label_of(v);
    l.substituted += (l.substituted.empty() ? "" : " + ") + shown(v);
  }
  if (first.empty() && has_value(sum.status)) sum.status = ObsStatus::missing;
  if (!has_value(sum.status)) {
    sum.number.reset();
    sum.interval.reset();
  }
  l.number = sum.number;
  l.unit = sum.unit;
  l.status = sum.status;
  if (l.label.empty()) l.label = "前列之和";
  sum.lineage = make(std::move(l));
  if (node.function->op == Op::top_sum) return sum;
  const Asked x = asked(*node.children[0], context, years_back);
  Context whole = x.context;
  whole.members.erase(node.by);
  return quotient(node.spelling, sum, value(*x.node, whole, x.years_back), kPercent);
}

/// 向下取整, 向上取整: of how many batches may fail at most there is no half.
Value Evaluator::rounded_to_whole(const Node& node, const Context& context, int years_back) {
  Value v = value(*node.children[0], context, years_back);
  Lineage l;
  l.label = node.spelling;
  l.formula = std::string(node.function->doc.name) + "(" + label_of(v) + ")";
  l.substituted = std::string(node.function->doc.name) + "(" + shown(v) + ")";
  if (v.number) {
    Rational whole(round(*v.number, 0, Rounding::half_up));
    const bool down = node.function->op == Op::floor;
    if (down && whole > *v.number) whole = whole - Rational(1);
    if (!down && whole < *v.number) whole = whole + Rational(1);
    v.number = whole;
    v.interval = Interval::exactly(whole);
  }
  v.decimals = 0;
  l.number = v.number;
  l.unit = v.unit;
  l.status = v.status;
  l.inputs = {v.lineage};
  v.lineage = make(std::move(l));
  return v;
}

/// 前, 最大, 最小: by dense rank, so that whatever ties is listed.
Items Evaluator::best(const Node& node, const Context& context, int years_back) {
  Items all = items(node, context, years_back);
  int lowest = 0;
  for (const Item& item : all) lowest = std::max(lowest, item.rank);
  const int from = node.function->op == Op::smallest ? lowest : 1;
  const int to = node.function->takes_count ? node.count.value_or(1) : from;
  std::erase_if(all, [&](const Item& item) { return item.rank < from || item.rank > to || item.rank == 0; });
  std::stable_sort(all.begin(), all.end(), [](const Item& a, const Item& b) { return a.rank < b.rank; });
  return all;
}

}  // namespace zh::expr
