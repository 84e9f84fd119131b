// Kind "ingest": parts "catalog" (TOML), "file returns.toml" and "file returns/NAME.csv" are a project of the region 经开区
// (code JKQ, with 昆明市, code KM, as another) for 2023. Output: the observations, one a line, the registers, the faults. Cases
// without a catalog use the one below.
#include "ingest/ingest.h"
#include "base/world.h"
#include "suite_runner.h"

namespace zh::suite {
namespace {

constexpr const char* kCatalog = R"toml(
[equipment.count]
name = "特种设备数量"
alias = ["设备台数"]
unit = "台"
kind = "stock"
by = { type = "设备类别" }
[economy.revenue]
name = "主营业务收入"
unit = "亿元"
kind = "flow"
by = { field = "行业" }
[economy.growth]
name = "主营业务收入增速"
unit = "%"
kind = "growth"
growth_of = "economy.revenue"
[sampling.batches]
name = "抽查批次"
unit = "批次"
kind = "flow"
[sampling.failed]
name = "不合格批次"
unit = "批次"
kind = "flow"
[lists."设备类别"]
is = "partition"
members = ["锅炉", "电梯", "场(厂)内机动车辆"]
[lists."行业"]
is = "partition"
members = ["烟草", "医药", "其他"]
)toml";

std::string run_ingest(const Case& test) {
  MemoryWorld world;
  std::string catalog_text = kCatalog;
  for (const auto& [name, text] : test.parts) {
    if (name.rfind("file ", 0) == 0) world.files[name.substr(5)] = text;
    if (name == "catalog") catalog_text = text;
  }
  Diagnostics faults;
  catalog::Catalog catalog;
  catalog.load(catalog_text, "catalog/a.toml", faults);
  catalog.validate(faults);
  ingest::Input input;
  input.region = {"JKQ", "昆明经济技术开发区", "经开区"};
  input.regions = {{"KM", "昆明市", "昆明"}};
  input.year = 2023;
  const ingest::Result result = ingest::ingest(input, world, catalog, faults);
  std::string out;
  for (const auto& [key, o] : result.store.all()) {
    out += key.str() + " = " + (o.value ? o.value->str() : "-") + " " + letter(o.status) +
           (o.bound.empty() ? "" : " " + o.bound) + " decimals " + std::to_string(o.decimals);
    if (!o.note.empty()) out += " (" + o.note + ")";
    for (const store::Origin& origin : o.origins) out += " | " + origin.str() + (origin.unit.empty() ? "" : " " + origin.unit);
    out += "\n";
  }
  for (const store::Register& r : result.registers) {
    out += "register " + r.name + ":";
    for (const std::string& field : r.fields) out += " " + field;
    out += "\n";
    for (const auto& row : r.rows) {
      out += " ";
      for (const std::string& value : row.values) out += " [" + value + "]";
      out += " " + row.origin.str() + "\n";
    }
  }
  for (const Diagnostic& d : faults.list()) out += describe(d);
  return out;
}

const Kind kIngest{"ingest", run_ingest};

}  // namespace
}  // namespace zh::suite
