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

/// 2023-1-5 8:30 → 20230105083000, or 20230105
std::string moment_number(const std::string& written, bool is_date) {
  std::string number, part;
  std::size_t parts = 0;
  const auto put = [&] {
    if (part.empty() || parts == 6) return;
    number += std::string(part.size() < 2 ? 1 : 0, '0') + part;
    part.clear();
    ++parts;
  };
  for (const char c : written)
    if (c >= '0' && c <= '9')
      part += c;
    else
      put();
  put();
  number.resize(is_date ? 8 : 14, '0');
  return number;
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
      [](const std::string& expression) { return "CAST(" + expression + " AS VARCHAR)"; },
      [](const std::string& word) { return sql_text(word); },
      [](const std::string& number, int digits) { return fmt::format("CAST({} AS DECIMAL(18,{}))", sql_text(number), digits); },
      [](bool yes) { return std::string(yes ? "TRUE" : "FALSE"); },
      [](const std::string& written, bool is_date) {
        return "CAST(" + sql_text(written) + (is_date ? " AS DATE)" : " AS TIMESTAMP)");
      },
      [](const std::string& expression, bool) { return "EXTRACT(YEAR FROM " + expression + ")"; },
      [](const std::string& expression, bool) { return "EXTRACT(MONTH FROM " + expression + ")"; },
      by_position};
  return dialect;
}

const Dialect& clickhouse_dialect() {
  // CASE instead of FILTER, and not countIf: a condition that is neither true nor false takes the ELSE, as FILTER has it.
  static const Dialect dialect = {
      [](const std::string& condition) {
        return condition.empty() ? std::string("count(*)") : "sum(CASE WHEN " + condition + " THEN 1 ELSE 0 END)";
      },
      [](const std::string& value, const std::string& condition) {
        return condition.empty() ? "sum(" + value + ")" : "sum(CASE WHEN " + condition + " THEN " + value + " ELSE NULL END)";
      },
      [](const std::string& expression) { return "toString(" + expression + ")"; },
      [](const std::string& word) {
        std::string out = "'";
        for (const char c : word) out += c == '\\' || c == '\'' ? std::string("\\") + c : std::string(1, c);
        return out + "'";
      },
      [](const std::string& number, int digits) { return fmt::format("toDecimal64({}, {})", sql_text(number), digits); },
      [](bool yes) { return std::string(yes ? "1" : "0"); },
      moment_number,
      [](const std::string& expression, bool is_date) {
        return fmt::format("intDiv({}, {})", expression, is_date ? "10000" : "10000000000");
      },
      [](const std::string& expression, bool is_date) {
        return fmt::format("(intDiv({}, {}) % 100)", expression, is_date ? "100" : "100000000");
      },
      [](const std::string& name, const std::vector<std::pair<int, std::string>>& codes) {
        std::string words;
        for (const auto& [position, code] : codes) words += (words.empty() ? "" : ", ") + clickhouse_dialect().quoted(code);
        return words.empty() ? std::string("0") : "(" + name + " IN (" + words + "))";
      }};
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
      return dialect_.decimal(word, f.digits);
    case Type::date:
    case Type::datetime:
      return dialect_.moment(word, f.type == Type::date);
    case Type::yes_no:
      return dialect_.yes_no(word == "1" || word == "是" || word == "true");
    case Type::text:
    case Type::code:
      break;
  }
  return dialect_.quoted(word);
}

std::string RecordSql::year(const std::string& time_field) const {
  return dialect_.year(sql_name(time_field), field(time_field).type == Type::date);
}
std::string RecordSql::month(const std::string& time_field) const {
  return dialect_.month(sql_name(time_field), field(time_field).type == Type::date);
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
