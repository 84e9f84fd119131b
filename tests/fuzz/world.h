#pragma once
#include <memory>

#include "catalog/catalog.h"
#include "indicator/indicator.h"
#include "store/store.h"

/// A small world for the targets that need indicators with values: made once, never changed.
struct FuzzWorld {
  zh::catalog::Catalog catalog;
  zh::store::Store store;
  zh::expr::Context context;
  std::unique_ptr<zh::indicator::Indicators> indicators;
  zh::Diagnostics faults;

  static const FuzzWorld& get() {
    static const FuzzWorld world;
    return world;
  }

 private:
  FuzzWorld() {
    catalog.load(R"toml(
[test.income]
name = "收入"
unit = "亿元"
kind = "flow"
[test.profit]
name = "利润"
unit = "亿元"
kind = "flow"
[test.profit_growth]
name = "利润增速"
unit = "%"
kind = "growth"
growth_of = "test.profit"
[test.devices]
name = "设备"
unit = "台"
kind = "stock"
by = { type = "设备类别" }
[test.pass]
name = "合格率"
unit = "%"
kind = "rate"
decimals = 2
better = "higher"
[[test.pass.target]]
value = 96
by = 2025
document = "规划"
clause = "第三条"
[test.margin]
name = "利润率"
unit = "%"
kind = "rate"
formula = "利润 / 收入"
[lists."设备类别"]
is = "partition"
members = ["锅炉", "电梯"]
)toml",
                 "catalog.toml", faults);
    catalog.validate(faults);
    context.period = zh::Period::year(2023);
    context.region = "ZONE";
    put("test.income", 2021, "2900.5");
    put("test.income", 2022, "3185");
    put("test.income", 2023, "3612");
    put("test.profit", 2022, "-12.5");
    put("test.profit", 2023, "0");
    put("test.profit_growth", 2023, "13.4");
    put("test.pass", 2022, "88.39");
    put("test.pass", 2023, "71.30");
    put("test.devices", 2023, "9869");
    put("test.devices", 2023, "118", {{"type", "锅炉"}});
    put("test.devices", 2023, "9751", {{"type", "电梯"}});
    put("test.income", 2023, "519.25", {}, "HITECH");
    indicators = std::make_unique<zh::indicator::Indicators>(
        catalog, store,
        std::vector<zh::ingest::RegionName>{{"ZONE", "昆明经济技术开发区", "经开区"}, {"HITECH", "昆明高新区", "高新区"}},
        "ZONE", context);
    indicators->prepare({}, faults);
  }
  void put(const char* code, int year, const char* value, std::map<std::string, std::string> members = {},
           const char* region = "ZONE") {
    zh::store::Observation o;
    o.key = {code, region, zh::Period::year(year), std::move(members), {}};
    o.value = zh::Decimal::parse(value);
    o.decimals = o.value->scale();
    o.origins.push_back({"returns/a.csv", "", "B2", value, value, ""});
    store.put(std::move(o));
  }
};
