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
  bool is_rate() const;
  void fault(const DiagnosticKind& kind, Diagnostics::Args args = {}) const;
  /// A built-in function of x.
  std::optional<expr::Result> apply(const char* function, const Arguments& arguments = {}) const;
  /// One value of `result`; a fault for anything else.
  std::optional<Value> one(const std::optional<expr::Result>& result) const;
  std::optional<Items> several(const std::optional<expr::Result>& result) const;
  expr::Result own() const { return x.evaluate(scope.environment, scope.context); }
};

/// Takes the arguments that the wording itself understands; the rest goes to the built-in function.
class Own {
 public:
  explicit Own(const Call& call) : call_(call), rest_(call.source.arguments) {}
  std::optional<std::string> take(std::string_view chinese, std::string_view ascii);
  std::optional<int> take_integer(std::string_view chinese, std::string_view ascii);
  std::optional<Unit> take_unit();
  const Arguments& rest() const { return rest_; }
  /// For wordings without a function: nothing may be left.
  bool finish();
  bool ok() const { return ok_; }

 private:
  void bad(const std::string& parameter);
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
