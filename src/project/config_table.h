#pragma once
#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "ingest/records.h"
#include "project/codes.h"

namespace zh::project {

/// Reads the keys of one TOML table and remembers which were asked for, so that all others are faults.
class Table {
 public:
  Table(const toml::table& table, std::string prefix, const std::string& file, const std::vector<std::string>& lines,
        Diagnostics& faults)
      : table_(table), prefix_(std::move(prefix)), file_(file), lines_(lines), faults_(faults) {}

  Location at(const toml::source_region& source) const {
    Location where{.file = file_, .line = static_cast<int>(source.begin.line), .column = static_cast<int>(source.begin.column)};
    if (where.line >= 1 && where.line <= static_cast<int>(lines_.size())) where.source_line = lines_[where.line - 1];
    return where;
  }
  Location here() const { return at(table_.source()); }

  const toml::node* get(const char* key) {
    known_.push_back(key);
    return table_.get(key);
  }
  void text(const char* key, std::string& into) {
    if (const toml::node* node = get(key)) {
      if (auto value = node->value_exact<std::string>())
        into = *value;
      else
        wrong(*node, key, ZH_N("text in quotes"));
    }
  }
  void required_text(const char* key, std::string& into, const char* example) {
    text(key, into);
    if (into.empty() && !table_.contains(key))
      faults_.add(kMissingKey, {here()}, {{"key", prefix_ + key}, {"example", example}});
  }
  void integer(const char* key, int& into, int low, int high) {
    if (const toml::node* node = get(key)) {
      auto value = node->value_exact<std::int64_t>();
      if (value && *value >= low && *value <= high)
        into = static_cast<int>(*value);
      else
        out_of_range(kNotWhole, *node, key, low, high);
    }
  }
  void measure(const char* key, double& into, double low, double high) {
    if (const toml::node* node = get(key)) {
      auto value = node->value<double>();
      if (value && *value >= low && *value <= high)
        into = *value;
      else
        out_of_range(kNotLength, *node, key, static_cast<int>(low), static_cast<int>(high));
    }
  }
  void yes_no(const char* key, bool& into) {
    if (const toml::node* node = get(key)) {
      if (auto value = node->value_exact<bool>())
        into = *value;
      else
        wrong(*node, key, ZH_N("true or false"));
    }
  }
  void wrong(const toml::node& node, const std::string& key, const std::string& expected) {
    faults_.add(kWrongValue, {at(node.source())}, {{"key", prefix_ + key}, {"value", shown(node)}, {"expected", expected}});
  }
  void out_of_range(const DiagnosticKind& kind, const toml::node& node, const std::string& key, int low, int high) {
    faults_.add(kind, {at(node.source())},
                {{"key", prefix_ + key}, {"value", shown(node)}, {"low", std::to_string(low)}, {"high", std::to_string(high)}});
  }
  static std::string shown(const toml::node& node) {
    if (auto value = node.value<std::string>()) return *value;
    if (auto number = node.value<std::int64_t>()) return std::to_string(*number);
    return "…";
  }
  /// A sub-table; nullptr if absent.
  const toml::table* table(const char* key) {
    const toml::node* node = get(key);
    if (node && !node->is_table()) wrong(*node, key, ZH_N("a table"));
    return node ? node->as_table() : nullptr;
  }
  /// Must be called last: whatever was not asked for is unknown.
  void finish() {
    for (const auto& [key, node] : table_) {
      if (std::find(known_.begin(), known_.end(), key.str()) != known_.end()) continue;
      const std::string name(key.str());
      Location where = at(key.source());
      where.length = count_code_points(name);
      faults_.add(kUnknownKey, {where}, {{"key", prefix_ + name}}, nearest(name, known_));
    }
  }

 private:
  const toml::table& table_;
  std::string prefix_;
  const std::string& file_;
  const std::vector<std::string>& lines_;
  Diagnostics& faults_;
  std::vector<std::string> known_;
};

/// [[records]] blocks; see ingest/records.h.
std::vector<ingest::RecordSourceConfig> read_records(const toml::node& node, Table& root, const std::string& folder,
                                                     const World& world, const std::string& file,
                                                     const std::vector<std::string>& lines, Diagnostics& faults);

/// Keys of a connection that [engine] and the server of a record table share: user, password_env or password_file, ca_file,
/// connect_seconds, query_seconds. Where a password was looked for and is not; empty if all is well.
std::string read_access(Table& table, const std::string& folder, const World& world, store::ClusterOptions& options);
/// An address without a password, a path or a query.
bool is_address(const toml::node& node);

/// [engine]: nothing for the embedded one.
///
///     [engine]
///     kind            = "clickhouse"                       # or "duckdb", which is the default
///     addresses       = ["https://10.0.0.1:8443", …]       # one for each shard, in the order of the cluster
///     cluster         = "reports"                          # its name in the servers' remote_servers
///     database        = "zhiheng"                          # of this project alone
///     user            = "zhiheng"
///     password_env    = "ZHIHENG_PASSWORD"                 # or password_file, a path: the password never stands here
///     ca_file         = "ca.pem"                           # what https trusts; without it, what the system does
///     connect_seconds = 5
///     query_seconds   = 600
std::optional<store::ClusterOptions> read_engine(const toml::table& table, const std::string& folder, const World& world,
                                                 const std::string& file, const std::vector<std::string>& lines,
                                                 Diagnostics& faults);

}  // namespace zh::project
