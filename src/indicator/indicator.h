#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "expr/expr.h"
#include "ingest/ingest.h"
#include "store/store.h"

namespace zh::indicator {

/// An estimate declared by the project: a missing observation that follows from printed ones.
struct Estimate {
  std::string indicator, region, period;  ///< as written; region may be empty
  std::string formula;                    ///< 主营业务收入[2023] / (1 + 主营业务收入增速[2023])
  std::string note;
  Location where;
};

/// Expressions over the store: the environment of a report. Formulas of indicators are compiled once; cycles are faults.
class Indicators final : public expr::Environment {
 public:
  Indicators(const catalog::Catalog& catalog, const store::Store& store, std::vector<ingest::RegionName> regions,
             std::string home_region, const expr::Context& context);
  ~Indicators() override;
  /// Compiles all formulas and estimates; must be called once before values are asked for.
  void prepare(const std::vector<Estimate>& estimates, Diagnostics& faults);

  const catalog::Catalog& catalog() const override;
  std::optional<std::string> region(std::string_view name) const override;
  std::string region_label(const std::string& key) const override;
  std::vector<std::string> regions() const override;
  std::vector<std::string> compared_regions() const override;
  expr::Value value(const store::Key& key, const expr::Context& context) const override;
  std::vector<std::string> members(const catalog::Indicator& indicator, const std::string& breakdown) const override;
  const expr::Context& context() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace zh::indicator
