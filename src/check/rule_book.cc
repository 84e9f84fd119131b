#include "check/rule_book.h"

#include <algorithm>

#include "check/rule_book_parts.h"

namespace zh::check {

const std::vector<RuleEntry>& rule_book() {
  static const std::vector<RuleEntry> kRules = [] {
    std::vector<RuleEntry> all;
    for (const auto& chapter : {rules_of_project_and_bounds, rules_of_differences, rules_of_growth, rules_of_places,
                                rules_of_ratios, rules_of_sums, rules_of_tables, rules_of_wording})
      all.insert(all.end(), chapter().begin(), chapter().end());
    return all;
  }();
  return kRules;
}

const RuleEntry* find_rule(std::string_view code) {
  const auto& rules = rule_book();
  const auto found =
      std::lower_bound(rules.begin(), rules.end(), code, [](const RuleEntry& r, std::string_view c) { return r.code < c; });
  return found != rules.end() && found->code == code ? &*found : nullptr;
}

std::string rules_page() {
  std::string out =
      "# 审核规则\n\n"
      "本页由 `zhiheng rules --page` 生成。每条规则有固定编号；`zhiheng rules 编号` "
      "显示一条。关系按修约区间作精确运算：印出的12.3代表12.25至12.35，"
      "计数没有误差；四舍五入与四舍六入五成双都算相符，仅在截尾时相符的，算一致并注明。不能确定的不作判断，不算通过：每个数字都"
      "在清单中，未核的注明原因"
      "（`--coverage`）。\n\n"
      "认为某条意见可以保留的，用 `zhiheng check --accept 指纹 --because 理由 文件` 记入 "
      "`文件.accepted.toml`，以后单独列出，不计入退出状态。\n";
  for (const RuleEntry& rule : rule_book()) {
    out += std::string("\n## ") + rule.code + " " + rule.chinese.title + "\n\n" + rule.chinese.claims + "\n\n- 例：" +
           rule.example + "\n- 不作判断：" + rule.chinese.silent + "\n";
  }
  return out;
}

}  // namespace zh::check
