#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/blocks.h"
#include "report/codes.h"

namespace zh::report {
namespace {

using document::Block;
using document::Inlines;

bool begins(const std::string& text, std::string_view head) { return text.rfind(head, 0) == 0; }

class Composer {
 public:
  Composer(const Input& input, Diagnostics& faults) : input_(input), faults_(faults), session_(input, faults, output_) {}

  Output compose() {
    output_.document.meta = input_.meta;
    sink_ = &output_.document.blocks;
    for (const Chapter& chapter : input_.chapters) read(chapter);
    resolve();
    session_.finish_overrides();
    for (const Mark& mark : session_.marks)
      if (mark.kind == Mark::Kind::literal && mark.text.find_first_of("0123456789") != std::string::npos) {
        output_.literals.push_back(mark.where);
        output_.literals.back().note = mark.text;
      }
    output_.chapters = session_.chapter;
    return std::move(output_);
  }

 private:
  void read(const Chapter& chapter) {
    SourceFile source{chapter.file, split_lines(chapter.text)};
    session_.source = &source;
    level_ = 0;
    for (const Piece& piece : split_chapter(source, faults_)) {
      switch (piece.kind) {
        case Piece::Kind::markdown:
          markdown(piece);
          break;
        case Piece::Kind::chart:
          chart(piece);
          break;
        case Piece::Kind::table:
          table(piece);
          break;
        case Piece::Kind::case_begin:
          ++output_.cases;
          box_ = document::CaseBox{
              document::plain_text(weave_text(session_, piece.text, title_place(piece), text_options(piece.where.line))), {}};
          sink_ = &box_.blocks;
          in_box_ = true;
          break;
        case Piece::Kind::case_end:
          sink_ = &output_.document.blocks;
          sink_->push_back({std::move(box_)});
          box_ = {};
          in_box_ = false;
          break;
      }
    }
    session_.source = nullptr;
  }

  /// The title is the end of its line.
  static Location title_place(const Piece& piece) {
    Location where = piece.where;
    where.column = std::max(1, count_code_points(where.source_line) - count_code_points(piece.text) + 1);
    return where;
  }

  void emit(auto content) { sink_->push_back({std::move(content)}); }

  WeaveOptions text_options(int line) const {
    WeaveOptions options;
    options.place = {.kind = Place::Kind::text,
                     .section = session_.section,
                     .paragraph = session_.paragraph,
                     .file = session_.source->name,
                     .line = line};
    options.anchor = session_.anchor;
    return options;
  }

  // ── Markdown ──

  void markdown(const Piece& piece) {
    const Marker::Marked marked = session_.marker().markdown(piece.text, *session_.source, piece.first_line);
    for (const markdown::Block& block : markdown::parse(marked.text)) {
      const std::size_t at = static_cast<std::size_t>(std::max(1, block.line) - 1);
      const int line = at < marked.lines.size() ? marked.lines[at] : piece.first_line;
      switch (block.kind) {
        case markdown::Block::Kind::heading:
          heading(block, line);
          break;
        case markdown::Block::Kind::paragraph:
          paragraph(block, line);
          break;
        case markdown::Block::Kind::quote:
          ++session_.paragraph;
          emit(document::Paragraph{document::Paragraph::Role::quote, weave(session_, block.spans, text_options(line))});
          break;
        case markdown::Block::Kind::list:
          list(block, line);
          break;
        case markdown::Block::Kind::table:
          pipe_table(block, line);
          break;
        case markdown::Block::Kind::page_break:
          emit(document::PageBreak{});
          break;
        case markdown::Block::Kind::unsupported:
          faults_.add(kUnsupported, {whole_line(line)}, {{"what", block.what}});
          break;
      }
    }
  }

  Location whole_line(int line) const {
    const Location where = session_.source->at(line, 1, 0);
    return session_.source->at(line, 1, count_code_points(where.source_line));
  }

  void heading(const markdown::Block& block, int line) {
    if (in_box_) {
      faults_.add(kHeadingInCase, {whole_line(line)});
      return;
    }
    if (block.level > 5) {
      faults_.add(kUnsupported, {whole_line(line)}, {{"what", std::string(static_cast<std::size_t>(block.level), '#')}});
      return;
    }
    if (block.level > level_ + 1)
      faults_.add(kHeadingLevel, {whole_line(line)},
                  {{"level", std::to_string(block.level)}, {"before", std::to_string(level_)}});
    level_ = block.level;
    markdown::Spans spans = block.spans;
    const bool numbered = !take_unnumbered(spans);
    document::Heading heading{.level = block.level};
    number(heading, numbered);
    session_.anchor = heading.anchor;
    session_.paragraph = 0;
    // The section's own name is needed before its heading is woven, and an unnumbered one has only its words.
    path_.resize(static_cast<std::size_t>(block.level - 1));
    path_.push_back(heading.number);
    session_.section = section();
    heading.content = weave(session_, spans, text_options(line));
    if (!numbered) {
      path_.back() = document::plain_text(heading.content);
      session_.section = section();
    }
    emit(std::move(heading));
  }

  static bool take_unnumbered(markdown::Spans& spans) {
    constexpr std::string_view kMark = "{.unnumbered}";
    if (spans.empty()) return false;
    std::string& text = spans.back().text;
    if (text.size() < kMark.size() || text.compare(text.size() - kMark.size(), kMark.size(), kMark) != 0) return false;
    text.erase(text.size() - kMark.size());
    text = std::string(trim(text));
    return true;
  }

  void number(document::Heading& heading, bool numbered) {
    const auto level = static_cast<std::size_t>(heading.level);
    counters_.resize(level, 0);
    if (!numbered) {
      heading.anchor = "s0" + (++unnumbered_ > 1 ? "-" + std::to_string(unnumbered_) : "");
      if (level == 1) in_numbered_chapter_ = false;
      return;
    }
    if (level == 1) {
      counters_[0] = ++session_.chapter;
      in_numbered_chapter_ = true;
      figures_ = tables_ = 0;
    } else {
      ++counters_[level - 1];
    }
    const int n = counters_[level - 1];
    switch (level) {
      case 1:
        heading.number = "第" + chinese_numeral(n) + "章";
        break;
      case 2:
        heading.number = chinese_numeral(n) + "、";
        break;
      case 3:
        heading.number = "（" + chinese_numeral(n) + "）";
        break;
      case 4:
        heading.number = std::to_string(n) + ".";
        break;
      default:
        heading.number = "（" + std::to_string(n) + "）";
        break;
    }
    heading.anchor = in_numbered_chapter_ ? "s" : "s0-" + std::to_string(unnumbered_) + "-";
    for (std::size_t i = in_numbered_chapter_ ? 0 : 1; i < level; ++i)
      heading.anchor += (i == 0 || (i == 1 && !in_numbered_chapter_) ? "" : "-") + std::to_string(counters_[i]);
  }

  std::string section() const {
    std::string out;
    for (std::size_t i = 0; i < path_.size(); ++i) out += (i == 1 && !path_[i].empty() ? " " : "") + path_[i];
    return out;
  }

  void paragraph(const markdown::Block& block, int line) {
    if (caption_of_pipe_table(block, line)) return;
    const std::string& first = block.spans.empty() ? empty_ : block.spans.front().text;
    document::Paragraph out;
    if (begins(first, "注：")) out.role = document::Paragraph::Role::note;
    if (begins(first, "资料来源：") || begins(first, "数据来源：")) out.role = document::Paragraph::Role::source;
    constexpr std::string_view kSignature = "落款：";
    if (begins(first, kSignature)) out.role = document::Paragraph::Role::signature;
    ++session_.paragraph;
    out.content = weave(session_, block.spans, text_options(line));
    if (out.role == document::Paragraph::Role::signature)
      if (auto* text = out.content.empty() ? nullptr : std::get_if<document::Text>(&out.content.front());
          text && begins(text->text, kSignature))
        text->text.erase(0, kSignature.size());
    if (!out.content.empty()) emit(std::move(out));
  }

  void list(const markdown::Block& block, int line) {
    document::List out{.ordered = block.ordered};
    for (const markdown::Spans& item : block.items) {
      ++session_.paragraph;
      out.items.push_back(weave(session_, item, text_options(line)));
    }
    emit(std::move(out));
  }

  // ── tables and figures ──

  std::string next_number(const char* word, int& counter, const Location& where) {
    ++counter;
    const bool before = session_.chapter == 0 && unnumbered_ == 0;
    std::string number = fmt::format("{}{}-{}", word, in_numbered_chapter_ ? session_.chapter : 0, counter);
    if (before) faults_.add(kBeforeChapters, {where}, {{"number", number}});
    return number;
  }

  void chart(const Piece& piece) {
    const std::string number = next_number("图", figures_, piece.where);
    ++output_.figures;
    session_.declare(piece.id, number, piece.where);
    emit(build_chart(session_, piece, number));
  }

  void table(const Piece& piece) {
    const std::string number = next_number("表", tables_, piece.where);
    ++output_.tables;
    session_.declare(piece.id, number, piece.where);
    emit(build_table(session_, piece, number));
  }

  void pipe_table(const markdown::Block& block, int line) {
    ++output_.tables;
    document::Table out;
    out.columns = static_cast<int>(block.align.size());
    Remarks remarks;
    WeaveOptions options = text_options(line);
    options.place.kind = Place::Kind::table;
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      out.rows.emplace_back();
      for (std::size_t c = 0; c < block.rows[r].size(); ++c) {
        options.numeral_only = r > 0;
        options.remarks = r > 0 ? &remarks : nullptr;
        options.place.row = static_cast<int>(r);
        options.place.column = static_cast<int>(c) + 1;
        document::TableCell cell;
        cell.content = weave(session_, block.rows[r][c], options);
        if (r > 0 && c < block.align.size()) cell.align = block.align[c];
        cell.header = r > 0 && c == 0;
        out.rows.back().push_back(std::move(cell));
      }
    }
    out.notes = notes_of(session_, {}, remarks, {}, options);
    emit(std::move(out));
  }

  /// ": caption {#tbl-x}" directly after a pipe table.
  bool caption_of_pipe_table(const markdown::Block& block, int line) {
    auto* table = sink_->empty() ? nullptr : std::get_if<document::Table>(&sink_->back().content);
    if (!table || !table->id.empty() || block.spans.empty() || !begins(block.spans.front().text, ": ")) return false;
    markdown::Spans spans = block.spans;
    std::string& last = spans.back().text;
    const auto open = last.rfind("{#tbl-");
    if (open == std::string::npos || last.back() != '}') {
      faults_.add(kBadId, {whole_line(line)}, {{"example", "{#tbl-income}"}});
      return true;
    }
    table->id = last.substr(open + 2, last.size() - open - 3);
    last = std::string(trim(last.substr(0, open)));
    spans.front().text.erase(0, 2);
    table->number = next_number("表", tables_, whole_line(line));
    session_.declare(table->id, table->number, whole_line(line));
    WeaveOptions options = text_options(line);
    options.place.kind = Place::Kind::caption;
    options.place.number = table->number;
    options.place.id = table->id;
    options.anchor = table->id + "/caption";
    table->caption = weave(session_, spans, options);
    return true;
  }

  // ── references ──

  void resolve() {
    std::vector<std::string> ids;
    for (const Session::Target& target : session_.targets) ids.push_back(target.id);
    for (const auto& [id, where] : session_.references) {
      const auto at = session_.target_index.find(id);
      if (at == session_.target_index.end())
        faults_.add(kUnknownReference, {where}, {{"id", id}}, nearest(id, ids));
      else
        session_.targets[at->second].used = true;
    }
    for (const Session::Target& target : session_.targets)
      if (!target.used) faults_.add(kUnused, {target.where}, {{"id", target.id}});
    resolve(output_.document.blocks);
  }

  void resolve(Inlines& inlines) {
    for (document::Inline& item : inlines)
      if (auto* reference = std::get_if<document::Reference>(&item)) {
        const auto at = session_.target_index.find(reference->id);
        reference->text = at == session_.target_index.end() ? "【？】" : session_.targets[at->second].number;
      }
  }

  void resolve(std::vector<Block>& blocks) {
    for (Block& block : blocks) {
      if (auto* heading = std::get_if<document::Heading>(&block.content)) resolve(heading->content);
      if (auto* paragraph = std::get_if<document::Paragraph>(&block.content)) resolve(paragraph->content);
      if (auto* box = std::get_if<document::CaseBox>(&block.content)) resolve(box->blocks);
      if (auto* list = std::get_if<document::List>(&block.content))
        for (Inlines& item : list->items) resolve(item);
      if (auto* figure = std::get_if<document::Figure>(&block.content)) {
        resolve(figure->caption);
        for (Inlines& note : figure->notes) resolve(note);
      }
      if (auto* table = std::get_if<document::Table>(&block.content)) {
        resolve(table->caption);
        for (auto& row : table->rows)
          for (document::TableCell& cell : row) resolve(cell.content);
        for (Inlines& note : table->notes) resolve(note);
      }
    }
  }

  const Input& input_;
  Diagnostics& faults_;
  Output output_;
  Session session_;
  std::vector<Block>* sink_ = nullptr;
  document::CaseBox box_;
  bool in_box_ = false;
  int level_ = 0;                  ///< of the last heading of this file
  std::vector<int> counters_;      ///< of headings, by level
  std::vector<std::string> path_;  ///< printed numbers of the headings above
  int unnumbered_ = 0;
  bool in_numbered_chapter_ = false;
  int figures_ = 0, tables_ = 0;  ///< in this chapter
  const std::string empty_;
};

}  // namespace

Output compose(const Input& input, Diagnostics& faults) { return Composer(input, faults).compose(); }

}  // namespace zh::report
