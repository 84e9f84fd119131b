#include "expr/lexer.h"

#include <unicode/uchar.h>

#include "base/text.h"

namespace zh::expr {
namespace {

/// Full-width punctuation and digits are the same as ASCII.
char32_t plain(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  switch (c) {
    case U'−':
    case U'–':
      return '-';
    case U'×':
      return '*';
    case U'÷':
      return '/';
    case U'【':
    case U'〔':
      return '[';
    case U'】':
    case U'〕':
      return ']';
    case 0x3000:
    case 0xA0:
      return ' ';
    default:
      return c;
  }
}

bool digit(char32_t c) { return c >= '0' && c <= '9'; }
bool letter(char32_t c) { return c == '_' || u_isalpha(static_cast<UChar32>(c)) || is_cjk(c); }

}  // namespace

std::vector<Token> lex(const std::u32string& text) {
  std::vector<Token> tokens;
  const int size = static_cast<int>(text.size());
  const auto at = [&](int i) { return i < size ? plain(text[static_cast<std::size_t>(i)]) : U'\0'; };
  for (int i = 0; i < size;) {
    const char32_t c = at(i);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++i;
      continue;
    }
    Token token;
    token.at = i;
    int j = i;
    if (c == U'「') {
      token.kind = Token::Kind::name;
      token.quoted = true;
      while (++j < size && at(j) != U'」') append_utf8(token.text, text[static_cast<std::size_t>(j)]);
      if (j == size) token.kind = Token::Kind::unknown;
      ++j;
    } else if (c == '[') {
      token.kind = Token::Kind::brackets;
      while (++j < size && at(j) != ']') append_utf8(token.text, text[static_cast<std::size_t>(j)]);
      if (j == size) token.kind = Token::Kind::unknown;
      ++j;
    } else if (digit(c)) {
      token.kind = Token::Kind::number;
      while (digit(at(j)) || (at(j) == '.' && digit(at(j + 1)))) append_utf8(token.text, at(j++));
      if (letter(at(j))) {  // 12315投诉 is a name
        token.kind = Token::Kind::name;
        while (letter(at(j)) || digit(at(j))) append_utf8(token.text, at(j++));
      }
    } else if (letter(c)) {
      token.kind = Token::Kind::name;
      while (letter(at(j)) || digit(at(j)) || (at(j) == '.' && letter(at(j + 1)))) append_utf8(token.text, at(j++));
    } else {
      static const std::u32string kSymbols = U"+-*/(),=.";
      token.kind = kSymbols.find(c) == std::u32string::npos ? Token::Kind::unknown : Token::Kind::symbol;
      append_utf8(token.text, c);
      ++j;
    }
    token.length = std::min(j, size) - i;
    tokens.push_back(std::move(token));
    i = j;
  }
  Token end;
  end.at = size;
  tokens.push_back(end);
  return tokens;
}

}  // namespace zh::expr
