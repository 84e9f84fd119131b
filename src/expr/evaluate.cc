#include <algorithm>

#include "expr/node.h"

namespace zh::expr {
namespace {

using catalog::Measure;

bool is_rate(const Unit& unit) { return unit.kind == Unit::Kind::ratio || unit.kind == Unit::Kind::point; }
bool is_rate_like(const Value& value) {
  return is_rate(value.unit) || value.measure == Measure::rate || value.measure == Measure::growth || value.measure == Measure::index;
}
const Unit kPercent{Unit::Kind::ratio, -2, ""};
const Unit kPoint{Unit::Kind::point, -2, ""};

std::string shown(const Value& value) {
  if (!value.number) return "—";
  return value.number->str_decimal(6) + (value.unit.kind == Unit::Kind::ratio ? value.unit.str() : "");
}
std::string label_of(const Value& value) { return value.lineage ? value.lineage->label.empty() ? value.lineage->formula : value.lineage->label : ""; }

ObsStatus worse(ObsStatus a, ObsStatus b) {
  if (!has_value(a)) return a;
  if (!has_value(b)) return b;
  for (const ObsStatus s : {ObsStatus::estimated, ObsStatus::provisional})
    if (a == s || b == s) return s;
  return ObsStatus::normal;
}

LineagePtr make(Lineage lineage) { return std::make_shared<const Lineage>(std::move(lineage)); }

/// The value as it is printed, with the tie to the exact one.
Value as_printed(const Value& value, Rounding rounding) {
  if (!value.number) return value;
  Value printed = value;
  printed.number = Rational(value.printed(rounding));
  printed.interval.reset();
  if (*printed.number == *value.number) return value;
  Lineage l;
  l.kind = Lineage::Kind::printed;
  l.label = label_of(value);
  l.substituted = printed.number->str_decimal(6);
  l.number = printed.number;
  l.unit = value.unit;
  l.status = value.status;
  l.inputs = {value.lineage};
  printed.lineage = make(std::move(l));
  return printed;
}

/// Ranks by value from high to low; ties share a rank, missing has none.
void rank(Items& items) {
  std::vector<Rational> values;
  for (const Item& item : items)
    if (item.value.number) values.push_back(*item.value.number);
  std::sort(values.begin(), values.end(), std::greater<>());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  for (Item& item : items) {
    if (!item.value.number) continue;
    const auto at = std::lower_bound(values.begin(), values.end(), *item.value.number, std::greater<>());
    item.rank = static_cast<int>(at - values.begin()) + 1;
  }
}

}  // namespace

bool convertible(const Unit& from, const Unit& to) {
  if (from.comparable(to)) return true;
  const auto pure = [](const Unit& u) { return u.kind == Unit::Kind::none || u.kind == Unit::Kind::ratio || u.kind == Unit::Kind::multiple; };
  return pure(from) && pure(to);
}

Value converted(Value value, const Unit& to) {
  const int shift = value.unit.scale - to.scale;
  if (value.number && shift != 0) value.number = *value.number * Rational::power_of_ten(shift);
  if (value.interval && shift != 0) {
    const Rational factor = Rational::power_of_ten(shift);
    value.interval = Interval{value.interval->low * factor, value.interval->high * factor};
  }
  value.decimals -= shift;
  value.unit = to;
  return value;
}

std::optional<Unit> product_unit(const Unit& a, const Unit& b, bool divide) {
  const auto pure = [](const Unit& u) { return u.kind != Unit::Kind::counted; };
  if (pure(a) && pure(b)) return Unit{};
  if (pure(b)) return a;
  if (pure(a)) return divide ? std::nullopt : std::optional(b);
  if (!divide) return std::nullopt;
  if (a.noun == b.noun) return Unit{};
  Unit unit = a;
  unit.scale = a.scale - b.scale;
  unit.noun = a.noun + "/" + b.noun;
  return unit;
}

const catalog::Indicator* subject_of(const Node& node) {
  if (node.kind == Node::Kind::indicator) return node.indicator;
  if (node.kind == Node::Kind::select) return subject_of(*node.children[0]);
  return nullptr;
}

Value Evaluator::missing(const std::string& label, const std::string& note, const Unit& unit, std::vector<LineagePtr> inputs) const {
  Value value;
  value.status = ObsStatus::missing;
  value.unit = unit;
  Lineage l;
  l.kind = Lineage::Kind::missing;
  l.label = label;
  l.note = note;
  l.unit = unit;
  l.status = value.status;
  l.inputs = std::move(inputs);
  value.lineage = make(std::move(l));
  return value;
}

Value Evaluator::indicator(const catalog::Indicator& i, const Context& context, int years_back) {
  store::Key key{i.code, context.region, context.period, {}, {}};
  for (int n = 0; n < years_back; ++n) key.period = key.period.year_before();
  for (const auto& [breakdown, member] : context.members)
    if (i.by.count(breakdown)) key.members[breakdown] = member;
  Value value = environment_.value(key, context);
  if (value.number || !key.period.is_range() || i.measure != Measure::flow) return value;
  // No cumulative figure was reported: add the parts up.
  Value sum;
  sum.unit = i.unit;
  sum.measure = i.measure;
  sum.number = Rational(0);
  sum.interval = Interval::exactly(0);
  Lineage l;
  l.label = i.name + "[" + key.period.str() + "]";
  for (const Period& part : key.period.parts()) {
    store::Key one = key;
    one.period = part;
    const Value v = environment_.value(one, context);
    sum.status = worse(sum.status, v.status);
    l.inputs.push_back(v.lineage);
    if (!v.number) {
      sum.number.reset();
      sum.interval.reset();
      continue;
    }
    if (sum.number) sum.number = *sum.number + *v.number;
    if (sum.interval && v.interval) sum.interval = *sum.interval + *v.interval;
    sum.decimals = std::max(sum.decimals, v.decimals);
    l.formula += (l.formula.empty() ? "" : " + ") + label_of(v);
    l.substituted += (l.substituted.empty() ? "" : " + ") + shown(v);
  }
  if (!sum.number) return value;
  if (i.decimals) sum.decimals = std::min(sum.decimals, *i.decimals);
  l.number = sum.number;
  l.unit = sum.unit;
  l.status = sum.status;
  sum.lineage = make(std::move(l));
  return sum;
}

Value Evaluator::binary(const Node& node, const Context& context, int years_back) {
  Value a = value(*node.children[0], context, years_back), b = value(*node.children[1], context, years_back);
  const bool divide = node.kind == Node::Kind::divide;
  const bool subtract = node.kind == Node::Kind::subtract;
  const char* symbol = divide ? " ÷ " : subtract ? " − " : node.kind == Node::Kind::add ? " + " : " × ";
  Value result;
  const LineagePtr exact_a = a.lineage, exact_b = b.lineage;
  if (node.kind == Node::Kind::add || subtract) {
    if (subtract && a.unit.kind == Unit::Kind::ratio && b.unit.kind == Unit::Kind::ratio) {
      // A difference of two printed rates is the difference of what the reader sees.
      a = as_printed(a, context.rounding);
      b = converted(as_printed(b, context.rounding), a.unit);
      result.unit = kPoint;
      result.measure = Measure::rate;
    } else {
      if (!a.unit.comparable(b.unit)) {  // one a ratio, the other a number: 1 + 13.4%
        a = converted(a, Unit{});
        b = converted(b, Unit{});
      } else {
        b = converted(b, a.unit);
      }
      result.unit = a.unit;
      result.measure = a.measure;
    }
    result.decimals = std::max(a.decimals, b.decimals);
    if (a.number && b.number) result.number = subtract ? *a.number - *b.number : *a.number + *b.number;
    if (a.interval && b.interval) result.interval = subtract ? *a.interval - *b.interval : *a.interval + *b.interval;
  } else {
    result.unit = product_unit(a.unit, b.unit, divide).value_or(Unit{});
    result.measure = result.unit.kind == Unit::Kind::counted ? (a.unit.kind == Unit::Kind::counted ? a.measure : b.measure) : Measure::rate;
    result.decimals = result.unit.kind == Unit::Kind::counted ? std::max(0, a.unit.kind == Unit::Kind::counted ? a.decimals : b.decimals) : 2;
    // In base units, then to the result's own scale.
    const auto base = [](const Value& v) { return converted(v, Unit{v.unit.kind, 0, v.unit.noun}); };
    const Value x = base(a), y = base(b);
    const Rational scale = Rational::power_of_ten(-result.unit.scale);
    if (x.number && y.number && !(divide && y.number->is_zero()))
      result.number = (divide ? *x.number / *y.number : *x.number * *y.number) * scale;
    if (x.interval && y.interval) {
      result.interval = divide ? zh::divide(*x.interval, *y.interval) : std::optional(*x.interval * *y.interval);
      if (result.interval) result.interval = *result.interval * Interval::exactly(scale);
    }
  }
  result.status = worse(a.status, b.status);
  if (!result.number && has_value(result.status)) result.status = ObsStatus::missing;  // division by zero
  const auto wrap = [&](const Node& child, const std::string& text, bool right) {
    const bool sum = child.kind == Node::Kind::add || child.kind == Node::Kind::subtract;
    const bool product = child.kind == Node::Kind::multiply || child.kind == Node::Kind::divide;
    const bool multiplicative = node.kind == Node::Kind::multiply || divide;
    if ((sum && (multiplicative || (right && subtract))) || (product && right && divide)) return "(" + text + ")";
    return text;
  };
  Lineage l;
  const auto part = [&](const Node& child, const Value& v, bool right, bool numbers) {
    const Lineage* inner = v.lineage.get();
    const bool leaf = !inner || !inner->label.empty() || inner->formula.empty();
    if (leaf) return numbers ? shown(v) : (inner ? inner->label : "");
    return wrap(child, numbers ? inner->substituted : inner->formula, right);
  };
  l.formula = part(*node.children[0], a, false, false) + symbol + part(*node.children[1], b, true, false);
  l.substituted = part(*node.children[0], a, false, true) + symbol + part(*node.children[1], b, true, true);
  l.number = result.number;
  l.unit = result.unit;
  l.status = result.status;
  for (const Value* v : {&a, &b}) {
    if (!v->lineage || v->lineage->kind == Lineage::Kind::literal) continue;
    // A sub-expression without a name of its own is shown by its operands.
    if (v->lineage->label.empty() && v->lineage->kind == Lineage::Kind::formula) l.inputs.insert(l.inputs.end(), v->lineage->inputs.begin(), v->lineage->inputs.end());
    else l.inputs.push_back(v->lineage);
  }
  result.lineage = make(std::move(l));
  return result;
}

Value Evaluator::growth(const Node& node, const Context& context, int years_back) {
  const Node& x = *node.children[0];
  if (const catalog::Indicator* subject = subject_of(x)) {
    if (const catalog::Indicator* reported = environment_.catalog().reported_growth(subject->code)) {
      // The same selection, asked of the reported growth.
      Node substitute;
      substitute.kind = Node::Kind::indicator;
      substitute.indicator = reported;
      Context selected = context;
      for (const Node* n = &x; n->kind == Node::Kind::select; n = n->children[0].get()) {
        if (n->selection.period) selected.period = *n->selection.period;
        if (!n->selection.region.empty()) selected.region = n->selection.region;
        for (const auto& [k, m] : n->selection.members) selected.members[k] = m;
        years_back += n->selection.years_back;
      }
      const Value v = indicator(*reported, selected, years_back);
      if (v.number) return v;
    }
  }
  Value now = value(x, context, years_back), before = value(x, context, years_back + 1);
  const std::string label = "同比(" + label_of(now) + ")";
  const bool rate = is_rate_like(now);
  if (now.status == ObsStatus::estimated || before.status == ObsStatus::estimated)
    return missing(label, "所需数据为估计值，不能再用来计算增速", rate ? kPoint : kPercent, {now.lineage, before.lineage});
  if (!now.number || !before.number) return missing(label, "", rate ? kPoint : kPercent, {now.lineage, before.lineage});
  Value result;
  Lineage l;
  if (rate) {
    now = as_printed(now, context.rounding);
    before = as_printed(before, context.rounding);
    result.number = *now.number - *before.number;
    result.unit = now.unit.kind == Unit::Kind::ratio ? kPoint : now.unit;
    result.measure = Measure::rate;
    result.decimals = std::max(now.decimals, before.decimals);
    l.formula = label_of(now) + " − " + label_of(before);
    l.substituted = shown(now) + " − " + shown(before);
  } else {
    if (before.number->is_zero()) return missing(label, "上年为零，不计算增速", kPercent, {now.lineage, before.lineage});
    result.number = (*now.number - *before.number) / before.number->abs() * Rational(100);
    result.unit = kPercent;
    result.measure = Measure::growth;
    result.decimals = 1;
    l.formula = "(" + label_of(now) + " − " + label_of(before) + ") ÷ " + label_of(before);
    l.substituted = "(" + shown(now) + " − " + shown(before) + ") ÷ " + shown(before);
  }
  result.status = worse(now.status, before.status);
  l.label = label;
  l.number = result.number;
  l.unit = result.unit;
  l.inputs = {now.lineage, before.lineage};
  result.lineage = make(std::move(l));
  return result;
}

Value Evaluator::change(const Node& node, const Context& context, int years_back) {
  Value now = value(*node.children[0], context, years_back), before = value(*node.children[0], context, years_back + 1);
  const std::string label = "增减(" + label_of(now) + ")";
  if (!now.number || !before.number) return missing(label, "", now.unit, {now.lineage, before.lineage});
  Value result = now;
  if (is_rate_like(now)) {
    now = as_printed(now, context.rounding);
    before = as_printed(before, context.rounding);
    if (now.unit.kind == Unit::Kind::ratio) result.unit = kPoint;
  }
  before = converted(before, now.unit);
  result.number = *now.number - *before.number;
  result.decimals = std::max(now.decimals, before.decimals);
  if (now.interval && before.interval) result.interval = *now.interval - *before.interval;
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
  const catalog::Indicator* subject = subject_of(x);
  if (node.children.size() == 1 && subject) {
    if (const catalog::Indicator* reported = environment_.catalog().reported_share(subject->code)) {
      const Value v = indicator(*reported, context, years_back);
      if (v.number) return v;
    }
  }
  const Value part = value(x, context, years_back);
  Value whole;
  if (node.children.size() == 2) {
    whole = value(*node.children[1], context, years_back);
  } else {
    // The whole: the same without the member (in the selection or in the context).
    const Node* inner = &x;
    Context total = context;
    while (inner->kind == Node::Kind::select) {
      if (inner->selection.period) total.period = *inner->selection.period;
      if (!inner->selection.region.empty()) total.region = inner->selection.region;
      years_back += inner->selection.years_back;
      inner = inner->children[0].get();
    }
    total.members.clear();
    whole = value(*inner, total, years_back);
  }
  const std::string label = "占比(" + label_of(part) + ")";
  if (!part.number || !whole.number || whole.number->is_zero()) return missing(label, "", kPercent, {part.lineage, whole.lineage});
  const Value same = converted(whole, part.unit);
  Value result;
  result.number = *part.number / *same.number * Rational(100);
  result.unit = kPercent;
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

Value Evaluator::cumulative(const Node& node, const Context& context, int years_back) {
  const Node* x = node.children[0].get();
  const Node* inner = x;
  Context range = context;
  while (inner->kind == Node::Kind::select) {
    if (inner->selection.period) range.period = *inner->selection.period;
    if (!inner->selection.region.empty()) range.region = inner->selection.region;
    for (const auto& [k, m] : inner->selection.members) range.members[k] = m;
    years_back += inner->selection.years_back;
    inner = inner->children[0].get();
  }
  if (!range.period.is_range()) {
    const int back = context.years - 1;
    range.period = Period::range(range.period.moved(-back), range.period).value_or(range.period);
  }
  return value(*inner, range, years_back);
}

Items Evaluator::items(const Node& node, const Context& context, int years_back) {
  const Node& x = *node.children[0];
  Items items;
  if (node.by == "year") {
    for (int back = context.years - 1; back >= 0; --back) {
      Context year = context;
      year.period = context.period.moved(-back);
      items.push_back({year.period.chinese(), value(x, year, years_back), 0});
    }
  } else if (node.by == "region") {
    for (const std::string& region : environment_.regions()) {
      Context there = context;
      there.region = region;
      Value v = value(x, there, years_back);
      if (v.number) items.push_back({environment_.region_label(region), std::move(v), 0});
    }
  } else if (const catalog::Indicator* subject = subject_of(x)) {
    for (const std::string& member : environment_.members(*subject, node.by)) {
      Context one = context;
      one.members[node.by] = member;
      items.push_back({member, value(x, one, years_back), 0});
    }
  }
  rank(items);
  return items;
}

Value Evaluator::value(const Node& node, const Context& context, int years_back) {
  Result result = run(node, context, years_back);
  if (auto* v = std::get_if<Value>(&result)) return std::move(*v);
  return missing("", "", Unit{}, {});
}

Result Evaluator::run(const Node& node, const Context& context, int years_back) {
  switch (node.kind) {
    case Node::Kind::number: {
      Value v;
      v.number = Rational(node.number);
      v.decimals = node.number.scale();
      v.interval = Interval::exactly(*v.number);
      Lineage l;
      l.kind = Lineage::Kind::literal;
      l.label = node.number.str();
      l.number = v.number;
      v.lineage = make(std::move(l));
      return v;
    }
    case Node::Kind::indicator: return indicator(*node.indicator, context, years_back);
    case Node::Kind::select: {
      Context selected = context;
      if (node.selection.period) selected.period = *node.selection.period;
      if (!node.selection.region.empty()) selected.region = node.selection.region;
      for (const auto& [breakdown, member] : node.selection.members) selected.members[breakdown] = member;
      return run(*node.children[0], selected, years_back + node.selection.years_back);
    }
    case Node::Kind::negate: {
      Value v = value(*node.children[0], context, years_back);
      if (v.number) v.number = -*v.number;
      if (v.interval) v.interval = Interval::exactly(0) - *v.interval;
      Lineage l;
      l.formula = "−" + label_of(v);
      l.substituted = "−" + shown(v);
      l.number = v.number;
      l.unit = v.unit;
      l.status = v.status;
      l.inputs = {v.lineage};
      v.lineage = make(std::move(l));
      return v;
    }
    case Node::Kind::call: return call(node, context, years_back);
    default: return binary(node, context, years_back);
  }
}

Result Evaluator::call(const Node& node, const Context& context, int years_back) {
  const int year = context.period.last_year();
  switch (node.function->op) {
    case Op::growth: return growth(node, context, years_back);
    case Op::change: return change(node, context, years_back);
    case Op::prior: return value(*node.children[0], context, years_back + 1);
    case Op::cumulative: return cumulative(node, context, years_back);
    case Op::share: return share(node, context, years_back);
    case Op::series:
    case Op::items: return items(node, context, years_back);
    case Op::sum: {
      Value sum;
      Lineage l;
      const Items all = items(node, context, years_back);
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
        if (sum.interval && item.value.interval) sum.interval = *sum.interval + *item.value.interval;
      }
      if (all.empty()) sum.number.reset();
      if (!sum.number && has_value(sum.status)) sum.status = ObsStatus::missing;
      l.label = node.spelling;
      l.number = sum.number;
      l.unit = sum.unit;
      l.status = sum.status;
      sum.lineage = make(std::move(l));
      return sum;
    }
    case Op::rank: {
      const Items all = items(node, context, years_back);
      const Value own = value(*node.children[0], context, years_back);
      Value result;
      Lineage l;
      l.label = node.spelling;
      for (const Item& item : all) {
        l.inputs.push_back(item.value.lineage);
        if (item.value.number && own.number && *item.value.number == *own.number) result.number = Rational(item.rank);
      }
      if (!result.number) result.status = ObsStatus::missing;
      l.number = result.number;
      l.status = result.status;
      result.lineage = make(std::move(l));
      return result;
    }
    case Op::count: {
      const Items all = items(node, context, years_back);
      Value result;
      Lineage l;
      l.label = node.spelling;
      int n = 0;
      for (const Item& item : all) {
        n += item.value.number ? 1 : 0;
        l.inputs.push_back(item.value.lineage);
      }
      result.number = Rational(n);
      l.number = result.number;
      result.lineage = make(std::move(l));
      return result;
    }
    case Op::top:
    case Op::largest:
    case Op::smallest: {
      Items all = items(node, context, years_back);
      int lowest = 0;
      for (const Item& item : all) lowest = std::max(lowest, item.rank);
      const int from = node.function->op == Op::smallest ? lowest : 1;
      const int to = node.function->op == Op::top ? node.count.value_or(1) : from;
      std::erase_if(all, [&](const Item& item) { return item.rank < from || item.rank > to || item.rank == 0; });
      std::stable_sort(all.begin(), all.end(), [](const Item& a, const Item& b) { return a.rank < b.rank; });
      return all;
    }
    case Op::target:
    case Op::gap: {
      const catalog::Indicator* subject = subject_of(*node.children[0]);
      const catalog::Target* target = nullptr;
      for (const catalog::Target& t : subject->targets)
        if (!target || (t.by >= year && (target->by < year || t.by < target->by))) target = &t;
      Value goal;
      goal.unit = subject->unit;
      goal.measure = subject->measure;
      Lineage l;
      l.label = subject->name + "目标";
      if (!target) return missing(l.label, "目录中没有目标", goal.unit, {});
      goal.number = Rational(target->value);
      goal.decimals = target->value.scale();
      l.kind = Lineage::Kind::literal;
      l.number = goal.number;
      l.unit = goal.unit;
      l.note = target->document + (target->clause.empty() ? "" : " " + target->clause);
      goal.lineage = make(l);
      if (node.function->op == Op::target) return goal;
      const Value now = as_printed(value(*node.children[0], context, years_back), context.rounding);
      if (!now.number) return missing(node.spelling, "", now.unit, {now.lineage, goal.lineage});
      Value gap = now;
      gap.number = *now.number - *goal.number;
      gap.decimals = std::max(now.decimals, goal.decimals);
      if (gap.unit.kind == Unit::Kind::ratio) gap.unit = kPoint;
      Lineage g;
      g.label = node.spelling;
      g.formula = label_of(now) + " − " + l.label;
      g.substituted = shown(now) + " − " + shown(goal);
      g.number = gap.number;
      g.unit = gap.unit;
      g.status = gap.status;
      g.inputs = {now.lineage, goal.lineage};
      gap.lineage = make(std::move(g));
      return gap;
    }
    case Op::multiple: {
      const Value now = value(*node.children[0], context, years_back), before = value(*node.children[0], context, years_back + 1);
      const Unit unit{Unit::Kind::multiple, 0, ""};
      if (!now.number || !before.number || before.number->is_zero()) return missing(node.spelling, "", unit, {now.lineage, before.lineage});
      Value result;
      result.number = *now.number / *before.number;
      result.unit = unit;
      result.decimals = 1;
      result.status = worse(now.status, before.status);
      Lineage l;
      l.label = node.spelling;
      l.formula = label_of(now) + " ÷ " + label_of(before);
      l.substituted = shown(now) + " ÷ " + shown(before);
      l.number = result.number;
      l.unit = unit;
      l.status = result.status;
      l.inputs = {now.lineage, before.lineage};
      result.lineage = make(std::move(l));
      return result;
    }
    case Op::word_year: return std::to_string(year);
    case Op::word_year_name: return context.period.chinese();
    case Op::word_end: return context.period.kind() == Period::Kind::year ? std::to_string(year) + "年底" : context.period.chinese() + "末";
    case Op::word_span: {
      const auto span = Period::range(context.period.moved(1 - context.years), context.period);
      return span ? span->chinese() : context.period.chinese();
    }
    case Op::word_region: return environment_.region_label(context.region);
    case Op::word_last_year: return std::to_string(year - 1);
  }
  return std::string();
}

Result Expression::evaluate(const Environment& environment, const Context& context) const {
  Result result = Evaluator(environment, context).evaluate(*root_);
  // Inside, every value carries the interval it was printed in; outside, only an estimate does.
  const auto finish = [](Value& value) {
    if (value.status != ObsStatus::estimated) value.interval.reset();
    else if (value.interval) value.decimals = std::min(value.decimals, decimals_supported(*value.interval, value.decimals));
  };
  if (auto* value = std::get_if<Value>(&result)) finish(*value);
  if (auto* items = std::get_if<Items>(&result))
    for (Item& item : *items) finish(item.value);
  return result;
}

Result Expression::evaluate_with_interval(const Environment& environment, const Context& context) const {
  return Evaluator(environment, context).evaluate(*root_);
}

namespace {

void collect(const Node& node, std::set<std::string>& codes) {
  if (node.indicator) codes.insert(node.indicator->code);
  for (const NodePtr& child : node.children) collect(*child, codes);
}

}  // namespace

void Expression::collect_indicators(std::set<std::string>& codes) const { collect(*root_, codes); }

std::vector<store::Origin> origins_of(const Lineage& lineage) {
  std::vector<store::Origin> all;
  std::vector<const Lineage*> stack = {&lineage};
  while (!stack.empty()) {
    const Lineage* node = stack.back();
    stack.pop_back();
    for (const store::Origin& origin : node->origins)
      if (std::find(all.begin(), all.end(), origin) == all.end()) all.push_back(origin);
    for (auto it = node->inputs.rbegin(); it != node->inputs.rend(); ++it)
      if (*it) stack.push_back(it->get());
  }
  return all;
}

}  // namespace zh::expr
