#include <ostream>

#include "base/text.h"
#include "cli/app.h"
#include "project/simulate.h"

namespace zh::cli {
int simulate_command(const SimulateArguments& arguments, World& world, Terminal& terminal, const Translate& tr) {
  if (arguments.scale > 1 && arguments.out.empty()) {
    terminal.err << say(tr, ZH_N("wrong call: {0}"), tr(ZH_N("--scale needs --out: the project's figures hold for once only")))
                 << "\n";
    return Exit::unusable;
  }
  project::SimulateOptions options;
  options.kinds = arguments.kinds;
  options.scale = arguments.scale;
  options.seed = arguments.seed;
  options.out = arguments.out;
  options.threads = arguments.threads;
  const double start = terminal.seconds();
  options.progress = progress_line(terminal, tr);
  Diagnostics faults;
  const auto files = project::simulate_records(arguments.project, options, world, faults);
  clear_progress(terminal);
  const int status = show(faults, terminal, tr);
  if (!files) return status == Exit::ok ? Exit::faults : status;
  if (terminal.quiet) return status;
  std::int64_t rows = 0;
  for (const project::SimulatedFile& file : *files) {
    terminal.out << say(tr, ZH_N("simulated {0}  {1} records of {2}"), file.path, file.rows, file.kind) << "\n";
    rows += file.rows;
  }
  terminal.out << say(tr, ZH_N("done     {0} files · {1} records · {2:.2f} s; next: zhiheng ingest {3}"), files->size(), rows,
                      terminal.seconds() - start, arguments.project)
               << "\n";
  return status;
}

}  // namespace zh::cli
