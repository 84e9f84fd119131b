#include "ingest/block.h"

#include <toml++/toml.h>

#include <algorithm>

#include "base/text.h"
#include "formats/toml_words.h"
#include "ingest/codes.h"

namespace zh::ingest {
namespace {

/// Reads returns.toml; faults carry the line they stand in.
class MapReader {
 public:
  MapReader(const std::string& text, Diagnostics& faults) : lines_(split_lines(text)), faults_(faults) {}

  Location at(const toml::node& node) const { return at(node.source()); }
  Location at(const toml::source_region& source) const {
    Location where{
        .file = "returns.toml", .line = static_cast<int>(source.begin.line), .column = static_cast<int>(source.begin.column)};
    if (where.line >= 1 && where.line <= static_cast<int>(lines_.size()))
      where.source_line = lines_[static_cast<std::size_t>(where.line - 1)];
    return where;
  }
  /// `expected` is marked with ZH_N: it is translated where the message is shown.
  void wrong(const toml::node& node, const std::string& key, const char* expected) {
    faults_.add(kMapValue, {at(node)}, {{"key", key}, {"expected", expected}});
  }
  void missing(const toml::node& node, const char* key, const char* expected = "") {
    faults_.add(*expected ? kMapMissingOf : kMapMissing, {at(node)}, {{"key", key}, {"expected", expected}});
  }

  std::string text(const toml::table& table, const char* key) {
    const toml::node* node = table.get(key);
    if (!node) return {};
    if (auto value = node->value_exact<std::string>()) return *value;
    if (auto number = node->value_exact<std::int64_t>()) return std::to_string(*number);
    wrong(*node, key, ZH_N("text in quotes"));
    return {};
  }
  std::vector<std::string> texts(const toml::table& table, const char* key) {
    std::vector<std::string> out;
    const toml::node* node = table.get(key);
    if (!node) return out;
    if (auto value = node->value_exact<std::string>()) return {*value};
    const toml::array* list = node->as_array();
    if (!list) wrong(*node, key, ZH_N("text, or a list of texts"));
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      if (auto one = (*list)[i].value_exact<std::string>())
        out.push_back(*one);
      else
        wrong((*list)[i], key, ZH_N("a list of texts"));
    }
    return out;
  }
  void keys(const toml::table& table, const std::vector<std::string>& known) {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      Location where = at(key.source());
      where.length = count_code_points(name);
      faults_.add(kMapKey, {where}, {{"key", name}}, nearest(name, known));
    }
  }
  std::optional<Period> period(const toml::table& table) {
    const toml::node* node = table.get("period");
    if (!node) return std::nullopt;
    const auto parsed = Period::parse(text(table, "period"));
    if (!parsed) wrong(*node, "period", ZH_N("a period, such as 2023, 2023H1, 2023-05 or 2021-2023"));
    return parsed;
  }
  Meaning meaning(const toml::table& table) {
    Meaning m;
    m.measure = text(table, "measure");
    m.region = text(table, "region");
    if (const toml::node* unit = table.get("unit"); unit && unit->is_string()) {
      m.unit = text(table, "unit");
      if (!Unit::parse(m.unit)) {
        faults_.add(kBadUnit, {at(*unit)}, {{"text", m.unit}});
        m.unit.clear();
      }
    }
    m.period = period(table);
    if (const toml::node* node = table.get("members")) {
      const toml::table* members = node->as_table();
      if (!members)
        wrong(*node, "members", ZH_N("a table, such as { type = \"电梯\" }"));
      else
        for (const auto& [key, member] : *members)
          m.members[std::string(key.str())] = text(*members, std::string(key.str()).c_str());
    }
    return m;
  }
  LabelRule rule(const toml::table& table) {
    keys(table, {"header", "as", "under"});
    if (text(table, "as").empty()) missing(table, "as", ZH_N("period, indicator, region or a breakdown"));
    return {text(table, "header"), text(table, "as"), text(table, "under")};
  }

  /// toml++ sorts the keys of a table; the order of columns is the file's.
  static std::vector<std::pair<std::string, const toml::node*>> in_file_order(const toml::table& table) {
    std::vector<std::pair<std::string, const toml::node*>> out;
    for (const auto& [key, node] : table) out.emplace_back(std::string(key.str()), &node);
    const auto place = [](const auto& entry) {
      return std::make_pair(entry.second->source().begin.line, entry.second->source().begin.column);
    };
    std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return out;
  }

  Block common(const toml::table& table) {
    Block b;
    b.where = at(table);
    b.files = texts(table, "file");
    b.sheets = texts(table, "sheet");
    b.near = text(table, "near");
    if (b.near.empty()) b.near = text(table, "title");
    if (const toml::node* node = table.get("header_rows")) {
      const auto rows = node->value_exact<std::int64_t>();
      if (rows && *rows >= 1 && *rows <= 10)
        b.header_rows = static_cast<int>(*rows);
      else
        wrong(*node, "header_rows", ZH_N("a whole number from 1 to 10"));
    }
    b.ignore = texts(table, "ignore");
    if (b.files.empty()) missing(table, "file");
    return b;
  }

  Block block(const toml::table& table) {
    keys(table, {"file",   "sheet",   "near",      "title",       "header_rows", "rows",   "columns", "measure",
                 "period", "region",  "members",   "unit",        "vintage",     "status", "note",    "total",
                 "ignore", "missing", "estimated", "provisional", "bounds",      "prefer"});
    Block b = common(table);
    b.whole = meaning(table);
    if (const toml::node* unit = table.get("unit")) {
      if (const toml::table* column = unit->as_table()) {
        keys(*column, {"header"});
        b.unit_header = text(*column, "header");
      } else if (!unit->is_string()) {
        wrong(*unit, "unit", ZH_N("a unit, such as \"万元\", or { header = \"计量单位\" }"));
      }
    }
    b.vintage = text(table, "vintage");
    b.note = text(table, "note");
    b.total = text(table, "total");
    b.estimated = texts(table, "estimated");
    b.provisional = texts(table, "provisional");
    b.bounds = texts(table, "bounds");
    if (const toml::node* prefer = table.get("prefer")) {
      if (const auto yes = prefer->value_exact<bool>())
        b.prefer = *yes;
      else
        wrong(*prefer, "prefer", ZH_N("true or false"));
    }
    if (const toml::node* status = table.get("status")) {
      if (const auto parsed = parse_status(status->value<std::string>().value_or("")); parsed && has_value(*parsed))
        b.status = *parsed;
      else
        wrong(*status, "status", ZH_N("A, E or P"));
    }
    if (const toml::table* missing = table["missing"].as_table())
      for (const auto& [key, status] : *missing) {
        if (const auto parsed = parse_status(status.value<std::string>().value_or("")); parsed && !has_value(*parsed))
          b.missing[fold_label(key.str())] = *parsed;
        else
          wrong(status, "missing", ZH_N("M, O, L or Q"));
      }
    if (const toml::node* rows = table.get("rows")) {
      if (const toml::table* single = rows->as_table()) b.rows.push_back(rule(*single));
      const toml::array* list = rows->as_array();
      for (std::size_t i = 0; list && i < list->size(); ++i)
        if (const toml::table* one = (*list)[i].as_table()) b.rows.push_back(rule(*one));
      for (const LabelRule& one : b.rows)
        if (one.header.empty()) missing(*rows, "header", ZH_N("the words above the labels"));
    }
    if (b.rows.empty()) missing(table, "rows");
    if (const toml::table* columns = table["columns"].as_table()) {
      if (columns->contains("as"))
        b.column_rule = rule(*columns);
      else
        for (const auto& [key, node] : in_file_order(*columns)) {
          Meaning m;
          if (const toml::table* full = node->as_table()) {
            keys(*full, {"measure", "period", "region", "members", "unit"});
            m = meaning(*full);
          } else {
            m.measure = text(*columns, key.c_str());
          }
          b.columns.emplace_back(key, std::move(m));
        }
    } else {
      missing(table, "columns");
    }
    return b;
  }

  Block a_register(const toml::table& table) {
    keys(table, {"file", "sheet", "near", "title", "header_rows", "ignore", "name", "columns"});
    Block b = common(table);
    b.register_name = text(table, "name");
    if (b.register_name.empty()) missing(table, "name");
    if (const toml::table* columns = table["columns"].as_table())
      for (const auto& [key, node] : in_file_order(*columns)) b.fields.emplace_back(key, text(*columns, key.c_str()));
    if (b.fields.empty()) missing(table, "columns");
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
  toml::table parsed;
  try {
    parsed = toml::parse(text, std::string_view("returns.toml"));
  } catch (const toml::parse_error& fault) {
    faults.add(kMapSyntax, {reader.at(fault.source())}, {{"why", formats::toml_fault(fault.description())}});
    return blocks;
  }
  reader.keys(parsed, {"block", "register"});
  for (const char* kind : {"block", "register"}) {
    const toml::node* node = parsed.get(kind);
    const toml::array* list = node ? node->as_array() : nullptr;
    if (node && !list) reader.wrong(*node, kind, ZH_N("written with two brackets, as [[block]] or [[register]]"));
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      const toml::table* table = (*list)[i].as_table();
      if (!table) continue;
      Block block = *kind == 'b' ? reader.block(*table) : reader.a_register(*table);
      // What cannot say where its table is was reported and is left out.
      const bool usable = !block.files.empty() && (*kind == 'b' ? !block.rows.empty() && !block.rows[0].header.empty() &&
                                                                      (block.column_rule || !block.columns.empty())
                                                                : !block.register_name.empty() && !block.fields.empty());
      if (usable) blocks.push_back(std::move(block));
    }
  }
  return blocks;
}

}  // namespace zh::ingest
