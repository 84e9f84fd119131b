#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zh {

/// UTF-8 ↔ code points. Invalid bytes become U+FFFD, one for each byte.
std::u32string to_u32(std::string_view utf8);
std::string to_utf8(std::u32string_view text);
void append_utf8(std::string& out, char32_t c);
bool is_valid_utf8(std::string_view bytes);
int count_code_points(std::string_view utf8);

/// Columns on a terminal: East Asian wide and full-width characters are 2, combining marks 0.
int display_width(std::string_view utf8);
bool is_cjk(char32_t c);  ///< a Han ideograph

std::string_view trim(std::string_view text);  ///< ASCII white space, U+3000 and U+00A0
/// NFKC through ICU: full-width digits and letters become ASCII, compatibility forms plain.
std::string nfkc(std::string_view text);
/// For comparing labels: NFKC, all white space (and line breaks) removed, brackets and dashes unified.
std::string fold_label(std::string_view text);

/// Orders texts by their characters, runs of digits by their number: 2.md before 10.md.
struct NaturalOrder {
  bool operator()(std::string_view a, std::string_view b) const;
};

std::vector<std::string> split_lines(std::string_view text);  ///< on \n, \r\n; without the terminators
/// Edit distance in code points (insert, delete, substitute, transpose neighbours), stopping above `limit`.
int edit_distance(std::string_view a, std::string_view b, int limit);
/// The candidate nearest to `word` within a third of its length (at least 1), or empty.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// A stable 64-bit hash (FNV-1a), the same on every machine.
std::uint64_t stable_hash(std::string_view bytes);
/// 第 {n} in Chinese numerals: 1 → 一, 10 → 十, 21 → 二十一, up to 9999.
std::string chinese_numeral(int n);
/// "A1"-style name of a zero-based row and column.
std::string cell_name(int row, int column);

}  // namespace zh
