#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/world.h"
#include "project/wanted.h"

namespace zh::project {

struct InitOptions {
  std::string program;             ///< "zhiheng 0.1.0"
  std::string folder;              ///< where the project is to be; must be empty or not there
  bool occupied = false;           ///< something lies in it already (also what World does not list: folders, hidden files)
  std::string template_name;       ///< of a new project
  std::string region, short_name;  ///< short name: as the text calls it; empty: the region's name
  std::string issuer, title;       ///< empty: none; the template's
  int year = 0, years = 3;
  std::string from;  ///< folder of the project that is rolled forward; then only `year` of the above counts
};

/// A line of an old chapter or configuration that the new year concerns.
struct RolledLine {
  std::string file;
  int line = 0;
  std::string before, after;
  bool left = false;  ///< holds a year that was left as it stands and should be looked at
};

struct InitSummary {
  std::vector<std::string> written;  ///< paths in the project
  std::vector<WantedSheet> wanted;
  std::vector<RolledLine> lines;     ///< of a project rolled forward
  std::vector<std::string> dropped;  ///< files of the old project that do not go along
};

/// Makes a project that builds at once: from a template, or from last year's (see roll.h). Writes all of it or nothing.
bool init(const InitOptions& options, World& world, Diagnostics& faults, InitSummary& summary);

}  // namespace zh::project
