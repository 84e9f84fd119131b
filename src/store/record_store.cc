#include "store/record_store.h"

#include <fmt/format.h>

namespace zh::store {
namespace {

std::string table_of(const catalog::RecordKind& kind) { return sql_name(kind.code); }

std::string sql_type(const ColumnType& type) {
  switch (type.kind) {
    case ColumnType::Kind::integer:
      return "INTEGER";
    case ColumnType::Kind::big:
      return "BIGINT";
    case ColumnType::Kind::text:
      return "VARCHAR";
    case ColumnType::Kind::date:
      return "DATE";
    case ColumnType::Kind::time:
      return "TIMESTAMP";
    case ColumnType::Kind::decimal:
      return fmt::format("DECIMAL(18,{})", type.digits);
    case ColumnType::Kind::yes_no:
      return "BOOLEAN";
    case ColumnType::Kind::code:
      break;
  }
  std::string codes;
  for (const std::string& code : type.codes) codes += (codes.empty() ? "" : ", ") + sql_text(code);
  return "ENUM(" + codes + ")";
}

/// "a"."id" = "b"."id" AND …
std::string same_key(const catalog::RecordKind& kind, const char* a, const char* b) {
  std::string text;
  for (const std::size_t field : kind.key) {
    const std::string name = sql_name(kind.fields[field].code);
    text += fmt::format("{}{}.{} = {}.{}", text.empty() ? "" : " AND ", a, name, b, name);
  }
  return text;
}

std::string key_names(const catalog::RecordKind& kind) {
  std::string text;
  for (const std::size_t field : kind.key) text += (text.empty() ? "" : ", ") + sql_name(kind.fields[field].code);
  return text;
}

/// All fields equal, missing ones too.
std::string same_fields(const catalog::RecordKind& kind, const char* a, const char* b) {
  std::string text;
  for (const catalog::Field& field : kind.fields) {
    if (field.personal) continue;
    const std::string name = sql_name(field.code);
    text += fmt::format("{}{}.{} IS NOT DISTINCT FROM {}.{}", text.empty() ? "" : " AND ", a, name, b, name);
  }
  return text;
}

}  // namespace

std::vector<Column> columns_of(const catalog::RecordKind& kind, const catalog::Catalog& catalog) {
  using Kind = ColumnType::Kind;
  std::vector<Column> columns = {{"_file", {Kind::integer}}, {"_row", {Kind::big}}};
  for (const catalog::Field& field : kind.fields) {
    if (field.personal) continue;
    ColumnType type;
    switch (field.type) {
      case catalog::Field::Type::text:
        type.kind = Kind::text;
        break;
      case catalog::Field::Type::date:
        type.kind = Kind::date;
        break;
      case catalog::Field::Type::datetime:
        type.kind = Kind::time;
        break;
      case catalog::Field::Type::yes_no:
        type.kind = Kind::yes_no;
        break;
      case catalog::Field::Type::decimal:
        type.kind = Kind::decimal;
        type.digits = field.digits;
        break;
      case catalog::Field::Type::code:
        type.kind = Kind::code;
        for (const catalog::CodeList::Item& item : catalog.code_lists().at(field.list).items) type.codes.push_back(item.code);
        break;
    }
    columns.push_back({field.code, std::move(type)});
  }
  return columns;
}

std::unique_ptr<RecordStore> RecordStore::open(const Engine::Options& options, EngineFailure& failure) {
  auto engine = Engine::open(options, failure);
  if (!engine) return nullptr;
  std::unique_ptr<RecordStore> store(new RecordStore(std::move(engine)));
  if (options.read_only) return store;
  for (const char* sql : {"CREATE TABLE IF NOT EXISTS _kinds (kind VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL)",
                          "CREATE TABLE IF NOT EXISTS _files (kind VARCHAR NOT NULL, number INTEGER NOT NULL, path VARCHAR NOT "
                          "NULL, digest VARCHAR "
                          "NOT NULL, size BIGINT NOT NULL, modified BIGINT NOT NULL, read BIGINT NOT NULL, accepted BIGINT NOT "
                          "NULL, rejected BIGINT "
                          "NOT NULL, duplicate BIGINT NOT NULL, replaced BIGINT NOT NULL)"})
    if (!store->engine_->run(sql, failure)) return nullptr;
  return store;
}

std::vector<StoredFile> RecordStore::files(const catalog::RecordKind& kind, const catalog::Catalog& catalog,
                                           EngineFailure& failure) {
  Rows rows;
  std::vector<StoredFile> files;
  const std::string sql = fmt::format(
      "SELECT f.number, f.path, f.digest, f.size, f.modified, f.read, f.accepted, f.rejected, f.duplicate, f.replaced FROM "
      "_files "
      "AS f INNER JOIN _kinds AS k ON f.kind = k.kind WHERE f.kind = {} AND k.fingerprint = {} ORDER BY f.number",
      sql_text(kind.code), sql_text(kind.fingerprint(catalog.code_lists())));
  if (!engine_->query(sql, rows, failure)) return files;
  for (std::size_t row = 0; row < rows.count; ++row) {
    const auto number = [&](std::size_t column) { return static_cast<std::int64_t>(rows.number(row, column)); };
    StoredFile file;
    file.number = static_cast<int>(number(0));
    file.path = rows.text(row, 1);
    file.digest = rows.text(row, 2);
    file.stamp = {static_cast<std::uint64_t>(number(3)), number(4)};
    file.counts = {number(5), number(6), number(7), number(8), number(9)};
    files.push_back(std::move(file));
  }
  return files;
}

bool RecordStore::create(const catalog::RecordKind& kind, const catalog::Catalog& catalog, EngineFailure& failure) {
  std::string columns;
  std::vector<std::string> sql = {"BEGIN TRANSACTION", "DROP TABLE IF EXISTS " + table_of(kind),
                                  "DELETE FROM _kinds WHERE kind = " + sql_text(kind.code),
                                  "DELETE FROM _files WHERE kind = " + sql_text(kind.code)};
  for (const Column& column : columns_of(kind, catalog)) {
    const int field = kind.field(column.name);
    const bool required = column.name[0] == '_' || (field >= 0 && kind.fields[static_cast<std::size_t>(field)].required);
    columns += fmt::format("{}{} {}{}", columns.empty() ? "" : ", ", sql_name(column.name), sql_type(column.type),
                           required ? " NOT NULL" : "");
  }
  sql.push_back(fmt::format("CREATE TABLE {} ({})", table_of(kind), columns));
  sql.push_back(fmt::format("COMMENT ON TABLE {} IS {}", table_of(kind), sql_text(kind.name)));
  for (const catalog::Field& field : kind.fields)
    if (!field.personal)
      sql.push_back(fmt::format("COMMENT ON COLUMN {}.{} IS {}", table_of(kind), sql_name(field.code), sql_text(field.name)));
  sql.push_back(
      fmt::format("INSERT INTO _kinds VALUES ({}, {})", sql_text(kind.code), sql_text(kind.fingerprint(catalog.code_lists()))));
  sql.push_back("COMMIT");
  for (const std::string& statement : sql)
    if (!engine_->run(statement, failure)) {
      rollback();
      return false;
    }
  return true;
}

bool RecordStore::restamp(const catalog::RecordKind& kind, const StoredFile& file, EngineFailure& failure) {
  return engine_->run(fmt::format("UPDATE _files SET size = {}, modified = {} WHERE kind = {} AND number = {}", file.stamp.size,
                                  file.stamp.modified, sql_text(kind.code), file.number),
                      failure);
}

bool RecordStore::begin(EngineFailure& failure) { return engine_->run("BEGIN TRANSACTION", failure); }

std::int64_t RecordStore::load(const catalog::RecordKind& kind, const std::vector<Column>& columns, RowSource& source,
                               EngineFailure& failure) {
  return engine_->insert(kind.code, columns, source, failure);
}

bool RecordStore::settle_inside(const catalog::RecordKind& kind, int file, std::int64_t& duplicates,
                                std::vector<KeyConflict>& conflicts, EngineFailure& failure) {
  const std::string table = table_of(kind), keys = key_names(kind);
  Rows rows;
  std::string texts;
  for (const catalog::Field& field : kind.fields)
    if (!field.personal) texts += fmt::format(", CAST(r.{0} AS VARCHAR) AS {0}", sql_name(field.code));
  // Of each key that stands more than once: the first row, and of every other row whether it says the same.
  const std::string sql = fmt::format(
      "SELECT r._row AS later, f._row AS first_row, CAST({} AS INTEGER) AS same{} FROM (SELECT {}, min(_row) AS first_at FROM "
      "{} "
      "WHERE _file = {} GROUP BY {} HAVING count(*) > 1) AS d INNER JOIN {} AS f ON {} AND f._row = d.first_at AND f._file = "
      "{} "
      "INNER JOIN {} AS r ON {} AND r._row > d.first_at AND r._file = {} ORDER BY later",
      same_fields(kind, "r", "f"), texts, keys, table, file, keys, table, same_key(kind, "f", "d"), file, table,
      same_key(kind, "r", "d"), file);
  if (!engine_->query(sql, rows, failure)) return false;
  std::string later;
  const auto flush = [&] {
    if (later.empty()) return true;
    const bool done =
        engine_->run(fmt::format("DELETE FROM {} WHERE _file = {} AND _row IN ({})", table, file, later), failure);
    later.clear();
    return done;
  };
  for (std::size_t row = 0; row < rows.count; ++row) {
    const auto at = static_cast<std::int64_t>(rows.number(row, 0));
    if (rows.number(row, 2) != 0)
      ++duplicates;
    else {
      conflicts.push_back({at, static_cast<std::int64_t>(rows.number(row, 1)), {}});
      for (std::size_t c = 3; c < rows.columns.size(); ++c) conflicts.back().values.push_back(rows.text(row, c));
    }
    later += (later.empty() ? "" : ", ") + std::to_string(at);
    if (later.size() > 200000 && !flush()) return false;
  }
  return flush();
}

bool RecordStore::settle_between(const catalog::RecordKind& kind, int file, std::int64_t& duplicates, std::int64_t& replaced,
                                 EngineFailure& failure) {
  const std::string table = table_of(kind);
  duplicates = engine_->change(
      fmt::format(
          "DELETE FROM {} WHERE _file = {} AND _row IN (SELECT n._row FROM {} AS n INNER JOIN {} AS o ON {} WHERE n._file "
          "= {} AND o._file < {} AND {})",
          table, file, table, table, same_key(kind, "n", "o"), file, file, same_fields(kind, "n", "o")),
      failure);
  if (duplicates < 0) return false;
  const std::string keys = key_names(kind);
  replaced = engine_->change(fmt::format("DELETE FROM {} WHERE _file < {} AND ({}) IN (SELECT {} FROM {} WHERE _file = {})",
                                         table, file, keys, kind.key.size() == 1 ? keys : "(" + keys + ")", table, file),
                             failure);
  return replaced >= 0;
}

bool RecordStore::commit(const catalog::RecordKind& kind, const StoredFile& file, EngineFailure& failure) {
  const RowCounts& c = file.counts;
  return engine_->run(fmt::format("INSERT INTO _files VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})", sql_text(kind.code),
                                  file.number, sql_text(file.path), sql_text(file.digest), file.stamp.size, file.stamp.modified,
                                  c.read, c.accepted, c.rejected, c.duplicate, c.replaced),
                      failure) &&
         engine_->run("COMMIT", failure);
}

void RecordStore::rollback() {
  EngineFailure ignored;
  engine_->run("ROLLBACK", ignored);  // without an open transaction it is an error that changes nothing
}

}  // namespace zh::store
