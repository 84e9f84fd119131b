#pragma once
#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "catalog/codes.h"

namespace zh::catalog {

/// One file on its way into the catalogue.
struct Loader {
  const std::string& file;
  std::vector<std::string> lines;
  Diagnostics& faults;

  Location at(const toml::source_region& source, int length = 0) const {
    Location where{.file = file, .line = static_cast<int>(source.begin.line), .column = static_cast<int>(source.begin.column)};
    where.length = length;
    if (where.line >= 1 && where.line <= static_cast<int>(lines.size()))
      where.source_line = lines[static_cast<std::size_t>(where.line - 1)];
    return where;
  }
  void wrong(const toml::node& node, const std::string& key, const std::string& expected) {
    faults.add(kWrongValue, {at(node.source())}, {{"key", key}, {"expected", expected}});
  }
  void check_keys(const toml::table& table, const std::vector<std::string>& known) {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) == known.end())
        faults.add(kUnknownKey, {at(key.source(), count_code_points(name))}, {{"key", name}}, nearest(name, known));
    }
  }
  std::string text(const toml::table& table, const char* key) {
    const toml::node* node = table.get(key);
    if (!node) return {};
    if (auto value = node->value_exact<std::string>()) return *value;
    wrong(*node, key, ZH_N("text in quotes"));
    return {};
  }
  std::vector<std::string> texts(const toml::node& node, const std::string& key) {
    if (auto value = node.value_exact<std::string>()) return {*value};
    std::vector<std::string> out;
    const toml::array* list = node.as_array();
    if (!list) wrong(node, key, ZH_N("a list of texts"));
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      if (auto value = (*list)[i].value_exact<std::string>())
        out.push_back(*value);
      else
        wrong((*list)[i], key, ZH_N("text in quotes"));
    }
    return out;
  }
  /// The value of a word out of a fixed set.
  template <class Value>
  void choice(const toml::table& table, const char* key, const std::vector<std::pair<std::string, Value>>& words, Value& into) {
    const toml::node* node = table.get(key);
    if (!node) return;
    const std::string word = node->value_exact<std::string>().value_or("");
    std::string expected;
    for (const auto& [name, value] : words) {
      if (name == word) {
        into = value;
        return;
      }
      expected += (expected.empty() ? "" : ", ") + name;
    }
    wrong(*node, key, expected);
  }
};

}  // namespace zh::catalog
