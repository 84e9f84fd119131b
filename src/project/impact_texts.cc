// What of two printed reports reads otherwise: sentences, captions, cells, points of charts.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "project/impact_parts.h"
#include "render/table_grid.h"

namespace zh::project {
namespace {

using Kind = TextChange::Kind;

struct Piece {
  Kind kind;
  std::string place, what, text;
};

/// A report as pieces by a key that both reports share: where in the source a piece comes from, not what it says.
class Pieces {
 public:
  explicit Pieces(const document::Document& document) {
    for (const document::Block& block : document.blocks) add(block);
  }
  const std::vector<std::string>& keys() const { return keys_; }
  const Piece* find(const std::string& key) const {
    const auto found = pieces_.find(key);
    return found == pieces_.end() ? nullptr : &found->second;
  }

 private:
  void put(std::string key, Piece piece) {
    if (pieces_.emplace(key, std::move(piece)).second) keys_.push_back(std::move(key));
  }
  void add(const document::Block& block) {
    std::visit([&](const auto& content) { add(content); }, block.content);
  }
  void add(const document::Heading& heading) {
    levels_.resize(static_cast<std::size_t>(std::clamp(heading.level, 1, 9)));
    levels_.back() = heading.number.empty() ? document::plain_text(heading.content) : heading.number;
    section_.clear();
    for (std::size_t i = 0; i < levels_.size(); ++i) section_ += (i == 1 && !section_.empty() ? " " : "") + levels_[i];
    anchor_ = heading.anchor;
    paragraph_ = 0;
    put("h " + anchor_, {Kind::heading, section_, "", document::plain_text(heading.content)});
  }
  void paragraph(const document::Inlines& content) {
    ++paragraph_;
    put(fmt::format("p {} {}", anchor_, paragraph_),
        {Kind::sentence, fmt::format("{}第{}段", section_, paragraph_), "", document::plain_text(content)});
  }
  void add(const document::Paragraph& content) { paragraph(content.content); }
  void add(const document::List& list) {
    for (const document::Inlines& item : list.items) paragraph(item);
  }
  void notes(const std::string& id, const std::string& number, const std::vector<document::Inlines>& notes) {
    // Notes are generated: by their words, so that one more does not shift the others.
    for (const document::Inlines& note : notes) {
      const std::string text = document::plain_text(note);
      put("n " + id + " " + text, {Kind::note, number, "", text});
    }
  }
  void add(const document::Table& table) {
    const std::string id = table.id.empty() ? fmt::format("{} {}", anchor_, ++unnamed_) : table.id;
    const std::string place = table.number.empty() ? section_ : table.number;
    put("c " + id, {Kind::caption, place, "", document::plain_text(table.caption)});
    const render::TableGrid grid = render::lay_out(table);
    for (std::size_t row = 0; row < grid.rows.size(); ++row)
      for (const render::GridSlot& slot : grid.rows[row]) {
        if (!slot.cell || slot.continued) continue;
        const bool header = static_cast<int>(row) < table.header_rows;
        put(fmt::format("t {} {} {}", id, row, slot.column),
            {Kind::cell, fmt::format("{}第{}行第{}列", place, row + 1, slot.column + 1),
             header ? "" : labels(table, grid, row, slot.column), document::plain_text(slot.cell->content)});
      }
    notes(id, place, table.notes);
  }
  /// The row's first cell and the lines of the column's header.
  static std::string labels(const document::Table& table, const render::TableGrid& grid, std::size_t row, int column) {
    std::string words;
    const auto add = [&](std::size_t r, int c) {
      for (const render::GridSlot& slot : grid.rows[r])
        if (slot.cell && slot.column <= c && c < slot.column + slot.column_span) {
          const std::string text = document::plain_text(slot.cell->content);
          if (!text.empty()) words += (words.empty() ? "" : " · ") + text;
        }
    };
    if (column > 0) add(row, 0);
    for (int line = 0; line < table.header_rows && line < static_cast<int>(grid.rows.size()); ++line)
      add(static_cast<std::size_t>(line), column);
    return words;
  }
  void add(const document::Figure& figure) {
    put("c " + figure.id, {Kind::caption, figure.number, "", document::plain_text(figure.caption)});
    for (std::size_t s = 0; s < figure.chart.series.size(); ++s) {
      const document::ChartSeries& series = figure.chart.series[s];
      for (std::size_t c = 0; c < figure.chart.categories.size() && c < series.points.size(); ++c) {
        const auto& value = series.points[c].value;
        put(fmt::format("f {} {} {}", figure.id, series.name, figure.chart.categories[c]),
            {Kind::point, figure.number, figure.chart.categories[c] + " · " + series.name,
             value ? value->str() + series.unit : ""});
      }
    }
    notes(figure.id, figure.number, figure.notes);
  }
  void add(const document::CaseBox& box) {
    for (const document::Block& block : box.blocks) add(block);
  }
  void add(const document::PageBreak&) {}

  std::vector<std::string> keys_, levels_;
  std::map<std::string, Piece> pieces_;
  std::string section_, anchor_;
  int paragraph_ = 0, unnamed_ = 0;
};

std::vector<std::string> sentences(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char32_t c : to_u32(text)) {
    append_utf8(out.back(), c);
    if (c == U'。' || c == U'！' || c == U'？') out.emplace_back();
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

void compare(const Piece* before, const Piece* after, std::vector<TextChange>& changes) {
  if (!before && !after) return;
  const Piece& any = before ? *before : *after;
  const std::string old_text = before ? before->text : "", new_text = after ? after->text : "";
  if (old_text == new_text) return;
  if (any.kind == Kind::sentence && before && after) {
    const std::vector<std::string> was = sentences(old_text), is = sentences(new_text);
    if (was.size() == is.size()) {
      for (std::size_t i = 0; i < was.size(); ++i)
        if (was[i] != is[i]) changes.push_back({any.kind, any.place, "", was[i], is[i]});
      return;
    }
  }
  changes.push_back({any.kind, any.place, any.what, old_text, new_text});
}

}  // namespace

std::vector<TextChange> text_changes(const document::Document& before, const document::Document& after) {
  const Pieces was(before), is(after);
  std::vector<TextChange> changes;
  for (const std::string& key : was.keys()) compare(was.find(key), is.find(key), changes);
  for (const std::string& key : is.keys())
    if (!was.find(key)) compare(nullptr, is.find(key), changes);
  return changes;
}

}  // namespace zh::project
