#include <algorithm>
#include <ostream>
#include <sstream>

#include "base/text.h"
#include "cli/app.h"
#include "project/build.h"
#include "report/codes.h"

namespace zh::cli {
namespace {

/// "docx,html" → formats; nullopt for an unknown one, whose name goes to `unknown`.
std::optional<std::set<project::Format>> parse_formats(const std::string& text, std::string* unknown) {
  std::set<project::Format> formats;
  std::istringstream in(text);
  for (std::string name; std::getline(in, name, ',');) {
    const auto format = project::parse_format(trim(name));
    if (!format) {
      *unknown = name;
      return std::nullopt;
    }
    formats.insert(*format);
  }
  return formats;
}

/// So many missing values are shown one by one; of more, as in a project whose returns are still to come, the names are listed,
/// and the charts that are empty for it are left out.
constexpr int kMissingShown = 12;

int show_folded(const Diagnostics& faults, Terminal& terminal, const Translate& tr) {
  const auto is_missing = [](const Diagnostic& fault) { return fault.kind == &report::kMissing; };
  if (std::count_if(faults.list().begin(), faults.list().end(), is_missing) <= kMissingShown) return show(faults, terminal, tr);
  Diagnostics others;
  std::vector<std::pair<std::string, int>> missing;  // in order of first use
  for (const Diagnostic& fault : faults.list()) {
    if (!is_missing(fault)) {
      if (fault.kind != &report::kNothingShown) others.add(fault);
      continue;
    }
    const std::string& name = fault.args.front().second;
    const auto same = std::find_if(missing.begin(), missing.end(), [&](const auto& one) { return one.first == name; });
    if (same == missing.end())
      missing.emplace_back(name, 1);
    else
      ++same->second;
  }
  const int status = show(others, terminal, tr);
  std::string names;
  for (const auto& [name, times] : missing)
    names += (names.empty() ? "" : "、") + name + (times > 1 ? say(tr, ZH_N(" ({0} times)"), times) : "");
  terminal.err << say(tr, ZH_N("warning W380  {0} values are missing and shown as missing: {1}"), missing.size(), names) << "\n"
               << say(tr, ZH_N("  hint: zhiheng returns PROJECT lists the blank cells of the returns")) << "\n";
  return status;
}

std::string file_size(std::size_t bytes) {
  return bytes < 10240         ? fmt::format("{} B", bytes)
         : bytes < (10u << 20) ? fmt::format("{} KB", bytes >> 10)
                               : fmt::format("{} MB", bytes >> 20);
}

}  // namespace

int build_command(const BuildArguments& arguments, World& world, Terminal& terminal, const Translate& tr) {
  project::BuildOptions options;
  options.program = program_name();
  options.draft = arguments.draft;
  options.edition = project::parse_edition(arguments.edition);
  options.threads = arguments.threads;
  if (arguments.only) {
    std::string unknown;
    options.only = parse_formats(*arguments.only, &unknown);
    if (!options.only || options.only->empty()) {
      terminal.err << say(tr, ZH_N("wrong call: {0}"),
                          say(tr, ZH_N("“{0}” is no format; there are docx, html, pdf, xlsx and json"), unknown))
                   << "\n";
      return Exit::unusable;
    }
  }
  if (terminal.progress) {
    options.progress = [&](const std::string& stage) {
      const std::string words = stage == "read"    ? tr(ZH_N("reading …"))
                                : stage == "write" ? tr(ZH_N("writing …"))
                                                   : tr(ZH_N("making the pdf …"));
      terminal.err << "\r\x1b[K" << words << std::flush;
    };
  }
  Diagnostics faults;
  project::BuildSummary s;
  const double start = terminal.seconds();
  const bool written = project::build(arguments.project, options, world, faults, s);
  clear_progress(terminal);
  const int status = show_folded(faults, terminal, tr);
  if (!written) {
    terminal.err << say(tr, ZH_N("{0} errors, {1} warnings; nothing was written"), faults.count(Severity::error),
                        faults.count(Severity::warning))
                 << "\n";
    return status == Exit::ok ? Exit::faults : status;
  }
  if (terminal.quiet) return status;
  terminal.out << say(tr, ZH_N("read     {0} files · {1} sheets · {2} observations"), s.files, s.sheets, s.observations) << "\n"
               << say(tr, ZH_N("composed {0} chapters · {1} figures · {2} tables · {3} cases · {4} facts, printed {5} times"),
                      s.chapters, s.figures, s.tables, s.cases, s.facts, s.places)
               << "\n";
  if (s.decided > 0)
    terminal.out << say(tr, ZH_N("decided  {0} numbers are printed as overrides.toml says, not as the data give them"),
                        s.decided)
                 << "\n";
  for (const project::Written& file : s.written)
    terminal.out << say(tr, ZH_N("written  {0} ({1})"), file.path, file_size(file.bytes)) << "\n";
  const int warnings = faults.count(Severity::warning), errors = faults.count(Severity::error);
  std::string end =
      say(tr, ZH_N("done     {0} errors · {1} warnings · {2:.2f} s"), errors, warnings, terminal.seconds() - start);
  if (s.pages > 0) end += say(tr, ZH_N(" · {0} pages"), s.pages);
  terminal.out << end << "\n";
  return status;
}

}  // namespace zh::cli
