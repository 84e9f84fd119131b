#include <algorithm>

#include "base/text.h"
#include "expr/compiler.h"

/// From text to a checked expression: entry points, faults and what the parts of the compiler share.
namespace zh::expr {

using Kind = Token::Kind;

std::optional<Expression> Compiler::run(std::string_view text) {
  tokens_ = lex(to_u32(text));
  NodePtr root = sum(0);
  if (ok_ && peek().kind != Kind::end) syntax(peek(), kSyntaxRest);
  return finish(std::move(root));
}

std::optional<Expression> Compiler::wrap(std::string_view function, const Expression& inner,
                                         const std::vector<std::pair<std::string, std::string>>& arguments) {
  const Function* f = find_function(function);
  if (!f) {
    fault(kUnknownFunction, 0, 1, {{"name", std::string(function)}}, nearest(function, function_names()));
    return std::nullopt;
  }
  auto call = node(Node::Kind::call, inner.root_->at, inner.root_->length);
  call->function = f;
  std::vector<NodePtr> children = {inner.root_};
  int position = 0;
  for (const auto& [name, source] : arguments) {
    const bool positional = name.empty();
    if (name == "按" || name == "by" || (positional && f->takes_by && !(f->takes_count && position == 0)))
      call->by_word = source;
    else if (f->takes_count && (positional || name == "前" || name == "n"))
      set_count(*call, source);
    else if (f->second() && (positional || f->is_second(name))) {
      Compiler other(at_, environment_, faults_);
      const auto whole = other.run(source);
      if (!whole) return std::nullopt;
      children.push_back(whole->root_);
    } else {
      no_parameter(*f, name, call->at, call->length);
    }
    if (positional) ++position;
  }
  adopt(*call, std::move(children));
  return finish(bind_call(call));
}

bool Compiler::eat(const char* symbol) {
  if (!is(symbol)) return false;
  ++next_;
  return true;
}

void Compiler::fault(const DiagnosticKind& kind, int at, int length, Diagnostics::Args args, std::string suggestion) {
  ok_ = false;
  Location where = at_;
  if (where.column > 0) where.column += at;
  where.length = std::max(1, length);
  faults_.add(kind, {where}, std::move(args), std::move(suggestion));
}

void Compiler::syntax(const Token& token, const DiagnosticKind& kind, Diagnostics::Args args) {
  if (ok_) fault(kind, token.at, token.length, std::move(args));
  next_ = tokens_.size() - 1;
}

std::vector<std::string> Compiler::function_names() {
  std::vector<std::string> names;
  for (const Function& f : functions()) {
    names.emplace_back(f.doc.name);
    names.emplace_back(f.doc.ascii);
  }
  return names;
}

Diagnostics::Args Compiler::function_args(const Function& f) {
  return {{"function", f.doc.name}, {"parameters", f.doc.parameters}, {"example", f.doc.example}};
}

std::shared_ptr<Node> Compiler::node(Node::Kind kind, int at, int length) {
  auto n = std::make_shared<Node>();
  n->kind = kind;
  n->at = at;
  n->length = length;
  return n;
}

bool Compiler::adopt(Node& n, std::vector<NodePtr> children) {
  n.children = std::move(children);
  for (const NodePtr& child : n.children) {
    n.depth = std::max(n.depth, child->depth + 1);
    n.broken = n.broken || child->broken;
  }
  if (!n.broken && n.depth > kMaxDepth) {
    fault(kTooDeep, n.at, 1, {});
    n.broken = true;
  }
  return n.broken;
}

NodePtr Compiler::broken(int at, int length) {
  auto n = node(Node::Kind::number, at, length);
  n->broken = true;
  return n;
}

void Compiler::no_parameter(const Function& f, const std::string& name, int at, int length) {
  Diagnostics::Args args = function_args(f);
  args.emplace_back("name", name);
  fault(kNoParameter, at, length, std::move(args));
}

Token Compiler::take() {
  const Token token = peek();
  if (token.kind != Kind::end) ++next_;
  return token;
}

std::optional<Expression> Compiler::finish(NodePtr root) {
  if (!ok_ || !root || root->broken) {
    if (ok_) fault(kSyntaxEmpty, 0, 1, {});
    return std::nullopt;
  }
  Expression expression;
  expression.type_ = root->type;
  expression.text_ = root->spelling;
  expression.root_ = std::move(root);
  return expression;
}

std::optional<Expression> compile(std::string_view text, const Location& at, const Environment& environment,
                                  Diagnostics& faults) {
  return Compiler(at, environment, faults).run(text);
}

std::optional<Expression> apply(std::string_view function, const Expression& expression,
                                const std::vector<std::pair<std::string, std::string>>& arguments, const Location& at,
                                const Environment& environment, Diagnostics& faults) {
  return Compiler(at, environment, faults).wrap(function, expression, arguments);
}

}  // namespace zh::expr
