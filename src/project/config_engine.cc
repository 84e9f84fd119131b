#include "project/config_table.h"

namespace zh::project {

bool is_address(const toml::node& node) {
  const auto text = node.value_exact<std::string>();
  // A password in an address would stand in every message.
  return text && (text->starts_with("http://") || text->starts_with("https://")) && text->find('@') == std::string::npos &&
         text->find('/', 8) == std::string::npos;
}

std::string read_access(Table& table, const std::string& folder, const World& world, store::ClusterOptions& options) {
  table.text("user", options.user);
  std::string variable, password_file;
  table.text("password_env", variable);
  table.text("password_file", password_file);
  table.text("ca_file", options.ca_file);
  table.integer("connect_seconds", options.connect_seconds, 1, 600);
  table.integer("query_seconds", options.query_seconds, 1, 86400);
  if (!options.ca_file.empty()) options.ca_file = join_path(folder, options.ca_file);
  std::optional<std::string> value;
  if (!variable.empty()) value = world.secret(World::SecretIn::variable, variable);
  if (variable.empty() && !password_file.empty()) value = world.secret(World::SecretIn::file, join_path(folder, password_file));
  if (value) options.password = variable.empty() ? std::string(trim(*value)) : *value;
  return value ? std::string() : variable.empty() ? password_file : variable;
}

std::optional<store::ClusterOptions> read_engine(const toml::table& engine, const std::string& folder, const World& world,
                                                 const std::string& file, const std::vector<std::string>& lines,
                                                 Diagnostics& faults) {
  Table table(engine, "engine.", file, lines, faults);
  store::ClusterOptions options;
  std::string kind;
  table.required_text("kind", kind, "kind = \"clickhouse\"");
  if (!kind.empty() && kind != "clickhouse" && kind != "duckdb")
    table.wrong(*table.get("kind"), "kind", "\"clickhouse\", \"duckdb\"");
  if (kind != "clickhouse") {
    table.finish();
    return std::nullopt;
  }
  const toml::node* addresses = table.get("addresses");
  const toml::array* list = addresses ? addresses->as_array() : nullptr;
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    if (is_address((*list)[i]))
      options.addresses.push_back(*(*list)[i].value_exact<std::string>());
    else
      table.wrong((*list)[i], "addresses", "\"http://host:8123\", \"https://host:8443\"");
  }
  if (!addresses)
    faults.add(kMissingKey, {table.here()}, {{"key", "engine.addresses"}, {"example", "addresses = [\"http://host:8123\"]"}});
  else if (!list || list->empty())
    table.wrong(*addresses, "addresses", ZH_N("a list of texts"));
  table.required_text("cluster", options.cluster, "cluster = \"reports\"");
  table.text("database", options.database);
  if (const std::string missing = read_access(table, folder, world, options); !missing.empty())
    faults.add(kNoPassword, {table.here()}, {{"where", missing}});
  table.finish();
  if (options.addresses.empty() || options.cluster.empty()) return std::nullopt;
  return options;
}

}  // namespace zh::project
