#include <algorithm>

#include "base/text.h"
#include "ingest/codes.h"
#include "ingest/record_load.h"

namespace zh::ingest {
namespace {

/// Fields by column; -1 where no field answers to the header.
std::vector<int> fields_of(const std::vector<std::string>& names, const catalog::RecordKind& kind,
                           const RecordSourceConfig& source) {
  std::vector<int> fields;
  for (const std::string& name : names) {
    int field = -1;
    for (const auto& [header, code] : source.columns)
      if (fold_label(header) == fold_label(name)) field = kind.field(code);
    if (field < 0 && !name.empty()) field = kind.field(name);
    fields.push_back(field);
  }
  return fields;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    if (!name.empty()) text += (text.empty() ? "" : "、") + name;
  return text;
}

std::vector<std::string> missing_fields(const std::vector<int>& fields, const catalog::RecordKind& kind) {
  std::vector<std::string> missing;
  for (std::size_t f = 0; f < kind.fields.size(); ++f)
    if (kind.fields[f].required && std::find(fields.begin(), fields.end(), static_cast<int>(f)) == fields.end())
      missing.push_back(kind.fields[f].name);
  return missing;
}

}  // namespace

KindReader::KindReader(const catalog::RecordKind& k, const catalog::Catalog& catalog) : kind(k) {
  for (const catalog::Field& field : kind.fields)
    if (field.type == catalog::Field::Type::code && !field.personal && !lists.count(field.list)) {
      catalog::CodeList list = catalog.code_lists().at(field.list);
      list.index();
      lists.emplace(field.list, std::move(list));
    }
  int column = 2;  // behind _file and _row
  for (const catalog::Field& field : kind.fields) {
    const auto list = lists.find(field.list);
    readers.emplace_back(field, list == lists.end() ? nullptr : &list->second);
    store_column.push_back(field.personal ? -1 : column++);
  }
}

std::optional<RecordHeader> find_header(const std::vector<std::vector<std::string>>& rows, const KindReader& reader,
                                        const RecordSourceConfig& source, const std::string& file, Diagnostics& faults) {
  const catalog::RecordKind& kind = reader.kind;
  std::size_t best = 0;
  std::ptrdiff_t most = 0;
  for (std::size_t row = 0; row < rows.size() && row < 20; ++row) {
    RecordHeader header;
    header.names = rows[row];
    while (!header.names.empty() && header.names.back().empty()) header.names.pop_back();
    header.fields = fields_of(header.names, kind, source);
    const auto known = std::count_if(header.fields.begin(), header.fields.end(), [](int field) { return field >= 0; });
    if (known > most) {
      most = known;
      best = row;
    }
    if (!missing_fields(header.fields, kind).empty()) continue;
    header.row = static_cast<std::int64_t>(row);
    bool twice = false;
    for (std::size_t c = 0; c < header.fields.size(); ++c) {
      const int field = header.fields[c];
      if (field < 0) continue;
      header.has_personal = header.has_personal || kind.fields[static_cast<std::size_t>(field)].personal;
      const auto other = std::find(header.fields.begin(), header.fields.begin() + static_cast<std::ptrdiff_t>(c), field);
      if (other == header.fields.begin() + static_cast<std::ptrdiff_t>(c)) continue;
      twice = true;
      faults.add(kRecordColumnTwice, {{.file = file}},
                 {{"field", kind.fields[static_cast<std::size_t>(field)].name},
                  {"one", header.names[static_cast<std::size_t>(other - header.fields.begin())]},
                  {"other", header.names[c]}});
    }
    if (twice) return std::nullopt;
    if (!catalog::is_simulated(file) &&
        std::find(header.names.begin(), header.names.end(), catalog::kSimulatedColumn) != header.names.end()) {
      faults.add(kRecordsRenamed, {{.file = file}}, {{"mark", catalog::kSimulatedMark}});
      return std::nullopt;
    }
    return header;
  }
  const auto blank = [](const std::vector<std::string>& row) { return joined(row).empty(); };
  if (std::all_of(rows.begin(), rows.end(), blank)) {
    faults.add(kRecordsEmpty, {{.file = file}});
    return std::nullopt;
  }
  const std::vector<std::string>& nearest_row = rows[best];
  faults.add(kRecordHeader, {{.file = file}},
             {{"kind", kind.name},
              {"missing", joined(missing_fields(fields_of(nearest_row, kind, source), kind))},
              {"present", joined(nearest_row)}});
  return std::nullopt;
}

}  // namespace zh::ingest
