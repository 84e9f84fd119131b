#include "project/simulate.h"

#include <algorithm>
#include <future>
#include <map>
#include <set>
#include <thread>

#include "base/text.h"
#include "project/build.h"
#include "project/codes.h"
#include "simulate/codes.h"
#include "simulate/maker.h"

namespace zh::project {
namespace {

constexpr std::int64_t kChunk = 20000;  // records that a thread makes at a time

bool write_records(const simulate::Maker& maker, zh::OutputFile& file, const SimulateOptions& options, const std::string& path,
                   const World& world, std::string* why) {
  if (!file.write(maker.head(), why)) return false;
  const auto threads = static_cast<std::int64_t>(options.threads > 0 ? static_cast<unsigned>(options.threads)
                                                                     : std::max(1U, std::thread::hardware_concurrency()));
  for (std::int64_t done = 0; done < maker.rows();) {
    std::vector<std::future<std::string>> parts;
    for (std::int64_t t = 0; t < threads && done < maker.rows(); ++t) {
      const std::int64_t end = std::min(done + kChunk, maker.rows());
      parts.push_back(std::async(std::launch::async, [&maker, done, end] {
        std::string text;
        for (std::int64_t n = done; n < end; ++n) maker.row(n, text);
        return text;
      }));
      done = end;
    }
    for (auto& part : parts)
      if (!file.write(part.get(), why)) return false;
    if (world.stopped()) return false;
    if (options.progress) options.progress(path, done, maker.rows());
  }
  return true;
}

/// Files that stand beside those that are to be written: real records, or simulated ones that would be counted too.
void look_around(const std::string& folder, const std::map<std::string, std::set<std::string>>& names, const World& world,
                 Diagnostics& faults) {
  for (const auto& [kind, files] : names)
    for (const std::string& name : world.list(join_path(folder, "records/" + kind)))
      if (files.count(name) == 0)
        faults.add(catalog::is_simulated(name) ? kSimulatedStale : kNotAllSimulated, {},
                   {{"folder", "records/" + kind}, {"file", name}});
}

}  // namespace

std::optional<std::vector<SimulatedFile>> simulate_records(const std::string& folder, const SimulateOptions& options,
                                                           World& world, Diagnostics& faults) {
  const auto config = load_config(folder, world, faults);
  if (!config) return std::nullopt;
  const catalog::Catalog catalog = load_catalog(folder, world, faults);
  std::string why;
  const auto text = world.read(join_path(folder, simulate::kFile), &why);
  if (!text) faults.add(kNoFile, {{.file = simulate::kFile}}, {{"file", simulate::kFile}, {"why", why}});
  if (faults.has_errors()) return std::nullopt;
  const ingest::Result returns =
      ingest::ingest({folder, config->region, config->regions, config->year, {}}, world, catalog, faults);
  if (faults.has_errors()) return std::nullopt;
  std::vector<simulate::Simulation> all =
      simulate::read_simulations(*text, catalog, returns.store, config->region.code, faults);
  for (const std::string& name : options.kinds)
    if (!catalog.record_kind(name)) faults.add(simulate::kKind, {}, {{"name", name}});
  std::erase_if(all, [&](const simulate::Simulation& s) {
    return !options.kinds.empty() && std::none_of(options.kinds.begin(), options.kinds.end(),
                                                  [&](const std::string& name) { return catalog.record_kind(name) == s.kind; });
  });
  if (faults.has_errors()) return std::nullopt;

  struct Work {
    Diagnostics faults;
    std::unique_ptr<simulate::Table> table;
    std::unique_ptr<simulate::Maker> maker;
    std::unique_ptr<zh::OutputFile> file;
    SimulatedFile result;
  };
  std::vector<std::unique_ptr<Work>> works;
  std::map<std::string, std::set<std::string>> names;  // of files, by kind
  for (const simulate::Simulation& s : all) {
    works.push_back(std::make_unique<Work>());
    Work& work = *works.back();
    const std::string name = std::string(catalog::kSimulatedMark) + "-" + s.name +
                             (options.scale > 1 ? "-" + std::to_string(options.scale) + "倍" : "") + ".csv";
    const std::string place = join_path(options.out.empty() ? join_path(folder, "records") : options.out, s.kind->code);
    if (!names[s.kind->code].insert(name).second) faults.add(kSimulatedTwice, {s.at}, {{"file", s.kind->code + "/" + name}});
    work.table = std::make_unique<simulate::Table>(s, catalog, work.faults);
    if (!work.faults.has_errors() && work.table->solve(options.seed, work.faults)) {
      work.maker = std::make_unique<simulate::Maker>(*work.table, options.seed, options.scale, work.faults);
      work.result = {join_path(place, name), s.kind->name, work.maker->rows()};
    }
    faults.append(std::move(work.faults));
  }
  if (options.out.empty()) look_around(folder, names, world, faults);
  if (faults.has_errors()) return std::nullopt;
  for (const auto& work : works) {
    work->file = world.create(work->result.path, &why);
    if (!work->file || !write_records(*work->maker, *work->file, options, work->result.path, world, &why)) {
      if (!world.stopped()) faults.add(kNotWritten, {}, {{"why", work->result.path + (why.empty() ? "" : "：" + why)}});
      return std::nullopt;
    }
  }
  std::vector<SimulatedFile> files;
  for (const auto& work : works) {
    if (!work->file->commit(&why)) {
      faults.add(kNotWritten, {}, {{"why", work->result.path + "：" + why}});
      return std::nullopt;
    }
    files.push_back(std::move(work->result));
  }
  return files;
}

}  // namespace zh::project
