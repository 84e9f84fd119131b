// Properties of moving years, on random texts of the pieces that matter: lines stay lines, nothing but the years changes, and
// moving back undoes it.
#include "project/roll_years.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/text.h"

namespace zh::project {
namespace {

std::string random_text(std::mt19937& random) {
  static const char* const kPieces[] = {
      "2023年", "2022年底", "[2021]", "2021—2023年", "2023", "2022", "2021",   "2024",    "2020", "年", "月",
      "5",      "—",        "-",      "至",          "{{",   "}}",   "[",      "]",       "《",   "》", "“",
      "”",      "〔",       "〕",     "`",           "=",    "\"",   " ",      ",",       "收入", "H1", "\n",
      "```",    "\r\n",     ".",      "3",           "\xff", "度",   "period", "\xE5\xB9"};
  std::string text;
  for (std::size_t n = random() % 40; n > 0; --n) text += kPieces[random() % std::size(kPieces)];
  return text;
}

std::string without_digits(const std::string& text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c < '0' || c > '9'; });
  return out;
}

TEST(MoveYears, OnlyYearsChangeAndMovingBackUndoesIt) {
  std::mt19937 random(20231);
  int moved_texts = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text = random_text(random);
    std::erase(text, '\r');
    if (!is_valid_utf8(text)) {
      move_years(text, {2021, 2023, 1}, YearsIn::chapter);  // must come back
      continue;
    }
    for (const YearsIn kind : {YearsIn::chapter, YearsIn::definition, YearsIn::label}) {
      const YearsMoved moved = move_years(text, {2021, 2023, 1}, kind);
      EXPECT_EQ(without_digits(moved.text), without_digits(text)) << text;
      EXPECT_EQ(moved.text.size(), text.size()) << text;
      EXPECT_EQ(split_lines(moved.text).size(), split_lines(text).size()) << text;
      if (moved.text == text) continue;
      ++moved_texts;
      // Years of 2024 stood there before: they are not told from those that came from 2023.
      if (text.find("2024") == std::string::npos) {
        EXPECT_EQ(move_years(moved.text, {2022, 2024, -1}, kind).text, text) << moved.text;
      }
    }
  }
  EXPECT_GT(moved_texts, 2000);
}

}  // namespace
}  // namespace zh::project
