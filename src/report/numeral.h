#pragma once
#include <string_view>

/// Which numerals of running text are data, and so ought to be bound.
namespace zh::report {

bool is_digit(char32_t c);  ///< ASCII or full-width
/// One past a numeral with its separators and decimals that begins at `at`.
std::size_t numeral_end(std::u32string_view text, std::size_t at);
/// False for years, dates, ordinals, list numbers, document numbers and digits that belong to a word (3A, GB/T 19001).
bool is_data_numeral(std::u32string_view text, std::size_t begin, std::size_t end);

}  // namespace zh::report
