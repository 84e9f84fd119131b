#include "project/config_table.h"

namespace zh::project {
namespace {

std::optional<Decimal> percent(const std::string& text) {
  if (text.empty() || text.back() != '%') return std::nullopt;
  const auto value = Decimal::parse(text.substr(0, text.size() - 1));
  if (!value || value->is_negative() || *value > Decimal(100)) return std::nullopt;
  return value;
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
  table.finish();
  return source;
}

}  // namespace

std::vector<ingest::RecordSourceConfig> read_records(const toml::node& node, Table& root, const std::string& file,
                                                     const std::vector<std::string>& lines, Diagnostics& faults) {
  std::vector<ingest::RecordSourceConfig> sources;
  const toml::array* list = node.as_array();
  if (!list) root.wrong(node, "records", ZH_N("[[records]] blocks"));
  for (std::size_t i = 0; list && i < list->size(); ++i)
    if (const toml::table* element = (*list)[i].as_table()) {
      Table table(*element, "records.", file, lines, faults);
      sources.push_back(read_source(table));
    }
  return sources;
}

}  // namespace zh::project
