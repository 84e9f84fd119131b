#include "catalog/catalog.h"

#include <algorithm>

#include "base/text.h"
#include "catalog/codes.h"
#include "catalog/record_load.h"

namespace zh::catalog {

const Indicator* Catalog::find(std::string_view name) const {
  const auto found = index_.find(fold_label(name));
  return found == index_.end() ? nullptr : &indicators_[found->second];
}

const Indicator* Catalog::by_code(std::string_view code) const {
  const Indicator* indicator = find(code);
  return indicator && indicator->code == code ? indicator : nullptr;
}

const MemberList* Catalog::list(std::string_view name) const {
  const auto found = list_index_.find(fold_label(name));
  return found == list_index_.end() ? nullptr : &lists_[found->second];
}

const RecordKind* Catalog::record_kind(std::string_view name) const {
  if (const auto found = kinds_.find(std::string(name)); found != kinds_.end()) return &found->second;
  for (const auto& [code, kind] : kinds_)
    if (fold_label(kind.name) == fold_label(name)) return &kind;
  return nullptr;
}

std::string MemberList::member(const std::string& folded) const {
  const auto found = names.find(folded);
  return found == names.end() ? std::string() : found->second;
}

bool MemberList::is_rest(const std::string& member_name) const {
  if (rest) return !rest->empty() && member_name == *rest;
  return member_name == "其他" || member_name == "其它" || member_name == "其余";
}

const Target* target_for(const Indicator& indicator, int year) {
  const Target* found = nullptr;
  for (const Target& t : indicator.targets) {
    const bool due = t.by >= year;
    if (!found || (due && (found->by < year || t.by < found->by)) || (!due && found->by < year && t.by > found->by)) found = &t;
  }
  return found;
}

std::string breakdown_named(const Indicator& indicator, const std::string& word) {
  const std::string folded = fold_label(word);
  for (const auto& [code, list] : indicator.by)
    if (fold_label(code) == folded || fold_label(list) == folded) return code;
  return {};
}

std::string breakdown_like(const Indicator& indicator, const std::string& word) {
  if (const std::string code = breakdown_named(indicator, word); !code.empty()) return code;
  const std::string folded = fold_label(word);
  for (const auto& [code, list] : indicator.by) {
    const std::string name = fold_label(list);
    if (name.size() > folded.size() && name.ends_with(folded)) return code;
  }
  return {};
}

std::vector<std::string> Catalog::names() const {
  std::vector<std::string> all;
  for (const Indicator& i : indicators_) {
    all.push_back(i.name);
    all.insert(all.end(), i.aliases.begin(), i.aliases.end());
    all.push_back(i.code);
  }
  return all;
}

const Indicator* Catalog::reported_growth(std::string_view code) const {
  for (const Indicator& i : indicators_)
    if (i.growth_of == code) return &i;
  return nullptr;
}

const Indicator* Catalog::reported_share(std::string_view code) const {
  for (const Indicator& i : indicators_)
    if (i.share_of == code) return &i;
  return nullptr;
}

void Catalog::rename_members(const std::function<std::string(const std::string&)>& rename) {
  for (MemberList& l : lists_) {
    for (std::string& member : l.members) member = rename(member);
    for (auto& [folded, member] : l.names) member = rename(member);  // the old names still lead to it
    for (const std::string& member : l.members) l.names[fold_label(member)] = member;
    for (auto& [alias, member] : l.aliases) alias = member = rename(member);
    if (l.rest) l.rest = rename(*l.rest);
  }
  for (Indicator& i : indicators_)
    for (std::string* text : {&i.formula, &i.definition, &i.note, &i.source}) *text = rename(*text);
}

void Catalog::validate(Diagnostics& faults) const {
  std::vector<std::string> list_names;
  for (const MemberList& l : lists_) {
    list_names.push_back(l.name);
    if (l.rest && !l.rest->empty() && std::find(l.members.begin(), l.members.end(), *l.rest) == l.members.end())
      faults.add(kUnknownRest, {l.where}, {{"list", l.name}, {"name", *l.rest}}, nearest(*l.rest, l.members));
  }
  for (const Indicator& i : indicators_) {
    for (const auto& [breakdown, name] : i.by)
      if (!list(name)) faults.add(kUnknownList, {i.where}, {{"indicator", i.name}, {"list", name}}, nearest(name, list_names));
    for (const std::string& other : {i.growth_of, i.share_of, i.base})
      if (!other.empty() && !by_code(other))
        faults.add(kUnknownIndicator, {i.where}, {{"indicator", i.name}, {"name", other}}, nearest(other, names()));
  }
  check_measures(*this, faults);
  std::vector<std::string> code_names;
  for (const auto& [name, list] : codes_) code_names.push_back(name);
  for (const auto& [code, kind] : kinds_)
    for (const Field& field : kind.fields)
      if (field.type == Field::Type::code && !field.list.empty() && !codes_.count(field.list))
        faults.add(kNoCodeList, {field.where}, {{"list", field.list}}, nearest(field.list, code_names));
}

}  // namespace zh::catalog
