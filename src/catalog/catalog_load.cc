#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/codes.h"
#include "catalog/loader.h"
#include "catalog/record_load.h"
#include "formats/toml_words.h"

namespace zh::catalog {
namespace {

/// A TOML number as a decimal: integers and texts exactly, floats by their shortest decimal.
std::optional<Decimal> decimal_of(const toml::node& node) {
  if (auto integer = node.value_exact<std::int64_t>()) return Decimal(*integer);
  if (auto text = node.value_exact<std::string>()) return Decimal::parse(*text);
  if (auto number = node.value_exact<double>()) return Decimal::parse_stored_double(fmt::format("{}", *number));
  return std::nullopt;
}

const std::vector<std::string> kIndicatorKeys = {
    "name", "alias",   "en",        "unit",  "kind",     "decimals",   "by",   "better", "department", "definition", "source",
    "note", "formula", "growth_of", "basis", "share_of", "share_base", "base", "target", "records",    "replace"};

Indicator read_indicator(Loader& in, const toml::table& table, const std::string& code, const Location& where) {
  Indicator i;
  i.code = code;
  i.where = where;
  in.check_keys(table, kIndicatorKeys);
  i.name = in.text(table, "name");
  if (i.name.empty()) in.faults.add(kMissingKey, {where}, {{"indicator", code}, {"key", "name"}});
  if (const toml::node* node = table.get("alias")) i.aliases = in.texts(*node, "alias");
  i.english = in.text(table, "en");
  const std::string unit = in.text(table, "unit");
  if (const auto parsed = Unit::parse(unit))
    i.unit = *parsed;
  else
    in.faults.add(kMissingKey, {where}, {{"indicator", code}, {"key", "unit"}});
  if (!table.contains("kind")) in.faults.add(kMissingKey, {where}, {{"indicator", code}, {"key", "kind"}});
  in.choice<Measure>(table, "kind",
                     {{"stock", Measure::stock},
                      {"flow", Measure::flow},
                      {"rate", Measure::rate},
                      {"index", Measure::index},
                      {"growth", Measure::growth}},
                     i.measure);
  if (const toml::node* node = table.get("decimals")) {
    const auto value = node->value_exact<std::int64_t>();
    if (value && *value >= 0 && *value <= 10)
      i.decimals = static_cast<int>(*value);
    else
      in.wrong(*node, "decimals", ZH_N("a whole number from 0 to 10"));
  }
  if (const toml::node* node = table.get("by")) {
    const toml::table* by = node->as_table();
    if (!by)
      in.wrong(*node, "by", "{ breakdown = \"list\" }");
    else
      for (const auto& [key, list] : *by) i.by[std::string(key.str())] = list.value<std::string>().value_or("");
  }
  in.choice<Better>(table, "better", {{"higher", Better::higher}, {"lower", Better::lower}, {"neither", Better::neither}},
                    i.better);
  i.department = in.text(table, "department");
  i.definition = in.text(table, "definition");
  i.source = in.text(table, "source");
  i.note = in.text(table, "note");
  i.formula = in.text(table, "formula");
  i.growth_of = in.text(table, "growth_of");
  in.choice<Indicator::Basis>(table, "basis",
                              {{"current", Indicator::Basis::current_prices}, {"constant", Indicator::Basis::constant_prices}},
                              i.basis);
  i.share_of = in.text(table, "share_of");
  i.share_base = in.text(table, "share_base");
  i.base = in.text(table, "base");
  if (const toml::node* node = table.get("target")) {
    const toml::array* list = node->as_array();
    if (!list) in.wrong(*node, "target", ZH_N("[[…target]] blocks"));
    for (std::size_t n = 0; list && n < list->size(); ++n) {
      const toml::table* element = (*list)[n].as_table();
      if (!element) continue;
      in.check_keys(*element, {"value", "by", "document", "clause"});
      Target target;
      const toml::node* value = element->get("value");
      if (const auto decimal = value ? decimal_of(*value) : std::nullopt)
        target.value = *decimal;
      else
        in.wrong(*element, "target.value", ZH_N("a number"));
      target.by = static_cast<int>((*element)["by"].value_or<std::int64_t>(0));
      target.document = in.text(*element, "document");
      target.clause = in.text(*element, "clause");
      i.targets.push_back(std::move(target));
    }
  }
  if (const toml::node* node = table.get("records")) {
    if (const toml::table* records = node->as_table())
      i.records = read_record_measure(in, *records, in.at(node->source()));
    else
      in.wrong(*node, "records", "{ kind = \"…\" }");
  }
  return i;
}

MemberList read_list(Loader& in, const toml::table& table, const std::string& name, const Location& where) {
  MemberList list;
  list.name = name;
  list.where = where;
  in.check_keys(table, {"is", "members", "alias", "total", "rest", "noun"});
  in.choice<MemberList::Kind>(table, "is",
                              {{"partition", MemberList::Kind::partition},
                               {"subset", MemberList::Kind::subset},
                               {"overlapping", MemberList::Kind::overlapping}},
                              list.kind);
  if (const toml::node* node = table.get("members")) list.members = in.texts(*node, "members");
  if (const std::string total = in.text(table, "total"); !total.empty()) list.total = total;
  if (table.contains("rest")) list.rest = in.text(table, "rest");
  if (const std::string noun = in.text(table, "noun"); !noun.empty()) list.noun = noun;
  if (const toml::node* node = table.get("alias")) {
    if (const toml::table* aliases = node->as_table())
      for (const auto& [member, names] : *aliases)
        for (const std::string& alias : in.texts(names, "alias")) {
          list.names[fold_label(alias)] = std::string(member.str());
          list.aliases.emplace_back(alias, std::string(member.str()));
        }
    else
      in.wrong(*node, "alias", "{ member = [\"other name\"] }");
  }
  for (auto member = list.members.rbegin(); member != list.members.rend(); ++member) list.names[fold_label(*member)] = *member;
  return list;
}

/// Tables that have a "name" or a "unit" are indicators; others are groups of them.
void walk(Loader& in, const toml::table& table, const std::string& prefix, std::vector<Indicator>& out) {
  for (const auto& [key, node] : table) {
    const std::string code = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
    if (prefix.empty() && (code == "lists" || code == "records" || code == "codes")) continue;
    const toml::table* child = node.as_table();
    if (!child) {
      in.faults.add(kUnknownKey, {in.at(key.source(), count_code_points(std::string(key.str())))}, {{"key", code}});
      continue;
    }
    if (child->contains("name") || child->contains("unit") || child->contains("kind"))
      out.push_back(read_indicator(in, *child, code, in.at(key.source())));
    else
      walk(in, *child, code, out);
  }
}

void load_records(Loader& in, const toml::table& file, std::map<std::string, RecordKind>& kinds,
                  std::map<std::string, CodeList>& lists) {
  if (const toml::table* tables = file["codes"].as_table())
    for (const auto& [key, node] : *tables)
      if (const toml::table* table = node.as_table()) {
        const std::string name(key.str());
        lists[name] = read_code_list(in, *table, name, in.at(key.source()));  // a region's own stands for the standard one
      }
  if (const toml::table* tables = file["records"].as_table())
    for (const auto& [key, node] : *tables)
      if (const toml::table* table = node.as_table()) {
        const std::string code(key.str());
        RecordKind kind = read_record_kind(in, *table, code, in.at(key.source()));
        const auto same = kinds.find(code);
        if (same != kinds.end() && !(*table)["replace"].value_or(false))
          in.faults.add(kDuplicate, {kind.where, same->second.where}, {{"name", code}, {"other", same->second.name}});
        else
          kinds[code] = std::move(kind);
      }
}

}  // namespace

void Catalog::load(const std::string& toml_text, const std::string& file, Diagnostics& faults) {
  Loader in{file, split_lines(toml_text), faults};
  toml::table parsed;
  try {
    parsed = toml::parse(toml_text, file);
  } catch (const toml::parse_error& fault) {
    faults.add(kTomlSyntax, {in.at(fault.source())}, {{"why", formats::toml_fault(fault.description())}});
    return;
  }
  if (const toml::table* lists = parsed["lists"].as_table()) {
    for (const auto& [key, node] : *lists) {
      const toml::table* table = node.as_table();
      if (!table) continue;
      MemberList l = read_list(in, *table, std::string(key.str()), in.at(key.source()));
      const auto same =
          std::find_if(lists_.begin(), lists_.end(), [&](const MemberList& other) { return other.name == l.name; });
      list_index_.emplace(fold_label(l.name), lists_.size());
      if (same == lists_.end())
        lists_.push_back(std::move(l));
      else
        *same = std::move(l);  // a region's own list stands for the standard one
    }
  }
  load_records(in, parsed, kinds_, codes_);
  std::vector<Indicator> loaded;
  walk(in, parsed, "", loaded);
  // TOML tables are sorted by key; the reference page follows the file.
  std::stable_sort(loaded.begin(), loaded.end(),
                   [](const Indicator& a, const Indicator& b) { return a.where.line < b.where.line; });
  for (Indicator& indicator : loaded) {
    bool replace = false;
    std::string code_path = indicator.code;
    if (const toml::table* table = parsed.at_path(code_path).as_table()) replace = (*table)["replace"].value_or(false);
    const auto old = index_.find(fold_label(indicator.code));
    if (old != index_.end() && replace) {
      const std::size_t position = old->second;
      std::erase_if(index_, [&](const auto& entry) { return entry.second == position; });
      indicators_[position] = std::move(indicator);
      for (const std::string& name : indicators_[position].aliases) index_.emplace(fold_label(name), position);
      index_.emplace(fold_label(indicators_[position].name), position);
      index_.emplace(fold_label(indicators_[position].code), position);
      continue;
    }
    const std::size_t position = indicators_.size();
    std::vector<std::string> names = indicator.aliases;
    names.push_back(indicator.code);
    if (!indicator.name.empty()) names.push_back(indicator.name);
    for (const std::string& name : names) {
      const auto [entry, fresh] = index_.emplace(fold_label(name), position);
      if (!fresh && entry->second != position)
        faults.add(kDuplicate, {indicator.where, indicators_[entry->second].where},
                   {{"name", name}, {"other", indicators_[entry->second].code}});
    }
    indicators_.push_back(std::move(indicator));
  }
}

}  // namespace zh::catalog
