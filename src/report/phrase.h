#pragma once
#include "report/print.h"
#include "report/wording.h"

/// Words for values: no expressions here, only numbers that are already there.
namespace zh::report {

inline constexpr const char* kMissingText = "（缺）";
inline constexpr const char* kWithheldText = "（不公布）";

Part words(std::string text);
/// A fact with its numeral, or （缺）.
Part number(const expr::Value& value, Rounding rounding, const PrintOptions& options = {});
/// The same with 约 before it when it is an estimate (or `about`).
void append_number(std::vector<Part>& out, const expr::Value& value, Rounding rounding, const PrintOptions& options = {},
                   bool about = false);
/// A fact that is said without a numeral: 持平, 居首位.
Part said(const expr::Value& value, std::string text);

struct Directions {
  const char* up;
  const char* down;
};
/// up13.4%, down21.9%, 持平 (no change), 基本持平 (a change that prints as zero).
std::vector<Part> directed(const expr::Value& change, Rounding rounding, const Directions& directions);

/// The growth of an amount in words. `change` is current − previous; `growth` in %, perhaps missing (a zero base, or unknown).
/// `profit`: of profits and losses, which turn from one into the other (扭亏为盈) or shrink as losses (减亏).
std::vector<Part> growth_words(const expr::Value& current, const expr::Value& change, const expr::Value& growth,
                               Rounding rounding, bool profit);

/// 持续增长, 先升后降 … of at least two printed values, oldest first; `before` is the period before them, if known.
std::string trend_words(const std::vector<Decimal>& values, const std::optional<Decimal>& before, bool amount);

/// A value that rests on several: `last` with all of `items` in its lineage.
expr::Value resting_on(const expr::Value& last, const std::string& label, const expr::Items& items);

}  // namespace zh::report
