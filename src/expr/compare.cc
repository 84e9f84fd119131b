#include <algorithm>

#include "expr/values.h"

/// Comparisons: with the year before, with a whole, with a target.
namespace zh::expr {

using catalog::Measure;

/// A growth or share that a department reported, for what x asks. nullopt: none, or none for the members that x selects.
std::optional<Value> Evaluator::reported(const catalog::Indicator* by_report, const Asked& x) {
  if (!by_report) return std::nullopt;
  for (const auto& [breakdown, member] : x.context.members)
    if (x.node->indicator->by.count(breakdown) && !by_report->by.count(breakdown))
      return std::nullopt;  // it speaks of the total
  Value v = indicator(*by_report, x.context, x.years_back);
  return v.number ? std::optional(std::move(v)) : std::nullopt;
}

/// part ÷ whole in `unit`, with one decimal, or as many as an estimate allows. Precondition: comparable units.
Value Evaluator::quotient(const std::string& label, const Value& part, const Value& whole, const Unit& unit) const {
  if (!part.number || !whole.number || whole.number->is_zero()) return missing(label, "", unit, {part.lineage, whole.lineage});
  const Value same = converted(whole, part.unit);
  Value raw;
  raw.number = *part.number / *same.number;
  if (part.interval && same.interval) raw.interval = divide(*part.interval, *same.interval);
  Value result = converted(std::move(raw), unit);
  result.measure = Measure::rate;
  result.decimals = 1;
  result.status = worse(part.status, whole.status);
  Lineage l;
  l.label = label;
  l.formula = label_of(part) + " ÷ " + label_of(whole);
  l.substituted = shown(part) + " ÷ " + shown(same);
  l.number = result.number;
  l.unit = result.unit;
  l.status = result.status;
  l.inputs = {part.lineage, whole.lineage};
  result.lineage = make(std::move(l));
  return result;
}

Value Evaluator::growth(const Node& node, const Context& context, int years_back) {
  const Node& x = *node.children[0];
  if (const catalog::Indicator* subject = subject_of(x))
    if (auto v = reported(environment_.catalog().reported_growth(subject->code), asked(x, context, years_back))) return *v;
  Value now = value(x, context, years_back), before = value(x, context, years_back + 1);
  const std::string label = "同比(" + label_of(now) + ")";
  const bool rate = is_rate_like(now);
  const Unit unit = rate ? difference_unit(now.unit) : kPercent;
  if (now.status == ObsStatus::estimated || before.status == ObsStatus::estimated)
    return missing(label, "所需数据为估计值，不能再用来计算增速", unit, {now.lineage, before.lineage});
  if (!now.number || !before.number) return missing(label, "", unit, {now.lineage, before.lineage});
  Value result;
  Lineage l;
  result.unit = unit;
  if (rate) {
    result.nearly = differ(now, before);
    as_printed_pair(now, before, context.rounding);
    result.number = *now.number - *before.number;
    result.measure = Measure::rate;
    result.decimals = std::max(now.decimals, before.decimals);
    l.formula = label_of(now) + " − " + label_of(before);
    l.substituted = shown(now) + " − " + shown(before);
  } else {
    if (before.number->is_zero()) return missing(label, "上年为零，不计算增速", kPercent, {now.lineage, before.lineage});
    // From a loss to a smaller loss is a rate of the loss; from a loss to a gain is none.
    const bool loss = before.number->sign() < 0;
    if (loss ? now.number->sign() >= 0 : now.number->sign() < 0)
      return missing(label, "两年正负不同，不计算增速", kPercent, {now.lineage, before.lineage});
    result.number = (*now.number - *before.number) / before.number->abs() * Rational(100);
    result.measure = Measure::growth;
    result.decimals = 1;
    const auto base = [&](const std::string& text) { return loss ? "|" + text + "|" : text; };
    l.formula = "(" + label_of(now) + " − " + label_of(before) + ") ÷ " + base(label_of(before));
    l.substituted = "(" + shown(now) + " − " + shown(before) + ") ÷ " + base(shown(before));
  }
  result.status = worse(now.status, before.status);
  l.label = label;
  l.number = result.number;
  l.unit = result.unit;
  l.status = result.status;
  l.inputs = {now.lineage, before.lineage};
  result.lineage = make(std::move(l));
  return result;
}

Value Evaluator::change(const Node& node, const Context& context, int years_back) {
  Value now = value(*node.children[0], context, years_back), before = value(*node.children[0], context, years_back + 1);
  const std::string label = "增减(" + label_of(now) + ")";
  const Unit unit = difference_unit(now.unit);
  if (!now.number || !before.number) return missing(label, "", unit, {now.lineage, before.lineage});
  const bool nearly = is_rate_like(now) && differ(now, before);
  if (is_rate_like(now))
    as_printed_pair(now, before, context.rounding);
  else
    before = converted(std::move(before), now.unit);
  Value result = now;
  result.nearly = nearly;
  result.unit = unit;
  result.number = *now.number - *before.number;
  result.decimals = std::max(now.decimals, before.decimals);
  result.interval = now.interval && before.interval ? std::optional(*now.interval - *before.interval) : std::nullopt;
  result.status = worse(now.status, before.status);
  Lineage l;
  l.label = label;
  l.formula = label_of(now) + " − " + label_of(before);
  l.substituted = shown(now) + " − " + shown(before);
  l.number = result.number;
  l.unit = result.unit;
  l.status = result.status;
  l.inputs = {now.lineage, before.lineage};
  result.lineage = make(std::move(l));
  return result;
}

Value Evaluator::share(const Node& node, const Context& context, int years_back) {
  const Node& x = *node.children[0];
  const Asked part_asked = asked(x, context, years_back);
  const catalog::Indicator* subject = subject_of(x);
  if (node.children.size() == 1 && subject)
    if (auto v = reported(environment_.catalog().reported_share(subject->code), part_asked)) return *v;
  const Value part = value(x, context, years_back);
  const std::string label = "占比(" + label_of(part) + ")";
  if (node.children.size() == 2) return quotient(label, part, value(*node.children[1], context, years_back), kPercent);
  // The whole: the same without the member (of the selection or of the context).
  const auto selects = [&](const auto& member) { return !subject || subject->by.count(member.first) > 0; };
  const bool selected = std::any_of(part_asked.context.members.begin(), part_asked.context.members.end(), selects);
  if (!selected && context.of_whole) return quotient(label, part, part, kPercent);
  if (!selected) return missing(label, "没有上报的比重，也没有写明占什么", kPercent, {part.lineage});
  Context total = part_asked.context;
  total.members.clear();
  const Value whole = value(*part_asked.node, total, part_asked.years_back);
  // A loss is no share of a profit, and a part beside a loss can be more than the whole.
  if (part.number && whole.number && (part.number->sign() < 0 || *part.number > *whole.number))
    return missing(label, "有为负的部分，比重没有意义", kPercent, {part.lineage, whole.lineage});
  return quotient(label, part, whole, kPercent);
}

Value Evaluator::multiple(const Node& node, const Context& context, int years_back) {
  const Value now = value(*node.children[0], context, years_back), before = value(*node.children[0], context, years_back + 1);
  const Unit unit{Unit::Kind::multiple, 0, ""};
  if (now.status == ObsStatus::estimated || before.status == ObsStatus::estimated)
    return missing(node.spelling, "所需数据为估计值，不能再用来计算倍数", unit, {now.lineage, before.lineage});
  if ((before.number && before.number->sign() <= 0) || (now.number && now.number->sign() < 0))
    return missing(node.spelling, "数值为负或上年为零，不计算倍数", unit, {now.lineage, before.lineage});
  return quotient(node.spelling, now, before, unit);
}

/// 目标 and 目标差.
Value Evaluator::target(const Node& node, const Context& context, int years_back) {
  const Node& of = *node.children.back();  // the indicator whose target it is
  const catalog::Indicator* subject = subject_of(of);
  const Asked x = asked(of, context, years_back);
  const catalog::Target* found = catalog::target_for(*subject, x.context.period.last_year() - x.years_back);
  Value goal;
  goal.unit = subject->unit;
  goal.measure = subject->measure;
  Lineage l;
  l.label = subject->name + "目标";
  if (!found)
    return missing(l.label, "目录中没有目标", node.function->op == Op::gap ? difference_unit(goal.unit) : goal.unit, {});
  goal.number = Rational(found->value);
  goal.decimals = found->value.scale();
  l.kind = Lineage::Kind::literal;
  l.number = goal.number;
  l.unit = goal.unit;
  l.note = found->document + (found->clause.empty() ? "" : " " + found->clause);
  goal.lineage = make(l);
  if (node.function->op == Op::target) return goal;

  Value now = value(*node.children[0], context, years_back);
  const std::string goal_label = l.label;
  if (!now.number) return missing(node.spelling, "", difference_unit(now.unit), {now.lineage, goal.lineage});
  const bool nearly = differ(now, goal);
  as_printed_pair(now, goal, context.rounding);
  Value gap = now;
  gap.nearly = nearly;
  gap.number = *now.number - *goal.number;
  gap.decimals = std::max(now.decimals, goal.decimals);
  gap.unit = difference_unit(now.unit);
  Lineage g;
  g.label = node.spelling;
  g.formula = label_of(now) + " − " + goal_label;
  g.substituted = shown(now) + " − " + shown(goal);
  g.number = gap.number;
  g.unit = gap.unit;
  g.status = gap.status;
  g.inputs = {now.lineage, goal.lineage};
  gap.lineage = make(std::move(g));
  return gap;
}

}  // namespace zh::expr
