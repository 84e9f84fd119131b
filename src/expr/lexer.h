#pragma once
#include <string>
#include <vector>

namespace zh::expr {

/// One word of an expression; places count code points.
struct Token {
  enum class Kind { number, name, symbol, brackets, end, unknown };
  Kind kind = Kind::end;
  std::string text;  ///< of brackets: what stands between [ and ]
  int at = 0, length = 0;
  bool quoted = false;  ///< a name in 「」
};

/// Never fails: what cannot be read is an `unknown` token.
std::vector<Token> lex(const std::u32string& text);

}  // namespace zh::expr
