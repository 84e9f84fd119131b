#include "project/roll_years.h"

#include "base/text.h"

namespace zh::project {
namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_dash(char32_t c) { return c == U'-' || c == U'—' || c == U'–' || c == U'－' || c == U'~' || c == U'～' || c == U'至'; }

/// One line's years.
class LineMover {
 public:
  LineMover(std::u32string line, const YearShift& shift, bool definition, bool label)
      : line_(std::move(line)), shift_(shift), definition_(definition), label_(label) {}

  bool left = false;
  std::u32string move() {
    for (std::size_t i = 0; i < line_.size();) {
      context(line_[i]);
      const std::size_t end = run(i);
      if (end != i + 4 || (i > 0 && (is_digit(line_[i - 1]) || line_[i - 1] == U'.'))) {
        const std::size_t step = std::max<std::size_t>(1, end - i);
        out_ += line_.substr(i, step);
        i += step;
        continue;
      }
      i = year(i);
    }
    return std::move(out_);
  }

 private:
  char32_t at(std::size_t i) const { return i < line_.size() ? line_[i] : U'\0'; }
  std::size_t run(std::size_t i) const {
    while (is_digit(at(i))) ++i;
    return i;
  }
  void context(char32_t c) {
    if (c == U'《' || c == U'〔') ++protected_;
    if ((c == U'》' || c == U'〕') && protected_ > 0) --protected_;
    if (c == U'“') quoted_ = true;
    if (c == U'”') quoted_ = false;
    if (c == U'`') code_ = !code_;
    if (c == U'{') ++braces_;
    if (c == U'}' && braces_ > 0) --braces_;
    if (c == U'[') ++brackets_;
    if (c == U']' && brackets_ > 0) --brackets_;
  }
  int value(std::size_t i) const {
    int year = 0;
    for (std::size_t k = i; k < i + 4; ++k) year = year * 10 + static_cast<int>(line_[k] - U'0');
    return year;
  }
  bool within(int year) const { return shift_.first <= year && year <= shift_.last; }

  /// Whether what ends at `end` is a year, not a number that looks like one.
  bool is_year(std::size_t begin, std::size_t end) const {
    if (at(end) == U'年') return true;
    if (braces_ >= 2 && brackets_ > 0) return true;  // {{ 收入[2022] }}
    const char32_t before = begin > 0 ? line_[begin - 1] : U'\0';
    if (definition_) {
      if (before == U'"' && (at(end) == U'"' || part_of_year(end))) return true;
      if (brackets_ > 0 && (before == U'[' || before == U' ' || before == U',') && (at(end) == U']' || at(end) == U','))
        return true;
      std::size_t k = begin;
      while (k > 0 && line_[k - 1] == U' ') --k;
      if (k > 0 && line_[k - 1] == U'=') return true;
    }
    return label_ && begin == 0 && end == line_.size();
  }

  /// H1, Q3, -05 before the closing quotation mark.
  bool part_of_year(std::size_t i) const {
    if (at(i) != U'H' && at(i) != U'Q' && at(i) != U'-') return false;
    const std::size_t end = run(i + 1);
    return end > i + 1 && end <= i + 3 && at(end) == U'"';
  }

  /// The year, or the range of years, at `i`; where it ends.
  std::size_t year(std::size_t i) {
    std::size_t second = i + 4, dashes = second;
    while (is_dash(at(dashes))) ++dashes;
    const bool range = dashes > second && run(dashes) == dashes + 4;
    const std::size_t end = range ? dashes + 4 : second;
    const bool first_in = within(value(i)), all_in = first_in && (!range || within(value(dashes)));
    const bool any_in = first_in || (range && within(value(dashes)));
    const bool day = at(end) == U'年' && is_digit(at(end + 1)) && run(end + 1) <= end + 3 && at(run(end + 1)) == U'月';
    if (!any_in || !is_year(i, end)) {
      out_ += line_.substr(i, end - i);
      return end;
    }
    if (!all_in || day || protected_ > 0 || quoted_ || (code_ && !definition_)) {
      left = true;
      out_ += line_.substr(i, end - i);
      return end;
    }
    append(value(i));
    if (range) {
      out_ += line_.substr(second, dashes - second);
      append(value(dashes));
    }
    return end;
  }
  void append(int year) { out_ += to_u32(std::to_string(year + shift_.step)); }

  std::u32string line_, out_;
  const YearShift& shift_;
  bool definition_, label_;
  int protected_ = 0, braces_ = 0, brackets_ = 0;
  bool quoted_ = false, code_ = false;
};

}  // namespace

YearsMoved move_years(const std::string& text, const YearShift& shift, YearsIn kind) {
  YearsMoved moved;
  bool fence = false;
  int number = 0;
  const std::vector<std::string> lines = split_lines(text);
  for (const std::string& line : lines) {
    ++number;
    const bool mark = kind == YearsIn::chapter && line.starts_with("```");
    if (mark) fence = !fence;
    LineMover mover(to_u32(line), shift, kind == YearsIn::definition || fence, kind == YearsIn::label);
    const std::string after = to_utf8(mover.move());
    if (after != line || mover.left) moved.lines.push_back({number, line, after, mover.left});
    moved.text += after;
    if (number < static_cast<int>(lines.size()) || text.ends_with('\n')) moved.text += '\n';
  }
  return moved;
}

}  // namespace zh::project
