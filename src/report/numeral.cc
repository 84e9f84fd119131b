#include "report/numeral.h"

#include <string>

namespace zh::report {
namespace {

bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool is_dash(char32_t c) { return c == U'-' || c == U'—' || c == U'–' || c == U'~' || c == U'～' || c == U'至' || c == U'－'; }
char32_t at(std::u32string_view text, std::size_t i) { return i < text.size() ? text[i] : U'\0'; }
bool starts(std::u32string_view text, std::size_t i, std::u32string_view word) {
  return i <= text.size() && text.substr(i, word.size()) == word;
}

bool is_year(std::u32string_view digits) {
  return digits.size() == 4 && (digits.substr(0, 2) == U"19" || digits.substr(0, 2) == U"20" || digits.substr(0, 2) == U"21");
}

/// 2023年, 2021—2023年, 2021年至2023年, 2023-05-01, 2023/5/1.
bool in_date(std::u32string_view text, std::size_t begin, std::size_t end) {
  const char32_t next = at(text, end);
  const std::u32string_view digits = text.substr(begin, end - begin);
  if (is_year(digits) && (next == U'年' || is_dash(next) || next == U'/' || next == U'.')) return true;
  if (digits.size() <= 2 && (next == U'月' || next == U'日' || starts(text, end, U"季度"))) return true;
  // Months and days of 2023-05-01, and the further end of 3-5月.
  if (begin > 0 && (is_dash(text[begin - 1]) || text[begin - 1] == U'/') && digits.size() <= 2) {
    std::size_t i = begin - 1;
    while (i > 0 && (is_digit(text[i - 1]) || text[i - 1] == U'-' || text[i - 1] == U'/')) --i;
    if (is_year(text.substr(i, 4))) return true;
  }
  if (digits.size() <= 2 && is_dash(next)) {
    std::size_t i = end + 1;
    while (is_digit(at(text, i))) ++i;
    const char32_t unit = at(text, i);
    if (i > end + 1 && (unit == U'月' || unit == U'日' || starts(text, i, U"季度"))) return true;
  }
  return false;
}

/// 1. and 1) at the beginning of a line.
bool is_list_number(std::u32string_view text, std::size_t begin, std::size_t end) {
  std::size_t i = begin;
  while (i > 0 && (text[i - 1] == U' ' || text[i - 1] == U'>')) --i;
  if (i > 0 && text[i - 1] != U'\n') return false;
  const char32_t next = at(text, end);
  return (next == U'.' || next == U')' || next == U'、') && (next == U'、' || at(text, end + 1) == U' ');
}

/// Digits of a name: 3A, H7N9, A4, GB/T 19001-2016, B-12, ISO 9001.
bool in_word(std::u32string_view text, std::size_t begin, std::size_t end) {
  if (is_letter(at(text, end)) || ((at(text, end) == U'/' || at(text, end) == U'-') && is_letter(at(text, end + 1))))
    return true;
  std::size_t i = begin;
  while (i > 0 && (is_digit(text[i - 1]) || text[i - 1] == U'-' || text[i - 1] == U'/' || text[i - 1] == U'.')) --i;
  if (i > 0 && is_letter(text[i - 1])) return true;
  return i > 1 && text[i - 1] == U' ' && is_letter(text[i - 2]);
}

}  // namespace

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

std::size_t numeral_end(std::u32string_view text, std::size_t begin) {
  std::size_t i = begin;
  while (i < text.size()) {
    const bool inside = (text[i] == U'.' || text[i] == U',') && is_digit(at(text, i + 1));
    if (!is_digit(text[i]) && !inside) break;
    ++i;
  }
  if (at(text, i) == U'%' || at(text, i) == U'‰' || at(text, i) == U'％') ++i;
  return i;
}

bool is_data_numeral(std::u32string_view text, std::size_t begin, std::size_t end) {
  if (in_date(text, begin, end) || is_list_number(text, begin, end) || in_word(text, begin, end)) return false;
  if (begin > 0 && text[begin - 1] == U'第') return false;
  if (at(text, end) == U'号') return false;
  // Hotlines are names.
  const std::u32string_view digits = text.substr(begin, end - begin);
  for (const std::u32string_view name : {U"12315", U"12345", U"12365", U"12331"})
    if (digits == name) return false;
  return true;
}

}  // namespace zh::report
