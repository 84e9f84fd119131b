#include "store/source_table.h"

#include "store/clickhouse_text.h"

namespace zh::store {
namespace {

using Kind = EngineFailure::Kind;

std::string in_backticks(const std::string& name) {
  std::string out = "`";
  for (const char c : name) {
    if (c == '`' || c == '\\') out += '\\';
    out += c;
  }
  return out + "`";
}

}  // namespace

std::string SourceTable::quoted_name() const {
  const auto dot = name_.find('.');
  if (dot == std::string::npos) return in_backticks(name_);
  return in_backticks(name_.substr(0, dot)) + "." + in_backticks(name_.substr(dot + 1));
}

bool SourceTable::ask(const std::string& sql, HttpAnswer& answer, std::function<bool(std::string_view)> sink,
                      EngineFailure& failure) const {
  if (const std::string why = http_missing(); !why.empty()) return failure = {Kind::no_library, why}, false;
  HttpRequest request = clickhouse_request(server_, 0);
  request.body = sql;
  request.stopped = stopped_;
  request.sink = std::move(sink);
  answer = http_post(request);
  if (answer.status == 200) return true;
  if (answer.stopped)
    failure = {Kind::interrupted, ""};
  else if (answer.status != 0)
    failure = {Kind::refused, complaint_of(answer, server_.addresses[0])};
  else
    failure = {Kind::no_node, server_.addresses[0] + ": " + answer.trouble};
  return false;
}

bool SourceTable::columns(std::vector<std::string>& names, EngineFailure& failure) const {
  HttpAnswer answer;
  if (!ask("DESCRIBE TABLE " + quoted_name() + " FORMAT TabSeparatedWithNamesAndTypes", answer, nullptr, failure)) return false;
  Rows rows;
  if (!read_answer(answer.body, rows) || rows.columns.empty()) {
    failure = {Kind::refused, server_.addresses[0] + ": " + answer.body.substr(0, 300)};
    return false;
  }
  names.clear();
  for (std::size_t row = 0; row < rows.count; ++row) names.push_back(rows.text(row, 0));
  return true;
}

bool SourceTable::read(const std::vector<std::string>& columns, const std::function<bool(std::string_view)>& take,
                       EngineFailure& failure) const {
  std::string list, order;
  for (const std::string& column : columns) {
    const std::string name = in_backticks(column), comma = list.empty() ? "" : ", ";
    list += comma + "ifNull(toString(" + name + "), '') AS " + name;
    order += comma + name;
  }
  HttpAnswer answer;
  return ask("SELECT " + list + " FROM " + quoted_name() + " ORDER BY " + order + " FORMAT CSVWithNames", answer, take,
             failure);
}

}  // namespace zh::store
