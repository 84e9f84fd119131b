#include <algorithm>

#include "expr/values.h"

namespace zh::expr {

using catalog::Measure;

namespace {
bool is_prior(const Node& node) { return node.kind == Node::Kind::call && node.function->op == Op::prior; }
}  // namespace

const catalog::Indicator* subject_of(const Node& node) {
  if (node.kind == Node::Kind::indicator) return node.indicator;
  if (node.kind == Node::Kind::select || is_prior(node)) return subject_of(*node.children[0]);
  return nullptr;
}

Value Evaluator::missing(const std::string& label, const std::string& note, const Unit& unit,
                         std::vector<LineagePtr> inputs) const {
  Value value;
  value.status = ObsStatus::missing;
  for (const LineagePtr& input : inputs)
    if (input && input->status == ObsStatus::suppressed) value.status = input->status;
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

void Evaluator::select(const Selection& selection, Context& context, int& years_back) const {
  if (!over_years_ && selection.period) context.period = *selection.period;
  years_back += selection.years_back;
  if (!over_regions_ && !selection.region.empty()) context.region = selection.region;
  for (const auto& [breakdown, member] : selection.members)
    if (!over_members_.count(breakdown)) context.members[breakdown] = member;
}

Evaluator::Asked Evaluator::asked(const Node& node, const Context& context, int years_back) const {
  Asked x{&node, context, years_back};
  for (; x.node->kind == Node::Kind::select || is_prior(*x.node); x.node = x.node->children[0].get()) {
    if (is_prior(*x.node))
      ++x.years_back;
    else
      select(x.node->selection, x.context, x.years_back);
  }
  return x;
}

Value Evaluator::indicator(const catalog::Indicator& i, const Context& context, int years_back) {
  store::Key key{i.code, context.region, context.period, {}, {}};
  for (int n = 0; n < years_back; ++n) key.period = key.period.year_before();
  for (const auto& [breakdown, member] : context.members)
    if (i.by.count(breakdown)) key.members[breakdown] = member;
  Value value = environment_.value(key, context);
  if (value.number || !key.period.is_range() || i.measure != Measure::flow) return value;
  Value sum = add_up(i, key, context);
  return sum.number ? sum : value;
}

/// No cumulative figure was reported: the parts of the range, added up.
Value Evaluator::add_up(const catalog::Indicator& i, const store::Key& range, const Context& context) {
  Value sum;
  sum.unit = i.unit;
  sum.measure = i.measure;
  sum.number = Rational(0);
  sum.interval = Interval::exactly(0);
  Lineage l;
  l.label = i.name + "[" + range.period.str() + "]";
  for (const Period& part : range.period.parts()) {
    store::Key one = range;
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
    sum.interval = sum.interval && v.interval ? std::optional(*sum.interval + *v.interval) : std::nullopt;
    sum.decimals = std::max(sum.decimals, v.decimals);
    l.formula += (l.formula.empty() ? "" : " + ") + label_of(v);
    l.substituted += (l.substituted.empty() ? "" : " + ") + shown(v);
  }
  if (i.decimals) sum.decimals = std::min(sum.decimals, *i.decimals);
  l.number = sum.number;
  l.unit = sum.unit;
  l.status = sum.status;
  sum.lineage = make(std::move(l));
  return sum;
}

namespace {
/// Decimals of a product or quotient: of an amount times a number as many as both have; of a rate its own; of a quotient two.
int product_decimals(const Value& a, const Value& b, const Unit& unit, bool divide) {
  constexpr int kQuotient = 2;
  const bool counted_a = a.unit.kind == Unit::Kind::counted, counted_b = b.unit.kind == Unit::Kind::counted;
  if (unit.kind != Unit::Kind::counted)
    return unit.kind == Unit::Kind::none ? kQuotient : std::max({a.decimals, b.decimals, 0});
  if (divide && counted_a && counted_b) return kQuotient;
  const Value &amount = counted_a ? a : b, &factor = counted_a ? b : a;
  const bool literal = factor.lineage && factor.lineage->kind == Lineage::Kind::literal;
  if (divide && literal) return std::max(0, amount.decimals) + 1;
  return std::max(0, amount.decimals) + (literal ? std::max(0, factor.decimals) : 0);
}
}  // namespace

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
      result.nearly = differ(a, b);
      as_printed_pair(a, b, context.rounding);
      result.unit = kPoint;
      result.measure = Measure::rate;
    } else {
      if (!convertible(a.unit, b.unit) ||
          (a.unit.kind != Unit::Kind::counted && !a.unit.comparable(b.unit))) {  // one a ratio, the other a number: 1 + 13.4%
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
    result.measure =
        result.unit.kind == Unit::Kind::counted ? (a.unit.kind == Unit::Kind::counted ? a.measure : b.measure) : Measure::rate;
    result.decimals = product_decimals(a, b, result.unit, divide);
    // In base units, then to the result's own scale.
    const Value x = converted(a, base_unit(a.unit)), y = converted(b, base_unit(b.unit));
    Value raw;
    raw.unit = base_unit(result.unit);
    if (x.number && y.number && !(divide && y.number->is_zero()))
      raw.number = divide ? *x.number / *y.number : *x.number * *y.number;
    if (x.interval && y.interval)
      raw.interval = divide ? zh::divide(*x.interval, *y.interval) : std::optional(*x.interval * *y.interval);
    raw = converted(std::move(raw), result.unit);
    result.number = raw.number;
    result.interval = raw.interval;
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
    if (v->lineage->label.empty() && v->lineage->kind == Lineage::Kind::formula)
      l.inputs.insert(l.inputs.end(), v->lineage->inputs.begin(), v->lineage->inputs.end());
    else
      l.inputs.push_back(v->lineage);
  }
  result.lineage = make(std::move(l));
  return result;
}

Value Evaluator::negated(const Node& node, const Context& context, int years_back) {
  Value v = value(*node.children[0], context, years_back);
  Lineage l;
  l.formula = "−" + label_of(v);
  l.substituted = "−" + shown(v);
  if (v.number) v.number = -*v.number;
  if (v.interval) v.interval = Interval::exactly(0) - *v.interval;
  l.number = v.number;
  l.unit = v.unit;
  l.status = v.status;
  l.inputs = {v.lineage};
  v.lineage = make(std::move(l));
  return v;
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
    case Node::Kind::indicator:
      return indicator(*node.indicator, context, years_back);
    case Node::Kind::select: {
      Context selected = context;
      select(node.selection, selected, years_back);
      return run(*node.children[0], selected, years_back);
    }
    case Node::Kind::negate:
      return negated(node, context, years_back);
    case Node::Kind::call:
      return call(node, context, years_back);
    default:
      return binary(node, context, years_back);
  }
}

Result Evaluator::call(const Node& node, const Context& context, int years_back) {
  const int year = context.period.last_year();
  switch (node.function->op) {
    case Op::growth:
      return growth(node, context, years_back);
    case Op::change:
      return change(node, context, years_back);
    case Op::prior:
      return value(*node.children[0], context, years_back + 1);
    case Op::cumulative:
      return cumulative(node, context, years_back);
    case Op::share:
      return share(node, context, years_back);
    case Op::series:
    case Op::items:
      return items(node, context, years_back);
    case Op::sum:
      return sum(node, context, years_back);
    case Op::rank:
      return rank_of(node, context, years_back);
    case Op::count:
    case Op::top_count:
      return count(node, context, years_back);
    case Op::top_sum:
    case Op::top_share:
      return top_total(node, context, years_back);
    case Op::floor:
    case Op::ceil:
      return rounded_to_whole(node, context, years_back);
    case Op::top:
    case Op::largest:
    case Op::smallest:
      return best(node, context, years_back);
    case Op::target:
    case Op::gap:
      return target(node, context, years_back);
    case Op::multiple:
      return multiple(node, context, years_back);
    case Op::word_year:
      return std::to_string(year);
    case Op::word_year_name:
      return context.period.chinese();
    case Op::word_end:
      return context.period.kind() == Period::Kind::year ? std::to_string(year) + "年底" : context.period.chinese() + "末";
    case Op::word_span: {
      const auto span = Period::range(context.period.moved(1 - context.years), context.period);
      return span ? span->chinese() : context.period.chinese();
    }
    case Op::word_region:
      return environment_.region_label(context.region);
    case Op::word_last_year:
      return std::to_string(year - 1);
  }
  return std::string();
}

namespace {
/// Inside, every value carries the interval it was printed in; outside, only an estimate does.
void finish(Value& value) {
  if (value.status != ObsStatus::estimated)
    value.interval.reset();
  else if (value.interval)
    value.decimals = decimals_supported(*value.interval, value.decimals);
}
}  // namespace

Items Expression::over_years(const Environment& environment, const Context& context, bool one_before) const {
  Items items = Evaluator(environment, context).over_years(*root_, one_before);
  for (Item& item : items) finish(item.value);
  return items;
}

Result Expression::evaluate(const Environment& environment, const Context& context) const {
  Result result = Evaluator(environment, context).evaluate(*root_);
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

bool Expression::names_period() const {
  for (const Node* node = root_.get(); node->kind == Node::Kind::select; node = node->children[0].get())
    if (node->selection.period) return true;
  return false;
}

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
