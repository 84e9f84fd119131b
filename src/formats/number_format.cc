#include "formats/number_format.h"

#include "base/rounding.h"

namespace zh::formats {

NumberFormat parse_number_format(std::string_view code) {
  NumberFormat format;
  if (code.empty() || code == "General" || code == "@") return format;
  bool point = false, digits = false;
  int decimals = 0;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') {
      while (++i < code.size() && code[i] != '"') {}
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      while (++i < code.size() && code[i] != ']') {}
    } else if (c == '0' || c == '#' || c == '?') {
      digits = true;
      if (point) ++decimals;
    } else if (c == '.') {
      point = true;
    } else if (c == ',') {
      format.grouped = true;
    } else if (c == '%') {
      format.percent = true;
    } else if ((c == 'y' || c == 'd' || c == 'h' || c == 'Y' || c == 'D') && !digits) {
      format.date = true;
    }
  }
  if (digits) format.decimals = decimals;
  return format;
}

NumberFormat builtin_number_format(int id) {
  static const char* const kCodes[] = {"", "0", "0.00", "#,##0", "#,##0.00", "", "", "", "", "0%", "0.00%"};
  if (id >= 0 && id <= 10) return parse_number_format(kCodes[id]);
  if ((id >= 14 && id <= 22) || (id >= 45 && id <= 47)) return {-1, false, false, true};
  if (id == 37 || id == 38) return {0, false, true, false};
  if (id == 39 || id == 40) return {2, false, true, false};
  return {};
}

std::string display(const Decimal& number, const NumberFormat& format) {
  if (format.decimals < 0) return number.str();
  const Decimal shown = round(Rational(format.percent ? number.shifted(2) : number), format.decimals, Rounding::half_up);
  return (format.grouped ? shown.str_grouped() : shown.str()) + (format.percent ? "%" : "");
}

}  // namespace zh::formats
