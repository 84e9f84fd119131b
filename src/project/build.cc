#include "project/build.h"

#include <fmt/format.h>

#include <algorithm>

#include <future>

#include "base/text.h"
#include "project/codes.h"
#include "project/overrides.h"
#include "project/records.h"
#include "render/render.h"

namespace zh::project {
namespace {

/// Passes everything on and keeps a digest of what was read, so that a build can say which inputs it is made of.
class DigestingWorld final : public World {
 public:
  explicit DigestingWorld(const World& world) : world_(world) {}
  std::optional<std::string> read(const std::string& path, std::string* why) const override {
    auto bytes = world_.read(path, why);
    if (bytes) digests_[path] = stable_hash(*bytes);
    return bytes;
  }
  std::vector<std::string> list(const std::string& folder) const override { return world_.list(folder); }
  bool is_folder(const std::string& path) const override { return world_.is_folder(path); }
  bool write_all(const std::vector<std::pair<std::string, std::string>>&, std::string*) override { return false; }
  std::unique_ptr<InputFile> open(const std::string& path, std::string* why) const override { return world_.open(path, why); }
  std::optional<FileStamp> stamp(const std::string& path) const override { return world_.stamp(path); }
  bool copy(const std::string&, const std::string&, std::string*) override { return false; }
  std::string engine_path(const std::string& path) const override { return world_.engine_path(path); }
  std::string engine_library() const override { return world_.engine_library(); }
  std::optional<std::string> secret(SecretIn in, const std::string& name) const override { return world_.secret(in, name); }
  bool stopped() const override { return world_.stopped(); }

  /// The folder's own path stays out of it: a project that was moved is the same project.
  std::string digest(const std::string& folder, const std::string& program, bool overrides) const {
    std::string text = program + "\n";
    for (const auto& [path, hash] : digests_)
      if (overrides || path != join_path(folder, kOverridesFile))
        text += fmt::format("{} {:016x}\n", path.rfind(folder, 0) == 0 ? path.substr(folder.size()) : path, hash);
    return fmt::format("{:016x}", stable_hash(text));
  }
  std::vector<std::string> paths(const std::string& folder) const {
    std::vector<std::string> paths;
    const std::string prefix = folder.empty() ? folder : join_path(folder, "x").substr(0, join_path(folder, "x").size() - 1);
    for (const auto& [path, hash] : digests_) paths.push_back(path.rfind(prefix, 0) == 0 ? path.substr(prefix.size()) : path);
    return paths;
  }

 private:
  const World& world_;
  mutable std::map<std::string, std::uint64_t> digests_;
};

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

std::optional<std::string> read_text(const std::string& folder, const std::string& name, const World& world,
                                     Diagnostics& faults) {
  std::string why;
  auto text = world.read(join_path(folder, name), &why);
  if (!text) {
    faults.add(kNoFile, {{.file = name}}, {{"file", name}, {"why", why}});
    return std::nullopt;
  }
  if (text->rfind("\xEF\xBB\xBF", 0) == 0) text->erase(0, 3);
  if (!is_valid_utf8(*text)) {
    faults.add(kNotUtf8, {{.file = name}});
    return std::nullopt;
  }
  return text;
}

/// report.docx, report-public.docx: the name tells the edition.
std::string output_name(const std::string& stem, Edition edition, const char* extension) {
  return stem + (edition == Edition::open ? "-public" : "") + extension;
}

std::string write_pages(const render::Pages& pages) {
  std::string text = "# page numbers of the table of contents, refreshed when the pdf is built\n";
  for (const auto& [anchor, page] : pages) text += fmt::format("{} {}\n", anchor, page);
  return text;
}

}  // namespace

std::string pages_file(Edition edition) { return edition == Edition::open ? "pages-public.lock" : "pages.lock"; }

// pages.lock: one "anchor page" a line, so that a table of contents without a pdf has the page numbers of the last one.
render::Pages read_pages(const std::string& folder, Edition edition, const World& world) {
  render::Pages pages;
  if (const auto text = world.read(join_path(folder, pages_file(edition))))
    for (const std::string& line : split_lines(*text)) {
      const auto space = line.find(' ');
      if (space == std::string::npos || line[0] == '#') continue;
      const auto page = Decimal::parse(line.substr(space + 1));
      if (page && page->is_integer() && page->coefficient() < 100000)
        pages[line.substr(0, space)] = static_cast<int>(page->coefficient());
    }
  return pages;
}

catalog::Catalog load_catalog(const std::string& folder, const World& world, Diagnostics& faults) {
  catalog::Catalog catalog;
  catalog::load_standard(catalog, faults);
  for (const char* place : {"catalog/", "catalog/records/"})
    for (const std::string& name : world.list(join_path(folder, place))) {
      if (!ends_with(name, ".toml")) continue;
      const std::string file = place + name;
      if (const auto text = read_text(folder, file, world, faults)) catalog.load(*text, file, faults);
    }
  catalog.validate(faults);
  return catalog;
}

std::optional<ingest::RecordsResult> ingest_records(const std::string& folder, const IngestOptions& options, World& world,
                                                    Diagnostics& faults) {
  const auto config = load_config(folder, world, faults);
  if (!config) return std::nullopt;
  const catalog::Catalog catalog = load_catalog(folder, world, faults);
  if (faults.has_errors()) return ingest::RecordsResult();  // with half a catalogue good rows would be rejected
  ingest::RecordsInput input;
  input.folder = folder;
  input.sources = config->records;
  input.extra = options.files;
  input.extra_kind = options.kind;
  input.memory = options.memory;
  input.threads = options.threads;
  input.cluster = config->cluster;
  if (options.translate) input.translate = options.translate;
  input.progress = options.progress;
  return ingest::ingest_records(input, world, catalog, faults);
}

std::unique_ptr<Model> open(const std::string& folder, const World& real_world, const std::string& program, Diagnostics& faults,
                            const std::vector<ingest::CellEdit>& edits, std::optional<Edition> edition) {
  const DigestingWorld world(real_world);
  auto config = load_config(folder, world, faults);
  if (!config) return nullptr;
  auto model = std::make_unique<Model>();
  model->config = std::move(*config);
  Config& c = model->config;
  if (edition) c.edition = *edition;
  const bool open_edition = c.edition == Edition::open;

  model->catalog = load_catalog(folder, world, faults);

  model->returns = ingest::ingest({folder, c.region, c.regions, c.year, edits}, world, model->catalog, faults);

  model->records = open_records(folder, c, world, model->catalog, faults);
  if (model->records) count_into(*model->records, model->catalog, model->returns.store, faults);

  Withheld withheld;
  if (open_edition) {
    withheld = apply_masks(c.rules.masks, model->catalog, model->returns, faults);
    apply_suppressions(c.rules.suppressions, model->catalog, model->returns.store, faults);
    for (indicator::Estimate& estimate : c.estimates) estimate.formula = withheld.masked(estimate.formula);
  }

  if (c.year == 0) return nullptr;  // reported; the returns have been checked, of the report nothing can be said
  model->context.period = Period::year(c.year);
  model->context.region = c.region.code;
  model->context.years = c.years;
  model->context.rounding = c.rounding;
  model->context.few = c.few;
  std::vector<ingest::RegionName> regions = c.regions;
  regions.insert(regions.begin(), c.region);
  model->indicators = std::make_unique<indicator::Indicators>(model->catalog, model->returns.store, std::move(regions),
                                                              c.region.code, model->context);
  model->indicators->prepare(c.estimates, faults);

  report::Input input;
  input.meta = {.title = c.title, .region = c.region.name, .issuer = c.issuer, .date = c.issued};
  if (c.rules.any()) input.meta.edition = open_edition ? "公开版" : "内部版";
  std::vector<std::string> names = world.list(join_path(folder, "report"));
  std::sort(names.begin(), names.end(), NaturalOrder());  // 2.md before 10.md
  for (const std::string& name : names) {
    if (!ends_with(name, ".md")) continue;
    const std::string file = "report/" + name;
    if (auto text = read_text(folder, file, world, faults))
      input.chapters.push_back({file, withheld.masked(chapter_for(c.edition, *text, file, faults))});
  }
  if (input.chapters.empty()) faults.add(kNoChapters, {{.file = "report/"}});
  input.environment = model->indicators.get();
  input.context = model->context;
  input.registers = &model->returns.registers;
  model->overrides = load_overrides(folder, world, faults);
  std::erase_if(model->overrides, [&](const auto& entry) {
    const auto only = parse_edition(entry.second.edition);
    return only && *only != c.edition;
  });
  if (open_edition)
    for (auto& [fact, decided] : model->overrides)
      for (std::string* text : {&decided.printed, &decided.because, &decided.by, &decided.place, &decided.expression})
        *text = withheld.masked(*text);
  input.overrides = &model->overrides;
  // The public edition leaves numbers out; that none is left over is seen when the internal one is built.
  input.all_overrides = !open_edition;
  model->report = report::compose(input, faults);
  if (!input.chapters.empty() && model->report.document.blocks.empty()) faults.add(kNoText, {{.file = "report/"}});
  model->chapters = std::move(input.chapters);
  check_withheld(withheld, model->report, faults);
  const std::string of_edition =
      program + (open_edition ? " public" : "") + (model->records ? "\n" + model->records->snapshot : "");
  model->input_digest = world.digest(folder, of_edition, true);
  model->base_digest = world.digest(folder, of_edition, false);
  model->inputs = world.paths(folder);
  return model;
}

namespace {

/// The writers of all formats but docx and pdf, each at work beside the others.
struct Writers {
  std::future<std::string> html, annex, json;

  Writers(const Model& model, const std::set<Format>& formats, const render::BuildStamp& stamp, int threads) {
    const document::Document& document = model.report.document;
    const report::Ledger& ledger = model.report.ledger;
    const auto policy = threads == 1 ? std::launch::deferred : std::launch::async;
    if (formats.count(Format::html)) html = std::async(policy, [&] { return render::write_html(document, ledger, stamp); });
    if (formats.count(Format::xlsx))
      annex = std::async(policy, [&] { return render::write_annex_xlsx(document, ledger, stamp); });
    if (formats.count(Format::json))
      json = std::async(policy, [&] { return render::write_ledger_json(document, ledger, stamp); });
  }
  /// With the docx, whose table of contents has these page numbers.
  std::vector<OutputFile> finish(const Model& model, const std::set<Format>& formats, const render::BuildStamp& stamp,
                                 const render::Pages& pages) {
    const Edition edition = model.config.edition;
    std::vector<OutputFile> outputs;
    if (formats.count(Format::docx))
      outputs.push_back({output_name("report", edition, ".docx"),
                         render::write_docx(model.report.document, model.report.ledger, model.config.layout, stamp, pages)});
    if (html.valid()) outputs.push_back({output_name("report", edition, ".html"), html.get()});
    if (annex.valid()) outputs.push_back({output_name("annex", edition, ".xlsx"), annex.get()});
    if (json.valid()) outputs.push_back({output_name("ledger", edition, ".json"), json.get()});
    return outputs;
  }
};

}  // namespace

std::vector<OutputFile> render_outputs(const Model& model, const std::set<Format>& formats, const std::string& program,
                                       const render::Pages& pages, int threads) {
  const render::BuildStamp stamp{program, model.input_digest, model.base_digest};
  return Writers(model, formats, stamp, threads).finish(model, formats, stamp, pages);
}

bool build(const std::string& folder, const BuildOptions& options, World& world, Diagnostics& faults, BuildSummary& summary) {
  const auto progress = [&](const char* stage) {
    if (options.progress) options.progress(stage);
  };
  progress("read");
  const auto model = open(folder, world, options.program, faults, {}, options.edition);
  if (!model) return false;
  summary.files = model->returns.files;
  summary.sheets = model->returns.sheets;
  summary.observations = model->returns.observations;
  summary.chapters = model->report.chapters;
  summary.figures = model->report.figures;
  summary.tables = model->report.tables;
  summary.cases = model->report.cases;
  summary.facts = static_cast<int>(model->report.ledger.facts().size());
  for (const report::Fact& fact : model->report.ledger.facts()) summary.places += static_cast<int>(fact.places.size());
  for (const report::Fact& fact : model->report.ledger.facts()) summary.decided += fact.decided ? 1 : 0;
  if (summary.decided > 0) tell_consequences(*model, faults);
  if (faults.has_errors() && !options.draft) return false;

  const std::set<Format> formats = options.only.value_or(model->config.formats);
  const document::Document& document = model->report.document;
  const report::Ledger& ledger = model->report.ledger;
  const render::BuildStamp stamp{options.program, model->input_digest, model->base_digest};
  const Edition edition = model->config.edition;
  const render::Pages known = read_pages(folder, edition, world);

  progress("write");
  Writers writers(*model, formats, stamp, options.threads);

  std::optional<render::Pdf> pdf;
  if (formats.count(Format::pdf)) {
    progress("pdf");
    pdf = render::make_pdf(document, ledger, model->config.layout, stamp, known, world, faults);
    if (pdf) summary.pages = pdf->page_count;
  }
  const render::Pages& pages = pdf ? pdf->pages : known;

  std::vector<std::pair<std::string, std::string>> outputs;
  const std::string out = join_path(folder, "out");
  for (OutputFile& file : writers.finish(*model, formats, stamp, pages))
    outputs.emplace_back(join_path(out, file.name), std::move(file.bytes));
  if (pdf) {
    outputs.emplace_back(join_path(out, output_name("report", edition, ".pdf")), std::move(pdf->bytes));
    if (pdf->pages != known) outputs.emplace_back(join_path(folder, pages_file(edition)), write_pages(pdf->pages));
  }
  if (faults.has_errors() && !options.draft) return false;
  std::string why;
  if (!world.write_all(outputs, &why)) {
    faults.add(kNotWritten, {}, {{"why", why}});
    return false;
  }
  for (const auto& [file, bytes] : outputs) summary.written.push_back({file, bytes.size()});
  return true;
}

}  // namespace zh::project
