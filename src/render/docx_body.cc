#include "render/docx_body.h"

#include <algorithm>
#include <cmath>

#include "render/docx_chart.h"

namespace zh::render {

using namespace document;

namespace {

/// The borders of the case box as direct properties, for figures, captions and lists inside one.
constexpr const char* kCaseBorders =
    "<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"6\" w:color=\"7A8CA5\"/>"
    "<w:left w:val=\"single\" w:sz=\"8\" w:space=\"6\" w:color=\"7A8CA5\"/>"
    "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"6\" w:color=\"7A8CA5\"/>"
    "<w:right w:val=\"single\" w:sz=\"8\" w:space=\"6\" w:color=\"7A8CA5\"/></w:pBdr>"
    "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F5F9\"/>";

/// Splits 图1-2 into 图1- (words), 图1 (the identifier of its SEQ field: one a chapter) and 2.
struct CaptionNumber {
  std::string words, identifier, number;
};

CaptionNumber split(const std::string& number) {
  std::size_t digits = number.size();
  while (digits > 0 && number[digits - 1] >= '0' && number[digits - 1] <= '9') --digits;
  CaptionNumber result{number.substr(0, digits), number.substr(0, digits), number.substr(digits)};
  while (!result.identifier.empty() && (result.identifier.back() == '-' || result.identifier.back() == '.'))
    result.identifier.pop_back();
  return result;
}

std::string emu(double mm) { return std::to_string(std::llround(mm * 36000)); }

}  // namespace

DocxBody::DocxBody(const Document& document, const Layout& layout, const DocxStyles& styles, const Pages& pages,
                   Relationships& relationships, Parts parts)
    : document_(document),
      layout_(layout),
      styles_(styles),
      pages_(pages),
      relationships_(relationships),
      parts_(std::move(parts)),
      anchors_(document) {}

std::string DocxBody::write() {
  w_.open("w:document")
      .attr("xmlns:w", kWordMain)
      .attr("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
      .attr("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")
      .attr("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
      .attr("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart");
  w_.open("w:body");
  if (layout_.cover) cover();
  contents();
  body_begins_ = true;
  blocks(document_.blocks, false);
  section_properties(turned_ ? Section::landscape : Section::body);
  w_.close().close();
  return w_.take();
}

void DocxBody::blocks(const std::vector<Block>& list_of_blocks, bool in_case) {
  for (const Block& block : list_of_blocks) {
    if (!in_case) {
      const auto* wide = std::get_if<Table>(&block.content);
      turn(wide && wide->landscape);
      section_empty_ = false;
    }
    if (const auto* h = std::get_if<Heading>(&block.content))
      heading(*h, in_case);
    else if (const auto* p = std::get_if<Paragraph>(&block.content))
      paragraph(*p, in_case);
    else if (const auto* l = std::get_if<List>(&block.content))
      list(*l, in_case);
    else if (const auto* t = std::get_if<Table>(&block.content))
      table(*t, in_case);
    else if (const auto* f = std::get_if<Figure>(&block.content))
      figure(*f, in_case);
    else if (const auto* b = std::get_if<CaseBox>(&block.content))
      case_box(*b);
    else
      page_break();
  }
}

void DocxBody::heading(const Heading& heading, bool in_case) {
  if (in_case) {
    open_paragraph(DocxStyle::case_title);
    run(heading.number + heading_separator(heading));
    inlines(heading.content);
    close_paragraph();
    return;
  }
  constexpr DocxStyle kLevels[] = {DocxStyle::heading1, DocxStyle::heading2, DocxStyle::heading3, DocxStyle::heading4,
                                   DocxStyle::heading5};
  open_paragraph(kLevels[std::clamp(heading.level, 1, 5) - 1]);
  const DocxTarget& target = next_target();
  bookmark_start(target.toc_bookmark());
  bookmark_start(target.ref_bookmark());
  run(heading.number + heading_separator(heading));
  inlines(heading.content);
  bookmark_end();
  bookmark_end();
  close_paragraph();
}

void DocxBody::paragraph(const Paragraph& paragraph, bool in_case) {
  DocxStyle style = in_case ? DocxStyle::case_text : DocxStyle::body;
  bool borders = false;
  if (paragraph.role != Paragraph::Role::body) {
    borders = in_case;
    style = paragraph.role == Paragraph::Role::note        ? DocxStyle::note
            : paragraph.role == Paragraph::Role::source    ? DocxStyle::source
            : paragraph.role == Paragraph::Role::signature ? DocxStyle::signature
                                                           : DocxStyle::quote;
  }
  open_paragraph(style, borders);
  inlines(paragraph.content);
  close_paragraph();
}

void DocxBody::list(const List& list, bool in_case) {
  const int number = list.ordered ? kFirstOrderedList + ordered_lists_++ : kBulletList;
  for (const Inlines& item : list.items) {
    w_.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", styles_.id(DocxStyle::list_item)}});
    w_.open("w:numPr").leaf("w:ilvl", {{"w:val", "0"}}).leaf("w:numId", {{"w:val", std::to_string(number)}}).close();
    if (in_case) w_.raw(kCaseBorders);
    w_.close();
    mark_body();
    inlines(item);
    close_paragraph();
  }
}

void DocxBody::figure(const Figure& figure, bool in_case) {
  const std::size_t n = charts_.size() + 1;
  const std::string number = std::to_string(n);
  charts_.push_back({&figure, "word/charts/chart" + number + ".xml"});
  const std::string relationship = relationships_.add("chart", "charts/chart" + number + ".xml");
  open_paragraph(DocxStyle::figure, in_case);
  const double inset = in_case ? 6 : 0;
  const double width = layout_.page_width_mm - layout_.margin_left_mm - layout_.margin_right_mm - 2 - inset;
  w_.open("w:r").open("w:drawing").open("wp:inline");
  for (const char* side : {"distT", "distB", "distL", "distR"}) w_.attr(side, "0");
  w_.leaf("wp:extent", {{"cx", emu(width)}, {"cy", emu(chart_height_mm(figure.chart))}});
  w_.leaf("wp:effectExtent", {{"l", "0"}, {"t", "0"}, {"r", "0"}, {"b", "0"}});
  w_.open("wp:docPr").attr("id", number).attr("name", figure.number.empty() ? "图" + number : figure.number);
  w_.attr("descr", figure.alternative);
  w_.close().leaf("wp:cNvGraphicFramePr");
  w_.open("a:graphic").open("a:graphicData").attr("uri", "http://schemas.openxmlformats.org/drawingml/2006/chart");
  w_.leaf("c:chart", {{"r:id", relationship}});
  w_.close().close().close().close().close();
  close_paragraph();
  // Notes stay on the page of their figure.
  caption(next_target(), figure.number, figure.caption, DocxStyle::figure_caption, in_case, !figure.notes.empty());
  notes(figure.notes, in_case);
}

void DocxBody::case_box(const CaseBox& box) {
  open_paragraph(DocxStyle::case_title);
  run("【案例】" + box.title);
  close_paragraph();
  blocks(box.blocks, true);
  // An unframed paragraph parts two boxes that follow each other.
  open_paragraph(DocxStyle::section_end);
  close_paragraph();
}

void DocxBody::page_break() {
  open_paragraph(DocxStyle::section_end);
  w_.open("w:r").leaf("w:br", {{"w:type", "page"}}).close();
  close_paragraph();
}

void DocxBody::caption(const DocxTarget& target, const std::string& number, const Inlines& words, DocxStyle style, bool in_case,
                       bool keep_next) {
  open_paragraph(style, in_case, keep_next);
  bookmark_start(target.toc_bookmark());
  bookmark_start(target.ref_bookmark());
  const CaptionNumber parts = split(number);
  run(parts.words);
  if (!parts.number.empty() && !parts.identifier.empty())
    field(" SEQ " + parts.identifier + " \\* ARABIC ", parts.number);
  else
    run(parts.number);
  bookmark_end();
  if (!number.empty() && !words.empty()) run(kCaptionGap);
  inlines(words);
  bookmark_end();
  close_paragraph();
}

void DocxBody::notes(const std::vector<Inlines>& list_of_notes, bool in_case) {
  for (const Inlines& note : list_of_notes) {
    open_paragraph(DocxStyle::note, in_case, &note != &list_of_notes.back());
    inlines(note);
    close_paragraph();
  }
}

void DocxBody::inlines(const Inlines& content) {
  for (const Inline& part : content) {
    if (const auto* text = std::get_if<Text>(&part)) {
      if (text->strong && !text->emphasis) {
        run(text->text, "<w:b/><w:bCs/>");
      } else if (text->emphasis) {
        const std::string properties =
            "<w:rStyle w:val=\"" + styles_.id(DocxStyle::emphasis) + "\"/>" + (text->strong ? "<w:b/><w:bCs/>" : "");
        run(text->text, properties.c_str());
      } else {
        run(text->text);
      }
    } else if (const auto* number = std::get_if<Number>(&part)) {
      if (number->fact.empty()) {
        run(number->text);
        continue;
      }
      // The same fact printed again needs a name of its own; readers cut the suffix off.
      const int times = ++printed_[number->fact];
      bookmark_start("_zh_" + number->fact + (times > 1 ? "_" + std::to_string(times) : ""));
      run(number->text);
      bookmark_end();
    } else if (const auto* reference = std::get_if<Reference>(&part)) {
      const DocxTarget* target = anchors_.find(reference->id);
      if (target && target->kind != DocxTarget::Kind::heading) {
        field(" REF " + target->ref_bookmark() + " \\h ", reference->text);
      } else if (target) {
        // A heading is referred to by its number alone, which no field gives, as it is text: a link.
        w_.open("w:hyperlink").attr("w:anchor", target->ref_bookmark()).attr("w:history", "1");
        run(reference->text);
        w_.close();
      } else {
        run(reference->text);
      }
    } else {
      w_.open("w:r").leaf("w:br").close();
    }
  }
}

void DocxBody::open_paragraph(DocxStyle style, bool in_case, bool keep_next) {
  w_.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", styles_.id(style)}});
  if (keep_next) w_.leaf("w:keepNext");
  if (in_case) {
    w_.raw(kCaseBorders);
    // The same indents as the case's own paragraphs: only then do neighbours share one frame.
    w_.raw("<w:ind w:left=\"160\" w:right=\"160\"/>");
  }
  w_.close();
  mark_body();
}

void DocxBody::mark_body() {
  if (!body_begins_) return;
  body_begins_ = false;
  bookmark_start(kBodyBookmark);
  bookmark_end();
}

void DocxBody::run(std::string_view text, const char* properties) {
  if (text.empty()) return;
  w_.open("w:r");
  if (properties)
    w_.open("w:rPr").raw(properties).close();
  else if (strong_)
    w_.raw("<w:rPr><w:b/><w:bCs/></w:rPr>");
  w_.open("w:t").attr("xml:space", "preserve").text(text).close().close();
}

void DocxBody::bookmark_start(const std::string& name) {
  open_bookmarks_.push_back(bookmark_id_++);
  w_.open("w:bookmarkStart").attr("w:id", open_bookmarks_.back()).attr("w:name", name).close();
}

void DocxBody::bookmark_end() {
  w_.open("w:bookmarkEnd").attr("w:id", open_bookmarks_.back()).close();
  open_bookmarks_.pop_back();
}

void DocxBody::field_mark(const char* type) { w_.open("w:r").leaf("w:fldChar", {{"w:fldCharType", type}}).close(); }

void DocxBody::field(const std::string& instruction, std::string_view cached) {
  field_mark("begin");
  w_.open("w:r").open("w:instrText").attr("xml:space", "preserve").text(instruction).close().close();
  field_mark("separate");
  run(cached);
  field_mark("end");
}

const DocxTarget& DocxBody::next_target() { return anchors_.all()[target_++]; }

std::string DocxBody::page_of(const DocxTarget& target) const {
  const auto found = pages_.find(target.key);
  return found == pages_.end() ? "…" : std::to_string(found->second);
}

int DocxBody::text_width(bool landscape) const {
  return landscape ? twips_from_mm(layout_.page_height_mm - layout_.margin_top_mm - layout_.margin_bottom_mm)
                   : twips_from_mm(layout_.page_width_mm - layout_.margin_left_mm - layout_.margin_right_mm);
}

}  // namespace zh::render
