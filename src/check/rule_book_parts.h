#pragma once
#include "check/rule_book.h"

/// The book's chapters, each by code; rule_book() binds them.
namespace zh::check {

const std::vector<RuleEntry>& rules_of_project_and_bounds();
const std::vector<RuleEntry>& rules_of_differences();
const std::vector<RuleEntry>& rules_of_growth();
const std::vector<RuleEntry>& rules_of_places();
const std::vector<RuleEntry>& rules_of_ratios();
const std::vector<RuleEntry>& rules_of_sums();
const std::vector<RuleEntry>& rules_of_tables();
const std::vector<RuleEntry>& rules_of_wording();

}  // namespace zh::check
