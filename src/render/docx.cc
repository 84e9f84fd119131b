#include "base/text.h"
#include "render/chart_workbook.h"
#include "render/codes.h"
#include "render/docx_body.h"
#include "render/docx_chart.h"
#include "render/ledger_json.h"
#include "render/render.h"

/// The .docx package: which parts there are, what they are called and how they lead to each other.
namespace zh::render {
namespace {

using formats::XmlWriter;

std::string word_type(const std::string& part) {
  return "application/vnd.openxmlformats-officedocument.wordprocessingml." + part + "+xml";
}

std::string settings_xml() {
  XmlWriter w;
  w.open("w:settings").attr("xmlns:w", kWordMain);
  w.leaf("w:zoom", {{"w:percent", "100"}}).leaf("w:defaultTabStop", {{"w:val", "420"}});
  w.leaf("w:characterSpacingControl", {{"w:val", "compressPunctuation"}});
  w.open("w:compat").leaf("w:spaceForUL").leaf("w:balanceSingleByteDoubleByteWidth").leaf("w:doNotLeaveBackslashAlone");
  w.leaf("w:ulTrailSpace").leaf("w:doNotExpandShiftReturn").leaf("w:adjustLineHeightInTable").leaf("w:useFELayout");
  w.leaf("w:compatSetting",
         {{"w:name", "compatibilityMode"}, {"w:uri", "http://schemas.microsoft.com/office/word"}, {"w:val", "15"}});
  w.close();
  w.leaf("w:themeFontLang", {{"w:val", "en-US"}, {"w:eastAsia", "zh-CN"}});
  w.leaf("w:decimalSymbol", {{"w:val", "."}}).leaf("w:listSeparator", {{"w:val", ","}});
  w.close();
  return w.take();
}

std::string font_table_xml(const Layout& l) {
  XmlWriter w;
  w.open("w:fonts").attr("xmlns:w", kWordMain);
  std::vector<std::string> seen;
  const auto font = [&](const std::string& name, const char* alternative, const char* charset, const char* family) {
    for (const std::string& s : seen)
      if (s == name) return;
    seen.push_back(name);
    w.open("w:font").attr("w:name", name);
    if (alternative) w.leaf("w:altName", {{"w:val", alternative}});
    w.leaf("w:charset", {{"w:val", charset}})
        .leaf("w:family", {{"w:val", family}})
        .leaf("w:pitch", {{"w:val", "variable"}})
        .close();
  };
  font(l.latin_font, nullptr, "00", "roman");
  for (const std::string& name : {l.body_font, font_on_machine(l.title_font), l.heading1_font, l.heading2_font, l.table_font}) {
    const char* alternative = name == "仿宋"             ? "FangSong"
                              : name == "黑体"           ? "SimHei"
                              : name == "楷体"           ? "KaiTi"
                              : name == "宋体"           ? "SimSun"
                              : name == "方正小标宋简体" ? "宋体"
                                                         : nullptr;
    font(name, alternative, "86", name == "黑体" ? "modern" : "roman");
  }
  w.close();
  return w.take();
}

std::string numbering_xml(int ordered_lists) {
  XmlWriter w;
  w.open("w:numbering").attr("xmlns:w", kWordMain);
  const auto abstract = [&](const char* id, const char* format, const char* text) {
    w.open("w:abstractNum").attr("w:abstractNumId", id).leaf("w:multiLevelType", {{"w:val", "singleLevel"}});
    w.open("w:lvl").attr("w:ilvl", "0").leaf("w:start", {{"w:val", "1"}}).leaf("w:numFmt", {{"w:val", format}});
    w.leaf("w:lvlText", {{"w:val", text}}).leaf("w:lvlJc", {{"w:val", "left"}});
    w.open("w:pPr").leaf("w:ind", {{"w:left", "960"}, {"w:hanging", "320"}}).close().close().close();
  };
  abstract("0", "bullet", "•");
  abstract("1", "decimal", "%1.");
  for (int i = 0; i <= ordered_lists; ++i) {
    w.open("w:num").attr("w:numId", static_cast<long long>(kBulletList + i));
    w.leaf("w:abstractNumId", {{"w:val", i == 0 ? "0" : "1"}});
    if (i > 0) w.open("w:lvlOverride").attr("w:ilvl", "0").leaf("w:startOverride", {{"w:val", "1"}}).close();
    w.close();
  }
  w.close();
  return w.take();
}

/// The ledger as the document carries it: enough to know each bookmark's fact and each chart point's, and which build it was.
std::string custom_ledger_xml(const report::Ledger& ledger, const BuildStamp& stamp, const std::vector<DocxChart>& charts) {
  XmlWriter w;
  w.open("ledger").attr("xmlns", "urn:zhiheng:ledger:1").attr("program", stamp.program).attr("build", stamp.id);
  if (!stamp.inputs.empty()) w.attr("inputs", stamp.inputs);
  w.attr("digest", ledger_digest(ledger));
  for (const report::Fact& fact : ledger.facts()) {
    w.open("fact").attr("id", fact.id).attr("text", fact.text);
    if (fact.value.number) w.attr("value", fact.value.number->str());
    if (fact.decided) w.attr("computed", fact.decided->computed);
    const std::string unit = fact.value.unit.str();
    if (!unit.empty()) w.attr("unit", unit);
    if (fact.value.status != ObsStatus::normal) w.attr("status", std::string(1, letter(fact.value.status)));
    w.close();
  }
  for (const DocxChart& chart : charts) {
    w.open("chart").attr("part", "/" + chart.part).attr("id", chart.figure->id);
    for (std::size_t s = 0; s < chart.figure->chart.series.size(); ++s) {
      const auto& points = chart.figure->chart.series[s].points;
      for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i].fact.empty()) continue;
        w.open("point").attr("series", static_cast<long long>(s)).attr("category", static_cast<long long>(i));
        w.attr("fact", points[i].fact).close();
      }
    }
    w.close();
  }
  w.close();
  return w.take();
}

std::string custom_properties_xml(const BuildStamp& stamp) {
  // A GUID is asked for: eight of its digits follow the build, the rest are ours.
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::uint64_t hash = stable_hash(stamp.id);
  std::string digits;
  for (int i = 0; i < 8; ++i, hash >>= 4) digits += kHex[hash & 15];
  XmlWriter w;
  w.open("ds:datastoreItem").attr("ds:itemID", "{" + digits + "-5A48-4C44-8000-5A4849485447}");
  w.attr("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml");
  w.open("ds:schemaRefs").leaf("ds:schemaRef", {{"ds:uri", "urn:zhiheng:ledger:1"}}).close().close();
  return w.take();
}

void add_charts(Package& package, const std::vector<DocxChart>& charts, const Layout& layout) {
  for (std::size_t i = 0; i < charts.size(); ++i) {
    const std::string workbook = "embeddings/chart" + std::to_string(i + 1) + ".xlsx";
    Relationships of_chart;
    const std::string relationship = of_chart.add("package", "../" + workbook);
    package.add(charts[i].part, chart_xml(charts[i].figure->chart, layout, relationship),
                "application/vnd.openxmlformats-officedocument.drawingml.chart+xml");
    package.relate(charts[i].part, of_chart);
    package.add("word/" + workbook, chart_workbook(charts[i].figure->chart));
  }
}

}  // namespace

bool check_template(const std::string& template_docx, const std::string& file, Diagnostics& faults) {
  DocxTemplate from;
  std::string why;
  if (read_template(template_docx, from, &why)) return true;
  Location where;
  where.file = file;
  faults.add(kTemplateUnreadable, {where}, {{"file", file}, {"why", why}});
  return false;
}

std::string write_docx(const document::Document& document, const report::Ledger& ledger, const Layout& layout,
                       const BuildStamp& stamp, const Pages& pages) {
  DocxTemplate from;
  if (!layout.template_docx.empty()) read_template(layout.template_docx, from, nullptr);
  const DocxStyles styles(layout, from);
  Package package;
  Relationships word;
  word.add("styles", "styles.xml");
  word.add("settings", "settings.xml");
  word.add("fontTable", "fontTable.xml");
  word.add("numbering", "numbering.xml");
  if (!from.theme.empty()) word.add("theme", "theme/theme1.xml");
  const std::string header = word.add("header", "header1.xml");
  const std::string footer = word.add("footer", "footer1.xml");
  word.add("customXml", "../customXml/item1.xml");

  DocxBody body(document, layout, styles, pages, word, {header, footer});
  package.add("word/document.xml", body.write(), word_type("document.main"));
  relate_root(package, "word/document.xml");
  package.relate("word/document.xml", word);
  package.add("word/styles.xml", styles.xml(), word_type("styles"));
  package.add("word/settings.xml", settings_xml(), word_type("settings"));
  package.add("word/fontTable.xml", from.font_table.empty() ? font_table_xml(layout) : from.font_table, word_type("fontTable"));
  package.add("word/numbering.xml", numbering_xml(body.ordered_lists()), word_type("numbering"));
  if (!from.theme.empty())
    package.add("word/theme/theme1.xml", from.theme, "application/vnd.openxmlformats-officedocument.theme+xml");
  package.add("word/header1.xml",
              docx_header_xml(layout.header_text.empty() ? document.meta.title : layout.header_text, styles),
              word_type("header"));
  package.add("word/footer1.xml", docx_footer_xml(styles), word_type("footer"));
  add_charts(package, body.charts(), layout);
  Relationships custom;
  custom.add("customXmlProps", "itemProps1.xml");
  package.add("customXml/item1.xml", custom_ledger_xml(ledger, stamp, body.charts()));
  package.relate("customXml/item1.xml", custom);
  package.add("customXml/itemProps1.xml", custom_properties_xml(stamp),
              "application/vnd.openxmlformats-officedocument.customXmlProperties+xml");
  add_properties(package, document.meta.title, document.meta.issuer, document.meta.language, stamp.program, stamp.id);
  return package.finish();
}

}  // namespace zh::render
