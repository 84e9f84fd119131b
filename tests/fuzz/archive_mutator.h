#pragma once
#include <cstring>
#include <random>
#include <utility>
#include <vector>

#include "formats/zip.h"
#include "target.h"

/// Bytes of an archive are useless to mutate blindly: checksums reject nearly everything, and so does XML with most changes to
/// its tags. So most mutations open the archive, change one part and pack it again: half of these change only the text between
/// two tags or an attribute's value, where a reader's decisions are made, and some of them put a numeral there, in one of the
/// many forms a file can hold; the others change the part anywhere. One of eight changes the bytes of the archive itself.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace zh::fuzz {

/// Mutates part[start, end) in place, letting it grow a little.
inline void mutate_range(std::string& part, std::size_t start, std::size_t end) {
  std::string piece = part.substr(start, end - start);
  const std::size_t length = piece.size();
  piece.resize(length + 24);
  piece.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(piece.data()), length, piece.size()));
  part.replace(start, end - start, piece);
}

/// -0012.3450E-7 and the like.
inline std::string numeral(std::minstd_rand& random) {
  const auto digits = [&](unsigned most) {
    std::string text;
    for (unsigned n = random() % (most + 1); n > 0; --n) text += static_cast<char>('0' + random() % 10);
    return text;
  };
  std::string text = random() % 3 == 0 ? "-" : "";
  text += digits(random() % 8 == 0 ? 40 : 6);
  if (random() % 2 == 0) text += "." + digits(random() % 8 == 0 ? 40 : 8);
  if (random() % 4 == 0) text += std::string(random() % 2 == 0 ? "E" : "e-") + digits(random() % 8 == 0 ? 9 : 2);
  return text;
}

/// Mutates what stands between '>' and '<', or an attribute's value; false when the part has none. One time in four it is a
/// number that another numeral replaces.
inline bool mutate_value(std::string& part, std::minstd_rand& random) {
  std::vector<std::pair<std::size_t, std::size_t>> values, numbers;  // [start, end)
  for (std::size_t at = 0; at < part.size(); ++at) {
    const bool attribute = part[at] == '"' && at > 0 && part[at - 1] == '=';
    if (!attribute && part[at] != '>') continue;
    const std::size_t end = part.find(attribute ? '"' : '<', at + 1);
    if (end == std::string::npos) break;
    if (end > at + 1) {
      values.emplace_back(at + 1, end);
      if (std::strchr("-0123456789", part[at + 1]) != nullptr) numbers.emplace_back(at + 1, end);
    }
    at = end - 1;
  }
  if (values.empty()) return false;
  if (!numbers.empty() && random() % 4 == 0) {
    const auto [start, end] = numbers[random() % numbers.size()];
    part.replace(start, end - start, numeral(random));
  } else {
    const auto [start, end] = values[random() % values.size()];
    mutate_range(part, start, end);
  }
  return true;
}

}  // namespace zh::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  std::minstd_rand random(seed);
  random.discard(2);  // the first numbers of near seeds are near each other
  const auto archive = random() % 8 == 0 ? std::nullopt : zh::formats::ZipReader::open(as_text(data, size), nullptr);
  if (!archive || archive->names().empty()) return LLVMFuzzerMutate(data, size, max_size);
  const std::vector<std::string> names = archive->names();
  // Large parts hold the cells: of two parts the larger one.
  const std::string &one = names[random() % names.size()], &other = names[random() % names.size()];
  const std::string& chosen = archive->read(one).value_or("").size() < archive->read(other).value_or("").size() ? other : one;
  zh::formats::ZipWriter writer;
  for (const std::string& name : names) {
    std::string part = archive->read(name).value_or("");
    if (name == chosen && !(random() % 2 == 0 && zh::fuzz::mutate_value(part, random)))
      zh::fuzz::mutate_range(part, 0, part.size());
    writer.add(name, std::move(part), true);
  }
  const std::string packed = writer.finish();
  if (packed.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, packed.data(), packed.size());
  return packed.size();
}
