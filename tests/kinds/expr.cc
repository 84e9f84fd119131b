#include "expr/expr.h"

#include <fmt/format.h>

#include <memory>
#include <sstream>
#include <stdexcept>

#include "base/text.h"
#include "indicator/indicator.h"
#include "suite_runner.h"

/// Kinds "expr" and "catalog".
///
/// "expr": the input holds expressions, one a line. Part "catalog" is TOML; part "values" has lines
/// NAME PERIOD VALUE [region=…] [BREAKDOWN=MEMBER] [status=E] [decimals=n], VALUE - when there is none; part "estimates" has
/// lines NAME PERIOD = formula. Output, for each expression: its normalised text, then value | unit | decimals | printed |
/// status, then the lineage; or its faults.
///
/// "catalog": the input is TOML. Output: its indicators and lists, then the faults.
namespace zh::suite {
namespace {

std::string faults_of(const Diagnostics& faults) {
  std::string out;
  for (const Diagnostic& d : faults.list()) out += describe(d);
  return out;
}

store::Observation observation(const std::string& line, const catalog::Catalog& catalog) {
  std::istringstream words(line);
  std::string name, period, value, option;
  words >> name >> period >> value;
  const catalog::Indicator* indicator = catalog.find(name);
  const auto when = Period::parse(period);
  if (!indicator || !when) throw std::runtime_error("bad line of values: " + line);
  store::Observation o;
  o.key = {indicator->code, "ZONE", *when, {}, {}};
  if (value != "-") o.value = Decimal::parse(value);
  o.decimals = o.value ? o.value->scale() : 0;
  o.status = o.value ? ObsStatus::normal : ObsStatus::missing;
  while (words >> option) {
    const auto equals = option.find('=');
    const std::string key = option.substr(0, equals), text = option.substr(equals + 1);
    if (key == "region")
      o.key.region = text == "高新区" ? "HITECH" : "CITY";
    else if (key == "status")
      o.status = parse_status(text).value();
    else if (key == "decimals")
      o.decimals = std::stoi(text);
    else
      o.key.members[key] = text;
  }
  return o;
}

std::string one_line(const expr::Lineage& l) {
  static const char* const kKinds[] = {"cell", "missing", "formula", "printed", "literal", "estimate"};
  std::string out = kKinds[static_cast<int>(l.kind)];
  for (const std::string* part : {&l.label, &l.formula, &l.substituted})
    if (!part->empty()) out += (part == &l.label ? " " : " = ") + *part;
  if (l.number) out += " = " + l.number->str_decimal(4) + l.unit.str();
  if (!l.note.empty()) out += " (" + l.note + ")";
  if (!l.inputs.empty()) {
    out += " <";
    for (const expr::LineagePtr& input : l.inputs) out += (&input == &l.inputs[0] ? " " : ", ") + input->label;
    out += " >";
  }
  return out;
}

std::string shown(const expr::Value& v) {
  std::string out = v.number ? v.number->str_decimal(6) : "缺";
  out += fmt::format(" | {} | {} | {}", v.unit.str(), v.decimals, v.number ? v.printed(Rounding::half_up).str() : "—");
  out += std::string(" | ") + letter(v.status);
  if (v.interval) out += " " + v.interval->str();
  return out;
}

std::string run_expr(const Case& test) {
  const auto part = [&](const char* name) {
    const auto at = test.parts.find(name);
    return at == test.parts.end() ? std::string() : at->second;
  };
  Diagnostics faults;
  catalog::Catalog catalog;
  catalog.load(part("catalog"), "catalog.toml", faults);
  catalog.validate(faults);
  store::Store store;
  for (const std::string& line : split_lines(part("values")))
    if (!trim(line).empty()) store.put(observation(line, catalog));
  std::vector<indicator::Estimate> estimates;
  int number = 0;
  for (const std::string& line : split_lines(part("estimates"))) {
    ++number;
    const std::size_t equals = line.find(" = ");
    if (equals == std::string::npos) continue;
    std::istringstream words(line.substr(0, equals));
    indicator::Estimate e;
    words >> e.indicator >> e.period;
    e.formula = line.substr(equals + 3);
    e.where = {.file = "zhiheng.toml",
               .line = number,
               .column = count_code_points(line.substr(0, equals + 3)) + 1,
               .source_line = line};
    estimates.push_back(std::move(e));
  }
  expr::Context context;
  context.period = Period::year(2023);
  context.region = "ZONE";
  const std::vector<ingest::RegionName> regions{
      {"ZONE", "昆明经济技术开发区", "经开区", "CITY"}, {"HITECH", "昆明高新区", "高新区", "CITY"}, {"CITY", "昆明市", "全市"}};
  indicator::Indicators indicators(catalog, store, regions, "ZONE", context);
  indicators.prepare(estimates, faults);
  std::string out = faults_of(faults);
  number = 0;
  for (const std::string& line : split_lines(test.input)) {
    ++number;
    if (trim(line).empty()) continue;
    Diagnostics own;
    const Location at{.file = "1.md", .line = number, .column = 1, .source_line = line};
    const auto expression = expr::compile(line, at, indicators, own);
    if (!expression) {
      out += faults_of(own);
      continue;
    }
    out += expression->text() + (expression->type().literal_only ? "  (literals only)" : "") + "\n";
    const expr::Result result = expression->evaluate(indicators, context);
    if (const auto* value = std::get_if<expr::Value>(&result))
      out += "  " + shown(*value) + "\n  " + one_line(*value->lineage) + "\n";
    if (const auto* items = std::get_if<expr::Items>(&result))
      for (const expr::Item& item : *items) out += fmt::format("  {}. {}  {}\n", item.rank, item.label, shown(item.value));
    if (const auto* words = std::get_if<std::string>(&result)) out += "  “" + *words + "”\n";
  }
  return out;
}

std::string run_catalog(const Case& test) {
  catalog::Catalog catalog;
  Diagnostics faults;
  catalog.load(test.input, "catalog/a.toml", faults);
  if (const auto second = test.parts.find("second"); second != test.parts.end())
    catalog.load(second->second, "catalog/b.toml", faults);
  catalog.validate(faults);
  std::string out;
  for (const catalog::Indicator& i : catalog.indicators()) {
    out += fmt::format("{} {} {} kind {}", i.code, i.name, i.unit.str(), static_cast<int>(i.measure));
    if (i.decimals) out += fmt::format(" decimals {}", *i.decimals);
    for (const catalog::Target& t : i.targets) out += fmt::format(" target {} by {}", t.value.str(), t.by);
    out += "\n";
  }
  for (const catalog::MemberList& l : catalog.lists()) {
    out += fmt::format("list {} kind {} total {}:", l.name, static_cast<int>(l.kind), l.total);
    for (const std::string& member : l.members) out += " " + member;
    for (const auto& [name, member] : l.names)
      if (name != fold_label(member)) out += " " + name + "→" + member;
    out += "\n";
  }
  return out + faults_of(faults);
}

const Kind kExpr{"expr", run_expr};
const Kind kCatalog{"catalog", run_catalog};

}  // namespace
}  // namespace zh::suite
