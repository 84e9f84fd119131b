// Kind "cli": each line of the input is a command line, the named inputs "file PATH" are the world they run in. A line "change
// PATH" puts the named input "changed PATH" in its place, "remove PATH" takes a file away. The output is the exit status,
// standard output and standard error of each, and the names of the files that were written.
#include <algorithm>
#include <sstream>

#include "base/world.h"
#include "cli/app.h"
#include "suite_runner.h"

namespace zh::suite {
namespace {

std::string run_line(const std::vector<std::string>& arguments, World& world) {
  std::ostringstream out, err;
  cli::Terminal terminal{.out = out, .err = err};
  const int status = cli::run(arguments, world, terminal);
  return "status " + std::to_string(status) + "\n" + out.str() + (err.str().empty() ? "" : "[err]\n" + err.str());
}

std::string run_cli(const Case& test) {
  MemoryWorld world;
  for (const auto& [name, text] : test.parts)
    if (name.rfind("file ", 0) == 0) world.files[name.substr(5)] = text;
  const auto before = world.files;
  std::string result;
  std::istringstream lines(test.input);
  const bool several = std::count(test.input.begin(), test.input.end(), '\n') > 1;
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> arguments;
    std::istringstream words(line);
    for (std::string word; words >> word;) arguments.push_back(word);
    if (arguments.empty()) continue;
    if (several) result += "$ " + line + "\n";
    if (arguments[0] == "change")
      world.files[arguments.at(1)] = test.parts.at("changed " + arguments.at(1));
    else if (arguments[0] == "remove")
      world.files.erase(arguments.at(1));
    else
      result += run_line(arguments, world);
  }
  for (const auto& [path, bytes] : world.files)
    if (before.count(path) == 0) result += "[wrote] " + path + "\n";
  return result;
}

const Kind kCli{"cli", run_cli};

}  // namespace
}  // namespace zh::suite
