#pragma once
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace zh::formats {

/// As much of a spreadsheet's number format as a return's numbers need: decimals, %, thousands, fixed text, dates.
struct NumberFormat {
  enum class Kind { general, number, date };
  Kind kind = Kind::general;  ///< general: also everything that is not followed (fractions, exponents, scaling commas)
  int decimals = 0;           ///< digits after the point that are always shown
  int most_decimals = 0;      ///< with optional ones (#)
  bool percent = false, thousands = false;
  std::string before, after;  ///< fixed text around the number
  std::string code;           ///< of dates
  bool has_negative = false;  ///< a second section shows negatives without their sign
  std::string negative_before, negative_after;
};

/// Reads a format code: "0.00%", "#,##0.00_ ", "yyyy\"年\"", "G/通用格式".
NumberFormat parse_number_format(std::string_view code);
/// The code of a built-in format id (0–58), with the Chinese meaning of the ids that depend on the language; "" for General.
std::string_view builtin_number_format(int id);

struct ShownNumber {
  std::string text;
  int decimals = -1;  ///< -1: General
};
/// What the cell displays.
ShownNumber show_number(const Decimal& value, const NumberFormat& format);
/// A date serial as the format displays it; times are left out.
std::string show_date(const Decimal& serial, const NumberFormat& format, bool date1904);

}  // namespace zh::formats
