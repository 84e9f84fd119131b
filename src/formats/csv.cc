
#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/codes.h"
#include "formats/encoding.h"
#include "formats/sheet.h"

namespace zh::formats {
namespace {

/// The separator that stands most often outside quotes in the first lines, so that a title line without any does not decide.
char delimiter(std::string_view text) {
  constexpr std::array<char, 3> kCandidates{',', '\t', ';'};
  std::array<int, 3> count{};
  bool quoted = false;
  int lines = 0;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' && ++lines == 20) break;
    for (std::size_t k = 0; k < kCandidates.size(); ++k)
      if (c == kCandidates[k]) ++count[k];
  }
  return kCandidates[static_cast<std::size_t>(std::max_element(count.begin(), count.end()) - count.begin())];
}

Cell text_cell(std::string value) {
  Cell cell;
  if (trim(value).empty()) return cell;
  cell.type = Cell::Type::text;
  if (auto number = Decimal::parse(value)) {
    cell.type = Cell::Type::number;
    cell.shown_decimals = number->scale();
    cell.number = std::move(number);
  }
  cell.shown = value;
  cell.raw = std::move(value);
  return cell;
}

}  // namespace

std::optional<Workbook> read_csv(std::string_view bytes, const std::string& file, Diagnostics& faults) {
  std::string converted;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!is_valid_utf8(bytes)) {
    auto text = bytes.size() < (1u << 30) ? from_gb18030(bytes) : std::nullopt;
    if (!text || bytes.find('\0') != std::string_view::npos) {
      faults.add(kBadEncoding, {{.file = file}});
      return std::nullopt;
    }
    converted = std::move(*text);
    bytes = converted;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  }
  if (bytes.find('\0') != std::string_view::npos) {
    faults.add(kNoWorkbook, {{.file = file}}, {{"format", "CSV"}, {"why", ZH_N("it holds zero bytes")}});
    return std::nullopt;
  }
  Workbook book{file, {}};
  Sheet sheet;
  const char separator = delimiter(bytes);
  std::vector<Cell> row;
  std::string field;
  bool was_quoted = false;
  const auto end_field = [&] {
    row.push_back(text_cell(std::move(field)));
    field.clear();
    was_quoted = false;
  };
  const auto end_row = [&] {
    end_field();
    while (!row.empty() && row.back().type == Cell::Type::blank) row.pop_back();
    sheet.rows.push_back(std::move(row));
    row.clear();
  };
  bool open = false;
  int line = 1, quote_line = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '\n') ++line;
    if (open) {
      if (c == '"' && i + 1 < bytes.size() && bytes[i + 1] == '"') {
        field += '"';
        ++i;
      } else if (c == '"') {
        open = false;
      } else if (c != '\r') {
        field += c;
      }
    } else if (c == '"' && !was_quoted && trim(field).empty()) {
      field.clear();
      open = was_quoted = true;
      quote_line = line;
    } else if (c == separator) {
      end_field();
    } else if (c == '\n') {
      end_row();
      if (sheet.rows.size() > 1048576) {
        faults.add(kTooLarge, {{.file = file}}, {{"why", ZH_N("more than 1048576 rows")}});
        break;
      }
    } else if (c == '\r') {
      if (i + 1 >= bytes.size() || bytes[i + 1] != '\n') end_row();
    } else {
      field += c;
    }
  }
  if (open) faults.add(kOpenQuote, {{.file = file, .line = quote_line}});
  if (!field.empty() || !row.empty()) end_row();
  book.sheets.push_back(std::move(sheet));
  return book;
}

}  // namespace zh::formats
