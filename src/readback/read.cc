#include "readback/read.h"

#include <algorithm>

#include "base/text.h"
#include "formats/zip.h"
#include "readback/codes.h"
#include "readback/text.h"

namespace zh::readback {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{200} << 20U;

std::string extension_of(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos || path.find('/', dot) != std::string::npos) return {};
  std::string out = path.substr(dot + 1);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool contains(std::string_view bytes, std::string_view what) { return bytes.find(what) != std::string_view::npos; }

/// ASCII as UTF-16, little end first, as names of streams stand in a compound file.
std::string wide(std::string_view text) {
  std::string out;
  for (const char c : text) out += c, out += '\0';
  return out;
}

Format of_archive(const std::string& bytes, const std::string& extension) {
  const std::string_view head = std::string_view(bytes).substr(0, 200);
  if (contains(head, "mimetypeapplication/vnd.oasis.opendocument.text")) return Format::doc;
  if (contains(head, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet")) return Format::sheet;
  // Names of parts stand uncompressed in the directory at the end.
  if (contains(bytes, "word/")) return Format::docx;
  if (contains(bytes, "xl/workbook")) return Format::sheet;
  if (extension == "docx" || extension == "docm") return Format::docx;
  if (extension == "xlsx" || extension == "xlsm" || extension == "ods") return Format::sheet;
  return Format::unknown;
}

/// Whether a text begins as HTML does, whatever stands in front of its first tag.
bool begins_as_html(std::string_view bytes) {
  std::string head(bytes.substr(0, 1024));
  for (char& c : head)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  std::string_view text = head;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (text.starts_with("<!doctype html") || text.starts_with("<html") || text.starts_with("<head") || text.starts_with("<body"))
    return true;
  return (text.starts_with("<?xml") || text.starts_with("<!--") || text.starts_with("<meta") ||
          text.starts_with("<!doctype")) &&
         contains(text, "<html");
}

/// UTF-16 with a byte order mark as UTF-8.
std::optional<std::string> from_utf16(const std::string& bytes) {
  const bool little = bytes.starts_with("\xFF\xFE"), big = bytes.starts_with("\xFE\xFF");
  if ((!little && !big) || bytes.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(bytes.size() * 3 / 2);
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(little ? a | b << 8 : a << 8 | b);
  };
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;
    }
    append_utf8(out, c);
  }
  return out;
}

}  // namespace

Format recognise(const std::string& path, const std::string& bytes) {
  const std::string extension = extension_of(path);
  if (contains(std::string_view(bytes).substr(0, 1024), "%PDF-")) return Format::pdf;
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return of_archive(bytes, extension);
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return contains(bytes, wide("Workbook")) && !contains(bytes, wide("WordDocument")) ? Format::sheet : Format::doc;
  if (bytes.starts_with("{\\rtf")) return Format::doc;
  // A file that claims to be an archive and is none is damaged, not text.
  if (extension == "docx" || extension == "docm") return Format::docx;
  if (extension == "xlsx" || extension == "xlsm" || extension == "ods") return Format::sheet;
  if (extension == "pdf") return Format::pdf;
  if (extension == "doc" || extension == "wps" || extension == "odt" || extension == "rtf") return Format::doc;
  if (extension == "html" || extension == "htm" || extension == "xhtml" || begins_as_html(bytes)) return Format::html;
  if (extension == "csv") return Format::sheet;
  if (extension == "md" || extension == "markdown") return Format::md;
  if (extension == "txt" || extension == "text" || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return Format::txt;
  return contains(std::string_view(bytes).substr(0, 65536), std::string_view("\0", 1)) ? Format::unknown : Format::txt;
}

namespace {

/// More than ten thousand pages; what was packed tightly can unfold to more.
constexpr std::size_t kMaxCharacters = 20'000'000;

std::optional<Reading> read_by_format(const std::string& path, const std::string& bytes, World& world, Diagnostics& faults) {
  switch (recognise(path, bytes)) {
    case Format::txt:
    case Format::md: {
      const auto plain = from_utf16(bytes);
      return read_text(path, plain ? *plain : bytes, faults);
    }
    case Format::docx:
      return read_docx(path, bytes, faults);
    case Format::html:
      return read_html(path, bytes, faults);
    case Format::sheet:
      return read_sheets(path, bytes, faults);
    case Format::pdf:
      return read_pdf(path, bytes, world, faults);
    case Format::doc: {
      if (contains(bytes, wide("EncryptedPackage"))) {
        faults.add(kLocked, {}, {{"file", path}});
        return std::nullopt;
      }
      std::string extension = extension_of(path);
      if (bytes.starts_with("{\\rtf")) extension = "rtf";
      return read_through_office(path, bytes, extension.empty() || extension == "docx" ? "doc" : extension, world, faults);
    }
    case Format::unknown:
      break;
  }
  faults.add(kUnknownFormat, {}, {{"file", path}});
  return std::nullopt;
}

}  // namespace

std::optional<Reading> read_document(const std::string& path, const std::string& bytes, World& world, Diagnostics& faults) {
  if (bytes.empty()) {
    faults.add(kEmpty, {}, {{"file", path}});
    return std::nullopt;
  }
  if (bytes.size() > kMaxFileBytes) {
    faults.add(
        kTooLarge, {},
        {{"file", path}, {"megabytes", std::to_string(bytes.size() >> 20U)}, {"limit", std::to_string(kMaxFileBytes >> 20U)}});
    return std::nullopt;
  }
  std::optional<Reading> reading = read_by_format(path, bytes, world, faults);
  if (!reading || reading->text.size() <= kMaxCharacters) return reading;
  faults.add(kTooLong, {}, {{"file", path}, {"limit", std::to_string(kMaxCharacters)}});
  return std::nullopt;
}

}  // namespace zh::readback
