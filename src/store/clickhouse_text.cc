#include "store/clickhouse_text.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

namespace zh::store {
namespace {

std::int64_t day_number(std::int64_t days) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{days}}};
  return static_cast<int>(day.year()) * 10000 + static_cast<unsigned>(day.month()) * 100 + static_cast<unsigned>(day.day());
}
std::int64_t moment_number(std::int64_t microseconds) {
  std::int64_t seconds = microseconds / 1'000'000 - (microseconds % 1'000'000 < 0 ? 1 : 0);
  const std::int64_t days = seconds / 86400 - (seconds % 86400 < 0 ? 1 : 0);
  seconds -= days * 86400;
  return day_number(days) * 1'000'000 + seconds / 3600 * 10000 + seconds / 60 % 60 * 100 + seconds % 60;
}

class AnswerReader {
 public:
  AnswerReader(const std::string& text, Rows& rows) : text_(text), rows_(rows) {}
  bool read() {
    rows_ = Rows();
    if (text_.empty() || text_.back() != '\n') return false;
    for (int line = 0; at_ < text_.size(); ++line) {
      std::size_t column = 0;
      for (bool more = true; more; ++column) {
        bool null = false;
        const std::string cell = next(null, more);
        if (line == 0) {
          rows_.columns.emplace_back().name = cell;
        } else if (column >= rows_.columns.size() || !(line == 1 ? describe(column, cell) : put(column, cell, null))) {
          return false;
        }
      }
      if (column != rows_.columns.size()) return false;
      if (line >= 2) ++rows_.count;
    }
    return !rows_.columns.empty();
  }

 private:
  std::string next(bool& null, bool& more) {
    std::string cell;
    for (; at_ < text_.size() && text_[at_] != '\t' && text_[at_] != '\n'; ++at_) {
      if (text_[at_] != '\\') {
        cell += text_[at_];
        continue;
      }
      const char c = text_[++at_];
      if (c == 'N') null = true;
      cell += c == 't' ? '\t' : c == 'n' ? '\n' : c == '0' ? '\0' : c == 'r' ? '\r' : c == 'b' ? '\b' : c == 'f' ? '\f' : c;
    }
    more = at_ < text_.size() && text_[at_++] == '\t';
    return cell;
  }
  bool describe(std::size_t column, std::string type) {
    if (type.starts_with("Nullable(")) type = type.substr(9, type.size() - 10);
    Rows::Column& c = rows_.columns[column];
    if (type.starts_with("Decimal(")) {
      c.scale = std::atoi(type.c_str() + type.find(',') + 1);
      return true;
    }
    c.is_text = type == "String";
    // A float is not exact, and whatever else there may be was not asked for.
    return c.is_text || type.starts_with("Int") || type.starts_with("UInt") || type == "Nothing";
  }
  bool put(std::size_t column, const std::string& cell, bool null) {
    Rows::Column& c = rows_.columns[column];
    c.nulls.push_back(null);
    if (c.is_text) {
      c.texts.push_back(null ? "" : cell);
      return true;
    }
    const auto number = null ? Decimal(0) : Decimal::parse(cell);
    if (!number || number->scale() > c.scale) return false;
    int128 value = number->coefficient();
    for (int i = number->scale(); i < c.scale; ++i) value *= 10;
    c.numbers.push_back(value);
    return true;
  }

  const std::string& text_;
  Rows& rows_;
  std::size_t at_ = 0;
};

}  // namespace

HttpRequest clickhouse_request(const ClusterOptions& options, std::size_t shard) {
  HttpRequest request;
  request.url = options.addresses[shard] + "/?wait_end_of_query=1&buffer_size=1048576&skip_unavailable_shards=0";
  request.headers = {"X-ClickHouse-User: " + options.user, "X-ClickHouse-Key: " + options.password};
  request.ca_file = options.ca_file;
  request.connect_seconds = options.connect_seconds;
  request.seconds = options.query_seconds;
  return request;
}

std::string complaint_of(const HttpAnswer& answer, const std::string& address) {
  return address + ": " + answer.body.substr(0, answer.body.find('\n')).substr(0, 600);
}

void put_cell(const Rows& rows, std::size_t row, std::size_t c, const ColumnType& type, std::string& out) {
  if (rows.null(row, c)) {
    out += "\\N";
    return;
  }
  if (rows.columns[c].is_text) {
    for (const char each : rows.text(row, c)) switch (each) {
        case '\t':
          out += "\\t";
          break;
        case '\n':
          out += "\\n";
          break;
        case '\\':
          out += "\\\\";
          break;
        case '\0':
          out += "\\0";
          break;
        default:
          out += each;
      }
    return;
  }
  const auto number = static_cast<std::int64_t>(rows.number(row, c));
  if (type.kind == ColumnType::Kind::decimal)
    out += rows.decimal(row, c).str();
  else
    fmt::format_to(std::back_inserter(out), "{}",
                   type.kind == ColumnType::Kind::date   ? day_number(number)
                   : type.kind == ColumnType::Kind::time ? moment_number(number)
                                                         : number);
}

bool read_answer(const std::string& text, Rows& rows) { return AnswerReader(text, rows).read(); }

}  // namespace zh::store
