#pragma once
#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "target.h"

/// For inputs made of lines (TOML, chapters): two kept inputs are crossed at the ends of lines, where a cut leaves both halves
/// readable; half of the other mutations drop, double or move whole lines, the rest change one line.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace zh::fuzz {

inline std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

}  // namespace zh::fuzz

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t first_size, const std::uint8_t* second,
                                                 std::size_t second_size, std::uint8_t* out, std::size_t max_size,
                                                 unsigned seed) {
  std::minstd_rand random(seed);
  random.discard(2);
  const auto lines = zh::fuzz::lines_of(as_text(first, first_size)), others = zh::fuzz::lines_of(as_text(second, second_size));
  if (others.empty()) return 0;
  const std::size_t at = random() % (lines.size() + 1), dropped = random() % 4 == 0 ? random() % 3 : 0;
  const bool whole = random() % 3 == 0;
  const std::size_t from = whole ? 0 : random() % others.size(), count = whole ? others.size() : 1 + random() % 6;
  std::string result;
  for (std::size_t i = 0; i < at; ++i) result += lines[i];
  if (!result.empty() && result.back() != '\n') result += '\n';
  for (std::size_t i = from; i < std::min(from + count, others.size()); ++i) result += others[i];
  if (at < lines.size() && !result.empty() && result.back() != '\n') result += '\n';
  for (std::size_t i = at + dropped; i < lines.size(); ++i) result += lines[i];
  if (result.size() > max_size) return 0;
  std::memcpy(out, result.data(), result.size());
  return result.size();
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  std::minstd_rand random(seed);
  random.discard(2);  // the first numbers of near seeds are near each other
  const std::string text(as_text(data, size));
  const auto split = zh::fuzz::lines_of(text);
  std::vector<std::string> lines(split.begin(), split.end());
  if (lines.empty() || random() % 16 == 0) return LLVMFuzzerMutate(data, size, max_size);
  std::string& line = lines[random() % lines.size()];
  switch (random() % 6) {
    case 0:
      line.clear();
      break;
    case 1:
      line += line;
      break;
    case 2:
      std::swap(line, lines[random() % lines.size()]);
      break;
    default: {
      const std::size_t length = line.size();
      line.resize(length + 24);
      line.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(line.data()), length, line.size()));
    }
  }
  std::string result;
  for (const std::string& each : lines) result += each;
  if (result.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, result.data(), result.size());
  return result.size();
}
