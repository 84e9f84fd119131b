#pragma once
#include <map>
#include <string>
#include <vector>

#include "document/document.h"

namespace zh::render {

/// Everything that a table of contents or a reference can lead to.
struct DocxTarget {
  enum class Kind { heading, figure, table };
  Kind kind = Kind::heading;
  int level = 0;       ///< of a heading
  std::string key;     ///< anchor or id: the key of Pages
  std::string digits;  ///< "00000001": zero-padded, because PDF destinations are sorted as text
  std::string text;    ///< as an entry prints it: 第一章　经济发展基本状况; 图1-2　……
  std::string toc_bookmark() const { return "_Toc" + digits; }
  std::string ref_bookmark() const { return "_Ref" + digits; }
};

/// The targets of a document in reading order, numbered from 1; number 0 marks where page 1 begins. Headings inside case boxes
/// are no targets. All blocks must be visited in the same order when they are written.
class DocxAnchors {
 public:
  explicit DocxAnchors(const document::Document& document);
  const std::vector<DocxTarget>& all() const { return targets_; }
  /// Of a figure or table id or a heading's anchor; null when nothing has it.
  const DocxTarget* find(const std::string& key) const;

 private:
  void collect(const std::vector<document::Block>& blocks, bool in_case);
  void add(DocxTarget::Kind kind, int level, const std::string& key, std::string text);
  std::vector<DocxTarget> targets_;
  std::map<std::string, std::size_t> by_key_;
};

/// The bookmark of the first page of the body, from which pages are counted.
inline constexpr const char* kBodyBookmark = "_Toc00000000";

/// 第一章　标题; 一、标题: what stands between a heading's number and its words.
std::string heading_text(const document::Heading& heading);
std::string heading_separator(const document::Heading& heading);
inline constexpr const char* kCaptionGap = "　";  ///< between 图1-2 and its words

}  // namespace zh::render
