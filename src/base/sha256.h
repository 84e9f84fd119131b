#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zh {

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece, as `sha256sum` prints it.
class Sha256 {
 public:
  void add(std::string_view bytes);
  /// 64 hexadecimal digits; nothing may be added after it.
  std::string hex();

 private:
  void blocks(const std::uint8_t* data, std::size_t count);
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> rest_{};
  std::uint64_t length_ = 0;
};

/// The digest of bytes that are all there.
std::string sha256(std::string_view bytes);

}  // namespace zh
