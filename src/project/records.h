#pragma once
#include <memory>
#include <string>

#include "base/diagnostic.h"
#include "base/world.h"
#include "catalog/catalog.h"
#include "project/config.h"
#include "store/counting.h"

namespace zh::project {

/// The records of a project, open for reading.
struct Records {
  std::unique_ptr<store::RecordStore> store;
  std::string snapshot;  ///< digest of all files that are in it
  store::CountInput count;
};

/// Opens the database if the project has records; a fault when it is not what the record files say (then `zhiheng ingest` is to
/// be run). nullopt without records or with a fault.
std::optional<Records> open_records(const std::string& folder, const Config& config, const World& world,
                                    const catalog::Catalog& catalog, Diagnostics& faults);

/// Counts the catalogue's indicators and puts them beside what returns say; where both give a value, they must agree.
void count_into(Records& records, const catalog::Catalog& catalog, store::Store& observations, Diagnostics& faults);

}  // namespace zh::project
