#include "report/cases.h"

#include <algorithm>

namespace zh::report {
namespace {

/// The cases of a rate with this key.
std::optional<expr::Value> cases_at(const expr::Environment& environment, const expr::Context& context, store::Key key) {
  const catalog::Indicator* indicator = environment.catalog().by_code(key.indicator);
  const catalog::Indicator* base = indicator ? environment.catalog().by_code(indicator->base) : nullptr;
  if (!base) return std::nullopt;
  for (const auto& [breakdown, member] : key.members)
    if (!base->by.count(breakdown)) return std::nullopt;  // its cases are known of the total only
  key.indicator = base->code;
  expr::Value value = environment.value(key, context);
  return value.number ? std::optional(std::move(value)) : std::nullopt;
}

bool is_few(const expr::Value& cases, const expr::Context& context) {
  return *cases.number < Rational(context.few) && !cases.number->is_zero();
}

}  // namespace

std::optional<expr::Value> cases_of(const expr::Environment& environment, const expr::Context& context,
                                    const expr::Value& rate) {
  if (!rate.lineage || !rate.lineage->key) return std::nullopt;
  return cases_at(environment, context, *rate.lineage->key);
}

std::vector<Part> reserve(const expr::Environment& environment, const expr::Context& context, const expr::Value& rate) {
  if (!rate.lineage || !rate.lineage->key) return {};
  std::vector<Part> out;
  store::Key before = *rate.lineage->key;
  before.period = before.period.year_before();
  for (const store::Key& key : {before, *rate.lineage->key}) {
    const auto cases = cases_at(environment, context, key);
    if (!cases || !is_few(*cases, context)) continue;
    out.push_back(words((out.empty() ? "（" : "，") + key.period.chinese() + "仅"));
    out.push_back(number(*cases, context.rounding));
    out.back().key = "基数" + key.period.str();
    if (cases->lineage) out.back().expression = cases->lineage->label;
  }
  if (!out.empty()) out.push_back(words("，升降只作参考）"));
  return out;
}

void see_rates(const Session& session, Remarks& remarks, const expr::Value& value) {
  std::vector<const expr::Lineage*> stack{value.lineage.get()};
  while (!stack.empty()) {
    const expr::Lineage* node = stack.back();
    stack.pop_back();
    if (!node) continue;
    const catalog::Indicator* indicator =
        node->key ? session.input.environment->catalog().by_code(node->key->indicator) : nullptr;
    if (indicator && !indicator->base.empty()) {
      auto& seen = remarks.rates[indicator->code];
      if (std::find(seen.begin(), seen.end(), *node->key) == seen.end()) seen.push_back(*node->key);
      continue;
    }
    // A change or growth of a rate stands one step above it; deeper down a rate is only an ingredient.
    if (node->kind == expr::Lineage::Kind::printed || (node == value.lineage.get() && !node->key))
      for (const expr::LineagePtr& input : node->inputs) stack.push_back(input.get());
  }
}

std::vector<document::Inlines> notes_of_few(Session& session, const Remarks& remarks, const WeaveOptions& options) {
  std::vector<document::Inlines> notes;
  const expr::Environment& environment = *session.input.environment;
  const expr::Context& context = session.input.context;
  for (const auto& [code, keys] : remarks.rates) {
    const auto other = [&first = keys.front().period](const store::Key& key) { return key.period != first; };
    if (std::none_of(keys.begin(), keys.end(), other)) continue;  // one year: nothing goes up or down
    const catalog::Indicator* rate = environment.catalog().by_code(code);
    document::Inlines note;
    for (const store::Key& key : keys) {
      const auto cases = cases_at(environment, context, key);
      if (!cases || !is_few(*cases, context)) continue;
      std::string members;
      for (const auto& [breakdown, member] : key.members) members += (members.empty() ? "" : "、") + member;
      const std::string name = environment.catalog().by_code(rate->base)->name;
      note.emplace_back(document::Text{(note.empty() ? "" : "，") + key.period.chinese() + name +
                                       (members.empty() ? "" : "（" + members + "）") + "仅"});
      const Printed shown = print(*cases, context.rounding);
      Fact fact{.expression = cases->lineage ? cases->lineage->label : name, .value = *cases, .text = shown.text()};
      fact.figure = shown.figure;
      const Fact& printed = session.record(options.anchor, std::move(fact), "", options.place);
      note.emplace_back(document::Number{printed.text, printed.id});
    }
    if (note.empty()) continue;
    note.emplace_back(document::Text{"，" + rate->name + "的升降只作参考。"});
    notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace zh::report
