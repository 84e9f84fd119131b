#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/world.h"
#include "catalog/catalog.h"
#include "indicator/indicator.h"
#include "ingest/ingest.h"
#include "project/config.h"
#include "project/records.h"
#include "report/report.h"

namespace zh::project {

/// Everything that is known once a project was read and composed, before anything is rendered.
struct Model {
  Config config;
  catalog::Catalog catalog;
  ingest::Result returns;
  std::optional<Records> records;  ///< open, if the project has some
  expr::Context context;
  std::unique_ptr<indicator::Indicators> indicators;
  report::Output report;
  report::Overrides overrides;            ///< of overrides.toml
  std::vector<report::Chapter> chapters;  ///< as read
  std::string input_digest;               ///< of all files read and the program's version
  std::string base_digest;                ///< the same without overrides.toml: a report that is being edited stays of its build
  std::vector<std::string> inputs;        ///< paths of all files read, relative to the folder, sorted
};

/// Reads the project: configuration, catalogue, returns, indicators, chapters. All faults of all stages; nullptr only when
/// there is no project at all. With errors in `faults` the model is incomplete.
/// `edits`: cells of returns that are read as if something else stood in them. `edition`: else what zhiheng.toml says.
std::unique_ptr<Model> open(const std::string& folder, const World& world, const std::string& program, Diagnostics& faults,
                            const std::vector<ingest::CellEdit>& edits = {}, std::optional<Edition> edition = std::nullopt);

/// The catalogue of a project: the standard one and the project's own catalog/*.toml, catalog/records/*.toml.
catalog::Catalog load_catalog(const std::string& folder, const World& world, Diagnostics& faults);

struct IngestOptions {
  std::vector<std::string> files;  ///< brought in besides what zhiheng.toml names
  std::string kind;                ///< of those
  std::string memory;
  int threads = 0;
  std::function<std::string(const char*)> translate;
  std::function<void(const std::string&, std::int64_t, std::int64_t)> progress;
};
/// Brings the records of a project up to date. nullopt when there is no project.
std::optional<ingest::RecordsResult> ingest_records(const std::string& folder, const IngestOptions& options, World& world,
                                                    Diagnostics& faults);

struct BuildOptions {
  std::string program;                              ///< "zhiheng 0.1.0"
  std::optional<std::set<Format>> only;             ///< else what zhiheng.toml says
  bool draft = false;                               ///< write in spite of errors
  std::optional<Edition> edition;                   ///< else what zhiheng.toml says
  int threads = 0;                                  ///< for the writers; 0: as many as the machine has
  std::function<void(const char* stage)> progress;  ///< called when a stage begins: "read", "compute", "write", "pdf"
};

struct Written {
  std::string path;
  std::size_t bytes = 0;
};

struct BuildSummary {
  int files = 0, sheets = 0, observations = 0, facts = 0, places = 0;
  int chapters = 0, figures = 0, tables = 0, cases = 0, pages = 0, decided = 0;
  std::vector<Written> written;
};

/// An output of a build, in memory.
struct OutputFile {
  std::string name;  ///< report.docx
  std::string bytes;
};
/// Page numbers of the table of contents as the last pdf had them: pages.lock, and pages-public.lock of the public edition.
std::string pages_file(Edition edition);
render::Pages read_pages(const std::string& folder, Edition edition, const World& world);
/// The outputs in these formats, without the pdf (whose bytes are the converter's). `threads` as in BuildOptions.
std::vector<OutputFile> render_outputs(const Model& model, const std::set<Format>& formats, const std::string& program,
                                       const render::Pages& pages, int threads = 0);

/// Builds folder into folder/out. False when nothing was written (errors in `faults`).
bool build(const std::string& folder, const BuildOptions& options, World& world, Diagnostics& faults, BuildSummary& summary);

}  // namespace zh::project
