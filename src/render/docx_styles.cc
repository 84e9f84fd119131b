#include "render/docx_styles.h"

#include <pugixml.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include "formats/xml.h"
#include "formats/zip.h"

namespace zh::render {
namespace {

using formats::XmlWriter;

constexpr const char* kW = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What a paragraph style says; sizes in points, spacing in points.
struct Look {
  std::string east_asia = {};  ///< empty: inherited
  double size = 0;             ///< 0: inherited
  bool bold = false;
  const char* align = nullptr;  ///< left, center, right, both
  double before = 0, after = 0;
  double line = 0;        ///< exact pitch; 0: inherited, -1: single and growing with what stands in the line
  int indent_chars = -1;  ///< first line, in characters; -1: inherited
  int right_chars = 0;    ///< indent at the right, in characters
  int outline = -1;       ///< 0-based outline level
  bool keep_next = false, page_break_before = false;
  const char* border = nullptr;  ///< "box" or "bottom"
  const char* fill = nullptr;    ///< RRGGBB
  int toc_level = 0;             ///< tab stop with dots at the right edge; indent by level
  double left = 0, hanging = 0;  ///< points
  bool no_condense = false;      ///< letter spacing back to normal
};

struct Definition {
  DocxStyle style;
  const char* id;
  const char* name;
  const char* type;
  DocxStyle based_on, next;
  Look look;
};

std::vector<Definition> definitions(const Layout& l) {
  using S = DocxStyle;
  const std::string title = font_on_machine(l.title_font);
  const double body = l.body_pt, pitch = l.line_pitch_pt;
  const bool bold = l.heading_bold;
  std::vector<Definition> d;
  const auto add = [&](S style, const char* id, const char* name, S based_on, S next, Look look) {
    d.push_back({style, id, name, "paragraph", based_on, next, std::move(look)});
  };
  add(S::normal, "Normal", "Normal", S::count, S::count, {.east_asia = l.body_font, .size = body, .align = "both"});
  add(S::body, "BodyText", "Body Text", S::normal, S::count, {.line = pitch, .indent_chars = 2});
  add(S::heading1, "Heading1", "heading 1", S::normal, S::body,
      {.east_asia = title,
       .size = 22,
       .align = "center",
       .before = 12,
       .after = 18,
       .line = -1,
       .outline = 0,
       .keep_next = true,
       .page_break_before = true,
       .no_condense = true});
  add(S::heading2, "Heading2", "heading 2", S::normal, S::body,
      {.east_asia = l.heading1_font,
       .bold = bold,
       .align = "left",
       .line = pitch,
       .indent_chars = 2,
       .outline = 1,
       .keep_next = true});
  add(S::heading3, "Heading3", "heading 3", S::normal, S::body,
      {.east_asia = l.heading2_font,
       .bold = bold,
       .align = "left",
       .line = pitch,
       .indent_chars = 2,
       .outline = 2,
       .keep_next = true});
  add(S::heading4, "Heading4", "heading 4", S::normal, S::body,
      {.bold = bold, .align = "left", .line = pitch, .indent_chars = 2, .outline = 3, .keep_next = true});
  add(S::heading5, "Heading5", "heading 5", S::normal, S::body,
      {.align = "left", .line = pitch, .indent_chars = 2, .outline = 4, .keep_next = true});
  add(S::cover_region, "Subtitle", "Subtitle", S::normal, S::title,
      {.east_asia = l.heading2_font,
       .size = 22,
       .align = "center",
       .before = 100,
       .after = 24,
       .line = -1,
       .no_condense = true});
  add(S::title, "Title", "Title", S::normal, S::body,
      {.east_asia = title, .size = 32, .align = "center", .before = 12, .after = 230, .line = -1, .no_condense = true});
  add(S::cover_issuer, "ZhIssuer", "封面单位", S::normal, S::count,
      {.east_asia = l.heading2_font, .size = 18, .align = "center", .after = 12, .line = -1, .no_condense = true});
  add(S::cover_date, "Date", "Date", S::normal, S::count,
      {.east_asia = l.heading2_font, .size = 18, .align = "center", .line = -1, .no_condense = true});
  add(S::toc_heading, "TOCHeading", "TOC Heading", S::normal, S::count,
      {.east_asia = title,
       .size = 22,
       .align = "center",
       .before = 12,
       .after = 12,
       .line = -1,
       .keep_next = true,
       .no_condense = true});
  add(S::toc1, "TOC1", "toc 1", S::normal, S::normal,
      {.east_asia = l.heading1_font,
       .size = 14,
       .align = "left",
       .before = 4,
       .line = 24,
       .toc_level = 1,
       .no_condense = true});
  add(S::toc2, "TOC2", "toc 2", S::normal, S::normal,
      {.size = 14, .align = "left", .line = 24, .toc_level = 2, .no_condense = true});
  add(S::toc3, "TOC3", "toc 3", S::normal, S::normal,
      {.size = 14, .align = "left", .line = 24, .toc_level = 3, .no_condense = true});
  add(S::toc9, "TOC9", "toc 9", S::normal, S::normal,
      {.size = 12, .align = "left", .line = 22, .toc_level = 9, .no_condense = true});
  add(S::figure, "ZhFigure", "图", S::normal, S::figure_caption,
      {.align = "center", .before = 6, .line = -1, .keep_next = true, .no_condense = true});
  add(S::figure_caption, "ZhFigureCaption", "图题", S::normal, S::body,
      {.east_asia = l.heading1_font, .size = 12, .align = "center", .before = 2, .after = 8, .line = -1, .no_condense = true});
  add(S::table_caption, "ZhTableCaption", "表题", S::normal, S::body,
      {.east_asia = l.heading1_font,
       .size = 12,
       .align = "center",
       .before = 8,
       .after = 3,
       .line = -1,
       .keep_next = true,
       .no_condense = true});
  add(S::unit_note, "ZhUnitNote", "表单位", S::normal, S::table_text,
      {.east_asia = l.table_font, .size = 10.5, .align = "right", .line = -1, .keep_next = true, .no_condense = true});
  add(S::table_text, "ZhTableText", "表文", S::normal, S::count,
      {.east_asia = l.table_font, .size = 10.5, .before = 1.5, .after = 1.5, .line = -1, .no_condense = true});
  add(S::table_header, "ZhTableHeader", "表头", S::table_text, S::table_text,
      {.east_asia = l.heading1_font, .align = "center"});
  add(S::note, "ZhNote", "图表注", S::normal, S::body,
      {.east_asia = l.table_font, .size = 10.5, .align = "left", .before = 2, .after = 6, .line = -1, .no_condense = true});
  add(S::source, "ZhSource", "资料来源", S::note, S::body, {});
  add(S::quote, "Quote", "Quote", S::normal, S::body,
      {.east_asia = l.heading2_font, .line = pitch, .indent_chars = 2, .left = 32});
  add(S::signature, "ZhSignature", "落款", S::normal, S::body,
      {.align = "right", .before = 24, .line = pitch, .indent_chars = 0, .right_chars = 2});
  add(S::case_title, "ZhCaseTitle", "案例标题", S::normal, S::case_text,
      {.east_asia = l.heading1_font, .align = "left", .line = pitch, .keep_next = true, .border = "box", .fill = "F2F5F9"});
  add(S::case_text, "ZhCaseText", "案例正文", S::normal, S::count,
      {.east_asia = l.heading2_font, .line = pitch, .indent_chars = 2, .border = "box", .fill = "F2F5F9"});
  add(S::list_item, "ListParagraph", "List Paragraph", S::normal, S::count, {.line = pitch});
  add(S::header, "Header", "header", S::normal, S::count,
      {.east_asia = l.table_font, .size = 9, .align = "center", .line = -1, .border = "bottom", .no_condense = true});
  add(S::footer, "Footer", "footer", S::normal, S::count,
      {.east_asia = l.table_font, .size = 14, .align = "center", .line = -1, .no_condense = true});
  add(S::section_end, "ZhSectionEnd", "分节", S::normal, S::body, {.size = 1, .line = 1});
  return d;
}

std::string half_points(double pt) { return std::to_string(std::lround(pt * 2)); }
std::string twips(double pt) { return std::to_string(twips_from_pt(pt)); }

void write_borders(XmlWriter& w, const char* border) {
  w.open("w:pBdr");
  const bool box = std::string_view(border) == "box";
  for (const char* side : {"w:top", "w:left", "w:bottom", "w:right"}) {
    if (!box && std::string_view(side) != "w:bottom") continue;
    w.leaf(
        side,
        {{"w:val", "single"}, {"w:sz", box ? "8" : "4"}, {"w:space", box ? "6" : "1"}, {"w:color", box ? "7A8CA5" : "808080"}});
  }
  w.close();
}

void write_paragraph_properties(XmlWriter& w, const Look& k, const Layout& l) {
  w.open("w:pPr");
  if (k.keep_next) w.leaf("w:keepNext").leaf("w:keepLines");
  if (k.page_break_before) w.leaf("w:pageBreakBefore");
  if (k.border) write_borders(w, k.border);
  if (k.fill) w.leaf("w:shd", {{"w:val", "clear"}, {"w:color", "auto"}, {"w:fill", k.fill}});
  if (k.toc_level > 0) {
    const int width = twips_from_mm(l.page_width_mm - l.margin_left_mm - l.margin_right_mm);
    w.open("w:tabs").leaf("w:tab", {{"w:val", "right"}, {"w:leader", "dot"}, {"w:pos", std::to_string(width)}}).close();
  }
  if (k.before > 0 || k.after > 0 || k.line != 0) {
    w.open("w:spacing").attr("w:before", twips(k.before)).attr("w:after", twips(k.after));
    if (k.line > 0) w.attr("w:line", twips(k.line)).attr("w:lineRule", "exact");
    if (k.line < 0) w.attr("w:line", "240").attr("w:lineRule", "auto");
    w.close();
  }
  if (k.indent_chars >= 0 || k.left > 0 || k.right_chars > 0 || k.border || k.toc_level > 1) {
    double left = k.left, right = 0;
    if (k.border && std::string_view(k.border) == "box") left = right = 8;
    if (k.right_chars > 0) right = k.right_chars * (k.size > 0 ? k.size : l.body_pt);
    if (k.toc_level == 2) left = 14;
    if (k.toc_level == 3) left = 28;
    if (k.toc_level == 9) left = 0;
    w.open("w:ind").attr("w:left", twips(left)).attr("w:right", twips(right));
    if (k.indent_chars >= 0) {
      w.attr("w:firstLineChars", k.indent_chars * 100LL);
      w.attr("w:firstLine", twips(k.indent_chars * (k.size > 0 ? k.size : l.body_pt)));
    }
    w.close();
  }
  if (k.align) w.leaf("w:jc", {{"w:val", k.align}});
  if (k.outline >= 0) w.open("w:outlineLvl").attr("w:val", static_cast<long long>(k.outline)).close();
  w.close();
}

void write_run_properties(XmlWriter& w, const Look& k, const Layout& l, bool whole) {
  if (k.east_asia.empty() && k.size <= 0 && !k.bold && !k.no_condense) return;
  w.open("w:rPr");
  if (whole) {
    w.leaf("w:rFonts",
           {{"w:ascii", l.latin_font}, {"w:eastAsia", k.east_asia}, {"w:hAnsi", l.latin_font}, {"w:cs", l.latin_font}});
  } else if (!k.east_asia.empty()) {
    w.leaf("w:rFonts", {{"w:eastAsia", k.east_asia}});
  }
  if (k.bold) w.leaf("w:b").leaf("w:bCs");
  if (whole && l.condensed_pt != 0)
    w.open("w:spacing").attr("w:val", -static_cast<long long>(twips_from_pt(l.condensed_pt))).close();
  if (k.no_condense) w.leaf("w:spacing", {{"w:val", "0"}});
  if (whole) w.leaf("w:kern", {{"w:val", "2"}});
  if (k.size > 0) w.leaf("w:sz", {{"w:val", half_points(k.size)}}).leaf("w:szCs", {{"w:val", half_points(k.size)}});
  w.close();
}

void write_style(XmlWriter& w, const Definition& d, const Layout& l, const DocxStyles& styles) {
  w.open("w:style").attr("w:type", d.type);
  if (d.style == DocxStyle::normal) w.attr("w:default", "1");
  const std::string_view id = d.id;
  if (id.starts_with("Zh")) w.attr("w:customStyle", "1");
  w.attr("w:styleId", styles.id(d.style));
  w.leaf("w:name", {{"w:val", d.name}});
  if (d.based_on != DocxStyle::count) w.leaf("w:basedOn", {{"w:val", styles.id(d.based_on)}});
  if (d.next != DocxStyle::count) w.leaf("w:next", {{"w:val", styles.id(d.next)}});
  if (d.look.toc_level > 0) w.leaf("w:uiPriority", {{"w:val", "39"}});
  if (d.look.toc_level == 0) w.leaf("w:qFormat");
  write_paragraph_properties(w, d.look, l);
  write_run_properties(w, d.look, l, d.style == DocxStyle::normal);
  w.close();
}

void write_other_styles(XmlWriter& w, const Layout& l, const DocxStyles& styles, const std::vector<DocxStyle>& wanted) {
  const auto want = [&](DocxStyle s) { return std::find(wanted.begin(), wanted.end(), s) != wanted.end(); };
  if (want(DocxStyle::default_font)) {
    w.open("w:style").attr("w:type", "character").attr("w:default", "1").attr("w:styleId", styles.id(DocxStyle::default_font));
    w.leaf("w:name", {{"w:val", "Default Paragraph Font"}}).leaf("w:uiPriority", {{"w:val", "1"}}).leaf("w:semiHidden");
    w.leaf("w:unhideWhenUsed").close();
  }
  if (want(DocxStyle::emphasis)) {
    w.open("w:style").attr("w:type", "character").attr("w:styleId", styles.id(DocxStyle::emphasis));
    w.leaf("w:name", {{"w:val", "Emphasis"}})
        .leaf("w:basedOn", {{"w:val", styles.id(DocxStyle::default_font)}})
        .leaf("w:qFormat");
    // Chinese type has no italics: emphasis is set in 楷体.
    w.open("w:rPr").leaf("w:rFonts", {{"w:eastAsia", l.heading2_font}}).close().close();
  }
  if (want(DocxStyle::normal_table)) {
    w.open("w:style").attr("w:type", "table").attr("w:default", "1").attr("w:styleId", styles.id(DocxStyle::normal_table));
    w.leaf("w:name", {{"w:val", "Normal Table"}}).leaf("w:uiPriority", {{"w:val", "99"}}).leaf("w:semiHidden");
    w.leaf("w:unhideWhenUsed").open("w:tblPr").leaf("w:tblInd", {{"w:w", "0"}, {"w:type", "dxa"}}).open("w:tblCellMar");
    for (const auto& [side, width] : {std::pair{"w:top", "0"}, {"w:left", "108"}, {"w:bottom", "0"}, {"w:right", "108"}})
      w.leaf(side, {{"w:w", width}, {"w:type", "dxa"}});
    w.close().close().close();
  }
  if (want(DocxStyle::table_grid)) {
    w.open("w:style").attr("w:type", "table").attr("w:styleId", styles.id(DocxStyle::table_grid));
    w.leaf("w:name", {{"w:val", "Table Grid"}}).leaf("w:basedOn", {{"w:val", styles.id(DocxStyle::normal_table)}});
    w.leaf("w:uiPriority", {{"w:val", "39"}}).open("w:tblPr").open("w:tblBorders");
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"})
      w.leaf(side, {{"w:val", "single"}, {"w:sz", "4"}, {"w:space", "0"}, {"w:color", "auto"}});
    w.close().close().close();
  }
}

/// Styles that are no paragraph styles of the list above.
constexpr std::pair<DocxStyle, std::pair<const char*, const char*>> kOthers[] = {
    {DocxStyle::emphasis, {"Emphasis", "Emphasis"}},
    {DocxStyle::table_grid, {"TableGrid", "Table Grid"}},
    {DocxStyle::default_font, {"DefaultParagraphFont", "Default Paragraph Font"}},
    {DocxStyle::normal_table, {"TableNormal", "Normal Table"}},
};

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

struct StringWriter final : pugi::xml_writer {
  std::string out;
  void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
};

}  // namespace

int twips_from_mm(double mm) { return static_cast<int>(std::lround(mm * 1440 / 25.4)); }
int twips_from_pt(double pt) { return static_cast<int>(std::lround(pt * 20)); }

std::string font_on_machine(const std::string& font) { return font == "小标宋" ? "方正小标宋简体" : font; }

DocxStyles::DocxStyles(const Layout& layout, const DocxTemplate& from) {
  const std::vector<Definition> all = definitions(layout);
  pugi::xml_document theirs;
  std::map<std::string, std::string> by_name;
  std::map<std::string, bool> by_id;
  const bool merging = !from.styles.empty() && theirs.load_buffer(from.styles.data(), from.styles.size());
  pugi::xml_node root = theirs.child("w:styles");
  for (pugi::xml_node style : root.children("w:style")) {
    const std::string id = style.attribute("w:styleId").value();
    by_name.emplace(lower(style.child("w:name").attribute("w:val").value()), id);
    by_id[id] = true;
    // Their numbering part does not come along, and our heading numbers are text: a list in a style would print two numbers.
    if (pugi::xml_node pr = style.child("w:pPr")) pr.remove_child("w:numPr");
  }
  std::vector<DocxStyle> ours;
  const auto resolve = [&](DocxStyle style, const char* id, const char* name) {
    std::string& use = ids_[static_cast<std::size_t>(style)];
    const auto named = by_name.find(lower(name));
    if (named != by_name.end()) {
      use = named->second;
    } else {
      use = id;
      if (!by_id.contains(id)) ours.push_back(style);
    }
  };
  for (const Definition& d : all) resolve(d.style, d.id, d.name);
  for (const auto& [style, names] : kOthers) resolve(style, names.first, names.second);

  XmlWriter w(!merging);
  if (!merging) {
    w.open("w:styles").attr("xmlns:w", kW);
    w.open("w:docDefaults").open("w:rPrDefault").open("w:rPr");
    w.leaf("w:rFonts", {{"w:ascii", layout.latin_font},
                        {"w:eastAsia", layout.body_font},
                        {"w:hAnsi", layout.latin_font},
                        {"w:cs", layout.latin_font}});
    w.leaf("w:sz", {{"w:val", "21"}}).leaf("w:szCs", {{"w:val", "21"}});
    w.leaf("w:lang", {{"w:val", "en-US"}, {"w:eastAsia", "zh-CN"}, {"w:bidi", "ar-SA"}}).close().close();
    w.leaf("w:pPrDefault").close();
  } else {
    w.open("added").attr("xmlns:w", kW);
  }
  for (const Definition& d : all)
    if (std::find(ours.begin(), ours.end(), d.style) != ours.end()) write_style(w, d, layout, *this);
  write_other_styles(w, layout, *this, ours);
  w.close();
  if (!merging) {
    xml_ = w.take();
    return;
  }
  pugi::xml_document added;
  const std::string fragment = w.take();
  added.load_buffer(fragment.data(), fragment.size());
  for (pugi::xml_node style : added.document_element().children()) root.append_copy(style);
  StringWriter out;
  theirs.save(out, "", pugi::format_raw);
  xml_ = std::move(out.out);
}

bool read_template(std::string_view bytes, DocxTemplate& out, std::string* why) {
  const auto zip = formats::ZipReader::open(bytes, why);
  if (!zip) return false;
  const auto styles = zip->read("word/styles.xml", why);
  if (!styles) return false;
  pugi::xml_document parsed;
  if (!parsed.load_buffer(styles->data(), styles->size()) || !parsed.child("w:styles")) {
    if (why) *why = "word/styles.xml cannot be read";
    return false;
  }
  out.styles = *styles;
  if (const auto theme = zip->read("word/theme/theme1.xml")) out.theme = *theme;
  if (const auto fonts = zip->read("word/fontTable.xml")) {
    // Embedded fonts would need their files and relationships: such a table stays behind.
    if (fonts->find("w:embed") == std::string::npos) out.font_table = *fonts;
  }
  return true;
}

}  // namespace zh::render
