#include <ostream>

#include "base/text.h"
#include "cli/app.h"
#include "cli/compare_tell.h"
#include "project/compare.h"

namespace zh::cli {

int compare_command(const CompareArguments& arguments, World& world, Terminal& terminal, const Translate& tr) {
  Diagnostics faults;
  const auto model = project::open(arguments.project, world, program_name(), faults);
  if (!model || faults.has_errors()) {
    show(faults, terminal, tr);
    return Exit::unusable;
  }
  std::string why;
  const auto bytes = world.read(arguments.file, &why);
  if (!bytes) {
    terminal.err << say(tr, ZH_N("{0} cannot be read: {1}"), arguments.file, tr(why.c_str())) << "\n";
    return Exit::unusable;
  }
  Diagnostics unreadable;
  const auto compared = project::compare(*model, arguments.file, *bytes, world, unreadable);
  if (!compared) {
    show(unreadable, terminal, tr);
    return Exit::unusable;
  }
  if (arguments.format == "json")
    write_compare_json(*compared, *model, terminal.out);
  else
    write_compare_text(*compared, *model, tr, terminal.out);
  return compared->differences.empty() ? Exit::ok : Exit::faults;
}

}  // namespace zh::cli
