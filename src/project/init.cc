#include "project/init.h"

#include <fmt/format.h>

#include "base/text.h"
#include "project/codes.h"
#include "project/form.h"
#include "project/roll.h"
#include "project/template.h"

namespace zh::project {
namespace {

using Files = std::map<std::string, std::string>;  ///< path in the project → bytes

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

/// The inside of a TOML string: what stands between its quotes.
std::string inside(const std::string& text) {
  const std::string quoted = toml_text(text);
  return quoted.substr(1, quoted.size() - 2);
}

std::string filled_in(std::string text, const InitOptions& options, const std::string& title) {
  const std::string short_name = options.short_name.empty() ? options.region : options.short_name;
  text = replaced(std::move(text), "%TITLE%", inside(title));  // may hold %YEAR% itself
  text = replaced(std::move(text), "%YEAR%", std::to_string(options.year));
  text = replaced(std::move(text), "%PRIOR%", std::to_string(options.year - 1));
  text = replaced(std::move(text), "%NEXT%", std::to_string(options.year + 1));
  text = replaced(std::move(text), "%YEARS%", std::to_string(options.years));
  text = replaced(std::move(text), "%ISSUER%", inside(options.issuer));
  text = replaced(std::move(text), "%SHORT%", inside(short_name));
  return replaced(std::move(text), "%REGION%", inside(options.region));
}

Files from_template(const Template& plan, const InitOptions& options) {
  Files files;
  Diagnostics of_catalog;  // embedded: a test keeps it free of faults
  catalog::Catalog catalog;
  catalog::load_standard(catalog, of_catalog);
  for (const auto& [path, text] : plan.files) {
    files[path] = path == "zhiheng.toml" ? filled_in(text, options, options.title.empty() ? plan.title : options.title) : text;
    if (path.starts_with("catalog/")) catalog.load(text, path, of_catalog);
  }
  std::string map = "# 各部门报表与指标的对应关系。表格按文字找，不按单元格地址找；表头和行名的文字改了，这里跟着改。\n";
  for (const WorkbookPlan& workbook : plan.workbooks) {
    const std::string name = workbook.department + ".xlsx";
    std::vector<render::FormSheet> sheets;
    map += fmt::format("\n# ------------------------------------------------ {}\n", workbook.department);
    for (const FormPlan& form : workbook.sheets) {
      sheets.push_back(blank_form(form, {options.region, options.year, options.years, workbook.department}, catalog));
      map += form_block(form, name, catalog) + "\n";
    }
    files["returns/" + name] = render::write_form_workbook(sheets);
  }
  files["returns.toml"] = map;
  return files;
}

/// What the new project wants is found by reading it as a build would.
std::vector<WantedSheet> wanted_in(const Files& files, const std::string& program, Diagnostics& faults) {
  MemoryWorld world;
  for (const auto& [path, bytes] : files) world.files["p/" + path] = bytes;
  Diagnostics warnings;
  const auto model = open("p", world, program, warnings);
  for (const Diagnostic& diagnostic : warnings.list())
    if (diagnostic.kind->severity == Severity::error) faults.add(diagnostic);
  if (!model) return {};
  return wanted(model->returns, model->catalog, model->config, files.at("returns.toml"));
}

/// What was changed in last year's texts, and what a person should look at.
std::string rolled_page(const InitSummary& summary) {
  std::string page =
      "# "
      "延续说明\n\n本项目由上一年的项目延续而来。各章保留原文，其中指报告年份的年份已经顺延；没有数字的叙述还是上一年的，请逐段"
      "看过。"
      "看完以后这个文件可以删掉。\n";
  for (const bool left : {true, false}) {
    page += left ? "\n## 请看：没有改的年份\n\n文件名、引文、某年某月、跨出报告期的年份，都照原样留着。\n\n"
                 : "\n## 已经顺延的年份\n\n";
    for (const RolledLine& line : summary.lines)
      if (line.left == left) page += fmt::format("- {} 第{}行：{}\n", line.file, line.line, line.after);
  }
  page += "\n## 没有带过来的\n\n";
  for (const std::string& file : summary.dropped) page += "- " + file + "\n";
  return page;
}

bool write(const InitOptions& options, Files files, World& world, Diagnostics& faults, InitSummary& summary) {
  summary.wanted = wanted_in(files, options.program, faults);
  Diagnostics none;
  MemoryWorld made;
  made.files["zhiheng.toml"] = files.at("zhiheng.toml");
  if (const auto config = load_config("", made, none)) files["填报清单.md"] = wanted_page(summary.wanted, *config);
  std::vector<std::pair<std::string, std::string>> outputs;
  for (auto& [path, bytes] : files) {
    summary.written.push_back(path);
    outputs.emplace_back(join_path(options.folder, path), std::move(bytes));
  }
  std::string why;
  if (world.write_all(outputs, &why)) return true;
  faults.add(kNotWritten, {}, {{"why", why}});
  return false;
}

}  // namespace

bool init(const InitOptions& options, World& world, Diagnostics& faults, InitSummary& summary) {
  if (options.occupied || !world.list(options.folder).empty()) {
    faults.add(kNotEmpty, {}, {{"folder", options.folder}});
    return false;
  }
  if (!options.from.empty()) {
    Files files = rolled(options, world, faults, summary);
    if (files.empty()) return false;
    files["延续说明.md"] = rolled_page(summary);
    return write(options, std::move(files), world, faults, summary);
  }
  const auto plan = find_template(options.template_name);
  if (!plan) {
    const std::vector<std::string> names = template_names();
    std::string present;
    for (const std::string& name : names) present += (present.empty() ? "" : ", ") + name;
    faults.add(kNoTemplate, {}, {{"name", options.template_name}, {"present", present}}, nearest(options.template_name, names));
    return false;
  }
  return write(options, from_template(*plan, options), world, faults, summary);
}

}  // namespace zh::project
