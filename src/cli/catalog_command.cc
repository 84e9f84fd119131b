#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "catalog/catalog.h"
#include "cli/app.h"
#include "expr/expr.h"
#include "report/report.h"

namespace zh::cli {
namespace {

std::string padded(const std::string& text, int width) {
  return text + std::string(static_cast<std::size_t>(std::max(1, width - display_width(text))), ' ');
}

bool matches(const std::string& word, const std::vector<std::string>& names) {
  const std::string folded = fold_label(word);
  for (const std::string& name : names)
    if (fold_label(name).find(folded) != std::string::npos) return true;
  return word.empty();
}

/// What one must know to write it into returns.toml: its other names, its breakdowns by code, how it is computed.
void print_details(const catalog::Indicator& indicator, const catalog::Catalog& catalog, const Translate& tr,
                   std::ostream& out) {
  if (!indicator.definition.empty()) out << "    " << indicator.definition << "\n";
  std::string aliases;
  for (const std::string& alias : indicator.aliases) aliases += (aliases.empty() ? "" : "、") + alias;
  if (!aliases.empty()) out << "    " << say(tr, ZH_N("also called: {0}"), aliases) << "\n";
  for (const auto& [code, name] : indicator.by) {
    constexpr std::size_t kNamed = 8;
    std::string members;
    const catalog::MemberList* list = catalog.list(name);
    for (std::size_t i = 0; list && i < std::min(kNamed, list->members.size()); ++i)
      members += (i == 0 ? "" : "、") + list->members[i];
    if (list && list->members.size() > kNamed) members += "……";
    out << "    "
        << (members.empty() ? say(tr, ZH_N("breakdown {0}: {1}, members as the returns give them"), code, name)
                            : say(tr, ZH_N("breakdown {0}: {1} ({2})"), code, name, members))
        << "\n";
  }
  if (!indicator.formula.empty()) out << "    " << say(tr, ZH_N("computed: {0}"), indicator.formula) << "\n";
}

}  // namespace

int catalog_command(const std::string& word, bool page, Terminal& terminal, const Translate& tr) {
  catalog::Catalog catalog;
  Diagnostics faults;
  catalog::load_standard(catalog, faults);
  catalog.validate(faults);
  if (faults.has_errors()) return show(faults, terminal, tr);
  if (page) {
    terminal.out << catalog::reference_page(catalog);
    return Exit::ok;
  }
  int found = 0;
  for (const catalog::Indicator& indicator : catalog.indicators()) {
    std::vector<std::string> names = indicator.aliases;
    names.insert(names.end(), {indicator.code, indicator.name, indicator.english});
    if (!matches(word, names)) continue;
    ++found;
    terminal.out << padded(indicator.code, 36) << padded(indicator.name, 36) << indicator.unit.str() << "\n";
    if (!word.empty()) print_details(indicator, catalog, tr, terminal.out);
  }
  if (found == 0) {
    terminal.err << say(tr, ZH_N("no indicator holds “{0}” in its code or names"), word);
    const std::string meant = nearest(word, catalog.names());
    if (!meant.empty()) terminal.err << say(tr, ZH_N("; did you mean “{0}”?"), meant);
    terminal.err << "\n";
    return Exit::faults;
  }
  return Exit::ok;
}

int functions_command(const std::string& word, Terminal& terminal, const Translate& tr) {
  int found = 0;
  for (const expr::Builtin& f : expr::builtins()) {
    if (!matches(word, {f.name, f.ascii})) continue;
    ++found;
    terminal.out << padded(std::string(f.name) + f.parameters, 34) << padded(f.ascii, 14) << f.documentation << "\n"
                 << std::string(48, ' ') << f.example << "\n";
  }
  for (const report::Wording& w : report::wordings()) {
    if (!matches(word, {w.name, w.ascii})) continue;
    ++found;
    terminal.out << padded("| " + std::string(w.name) + w.parameters, 34) << padded(w.ascii, 14) << tr(w.documentation) << "\n"
                 << std::string(48, ' ') << w.example << "\n";
  }
  if (found > 0) return Exit::ok;
  terminal.err << say(tr, ZH_N("no function or wording holds “{0}” in its name"), word) << "\n";
  return Exit::faults;
}

}  // namespace zh::cli
