#pragma once
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "target.h"

/// For inputs made of words (expressions): most mutations replace, insert, drop or double whole words, since a name with one
/// character changed is just an unknown name; the others are the fuzzer's own.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace zh::fuzz {

/// The words of the language; defined by the target.
extern const std::vector<std::string_view> words;

/// Cuts the text into words of the language, the longest first, and single characters between them.
inline std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> result;
  while (!text.empty()) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
    for (const std::string_view word : words)
      if (word.size() > length && text.substr(0, word.size()) == word) length = word.size();
    result.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return result;
}

}  // namespace zh::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  std::minstd_rand random(seed);
  random.discard(2);  // the first numbers of near seeds are near each other
  if (random() % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const std::string text(as_text(data, size));
  std::vector<std::string_view> all = zh::fuzz::words_of(text);
  for (unsigned n = 1 + random() % 3; n > 0; --n) {
    const std::string_view word = zh::fuzz::words[random() % zh::fuzz::words.size()];
    const std::size_t at = random() % (all.size() + 1);
    const auto place = all.begin() + static_cast<std::ptrdiff_t>(at);
    switch (at == all.size() ? 0 : random() % 4) {
      case 0:
        all.insert(place, word);
        break;
      case 1:
        *place = word;
        break;
      case 2:
        all.erase(place);
        break;
      default:
        all.insert(place, std::string_view(*place));
        break;
    }
  }
  std::string result;
  for (const std::string_view word : all) result += word;
  if (result.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, result.data(), result.size());
  return result.size();
}

/// Two inputs joined by an operator, each in brackets or not: how long expressions come about.
extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t first_size, const std::uint8_t* second,
                                                 std::size_t second_size, std::uint8_t* out, std::size_t max_size,
                                                 unsigned seed) {
  std::minstd_rand random(seed);
  random.discard(2);
  const bool brackets = random() % 2 == 0;
  const auto part = [&](const std::uint8_t* data, std::size_t size) {
    const std::string text(as_text(data, size));
    return brackets ? "(" + text + ")" : text;
  };
  constexpr const char* kOperators[] = {" / ", " * ", " + ", " - "};
  const std::string result = part(first, first_size) + kOperators[random() % 4] + part(second, second_size);
  if (result.size() > max_size) return 0;
  std::memcpy(out, result.data(), result.size());
  return result.size();
}
