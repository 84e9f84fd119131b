// The text of a chapter: Markdown, marks, tables, charts, wordings and the composition of the document.
#ifdef ZH_FUZZ_MUTATOR
#include "lines_mutator.h"
#endif
#include "report/report.h"
#include "target.h"
#include "world.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const FuzzWorld& world = FuzzWorld::get();
  static const std::vector<zh::store::Register> kRegisters(1, {.name = "商标", .fields = {"name"}, .rows = {}});
  zh::report::Input input;
  input.chapters.push_back({"report/1.md", std::string(as_text(data, size))});
  input.environment = world.indicators.get();
  input.context = world.context;
  input.registers = &kRegisters;
  zh::Diagnostics faults;
  const auto output = zh::report::compose(input, faults);
  for (const auto& fault : faults.list()) ZH_HOLDS(!zh::describe(fault).empty());
  ZH_PLANT(output.figures >= 1 && output.tables >= 1);
  return 0;
}
