#pragma once
#include <vector>

#include "base/decimal.h"
#include "claim/passage.h"
#include "claim/words.h"

namespace zh::claim {

/// A numeral as it stands: what its own characters and the ones beside it say.
struct Numeral {
  enum class Kind {
    count,     ///< a number with or without a noun
    percent,   ///< %
    permille,  ///< ‰
    point,     ///< 百分点
    multiple,  ///< 倍
    part,      ///< of a proportion written 5.1:42.5:52.4
    year,
    date,     ///< month, day, clock time, or a whole date
    ordinal,  ///< 第3位
    label,    ///< list, standard, document, telephone and figure numbers, model names
    limit,    ///< 30%以上, 5-10: a bound or range, not a value
  };
  enum class Bound { exact, about, above, below };

  std::size_t start = 0, end = 0;  ///< in the passage: sign, digits, 万/亿 and %/‰/个百分点
  Decimal number;                  ///< as printed, without scale; negative if a minus stands before it
  int decimals = 0;
  int scale = 0;  ///< power of ten of 千, 万, 亿
  Kind kind = Kind::count;
  Bound bound = Bound::exact;
  Text noun;                  ///< 件, 亿元's 元 …
  std::size_t noun_end = 0;   ///< where the noun ends
  bool written_sign = false;  ///< + or - stands before it
  bool chinese = false;       ///< 两, 三 …: a small count
  const char* reason = "";    ///< of label, date, limit: why it is no datum
};

/// All numerals of a passage in order. Nothing is skipped: what is no datum is a label with its reason.
std::vector<Numeral> scan_numerals(const Passage& passage);

}  // namespace zh::claim
