#pragma once
#include <string>
#include <string_view>
#include <vector>

/// What each rule claims, for people: `zhiheng rules`, the page made from it, and the rules of a SARIF log.
namespace zh::check {

struct RuleWords {
  const char* title;   ///< a line
  const char* claims;  ///< when a relation is seen, and when it is contradictory
  const char* silent;  ///< when nothing is said though numbers differ
};

struct RuleEntry {
  const char* code;     ///< "S101"; never changes its meaning
  const char* example;  ///< Chinese, contradictory where the rule can contradict
  RuleWords chinese, english;
};

/// All rules, by code. A test holds every code that src/check uses against it.
const std::vector<RuleEntry>& rule_book();
/// nullptr: there is no such rule.
const RuleEntry* find_rule(std::string_view code);
/// The reference page in Markdown, Chinese.
std::string rules_page();

}  // namespace zh::check
