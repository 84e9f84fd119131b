#include "report/mark.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "report/codes.h"
#include "report/numeral.h"

namespace zh::report {
namespace {

/// Where a code point of the text stands in its file.
using Locate = std::function<Location(std::size_t from, std::size_t length)>;

bool starts(std::u32string_view text, std::size_t at, std::u32string_view word) { return text.substr(at, word.size()) == word; }

bool is_id_character(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') || c == U'-' || c == U'_';
}

int quote_step(char32_t c) {
  switch (c) {
    case U'“':
    case U'《':
    case U'〔':
    case U'〈':
      return 1;
    case U'”':
    case U'》':
    case U'〕':
    case U'〉':
      return -1;
    default:
      return 0;
  }
}

class Scan {
 public:
  Scan(std::u32string_view text, std::vector<Mark>& marks, Diagnostics& faults, Locate locate)
      : text_(text), marks_(marks), faults_(faults), locate_(std::move(locate)) {}

  /// Appends the marked text to `out`; `newline` is called for every line that ends in it.
  void run(std::string& out, const std::function<void(std::size_t)>& newline) {
    while (at_ < text_.size()) {
      if (binding(out) || reference(out) || code(out) || literal(out) || escaped(out) || comment() || attribute(out)) continue;
      const char32_t c = text_[at_];
      if (is_digit(c)) {
        number(out);
        continue;
      }
      quotes_ = std::max(0, quotes_ + quote_step(c));
      if (c == U'\n') {
        if (at_ + 1 < text_.size() && text_[at_ + 1] == U'\n') quotes_ = 0;
        newline(at_);
      }
      if (c != kMarkBegin && c != kMarkEnd) append_utf8(out, c);
      ++at_;
    }
  }

 private:
  void put(std::string& out, Mark::Kind kind, std::size_t from, std::size_t length) {
    append_utf8(out, kMarkBegin);
    out += std::to_string(marks_.size());
    append_utf8(out, kMarkEnd);
    std::string text = to_utf8(text_.substr(from, length));
    for (char& c : text)
      if (c == '\n') c = ' ';
    marks_.push_back({kind, std::move(text), locate_(from, length)});
  }

  /// find(), but not farther than a mark can be long: a hostile text of open brackets must not cost its length squared.
  std::size_t find_near(std::u32string_view word, std::size_t from) const {
    constexpr std::size_t kLongest = 4000;
    return text_.substr(0, std::min(text_.size(), from + kLongest)).find(word, from);
  }

  bool binding(std::string& out) {
    if (!starts(text_, at_, U"{{")) return false;
    const std::size_t from = at_ + 2;
    const std::size_t end = find_near(U"}}", from);
    // A blank line or another {{ before the end: what was meant to be closed was not.
    const std::size_t limit = std::min(find_near(U"\n\n", from), find_near(U"{{", from));
    if (end == std::u32string_view::npos || end > limit) {
      faults_.add(kOpenBinding, {locate_(at_, 2)});
      append_utf8(out, U'{');
      append_utf8(out, U'{');
      at_ = from;
      return true;
    }
    put(out, Mark::Kind::binding, from, end - from);
    at_ = end + 2;
    return true;
  }

  bool reference(std::string& out) {
    if (!starts(text_, at_, U"@fig-") && !starts(text_, at_, U"@tbl-")) return false;
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_id_character(text_[end])) ++end;
    put(out, Mark::Kind::reference, at_ + 1, end - at_ - 1);
    at_ = end;
    return true;
  }

  bool code(std::string& out) {
    if (text_[at_] != U'`') return false;
    std::size_t ticks = 0;
    while (at_ + ticks < text_.size() && text_[at_ + ticks] == U'`') ++ticks;
    const std::size_t end = find_near(std::u32string(ticks, U'`'), at_ + ticks);
    if (end == std::u32string_view::npos || end > find_near(U"\n\n", at_)) return false;
    put(out, Mark::Kind::literal, at_ + ticks, end - at_ - ticks);
    at_ = end + ticks;
    return true;
  }

  bool literal(std::string& out) {
    if (text_[at_] != U'[') return false;
    const std::size_t end = find_near(U"]", at_);
    if (end == std::u32string_view::npos || !starts(text_, end, U"]{.literal}")) return false;
    put(out, Mark::Kind::literal, at_ + 1, end - at_ - 1);
    at_ = end + std::u32string_view(U"]{.literal}").size();
    return true;
  }

  bool escaped(std::string& out) {
    if (text_[at_] != U'\\' || at_ + 1 >= text_.size()) return false;
    if (is_digit(text_[at_ + 1])) {
      const std::size_t end = numeral_end(text_, at_ + 1);
      put(out, Mark::Kind::literal, at_ + 1, end - at_ - 1);
      at_ = end;
      return true;
    }
    if (text_[at_ + 1] == U'\n') return false;
    append_utf8(out, text_[at_]);
    append_utf8(out, text_[at_ + 1]);
    at_ += 2;
    return true;
  }

  bool comment() {
    if (!starts(text_, at_, U"<!--")) return false;
    const std::size_t end = text_.find(U"-->", at_);
    at_ = end == std::u32string_view::npos ? text_.size() : end + 3;
    return true;
  }

  /// {.unnumbered}, {#tbl-x} and the target of a link are no text.
  bool attribute(std::string& out) {
    std::u32string_view close;
    if (starts(text_, at_, U"{.") || starts(text_, at_, U"{#")) close = U"}";
    if (starts(text_, at_, U"](")) close = U")";
    if (close.empty()) return false;
    const std::size_t end = find_near(close, at_);
    if (end == std::u32string_view::npos || end > find_near(U"\n", at_)) return false;
    for (; at_ <= end; ++at_) append_utf8(out, text_[at_]);
    return true;
  }

  void number(std::string& out) {
    const std::size_t end = numeral_end(text_, at_);
    if (quotes_ == 0 && is_data_numeral(text_, at_, end))
      faults_.add(kBareNumeral, {locate_(at_, end - at_)}, {{"numeral", to_utf8(text_.substr(at_, end - at_))}});
    for (; at_ < end; ++at_) append_utf8(out, text_[at_]);
  }

  std::u32string_view text_;
  std::vector<Mark>& marks_;
  Diagnostics& faults_;
  Locate locate_;
  std::size_t at_ = 0;
  int quotes_ = 0;
};

}  // namespace

Marker::Marked Marker::markdown(std::string_view text, const SourceFile& source, int first_line) {
  const std::u32string points = to_u32(text);
  std::vector<std::size_t> begins{0};
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i] == U'\n') begins.push_back(i + 1);
  const auto line_of = [&](std::size_t at) {
    return static_cast<int>(std::upper_bound(begins.begin(), begins.end(), at) - begins.begin()) - 1;
  };
  const auto locate = [&](std::size_t from, std::size_t length) {
    const int line = line_of(from);
    return source.at(first_line + line, static_cast<int>(from - begins[static_cast<std::size_t>(line)]) + 1,
                     static_cast<int>(length));
  };
  Marked out;
  Scan(points, marks_, faults_, locate).run(out.text, [&](std::size_t at) { out.lines.push_back(first_line + line_of(at)); });
  return out;
}

std::string Marker::line(std::string_view text, const Location& where) {
  const std::u32string points = to_u32(text);
  std::string out;
  const auto locate = [&](std::size_t from, std::size_t length) {
    Location place = where;
    if (place.column > 0) place.column += static_cast<int>(from);
    place.length = static_cast<int>(length);
    return place;
  };
  Scan(points, marks_, faults_, locate).run(out, [](std::size_t) {});
  return out;
}

}  // namespace zh::report
