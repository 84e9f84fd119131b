#include "project/config.h"

#include <toml++/toml.h>

#include "base/text.h"
#include "formats/toml_words.h"
#include "project/codes.h"
#include "project/config_table.h"

namespace zh::project {
namespace {

/// "2024-05" → 2024年5月; any other text stays.
std::string issued_words(const std::string& text) {
  if (const auto period = Period::parse(text)) return period->chinese();
  return text;
}

ingest::RegionName read_region(Table table, bool required) {
  ingest::RegionName region;
  if (required)
    table.required_text("name", region.name, "region = { name = \"某某市\" }");
  else
    table.text("name", region.name);
  table.text("code", region.code);
  table.text("short", region.short_name);
  table.text("parent", region.parent);
  table.finish();
  if (region.short_name.empty()) region.short_name = region.name;
  if (region.code.empty()) region.code = region.name;
  return region;
}

std::vector<std::string> read_texts(Table& table, const char* key) {
  std::vector<std::string> out;
  const toml::node* node = table.get(key);
  if (!node) return out;
  const toml::array* list = node->as_array();
  if (!list) table.wrong(*node, key, ZH_N("a list of texts"));
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    if (auto text = (*list)[i].value_exact<std::string>())
      out.push_back(*text);
    else
      table.wrong((*list)[i], key, ZH_N("text in quotes"));
  }
  return out;
}

/// [[public.mask]] and [[public.suppress]].
template <class Sub>
void read_rules(Table& table, EditionRules& rules, const Sub& sub) {
  const auto each = [&](const char* key, const std::string& prefix, const auto& read) {
    const toml::node* node = table.get(key);
    const toml::array* list = node ? node->as_array() : nullptr;
    if (node && !list) table.wrong(*node, key, "[[public." + std::string(key) + "]]");
    for (std::size_t i = 0; list && i < list->size(); ++i)
      if (const toml::table* element = (*list)[i].as_table()) {
        Table one = sub(*element, prefix.c_str());
        read(one);
        one.finish();
      }
  };
  each("mask", "public.mask", [&](Table& one) {
    Mask mask{.where = one.here()};
    one.text("list", mask.list);
    one.text("register", mask.reg);
    one.text("field", mask.field);
    one.text("as", mask.as);
    rules.masks.push_back(std::move(mask));
  });
  each("suppress", "public.suppress", [&](Table& one) {
    Suppression rule{.where = one.here()};
    one.required_text("indicator", rule.indicator, "indicator = \"…\"");
    if (const toml::node* below = one.get("below")) {
      if (auto integer = below->value_exact<std::int64_t>())
        rule.below = Decimal(*integer);
      else if (auto text = below->value_exact<std::string>())
        rule.below = Decimal::parse(*text);
      if (!rule.below) one.wrong(*below, "below", ZH_N("a whole number, or a decimal in quotes"));
    }
    rule.members = read_texts(one, "members");
    rule.with = read_texts(one, "with");
    if (!rule.below && rule.members.empty()) one.required_text("members", rule.indicator, "members = [\"…\"]");
    rules.suppressions.push_back(std::move(rule));
  });
}

void read_layout(Table table, const std::string& folder, const World& world, render::Layout& layout, Diagnostics& faults) {
  std::string style = "gbt9704", template_file;
  table.text("style", style);
  if (style != "gbt9704") table.wrong(*table.get("style"), "style", "\"gbt9704\"");
  table.text("template", template_file);
  if (!template_file.empty()) {
    std::string why;
    if (auto bytes = world.read(join_path(folder, template_file), &why)) {
      layout.template_docx = std::move(*bytes);
      render::check_template(layout.template_docx, template_file, faults);
    } else
      faults.add(kNoFile, {table.at(table.get("template")->source())}, {{"file", template_file}, {"why", why}});
  }
  table.measure("page-width", layout.page_width_mm, 50, 1000);
  table.measure("page-height", layout.page_height_mm, 50, 1000);
  table.measure("margin-top", layout.margin_top_mm, 0, 200);
  table.measure("margin-bottom", layout.margin_bottom_mm, 0, 200);
  table.measure("margin-left", layout.margin_left_mm, 0, 200);
  table.measure("margin-right", layout.margin_right_mm, 0, 200);
  table.measure("body-size", layout.body_pt, 5, 72);
  table.measure("line-pitch", layout.line_pitch_pt, 5, 200);
  table.measure("condensed", layout.condensed_pt, 0, 5);
  table.text("body-font", layout.body_font);
  table.text("title-font", layout.title_font);
  table.text("heading1-font", layout.heading1_font);
  table.text("heading2-font", layout.heading2_font);
  table.text("table-font", layout.table_font);
  table.text("latin-font", layout.latin_font);
  table.yes_no("heading-bold", layout.heading_bold);
  table.text("header", layout.header_text);
  table.yes_no("cover", layout.cover);
  table.yes_no("toc", layout.toc);
  table.yes_no("list-of-figures", layout.list_of_figures);
  table.yes_no("list-of-tables", layout.list_of_tables);
  table.finish();
}

}  // namespace

std::optional<Format> parse_format(std::string_view name) {
  if (name == "docx") return Format::docx;
  if (name == "html") return Format::html;
  if (name == "pdf") return Format::pdf;
  if (name == "xlsx") return Format::xlsx;
  if (name == "json") return Format::json;
  return std::nullopt;
}

std::optional<Config> load_config(const std::string& folder, const World& world, Diagnostics& faults) {
  const std::string file = "zhiheng.toml";
  std::string why;
  const auto text = world.read(join_path(folder, file), &why);
  if (!text) {
    faults.add(kNoProject, {}, {{"file", join_path(folder, file)}, {"why", why}});
    return std::nullopt;
  }
  if (!is_valid_utf8(*text)) {
    faults.add(kNotUtf8, {{.file = file}});
    return std::nullopt;
  }
  const std::vector<std::string> lines = split_lines(*text);
  toml::table parsed;
  try {
    parsed = toml::parse(*text, file);
  } catch (const toml::parse_error& fault) {
    const auto& begin = fault.source().begin;
    Location where{.file = file, .line = static_cast<int>(begin.line), .column = static_cast<int>(begin.column)};
    if (where.line >= 1 && where.line <= static_cast<int>(lines.size())) where.source_line = lines[where.line - 1];
    faults.add(kTomlSyntax, {where}, {{"why", formats::toml_fault(fault.description())}});
    return std::nullopt;
  }

  Config config;
  Table root(parsed, "", file, lines, faults);
  const auto sub = [&](const toml::table& table, const std::string& prefix) {
    return Table(table, prefix + ".", file, lines, faults);
  };
  root.required_text("title", config.title, "title = \"2023年度质量状况分析报告\"");
  root.text("issuer", config.issuer);
  root.text("issued", config.issued);
  config.issued = issued_words(config.issued);
  root.integer("period", config.year, 1950, 2199);
  if (config.year == 0 && !parsed.contains("period"))
    faults.add(kMissingKey, {root.here()}, {{"key", "period"}, {"example", "period = 2023"}});
  root.integer("years", config.years, 1, 50);
  if (const toml::table* region = root.table("region"))
    config.region = read_region(sub(*region, "region"), true);
  else
    faults.add(kMissingKey, {root.here()}, {{"key", "region"}, {"example", "region = { name = \"某某市\" }"}});
  if (const toml::node* node = root.get("regions")) {
    if (const toml::array* list = node->as_array()) {
      for (const toml::node& element : *list) {
        if (const toml::table* table = element.as_table())
          config.regions.push_back(read_region(sub(*table, "regions"), true));
        else
          root.wrong(element, "regions", ZH_N("a list of { name = \"…\" }"));
      }
    } else {
      root.wrong(*node, "regions", ZH_N("a list of { name = \"…\" }"));
    }
  }
  if (const toml::table* numbers = root.table("numbers")) {
    Table table = sub(*numbers, "numbers");
    std::string rounding = "half-up";
    table.text("rounding", rounding);
    if (rounding == "half-even")
      config.rounding = Rounding::half_even;
    else if (rounding != "half-up")
      table.wrong(*table.get("rounding"), "rounding", ZH_N("\"half-up\" or \"half-even\""));
    table.integer("few", config.few, 0, 1000000);
    table.finish();
  }
  if (const toml::table* layout = root.table("layout"))
    read_layout(sub(*layout, "layout"), folder, world, config.layout, faults);
  if (const toml::table* output = root.table("output")) {
    Table table = sub(*output, "output");
    if (const toml::node* node = table.get("formats")) {
      config.formats = {Format::json};
      const toml::array* list = node->as_array();
      if (!list) table.wrong(*node, "formats", ZH_N("a list of docx, html, pdf, xlsx, json"));
      for (std::size_t i = 0; list && i < list->size(); ++i) {
        const auto format = parse_format((*list)[i].value<std::string>().value_or(""));
        if (format)
          config.formats.insert(*format);
        else
          table.wrong((*list)[i], "formats", ZH_N("docx, html, pdf, xlsx or json"));
      }
    }
    std::string edition = "internal";
    table.text("edition", edition);
    if (const auto known = parse_edition(edition))
      config.edition = *known;
    else
      table.wrong(*table.get("edition"), "edition", ZH_N("\"internal\" or \"public\""));
    table.finish();
  }
  if (const toml::table* rules = root.table("public")) {
    Table table = sub(*rules, "public");
    read_rules(table, config.rules, [&](const toml::table& each, const char* prefix) { return sub(each, prefix); });
    table.finish();
  }
  if (const toml::node* node = root.get("estimate")) {
    const toml::array* list = node->as_array();
    if (!list) root.wrong(*node, "estimate", ZH_N("[[estimate]] blocks"));
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      const toml::table* element = (*list)[i].as_table();
      if (!element) continue;
      Table table = sub(*element, "estimate");
      indicator::Estimate estimate;
      table.required_text("indicator", estimate.indicator, "indicator = \"某项指标\"");
      table.text("region", estimate.region);
      if (const toml::node* period = table.get("period")) {
        if (auto year = period->value_exact<std::int64_t>())
          estimate.period = std::to_string(*year);
        else if (auto words = period->value_exact<std::string>())
          estimate.period = *words;
        else
          table.wrong(*period, "period", ZH_N("a year or a period in quotes"));
      } else {
        faults.add(kMissingKey, {table.here()}, {{"key", "estimate.period"}, {"example", "period = 2022"}});
      }
      table.required_text("formula", estimate.formula, "formula = \"某项指标[2023] / (1 + 某项指标增速[2023])\"");
      table.text("note", estimate.note);
      if (const toml::node* formula = element->get("formula")) {
        estimate.where = table.at(formula->source());
        ++estimate.where.column;  // past the opening quote: faults point into the formula
      } else {
        estimate.where = table.here();
      }
      table.finish();
      config.estimates.push_back(std::move(estimate));
    }
  }
  if (const toml::node* node = root.get("records"))
    config.records = read_records(*node, root, folder, world, file, lines, faults);
  if (const toml::table* engine = root.table("engine"))
    config.cluster = read_engine(*engine, folder, world, file, lines, faults);
  for (ingest::RecordSourceConfig& source : config.records) {
    if (source.table.empty() || source.server) continue;
    source.server = config.cluster;
    if (!config.cluster && !faults.has_errors())
      faults.add(kMissingKey, {source.where},
                 {{"key", "records.server"}, {"example", "server = { address = \"https://host:8443\", user = \"reader\" }"}});
  }
  root.finish();
  return config;
}

}  // namespace zh::project
