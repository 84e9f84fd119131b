// The text of returns.toml, applied to a small return.
#ifdef ZH_FUZZ_MUTATOR
#include "lines_mutator.h"
#endif
#include "ingest/block.h"
#include "target.h"
#include "world.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const FuzzWorld& world = FuzzWorld::get();
  zh::MemoryWorld files;
  files.files["returns.toml"] = std::string(as_text(data, size));
  files.files["returns/a.csv"] =
      "指标名称,单位,2021年,2022年,2023年\n收入,亿元,2900.5,3185,3612\n利润,亿元,－,-12.5,0\n合格率,%,,88.39,71.30\n";
  files.files["returns/b.csv"] = "设备表\n设备类别,2022年,2023年\n锅炉,100,118\n电梯,9000,9751\n合计,9100,9869\n";
  zh::Diagnostics faults;
  const zh::ingest::Input input{.folder = "", .region = {"ZONE", "昆明经济技术开发区", "经开区"}, .regions = {}, .year = 2023};
  const auto result = zh::ingest::ingest(input, files, world.catalog, faults);
  for (const auto& fault : faults.list()) ZH_HOLDS(!zh::describe(fault).empty());
  for (const auto& [key, observation] : result.store.all())
    ZH_HOLDS(observation.value.has_value() == zh::has_value(observation.status));
  ZH_PLANT(result.store.all().size() >= 3 && !result.registers.empty());
  return 0;
}
