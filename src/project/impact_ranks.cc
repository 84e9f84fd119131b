// Facts, ranks and targets of two models.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "expr/expr.h"
#include "project/impact_parts.h"
#include "project/label.h"

namespace zh::project {
namespace {

std::string places_of(const report::Fact& fact) {
  std::string places;
  for (const report::Place& place : fact.places) places += (places.empty() ? "" : "；") + place.str();
  return places;
}

/// What is ranked: a key without the member (or the region) that differs within the group.
struct Group {
  store::Key key;
  std::string breakdown;  ///< empty: regions
  friend auto operator<=>(const Group&, const Group&) = default;
};

std::vector<Group> groups_of(const store::Key& key) {
  std::vector<Group> groups;
  for (const auto& [breakdown, member] : key.members) {
    Group group{key, breakdown};
    group.key.members.erase(breakdown);
    groups.push_back(std::move(group));
  }
  Group regions{key, ""};
  regions.key.region.clear();
  groups.push_back(std::move(regions));
  return groups;
}

bool same_value(const store::Observation* a, const store::Observation* b) {
  return (a ? a->value : std::nullopt) == (b ? b->value : std::nullopt);
}

using Values = std::map<std::string, Decimal>;  ///< member → value

Values values_of(const Model& model, const Group& group, const std::set<std::string>& regions) {
  Values values;
  for (const auto& [key, observation] : model.returns.store.all()) {
    if (key.indicator != group.key.indicator || !observation.value) continue;
    store::Key rest = key;
    std::string member;
    if (group.breakdown.empty()) {
      if (!regions.contains(key.region)) continue;
      member = model.indicators->region_label(key.region);
      rest.region.clear();
    } else {
      const auto found = key.members.find(group.breakdown);
      if (found == key.members.end()) continue;
      member = found->second;
      rest.members.erase(group.breakdown);
    }
    if (rest == group.key) values.emplace(member, *observation.value);
  }
  return values;
}

/// Dense rank from the largest, and who shares it.
int rank_of(const Values& values, const std::string& member, std::vector<std::string>& tied) {
  const auto own = values.find(member);
  if (own == values.end()) return 0;
  std::set<Decimal> larger;
  for (const auto& [other, value] : values) {
    if (value > own->second) larger.insert(value);
    if (other != member && value == own->second) tied.push_back(other);
  }
  return static_cast<int>(larger.size()) + 1;
}

std::string group_words(const Group& group, const Model& model) {
  const catalog::Indicator* indicator = model.catalog.by_code(group.key.indicator);
  store::Key key = group.key;
  std::string by = "地区";
  if (group.breakdown.empty())
    key.region = model.config.region.code;
  else if (const auto found = indicator->by.find(group.breakdown); found != indicator->by.end())
    by = found->second;
  return fmt::format("{} {}（按{}）", key_label(key, *indicator, model.config), key.period.chinese(), by);
}

void compare_group(const Group& group, const Model& before, const Model& after, std::vector<RankChange>& changes) {
  std::set<std::string> regions;
  for (const std::string& region : before.indicators->compared_regions()) regions.insert(region);
  const Values was = values_of(before, group, regions), is = values_of(after, group, regions);
  if (std::max(was.size(), is.size()) < 2) return;
  std::set<std::string> members;
  for (const Values* values : {&was, &is})
    for (const auto& [member, value] : *values) members.insert(member);
  for (const std::string& member : members) {
    RankChange change{.group = group_words(group, before), .member = member};
    change.before = rank_of(was, member, change.tied_before);
    change.after = rank_of(is, member, change.tied_after);
    if (change.before != change.after || change.tied_before != change.tied_after) changes.push_back(std::move(change));
  }
}

std::optional<expr::Value> evaluate(const std::string& text, const Model& model) {
  Diagnostics ignored;
  const auto expression = expr::compile(text, {.file = "impact", .source_line = text}, *model.indicators, ignored);
  if (!expression) return std::nullopt;
  const expr::Result result = expression->evaluate(*model.indicators, model.context);
  const auto* value = std::get_if<expr::Value>(&result);
  return value ? std::optional(*value) : std::nullopt;
}

std::string printed(const std::optional<expr::Value>& value, const Model& model) {
  return value && value->number ? value->printed(model.context.rounding).str() + value->unit.str() : "";
}

bool is_met(const std::optional<expr::Value>& gap, catalog::Better better) {
  if (!gap || !gap->number) return false;
  const bool negative = *gap->number < Rational(Decimal(0));
  return better == catalog::Better::lower ? negative || gap->number->is_zero() : !negative;
}

}  // namespace

std::vector<FactChange> fact_changes(const Model& before, const Model& after, int* below_rounding) {
  std::vector<FactChange> changes;
  for (const report::Fact& was : before.report.ledger.facts()) {
    const report::Fact* is = after.report.ledger.find(was.id);
    if (is && is->text == was.text && is->words == was.words) {
      if (is->value.number != was.value.number) ++*below_rounding;
      continue;
    }
    changes.push_back({was.id, was.expression, was.text, is ? is->text : "", was.words, is ? is->words : "", places_of(was)});
  }
  for (const report::Fact& is : after.report.ledger.facts())
    if (!before.report.ledger.find(is.id)) changes.push_back({is.id, is.expression, "", is.text, "", is.words, places_of(is)});
  return changes;
}

std::vector<RankChange> rank_changes(const Model& before, const Model& after) {
  std::set<Group> groups;
  for (const Model* model : {&before, &after})
    for (const auto& [key, observation] : model->returns.store.all())
      if (!same_value(before.returns.store.find(key), after.returns.store.find(key)))
        for (Group& group : groups_of(key)) groups.insert(std::move(group));
  std::vector<RankChange> changes;
  for (const Group& group : groups) compare_group(group, before, after, changes);
  return changes;
}

std::vector<TargetChange> target_changes(const Model& before, const Model& after) {
  std::vector<TargetChange> changes;
  for (const catalog::Indicator& indicator : before.catalog.indicators()) {
    if (indicator.targets.empty()) continue;
    const std::string name = "「" + indicator.name + "」", gap = "目标差(" + name + ")";
    const auto gap_before = evaluate(gap, before), gap_after = evaluate(gap, after);
    TargetChange change{.indicator = indicator.name,
                        .target = printed(evaluate("目标(" + name + ")", before), before),
                        .before = printed(evaluate(name, before), before),
                        .after = printed(evaluate(name, after), after),
                        .gap_before = printed(gap_before, before),
                        .gap_after = printed(gap_after, after),
                        .met_before = is_met(gap_before, indicator.better),
                        .met_after = is_met(gap_after, indicator.better)};
    if (change.before != change.after || change.gap_before != change.gap_after) changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace zh::project
