#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <thread>

#include "store/duckdb_library.h"
#include "store/duckdb_rows.h"
#include "store/engine.h"

namespace zh::store {
namespace {

EngineFailure failure_of(const char* message, duckdb_error_type type = DUCKDB_ERROR_INVALID) {
  using Kind = EngineFailure::Kind;
  EngineFailure failure{Kind::refused, message ? message : ""};
  const auto says = [&](const char* words) { return failure.text.find(words) != std::string::npos; };
  if (type == DUCKDB_ERROR_INTERRUPT || says("INTERRUPT")) failure.kind = Kind::interrupted;
  if (says("Conflicting lock") || says("Could not set lock")) failure.kind = Kind::in_use;
  if (says("No space left") || says("File too large") || says("Disk quota")) failure.kind = Kind::no_space;
  if (says("not a valid DuckDB database") || says("checksum") || says("Corrupt") || says("corrupt") ||
      says("Serialization Error"))
    failure.kind = Kind::damaged;
  return failure;
}

/// Frees what the C interface gave.
template <class Handle>
struct Owned {
  Handle handle{};
  void (*free)(Handle*);
  explicit Owned(void (*f)(Handle*)) : free(f) {}
  ~Owned() { free(&handle); }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
};

duckdb_logical_type logical_type(const DuckDb& api, const ColumnType& type) {
  switch (type.kind) {
    case ColumnType::Kind::integer:
      return api.create_logical_type(DUCKDB_TYPE_INTEGER);
    case ColumnType::Kind::big:
      return api.create_logical_type(DUCKDB_TYPE_BIGINT);
    case ColumnType::Kind::date:
      return api.create_logical_type(DUCKDB_TYPE_DATE);
    case ColumnType::Kind::time:
      return api.create_logical_type(DUCKDB_TYPE_TIMESTAMP);
    case ColumnType::Kind::yes_no:
      return api.create_logical_type(DUCKDB_TYPE_BOOLEAN);
    case ColumnType::Kind::decimal:
      return api.create_decimal_type(18, static_cast<std::uint8_t>(type.digits));
    case ColumnType::Kind::code: {
      std::vector<const char*> names;
      for (const std::string& code : type.codes) names.push_back(code.c_str());
      return api.create_enum_type(names.data(), names.size());
    }
    case ColumnType::Kind::text:
      break;
  }
  return api.create_logical_type(DUCKDB_TYPE_VARCHAR);
}

/// A chunk of the engine that a reader fills.
class ChunkBatch final : public Batch {
 public:
  ChunkBatch(const DuckDb& api, duckdb_data_chunk chunk) : api_(api) {
    const idx_t columns = api.data_chunk_get_column_count(chunk);
    for (idx_t i = 0; i < columns; ++i) {
      vectors_.push_back(api.data_chunk_get_vector(chunk, i));
      data_.push_back(api.vector_get_data(vectors_.back()));
      validity_.push_back(nullptr);
    }
  }
  void set_text(int column, int row, std::string_view text) override {
    const auto c = static_cast<std::size_t>(column);
    if (text.size() <= 12) {  // lies in the vector itself
      duckdb_string_t& place = static_cast<duckdb_string_t*>(data_[c])[row];
      std::memset(&place, 0, sizeof place);
      place.value.inlined.length = static_cast<std::uint32_t>(text.size());
      std::memcpy(place.value.inlined.inlined, text.data(), text.size());
      return;
    }
    api_.vector_assign_string_element_len(vectors_[c], static_cast<idx_t>(row), text.data(), text.size());
  }
  void set_null(int column, int row) override {
    const auto c = static_cast<std::size_t>(column);
    if (!validity_[c]) {
      api_.vector_ensure_validity_writable(vectors_[c]);
      validity_[c] = api_.vector_get_validity(vectors_[c]);
    }
    api_.validity_set_row_invalid(validity_[c], static_cast<idx_t>(row));
  }

 private:
  const DuckDb& api_;
  std::vector<duckdb_vector> vectors_;
  std::vector<std::uint64_t*> validity_;
};

/// A chunk of a result, owned.
class ChunkTexts final : public TextRows {
 public:
  ChunkTexts(const DuckDb& api, duckdb_data_chunk chunk) : api_(api), chunk_(chunk) {
    count = api.data_chunk_get_size(chunk);
    for (idx_t i = 0; i < api.data_chunk_get_column_count(chunk); ++i) {
      duckdb_vector vector = api.data_chunk_get_vector(chunk, i);
      Owned<duckdb_logical_type> type(api.destroy_logical_type);
      type.handle = api.vector_get_column_type(vector);
      const bool text = api.get_type_id(type.handle) == DUCKDB_TYPE_VARCHAR;
      columns_.push_back(
          {text ? static_cast<const duckdb_string_t*>(api.vector_get_data(vector)) : nullptr, api.vector_get_validity(vector)});
    }
  }
  ~ChunkTexts() override { api_.destroy_data_chunk(&chunk_); }
  std::string_view text(std::size_t row, std::size_t column) const override {
    const Texts& texts = columns_[column];
    if (!texts.data || (texts.validity && (texts.validity[row / 64] >> (row % 64) & 1) == 0)) return {};
    const duckdb_string_t& text = texts.data[row];
    const std::uint32_t length = text.value.inlined.length;
    return {length <= 12 ? text.value.inlined.inlined : text.value.pointer.ptr, length};
  }

 private:
  struct Texts {
    const duckdb_string_t* data;
    const std::uint64_t* validity;
  };
  const DuckDb& api_;
  duckdb_data_chunk chunk_;
  std::vector<Texts> columns_;
};

/// What the table function of an insertion needs; it outlives the function.
struct Feed {
  const DuckDb* api;
  const std::vector<Column>* columns;
  RowSource* source;
  int threads;
};

void feed_bind(duckdb_bind_info info) {
  const DuckDb* api = DuckDb::loaded();
  const Feed& feed = *static_cast<Feed*>(api->bind_get_extra_info(info));
  for (const Column& column : *feed.columns) {
    Owned<duckdb_logical_type> type(api->destroy_logical_type);
    type.handle = logical_type(*api, column.type);
    api->bind_add_result_column(info, column.name.c_str(), type.handle);
  }
}
void feed_init(duckdb_init_info info) {
  const DuckDb* api = DuckDb::loaded();
  const Feed& feed = *static_cast<Feed*>(api->init_get_extra_info(info));
  api->init_set_max_threads(info, static_cast<idx_t>(feed.threads));
}
void feed_local(duckdb_init_info info) {
  const DuckDb* api = DuckDb::loaded();
  const Feed& feed = *static_cast<Feed*>(api->init_get_extra_info(info));
  api->init_set_init_data(info, feed.source->reader().release(), [](void* reader) { delete static_cast<RowReader*>(reader); });
}
void feed_rows(duckdb_function_info info, duckdb_data_chunk output) {
  const DuckDb* api = DuckDb::loaded();
  ChunkBatch batch(*api, output);
  const int rows = static_cast<RowReader*>(api->function_get_local_init_data(info))->fill(batch);
  if (rows < 0) api->function_set_error(info, "stopped by the reader");
  api->data_chunk_set_size(output, static_cast<idx_t>(std::max(rows, 0)));
}

class DuckDbEngine final : public Engine {
 public:
  DuckDbEngine(const DuckDb& api, duckdb_database database, duckdb_connection connection, int threads)
      : api_(api), database_(database), connection_(connection), threads_(threads) {}
  ~DuckDbEngine() override {
    api_.disconnect(&connection_);
    api_.close(&database_);
  }

  bool run(const std::string& sql, EngineFailure& failure) override {
    Owned<duckdb_result> result(api_.destroy_result);
    return execute(sql, false, result.handle, failure);
  }
  std::int64_t change(const std::string& sql, EngineFailure& failure) override {
    Owned<duckdb_result> result(api_.destroy_result);
    if (!execute(sql, false, result.handle, failure)) return -1;
    return static_cast<std::int64_t>(api_.rows_changed(&result.handle));
  }
  bool query(const std::string& sql, Rows& rows, EngineFailure& failure) override {
    rows = Rows();
    Owned<duckdb_result> result(api_.destroy_result);
    if (!execute(sql, false, result.handle, failure)) return false;
    ResultReader reader(api_, result.handle);
    reader.describe(rows);
    while (duckdb_data_chunk chunk = api_.fetch_chunk(result.handle)) {
      reader.append(chunk, rows);
      api_.destroy_data_chunk(&chunk);
    }
    return true;
  }
  bool stream(const std::string& sql, const std::function<bool(const Rows&)>& take, EngineFailure& failure) override {
    Owned<duckdb_result> result(api_.destroy_result);
    if (!execute(sql, true, result.handle, failure)) return false;
    ResultReader reader(api_, result.handle);
    return each_chunk(
        result.handle,
        [&](duckdb_data_chunk chunk) {
          Rows rows;
          reader.describe(rows);
          reader.append(chunk, rows);
          api_.destroy_data_chunk(&chunk);
          return take(rows);
        },
        failure);
  }
  bool stream_texts(const std::string& sql, const std::function<bool(std::unique_ptr<TextRows>)>& take,
                    EngineFailure& failure) override {
    Owned<duckdb_result> result(api_.destroy_result);
    if (!execute(sql, true, result.handle, failure)) return false;
    return each_chunk(
        result.handle, [&](duckdb_data_chunk chunk) { return take(std::make_unique<ChunkTexts>(api_, chunk)); }, failure);
  }
  std::int64_t insert(const std::string& table, const std::vector<Column>& columns, RowSource& source,
                      EngineFailure& failure) override {
    Feed feed{&api_, &columns, &source, threads_};
    const std::string name = fmt::format("zh_feed_{}", ++feeds_);
    Owned<duckdb_table_function> function(api_.destroy_table_function);
    function.handle = api_.create_table_function();
    api_.table_function_set_name(function.handle, name.c_str());
    api_.table_function_set_extra_info(function.handle, &feed, nullptr);
    api_.table_function_set_bind(function.handle, feed_bind);
    api_.table_function_set_init(function.handle, feed_init);
    api_.table_function_set_local_init(function.handle, feed_local);
    api_.table_function_set_function(function.handle, feed_rows);
    if (api_.register_table_function(connection_, function.handle) != DuckDBSuccess) {
      failure = {EngineFailure::Kind::refused, name};
      return -1;
    }
    std::string names;
    for (const Column& column : columns) names += (names.empty() ? "" : ", ") + sql_name(column.name);
    return change(fmt::format("INSERT INTO {} ({}) SELECT {} FROM {}()", sql_name(table), names, names, name), failure);
  }

 private:
  /// Hands over the chunks of a result as they come, until `take` says false.
  bool each_chunk(duckdb_result& result, const std::function<bool(duckdb_data_chunk)>& take, EngineFailure& failure) {
    while (duckdb_data_chunk chunk = api_.fetch_chunk(result)) {
      if (api_.data_chunk_get_size(chunk) == 0) {
        api_.destroy_data_chunk(&chunk);
        break;
      }
      if (!take(chunk)) return true;
      if (stopped && stopped()) {
        failure = {EngineFailure::Kind::interrupted, ""};
        return false;
      }
    }
    if (const char* error = api_.result_error(&result)) {
      failure = failure_of(error, api_.result_error_type(&result));
      return false;
    }
    return true;
  }

  /// Step by step, so that Ctrl-C is heeded.
  bool execute(const std::string& sql, bool streaming, duckdb_result& result, EngineFailure& failure) {
    Owned<duckdb_prepared_statement> statement(api_.destroy_prepare);
    if (api_.prepare(connection_, sql.c_str(), &statement.handle) != DuckDBSuccess) {
      failure = failure_of(api_.prepare_error(statement.handle));
      return false;
    }
    Owned<duckdb_pending_result> pending(api_.destroy_pending);
    const auto begin = streaming ? api_.pending_prepared_streaming : api_.pending_prepared;
    if (begin(statement.handle, &pending.handle) != DuckDBSuccess) {
      failure = failure_of(api_.pending_error(pending.handle));
      return false;
    }
    while (true) {
      const duckdb_pending_state state = api_.pending_execute_task(pending.handle);
      if (state == DUCKDB_PENDING_ERROR) {
        failure = failure_of(api_.pending_error(pending.handle));
        return false;
      }
      if (api_.pending_execution_is_finished(state)) break;
      if (stopped && stopped()) {
        api_.interrupt(connection_);
        failure = {EngineFailure::Kind::interrupted, ""};
        return false;
      }
    }
    if (api_.execute_pending(pending.handle, &result) != DuckDBSuccess) {
      failure = failure_of(api_.result_error(&result), api_.result_error_type(&result));
      return false;
    }
    return true;
  }

  const DuckDb& api_;
  duckdb_database database_;
  duckdb_connection connection_;
  int threads_;
  int feeds_ = 0;
};

}  // namespace

namespace {

/// Makes an empty database beside its place and links it there once it is whole: killed in the midst of it, or at the same time
/// in two processes, nobody finds half a file. What cannot be made here fails when the place itself is opened.
void make_whole(const DuckDb& api, const std::string& path, duckdb_config config) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) return;
  const std::string beside = fmt::format("{}.{}", path, ::getpid());
  duckdb_database database = nullptr;
  char* why = nullptr;
  if (api.open_ext(beside.c_str(), &database, config, &why) == DuckDBSuccess) {
    api.close(&database);
    std::filesystem::create_hard_link(beside, path, error);
  } else {
    api.free(why);
  }
  std::filesystem::remove(beside, error);
}

}  // namespace

int code_width(std::size_t codes) { return codes <= 0xFF ? 1 : codes <= 0xFFFF ? 2 : 4; }

std::string sql_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string sql_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::unique_ptr<Engine> Engine::open(const Options& options, EngineFailure& failure) {
  std::string why;
  const DuckDb* api = DuckDb::load(options.library, why);
  if (!api) {
    failure = {EngineFailure::Kind::no_library, why};
    return nullptr;
  }
  const int threads =
      options.threads > 0 ? options.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  Owned<duckdb_config> config(api->destroy_config);
  api->create_config(&config.handle);
  const auto set = [&](const char* name, const std::string& value) { api->set_config(config.handle, name, value.c_str()); };
  set("threads", std::to_string(threads));
  set("preserve_insertion_order", options.ordered ? "true" : "false");
  set("autoload_known_extensions", "false");
  set("autoinstall_known_extensions", "false");
  if (!options.memory.empty()) set("memory_limit", options.memory);
  if (options.read_only) set("access_mode", "READ_ONLY");
  if (!options.path.empty() && !options.read_only) make_whole(*api, options.path, config.handle);
  duckdb_database database = nullptr;
  // Where there are no hard links a file that another process is just making has no header yet: only what stays so is damaged.
  constexpr int kTries = 8;
  for (int attempt = 1; database == nullptr; ++attempt) {
    char* error = nullptr;
    if (api->open_ext(options.path.empty() ? nullptr : options.path.c_str(), &database, config.handle, &error) == DuckDBSuccess)
      break;
    failure = failure_of(error);
    api->free(error);
    database = nullptr;
    if (failure.kind != EngineFailure::Kind::damaged || attempt == kTries) return nullptr;
    std::this_thread::sleep_for(std::chrono::milliseconds(250));
  }
  duckdb_connection connection = nullptr;
  if (api->connect(database, &connection) != DuckDBSuccess) {
    api->close(&database);
    failure = {EngineFailure::Kind::refused, options.path};
    return nullptr;
  }
  auto engine = std::make_unique<DuckDbEngine>(*api, database, connection, threads);
  std::string files;
  for (const std::string& file : options.reads) files += (files.empty() ? "" : ", ") + sql_text(file);
  // A query reads the named files and nothing else, and cannot change that.
  for (const std::string& sql : {"SET allowed_paths = [" + files + "]", std::string("SET enable_external_access = false"),
                                 std::string("SET lock_configuration = true")})
    if (!engine->run(sql, failure)) return nullptr;
  return engine;
}

}  // namespace zh::store
