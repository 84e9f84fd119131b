#include <algorithm>

#include "base/text.h"
#include "expr/compiler.h"
#include "expr/values.h"

/// Types and units, checked before anything is evaluated.
namespace zh::expr {

using catalog::Indicator;
using catalog::Measure;
using catalog::MemberList;

bool Compiler::need_value(const Node& n) {
  if (n.type.shape == Type::Shape::value) return true;
  fault(kNeedsValue, n.at, n.length, {});
  return false;
}

std::string Compiler::described(const Node& n, const Type& t) {
  const std::string unit = t.unit.str();
  return "“" + n.spelling + "”" + (unit.empty() ? "" : "（" + unit + "）");
}

NodePtr Compiler::check_sum(std::shared_ptr<Node> n) {
  const Node &a = *n->children[0], &b = *n->children[1];
  const Type left = a.type, right = b.type;
  const bool subtract = n->kind == Node::Kind::subtract;
  n->spelling = a.spelling + (subtract ? " - " : " + ") + b.spelling;
  if (!need_value(a) || !need_value(b)) {
    n->broken = true;
    return n;
  }
  if (!convertible(left.unit, right.unit)) {
    fault(kUnits, n->at, n->length,
          {{"left", described(a, left)}, {"right", described(b, right)}, {"operator", subtract ? "−" : "+"}});
    n->broken = true;
    return n;
  }
  Type t = left;
  t.indicator = nullptr;
  t.literal_only = left.literal_only && right.literal_only;
  if (subtract && left.unit.kind == Unit::Kind::ratio && right.unit.kind == Unit::Kind::ratio)
    t.unit = Unit{Unit::Kind::point, -2, ""};
  else if (left.unit.kind != Unit::Kind::counted && !left.unit.comparable(right.unit))
    t.unit = Unit{};
  n->type = t;
  return n;
}

NodePtr Compiler::check_product(std::shared_ptr<Node> n) {
  const Node &a = *n->children[0], &b = *n->children[1];
  const Type left = a.type, right = b.type;
  const bool divide = n->kind == Node::Kind::divide;
  n->spelling = a.spelling + (divide ? " / " : " * ") + b.spelling;
  if (!need_value(a) || !need_value(b)) {
    n->broken = true;
    return n;
  }
  const auto unit = product_unit(left.unit, right.unit, divide);
  if (!unit) {
    fault(kUnits, n->at, n->length,
          {{"left", described(a, left)}, {"right", described(b, right)}, {"operator", divide ? "÷" : "×"}});
    n->broken = true;
    return n;
  }
  Type t;
  t.unit = *unit;
  t.measure = unit->kind == Unit::Kind::counted ? left.measure : Measure::rate;
  t.literal_only = left.literal_only && right.literal_only;
  n->type = t;
  return n;
}

/// A value that changes by differences, and has no sum.
bool Compiler::rate_like(const Type& type) {
  return type.unit.kind == Unit::Kind::ratio || type.unit.kind == Unit::Kind::point || type.measure == Measure::rate ||
         type.measure == Measure::growth || type.measure == Measure::index;
}

bool Compiler::bind_by(Node& n, const Indicator* subject) {
  const std::string by(trim(n.by_word));
  if (by == "地区" || by == "region")
    n.by = "region";
  else if (by == "年" || by == "year")
    n.by = "year";
  else if (by.empty() && subject && subject->by.size() == 1)
    n.by = subject->by.begin()->first;
  else if (by.empty())
    fault(kNeedsBreakdown, n.at, n.length, function_args(*n.function));
  else if (subject)
    n.by = catalog::breakdown_like(*subject, by);
  if (n.by.empty() && !by.empty())
    fault(kUnknownBreakdown, n.at, n.length, {{"name", by}, {"indicator", subject ? subject->name : n.children[0]->spelling}});
  return !n.by.empty();
}

bool Compiler::check_additive(const Node& n, const Indicator* subject) {
  const Type& x = n.children[0]->type;
  const MemberList* list = nullptr;
  if (subject && subject->by.count(n.by)) list = environment_.catalog().list(subject->by.at(n.by));
  const DiagnosticKind* kind = nullptr;
  if (n.function->op == Op::cumulative) {
    if (x.measure != Measure::flow) kind = &kNoYears;
  } else if (rate_like(x))
    kind = &kNoRates;
  else if (n.by == "region")
    kind = &kNoRegions;
  else if (n.by == "year" && x.measure != Measure::flow)
    kind = &kNoYears;
  else if (list && (n.function->op == Op::sum ? list->kind != MemberList::Kind::partition
                                              : list->kind == MemberList::Kind::overlapping))
    kind = &kNoPartition;  // the first of a list need not be all of it, but must not overlap
  if (kind) fault(*kind, n.at, n.length, {{"indicator", subject ? subject->name : n.children[0]->spelling}});
  return !kind;
}

NodePtr Compiler::bind_call(std::shared_ptr<Node> n) {
  if (n->broken) return n;
  const Function& f = *n->function;
  const auto reject = [&] {
    n->broken = true;
    return n;
  };
  const std::size_t least = static_cast<std::size_t>(f.expressions), most = f.second() ? 2 : least;
  if (n->children.size() < least || n->children.size() > most) {
    fault(kArgumentCount, n->at, n->length, function_args(f));
    return reject();
  }
  if (!n->by_word.empty() && !f.takes_by) {
    no_parameter(f, "按", n->at, n->length);
    return reject();
  }
  n->spelling = std::string(f.doc.name) + "(";
  for (const NodePtr& child : n->children) {
    if (!need_value(*child)) return reject();
    n->spelling += (child == n->children[0] ? "" : ", ") + child->spelling;
  }
  if (n->count) n->spelling += ", " + std::to_string(*n->count);
  Type& t = n->type;
  if (!n->children.empty())
    t = n->children[0]->type;
  else
    t.shape = Type::Shape::words;
  const Indicator* subject = n->children.empty() ? nullptr : subject_of(*n->children[0]);
  if (f.op == Op::series) n->by = "year";
  if (f.takes_by) {
    if (!bind_by(*n, subject)) return reject();
    if (const auto word = trim(n->by_word); !word.empty()) n->spelling += ", 按 = " + std::string(word);
  }
  n->spelling += ")";
  t.indicator = nullptr;
  const bool rate = rate_like(t);
  switch (f.op) {
    case Op::growth:
      t.unit = rate ? difference_unit(t.unit) : kPercent;
      t.measure = rate ? Measure::rate : Measure::growth;
      break;
    case Op::gap:
    case Op::target:
      if (!subject) {
        fault(kNeedsIndicator, n->at, n->length, function_args(f));
        return reject();
      }
      if (n->children.size() == 2 && !subject_of(*n->children[1])) {
        fault(kNeedsIndicator, n->at, n->length, function_args(f));
        return reject();
      }
      if (n->children.size() == 2 && !convertible(n->children[1]->type.unit, t.unit)) {
        const Type wanted = n->children[1]->type;
        fault(kUnits, n->at, n->length,
              {{"left", described(*n->children[0], t)}, {"right", described(*n->children[1], wanted)}, {"operator", "−"}});
        return reject();
      }
      if (f.op == Op::gap) t.unit = difference_unit(t.unit);
      break;
    case Op::top_sum:
    case Op::top_share:
      if (n->by == "region" || n->by == "year") {
        fault(kNoPartition, n->at, n->length, {{"indicator", subject ? subject->name : n->children[0]->spelling}});
        return reject();
      }
      if (!check_additive(*n, subject)) return reject();
      if (f.op == Op::top_share) {
        t.unit = kPercent;
        t.measure = Measure::rate;
      }
      break;
    case Op::change:
      t.unit = difference_unit(t.unit);
      break;
    case Op::share:
      if (n->children.size() == 2 && !convertible(n->children[1]->type.unit, t.unit)) {
        const Type whole = n->children[1]->type;
        fault(kUnits, n->at, n->length,
              {{"left", described(*n->children[0], t)}, {"right", described(*n->children[1], whole)}, {"operator", "÷"}});
        return reject();
      }
      t.unit = kPercent;
      t.measure = Measure::rate;
      break;
    case Op::cumulative:
    case Op::sum:
      if (!check_additive(*n, subject)) return reject();
      break;
    case Op::rank:
    case Op::count:
    case Op::top_count:
      t.unit = Unit{};
      t.measure = Measure::stock;
      break;
    case Op::multiple:
      t.unit = Unit{Unit::Kind::multiple, 0, ""};
      t.measure = Measure::rate;
      break;
    case Op::series:
    case Op::items:
    case Op::top:
    case Op::largest:
    case Op::smallest:
      t.shape = Type::Shape::items;
      break;
    default:
      break;
  }
  return n;
}

}  // namespace zh::expr
