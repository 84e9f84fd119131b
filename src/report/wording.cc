#include "report/wording.h"

#include <algorithm>

#include "base/text.h"
#include "report/codes.h"
#include "report/phrase.h"
#include "report/report.h"

namespace zh::report {
namespace {

using expr::Expression;
using expr::Item;
using expr::Items;
using expr::Value;
using Arguments = std::vector<std::pair<std::string, std::string>>;
using Parts = std::vector<Part>;

/// What a wording is given.
struct Call {
  const char* name;
  const char* parameters;
  const Expression& x;
  const WordingCall& source;
  const Scope& scope;

  Rounding rounding() const { return scope.context.rounding; }
  bool is_rate() const {
    const catalog::Measure m = x.type().measure;
    const Unit::Kind kind = x.type().unit.kind;
    return kind == Unit::Kind::ratio || kind == Unit::Kind::point || m == catalog::Measure::rate ||
           m == catalog::Measure::growth || m == catalog::Measure::index;
  }
  void fault(const DiagnosticKind& kind, Diagnostics::Args args = {}) const {
    args.emplace_back("name", name);
    scope.faults.add(kind, {source.where}, std::move(args));
  }
  std::optional<expr::Result> apply(const char* function, const Arguments& arguments = {}) const {
    const auto applied = expr::apply(function, x, arguments, source.where, scope.environment, scope.faults);
    if (!applied) return std::nullopt;
    return applied->evaluate(scope.environment, scope.context);
  }
  /// One value of `result`; a fault for anything else.
  std::optional<Value> one(const std::optional<expr::Result>& result) const {
    if (!result) return std::nullopt;
    if (const auto* value = std::get_if<Value>(&*result)) return *value;
    fault(kNeedsValue);
    return std::nullopt;
  }
  std::optional<Items> several(const std::optional<expr::Result>& result) const {
    if (!result) return std::nullopt;
    if (const auto* items = std::get_if<Items>(&*result)) return *items;
    fault(kNeedsValue);
    return std::nullopt;
  }
  expr::Result own() const { return x.evaluate(scope.environment, scope.context); }
};

/// Takes the arguments that the wording itself understands; the rest goes to the built-in function.
class Own {
 public:
  explicit Own(const Call& call) : call_(call), rest_(call.source.arguments) {}
  std::optional<std::string> take(std::string_view chinese, std::string_view ascii) {
    for (auto at = rest_.begin(); at != rest_.end(); ++at) {
      if (at->first != chinese && at->first != ascii) continue;
      std::string value = at->second;
      rest_.erase(at);
      return value;
    }
    return std::nullopt;
  }
  std::optional<int> take_integer(std::string_view chinese, std::string_view ascii) {
    const auto text = take(chinese, ascii);
    if (!text) return std::nullopt;
    const auto number = Decimal::parse(nfkc(*text));
    if (number && number->is_integer() && !number->is_negative() && *number < Decimal(1000))
      return static_cast<int>(number->coefficient());
    bad(*text);
    return std::nullopt;
  }
  std::optional<Unit> take_unit() {
    const auto text = take("单位", "unit");
    if (!text) return std::nullopt;
    auto unit = Unit::parse(*text);
    if (!unit) bad(*text);
    return unit;
  }
  const Arguments& rest() const { return rest_; }
  /// For wordings without a function: nothing may be left.
  bool finish() {
    for (const auto& [name, value] : rest_) bad(name.empty() ? value : name);
    rest_.clear();
    return ok_;
  }
  bool ok() const { return ok_; }

 private:
  void bad(const std::string& parameter) {
    call_.fault(kBadParameter, {{"parameter", parameter}, {"parameters", *call_.parameters ? call_.parameters : "－"}});
    ok_ = false;
  }
  const Call& call_;
  Arguments rest_;
  bool ok_ = true;
};

Parts joined(const Items& items, const Call& call, const PrintOptions& options, bool labels) {
  Parts out;
  for (const Item& item : items) {
    // What is missing stays visible in a list; what cannot exist is no member of it.
    if (!item.value.number && (!labels || item.value.status == ObsStatus::cannot_exist)) continue;
    if (!out.empty()) out.push_back(words("、"));
    if (labels) out.push_back(words(item.label));
    append_number(out, item.value, call.rounding(), options);
    out.back().key = item.label;
  }
  if (out.empty()) out.push_back(number(items.empty() ? Value{} : items.front().value, call.rounding()));
  return out;
}

Parts printed(const expr::Result& result, const Call& call, const PrintOptions& options, bool about = false) {
  Parts out;
  if (const auto* value = std::get_if<Value>(&result)) {
    const bool converts = options.unit && !options.unit->comparable(value->unit);
    if (converts) {
      call.fault(kNeedsUnit, {{"unit", value->unit.str()}, {"wanted", options.unit->str()}});
      return out;
    }
    append_number(out, *value, call.rounding(), options, about);
  } else if (const auto* items = std::get_if<Items>(&result)) {
    out = joined(*items, call, options, options.with_unit);
  } else {
    out.push_back(words(std::get<std::string>(result)));
  }
  return out;
}

Parts value_like(const Call& call, bool with_unit, bool about) {
  Own own(call);
  PrintOptions options{.with_unit = with_unit};
  options.decimals = own.take_integer("小数", "decimals");
  options.unit = own.take_unit();
  if (!own.finish()) return {};
  return printed(call.own(), call, options, about);
}

Parts plain(const Call& call) { return value_like(call, !call.scope.numeral_only, false); }
Parts value(const Call& call) { return value_like(call, true, false); }
Parts numeral(const Call& call) { return value_like(call, false, false); }
Parts about(const Call& call) { return value_like(call, true, true); }

/// A wording that is a function of the language and nothing more: 累计, 占比.
template <const char* const& function>
Parts applied(const Call& call) {
  Own own(call);
  PrintOptions options{.with_unit = !call.scope.numeral_only};
  options.decimals = own.take_integer("小数", "decimals");
  options.unit = own.take_unit();
  if (!own.ok()) return {};
  const auto result = call.apply(function, own.rest());
  return result ? printed(*result, call, options) : Parts{};
}

Parts chinese(const Call& call) {
  if (!Own(call).finish()) return {};
  const auto v = call.one(call.own());
  if (!v) return {};
  if (!v->number) return {number(*v, call.rounding())};
  const Decimal d = v->printed(call.rounding());
  if (!d.is_integer() || d.is_negative() || Decimal(9999) < d) {
    call.fault(kNeedsInteger);
    return {};
  }
  const int n = static_cast<int>(d.trimmed().coefficient());
  Part part{.text = n == 0 ? "零" : chinese_numeral(n), .fact = true, .value = *v};
  part.figure = part.text;
  return {part};
}

Parts change(const Call& call) {
  const auto v = call.one(call.apply("增减", call.source.arguments));
  if (!v) return {};
  return directed(*v, call.rounding(), call.is_rate() ? Directions{"上升", "下降"} : Directions{"增加", "减少"});
}

/// A result that is a profit or a loss: only of these 扭亏 and 减亏 are said, not of a balance of trade.
bool is_profit(const catalog::Indicator* indicator) {
  if (!indicator) return false;
  for (const char* word : {"利润", "盈亏", "损益", "盈利", "亏损"})
    if (indicator->name.find(word) != std::string::npos) return true;
  return false;
}

Parts growth(const Call& call) {
  if (call.is_rate()) return change(call);
  const auto current = call.one(call.own());
  const auto rate = call.one(call.apply("同比", call.source.arguments));
  const auto difference = call.one(call.apply("增减", call.source.arguments));
  if (!current || !rate || !difference) return {};
  return growth_words(*current, *difference, *rate, call.rounding(), is_profit(call.x.type().indicator));
}

Parts grew(const Call& call) {
  if (!Own(call).finish()) return {};
  const Unit& unit = call.x.type().unit;
  if (unit.kind != Unit::Kind::ratio || call.x.type().measure != catalog::Measure::growth) {
    call.fault(kNeedsGrowth, {{"unit", unit.str()}});
    return {};
  }
  const auto v = call.one(call.own());
  return v ? directed(*v, call.rounding(), {"增长", "下降"}) : Parts{};
}

/// 最大, 前三 and ranks are claims about all members: a member without a value may be any of them.
void warn_left_out(const Call& call) {
  Arguments by;
  for (const auto& argument : call.source.arguments)
    if (argument.first == "按" || argument.first == "by") by.push_back(argument);
  const auto items = call.several(call.apply("分项", by));
  if (!items) return;
  std::string names;
  for (const Item& item : *items)
    if (!item.value.number && item.value.status != ObsStatus::cannot_exist) names += (names.empty() ? "" : "、") + item.label;
  if (!names.empty()) call.fault(kLeftOut, {{"members", names}});
}

Items ranked_first(Items items, int n) {
  items.erase(std::remove_if(items.begin(), items.end(), [&](const Item& i) { return i.rank == 0 || i.rank > n; }),
              items.end());
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.rank < b.rank; });
  return items;
}

Parts listed(const Call& call) {
  Own own(call);
  const auto first = own.take_integer("前", "top");
  if (!own.ok()) return {};
  auto items = call.several(call.apply("分项", own.rest()));
  if (!items) return {};
  if (first) {
    warn_left_out(call);
    items = ranked_first(std::move(*items), *first);
  }
  return joined(*items, call, {}, true);
}

Parts top(const Call& call) {
  const auto items = call.several(call.apply("前", call.source.arguments));
  warn_left_out(call);
  return items ? joined(*items, call, {}, true) : Parts{};
}

/// 电梯（4384台）; A、B（均为12台）.
Parts extreme(const Call& call, const char* function) {
  const auto result = call.apply(function, call.source.arguments);
  const auto items = call.several(result);
  if (!items) return {};
  if (items->empty()) return {number({}, call.rounding())};
  warn_left_out(call);
  std::string names;
  for (const Item& item : *items) names += (names.empty() ? "" : "、") + item.label;
  Parts out;
  if (!items->front().value.number) return {number(items->front().value, call.rounding())};
  out.push_back(said(items->front().value, names));
  out.back().key = "名称";
  out.push_back(words(items->size() > 1 ? "（均为" : "（"));
  append_number(out, items->front().value, call.rounding());
  out.push_back(words("）"));
  return out;
}
Parts largest(const Call& call) { return extreme(call, "最大"); }
Parts smallest(const Call& call) { return extreme(call, "最小"); }

Parts rank(const Call& call) {
  const auto v = call.one(call.apply("位次", call.source.arguments));
  if (!v) return {};
  if (!v->number) return {number(*v, call.rounding())};
  warn_left_out(call);
  const int n = static_cast<int>(v->printed(Rounding::half_up).coefficient());
  const auto own_value = call.one(call.own());
  const auto items = call.several(call.apply("分项", call.source.arguments));
  if (!own_value || !own_value->number || !items) return {};
  const auto alike = std::count_if(items->begin(), items->end(), [&](const Item& item) {
    return item.value.number && item.value.printed(call.rounding()) == own_value->printed(call.rounding());
  });
  const catalog::Indicator* indicator = call.x.type().indicator;
  // Of what is better when lower, the first is the lowest: it must be said.
  const std::string from = indicator && indicator->better == catalog::Better::lower ? "由低到高" : "";
  const std::string place = n == 1 ? "首位" : "第" + chinese_numeral(n) + "位";
  return {said(*v, from + (alike > 1 ? "并列" : "居") + place)};
}

Parts range(const Call& call) {
  std::optional<Items> items;
  const bool by_years = call.source.arguments.empty() || call.source.arguments.front().second == "年";
  if (by_years)
    items = call.x.over_years(call.scope.environment, call.scope.context, false);
  else
    items = call.several(call.apply("分项", call.source.arguments));
  if (!items) return {};
  const Item *low = nullptr, *high = nullptr;
  for (const Item& item : *items) {
    if (!item.value.number) continue;
    if (!low || *item.value.number < *low->value.number) low = &item;
    if (!high || *item.value.number > *high->value.number) high = &item;
  }
  if (!by_years) warn_left_out(call);
  if (!low) return items->empty() ? Parts{} : Parts{number(items->front().value, call.rounding())};
  const std::string label = std::string(call.name) + "(" + call.x.text() + ")";
  Parts out;
  append_number(out, resting_on(low->value, label, *items), call.rounding());
  out.back().key = "最小";
  if (low->value.printed(call.rounding()) == high->value.printed(call.rounding())) return out;
  out.push_back(words("至"));
  append_number(out, resting_on(high->value, label, *items), call.rounding());
  out.back().key = "最大";
  return out;
}

Parts trend(const Call& call) {
  if (!Own(call).finish()) return {};
  expr::Context context = call.scope.context;
  context.years = std::max(2, context.years);
  Items items = call.x.over_years(call.scope.environment, context, true);
  if (items.empty()) return {};
  const Item before = items.front();
  items.erase(items.begin());
  std::vector<Decimal> values;
  for (const Item& item : items) {
    if (!item.value.number) return {number(item.value, call.rounding())};
    values.push_back(item.value.printed(call.rounding()));
  }
  std::optional<Decimal> base;
  if (before.value.number) base = before.value.printed(call.rounding());
  const std::string text = trend_words(values, base, !call.is_rate());
  return {said(resting_on(items.back().value, std::string(call.name) + "(" + call.x.text() + ")", items), text)};
}

Parts target(const Call& call) {
  const catalog::Indicator* indicator = call.x.type().indicator;
  if (!indicator || indicator->targets.empty()) {
    call.fault(kNoTarget, {{"indicator", call.x.text()}});
    return {};
  }
  const auto gap = call.one(call.apply("目标差", call.source.arguments));
  if (!gap) return {};
  if (!gap->number) return {number(*gap, call.rounding())};
  const auto wanted = call.one(call.apply("目标"));
  if (!wanted) return {};
  Part wanted_part = number(*wanted, call.rounding());
  wanted_part.key = "目标";
  const PrintOptions absolute{.absolute = true};
  const bool exact = print(*gap, call.rounding(), absolute).number.is_zero();
  if (exact) {
    // The word is what the value decides; the target stands beside it.
    return {said(*gap, gap->nearly ? "基本达到" : "达到"), wanted_part, words("的目标")};
  }
  const bool above = gap->number->sign() > 0;
  const char* const word = above ? (call.is_rate() ? "高" : "多") : (call.is_rate() ? "低" : "少");
  const bool beyond = above && indicator->better == catalog::Better::higher;
  Parts out{words(beyond ? "超过" : "比"), wanted_part, words(beyond ? "的目标" : std::string("的目标") + word)};
  append_number(out, *gap, call.rounding(), absolute);
  out.back().words = beyond ? "超过" : word;
  return out;
}

Parts versus(const Call& call) {
  if (call.source.arguments.size() != 1 || !call.source.arguments.front().first.empty()) {
    call.fault(kBadParameter, {{"parameter", "…"}, {"parameters", call.parameters}});
    return {};
  }
  const std::string text = "(" + call.x.text() + ") - (" + call.source.arguments.front().second + ")";
  const auto difference = expr::compile(text, call.source.where, call.scope.environment, call.scope.faults);
  if (!difference) return {};
  const auto v = call.one(difference->evaluate(call.scope.environment, call.scope.context));
  return v ? directed(*v, call.rounding(), call.is_rate() ? Directions{"高", "低"} : Directions{"多", "少"}) : Parts{};
}

constexpr const char* kCumulative = "累计";
constexpr const char* kShare = "占比";

struct Entry {
  Wording wording;
  Parts (*say)(const Call&);
  const char* function;  ///< its built-in, when it may stand before another wording; else nullptr
};

constexpr Entry kWordings[] = {
    {{"值", "value", "(小数 = n, 单位 = 亿元)", ZH_N("the value with its unit; the default"), "3612亿元"}, value, nullptr},
    {{"数", "number", "(小数 = n, 单位 = 亿元)", ZH_N("the numeral alone; the default in tables"), "3612"}, numeral, nullptr},
    {{"中文数", "chinese", "", ZH_N("a whole number in Chinese numerals"), "三"}, chinese, nullptr},
    {{"约", "about", "(小数 = n, 单位 = 亿元)", ZH_N("an approximate value; estimates are marked so by themselves"), "约200家"},
     about,
     nullptr},
    {{"同比", "growth", "", ZH_N("growth of an amount, change of a rate, improvement of a loss against the year before"),
      "增长13.4%"},
     growth,
     "同比"},
    {{"增速", "grew", "", ZH_N("a value that is a growth already"), "增长4.2%"}, grew, nullptr},
    {{"增减", "change", "", ZH_N("the difference from the year before"), "增加765台"}, change, "增减"},
    {{"累计", "cumulative", "", ZH_N("the sum over the report's years"), "9346亿元"}, applied<kCumulative>, kCumulative},
    {{"占比", "share", "(占 = y)", ZH_N("the share of its total"), "44.4%"}, applied<kShare>, kShare},
    {{"列表", "list", "(按 = 类别, 前 = n)", ZH_N("all members with their values"), "锅炉118台、压力容器1318台"},
     listed,
     "分项"},
    {{"前", "top", "(n, 按 = 类别)", ZH_N("the largest n, ties included"), "电梯4384台、起重机械2100台"}, top, "前"},
    {{"最大", "max", "(按 = 类别)", ZH_N("the member with the largest value"), "电梯（4384台）"}, largest, nullptr},
    {{"最小", "min", "(按 = 类别)", ZH_N("the member with the smallest value"), "锅炉（118台）"}, smallest, nullptr},
    {{"位次", "rank", "(按 = 地区)", ZH_N("the place among regions or members"), "居第二位"}, rank, "位次"},
    {{"区间", "range", "(按 = 年)", ZH_N("the smallest and the largest value"), "3190亿元至3612亿元"}, range, nullptr},
    {{"走势", "trend", "", ZH_N("the course over the report's years"), "先升后降"}, trend, nullptr},
    {{"达标", "target", "", ZH_N("the distance to the target of the catalogue"), "比96%的目标低24.70个百分点"},
     target,
     nullptr},
    {{"较", "versus", "(y)", ZH_N("the difference from another value"), "低2.4个百分点"}, versus, nullptr},
};

const Entry* find_wording(std::string_view name) {
  for (const Entry& entry : kWordings)
    if (name == entry.wording.name || name == entry.wording.ascii) return &entry;
  return nullptr;
}

const expr::Builtin* find_builtin(std::string_view name) {
  for (const expr::Builtin& builtin : expr::builtins())
    if (name == builtin.name || name == builtin.ascii) return &builtin;
  return nullptr;
}

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  for (const Entry& entry : kWordings) names.insert(names.end(), {entry.wording.name, entry.wording.ascii});
  for (const expr::Builtin& builtin : expr::builtins()) names.insert(names.end(), {builtin.name, builtin.ascii});
  return names;
}

std::string canonical(const char* name, const Arguments& arguments) {
  std::string out = name;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    out += i == 0 ? "(" : ", ";
    if (!arguments[i].first.empty()) out += arguments[i].first + " = ";
    out += arguments[i].second;
  }
  return arguments.empty() ? out : out + ")";
}

}  // namespace

std::optional<Phrase> word(const Binding& binding, const Scope& scope) {
  auto x = expr::compile(binding.expression, binding.where, scope.environment, scope.faults);
  // Unknown wordings are told even when the expression is wrong: all faults at once.
  bool known = true;
  for (const WordingCall& call : binding.wordings) {
    if (find_wording(call.name) || find_builtin(call.name)) continue;
    scope.faults.add(kUnknownWording, {call.where}, {{"name", call.name}}, nearest(call.name, all_names()));
    known = false;
  }
  if (!x || !known) return std::nullopt;
  if (x->type().literal_only) {
    scope.faults.add(kLiteralOnly, {binding.where});
    return std::nullopt;
  }
  for (std::size_t i = 0; i + 1 < binding.wordings.size(); ++i) {
    const WordingCall& call = binding.wordings[i];
    const Entry* entry = find_wording(call.name);
    if (entry && !entry->function) {
      scope.faults.add(kNotLast, {call.where}, {{"name", call.name}});
      return std::nullopt;
    }
    x = expr::apply(entry ? std::string(entry->function) : call.name, *x, call.arguments, call.where, scope.environment,
                    scope.faults);
    if (!x) return std::nullopt;
  }
  const std::size_t before = scope.faults.list().size();
  Phrase phrase;
  phrase.expression = x->text();
  if (binding.wordings.empty()) {
    const WordingCall none{"", {}, binding.where};
    phrase.parts = plain({"", "", *x, none, scope});
  } else {
    const WordingCall& last = binding.wordings.back();
    if (const Entry* entry = find_wording(last.name)) {
      phrase.wording = canonical(entry->wording.name, last.arguments);
      phrase.parts = entry->say({entry->wording.name, entry->wording.parameters, *x, last, scope});
    } else {
      const expr::Builtin* builtin = find_builtin(last.name);
      phrase.wording = canonical(builtin->name, last.arguments);
      x = expr::apply(builtin->name, *x, last.arguments, last.where, scope.environment, scope.faults);
      if (!x) return std::nullopt;
      const WordingCall none{"", {}, last.where};
      phrase.parts = plain({"", "", *x, none, scope});
    }
  }
  const auto& list = scope.faults.list();
  for (std::size_t i = before; i < list.size(); ++i)
    if (list[i].kind->severity == Severity::error) return std::nullopt;
  return phrase;
}

const std::vector<Wording>& wordings() {
  static const std::vector<Wording> all = [] {
    std::vector<Wording> out;
    for (const Entry& entry : kWordings) out.push_back(entry.wording);
    return out;
  }();
  return all;
}

}  // namespace zh::report
