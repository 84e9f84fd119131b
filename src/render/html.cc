#include "base/embedded.h"
#include "render/html_body.h"
#include "render/html_data.h"
#include "render/render.h"

ZH_EMBEDDED(zh_html_viewer_js)
ZH_EMBEDDED(zh_html_viewer_css)
ZH_EMBEDDED(zh_html_echarts_js)

/// report.html: one file, nothing beside it and nothing from a network; the policy in its head forbids any request. The page is
/// complete without its script; the script draws the charts and answers where a number comes from.
namespace zh::render {

std::string write_html(const document::Document& document, const report::Ledger& ledger, const BuildStamp& stamp) {
  const HtmlFacts facts(ledger);
  HtmlBody body(facts);
  const std::string article = body.write(document);
  const std::string data = html_data(ledger, facts, body.figures());
  const std::string navigation = html_navigation(document, body);
  const bool charts = !body.figures().empty();

  std::string title, region, issuer, date, language;
  append_html(title, document.meta.title);
  append_html(region, document.meta.region);
  append_html(issuer, document.meta.issuer);
  append_html(date, document.meta.date);
  append_html(language, document.meta.language.empty() ? "zh-CN" : document.meta.language);
  std::string full_title = region + title, program, build;
  append_html(program, stamp.program);
  append_html(build, stamp.id);

  std::string out;
  out.reserve(article.size() + data.size() + navigation.size() + zh_html_viewer_js_text().size() +
              zh_html_viewer_css_text().size() + (charts ? zh_html_echarts_js_text().size() : 0) + 8192);
  out += "<!DOCTYPE html>\n<html lang=\"" + language + "\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
      "'unsafe-inline'; "
      "img-src data:; base-uri 'none'; form-action 'none'\">\n";
  out += "<meta name=\"generator\" content=\"" + program + "\">\n<meta name=\"zhiheng-build\" content=\"" + build + "\">\n";
  out += "<title>" + full_title + "</title>\n<style>\n";
  out += zh_html_viewer_css_text();
  out += "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#zh-main\">跳到正文</a>\n";
  out +=
      "<header class=\"bar\">\n<button type=\"button\" id=\"zh-menu\" aria-expanded=\"false\" "
      "aria-controls=\"zh-side\">目录</button>\n"
      "<a class=\"bar-title\" href=\"#zh-top\">" +
      full_title +
      "</a>\n"
      "<form id=\"zh-find\" role=\"search\"><input type=\"search\" id=\"zh-q\" aria-label=\"搜索文字和数字\" "
      "placeholder=\"搜索文字和数字\" "
      "autocomplete=\"off\"><output id=\"zh-hits\" for=\"zh-q\"></output>"
      "<button type=\"button\" id=\"zh-prev\" aria-label=\"上一处\" disabled>↑</button>"
      "<button type=\"submit\" id=\"zh-next\" aria-label=\"下一处\" disabled>↓</button></form>\n</header>\n";
  out += "<nav id=\"zh-side\" aria-label=\"目录\">\n" + navigation;
  if (charts)
    out += "<p class=\"tool\"><label><input type=\"checkbox\" id=\"zh-decal\"> 图形加底纹（黑白打印、色觉障碍）</label></p>\n";
  out += "</nav>\n<main id=\"zh-main\" tabindex=\"-1\">\n<article>\n<header class=\"cover\" id=\"zh-top\">\n";
  if (!region.empty()) out += "<p class=\"region\">" + region + "</p>\n";
  out += "<h1>" + title + "</h1>\n";
  if (!document.meta.edition.empty()) {
    out += "<p class=\"issuer\">（";
    append_html(out, document.meta.edition);
    out += "）</p>\n";
  }
  if (!issuer.empty()) out += "<p class=\"issuer\">" + issuer + "</p>\n";
  if (!date.empty()) out += "<p class=\"date\">" + date + "</p>\n";
  out += "<p class=\"hint\">点按带虚线的数字（或用方向键移到它，按回车键），可看精确值、算法和原始单元格。</p>\n</header>\n";
  if (charts) out += "<noscript><p class=\"note\">脚本未启用：图形不能显示，其数据见各图下方的数据表。</p></noscript>\n";
  out += article;
  out += "</article>\n<footer>" + program;
  if (!build.empty()) out += "　编制标识 " + build;
  out += "</footer>\n</main>\n<aside id=\"zh-panel\" aria-label=\"数字的出处\" tabindex=\"-1\" hidden></aside>\n";
  out += "<script type=\"application/json\" id=\"zh-data\">" + data + "</script>\n";
  if (charts) {
    out += "<script>\n";
    out += zh_html_echarts_js_text();
    out += "</script>\n";
  }
  out += "<script>\n";
  out += zh_html_viewer_js_text();
  out += "</script>\n</body>\n</html>\n";
  return out;
}

}  // namespace zh::render
