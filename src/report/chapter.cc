#include "report/chapter.h"

#include "base/text.h"
#include "report/codes.h"

namespace zh::report {
namespace {

/// The length of a run of ` or ~ that opens or closes a fence; 0 if the line does neither.
std::size_t fence_length(std::string_view line) {
  if (line.empty() || (line[0] != '`' && line[0] != '~')) return 0;
  std::size_t n = 0;
  while (n < line.size() && line[n] == line[0]) ++n;
  return n >= 3 ? n : 0;
}

bool is_id(std::string_view id, std::string_view prefix) {
  if (id.size() <= prefix.size() || id.substr(0, prefix.size()) != prefix) return false;
  for (const char c : id)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) return false;
  return true;
}

class Splitter {
 public:
  Splitter(const SourceFile& source, Diagnostics& faults) : source_(source), faults_(faults) {}

  std::vector<Piece> split() {
    for (line_ = 1; line_ <= count(); ++line_) {
      const std::string_view text = trim(source_.lines[index()]);
      if (fence_length(text) > 0) {
        fence(text);
      } else if (text.substr(0, 3) == ":::") {
        border(text);
      } else {
        if (markdown_.first_line == 0) markdown_.first_line = line_;
        markdown_.text += source_.lines[index()] + "\n";
      }
    }
    flush();
    if (open_case_.line > 0) {
      faults_.add(kOpenCase, {open_case_});
      pieces_.push_back({.kind = Piece::Kind::case_end, .where = open_case_});
    }
    return std::move(pieces_);
  }

 private:
  int count() const { return static_cast<int>(source_.lines.size()); }
  std::size_t index() const { return static_cast<std::size_t>(line_ - 1); }
  Location here() const { return source_.at(line_, 1, count_code_points(source_.lines[index()])); }

  void flush() {
    if (markdown_.first_line > 0) pieces_.push_back(std::move(markdown_));
    markdown_ = {};
  }

  void fence(std::string_view opening) {
    flush();
    const std::size_t ticks = fence_length(opening);
    const char mark = opening[0];
    const std::string_view info = trim(opening.substr(ticks));
    Piece piece{.first_line = line_ + 1, .where = here()};
    const auto space = info.find_first_of(" \t{");
    const std::string_view word = info.substr(0, space);
    const bool known = word == "chart" || word == "table";
    if (known) {
      piece.kind = word == "chart" ? Piece::Kind::chart : Piece::Kind::table;
      read_id(piece, space == std::string_view::npos ? std::string_view{} : trim(info.substr(space)));
    } else {
      faults_.add(kUnsupported, {piece.where}, {{"what", "```" + std::string(info)}});
    }
    bool closed = false;
    for (++line_; line_ <= count(); ++line_) {
      const std::string_view text = trim(source_.lines[index()]);
      closed = fence_length(text) >= ticks && text[0] == mark && text.find_first_not_of(mark) == std::string_view::npos;
      if (closed) break;
      piece.text += source_.lines[index()] + "\n";
    }
    if (!closed) {
      faults_.add(kOpenFence, {piece.where});
      return;
    }
    if (known) pieces_.push_back(std::move(piece));
  }

  void read_id(Piece& piece, std::string_view attribute) {
    const std::string_view prefix = piece.kind == Piece::Kind::chart ? "fig-" : "tbl-";
    if (attribute.size() > 3 && attribute.substr(0, 2) == "{#" && attribute.back() == '}') {
      const std::string_view id = trim(attribute.substr(2, attribute.size() - 3));
      if (is_id(id, prefix)) {
        piece.id = id;
        return;
      }
    }
    faults_.add(kBadId, {piece.where}, {{"example", piece.kind == Piece::Kind::chart ? "{#fig-income}" : "{#tbl-income}"}});
  }

  void border(std::string_view text) {
    flush();
    while (!text.empty() && text[0] == ':') text.remove_prefix(1);
    text = trim(text);
    if (text.empty()) {
      if (skipped_ > 0) {
        --skipped_;
      } else if (open_case_.line == 0) {
        faults_.add(kStrayCaseEnd, {here()});
      } else {
        pieces_.push_back({.kind = Piece::Kind::case_end, .where = here()});
        open_case_ = {};
      }
      return;
    }
    const auto space = text.find_first_of(" \t");
    const std::string_view word = text.substr(0, space);
    if (word != "case" || open_case_.line > 0) {
      faults_.add(kUnknownBox, {here()}, {{"what", std::string(text)}});
      ++skipped_;
      return;
    }
    const std::string title(space == std::string_view::npos ? std::string_view{} : trim(text.substr(space)));
    open_case_ = here();
    pieces_.push_back({.kind = Piece::Kind::case_begin, .text = title, .first_line = line_, .where = open_case_});
  }

  const SourceFile& source_;
  Diagnostics& faults_;
  std::vector<Piece> pieces_;
  Piece markdown_;
  Location open_case_;  ///< line 0: none is open
  int line_ = 0;
  int skipped_ = 0;  ///< boxes of unknown kind whose end is still to come
};

}  // namespace

Location SourceFile::at(int line, int column, int length) const {
  Location where{.file = name, .line = line, .column = column, .length = length};
  if (line >= 1 && line <= static_cast<int>(lines.size())) where.source_line = lines[static_cast<std::size_t>(line - 1)];
  return where;
}

std::vector<Piece> split_chapter(const SourceFile& source, Diagnostics& faults) { return Splitter(source, faults).split(); }

}  // namespace zh::report
