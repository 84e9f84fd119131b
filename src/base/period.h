#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zh {

/// A calendar period: a year, half-year, quarter or month, or a run of whole years, quarters or months.
class Period {
 public:
  enum class Kind { year, half, quarter, month };

  Period() = default;
  static Period year(int y) { return {Kind::year, y, y}; }
  static Period half(int y, int h) { return {Kind::half, y * 2 + h - 1, y * 2 + h - 1}; }
  static Period quarter(int y, int q) { return {Kind::quarter, y * 4 + q - 1, y * 4 + q - 1}; }
  static Period month(int y, int m) { return {Kind::month, y * 12 + m - 1, y * 12 + m - 1}; }
  /// From the first of `a` to the last of `b`, which must be of one kind. nullopt otherwise or when b is before a.
  static std::optional<Period> range(const Period& a, const Period& b);

  /// Reads 2023, 2023年, 2023年度, 2023H1, 2023年上半年, 2023Q1, 2023年一季度/第1季度, 2023-05, 2023年5月, 202305, 2021-2023,
  /// 2021—2023年, 2021至2023年; full-width digits too. nullopt for anything else and for years outside 1900–2199.
  static std::optional<Period> parse(std::string_view text);

  Kind kind() const { return kind_; }
  bool is_range() const { return first_ != last_; }
  int length() const { return last_ - first_ + 1; }  ///< in units of its kind
  int first_year() const;
  int last_year() const;
  Period first() const { return {kind_, first_, first_}; }
  Period last() const { return {kind_, last_, last_}; }
  std::vector<Period> parts() const;  ///< each single period of a range
  /// Each way in which it is made up of single periods: a run of its parts, a year of halves, quarters and months.
  std::vector<std::vector<Period>> divisions() const;
  Period moved(int steps) const { return {kind_, first_ + steps, last_ + steps}; }  ///< by units of its kind
  Period year_before() const;                                                       ///< 上年同期

  std::string str() const;      ///< canonical: 2023, 2023H1, 2023Q1, 2023-05, 2021-2023
  std::string chinese() const;  ///< 2023年, 2023年上半年, 2023年一季度, 2023年5月, 2021—2023年

  friend bool operator==(const Period&, const Period&) = default;
  friend std::strong_ordering operator<=>(const Period&, const Period&) = default;  ///< by kind, then time

 private:
  Period(Kind kind, int first, int last) : kind_(kind), first_(first), last_(last) {}
  Kind kind_ = Kind::year;
  int first_ = 0, last_ = 0;  ///< counted in units of the kind since year 0
};

}  // namespace zh
