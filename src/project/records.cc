#include "project/records.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ingest/records.h"
#include "project/codes.h"
#include "simulate/declare.h"

namespace zh::project {
namespace {

/// Are the stored files those of the journal, unchanged, and is none waiting in records/KIND/?
bool is_current(store::RecordStore& store, const catalog::RecordKind& kind, const catalog::Catalog& catalog,
                const std::vector<ingest::JournalEntry>& journal, const std::string& folder, const World& world,
                std::string& snapshot, store::EngineFailure& failure) {
  std::vector<ingest::JournalEntry> accepted;
  for (const ingest::JournalEntry& entry : journal)
    if (entry.kind == kind.code) accepted.push_back(entry);
  const std::vector<store::StoredFile> stored = store.files(kind, catalog, failure);
  if (failure || stored.size() != accepted.size()) return false;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const std::string path = join_path(folder, stored[i].path);
    if (stored[i].path != accepted[i].path || stored[i].digest != accepted[i].digest) return false;
    const auto stamp = world.stamp(path);
    if (!stamp || (*stamp != stored[i].stamp && ingest::record_digest(path, world) != stored[i].digest)) return false;
    snapshot += kind.code + " " + stored[i].digest + "\n";
  }
  for (const std::string& file : ingest::record_files(folder, kind, world)) {
    if (std::any_of(accepted.begin(), accepted.end(), [&](const auto& entry) { return entry.path == file; })) continue;
    // The same content under another name adds nothing; anything else waits to be read.
    const std::string digest = ingest::record_digest(join_path(folder, file), world);
    if (std::none_of(accepted.begin(), accepted.end(), [&](const auto& entry) { return entry.digest == digest; })) return false;
  }
  return true;
}

/// So that no figure counted from simulated records is taken for one of real cases.
void tell_simulated(const std::vector<ingest::JournalEntry>& journal, const catalog::Catalog& catalog, Diagnostics& faults) {
  std::int64_t rows = 0;
  std::string kinds;
  for (const auto& [code, kind] : catalog.record_kinds()) {
    std::int64_t of_kind = 0;
    for (const ingest::JournalEntry& entry : journal)
      if (entry.kind == code && catalog::is_simulated(entry.path)) of_kind += entry.counts.accepted;
    if (of_kind > 0) kinds += (kinds.empty() ? "" : "、") + kind.name;
    rows += of_kind;
  }
  if (rows > 0) faults.add(kSimulated, {{.file = "records"}}, {{"rows", std::to_string(rows)}, {"kinds", kinds}});
}

}  // namespace

std::optional<Records> open_records(const std::string& folder, const Config& config, const World& world,
                                    const catalog::Catalog& catalog, Diagnostics& faults) {
  if (!ingest::has_records(folder, config.records, world, catalog)) {
    if (world.stamp(join_path(folder, simulate::kFile)))
      faults.add(kNotSimulated, {{.file = simulate::kFile}}, {{"folder", folder}});
    return std::nullopt;
  }
  const std::string database = ingest::records_database(folder);
  const std::string path = world.engine_path(database);
  const auto not_current = [&] {
    faults.add(kRecordsNotCurrent, {{.file = "records/"}}, {{"folder", folder}});
    return std::nullopt;
  };
  if (!path.empty() && !world.stamp(database)) return not_current();
  store::EngineFailure failure;
  Records records;
  records.store =
      store::RecordStore::open({.library = world.engine_library(), .path = path, .read_only = !path.empty()}, failure);
  if (!records.store) {
    ingest::add_engine_fault(failure, database, faults);
    return std::nullopt;
  }
  const std::vector<ingest::JournalEntry> journal = ingest::read_journal(folder, world, faults);
  tell_simulated(journal, catalog, faults);
  for (const auto& [code, kind] : catalog.record_kinds()) {
    if (is_current(*records.store, kind, catalog, journal, folder, world, records.snapshot, failure)) continue;
    if (!failure) return not_current();
    ingest::add_engine_fault(failure, database, faults);
    return std::nullopt;
  }
  if (config.cluster) {
    if (!ingest::open_cluster(
            *records.store, *config.cluster, [&world] { return world.stopped(); }, faults))
      return std::nullopt;
    for (const auto& [code, kind] : catalog.record_kinds())
      if (!records.store->check_sent(kind, catalog, failure)) {
        ingest::add_engine_fault(failure, database, faults);
        return std::nullopt;
      }
  }
  records.count.home = config.region.code;
  records.count.year = config.year;
  records.count.regions.push_back(config.region.code);
  for (const ingest::RegionName& region : config.regions) records.count.regions.push_back(region.code);
  return records;
}

void count_into(Records& records, const catalog::Catalog& catalog, store::Store& observations, Diagnostics& faults) {
  std::vector<store::Observation> counted;
  std::vector<store::CountNote> notes;
  store::EngineFailure failure;
  if (!store::count_records(*records.store, catalog, records.count, counted, notes, failure)) {
    ingest::add_engine_fault(failure, "records", faults);
    return;
  }
  for (store::Observation& o : counted) {
    const store::Observation* reported = observations.find(o.key);
    if (reported && reported->value) {
      if (*reported->value != *o.value)
        faults.add(kCountDiffers, {{.file = reported->origins.empty() ? "" : reported->origins[0].file}},
                   {{"indicator", catalog.by_code(o.key.indicator)->name},
                    {"key", o.key.str()},
                    {"reported", reported->value->str()},
                    {"counted", o.value->str()}});
      o.origins.insert(o.origins.end(), reported->origins.begin(), reported->origins.end());
    }
    observations.put(std::move(o));
  }
  for (const store::CountNote& note : notes) {
    const bool unknown = note.kind == store::CountNote::Kind::unknown_member;
    faults.add(unknown ? kCountMember : kCountWithout, {note.indicator->where},
               {{"indicator", note.indicator->name}, {"name", note.name}, {"rows", std::to_string(note.rows)}});
  }
}

}  // namespace zh::project
