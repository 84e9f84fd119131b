#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/world.h"

namespace zh::project {

struct SimulateOptions {
  std::vector<std::string> kinds;  ///< only these; empty: all of simulate.toml
  std::int64_t scale = 1;
  std::uint64_t seed = 1;
  std::string out;  ///< folder for OUT/KIND/…; empty: the project's records/
  int threads = 0;
  std::function<void(const std::string& file, std::int64_t done, std::int64_t all)> progress;
};

struct SimulatedFile {
  std::string path, kind;
  std::int64_t rows = 0;
};

/// Makes the records that simulate.toml of the project declares. nullopt with faults; then no file has changed.
std::optional<std::vector<SimulatedFile>> simulate_records(const std::string& folder, const SimulateOptions& options,
                                                           World& world, Diagnostics& faults);

}  // namespace zh::project
