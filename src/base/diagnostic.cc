#include "base/diagnostic.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace zh {
namespace {

constexpr int kLineColumns = 96;  ///< of a source line shown at most: a paragraph of Chinese is one long line

const char* severity_word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return ZH_N("error");
    case Severity::warning:
      return ZH_N("warning");
    case Severity::note:
      return ZH_N("note");
  }
  return "";
}

/// Text of a user's file as it may go to a terminal: a tab is a space, other control characters show as U+FFFD.
std::u32string printable(std::string_view text) {
  std::u32string out = to_u32(text);
  for (char32_t& c : out) {
    if (c == U'\t' || c == U'\n' || c == U'\r') c = U' ';
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) c = 0xFFFD;
  }
  return out;
}

std::string printable_utf8(std::string_view text) { return to_utf8(printable(text)); }

/// Reasons and expectations are phrases of the program's own and are translated, also behind a path ("out: Is a directory");
/// what users wrote never is, though it may stand in a catalogue by chance.
std::string argument(const std::pair<std::string, std::string>& arg, const Translate& translate) {
  const auto& [name, text] = arg;
  if (!translate || text.empty() || (name != "why" && name != "expected" && name != "what")) return text;
  std::string whole = translate(text.c_str());
  const std::size_t colon = text.rfind(": ");
  if (whole != text || colon == std::string::npos) return whole;
  return translate(text.substr(0, colon).c_str()) + ": " + translate(text.substr(colon + 2).c_str());
}

/// Puts the arguments in the {named} places; a name without argument stays as it is, {{ and }} are braces.
std::string fill(const std::string& text, const Diagnostics::Args& args, const Translate& translate) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool twice = i + 1 < text.size() && text[i + 1] == text[i];
    if ((text[i] == '{' || text[i] == '}') && twice) {
      out.push_back(text[i++]);
      continue;
    }
    if (text[i] == '{') {
      const std::size_t end = text.find('}', i);
      const std::string name = end == std::string::npos ? "" : text.substr(i + 1, end - i - 1);
      const auto arg = std::find_if(args.begin(), args.end(), [&](const auto& a) { return a.first == name; });
      if (arg != args.end()) {
        out += printable_utf8(argument(*arg, translate));
        i = end;
        continue;
      }
    }
    out.push_back(text[i]);
  }
  return out;
}

std::string place(const Location& where) {
  std::string out = printable_utf8(where.file);
  for (const std::string* part : {&where.sheet, &where.cell})
    if (!part->empty()) out += " · " + printable_utf8(*part);
  if (where.cell.empty() && where.line > 0) {
    out += ":" + std::to_string(where.line);
    if (where.column > 0) out += ":" + std::to_string(where.column);
  }
  return out;
}

int width(std::u32string_view text) { return display_width(to_utf8(text)); }

std::string spaces(int n) { return std::string(static_cast<std::size_t>(std::max(0, n)), ' '); }

/// The source line with its number, and carets under the place. Long lines are cut around the place with "…".
std::string excerpt(const Location& where, const std::string& remark) {
  const std::u32string line = printable(where.source_line);
  const std::size_t from = std::min(line.size(), static_cast<std::size_t>(std::max(0, where.column - 1)));
  const std::size_t to = std::min(line.size(), from + static_cast<std::size_t>(std::max(where.length, 1)));
  std::size_t begin = 0, end = line.size();
  if (width(line) > kLineColumns) {
    // A third of the space before the place, the rest for the place itself and what follows.
    begin = from;
    for (int room = kLineColumns / 3; begin > 0; --begin) {
      room -= width({&line[begin - 1], 1});
      if (room < 0) break;
    }
    end = begin;
    for (int room = kLineColumns; end < line.size(); ++end) {
      room -= width({&line[end], 1});
      if (room < 0) break;
    }
  }
  const std::u32string_view all = line;
  const std::u32string_view shown = all.substr(begin, end - begin);
  const std::string ellipsis = begin > 0 ? "…" : "";
  const std::string number = std::to_string(where.line);
  std::string out = spaces(5) + number + " │ " + ellipsis + to_utf8(shown);
  if (end < line.size()) out += "…";
  out += "\n";
  if (where.column <= 0) return out;
  const int before = (begin > 0 ? 1 : 0) + width(all.substr(begin, from - begin));
  const int under = std::max(1, width(all.substr(from, std::min(to, end) - from)));
  out +=
      spaces(5 + static_cast<int>(number.size())) + " │ " + spaces(before) + std::string(static_cast<std::size_t>(under), '^');
  if (!remark.empty()) out += " " + remark;
  return out + "\n";
}

}  // namespace

void Diagnostics::append(Diagnostics&& other) {
  list_.insert(list_.end(), std::make_move_iterator(other.list_.begin()), std::make_move_iterator(other.list_.end()));
  other.list_.clear();
}

bool Diagnostics::has_errors() const { return count(Severity::error) > 0; }

int Diagnostics::count(Severity severity) const {
  return static_cast<int>(
      std::count_if(list_.begin(), list_.end(), [&](const Diagnostic& d) { return d.kind->severity == severity; }));
}

std::string describe(const Diagnostic& diagnostic, const Translate& translate) {
  const auto tr = [&](const char* text) { return translate && *text ? translate(text) : std::string(text); };
  const DiagnosticKind& kind = *diagnostic.kind;
  std::string out =
      tr(severity_word(kind.severity)) + " " + kind.code + "  " + fill(tr(kind.message), diagnostic.args, translate) + "\n";

  std::string remark;
  if (!diagnostic.suggestion.empty()) remark = fill(tr(ZH_N("did you mean “{0}”?")), {{"0", diagnostic.suggestion}}, {});

  int widest = 0;  // the notes of several places stand in one column
  for (const Location& where : diagnostic.where)
    if (!where.note.empty()) widest = std::max(widest, display_width(place(where)));
  for (const Location& where : diagnostic.where) {
    const std::string text = place(where);
    out += "  " + text;
    if (!where.note.empty()) out += spaces(widest - display_width(text) + 4) + printable_utf8(where.note);
    out += "\n";
    if (!where.source_line.empty() && where.line > 0) {
      out += excerpt(where, remark);
      if (where.column > 0) remark.clear();
    }
  }
  if (!remark.empty()) out += "  " + remark + "\n";
  if (*kind.hint)
    out += "  " + fill(tr(ZH_N("hint: {hint}")), {{"hint", fill(tr(kind.hint), diagnostic.args, translate)}}, {}) + "\n";
  return out;
}

}  // namespace zh
