#pragma once
#include <string>
#include <vector>

#include "store/record_sql.h"
#include "store/record_store.h"
#include "store/store.h"

namespace zh::store {

struct CountInput {
  std::string home;                  ///< code of the project's region: what is counted without a region's field
  std::vector<std::string> regions;  ///< codes of all regions that are spoken of, the home among them
  int year = 0;                      ///< of the report: the period of registers, which have no dates
};

/// What counting found that somebody should know.
struct CountNote {
  enum class Kind {
    unknown_member,  ///< records of a member that the breakdown's list does not have
    without_member,  ///< records without a value of the breakdown's field, or none on the level
  };
  Kind kind;
  const catalog::Indicator* indicator = nullptr;
  std::string name;  ///< of the member or the breakdown
  std::int64_t rows = 0;
};

/// Computes all indicators that are counted from the stored kinds: one pass over the table for each set of fields that some
/// breakdown needs, for all indicators together; levels of hierarchies, regions and longer periods are added up from it,
/// exactly. Distinct values and quantiles take a pass of their own. A group without records is 0 in periods that have records
/// at all.
bool count_records(RecordStore& store, const catalog::Catalog& catalog, const CountInput& input,
                   std::vector<Observation>& observations, std::vector<CountNote>& notes, EngineFailure& failure);

/// The records that an observation was counted from, at most `limit`, as texts: `_file`, `_row`, then the fields.
bool list_records(RecordStore& store, const catalog::Catalog& catalog, const Key& key, int limit, Rows& rows,
                  EngineFailure& failure);

}  // namespace zh::store
