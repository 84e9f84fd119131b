#include <algorithm>

#include "base/text.h"
#include "expr/compiler.h"

/// Recursive descent over the grammar of expr.h. Names are bound as they are met.
namespace zh::expr {

using catalog::Indicator;
using catalog::Measure;
using Kind = Token::Kind;

NodePtr Compiler::sum(int depth) {
  NodePtr left = product(depth);
  while (left && (is("+") || is("-"))) {
    const Token op = take();
    NodePtr right = product(depth);
    if (!right) return nullptr;
    auto both = node(op.text == "+" ? Node::Kind::add : Node::Kind::subtract, left->at, right->at + right->length - left->at);
    left = adopt(*both, {left, right}) ? both : check_sum(both);
  }
  return left;
}

NodePtr Compiler::product(int depth) {
  NodePtr left = factor(depth);
  while (left && (is("*") || is("/"))) {
    const Token op = take();
    NodePtr right = factor(depth);
    if (!right) return nullptr;
    auto both =
        node(op.text == "*" ? Node::Kind::multiply : Node::Kind::divide, left->at, right->at + right->length - left->at);
    left = adopt(*both, {left, right}) ? both : check_product(both);
  }
  return left;
}

NodePtr Compiler::factor(int depth) {
  if (depth > kMaxDepth) {
    if (ok_) fault(kTooDeep, peek().at, 1, {});
    next_ = tokens_.size() - 1;
    return nullptr;
  }
  if (is("-")) {
    const int at = take().at;
    NodePtr inner = factor(depth + 1);
    if (!inner) return nullptr;
    auto n = node(Node::Kind::negate, at, inner->at + inner->length - at);
    adopt(*n, {inner});
    if (!n->broken && !need_value(*inner)) return broken(n->at, n->length);
    n->type = inner->type;
    n->type.indicator = nullptr;
    n->spelling = "-" + inner->spelling;
    return n;
  }
  NodePtr inner = primary(depth);
  while (inner && (peek().kind == Kind::brackets || is("."))) {
    if (eat(".")) {
      const Token name = take();
      inner = method(inner, name.text, name);
    } else {
      inner = select(inner, take());
    }
  }
  return inner;
}

NodePtr Compiler::method(const NodePtr& inner, const std::string& name, const Token& token) {
  const Function* f = find_function(name);
  if (token.kind == Kind::end) {
    syntax(token, kSyntaxEnd);
    return nullptr;
  }
  if (!f || f->expressions == 0) {
    fault(kUnknownFunction, token.at, token.length, {{"name", name}}, nearest(name, function_names()));
    return broken(inner->at, token.at + token.length - inner->at);
  }
  auto call = node(Node::Kind::call, inner->at, token.at + token.length - inner->at);
  call->function = f;
  adopt(*call, {inner});
  return bind_call(call);
}

NodePtr Compiler::primary(int depth) {
  const Token token = peek();
  if (token.kind == Kind::number) {
    ++next_;
    auto n = node(Node::Kind::number, token.at, token.length);
    const auto number = Decimal::parse(token.text);
    if (!number) {
      syntax(token, kSyntaxNumber);
      return nullptr;
    }
    n->number = *number;
    n->spelling = token.text;
    Type t;
    t.literal_only = true;
    t.measure = Measure::rate;
    n->type = t;
    return n;
  }
  if (eat("(")) {
    NodePtr inner = sum(depth + 1);
    if (!inner) return nullptr;
    if (!eat(")")) {
      syntax(peek(), kSyntaxBracket);
      return nullptr;
    }
    auto copy = std::make_shared<Node>(*inner);
    if (inner->kind != Node::Kind::number && inner->kind != Node::Kind::indicator) copy->spelling = "(" + inner->spelling + ")";
    return copy;
  }
  if (token.kind == Kind::name) {
    ++next_;
    return name(token, depth);
  }
  if (token.kind == Kind::end)
    syntax(token, kSyntaxEnd);
  else
    syntax(token, kSyntaxWord, {{"word", token.text}});
  return nullptr;
}

NodePtr Compiler::name(const Token& token, int depth) {
  if (is("(") && !token.quoted) {
    const Function* f = find_function(token.text);
    if (!f) {
      fault(kUnknownFunction, token.at, token.length, {{"name", token.text}}, nearest(token.text, function_names()));
      next_ = tokens_.size() - 1;
      return nullptr;
    }
    ++next_;
    return call(token, *f, depth);
  }
  const Function* word = token.quoted ? nullptr : find_function(token.text);
  if (const Indicator* indicator = environment_.catalog().find(token.text)) return indicator_node(token, *indicator);
  if (word && word->expressions == 0) {
    auto n = node(Node::Kind::call, token.at, token.length);
    n->function = word;
    n->spelling = word->doc.name;
    Type t;
    t.shape = Type::Shape::words;
    n->type = t;
    return n;
  }
  // 主营业务收入.同比: the longest front that is an indicator, then functions.
  for (std::size_t dot = token.text.rfind('.'); dot != std::string::npos && dot > 0; dot = token.text.rfind('.', dot - 1)) {
    const Indicator* indicator = environment_.catalog().find(token.text.substr(0, dot));
    if (!indicator) continue;
    Token front = token;
    front.length = count_code_points(token.text.substr(0, dot));
    NodePtr result = indicator_node(front, *indicator);
    std::size_t start = dot + 1;
    while (result && start <= token.text.size()) {
      const std::size_t end = std::min(token.text.find('.', start), token.text.size());
      Token part = token;
      part.at = token.at + count_code_points(token.text.substr(0, start));
      part.length = count_code_points(token.text.substr(start, end - start));
      result = method(result, token.text.substr(start, end - start), part);
      start = end + 1;
    }
    return result;
  }
  std::vector<std::string> names = environment_.catalog().names();
  for (const Function& f : functions())
    if (f.expressions == 0) names.emplace_back(f.doc.name);
  fault(kUnknownName, token.at, token.length, {{"name", token.text}}, nearest(token.text, names));
  return broken(token.at, token.length);
}

NodePtr Compiler::indicator_node(const Token& token, const Indicator& indicator) {
  auto n = node(Node::Kind::indicator, token.at, token.length);
  n->indicator = &indicator;
  n->spelling = indicator.name;
  Type t;
  t.unit = indicator.unit;
  t.measure = indicator.measure;
  t.indicator = &indicator;
  n->type = t;
  return n;
}

NodePtr Compiler::call(const Token& token, const Function& f, int depth) {
  auto n = node(Node::Kind::call, token.at, token.length);
  n->function = &f;
  std::vector<NodePtr> children;
  int position = 0;
  while (!is(")") && peek().kind != Kind::end) {
    const bool named = peek().kind == Kind::name && tokens_[next_ + 1].kind == Kind::symbol && tokens_[next_ + 1].text == "=";
    const std::string parameter = named ? peek().text : "";
    if (named) next_ += 2;
    if (parameter == "按" || parameter == "by") {
      n->by_word = take().text;
    } else if (f.takes_count && ((position == 1 && !named) || parameter == "前" || parameter == "n")) {
      set_count(*n, take().text);
    } else {
      NodePtr argument = sum(depth + 1);
      if (!argument) return nullptr;
      children.push_back(argument);
      if (named && parameter != "x" && !f.is_second(parameter)) no_parameter(f, parameter, token.at, token.length);
    }
    ++position;
    if (!eat(",")) break;
  }
  n->length = peek().at + 1 - token.at;
  if (!eat(")")) {
    syntax(peek(), kSyntaxBracket);
    return nullptr;
  }
  adopt(*n, std::move(children));
  return bind_call(n);
}

void Compiler::set_count(Node& n, const std::string& text) {
  const auto number = Decimal::parse(std::string(trim(text)));
  if (number && number->is_integer() && number->coefficient() > 0 && number->coefficient() < 100000)
    n.count = static_cast<int>(number->coefficient());
  else
    fault(kNeedsCount, n.at, n.length, function_args(*n.function));
}

}  // namespace zh::expr
