#include <nlohmann/json.hpp>

#include "project/impact.h"

namespace zh::project {
namespace {

using Json = nlohmann::ordered_json;

const char* name_of(ImpactCell::Use use) {
  static constexpr const char* kNames[] = {"unread", "label", "unused", "used"};
  return kNames[static_cast<int>(use)];
}

const char* name_of(TextChange::Kind kind) {
  static constexpr const char* kNames[] = {"sentence", "heading", "caption", "note", "cell", "point"};
  return kNames[static_cast<int>(kind)];
}

Json faults(const Diagnostics& diagnostics) {
  Json list = Json::array();
  for (const Diagnostic& fault : diagnostics.list()) {
    Json where = Json::array();
    for (const Location& at : fault.where)
      where.push_back({{"file", at.file}, {"sheet", at.sheet}, {"cell", at.cell}, {"line", at.line}, {"column", at.column}});
    list.push_back({{"code", fault.kind->code}, {"message", describe(fault)}, {"where", where}});
  }
  return list;
}

}  // namespace

std::string impact_json(const Impact& impact) {
  Json json = {{"schema", "zhiheng.impact/1"}};
  Json& cells = json["cells"] = Json::array();
  for (const ImpactCell& c : impact.cells)
    cells.push_back({{"file", c.file},
                     {"sheet", c.sheet},
                     {"cell", c.cell},
                     {"before", c.before},
                     {"after", c.after},
                     {"use", name_of(c.use)},
                     {"figures", c.figures},
                     {"facts", c.facts}});
  Json& facts = json["facts"] = Json::array();
  for (const FactChange& f : impact.facts)
    facts.push_back({{"id", f.id},
                     {"expression", f.expression},
                     {"before", f.before},
                     {"after", f.after},
                     {"words_before", f.words_before},
                     {"words_after", f.words_after},
                     {"places", f.places}});
  json["below_rounding"] = impact.below_rounding;
  Json& texts = json["texts"] = Json::array();
  for (const TextChange& t : impact.texts)
    texts.push_back(
        {{"kind", name_of(t.kind)}, {"place", t.place}, {"what", t.what}, {"before", t.before}, {"after", t.after}});
  Json& ranks = json["ranks"] = Json::array();
  for (const RankChange& r : impact.ranks)
    ranks.push_back({{"group", r.group},
                     {"member", r.member},
                     {"before", r.before},
                     {"after", r.after},
                     {"tied_before", r.tied_before},
                     {"tied_after", r.tied_after}});
  Json& targets = json["targets"] = Json::array();
  for (const TargetChange& t : impact.targets)
    targets.push_back({{"indicator", t.indicator},
                       {"target", t.target},
                       {"before", t.before},
                       {"after", t.after},
                       {"gap_before", t.gap_before},
                       {"gap_after", t.gap_after},
                       {"met_before", t.met_before},
                       {"met_after", t.met_after}});
  json["new_faults"] = faults(impact.new_faults);
  json["gone_faults"] = faults(impact.gone_faults);
  json["formulas"] = impact.formulas;
  return json.dump(1) + "\n";
}

}  // namespace zh::project
