#include "project/template.h"

#include <toml++/toml.h>

#include <algorithm>

namespace zh::project {
namespace {

constexpr std::string_view kPlan = "template.toml";

std::string word(const toml::table& table, const char* key) { return table[key].value_or(std::string()); }

FormPlan form(const toml::table& table) {
  FormPlan plan{.name = word(table, "name"),
                .indicators = {},
                .measure = word(table, "measure"),
                .by = word(table, "by"),
                .register_name = word(table, "register")};
  if (const toml::array* list = table["indicators"].as_array())
    for (const toml::node& node : *list) plan.indicators.push_back(node.value_or(std::string()));
  if (const toml::table* columns = table["columns"].as_table()) {
    std::vector<std::pair<toml::source_position, std::pair<std::string, std::string>>> placed;
    for (const auto& [key, node] : *columns)
      placed.push_back({node.source().begin, {std::string(key.str()), node.value_or(std::string())}});
    // toml++ sorts the keys of a table; the order of columns is the file's.
    std::sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first.line, a.first.column) < std::pair(b.first.line, b.first.column);
    });
    for (auto& [at, column] : placed) plan.columns.push_back(std::move(column));
  }
  return plan;
}

}  // namespace

std::vector<std::string> template_names() {
  std::vector<std::string> names;
  for (const TemplateFile& file : template_files())
    if (const std::string name = file.name.substr(0, file.name.find('/')); names.empty() || names.back() != name)
      names.push_back(name);
  return names;
}

std::optional<Template> find_template(const std::string& name) {
  Template found{.name = name};
  std::optional<toml::table> plan;
  for (const TemplateFile& file : template_files()) {
    if (!file.name.starts_with(name + "/")) continue;
    const std::string path = file.name.substr(name.size() + 1);
    if (path == kPlan)
      plan = toml::parse(file.text, path);
    else
      found.files[path] = std::string(file.text);
  }
  if (!plan) return std::nullopt;
  found.title = word(*plan, "title");
  found.summary = word(*plan, "summary");
  const toml::array* workbooks = (*plan)["workbook"].as_array();
  for (std::size_t i = 0; workbooks && i < workbooks->size(); ++i) {
    const toml::table* table = (*workbooks)[i].as_table();
    if (!table) continue;
    WorkbookPlan workbook{.department = word(*table, "department"), .sheets = {}};
    const toml::array* sheets = (*table)["sheet"].as_array();
    for (std::size_t s = 0; sheets && s < sheets->size(); ++s)
      if (const toml::table* sheet = (*sheets)[s].as_table()) workbook.sheets.push_back(form(*sheet));
    found.workbooks.push_back(std::move(workbook));
  }
  return found;
}

}  // namespace zh::project
