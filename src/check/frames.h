#pragma once
#include "check/evidence.h"

/// The parts of a comparison in prose: what is now, what it is compared with, and the difference that is told.
namespace zh::check {

/// Whether words name an earlier time and nothing else: 上年同期, 去年末为, 7月, 2021年的, 第10期, 昨日.
bool only_time(View words);
/// Whether such a time is earlier whatever the document reports on: 上年, 去年同期, 上月; not 7月.
bool surely_earlier(View words);
/// Whether a number is what another is compared with: a prior level, or a number that such words alone introduce.
bool compared_level(const Evidence& evidence, int id);
/// Whether the words between a level and its change speak of another basis than the printed levels: 可比价, 同口径.
bool other_basis(View words);
/// 年初预算80168万元, 目标3000人: what was planned, not what is. 一般公共预算收入 is.
bool planned(const Claim& claim);
/// Whether words are a year that is before another of the document's: 2022年 where it speaks of 2023.
bool earlier_year(const Evidence& evidence, View words);
/// What 比 or 较 is said of in the words before it; empty for nothing or what says no more than the number: 总量, 人数.
Text subject_of(View words);

}  // namespace zh::check
