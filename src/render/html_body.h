#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "render/html_data.h"

namespace zh::render {

/// Appends text for HTML content or a quoted attribute; control characters that HTML forbids are dropped.
void append_html(std::string& out, std::string_view text);

/// Writes the blocks of a document as HTML that reads well without its script: every number, table and chart's data is in it.
class HtmlBody {
 public:
  explicit HtmlBody(const HtmlFacts& facts) : facts_(facts) {}
  std::string write(const document::Document& document);
  /// The charts, in the order of the page's `data-chart`.
  const std::vector<const document::Figure*>& figures() const { return figures_; }
  const std::vector<const document::Table*>& tables() const { return tables_; }

 private:
  void blocks(const std::vector<document::Block>& list, bool in_case);
  void heading(const document::Heading& heading, bool in_case);
  void paragraph(const document::Paragraph& paragraph);
  void list(const document::List& list);
  void table(const document::Table& table);
  void figure(const document::Figure& figure);
  void chart_table(const document::Figure& figure);
  void case_box(const document::CaseBox& box);
  void inlines(const document::Inlines& content);
  /// A number that can be asked where it comes from, or plain text when no fact is behind it.
  void number(std::string_view text, std::string_view fact, ObsStatus status);
  void caption(std::string_view number, const document::Inlines& words, const std::string& id);
  void notes(const std::vector<document::Inlines>& notes);

  const HtmlFacts& facts_;
  std::string out_;
  std::vector<const document::Figure*> figures_;
  std::vector<const document::Table*> tables_;
  bool in_chapter_ = false;
};

/// The table of contents, lists of figures and tables: the inside of the page's <nav>.
std::string html_navigation(const document::Document& document, const HtmlBody& body);

/// 第一章　标题; 一、标题.
std::string html_heading_text(const document::Heading& heading);

}  // namespace zh::render
