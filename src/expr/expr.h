#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "expr/value.h"

/// The expression language of reports and catalogues. Grammar:
///
///     expression := term (('+' | '-' | '−') term)*
///     term       := factor (('*' | '×' | '/' | '÷') factor)*
///     factor     := '-' factor | primary ('[' selector (',' selector)* ']')* ('.' name)?
///     primary    := number | name | name '(' arguments ')' | '(' expression ')'
///     selector   := period | '上年' | '本年' | name '=' name | name        (a member or a region)
///     arguments  := [name '='] expression (',' …)*
///     name       := letters of any script, digits (not first), '_' and '.', or 「anything」
///
/// x.同比 is 同比(x). ASCII and full-width punctuation are the same.
namespace zh::expr {

/// What an expression is evaluated for when it does not say so itself.
struct Context {
  Period period;                               ///< the report's
  std::string region;                          ///< the report's
  std::map<std::string, std::string> members;  ///< breakdown → member
  int years = 3;                               ///< 累计, 历年 and charts look back so far
  Rounding rounding = Rounding::half_up;
  int few = 30;           ///< a rate of fewer cases than this is compared with reserve
  bool of_whole = false;  ///< in the total row of a breakdown: a share without a member is the share of all, 100%
};

/// What the language needs to know of the world; indicator/ implements it over a store.
class Environment {
 public:
  virtual ~Environment() = default;
  virtual const catalog::Catalog& catalog() const = 0;
  /// The canonical key of a region by code, name or short name; nullopt if there is none.
  virtual std::optional<std::string> region(std::string_view name) const = 0;
  virtual std::string region_label(const std::string& key) const = 0;
  virtual std::vector<std::string> regions() const = 0;
  /// Those that contain no other: a province is not ranked among its districts.
  virtual std::vector<std::string> compared_regions() const = 0;
  /// An indicator's value: observed, else by its formula, else missing (a Value without number whose lineage says which).
  virtual Value value(const store::Key& key, const Context& context) const = 0;
  /// Members of a breakdown in catalogue order (those observed, for an open list).
  virtual std::vector<std::string> members(const catalog::Indicator& indicator, const std::string& breakdown) const = 0;
};

/// What is known before evaluation.
struct Type {
  enum class Shape { value, items, words };
  Shape shape = Shape::value;
  Unit unit;
  catalog::Measure measure = catalog::Measure::flow;
  const catalog::Indicator* indicator = nullptr;  ///< when the expression is one indicator, perhaps with selectors
  bool literal_only = false;                      ///< no data in it: an error in a chapter
};

struct Node;  // the syntax tree, private to expr/

/// A parsed, bound and type-checked expression.
class Expression {
 public:
  const Type& type() const { return type_; }
  const std::string& text() const { return text_; }  ///< normalised: one spelling for equal expressions
  Result evaluate(const Environment& environment, const Context& context) const;
  /// In each year of the range it selects, else in the last context.years ending with its period; `one_before`: and in the year
  /// before those. What is no single number is missing there.
  Items over_years(const Environment& environment, const Context& context, bool one_before) const;
  /// The same with the interval that the inputs' last digits leave, even where nothing is estimated: what an estimate needs.
  Result evaluate_with_interval(const Environment& environment, const Context& context) const;
  /// Whether it selects a period of its own: 收入[2023].
  bool names_period() const;
  /// Codes of all indicators the expression names.
  void collect_indicators(std::set<std::string>& codes) const;

 private:
  friend class Compiler;
  std::shared_ptr<const Node> root_;
  Type type_;
  std::string text_;
};

/// Parses, binds and checks. `at` is where `text` starts in its file (line, column, source line); faults point inside it.
/// nullopt after faults; binding errors suggest what was meant.
std::optional<Expression> compile(std::string_view text, const Location& at, const Environment& environment,
                                  Diagnostics& faults);

/// function(expression, arguments) without going through text: how a wording such as `| 同比` or `| 列表(按 = 类别)` is
/// applied. `arguments` are source texts by parameter name ("" for positional).
std::optional<Expression> apply(std::string_view function, const Expression& expression,
                                const std::vector<std::pair<std::string, std::string>>& arguments, const Location& at,
                                const Environment& environment, Diagnostics& faults);

/// An expression or formula as a reader who has never seen the language understands it: what stands in square brackets becomes
/// words. 主营业务收入[2021-2023] → 主营业务收入（2021—2023年）, 设备[type = 锅炉][2023] → 设备（锅炉，2023年）
std::string spelled_out(std::string_view formula);

/// One row of the table of built-in functions: help and docs come from it.
struct Builtin {
  const char* name;        ///< 同比
  const char* ascii;       ///< growth
  const char* parameters;  ///< (x)
  const char* unit_rule;   ///< in words
  const char* documentation;
  const char* example;
};
const std::vector<Builtin>& builtins();

}  // namespace zh::expr
