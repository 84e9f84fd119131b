#include "report/binding.h"

#include <string_view>

#include "base/text.h"

namespace zh::report {
namespace {

struct Part {
  std::size_t begin = 0, end = 0;
};

/// Parts of [begin, end) between separators at the outermost level.
std::vector<Part> split(std::u32string_view text, std::size_t begin, std::size_t end, std::u32string_view separators,
                        bool first_only = false) {
  std::vector<Part> parts{{begin, end}};
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = begin; i < end; ++i) {
    const char32_t c = text[i];
    if (c == U'"') quoted = !quoted;
    if (quoted) continue;
    if (c == U'(' || c == U'（' || c == U'[' || c == U'［' || c == U'「') ++depth;
    if ((c == U')' || c == U'）' || c == U']' || c == U'］' || c == U'」') && depth > 0) --depth;
    if (depth > 0 || separators.find(c) == std::u32string_view::npos) continue;
    parts.back().end = i;
    parts.push_back({i + 1, end});
    if (first_only) break;
  }
  return parts;
}

bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == U'\u3000' || c == U'\u00A0'; }

Part trimmed(std::u32string_view text, Part part) {
  while (part.begin < part.end && is_space(text[part.begin])) ++part.begin;
  while (part.end > part.begin && is_space(text[part.end - 1])) --part.end;
  return part;
}

}  // namespace

Binding parse_binding(const std::string& source, const Location& where) {
  const std::u32string owned = to_u32(source);
  const std::u32string_view text = owned;
  const auto string_of = [&](Part p) { return to_utf8(text.substr(p.begin, p.end - p.begin)); };
  const auto place = [&](Part p) {
    Location out = where;
    if (out.column > 0) out.column += static_cast<int>(p.begin);
    out.length = static_cast<int>(p.end - p.begin);
    return out;
  };
  Binding binding;
  const std::vector<Part> parts = split(text, 0, text.size(), U"|｜");
  const Part first = trimmed(text, parts[0]);
  binding.expression = string_of(first);
  binding.where = place(first);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Part part = trimmed(text, parts[i]);
    WordingCall call;
    call.where = place(part);
    std::size_t open = part.begin;
    while (open < part.end && text[open] != U'(' && text[open] != U'（') ++open;
    call.name = string_of(trimmed(text, {part.begin, open}));
    if (open < part.end) {
      const bool closed = text[part.end - 1] == U')' || text[part.end - 1] == U'）';
      const std::size_t close = closed ? part.end - 1 : part.end;
      for (const Part& raw : split(text, open + 1, close, U",，")) {
        const Part argument = trimmed(text, raw);
        if (argument.begin == argument.end) continue;
        const std::vector<Part> sides = split(text, argument.begin, argument.end, U"=＝", true);
        if (sides.size() == 2)
          call.arguments.emplace_back(string_of(trimmed(text, sides[0])), string_of(trimmed(text, sides[1])));
        else
          call.arguments.emplace_back("", string_of(argument));
      }
    }
    binding.wordings.push_back(std::move(call));
  }
  return binding;
}

}  // namespace zh::report
