#pragma once
#include <vector>

#include "project/impact.h"

/// The parts of an impact: what of two models differs.
namespace zh::project {

std::vector<FactChange> fact_changes(const Model& before, const Model& after, int* below_rounding);
std::vector<TextChange> text_changes(const document::Document& before, const document::Document& after);
/// Ranks among the members of a breakdown, or among regions, of indicators with changed values.
std::vector<RankChange> rank_changes(const Model& before, const Model& after);
/// Indicators with a target in the report's period, whose value or gap changed.
std::vector<TargetChange> target_changes(const Model& before, const Model& after);

}  // namespace zh::project
