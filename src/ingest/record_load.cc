#include "ingest/record_load.h"

#include <algorithm>
#include <set>

#include "base/sha256.h"
#include "base/text.h"
#include "ingest/codes.h"
#include "ingest/record_tables.h"

namespace zh::ingest {
namespace {

bool ends_with(const std::string& path, std::string_view end) {
  if (path.size() < end.size()) return false;
  std::string tail = path.substr(path.size() - end.size());
  std::transform(tail.begin(), tail.end(), tail.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return tail == end;
}

void name_unused(const RecordHeader& header, const std::string& file, Diagnostics& faults) {
  std::string columns;
  for (std::size_t c = 0; c < header.fields.size(); ++c)
    if (header.fields[c] < 0 && !header.names[c].empty() && header.names[c] != catalog::kSimulatedColumn)
      columns += (columns.empty() ? "" : "、") + header.names[c];
  if (!columns.empty()) faults.add(kRecordColumnsUnused, {{.file = file}}, {{"columns", columns}});
}

/// One file from its bytes to the table; the three formats differ in how they open.
class FileLoader {
 public:
  FileLoader(store::RecordStore& store, const KindReader& kind, const RecordSourceConfig& source, const std::string& path,
             const std::string& shown, const RecordsInput& input, World& world, const catalog::Catalog& catalog,
             RecordLoad& load, Diagnostics& faults)
      : store_(store),
        kind_(kind),
        source_(source),
        path_(path),
        shown_(shown),
        input_(input),
        world_(world),
        catalog_(catalog),
        load_(load),
        faults_(faults) {}

  /// The digest; empty on a fault.
  std::string run() {
    if (ends_with(path_, ".parquet")) return parquet();
    if (ends_with(path_, ".xlsx")) return workbook();
    return csv();
  }

 private:
  std::string csv() {
    std::string why;
    auto file = world_.open(path_, &why);
    if (!file) return fault(why);
    const auto size = static_cast<std::int64_t>(file->size());
    const Encoding encoding = source_.encoding == "utf-8"     ? Encoding::utf8
                              : source_.encoding == "gb18030" ? Encoding::gb18030
                                                              : Encoding::automatic;
    CsvBlocks blocks(std::move(file), encoding);
    auto header = find_header(blocks.preview(), kind_, source_, shown_, faults_);
    if (!header) return {};
    blocks.skip(static_cast<int>(header->row) + 1);
    load_.header = std::move(*header);
    name_unused(load_.header, shown_, faults_);
    CsvSource rows(blocks, load_);
    load_.keys.reserve(static_cast<std::size_t>(size / std::max<std::int64_t>(blocks.bytes_of_line(), 1)));
    watch([&] { return blocks.bytes_done(); }, size);
    if (!insert(rows, [&] { return blocks.trouble(); })) return {};
    return blocks.digest();
  }

  std::string workbook() {
    std::string why;
    const auto bytes = world_.read(path_, &why);
    if (!bytes) return fault(why);
    const auto book = formats::read_xlsx(*bytes, shown_, faults_);
    if (!book) return {};
    std::vector<SheetSource::Part> parts;
    std::string names;
    Diagnostics tries;
    for (std::size_t i = 0; i < book->sheets.size(); ++i) {
      const formats::Sheet& sheet = book->sheets[i];
      names += (names.empty() ? "" : "、") + sheet.name;
      if (source_.sheet.empty() ? sheet.hidden : fold_label(sheet.name) != fold_label(source_.sheet)) continue;
      std::vector<std::vector<std::string>> rows;
      for (int r = 0; r < std::min(sheet.row_count(), 20); ++r) {
        rows.emplace_back();
        for (const formats::Cell& cell : sheet.rows[static_cast<std::size_t>(r)])
          rows.back().push_back(std::string(trim(cell_text(cell, book->date1904))));
      }
      if (rows.empty()) continue;
      Diagnostics own;
      if (auto header = find_header(rows, kind_, source_, shown_, own)) {
        used_.insert(header->fields.begin(), header->fields.end());
        parts.push_back({&sheet, static_cast<std::int64_t>(i), std::move(*header)});
      } else if (tries.list().empty())
        tries.append(std::move(own));
    }
    if (parts.empty()) {
      if (!tries.list().empty())
        faults_.append(std::move(tries));
      else if (!source_.sheet.empty())
        faults_.add(kManySheets, {{.file = shown_}}, {{"sheet", source_.sheet}, {"present", names}});
      else
        faults_.add(kRecordsEmpty, {{.file = shown_}});
      return {};
    }
    load_.header = parts[0].header;
    name_unused(load_.header, shown_, faults_);
    SheetSource rows(std::move(parts), book->date1904, load_);
    if (!insert(rows, [] { return std::string(); })) return {};
    Sha256 digest;
    digest.add(*bytes);
    return digest.hex();
  }

  std::string parquet() {
    ParquetSource rows(world_.engine_library(), world_.engine_path(path_), input_.threads, load_);
    store::EngineFailure failure;
    const auto names = rows.columns(failure);
    if (!names) return fault(failure.text);
    auto header = find_header({*names}, kind_, source_, shown_, faults_);
    if (!header) return {};
    header->names.resize(names->size());
    header->fields.resize(names->size(), -1);
    load_.header = std::move(*header);
    name_unused(load_.header, shown_, faults_);
    watch([&] { return rows.rows_done(); }, 0);
    if (!insert(rows, [] { return std::string(); })) return {};
    return file_digest(path_, world_);
  }

  void watch(std::function<std::int64_t()> done, std::int64_t all) {
    store_.engine().stopped = [this, done = std::move(done), all] {
      if (input_.progress) input_.progress(shown_, done(), all);
      return world_.stopped();
    };
  }

  bool insert(store::RowSource& rows, const std::function<std::string()>& trouble_of) {
    store::EngineFailure failure;
    const std::vector<store::Column> columns = columns_of_header();
    const std::int64_t inserted = store_.load(kind_.kind, columns, rows, failure);
    store_.engine().stopped = [&world = world_] { return world.stopped(); };
    const std::string trouble = trouble_of();
    if (inserted >= 0 && trouble.empty()) return true;
    if (!load_.trouble.empty() || !trouble.empty())
      fault(load_.trouble.empty() ? trouble : load_.trouble);
    else if (load_.stop && failure.kind != store::EngineFailure::Kind::interrupted)
      return true;  // too many rejects: said where shares are looked at
    else if (failure.kind == store::EngineFailure::Kind::interrupted)
      faults_.add(kRecordsStopped, {}, {{"file", shown_}});
    else
      add_engine_fault(failure, shown_, faults_);
    return false;
  }

  /// Only what the file has is handed over; the rest is NULL in the table without a look at each row.
  std::vector<store::Column> columns_of_header() {
    used_.insert(load_.header.fields.begin(), load_.header.fields.end());
    const std::vector<store::Column> all = store::columns_of(kind_.kind, catalog_);
    std::vector<store::Column> columns(all.begin(), all.begin() + 2);
    for (std::size_t f = 0; f < kind_.store_column.size(); ++f) {
      load_.store_column[f] = -1;
      if (kind_.store_column[f] < 0 || !used_.count(static_cast<int>(f))) continue;
      load_.store_column[f] = static_cast<int>(columns.size());
      columns.push_back(all[static_cast<std::size_t>(kind_.store_column[f])]);
    }
    return columns;
  }

  std::string fault(const std::string& why) {
    faults_.add(kRecordFile, {{.file = shown_}}, {{"file", shown_}, {"why", why}});
    return {};
  }

  store::RecordStore& store_;
  const KindReader& kind_;
  const RecordSourceConfig& source_;
  const std::string& path_;
  const std::string& shown_;
  const RecordsInput& input_;
  World& world_;
  const catalog::Catalog& catalog_;
  RecordLoad& load_;
  Diagnostics& faults_;
  std::set<int> used_;  ///< fields that any sheet of the file has
};

}  // namespace

std::string file_digest(const std::string& path, const World& world) {
  const auto file = world.open(path);
  if (!file) return {};
  Sha256 digest;
  std::string buffer(1u << 20, '\0');
  std::uint64_t offset = 0;
  while (true) {
    const std::int64_t got = file->read_at(buffer.data(), buffer.size(), offset);
    if (got < 0) return {};
    if (got == 0) return digest.hex();
    digest.add({buffer.data(), static_cast<std::size_t>(got)});
    offset += static_cast<std::uint64_t>(got);
  }
}

std::optional<LoadedFile> load_file(store::RecordStore& store, const KindReader& kind, const RecordSourceConfig& source,
                                    const std::string& path, const std::string& shown, const RecordsInput& input, World& world,
                                    const catalog::Catalog& catalog, RecordLoad& load, bool first, Diagnostics& faults) {
  load.kind = &kind.kind;
  load.readers = kind.readers;
  load.store_column = kind.store_column;
  LoadedFile loaded;
  loaded.digest = FileLoader(store, kind, source, path, shown, input, world, catalog, load, faults).run();
  if (loaded.digest.empty()) return std::nullopt;
  store::RowCounts& counts = loaded.counts;
  counts.read = load.read;
  if (load.stop) {  // refused; what is known is enough to say why
    counts.rejected = static_cast<std::int64_t>(load.rejects.size());
    return loaded;
  }
  store::EngineFailure failure;
  std::vector<store::KeyConflict> conflicts;
  std::int64_t duplicates = 0;
  bool good = !load.repeated || store.settle_inside(kind.kind, load.file_number, counts.duplicate, conflicts, failure);
  good = good && (first || store.settle_between(kind.kind, load.file_number, duplicates, counts.replaced, failure));
  if (!good) {
    add_engine_fault(failure, shown, faults);
    return std::nullopt;
  }
  for (const store::KeyConflict& conflict : conflicts) {
    std::string row;  // as it was read: the file's own text has been let go
    for (const std::string& value : conflict.values) row += (&value == conflict.values.data() ? "" : ",") + csv_field(value);
    load.rejects.push_back({conflict.row, -1, Reason::key_conflict, std::to_string(conflict.first), std::move(row)});
  }
  std::stable_sort(load.rejects.begin(), load.rejects.end(), [](const Reject& a, const Reject& b) { return a.row < b.row; });
  counts.duplicate += duplicates;
  counts.rejected = static_cast<std::int64_t>(load.rejects.size());
  counts.accepted = counts.read - counts.rejected - counts.duplicate;
  return loaded;
}

}  // namespace zh::ingest
