#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "report/chapter.h"

/// Marks: bindings, references and literals are taken out of running text before Markdown sees it and stand there as
/// U+E000 index U+E001, because Markdown would read their contents (a | in a table cell, a * in an expression) as its own.
namespace zh::report {

struct Mark {
  enum class Kind { binding, reference, literal };
  Kind kind = Kind::literal;
  std::string text;  ///< between {{ and }}; the id; the text itself
  Location where;    ///< of `text`
};

constexpr char32_t kMarkBegin = 0xE000, kMarkEnd = 0xE001;

/// Replaces marks by placeholders that index into `marks`, drops comments, and warns of numerals that are typed.
class Marker {
 public:
  Marker(std::vector<Mark>& marks, Diagnostics& faults) : marks_(marks), faults_(faults) {}

  struct Marked {
    std::string text;
    std::vector<int> lines;  ///< the file's line of each line of `text`
  };
  /// A run of lines that begins in column 1 of `first_line`.
  Marked markdown(std::string_view text, const SourceFile& source, int first_line);
  /// A single string that begins at `where` (of a TOML body, a title).
  std::string line(std::string_view text, const Location& where);

 private:
  std::vector<Mark>& marks_;
  Diagnostics& faults_;
};

/// Splits marked text: calls `plain(string_view)` and `mark(index)` in order.
template <class Plain, class OnMark>
void for_each_mark(std::string_view text, Plain&& plain, OnMark&& mark) {
  constexpr std::string_view kBegin = "\xEE\x80\x80", kEnd = "\xEE\x80\x81";
  while (!text.empty()) {
    const auto begin = text.find(kBegin);
    if (begin != 0) plain(text.substr(0, begin));
    if (begin == std::string_view::npos) return;
    const auto end = text.find(kEnd, begin);
    std::size_t index = 0;
    for (std::size_t i = begin + kBegin.size(); i < end; ++i) index = index * 10 + static_cast<std::size_t>(text[i] - '0');
    mark(index);
    text.remove_prefix(end + kEnd.size());
  }
}

}  // namespace zh::report
