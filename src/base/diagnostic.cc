#include "base/diagnostic.h"

#include <algorithm>

#include "base/text.h"

namespace zh {
namespace {

/// Fills {name} with the argument of that name; an unknown name stays as it is.
std::string fill(const std::string& text, const Diagnostics::Args& args) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t close = text[at] == '{' ? text.find('}', at) : std::string::npos;
    if (close == std::string::npos) {
      out += text[at++];
      continue;
    }
    const std::string name = text.substr(at + 1, close - at - 1);
    const std::string* value = nullptr;
    for (const auto& [key, argument] : args)
      if (key == name) value = &argument;
    out += value ? *value : text.substr(at, close - at + 1);
    at = close + 1;
  }
  return out;
}

const char* word(Severity severity) {
  switch (severity) {
    case Severity::error: return ZH_N("error");
    case Severity::warning: return ZH_N("warning");
    case Severity::note: return ZH_N("note");
  }
  return "";
}

std::string place(const Location& where) {
  std::string text = where.file;
  if (where.line > 0) {
    text += ":" + std::to_string(where.line);
    if (where.column > 0) text += ":" + std::to_string(where.column);
  }
  for (const std::string& part : {where.sheet, where.cell})
    if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
  return text;
}

/// The source line with a caret under the place; very long lines are cut around it.
std::string excerpt(const Location& where, const std::string& remark) {
  constexpr int kBefore = 60, kAfter = 60;
  const std::u32string line = to_u32(where.source_line);
  const int size = static_cast<int>(line.size());
  const int at = std::min(std::max(where.column - 1, 0), size);
  const int from = at > kBefore ? at - kBefore : 0;
  const int to = std::min(size, std::max(at + where.length, at) + kAfter);
  const auto cut = [&](int a, int b) {
    std::string text;
    for (int i = a; i < b; ++i) append_utf8(text, line[static_cast<std::size_t>(i)] == '\t' ? U' ' : line[static_cast<std::size_t>(i)]);
    return text;
  };
  const std::string number = std::to_string(where.line);
  const std::string gap(number.size(), ' ');
  const std::string start = from > 0 ? "…" : "";
  std::string out = "     " + number + " │ " + start + cut(from, to) + (to < size ? "…" : "") + "\n";
  const int indent = display_width(start + cut(from, at));
  const int marked = std::max(1, display_width(cut(at, std::min(size, at + std::max(where.length, 1)))));
  out += "     " + gap + " │ " + std::string(static_cast<std::size_t>(indent), ' ') + std::string(static_cast<std::size_t>(marked), '^');
  if (!remark.empty()) out += " " + remark;
  return out + "\n";
}

}  // namespace

void Diagnostics::append(Diagnostics&& other) {
  for (Diagnostic& d : other.list_) list_.push_back(std::move(d));
  other.list_.clear();
}

bool Diagnostics::has_errors() const { return count(Severity::error) > 0; }

int Diagnostics::count(Severity severity) const {
  int n = 0;
  for (const Diagnostic& d : list_) n += d.kind->severity == severity ? 1 : 0;
  return n;
}

std::string describe(const Diagnostic& d, const Translate& translate) {
  const auto tr = [&](const char* text) { return translate && *text ? translate(text) : std::string(text); };
  std::string out = tr(word(d.kind->severity)) + " " + d.kind->code + "  " + fill(tr(d.kind->message), d.args) + "\n";
  std::string meant;
  if (!d.suggestion.empty()) meant = fill(tr(ZH_N("did you mean “{0}”?")), {{"0", d.suggestion}});
  int width = 0;
  for (const Location& where : d.where) width = std::max(width, display_width(place(where)));
  bool said = meant.empty();
  for (const Location& where : d.where) {
    const std::string text = place(where);
    out += "  " + text;
    if (!where.note.empty()) out += std::string(static_cast<std::size_t>(width - display_width(text)) + 4, ' ') + where.note;
    out += "\n";
    if (where.line > 0 && !where.source_line.empty()) {
      out += excerpt(where, said ? "" : meant);
      said = true;
    }
  }
  if (!said) out += "  " + meant + "\n";
  if (d.kind->hint && *d.kind->hint) out += "  " + fill(tr(d.kind->hint), d.args) + "\n";
  return out;
}

}  // namespace zh
