#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <tuple>

#include "formats/zip.h"
#include "render/chart_workbook.h"
#include "render/codes.h"
#include "render/docx_chart.h"
#include "render/docx_sample_test.h"
#include "render/docx_styles.h"
#include "render/docx_test_world.h"
#include "render/pdf_destinations.h"
#include "render/render.h"
#include "render/table_grid.h"

namespace zh::render {
namespace {

const BuildStamp kStamp{"zhiheng 0.1.0", "sample-build"};

std::string sample_docx(const Layout& layout = {}, const Pages& pages = {}) {
  return write_docx(sample::document(), sample::ledger(), layout, kStamp, pages);
}

std::map<std::string, std::string> parts_of(const std::string& bytes) {
  std::string why;
  const auto zip = formats::ZipReader::open(bytes, &why);
  EXPECT_TRUE(zip) << why;
  std::map<std::string, std::string> parts;
  if (!zip) return parts;
  for (const std::string& name : zip->names()) parts[name] = zip->read(name).value_or("");
  return parts;
}

/// Parts as text: one element a line, workbooks inside opened up.
std::map<std::string, std::string> dump(const std::string& bytes) {
  std::map<std::string, std::string> result;
  for (auto& [name, part] : parts_of(bytes)) {
    if (name.ends_with(".xlsx")) {
      for (auto& [inner, text] : dump(part)) result[name + "/" + inner] = text;
      continue;
    }
    std::string lines;
    for (std::size_t i = 0; i < part.size(); ++i) {
      lines += part[i];
      if (part[i] == '>' && i + 1 < part.size() && part[i + 1] == '<') lines += '\n';
    }
    result[name] = lines + "\n";
  }
  return result;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Compares with tests/golden/docx/WHAT/, part by part; ZH_UPDATE=1 writes it anew.
void expect_golden(const std::string& what, const std::string& bytes) {
  const std::filesystem::path root = std::filesystem::path(ZH_SOURCE_DIR) / "tests/golden/docx" / what;
  const auto parts = dump(bytes);
  if (std::getenv("ZH_UPDATE")) {
    std::filesystem::remove_all(root);
    for (const auto& [name, text] : parts) {
      std::filesystem::create_directories((root / name).parent_path());
      std::ofstream(root / name, std::ios::binary) << text;
    }
    return;
  }
  std::set<std::string> expected;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
    if (entry.is_regular_file()) expected.insert(std::filesystem::relative(entry.path(), root).generic_string());
  for (const auto& [name, text] : parts) {
    EXPECT_TRUE(expected.erase(name)) << name << " is new (ZH_UPDATE=1 accepts it)";
    const std::string golden = read_file(root / name);
    if (golden == text) continue;
    std::istringstream a(golden), b(text);
    std::string x, y;
    int line = 0;
    do {
      ++line;
      x.clear(), y.clear();
      std::getline(a, x), std::getline(b, y);
    } while (x == y && (a || b));
    ADD_FAILURE() << name << " line " << line << "\n  was " << x << "\n  is  " << y << "\n(ZH_UPDATE=1 accepts it)";
  }
  for (const std::string& name : expected) ADD_FAILURE() << name << " is no longer written";
}

std::vector<std::string> bookmarks(const std::string& document) {
  pugi::xml_document xml;
  xml.load_string(document.c_str());
  std::vector<std::string> names;
  for (const auto& found : xml.select_nodes("//w:bookmarkStart")) names.emplace_back(found.node().attribute("w:name").value());
  return names;
}

TEST(Docx, SampleIsAsAccepted) { expect_golden("sample", sample_docx({}, {{"s1", 2}, {"fig-column", 3}, {"tbl-bio", 7}})); }

TEST(Docx, AnnexIsAsAccepted) { expect_golden("annex", write_annex_xlsx(sample::document(), sample::ledger(), kStamp)); }

TEST(Docx, SameInputsSameBytesWhateverTheTimeZone) {
  setenv("TZ", "Asia/Shanghai", 1);
  tzset();
  const std::string first = sample_docx();
  setenv("TZ", "America/New_York", 1);
  tzset();
  EXPECT_TRUE(first == sample_docx());
  unsetenv("TZ");
  tzset();
}

TEST(Docx, EveryFactHasItsBookmarkAndEachNameIsUnique) {
  const auto parts = parts_of(sample_docx());
  const std::vector<std::string> names = bookmarks(parts.at("word/document.xml"));
  const std::set<std::string> unique(names.begin(), names.end());
  EXPECT_EQ(unique.size(), names.size());
  for (const char* name : {"_zh_income", "_zh_income_2", "_zh_income_3", "_zh_growth", "_zh_n10", "_zh_missing"})
    EXPECT_TRUE(unique.contains(name)) << name;
  for (const std::string& name : names) EXPECT_LE(name.size(), 40u) << name;
}

TEST(Docx, CarriesBuildAndLedgerDigest) {
  const auto parts = parts_of(sample_docx());
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(parts.at("customXml/item1.xml").c_str()));
  const pugi::xml_node root = xml.document_element();
  EXPECT_STREQ(root.attribute("build").value(), "sample-build");
  EXPECT_EQ(std::string(root.attribute("digest").value()).size(), 16u);
  EXPECT_STREQ(root.find_child_by_attribute("fact", "id", "income").attribute("value").value(), "3612");
}

TEST(LedgerJson, NodesAndOriginsStandOnceAndExactValuesAreText) {
  const auto json = nlohmann::json::parse(write_ledger_json(sample::document(), sample::ledger(), kStamp));
  EXPECT_EQ(json["schema"], "zhiheng.ledger/1");
  ASSERT_EQ(json["lineage"].size(), 2u);
  EXPECT_EQ(json["lineage"][1]["inputs"], (std::vector<int>{0, 0}));
  EXPECT_EQ(json["lineage"][1]["exact"], "107/796");
  ASSERT_EQ(json["origins"].size(), 1u);
  EXPECT_EQ(json["origins"][0]["cell"], "E7");
  EXPECT_EQ(json["facts"][0]["value"]["exact"], "3612");
  EXPECT_TRUE(json["facts"][2]["value"]["exact"].is_null()) << "missing is not zero";
}

TEST(Docx, WordTrapsAreAvoided) {
  for (const auto& [name, part] : parts_of(sample_docx())) {
    EXPECT_EQ(part.find("updateFields"), std::string::npos) << name;
    EXPECT_EQ(part.find("docGrid"), std::string::npos) << name;
    EXPECT_EQ(part.find("STYLEREF"), std::string::npos) << name;
    EXPECT_EQ(part.find("w:dataBinding"), std::string::npos) << name;
    EXPECT_EQ(part.find("cx:chart"), std::string::npos) << name;
    // Word refuses these combinations.
    const bool doughnut = part.find("c:doughnutChart") != std::string::npos,
               stacked = part.find("\"stacked\"") != std::string::npos;
    EXPECT_FALSE(doughnut && part.find("c:dLblPos") != std::string::npos) << name;
    EXPECT_FALSE(stacked && part.find("\"outEnd\"") != std::string::npos) << name;
  }
}

/// The text of each cell of the embedded workbook's sheet, by its address.
std::map<std::string, std::string> sheet_cells(const std::string& workbook) {
  std::map<std::string, std::string> cells;
  pugi::xml_document xml;
  xml.load_string(parts_of(workbook).at("xl/worksheets/sheet1.xml").c_str());
  for (const auto& row : xml.child("worksheet").child("sheetData").children())
    for (const auto& c : row.children()) {
      const bool text = std::string(c.attribute("t").value()) == "inlineStr";
      cells[c.attribute("r").value()] = text ? c.child("is").child("t").text().get() : c.child("v").text().get();
    }
  return cells;
}

/// "Sheet1!$B$2:$B$4" → B, 2, 4; "Sheet1!$B$1" → B, 1, 1.
std::tuple<std::string, int, int> rows_of(const std::string& range) {
  std::vector<std::string> words;
  std::istringstream in(range);
  for (std::string word; std::getline(in, word, '$');) words.push_back(word);
  if (words.size() < 3 || words[0] != "Sheet1!" || (words.size() == 5 && words[3] != words[1]))
    return {"bad range " + range, 0, 0};
  const int first = std::atoi(words[2].c_str());
  return {words[1], first, words.size() == 5 ? std::atoi(words[4].c_str()) : first};
}

TEST(DocxChart, CachesAgreeWithTheEmbeddedWorkbookCellByCell) {
  const auto parts = parts_of(sample_docx());
  int charts = 0, points = 0;
  for (const auto& [name, part] : parts) {
    if (!name.starts_with("word/charts/chart")) continue;
    ++charts;
    const auto cells = sheet_cells(parts.at("word/embeddings/" + std::filesystem::path(name).stem().string() + ".xlsx"));
    pugi::xml_document xml;
    ASSERT_TRUE(xml.load_string(part.c_str()));
    for (const auto& found : xml.select_nodes("//c:strRef|//c:numRef")) {
      const std::string range = found.node().child("c:f").text().get();
      const auto [column, first, last] = rows_of(range);
      pugi::xml_node cache = found.node().child("c:numCache");
      if (!cache) cache = found.node().child("c:strCache");
      EXPECT_EQ(cache.child("c:ptCount").attribute("val").as_int(), last - first + 1) << name << " " << range;
      std::map<int, std::string> cached;
      for (const auto& pt : cache.children("c:pt")) cached[pt.attribute("idx").as_int()] = pt.child("c:v").text().get();
      for (int row = first; row <= last; ++row) {
        const auto cell = cells.find(column + std::to_string(row));
        const auto pt = cached.find(row - first);
        ASSERT_EQ(cell == cells.end(), pt == cached.end()) << name << " " << range << " row " << row;
        if (pt == cached.end()) continue;
        EXPECT_EQ(cell->second, pt->second) << name << " " << range;
        ++points;
      }
    }
  }
  EXPECT_EQ(charts, 9);
  EXPECT_GT(points, 100);
}

TEST(DocxChart, AGapIsNoPoint) {
  const auto parts = parts_of(sample_docx());
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(parts.at("word/charts/chart1.xml").c_str()));
  const auto series = xml.select_nodes("//c:ser");
  ASSERT_EQ(series.size(), 2u);
  const pugi::xml_node cache = series[1].node().child("c:val").child("c:numRef").child("c:numCache");
  EXPECT_STREQ(cache.child("c:ptCount").attribute("val").value(), "3");
  EXPECT_STREQ(cache.child("c:pt").attribute("idx").value(), "1");
  EXPECT_STREQ(xml.select_node("//c:dispBlanksAs").node().attribute("val").value(), "gap");
}

TEST(DocxChart, AnEmptyChartIsStillWritten) {
  document::ChartSpec chart;
  EXPECT_FALSE(chart_workbook(chart).empty());
  EXPECT_NE(chart_xml(chart, {}, "rId1").find("<c:barChart>"), std::string::npos) << "axes without a chart are not allowed";
}

TEST(DocxTemplate, ItsStylesWinByNameAndOursAreAddedWhereItLacksThem) {
  const std::string styles =
      "<?xml version=\"1.0\"?><w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"a\"/>"
      "<w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:rPr><w:color w:val=\"C00000\"/></w:rPr></w:style></w:styles>";
  formats::ZipWriter zip;
  zip.add("word/styles.xml", styles);
  Layout layout;
  layout.template_docx = zip.finish();
  const auto parts = parts_of(sample_docx(layout));
  const std::string& merged = parts.at("word/styles.xml");
  EXPECT_NE(merged.find("C00000"), std::string::npos);
  EXPECT_EQ(merged.find("w:numPr"), std::string::npos) << "its numbering part does not come along";
  EXPECT_EQ(merged.find("w:styleId=\"Heading1\""), std::string::npos);
  EXPECT_NE(merged.find("w:styleId=\"Heading2\""), std::string::npos);
  EXPECT_NE(merged.find("<w:name w:val=\"heading 2\"/><w:basedOn w:val=\"a\"/>"), std::string::npos);
  EXPECT_NE(parts.at("word/document.xml").find("<w:pStyle w:val=\"1\"/>"), std::string::npos);
}

TEST(DocxTemplate, WhatIsNoDocumentIsRefused) {
  DocxTemplate out;
  std::string why;
  EXPECT_FALSE(read_template("not a zip", out, &why));
  EXPECT_FALSE(why.empty());
  Diagnostics faults;
  EXPECT_FALSE(check_template("not a zip", "ours.docx", faults));
  EXPECT_TRUE(faults.has_errors());
}

std::string shape(const document::Table& table) {
  std::string text;
  for (const auto& row : lay_out(table).rows) {
    for (const GridSlot& s : row) {
      text += s.continued ? "|" : s.cell ? "x" : "-";
      text += std::string(static_cast<std::size_t>(s.column_span - 1), '>');
    }
    text += "/";
  }
  return text;
}

TEST(TableGrid, EveryRowCoversAllColumnsOnce) {
  document::Table t;
  t.columns = 3;
  document::TableCell one, tall, wide;
  tall.row_span = 2;
  wide.column_span = 2;
  t.rows = {{tall, wide}, {one, one}};
  EXPECT_EQ(shape(t), "xx>/|xx/");
  t.rows = {{one}, {one, one, one, one}};
  EXPECT_EQ(shape(t), "x--/xxx/");
  document::TableCell far;
  far.column_span = 9;
  far.row_span = 9;
  t.rows = {{one, tall}, {far}};
  EXPECT_EQ(shape(t), "xx-/x|-/");
}

TEST(Pdf, DestinationsAreRead) {
  const auto pages = pdf_destinations(
      "Page  Destination                 Name\n   3 [ XYZ  279  725 null      ] \"5FToc00000001\"\n"
      "  12 [ XYZ  1  2 null      ] \"other\"\nnonsense\n   4 [ Fit ] \"\n");
  EXPECT_EQ(pages, (std::map<std::string, int>{{"_Toc00000001", 3}, {"other", 12}}));
  EXPECT_EQ(pdf_page_count("Title: x\nPages:           14\nEncrypted: no\n"), 14);
  EXPECT_EQ(pdf_page_count(""), 0);
}

TEST(Pdf, WithoutLibreOfficeItIsAWarningThatSaysHowToGetIt) {
  MemoryWorld world;
  Diagnostics faults;
  EXPECT_FALSE(make_pdf(sample::document(), sample::ledger(), {}, kStamp, {}, world, faults));
  ASSERT_EQ(faults.list().size(), 1u);
  EXPECT_EQ(faults.list()[0].kind, &kNoLibreOffice);
  EXPECT_FALSE(faults.has_errors());
}

/// A converter that claims success and writes nothing, as soffice does.
struct SilentWorld final : World {
  MemoryWorld memory;
  std::optional<std::string> read(const std::string& path, std::string* why) const override { return memory.read(path, why); }
  std::vector<std::string> list(const std::string& folder) const override { return memory.list(folder); }
  bool is_folder(const std::string& path) const override { return memory.is_folder(path); }
  bool write_all(const std::vector<std::pair<std::string, std::string>>& files, std::string* why) override {
    return memory.write_all(files, why);
  }
  std::string find_program(const std::string& name) const override { return "/usr/bin/" + name; }
  ProcessResult run(const std::vector<std::string>&, const std::map<std::string, std::string>&, int) override {
    return {true, 0, false, ""};
  }
  std::string make_temporary_folder() override { return "/scratch"; }
};

TEST(Pdf, AConversionWithoutOutputIsAnErrorThoughItsStatusIsZero) {
  SilentWorld world;
  Diagnostics faults;
  EXPECT_FALSE(make_pdf(sample::document(), sample::ledger(), {}, kStamp, {}, world, faults));
  ASSERT_EQ(faults.list().size(), 1u);
  EXPECT_EQ(faults.list()[0].kind, &kPdfFailed);
}

TEST(Pdf, PageNumbersHoldAndAreNotComputedAgainWhenKnown) {
  TestWorld world;
  if (world.find_program("soffice").empty() || world.find_program("pdfinfo").empty())
    GTEST_SKIP() << "LibreOffice is not installed";
  Diagnostics faults;
  const auto pdf = make_pdf(sample::document(), sample::ledger(), {}, kStamp, {}, world, faults);
  ASSERT_TRUE(pdf) << (faults.list().empty() ? "" : describe(faults.list()[0]));
  EXPECT_TRUE(faults.list().empty());
  EXPECT_EQ(pdf->pages.at("s0"), 1) << "the body begins with page 1";
  EXPECT_GT(pdf->pages.at("tbl-wide"), pdf->pages.at("s2"));
  EXPECT_GT(pdf->page_count, 10);
  const int first = world.runs;
  const auto again = make_pdf(sample::document(), sample::ledger(), {}, kStamp, pdf->pages, world, faults);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->pages, pdf->pages);
  EXPECT_EQ(world.runs - first, 3) << "one conversion and two questions to pdfinfo";
}

TEST(Docx, PassesTheChecksOfOtherPrograms) {
  if (!std::filesystem::exists("/usr/bin/python3") ||
      std::system("/usr/bin/python3 -c 'import docx, openpyxl, lxml' 2>/dev/null") != 0)
    GTEST_SKIP() << "python3-docx is not installed";
  TestWorld world;
  const std::string folder = world.make_temporary_folder();
  std::string why;
  world.write_all({{folder + "/sample.docx", sample_docx()},
                   {folder + "/annex.xlsx", write_annex_xlsx(sample::document(), sample::ledger(), kStamp)},
                   {folder + "/ledger.json", write_ledger_json(sample::document(), sample::ledger(), kStamp)}},
                  &why);
  const ProcessResult ran = world.run({"/usr/bin/python3", std::string(ZH_SOURCE_DIR) + "/tests/docx_check.py",
                                       folder + "/sample.docx", folder + "/annex.xlsx", folder + "/ledger.json"},
                                      {}, 120);
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
}

}  // namespace
}  // namespace zh::render
