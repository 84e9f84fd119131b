#include "formats/number_format.h"

#include <array>
#include <cstdio>
#include <stdexcept>
#include <vector>

#include "base/rounding.h"
#include "base/text.h"

namespace zh::formats {
namespace {

/// Sections of a format, split at semicolons outside quotes and brackets.
std::vector<std::string_view> sections(std::string_view code) {
  std::vector<std::string_view> out;
  std::size_t start = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '"')
      quoted = !quoted;
    else if (!quoted && (code[i] == '\\' || code[i] == '!'))
      ++i;
    else if (!quoted && code[i] == ';') {
      out.push_back(code.substr(start, i - start));
      start = i + 1;
    }
  }
  out.push_back(code.substr(start));
  return out;
}

enum class Place { before, whole, fraction, after };

/// Reads one section; false when it is something that is not followed.
bool read_section(std::string_view s, NumberFormat& format, std::string& before, std::string& after) {
  Place place = Place::before;
  bool digits = false, date = false, comma_last = false;
  const auto literal = [&](std::string_view text) {
    if (place == Place::whole || place == Place::fraction) place = Place::after;
    (place == Place::before ? before : after) += text;
  };
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char c = s[i];
    switch (c) {
      case '"': {
        const std::size_t end = std::min(s.find('"', i + 1), s.size());
        if (!date) literal(s.substr(i + 1, end - i - 1));
        i = end;
        break;
      }
      case '\\':
      case '!': {
        if (i + 1 >= s.size()) break;
        std::size_t length = 1;  // the escaped character may be several bytes
        while (i + 1 + length < s.size() && (static_cast<unsigned char>(s[i + 1 + length]) & 0xC0) == 0x80) ++length;
        if (!date) literal(s.substr(i + 1, length));
        i += length;
        break;
      }
      case '_':
      case '*':
        ++i;  // a space as wide as, or filled with, the next character
        break;
      case '[': {
        const std::size_t end = std::min(s.find(']', i), s.size());
        const std::string_view inside = s.substr(i + 1, end - i - 1);
        if (inside.starts_with("$"))
          literal(inside.substr(1, inside.find('-') - 1));
        else if (inside == "h" || inside == "hh" || inside == "m" || inside == "mm" || inside == "s" || inside == "ss")
          date = true;
        else if (!inside.empty() && (inside[0] == '<' || inside[0] == '>' || inside[0] == '='))
          return false;
        i = end;  // colours and [DBNum1] say nothing about the value
        break;
      }
      case '0':
      case '#':
      case '?':
        digits = true;
        if (place == Place::before) place = Place::whole;
        if (place == Place::after) return false;
        if (place == Place::fraction) {
          ++format.most_decimals;
          if (c == '0') format.decimals = format.most_decimals;
        }
        break;
      case '.':
        if (date) break;
        if (place == Place::before || place == Place::whole)
          place = Place::fraction;
        else
          literal(".");
        break;
      case ',':
        if (place == Place::whole && digits)
          format.thousands = true;
        else if (place != Place::before)
          return false;  // scales by 1000
        break;
      case '%':
        format.percent = true;
        literal("%");
        break;
      case 'y':
      case 'Y':
      case 'm':
      case 'M':
      case 'd':
      case 'D':
      case 'h':
      case 'H':
      case 's':
      case 'S':
        date = true;
        break;
      case 'E':
      case 'e':
        if (digits) return false;
        date = true;  // e is a year in East Asian formats
        break;
      case '/':
        if (digits) return false;
        break;
      case '@':
        return false;
      default:
        literal(s.substr(i, 1));
    }
    comma_last = c == ',';
  }
  if (comma_last) return false;
  if (date && !digits)
    format.kind = NumberFormat::Kind::date;
  else if (date || !digits)
    return false;
  else
    format.kind = NumberFormat::Kind::number;
  return true;
}

/// "#,##0,": the comma before the end of the digits scales by a thousand.
bool scales(std::string_view s) {
  for (std::size_t i = 0; i + 1 < s.size(); ++i)
    if (s[i] == ',' && (s[i + 1] == '.' || s[i + 1] == '"' || s[i + 1] == ';' || s[i + 1] == '%')) return true;
  return s.ends_with(",");
}

struct Civil {
  int year, month, day;
};

/// Days since 1970-01-01 to a date of the Gregorian calendar (Howard Hinnant's algorithm).
Civil civil_from_days(long long z) {
  z += 719468;
  const long long era = (z >= 0 ? z : z - 146096) / 146097;
  const long long doe = z - era * 146097;
  const long long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const long long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const long long mp = (5 * doy + 2) / 153;
  const int day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return {static_cast<int>(yoe + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace

NumberFormat parse_number_format(std::string_view code) {
  NumberFormat format;
  if (code.empty() || code == "General" || code == "@" || code.find("通用格式") != std::string_view::npos) return format;
  const auto parts = sections(code);
  if (scales(parts[0])) return format;
  NumberFormat read;
  read.code = std::string(parts[0]);
  if (!read_section(parts[0], read, read.before, read.after)) return format;
  if (parts.size() > 1 && read.kind == NumberFormat::Kind::number) {
    NumberFormat negative;
    if (read_section(parts[1], negative, read.negative_before, read.negative_after)) read.has_negative = true;
  }
  return read;
}

std::string_view builtin_number_format(int id) {
  switch (id) {
    case 1:
      return "0";
    case 2:
      return "0.00";
    case 3:
      return "#,##0";
    case 4:
      return "#,##0.00";
    case 9:
      return "0%";
    case 10:
      return "0.00%";
    case 11:
      return "0.00E+00";
    case 12:
    case 13:
      return "# ?/?";
    case 14:
      return "yyyy-m-d";
    case 15:
      return "d-m-yy";
    case 16:
      return "d-m";
    case 17:
      return "m-yy";
    case 18:
    case 19:
    case 20:
    case 21:
      return "h:mm";
    case 22:
      return "yyyy-m-d h:mm";
    case 27:
    case 36:
    case 50:
    case 57:
      return "yyyy\"年\"m\"月\"";
    case 28:
    case 29:
    case 51:
    case 53:
    case 54:
    case 58:
      return "m\"月\"d\"日\"";
    case 30:
      return "m-d-yy";
    case 31:
      return "yyyy\"年\"m\"月\"d\"日\"";
    case 32:
    case 33:
    case 34:
    case 35:
    case 55:
    case 56:
      return "h\"时\"mm\"分\"";
    case 37:
    case 38:
      return "#,##0;-#,##0";
    case 39:
    case 40:
      return "#,##0.00;-#,##0.00";
    case 41:
    case 42:
      return "#,##0;-#,##0";
    case 43:
    case 44:
      return "#,##0.00;-#,##0.00";
    case 45:
    case 46:
    case 47:
      return "mm:ss";
    case 48:
      return "##0.0E+0";
    case 52:
      return "yyyy\"年\"m\"月\"";
    default:
      return "";
  }
}

ShownNumber show_number(const Decimal& value, const NumberFormat& format) try {
  if (format.kind != NumberFormat::Kind::number) return {value.str(), -1};
  const Decimal scaled = format.percent ? value.shifted(2) : value;
  int decimals = format.decimals;
  if (format.most_decimals > format.decimals) {
    const Decimal rounded = round(Rational(scaled), format.most_decimals, Rounding::half_up).trimmed();
    decimals = std::max(decimals, rounded.scale());
  }
  decimals = std::min(decimals, 20);
  const Decimal rounded = round(Rational(scaled), decimals, Rounding::half_up);
  const bool negative_section = format.has_negative && value.is_negative();
  const Decimal printed = negative_section ? rounded.abs() : rounded;
  const std::string number = format.thousands ? printed.str_grouped() : printed.str();
  return {(negative_section ? format.negative_before : format.before) + number +
              (negative_section ? format.negative_after : format.after),
          decimals};
} catch (const std::range_error&) {  // 1e35 as a percentage has more digits than are kept: shown as it is stored
  return {value.str(), -1};
}

std::string show_date(const Decimal& serial, const NumberFormat& format, bool date1904) {
  const auto floor = Rational(serial).floor().exact_decimal();
  if (!floor || *floor < Decimal(0) || *floor > Decimal(2958465)) return serial.str();
  const auto days = static_cast<long long>(floor->coefficient());
  // Serial 60 is the 29 February 1900 that never was; before it the count is one day off.
  const Civil date = civil_from_days(date1904 ? days - 24107 : days - (days < 60 ? 25568 : 25569));
  std::string out;
  const std::string_view s = format.code;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char c = static_cast<char>(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
    std::size_t run = 1;
    while (i + run < s.size() && (s[i + run] | 32) == c && c >= 'a' && c <= 'z') ++run;
    if (c == '"') {
      const std::size_t end = std::min(s.find('"', i + 1), s.size());
      out += s.substr(i + 1, end - i - 1);
      i = end;
      continue;
    }
    if (c == '[') {
      i = std::min(s.find(']', i), s.size());
      continue;
    }
    if (c == '_' || c == '*') {
      ++i;
      continue;
    }
    if (c == '\\' || c == '!') continue;
    if (c == 'h' || c == 's') break;  // times are not data here
    if (c == 'y' || c == 'e')
      out += run <= 2 && c == 'y' ? padded(date.year % 100, 2) : std::to_string(date.year);
    else if (c == 'm')
      out += padded(date.month, run == 2 ? 2 : 1);
    else if (c == 'd')
      out += padded(date.day, run == 2 ? 2 : 1);
    else
      out += s.substr(i, 1);
    if (c >= 'a' && c <= 'z') i += run - 1;
  }
  return std::string(trim(out));
}

}  // namespace zh::formats
