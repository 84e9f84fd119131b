#include "base/text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>

namespace zh {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// One code point at `at`, which moves behind it. false for a byte that begins no well-formed sequence (overlong forms,
/// surrogates and what is beyond U+10FFFF included): then `at` moves by one byte.
bool decode(std::string_view s, std::size_t& at, char32_t& c) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char lead = byte(at);
  c = kReplacement;
  if (lead < 0x80) {
    c = lead;
    ++at;
    return true;
  }
  const std::size_t length = lead >= 0xF0 && lead < 0xF5   ? 4
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                                                           : 0;
  if (length == 0 || at + length > s.size()) {
    ++at;
    return false;
  }
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) {
      ++at;
      return false;
    }
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || (value >= 0xD800 && value < 0xE000) || value > 0x10FFFF) {
    ++at;
    return false;
  }
  at += length;
  c = value;
  return true;
}

/// Only ASCII and ideographs of the basic block, which NFKC leaves alone: most labels, and no need to load ICU's tables.
bool is_plain(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    const auto lead = static_cast<unsigned char>(s[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    char32_t c = 0;
    if (!decode(s, i, c) || c < 0x4E00 || c > 0x9FFF) return false;
  }
  return true;
}

int width_of(char32_t c) {
  if (c < 0x7F) return c < 0x20 ? 0 : 1;
  if (c >= 0x4E00 && c <= 0x9FFF) return 2;
  const auto point = static_cast<UChar32>(c);
  const int type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR) return 0;
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_space(char32_t c) {
  return c == U' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200D) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

}  // namespace

std::u32string to_u32(std::string_view utf8) {
  std::u32string out(utf8.size(), U'\0');
  std::size_t count = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(utf8[i + k]); };
    const unsigned char lead = byte(0);
    // Three bytes whose lead admits every sequence: nearly all Chinese text.
    if (lead >= 0xE1 && lead <= 0xEC && i + 2 < utf8.size() && (byte(1) & 0xC0U) == 0x80U && (byte(2) & 0xC0U) == 0x80U) {
      out[count++] = ((lead & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
      i += 3;
      continue;
    }
    decode(utf8, i, out[count++]);
  }
  out.resize(count);
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = kReplacement;
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
    return;
  }
  const auto tail = [&](int shift) { out.push_back(static_cast<char>(0x80U | ((c >> shift) & 0x3FU))); };
  if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (c >> 6U)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (c >> 12U)));
    tail(6);
  } else {
    out.push_back(static_cast<char>(0xF0U | (c >> 18U)));
    tail(12);
    tail(6);
  }
  tail(0);
}

std::string to_utf8(std::u32string_view text) {
  std::string out(text.size() * 3, '\0');  // of three bytes a character are nearly all
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c < 0x80) {
      out[at++] = static_cast<char>(c);
    } else if (c >= 0x800 && c < 0xD800) {
      out[at++] = static_cast<char>(0xE0U | (c >> 12U));
      out[at++] = static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
      out[at++] = static_cast<char>(0x80U | (c & 0x3FU));
    } else {
      std::string rest;
      append_utf8(rest, c);
      // A character of four bytes takes the place of what is still to come, or more.
      if (at + rest.size() + (text.size() - i - 1) * 3 > out.size()) out.resize(at + rest.size() + (text.size() - i - 1) * 3);
      for (const char byte : rest) out[at++] = byte;
    }
  }
  out.resize(at);
  return out;
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(bytes[i + k]); };
    if (byte(0) >= 0xE1 && byte(0) <= 0xEC && i + 2 < bytes.size() && (byte(1) & 0xC0U) == 0x80U &&
        (byte(2) & 0xC0U) == 0x80U) {
      i += 3;
      continue;
    }
    char32_t c = 0;
    if (!decode(bytes, i, c)) return false;
  }
  return true;
}

int count_code_points(std::string_view utf8) {
  int count = 0;
  for (std::size_t i = 0; i < utf8.size(); ++count) {
    char32_t c = 0;
    decode(utf8, i, c);
  }
  return count;
}

int display_width(std::string_view utf8) {
  int width = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    char32_t c = 0;
    decode(utf8, i, c);
    width += width_of(c);
  }
  return width;
}

bool is_cjk(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x323AF);
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kIdeographic = "\xE3\x80\x80", kNoBreak = "\xC2\xA0", kAscii = " \t\n\v\f\r";
  for (;;) {
    if (text.empty()) return text;
    if (kAscii.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else if (text.starts_with(kIdeographic)) {
      text.remove_prefix(kIdeographic.size());
    } else if (text.starts_with(kNoBreak)) {
      text.remove_prefix(kNoBreak.size());
    } else if (kAscii.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.ends_with(kIdeographic)) {
      text.remove_suffix(kIdeographic.size());
    } else if (text.ends_with(kNoBreak)) {
      text.remove_suffix(kNoBreak.size());
    } else {
      return text;
    }
  }
}

std::string nfkc(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(error);
  std::string valid = to_utf8(to_u32(text));
  if (U_FAILURE(error)) return valid;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  normalizer->normalizeUTF8(0, icu::StringPiece(valid.data(), static_cast<std::int32_t>(valid.size())), sink, nullptr, error);
  return U_FAILURE(error) ? valid : out;
}

std::string fold_label(std::string_view text) {
  constexpr std::u32string_view kOpen = U"（([【〔［〖", kClose = U"）)]】〕］〗", kDashes = U"-－—–―‐‑‒−﹣─~～";
  std::string out;
  for (char32_t c : to_u32(nfkc(text))) {
    if (is_space(c)) continue;
    if (kOpen.find(c) != std::u32string_view::npos) c = U'(';
    if (kClose.find(c) != std::u32string_view::npos) c = U')';
    if (kDashes.find(c) != std::u32string_view::npos) c = U'-';
    append_utf8(out, c);
  }
  return out;
}

bool NaturalOrder::operator()(std::string_view a, std::string_view b) const {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto digits = [&](std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && is_digit(text[length])) ++length;
    const std::string_view run = text.substr(0, length);
    text.remove_prefix(length);
    return run.substr(std::min(run.find_first_not_of('0'), run.size()));
  };
  const std::string_view whole_a = a, whole_b = b;
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const std::string_view x = digits(a), y = digits(b);
      if (x != y) return x.size() != y.size() ? x.size() < y.size() : x < y;
      continue;
    }
    if (a.front() != b.front()) return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  return a.empty() && b.empty() ? whole_a < whole_b : a.empty();
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
  }
  return lines;
}

std::uint64_t stable_hash(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3ULL;
  }
  return hash;
}

}  // namespace zh
