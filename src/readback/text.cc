#include "readback/text.h"

#include "base/text.h"
#include "formats/encoding.h"
#include "readback/codes.h"

namespace zh::readback {
namespace {

bool ends_with(const std::string& text, const char* end) {
  const std::string e = end;
  return text.size() >= e.size() && text.compare(text.size() - e.size(), e.size(), e) == 0;
}

}  // namespace

std::optional<std::u32string> decode_text(const std::string& bytes) {
  if (is_valid_utf8(bytes)) return to_u32(bytes);
  const std::optional<std::string> text = formats::from_gb18030(bytes);
  return text ? std::optional(to_u32(*text)) : std::nullopt;
}

std::optional<Reading> read_text(const std::string& path, const std::string& bytes, Diagnostics& faults) {
  if (bytes.size() > kMaxTextBytes) {
    faults.add(
        kTooLarge, {},
        {{"file", path}, {"megabytes", std::to_string(bytes.size() >> 20U)}, {"limit", std::to_string(kMaxTextBytes >> 20U)}});
    return std::nullopt;
  }
  Reading reading;
  reading.path = path;
  reading.format = ends_with(path, ".md") ? "md" : "txt";
  std::optional<std::u32string> text = decode_text(bytes);
  if (!text) {
    faults.add(kUnknownEncoding, {}, {{"file", path}});
    return std::nullopt;
  }
  reading.text = std::move(*text);
  bool blank = true;
  for (const char32_t c : reading.text)
    if (c > U' ' && c != 0x3000 && c != 0xFEFF && c != 0xA0) blank = false;
  if (blank) {
    faults.add(kEmpty, {}, {{"file", path}});
    return std::nullopt;
  }
  reading.blocks = find_blocks(reading.text);
  return reading;
}

}  // namespace zh::readback
