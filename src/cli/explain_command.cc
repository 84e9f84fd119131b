#include <ostream>
#include <set>

#include "base/text.h"
#include "cli/app.h"
#include "project/build.h"

namespace zh::cli {
namespace {

std::string number_words(const std::optional<Rational>& number, const Unit& unit) {
  if (!number) return "—";
  return number->str_decimal(6) + unit.str();
}

/// "label = formula = substituted = value", without repeating what is the same.
std::string headline(const expr::Lineage& node) {
  std::string text = node.label;
  for (const std::string& part : {node.formula, node.substituted})
    if (!part.empty() && part != text) text += (text.empty() ? "" : " = ") + part;
  std::string value = number_words(node.number, node.unit);
  if (node.number && !node.number->exact_decimal()) value = node.number->str() + " = " + value;
  if (text.empty()) return value;
  return text + " = " + value;
}

void print_tree(const expr::Lineage& node, const std::string& indent, const Translate& tr, std::ostream& out) {
  const std::size_t count = node.inputs.size();
  std::vector<std::string> leaves;
  for (const store::Origin& origin : node.origins) {
    std::string line = origin.str();
    if (!origin.shown.empty())
      line += say(tr, ZH_N("  (in the cell: {0}{1})"), origin.shown, origin.unit.empty() ? "" : " " + origin.unit);
    leaves.push_back(line);
  }
  if (!node.note.empty()) leaves.push_back(node.note);
  for (std::size_t i = 0; i < leaves.size(); ++i)
    out << indent << (count == 0 && i + 1 == leaves.size() ? "└─ " : "├─ ") << leaves[i] << "\n";
  for (std::size_t i = 0; i < count; ++i) {
    const bool last = i + 1 == count;
    const expr::Lineage& input = *node.inputs[i];
    std::string line = headline(input);
    // A cell with a single origin fits one line.
    const bool leaf = input.inputs.empty() && input.origins.size() == 1 && input.note.empty();
    if (leaf) line += "   " + input.origins[0].str();
    if (input.kind == expr::Lineage::Kind::printed) line += tr(ZH_N("   (as printed)"));
    if (input.kind == expr::Lineage::Kind::estimate) line += tr(ZH_N("   (estimated)"));
    if (input.kind == expr::Lineage::Kind::missing) line += tr(ZH_N("   (missing)"));
    out << indent << (last ? "└─ " : "├─ ") << line << "\n";
    if (!leaf) print_tree(input, indent + (last ? "   " : "│  "), tr, out);
  }
}

void print_value(const expr::Value& value, const std::string& text, const expr::Context& context, const Translate& tr,
                 std::ostream& out) {
  if (!text.empty()) out << text << "\n";
  if (value.lineage) {
    out << headline(*value.lineage);
    if (value.number && value.printed(context.rounding) != value.number->exact_decimal())
      out << (value.decimals < 0 ? say(tr, ZH_N(", rounded to a multiple of {0}: {1}"),
                                       "1" + std::string(static_cast<std::size_t>(-value.decimals), '0'),
                                       value.printed(context.rounding).str() + value.unit.str())
                                 : say(tr, ZH_N(", rounded to {0} decimals: {1}"), value.decimals,
                                       value.printed(context.rounding).str() + value.unit.str()));
    out << "\n";
    print_tree(*value.lineage, "", tr, out);
  } else {
    out << number_words(value.number, value.unit) << "\n";
  }
}

/// The first value on the tree that was counted from records.
const expr::Lineage* counted(const expr::Lineage& node) {
  for (const store::Origin& origin : node.origins)
    if (origin.records && node.key) return &node;
  for (const expr::LineagePtr& input : node.inputs)
    if (const expr::Lineage* found = counted(*input)) return found;
  return nullptr;
}

/// The records behind a number: file and row, then the fields that are filled.
void print_records(const expr::Value& value, int limit, const project::Model& model, const Translate& tr, std::ostream& out) {
  const expr::Lineage* node = value.lineage ? counted(*value.lineage) : nullptr;
  if (!node || !model.records) {
    out << tr(ZH_N("it was not counted from records")) << "\n";
    return;
  }
  if (model.config.edition == project::Edition::open) {
    out << tr(ZH_N("the public edition does not show records: what it withholds stands in them")) << "\n";
    return;
  }
  out << node->label << "  " << node->origins[0].records->query << "\n";
  store::Rows rows;
  store::EngineFailure failure;
  if (!store::list_records(*model.records->store, model.catalog, *node->key, limit, rows, failure)) {
    out << failure.text << "\n";
    return;
  }
  const catalog::RecordKind& kind = model.catalog.record_kinds().at(model.catalog.by_code(node->key->indicator)->records->kind);
  const auto files = model.records->store->files(kind, model.catalog, failure);
  for (std::size_t row = 0; row < rows.count; ++row) {
    for (const store::StoredFile& file : files)
      if (file.number == static_cast<int>(rows.number(row, 0))) out << file.path;
    out << ":" << static_cast<std::int64_t>(rows.number(row, 1));
    for (std::size_t c = 2; c < rows.columns.size(); ++c)
      if (!rows.null(row, c)) out << "  " << rows.text(row, c);
    out << "\n";
  }
}

/// 3621亿元 was decided by hand: reason (who, when)
std::string decision(const report::Override& decided, const Translate& tr) {
  std::string who = decided.by;
  if (!decided.on.empty()) who += (who.empty() ? "" : " ") + decided.on;
  return say(tr, ZH_N("{0} was decided by hand: {1}"), decided.printed, decided.because) +
         (who.empty() ? "" : "（" + who + "）") + "\n";
}

/// One line on all numbers of the report that are not what the data give.
void tell_decided(const report::Ledger& ledger, const Translate& tr, std::ostream& out) {
  std::string all;
  int count = 0;
  for (const report::Fact& fact : ledger.facts()) {
    if (!fact.decided) continue;
    ++count;
    all += (all.empty() ? "" : "、") + fact.decided->computed + "→" + fact.text + "（" + fact.id + "）";
  }
  if (count > 0) out << say(tr, ZH_N("Decided by hand in this report, {0} numbers: {1}"), count, all) << "\n";
}

/// Places in their order, each once: a paragraph may print a number several times.
class Names {
 public:
  void add(const std::string& name) {
    if (seen_.insert(name).second) text_ += (text_.empty() ? "" : "；") + name;
  }
  const std::string& text() const { return text_; }

 private:
  std::set<std::string> seen_;
  std::string text_;
};

}  // namespace

int explain_command(const std::string& project_folder, const std::string& what, int records, World& world, Terminal& terminal,
                    const Translate& tr) {
  Diagnostics faults;
  const auto model = project::open(project_folder, world, program_name(), faults);
  if (!model) return show(faults, terminal, tr);
  // A project with errors is explained as far as it goes; its faults stand before it, and the status says so.
  const int status = faults.has_errors() ? show(faults, terminal, tr) : Exit::ok;
  const report::Ledger& ledger = model->report.ledger;
  if (const report::Fact* fact = ledger.find(what)) {
    Names places;
    for (const report::Place& place : fact->places) places.add(place.str());
    if (fact->decided) terminal.out << decision(*fact->decided, tr);
    print_value(fact->value, (fact->decided ? fact->decided->computed : fact->text) + "   " + places.text(), model->context, tr,
                terminal.out);
    if (records > 0) print_records(fact->value, records, *model, tr, terminal.out);
    tell_decided(ledger, tr, terminal.out);
    return status;
  }
  Diagnostics expression_faults;
  Location where{.file = tr(ZH_N("the expression")), .line = 1, .column = 1};
  where.source_line = what;
  const auto expression = expr::compile(what, where, *model->indicators, expression_faults);
  if (!expression) return show(expression_faults, terminal, tr);
  const expr::Result result = expression->evaluate(*model->indicators, model->context);
  if (const auto* words = std::get_if<std::string>(&result)) {
    terminal.out << *words << "\n";
  } else if (const auto* items = std::get_if<expr::Items>(&result)) {
    for (const expr::Item& item : *items) {
      const std::string text =
          item.value.number ? item.value.printed(model->context.rounding).str() + item.value.unit.str() : "—";
      print_value(item.value, item.label + "   " + text, model->context, tr, terminal.out);
    }
  } else {
    const expr::Value& value = std::get<expr::Value>(result);
    std::string text = value.number ? value.printed(model->context.rounding).str() + value.unit.str() : tr(ZH_N("missing"));
    Names places;
    for (const report::Fact& fact : ledger.facts())
      if (fact.expression == expression->text())
        for (const report::Place& place : fact.places) places.add(place.str());
    print_value(value, places.text().empty() ? text : text + "   " + places.text(), model->context, tr, terminal.out);
    for (const report::Fact& fact : ledger.facts())
      if (fact.decided && fact.expression == expression->text())
        terminal.out << fact.places.front().str() << "   " << decision(*fact.decided, tr);
    if (records > 0) print_records(value, records, *model, tr, terminal.out);
  }
  tell_decided(ledger, tr, terminal.out);
  return status;
}

}  // namespace zh::cli
