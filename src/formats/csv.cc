#include <unicode/ucnv.h>

#include <algorithm>

#include "base/text.h"
#include "formats/codes.h"
#include "formats/sheet.h"

namespace zh::formats {
namespace {

constexpr std::size_t kMaxRows = 1'048'576, kMaxColumns = 16'384;

/// GB18030 → UTF-8; nullopt where a byte sequence is none.
std::optional<std::string> from_gb18030(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("GB18030", &error);
  if (U_FAILURE(error)) return std::nullopt;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::u16string text(bytes.size() + 1, u'\0');
  const int32_t length = ucnv_toUChars(converter, text.data(), static_cast<int32_t>(text.size()), bytes.data(), static_cast<int32_t>(bytes.size()), &error);
  ucnv_close(converter);
  if (U_FAILURE(error)) return std::nullopt;
  std::string out;
  for (int32_t i = 0; i < length; ++i) {
    char32_t c = text[static_cast<std::size_t>(i)];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < length) c = 0x10000 + ((c - 0xD800) << 10) + (text[static_cast<std::size_t>(++i)] - 0xDC00u);
    append_utf8(out, c);
  }
  return out;
}

/// The separator that the first line with any holds most of.
char separator_of(std::string_view text) {
  const std::size_t size = std::min<std::size_t>(text.size(), 65536);
  std::size_t counts[3] = {};
  bool quoted = false;
  for (std::size_t i = 0; i < size; ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    counts[0] += text[i] == ',';
    counts[1] += text[i] == '\t';
    counts[2] += text[i] == ';';
  }
  return counts[1] > counts[0] && counts[1] >= counts[2] ? '\t' : counts[2] > counts[0] ? ';' : ',';
}

Cell make_cell(std::string text) {
  Cell cell;
  if (trim(text).empty()) return cell;
  cell.raw = text;
  cell.shown = std::move(text);
  cell.type = Cell::Type::text;
  return cell;
}

}  // namespace

std::optional<Workbook> read_csv(std::string_view bytes, const std::string& file, Diagnostics& faults) {
  std::string text;
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  if (bytes.find('\0') != std::string_view::npos) {
    faults.add(kUnreadable, {{.file = file}}, {{"file", file}, {"why", "it holds zero bytes"}});
    return std::nullopt;
  }
  if (is_valid_utf8(bytes)) {
    text = bytes;
  } else if (auto converted = from_gb18030(bytes)) {
    text = std::move(*converted);
  } else {
    faults.add(kBadEncoding, {{.file = file}}, {{"file", file}});
    return std::nullopt;
  }
  const char separator = separator_of(text);
  Workbook book;
  book.file = file;
  book.sheets.emplace_back();
  auto& rows = book.sheets[0].rows;
  std::vector<Cell> row;
  std::string field;
  bool quoted = false, any = false;
  int line = 1, quote_line = 0;
  const auto end_field = [&] {
    row.push_back(make_cell(std::move(field)));
    field.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    line += c == '\n';
    any = true;
    if (quoted) {
      if (c != '"') field += c;
      else if (i + 1 < text.size() && text[i + 1] == '"') field += text[++i];
      else quoted = false;
    } else if (c == '"' && trim(field).empty()) {
      field.clear();
      quoted = true;
      quote_line = line;
    } else if (c == separator) {
      end_field();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
        ++i;
        ++line;
      }
      end_field();
      rows.push_back(std::move(row));
      row.clear();
      any = false;
      if (rows.size() > kMaxRows) {
        faults.add(kTooLarge, {{.file = file}}, {{"file", file}, {"why", "more than 1,048,576 rows"}});
        return std::nullopt;
      }
    } else {
      field += c;
    }
    if (row.size() > kMaxColumns) {
      faults.add(kTooLarge, {{.file = file}}, {{"file", file}, {"why", "more than 16,384 columns"}});
      return std::nullopt;
    }
  }
  if (quoted) {
    faults.add(kOpenQuote, {{.file = file, .line = quote_line}});
    return std::nullopt;
  }
  if (any) {
    end_field();
    rows.push_back(std::move(row));
  }
  return book;
}

}  // namespace zh::formats
