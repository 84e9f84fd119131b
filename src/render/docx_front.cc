#include "base/text.h"
#include "render/docx_body.h"

/// What stands before the text: cover, table of contents, lists of figures and tables; and the sections with their page
/// numbers.
namespace zh::render {

using document::Meta;

void DocxBody::cover() {
  const Meta& meta = document_.meta;
  const auto line = [&](DocxStyle style, const std::string& text) {
    if (text.empty() && style != DocxStyle::cover_region) return;
    open_paragraph(style);
    run(text);
    close_paragraph();
  };
  line(DocxStyle::cover_region, meta.region);
  if (!meta.title.empty()) {
    open_paragraph(DocxStyle::title);
    run(meta.title);
    if (!meta.edition.empty()) {
      w_.open("w:r").leaf("w:br").close();
      run("（" + meta.edition + "）");
    }
    close_paragraph();
  }
  line(DocxStyle::cover_issuer, meta.issuer);
  line(DocxStyle::cover_date, meta.date);
  section_end(Section::cover);
}

void DocxBody::contents() {
  std::vector<const DocxTarget*> headings, figures, tables;
  for (const DocxTarget& target : anchors_.all()) {
    if (target.kind == DocxTarget::Kind::heading && target.level <= 3) headings.push_back(&target);
    if (target.kind == DocxTarget::Kind::figure) figures.push_back(&target);
    if (target.kind == DocxTarget::Kind::table) tables.push_back(&target);
  }
  const bool toc = layout_.toc && !headings.empty();
  const bool with_figures = layout_.list_of_figures && !figures.empty(),
             with_tables = layout_.list_of_tables && !tables.empty();
  if (toc) field_list("目　录", " TOC \\o \"1-3\" \\h \\z \\u ", headings);
  // By the captions' style, as their SEQ identifiers differ from chapter to chapter; level 9 keeps its own look when updated.
  if (with_figures) field_list("图目录", " TOC \\h \\z \\t \"图题,9\" ", figures);
  if (with_tables) field_list("表目录", " TOC \\h \\z \\t \"表题,9\" ", tables);
  if (toc || with_figures || with_tables) section_end(Section::front);
}

void DocxBody::field_list(const char* heading_words, const std::string& instruction,
                          const std::vector<const DocxTarget*>& entries) {
  open_paragraph(DocxStyle::toc_heading);
  run(heading_words);
  close_paragraph();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const DocxTarget& target = *entries[i];
    const DocxStyle style = target.kind != DocxTarget::Kind::heading ? DocxStyle::toc9
                            : target.level == 1                      ? DocxStyle::toc1
                            : target.level == 2                      ? DocxStyle::toc2
                                                                     : DocxStyle::toc3;
    open_paragraph(style);
    if (i == 0) {
      field_mark("begin");
      w_.open("w:r").open("w:instrText").attr("xml:space", "preserve").text(instruction).close().close();
      field_mark("separate");
    }
    w_.open("w:hyperlink").attr("w:anchor", target.toc_bookmark()).attr("w:history", "1");
    run(target.text);
    w_.open("w:r").leaf("w:tab").close();
    field(" PAGEREF " + target.toc_bookmark() + " \\h ", page_of(target));
    w_.close();
    if (i + 1 == entries.size()) field_mark("end");
    close_paragraph();
  }
}

void DocxBody::turn(bool landscape) {
  if (landscape == turned_) return;
  if (!section_empty_) section_end(turned_ ? Section::landscape : Section::body);
  turned_ = landscape;
  section_empty_ = true;
}

void DocxBody::section_end(Section section) {
  w_.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", styles_.id(DocxStyle::section_end)}});
  section_properties(section);
  w_.close().close();
}

void DocxBody::section_properties(Section section) {
  const Layout& l = layout_;
  const bool turned = section == Section::landscape;
  w_.open("w:sectPr");
  if (section != Section::cover) {
    w_.leaf("w:headerReference", {{"w:type", "default"}, {"r:id", parts_.header}});
    w_.leaf("w:footerReference", {{"w:type", "default"}, {"r:id", parts_.footer}});
  }
  w_.leaf("w:type", {{"w:val", "nextPage"}});
  const int width = twips_from_mm(turned ? l.page_height_mm : l.page_width_mm);
  const int height = twips_from_mm(turned ? l.page_width_mm : l.page_height_mm);
  w_.open("w:pgSz").attr("w:w", static_cast<long long>(width)).attr("w:h", static_cast<long long>(height));
  if (turned) w_.attr("w:orient", "landscape");
  w_.close();
  const auto margin = [&](const char* name, double mm) { w_.attr(name, static_cast<long long>(twips_from_mm(mm))); };
  w_.open("w:pgMar");
  // A turned page is bound at its upper edge.
  margin("w:top", turned ? l.margin_left_mm : l.margin_top_mm);
  margin("w:right", turned ? l.margin_top_mm : l.margin_right_mm);
  margin("w:bottom", turned ? l.margin_right_mm : l.margin_bottom_mm);
  margin("w:left", turned ? l.margin_bottom_mm : l.margin_left_mm);
  margin("w:header", turned ? 15 : 24);
  margin("w:footer", turned ? 13 : 24);  // GB/T 9704 7.5: the page number stands 7 mm below the text
  w_.attr("w:gutter", "0").close();
  if (section == Section::front) {
    w_.leaf("w:pgNumType", {{"w:fmt", "upperRoman"}, {"w:start", "1"}});
  } else if ((section == Section::body || turned) && body_page_one_) {
    w_.leaf("w:pgNumType", {{"w:fmt", "decimal"}, {"w:start", "1"}});
    body_page_one_ = false;
  }
  w_.leaf("w:cols", {{"w:space", "425"}});
  w_.close();
}

std::string docx_header_xml(const std::string& text, const DocxStyles& styles) {
  formats::XmlWriter w;
  w.open("w:hdr").attr("xmlns:w", kWordMain).open("w:p").open("w:pPr");
  w.leaf("w:pStyle", {{"w:val", styles.id(DocxStyle::header)}}).close();
  w.open("w:r").open("w:t").attr("xml:space", "preserve").text(text).close().close().close().close();
  return w.take();
}

std::string docx_footer_xml(const DocxStyles& styles) {
  formats::XmlWriter w;
  w.open("w:ftr").attr("xmlns:w", kWordMain).open("w:p").open("w:pPr");
  w.leaf("w:pStyle", {{"w:val", styles.id(DocxStyle::footer)}}).close();
  w.raw(
      "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
      "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
      "<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r>");
  w.close().close();
  return w.take();
}

}  // namespace zh::render
