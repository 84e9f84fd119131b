// The text of an expression: lexer, parser, binder and evaluator.
#include "expr/expr.h"
#include "target.h"
#include "world.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const FuzzWorld& world = FuzzWorld::get();
  const std::string text(as_text(data, size));
  zh::Diagnostics faults;
  const zh::Location at{.file = "a.md", .line = 1, .column = 1, .source_line = text};
  const auto expression = zh::expr::compile(text, at, *world.indicators, faults);
  for (const auto& fault : faults.list()) ZH_HOLDS(!zh::describe(fault).empty());
  if (!expression) {
    ZH_HOLDS(faults.has_errors());
    return 0;
  }
  (void)expression->evaluate(*world.indicators, world.context);
  (void)expression->evaluate_with_interval(*world.indicators, world.context);
  // The normalised text means the same and is its own normal form.
  zh::Diagnostics again;
  const auto normal = zh::expr::compile(expression->text(), {}, *world.indicators, again);
  ZH_HOLDS(normal && normal->text() == expression->text());
  std::set<std::string> codes;
  expression->collect_indicators(codes);
  ZH_PLANT(codes.size() >= 3);
  return 0;
}
