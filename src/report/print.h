#pragma once
#include <optional>
#include <string>

#include "expr/value.h"

/// Values as printed text: the only rounding on the way to the page.
namespace zh::report {

struct PrintOptions {
  std::optional<int> decimals;  ///< at most so many
  std::optional<Unit> unit;     ///< converted to; comparable with the value's
  bool with_unit = true;
  bool absolute = false;  ///< without sign: the words say the direction
};

struct Printed {
  Decimal number;                       ///< what is printed, with its sign
  std::string figure;                   ///< "3612"
  std::string unit;                     ///< "亿元"; empty when left out
  std::string before = {}, after = {};  ///< 近 before the numeral, 余 behind it
  std::string text() const { return before + figure + after + unit; }
};

/// Precondition: value.number.
Printed print(const expr::Value& value, Rounding rounding, const PrintOptions& options = {});

inline bool is_estimate(const expr::Value& value) { return value.number && value.status == ObsStatus::estimated; }

/// What is shown where a table has no value: …, － (cannot exist) or * (withheld).
std::string mark_of_missing(ObsStatus status);

/// The first node of the tree of a kind, depth first; nullptr if there is none.
const expr::Lineage* find_lineage(const expr::LineagePtr& root, expr::Lineage::Kind kind);
/// What is missing, in words: 主营业务收入[2021].
std::string name_of_missing(const expr::Value& value);
/// 主营业务收入[2022]：主营业务收入[2023] ÷ (1 + 增速); empty if no estimate is in it.
std::string estimate_formula(const expr::Value& value);

}  // namespace zh::report
