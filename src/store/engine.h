#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"

namespace zh::store {

/// Why the engine could not do what it was asked.
struct EngineFailure {
  enum class Kind {
    none,
    no_library,  ///< libduckdb.so is not beside the program, or is another version
    in_use,      ///< another process has the database open
    no_space,
    damaged,      ///< the file is no database, or a broken one
    interrupted,  ///< by the user
    no_node,      ///< a node of the cluster does not answer; `text` names it
    not_sent,     ///< the cluster does not hold what the journal says
    refused,      ///< anything else; `text` is the engine's own message
  };
  Kind kind = Kind::none;
  std::string text;
  explicit operator bool() const { return kind != Kind::none; }
};

/// The type of a column as both engines have it.
struct ColumnType {
  enum class Kind { integer, big, text, code, date, time, decimal, yes_no };
  Kind kind = Kind::text;
  int digits = 0;                  ///< decimal: digits after the point, of 18
  std::vector<std::string> codes;  ///< code: the values there are, in order
};
struct Column {
  std::string name;
  ColumnType type;
};

/// Rows on their way into a table, column by column. A position is valid until something else is written there.
class Batch {
 public:
  virtual ~Batch() = default;
  static constexpr int kRows = 2048;
  /// integer: int32; big, decimal (scaled): int64; date: int32 days since 1970; time: int64 microseconds since 1970; yes_no:
  /// one byte; code: uint8, uint16 or uint32 by `code_width`.
  void* data(int column) const { return data_[static_cast<std::size_t>(column)]; }
  virtual void set_text(int column, int row, std::string_view text) = 0;
  virtual void set_null(int column, int row) = 0;

 protected:
  std::vector<void*> data_;
};
/// Bytes of a code in a column with so many of them: 1, 2 or 4.
int code_width(std::size_t codes);

/// What a table is filled from. `reader` is called once in each thread that fills.
class RowReader {
 public:
  virtual ~RowReader() = default;
  /// Puts at most Batch::kRows rows; their number, 0 at the end. -1: stop, the load is to fail.
  virtual int fill(Batch& batch) = 0;
};
class RowSource {
 public:
  virtual ~RowSource() = default;
  virtual std::unique_ptr<RowReader> reader() = 0;
};

/// The rows that a query gave, in memory.
class Rows {
 public:
  struct Column {
    std::string name;
    bool is_text = false;
    int scale = 0;                ///< of numbers: decimals
    std::vector<int128> numbers;  ///< also dates (days), times (microseconds), yes (1) and no (0)
    std::vector<std::string> texts;
    std::vector<bool> nulls;
  };
  std::vector<Column> columns;
  std::size_t count = 0;
  bool null(std::size_t row, std::size_t column) const { return columns[column].nulls[row]; }
  int128 number(std::size_t row, std::size_t column) const { return columns[column].numbers[row]; }
  Decimal decimal(std::size_t row, std::size_t column) const {
    return Decimal::of(columns[column].numbers[row], columns[column].scale);
  }
  const std::string& text(std::size_t row, std::size_t column) const { return columns[column].texts[row]; }
};

/// Rows of a query whose columns are all text, where the engine holds them: nothing is copied. May go to another thread; gone
/// before its engine.
class TextRows {
 public:
  virtual ~TextRows() = default;
  std::size_t count = 0;
  /// Of a row; NULL is empty. Valid as long as the rows are.
  virtual std::string_view text(std::size_t row, std::size_t column) const = 0;
};

/// A database of the embedded engine. The engine's library is loaded when the first one is opened, so that whoever has no
/// records does not pay for it. Not for use from several threads, except `interrupt`.
class Engine {
 public:
  struct Options {
    std::string library;  ///< path of libduckdb.so
    std::string path;     ///< of the database's file; empty: in memory
    bool read_only = false;
    int threads = 0;                 ///< 0: as many as the machine has
    bool ordered = false;            ///< queries without ORDER BY give the rows of a file in its order
    std::string memory;              ///< "3GB"; empty: the engine's own limit
    std::vector<std::string> reads;  ///< files that queries may read (parquet); no other file can be
  };
  static std::unique_ptr<Engine> open(const Options& options, EngineFailure& failure);
  virtual ~Engine() = default;

  virtual bool run(const std::string& sql, EngineFailure& failure) = 0;
  /// Rows changed by an INSERT, UPDATE or DELETE; -1 on failure.
  virtual std::int64_t change(const std::string& sql, EngineFailure& failure) = 0;
  virtual bool query(const std::string& sql, Rows& rows, EngineFailure& failure) = 0;
  /// Hands each piece of the result on as it comes; stops when `take` says false.
  virtual bool stream(const std::string& sql, const std::function<bool(const Rows&)>& take, EngineFailure& failure) = 0;
  /// The same for columns that are all text; other columns come as empty.
  virtual bool stream_texts(const std::string& sql, const std::function<bool(std::unique_ptr<TextRows>)>& take,
                            EngineFailure& failure) = 0;
  /// INSERT INTO table (columns) of all rows of the source, several threads at once, in no order. Rows inserted; -1 on failure.
  virtual std::int64_t insert(const std::string& table, const std::vector<Column>& columns, RowSource& source,
                              EngineFailure& failure) = 0;
  /// `stopped` is asked while the engine works; true interrupts it.
  std::function<bool()> stopped;
};

/// "name" for SQL, quotes doubled; 'text' likewise.
std::string sql_name(std::string_view name);
std::string sql_text(std::string_view text);

}  // namespace zh::store
