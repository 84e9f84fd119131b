#pragma once
#include <map>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/world.h"
#include "document/document.h"
#include "report/ledger.h"

/// The document for people: one function a format. All give the same bytes for the same input.
namespace zh::render {

/// Page layout, in millimetres and points; defaults follow GB/T 9704-2012 with the usual adaptations of long reports.
struct Layout {
  double page_width_mm = 210, page_height_mm = 297;
  double margin_top_mm = 37, margin_bottom_mm = 35, margin_left_mm = 28, margin_right_mm = 26;
  double body_pt = 16;           ///< 三号
  double line_pitch_pt = 28.95;  ///< 22 lines a page
  double condensed_pt = 0.25;    ///< so that 28 characters fit a line
  std::string body_font = "仿宋", title_font = "小标宋", heading1_font = "黑体", heading2_font = "楷体", table_font = "宋体",
              latin_font = "Times New Roman";
  bool heading_bold = false;
  std::string header_text;  ///< empty: the title
  bool cover = true, toc = true, list_of_figures = true, list_of_tables = true;
  std::string template_docx;  ///< bytes of the user's template whose styles win; empty: none
};

/// What identifies a build in its outputs.
struct BuildStamp {
  std::string program;      ///< "zhiheng 0.1.0"
  std::string id;           ///< digest of all inputs
  std::string inputs = {};  ///< the same without what was decided by hand
};

/// Page numbers of TOC entries and captions by anchor or id (pages.lock); empty before the pdf was first made.
using Pages = std::map<std::string, int>;

/// Whether Layout::template_docx can be used; reports why not (the writer itself then falls back to our styles).
bool check_template(const std::string& template_docx, const std::string& file, Diagnostics& faults);

std::string write_docx(const document::Document& document, const report::Ledger& ledger, const Layout& layout,
                       const BuildStamp& stamp, const Pages& pages);
std::string write_html(const document::Document& document, const report::Ledger& ledger, const BuildStamp& stamp);
std::string write_annex_xlsx(const document::Document& document, const report::Ledger& ledger, const BuildStamp& stamp);
std::string write_ledger_json(const document::Document& document, const report::Ledger& ledger, const BuildStamp& stamp);

struct Pdf {
  std::string bytes;
  Pages pages;
  int page_count = 0;
};
/// Converts the docx with LibreOffice, reads the page of each anchor, fills the numbers in and converts again until they hold.
/// nullopt and a fault when LibreOffice or pdfinfo is absent (a warning that says how to get it) or fails (an error).
std::optional<Pdf> make_pdf(const document::Document& document, const report::Ledger& ledger, const Layout& layout,
                            const BuildStamp& stamp, const Pages& known, World& world, Diagnostics& faults);

}  // namespace zh::render
