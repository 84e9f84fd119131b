#include "base/text.h"
#include "expr/node.h"

namespace zh::expr {

const std::vector<Function>& functions() {
  static const std::vector<Function> table = {
      {{"同比", "growth", "(x)", "增速为 %；比率、指数和增速的变动为个百分点",
        "与上年同期比：先用部门上报的增速，没有时按两期数计算；比率按刊印值相减", "同比(主营业务收入)"},
       Op::growth},
      {{"增减", "change", "(x)", "与 x 相同；比率为个百分点", "比上年同期增减的量；比率按刊印值相减", "增减(特种设备数量)"},
       Op::change},
      {{"上年", "prior", "(x)", "与 x 相同", "上年同期的值", "上年(主营业务收入)"}, Op::prior},
      {{"累计", "cumulative", "(x)", "与 x 相同；只用于时期数", "到本期为止几年之和：先用部门上报的累计数，没有时逐年相加",
        "累计(主营业务收入)"},
       Op::cumulative},
      {{"历年", "series", "(x)", "与 x 相同", "到本期为止各年的值", "历年(主营业务收入)"}, Op::series},
      {{"分项", "items", "(x, 按 = 分组)", "与 x 相同", "按分组、地区或年列出各项", "分项(特种设备数量, 按 = 类别)"},
       Op::items,
       1,
       true},
      {{"占比", "share", "(x, 占 = y)", "%", "占 y 的比重；不写 y 时用上报的比重，或占合计的比重",
        "占比(特种设备数量[类别 = 电梯])"},
       Op::share},
      {{"合计", "sum", "(x, 按 = 分组)", "与 x 相同；只用于可加指标的完全划分", "各项之和", "合计(特种设备数量, 按 = 类别)"},
       Op::sum,
       1,
       true},
      {{"位次", "rank", "(x, 按 = 分组)", "无单位", "在各项中从高到低的位次（越低越好的指标从低到高），刊印值相同者同位",
        "位次(主营业务收入, 按 = 地区)"},
       Op::rank,
       1,
       true},
      {{"前", "top", "(x, N, 按 = 分组)", "与 x 相同", "位次不大于 N 的各项，并列者都列；“其他”不参加排名",
        "前(投诉量, 10, 按 = 行业)"},
       Op::top,
       1,
       true,
       true},
      {{"前合计", "top_sum", "(x, N, 按 = 分组)", "与 x 相同；只用于可加指标", "位次不大于 N 的各项之和，并列者都计入",
        "前合计(投诉量, 10, 按 = 行业)"},
       Op::top_sum,
       1,
       true,
       true},
      {{"前占比", "top_share", "(x, N, 按 = 分组)", "%", "位次不大于 N 的各项之和占合计的比重",
        "前占比(投诉量, 10, 按 = 行业)"},
       Op::top_share,
       1,
       true,
       true},
      {{"前计数", "top_count", "(x, N, 按 = 分组)", "无单位", "位次不大于 N 的项数，并列者都计入",
        "前计数(投诉量, 10, 按 = 行业)"},
       Op::top_count,
       1,
       true,
       true},
      {{"最大", "max", "(x, 按 = 分组)", "与 x 相同", "最大的一项，并列者都列", "最大(特种设备数量, 按 = 类别)"},
       Op::largest,
       1,
       true},
      {{"最小", "min", "(x, 按 = 分组)", "与 x 相同", "最小的一项，并列者都列", "最小(特种设备数量, 按 = 类别)"},
       Op::smallest,
       1,
       true},
      {{"计数", "count", "(x, 按 = 分组)", "无单位", "有数值的项数", "计数(特种设备数量, 按 = 类别)"}, Op::count, 1, true},
      {{"目标", "target", "(x)", "与 x 相同", "目录中本期适用的目标值", "目标(监督抽查合格率)"}, Op::target},
      {{"目标差", "gap", "(x, 目标 = y)", "与 x 相同；比率为个百分点", "刊印值减目标值；写明 y 时与 y 的目标相比",
        "目标差(监督抽查合格率)"},
       Op::gap},
      {{"向下取整", "floor", "(x)", "与 x 相同", "不大于 x 的最大整数", "向下取整(抽查批次 * 目标(合格率))"}, Op::floor},
      {{"向上取整", "ceil", "(x)", "与 x 相同", "不小于 x 的最小整数", "向上取整(抽查批次 * 目标(合格率))"}, Op::ceil},
      {{"倍数", "multiple", "(x)", "倍", "本期为上年同期的多少倍", "倍数(主营业务收入)"}, Op::multiple},
      {{"年份", "year", "", "文字", "报告年份：2023", "年份"}, Op::word_year, 0},
      {{"年", "year_name", "", "文字", "2023年", "年"}, Op::word_year_name, 0},
      {{"期末", "period_end", "", "文字", "2023年底", "期末"}, Op::word_end, 0},
      {{"期间", "span", "", "文字", "2021—2023年", "期间"}, Op::word_span, 0},
      {{"地区", "region", "", "文字", "报告地区的简称", "地区"}, Op::word_region, 0},
      {{"上年份", "last_year", "", "文字", "上年年份：2022", "上年份"}, Op::word_last_year, 0},
  };
  return table;
}

const Function* find_function(std::string_view name) {
  if (name == "区域") name = "地区";
  for (const Function& f : functions())
    if (name == f.doc.name || name == f.doc.ascii) return &f;
  return nullptr;
}

const std::vector<Builtin>& builtins() {
  static const std::vector<Builtin> docs = [] {
    std::vector<Builtin> all;
    for (const Function& f : functions()) all.push_back(f.doc);
    return all;
  }();
  return docs;
}

}  // namespace zh::expr
