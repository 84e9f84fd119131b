#include "report/wording.h"

#include <algorithm>

#include "base/text.h"
#include "report/cases.h"
#include "report/codes.h"
#include "report/phrase.h"
#include "report/report.h"
#include "report/saying.h"

namespace zh::report {
namespace {

using namespace saying;

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
  if (!call.is_rate()) return directed(*v, call.rounding(), {"增加", "减少"});
  Parts out = directed(*v, call.rounding(), {"上升", "下降"});
  const auto rate = v->number ? call.one(call.own()) : std::nullopt;
  if (!rate || call.scope.numeral_only) return out;
  for (Part& part : reserve(call.scope.environment, call.scope.context, *rate)) out.push_back(std::move(part));
  return out;
}

/// 71.30%（108批次）.
Parts with_cases(const Call& call) {
  Parts out = value_like(call, true, false);
  const auto rate = out.empty() ? std::nullopt : call.one(call.own());
  if (!rate) return out;
  const auto cases = cases_of(call.scope.environment, call.scope.context, *rate);
  if (!cases) {
    // Not reported is not undeclared: a rate without its cases is printed alone.
    const catalog::Indicator* indicator = call.x.type().indicator;
    if (indicator && !indicator->base.empty()) return out;
    call.fault(kNoCases, {{"x", call.x.text()}});
    return {};
  }
  out.push_back(words("（"));
  out.push_back(number(*cases, call.rounding()));
  out.back().key = "基数";
  if (cases->lineage) out.back().expression = cases->lineage->label;
  out.push_back(words("）"));
  return out;
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
    {{"连基数", "with_cases", "(小数 = n)", ZH_N("a rate with the number of cases it rests on"), "71.30%（108批次）"},
     with_cases,
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
    {{"并列", "ties", "(n, 按 = 类别)", ZH_N("which of the first n share a rank, and how many are listed for it"),
      "因有两个行业并列第八，前十位共列11个行业"},
     ties,
     nullptr},
    {{"名次变化", "moves", "(n, 按 = 类别)",
      ZH_N("who is new among the first n since the year before, who is gone, up or down"),
      "新进入前十位的有房屋，退出的有农资；药品由第三位升至第二位；其余位次未变"},
     moves,
     nullptr},
    {{"最大", "max", "(按 = 类别)", ZH_N("the member with the largest value"), "电梯（4384台）"}, largest, nullptr},
    {{"最小", "min", "(按 = 类别)", ZH_N("the member with the smallest value"), "锅炉（118台）"}, smallest, nullptr},
    {{"位次", "rank", "(按 = 地区)", ZH_N("the place among regions or members"), "居第二位"}, rank, "位次"},
    {{"区间", "range", "(按 = 年)", ZH_N("the smallest and the largest value"), "3190亿元至3612亿元"}, range, nullptr},
    {{"走势", "trend", "", ZH_N("the course over the report's years"), "先升后降"}, trend, nullptr},
    {{"达标", "target", "(目标 = y)", ZH_N("the distance to the target of the catalogue, its own or that of y"),
      "比96%的目标低24.70个百分点"},
     target,
     nullptr},
    {{"评价", "verdict", "(目标 = y)", ZH_N("whether the target is reached"), "未达到"}, verdict, nullptr},
    {{"达标所需", "needed", "(目标 = y)", ZH_N("what each year must bring until the target is due"),
      "到2025年还有两年，年均须提高12.35个百分点"},
     needed,
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
