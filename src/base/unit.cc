#include "base/unit.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace zh {
namespace {

/// Longer words first: 万亿 before 万. Only these are scales: 千 begins units of its own (千瓦时, 千米).
constexpr std::array<std::pair<std::string_view, int>, 5> kScales{
    {{"万亿", 12}, {"千万", 7}, {"百万", 6}, {"亿", 8}, {"万", 4}}};

constexpr std::size_t kLongestName = 12;  ///< code points: what is longer is a sentence, no unit

/// What cannot stand in the name of a unit: white space, separators and brackets.
bool is_foreign(char32_t c) {
  if (c <= U' ' || c == 0x7F || c == 0xA0 || c == 0x3000 || c == 0xFFFD) return true;
  constexpr std::u32string_view kMarks = U",;:.!?()[]{}<>\"'`=+*&^#@|\\~_-，；：。、！？（）【】《》〈〉「」“”‘’—－–…";
  return kMarks.find(c) != std::u32string_view::npos;
}

bool is_name(std::string_view noun) {
  const std::u32string text = to_u32(noun);
  if (text.empty() || text.size() > kLongestName || (text[0] >= U'0' && text[0] <= U'9') || text.front() == U'/' ||
      text.back() == U'/')
    return false;
  for (const char32_t c : text)
    if (is_foreign(c) || c == U'%' || c == U'‰' || c == U'％') return false;
  return true;
}

/// How a scale is printed before a noun; one without a word (it comes from no text) as a power.
std::string scale_word(int scale) {
  for (const auto& [word, power] : kScales)
    if (power == scale) return std::string(word);
  if (scale == 3) return "千";
  return scale == 0 ? "" : "10^" + std::to_string(scale);
}

}  // namespace

std::optional<Unit> Unit::parse(std::string_view written) {
  const std::string folded = fold_label(written);  // stray spaces, full-width forms
  std::string_view text = folded;
  if (text.empty()) return std::nullopt;
  if (text == "%" || text == "百分比") return Unit{Kind::ratio, -2, ""};
  if (text == "‰") return Unit{Kind::ratio, -3, ""};
  if (text == "个百分点" || text == "百分点") return Unit{Kind::point, -2, ""};
  if (text == "倍") return Unit{Kind::multiple, 0, ""};

  Unit unit;
  for (const auto& [word, power] : kScales) {
    if (!text.starts_with(word)) continue;
    unit.scale = power;
    text.remove_prefix(word.size());
    break;
  }
  // 千元, 千美元 (customs, finance); 千瓦时 and 千米 are units of their own.
  if (unit.scale == 0 && text.starts_with("千") && text.ends_with("元")) {
    unit.scale = 3;
    text.remove_prefix(std::string_view("千").size());
  }
  if (text.empty()) return unit;
  if (text == "倍" || text == "百分点" || text == "个百分点") return std::nullopt;
  if (text == "人民币" || text == "元人民币" || text == "人民币元" || text == "元(人民币)") text = "元";
  if (!is_name(text)) return std::nullopt;
  unit.kind = Kind::counted;
  unit.noun = std::string(text);
  return unit;
}

std::string Unit::str() const {
  switch (kind) {
    case Kind::ratio:
      return scale == -3 ? "‰" : "%";
    case Kind::point:
      return "个百分点";
    case Kind::multiple:
      return "倍";
    case Kind::none:
    case Kind::counted:
      break;
  }
  return scale_word(scale) + noun;
}

}  // namespace zh
