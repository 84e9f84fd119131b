#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formats/xml.h"

/// What a Word document says outside its text: styles and list numbers.
namespace zh::readback {

struct ParagraphStyle {
  std::string name, based_on;  ///< name in lower case: "heading 1", "toc 2", "caption"
  int outline = -1;            ///< 0 … 8; -1: not said
  std::string list;            ///< w:numId, or empty
  int list_level = -1;
};

/// word/styles.xml
class DocxStyles final : public formats::XmlHandler {
 public:
  bool start(std::string_view name, const Attributes& attributes) override;
  bool end(std::string_view name) override;
  void characters(std::string_view) override {}

  int heading_level(const std::string& id) const;  ///< from 1; 0: no heading
  bool is_caption(const std::string& id) const;
  bool is_contents(const std::string& id) const;  ///< a line of a table of contents or figures
  /// The list that a style puts its paragraphs in: w:numId and level.
  std::pair<std::string, int> list_of(const std::string& id) const;

 private:
  template <class F>
  void up(const std::string& id, F&& visit) const;
  std::map<std::string, ParagraphStyle> styles_;
  ParagraphStyle* current_ = nullptr;
};

/// word/numbering.xml, and the counting.
class DocxLists final : public formats::XmlHandler {
 public:
  bool start(std::string_view name, const Attributes& attributes) override;
  bool end(std::string_view name) override;
  void characters(std::string_view) override {}

  /// Counts one paragraph and gives what Word prints before it: "（三）", "第二章"; empty for bullets and unknown lists.
  std::u32string next(const std::string& list, int level);

 private:
  static constexpr int kLevels = 9;
  struct Level {
    std::string format = "decimal", text, suffix = "tab";
    int start = 1;
    bool legal = false;  ///< prints the numbers above it in digits too
  };
  struct Abstract {
    std::array<Level, kLevels> levels;
  };
  struct List {
    std::string abstract;
    std::array<int, kLevels> start;  ///< overrides; -1: none
  };
  std::map<std::string, Abstract> abstracts_;
  std::map<std::string, List> lists_;
  std::map<std::string, std::array<int, kLevels>> counts_;  ///< by abstract list: lists of one kind count on
  std::map<std::string, bool> begun_;                       ///< lists whose overrides were applied
  Abstract* abstract_ = nullptr;
  List* list_ = nullptr;
  int level_ = -1;
  bool override_ = false;
};

}  // namespace zh::readback
