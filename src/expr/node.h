#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "expr/expr.h"

/// The syntax tree, private to expr/.
namespace zh::expr {

struct Node;
using NodePtr = std::shared_ptr<const Node>;
struct Function;

/// What stands in […].
struct Selection {
  std::optional<Period> period;
  int years_back = 0;                          ///< 上年: 1
  std::string region;                          ///< key
  std::map<std::string, std::string> members;  ///< breakdown → member
};

struct Node {
  enum class Kind { number, indicator, select, add, subtract, multiply, divide, negate, call };
  Kind kind = Kind::number;
  int at = 0, length = 0;  ///< code points within the expression's text
  int depth = 1;           ///< of the tree below, itself included
  Decimal number;
  const catalog::Indicator* indicator = nullptr;
  Selection selection;  ///< of select
  const Function* function = nullptr;
  std::vector<NodePtr> children;  ///< operands; of a call the expression arguments
  std::string by;                 ///< of a call: breakdown code, or "region", or "year"
  std::optional<int> count;       ///< of a call: N of 前(x, N)
  std::string spelling;           ///< normalised source
  std::string by_word;            ///< of a call: what 按 = … says, before it is bound
  Type type;
  bool broken = false;  ///< it has a fault: never evaluated
};

/// How a built-in is evaluated.
enum class Op {
  growth,
  change,
  prior,
  cumulative,
  series,
  items,
  share,
  sum,
  rank,
  top,
  top_sum,
  top_share,
  top_count,
  largest,
  smallest,
  count,
  target,
  gap,
  floor,
  ceil,
  multiple,
  word_year,
  word_year_name,
  word_end,
  word_span,
  word_region,
  word_last_year,
};

struct Function {
  Builtin doc;
  Op op;
  int expressions = 1;  ///< expression arguments: 0 or 1; see second()
  bool takes_by = false;
  bool takes_count = false;
  /// The name of the second expression, which may be left out: 占 of a share, 目标 of a distance. nullptr: there is none.
  const char* second() const { return op == Op::share ? "占" : op == Op::gap ? "目标" : nullptr; }
  bool is_second(std::string_view name) const {
    return second() && (name == second() || name == (op == Op::share ? "of" : "target"));
  }
};
const std::vector<Function>& functions();
const Function* find_function(std::string_view name);

/// Evaluates a checked tree.
class Evaluator {
 public:
  Evaluator(const Environment& environment, const Context& context) : environment_(environment), context_(context) {}
  Result evaluate(const Node& node) { return run(node, context_, 0); }

  /// See Expression::over_years.
  Items over_years(const Node& root, bool one_before) { return years(root, context_, 0, one_before); }

 private:
  /// A selection taken apart: what is asked, for which cell of the data.
  struct Asked {
    const Node* node;  ///< without the selections around it
    Context context;
    int years_back;
  };
  Asked asked(const Node& node, const Context& context, int years_back) const;
  void select(const Selection& selection, Context& context, int& years_back) const;

  // evaluate.cc
  Result run(const Node& node, const Context& context, int years_back);
  Value value(const Node& node, const Context& context, int years_back);
  Value indicator(const catalog::Indicator& indicator, const Context& context, int years_back);
  Value add_up(const catalog::Indicator& indicator, const store::Key& range, const Context& context);
  Value binary(const Node& node, const Context& context, int years_back);
  Value negated(const Node& node, const Context& context, int years_back);
  Result call(const Node& node, const Context& context, int years_back);
  Value missing(const std::string& label, const std::string& note, const Unit& unit, std::vector<LineagePtr> inputs) const;
  // compare.cc: with another year, a whole, a target
  Value growth(const Node& node, const Context& context, int years_back);
  Value change(const Node& node, const Context& context, int years_back);
  Value share(const Node& node, const Context& context, int years_back);
  Value multiple(const Node& node, const Context& context, int years_back);
  Value target(const Node& node, const Context& context, int years_back);
  std::optional<Value> reported(const catalog::Indicator* by_report, const Asked& x);
  Value quotient(const std::string& label, const Value& part, const Value& whole, const Unit& unit) const;
  // breakdown.cc: over members, regions and years
  Value cumulative(const Node& node, const Context& context, int years_back);
  Items items(const Node& node, const Context& context, int years_back);
  Items years(const Node& x, const Context& context, int years_back, bool one_before);
  Value sum(const Node& node, const Context& context, int years_back);
  Value rank_of(const Node& node, const Context& context, int years_back);
  Value count(const Node& node, const Context& context, int years_back);
  Value top_total(const Node& node, const Context& context, int years_back);
  Value rounded_to_whole(const Node& node, const Context& context, int years_back);
  Items best(const Node& node, const Context& context, int years_back);

  const Environment& environment_;
  const Context& context_;
  /// Dimensions that a breakdown runs over: what a selection says of them is set aside, so that 位次(x[电梯], 按 = 类别) meets
  /// all 类别.
  bool over_regions_ = false, over_years_ = false;
  std::set<std::string> over_members_;
};

/// The indicator an expression speaks of, through selections; nullptr if it computes.
const catalog::Indicator* subject_of(const Node& node);
/// In `to`'s unit. Precondition: convertible(value.unit, to).
Value converted(Value value, const Unit& to);
/// Same noun, or one a ratio and the other a pure number.
bool convertible(const Unit& from, const Unit& to);
/// The unit with scale 0, 件/万人 being 件/人.
Unit base_unit(const Unit& unit);
/// Unit of a × b or a ÷ b; nullopt when it has no meaning.
std::optional<Unit> product_unit(const Unit& a, const Unit& b, bool divide);

}  // namespace zh::expr
