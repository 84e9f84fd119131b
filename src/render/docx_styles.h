#pragma once
#include <array>
#include <string>

#include "base/diagnostic.h"
#include "render/render.h"

namespace zh::render {

/// Every style that a written document uses.
enum class DocxStyle {
  normal,
  body,
  heading1,
  heading2,
  heading3,
  heading4,
  heading5,
  cover_region,
  title,
  cover_issuer,
  cover_date,
  toc_heading,
  toc1,
  toc2,
  toc3,
  toc9,
  figure,
  figure_caption,
  table_caption,
  unit_note,
  table_text,
  table_header,
  note,
  source,
  quote,
  signature,
  case_title,
  case_text,
  list_item,
  header,
  footer,
  section_end,
  emphasis,
  table_grid,
  default_font,
  normal_table,
  count
};

/// Parts of the user's template that are taken over, already read from its package; empty where it has none.
struct DocxTemplate {
  std::string styles, theme, font_table;
};

/// styles.xml: ours after GB/T 9704, or the template's with ours added where it lacks them. A style of the template is
/// recognised by its name (Chinese templates give heading 1 the id "1") or its id, and is then used as it is.
class DocxStyles {
 public:
  DocxStyles(const Layout& layout, const DocxTemplate& from);
  const std::string& id(DocxStyle style) const { return ids_[static_cast<std::size_t>(style)]; }
  const std::string& xml() const { return xml_; }

 private:
  std::array<std::string, static_cast<std::size_t>(DocxStyle::count)> ids_;
  std::string xml_;
};

/// The name a font has on an office machine: 小标宋 is sold as 方正小标宋简体.
std::string font_on_machine(const std::string& font);

/// Reads what is taken over from a template's bytes; false and `why` when they are no Word document.
bool read_template(std::string_view bytes, DocxTemplate& out, std::string* why);

/// Lengths in twentieths of a point.
int twips_from_mm(double mm);
int twips_from_pt(double pt);

}  // namespace zh::render
