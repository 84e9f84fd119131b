#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "ingest/record_values.h"
#include "store/engine.h"

namespace zh::ingest {

/// Which column of a file holds which field.
struct RecordHeader {
  std::vector<std::string> names;  ///< of the columns, as written
  std::vector<int> fields;         ///< by column: index of the kind's field, or -1: not used
  std::int64_t row = 0;            ///< where the header stands
  bool has_personal = false;
};

/// A row that was not accepted.
struct Reject {
  std::int64_t row = 0;  ///< line of a text file, row of a sheet, ordinal in a parquet file
  int column = -1;       ///< index in the header; -1: the row as a whole
  Reason reason = Reason::none;
  std::string value;  ///< what stands there, or what the reason speaks of (the first row of a key conflict)
  std::string raw;
};

/// Hashes of the keys that were seen, to find the few rows that may repeat one. Shared by the threads of a load.
class KeySet {
 public:
  KeySet() : shards_(kShards) {}
  /// About so many keys will come.
  void reserve(std::size_t keys);
  /// True if any of these hashes was there before, or stands twice among them. Reorders them.
  bool insert_all(std::vector<std::uint64_t>& hashes);

 private:
  static constexpr std::size_t kShards = 64;
  struct Shard {
    std::mutex mutex;
    std::vector<std::uint64_t> slots;  ///< 0: free; a power of two, at most half full
    std::size_t count = 0;
    void grow(std::size_t size);
    bool insert(std::uint64_t hash);
  };
  std::vector<Shard> shards_;
};

/// What all threads of the load of one file share.
struct RecordLoad {
  const catalog::RecordKind* kind = nullptr;
  int file_number = 0;
  RecordHeader header;
  std::vector<ValueReader> readers;  ///< by field; personal ones are never asked
  std::vector<int> store_column;     ///< by field: column of the table, or -1
  KeySet keys;
  std::atomic<std::int64_t> read{0};
  std::atomic<bool> repeated{false};  ///< some key was perhaps seen twice
  std::atomic<bool> stop{false};      ///< too many rejects, or the file cannot be read on
  std::mutex mutex;                   ///< of the rejects
  std::vector<Reject> rejects;
  std::size_t reject_bytes = 0;
  std::string trouble;  ///< why the file could not be read to its end
  void reject(Reject reject);
  void fail(const std::string& why);
};

/// More rejected rows than this, and the file is refused without reading on.
constexpr std::size_t kMaxRejects = 1'000'000;

/// Checks rows and puts the good ones into batches. One for each thread.
class RowChecker {
 public:
  explicit RowChecker(RecordLoad& load);
  /// Starts with a new batch.
  void into(store::Batch& batch) {
    batch_ = &batch, count_ = 0;
    settle_keys();
  }
  int count() const { return count_; }
  bool full() const { return count_ == store::Batch::kRows; }
  /// One row. `raw`: its text for the rejects file, called only if needed. `valid`: the fields are known to be good UTF-8
  /// without zero bytes.
  void add(const std::vector<std::string_view>& fields, std::int64_t row, bool valid, const std::function<std::string()>& raw);
  void reject(std::int64_t row, int column, Reason reason, std::string_view value, std::string raw);

 private:
  void write(std::int64_t row);
  void settle_keys();
  bool is_header(const std::vector<std::string_view>& fields) const;

  RecordLoad& load_;
  store::Batch* batch_ = nullptr;
  int count_ = 0;
  std::vector<std::uint64_t> keys_;   ///< of the last batch
  std::vector<FieldValue> values_;    ///< by field
  std::vector<std::string> scratch_;  ///< by field
};

/// UTF-8 without zero bytes; faster than a look at each code point.
bool is_clean_utf8(std::string_view bytes);

/// Fields of a row joined as a csv line, personal columns hidden.
std::string csv_line(const std::vector<std::string_view>& fields, const RecordHeader& header, const catalog::RecordKind& kind);
std::string csv_field(std::string_view text);

}  // namespace zh::ingest
