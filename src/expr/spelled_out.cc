#include "base/period.h"
#include "base/text.h"
#include "expr/expr.h"

namespace zh::expr {
namespace {

std::string selector_words(std::string_view selector) {
  const std::size_t equals = selector.rfind('=');
  const std::string_view words = trim(equals == std::string_view::npos ? selector : selector.substr(equals + 1));
  const auto period = Period::parse(words);
  return period ? period->chinese() : std::string(words);
}

}  // namespace

std::string spelled_out(std::string_view formula) {
  std::string out;
  bool in_brackets = false;
  std::size_t from = 0;
  for (std::size_t i = 0; i < formula.size(); ++i) {
    const char c = formula[i];
    if (!in_brackets && c == '[') {
      out += "（";
      in_brackets = true;
      from = i + 1;
    } else if (in_brackets && (c == ',' || c == ']')) {
      out += selector_words(formula.substr(from, i - from));
      from = i + 1;
      if (c == ',') {
        out += "，";
      } else if (i + 1 < formula.size() && formula[i + 1] == '[') {  // x[a][b] is x（a，b）
        out += "，";
        from = ++i + 1;
      } else {
        out += "）";
        in_brackets = false;
      }
    } else if (!in_brackets) {
      out.push_back(c);
    }
  }
  if (in_brackets) out += formula.substr(from);  // not an expression: nothing may be lost
  return out;
}

}  // namespace zh::expr
