#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Templates of whole projects (templates/NAME/), compiled into the program: a project starts from one without a network.
///
///     template.toml    what follows below: title, and the forms of each department
///     zhiheng.toml     with %YEAR%, %PRIOR% (the year before), %NEXT% (the year after), %YEARS%, %REGION%, %SHORT%, %ISSUER%,
///     %TITLE% report/*.md      chapters, copied as they are catalog/*.toml   indicators of its own, copied as they are
namespace zh::project {

struct TemplateFile {
  std::string name;  ///< quality-annual/report/1-economy.md
  std::string_view text;
};
/// All files of all templates, sorted.
std::vector<TemplateFile> template_files();

/// One sheet of a department's workbook. Exactly one of the three is filled in.
struct FormPlan {
  std::string name;
  std::vector<std::string> indicators;                            ///< a row each; names or codes
  std::string measure, by;                                        ///< a row for each member of the breakdown, then the total
  std::string register_name;                                      ///< a list of things with names
  std::vector<std::pair<std::string, std::string>> columns = {};  ///< of a register: header → field
};
struct WorkbookPlan {
  std::string department;  ///< also the workbook's name
  std::vector<FormPlan> sheets;
};
struct Template {
  std::string name, title, summary;
  std::vector<WorkbookPlan> workbooks;
  std::map<std::string, std::string> files;  ///< path in the project → text, without template.toml
};

std::vector<std::string> template_names();
/// nullopt when there is none of that name.
std::optional<Template> find_template(const std::string& name);

}  // namespace zh::project
