#include "ingest/number.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace zh::ingest {
namespace {

/// Removes one of `marks` from either end; true if there was one.
bool strip_mark(std::string& text, const std::vector<std::string>& marks) {
  for (const std::string& raw : marks) {
    const std::string mark = fold_label(raw);
    if (mark.empty() || text.size() <= mark.size()) continue;
    if (text.rfind(mark, 0) == 0) {
      text.erase(0, mark.size());
      return true;
    }
    if (text.compare(text.size() - mark.size(), mark.size(), mark) == 0) {
      text.erase(text.size() - mark.size());
      return true;
    }
  }
  return false;
}

/// Whether white space inside a number is layout: beside a sign or a point, or between groups of three digits (3 612). Anything
/// else, and every line break, parts two numbers.
bool one_number(std::string_view raw) {
  const std::string plain = nfkc(raw);
  const std::string_view text = trim(plain);
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' || text[i] == '\r') return false;
    if (text[i] != ' ' || !digit(i - 1)) continue;
    const std::size_t next = text.find_first_not_of(' ', i);
    if (next != std::string_view::npos && digit(next) && !(digit(next + 1) && digit(next + 2) && !digit(next + 3)))
      return false;
  }
  return true;
}

/// 1,234,567.8 → 1234567.8; nullopt when the commas are not thousands separators.
std::optional<std::string> without_separators(const std::string& text) {
  if (text.find(',') == std::string::npos) return text;
  std::string out;
  int since = -1;  // digits since the last comma
  bool point = false;
  for (const char c : text) {
    if (c == ',') {
      if (point || (since != -1 && since != 3) || out.empty()) return std::nullopt;
      since = 0;
      continue;
    }
    if (c == '.') {
      if (since != -1 && since != 3) return std::nullopt;
      point = true;
    }
    if (since != -1 && !point) ++since;
    out += c;
  }
  if (!point && since != -1 && since != 3) return std::nullopt;
  return out;
}

}  // namespace

namespace {
constexpr int kTypedDecimals = 6;  ///< more than this nobody types into a return
constexpr int kShownDigits = 10;   ///< of a cell in General format
}  // namespace

Reading read_number(const formats::Cell& cell, const Block& block) {
  using Type = formats::Cell::Type;
  Reading reading;
  reading.status = block.status;
  if (cell.uncached) {
    reading.kind = Reading::Kind::uncached;
    return reading;
  }
  if (cell.type == Type::error) {
    reading.kind = Reading::Kind::error;
    return reading;
  }
  const std::string folded = cell.type == Type::number || cell.type == Type::blank ? std::string() : fold_label(cell.raw);
  if (cell.type == Type::blank || cell.type == Type::text) {
    const auto missing = block.missing.find(folded);
    if (missing != block.missing.end() || folded.empty()) {
      reading.kind = Reading::Kind::missing;
      reading.status = missing == block.missing.end() ? ObsStatus::missing : missing->second;
      return reading;
    }
  }
  if (cell.type == Type::number) {
    if (!cell.number) {
      reading.kind = Reading::Kind::too_long;
      return reading;
    }
    reading.kind = Reading::Kind::value;
    reading.percent = cell.percent;
    try {
      reading.value = (cell.percent ? cell.number->shifted(2) : *cell.number).trimmed();
    } catch (const std::range_error&) {
      reading.kind = Reading::Kind::too_long;
      return reading;
    }
    reading.decimals = cell.shown_decimals >= 0 ? cell.shown_decimals : reading.value.scale();
    if (reading.decimals > kTypedDecimals) {
      // 10 ÷ 3 is stored as 3.33333333333333; General shows at most eleven characters of it.
      const int whole = static_cast<int>(reading.value.str().find('.')) - (reading.value.is_negative() ? 1 : 0);
      reading.decimals = std::clamp(kShownDigits - whole, 0, reading.decimals);
      reading.many_decimals = true;
    }
    return reading;
  }
  reading.kind = Reading::Kind::text;
  if (cell.type != Type::text || cell.date) return reading;
  std::string text = folded;
  if (strip_mark(text, block.estimated))
    reading.status = ObsStatus::estimated;
  else if (strip_mark(text, block.provisional))
    reading.status = ObsStatus::provisional;
  for (const std::string& bound : block.bounds)
    if (reading.bound.empty() && strip_mark(text, {bound})) reading.bound = bound;
  if (!text.empty() && text.back() == '%') {
    text.pop_back();
    reading.percent = true;
  }
  const std::size_t digits =
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  const auto plain = without_separators(text);
  const auto number = plain && one_number(cell.raw) ? Decimal::parse(*plain) : std::nullopt;
  if (!number) {
    if (plain && digits > 0 && plain->find_first_not_of("0123456789.-+") == std::string::npos && digits > Decimal::kMaxDigits)
      reading.kind = Reading::Kind::too_long;
    return reading;
  }
  reading.kind = Reading::Kind::value;
  reading.value = *number;
  reading.decimals = number->scale();
  std::string ascii(trim(cell.raw));
  reading.accepted_form = ascii.size() != cell.raw.size() || std::any_of(ascii.begin(), ascii.end(), [](char c) {
                            return static_cast<unsigned char>(c) >= 0x80 || c == ' ';
                          });
  if (reading.status != block.status || !reading.bound.empty()) reading.accepted_form = false;  // the mark explains it
  return reading;
}

}  // namespace zh::ingest
