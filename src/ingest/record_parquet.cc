#include <condition_variable>
#include <cstring>
#include <deque>
#include <thread>

#include "base/text.h"
#include "ingest/record_tables.h"

namespace zh::ingest {

struct ParquetSource::State {
  std::string path;
  RecordLoad& load;
  std::unique_ptr<store::Engine> engine;
  store::EngineFailure failure;
  std::string sql;
  std::thread producer;
  std::mutex mutex;
  std::condition_variable changed;
  struct Piece {
    std::unique_ptr<store::TextRows> rows;
    std::int64_t first = 0;  ///< ordinal of its first row in the file, from 1
  };
  std::deque<Piece> queue;
  bool finished = false, abandoned = false;
  std::atomic<std::int64_t> done{0};

  explicit State(RecordLoad& l) : load(l) {}

  void produce() {
    std::int64_t next = 1;
    const bool good = engine->stream_texts(
        sql,
        [&](std::unique_ptr<store::TextRows> rows) {
          std::unique_lock<std::mutex> lock(mutex);
          changed.wait(lock, [&] { return queue.size() < 16 || abandoned; });
          if (abandoned || load.stop) return false;
          const auto count = static_cast<std::int64_t>(rows->count);
          queue.push_back({std::move(rows), next});
          next += count;
          changed.notify_all();
          return true;
        },
        failure);
    if (!good) load.fail(failure.text);
    const std::lock_guard<std::mutex> lock(mutex);
    finished = true;
    changed.notify_all();
  }
  bool next(Piece& piece) {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [&] { return !queue.empty() || finished; });
    if (queue.empty()) return false;
    piece = std::move(queue.front());
    queue.pop_front();
    done += static_cast<std::int64_t>(piece.rows->count);
    changed.notify_all();
    return true;
  }
};

namespace {

template <class State, class Piece>
class ParquetReader final : public store::RowReader {
 public:
  ParquetReader(State& state, RecordLoad& load)
      : state_(state), load_(load), checker_(load), fields_(load.header.names.size()) {}
  int fill(store::Batch& batch) override {
    checker_.into(batch);
    while (!checker_.full()) {
      if (load_.stop) return -1;
      if (!piece_.rows || at_ == piece_.rows->count) {
        at_ = 0;
        piece_ = {};
        if (!state_.next(piece_)) break;
      }
      bool clean = true;  // the engine takes nothing but good UTF-8 for text, yet zero bytes are good to it
      for (std::size_t column = 0; column < fields_.size(); ++column) {
        fields_[column] = piece_.rows->text(at_, column);
        clean = clean && (fields_[column].empty() || !std::memchr(fields_[column].data(), 0, fields_[column].size()));
      }
      checker_.add(fields_, piece_.first + static_cast<std::int64_t>(at_), clean,
                   [&] { return csv_line(fields_, load_.header, *load_.kind); });
      ++at_;
    }
    return load_.stop ? -1 : checker_.count();
  }

 private:
  State& state_;
  RecordLoad& load_;
  RowChecker checker_;
  Piece piece_;
  std::size_t at_ = 0;
  std::vector<std::string_view> fields_;
};

}  // namespace

ParquetSource::ParquetSource(const std::string& library, const std::string& path, int threads, RecordLoad& load)
    : state_(std::make_unique<State>(load)) {
  state_->path = path;
  state_->engine =
      store::Engine::open({.library = library, .threads = threads, .ordered = true, .reads = {path}}, state_->failure);
}

ParquetSource::~ParquetSource() {
  {
    const std::lock_guard<std::mutex> lock(state_->mutex);
    state_->abandoned = true;
    state_->changed.notify_all();
  }
  if (state_->producer.joinable()) state_->producer.join();
}

std::optional<std::vector<std::string>> ParquetSource::columns(store::EngineFailure& failure) {
  const std::string file = "read_parquet(" + store::sql_text(state_->path) + ")";
  store::Rows rows;
  if (!state_->engine || !state_->engine->query("SELECT * FROM " + file + " LIMIT 0", rows, state_->failure)) {
    failure = state_->failure;
    return std::nullopt;
  }
  std::vector<std::string> names;
  std::string texts;
  for (const store::Rows::Column& column : rows.columns) {
    names.push_back(column.name);
    texts += (texts.empty() ? "" : ", ") + ("CAST(" + store::sql_name(column.name) + " AS VARCHAR)");
  }
  state_->sql = "SELECT " + texts + " FROM " + file;
  return names;
}

std::unique_ptr<store::RowReader> ParquetSource::reader() {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  if (!state_->producer.joinable()) state_->producer = std::thread([state = state_.get()] { state->produce(); });
  return std::make_unique<ParquetReader<State, State::Piece>>(*state_, state_->load);
}

const store::EngineFailure& ParquetSource::failure() const { return state_->failure; }
std::int64_t ParquetSource::rows_done() const { return state_->done; }

}  // namespace zh::ingest
