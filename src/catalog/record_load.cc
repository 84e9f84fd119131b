#include "catalog/record_load.h"

#include <set>

namespace zh::catalog {
namespace {

bool is_field_code(const std::string& code) {
  if (code.empty() || (code[0] < 'a' || code[0] > 'z')) return false;
  return std::all_of(code.begin(), code.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool yes_no(Loader& in, const toml::table& table, const char* key) {
  const toml::node* node = table.get(key);
  if (!node) return false;
  if (const auto value = node->value_exact<bool>()) return *value;
  in.wrong(*node, key, ZH_N("true or false"));
  return false;
}

Field read_field(Loader& in, const toml::table& table, const std::string& code, const Location& where) {
  Field field;
  field.code = code;
  field.where = where;
  in.check_keys(table, {"name", "alias", "type", "list", "digits", "unit", "required", "personal", "definition"});
  field.name = in.text(table, "name");
  if (field.name.empty()) in.faults.add(kFieldKey, {where}, {{"field", code}, {"key", "name"}});
  if (!is_field_code(code)) in.faults.add(kFieldCode, {where}, {{"field", code}});
  if (const toml::node* node = table.get("alias")) field.aliases = in.texts(*node, "alias");
  in.choice<Field::Type>(table, "type",
                         {{"text", Field::Type::text},
                          {"code", Field::Type::code},
                          {"date", Field::Type::date},
                          {"datetime", Field::Type::datetime},
                          {"decimal", Field::Type::decimal},
                          {"yes-no", Field::Type::yes_no}},
                         field.type);
  if (!table.contains("type")) in.faults.add(kFieldKey, {where}, {{"field", code}, {"key", "type"}});
  field.list = in.text(table, "list");
  if (field.type == Field::Type::code && field.list.empty())
    in.faults.add(kFieldKey, {where}, {{"field", code}, {"key", "list"}});
  if (const toml::node* node = table.get("digits")) {
    const auto digits = node->value_exact<std::int64_t>();
    if (digits && *digits >= 0 && *digits <= 6)
      field.digits = static_cast<int>(*digits);
    else
      in.wrong(*node, "digits", ZH_N("a whole number from 0 to 6"));
  }
  if (const std::string unit = in.text(table, "unit"); !unit.empty()) {
    field.unit = Unit::parse(unit);
    if (!field.unit) in.wrong(*table.get("unit"), "unit", ZH_N("a unit of measure"));
  }
  field.required = yes_no(in, table, "required");
  field.personal = yes_no(in, table, "personal");
  field.definition = in.text(table, "definition");
  return field;
}

/// "1%", "0.5%".
std::optional<Decimal> percent(const std::string& text) {
  if (text.empty() || text.back() != '%') return std::nullopt;
  const auto value = Decimal::parse(text.substr(0, text.size() - 1));
  if (!value || value->is_negative() || *value > Decimal(100)) return std::nullopt;
  return value;
}

/// Headers must tell the fields apart.
void check_names(Loader& in, const RecordKind& kind) {
  std::map<std::string, const Field*> names;
  for (const Field& field : kind.fields) {
    std::vector<std::string> all = field.aliases;
    all.push_back(field.name);
    all.push_back(field.code);
    for (const std::string& name : all) {
      const auto [entry, fresh] = names.emplace(fold_label(name), &field);
      if (!fresh && entry->second != &field)
        in.faults.add(kFieldTwice, {field.where, entry->second->where}, {{"name", name}, {"kind", kind.name}});
    }
  }
}

}  // namespace

RecordKind read_record_kind(Loader& in, const toml::table& table, const std::string& code, const Location& where) {
  RecordKind kind;
  kind.code = code;
  kind.where = where;
  in.check_keys(table, {"name", "en", "key", "time", "max_rejects", "source", "definition", "fields", "replace"});
  if (!is_field_code(code)) in.faults.add(kFieldCode, {where}, {{"field", code}});
  kind.name = in.text(table, "name");
  kind.english = in.text(table, "en");
  kind.source = in.text(table, "source");
  kind.definition = in.text(table, "definition");
  if (kind.name.empty()) in.faults.add(kKindKey, {where}, {{"kind", code}, {"key", "name"}});
  const toml::table* fields = table["fields"].as_table();
  if (!fields || fields->empty()) in.faults.add(kKindKey, {where}, {{"kind", code}, {"key", "fields"}});
  if (fields)
    for (const auto& [key, node] : *fields) {
      if (const toml::table* field = node.as_table())
        kind.fields.push_back(read_field(in, *field, std::string(key.str()), in.at(key.source())));
      else
        in.wrong(node, std::string(key.str()), "{ name = \"…\", type = \"…\" }");
    }
  // TOML tables are sorted by key; columns follow the file.
  std::stable_sort(kind.fields.begin(), kind.fields.end(),
                   [](const Field& a, const Field& b) { return a.where.line < b.where.line; });
  check_names(in, kind);
  const auto index_of = [&](const std::string& word, const toml::node& node, const char* key) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i)
      if (kind.fields[i].code == word && !kind.fields[i].personal) return static_cast<int>(i);
    in.faults.add(kNoField, {in.at(node.source())}, {{"kind", kind.name}, {"key", key}, {"field", word}});
    return -1;
  };
  if (const toml::node* node = table.get("key")) {
    for (const std::string& word : in.texts(*node, "key"))
      if (const int field = index_of(word, *node, "key"); field >= 0) {
        kind.key.push_back(static_cast<std::size_t>(field));
        kind.fields[static_cast<std::size_t>(field)].required = true;
      }
  } else {
    in.faults.add(kKindKey, {where}, {{"kind", code}, {"key", "key"}});
  }
  if (const std::string time = in.text(table, "time"); !time.empty()) {
    kind.time = index_of(time, *table.get("time"), "time");
    if (kind.time >= 0) {
      const Field::Type type = kind.fields[static_cast<std::size_t>(kind.time)].type;
      if (type != Field::Type::date && type != Field::Type::datetime)
        in.wrong(*table.get("time"), "time", ZH_N("a field of type date or datetime"));
    }
  }
  if (const std::string share = in.text(table, "max_rejects"); !share.empty()) {
    kind.max_rejects = percent(share);
    if (!kind.max_rejects) in.wrong(*table.get("max_rejects"), "max_rejects", ZH_N("a share from \"0%\" to \"100%\""));
  }
  return kind;
}

CodeList read_code_list(Loader& in, const toml::table& table, const std::string& name, const Location& where) {
  CodeList list;
  list.name = name;
  list.where = where;
  in.check_keys(table, {"source", "levels", "items", "coded", "alias"});
  list.source = in.text(table, "source");
  if (const toml::node* node = table.get("levels")) list.levels = in.texts(*node, "levels");
  if (list.levels.empty()) list.levels = {name};
  const bool coded = table["coded"].value_or(true);
  const std::string items = in.text(table, "items");
  std::vector<int> above;  // the open item of each level
  std::set<std::string> codes;
  int line = table.get("items") ? static_cast<int>(table.get("items")->source().begin.line) : where.line;
  for (const std::string& text : split_lines(items)) {
    Location at = where;
    at.line = line++;
    const std::string_view words = trim(text);
    if (words.empty()) continue;
    at.source_line = text;
    const auto spaces = text.find_first_not_of(' ');
    const std::size_t level = spaces / 2;
    const auto gap = words.find(' ');
    if (spaces % 2 != 0 || level > above.size() || level >= list.levels.size() || (coded && gap == std::string_view::npos)) {
      in.faults.add(kBadItem, {at}, {{"list", name}});
      continue;
    }
    above.resize(level);
    CodeList::Item item;
    item.code = std::string(coded ? words.substr(0, gap) : words);
    item.name = std::string(coded ? trim(words.substr(gap)) : words);
    item.parent = level == 0 ? -1 : above.back();
    item.level = static_cast<int>(level);
    if (!codes.insert(item.code).second) in.faults.add(kItemTwice, {at}, {{"list", name}, {"code", item.code}});
    above.push_back(static_cast<int>(list.items.size()));
    list.items.push_back(std::move(item));
  }
  if (list.items.empty()) in.faults.add(kBadItem, {where}, {{"list", name}});
  if (const toml::node* node = table.get("alias")) {
    if (const toml::table* aliases = node->as_table())
      for (const auto& [word, others] : *aliases)
        for (const std::string& alias : in.texts(others, "alias")) list.aliases.emplace_back(alias, std::string(word.str()));
    else
      in.wrong(*node, "alias", "{ member = [\"other name\"] }");
  }
  return list;
}

}  // namespace zh::catalog
