#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "cli/app.h"
#include "project/init.h"

namespace zh::cli {
namespace {

/// "C5:E12", or the one cell.
std::string cells_of(const project::WantedSheet& sheet) {
  if (sheet.rows.empty()) return {};
  const std::string& first = sheet.rows.front().blank.front().second;
  const std::string& last = sheet.rows.back().blank.back().second;
  return first == last ? first : first + ":" + last;
}

void print_sheet(const project::WantedSheet& sheet, const Translate& tr, std::ostream& out) {
  const std::string name = sheet.sheet.empty() ? "—" : sheet.sheet;
  std::string line = "  " + name + std::string(static_cast<std::size_t>(std::max(1, 22 - display_width(name))), ' ');
  if (sheet.blank > 0)
    line += say(tr, ZH_N("{0} blank of {1}, in {2}"), sheet.blank, sheet.blank + sheet.filled, cells_of(sheet));
  for (const std::string& list : sheet.registers) line += say(tr, ZH_N("list “{0}” is empty"), list);
  if (sheet.blank == 0 && sheet.registers.empty()) line += say(tr, ZH_N("complete, {0} figures"), sheet.filled);
  out << line << "\n";
}

void print_wanted(const std::vector<project::WantedSheet>& sheets, const Translate& tr, std::ostream& out) {
  std::string file;
  for (const project::WantedSheet& sheet : sheets) {
    if (sheet.history) continue;
    if (sheet.file != file) out << (file = sheet.file) << "\n";
    print_sheet(sheet, tr, out);
  }
}

void print_rolled(const project::InitSummary& summary, const Translate& tr, std::ostream& out) {
  const auto left = std::count_if(summary.lines.begin(), summary.lines.end(), [](const auto& line) { return line.left; });
  out << "\n"
      << say(tr, ZH_N("years moved on in {0} lines, left as they stand in {1}: 延续说明.md lists both; please read them"),
             static_cast<long>(summary.lines.size()) - left, left)
      << "\n";
  std::string dropped;
  for (const std::string& file : summary.dropped) dropped += (dropped.empty() ? "" : "、") + file;
  if (!dropped.empty()) out << say(tr, ZH_N("not taken along: {0}"), dropped) << "\n";
}

}  // namespace

int init_command(const InitArguments& arguments, World& world, Terminal& terminal, const Translate& tr) {
  project::InitOptions options;
  options.program = program_name();
  options.folder = arguments.folder;
  options.occupied = terminal.occupied(arguments.folder);
  options.template_name = arguments.template_name;
  options.region = arguments.region;
  options.short_name = arguments.short_name;
  options.issuer = arguments.issuer;
  options.title = arguments.title;
  options.year = arguments.year;
  options.years = arguments.years;
  options.from = arguments.from;
  if (options.from.empty() && (options.region.empty() || options.year == 0)) {
    terminal.err << say(tr, ZH_N("wrong call: {0}"),
                        say(tr, ZH_N("{0} is missing"), options.region.empty() ? "--region" : "--year"))
                 << "\n";
    return Exit::unusable;
  }
  if (!options.from.empty() && !(options.region + options.short_name + options.issuer + options.title).empty()) {
    terminal.err << say(tr, ZH_N("wrong call: {0}"), tr(ZH_N("with --from the old project says all but the year"))) << "\n";
    return Exit::unusable;
  }
  Diagnostics faults;
  project::InitSummary summary;
  const bool made = project::init(options, world, faults, summary);
  const int status = show(faults, terminal, tr);
  if (!made) return status == Exit::ok ? Exit::faults : status;
  if (terminal.quiet) return status;
  terminal.out << say(tr, ZH_N("made {0}: {1} files; to be filled in:"), arguments.folder, summary.written.size()) << "\n\n";
  print_wanted(summary.wanted, tr, terminal.out);
  if (!summary.lines.empty() || !summary.dropped.empty()) print_rolled(summary, tr, terminal.out);
  terminal.out << "\n"
               << say(tr, ZH_N("1. Send the workbooks in {0} to the departments; 填报清单.md lists what each is asked for."),
                      join_path(arguments.folder, "returns"))
               << "\n"
               << say(tr, ZH_N("2. Put what comes back in their place and build: zhiheng build {0}"), arguments.folder) << "\n"
               << tr(ZH_N("   It builds now too: what is missing is shown as missing.")) << "\n"
               << say(tr, ZH_N("3. What is still blank: zhiheng returns {0}"), arguments.folder) << "\n"
               << say(tr, ZH_N("4. The chapters are in {0}; write what only you know."), join_path(arguments.folder, "report"))
               << "\n";
  return status;
}

int returns_command(const std::string& project_folder, bool page, World& world, Terminal& terminal, const Translate& tr) {
  Diagnostics faults;
  const auto model = project::open(project_folder, world, program_name(), faults);
  if (!model) return show(faults, terminal, tr);
  Diagnostics of_returns;
  for (const Diagnostic& fault : faults.list())
    if (fault.kind->severity == Severity::error) of_returns.add(fault);
  const int status = show(of_returns, terminal, tr);
  const auto map = world.read(join_path(project_folder, "returns.toml"));
  const auto sheets = project::wanted(model->returns, model->catalog, model->config, map.value_or(""));
  if (page) {
    terminal.out << project::wanted_page(sheets, model->config);
    return status;
  }
  print_wanted(sheets, tr, terminal.out);
  int blank = 0, filled = 0;
  for (const project::WantedSheet& sheet : sheets) {
    if (sheet.history) continue;
    blank += sheet.blank;
    filled += sheet.filled;
  }
  terminal.out << say(tr, ZH_N("{0} figures, {1} cells still blank"), filled, blank) << "\n";
  return status;
}

}  // namespace zh::cli
