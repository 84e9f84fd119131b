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
  Decimal number;
  const catalog::Indicator* indicator = nullptr;
  Selection selection;              ///< of select
  const Function* function = nullptr;
  std::vector<NodePtr> children;    ///< operands; of a call the expression arguments
  std::string by;                   ///< of a call: breakdown code, or "region", or "year"
  std::optional<int> count;         ///< of a call: N of 前(x, N)
  std::string spelling;             ///< normalised source
};

/// How a built-in is evaluated.
enum class Op {
  growth, change, prior, cumulative, series, items, share, sum, rank, top, largest, smallest, count, target, gap, multiple,
  word_year, word_year_name, word_end, word_span, word_region, word_last_year,
};

struct Function {
  Builtin doc;
  Op op;
  int expressions = 1;   ///< expression arguments: 0 or 1; share takes an optional second
  bool takes_by = false;
  bool takes_count = false;
};
const std::vector<Function>& functions();
const Function* find_function(std::string_view name);

/// Evaluates a checked tree.
class Evaluator {
 public:
  Evaluator(const Environment& environment, const Context& context) : environment_(environment), context_(context) {}
  Result evaluate(const Node& node) { return run(node, context_, 0); }

 private:
  Result run(const Node& node, const Context& context, int years_back);
  Value value(const Node& node, const Context& context, int years_back);
  Value indicator(const catalog::Indicator& indicator, const Context& context, int years_back);
  Value binary(const Node& node, const Context& context, int years_back);
  Result call(const Node& node, const Context& context, int years_back);
  Value growth(const Node& node, const Context& context, int years_back);
  Value change(const Node& node, const Context& context, int years_back);
  Value share(const Node& node, const Context& context, int years_back);
  Value cumulative(const Node& node, const Context& context, int years_back);
  Items items(const Node& node, const Context& context, int years_back);
  Value missing(const std::string& label, const std::string& note, const Unit& unit, std::vector<LineagePtr> inputs) const;

  const Environment& environment_;
  const Context& context_;
};

/// The indicator an expression speaks of, through selections; nullptr if it computes.
const catalog::Indicator* subject_of(const Node& node);
/// In `to`'s unit. Precondition: convertible(value.unit, to).
Value converted(Value value, const Unit& to);
/// Same noun, or one a ratio and the other a pure number.
bool convertible(const Unit& from, const Unit& to);
/// Unit of a × b or a ÷ b; nullopt when it has no meaning.
std::optional<Unit> product_unit(const Unit& a, const Unit& b, bool divide);

}  // namespace zh::expr
