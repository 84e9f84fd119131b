#pragma once
#include <cstring>

#include "formats/zip.h"
#include "target.h"

/// Bytes of an archive are useless to mutate blindly: checksums reject nearly everything. So two of three mutations open the
/// archive, change one part's text and pack it again, uncompressed; the third changes the bytes of the archive itself.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  const auto archive = seed % 3 == 0 ? std::nullopt : zh::formats::ZipReader::open(as_text(data, size), nullptr);
  if (!archive || archive->names().empty()) return LLVMFuzzerMutate(data, size, max_size);
  const std::vector<std::string> names = archive->names();
  const std::string& chosen = names[seed / 3 % names.size()];
  zh::formats::ZipWriter writer;
  for (const std::string& name : names) {
    std::string part = archive->read(name).value_or("");
    if (name == chosen) {
      const std::size_t length = part.size();
      part.resize(length + 64);
      part.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(part.data()), length, part.size()));
    }
    writer.add(name, std::move(part), true);
  }
  const std::string packed = writer.finish();
  if (packed.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, packed.data(), packed.size());
  return packed.size();
}
