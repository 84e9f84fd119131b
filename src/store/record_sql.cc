#include "store/record_sql.h"

#include <fmt/format.h>

#include "store/engine.h"

namespace zh::store {
namespace {

using Type = catalog::Field::Type;

std::string first_day(const Period& period) {
  const Period first = period.first();
  int month = 1;
  const std::string text = first.str();  // 2023, 2023H2, 2023Q3, 2023-05
  if (first.kind() == Period::Kind::half) month = (text.back() - '0' - 1) * 6 + 1;
  if (first.kind() == Period::Kind::quarter) month = (text.back() - '0' - 1) * 3 + 1;
  if (first.kind() == Period::Kind::month) month = std::stoi(text.substr(5));
  return fmt::format("{:04}-{:02}-01", first.first_year(), month);
}

/// By position, which the engine compares several times as fast as words, and whole branches of a hierarchy as one range. The
/// words are in a comment, because the query is shown as the origin of a number.
std::string by_position(const std::string& name, const std::vector<std::pair<int, std::string>>& codes) {
  std::string any;
  for (std::size_t i = 0; i < codes.size();) {
    std::size_t last = i;
    while (last + 1 < codes.size() && codes[last + 1].first == codes[last].first + 1) ++last;
    const std::string position = "enum_code(" + name + ")";
    any += any.empty() ? "" : " OR ";
    any += last == i ? fmt::format("{} = {}", position, codes[i].first)
                     : fmt::format("{} BETWEEN {} AND {}", position, codes[i].first, codes[last].first);
    const std::string words = last == i ? codes[i].second : codes[i].second + " … " + codes[last].second;
    if (words.find("*/") == std::string::npos) any += " /* " + words + " */";
    i = last + 1;
  }
  return any.empty() ? "FALSE" : "(" + any + ")";
}

}  // namespace

const Dialect& duckdb_dialect() {
  static const Dialect dialect = {
      [](const std::string& condition) {
        return condition.empty() ? std::string("count(*)") : "count(*) FILTER (WHERE " + condition + ")";
      },
      [](const std::string& value, const std::string& condition) {
        return "sum(" + value + ")" + (condition.empty() ? "" : " FILTER (WHERE " + condition + ")");
      },
      [](const std::string& expression) { return "CAST(" + expression + " AS VARCHAR)"; }, by_position};
  return dialect;
}

std::string both(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a + b;
  return a + " AND " + b;
}

RecordSql::RecordSql(const catalog::RecordKind& kind, const catalog::Catalog& catalog, const Dialect& dialect)
    : kind_(kind), dialect_(dialect) {
  for (const catalog::Field& each : kind.fields) {
    const auto list = catalog.code_lists().find(each.list);
    if (each.type != Type::code || each.personal || list == catalog.code_lists().end() || lists_.count(each.list)) continue;
    lists_.emplace(each.list, list->second).first->second.index();
  }
}

const catalog::Field& RecordSql::field(const std::string& code) const {
  return kind_.fields[static_cast<std::size_t>(kind_.field(code))];
}

const catalog::CodeList* RecordSql::list(const std::string& code) const {
  const auto found = lists_.find(field(code).list);
  return found == lists_.end() ? nullptr : &found->second;
}

std::string RecordSql::literal(const catalog::Field& f, const std::string& word) const {
  switch (f.type) {
    case Type::decimal:
      return fmt::format("CAST({} AS DECIMAL(18,{}))", sql_text(word), f.digits);
    case Type::date:
      return "CAST(" + sql_text(word) + " AS DATE)";
    case Type::datetime:
      return "CAST(" + sql_text(word) + " AS TIMESTAMP)";
    case Type::yes_no:
      return word == "1" || word == "是" || word == "true" ? "TRUE" : "FALSE";
    case Type::text:
    case Type::code:
      break;
  }
  return sql_text(word);
}

std::string RecordSql::under(const std::string& code, int item) const {
  const catalog::CodeList& list = *this->list(code);
  std::vector<std::pair<int, std::string>> codes;
  for (std::size_t i = 0; i < list.items.size(); ++i)
    if (list.is_under(static_cast<int>(i), item)) codes.emplace_back(static_cast<int>(i), list.items[i].code);
  return dialect_.one_of(sql_name(code), codes);
}

std::string RecordSql::condition(const catalog::RecordFilter& filter) const {
  const catalog::Field& f = field(filter.field);
  const std::string name = sql_name(f.code);
  std::string all;
  if (!filter.any.empty()) {
    if (const catalog::CodeList* list = this->list(f.code)) {
      std::map<int, std::string> codes;  // in their order, each once
      for (const std::string& word : filter.any) {
        const int above = list->find_folded(word);
        for (std::size_t i = 0; above >= 0 && i < list->items.size(); ++i)
          if (list->is_under(static_cast<int>(i), above)) codes.emplace(static_cast<int>(i), list->items[i].code);
      }
      all = (filter.negated ? "NOT " : "") + dialect_.one_of(name, {codes.begin(), codes.end()});
    } else {
      std::string words;
      for (const std::string& word : filter.any) words += (words.empty() ? "" : ", ") + literal(f, word);
      all = fmt::format("{} {} ({})", name, filter.negated ? "NOT IN" : "IN", words);
    }
    if (filter.negated) all = "(" + all + " OR " + name + " IS NULL)";  // what is not filled is not one of them
  }
  if (!filter.min.empty()) all = both(all, name + " >= " + literal(f, filter.min));
  if (!filter.max.empty()) all = both(all, name + " <= " + literal(f, filter.max));
  if (!filter.below.empty()) all = both(all, name + " < " + literal(f, filter.below));
  if (filter.filled) all = both(all, name + (*filter.filled ? " IS NOT NULL" : " IS NULL"));
  return all;
}

std::string RecordSql::where(const std::vector<catalog::RecordFilter>& filters) const {
  std::string all;
  for (const catalog::RecordFilter& filter : filters) all = both(all, condition(filter));
  return all;
}

std::string RecordSql::in_period(const std::string& time_field, const Period& period) const {
  const catalog::Field& f = field(time_field);
  const std::string name = sql_name(f.code);
  return fmt::format("{} >= {} AND {} < {}", name, literal(f, first_day(period.first())), name,
                     literal(f, first_day(period.last().moved(1))));
}

}  // namespace zh::store
