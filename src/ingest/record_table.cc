#include <algorithm>

#include "ingest/codes.h"
#include "ingest/record_load.h"
#include "store/source_table.h"

namespace zh::ingest {
namespace {

/// The columns that answer to a field, those of the key first: rows are sorted by them.
std::vector<std::string> wanted_columns(const RecordHeader& header, const catalog::RecordKind& kind) {
  std::vector<std::string> keys, others;
  for (std::size_t c = 0; c < header.fields.size(); ++c) {
    if (header.fields[c] < 0) continue;
    const auto field = static_cast<std::size_t>(header.fields[c]);
    if (kind.fields[field].personal) continue;
    const bool is_key = std::find(kind.key.begin(), kind.key.end(), field) != kind.key.end();
    (is_key ? keys : others).push_back(header.names[c]);
  }
  keys.insert(keys.end(), others.begin(), others.end());
  return keys;
}

}  // namespace

bool fetch_table(const RecordSourceConfig& source, const KindReader& reader, const std::string& path, const RecordsInput& input,
                 World& world, Diagnostics& faults) {
  const auto fail = [&](const store::EngineFailure& failure) {
    using Kind = store::EngineFailure::Kind;
    if (failure.kind == Kind::no_library)
      faults.add(kNoHttp, {source.where}, {{"why", failure.text}});
    else if (failure.kind == Kind::no_node)
      faults.add(kSourceSilent, {source.where}, {{"why", failure.text}});
    else
      add_engine_fault(failure, source.table, faults);
    return false;
  };
  if (!source.no_password.empty()) {
    faults.add(kSourcePassword, {source.where}, {{"where", source.no_password}});
    return false;
  }
  const store::SourceTable table(*source.server, source.table, [&world] { return world.stopped(); });
  store::EngineFailure failure;
  std::vector<std::string> names;
  if (!table.columns(names, failure)) return fail(failure);
  const auto header = find_header({names}, reader, source, source.table, faults);
  if (!header) return false;
  std::string why;
  const auto not_written = [&] {
    faults.add(kRecordNotWritten, {{.file = path}}, {{"file", path}, {"why", why}});
    return false;
  };
  const std::unique_ptr<OutputFile> file = world.create(path, &why);
  if (!file) return not_written();
  std::int64_t bytes = 0;
  bool written = true;
  const auto take = [&](std::string_view piece) {
    bytes += static_cast<std::int64_t>(piece.size());
    if (input.progress) input.progress(source.table, bytes, 0);
    return written = file->write(piece, &why);
  };
  if (!table.read(wanted_columns(*header, reader.kind), take, failure)) return written ? fail(failure) : not_written();
  return file->commit(&why) || not_written();
}

}  // namespace zh::ingest
