#include <fmt/format.h>

#include "base/text.h"
#include "store/record_store.h"

// What of the embedded database goes to the cluster, and whether it is there. The table `_portions` keeps what was sent last,
// so that a build need not look at every row again.
namespace zh::store {
namespace {

/// Stands for the accepted files of a kind and the form of its table.
std::string state_of(const catalog::RecordKind& kind, const catalog::Catalog& catalog, const std::vector<StoredFile>& files) {
  std::string text = kind.fingerprint(catalog.code_lists()) + "\n";
  for (const StoredFile& file : files) text += file.digest + "\n";
  return fmt::format("{:016x}", stable_hash(text));
}

std::string names(const std::vector<Column>& columns) {
  std::string list;
  for (const Column& column : columns) list += (list.empty() ? "" : ", ") + sql_name(column.name);
  return list;
}

}  // namespace

bool RecordStore::send(const catalog::RecordKind& kind, const catalog::Catalog& catalog, EngineFailure& failure) {
  const std::vector<StoredFile> stored = files(kind, catalog, failure);
  if (failure) return false;
  if (stored.empty()) return true;
  const std::vector<Column> columns = columns_of(kind, catalog);
  const std::string state = state_of(kind, catalog, stored), list = names(columns),
                    form = kind.fingerprint(catalog.code_lists());
  Rows rows;
  if (!engine_->query(
          fmt::format("SELECT _file AS f, count(*) AS n, CAST(bit_xor(hash({})) AS VARCHAR) AS x FROM {} GROUP BY f "
                      "ORDER BY f",
                      list, sql_name(kind.code)),
          rows, failure))
    return false;
  std::vector<Portion> portions;
  std::string values;
  for (std::size_t row = 0; row < rows.count; ++row) {
    const int file = static_cast<int>(rows.number(row, 0));
    const auto count = static_cast<std::int64_t>(rows.number(row, 1));
    portions.push_back({file, count, fmt::format("{:016x}", stable_hash(form + "\n" + rows.text(row, 2)))});
    values += fmt::format("{}({}, {}, {}, {}, {})", values.empty() ? "" : ", ", sql_text(kind.code), sql_text(state), file,
                          count, sql_text(portions.back().token));
  }
  const auto feed = [&](int file, const std::function<bool(const Rows&)>& take, EngineFailure& why) {
    return engine_->stream(fmt::format("SELECT {} FROM {} WHERE _file = {}", list, sql_name(kind.code), file), take, why);
  };
  if (!cluster_->take(kind.code, columns, portions, feed, failure)) return false;
  return engine_->run(
             "CREATE TABLE IF NOT EXISTS _portions (kind VARCHAR, state VARCHAR, file INTEGER, rows BIGINT, token VARCHAR)",
             failure) &&
         engine_->run("DELETE FROM _portions WHERE kind = " + sql_text(kind.code), failure) &&
         (values.empty() || engine_->run("INSERT INTO _portions VALUES " + values, failure));
}

bool RecordStore::check_sent(const catalog::RecordKind& kind, const catalog::Catalog& catalog, EngineFailure& failure) {
  const std::vector<StoredFile> stored = files(kind, catalog, failure);
  if (failure) return false;
  if (stored.empty()) return true;
  Rows rows;
  EngineFailure never;  // nothing was ever sent
  if (!engine_->query(fmt::format("SELECT file, rows, token FROM _portions WHERE kind = {} AND state = {} ORDER BY file",
                                  sql_text(kind.code), sql_text(state_of(kind, catalog, stored))),
                      rows, never) ||
      rows.count == 0) {
    failure = {EngineFailure::Kind::not_sent, kind.name};
    return false;
  }
  std::vector<Portion> portions;
  for (std::size_t row = 0; row < rows.count; ++row)
    portions.push_back(
        {static_cast<int>(rows.number(row, 0)), static_cast<std::int64_t>(rows.number(row, 1)), rows.text(row, 2)});
  return cluster_->check(kind.code, portions, failure);
}

}  // namespace zh::store
