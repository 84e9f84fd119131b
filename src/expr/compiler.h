#pragma once
#include <optional>
#include <string>
#include <vector>

#include "expr/codes.h"
#include "expr/lexer.h"
#include "expr/node.h"

/// Private to expr/.
namespace zh::expr {

constexpr int kMaxDepth = 200;  ///< of nested brackets and of the tree: evaluation recurses over it

/// Parser, binder and type checker of one expression. Faults are reported where they stand; parsing goes on as far as it can.
class Compiler {
 public:
  Compiler(const Location& at, const Environment& environment, Diagnostics& faults)
      : at_(at), environment_(environment), faults_(faults) {}

  std::optional<Expression> run(std::string_view text);
  std::optional<Expression> wrap(std::string_view function, const Expression& inner,
                                 const std::vector<std::pair<std::string, std::string>>& arguments);

 private:
  const Token& peek() const { return tokens_[next_]; }
  bool is(const char* symbol) const { return peek().kind == Token::Kind::symbol && peek().text == symbol; }
  bool eat(const char* symbol);
  /// The next word, which is left behind; the end stays where it is.
  Token take();
  void fault(const DiagnosticKind& kind, int at, int length, Diagnostics::Args args, std::string suggestion = {});
  /// The first fault of this sort ends the parsing.
  void syntax(const Token& token, const DiagnosticKind& kind, Diagnostics::Args args = {});
  /// Gives a node its children. true if one of them has a fault: then nothing more is said of the whole.
  bool adopt(Node& n, std::vector<NodePtr> children);
  /// Stands for what could not be bound, so that the rest of the expression is read, too.
  static NodePtr broken(int at, int length);
  static std::vector<std::string> function_names();
  static Diagnostics::Args function_args(const Function& f);
  void no_parameter(const Function& f, const std::string& name, int at, int length);

  static std::shared_ptr<Node> node(Node::Kind kind, int at, int length);

  // ── parse.cc ──

  NodePtr sum(int depth);
  NodePtr product(int depth);
  NodePtr factor(int depth);
  NodePtr method(const NodePtr& inner, const std::string& name, const Token& token);
  NodePtr primary(int depth);
  NodePtr name(const Token& token, int depth);
  NodePtr indicator_node(const Token& token, const catalog::Indicator& indicator);
  NodePtr call(const Token& token, const Function& f, int depth);
  void set_count(Node& n, const std::string& text);

  // ── select.cc ──

  NodePtr select(const NodePtr& inner, const Token& brackets);

  /// A department may report even a rate for a run of years; then the observation is taken.
  bool is_member(const catalog::Indicator& subject, std::string_view text) const;
  bool has_range_value(const catalog::Indicator& indicator, const Period& period) const;
  void selector(Node& n, const catalog::Indicator* subject, const std::string& subject_name, const std::string& part, int at);
  void choose_member(Node& n, const catalog::Indicator& subject, const std::string& breakdown, const std::string& word, int at,
                     int length);
  std::vector<std::string> region_labels() const;

  // ── bind.cc: types and units ──

  bool need_value(const Node& n);
  static std::string described(const Node& n, const Type& t);
  static bool rate_like(const Type& type);
  NodePtr check_sum(std::shared_ptr<Node> n);
  NodePtr check_product(std::shared_ptr<Node> n);
  NodePtr bind_call(std::shared_ptr<Node> n);
  bool bind_by(Node& n, const catalog::Indicator* subject);
  /// May the call's argument be added up? A fault otherwise.
  bool check_additive(const Node& n, const catalog::Indicator* subject);
  std::optional<Expression> finish(NodePtr root);

 private:
  const Location at_;
  const Environment& environment_;
  Diagnostics& faults_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  bool ok_ = true;
};

}  // namespace zh::expr
