#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/counting.h"

namespace zh::store {

/// A breakdown of a measure and the field that it is counted by.
struct Dimension {
  std::string breakdown, field;
  const catalog::CodeList* list = nullptr;       ///< of a code field
  int level = -1;                                ///< of the list; -1: the codes as they are
  const catalog::MemberList* members = nullptr;  ///< of the breakdown
  int top = 0;
};

/// The member that a text or a code of the field means; nothing if it has none on the level.
std::optional<std::string> member_of(const Dimension& dimension, const std::string& text);

/// An indicator to be counted, with everything looked up.
struct Measure {
  const catalog::Indicator* indicator = nullptr;
  const catalog::RecordMeasure* spec = nullptr;
  std::vector<Dimension> dimensions;
  std::vector<std::vector<int>> sets;  ///< dimensions counted together; the empty one is the total
  std::string where, that;             ///< SQL
  std::string time, region;            ///< fields; may be empty
  bool months = false;                 ///< some period is shorter than a year
  int shift = 0;                       ///< the indicator's value is the records' × 10^shift
  int digits = 0;                      ///< of the field
};

/// One query that serves several measures: groups by year, month, region and fields.
struct Pass {
  std::string time, region;
  bool months = false;
  std::vector<std::string> fields;
  std::string value;  ///< quantiles: the field whose values are counted
  struct Use {
    const Measure* measure = nullptr;
    int set = 0;
    int rows = -1, first = -1, second = -1;  ///< columns: records counted, and what the measure needs
  };
  std::vector<Use> uses;
  std::string sql;  ///< after `write_sql`
  int first_field = 0, value_column = -1;
};

std::vector<Measure> make_measures(const catalog::RecordKind& kind, const catalog::Catalog& catalog, const RecordSql& sql);
/// Passes for all measures that can be added up (all but distinct).
std::vector<Pass> make_passes(const std::vector<Measure>& measures, const RecordSql& sql);
void write_sql(Pass& pass, const RecordSql& sql);
/// Distinct values of one set, for one length of period ("year" …) and one region (a condition, or empty). Columns: year, part
/// of the year (0 for a year), one for each dimension, distinct values, records.
std::string distinct_sql(const Measure& measure, const std::vector<int>& set, const std::string& length,
                         const std::string& region, const RecordSql& sql);

}  // namespace zh::store
