#include "store/source_table.h"

#include <cerrno>
#include <cstring>
#include <fstream>

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

bool SourceTable::ask(const std::string& sql, HttpAnswer& answer, std::function<bool(const char*, std::size_t)> sink,
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

bool SourceTable::save(const std::vector<std::string>& columns, const std::string& path,
                       const std::function<void(std::int64_t bytes)>& progress, EngineFailure& failure) const {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  std::int64_t bytes = 0;
  const auto take = [&](const char* data, std::size_t size) {
    file.write(data, static_cast<std::streamsize>(size));
    bytes += static_cast<std::int64_t>(size);
    if (progress) progress(bytes);
    return file.good();
  };
  const auto not_written = [&] {
    failure = {errno == ENOSPC ? Kind::no_space : Kind::refused, path + ": " + std::strerror(errno)};
    return false;
  };
  if (!file) return not_written();
  std::string list, order;
  for (const std::string& column : columns) {
    const std::string name = in_backticks(column), comma = list.empty() ? "" : ", ";
    list += comma + "ifNull(toString(" + name + "), '') AS " + name;
    order += comma + name;
  }
  HttpAnswer answer;
  const bool whole =
      ask("SELECT " + list + " FROM " + quoted_name() + " ORDER BY " + order + " FORMAT CSVWithNames", answer, take, failure);
  if (!file) return not_written();
  file.close();
  if (whole && !file) return not_written();
  return whole;
}

}  // namespace zh::store
