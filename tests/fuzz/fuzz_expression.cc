// The text of an expression: lexer, parser, binder and evaluator.
#ifdef ZH_FUZZ_MUTATOR
#include "words_mutator.h"
#endif
#include "expr/expr.h"
#include "target.h"
#include "world.h"

#ifdef ZH_FUZZ_MUTATOR
const std::vector<std::string_view> zh::fuzz::words = {
    "收入",      "利润",   "利润增速", "设备", "合格率", "利润率", "设备类别", "锅炉",    "电梯", "同比", "增减",
    "上年",      "累计",   "历年",     "分项", "占比",   "合计",   "位次",     "前",      "最大", "最小", "计数",
    "目标",      "目标差", "倍数",     "年份", "年",     "期末",   "期间",     "地区",    "2021", "2022", "2023",
    "2021-2023", " + ",    " - ",      " * ",  " / ",    "(",      ")",        "[",       "]",    "{",    "}",
    ", ",        " = ",    ".",        "「",   "」",     "亿元",   "%",        "个百分点"};
#endif

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
