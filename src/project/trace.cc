#include "project/trace.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "formats/xlsx_parts.h"
#include "report/codes.h"
#include "report/numeral.h"

namespace zh::project {
namespace {

using Place = std::pair<std::string, std::string>;  ///< file, sheet
using Square = std::pair<int, int>;                 ///< row, column

/// What the facts of a ledger rest on.
struct Used {
  std::set<store::Key> keys, printed;
  std::set<std::string> indicators;
  std::set<std::tuple<std::string, std::string, std::string>> cells;
};

class Collector {
 public:
  explicit Collector(Used& out) : out_(out) {}

  void fact(const report::Fact& fact) {
    const expr::LineagePtr& root = fact.value.lineage;
    if (!root) return;
    using Kind = expr::Lineage::Kind;
    if (root->key && (root->kind == Kind::cell || root->kind == Kind::estimate)) out_.printed.insert(*root->key);
    node(root);
  }

 private:
  void node(const expr::LineagePtr& at) {
    if (!at || !seen_.insert(at.get()).second) return;
    if (at->key) {
      out_.indicators.insert(at->key->indicator);
      if (at->number) out_.keys.insert(*at->key);
    }
    for (const store::Origin& o : at->origins) out_.cells.emplace(o.file, o.sheet, o.cell);
    for (const expr::LineagePtr& input : at->inputs) node(input);
  }

  Used& out_;
  std::set<const expr::Lineage*> seen_;
};

/// Numerals in the words of a document: what is no fact.
class Numerals {
 public:
  int count(const std::vector<document::Block>& blocks) {
    document::for_each_block(blocks, [&](const document::Block& block) {
      if (const auto* h = std::get_if<document::Heading>(&block.content)) add(h->content);
      if (const auto* p = std::get_if<document::Paragraph>(&block.content)) add(p->content);
      if (const auto* l = std::get_if<document::List>(&block.content)) each(l->items);
      if (const auto* t = std::get_if<document::Table>(&block.content)) {
        add(t->caption);
        each(t->notes);
        for (const auto& row : t->rows)
          for (const document::TableCell& cell : row) add(cell.content);
      }
      if (const auto* f = std::get_if<document::Figure>(&block.content)) {
        add(f->caption);
        each(f->notes);
      }
      if (const auto* box = std::get_if<document::CaseBox>(&block.content)) text(box->title);
    });
    return count_;
  }

 private:
  void each(const std::vector<document::Inlines>& list) {
    for (const document::Inlines& one : list) add(one);
  }
  void add(const document::Inlines& inlines) {
    for (const document::Inline& part : inlines)
      if (const auto* words = std::get_if<document::Text>(&part)) text(words->text);
  }
  void text(const std::string& words) {
    const std::u32string all = to_u32(words);
    for (std::size_t i = 0; i < all.size();) {
      if (!report::is_digit(all[i])) {
        ++i;
        continue;
      }
      ++count_;
      i = report::numeral_end(all, i);
    }
  }

  int count_ = 0;
};

/// Squares as few rectangles: runs of a row, joined with equal runs below.
std::vector<std::pair<Square, Square>> rectangles(const std::set<Square>& squares) {
  std::vector<std::pair<Square, Square>> runs, out;
  for (const Square& s : squares)
    if (!runs.empty() && runs.back().second == Square{s.first, s.second - 1})
      runs.back().second = s;
    else
      runs.emplace_back(s, s);
  std::map<std::pair<int, int>, std::size_t> open;  // first and last column → rectangle
  for (const auto& [first, last] : runs) {
    const std::pair<int, int> columns{first.second, last.second};
    const auto above = open.find(columns);
    if (above != open.end() && out[above->second].second.first == first.first - 1) {
      out[above->second].second = last;
      continue;
    }
    open[columns] = out.size();
    out.emplace_back(first, last);
  }
  return out;
}

class Tracer {
 public:
  Tracer(const Model& model, const Diagnostics& faults) : model_(model), faults_(faults) {
    Collector collector(used_);
    for (const report::Fact& fact : model.report.ledger.facts()) collector.fact(fact);
  }

  Trace run() {
    numbers();
    cells();
    observations();
    indicators();
    return std::move(out_);
  }

 private:
  void numbers() {
    for (const report::Fact& fact : model_.report.ledger.facts()) {
      ++out_.facts;
      out_.prints += static_cast<int>(fact.places.size());
      out_.wordless += fact.figure.empty() ? 1 : 0;
      out_.decided += fact.decided ? 1 : 0;
    }
    for (const Diagnostic& d : faults_.list()) {
      if (d.kind != &report::kBareNumeral || d.where.empty()) continue;
      out_.bare.push_back(d.where.front());
      for (const auto& [name, value] : d.args)
        if (name == "numeral") out_.bare.back().note = value;
    }
    out_.literals = model_.report.literals;
    const int all = Numerals().count(model_.report.document.blocks);
    out_.other = std::max(0, all - static_cast<int>(out_.bare.size() + out_.literals.size()));
  }

  void cells() {
    std::map<Place, std::set<Square>> unused;
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<const store::Observation*>> holders;
    for (const auto& [key, observation] : model_.returns.store.all())
      for (const store::Origin& o : observation.origins) holders[{o.file, o.sheet, o.cell}].push_back(&observation);
    std::set<std::tuple<std::string, std::string, std::string>> seen;
    for (const store::Origin& cell : model_.returns.cells) {
      const std::tuple<std::string, std::string, std::string> at{cell.file, cell.sheet, cell.cell};
      if (trim(cell.raw).empty() || !seen.insert(at).second) continue;
      ++out_.cells;
      if (used_.cells.count(at) > 0) continue;
      ++out_.unused_cells;
      int row = 0, column = 0;
      if (formats::parse_cell_name(cell.cell, row, column)) unused[{cell.file, cell.sheet}].insert({row, column});
    }
    for (const auto& [place, squares] : unused)
      for (const auto& [first, last] : rectangles(squares)) {
        Trace::Cells range{.file = place.first, .sheet = place.second};
        range.range = cell_name(first.first, first.second);
        if (first != last) range.range += ":" + cell_name(last.first, last.second);
        range.count = (last.first - first.first + 1) * (last.second - first.second + 1);
        range.checks = true;
        for (int row = first.first; row <= last.first; ++row)
          for (int column = first.second; column <= last.second; ++column)
            for (const store::Observation* o : holders[{place.first, place.second, cell_name(row, column)}]) hold(range, *o);
        out_.unused.push_back(std::move(range));
      }
    for (const store::Register& reg : model_.returns.registers)
      if (model_.report.registers.count(reg.name) == 0) out_.registers.push_back(reg.name);
  }

  void hold(Trace::Cells& range, const store::Observation& o) const {
    const catalog::Indicator* indicator = model_.catalog.by_code(o.key.indicator);
    const std::string name = indicator ? indicator->name : o.key.indicator;
    if (std::find(range.indicators.begin(), range.indicators.end(), name) == range.indicators.end())
      range.indicators.push_back(name);
    range.checks = range.checks && is_total(o.key);
  }

  /// A total whose parts were returned too: its parts were checked against it.
  bool is_total(const store::Key& key) const {
    const auto& all = model_.returns.store.all();
    for (auto it = all.lower_bound({key.indicator, key.region, key.period, {}, {}}); it != all.end(); ++it) {
      const store::Key& other = it->first;
      if (other.indicator != key.indicator || other.region != key.region || other.period != key.period) return false;
      if (other.members.size() > key.members.size() &&
          std::includes(other.members.begin(), other.members.end(), key.members.begin(), key.members.end()))
        return true;
    }
    return false;
  }

  void observations() {
    std::map<std::string, Trace::Observations> formulas, idle;
    for (const auto& [key, observation] : model_.returns.store.all()) {
      ++out_.observations;
      if (!observation.value) {
        ++out_.missing;
        continue;
      }
      if (used_.printed.count(key) > 0) {
        ++out_.printed;
        continue;
      }
      Trace::Observations& into = (used_.keys.count(key) > 0 ? formulas : idle)[key.indicator];
      const catalog::Indicator* indicator = model_.catalog.by_code(key.indicator);
      into.code = key.indicator;
      into.name = indicator ? indicator->name : key.indicator;
      ++into.count;
      const std::string period = key.period.chinese();
      if (std::find(into.periods.begin(), into.periods.end(), period) == into.periods.end()) into.periods.push_back(period);
    }
    for (auto& [code, all] : formulas) out_.through_formulas.push_back(std::move(all));
    for (auto& [code, all] : idle) out_.idle.push_back(std::move(all));
  }

  void indicators() {
    catalog::Catalog standard;
    Diagnostics ignored;
    catalog::load_standard(standard, ignored);
    std::set<std::string> with_data;
    for (const auto& [key, observation] : model_.returns.store.all()) with_data.insert(key.indicator);
    for (const catalog::Indicator& indicator : model_.catalog.indicators()) {
      ++out_.indicators;
      if (used_.indicators.count(indicator.code) > 0) {
        ++out_.used;
        continue;
      }
      const bool own = standard.by_code(indicator.code) == nullptr;
      (with_data.count(indicator.code) > 0 ? out_.without_use : out_.without_data)
          .push_back({indicator.code, indicator.name, own});
    }
  }

  const Model& model_;
  const Diagnostics& faults_;
  Used used_;
  Trace out_;
};

}  // namespace

Trace trace(const Model& model, const Diagnostics& faults) { return Tracer(model, faults).run(); }

}  // namespace zh::project
