#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "document/document.h"
#include "formats/xml.h"
#include "render/docx_anchors.h"
#include "render/docx_package.h"
#include "render/docx_styles.h"
#include "render/render.h"

namespace zh::render {

/// A chart of the document on its way into the package.
struct DocxChart {
  const document::Figure* figure;
  std::string part;  ///< word/charts/chart1.xml
};

/// Writes word/document.xml in one pass: cover, contents, lists, then the blocks. Split over docx_front.cc (cover, contents,
/// lists, sections), docx_body.cc (blocks and inlines) and docx_table.cc.
class DocxBody {
 public:
  struct Parts {
    std::string header, footer;  ///< relationships
  };
  DocxBody(const document::Document& document, const Layout& layout, const DocxStyles& styles, const Pages& pages,
           Relationships& relationships, Parts parts);

  std::string write();
  const std::vector<DocxChart>& charts() const { return charts_; }
  int ordered_lists() const { return ordered_lists_; }

 private:
  // docx_front.cc
  void cover();
  void contents();
  void field_list(const char* heading_words, const std::string& instruction, const std::vector<const DocxTarget*>& entries);
  enum class Section { cover, front, body, landscape };
  void section_properties(Section section);
  void section_end(Section section);
  void turn(bool landscape);  ///< begins a section of the other orientation, if the present one is not it

  // docx_body.cc
  void blocks(const std::vector<document::Block>& list, bool in_case);
  void heading(const document::Heading& heading, bool in_case);
  void paragraph(const document::Paragraph& paragraph, bool in_case);
  void list(const document::List& list, bool in_case);
  void figure(const document::Figure& figure, bool in_case);
  void case_box(const document::CaseBox& box);
  void page_break();
  void inlines(const document::Inlines& content);
  void caption(const DocxTarget& target, const std::string& number, const document::Inlines& words, DocxStyle style,
               bool in_case, bool keep_next = false);
  void notes(const std::vector<document::Inlines>& notes, bool in_case);

  // docx_table.cc
  void table(const document::Table& table, bool in_case);
  void table_grid(const document::Table& table, int width);

  // Pieces.
  void open_paragraph(DocxStyle style, bool in_case = false, bool keep_next = false);  ///< up to the end of its properties
  void mark_body();  ///< in the body's first paragraph: the bookmark from which pages are counted
  void close_paragraph() { w_.close(); }
  void run(std::string_view text, const char* properties = nullptr);
  void bookmark_start(const std::string& name);
  void bookmark_end();
  void field(const std::string& instruction, std::string_view cached);
  void field_mark(const char* type);
  const DocxTarget& next_target();
  std::string page_of(const DocxTarget& target) const;
  int text_width(bool landscape) const;

  const document::Document& document_;
  const Layout& layout_;
  const DocxStyles& styles_;
  const Pages& pages_;
  Relationships& relationships_;
  Parts parts_;
  DocxAnchors anchors_;
  formats::XmlWriter w_;
  std::size_t target_ = 0;
  long long bookmark_id_ = 0;
  std::vector<long long> open_bookmarks_;
  std::map<std::string, int> printed_;  ///< how often each fact was printed so far
  std::vector<DocxChart> charts_;
  int ordered_lists_ = 0;
  bool body_begins_ = false;   ///< the next paragraph is the body's first
  bool strong_ = false;        ///< runs are bold: a total row
  bool turned_ = false;        ///< the present section is landscape
  bool section_empty_ = true;  ///< nothing was written into it yet
  bool body_page_one_ = true;  ///< the next section of the body restarts page numbers
};

/// Relationship-free pieces of the package.
std::string docx_header_xml(const std::string& text, const DocxStyles& styles);
std::string docx_footer_xml(const DocxStyles& styles);

inline constexpr const char* kWordMain = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr int kBulletList = 1;        ///< numbering.xml: w:numId of bulleted lists
inline constexpr int kFirstOrderedList = 2;  ///< of the first ordered list; each has its own, so that it starts at 1

}  // namespace zh::render
