#include "claim/passage.h"

#include <algorithm>

#include "claim/traditional.h"
#include "claim/words.h"

namespace zh::claim {
namespace {

bool is_blank(char32_t c) { return c <= U' ' || c == 0x3000 || c == 0xA0 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200B); }

/// Full-width digits, letters, percent, plus, minus and point as ASCII, traditional characters as simplified ones; one
/// character stays one character.
char32_t plain(char32_t c) {
  if ((c >= U'０' && c <= U'９') || (c >= U'Ａ' && c <= U'Ｚ') || (c >= U'ａ' && c <= U'ｚ') || c == U'％' || c == U'＋' ||
      c == U'－' || c == U'．' || c == U'／' || c == U'＜' || c == U'＞' || c == U'＝' || c == U'～')
    return c - 0xFEE0;
  if (c == 0x2212 || c == 0xFE63) return U'-';  // minus signs
  if (c == 0x2236) return U':';                 // ratio sign
  if (c == U'﹪') return U'%';
  return simplified(c);
}

bool is_word(char32_t c) {
  return (c < 0x80 && c > U' ' && !is_digit(c) && c != U'.' && c != U'%' && c != U',' && c != U'-' && c != U'+');
}

/// Whether the space between two characters belongs to the text: between Latin words, and between two whole numbers.
bool keeps_space(char32_t before, char32_t after, const std::u32string& text) {
  if (is_word(before) && (is_word(after) || is_digit(after))) return true;
  if (is_digit(before) && is_word(after) && after != U')' && after != U':') return true;
  if (is_digit(before) && is_digit(after)) {
    // "24 064": a thin space as thousands separator is closed when exactly a group follows (decided by the scanner).
    return true;
  }
  if (before == U'.' && is_digit(after)) return text.size() < 2 || !is_digit(text[text.size() - 2]) || text.size() <= 3;
  return false;
}

/// Whether a blank stands behind nearly every character, as some PDF converters leave a line: "8 4 6 2 5 人 ， 占 1 0 . 7 7%".
bool spaced_out(const std::u32string& text, readback::Range range) {
  // Columns that were set apart by many blanks are no such line.
  std::size_t letters = 0, blanks = 0;
  for (std::size_t i = range.start; i < range.end; ++i) {
    if (!is_blank(text[i]))
      ++letters;
    else if (i + 1 < range.end && is_blank(text[i + 1]))
      return false;
    else
      ++blanks;
  }
  constexpr std::size_t kFewest = 20;
  return letters >= kFewest && blanks * 10 >= letters * 7;
}

/// Half-width marks of Chinese sentences as the wide ones that belong there: 投诉113件,其中(含网络)56件. What stands between
/// digits or Latin words stays: 1,234; 1:2. `said` are the characters before it: of a Chinese sentence, or a number of a list
/// alone: 1)人力资源.
char32_t wide_mark(char32_t c, const Text& said, char32_t after, bool han, std::size_t& open) {
  constexpr std::size_t kLongestNumber = 2;
  const char32_t before = said.empty() ? U'\0' : said.back();
  const auto chinese = [](char32_t x) { return is_han(x) || (x >= 0x3001 && x <= 0x301F) || (x >= 0xFF08 && x <= 0xFF1F); };
  switch (c) {
    case U',':
      return is_digit(after) && is_digit(before) ? c : chinese(before) || chinese(after) || before == U'%' ? U'，' : c;
    case U';':
      return chinese(before) || chinese(after) ? U'；' : c;
    case U':':
      return chinese(before) ? U'：' : c;
    case U'(':
      if (!chinese(before) && !chinese(after) && !(han && is_digit(before) && is_digit(after))) return c;
      ++open;
      return U'（';
    case U')':
      if (open == 0)
        return chinese(after) && !said.empty() && said.size() <= kLongestNumber &&
                       std::all_of(said.begin(), said.end(), is_digit)
                   ? U'）'
                   : c;
      --open;
      return U'）';
    default:
      return c;
  }
}

Passage compact(const std::u32string& text, readback::Range range) {
  const bool spaced = spaced_out(text, range);
  std::size_t open = 0;  // wide brackets that stood as half-width ones
  bool han = false;
  Passage passage;
  passage.text.reserve(range.end - range.start);
  for (std::size_t i = range.start; i < range.end; ++i) {
    const char32_t c = plain(text[i]);
    if (is_blank(c)) {
      std::size_t next = i;
      while (next < range.end && is_blank(text[next])) ++next;
      if (!spaced && !passage.text.empty() && next < range.end &&
          keeps_space(passage.text.back(), plain(text[next]), passage.text)) {
        passage.text += U' ';
        passage.at.push_back(i);
      }
      i = next - 1;
      continue;
    }
    std::size_t next = i + 1;
    while (next < range.end && is_blank(text[next])) ++next;
    han = han || is_han(c);
    passage.text += wide_mark(c, passage.text, next < range.end ? plain(text[next]) : U'\0', han, open);
    passage.at.push_back(i);
  }
  passage.at.push_back(range.end);
  return passage;
}

}  // namespace

readback::Range Passage::range(std::size_t start, std::size_t end) const {
  if (start >= end) return {at[start], at[start]};
  return {at[start], at[end - 1] + 1};
}

std::vector<Passage> read_passages(const readback::Reading& reading) {
  std::vector<Passage> passages;
  for (std::size_t b = 0; b < reading.blocks.size(); ++b) {
    const readback::Block& block = reading.blocks[b];
    const auto add = [&](readback::Range range, int cell) {
      Passage passage = compact(reading.text, range);
      passage.block = static_cast<int>(b);
      passage.cell = cell;
      passage.kind = block.kind;
      passages.push_back(std::move(passage));
    };
    if (block.cells.empty()) add(block.range, -1);
    for (std::size_t c = 0; c < block.cells.size(); ++c) add(block.cells[c].range, static_cast<int>(c));
  }
  return passages;
}

}  // namespace zh::claim
