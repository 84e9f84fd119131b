#pragma once
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "formats/xml.h"
#include "readback/docx_parts.h"
#include "readback/flow.h"

namespace zh::readback {

/// How the names of facts' bookmarks begin.
inline constexpr std::string_view kFactBookmark = "_zh_";

/// What the text of a Word document refers to.
struct DocxContext {
  const DocxStyles* styles = nullptr;
  DocxLists* lists = nullptr;
  std::map<std::string, std::vector<FlowBlock>>* footnotes = nullptr;  ///< by id; taken out when first referred to
  std::map<std::string, std::vector<FlowBlock>>* endnotes = nullptr;
  std::function<std::vector<FlowBlock>(const std::string& relationship)> chart;
};

/// The text of word/document.xml, footnotes.xml or endnotes.xml as blocks. Deleted and moved-away text, hidden runs, the table
/// of contents and what only older programs would show (mc:Fallback) are left out; text boxes follow the paragraph that they
/// hang on, and so do footnotes and charts. w:t elements are counted as they stand in the part, those left out too.
class DocxBody final : public formats::XmlHandler {
 public:
  DocxBody(const DocxContext& context, std::size_t part) : context_(context), part_(part) { frames_.emplace_back(); }

  bool start(std::string_view name, const Attributes& attributes) override;
  bool end(std::string_view name) override;
  void characters(std::string_view text) override;

  /// The blocks of the body.
  std::vector<FlowBlock> take();
  /// Of a notes part: the blocks of each note by its id.
  std::map<std::string, std::vector<FlowBlock>> notes;

 private:
  enum class Tag : char;
  struct Frame {
    std::vector<FlowBlock> blocks;
    bool open = false;  ///< in a paragraph
    FlowBlock paragraph;
    std::vector<FlowBlock> after;  ///< what hangs on it
    std::string style, list;
    int outline = -1, list_level = -1;
  };
  struct Grid {
    FlowTable table;
    std::vector<bool> continues;  ///< by cell: vMerge without restart
    std::size_t row_start = 0;    ///< first cell of the row
    int column = 0;
    bool header = false, deleted = false, in_head = true;
  };

  static Tag tag_of(std::string_view name);
  void open(Tag tag, const Attributes& attributes);
  void property(Tag tag, const Attributes& attributes);
  void insert(const char32_t* text);
  void bookmark(Tag tag, const Attributes& attributes);
  void begin_paragraph();
  void finish_paragraph();
  void finish_row();
  void finish_table();
  std::vector<FlowBlock> pop_frame();

  const DocxContext& context_;
  std::size_t part_;
  std::deque<Frame> frames_;
  std::vector<Grid> tables_;
  std::vector<Tag> open_;                         ///< what each open element was taken for
  std::vector<bool> contents_;                    ///< of open w:sdt: whether it is a table of contents
  std::string note_;                              ///< id of the open note
  std::map<std::string, std::string> bookmarks_;  ///< open ones: w:id → name
  std::vector<Piece> pending_;                    ///< their marks between paragraphs: they count for the next one
  std::size_t node_ = 0;                          ///< w:t elements begun
  int skipped_ = 0;
  bool in_text_ = false, in_run_ = false, in_row_properties_ = false, hidden_ = false;
};

}  // namespace zh::readback
