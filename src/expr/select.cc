#include <algorithm>

#include "base/text.h"
#include "expr/compiler.h"

/// What stands in brackets: periods, regions and members.
namespace zh::expr {

using catalog::Indicator;
using catalog::Measure;

namespace {
/// Whether the last selector set something anew: [2022, 2023] does not mean both.
bool replaces(const Selection& before, const Selection& now) {
  if (before.period && now.period != before.period) return true;
  if (!before.region.empty() && now.region != before.region) return true;
  for (const auto& [breakdown, member] : before.members)
    if (now.members.at(breakdown) != member) return true;
  return false;
}
}  // namespace

/// Whether `text` is a member of one of the subject's breakdowns: 批发、零售业, or 行业 = 批发、零售业.
bool Compiler::is_member(const Indicator& subject, std::string_view text) const {
  std::string word(trim(text));
  for (const std::string_view sign : {"=", "＝"})
    if (const std::size_t at = word.find(sign); at != std::string::npos)
      word = trim(std::string_view(word).substr(at + sign.size()));
  for (const auto& [breakdown, list_name] : subject.by) {
    const catalog::MemberList* list = environment_.catalog().list(list_name);
    if (list && !list->member(fold_label(word)).empty()) return true;
    for (const std::string& observed : environment_.members(subject, breakdown))
      if (fold_label(observed) == fold_label(word)) return true;
  }
  return false;
}

NodePtr Compiler::select(const NodePtr& inner, const Token& brackets) {
  auto n = node(Node::Kind::select, inner->at, brackets.at + brackets.length - inner->at);
  if (adopt(*n, {inner})) return n;
  const Indicator* subject = subject_of(*inner);
  const std::string subject_name = subject ? subject->name : inner->spelling;
  std::string spelling;
  const std::string& text = brackets.text;
  std::size_t start = 0;
  const auto separator = [&](std::size_t from) {
    const std::size_t a = text.find(',', from), b = text.find("，", from), c = text.find("、", from);
    return std::min({a, b, c});
  };
  while (start <= text.size()) {
    std::size_t end = std::min(separator(start), text.size());
    // 批发、零售业 is one member: the longest run of pieces that is one is taken.
    for (std::size_t longer = end; subject && longer < text.size();) {
      longer = std::min(separator(longer + 1), text.size());
      if (is_member(*subject, std::string_view(text).substr(start, longer - start))) end = longer;
    }
    const std::string_view piece = std::string_view(text).substr(start, end - start);
    const std::string part(trim(piece));
    const std::size_t blank = part.empty() ? 0 : piece.find(part);
    const Selection before = n->selection;
    const int at = brackets.at + 1 + count_code_points(std::string_view(text).substr(0, start + blank));
    selector(*n, subject, subject_name, part, at);
    if (replaces(before, n->selection)) fault(kSelectedTwice, at, count_code_points(part), {{"name", part}});
    spelling += (spelling.empty() ? "" : ", ") + part;
    start = end + (end < text.size() && text[end] != ',' ? 3 : 1);
  }
  n->spelling = inner->spelling + "[" + spelling + "]";
  if (n->selection.period && n->selection.period->is_range() && subject && subject->measure != Measure::flow &&
      !has_range_value(*subject, *n->selection.period))
    fault(kNoRange, n->at, n->length, {{"indicator", subject->name}});
  n->type = inner->type;
  return n;
}

bool Compiler::has_range_value(const Indicator& indicator, const Period& period) const {
  Context context;
  context.period = period;
  for (const std::string& region : environment_.regions()) {
    const Value value = environment_.value({indicator.code, region, period, {}, {}}, context);
    // A cell that asks for it and is blank: the value is missing, not impossible.
    if (value.number || (value.lineage && !value.lineage->origins.empty())) return true;
  }
  return false;
}

void Compiler::selector(Node& n, const Indicator* subject, const std::string& subject_name, const std::string& part, int at) {
  const int length = count_code_points(part);
  std::size_t equals = part.find('=');
  std::size_t width = 1;
  if (const std::size_t wide = part.find("＝"); wide < equals) {
    equals = wide;
    width = 3;
  }
  if (equals != std::string::npos) {
    const std::string word(trim(part.substr(0, equals))), member(trim(part.substr(equals + width)));
    if (word == "地区" || word == "region") {
      if (const auto region = environment_.region(member))
        n.selection.region = *region;
      else
        fault(kUnknownSelector, at, length, {{"name", member}, {"indicator", subject_name}}, nearest(member, region_labels()));
      return;
    }
    if (word == "期" || word == "period" || word == "年") {
      if (const auto period = Period::parse(member))
        n.selection.period = *period;
      else
        fault(kUnknownSelector, at, length, {{"name", member}, {"indicator", subject_name}});
      return;
    }
    const std::string breakdown = subject ? catalog::breakdown_like(*subject, word) : "";
    if (breakdown.empty()) {
      fault(kUnknownBreakdown, at, length, {{"name", word}, {"indicator", subject_name}});
      return;
    }
    choose_member(n, *subject, breakdown, member, at, length);
    return;
  }
  if (part == "上年" || part == "prior") {
    n.selection.years_back = 1;
    return;
  }
  if (part == "本年" || part == "this") return;
  if (const auto period = Period::parse(part)) {
    n.selection.period = *period;
    return;
  }
  if (const auto region = environment_.region(part)) {
    n.selection.region = *region;
    return;
  }
  std::vector<std::string> candidates = region_labels();
  if (subject) {
    for (const auto& [breakdown, list_name] : subject->by) {
      const catalog::MemberList* list = environment_.catalog().list(list_name);
      if (!list) continue;
      const std::string member = list->member(fold_label(part));
      if (!member.empty()) {
        n.selection.members[breakdown] = member;
        return;
      }
      candidates.insert(candidates.end(), list->members.begin(), list->members.end());
      // An open list: the members are those observed.
      for (const std::string& observed : environment_.members(*subject, breakdown))
        if (fold_label(observed) == fold_label(part)) {
          n.selection.members[breakdown] = observed;
          return;
        }
    }
  }
  fault(kUnknownSelector, at, length, {{"name", part}, {"indicator", subject_name}}, nearest(part, candidates));
}

void Compiler::choose_member(Node& n, const Indicator& subject, const std::string& breakdown, const std::string& word, int at,
                             int length) {
  const catalog::MemberList* list = environment_.catalog().list(subject.by.at(breakdown));
  std::string member = list ? list->member(fold_label(word)) : "";
  std::vector<std::string> candidates = environment_.members(subject, breakdown);
  if (member.empty())
    for (const std::string& observed : candidates)
      if (fold_label(observed) == fold_label(word)) member = observed;
  if (member.empty())
    fault(kUnknownSelector, at, length, {{"name", word}, {"indicator", subject.name}}, nearest(word, candidates));
  else
    n.selection.members[breakdown] = member;
}

std::vector<std::string> Compiler::region_labels() const {
  std::vector<std::string> labels;
  for (const std::string& region : environment_.regions()) labels.push_back(environment_.region_label(region));
  return labels;
}

}  // namespace zh::expr
