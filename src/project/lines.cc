#include "project/lines.h"

#include <utility>

#include "base/text.h"
#include "claim/words.h"
#include "render/table_grid.h"

namespace zh::project {
namespace {

constexpr char32_t kNumeral = U'\x1', kCell = U'\x2';

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
      if (!is_blank(text[i])) chars_.push_back({plain(text[i]), start + i, fact});
  }
  void add(const std::string& text, const std::string& fact = {}) { add(to_u32(text), 0, fact); }
  void cell() { chars_.push_back({kCell, 0, {}}); }
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
    for (std::size_t i = 0; i < chars_.size();) {
      const std::size_t end = numeral_end(i);
      Token token;
      token.range = {chars_[i].at, chars_[(end == i ? i + 1 : end) - 1].at + 1};
      if (end == i) {
        token.text = chars_[i].c;
        token.printed = token.text;
        out.skeleton += chars_[i++].c;
      } else {
        token.numeral = true;
        for (; i < end; ++i) {
          token.printed += chars_[i].c;
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
    char32_t c;
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
    for (const std::string* text : {&meta_.title, &meta_.region, &meta_.issuer, &meta_.date}) words(*text);
    for (const document::Block& block : model.report.document.blocks) add(block);
  }
  std::vector<Line> take() { return std::move(lines_); }

 private:
  void words(const std::string& text, const document::Inlines& content = {}) {
    LineBuilder line;
    line.add(text);
    line.add(content);
    push(lines_, line.line(place_));
  }

  void add(const document::Block& block) {
    std::visit([&](const auto& content) { add(content); }, block.content);
  }
  void add(const document::Heading& heading) {
    place_ = heading.number + document::plain_text(heading.content);
    words(heading.number, heading.content);
  }
  void add(const document::Paragraph& paragraph) { words("", paragraph.content); }
  void add(const document::List& list) {
    for (const document::Inlines& item : list.items) words("", item);
  }
  void add(const document::Table& table) {
    const std::string place = std::exchange(place_, table.number.empty() ? place_ : table.number);
    words(table.number, table.caption);
    words(table.unit_note);
    for (const auto& row : render::lay_out(table).rows) {
      LineBuilder line;
      for (const render::GridSlot& slot : row) {
        if (slot.cell && !slot.continued) line.add(slot.cell->content);
        for (int span = 0; span < slot.column_span; ++span) line.cell();
      }
      push(lines_, line.line(place_));
    }
    for (const document::Inlines& note : table.notes) words("", note);
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
      push(lines_, line.line(place_));
    }
    words(figure.number, figure.caption);
    for (const document::Inlines& note : figure.notes) words("", note);
    place_ = place;
  }
  void add(const document::CaseBox& box) {
    words("【案例】" + box.title);
    for (const document::Block& block : box.blocks) add(block);
  }
  void add(const document::PageBreak&) {}

  const document::Meta& meta_;
  std::string place_;
  std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> lines_of(const readback::Reading& reading) {
  std::vector<Line> lines;
  for (const readback::Block& block : reading.blocks) {
    if (block.cells.empty()) {
      LineBuilder line;
      line.add(text_of(reading, block.range), block.range.start);
      push(lines, line.line());
      continue;
    }
    for (int row = 0; row < block.rows; ++row) {
      LineBuilder line;
      int column = 0;
      for (const readback::Cell& cell : block.cells) {
        if (cell.row != row) continue;
        for (; column < cell.column; ++column) line.cell();
        line.add(text_of(reading, cell.range), cell.range.start);
        for (int span = 0; span < cell.column_span; ++span, ++column) line.cell();
      }
      for (; column < block.columns; ++column) line.cell();
      push(lines, line.line());
    }
  }
  return lines;
}

std::vector<Line> lines_of(const Model& model) { return Expected(model).take(); }

}  // namespace zh::project
