// Kind "cli": the first line of the input is a command line, the named inputs "file PATH" are the world it runs in. The output
// is the exit status, standard output and standard error, and the names of the files that were written.
#include <sstream>

#include "base/world.h"
#include "cli/app.h"
#include "suite_runner.h"

namespace zh::suite {
namespace {

std::string run_cli(const Case& test) {
  MemoryWorld world;
  for (const auto& [name, text] : test.parts)
    if (name.rfind("file ", 0) == 0) world.files[name.substr(5)] = text;
  const auto before = world.files;
  std::vector<std::string> arguments;
  std::istringstream words(test.input);
  for (std::string word; words >> word;) arguments.push_back(word);
  std::ostringstream out, err;
  cli::Terminal terminal{.out = out, .err = err};
  const int status = cli::run(arguments, world, terminal);
  std::string result = "status " + std::to_string(status) + "\n" + out.str();
  if (!err.str().empty()) result += "[err]\n" + err.str();
  for (const auto& [path, bytes] : world.files)
    if (before.count(path) == 0) result += "[wrote] " + path + "\n";
  return result;
}

const Kind kCli{"cli", run_cli};

}  // namespace
}  // namespace zh::suite
