#include <ostream>

#include "check/check.h"
#include "cli/app.h"
#include "cli/check_report.h"
#include "readback/codes.h"
#include "readback/read.h"

namespace zh::cli {
namespace {

std::optional<readback::Reading> read(const std::string& path, World& world, Diagnostics& faults) {
  std::string why;
  if (world.is_folder(path)) {
    faults.add(readback::kUnreadable, {}, {{"file", path}, {"why", "is a folder"}});
    return std::nullopt;
  }
  const std::optional<std::string> bytes = world.read(path, &why);
  if (!bytes) {
    faults.add(readback::kUnreadable, {}, {{"file", path}, {"why", why}});
    return std::nullopt;
  }
  return readback::read_document(path, *bytes, world, faults);
}

}  // namespace

int check_command(const CheckArguments& arguments, World& world, Terminal& terminal, const Translate& tr) {
  Diagnostics faults;
  bool contradictions = false;
  for (const std::string& path : arguments.files) {
    const std::optional<readback::Reading> reading = read(path, world, faults);
    if (!reading) continue;
    const check::Result result = check::check(*reading);
    for (const check::Relation& r : result.relations) contradictions = contradictions || r.verdict == check::Verdict::contradictory;
    if (arguments.format == "json") write_check_json(*reading, result, terminal.out);
    else write_check_text(*reading, result, tr, terminal.out);
  }
  show(faults, terminal, tr);
  if (faults.has_errors()) return Exit::unusable;
  return contradictions ? Exit::faults : Exit::ok;
}

}  // namespace zh::cli
