#include "report/header_unit.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace zh::report {

std::optional<Unit> unit_of_header(const std::string& header) {
  const std::string text = nfkc(trim(header));
  if (text.empty() || text.back() != ')') return std::nullopt;
  const auto open = text.rfind('(');
  if (open == std::string::npos) return std::nullopt;
  const auto unit = Unit::parse(text.substr(open + 1, text.size() - open - 2));
  if (!unit || unit->kind != Unit::Kind::counted) return unit;
  // Any word parses as a noun: only those that count things in statistics are taken for units.
  constexpr std::array<std::string_view, 28> kNouns = {
      "元", "美元", "户", "家", "件", "批次", "批",   "台",   "个",     "人", "项",     "吨", "起", "次",
      "块", "辆",   "条", "套", "份", "人次", "户次", "公里", "平方米", "亩", "千瓦时", "例", "所", "种"};
  return std::find(kNouns.begin(), kNouns.end(), unit->noun) == kNouns.end() ? std::nullopt : unit;
}

bool contradicts(const Unit& header, const Unit& unit) {
  if (unit.kind == Unit::Kind::none && unit.scale == 0) return false;  // a rank, an index: the header may name what it likes
  return header != unit;
}

}  // namespace zh::report
