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
  /// A code field is one of these; positions in its list, ascending, with the codes.
  std::string (*one_of)(const std::string& name, const std::vector<std::pair<int, std::string>>& codes);
};
const Dialect& duckdb_dialect();

/// Conditions on records as SQL.
class RecordSql {
 public:
  RecordSql(const catalog::RecordKind& kind, const catalog::Catalog& catalog, const Dialect& dialect);
  const catalog::RecordKind& kind() const { return kind_; }
  const catalog::Field& field(const std::string& code) const;
  /// The field's list, indexed; nullptr if it has none.
  const catalog::CodeList* list(const std::string& field) const;
  /// All of them; empty when there are none.
  std::string where(const std::vector<catalog::RecordFilter>& filters) const;
  std::string in_period(const std::string& time_field, const Period& period) const;
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
