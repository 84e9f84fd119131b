#pragma once
#include <cstring>
#include <random>

#include "formats/zip.h"
#include "target.h"

/// Bytes of an archive are useless to mutate blindly: checksums reject nearly everything, and so does XML with most changes to
/// its tags. So most mutations open the archive, change one part and pack it again: half of these change only the text between
/// two tags or an attribute's value, where a reader's decisions are made; the others change the part anywhere. One of eight
/// changes the bytes of the archive itself.
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

/// Mutates what stands between '>' and '<', or between two quotes; false when the part has none.
inline bool mutate_value(std::string& part, std::minstd_rand& random) {
  if (part.empty()) return false;
  const bool text = random() % 4 != 0;
  std::size_t start = part.find(text ? '>' : '"', random() % part.size());
  if (start == std::string::npos) start = part.find(text ? '>' : '"');
  if (start == std::string::npos) return false;
  const std::size_t end = part.find(text ? '<' : '"', start + 1);
  if (end == std::string::npos) return false;
  mutate_range(part, start + 1, end);
  return true;
}

}  // namespace zh::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  std::minstd_rand random(seed);
  random.discard(2);  // the first numbers of near seeds are near each other
  const auto archive = random() % 8 == 0 ? std::nullopt : zh::formats::ZipReader::open(as_text(data, size), nullptr);
  if (!archive || archive->names().empty()) return LLVMFuzzerMutate(data, size, max_size);
  const std::vector<std::string> names = archive->names();
  const std::string& chosen = names[random() % names.size()];
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
