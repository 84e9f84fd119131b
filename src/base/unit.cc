#include "base/unit.h"

#include "base/text.h"

namespace zh {
namespace {

struct Prefix { std::string_view text; int scale; };
/// Longest first.
constexpr Prefix kScales[] = {{"万亿", 12}, {"千万", 7}, {"百万", 6}, {"亿", 8}, {"万", 4}};

/// How a scale is written before a noun.
std::string scale_text(int scale) {
  for (const Prefix& p : kScales)
    if (p.scale == scale) return std::string(p.text);
  return scale == 0 ? "" : "10^" + std::to_string(scale);
}

}  // namespace

std::optional<Unit> Unit::parse(std::string_view input) {
  std::string text = fold_label(input);
  if (text.empty()) return std::nullopt;
  if (text == "%" || text == "百分比") return Unit{Kind::ratio, -2, ""};
  if (text == "‰") return Unit{Kind::ratio, -3, ""};
  if (text == "个百分点" || text == "百分点") return Unit{Kind::point, -2, ""};
  if (text == "倍") return Unit{Kind::multiple, 0, ""};
  Unit unit;
  for (const Prefix& p : kScales) {
    if (text.rfind(p.text, 0) == 0) {
      unit.scale = p.scale;
      text.erase(0, p.text.size());
      break;
    }
  }
  if (text.empty()) return unit;
  if (text == "元人民币" || text == "人民币" || text == "人民币元") text = "元";
  // A unit is a short word: digits, brackets or punctuation mean that something else was read.
  if (count_code_points(text) > 8) return std::nullopt;
  for (const char32_t c : to_u32(text))
    if ((c >= '0' && c <= '9') || c == '(' || c == ')' || c == ',' || c == U'，' || c == U'。' || c == U'、' || c == ':' || c == U'：')
      return std::nullopt;
  unit.kind = Kind::counted;
  unit.noun = text;
  return unit;
}

std::string Unit::str() const {
  switch (kind) {
    case Kind::ratio: return scale == -3 ? "‰" : scale == -2 ? "%" : "";
    case Kind::point: return "个百分点";
    case Kind::multiple: return "倍";
    case Kind::none: return scale_text(scale);
    case Kind::counted: return scale_text(scale) + noun;
  }
  return {};
}

}  // namespace zh
