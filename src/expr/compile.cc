#include <algorithm>

#include "base/text.h"
#include "expr/codes.h"
#include "expr/lexer.h"
#include "expr/node.h"

namespace zh::expr {
namespace {

using catalog::Indicator;
using catalog::Measure;
using Kind = Token::Kind;

constexpr int kMaxDepth = 100;

/// A word like 类别 names the breakdown whose code it is, or whose list's name it is or ends.
std::string find_breakdown(const Indicator& indicator, const std::string& word) {
  const std::string folded = fold_label(word);
  for (const auto& [code, list] : indicator.by)
    if (fold_label(code) == folded || fold_label(list) == folded) return code;
  for (const auto& [code, list] : indicator.by) {
    const std::string name = fold_label(list);
    if (name.size() > folded.size() && name.compare(name.size() - folded.size(), folded.size(), folded) == 0) return code;
  }
  return {};
}

std::string find_member(const catalog::MemberList& list, const std::string& word) {
  const std::string folded = fold_label(word);
  for (const std::string& member : list.members)
    if (fold_label(member) == folded) return member;
  const auto alias = list.aliases.find(folded);
  return alias == list.aliases.end() ? std::string() : alias->second;
}

}  // namespace

/// Parser, binder and type checker of one expression. Faults are reported where they stand; parsing goes on as far as it can.
class Compiler {
 public:
  Compiler(const Location& at, const Environment& environment, Diagnostics& faults) : at_(at), environment_(environment), faults_(faults) {}

  std::optional<Expression> run(std::string_view text) {
    tokens_ = lex(to_u32(text));
    NodePtr root = sum(0);
    if (ok_ && peek().kind != Kind::end) syntax(peek(), "something is left over");
    return finish(std::move(root));
  }

  std::optional<Expression> wrap(std::string_view function, const Expression& inner, const std::vector<std::pair<std::string, std::string>>& arguments) {
    const Function* f = find_function(function);
    if (!f) {
      fault(kUnknownFunction, 0, 1, {{"name", std::string(function)}}, nearest(function, function_names()));
      return std::nullopt;
    }
    auto call = std::make_shared<Node>();
    call->kind = Node::Kind::call;
    call->function = f;
    call->at = inner.root_->at;
    call->length = inner.root_->length;
    call->children = {inner.root_};
    int position = 0;
    for (const auto& [name, source] : arguments) {
      const bool positional = name.empty();
      if (name == "按" || name == "by" || (positional && f->takes_by && !(f->takes_count && position == 0))) by_words_[call.get()] = source;
      else if (f->takes_count && (positional || name == "前" || name == "n")) set_count(*call, source);
      else if (f->op == Op::share && (positional || name == "占" || name == "of")) {
        Compiler other(at_, environment_, faults_);
        const auto whole = other.run(source);
        if (!whole) return std::nullopt;
        call->children.push_back(whole->root_);
      } else {
        fault(kArguments, call->at, call->length, function_args(*f, "has no parameter " + name));
      }
      if (positional) ++position;
    }
    return finish(bind_call(call));
  }

 private:
  const Token& peek() const { return tokens_[next_]; }
  bool is(const char* symbol) const { return peek().kind == Kind::symbol && peek().text == symbol; }
  bool eat(const char* symbol) {
    if (!is(symbol)) return false;
    ++next_;
    return true;
  }

  void fault(const DiagnosticKind& kind, int at, int length, Diagnostics::Args args, std::string suggestion = {}) {
    ok_ = false;
    Location where = at_;
    if (where.column > 0) where.column += at;
    where.length = std::max(1, length);
    faults_.add(kind, {where}, std::move(args), std::move(suggestion));
  }
  void syntax(const Token& token, const std::string& why) {
    if (ok_) fault(kSyntax, token.at, token.length, {{"why", why}});
    next_ = tokens_.size() - 1;
  }
  static std::vector<std::string> function_names() {
    std::vector<std::string> names;
    for (const Function& f : functions()) {
      names.emplace_back(f.doc.name);
      names.emplace_back(f.doc.ascii);
    }
    return names;
  }
  static Diagnostics::Args function_args(const Function& f, const std::string& why) {
    return {{"function", f.doc.name}, {"why", why}, {"parameters", f.doc.parameters}, {"example", f.doc.example}};
  }

  static std::shared_ptr<Node> node(Node::Kind kind, int at, int length) {
    auto n = std::make_shared<Node>();
    n->kind = kind;
    n->at = at;
    n->length = length;
    return n;
  }
  static std::shared_ptr<Node> join(Node::Kind kind, NodePtr a, NodePtr b) {
    auto n = node(kind, a->at, b->at + b->length - a->at);
    n->children = {std::move(a), std::move(b)};
    return n;
  }

  // ── parsing ──

  NodePtr sum(int depth) {
    NodePtr left = product(depth);
    while (left && (is("+") || is("-"))) {
      const Token op = peek();
      ++next_;
      NodePtr right = product(depth);
      if (!right) return nullptr;
      left = check_sum(join(op.text == "+" ? Node::Kind::add : Node::Kind::subtract, left, right));
    }
    return left;
  }

  NodePtr product(int depth) {
    NodePtr left = factor(depth);
    while (left && (is("*") || is("/"))) {
      const Token op = peek();
      ++next_;
      NodePtr right = factor(depth);
      if (!right) return nullptr;
      left = check_product(join(op.text == "*" ? Node::Kind::multiply : Node::Kind::divide, left, right));
    }
    return left;
  }

  NodePtr factor(int depth) {
    if (depth > kMaxDepth) {
      if (ok_) fault(kTooDeep, peek().at, 1, {});
      next_ = tokens_.size() - 1;
      return nullptr;
    }
    if (is("-")) {
      const int at = peek().at;
      ++next_;
      NodePtr inner = factor(depth + 1);
      if (!inner) return nullptr;
      auto n = node(Node::Kind::negate, at, inner->at + inner->length - at);
      n->children = {inner};
      types_[n.get()] = type(*inner);
      n->spelling = "-" + inner->spelling;
      return n;
    }
    NodePtr inner = primary(depth);
    while (inner && (peek().kind == Kind::brackets || is("."))) {
      if (eat(".")) {
        const Token name = peek();
        ++next_;
        inner = method(inner, name.text, name);
      } else {
        const Token brackets = peek();
        ++next_;
        inner = select(inner, brackets);
      }
    }
    return inner;
  }

  NodePtr method(NodePtr inner, const std::string& name, const Token& token) {
    const Function* f = find_function(name);
    if (!f || f->expressions == 0) {
      fault(kUnknownFunction, token.at, token.length, {{"name", name}}, nearest(name, function_names()));
      return nullptr;
    }
    auto call = node(Node::Kind::call, inner->at, token.at + token.length - inner->at);
    call->function = f;
    call->children = {inner};
    return bind_call(call);
  }

  NodePtr primary(int depth) {
    const Token token = peek();
    if (token.kind == Kind::number) {
      ++next_;
      auto n = node(Node::Kind::number, token.at, token.length);
      const auto number = Decimal::parse(token.text);
      if (!number) {
        syntax(token, "the number is too long");
        return nullptr;
      }
      n->number = *number;
      n->spelling = token.text;
      Type t;
      t.literal_only = true;
      t.measure = Measure::rate;
      types_[n.get()] = t;
      return n;
    }
    if (eat("(")) {
      NodePtr inner = sum(depth + 1);
      if (!inner) return nullptr;
      if (!eat(")")) {
        syntax(peek(), "a closing bracket is missing");
        return nullptr;
      }
      auto copy = std::make_shared<Node>(*inner);
      types_[copy.get()] = type(*inner);
      if (inner->kind != Node::Kind::number && inner->kind != Node::Kind::indicator) copy->spelling = "(" + inner->spelling + ")";
      return copy;
    }
    if (token.kind == Kind::name) {
      ++next_;
      return name(token, depth);
    }
    syntax(token, token.kind == Kind::end ? "something is missing at its end" : "“" + token.text + "” does not belong here");
    return nullptr;
  }

  NodePtr name(const Token& token, int depth) {
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
      types_[n.get()] = t;
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
    fault(kUnknownName, token.at, token.length, {{"name", token.text}}, nearest(token.text, environment_.catalog().names()));
    return nullptr;
  }

  NodePtr indicator_node(const Token& token, const Indicator& indicator) {
    auto n = node(Node::Kind::indicator, token.at, token.length);
    n->indicator = &indicator;
    n->spelling = indicator.name;
    Type t;
    t.unit = indicator.unit;
    t.measure = indicator.measure;
    t.indicator = &indicator;
    types_[n.get()] = t;
    return n;
  }

  NodePtr call(const Token& token, const Function& f, int depth) {
    auto n = node(Node::Kind::call, token.at, token.length);
    n->function = &f;
    int position = 0;
    while (!is(")") && peek().kind != Kind::end) {
      const bool named = peek().kind == Kind::name && tokens_[next_ + 1].kind == Kind::symbol && tokens_[next_ + 1].text == "=";
      const std::string parameter = named ? peek().text : "";
      if (named) next_ += 2;
      if (parameter == "按" || parameter == "by") {
        by_words_[n.get()] = peek().text;
        ++next_;
      } else if (f.takes_count && ((position == 1 && !named) || parameter == "前" || parameter == "n")) {
        set_count(*n, peek().text);
        ++next_;
      } else {
        NodePtr argument = sum(depth + 1);
        if (!argument) return nullptr;
        n->children.push_back(argument);
        if (named && parameter != "x" && parameter != "占" && parameter != "of")
          fault(kArguments, token.at, token.length, function_args(f, "has no parameter " + parameter));
      }
      ++position;
      if (!eat(",")) break;
    }
    n->length = peek().at + 1 - token.at;
    if (!eat(")")) {
      syntax(peek(), "a closing bracket is missing");
      return nullptr;
    }
    return bind_call(n);
  }

  void set_count(Node& n, const std::string& text) {
    const auto number = Decimal::parse(std::string(trim(text)));
    if (number && number->is_integer() && number->coefficient() > 0 && number->coefficient() < 100000) n.count = static_cast<int>(number->coefficient());
    else fault(kArguments, n.at, n.length, function_args(*n.function, "needs a whole number"));
  }

  // ── selectors ──

  NodePtr select(NodePtr inner, const Token& brackets) {
    auto n = node(Node::Kind::select, inner->at, brackets.at + brackets.length - inner->at);
    n->children = {inner};
    const Indicator* subject = subject_of(*inner);
    const std::string subject_name = subject ? subject->name : inner->spelling;
    std::string spelling;
    std::string text = brackets.text;
    std::size_t start = 0;
    const auto separator = [&](std::size_t from) {
      const std::size_t a = text.find(',', from), b = text.find("，", from), c = text.find("、", from);
      return std::min({a, b, c});
    };
    while (start <= text.size()) {
      const std::size_t end = std::min(separator(start), text.size());
      const std::string part(trim(std::string_view(text).substr(start, end - start)));
      const int at = brackets.at + 1 + count_code_points(std::string_view(text).substr(0, start));
      selector(*n, subject, subject_name, part, at);
      spelling += (spelling.empty() ? "" : ", ") + part;
      start = end + (end < text.size() && text[end] != ',' ? 3 : 1);
    }
    n->spelling = inner->spelling + "[" + spelling + "]";
    Type t = type(*inner);
    if (n->selection.period && n->selection.period->is_range() && subject && subject->measure != Measure::flow && !has_range_value(*subject, *n->selection.period))
      fault(kNotAdditive, n->at, n->length, {{"indicator", subject->name}, {"why", "only flows (时期数) have values for several years"}});
    types_[n.get()] = t;
    return n;
  }

  /// A department may report even a rate for a run of years; then the observation is taken.
  bool has_range_value(const Indicator& indicator, const Period& period) const {
    Context context;
    context.period = period;
    for (const std::string& region : environment_.regions())
      if (environment_.value({indicator.code, region, period, {}, {}}, context).number) return true;
    return false;
  }

  void selector(Node& n, const Indicator* subject, const std::string& subject_name, const std::string& part, int at) {
    const int length = count_code_points(part);
    std::size_t equals = part.find('=');
    std::size_t width = 1;
    if (const std::size_t wide = part.find("＝"); wide < equals) {
      equals = wide;
      width = 3;
    }
    if (equals != std::string::npos) {
      const std::string word(trim(part.substr(0, equals))), member(trim(part.substr(equals + width)));
      if (word == "地区" || word == "region") {
        if (const auto region = environment_.region(member)) n.selection.region = *region;
        else fault(kUnknownSelector, at, length, {{"name", member}, {"indicator", subject_name}}, nearest(member, region_labels()));
        return;
      }
      if (word == "期" || word == "period" || word == "年") {
        if (const auto period = Period::parse(member)) n.selection.period = *period;
        else fault(kUnknownSelector, at, length, {{"name", member}, {"indicator", subject_name}});
        return;
      }
      const std::string breakdown = subject ? find_breakdown(*subject, word) : "";
      if (breakdown.empty()) {
        fault(kUnknownBreakdown, at, length, {{"name", word}, {"indicator", subject_name}});
        return;
      }
      choose_member(n, *subject, breakdown, member, at, length);
      return;
    }
    if (part == "上年" || part == "prior") {
      n.selection.years_back = 1;
      return;
    }
    if (part == "本年" || part == "this") return;
    if (const auto period = Period::parse(part)) {
      n.selection.period = *period;
      return;
    }
    if (const auto region = environment_.region(part)) {
      n.selection.region = *region;
      return;
    }
    std::vector<std::string> candidates = region_labels();
    if (subject) {
      for (const auto& [breakdown, list_name] : subject->by) {
        const catalog::MemberList* list = environment_.catalog().list(list_name);
        if (!list) continue;
        const std::string member = find_member(*list, part);
        if (!member.empty()) {
          n.selection.members[breakdown] = member;
          return;
        }
        candidates.insert(candidates.end(), list->members.begin(), list->members.end());
        // An open list: the members are those observed.
        for (const std::string& observed : environment_.members(*subject, breakdown))
          if (fold_label(observed) == fold_label(part)) {
            n.selection.members[breakdown] = observed;
            return;
          }
      }
    }
    fault(kUnknownSelector, at, length, {{"name", part}, {"indicator", subject_name}}, nearest(part, candidates));
  }

  void choose_member(Node& n, const Indicator& subject, const std::string& breakdown, const std::string& word, int at, int length) {
    const catalog::MemberList* list = environment_.catalog().list(subject.by.at(breakdown));
    std::string member = list ? find_member(*list, word) : "";
    std::vector<std::string> candidates = environment_.members(subject, breakdown);
    if (member.empty())
      for (const std::string& observed : candidates)
        if (fold_label(observed) == fold_label(word)) member = observed;
    if (member.empty()) fault(kUnknownSelector, at, length, {{"name", word}, {"indicator", subject.name}}, nearest(word, candidates));
    else n.selection.members[breakdown] = member;
  }

  std::vector<std::string> region_labels() const {
    std::vector<std::string> labels;
    for (const std::string& region : environment_.regions()) labels.push_back(environment_.region_label(region));
    return labels;
  }

  // ── types ──

  Type type(const Node& n) const {
    const auto found = types_.find(&n);
    return found == types_.end() ? given_ : found->second;
  }
  bool need_value(const Node& n) {
    if (type(n).shape == Type::Shape::value) return true;
    fault(kNeedsValue, n.at, n.length, {});
    return false;
  }
  static std::string described(const Node& n, const Type& t) {
    const std::string unit = t.unit.str();
    return "“" + n.spelling + "”" + (unit.empty() ? "" : "（" + unit + "）");
  }

  NodePtr check_sum(std::shared_ptr<Node> n) {
    const Node &a = *n->children[0], &b = *n->children[1];
    const Type left = type(a), right = type(b);
    const bool subtract = n->kind == Node::Kind::subtract;
    n->spelling = a.spelling + (subtract ? " - " : " + ") + b.spelling;
    if (!need_value(a) || !need_value(b)) return nullptr;
    if (!left.unit.comparable(right.unit) && !convertible(left.unit, right.unit)) {
      fault(kUnits, n->at, n->length, {{"left", described(a, left)}, {"right", described(b, right)}, {"operator", subtract ? "−" : "+"}});
      return nullptr;
    }
    Type t = left;
    t.indicator = nullptr;
    t.literal_only = left.literal_only && right.literal_only;
    if (subtract && left.unit.kind == Unit::Kind::ratio && right.unit.kind == Unit::Kind::ratio) t.unit = Unit{Unit::Kind::point, -2, ""};
    else if (!left.unit.comparable(right.unit)) t.unit = Unit{};
    types_[n.get()] = t;
    return n;
  }

  NodePtr check_product(std::shared_ptr<Node> n) {
    const Node &a = *n->children[0], &b = *n->children[1];
    const Type left = type(a), right = type(b);
    const bool divide = n->kind == Node::Kind::divide;
    n->spelling = a.spelling + (divide ? " / " : " * ") + b.spelling;
    if (!need_value(a) || !need_value(b)) return nullptr;
    const auto unit = product_unit(left.unit, right.unit, divide);
    if (!unit) {
      fault(kUnits, n->at, n->length, {{"left", described(a, left)}, {"right", described(b, right)}, {"operator", divide ? "÷" : "×"}});
      return nullptr;
    }
    Type t;
    t.unit = *unit;
    t.measure = unit->kind == Unit::Kind::counted ? left.measure : Measure::rate;
    t.literal_only = left.literal_only && right.literal_only;
    types_[n.get()] = t;
    return n;
  }

  NodePtr bind_call(std::shared_ptr<Node> n) {
    const Function& f = *n->function;
    const std::size_t most = f.op == Op::share ? 2 : static_cast<std::size_t>(f.expressions);
    if (n->children.size() < static_cast<std::size_t>(f.expressions) || n->children.size() > most) {
      fault(kArguments, n->at, n->length, function_args(f, "takes another number of arguments"));
      return nullptr;
    }
    Type t;
    n->spelling = std::string(f.doc.name) + "(";
    for (const NodePtr& child : n->children) {
      if (!need_value(*child)) return nullptr;
      n->spelling += (child == n->children[0] ? "" : ", ") + child->spelling;
    }
    if (n->count) n->spelling += ", " + std::to_string(*n->count);
    if (!n->children.empty()) t = type(*n->children[0]);
    const bool literal = t.literal_only;
    const Indicator* subject = n->children.empty() ? nullptr : subject_of(*n->children[0]);
    if (f.op == Op::series) n->by = "year";
    if (f.takes_by) {
      const auto word = by_words_.find(n.get());
      const std::string by = word == by_words_.end() ? "" : std::string(trim(word->second));
      n->spelling += ", 按 = " + by;
      if (by == "地区" || by == "region") n->by = "region";
      else if (by == "年" || by == "year") n->by = "year";
      else if (by.empty() && subject && subject->by.size() == 1) n->by = subject->by.begin()->first;
      else if (subject && !find_breakdown(*subject, by).empty() && !by.empty()) n->by = find_breakdown(*subject, by);
      else if (by.empty()) {
        fault(kArguments, n->at, n->length, function_args(f, "needs 按 = …"));
        return nullptr;
      } else {
        fault(kUnknownBreakdown, n->at, n->length, {{"name", by}, {"indicator", subject ? subject->name : n->children[0]->spelling}});
        return nullptr;
      }
    }
    n->spelling += ")";
    const bool rate = t.unit.kind == Unit::Kind::ratio || t.unit.kind == Unit::Kind::point || t.measure == Measure::rate || t.measure == Measure::growth ||
                      t.measure == Measure::index;
    const Unit percent{Unit::Kind::ratio, -2, ""}, point{Unit::Kind::point, -2, ""};
    t.indicator = nullptr;
    switch (f.op) {
      case Op::growth: t.unit = rate ? (t.unit.kind == Unit::Kind::ratio ? point : t.unit) : percent; t.measure = rate ? Measure::rate : Measure::growth; break;
      case Op::change:
      case Op::gap: if (t.unit.kind == Unit::Kind::ratio) t.unit = point; break;
      case Op::share: {
        if (n->children.size() == 2 && !convertible(type(*n->children[1]).unit, t.unit)) {
          const Type whole = type(*n->children[1]);
          fault(kUnits, n->at, n->length, {{"left", described(*n->children[0], t)}, {"right", described(*n->children[1], whole)}, {"operator", "÷"}});
          return nullptr;
        }
        t.unit = percent;
        t.measure = Measure::rate;
        break;
      }
      case Op::cumulative:
        if (subject && t.measure != Measure::flow) {
          fault(kNotAdditive, n->at, n->length, {{"indicator", subject->name}, {"why", "only flows (时期数) are added up over years"}});
          return nullptr;
        }
        break;
      case Op::sum: {
        const catalog::MemberList* list = subject && subject->by.count(n->by) ? environment_.catalog().list(subject->by.at(n->by)) : nullptr;
        const char* why = rate                                                             ? "a rate has no sum"
                          : list && list->kind != catalog::MemberList::Kind::partition     ? "the breakdown is no complete partition"
                          : n->by == "year" && t.measure != Measure::flow                  ? "only flows (时期数) are added up over years"
                                                                                           : nullptr;
        if (why) {
          fault(kNotAdditive, n->at, n->length, {{"indicator", subject ? subject->name : n->children[0]->spelling}, {"why", why}});
          return nullptr;
        }
        break;
      }
      case Op::rank:
      case Op::count: t.unit = Unit{}; t.measure = Measure::stock; break;
      case Op::multiple: t.unit = Unit{Unit::Kind::multiple, 0, ""}; t.measure = Measure::rate; break;
      case Op::series:
      case Op::items:
      case Op::top:
      case Op::largest:
      case Op::smallest: t.shape = Type::Shape::items; break;
      case Op::target: break;
      case Op::prior: break;
      default: t.shape = Type::Shape::words; break;
    }
    if ((f.op == Op::target || f.op == Op::gap) && !subject) {
      fault(kArguments, n->at, n->length, function_args(f, "needs an indicator"));
      return nullptr;
    }
    t.literal_only = literal;
    types_[n.get()] = t;
    return n;
  }

  std::optional<Expression> finish(NodePtr root) {
    if (!ok_ || !root) {
      if (ok_) fault(kSyntax, 0, 1, {{"why", "it is empty"}});
      return std::nullopt;
    }
    Expression expression;
    expression.type_ = type(*root);
    expression.text_ = root->spelling;
    expression.root_ = std::move(root);
    return expression;
  }

 public:
  /// The type of a root that was compiled before (apply).
  void assume(const Node* root, const Type& type) {
    types_[root] = type;
    given_ = type;
  }

 private:
  const Location at_;
  const Environment& environment_;
  Diagnostics& faults_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  bool ok_ = true;
  std::map<const Node*, Type> types_;
  std::map<const Node*, std::string> by_words_;
  Type given_;

  friend std::optional<Expression> apply(std::string_view, const Expression&, const std::vector<std::pair<std::string, std::string>>&, const Location&,
                                         const Environment&, Diagnostics&);
  static const Node* root(const Expression& e) { return e.root_.get(); }
};

std::optional<Expression> compile(std::string_view text, const Location& at, const Environment& environment, Diagnostics& faults) {
  return Compiler(at, environment, faults).run(text);
}

std::optional<Expression> apply(std::string_view function, const Expression& expression,
                                const std::vector<std::pair<std::string, std::string>>& arguments, const Location& at,
                                const Environment& environment, Diagnostics& faults) {
  Compiler compiler(at, environment, faults);
  compiler.assume(Compiler::root(expression), expression.type());
  return compiler.wrap(function, expression, arguments);
}

}  // namespace zh::expr
