#pragma once
#include <vector>

#include "check/evidence.h"

/// Words that name the greatest or the smallest: 最高, 居首, 最少.
namespace zh::check {

struct Extreme {
  std::size_t at = View::npos, size = 0;  ///< of the word in its text
  bool most = true;
};
/// All of a text, in order of place; 最多采一次 is "at most", 第一 of 第一产业 an ordinal.
std::vector<Extreme> extremes_in(View text);

/// What the words in front of such a word, or of a count, speak of: growth, share, rate, else level.
Role measure_of(View words);
/// Whether they speak of falls: 降幅最大.
bool of_falls(View words);
/// Whether a number is of that measure.
bool is_of(const Claim& c, Role measure);

/// What a row is called: the first of its words that is no unit beside a name, without 其中： and brackets.
Text row_name(const claim::Table& table, int row);
/// The label of a row or column up to the first of `stops`, without `marks`.
Text bare_label(const Text& label, View stops = U"（(", View marks = U" 　*#");

}  // namespace zh::check
