#include "ingest/block.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>

#include "base/text.h"
#include "ingest/codes.h"

namespace zh::ingest {
namespace {

/// Reads returns.toml; faults carry the line they stand in.
class MapReader {
 public:
  MapReader(const std::string& text, Diagnostics& faults) : lines_(split_lines(text)), faults_(faults) {}

  Location at(const toml::node& node) const { return at(node.source()); }
  Location at(const toml::source_region& source) const {
    Location where{.file = "returns.toml", .line = static_cast<int>(source.begin.line), .column = static_cast<int>(source.begin.column)};
    if (where.line >= 1 && where.line <= static_cast<int>(lines_.size())) where.source_line = lines_[static_cast<std::size_t>(where.line - 1)];
    return where;
  }
  void wrong(const toml::node& node, const std::string& why) { faults_.add(kMapSyntax, {at(node)}, {{"why", why}}); }

  std::string text(const toml::table& table, const char* key) {
    const toml::node* node = table.get(key);
    if (!node) return {};
    if (auto value = node->value_exact<std::string>()) return *value;
    if (auto number = node->value_exact<std::int64_t>()) return std::to_string(*number);
    wrong(*node, std::string(key) + " must be text in quotes");
    return {};
  }
  std::vector<std::string> texts(const toml::table& table, const char* key) {
    std::vector<std::string> out;
    const toml::node* node = table.get(key);
    if (!node) return out;
    if (auto value = node->value_exact<std::string>()) return {*value};
    const toml::array* list = node->as_array();
    if (!list) wrong(*node, std::string(key) + " must be text or a list of texts");
    for (std::size_t i = 0; list && i < list->size(); ++i) out.push_back((*list)[i].value<std::string>().value_or(""));
    return out;
  }
  void keys(const toml::table& table, const std::vector<std::string>& known) {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      Location where = at(key.source());
      where.length = count_code_points(name);
      faults_.add(kMapSyntax, {where}, {{"why", "unknown key " + name}}, nearest(name, known));
    }
  }
  std::optional<Period> period(const toml::table& table) {
    const toml::node* node = table.get("period");
    if (!node) return std::nullopt;
    const auto parsed = Period::parse(text(table, "period"));
    if (!parsed) wrong(*node, "period is no period");
    return parsed;
  }
  Meaning meaning(const toml::table& table) {
    Meaning m;
    m.measure = text(table, "measure");
    m.region = text(table, "region");
    if (const toml::node* unit = table.get("unit"); unit && unit->is_string()) m.unit = text(table, "unit");
    m.period = period(table);
    if (const toml::table* members = table["members"].as_table())
      for (const auto& [key, member] : *members) m.members[std::string(key.str())] = member.value<std::string>().value_or("");
    return m;
  }
  LabelRule rule(const toml::table& table) {
    keys(table, {"header", "as", "under"});
    return {text(table, "header"), text(table, "as"), text(table, "under")};
  }

  Block common(const toml::table& table) {
    Block b;
    b.where = at(table);
    b.files = texts(table, "file");
    b.sheets = texts(table, "sheet");
    b.near = text(table, "near");
    if (b.near.empty()) b.near = text(table, "title");
    b.header_rows = static_cast<int>(table["header_rows"].value_or<std::int64_t>(0));
    b.ignore = texts(table, "ignore");
    if (b.files.empty()) wrong(table, "file is missing");
    return b;
  }

  Block block(const toml::table& table) {
    keys(table, {"file", "sheet", "near", "title", "header_rows", "rows", "columns", "measure", "period", "region", "members", "unit", "vintage", "status",
                 "note", "total", "ignore", "missing", "estimated", "provisional", "prefer"});
    Block b = common(table);
    b.whole = meaning(table);
    if (const toml::table* unit = table["unit"].as_table()) b.unit_header = text(*unit, "header");
    b.vintage = text(table, "vintage");
    b.note = text(table, "note");
    b.total = text(table, "total");
    b.estimated = texts(table, "estimated");
    b.provisional = texts(table, "provisional");
    b.prefer = table["prefer"].value_or(false);
    if (const toml::node* status = table.get("status")) {
      if (const auto parsed = parse_status(status->value<std::string>().value_or(""))) b.status = *parsed;
      else wrong(*status, "status must be A, E or P");
    }
    if (const toml::table* missing = table["missing"].as_table())
      for (const auto& [key, status] : *missing) {
        if (const auto parsed = parse_status(status.value<std::string>().value_or(""))) b.missing[fold_label(key.str())] = *parsed;
        else wrong(status, "missing: the meaning must be M, O, L or Q");
      }
    if (const toml::node* rows = table.get("rows")) {
      if (const toml::table* single = rows->as_table()) b.rows.push_back(rule(*single));
      const toml::array* list = rows->as_array();
      for (std::size_t i = 0; list && i < list->size(); ++i)
        if (const toml::table* one = (*list)[i].as_table()) b.rows.push_back(rule(*one));
    }
    if (b.rows.empty()) wrong(table, "rows is missing");
    if (const toml::table* columns = table["columns"].as_table()) {
      if (columns->contains("as")) b.column_rule = rule(*columns);
      else
        for (const auto& [key, node] : *columns) {
          Meaning m;
          if (const toml::table* full = node.as_table()) m = meaning(*full);
          else m.measure = node.value<std::string>().value_or("");
          b.columns.emplace_back(std::string(key.str()), std::move(m));
        }
    } else {
      wrong(table, "columns is missing");
    }
    return b;
  }

  Block a_register(const toml::table& table) {
    keys(table, {"file", "sheet", "near", "title", "header_rows", "ignore", "name", "columns"});
    Block b = common(table);
    b.register_name = text(table, "name");
    if (b.register_name.empty()) wrong(table, "name is missing");
    if (const toml::table* columns = table["columns"].as_table())
      for (const auto& [key, node] : *columns) b.fields.emplace_back(std::string(key.str()), node.value<std::string>().value_or(""));
    if (b.fields.empty()) wrong(table, "columns is missing");
    return b;
  }

 private:
  std::vector<std::string> lines_;
  Diagnostics& faults_;
};

}  // namespace

bool matches(const std::string& pattern, const std::string& text) {
  // Greedy with one point of return: linear for the patterns people write.
  std::size_t p = 0, t = 0, star = std::string::npos, mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == text[t] || pattern[p] == '?')) {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (star != std::string::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<Block> read_map(const std::string& text, Diagnostics& faults) {
  std::vector<Block> blocks;
  MapReader reader(text, faults);
  const toml::parse_result parsed = toml::parse(text, std::string_view("returns.toml"));
  if (!parsed) {
    faults.add(kMapSyntax, {reader.at(parsed.error().source())}, {{"why", std::string(parsed.error().description())}});
    return blocks;
  }
  reader.keys(parsed.table(), {"block", "register"});
  for (const char* kind : {"block", "register"}) {
    const toml::node* node = parsed.table().get(kind);
    const toml::array* list = node ? node->as_array() : nullptr;
    if (node && !list) reader.wrong(*node, std::string("write [[") + kind + "]]");
    for (std::size_t i = 0; list && i < list->size(); ++i)
      if (const toml::table* table = (*list)[i].as_table()) blocks.push_back(*kind == 'b' ? reader.block(*table) : reader.a_register(*table));
  }
  return blocks;
}

}  // namespace zh::ingest
