#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/period.h"
#include "base/rational.h"
#include "base/status.h"
#include "base/unit.h"

namespace zh::store {

/// Records that values were counted from.
struct RecordOrigin {
  std::string kind;      ///< 投诉举报
  std::string query;     ///< the engine's, whole
  std::string snapshot;  ///< digest of the files that were in the store, in their order
  int files = 0;
  std::int64_t rows = 0;  ///< in the store
};

/// Where a value came from (出处).
struct Origin {
  std::string file, sheet, cell;                ///< cell "E7", or for a csv sheet empty and cell "C4" (row 4, third column)
  std::string raw, shown;                       ///< as stored and as displayed in the cell
  std::string unit;                             ///< as the return writes it: 万元
  std::shared_ptr<const RecordOrigin> records;  ///< if it was counted; then file says of what, and the others are empty
  std::int64_t rows = 0;                        ///< counted: of so many records
  /// returns/发展改革局.xlsx · 主要经济指标 · E7; for csv: returns/统计中心.csv · 第4行第3列
  std::string str() const;
  friend bool operator==(const Origin&, const Origin&) = default;
};

/// Which cell of the data: indicator × region × period × members × vintage.
struct Key {
  std::string indicator;  ///< code
  std::string region;     ///< code or name of the region as zhiheng.toml declares it
  Period period;
  std::map<std::string, std::string> members;  ///< breakdown code → member; a breakdown not named is its total
  std::string vintage;                         ///< empty: the latest; "2022年公布"
  friend bool operator==(const Key&, const Key&) = default;
  friend auto operator<=>(const Key&, const Key&) = default;
  std::string str() const;
};

struct Observation {
  Key key;
  std::optional<Decimal> value;      ///< in the indicator's unit; absent when the status carries none
  std::optional<Rational> fraction;  ///< the exact value where no decimal is (a mean, a ratio); then `value` is rounded
  int decimals = 0;  ///< digits after the point, in the indicator's unit, that the source really gives (may be negative)
  ObsStatus status = ObsStatus::normal;
  std::vector<Origin> origins;  ///< more than one when several returns agree; the finer value's first
  std::string estimate;         ///< of an estimate: its formula, as written in the project
  std::string note;             ///< remark that must be shown with the value
  std::string bound = {};  ///< the word by which the return says on which side of it the exact figure lies: 近, 余, 超过
};

/// All observations of a project, in memory.
class Store {
 public:
  void put(Observation observation) { observations_.insert_or_assign(observation.key, std::move(observation)); }
  const Observation* find(const Key& key) const;
  const std::map<Key, Observation>& all() const { return observations_; }
  /// Members of a breakdown that have an observation, in no particular order.
  std::vector<std::string> members(const std::string& indicator, const std::string& region, const Period& period,
                                   const std::string& breakdown) const;
  std::vector<Period> periods(const std::string& indicator, const std::string& region) const;

 private:
  std::map<Key, Observation> observations_;
};

/// A list of things with names, not a statistic (名录): awards, trademarks.
struct Register {
  std::string name;
  std::vector<std::string> fields;
  struct Row {
    std::vector<std::string> values;
    Origin origin;
  };
  std::vector<Row> rows;
};

}  // namespace zh::store
