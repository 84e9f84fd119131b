#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/world.h"
#include "catalog/catalog.h"
#include "store/cluster.h"
#include "store/engine.h"
#include "store/record_sql.h"

namespace zh::store {

/// How the rows of a file ended: read = accepted + rejected + duplicate. `replaced`: rows of earlier files that gave way.
struct RowCounts {
  std::int64_t read = 0, accepted = 0, rejected = 0, duplicate = 0, replaced = 0;
  friend bool operator==(const RowCounts&, const RowCounts&) = default;
};

/// A file whose rows are in the store.
struct StoredFile {
  int number = 0;      ///< from 1, in the order of acceptance, within its kind
  std::string path;    ///< relative to the project
  std::string digest;  ///< SHA-256, hexadecimal
  FileStamp stamp;
  RowCounts counts;
};

/// A row whose key stood in an earlier row of the same file, with other values.
struct KeyConflict {
  std::int64_t row = 0, first = 0;
  std::vector<std::string> values;  ///< of the row, as the store had them, without personal fields
};

/// The records of a project in the embedded engine: a table a kind, with `_file` and `_row` beside the fields, and the list of
/// files that are in it. A cache: all of it can be made again from the files.
class RecordStore {
 public:
  /// `path` empty: in memory.
  static std::unique_ptr<RecordStore> open(const Engine::Options& options, EngineFailure& failure);

  /// Files of a kind in their order; nothing if the kind is not stored in this form (another fingerprint).
  std::vector<StoredFile> files(const catalog::RecordKind& kind, const catalog::Catalog& catalog, EngineFailure& failure);
  /// An empty table for the kind, in place of what there may be.
  bool create(const catalog::RecordKind& kind, const catalog::Catalog& catalog, EngineFailure& failure);
  bool restamp(const catalog::RecordKind& kind, const StoredFile& file, EngineFailure& failure);

  /// One file: begin; load; settle; commit or rollback. Between begin and commit nobody else sees anything, and a crash undoes
  /// it.
  bool begin(EngineFailure& failure);
  std::int64_t load(const catalog::RecordKind& kind, const std::vector<Column>& columns, RowSource& source,
                    EngineFailure& failure);
  /// Of rows of this file with one key the first stays: equal ones are duplicates, others conflicts (both leave the table).
  bool settle_inside(const catalog::RecordKind& kind, int file, std::int64_t& duplicates, std::vector<KeyConflict>& conflicts,
                     EngineFailure& failure);
  /// Rows that an earlier file has exactly so are duplicates; other rows of the same keys give way to this file's.
  bool settle_between(const catalog::RecordKind& kind, int file, std::int64_t& duplicates, std::int64_t& replaced,
                      EngineFailure& failure);
  bool commit(const catalog::RecordKind& kind, const StoredFile& file, EngineFailure& failure);
  void rollback();

  Engine& engine() { return *engine_; }

  /// From here on, counts are asked of the cluster.
  void count_on(std::unique_ptr<Cluster> cluster) { cluster_ = std::move(cluster); }
  Cluster* cluster() { return cluster_.get(); }
  /// A query over the records, of the engine that counts, in its dialect.
  bool count(const std::string& sql, Rows& rows, EngineFailure& failure) {
    return cluster_ ? cluster_->query(sql, rows, failure) : engine_->query(sql, rows, failure);
  }
  const Dialect& dialect() const { return cluster_ ? clickhouse_dialect() : duckdb_dialect(); }

  /// Puts onto the cluster what it has not, kind by kind: see Cluster::take. `files` are those of the kind.
  bool send(const catalog::RecordKind& kind, const catalog::Catalog& catalog, EngineFailure& failure);
  /// Has the cluster exactly what was stored here? False with failure.kind `not_sent` if not.
  bool check_sent(const catalog::RecordKind& kind, const catalog::Catalog& catalog, EngineFailure& failure);

 private:
  explicit RecordStore(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Cluster> cluster_;
};

/// The columns of a kind's table: `_file`, `_row`, then its fields without the personal ones.
std::vector<Column> columns_of(const catalog::RecordKind& kind, const catalog::Catalog& catalog);

}  // namespace zh::store
