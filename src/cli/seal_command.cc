#include <map>
#include <ostream>

#include "cli/app.h"
#include "project/seal.h"

namespace zh::cli {
namespace {

using What = project::Broken::What;

/// At most so many parts of one file are named; the rest is counted.
constexpr int kNamedParts = 5;

std::string words(const project::Broken& broken, const Translate& tr) {
  switch (broken.what) {
    case What::program:
      return say(tr, ZH_N("program    sealed with {0}, this is {1}"), broken.file, broken.now);
    case What::catalogue:
      return tr(ZH_N("catalogue  the program's standard catalogue is another one"));
    case What::input:
      return say(tr, ZH_N("input      {0} changed"), broken.file);
    case What::input_gone:
      return say(tr, ZH_N("input      {0} is gone or no longer read"), broken.file);
    case What::input_new:
      return say(tr, ZH_N("input      {0} is new"), broken.file);
    case What::rebuilt:
      return broken.part.empty() ? say(tr, ZH_N("rebuilt    {0} differs"), broken.file)
                                 : say(tr, ZH_N("rebuilt    {0} differs in {1}"), broken.file, broken.part);
    case What::on_disk:
      return broken.part.empty() ? say(tr, ZH_N("file       {0} differs"), broken.file)
                                 : say(tr, ZH_N("file       {0} differs in {1}"), broken.file, broken.part);
    case What::file_gone:
      return say(tr, ZH_N("file       {0} is gone"), broken.file);
  }
  return {};
}

void print_broken(const std::vector<project::Broken>& list, const Translate& tr, std::ostream& out) {
  std::map<std::pair<What, std::string>, int> told, all;
  for (const project::Broken& broken : list) ++all[{broken.what, broken.file}];
  for (const project::Broken& broken : list) {
    const std::pair<What, std::string> file{broken.what, broken.file};
    const int count = ++told[file];
    if (count <= kNamedParts) out << words(broken, tr) << "\n";
    if (count == kNamedParts && all[file] > count)
      out << say(tr, ZH_N("           … and {0} more parts of {1}"), all[file] - count, broken.file) << "\n";
  }
}

/// Warnings were shown when the project was built.
Diagnostics errors_of(const Diagnostics& faults) {
  Diagnostics errors;
  for (const Diagnostic& fault : faults.list())
    if (fault.kind->severity == Severity::error) errors.add(fault);
  return errors;
}

}  // namespace

int seal_command(const std::string& project_folder, World& world, Terminal& terminal, const Translate& tr) {
  Diagnostics faults;
  project::Seal made;
  const bool sealed = project::seal(project_folder, program_name(), world, faults, made);
  const int status = show(errors_of(faults), terminal, tr);
  if (!sealed) return status == Exit::ok ? Exit::faults : status;
  if (terminal.quiet) return status;
  std::size_t parts = 0;
  for (const auto& [name, of_file] : made.outputs) parts += of_file.size();
  terminal.out << say(tr, ZH_N("sealed   {0} inputs · {1} outputs with {2} parts"), made.inputs.size(), made.outputs.size(),
                      parts)
               << "\n";
  for (const std::string& name : made.left_out)
    terminal.out << say(tr, ZH_N("left out {0}: its bytes are the converter's"), name) << "\n";
  terminal.out << say(tr, ZH_N("written  {0}"), join_path(project_folder, project::kSealFile)) << "\n";
  return status;
}

int verify_command(const std::string& project_folder, World& world, Terminal& terminal, const Translate& tr) {
  Diagnostics faults;
  project::Verified result;
  const bool verified = project::verify(project_folder, program_name(), world, faults, result);
  const int status = show(errors_of(faults), terminal, tr);
  if (!verified) return Exit::unusable;
  if (result.broken.empty() && status == Exit::ok) {
    if (!terminal.quiet)
      terminal.out << say(tr, ZH_N("the seal holds: {0} inputs, and {1} outputs rebuilt to the same bytes in all {2} parts"),
                          result.inputs, result.outputs, result.parts)
                   << "\n";
    return Exit::ok;
  }
  print_broken(result.broken, tr, terminal.out);
  terminal.out << say(tr, ZH_N("the seal does not hold: {0} differences"), result.broken.size()) << "\n";
  return Exit::faults;
}

}  // namespace zh::cli
