#include <algorithm>
#include <set>

#include "base/text.h"
#include "render/annex_sheet.h"
#include "render/docx_package.h"
#include "render/ledger_json.h"
#include "render/render.h"
#include "render/xlsx_parts.h"

/// annex.xlsx: a notes sheet, then one tidy sheet for each table and each chart, after the usual guidance for statistics in
/// spreadsheets: one header row, units in headers, no merged cells, no blanks without a mark, every sheet a marked-up table.
namespace zh::render {
namespace {

using formats::XmlWriter;

/// A worksheet's name: at most 31 characters, without those that Excel forbids, unique.
std::string sheet_name(const std::string& wish, std::set<std::string>& used) {
  std::string name;
  int length = 0;
  for (const char32_t c : to_u32(wish)) {
    if (length == 28) break;
    const bool forbidden = c < 32 || std::u32string_view(U"[]:*?/\\'").find(c) != std::u32string_view::npos;
    append_utf8(name, forbidden ? U' ' : c);
    ++length;
  }
  std::string unique = name;
  for (int i = 2; !used.insert(unique).second; ++i) unique = name + "-" + std::to_string(i);
  return unique;
}

std::string table_xml(std::size_t id, const AnnexSheet& sheet) {
  XmlWriter w;
  const std::string range = "A1:" + cell_name(static_cast<int>(sheet.rows.size()), static_cast<int>(sheet.header.size()) - 1);
  const std::string number = std::to_string(id);
  w.open("table").attr("xmlns", "http://schemas.openxmlformats.org/spreadsheetml/2006/main").attr("id", number);
  w.attr("name", "Data" + number).attr("displayName", "Data" + number).attr("ref", range).attr("totalsRowShown", "0");
  w.leaf("autoFilter", {{"ref", range}});
  w.open("tableColumns").attr("count", static_cast<long long>(sheet.header.size()));
  for (std::size_t i = 0; i < sheet.header.size(); ++i)
    w.leaf("tableColumn", {{"id", std::to_string(i + 1)}, {"name", sheet.header[i]}});
  w.close();
  w.leaf("tableStyleInfo", {{"name", "TableStyleLight1"},
                            {"showFirstColumn", "0"},
                            {"showLastColumn", "0"},
                            {"showRowStripes", "1"},
                            {"showColumnStripes", "0"}});
  w.close();
  return w.take();
}

std::vector<int> widths(const AnnexSheet& sheet) {
  std::vector<int> result;
  for (std::size_t c = 0; c < sheet.header.size(); ++c) {
    int widest = display_width(sheet.header[c]);
    for (const auto& row : sheet.rows)
      if (c < row.size() && !row[c].number) widest = std::max(widest, display_width(row[c].text));
    result.push_back(std::clamp(widest + 3, 10, 60));
  }
  return result;
}

std::string data_sheet(const AnnexSheet& sheet) {
  SheetWriter w;
  w.begin_row();
  for (const std::string& header : sheet.header) w.text(header, SheetStyle::header);
  for (const auto& row : sheet.rows) {
    w.begin_row();
    for (const AnnexCell& cell : row) {
      if (cell.number)
        w.number(*cell.number);
      else if (cell.mark)
        w.text(cell.text, SheetStyle::marker);
      else
        w.text(cell.text, SheetStyle::plain);
    }
  }
  return w.take({widths(sheet), true, sheet.rows.empty() ? "" : "rId1"});
}

/// 改定数字: what is printed as people decided, not as the data give it.
void decisions(SheetWriter& w, const report::Ledger& ledger) {
  const auto& facts = ledger.facts();
  if (std::none_of(facts.begin(), facts.end(), [](const report::Fact& fact) { return fact.decided.has_value(); })) return;
  w.begin_row();
  w.begin_row();
  for (const char* header : {"改定数字", "位置与数值", "理由"}) w.text(header, SheetStyle::header);
  for (const report::Fact& fact : facts) {
    if (!fact.decided) continue;
    const report::Override& decided = *fact.decided;
    std::string who = decided.by;
    if (!decided.on.empty()) who += (who.empty() ? "" : "，") + decided.on;
    w.begin_row();
    w.text(fact.id, SheetStyle::plain);
    w.text((fact.places.empty() ? "" : fact.places.front().str() + "：") + "按数据为" + decided.computed + "，印为" + fact.text,
           SheetStyle::wrapped);
    w.text(decided.because + (who.empty() ? "" : "（" + who + "）"), SheetStyle::wrapped);
  }
}

/// 说明: what the file is, its sheets with titles and notes, and the marks.
std::string notes_sheet(const document::Document& document, const report::Ledger& ledger, const BuildStamp& stamp,
                        const std::vector<AnnexSheet>& sheets, const std::vector<std::string>& names) {
  SheetWriter w;
  const auto line = [&](const std::string& label, const std::string& text) {
    w.begin_row();
    w.text(label, SheetStyle::plain);
    w.text(text, SheetStyle::wrapped);
  };
  w.begin_row();
  w.text(document.meta.title + "：附表", SheetStyle::title);
  line("编制单位", document.meta.issuer);
  line("地区", document.meta.region);
  line("日期", document.meta.date);
  line("内容", "报告中全部表格和统计图的数据，每表每图一张工作表，首行为表头；计量单位写在表头的括号内，或另列“单位”。");
  line("数值", "与报告印出的数值一致，按印出的小数位数列示；由四舍五入引起的分项与合计之差未作机械调整。");
  line("空单元格", "原表此处没有内容。没有数值之处用方括号内的文字注明原因，见下。");
  line("[缺失]", "应有而未取得的数值。");
  line("[未收集]", "未开展统计的数值。");
  line("[不存在]", "不可能有的数值。");
  line("[不公布]", "按规定不予公布的数值。");
  line("状态", "“状态”列注明估计值和初步值；正常值为空。");
  line("生成程序", stamp.program);
  line("生成编号", stamp.id);
  line("台账摘要", ledger_digest(ledger));
  w.begin_row();
  w.begin_row();
  for (const char* header : {"工作表", "标题", "说明"}) w.text(header, SheetStyle::header);
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    w.begin_row();
    w.text(names[i], SheetStyle::plain);
    w.text(sheets[i].title, SheetStyle::wrapped);
    w.text(sheets[i].notes, SheetStyle::wrapped);
  }
  decisions(w, ledger);
  return w.take({{16, 70, 60}, false, ""});
}

}  // namespace

std::string write_annex_xlsx(const document::Document& document, const report::Ledger& ledger, const BuildStamp& stamp) {
  const std::vector<AnnexSheet> sheets = annex_sheets(document, ledger);
  std::set<std::string> used{"说明"};
  std::vector<std::string> names;
  for (const AnnexSheet& sheet : sheets) names.push_back(sheet_name(sheet.name, used));

  Package package;
  Relationships workbook;
  std::vector<std::pair<std::string, std::string>> listed{{"说明", workbook.add("worksheet", "worksheets/sheet1.xml")}};
  package.add("xl/worksheets/sheet1.xml", notes_sheet(document, ledger, stamp, sheets, names), kWorksheetType);
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 2), part = "xl/worksheets/sheet" + number + ".xml";
    listed.emplace_back(names[i], workbook.add("worksheet", "worksheets/sheet" + number + ".xml"));
    package.add(part, data_sheet(sheets[i]), kWorksheetType);
    if (sheets[i].rows.empty()) continue;
    Relationships of_sheet;
    of_sheet.add("table", "../tables/table" + std::to_string(i + 1) + ".xml");
    package.relate(part, of_sheet);
    package.add("xl/tables/table" + std::to_string(i + 1) + ".xml", table_xml(i + 1, sheets[i]), kTableType);
  }
  workbook.add("styles", "styles.xml");
  package.add("xl/workbook.xml", workbook_xml(listed), kWorkbookType);
  package.relate("xl/workbook.xml", workbook);
  package.add("xl/styles.xml", sheet_styles_xml(), kSheetStylesType);
  add_properties(package, document.meta.title, document.meta.issuer, document.meta.language, stamp.program, stamp.id);
  relate_root(package, "xl/workbook.xml");
  return package.finish();
}

}  // namespace zh::render
