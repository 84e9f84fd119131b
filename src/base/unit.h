#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace zh {

/// A unit of measure: a power-of-ten scale and a noun. 亿元 = {8, 元}, 万户 = {4, 户}, % = {-2, ""} of kind ratio,
/// 个百分点 = {-2, ""} of kind point. Two units are comparable when kind and noun agree; then they differ by 10^(a.scale -
/// b.scale).
struct Unit {
  enum class Kind {
    none,      ///< a pure number
    counted,   ///< a noun: 元, 美元, 件, 批次, 台, 家, 户, 吨 …
    ratio,     ///< %, ‰: a rate, share or growth
    point,     ///< 百分点: a difference of two ratios
    multiple,  ///< 倍
  };
  Kind kind = Kind::none;
  int scale = 0;     ///< power of ten: 万 4, 亿 8, 万亿 12, % -2, ‰ -3
  std::string noun;  ///< 元, 件 …; empty unless counted

  /// Reads "亿元", "万户次", "%", "个百分点", "百分点", "倍", "亿美元", "亿元人民币" (noun 元). nullopt for an empty or
  /// impossible text. A text that is only 万 or 亿 is a scale without noun (kind none).
  static std::optional<Unit> parse(std::string_view text);

  bool comparable(const Unit& other) const { return kind == other.kind && noun == other.noun; }
  std::string str() const;  ///< as printed: 亿元, %, 个百分点, 倍
  friend bool operator==(const Unit&, const Unit&) = default;
};

}  // namespace zh
