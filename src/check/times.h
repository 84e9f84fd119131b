#pragma once
#include "check/evidence.h"

namespace zh::check {

/// 2022年, 1-5月: the times that the words from the sentence's start name; empty for a cell.
Text times(const Evidence& evidence, const Claim& claim);
/// Whether the words of two numbers speak of different times: 2022年 and 2023年, 上年同期, 累计 on one side only.
bool other_time(const Evidence& evidence, const Claim& a, const Claim& b);

}  // namespace zh::check
