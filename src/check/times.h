#pragma once
#include "check/evidence.h"

namespace zh::check {

/// 2022年, 1-5月: the times that the words from the sentence's start name; empty for a cell.
Text times(const Evidence& evidence, const Claim& claim);
/// The time that a number is said of, in the document's words: the year or date nearest before it in its sentence, 上年同期 of
/// an earlier level, the header of its column; empty if none is told.
Text period(const Evidence& evidence, const Claim& claim);
/// Whether the words of two numbers speak of different times: 2022年 and 2023年, 上年同期, 累计 on one side only.
bool other_time(const Evidence& evidence, const Claim& a, const Claim& b);
/// Whether two numbers of prose stand in paragraphs that each name a year first, and not the same: 2015年…191种; 2017年…105种.
bool paragraphs_of_other_years(const Evidence& evidence, const Claim& a, const Claim& b);
/// Whether the first year that the paragraph of a number names is none of those that a table's caption and headers name.
bool other_years(const Evidence& evidence, const Claim& prose, const claim::Table& table);

}  // namespace zh::check
