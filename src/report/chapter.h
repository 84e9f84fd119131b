#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.h"

/// The line pass over a chapter: what Markdown itself does not know is taken out before it is parsed.
namespace zh::report {

/// A run of Markdown, a block with a TOML body, or the border of a case box, in the order of the file.
struct Piece {
  enum class Kind { markdown, chart, table, case_begin, case_end };
  Kind kind = Kind::markdown;
  std::string text;    ///< Markdown or TOML; the title of a case box
  int first_line = 0;  ///< of `text` in the file, from 1
  std::string id;      ///< fig-income; empty after a fault
  Location where;      ///< the opening line
};

/// A chapter's lines, kept for messages.
struct SourceFile {
  std::string name;
  std::vector<std::string> lines;

  /// `column` and `length` in code points; the whole line when `column` is 0.
  Location at(int line, int column = 0, int length = 0) const;
};

std::vector<Piece> split_chapter(const SourceFile& source, Diagnostics& faults);

}  // namespace zh::report
