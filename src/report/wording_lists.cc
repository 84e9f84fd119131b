#include <algorithm>

#include "base/text.h"
#include "report/ordering.h"
#include "report/saying.h"

/// What is said of the members of a breakdown: lists, the first, ties, ranks, and how they moved since the year before.
namespace zh::report::saying {

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

namespace {

Items ranked_first(Items items, int n) {
  items.erase(std::remove_if(items.begin(), items.end(), [&](const Item& i) { return i.rank == 0 || i.rank > n; }),
              items.end());
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.rank < b.rank; });
  return items;
}

/// The argument that says what the members are, alone.
Arguments only_by(const Arguments& arguments) {
  Arguments by;
  for (const auto& argument : arguments)
    if (argument.first == "按" || argument.first == "by") by.push_back(argument);
  return by;
}

/// N of 前(N), in whichever way it is written; a fault and nullopt when it is not there.
std::optional<int> count_of(const Call& call) {
  for (const auto& [name, value] : call.source.arguments) {
    if (!name.empty() && name != "前" && name != "n") continue;
    const auto number = Decimal::parse(nfkc(value));
    if (number && number->is_integer() && Decimal(0) < *number && *number < Decimal(1000))
      return static_cast<int>(number->coefficient());
  }
  call.fault(kBadParameter, {{"parameter", "N"}, {"parameters", call.parameters}});
  return std::nullopt;
}

/// How a member is counted: 个行业.
std::string noun_of(const Call& call) {
  const Arguments by = only_by(call.source.arguments);
  return member_noun(call.scope.environment, call.x, by.empty() ? "" : by.front().second);
}

/// The members and their ranks, now and a year before.
struct TwoYears {
  Items now, before;
};
std::optional<TwoYears> two_years(const Call& call) {
  const Arguments by = only_by(call.source.arguments);
  auto now = call.several(call.apply("分项", by));
  const auto prior = expr::apply("上年", call.x, {}, call.source.where, call.scope.environment, call.scope.faults);
  if (!now || !prior) return std::nullopt;
  const auto items = expr::apply("分项", *prior, by, call.source.where, call.scope.environment, call.scope.faults);
  if (!items) return std::nullopt;
  const expr::Result result = items->evaluate(call.scope.environment, call.scope.context);
  const auto* before = std::get_if<Items>(&result);
  if (!before) return std::nullopt;
  return TwoYears{std::move(*now), *before};
}

}  // namespace

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

/// 因有两个行业并列第八，前十位共列11个行业; 前十位没有并列.
Parts ties(const Call& call) {
  const auto n = count_of(call);
  const auto first = call.several(call.apply("前", call.source.arguments));
  const auto counted = call.one(call.apply("前计数", call.source.arguments));
  if (!n || !first || !counted) return {};
  warn_left_out(call);
  const std::string noun = noun_of(call), which = tied_ranks(*first, noun), head = "前" + chinese_numeral(*n) + "位";
  if (which.empty()) return {said(*counted, head + "没有并列")};
  Parts out{words("因有" + which + "，" + head + "共列")};
  out.push_back(number(*counted, call.rounding()));
  out.back().words = which;
  out.push_back(words(noun));
  return out;
}

/// 新进入前十位的有甲，退出的有乙；丙由第五位升至第三位，丁由第二位降至第四位；其余位次未变.
Parts moves(const Call& call) {
  const auto n = count_of(call);
  const auto years = n ? two_years(call) : std::nullopt;
  if (!years) return {};
  const auto valued = [](const Item& item) { return item.rank > 0; };
  for (const Items* items : {&years->now, &years->before})
    if (std::none_of(items->begin(), items->end(), valued))
      return {number(items->empty() ? Value{} : items->front().value, call.rounding())};
  warn_left_out(call);
  Items all = years->now;
  all.insert(all.end(), years->before.begin(), years->before.end());
  const std::string text = moves_words(years->now, years->before, *n);
  return {said(resting_on(all.front().value, std::string(call.name) + "(" + call.x.text() + ")", all), text)};
}

/// 电梯（4384台）; A、B（均为12台）.
namespace {
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
}  // namespace

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

}  // namespace zh::report::saying
