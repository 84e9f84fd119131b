#include "project/config_table.h"

namespace zh::project {
namespace {

std::optional<Decimal> percent(const std::string& text) {
  if (text.empty() || text.back() != '%') return std::nullopt;
  const auto value = Decimal::parse(text.substr(0, text.size() - 1));
  if (!value || value->is_negative() || *value > Decimal(100)) return std::nullopt;
  return value;
}

/// server = { address = "https://host:8443", … }: where the table of a source lies.
void read_server(const toml::table& server, const std::string& folder, const World& world, const std::string& file,
                 const std::vector<std::string>& lines, ingest::RecordSourceConfig& source, Diagnostics& faults) {
  Table table(server, "records.server.", file, lines, faults);
  store::ClusterOptions options;
  const toml::node* address = table.get("address");
  if (!address)
    faults.add(kMissingKey, {table.here()},
               {{"key", "records.server.address"}, {"example", "address = \"https://host:8443\""}});
  else if (is_address(*address))
    options.addresses = {*address->value_exact<std::string>()};
  else
    table.wrong(*address, "address", "\"http://host:8123\", \"https://host:8443\"");
  source.no_password = read_access(table, folder, world, options);
  table.finish();
  if (!options.addresses.empty()) source.server = options;
}

ingest::RecordSourceConfig read_source(Table& table) {
  ingest::RecordSourceConfig source;
  source.where = table.here();
  table.required_text("kind", source.kind, "kind = \"complaint\"");
  if (const toml::node* node = table.get("files")) {
    const toml::array* list = node->as_array();
    if (const auto text = node->value_exact<std::string>())
      source.files = {*text};
    else if (!list)
      table.wrong(*node, "files", ZH_N("a list of texts"));
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      if (const auto text = (*list)[i].value_exact<std::string>())
        source.files.push_back(*text);
      else
        table.wrong((*list)[i], "files", ZH_N("text in quotes"));
    }
  }
  if (const toml::table* columns = table.table("columns"))
    for (const auto& [header, field] : *columns) {
      if (const auto text = field.value_exact<std::string>())
        source.columns.emplace_back(std::string(header.str()), *text);
      else
        table.wrong(field, "columns", ZH_N("text in quotes"));
    }
  std::string share;
  table.text("max_rejects", share);
  if (!share.empty()) {
    source.max_rejects = percent(share);
    if (!source.max_rejects) table.wrong(*table.get("max_rejects"), "max_rejects", ZH_N("a share from \"0%\" to \"100%\""));
  }
  table.text("sheet", source.sheet);
  table.text("encoding", source.encoding);
  if (!source.encoding.empty() && source.encoding != "auto" && source.encoding != "utf-8" && source.encoding != "gb18030")
    table.wrong(*table.get("encoding"), "encoding", "\"auto\", \"utf-8\", \"gb18030\"");
  table.text("table", source.table);
  if (source.table.find('/') != std::string::npos || source.table.starts_with("."))
    table.wrong(*table.get("table"), "table", "\"database.table\"");
  return source;
}

}  // namespace

std::vector<ingest::RecordSourceConfig> read_records(const toml::node& node, Table& root, const std::string& folder,
                                                     const World& world, const std::string& file,
                                                     const std::vector<std::string>& lines, Diagnostics& faults) {
  std::vector<ingest::RecordSourceConfig> sources;
  const toml::array* list = node.as_array();
  if (!list) root.wrong(node, "records", ZH_N("[[records]] blocks"));
  for (std::size_t i = 0; list && i < list->size(); ++i)
    if (const toml::table* element = (*list)[i].as_table()) {
      Table table(*element, "records.", file, lines, faults);
      sources.push_back(read_source(table));
      if (const toml::table* server = table.table("server"))
        read_server(*server, folder, world, file, lines, sources.back(), faults);
      table.finish();
    }
  return sources;
}

}  // namespace zh::project
