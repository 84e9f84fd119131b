#include <ostream>

#include "base/text.h"
#include "check/rule_book.h"
#include "cli/app.h"

namespace zh::cli {

int rules_command(const std::string& code, bool page, Terminal& terminal, Language language, const Translate& tr) {
  if (page) {
    terminal.out << check::rules_page();
    return Exit::ok;
  }
  std::string wanted = code;
  for (char& c : wanted)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  std::vector<const check::RuleEntry*> found;
  std::vector<std::string> codes;
  for (const check::RuleEntry& rule : check::rule_book()) {
    codes.emplace_back(rule.code);
    if (codes.back().compare(0, wanted.size(), wanted) == 0) found.push_back(&rule);
  }
  for (const check::RuleEntry* rule : found) {
    const check::RuleWords& words = language == Language::chinese ? rule->chinese : rule->english;
    terminal.out << rule->code << "  " << words.title << "\n";
    if (wanted.empty()) continue;
    terminal.out << "\n  " << words.claims << "\n\n  " << tr(ZH_N("example:")) << " " << rule->example << "\n  "
                 << tr(ZH_N("silent:")) << " " << words.silent << "\n"
                 << (rule == found.back() ? "" : "\n");
  }
  if (!found.empty()) return Exit::ok;
  terminal.err << say(tr, ZH_N("there is no rule {0}"), code);
  const std::string meant = nearest(wanted, codes);
  if (!meant.empty()) terminal.err << say(tr, ZH_N("; did you mean “{0}”?"), meant);
  terminal.err << "\n";
  return Exit::faults;
}

}  // namespace zh::cli
