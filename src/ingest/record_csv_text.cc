#include <algorithm>
#include <cstring>

#include "ingest/record_csv.h"

namespace zh::ingest {
namespace {

const char* find(const char* begin, const char* end, char c) {
  return begin == end ? nullptr : static_cast<const char*>(std::memchr(begin, c, static_cast<std::size_t>(end - begin)));
}

/// Behind the first line break; the end of a last line without one.
RecordEnd one_line(const char* begin, const char* end, bool malformed, bool last) {
  if (const char* at = find(begin, end, '\n')) return {at + 1, malformed, 1};
  return {last ? end : nullptr, malformed, last ? 1 : 0};
}

}  // namespace

RecordEnd find_record_end(const char* begin, const char* end, char separator, bool last) {
  int lines = 0;
  const char* p = begin;
  while (p < end) {
    const char* start = p;
    while (p < end && (*p == ' ' || (*p == '\t' && separator != '\t'))) ++p;  // spaces before a quote are no text
    if (p < end && *p == '"') {
      ++p;
      while (true) {
        const char* quote = find(p, std::min(end, begin + kMaxRecord), '"');
        if (!quote) {
          if (last || end - begin >= static_cast<std::ptrdiff_t>(kMaxRecord)) return one_line(begin, end, true, last);
          return {};
        }
        lines += static_cast<int>(std::count(p, quote, '\n'));
        p = quote + 1;
        if (p == end && !last) return {};
        if (p == end || *p != '"') break;
        ++p;
      }
      while (p < end && (*p == ' ' || *p == '\r')) ++p;
      if (p == end) return last ? RecordEnd{end, false, lines + 1} : RecordEnd{};
      if (*p != separator && *p != '\n') return one_line(begin, end, true, last);
    } else {
      p = start;
      while (p < end && *p != separator && *p != '\n') ++p;
      if (p == end) return last ? RecordEnd{end, false, lines + 1} : RecordEnd{};
    }
    if (*p == '\n') return {p + 1, false, lines + 1};
    ++p;
    if (p == end && last) return {end, false, lines + 1};
  }
  return last && begin < end ? RecordEnd{end, false, lines + 1} : RecordEnd{};
}

RecordEnd find_line_end(const char* begin, const char* end) { return one_line(begin, end, false, true); }

void split_line(std::string_view line, char separator, std::vector<std::string_view>& fields) {
  fields.clear();
  const char* p = line.data();
  const char* end = p + line.size();
  while (const char* at = find(p, end, separator)) {
    fields.emplace_back(p, static_cast<std::size_t>(at - p));
    p = at + 1;
  }
  fields.emplace_back(p, static_cast<std::size_t>(end - p));
}

void split_fields(std::string_view record, char separator, std::vector<std::string_view>& fields, std::string& scratch) {
  fields.clear();
  scratch.clear();
  scratch.reserve(record.size());  // so that views into it stay good
  const char* p = record.data();
  const char* end = p + record.size();
  while (true) {
    const char* start = p;
    while (p < end && (*p == ' ' || (*p == '\t' && separator != '\t'))) ++p;
    if (p < end && *p == '"') {
      const char* text = ++p;
      const std::size_t begin = scratch.size();
      bool escaped = false;
      while (true) {
        const char* quote = find(p, end, '"');
        if (!quote) quote = end;
        if (quote + 1 < end && quote[1] == '"') {
          scratch.append(text, quote + 1);
          escaped = true;
          text = p = quote + 2;
          continue;
        }
        p = quote;
        break;
      }
      if (escaped) {
        scratch.append(text, p);
        fields.emplace_back(scratch.data() + begin, scratch.size() - begin);
      } else {
        fields.emplace_back(text, static_cast<std::size_t>(p - text));
      }
      while (p < end && *p != separator) ++p;
    } else {
      p = start;
      while (p < end && *p != separator) ++p;
      fields.emplace_back(start, static_cast<std::size_t>(p - start));
    }
    if (p >= end) return;
    ++p;
  }
}

}  // namespace zh::ingest
