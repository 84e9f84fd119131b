#include "report/saying.h"

#include "base/text.h"

namespace zh::report::saying {

bool Call::is_rate() const {
  const catalog::Measure m = x.type().measure;
  const Unit::Kind kind = x.type().unit.kind;
  return kind == Unit::Kind::ratio || kind == Unit::Kind::point || m == catalog::Measure::rate ||
         m == catalog::Measure::growth || m == catalog::Measure::index;
}

void Call::fault(const DiagnosticKind& kind, Diagnostics::Args args) const {
  args.emplace_back("name", name);
  scope.faults.add(kind, {source.where}, std::move(args));
}

std::optional<expr::Result> Call::apply(const char* function, const Arguments& arguments) const {
  const auto applied = expr::apply(function, x, arguments, source.where, scope.environment, scope.faults);
  if (!applied) return std::nullopt;
  return applied->evaluate(scope.environment, scope.context);
}

std::optional<Value> Call::one(const std::optional<expr::Result>& result) const {
  if (!result) return std::nullopt;
  if (const auto* value = std::get_if<Value>(&*result)) return *value;
  fault(kNeedsValue);
  return std::nullopt;
}

std::optional<Items> Call::several(const std::optional<expr::Result>& result) const {
  if (!result) return std::nullopt;
  if (const auto* items = std::get_if<Items>(&*result)) return *items;
  fault(kNeedsValue);
  return std::nullopt;
}

std::optional<std::string> Own::take(std::string_view chinese, std::string_view ascii) {
  for (auto at = rest_.begin(); at != rest_.end(); ++at) {
    if (at->first != chinese && at->first != ascii) continue;
    std::string value = at->second;
    rest_.erase(at);
    return value;
  }
  return std::nullopt;
}

std::optional<int> Own::take_integer(std::string_view chinese, std::string_view ascii) {
  const auto text = take(chinese, ascii);
  if (!text) return std::nullopt;
  const auto number = Decimal::parse(nfkc(*text));
  if (number && number->is_integer() && !number->is_negative() && *number < Decimal(1000))
    return static_cast<int>(number->coefficient());
  bad(*text);
  return std::nullopt;
}

std::optional<Unit> Own::take_unit() {
  const auto text = take("单位", "unit");
  if (!text) return std::nullopt;
  auto unit = Unit::parse(*text);
  if (!unit) bad(*text);
  return unit;
}

bool Own::finish() {
  for (const auto& [name, value] : rest_) bad(name.empty() ? value : name);
  rest_.clear();
  return ok_;
}

void Own::bad(const std::string& parameter) {
  call_.fault(kBadParameter, {{"parameter", parameter}, {"parameters", *call_.parameters ? call_.parameters : "－"}});
  ok_ = false;
}

}  // namespace zh::report::saying
