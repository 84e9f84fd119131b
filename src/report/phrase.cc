#include "report/phrase.h"

#include "base/text.h"

namespace zh::report {

using expr::Value;

Part words(std::string text) {
  Part part;
  part.text = std::move(text);
  return part;
}

Part number(const Value& value, Rounding rounding, const PrintOptions& options) {
  Part part{.fact = true, .value = value};
  if (!value.number) {
    part.text = value.status == ObsStatus::suppressed ? kWithheldText : kMissingText;
    return part;
  }
  const Printed printed = print(value, rounding, options);
  part.text = printed.text();
  part.figure = printed.figure;
  part.unit = options.unit.value_or(value.unit);
  return part;
}

void append_number(std::vector<Part>& out, const Value& value, Rounding rounding, const PrintOptions& options, bool about) {
  if (value.number && (about || is_estimate(value))) out.push_back(words("约"));
  out.push_back(number(value, rounding, options));
}

Part said(const Value& value, std::string text) { return {.text = text, .fact = true, .value = value, .words = text}; }

std::vector<Part> directed(const Value& change, Rounding rounding, const Directions& directions) {
  if (!change.number) return {number(change, rounding)};
  const PrintOptions absolute{.absolute = true};
  const Decimal printed = print(change, rounding, absolute).number;
  if (change.number->is_zero() && !change.nearly) return {said(change, "持平")};
  if (printed.is_zero()) return {said(change, "基本持平")};
  std::vector<Part> out{words(change.number->sign() > 0 ? directions.up : directions.down)};
  append_number(out, change, rounding, absolute);
  out.back().words = out.front().text;
  return out;
}

namespace {

/// Words for a result that is, or was, a loss; empty if neither.
std::string loss_words(const Value& current, const Value& change) {
  const Rational now = *current.number;
  if (!change.number) return {};
  const Rational before = now - *change.number;
  if (before.sign() < 0 && now.sign() > 0) return "扭亏为盈";
  if (before.sign() < 0 && now.sign() == 0) return "扭亏";
  if (before.sign() > 0 && now.sign() < 0) return "由盈转亏";
  if (before.sign() < 0 && now.sign() < 0 && before != now) return now > before ? "减亏" : "增亏";
  return {};
}

}  // namespace

std::vector<Part> growth_words(const Value& current, const Value& change, const Value& growth, Rounding rounding, bool profit) {
  if (!current.number) return {number(current, rounding)};
  const std::string loss = profit ? loss_words(current, change) : std::string();
  if (loss == "扭亏为盈" || loss == "由盈转亏" || loss == "扭亏") return {said(change, loss)};
  if (!loss.empty()) {
    const Value& size = growth.number ? growth : change;
    if (!size.number || print(size, rounding).number.is_zero()) return {said(size, "基本持平")};
    std::vector<Part> out{words(loss)};
    append_number(out, size, rounding, {.absolute = true});
    out.back().words = loss;
    return out;
  }
  // Whether a growth of what is negative now is of the amount or of the loss, only a known base can tell: it is given as
  // reported.
  if (growth.number && current.number->sign() < 0 && !change.number) {
    std::vector<Part> out{words("报送增幅为")};
    append_number(out, growth, rounding);
    return out;
  }
  // No rate on a base that is zero or negative, none to what is negative: the amount is said instead.
  if (change.number && ((*current.number - *change.number).sign() <= 0 || current.number->sign() < 0))
    return directed(change, rounding, {"增加", "减少"});
  if (growth.number) return directed(growth, rounding, {"增长", "下降"});
  return {number(growth, rounding)};
}

std::string trend_words(const std::vector<Decimal>& values, const std::optional<Decimal>& before, bool amount) {
  const char* const up = amount ? "增长" : "上升";
  int rises = 0, falls = 0, turns = 0, last_sign = 0, first_sign = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const int sign = values[i] > values[i - 1] ? 1 : values[i] < values[i - 1] ? -1 : 0;
    rises += sign > 0;
    falls += sign < 0;
    if (sign == 0) continue;
    if (first_sign == 0) first_sign = sign;
    turns += last_sign != 0 && sign != last_sign;
    last_sign = sign;
  }
  const int steps = static_cast<int>(values.size()) - 1;
  if (rises == 0 && falls == 0) return "保持稳定";
  if (rises == steps || falls == steps) {
    const bool rising = rises == steps;
    const char* const word = rising ? up : "下降";
    if (before && (rising ? *before < values.front() : *before > values.front()))
      return "连续" + chinese_numeral(steps + 1) + "年" + word;
    return steps == 1 ? std::string(word) : std::string("持续") + word;
  }
  if (turns == 0) return rises > 0 ? "稳中有升" : "稳中有降";
  if (turns == 1) return first_sign > 0 ? "先升后降" : "先降后升";
  const bool ends_higher = values.back() > values.front();
  return values.back() == values.front() ? "上下波动" : ends_higher ? "波动上升" : "波动下降";
}

Value resting_on(const Value& last, const std::string& label, const expr::Items& items) {
  auto lineage = std::make_shared<expr::Lineage>();
  lineage->kind = expr::Lineage::Kind::formula;
  lineage->label = label;
  lineage->formula = label;
  lineage->number = last.number;
  lineage->unit = last.unit;
  lineage->status = last.status;
  for (const expr::Item& item : items)
    if (item.value.lineage) lineage->inputs.push_back(item.value.lineage);
  Value out = last;
  out.lineage = std::move(lineage);
  return out;
}

}  // namespace zh::report
