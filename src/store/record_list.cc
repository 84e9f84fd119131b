#include <fmt/format.h>

#include "store/counting_plan.h"

namespace zh::store {
namespace {

/// The field has one of the values that mean this member.
std::string words_of(RecordStore& store, const catalog::RecordKind& kind, const Dimension& d, const std::string& member,
                     EngineFailure& failure) {
  const std::string name = sql_name(d.field);
  Rows rows;
  if (!store.engine().query(
          fmt::format("SELECT DISTINCT {} AS w FROM {} WHERE {} IS NOT NULL", name, sql_name(kind.code), name), rows, failure))
    return {};
  std::string words;
  for (std::size_t row = 0; row < rows.count; ++row) {
    const bool text = rows.columns[0].is_text;
    const std::string word = text ? rows.text(row, 0) : rows.number(row, 0) != 0 ? "是" : "否";
    if (member_of(d, word) != member) continue;
    words += (words.empty() ? "" : ", ") + (text ? sql_text(word) : word == "是" ? "TRUE" : "FALSE");
  }
  return words.empty() ? "FALSE" : name + " IN (" + words + ")";
}

}  // namespace

bool list_records(RecordStore& store, const catalog::Catalog& catalog, const Key& key, int limit, Rows& rows,
                  EngineFailure& failure) {
  const catalog::Indicator* indicator = catalog.by_code(key.indicator);
  if (!indicator || !indicator->records) return false;
  const catalog::RecordKind& kind = catalog.record_kinds().at(indicator->records->kind);
  const RecordSql sql(kind, catalog, duckdb_dialect());
  for (const Measure& m : make_measures(kind, catalog, sql)) {
    if (m.indicator != indicator) continue;
    std::string where = m.where;
    if (!m.time.empty()) where = both(where, sql.in_period(m.time, key.period));
    const bool of_values = !m.spec->field.empty();
    if (of_values) where = both(where, sql_name(m.spec->field) + " IS NOT NULL");
    if (!m.region.empty())
      if (const int above = sql.list(m.region)->find(key.region); above >= 0) where = both(where, sql.under(m.region, above));
    for (const Dimension& d : m.dimensions) {
      const auto member = key.members.find(d.breakdown);
      if (member == key.members.end()) continue;
      const std::string words = words_of(store, kind, d, member->second, failure);
      if (failure) return false;
      where = both(where, words);
    }
    std::string columns = "_file, _row";
    for (const Column& column : columns_of(kind, catalog))
      if (column.name[0] != '_')
        columns += ", " + duckdb_dialect().text(sql_name(column.name)) + " AS " + sql_name(column.name);
    return store.engine().query(fmt::format("SELECT {} FROM {}{} ORDER BY _file, _row LIMIT {}", columns, sql_name(kind.code),
                                            where.empty() ? "" : " WHERE " + where, limit),
                                rows, failure);
  }
  return false;
}

}  // namespace zh::store
