#include <ostream>

#include "base/text.h"
#include "cli/app.h"
#include "project/build.h"

namespace zh::cli {
namespace {

using Outcome = ingest::RecordFileResult::Outcome;

void print_file(const ingest::RecordFileResult& file, Terminal& terminal, const Translate& tr) {
  const store::RowCounts& c = file.counts;
  const std::string outcome = file.outcome == Outcome::accepted    ? tr(ZH_N("accepted "))
                              : file.outcome == Outcome::unchanged ? tr(ZH_N("unchanged"))
                                                                   : tr(ZH_N("refused  "));
  terminal.out << outcome << " " << file.path;
  if (c.read > 0) {
    terminal.out << say(tr, ZH_N("  read {0} = accepted {1} + rejected {2} + duplicate {3}"), c.read, c.accepted, c.rejected,
                        c.duplicate);
    if (c.replaced > 0) terminal.out << say(tr, ZH_N("; {0} earlier rows replaced"), c.replaced);
  }
  terminal.out << "\n";
  if (!file.rejects.empty()) terminal.out << say(tr, ZH_N("          rejected rows: {0}"), file.rejects) << "\n";
}

}  // namespace

int ingest_command(const IngestArguments& arguments, World& world, Terminal& terminal, const Translate& tr) {
  if (!arguments.files.empty() && arguments.kind.empty()) {
    terminal.err << say(tr, ZH_N("wrong call: {0}"), tr(ZH_N("FILEs need --kind"))) << "\n";
    return Exit::unusable;
  }
  project::IngestOptions options;
  options.files = arguments.files;
  options.kind = arguments.kind;
  options.memory = arguments.memory;
  options.threads = arguments.threads;
  options.translate = [&](const char* text) { return tr(text); };
  const double start = terminal.seconds();
  options.progress = progress_line(terminal, tr);
  Diagnostics faults;
  const auto result = project::ingest_records(arguments.project, options, world, faults);
  clear_progress(terminal);
  const int status = show(faults, terminal, tr);
  if (!result) return status == Exit::ok ? Exit::faults : status;
  if (terminal.quiet) return status;
  std::int64_t rows = 0;
  int accepted = 0, refused = 0, unchanged = 0;
  for (const ingest::RecordFileResult& file : result->files) {
    print_file(file, terminal, tr);
    if (file.outcome != Outcome::refused) rows += file.counts.accepted;
    ++(file.outcome == Outcome::accepted ? accepted : file.outcome == Outcome::refused ? refused : unchanged);
  }
  if (result->rebuilt) terminal.out << tr(ZH_N("the database was made anew from the accepted files")) << "\n";
  terminal.out << say(tr, ZH_N("done     {0} files accepted · {1} unchanged · {2} refused · {3} rows · {4:.2f} s"), accepted,
                      unchanged, refused, rows, terminal.seconds() - start)
               << "\n";
  return status;
}

}  // namespace zh::cli
