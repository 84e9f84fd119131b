#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/codes.h"
#include "report/phrase.h"

/// What the wordings share; private to report/wording*.cc.
namespace zh::report::saying {

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

/// Labels with values, 、 between them.
Parts joined(const Items& items, const Call& call, const PrintOptions& options, bool labels);

// wording_lists.cc: what is said of the members of a breakdown
Parts listed(const Call& call);
Parts top(const Call& call);
Parts ties(const Call& call);
Parts moves(const Call& call);
Parts largest(const Call& call);
Parts smallest(const Call& call);
Parts rank(const Call& call);
/// Members without a value may be any of them: a warning.
void warn_left_out(const Call& call);

// wording_targets.cc
Parts target(const Call& call);
Parts versus(const Call& call);
Parts verdict(const Call& call);
Parts needed(const Call& call);

}  // namespace zh::report::saying
