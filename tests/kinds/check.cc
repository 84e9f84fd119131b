// Kind "check": the input is a report as plain text or Markdown. Output: what the checker decided, one relation a line, in the
// order of the rules: = holds, ! contradictory, ? undecided, then rule, kind and formula; below a contradiction its first
// repair.
#include "check/check.h"

#include "readback/text.h"
#include "suite_runner.h"

namespace zh::suite {
namespace {

std::string run_check(const Case& test) {
  Diagnostics faults;
  const std::optional<readback::Reading> reading = readback::read_text("report.md", test.input, faults);
  if (!reading) return "unreadable\n";
  const check::Result result = check::check(*reading);
  std::string out;
  for (const check::Relation& r : result.relations) {
    const char* mark = r.verdict == check::Verdict::consistent ? "=" : r.verdict == check::Verdict::contradictory ? "!" : "?";
    out += std::string(mark) + " " + r.rule + " " + r.kind + "  " + r.formula + "\n";
    if (r.verdict == check::Verdict::contradictory && !r.repairs.empty()) {
      const check::Repair& best = r.repairs.front();
      const auto change = [&](int number, const std::string& text) {
        return result.numbers[static_cast<std::size_t>(number)].text + " → " + text;
      };
      out += "    " + change(best.number, best.replacement);
      for (const check::Repair::Change& c : best.also) out += ", " + change(c.number, c.replacement);
      out += "\n";
    }
  }
  return out;
}

/// What every numeral of a document is, as far as it is understood.
std::string run_numbers(const Case& test) {
  Diagnostics faults;
  const std::optional<readback::Reading> reading = readback::read_text("report.md", test.input, faults);
  if (!reading) return "unreadable\n";
  std::string out;
  for (const check::Numeral& n : check::check(*reading).numbers)
    out += n.text + "  " + n.role + "  " + (n.subject.empty() ? "—" : n.subject) + "  " + (n.period.empty() ? "—" : n.period) +
           "\n";
  return out;
}

const Kind kCheck("check", run_check);
const Kind kNumbers("numbers", run_numbers);

}  // namespace
}  // namespace zh::suite
