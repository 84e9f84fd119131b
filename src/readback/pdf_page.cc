#include "readback/pdf_page.h"

#include <algorithm>
#include <map>

namespace zh::readback {
namespace {

/// A stretch of a line without a wide gap.
struct Segment {
  long left = 0, right = 0;
  std::u32string text;
};

struct Line {
  std::size_t page = 0, number = 0;
  long top = 0, bottom = 0, page_height = 0;
  std::vector<Segment> segments;
  bool dropped = false;
  std::u32string text() const {
    std::u32string out;
    for (const Segment& s : segments) {
      if (!out.empty()) out += U"  ";
      out += s.text;
    }
    return out;
  }
};

std::vector<Line> lines_of(PdfPage& page, std::size_t number) {
  auto& words = page.words;
  std::stable_sort(words.begin(), words.end(),
                   [](const PdfWord& a, const PdfWord& b) { return a.top + a.bottom < b.top + b.bottom; });
  std::vector<Line> lines;
  std::vector<std::vector<const PdfWord*>> members;
  for (const PdfWord& word : words) {
    const long middle = (word.top + word.bottom) / 2;
    if (lines.empty() || middle > lines.back().bottom || middle < lines.back().top) {
      Line line;
      line.page = number;
      line.top = word.top;
      line.bottom = word.bottom;
      line.page_height = page.height;
      lines.push_back(line);
      members.emplace_back();
    }
    members.back().push_back(&word);
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto& own = members[i];
    std::stable_sort(own.begin(), own.end(), [](const PdfWord* a, const PdfWord* b) { return a->left < b->left; });
    for (const PdfWord* word : own) {
      const long size = std::max(word->bottom - word->top, 100L);
      auto& segments = lines[i].segments;
      const long gap = segments.empty() ? 0 : word->left - segments.back().right;
      if (segments.empty() || gap > size * 5 / 4) {
        segments.push_back({word->left, word->right, word->text});
      } else {
        if (gap > size / 5) segments.back().text += U' ';
        segments.back().text += word->text;
        segments.back().right = std::max(segments.back().right, word->right);
      }
    }
    lines[i].number = i;
  }
  return lines;
}

/// A line without spaces and digits; empty for a page number.
std::u32string stem(const Line& line) {
  std::u32string out;
  for (const char32_t c : line.text())
    if (!(c <= U' ' || c == 0x3000 || (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'))) out += c;
  return out;
}

bool is_page_number(const Line& line) {
  const std::u32string text = line.text();
  const bool digits =
      std::any_of(text.begin(), text.end(), [](char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); });
  if (!digits || text.size() > 14) return false;
  for (const char32_t c : stem(line))
    if (std::u32string_view(U"-—–－·第页共/").find(c) == std::u32string_view::npos) return false;
  return true;
}

/// Marks what stands at the edge of several pages.
void drop_edges(std::vector<std::vector<Line>>& pages) {
  constexpr std::size_t kEdge = 2;  // lines from the top and the bottom
  std::map<std::u32string, int> seen;
  const auto edges = [&](auto&& visit) {
    for (auto& lines : pages)
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool top = i < kEdge && lines[i].bottom * 8 < lines[i].page_height;
        const bool bottom = i + kEdge >= lines.size() && lines[i].top * 8 > lines[i].page_height * 7;
        if (top || bottom) visit(lines[i]);
      }
  };
  edges([&](Line& line) { ++seen[stem(line)]; });
  const int many = pages.size() >= 6 ? 3 : 2;
  edges([&](Line& line) {
    const std::u32string s = stem(line);
    line.dropped = is_page_number(line) || (!s.empty() && seen[s] >= many);
  });
}

/// A letter of a word in any language.
bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0x3400 && c < 0xA000) || c >= 0x20000;
}

struct Column {
  long left, right;
};

class Builder {
 public:
  Builder(std::vector<Line> lines, Flow& flow) : lines_(std::move(lines)), flow_(flow) {}

  void run() {
    for (std::size_t i = 0; i < lines_.size();) {
      const std::size_t end = table_end(i);
      if (end > i && !has_labels(i, end)) {
        for (; i < end; ++i) single(lines_[i]);
      } else if (end > i) {
        flush();
        table(i, end);
        i = end;
      } else {
        plain(lines_[i++]);
      }
    }
    flush();
  }

 private:
  static std::size_t width(const Line& line) { return line.segments.size(); }

  /// The end of the table that begins with this line, or the line itself. Two numbers apart in a sentence are no table: it has
  /// three columns, or two in three lines.
  std::size_t table_end(std::size_t start) const {
    std::size_t end = start, full = 0, widest = 0;
    for (std::size_t i = start; i < lines_.size(); ++i) {
      if (width(lines_[i]) >= 2) {
        ++full;
        widest = std::max(widest, width(lines_[i]));
        end = i + 1;
        continue;
      }
      // A cell that runs over several lines leaves lines with one short piece.
      const Segment& only = lines_[i].segments.front();
      if (i == start || i >= end + 2 || only.right - only.left > 20000 || lines_[i].page != lines_[start].page) break;
    }
    if (full < 2 || widest < 2 || (widest == 2 && full < 3)) return start;
    return end;
  }

  /// The numbers at the axes and bars of a chart stand side by side too, but nothing in front of them says what they are.
  bool has_labels(std::size_t start, std::size_t end) const {
    std::size_t labelled = 0;
    for (std::size_t i = start; i < end; ++i)
      labelled += std::any_of(lines_[i].segments.front().text.begin(), lines_[i].segments.front().text.end(), is_letter);
    return labelled * 2 >= end - start;
  }

  /// A line of a table of contents: leaders and a page number.
  static bool is_contents(const Line& line) {
    const std::u32string text = line.text();
    std::size_t end = text.size(), leaders = 0;
    while (end > 0 && ((text[end - 1] >= U'0' && text[end - 1] <= U'9') || text[end - 1] == U' ')) --end;
    if (end == text.size()) return false;
    for (; end > 0 && (text[end - 1] == U'.' || text[end - 1] == U'…' || text[end - 1] == U'·' || text[end - 1] == U' '); --end)
      ++leaders;
    return leaders >= 4;
  }

  static bool is_bare(const Line& line) {
    for (const char32_t c : line.text())
      if (!((c >= U'0' && c <= U'9') || c == U' ' || c == U'.' || c == U',' || c == U'%' || c == U'-' || c == 0x2212))
        return false;
    return true;
  }

  /// Numbers of a chart: a row of their own that says nothing of its neighbours.
  void single(const Line& line) {
    flush();
    FlowBlock block{.kind = FlowBlock::Kind::table};
    block.table = std::make_unique<FlowTable>();
    block.table->chart = true;
    block.table->rows = 1;
    for (const Segment& s : line.segments) {
      FlowCell cell;
      cell.column = block.table->columns++;
      cell.blocks.push_back(text(line, s));
      block.table->cells.push_back(std::move(cell));
    }
    flow_.blocks.push_back(std::move(block));
  }

  void plain(const Line& line) {
    if (is_contents(line)) return flush();
    if (is_bare(line)) return single(line);
    if (!pending_.pieces.empty()) pending_.pieces.push_back({U"\n", Piece::kNowhere, 0, {}});
    pending_.pieces.push_back({line.text(), line.number, line.page, {}});
  }

  void flush() {
    if (!pending_.pieces.empty()) flow_.blocks.push_back(std::move(pending_));
    pending_ = {};
  }

  void table(std::size_t start, std::size_t end) {
    std::size_t widest = 0;
    for (std::size_t i = start; i < end; ++i) widest = std::max(widest, width(lines_[i]));
    std::vector<Column> columns;
    for (std::size_t i = start; i < end; ++i) {
      if (width(lines_[i]) != widest) continue;
      for (std::size_t c = 0; c < widest; ++c) {
        const Segment& s = lines_[i].segments[c];
        if (columns.size() <= c) columns.push_back({s.left, s.right});
        columns[c].left = std::min(columns[c].left, s.left);
        columns[c].right = std::max(columns[c].right, s.right);
      }
    }
    FlowBlock block{.kind = FlowBlock::Kind::table};
    block.table = std::make_unique<FlowTable>();
    FlowTable& t = *block.table;
    t.columns = static_cast<int>(widest);
    for (std::size_t i = start; i < end; ++i) {
      const Line& line = lines_[i];
      const bool goes_on = width(line) == 1 && i > start && line.page == lines_[i - 1].page && t.rows > 0;
      for (const Segment& s : line.segments) {
        const auto [first, last] = covered(columns, s);
        if (goes_on && append_to_row_above(t, first, line, s)) continue;
        FlowCell cell;
        cell.row = t.rows;
        cell.column = first;
        cell.column_span = last - first + 1;
        cell.blocks.push_back(text(line, s));
        if (!t.cells.empty() && t.cells.back().row == t.rows && t.cells.back().column + t.cells.back().column_span > first) {
          t.cells.back().blocks.push_back(text(line, s));  // two pieces over one column
          continue;
        }
        t.cells.push_back(std::move(cell));
      }
      if (!t.cells.empty() && t.cells.back().row == t.rows) ++t.rows;
    }
    flow_.blocks.push_back(std::move(block));
  }

  static FlowBlock text(const Line& line, const Segment& s) {
    FlowBlock b;
    b.pieces.push_back({s.text, line.number, line.page, {}});
    return b;
  }

  static bool append_to_row_above(FlowTable& t, int column, const Line& line, const Segment& s) {
    for (std::size_t k = t.cells.size(); k-- > 0 && t.cells[k].row == t.rows - 1;)
      if (t.cells[k].column == column) {
        t.cells[k].blocks.push_back(text(line, s));
        return true;
      }
    return false;
  }

  /// The columns that a piece stands over: those it overlaps, else the nearest.
  static std::pair<int, int> covered(const std::vector<Column>& columns, const Segment& s) {
    int first = -1, last = -1, nearest = 0;
    long best = -1;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const long overlap = std::min(columns[c].right, s.right) - std::max(columns[c].left, s.left);
      if (overlap > 0) {
        if (first < 0) first = static_cast<int>(c);
        last = static_cast<int>(c);
      }
      const long distance = -overlap;
      if (best < 0 || distance < best) best = std::max(distance, 0L), nearest = static_cast<int>(c);
    }
    if (first < 0) first = last = nearest;
    return {first, last};
  }

  std::vector<Line> lines_;
  Flow& flow_;
  FlowBlock pending_;
};

}  // namespace

Flow read_pages(std::vector<PdfPage>& pages) {
  Flow flow;
  std::vector<std::vector<Line>> all;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    flow.parts.push_back("page " + std::to_string(p + 1));
    all.push_back(lines_of(pages[p], p));
  }
  drop_edges(all);
  std::vector<Line> lines;
  for (auto& page : all)
    for (Line& line : page)
      if (!line.dropped) lines.push_back(std::move(line));
  Builder(std::move(lines), flow).run();
  return flow;
}

}  // namespace zh::readback
