#pragma once
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace zh::formats {

/// What of a spreadsheet's number format decides how a number reads.
struct NumberFormat {
  int decimals = -1;  ///< -1: General
  bool percent = false, grouped = false, date = false;
};

/// A format code such as `#,##0.00_);[Red](#,##0.00)`: its first section counts (ECMA-376 Part 1, 18.8.31).
NumberFormat parse_number_format(std::string_view code);
/// The built-in formats 0–49.
NumberFormat builtin_number_format(int id);
/// As displayed: 12.3 % for 0.123 under 0.0%.
std::string display(const Decimal& number, const NumberFormat& format);

}  // namespace zh::formats
