#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The vocabulary of statistical prose, and how it is looked up.
namespace zh::claim {

using Text = std::u32string;
using View = std::u32string_view;
using Words = std::initializer_list<View>;

constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
constexpr bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
constexpr bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF); }
constexpr bool one_of(char32_t c, View set) { return set.find(c) != View::npos; }

/// No sentence is longer: what looks back or ahead for a mark gives up there, so that work stays in proportion to the text.
inline constexpr std::size_t kMostOfSentence = 600;
/// The last of `marks` before `at`, or the first from `at` on; npos if none is within kMostOfSentence characters.
std::size_t last_before(View text, std::size_t at, View marks);
std::size_t first_from(View text, std::size_t at, View marks);
/// Behind the last of `marks` before `at`; without one the start of the text, or kMostOfSentence characters before.
std::size_t start_behind(View text, std::size_t at, View marks);

bool starts_with(View text, View word);
bool ends_with(View text, View word);
bool contains(View text, View word);

// The same with literals, whose length is known before the program runs.
template <std::size_t N>
constexpr bool one_of(char32_t c, const char32_t (&set)[N]) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) { return ((c == set[I]) || ...); }
  (std::make_index_sequence<N - 1>());
}
template <std::size_t N>
bool starts_with(View text, const char32_t (&word)[N]) {
  return starts_with(text, View(word, N - 1));
}
template <std::size_t N>
bool ends_with(View text, const char32_t (&word)[N]) {
  return ends_with(text, View(word, N - 1));
}
template <std::size_t N>
bool contains(View text, const char32_t (&word)[N]) {
  return contains(text, View(word, N - 1));
}
/// Which characters a text may have: most words of a list are ruled out by their first or last without a search.
class Characters {
 public:
  explicit Characters(View text) {
    for (const char32_t c : text) bits_[word(c)] |= bit(c);
  }
  bool may_have(char32_t c) const { return (bits_[word(c)] & bit(c)) != 0; }
  bool may_have(View word) const { return word.empty() || (may_have(word.front()) && may_have(word.back())); }

 private:
  static constexpr std::size_t word(char32_t c) { return (c >> 6U) & 3U; }
  static constexpr std::uint64_t bit(char32_t c) { return std::uint64_t{1} << (c & 63U); }
  std::array<std::uint64_t, 4> bits_{};
};

/// The first of `words` that `text` contains / begins with / ends with, or empty. Longer words should stand before shorter.
View find_any(View text, Words words);
View find_any(View text, const Characters& characters, Words words);  ///< of a text that is asked for several lists
View start_any(View text, Words words);
View end_any(View text, Words words);
/// The word of `words` that occurs last in `text`, and where; empty if none does.
struct Found {
  View word;
  std::size_t at = View::npos;
  explicit operator bool() const { return !word.empty(); }
};
Found find_last(View text, Words words);

/// The verb of a change and its direction. +1 增长, -1 下降, 0 neither (同比, 增速).
struct Verb {
  View word;
  int sign = 0;
  bool rate = false;  ///< 增速, 同比: says "rate of change" without direction
  std::size_t at = View::npos;
  explicit operator bool() const { return !word.empty(); }
};
/// The last such verb of `text`.
Verb last_change_verb(View text);

/// The measure word or unit noun at the beginning of `text`: 件, 批次, 元, 平方米 … Empty if none is known.
View unit_noun(View text);
/// Nouns that are measured, not counted: their integers are rounded too (元, 吨, 公顷, 千瓦时).
bool is_measured(View noun);
/// One Chinese numeral up to 99 before a measure word, e.g. 两, 十二; -1 if it is none.
int small_chinese_number(View text);

/// One behind the other.
Text together(View a, View b);

/// Leading words of time, connection and scope, trailing verbs: what remains names the thing.
View strip_name(View text);
/// The pieces between the marks or joints, of which some may be empty: 投诉、举报和咨询 at U"、和与及".
std::vector<Text> split(View words, View at);

}  // namespace zh::claim
