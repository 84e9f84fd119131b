#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/check.h"
#include "project/codes.h"
#include "project/overrides.h"
#include "readback/read.h"
#include "render/render.h"

/// What a number decided by hand does to the others. They are not changed: people are told.
namespace zh::project {
namespace {

constexpr std::size_t kMostPlaces = 8;

/// What a value is, wherever it is printed: the observation, or the derivation.
std::string identity(const expr::Lineage& node) {
  return (node.key ? node.key->str() : node.label + "=" + node.formula) + "|" + (node.number ? node.number->str() : "");
}

/// `seen`: nodes that were asked already; trees share them.
bool rests_on(const expr::LineagePtr& lineage, const std::string& what, std::set<const expr::Lineage*>& seen) {
  if (!lineage || !seen.insert(lineage.get()).second) return false;
  if (identity(*lineage) == what) return true;
  return std::any_of(lineage->inputs.begin(), lineage->inputs.end(),
                     [&](const expr::LineagePtr& input) { return rests_on(input, what, seen); });
}

/// 13.4%（第一章 一、第2段）；…
class Places {
 public:
  void add(const report::Fact& fact) {
    if (++count_ > kMostPlaces) return;
    text_ +=
        (text_.empty() ? "" : "；") + fact.text + "（" + (fact.places.empty() ? fact.id : fact.places.front().str()) + "）";
  }
  void tell(const DiagnosticKind& kind, const report::Fact& decided, Diagnostics& faults) const {
    if (count_ == 0) return;
    const std::string more = count_ > kMostPlaces ? "…（" + std::to_string(count_) + "）" : "";
    faults.add(kind, {decided.decided->where},
               {{"printed", decided.text}, {"computed", decided.decided->computed}, {"places", text_ + more}});
  }

 private:
  std::string text_;
  std::size_t count_ = 0;
};

void tell_dependents(const Model& model, const report::Fact& decided, Diagnostics& faults) {
  if (!decided.value.lineage) return;
  const std::string what = identity(*decided.value.lineage);
  Places elsewhere, computed;
  for (const report::Fact& fact : model.report.ledger.facts()) {
    if (fact.id == decided.id || fact.decided || !fact.value.lineage) continue;
    std::set<const expr::Lineage*> seen;
    if (identity(*fact.value.lineage) == what)
      elsewhere.add(fact);
    else if (rests_on(fact.value.lineage, what, seen))
      computed.add(fact);
  }
  elsewhere.tell(kOverrideElsewhere, decided, faults);
  computed.tell(kOverrideDependents, decided, faults);
}

/// What the checker finds in a report as it is printed, with the words around it.
std::vector<std::pair<std::string, std::string>> contradictions(const Model& model, const report::Output& report,
                                                                Diagnostics& faults) {
  const std::string bytes = render::write_docx(report.document, report.ledger, model.config.layout, {}, {});
  const auto reading = readback::read_docx("report.docx", bytes, faults);
  std::vector<std::pair<std::string, std::string>> out;
  if (!reading) return out;
  const check::Result result = check::check(*reading);
  for (const check::Finding& finding : result.findings) {
    if (finding.weight == check::Weight::note) continue;
    const std::size_t from = finding.range.start > 20 ? finding.range.start - 20 : 0;
    std::string around = to_utf8(std::u32string_view(reading->text).substr(from, finding.range.end - from + 20));
    for (char& c : around)
      if (c == '\n' || c == '\t') c = ' ';
    out.emplace_back(finding.rule + " " + finding.message, "（…" + around + "…）");
  }
  return out;
}

}  // namespace

void tell_consequences(const Model& model, Diagnostics& faults) {
  for (const report::Fact& fact : model.report.ledger.facts())
    if (fact.decided) tell_dependents(model, fact, faults);
  report::Input input;
  input.meta = model.report.document.meta;
  input.chapters = model.chapters;
  input.environment = model.indicators.get();
  input.context = model.context;
  input.registers = &model.returns.registers;
  Diagnostics ignored;  // told when the report itself was composed
  const report::Output without = report::compose(input, ignored);
  std::set<std::string> known;
  for (const auto& [message, around] : contradictions(model, without, ignored)) known.insert(message);
  for (const auto& [message, around] : contradictions(model, model.report, ignored))
    if (known.count(message) == 0)
      faults.add(kOverrideContradiction, {{.file = kOverridesFile}}, {{"message", message + around}});
}

}  // namespace zh::project
