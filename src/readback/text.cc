#include "readback/text.h"

#include <unicode/ucnv.h>

#include "base/text.h"
#include "readback/codes.h"

namespace zh::readback {
namespace {

std::optional<std::u32string> from_gb18030(const std::string& bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("GB18030", &status);
  if (U_FAILURE(status)) return std::nullopt;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::u16string wide(bytes.size() + 1, u'\0');
  const int32_t length = ucnv_toUChars(converter, wide.data(), static_cast<int32_t>(wide.size()), bytes.data(),
                                       static_cast<int32_t>(bytes.size()), &status);
  ucnv_close(converter);
  if (U_FAILURE(status)) return std::nullopt;
  std::u32string out;
  out.reserve(static_cast<std::size_t>(length));
  for (std::size_t i = 0; i < static_cast<std::size_t>(length); ++i) {
    const char16_t c = wide[i];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < static_cast<std::size_t>(length)) {
      out += static_cast<char32_t>(0x10000 + ((c - 0xD800) << 10) + (wide[i + 1] - 0xDC00));
      ++i;
    } else {
      out += c;
    }
  }
  return out;
}

bool ends_with(const std::string& text, const char* end) {
  const std::string e = end;
  return text.size() >= e.size() && text.compare(text.size() - e.size(), e.size(), e) == 0;
}

}  // namespace

std::optional<std::u32string> decode_text(const std::string& bytes) {
  if (is_valid_utf8(bytes)) return to_u32(bytes);
  return from_gb18030(bytes);
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
