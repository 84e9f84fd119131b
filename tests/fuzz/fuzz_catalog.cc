// The text of a catalogue file: definitions, lists, references between them.
#ifdef ZH_FUZZ_MUTATOR
#include "lines_mutator.h"
#endif
#include "catalog/catalog.h"
#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  zh::catalog::Catalog catalog;
  zh::Diagnostics faults;
  catalog.load(std::string(as_text(data, size)), "a.toml", faults);
  catalog.validate(faults);
  for (const auto& fault : faults.list()) ZH_HOLDS(!zh::describe(fault).empty());
  for ([[maybe_unused]] const auto& indicator : catalog.indicators()) ZH_HOLDS(catalog.by_code(indicator.code) == &indicator);
  for ([[maybe_unused]] const auto& indicator : catalog.indicators())
    ZH_PLANT(!indicator.targets.empty() && !indicator.by.empty());
  return 0;
}
