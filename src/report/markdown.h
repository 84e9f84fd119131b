#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

/// Markdown as blocks and spans. The only code that knows the parser.
namespace zh::report::markdown {

struct Span {
  std::string text;  ///< may hold placeholders of marks
  bool strong = false, emphasis = false;
  bool line_break = false;  ///< a forced break; no text
};
using Spans = std::vector<Span>;

struct Block {
  enum class Kind { heading, paragraph, quote, list, table, page_break, unsupported };
  Kind kind = Kind::paragraph;
  int line = 0;                          ///< from 1, within the parsed text
  int level = 0;                         ///< of a heading
  bool ordered = false;                  ///< of a list
  Spans spans;                           ///< of a heading, a paragraph or a quote
  std::vector<Spans> items;              ///< of a list, nested lists flattened
  std::vector<std::vector<Spans>> rows;  ///< of a table, the first is the header
  std::vector<document::Align> align;
  std::string what;  ///< of an unsupported block: html, code, image
};

std::vector<Block> parse(const std::string& text);

}  // namespace zh::report::markdown
