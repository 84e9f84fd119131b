#include "ingest/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "ingest/block.h"
#include "ingest/codes.h"
#include "ingest/record_load.h"

namespace zh::ingest {
namespace {

constexpr const char* kRecords = "records/";

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}
std::string name_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

bool is_record_file(const std::string& name) {
  for (const char* end : {".csv", ".txt", ".tsv", ".xlsx", ".parquet", ".CSV", ".XLSX", ".PARQUET"})
    if (name.ends_with(end)) return true;
  return false;
}

/// Ingestion of one project.
class Run {
 public:
  Run(const RecordsInput& input, World& world, const catalog::Catalog& catalog, Diagnostics& faults)
      : input_(input), world_(world), catalog_(catalog), faults_(faults) {}

  RecordsResult go() {
    Diagnostics own;
    journal_ = read_journal(input_.folder, world_, own);
    const bool unreadable = own.has_errors();
    faults_.append(std::move(own));
    const std::vector<Plan> plans = make_plans();
    if (unreadable || plans.empty()) return std::move(result_);
    keep_out_of_version_control();
    store::EngineFailure failure;
    store_ = store::RecordStore::open({.library = world_.engine_library(),
                                       .path = world_.engine_path(records_database(input_.folder)),
                                       .threads = input_.threads,
                                       .memory = input_.memory},
                                      failure);
    if (!store_) {
      add_engine_fault(failure, records_database(input_.folder), faults_);
      return std::move(result_);
    }
    store_->engine().stopped = [this] { return world_.stopped(); };
    for (const Plan& plan : plans) {
      if (world_.stopped()) break;
      bring_up_to_date(plan);
    }
    if (input_.cluster && !world_.stopped()) send(plans);
    return std::move(result_);
  }

 private:
  struct Plan {
    const catalog::RecordKind* kind = nullptr;
    RecordSourceConfig source;
    std::vector<std::string> files;  ///< new or accepted, relative to the project, in the order of their names
  };

  /// The database can be made again from the files: it belongs into no repository.
  void keep_out_of_version_control() {
    const std::string path = join_path(input_.folder, ".zhiheng/.gitignore");
    std::string ignored;
    if (!world_.stamp(path)) world_.write_all({{path, "*\n"}}, &ignored);
  }

  Plan& plan_of(std::vector<Plan>& plans, const catalog::RecordKind& kind) {
    for (Plan& plan : plans)
      if (plan.kind == &kind) return plan;
    plans.push_back({&kind, {}, {}});
    plans.back().source.files = {kRecords + kind.code + "/*"};
    return plans.back();
  }

  const catalog::RecordKind* kind_named(const std::string& name, const Location& where) {
    const catalog::RecordKind* kind = catalog_.record_kind(name);
    if (kind) return kind;
    std::string present;
    std::vector<std::string> names;
    for (const auto& [code, each] : catalog_.record_kinds()) {
      present += (present.empty() ? "" : "、") + code + "（" + each.name + "）";
      names.insert(names.end(), {code, each.name});
    }
    faults_.add(kNoKind, {where}, {{"kind", name}, {"present", present}}, nearest(name, names));
    return nullptr;
  }

  std::vector<Plan> make_plans() {
    std::vector<Plan> plans;
    for (const RecordSourceConfig& source : input_.sources)
      if (const catalog::RecordKind* kind = kind_named(source.kind, source.where)) {
        Plan& plan = plan_of(plans, *kind);
        const std::vector<std::string> standard = plan.source.files;
        plan.source = source;
        if (plan.source.files.empty() && plan.source.table.empty()) plan.source.files = standard;
      }
    for (const auto& [code, kind] : catalog_.record_kinds()) {
      const bool accepted = std::any_of(journal_.begin(), journal_.end(),
                                        [&, &kind = kind](const JournalEntry& e) { return e.kind == kind.code; });
      if (accepted || !world_.list(join_path(input_.folder, kRecords + code)).empty()) plan_of(plans, kind);
    }
    if (!input_.extra.empty())
      if (const catalog::RecordKind* kind = kind_named(input_.extra_kind, {}))
        for (const std::string& file : input_.extra) bring_in(plan_of(plans, *kind), file, file);
    for (Plan& plan : plans) find_files(plan);
    return plans;
  }

  /// Every file that fits a pattern. What lies outside records/ is copied there first, unless its content was accepted before.
  void find_files(Plan& plan) {
    if (plan.source.server) bring_in_table(plan);
    std::vector<std::string> patterns = plan.source.files;
    patterns.push_back(kRecords + plan.kind->code + "/*");  // where copies are
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      const std::string& pattern = patterns[i];
      const std::string folder = folder_of(pattern);
      std::vector<std::string> names = world_.list(join_path(input_.folder, folder));
      std::erase_if(names, [&](const std::string& name) { return !is_record_file(name) || !matches(name_of(pattern), name); });
      if (names.empty() && i + 1 < patterns.size() && !plan.source.where.file.empty())
        faults_.add(kNoRecordFile, {plan.source.where}, {{"file", pattern}});
      for (const std::string& name : names) {
        const std::string path = folder.empty() ? name : folder + "/" + name;
        if (pattern.starts_with(kRecords))
          plan.files.push_back(path);
        else
          bring_in(plan, join_path(input_.folder, path), path);
      }
    }
    std::sort(plan.files.begin(), plan.files.end(), NaturalOrder());
    plan.files.erase(std::unique(plan.files.begin(), plan.files.end()), plan.files.end());
  }

  void bring_in_table(Plan& plan) {
    const std::string path = join_path(input_.folder, ".zhiheng/incoming/" + plan.source.table + ".csv");
    if (fetch_table(plan.source, KindReader(*plan.kind, catalog_), path, input_, world_, faults_))
      bring_in(plan, path, plan.source.table);
    world_.remove(path);
  }

  void bring_in(Plan& plan, const std::string& path, const std::string& shown) {
    std::string why;
    if (!world_.stamp(path)) {
      world_.open(path, &why);
      faults_.add(kRecordFile, {{.file = shown}}, {{"file", shown}, {"why", why}});
      return;
    }
    const std::string digest = file_digest(path, world_);
    for (const JournalEntry& entry : journal_)
      if (entry.kind == plan.kind->code && entry.digest == digest) return;
    const std::string folder = kRecords + plan.kind->code + "/";
    std::string name = name_of(path);
    const auto dot = std::min(name.rfind('.'), name.size());
    for (int n = 2; world_.stamp(join_path(input_.folder, folder + name)); ++n) {
      if (file_digest(join_path(input_.folder, folder + name), world_) == digest) return;  // copied, not accepted yet
      name = name_of(path).substr(0, dot) + "-" + std::to_string(n) + name_of(path).substr(dot);
    }
    if (world_.copy(path, join_path(input_.folder, folder + name), &why))
      copied_.insert(folder + name);
    else
      faults_.add(kRecordNotWritten, {{.file = shown}}, {{"file", folder + name}, {"why", why}});
  }

  std::vector<JournalEntry> accepted(const Plan& plan) const {
    std::vector<JournalEntry> entries;
    for (const JournalEntry& entry : journal_)
      if (entry.kind == plan.kind->code) entries.push_back(entry);
    return entries;
  }

  void forget(const JournalEntry& gone) { std::erase(journal_, gone); }

  void bring_up_to_date(const Plan& plan) {
    store::EngineFailure failure;
    std::vector<store::StoredFile> stored = store_->files(*plan.kind, catalog_, failure);
    if (failure) return add_engine_fault(failure, plan.kind->name, faults_);
    // The accepted files that still are what was accepted, in their order; then the new ones.
    std::vector<JournalEntry> keep;
    bool complete = true;
    for (const JournalEntry& entry : accepted(plan)) {
      const std::string path = join_path(input_.folder, entry.path);
      const auto stamp = world_.stamp(path);
      if (!stamp) {
        faults_.add(kRecordGone, {{.file = kJournalFile}}, {{"file", entry.path}});
        complete = false;
        continue;
      }
      const auto same = std::find_if(stored.begin(), stored.end(), [&](const store::StoredFile& file) {
        return file.path == entry.path && file.digest == entry.digest && file.stamp == *stamp;
      });
      if (same != stored.end() || file_digest(path, world_) == entry.digest) {
        keep.push_back(entry);
      } else {
        faults_.add(kRecordChanged, {{.file = entry.path}});
        forget(entry);
      }
    }
    if (!complete) return;  // without its file the database cannot be made again: better the old one than another
    std::vector<std::pair<std::string, const JournalEntry*>> wanted;
    for (const JournalEntry& entry : keep) wanted.emplace_back(entry.path, &entry);
    for (const std::string& path : plan.files)
      if (std::none_of(keep.begin(), keep.end(), [&](const JournalEntry& e) { return e.path == path; }))
        wanted.emplace_back(path, nullptr);
    std::size_t done = 0;
    while (done < stored.size() && done < wanted.size() && stored[done].path == wanted[done].first &&
           is_stored(*plan.kind, stored[done], wanted[done].second))
      ++done;
    if (done < stored.size() || stored.empty()) {
      if (!store_->create(*plan.kind, catalog_, failure)) return add_engine_fault(failure, plan.kind->name, faults_);
      result_.rebuilt = result_.rebuilt || !stored.empty() || !keep.empty();
      stored.clear();
      done = 0;
    }
    for (std::size_t i = 0; i < done; ++i) {
      result_.files.push_back({plan.kind->code, stored[i].path, RecordFileResult::Outcome::unchanged, stored[i].counts, {}});
      if (!wanted[i].second) accept(plan, stored[i]);  // a crash fell between the database and the journal
    }
    const KindReader reader(*plan.kind, catalog_);
    int number = stored.empty() ? 0 : stored.back().number;
    for (std::size_t i = done; i < wanted.size() && !world_.stopped(); ++i)
      if (!load(plan, reader, wanted[i].first, wanted[i].second, number)) return;
  }

  bool is_stored(const catalog::RecordKind& kind, store::StoredFile& file, const JournalEntry* entry) {
    const std::string path = join_path(input_.folder, file.path);
    if (entry && file.digest != entry->digest) return false;
    const auto stamp = world_.stamp(path);
    if (stamp == file.stamp) return true;
    if (!stamp || file_digest(path, world_) != file.digest) return false;
    file.stamp = *stamp;
    store::EngineFailure ignored;  // the next run looks at the digest again
    store_->restamp(kind, file, ignored);
    return true;
  }

  /// The cluster gets what the embedded database has; whatever happened to single files before, the two are alike then.
  void send(const std::vector<Plan>& plans) {
    if (!open_cluster(
            *store_, *input_.cluster, [this] { return world_.stopped(); }, faults_))
      return;
    for (const Plan& plan : plans) {
      store::EngineFailure failure;
      if (!store_->send(*plan.kind, catalog_, failure)) return add_engine_fault(failure, plan.kind->name, faults_);
    }
  }

  /// False when going on makes no sense.
  bool load(const Plan& plan, const KindReader& reader, const std::string& path, const JournalEntry* known, int& number) {
    const std::string full = join_path(input_.folder, path);
    store::EngineFailure failure;
    RecordLoad load;
    load.file_number = number + 1;
    const auto stamp = world_.stamp(full);
    if (!store_->begin(failure)) {
      add_engine_fault(failure, path, faults_);
      return false;
    }
    const auto loaded =
        load_file(*store_, reader, plan.source, full, path, input_, world_, catalog_, load, number == 0, faults_);
    RecordFileResult file{plan.kind->code, path, RecordFileResult::Outcome::refused, {}, {}};
    if (!loaded) return refuse(std::move(file));
    file.counts = loaded->counts;
    if (!write_rejected(load, path, file)) return refuse(std::move(file));
    if (!within_share(plan, load, file)) return refuse(std::move(file));
    if (!known)
      for (const JournalEntry& entry : journal_)
        if (entry.kind == plan.kind->code && entry.digest == loaded->digest) {
          store_->rollback();
          faults_.add(kSameRecords, {{.file = path}}, {{"file", entry.path}});
          return true;
        }
    const store::StoredFile stored{number + 1, path, loaded->digest, stamp.value_or(FileStamp{}), loaded->counts};
    if (!store_->commit(*plan.kind, stored, failure)) {
      add_engine_fault(failure, path, faults_);
      store_->rollback();
      return false;
    }
    ++number;
    if (!known) accept(plan, stored);
    file.outcome = RecordFileResult::Outcome::accepted;
    result_.files.push_back(std::move(file));
    return true;
  }

  bool refuse(RecordFileResult file) {
    store_->rollback();
    if (copied_.count(file.path)) world_.remove(join_path(input_.folder, file.path));
    result_.files.push_back(std::move(file));
    return !world_.stopped();
  }

  bool write_rejected(const RecordLoad& load, const std::string& path, RecordFileResult& file) {
    const std::string rejects = "out/rejects/" + file.kind + "/" + name_of(path) + ".csv";
    const std::string full = join_path(input_.folder, rejects);
    if (load.rejects.empty()) {
      world_.remove(full);
      return true;
    }
    std::string why;
    file.rejects = rejects;
    if (world_.write_all({{full, write_rejects(load, path, input_.translate)}}, &why)) return true;
    faults_.add(kRecordNotWritten, {{.file = rejects}}, {{"file", rejects}, {"why", why}});
    return false;
  }

  bool within_share(const Plan& plan, const RecordLoad& load, const RecordFileResult& file) {
    const Decimal share = plan.source.max_rejects.value_or(plan.kind->max_rejects.value_or(Decimal(1)));
    const store::RowCounts& c = file.counts;
    // rejected / read > share / 100, without a division
    int128 power = 100;
    for (int i = 0; i < share.scale(); ++i) power *= 10;
    const bool too_many = load.stop || static_cast<int128>(c.rejected) * power > share.coefficient() * c.read;
    const Diagnostics::Args args = {{"rejected", std::to_string(c.rejected)},
                                    {"read", std::to_string(c.read)},
                                    {"share", share.trimmed().str()},
                                    {"rejects", file.rejects}};
    if (too_many)
      faults_.add(kManyRejects, {{.file = file.path}}, args);
    else if (c.rejected > 0)
      faults_.add(kSomeRejects, {{.file = file.path}}, args);
    return !too_many;
  }

  /// Writes the journal: from here on the file counts as accepted.
  void accept(const Plan& plan, const store::StoredFile& stored) {
    journal_.push_back({plan.kind->code, stored.path, stored.digest, stored.counts});
    std::string why;
    if (!world_.write_all({{join_path(input_.folder, kJournalFile), write_journal(journal_)}}, &why))
      faults_.add(kRecordNotWritten, {{.file = kJournalFile}}, {{"file", kJournalFile}, {"why", why}});
  }

  const RecordsInput& input_;
  World& world_;
  const catalog::Catalog& catalog_;
  Diagnostics& faults_;
  RecordsResult result_;
  std::vector<JournalEntry> journal_;
  std::unique_ptr<store::RecordStore> store_;
  std::set<std::string> copied_;
};

}  // namespace

std::vector<std::string> record_files(const std::string& folder, const catalog::RecordKind& kind, const World& world) {
  std::vector<std::string> files;
  for (const std::string& name : world.list(join_path(folder, kRecords + kind.code)))
    if (is_record_file(name)) files.push_back(kRecords + kind.code + "/" + name);
  std::sort(files.begin(), files.end(), NaturalOrder());
  return files;
}

std::string record_digest(const std::string& path, const World& world) { return file_digest(path, world); }

std::string records_database(const std::string& folder) { return join_path(folder, ".zhiheng/records.duckdb"); }

bool has_records(const std::string& folder, const std::vector<RecordSourceConfig>& sources, const World& world,
                 const catalog::Catalog& catalog) {
  if (!sources.empty() || world.stamp(join_path(folder, kJournalFile))) return true;
  for (const auto& [code, kind] : catalog.record_kinds())
    if (!world.list(join_path(folder, kRecords + code)).empty()) return true;
  return false;
}

bool open_cluster(store::RecordStore& store, const store::ClusterOptions& options, std::function<bool()> stopped,
                  Diagnostics& faults) {
  store::EngineFailure failure;
  auto cluster = store::Cluster::open(options, std::move(stopped), failure);
  if (cluster)
    store.count_on(std::move(cluster));
  else if (failure.kind == store::EngineFailure::Kind::no_library)
    faults.add(kNoHttp, {}, {{"why", failure.text}});
  else
    add_engine_fault(failure, options.cluster, faults);
  return store.cluster() != nullptr;
}

void add_engine_fault(const store::EngineFailure& failure, const std::string& what, Diagnostics& faults) {
  using Kind = store::EngineFailure::Kind;
  const Diagnostics::Args args = {{"what", what}, {"why", failure.text}, {"file", what}};
  switch (failure.kind) {
    case Kind::no_library:
      return faults.add(kNoEngine, {}, args);
    case Kind::in_use:
      return faults.add(kEngineInUse, {}, args);
    case Kind::no_space:
      return faults.add(kEngineSpace, {}, args);
    case Kind::damaged:
      return faults.add(kEngineDamaged, {}, args);
    case Kind::no_node:
      return faults.add(kNodeSilent, {}, args);
    case Kind::not_sent:
      return faults.add(kNotSent, {}, args);
    case Kind::interrupted:
      return faults.add(kRecordsStopped, {}, args);
    case Kind::none:
    case Kind::refused:
      break;
  }
  faults.add(kEngine, {}, args);
}

RecordsResult ingest_records(const RecordsInput& input, World& world, const catalog::Catalog& catalog, Diagnostics& faults) {
  return Run(input, world, catalog, faults).go();
}

}  // namespace zh::ingest
