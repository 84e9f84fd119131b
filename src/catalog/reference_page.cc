#include <fmt/format.h>

#include "catalog/catalog.h"

namespace zh::catalog {
namespace {

const char* words(Measure measure) {
  switch (measure) {
    case Measure::stock:
      return "时点数";
    case Measure::flow:
      return "时期数";
    case Measure::rate:
      return "比率";
    case Measure::index:
      return "指数";
    case Measure::growth:
      return "增速";
  }
  return "";
}

const char* words(Better better) {
  switch (better) {
    case Better::higher:
      return "越高越好";
    case Better::lower:
      return "越低越好";
    case Better::neither:
      return "不分高低";
  }
  return "";
}

const char* words(MemberList::Kind kind) {
  switch (kind) {
    case MemberList::Kind::partition:
      return "完全划分";
    case MemberList::Kind::subset:
      return "其中项";
    case MemberList::Kind::overlapping:
      return "可重叠";
  }
  return "";
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "、") + text;
  return out;
}

}  // namespace

std::string reference_page(const Catalog& catalog) {
  std::string out = "# 标准指标目录\n\n本页由 `zhiheng catalog --page` 生成，请勿手工修改；内容在 catalog/*.toml 中。\n";
  std::string group;
  const auto row = [&](const char* name, const std::string& text) {
    if (!text.empty()) out += fmt::format("- {}：{}\n", name, text);
  };
  for (const Indicator& i : catalog.indicators()) {
    const std::string own = i.code.substr(0, i.code.find('.'));
    if (own != group) out += fmt::format("\n## {}\n", own);
    group = own;
    out += fmt::format("\n### {}\n\n", i.name);
    row("代码", "`" + i.code + "`");
    row("别名", joined(i.aliases));
    row("英文名", i.english);
    row("计量单位", i.unit.str());
    row("类型", std::string(words(i.measure)) + (i.basis == Indicator::Basis::constant_prices  ? "（可比价）"
                                                 : i.basis == Indicator::Basis::current_prices ? "（现价）"
                                                                                               : ""));
    if (i.decimals) row("小数位数", std::to_string(*i.decimals));
    row("方向", words(i.better));
    for (const auto& [breakdown, list] : i.by) row("分组", fmt::format("{}（`{}`）", list, breakdown));
    if (!i.growth_of.empty()) row("所属指标", "`" + i.growth_of + "` 的增速");
    if (!i.share_of.empty()) row("所属指标", fmt::format("`{}` 占{}的比重", i.share_of, i.share_base));
    if (!i.base.empty()) row("基数", "`" + i.base + "`");
    if (!i.formula.empty()) row("计算公式", "`" + i.formula + "`");
    row("定义", i.definition);
    row("定义出处", i.source);
    row("提供部门", i.department);
    row("说明", i.note);
    for (const Target& t : i.targets)
      row("目标", fmt::format("{} 年 {}{}，{} {}", t.by, t.value.str(), i.unit.str(), t.document, t.clause));
  }
  if (!catalog.lists().empty()) out += "\n## 分组目录\n\n";
  for (const MemberList& l : catalog.lists())
    out += fmt::format("- {}（{}）：{}；合计项“{}”\n", l.name, words(l.kind), joined(l.members), l.total);
  return out;
}

}  // namespace zh::catalog
