#include "base/text.h"
#include "report/saying.h"

/// What is said of a value beside a target, or beside another value.
namespace zh::report::saying {

namespace {

/// The indicator whose target counts: that of 目标 = y, else the expression's own. nullptr after a fault.
const catalog::Indicator* with_target(const Call& call, std::string& other) {
  const catalog::Indicator* indicator = call.x.type().indicator;
  for (const auto& [name, value] : call.source.arguments)
    if (name == "目标" || name == "target" || name.empty()) other = value;
  if (!other.empty()) {
    const auto y = expr::compile(other, call.source.where, call.scope.environment, call.scope.faults);
    if (!y) return nullptr;
    indicator = y->type().indicator;
  }
  if (indicator && !indicator->targets.empty()) return indicator;
  call.fault(kNoTarget, {{"indicator", other.empty() ? call.x.text() : other}});
  return nullptr;
}

std::optional<Value> target_value(const Call& call, const std::string& other) {
  if (other.empty()) return call.one(call.apply("目标"));
  const auto y = expr::compile("目标(" + other + ")", call.source.where, call.scope.environment, call.scope.faults);
  return y ? call.one(y->evaluate(call.scope.environment, call.scope.context)) : std::nullopt;
}

}  // namespace

Parts target(const Call& call) {
  std::string other;
  const catalog::Indicator* indicator = with_target(call, other);
  if (!indicator) return {};
  const auto gap = call.one(call.apply("目标差", call.source.arguments));
  if (!gap) return {};
  if (!gap->number) return {number(*gap, call.rounding())};
  const auto wanted = target_value(call, other);
  if (!wanted) return {};
  Part wanted_part = number(*wanted, call.rounding());
  wanted_part.key = "目标";
  wanted_part.expression = "目标(" + (other.empty() ? call.x.text() : other) + ")";
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

/// 已达到, 未达到.
Parts verdict(const Call& call) {
  std::string other;
  const catalog::Indicator* indicator = with_target(call, other);
  if (!indicator) return {};
  const auto gap = call.one(call.apply("目标差", call.source.arguments));
  if (!gap) return {};
  if (!gap->number) return {number(*gap, call.rounding())};
  const bool lower = indicator->better == catalog::Better::lower;
  const bool met = gap->number->is_zero() || (gap->number->sign() > 0) != lower;
  return {said(*gap, met ? "已达到" : "未达到")};
}

/// 到2025年还有两年，年均须提高12.35个百分点; what has come true already: 已达到96%的目标.
Parts needed(const Call& call) {
  std::string other;
  const catalog::Indicator* indicator = with_target(call, other);
  if (!indicator) return {};
  const auto gap = call.one(call.apply("目标差", call.source.arguments));
  const auto wanted = target_value(call, other);
  if (!gap || !wanted) return {};
  if (!gap->number) return {number(*gap, call.rounding())};
  const bool lower = indicator->better == catalog::Better::lower;
  const int year = call.scope.context.period.last_year();
  const int by = catalog::target_for(*indicator, year)->by, left = by - year;
  Part goal = number(*wanted, call.rounding());
  goal.key = "目标";
  goal.expression = "目标(" + (other.empty() ? call.x.text() : other) + ")";
  if (gap->number->is_zero() || (gap->number->sign() > 0) != lower) return {said(*gap, "已达到"), goal, words("的目标")};
  const PrintOptions absolute{.absolute = true};
  const char* const verb = lower ? "降低" : call.is_rate() ? "提高" : "增加";
  const std::string due = std::to_string(by) + "年";
  if (left <= 0) {
    Parts out{words("目标年份" + due + "已到，尚须" + verb)};
    append_number(out, *gap, call.rounding(), absolute);
    out.back().words = verb;
    return out;
  }
  const std::string a = "(" + call.x.text() + ")", b = "目标(" + (other.empty() ? call.x.text() : other) + ")";
  const std::string text = "(" + b + " - " + a + ") / " + std::to_string(left);
  const auto yearly = expr::compile(text, call.source.where, call.scope.environment, call.scope.faults);
  const auto v = yearly ? call.one(yearly->evaluate(call.scope.environment, call.scope.context)) : std::nullopt;
  if (!v) return {};
  const std::string years = left == 1 ? "一" : left == 2 ? "两" : chinese_numeral(left);
  Parts out{words("到" + due + "还有" + years + "年，" + (left == 1 ? "须再" : "年均须") + verb)};
  append_number(out, *v, call.rounding(), absolute);
  out.back().words = verb;
  return out;
}

}  // namespace zh::report::saying
