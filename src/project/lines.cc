#include "project/lines.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "claim/words.h"
#include "render/table_grid.h"

namespace zh::project {
namespace {

constexpr char32_t kNumeral = U'\x1', kCell = kCellMark;

char32_t plain(char32_t c) {
  if (c >= U'！' && c <= U'～') c -= U'！' - U'!';
  if (c == U'−' || c == U'–') return U'-';
  return c;
}

bool is_blank(char32_t c) { return c <= U' ' || c == U'\u00A0' || c == U'\u3000' || c == U'\u200B' || c == U'\uFEFF'; }

/// Collects the characters of a line with where they stand and whose they are, then cuts them into tokens.
class LineBuilder {
 public:
  void add(std::u32string_view text, std::size_t start, const std::string& fact = {}) {
    for (std::size_t i = 0; i < text.size(); ++i)
      if (!is_blank(text[i])) chars_.push_back({plain(text[i]), text[i], start + i, fact});
  }
  void add(const std::string& text, const std::string& fact = {}) { add(to_u32(text), 0, fact); }
  void cell() { chars_.push_back({kCell, kCell, 0, {}}); }
  void add(const document::Inlines& content) {
    for (const document::Inline& each : content) {
      if (const auto* words = std::get_if<document::Text>(&each)) add(words->text);
      if (const auto* number = std::get_if<document::Number>(&each)) add(number->text, number->fact);
      if (const auto* reference = std::get_if<document::Reference>(&each)) add(reference->text);
    }
  }

  Line line(std::string place = {}) const {
    Line out;
    out.place = std::move(place);
    int column = 0;
    for (std::size_t i = 0; i < chars_.size();) {
      const std::size_t end = numeral_end(i);
      Token token;
      token.range = {chars_[i].at, chars_[(end == i ? i + 1 : end) - 1].at + 1};
      token.column = column;
      if (end == i) {
        if (chars_[i].c == kCell) ++column;
        token.fact = chars_[i].fact;
        token.text = chars_[i].c;
        token.printed = chars_[i].raw;
        out.skeleton += chars_[i++].c;
      } else {
        token.numeral = true;
        for (; i < end; ++i) {
          token.printed += chars_[i].raw;
          if (chars_[i].c != U',') token.text += chars_[i].c;
          if (token.fact.empty()) token.fact = chars_[i].fact;
        }
        if (token.text.find(U'.') != std::u32string::npos) {
          token.text.erase(token.text.find_last_not_of(U'0') + 1);
          if (token.text.back() == U'.') token.text.pop_back();
        }
        out.skeleton += kNumeral;
      }
      out.tokens.push_back(std::move(token));
    }
    return out;
  }

 private:
  struct Char {
    char32_t c, raw;  ///< as compared, and as it stands there
    std::size_t at;
    std::string fact;
  };

  /// Where a numeral that begins at `i` ends; `i` if none does. A dash is a sign only where no range or number goes before it.
  std::size_t numeral_end(std::size_t i) const {
    std::size_t at = i;
    const auto digit = [&](std::size_t k) { return k < chars_.size() && claim::is_digit(chars_[k].c); };
    if (chars_[at].c == U'-' && (at == 0 || !(digit(at - 1) || is_label(chars_[at - 1].c)))) ++at;
    if (!digit(at)) return i;
    while (digit(at)) ++at;
    while (at + 1 < chars_.size() && (chars_[at].c == U'.' || chars_[at].c == U',') && digit(at + 1))
      for (++at; digit(at);) ++at;
    return at;
  }
  static bool is_label(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U'年' || c == U'月'; }

  std::vector<Char> chars_;
};

void push(std::vector<Line>& lines, Line line) {
  if (!line.tokens.empty()) lines.push_back(std::move(line));
}

std::u32string_view text_of(const readback::Reading& reading, readback::Range range) {
  return std::u32string_view(reading.text).substr(range.start, range.end - range.start);
}

/// The lines of the project's document.
class Expected {
 public:
  explicit Expected(const Model& model) : meta_(model.report.document.meta) {
    for (const std::string* text : {&meta_.title, &meta_.region, &meta_.issuer, &meta_.date}) words(*text, {}, "封面");
    for (const document::Block& block : model.report.document.blocks) add(block);
  }
  std::vector<Line> take() { return std::move(lines_); }

 private:
  void words(const std::string& text, const document::Inlines& content, std::string spot) {
    LineBuilder line;
    line.add(text);
    line.add(content);
    push(lines_, located(line, std::move(spot)));
  }
  Line located(const LineBuilder& builder, std::string spot) const {
    Line line = builder.line(place_);
    line.spot = std::move(spot);
    return line;
  }
  std::string paragraph() const { return section_ + "第" + std::to_string(paragraph_) + "段"; }

  void add(const document::Block& block) {
    std::visit([&](const auto& content) { add(content); }, block.content);
  }
  void add(const document::Heading& heading) {
    place_ = heading.number + document::plain_text(heading.content);
    // The section's name as the ledger's places write it.
    path_.resize(static_cast<std::size_t>(std::max(heading.level, 1) - 1));
    path_.push_back(heading.number.empty() ? document::plain_text(heading.content) : heading.number);
    section_.clear();
    for (std::size_t i = 0; i < path_.size(); ++i) section_ += (i == 1 && !path_[i].empty() ? " " : "") + path_[i];
    paragraph_ = 0;
    words(heading.number, heading.content, section_ + "标题");
  }
  void add(const document::Paragraph& content) {
    ++paragraph_;
    words("", content.content, paragraph());
  }
  void add(const document::List& list) {
    for (const document::Inlines& item : list.items) {
      ++paragraph_;
      words("", item, paragraph());
    }
  }
  void add(const document::Table& table) {
    const std::string place = std::exchange(place_, table.number.empty() ? place_ : table.number);
    const std::string name = table.number.empty() ? section_ + "表" : table.number;
    words(table.number, table.caption, name + "标题");
    words(table.unit_note, {}, name + "单位");
    int number = -std::max(table.header_rows, 0);
    for (const auto& row : render::lay_out(table).rows) {
      LineBuilder line;
      ++number;
      for (const render::GridSlot& slot : row) {
        if (slot.cell && !slot.continued) line.add(slot.cell->content);
        for (int span = 0; span < slot.column_span; ++span) line.cell();
      }
      push(lines_, located(line, name + (number > 0 ? "第" + std::to_string(number) + "行" : "表头")));
    }
    for (const document::Inlines& note : table.notes) words("", note, name + "注");
    place_ = place;
  }
  void add(const document::Figure& figure) {
    const std::string place = std::exchange(place_, figure.number.empty() ? place_ : figure.number);
    for (std::size_t c = 0; c < figure.chart.categories.size(); ++c) {
      LineBuilder line;
      line.add(figure.chart.categories[c]);
      for (const document::ChartSeries& series : figure.chart.series) {
        line.cell();
        if (c >= series.points.size() || !series.points[c].value) continue;
        line.add(series.points[c].value->str(), series.points[c].fact);
        if (series.unit == "%" || series.unit == "‰") line.add(series.unit);  // other units stand in the axis title
      }
      line.cell();
      push(lines_, located(line, figure.number));
    }
    words(figure.number, figure.caption, figure.number + "标题");
    for (const document::Inlines& note : figure.notes) words("", note, figure.number + "注");
    place_ = place;
  }
  void add(const document::CaseBox& box) {
    words("【案例】" + box.title, {}, section_ + "案例标题");
    for (const document::Block& block : box.blocks) add(block);
  }
  void add(const document::PageBreak&) {}

  const document::Meta& meta_;
  std::string place_, section_;
  std::vector<std::string> path_;  ///< numbers of the headings above
  int paragraph_ = 0;
  std::vector<Line> lines_;
};

/// Gives tokens the facts of the bookmarks that they stand in. Both are in order of the text, but for bookmarks in each other.
void bind(std::vector<Line>& lines, const readback::Reading& reading) {
  std::vector<std::pair<std::size_t, const readback::Bookmark*>> marks;
  for (const readback::Bookmark& mark : reading.bookmarks)
    if (mark.range.start < mark.range.end) marks.emplace_back(mark.range.start, &mark);
  std::sort(marks.begin(), marks.end());
  std::size_t next = 0;
  for (Line& line : lines)
    for (Token& token : line.tokens) {
      while (next < marks.size() && marks[next].second->range.end <= token.range.start) ++next;
      if (next == marks.size()) return;
      if (marks[next].first < token.range.end) token.fact = fact_of(marks[next].second->name);
    }
}

}  // namespace

std::string fact_of(const std::string& bookmark) {
  constexpr std::string_view kPrefix = "_zh_";
  const std::string id = bookmark.starts_with(kPrefix) ? bookmark.substr(kPrefix.size()) : bookmark;
  return id.substr(0, id.find('_'));
}

std::u32string folded(const Line& line) {
  std::u32string out;
  for (const Token& token : line.tokens) out += token.text;
  return out;
}

std::u32string folded(const std::string& text) {
  LineBuilder line;
  line.add(text);
  return folded(line.line());
}

std::vector<Line> lines_of(const readback::Reading& reading) {
  std::vector<Line> lines;
  const auto take = [&](const LineBuilder& builder, const readback::Block& block, readback::Range range) {
    Line line = builder.line();
    line.kind = block.kind;
    line.range = range;
    push(lines, std::move(line));
  };
  for (const readback::Block& block : reading.blocks) {
    if (block.cells.empty()) {
      LineBuilder line;
      line.add(text_of(reading, block.range), block.range.start);
      take(line, block, block.range);
      continue;
    }
    for (int row = 0; row < block.rows; ++row) {
      LineBuilder line;
      int column = 0;
      readback::Range range{0, 0};
      for (const readback::Cell& cell : block.cells) {
        if (cell.row != row) continue;
        range = {range.end == 0 ? cell.range.start : range.start, cell.range.end};
        for (; column < cell.column; ++column) line.cell();
        line.add(text_of(reading, cell.range), cell.range.start);
        for (int span = 0; span < cell.column_span; ++span, ++column) line.cell();
      }
      for (; column < block.columns; ++column) line.cell();
      take(line, block, range);
    }
  }
  bind(lines, reading);
  return lines;
}

std::vector<Line> lines_of(const Model& model) { return Expected(model).take(); }

}  // namespace zh::project
