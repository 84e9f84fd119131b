#pragma once
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/world.h"
#include "catalog/catalog.h"
#include "store/record_store.h"

namespace zh::ingest {

/// [[records]] of zhiheng.toml: where the records of a kind lie and how they are read. A kind without one is read from
/// records/KIND/ with the defaults.
///
///     [[records]]
///     kind        = "complaint"                        # code or name
///     files       = ["records/complaint/*", "../导出/2023*.csv"]    # default: records/KIND/*; others are copied there first
///     columns     = { "来电时间" = "received_at" }     # header → field, beyond the field's name and aliases
///     max_rejects = "0.5%"                             # else the kind's
///     sheet       = "明细"                             # of .xlsx; else every sheet that has the header
///     encoding    = "gb18030"                          # of .csv: "auto" (default), "utf-8" or "gb18030"
///     table       = "supervision.complaints"           # of a ClickHouse server: fetched as .csv into records/KIND/ first
///     server      = { address = "https://10.0.0.9:8443", user = "reader", password_env = "READER" }   # else that of [engine]
struct RecordSourceConfig {
  std::string kind;
  std::vector<std::string> files;
  std::vector<std::pair<std::string, std::string>> columns;
  std::optional<Decimal> max_rejects;  ///< percent
  std::string sheet, encoding;
  std::string table;
  std::optional<store::ClusterOptions> server;  ///< of the table; its first address is asked
  std::string no_password;                      ///< where its password should be and is not: who only builds does without
  Location where;
};

/// How one file fared.
struct RecordFileResult {
  enum class Outcome { unchanged, accepted, refused };
  std::string kind, path;
  Outcome outcome = Outcome::unchanged;
  store::RowCounts counts;
  std::string rejects;  ///< path of the file with the rejected rows, or empty
};

struct RecordsInput {
  std::string folder;  ///< of the project
  std::vector<RecordSourceConfig> sources;
  std::vector<std::string> extra;  ///< files named on the command line, of the kind `extra_kind`
  std::string extra_kind;
  std::string memory;  ///< of the engine: "3GB"
  int threads = 0;
  std::optional<store::ClusterOptions> cluster;  ///< what is accepted goes there too
  /// Words of the rejects file in the user's language.
  std::function<std::string(const char*)> translate = [](const char* text) { return std::string(text); };
  /// Called now and then: file, bytes done and in all.
  std::function<void(const std::string&, std::int64_t, std::int64_t)> progress;
};

struct RecordsResult {
  std::vector<RecordFileResult> files;
  bool rebuilt = false;  ///< the database was made anew from the accepted files
};

/// Brings the database of the project (.zhiheng/records.duckdb) to what its record files say: for each kind first the accepted
/// files in the order of records/journal.tsv, then new ones by name, each in one transaction. A file that is in it already is
/// passed over; one that changed, or vanished, makes the kind's table anew. Faults of all files are reported; a file with more
/// unreadable rows than allowed is refused as a whole.
RecordsResult ingest_records(const RecordsInput& input, World& world, const catalog::Catalog& catalog, Diagnostics& faults);

/// Are there records in this project: a journal, sources, or files in records/KIND/?
bool has_records(const std::string& folder, const std::vector<RecordSourceConfig>& sources, const World& world,
                 const catalog::Catalog& catalog);

/// Files in records/KIND/ that can be read, relative to the project, in the order in which they would be.
std::vector<std::string> record_files(const std::string& folder, const catalog::RecordKind& kind, const World& world);
/// SHA-256 of a file; empty when it cannot be read.
std::string record_digest(const std::string& path, const World& world);
std::string records_database(const std::string& folder);
/// Opens the cluster that the records of the store are to be counted on; false and a fault when it cannot be.
bool open_cluster(store::RecordStore& store, const store::ClusterOptions& options, std::function<bool()> stopped,
                  Diagnostics& faults);
/// Says what an engine could not do.
void add_engine_fault(const store::EngineFailure& failure, const std::string& what, Diagnostics& faults);

/// One line of records/journal.tsv.
struct JournalEntry {
  std::string kind, path, digest;
  store::RowCounts counts;
  friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};
constexpr const char* kJournalFile = "records/journal.tsv";
std::vector<JournalEntry> read_journal(const std::string& folder, const World& world, Diagnostics& faults);
std::string write_journal(const std::vector<JournalEntry>& entries);

}  // namespace zh::ingest
