#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/period.h"
#include "catalog/catalog.h"

namespace zh::store {

/// Where the engines' SQL differs. Everything else is written so that all of them read it alike: no grouping sets, no window
/// functions, one aggregate a column, conditions of plain comparisons.
struct Dialect {
  std::string (*count_if)(const std::string& condition);
  std::string (*sum_if)(const std::string& value, const std::string& condition);
  std::string (*text)(const std::string& expression);  ///< as a string
  std::string (*quoted)(const std::string& word);      ///< a text's literal
  std::string (*decimal)(const std::string& number, int digits);
  std::string (*yes_no)(bool yes);
  /// A day or a moment, written 2023-01-31 or 2023-01-31 08:30:00.
  std::string (*moment)(const std::string& written, bool is_date);
  std::string (*year)(const std::string& expression, bool is_date);
  std::string (*month)(const std::string& expression, bool is_date);
  /// A code field is one of these; positions in its list, ascending, with the codes.
  std::string (*one_of)(const std::string& name, const std::vector<std::pair<int, std::string>>& codes);
};
const Dialect& duckdb_dialect();
/// ClickHouse 18.16 has days from 1970 to 2105 only: there, a day is the number 20230131 and a moment 20230131083000.
const Dialect& clickhouse_dialect();

/// Conditions on records as SQL.
class RecordSql {
 public:
  RecordSql(const catalog::RecordKind& kind, const catalog::Catalog& catalog, const Dialect& dialect);
  const Dialect& dialect() const { return dialect_; }
  const catalog::RecordKind& kind() const { return kind_; }
  const catalog::Field& field(const std::string& code) const;
  /// The field's list, indexed; nullptr if it has none.
  const catalog::CodeList* list(const std::string& field) const;
  /// All of them; empty when there are none.
  std::string where(const std::vector<catalog::RecordFilter>& filters) const;
  std::string in_period(const std::string& time_field, const Period& period) const;
  /// Of a field that is a date or a time.
  std::string year(const std::string& time_field) const;
  std::string month(const std::string& time_field) const;
  /// The code itself or one under it.
  std::string under(const std::string& field, int item) const;

 private:
  std::string condition(const catalog::RecordFilter& filter) const;
  std::string literal(const catalog::Field& field, const std::string& word) const;
  const catalog::RecordKind& kind_;
  const Dialect& dialect_;
  std::map<std::string, catalog::CodeList> lists_;
};

/// a AND b; either may be empty.
std::string both(const std::string& a, const std::string& b);

}  // namespace zh::store
