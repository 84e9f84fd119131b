#include "render/docx_sample_test.h"

#include "base/text.h"

namespace zh::render::sample {

using namespace zh::document;

namespace {

Inlines words(const std::string& text) { return {Text{text}}; }
Number number(const std::string& text, const std::string& fact) { return {text, fact}; }
Block block(auto content) { return Block{std::move(content)}; }
Block body(Inlines content) { return block(Paragraph{Paragraph::Role::body, std::move(content)}); }
Block heading(int level, const std::string& printed, const std::string& text, const std::string& anchor) {
  return block(Heading{level, printed, words(text), anchor});
}

ChartPoint point(const char* value, const char* fact = "", ObsStatus status = ObsStatus::normal) {
  return {Decimal::parse(value), status, fact};
}
ChartPoint gap(ObsStatus status = ObsStatus::missing) { return {std::nullopt, status, {}}; }

ChartSpec by_year(ChartType type) {
  ChartSpec c;
  c.type = type;
  c.categories = {"2021年", "2022年", "2023年"};
  c.series = {
      {"主营业务收入", "亿元", false, false, {point("2549"), point("3185", "", ObsStatus::estimated), point("3612", "income")}},
      {"高新区主营业务收入", "亿元", false, false, {gap(), point("3006.5"), point("3210")}}};
  return c;
}

Figure figure(const std::string& id, const std::string& printed, const std::string& caption, ChartSpec chart) {
  Figure f;
  f.id = id;
  f.number = printed;
  f.caption = words(caption);
  f.chart = std::move(chart);
  f.alternative = "统计图：" + caption + "。2023年主营业务收入3612亿元。";
  return f;
}

TableCell cell(const std::string& text, int columns = 1, int rows = 1, Align align = Align::center) {
  return {words(text), columns, rows, align, false, false};
}
TableCell cell(Number n, bool total = false) { return {{std::move(n)}, 1, 1, Align::center, false, total}; }

Table merged_table() {
  Table t;
  t.id = "tbl-bio";
  t.number = "表1-1";
  t.caption = words("2023年经开区生物及大健康产业企业情况");
  t.unit_note = "单位：亿元、%";
  t.columns = 5;
  t.widths = {1, 3, 1.2, 1.6, 1.2};
  t.header_rows = 2;
  t.rows = {{cell("所属领域", 1, 2), cell("业务范围", 1, 2), cell("2023年", 3)},
            {cell("企业数量（户）"), cell("营业收入"), cell("增长率")},
            {cell("工业", 1, 2), cell("化学药品制造业", 1, 1, Align::left), cell(number("8", "n1")), cell(number("52.4", "n2")),
             cell(number("1.7", "n3"))},
            {cell("中药饮片生产", 1, 1, Align::left), cell(number("5", "n4")), cell(number("20.0", "n5")), cell("－")},
            {cell("商贸业"), cell("中西医药零售及批发类", 1, 1, Align::left), cell(number("9", "n6")),
             cell(number("120.4", "n7")), cell(number("-4.6", "n8"))},
            {{words("合计"), 2, 1, Align::center, true, true},
             cell(number("22", "n9"), true),
             cell(number("192.8", "n10"), true),
             cell("")}};
  t.notes = {words("注：增长率为现价；由于四舍五入，分项之和可能不等于合计。")};
  return t;
}

Table long_table() {
  Table t;
  t.id = "tbl-long";
  t.number = "表1-2";
  t.caption = words("各街道登记企业");
  t.columns = 3;
  t.rows = {{cell("序号"), cell("街道"), cell("企业（户）")}};
  for (int i = 1; i <= 60; ++i)
    t.rows.push_back({cell(std::to_string(i)), cell("街道" + chinese_numeral(i)), cell(std::to_string(i * 7))});
  return t;
}

Table wide_table() {
  Table t;
  t.id = "tbl-wide";
  t.number = "表2-1";
  t.caption = words("2021—2023年主要指标");
  t.columns = 8;
  t.landscape = true;
  t.rows = {{}, {}};
  for (int i = 0; i < 8; ++i) {
    t.rows[0].push_back(cell("指标" + chinese_numeral(i + 1)));
    t.rows[1].push_back(i == 3 ? cell(number("[缺失]", "missing")) : cell(number("3612亿元", "income")));
  }
  return t;
}

void add_charts(Document& d) {
  const auto add = [&](const std::string& id, const std::string& printed, const std::string& caption, ChartSpec chart) {
    d.blocks.push_back(block(figure(id, printed, caption, std::move(chart))));
  };
  add("fig-column", "图1-1", "2021—2023年主营业务收入对比", by_year(ChartType::column));
  add("fig-bar", "图1-2", "2021—2023年主营业务收入（条形）", by_year(ChartType::bar));
  add("fig-line", "图1-3", "2021—2023年主营业务收入走势", by_year(ChartType::line));
  ChartSpec two = by_year(ChartType::column_line);
  two.series[1] = {"增长率", "%", true, true, {gap(ObsStatus::not_collected), point("24.9"), point("13.4", "growth")}};
  two.axis_title = "主营业务收入";
  two.secondary_axis_title = "增长率（%）";
  add("fig-two", "图1-4", "主营业务收入及其增长率", two);
  Figure with_note = figure("fig-stacked", "图1-5", "主营业务收入（堆积）", by_year(ChartType::stacked_column));
  with_note.notes = {words("注：2022年为按增长率推算的估计值。")};
  d.blocks.push_back(block(std::move(with_note)));
  add("fig-stacked-bar", "图1-6", "主营业务收入（堆积条形）", by_year(ChartType::stacked_bar));
  ChartSpec pie;
  pie.type = ChartType::pie;
  pie.categories = {"锅炉", "压力容器", "压力管道", "电梯", "起重机械", "场(厂)内机动车辆"};
  pie.series = {{"特种设备数量",
                 "台",
                 false,
                 false,
                 {point("118"), point("1318"), point("206"), point("4384"), point("1830"), point("2013")}}};
  pie.label_value = false;
  pie.label_percent = pie.label_name = true;
  add("fig-pie", "图1-7", "各类特种设备占比", pie);
  pie.type = ChartType::doughnut;
  pie.label_name = false;
  add("fig-doughnut", "图1-8", "各类特种设备占比（环形）", pie);
}

report::Fact fact(const char* id, const char* text, const char* figure_text, const char* unit,
                  ObsStatus status = ObsStatus::normal) {
  report::Fact f;
  f.id = id;
  f.expression = std::string("指标") + id;
  f.text = text;
  f.figure = figure_text;
  f.value.status = status;
  if (*unit) f.value.unit = *Unit::parse(unit);
  if (const auto value = Decimal::parse(figure_text)) f.value.number = Rational(*value);
  report::Place place;
  place.section = "第一章 一、";
  place.paragraph = 1;
  f.places = {place};
  return f;
}

}  // namespace

Document document() {
  Document d;
  d.meta = {"2023年度质量状况分析报告", "昆明经济技术开发区", "质量强区战略领导小组办公室", "2024年5月", "zh-CN"};
  d.blocks.push_back(heading(1, "", "前言", "s0"));
  d.blocks.push_back(
      body(words("本报告综合各部门报送的数据，反映全区质量状况，为决策提供依据。报告中的数字均可追溯到报表中的单元格，"
                 "缺失的数据如实注明，不作推测。")));
  d.blocks.push_back(heading(1, "第一章", "经济发展基本状况", "s1"));
  d.blocks.push_back(heading(2, "一、", "经济总量", "s1-1"));
  Inlines text{Text{"2023年主营业务收入实现"},
               number("3612亿元", "income"),
               Text{"，"},
               number("增长13.4%", "growth"),
               Text{"，其中"},
               Text{"工业", true},
               Text{"和", false, true},
               Text{"商贸业"},
               Text{"都有增长；上年口径同为"},
               number("3612亿元", "income"),
               Text{"（"},
               Reference{"fig-column", "图1-1"},
               Text{"，"},
               Reference{"tbl-bio", "表1-1"},
               Text{"）。"}};
  d.blocks.push_back(body(text));
  add_charts(d);
  d.blocks.push_back(heading(3, "（一）", "生物医药及大健康产业", "s1-1-1"));
  d.blocks.push_back(body(words("全区规模以上企业情况如下表所列。")));
  d.blocks.push_back(block(merged_table()));
  d.blocks.push_back(heading(4, "1.", "产业链", "s1-1-1-1"));
  d.blocks.push_back(block(List{true, {words("延链补链；"), words("强链。")}}));
  d.blocks.push_back(block(List{false, {words("生物药品"), words("化学药品")}}));
  d.blocks.push_back(heading(5, "（1）", "企业", "s1-1-1-1-1"));
  d.blocks.push_back(body(words("登记企业见下表 <含特殊字符 & \"引号\">。")));
  d.blocks.push_back(block(long_table()));
  CaseBox box;
  box.title = "质量帮扶见成效";
  box.blocks.push_back(body({Text{"某企业2023年完成产值"}, number("3612亿元", "income"), Text{"，质量损失率下降。"}}));
  box.blocks.push_back(body(words("经验已在全区推广。")));
  ChartSpec inside = by_year(ChartType::column);
  inside.series.pop_back();
  box.blocks.push_back(block(figure("fig-case", "图1-9", "案例企业的收入", inside)));
  d.blocks.push_back(block(std::move(box)));
  d.blocks.push_back(heading(1, "第二章", "产品质量状况", "s2"));
  d.blocks.push_back(body(words("主要指标见横排的表。")));
  d.blocks.push_back(block(wide_table()));
  d.blocks.push_back(body(words("本章完。")));
  d.blocks.push_back(block(Paragraph{Paragraph::Role::source, words("资料来源：各部门报表。")}));
  d.blocks.push_back(block(PageBreak{}));
  d.blocks.push_back(block(Paragraph{Paragraph::Role::quote, words("质量是发展的基础。")}));
  return d;
}

report::Ledger ledger() {
  report::Ledger l;
  auto cell_of = std::make_shared<expr::Lineage>();
  cell_of->kind = expr::Lineage::Kind::cell;
  cell_of->label = "主营业务收入[2023]";
  cell_of->number = Rational(3612);
  cell_of->origins = {{"returns/发展改革局.xlsx", "主要经济指标", "E7", "3612", "3,612", "亿元"}};
  report::Fact income = fact("income", "3612亿元", "3612", "亿元");
  income.value.lineage = cell_of;
  l.add(income);
  // 增长率 rests on the same cell: the node stands once.
  auto ratio = std::make_shared<expr::Lineage>();
  ratio->label = "增长率[2023]";
  ratio->formula = "(本年 − 上年) ÷ 上年";
  ratio->number = Rational::fraction(428, 3184);
  ratio->inputs = {cell_of, cell_of};
  report::Fact growth = fact("growth", "增长13.4%", "13.4", "%");
  growth.value.lineage = ratio;
  l.add(growth);
  l.add(fact("missing", "", "", "亿元", ObsStatus::missing));
  const std::pair<const char*, const char*> cells[] = {{"n1", "8"},    {"n2", "52.4"},  {"n3", "1.7"},   {"n4", "5"},
                                                       {"n5", "20.0"}, {"n6", "9"},     {"n7", "120.4"}, {"n8", "-4.6"},
                                                       {"n9", "22"},   {"n10", "192.8"}};
  for (const auto& [id, figure_text] : cells) l.add(fact(id, figure_text, figure_text, "亿元"));
  return l;
}

}  // namespace zh::render::sample
