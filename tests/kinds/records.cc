// Kind "records": "file …" parts are a project (catalog/records/a.toml is the part "catalog", else the one below); `zhiheng
// ingest` is run on it. Parts "then N PATH" are written before it is run for the Nth time (an empty part deletes the file, or
// the database if PATH is "database"). Output: what was done with each file, the rejects, the journal, the rows in the
// database, and the faults. The database is a real file; what is read and written else lies in memory.
#include <stdlib.h>

#include <filesystem>

#include "cli/real_world.h"
#include "ingest/records.h"
#include "project/build.h"
#include "project/config.h"
#include "project/records.h"
#include "store/counting.h"
#include "suite_runner.h"

namespace zh::suite {
namespace {

namespace fs = std::filesystem;

constexpr const char* kKinds = R"toml(
[records.case]
name = "案件"
key = "id"
time = "filed_on"
max_rejects = "50%"
[records.case.fields]
id       = { name = "编号", type = "text", required = true }
filed_on = { name = "立案日期", alias = ["日期"], type = "date", required = true }
kind     = { name = "类型", type = "code", list = "类型" }
region   = { name = "地区", type = "code", list = "地区" }
fine     = { name = "罚款", type = "decimal", digits = 2, unit = "元" }
closed   = { name = "是否结案", type = "yes-no" }
note     = { name = "说明", type = "text" }
person   = { name = "姓名", type = "text", personal = true }
[codes."类型"]
coded = false
items = """
一般
简易
"""
alias = { "一般" = ["普通程序"] }
[codes."地区"]
levels = ["省", "市"]
items = """
53 云南省
  5301 昆明市
  5303 曲靖市
11 北京市
  1101 北京市
"""
)toml";

class TestWorld final : public MemoryWorld {
 public:
  TestWorld() {
    std::string pattern = (fs::temp_directory_path() / "zh_records_XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    library = cli::RealWorld().engine_library();
  }
  ~TestWorld() override { fs::remove_all(folder_); }
  std::string engine_path(const std::string&) const override { return folder_ + "/records.duckdb"; }
  std::optional<FileStamp> stamp(const std::string& path) const override {
    if (path == ".zhiheng/records.duckdb" && fs::exists(engine_path(path))) return FileStamp{1, 1};
    return MemoryWorld::stamp(path);
  }

 private:
  std::string folder_;
};

std::string rows_of(const catalog::RecordKind& kind, TestWorld& world) {
  store::EngineFailure failure;
  const auto engine =
      store::Engine::open({.library = world.library, .path = world.engine_path(""), .read_only = true}, failure);
  if (!engine) return "no database\n";
  store::Rows rows;
  if (!engine->query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM " + store::sql_name(kind.code) +
                         " ORDER BY CAST(_file AS "
                         "INTEGER), CAST(_row AS BIGINT)",
                     rows, failure))
    return failure.text + "\n";
  std::string out = kind.code + ":";
  for (const store::Rows::Column& column : rows.columns) out += " " + column.name;
  out += "\n";
  for (std::size_t row = 0; row < rows.count; ++row) {
    for (std::size_t c = 0; c < rows.columns.size(); ++c)
      out += (c == 0 ? "  " : " | ") + (rows.null(row, c) ? std::string("∅") : rows.text(row, c));
    out += "\n";
  }
  return out;
}

std::string run_once(TestWorld& world) {
  Diagnostics faults;
  const auto result = project::ingest_records("", {}, world, faults);
  std::string out;
  if (!result) return "no project\n";
  for (const ingest::RecordFileResult& file : result->files) {
    const char* outcome[] = {"unchanged", "accepted", "refused"};
    const store::RowCounts& c = file.counts;
    out += std::string(outcome[static_cast<int>(file.outcome)]) + " " + file.path + " read " + std::to_string(c.read) + " = " +
           std::to_string(c.accepted) + " + " + std::to_string(c.rejected) + " rejected + " + std::to_string(c.duplicate) +
           " duplicate, " + std::to_string(c.replaced) + " replaced\n";
  }
  if (result->rebuilt) out += "rebuilt\n";
  for (const auto& [name, text] : world.files)
    if (name.find("rejects") != std::string::npos) out += name + "\n" + text.substr(3);
  if (const auto journal = world.files.find("records/journal.tsv"); journal != world.files.end())
    for (const ingest::JournalEntry& entry : ingest::read_journal("", world, faults))
      out += "journal " + entry.kind + " " + entry.path + " " + entry.digest.substr(0, 8) + "\n";
  Diagnostics ignored;
  const catalog::Catalog catalog = project::load_catalog("", world, ignored);
  for (const auto& [code, kind] : catalog.record_kinds())
    if (!world.list("records/" + code).empty()) out += rows_of(kind, world);
  for (const Diagnostic& d : faults.list()) out += describe(d);
  return out;
}

std::string run_records(const Case& test) {
  TestWorld world;
  world.files["zhiheng.toml"] = "title = \"报告\"\nperiod = 2023\nregion = { name = \"昆明市\" }\n";
  world.files["catalog/records/a.toml"] = kKinds;
  for (const auto& [name, text] : test.parts) {
    if (name.rfind("file ", 0) == 0) world.files[name.substr(5)] = text;
    if (name == "catalog") world.files["catalog/records/a.toml"] = text;
  }
  std::string out = run_once(world);
  for (char n = '2'; n <= '9'; ++n) {
    const std::string prefix = std::string("then ") + n + " ";
    bool again = false;
    for (const auto& [name, text] : test.parts) {
      if (name.rfind(prefix, 0) != 0) continue;
      again = true;
      const std::string path = name.substr(prefix.size());
      if (path == "database")
        fs::remove(world.engine_path(""));
      else if (text.empty() || text == "\n")
        world.files.erase(path);
      else
        world.files[path] = text;
    }
    if (again) out += std::string("---- run ") + n + "\n" + run_once(world);
  }
  return out;
}

/// Kind "counting": the same project, ingested; the part "indicators" is its catalog/indicators.toml. Output: what is counted,
/// one observation a line with its origin; then the queries; then the faults. Parts "records KEY" (an observation as it is
/// printed) list the records behind it.
std::string run_counting(const Case& test) {
  TestWorld world;
  world.files["zhiheng.toml"] =
      "title = \"报告\"\nperiod = 2023\nregion = { name = \"云南省\", code = \"53\" }\nregions = [{ name = \"昆明市\", code = "
      "\"5301\" }]\n";
  world.files["catalog/records/a.toml"] = kKinds;
  for (const auto& [name, text] : test.parts) {
    if (name.rfind("file ", 0) == 0) world.files[name.substr(5)] = text;
    if (name == "indicators") world.files["catalog/indicators.toml"] = text;
  }
  Diagnostics faults;
  (void)project::ingest_records("", {}, world, faults);
  Diagnostics told;  // by ingest already
  const auto config = project::load_config("", world, told);
  const catalog::Catalog catalog = project::load_catalog("", world, told);
  auto records = config && !told.has_errors() ? project::open_records("", *config, world, catalog, faults) : std::nullopt;
  store::Store observations;
  std::string out, queries;
  if (records) project::count_into(*records, catalog, observations, faults);
  for (const auto& [key, o] : observations.all()) {
    out += key.str() + " = " + (o.fraction ? o.fraction->str() : o.value->str()) + " decimals " + std::to_string(o.decimals) +
           " | " + o.origins[0].str() + "\n";
    const std::string& query = o.origins[0].records->query;
    if (queries.find(query + "\n") == std::string::npos) queries += query + "\n";
    for (const auto& [name, text] : test.parts) {
      if (name != "records " + key.str()) continue;
      store::Rows rows;
      store::EngineFailure failure;
      store::list_records(*records->store, catalog, key, 100, rows, failure);
      for (std::size_t row = 0; row < rows.count; ++row)
        out += "    line " + std::to_string(static_cast<long>(rows.number(row, 1))) + " " + rows.text(row, 2) + "\n";
    }
  }
  out += queries;
  for (const Diagnostic& d : faults.list()) out += describe(d);
  return out;
}

const Kind kRecords{"records", run_records};
const Kind kCounting{"counting", run_counting};

}  // namespace
}  // namespace zh::suite
