#include "report/report.h"

#include <fmt/format.h>

#include <sstream>

#include "base/text.h"
#include "indicator/indicator.h"
#include "suite_runner.h"

/// Kinds "report" and "wording".
///
/// "report": the input is a chapter; parts "catalog" (TOML), "values" and "register NAME" (a header line, then rows, cells
/// apart by |). Output: the document as an outline, the ledger, the faults.
///
/// "wording" (part "catalog" too): lines "NAME PERIOD VALUE …" give values, lines with {{ }} are printed one by one, each followed by its faults.
///
/// A line of values: NAME PERIOD VALUE [region=…] [BREAKDOWN=MEMBER] [status=E] [decimals=n]; VALUE is - when there is none.
namespace zh::suite {
namespace {

constexpr const char* kCatalog = R"toml(
[test.income]
name = "收入"
unit = "亿元"
kind = "flow"
[test.profit]
name = "利润"
unit = "亿元"
kind = "flow"
[test.profit_growth]
name = "利润增速"
unit = "%"
kind = "growth"
growth_of = "test.profit"
[test.devices]
name = "设备"
unit = "台"
kind = "stock"
by = { type = "设备类别" }
[test.users]
name = "市场主体"
unit = "户"
kind = "flow"
[test.pass]
name = "合格率"
unit = "%"
kind = "rate"
decimals = 2
better = "higher"
[[test.pass.target]]
value = 96
by = 2025
document = "某规划"
clause = "第三条"
[test.added]
name = "增加值增速"
unit = "%"
kind = "growth"
[test.chains]
name = "产业链"
unit = "条"
kind = "stock"
[lists."设备类别"]
is = "partition"
members = ["锅炉", "电梯", "起重机械"]
)toml";

/// Everything an expression can see, from the text of a case.
struct TestWorld {
  catalog::Catalog catalog;
  store::Store store;
  expr::Context context;
  std::unique_ptr<indicator::Indicators> indicators;
  std::vector<store::Register> registers;
  Diagnostics faults;

  explicit TestWorld(const std::string& definitions) {
    catalog.load(definitions, "catalog.toml", faults);
    catalog.validate(faults);
    context.period = Period::year(2023);
    context.region = "ZONE";
    context.years = 3;
  }

  void value_line(const std::string& line) {
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
        o.status = *parse_status(text);
      else if (key == "decimals")
        o.decimals = std::stoi(text);
      else if (key == "estimate")
        o.estimate = text;
      else
        o.key.members[key] = text;
    }
    o.origins.push_back(
        {"returns/a.xlsx", "表", "B" + std::to_string(store.all().size() + 1), value, value, indicator->unit.str()});
    store.put(std::move(o));
  }

  void finish() {
    std::vector<ingest::RegionName> regions{{"ZONE", "昆明经济技术开发区", "经开区", "CITY"},
                                            {"HITECH", "昆明高新区", "高新区", "CITY"},
                                            {"CITY", "昆明市", "全市"}};
    indicators = std::make_unique<indicator::Indicators>(catalog, store, regions, "ZONE", context);
    indicators->prepare({}, faults);
  }
};

std::string shown(const document::Inlines& inlines, const report::Ledger& ledger) {
  std::string out;
  for (const document::Inline& item : inlines) {
    if (const auto* text = std::get_if<document::Text>(&item))
      out += text->strong ? "**" + text->text + "**" : text->emphasis ? "*" + text->text + "*" : text->text;
    if (const auto* number = std::get_if<document::Number>(&item))
      out += "«" + number->text + "»" + (ledger.find(number->fact) ? "" : "(no fact)");
    if (const auto* reference = std::get_if<document::Reference>(&item)) out += "→" + reference->text;
    if (std::holds_alternative<document::LineBreak>(item)) out += "⏎";
  }
  return out;
}

struct Outline {
  const report::Ledger& ledger;
  std::string out;
  std::string indent;

  void line(const std::string& text) { out += indent + text + "\n"; }
  void blocks(const std::vector<document::Block>& list) {
    for (const document::Block& block : list) std::visit([&](const auto& content) { show(content); }, block.content);
  }
  void show(const document::Heading& h) {
    line(fmt::format("h{} {}{} #{}", h.level, h.number, shown(h.content, ledger), h.anchor));
  }
  void show(const document::Paragraph& p) {
    static const char* const kRoles[] = {"p", "note", "source", "quote", "signature"};
    line(std::string(kRoles[static_cast<int>(p.role)]) + " " + shown(p.content, ledger));
  }
  void show(const document::List& l) {
    for (const auto& item : l.items) line((l.ordered ? "1. " : "- ") + shown(item, ledger));
  }
  void show(const document::PageBreak&) { line("page break"); }
  void show(const document::CaseBox& c) {
    line("case " + c.title);
    indent += "  ";
    blocks(c.blocks);
    indent.resize(indent.size() - 2);
  }
  void show(const document::Table& t) {
    line(fmt::format("table {} {} #{}{}{}", t.number, shown(t.caption, ledger), t.id, t.landscape ? " landscape" : "",
                     t.unit_note.empty() ? "" : " （" + t.unit_note + "）"));
    for (std::size_t r = 0; r < t.rows.size(); ++r) {
      std::string row = static_cast<int>(r) < t.header_rows ? "  ‖" : "  |";
      for (const document::TableCell& cell : t.rows[r]) {
        row += " " + shown(cell.content, ledger);
        if (cell.column_span > 1) row += fmt::format("[{} columns]", cell.column_span);
        if (cell.row_span > 1) row += fmt::format("[{} rows]", cell.row_span);
        if (cell.total) row += "[total]";
        row += " |";
      }
      line(row);
    }
    for (const auto& note : t.notes) line("  " + shown(note, ledger));
  }
  void show(const document::Figure& f) {
    line(fmt::format("figure {} {} #{}", f.number, shown(f.caption, ledger), f.id));
    line(fmt::format("  {} axes “{}” “{}” labels {}{}{}", static_cast<int>(f.chart.type), f.chart.axis_title,
                     f.chart.secondary_axis_title, f.chart.label_value ? "v" : "", f.chart.label_percent ? "p" : "",
                     f.chart.label_name ? "n" : ""));
    for (const auto& series : f.chart.series) {
      std::string row = "  " + series.name + "（" + series.unit + "）" + (series.line ? " line" : "") +
                        (series.secondary ? " secondary" : "") + ":";
      for (std::size_t i = 0; i < series.points.size(); ++i) {
        const auto& point = series.points[i];
        row += " " + f.chart.categories[i] + " " + (point.value ? point.value->str() : "·") +
               (point.value && !ledger.find(point.fact) ? "(no fact)" : "");
      }
      line(row);
    }
    line("  " + f.alternative);
    for (const auto& note : f.notes) line("  " + shown(note, ledger));
  }
};

std::string faults_of(const Diagnostics& faults) {
  std::string out;
  for (const Diagnostic& d : faults.list()) out += describe(d);
  return out;
}

std::string run_report(const Case& test) {
  const auto part = [&](const std::string& name) {
    const auto at = test.parts.find(name);
    return at == test.parts.end() ? std::string() : at->second;
  };
  TestWorld world(test.parts.count("catalog") ? part("catalog") : kCatalog);
  for (const std::string& line : split_lines(part("values")))
    if (!trim(line).empty()) world.value_line(line);
  world.finish();
  for (const auto& [name, text] : test.parts) {
    if (name.rfind("register ", 0) != 0) continue;
    store::Register r{name.substr(9), {}, {}};
    for (const std::string& line : split_lines(text)) {
      if (trim(line).empty()) continue;
      std::vector<std::string> cells;
      std::istringstream in(line);
      for (std::string cell; std::getline(in, cell, '|');) cells.emplace_back(trim(cell));
      if (r.fields.empty())
        r.fields = cells;
      else
        r.rows.push_back({cells, {}});
    }
    world.registers.push_back(std::move(r));
  }
  report::Input input{.meta = {.title = "报告"},
                      .chapters = {{"report/1.md", test.input}},
                      .environment = world.indicators.get(),
                      .context = world.context,
                      .registers = &world.registers};
  Diagnostics faults = std::move(world.faults);
  const report::Output output = report::compose(input, faults);
  Outline outline{output.ledger, {}, {}};
  outline.blocks(output.document.blocks);
  std::string out = outline.out;
  for (const report::Fact& fact : output.ledger.facts()) {
    out += fmt::format("{}  {} = {}{} {}", fact.id, fact.expression,
                       fact.value.number ? fact.value.number->str_decimal(4) : "缺", fact.value.unit.str(), fact.text);
    if (!fact.wording.empty()) out += " | " + fact.wording;
    if (!fact.words.empty()) out += " “" + fact.words + "”";
    for (const report::Place& place : fact.places) out += fmt::format("; {} {}:{}", place.str(), place.file, place.line);
    out += "\n";
  }
  return out + faults_of(faults);
}

std::string run_wording(const Case& test) {
  const auto own = test.parts.find("catalog");
  TestWorld world(own == test.parts.end() ? kCatalog : own->second);
  std::vector<std::string> bindings;
  for (const std::string& line : split_lines(test.input)) {
    if (line.find("{{") != std::string::npos)
      bindings.push_back(line);
    else if (!trim(line).empty())
      world.value_line(line);
  }
  world.finish();
  std::string out = faults_of(world.faults);
  for (const std::string& binding : bindings) {
    report::Input input{.meta = {},
                        .chapters = {{"1.md", "# 章\n\n" + binding}},
                        .environment = world.indicators.get(),
                        .context = world.context};
    Diagnostics faults;
    const report::Output output = report::compose(input, faults);
    for (std::size_t i = 1; i < output.document.blocks.size(); ++i)
      if (const auto* p = std::get_if<document::Paragraph>(&output.document.blocks[i].content))
        out += shown(p->content, output.ledger) + "\n";
    out += faults_of(faults);
  }
  return out;
}

const Kind kReport{"report", run_report};
const Kind kWording{"wording", run_wording};

}  // namespace
}  // namespace zh::suite
