#include "report/axis.h"

#include <algorithm>

#include "base/text.h"
#include "report/codes.h"
#include "report/years.h"

namespace zh::report {

namespace {

/// By code, by the list's name or by that name's end: 类别 for 特种设备类别.
std::optional<Period> period_of(Body& body, const Node& node, const char* key) {
  std::optional<Period> period;
  if (node.kind == Node::Kind::text) period = Period::parse(node.text);
  if (node.kind == Node::Kind::integer) period = Period::parse(std::to_string(node.integer));
  if (!period) body.wrong(node, key, "\"2023\", \"2023H1\", \"2023Q1\", \"2023-05\"");
  return period;
}

Category of_period(const Period& period, const expr::Context& base) {
  Category category{period.chinese(), period.str(), base};
  category.context.period = period;
  return category;
}

}  // namespace

bool is_years(std::string_view word) { return word == "年" || word == "year" || word == "年份"; }
bool is_regions(std::string_view word) { return word == "地区" || word == "region"; }

std::vector<Category> year_categories(Session&, Body& body, const expr::Context& base) {
  std::vector<Category> out;
  const std::vector<const Node*> periods = body.list("periods");
  const auto years = body.integer("years", 1, 50);
  for (const Node* node : periods)
    if (const auto period = period_of(body, *node, "periods")) out.push_back(of_period(*period, base));
  if (periods.empty())
    for (const Period& period : last_years(base.period, years.value_or(base.years))) out.push_back(of_period(period, base));
  return out;
}

std::vector<Category> region_categories(Session& session, Body& body, const expr::Context& base) {
  const expr::Environment& environment = *session.input.environment;
  std::vector<Category> out;
  const auto add = [&](const std::string& key) {
    Category category{environment.region_label(key), environment.region_label(key), base};
    category.context.region = key;
    out.push_back(std::move(category));
  };
  const std::vector<const Node*> names = body.texts("regions");
  for (const Node* name : names) {
    if (const auto key = environment.region(name->text)) {
      add(*key);
      continue;
    }
    std::vector<std::string> labels;
    for (const std::string& key : environment.regions()) labels.push_back(environment.region_label(key));
    session.faults.add(kUnknownRegion, {name->where}, {{"name", name->text}}, nearest(name->text, labels));
  }
  if (names.empty())
    for (const std::string& key : environment.compared_regions()) add(key);
  return out;
}

std::vector<Category> member_categories(Session& session, Body& body, const Node& word,
                                        const std::vector<const expr::Expression*>& of, const expr::Context& base) {
  std::vector<Category> out;
  const std::vector<const Node*> chosen = body.texts("members");
  const catalog::Indicator* indicator = nullptr;
  for (const expr::Expression* x : of)
    if (!indicator) indicator = x->type().indicator;
  const std::string code = indicator ? catalog::breakdown_like(*indicator, word.text) : "";
  if (code.empty()) {
    const std::string name = indicator ? indicator->name : of.empty() ? "" : of.front()->text();
    if (!of.empty()) session.faults.add(kUnknownBreakdown, {word.where}, {{"indicator", name}, {"name", word.text}});
    return out;
  }
  const std::vector<std::string> known = session.input.environment->members(*indicator, code);
  const catalog::MemberList* list = session.input.environment->catalog().list(indicator->by.at(code));
  const auto add = [&](const std::string& member) {
    Category category{member, code + " = " + member, base, list && list->is_rest(member)};
    category.context.members[code] = member;
    out.push_back(std::move(category));
  };
  for (const Node* node : chosen) {
    const auto same = [&](const std::string& member) { return fold_label(member) == fold_label(node->text); };
    if (const auto at = std::find_if(known.begin(), known.end(), same); at != known.end())
      add(*at);
    else
      session.faults.add(kUnknownMember, {node->where}, {{"name", node->text}, {"breakdown", word.text}},
                         nearest(node->text, known));
  }
  if (chosen.empty())
    for (const std::string& member : known) add(member);
  return out;
}

std::vector<Category> categories(Session& session, Body& body, const Node& word, const std::vector<const expr::Expression*>& of,
                                 const expr::Context& base) {
  if (is_years(word.text)) return year_categories(session, body, base);
  if (is_regions(word.text)) return region_categories(session, body, base);
  return member_categories(session, body, word, of, base);
}

expr::Context base_context(Session& session, Body& body) {
  expr::Context context = session.input.context;
  if (const Node* node = body.find("period"))
    if (const auto period = period_of(body, *node, "period")) context.period = *period;
  return context;
}

std::optional<expr::Expression> compile_value(Session& session, const std::string& text, const Location& where) {
  auto x = expr::compile(text, where, *session.input.environment, session.faults);
  if (!x) return std::nullopt;
  if (x->type().shape != expr::Type::Shape::value) {
    session.faults.add(kNoSingleValue, {where});
    return std::nullopt;
  }
  if (x->type().literal_only) {
    session.faults.add(kLiteralOnly, {where});
    return std::nullopt;
  }
  return x;
}

expr::Value value_of(const Session& session, const expr::Expression& x, const expr::Context& context) {
  const expr::Result result = x.evaluate(*session.input.environment, context);
  if (const auto* value = std::get_if<expr::Value>(&result)) return *value;
  return {};
}

std::string selected(const std::string& expression, const std::vector<std::string>& selectors) {
  std::string inside;
  for (const std::string& selector : selectors)
    if (!selector.empty()) inside += (inside.empty() ? "" : ", ") + selector;
  if (inside.empty()) return expression;
  const bool computes = expression.find(' ') != std::string::npos && expression.back() != ')';
  return (computes ? "(" + expression + ")" : expression) + "[" + inside + "]";
}

}  // namespace zh::report
