#include "readback/docx_parts.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "formats/xlsx_parts.h"

namespace zh::readback {
namespace {

using formats::attribute;

int number(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// ①, ②, … ⑳
std::string circled(int n) {
  if (n < 1 || n > 20) return std::to_string(n);
  const char32_t c = static_cast<char32_t>(0x2460 + n - 1);
  return to_utf8(std::u32string_view(&c, 1));
}

std::string letters(int n, char first) {
  if (n < 1 || n > 26 * 20) return std::to_string(n);
  return std::string(static_cast<std::size_t>((n - 1) / 26 + 1), static_cast<char>(first + (n - 1) % 26));
}

std::string roman(int n) {
  static constexpr std::pair<int, const char*> kSteps[] = {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"},
                                                           {9, "ix"},  {5, "v"},   {4, "iv"}, {1, "i"}};
  if (n < 1 || n > 399) return std::to_string(n);
  std::string out;
  for (const auto& [value, text] : kSteps)
    for (; n >= value; n -= value) out += text;
  return out;
}

/// A number as w:numFmt prints it (ISO/IEC 29500-1, 17.18.59), as far as Chinese documents use it.
std::string printed(int n, const std::string& format) {
  if (format.rfind("chinese", 0) == 0 || format == "japaneseCounting" || format == "taiwaneseCountingThousand" ||
      format == "ideographDigital" || format == "japaneseDigitalTenThousand")
    return n >= 1 && n <= 9999 ? chinese_numeral(n) : std::to_string(n);
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") return circled(n);
  if (format == "lowerLetter") return letters(n, 'a');
  if (format == "upperLetter") return letters(n, 'A');
  if (format == "lowerRoman") return roman(n);
  if (format == "upperRoman") {
    std::string out = roman(n);
    for (char& c : out)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
  }
  if (format == "decimalZero" && n < 10) return "0" + std::to_string(n);
  return std::to_string(n);
}

}  // namespace

bool DocxStyles::start(std::string_view name, const Attributes& attributes) {
  if (name == "w:style") {
    current_ = nullptr;
    if (attribute(attributes, "w:type") == "paragraph") current_ = &styles_[std::string(attribute(attributes, "w:styleId"))];
  } else if (current_) {
    const std::string_view value = attribute(attributes, "w:val");
    if (name == "w:name")
      current_->name = lower(value);
    else if (name == "w:basedOn")
      current_->based_on = value;
    else if (name == "w:outlineLvl")
      current_->outline = number(value, -1);
    else if (name == "w:numId")
      current_->list = value;
    else if (name == "w:ilvl")
      current_->list_level = number(value, -1);
  }
  return true;
}

bool DocxStyles::end(std::string_view name) {
  if (name == "w:style") current_ = nullptr;
  return true;
}

/// Visits a style and those it is based on until `visit` says that it has what it wants.
template <class F>
void DocxStyles::up(const std::string& id, F&& visit) const {
  std::string at = id;
  for (int depth = 0; depth < 12; ++depth) {
    const auto found = styles_.find(at);
    if (found == styles_.end() || visit(found->second)) return;
    at = found->second.based_on;
  }
}

int DocxStyles::heading_level(const std::string& id) const {
  int level = 0;
  up(id, [&](const ParagraphStyle& s) {
    if (s.outline >= 0) {
      level = s.outline < 9 ? s.outline + 1 : 0;
      return true;
    }
    if (s.name.rfind("heading ", 0) == 0) level = number(std::string_view(s.name).substr(8), 0);
    return level > 0;
  });
  return level;
}

bool DocxStyles::is_caption(const std::string& id) const {
  bool caption = false;
  up(id, [&](const ParagraphStyle& s) { return caption = s.name == "caption" || s.name == "题注"; });
  return caption;
}

bool DocxStyles::is_contents(const std::string& id) const {
  bool contents = false;
  up(id, [&](const ParagraphStyle& s) { return contents = s.name.rfind("toc ", 0) == 0 || s.name == "table of figures"; });
  return contents;
}

std::pair<std::string, int> DocxStyles::list_of(const std::string& id) const {
  std::pair<std::string, int> list{"", -1};
  up(id, [&](const ParagraphStyle& s) {
    if (list.second < 0) list.second = s.list_level;
    if (list.first.empty()) list.first = s.list;
    return !list.first.empty();
  });
  if (list.second < 0) list.second = 0;
  return list;
}

bool DocxLists::start(std::string_view name, const Attributes& attributes) {
  const std::string_view value = attribute(attributes, "w:val");
  if (name == "w:abstractNum") {
    abstract_ = &abstracts_[std::string(attribute(attributes, "w:abstractNumId"))];
  } else if (name == "w:num") {
    list_ = &lists_[std::string(attribute(attributes, "w:numId"))];
    list_->start.fill(-1);
  } else if (name == "w:abstractNumId" && list_) {
    list_->abstract = value;
  } else if (name == "w:lvl" || name == "w:lvlOverride") {
    level_ = number(attribute(attributes, "w:ilvl"), -1);
    if (level_ >= kLevels) level_ = -1;
    override_ = name == "w:lvlOverride";
  } else if (level_ >= 0) {
    const auto at = static_cast<std::size_t>(level_);
    if (name == "w:startOverride" && list_) list_->start[at] = number(value, 1);
    if (!abstract_) return true;
    Level& level = abstract_->levels[at];
    if (name == "w:start")
      level.start = number(value, 1);
    else if (name == "w:numFmt")
      level.format = value;
    else if (name == "w:lvlText")
      level.text = value;
    else if (name == "w:suff")
      level.suffix = value;
    else if (name == "w:isLgl")
      level.legal = value != "0" && value != "false";
  }
  return true;
}

bool DocxLists::end(std::string_view name) {
  if (name == "w:abstractNum") abstract_ = nullptr;
  if (name == "w:num") list_ = nullptr;
  if (name == "w:lvl" || name == "w:lvlOverride") level_ = -1;
  return true;
}

std::u32string DocxLists::next(const std::string& list, int level) {
  const auto found = lists_.find(list);
  if (found == lists_.end() || level < 0 || level >= kLevels) return {};
  const auto kind = abstracts_.find(found->second.abstract);
  if (kind == abstracts_.end()) return {};
  const auto& levels = kind->second.levels;
  const auto at = static_cast<std::size_t>(level);
  auto [counts, fresh] = counts_.try_emplace(found->second.abstract);
  if (fresh) counts->second.fill(-1);
  if (!begun_[list]) {
    begun_[list] = true;
    for (std::size_t i = 0; i < kLevels; ++i)
      if (found->second.start[i] >= 0) counts->second[i] = found->second.start[i] - 1;
  }
  auto& count = counts->second;
  for (std::size_t i = 0; i <= at; ++i)
    if (count[i] < 0) count[i] = std::clamp(levels[i].start, 0, 30000) - (i == at ? 1 : 0);
  if (count[at] < 1000000) ++count[at];
  for (std::size_t i = at + 1; i < kLevels; ++i) count[i] = -1;
  const Level& own = levels[at];
  if (own.format == "bullet" || own.format == "none") return {};
  std::string out;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    if (own.text[i] == '%' && i + 1 < own.text.size() && own.text[i + 1] >= '1' && own.text[i + 1] <= '9') {
      const auto n = static_cast<std::size_t>(own.text[++i] - '1');
      out += printed(std::max(count[n], 0), own.legal ? "decimal" : levels[n].format);
    } else {
      out += own.text[i];
    }
  }
  if (own.suffix != "nothing") out += own.suffix == "space" ? ' ' : '\t';
  return to_u32(out);
}

}  // namespace zh::readback
