#pragma once
#include "ingest/record_csv.h"
#include "ingest/records.h"

namespace zh::ingest {

/// A kind on its way in: its lists are indexed, its readers ready.
struct KindReader {
  KindReader(const catalog::RecordKind& kind, const catalog::Catalog& catalog);
  const catalog::RecordKind& kind;
  std::map<std::string, catalog::CodeList> lists;
  std::vector<ValueReader> readers;
  std::vector<int> store_column;
};

/// The header among the first rows of a file: the first that names all required fields. Faults when there is none, or when a
/// field stands twice.
std::optional<RecordHeader> find_header(const std::vector<std::vector<std::string>>& rows, const KindReader& kind,
                                        const RecordSourceConfig& source, const std::string& file, Diagnostics& faults);

/// Loads one file into the open transaction of the store: read, checked, duplicates settled. Nothing on a fault (the
/// transaction is to be rolled back); else the file's digest. `load` has the rejected rows in the end, by row.
struct LoadedFile {
  std::string digest;
  store::RowCounts counts;
};
std::optional<LoadedFile> load_file(store::RecordStore& store, const KindReader& kind, const RecordSourceConfig& source,
                                    const std::string& path, const std::string& shown, const RecordsInput& input, World& world,
                                    const catalog::Catalog& catalog, RecordLoad& load, bool first, Diagnostics& faults);

/// Saves the fields of a source's ClickHouse table as .csv at `path`; fields that are personal are not even asked for. The same
/// rows make the same file. False and a fault when the table lacks a required field or does not come whole.
bool fetch_table(const RecordSourceConfig& source, const KindReader& reader, const std::string& path, const RecordsInput& input,
                 World& world, Diagnostics& faults);

/// The rejects file: file, line, column, value, reason, raw row.
std::string write_rejects(const RecordLoad& load, const std::string& file,
                          const std::function<std::string(const char*)>& translate);
const char* reason_words(Reason reason);

/// Digest of a file that is not loaded; empty when it cannot be read.
std::string file_digest(const std::string& path, const World& world);

}  // namespace zh::ingest
