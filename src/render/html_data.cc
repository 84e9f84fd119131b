#include "render/html_data.h"

#include <map>

#include "base/rounding.h"
#include "expr/expr.h"
#include "render/html_json.h"
#include "render/ledger_json.h"
#include "render/palette.h"
#include "render/pie.h"

namespace zh::render {
namespace {

/// The exact value for people: a decimal where it is a short one, else a fraction with its first digits.
std::string exact(const Rational& value) {
  if (const auto decimal = value.exact_decimal(); decimal && decimal->scale() <= 12) return decimal->str();
  return value.str() + " = " + value.str_decimal(8);
}

const char* name(document::ChartType type) {
  using document::ChartType;
  switch (type) {
    case ChartType::column:
      return "column";
    case ChartType::bar:
      return "bar";
    case ChartType::line:
      return "line";
    case ChartType::column_line:
      return "column_line";
    case ChartType::stacked_column:
      return "stacked_column";
    case ChartType::stacked_bar:
      return "stacked_bar";
    case ChartType::pie:
      return "pie";
    case ChartType::doughnut:
      return "doughnut";
  }
  return "column";
}

/// How the printed numeral came from the exact value, in words; found by rounding again, so that it cannot say what was not
/// done.
std::string rounding_words(const report::Fact& fact) {
  const auto printed = Decimal::parse(fact.figure);
  if (!fact.value.number || !printed) return {};
  const Rational& value = *fact.value.number;
  // A sign may have gone into the words: 下降3.2%.
  const auto same = [&](const Decimal& d) { return d == *printed || d.abs() == printed->abs(); };
  if (const auto decimal = value.exact_decimal(); decimal && same(*decimal)) return "与精确值相同，未经修约";
  const int decimals = fact.value.decimals;
  const bool up = same(round(value, decimals, Rounding::half_up)), even = same(round(value, decimals, Rounding::half_even));
  if (!up && !even) return {};
  std::string to;
  if (decimals > 0)
    to = "到小数点后" + std::to_string(decimals) + "位";
  else if (decimals == 0)
    to = "到整数";
  else
    to = "到10的" + std::to_string(-decimals) + "次方的整数倍";
  if (up && !even) return "四舍五入" + to;
  if (even && !up) return "按GB/T 8170（四舍六入五成双）修约" + to;
  return "修约一次" + to;
}

/// Numbers lineage nodes and origins in order of first use.
class Trees {
 public:
  int node(const expr::LineagePtr& lineage) {
    if (const auto known = nodes_.find(lineage.get()); known != nodes_.end()) return known->second;
    const int at = static_cast<int>(written_.size());
    nodes_.emplace(lineage.get(), at);
    written_.emplace_back();
    std::vector<int> inputs;
    for (const expr::LineagePtr& input : lineage->inputs)
      if (input) inputs.push_back(node(input));
    ScriptJson j;
    j.open('{');
    j.put("k", lineage_kind(lineage->kind));
    j.put("l", expr::spelled_out(lineage->label));
    j.put("f", expr::spelled_out(lineage->formula));
    j.put("s", lineage->substituted);
    if (lineage->number) j.put("x", exact(*lineage->number));
    j.put("u", lineage->unit.str());
    if (lineage->status != ObsStatus::normal) j.put("st", chinese(lineage->status));
    j.put("n", lineage->note);
    if (!lineage->origins.empty()) {
      j.key("o");
      j.open('[');
      for (const store::Origin& o : lineage->origins) j.value(origin(o));
      j.close(']');
    }
    if (!inputs.empty()) {
      j.key("i");
      j.open('[');
      for (const int input : inputs) j.value(input);
      j.close(']');
    }
    j.close('}');
    written_[static_cast<std::size_t>(at)] = j.take();
    return at;
  }
  void write(ScriptJson& out) const {
    list(out, "nodes", written_);
    list(out, "origins", origins_);
  }

 private:
  int origin(const store::Origin& o) {
    const std::string address = o.str();
    const auto [place, fresh] = origin_at_.emplace(address + '\x1f' + o.raw, static_cast<int>(origins_.size()));
    if (fresh) {
      ScriptJson j;
      j.open('{');
      j.put("at", address);
      j.put("raw", o.raw);
      j.put("shown", o.shown);
      j.put("u", o.unit);
      j.close('}');
      origins_.push_back(j.take());
    }
    return place->second;
  }
  static void list(ScriptJson& out, const char* key, const std::vector<std::string>& items) {
    out.key(key);
    out.open('[');
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i) out.out() += ",\n";
      out.out() += items[i];
    }
    out.close(']');
  }
  std::unordered_map<const expr::Lineage*, int> nodes_;
  std::unordered_map<std::string, int> origin_at_;
  std::vector<std::string> written_, origins_;
};

void write_fact(ScriptJson& j, const report::Fact& fact, Trees& trees) {
  j.open('{');
  j.put("id", fact.id);
  j.put("t", fact.text);
  j.put("e", fact.expression);
  j.put("wd", fact.wording);
  if (fact.value.number) j.put("x", exact(*fact.value.number));
  j.put("u", fact.value.unit.str());
  j.put("st", chinese(fact.value.status));
  if (fact.decided) {
    j.put("was", fact.decided->computed);
    j.put("why", fact.decided->because);
    j.put("who", fact.decided->by + (fact.decided->by.empty() || fact.decided->on.empty() ? "" : "，") + fact.decided->on);
  } else {
    j.put("r", rounding_words(fact));
  }
  if (fact.value.interval) {
    j.put("lo", exact(fact.value.interval->low));
    j.put("hi", exact(fact.value.interval->high));
  }
  if (fact.value.lineage) {
    j.key("tree");
    j.value(trees.node(fact.value.lineage));
  }
  j.close('}');
}

void write_flag(ScriptJson& j, const char* key, bool on) {
  if (!on) return;
  j.key(key);
  j.value(1);
}

void write_chart(ScriptJson& j, const document::Figure& figure, const HtmlFacts& facts) {
  const document::ChartSpec& chart = figure.chart;
  j.open('{');
  j.put("t", name(chart.type));
  j.put("alt", figure.alternative.empty() ? figure.number + " " + document::plain_text(figure.caption) : figure.alternative);
  j.put("a1", chart.axis_title);
  j.put("a2", chart.secondary_axis_title);
  write_flag(j, "lv", chart.label_value);
  write_flag(j, "lp", chart.label_percent);
  write_flag(j, "ln", chart.label_name);
  j.key("c");
  j.open('[');
  for (const std::string& category : chart.categories) j.value(category);
  j.close(']');
  if (chart.type == document::ChartType::pie || chart.type == document::ChartType::doughnut) {
    j.key("p");
    j.open('[');
    for (const std::string& percent : pie_percentages(chart)) j.value(percent);
    j.close(']');
  }
  j.key("s");
  j.open('[');
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const document::ChartSeries& series = chart.series[i];
    j.open('{');
    j.put("n", series.name);
    j.put("u", series.unit);
    write_flag(j, "line", series.line);
    write_flag(j, "y2", series.secondary);
    j.key("v");  // [text, fact, status], null for a gap
    j.open('[');
    for (const document::ChartPoint& point : series.points) {
      j.open('[');
      if (point.value)
        j.value(point.value->str());
      else
        j.null();
      j.value(facts.index(point.fact));
      j.value(point.status == ObsStatus::normal ? std::string_view{} : chinese(point.status));
      j.close(']');
    }
    j.close(']');
    j.close('}');
  }
  j.close(']');
  j.close('}');
}

}  // namespace

HtmlFacts::HtmlFacts(const report::Ledger& ledger) : ledger_(ledger) {
  index_.reserve(ledger.facts().size());
  int next = 0;
  for (const report::Fact& fact : ledger.facts()) index_.emplace(fact.id, next++);
}
int HtmlFacts::index(std::string_view id) const {
  if (id.empty()) return -1;
  const auto found = index_.find(id);
  return found == index_.end() ? -1 : found->second;
}
const report::Fact* HtmlFacts::find(std::string_view id) const {
  const int at = index(id);
  return at < 0 ? nullptr : &ledger_.facts()[static_cast<std::size_t>(at)];
}

std::string html_data(const report::Ledger& ledger, const HtmlFacts& facts,
                      const std::vector<const document::Figure*>& figures) {
  Trees trees;
  ScriptJson j;
  j.open('{');
  j.key("facts");
  j.open('[');
  for (const report::Fact& fact : ledger.facts()) {
    write_fact(j, fact, trees);
    j.out() += '\n';
  }
  j.close(']');
  trees.write(j);
  j.key("charts");
  j.open('[');
  for (const document::Figure* figure : figures) {
    write_chart(j, *figure, facts);
    j.out() += '\n';
  }
  j.close(']');
  j.key("palette");
  j.open('[');
  for (const std::string_view colour : kPalette) j.value("#" + std::string(colour));
  j.close(']');
  j.close('}');
  return j.take();
}

}  // namespace zh::render
