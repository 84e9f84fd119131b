#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "store/clickhouse_text.h"
#include "store/cluster.h"
#include "store/http.h"
#include "store/record_sql.h"

namespace zh::store {
namespace {

using Kind = EngineFailure::Kind;
constexpr std::size_t kBlock = std::size_t{8} << 20;  // bytes of one INSERT, which ClickHouse takes whole or not at all
constexpr std::size_t kBlockRows = 100'000;           // fewer than max_insert_block_size, for the same reason
constexpr int kTries = 3;                             // of reads

std::string quoted(const std::string& text) { return clickhouse_dialect().quoted(text); }

std::string percent(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')
      out += c;
    else
      out += fmt::format("%{:02X}", byte);
  }
  return out;
}

std::string type_of(const ColumnType& type) {
  switch (type.kind) {
    case ColumnType::Kind::integer:
    case ColumnType::Kind::date:
      return "Int32";
    case ColumnType::Kind::big:
    case ColumnType::Kind::time:
      return "Int64";
    case ColumnType::Kind::yes_no:
      return "UInt8";
    case ColumnType::Kind::decimal:
      return fmt::format("Decimal(18,{})", type.digits);
    case ColumnType::Kind::code:
    case ColumnType::Kind::text:
      break;
  }
  return "String";
}

class ClickHouse final : public Cluster {
 public:
  ClickHouse(const ClusterOptions& options, std::function<bool()> stopped) : options_(options), stopped_(std::move(stopped)) {}

  /// Every node must answer.
  bool ping(EngineFailure& failure) {
    std::string silent;
    for (std::size_t shard = 0; shard < nodes(); ++shard) {
      EngineFailure why;
      std::string answer;
      if (ask(shard, "SELECT 1", answer, why, options_.connect_seconds, false)) continue;
      if (why.kind == Kind::interrupted || why.kind == Kind::refused) return failure = why, false;
      silent += (silent.empty() ? "" : "; ") + why.text;
    }
    if (!silent.empty()) failure = {Kind::no_node, silent};
    return silent.empty();
  }

  bool query(const std::string& sql, Rows& rows, EngineFailure& failure) override { return query_on(0, sql, rows, failure); }

  bool take(const std::string& kind, const std::vector<Column>& columns, const std::vector<Portion>& portions, const Feed& feed,
            EngineFailure& failure) override {
    if (!make_state(failure)) return false;
    std::vector<std::vector<Part>> held(nodes());
    bool some = false;
    for (std::size_t shard = 0; shard < nodes(); ++shard) {
      if (!parts(shard, kind, held[shard], failure)) return false;
      for (const Portion& portion : portions) some = some || whole(held[shard], portion, shard);
    }
    // Nothing of it is there: the tables may be of another form of the kind.
    for (std::size_t shard = 0; shard < nodes(); ++shard)
      if (!make_tables(shard, kind, columns, !some, held[shard], failure)) return false;
    for (std::size_t shard = 0; shard < nodes(); ++shard)
      for (const Part& part : held[shard]) {
        bool wanted = false;
        for (const Portion& portion : portions) wanted = wanted || (portion.file == part.file && whole({part}, portion, shard));
        if (!wanted && !drop(shard, kind, part.file, failure)) return false;
      }
    for (const Portion& portion : portions) {
      std::vector<bool> to(nodes());
      bool any = false;
      for (std::size_t shard = 0; shard < nodes(); ++shard) any = (to[shard] = !whole(held[shard], portion, shard)) || any;
      if (any && !send(kind, columns, portion, to, feed, failure)) return false;
    }
    return check(kind, portions, failure);
  }

  bool check(const std::string& kind, const std::vector<Portion>& portions, EngineFailure& failure) override {
    std::int64_t rows = 0, on_all = 0;
    for (std::size_t shard = 0; shard < nodes(); ++shard) {
      std::vector<Part> held;
      Rows there;
      if (!query_on(shard,
                    fmt::format("SELECT count(*) AS n FROM system.tables WHERE database = {} AND name = '_sent'", database()),
                    there, failure))
        return false;
      if (there.number(0, 0) == 0) return lacks(shard, kind, failure);
      if (!parts(shard, kind, held, failure)) return false;
      if (held.size() != portions.size()) return lacks(shard, kind, failure);
      for (const Portion& portion : portions)
        if (!whole(held, portion, shard)) return lacks(shard, kind, failure);
      for (const Part& part : held) on_all += part.rows;
    }
    for (const Portion& portion : portions) rows += portion.rows;
    if (rows != on_all) return lacks(0, kind, failure);
    // What the cluster's own definition reaches must be the shards that were asked.
    Rows through;
    if (!query("SELECT count(*) AS n FROM " + sql_name(kind), through, failure)) return false;
    if (through.number(0, 0) == static_cast<int128>(rows)) return true;
    failure = {Kind::not_sent, fmt::format("cluster {}: {} rows of {}, not {}", options_.cluster,
                                           static_cast<std::int64_t>(through.number(0, 0)), kind, rows)};
    return false;
  }

 private:
  /// A partition of a shard as it is, and what `_sent` says of it.
  struct Part {
    int file = 0;
    std::int64_t rows = 0, said = -1;
    std::string token;
  };

  std::size_t nodes() const { return options_.addresses.size(); }
  std::string database() const { return quoted(options_.database); }
  static std::string local(const std::string& kind) { return sql_name(kind + "_local"); }
  /// Which rows a shard gets depends on how many there are.
  std::string token(const Portion& portion, std::size_t shard) const {
    return fmt::format("{}/{}/{}", portion.token, shard + 1, nodes());
  }
  bool whole(const std::vector<Part>& held, const Portion& portion, std::size_t shard) const {
    for (const Part& part : held)
      if (part.file == portion.file) return part.said == part.rows && part.token == token(portion, shard);
    return false;
  }
  bool lacks(std::size_t shard, const std::string& kind, EngineFailure& failure) const {
    failure = {Kind::not_sent, fmt::format("{}: {}", options_.addresses[shard], kind)};
    return false;
  }

  /// One exchange with a node. Reads are tried again when the connection failed, not when a deadline passed.
  bool ask(std::size_t shard, const std::string& sql, std::string& answer, EngineFailure& failure, int seconds, bool insert,
           bool in_database = false, int tries = kTries) const {
    HttpRequest request = clickhouse_request(options_, shard);
    request.url += "&max_query_size=16777216&max_ast_elements=1000000&max_expanded_ast_elements=1000000";
    if (in_database) request.url += "&database=" + percent(options_.database);
    const std::size_t line = insert ? sql.find('\n') : std::string::npos;
    if (insert) request.url += "&query=" + percent(sql.substr(0, line));
    request.body = insert ? sql.substr(line + 1) : sql;
    request.seconds = seconds;
    request.stopped = stopped_;
    for (int attempt = 1;; ++attempt) {
      const HttpAnswer got = http_post(request);
      if (got.status == 200) return answer = got.body, true;
      if (got.stopped) return failure = {Kind::interrupted, ""}, false;
      if (got.status != 0) return failure = {Kind::refused, complaint_of(got, options_.addresses[shard])}, false;
      failure = {Kind::no_node, options_.addresses[shard] + ": " + got.trouble};
      if (got.late || attempt >= tries) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(200 * attempt));
    }
  }
  /// After a failure: if some node is silent, that is what is told, whoever complained first.
  bool blame(EngineFailure& failure) {
    if (failure.kind == Kind::interrupted) return false;
    EngineFailure silent;
    if (!ping(silent) && silent.kind == Kind::no_node) failure = silent;
    return false;
  }
  bool query_on(std::size_t shard, const std::string& sql, Rows& rows, EngineFailure& failure) {
    std::string answer;
    if (!ask(shard, sql + " FORMAT TabSeparatedWithNamesAndTypes", answer, failure, options_.query_seconds, false, made_))
      return blame(failure);
    if (read_answer(answer, rows)) return true;
    failure = {Kind::refused, options_.addresses[shard] + ": " + answer.substr(0, 300)};
    return false;
  }
  bool change(std::size_t shard, const std::string& sql, EngineFailure& failure, bool insert = false) {
    std::string answer;
    return ask(shard, sql, answer, failure, options_.query_seconds, insert, made_, 1) || blame(failure);
  }

  bool make_state(EngineFailure& failure) {
    made_ = false;
    for (std::size_t shard = 0; shard < nodes(); ++shard)
      if (!change(shard, "CREATE DATABASE IF NOT EXISTS " + sql_name(options_.database), failure)) return false;
    made_ = true;
    for (std::size_t shard = 0; shard < nodes(); ++shard)
      if (!change(shard,
                  "CREATE TABLE IF NOT EXISTS _sent (kind String, file Int32, token String, rows Int64) ENGINE = MergeTree "
                  "PARTITION BY (kind, file) ORDER BY (kind, file)",
                  failure))
        return false;
    return true;
  }

  bool parts(std::size_t shard, const std::string& kind, std::vector<Part>& held, EngineFailure& failure) {
    made_ = true;
    Rows rows;
    const std::string sql = fmt::format(
        "SELECT partition AS f, sum(rows) AS n FROM system.parts WHERE active AND database = {} AND table = {} GROUP BY "
        "partition",
        database(), quoted(kind + "_local"));
    if (!query_on(shard, sql, rows, failure)) return false;
    for (std::size_t row = 0; row < rows.count; ++row)
      held.push_back({std::atoi(rows.text(row, 0).c_str()), static_cast<std::int64_t>(rows.number(row, 1)), -1, ""});
    if (!query_on(shard, "SELECT file, token, rows FROM _sent WHERE kind = " + quoted(kind), rows, failure)) return false;
    for (std::size_t row = 0; row < rows.count; ++row) {
      const int file = static_cast<int>(rows.number(row, 0));
      auto part = held.begin();
      while (part != held.end() && part->file != file) ++part;
      if (part == held.end()) part = held.insert(part, Part{file, 0, -1, ""});  // a portion may have no row here
      // Two lines for one partition are none.
      part->said = part->token.empty() ? static_cast<std::int64_t>(rows.number(row, 2)) : -1;
      part->token = rows.text(row, 1);
    }
    return true;
  }

  bool make_tables(std::size_t shard, const std::string& kind, const std::vector<Column>& columns, bool anew,
                   std::vector<Part>& held, EngineFailure& failure) {
    std::string list;
    for (const Column& column : columns) {
      const std::string type = type_of(column.type);
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ", sql_name(column.name),
                          column.name[0] == '_' ? type : "Nullable(" + type + ")");
    }
    if (anew) {
      for (const Part& part : held)
        if (!drop_state(shard, kind, part.file, failure)) return false;
      held.clear();
      if (!change(shard, "DROP TABLE IF EXISTS " + sql_name(kind), failure) ||
          !change(shard, "DROP TABLE IF EXISTS " + local(kind), failure))
        return false;
    }
    return change(shard,
                  fmt::format("CREATE TABLE IF NOT EXISTS {} ({}) ENGINE = MergeTree PARTITION BY _file ORDER BY _row",
                              local(kind), list),
                  failure) &&
           change(shard,
                  fmt::format("CREATE TABLE IF NOT EXISTS {} ({}) ENGINE = Distributed({}, {}, {})", sql_name(kind), list,
                              quoted(options_.cluster), database(), quoted(kind + "_local")),
                  failure);
  }

  bool drop_state(std::size_t shard, const std::string& kind, int file, EngineFailure& failure) {
    return change(shard, fmt::format("ALTER TABLE _sent DROP PARTITION ({}, {})", quoted(kind), file), failure);
  }
  /// First the word that it is whole, then the rows.
  bool drop(std::size_t shard, const std::string& kind, int file, EngineFailure& failure) {
    return drop_state(shard, kind, file, failure) &&
           change(shard, fmt::format("ALTER TABLE {} DROP PARTITION {}", local(kind), file), failure);
  }

  bool send(const std::string& kind, const std::vector<Column>& columns, const Portion& portion, const std::vector<bool>& to,
            const Feed& feed, EngineFailure& failure) {
    std::vector<std::string> blocks(nodes());
    std::vector<std::size_t> counts(nodes());
    std::vector<std::int64_t> sent(nodes());
    for (std::size_t shard = 0; shard < nodes(); ++shard)
      if (to[shard] && !drop(shard, kind, portion.file, failure)) return false;
    const std::string head = "INSERT INTO " + local(kind) + " FORMAT TabSeparated\n";
    const auto flush = [&](std::size_t shard) {
      if (counts[shard] == 0) return true;
      const bool done = change(shard, head + blocks[shard], failure, true);
      sent[shard] += static_cast<std::int64_t>(counts[shard]);
      blocks[shard].clear();
      counts[shard] = 0;
      return done;
    };
    bool good = true;
    const auto put = [&](const Rows& rows) {
      for (std::size_t row = 0; row < rows.count; ++row) {
        const auto shard = static_cast<std::size_t>(rows.number(row, 1)) % nodes();
        if (!to[shard]) continue;
        for (std::size_t c = 0; c < columns.size(); ++c) {
          put_cell(rows, row, c, columns[c].type, blocks[shard]);
          blocks[shard] += c + 1 < columns.size() ? '\t' : '\n';
        }
        if ((++counts[shard] == kBlockRows || blocks[shard].size() >= kBlock) && !(good = flush(shard))) return false;
      }
      return true;
    };
    if (!feed(portion.file, put, failure) || !good) return false;
    for (std::size_t shard = 0; shard < nodes(); ++shard) {
      if (!to[shard]) continue;
      if (!flush(shard)) return false;
      Rows rows;
      if (!query_on(shard, fmt::format("SELECT count(*) AS n FROM {} WHERE _file = {}", local(kind), portion.file), rows,
                    failure))
        return false;
      if (rows.number(0, 0) != static_cast<int128>(sent[shard])) return lacks(shard, kind, failure);
      if (!change(shard,
                  fmt::format("INSERT INTO _sent VALUES ({}, {}, {}, {})", quoted(kind), portion.file,
                              quoted(token(portion, shard)), sent[shard]),
                  failure))
        return false;
    }
    return true;
  }

  ClusterOptions options_;
  std::function<bool()> stopped_;
  bool made_ = false;  ///< the database is there, as far as is known
};

}  // namespace

std::unique_ptr<Cluster> Cluster::open(const ClusterOptions& options, std::function<bool()> stopped, EngineFailure& failure) {
  if (const std::string why = http_missing(); !why.empty()) {
    failure = {Kind::no_library, why};
    return nullptr;
  }
  auto cluster = std::make_unique<ClickHouse>(options, std::move(stopped));
  if (!cluster->ping(failure)) return nullptr;
  return cluster;
}

}  // namespace zh::store
