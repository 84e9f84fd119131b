#include "ingest/record_values.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "base/unit.h"
#include "store/engine.h"

namespace zh::ingest {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;  // microseconds

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// White space at the ends, also what spreadsheets put there to keep long numbers texts: a tab, an apostrophe, ="…".
std::string_view stripped(std::string_view text) {
  const auto plain = [](char c) {
    return static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) < 0x80 && c != '=';
  };
  if (!text.empty() && plain(text.front()) && plain(text.back()) && text.front() != '\'') return text;
  text = trim(text);
  if (text.size() >= 3 && text.starts_with("=\"") && text.back() == '"') text = text.substr(2, text.size() - 3);
  if (text.size() >= 2 && text.front() == '\'' && is_digit(text[1])) text.remove_prefix(1);
  return text;
}

/// What exports write for nothing.
bool is_nothing(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() > 6) return false;
  return text == "NULL" || text == "null" || text == "\\N" || text == "N/A" || text == "-" || text == "--" || text == "—" ||
         text == "－" || text == "/" || text == "无";
}

/// Reads a whole number of `least` to `most` digits off the front; -1 if there is none.
int take_number(std::string_view& text, int least, int most) {
  int value = 0, digits = 0;
  while (digits < most && !text.empty() && is_digit(text.front())) {
    value = value * 10 + (text.front() - '0');
    text.remove_prefix(1);
    ++digits;
  }
  return digits >= least ? value : -1;
}
bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

/// 2023-03-05, 2023/3/5, 2023.3.5, 20230305, 2023年3月5日.
Reason take_day(std::string_view& text, std::int64_t& days) {
  const int year = take_number(text, 4, 4);
  int month = -1, day = -1;
  if (year < 0) return Reason::not_a_date;
  if (!text.empty() && is_digit(text.front())) {
    month = take_number(text, 2, 2);
    day = take_number(text, 2, 2);
  } else if (take(text, "年")) {
    month = take_number(text, 1, 2);
    if (!take(text, "月")) return Reason::not_a_date;
    day = take_number(text, 1, 2);
    if (!take(text, "日")) return Reason::not_a_date;
  } else {
    const char mark = text.empty() ? ' ' : text.front();
    if (mark != '-' && mark != '/' && mark != '.') return Reason::not_a_date;
    text.remove_prefix(1);
    month = take_number(text, 1, 2);
    if (text.empty() || text.front() != mark) return Reason::not_a_date;
    text.remove_prefix(1);
    day = take_number(text, 1, 2);
  }
  if (month < 0 || day < 0) return Reason::not_a_date;
  if (year < 1900 || year > 2199) return Reason::year_range;
  if (!is_real_day(year, month, day)) return Reason::no_such_day;
  days = days_from_civil(year, month, day);
  return Reason::none;
}

/// 08:30, 8:30:05, 08:30:05.250, up to microseconds; what is left must be nothing.
Reason take_clock(std::string_view text, std::int64_t& microseconds) {
  const int hour = take_number(text, 1, 2);
  if (hour < 0 || hour > 23 || !take(text, ":")) return Reason::not_a_date;
  const int minute = take_number(text, 2, 2);
  if (minute < 0 || minute > 59) return Reason::not_a_date;
  int second = 0;
  std::int64_t fraction = 0;
  if (take(text, ":")) {
    second = take_number(text, 2, 2);
    if (second < 0 || second > 59) return Reason::not_a_date;
    if (take(text, ".")) {
      std::int64_t unit = 100'000;
      if (text.empty() || text.size() > 6) return Reason::not_a_date;
      for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), unit /= 10)
        fraction += unit * (text.front() - '0');
    }
  }
  if (!text.empty()) return Reason::not_a_date;
  microseconds = ((hour * 60 + minute) * 60 + second) * std::int64_t{1'000'000} + fraction;
  return Reason::none;
}

/// The usual form, read by position: "2023-03-05" or "2023-03-05 08:30:05". False when it is another.
bool usual_day(std::string_view text, std::int64_t& days) {
  static_assert(sizeof(std::int64_t) == 8);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
  for (const int i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (!is_digit(text[static_cast<std::size_t>(i)])) return false;
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const int year = two(0) * 100 + two(2), month = two(5), day = two(8);
  if (year < 1900 || year > 2199 || !is_real_day(year, month, day)) return false;
  days = days_from_civil(year, month, day);
  return true;
}

}  // namespace

std::int64_t days_from_civil(int year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const int era = year / 400;
  const int of_era = year - era * 400;
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return static_cast<std::int64_t>(era) * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool is_real_day(int year, int month, int day) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;
  std::uint64_t hash = seed ^ (bytes.size() * kMix);
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * 0xBF58476D1CE4E5B9;
    hash ^= hash >> 29;
  };
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    mix(word);
  }
  if (at < bytes.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, bytes.size() - at);
    mix(word);
  }
  hash *= kMix;
  return hash ^ hash >> 32;
}

ValueReader::ValueReader(const catalog::Field& field, const catalog::CodeList* list) : field_(&field), list_(list) {
  if (!list_) return;
  code_bytes_ = store::code_width(list_->items.size());
  std::size_t size = 16;
  while (size < 4 * (2 * list_->items.size() + list_->aliases.size())) size *= 2;
  words_.resize(size);
  for (const catalog::CodeList::Item& item : list_->items)
    for (const std::string* word : {&item.code, &item.name}) add_word(*word, list_->find(*word));
  for (const auto& [alias, word] : list_->aliases) add_word(alias, list_->find(alias));
}

void ValueReader::add_word(const std::string& text, int item) {
  std::size_t at = hash_bytes(text) & (words_.size() - 1);
  while (words_[at].item != -1 && words_[at].text != text) at = (at + 1) & (words_.size() - 1);
  words_[at] = {text, item};
}

int ValueReader::find_word(std::string_view text) const {
  std::size_t at = hash_bytes(text) & (words_.size() - 1);
  while (words_[at].item != -1) {
    if (words_[at].text == text) return words_[at].item;
    at = (at + 1) & (words_.size() - 1);
  }
  return -1;
}

Reason ValueReader::read(std::string_view text, FieldValue& value, std::string& scratch) const {
  using Type = catalog::Field::Type;
  text = stripped(text);
  value.null = is_nothing(text);
  if (value.null) return field_->required ? Reason::missing : Reason::none;
  switch (field_->type) {
    case Type::text:
      return read_text(text, value);
    case Type::code:
      return read_code(text, value);
    case Type::date:
    case Type::datetime:
      return read_date(text, value, scratch);
    case Type::decimal:
      return read_decimal(text, value, scratch);
    case Type::yes_no:
      return read_yes_no(text, value);
  }
  return Reason::none;
}

Reason ValueReader::read_text(std::string_view text, FieldValue& value) const {
  if (text.size() > 4000) return Reason::too_long;
  // A line break inside quotes is text; other control characters are damage.
  for (const char c : text)
    if (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r' && c != '\t') return Reason::control_character;
  value.text = text;
  return Reason::none;
}

Reason ValueReader::read_code(std::string_view text, FieldValue& value) const {
  int item = find_word(text);
  if (item < 0) item = list_->find_folded(text);
  if (item == catalog::CodeList::kAmbiguous) return Reason::ambiguous;
  if (item < 0) return Reason::not_in_list;
  value.number = item;
  return Reason::none;
}

Reason ValueReader::read_date(std::string_view text, FieldValue& value, std::string& scratch) const {
  const bool with_clock = field_->type == catalog::Field::Type::datetime;
  std::int64_t days = 0, clock = 0;
  if (usual_day(text, days)) {
    text.remove_prefix(10);
  } else {
    if (static_cast<unsigned char>(text.front()) >= 0x80) {  // full-width digits
      scratch = nfkc(text);
      text = scratch;
    }
    if (const Reason reason = take_day(text, days); reason != Reason::none) return reason;
  }
  if (!text.empty()) {
    if (text.front() == 'T')
      text.remove_prefix(1);
    else if (const std::string_view rest = trim(text); rest.size() < text.size() || text.front() == ' ')
      text = rest;
    else
      return Reason::not_a_date;
    if (const Reason reason = take_clock(text, clock); reason != Reason::none) return reason;
  }
  if (!with_clock && clock != 0) return Reason::not_a_date;  // a date with an hour is another field's value
  value.number = with_clock ? days * kDay + clock : days;
  return Reason::none;
}

Reason ValueReader::read_decimal(std::string_view text, FieldValue& value, std::string& scratch) const {
  int shift = 0;
  if (static_cast<unsigned char>(text.back()) >= 0x80 || static_cast<unsigned char>(text.front()) >= 0x80) {
    scratch = nfkc(text);
    text = trim(scratch);
    // 12.5万元, ￥12.50
    if (take(text, "¥")) text = trim(text);
    const auto end = text.find_last_of("0123456789");
    if (end == std::string_view::npos) return Reason::not_a_number;
    if (const std::string_view words = trim(text.substr(end + 1)); !words.empty()) {
      const auto unit = Unit::parse(words);
      if (!unit || !field_->unit || !unit->comparable(*field_->unit)) return unit ? Reason::wrong_unit : Reason::not_a_number;
      shift = unit->scale - field_->unit->scale;
      text = text.substr(0, end + 1);
    }
  }
  bool negative = false;
  if (take(text, "-"))
    negative = true;
  else
    take(text, "+");
  if (text.empty() || !(is_digit(text.front()))) return Reason::not_a_number;
  std::int64_t coefficient = 0;
  int digits = 0, decimals = 0, group = -1;
  bool after_point = false;
  std::int64_t zeros = 0;  // trailing zeros behind the point wait: they count only if another digit follows
  for (const char c : text) {
    if (c == ',' && !after_point) {
      // Separators stand every three digits, or they are none.
      if (group == -1 ? digits > 3 || digits == 0 : group != 3) return Reason::not_a_number;
      group = 0;
      continue;
    }
    if (c == '.' && !after_point) {
      if (group != -1 && group != 3) return Reason::not_a_number;
      after_point = true;
      continue;
    }
    if (!is_digit(c)) return Reason::not_a_number;
    if (!after_point && group != -1) ++group;
    if (after_point && c == '0') {
      ++zeros;
      continue;
    }
    for (; zeros > 0; --zeros, ++decimals, ++digits) {
      if (digits >= 18) return Reason::too_many_digits;
      coefficient *= 10;
    }
    if (digits >= 18) return Reason::too_many_digits;
    coefficient = coefficient * 10 + (c - '0');
    if (coefficient > 0) ++digits;
    if (group == -1 && coefficient == 0) digits = 0;
    if (after_point) ++decimals;
  }
  if (group != -1 && group != 3 && !after_point) return Reason::not_a_number;
  if (text.back() == '.') return Reason::not_a_number;
  int scale = decimals - shift;  // value = coefficient × 10^-scale, in the field's unit
  for (; scale > field_->digits && coefficient % 10 == 0 && coefficient != 0; --scale) coefficient /= 10;
  if (coefficient == 0) scale = field_->digits;
  if (scale > field_->digits) return Reason::too_many_decimals;
  for (; scale < field_->digits; ++scale) {
    if (coefficient > 99'999'999'999'999'999) return Reason::too_many_digits;
    coefficient *= 10;
  }
  value.number = negative ? -coefficient : coefficient;
  return Reason::none;
}

Reason ValueReader::read_yes_no(std::string_view text, FieldValue& value) const {
  if (text == "是" || text == "1" || text == "true" || text == "TRUE" || text == "True" || text == "Y" || text == "y" ||
      text == "有")
    value.number = 1;
  else if (text == "否" || text == "0" || text == "false" || text == "FALSE" || text == "False" || text == "N" || text == "n")
    value.number = 0;
  else
    return Reason::not_yes_no;
  return Reason::none;
}

}  // namespace zh::ingest
