#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "render/docx_sample_test.h"
#include "render/html_body.h"
#include "render/html_data.h"
#include "render/html_json.h"
#include "render/pie.h"
#include "render/render.h"

namespace zh::render {
namespace {

const BuildStamp kStamp{"zhiheng 0.1.0", "0123456789abcdef"};

std::string page() { return write_html(sample::document(), sample::ledger(), kStamp); }

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t start = text.find(from);
  if (start == std::string::npos) return {};
  const std::size_t begin = start + from.size();
  return text.substr(begin, text.find(to, begin) - begin);
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++n;
  return n;
}

nlohmann::json data_of(const std::string& html) {
  return nlohmann::json::parse(between(html, "<script type=\"application/json\" id=\"zh-data\">", "</script>"));
}

TEST(Html, SameInputSameBytes) { EXPECT_EQ(page(), page()); }

TEST(Html, NothingIsFetched) {
  const std::string html = page();
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
  for (const char* what : {"src=\"http", "href=\"http", "@import", "url(http"})
    EXPECT_EQ(html.find(what), std::string::npos) << what;
}

TEST(Html, TextCannotEndTheScript) {
  std::string out;
  append_script_string(out, "</script><!-- & \xE2\x80\xA8 \" \\ \n \x01");
  EXPECT_EQ(out, R"("\u003c/script\u003e\u003c!-- \u0026 \u2028 \" \\ \n \u0001")");
  EXPECT_EQ(nlohmann::json::parse(out).get<std::string>(), "</script><!-- & \xE2\x80\xA8 \" \\ \n \x01");
  report::Ledger ledger;
  report::Fact fact;
  fact.id = "evil";
  fact.text = "</script><script>alert(1)</script>";
  ledger.add(fact);
  document::Document document;
  document.meta.title = "<b>题</b>";
  document.blocks.push_back({document::Paragraph{{}, {document::Number{fact.text, "evil"}, document::Text{"a<b & \"c\""}}}});
  const std::string html = write_html(document, ledger, kStamp);
  EXPECT_EQ(html.find("alert(1)</script>"), std::string::npos);
  EXPECT_EQ(html.find("<b>题"), std::string::npos);
  EXPECT_NE(html.find("a&lt;b &amp; &quot;c&quot;"), std::string::npos);
  EXPECT_EQ(data_of(html)["facts"][0]["t"], fact.text);
}

TEST(Html, EveryPrintedFactLeadsToItsData) {
  const report::Ledger ledger = sample::ledger();
  const std::string html = page();
  const nlohmann::json data = data_of(html);
  ASSERT_EQ(data["facts"].size(), ledger.facts().size());
  const HtmlFacts facts(ledger);
  for (const report::Fact& fact : ledger.facts()) {
    const int index = facts.index(fact.id);
    EXPECT_EQ(data["facts"][static_cast<std::size_t>(index)]["id"], fact.id);
    EXPECT_GT(count(html, "data-f=\"" + std::to_string(index) + "\""), 0u) << fact.id;
  }
  const nlohmann::json& growth = data["facts"][1];
  const nlohmann::json& tree = data["nodes"][growth["tree"].get<std::size_t>()];
  EXPECT_EQ(tree["f"], "(本年 − 上年) ÷ 上年");
  const nlohmann::json& leaf = data["nodes"][tree["i"][0].get<std::size_t>()];
  const nlohmann::json& origin = data["origins"][leaf["o"][0].get<std::size_t>()];
  EXPECT_EQ(origin["at"], "returns/发展改革局.xlsx · 主要经济指标 · E7");
  EXPECT_EQ(origin["shown"], "3,612");
}

TEST(Html, GapsAreNoZeros) {
  const nlohmann::json chart = data_of(page())["charts"][0];
  EXPECT_TRUE(chart["s"][1]["v"][0][0].is_null());
  EXPECT_EQ(chart["s"][1]["v"][0][2], "缺失");
  EXPECT_EQ(chart["s"][0]["v"][1][2], "估计");
  EXPECT_NE(page().find("[缺失]"), std::string::npos);
}

TEST(Html, MergedCellsKeepTheirSpans) {
  const std::string table = between(page(), "id=\"tbl-bio\"", "</table>");
  EXPECT_EQ(count(table, "colspan=\"3\""), 1u);
  EXPECT_EQ(count(table, "rowspan=\"2\""), 3u);
  EXPECT_EQ(count(table, "<thead>"), 1u);
  EXPECT_NE(table.find("scope=\"colgroup\""), std::string::npos);
}

TEST(Html, SharesAreRoundedOnceFromExactOnes) {
  document::ChartSpec chart;
  chart.type = document::ChartType::pie;
  chart.percent_decimals = 2;
  chart.categories = {"a", "b", "c", "d"};
  chart.series = {{"s", "", false, false, {{Decimal(1), {}, {}}, {Decimal(1), {}, {}}, {}, {Decimal(1), {}, {}}}}};
  EXPECT_EQ(pie_percentages(chart), (std::vector<std::string>{"33.33%", "33.33%", "", "33.33%"}));
}

/// A report of 50 chapters with 100 facts each is written in a few milliseconds, and in linear time.
TEST(Html, LargeReport) {
  document::Document document;
  document.meta.title = "大报告";
  report::Ledger ledger;
  for (int c = 1; c <= 50; ++c) {
    document.blocks.push_back(
        {document::Heading{1, "第" + std::to_string(c) + "章", {document::Text{"章"}}, "s" + std::to_string(c)}});
    for (int p = 0; p < 10; ++p) {
      document::Paragraph paragraph;
      for (int i = 0; i < 10; ++i) {
        const std::string digits = std::to_string(c * 100 + p * 10 + i);
        report::Fact fact;
        fact.id = "f" + digits;
        fact.text = digits + "亿元";
        fact.figure = digits;
        fact.value.number = Rational(c * 100 + p * 10 + i);
        auto cell = std::make_shared<expr::Lineage>();
        cell->kind = expr::Lineage::Kind::cell;
        cell->label = "指标" + digits + "[2023]";
        cell->number = fact.value.number;
        cell->origins = {{"returns/统计中心.xlsx", "表", "B" + digits, digits, digits, "亿元"}};
        fact.value.lineage = cell;
        paragraph.content.push_back(document::Text{"某项指标为"});
        paragraph.content.push_back(document::Number{fact.text, fact.id});
        ledger.add(fact);
      }
      document.blocks.push_back({paragraph});
    }
  }
  const auto start = std::chrono::steady_clock::now();
  const std::string html = write_html(document, ledger, kStamp);
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  RecordProperty("milliseconds", std::to_string(ms));
  EXPECT_EQ(count(html, "role=\"button\""), 5000u);
  EXPECT_LT(ms, 1000) << "with sanitizers; a few milliseconds without";
  if (const char* folder = std::getenv("ZH_HTML_OUT")) {
    std::ofstream(std::string(folder) + "/large.html", std::ios::binary) << html;
    std::ofstream(std::string(folder) + "/sample.html", std::ios::binary) << page();
  }
}

}  // namespace
}  // namespace zh::render
