// Kind "cli": each line of the input is a command line, the named inputs "file PATH" are the world they run in. A line "change
// PATH" puts the named input "changed PATH" in its place, "remove PATH" takes a file away, "retype PATH PART OLD NEW" exchanges
// the first OLD in a part of a Word file ("-" is no text at all), "show PATH" prints a file, "holds PATH WORD" says whether it
// holds a word, in any part if it is an archive. The output is the exit status,
// standard output and standard error of each, and the names of the files that were written.
#include <algorithm>
#include <sstream>

#include "base/world.h"
#include "cli/app.h"
#include "formats/zip.h"
#include "suite_runner.h"

namespace zh::suite {
namespace {

std::string run_line(const std::vector<std::string>& arguments, World& world) {
  std::ostringstream out, err;
  cli::Terminal terminal{.out = out, .err = err};
  const int status = cli::run(arguments, world, terminal);
  return "status " + std::to_string(status) + "\n" + out.str() + (err.str().empty() ? "" : "[err]\n" + err.str());
}

/// What a person who edits a Word file does to it, in one of its parts.
std::string retype(std::string& bytes, const std::vector<std::string>& words) {
  const auto zip = formats::ZipReader::open(bytes, nullptr);
  if (!zip || words.size() != 5) return "retype: no such document\n";
  const std::string& part = words[2];
  const std::string old = words[3], now = words[4] == "-" ? "" : words[4];
  formats::ZipWriter out;
  bool done = false;
  for (const std::string& name : zip->names()) {
    std::string text = zip->read(name).value_or("");
    if (name == part)
      if (const std::size_t at = text.find(old); at != std::string::npos) text.replace(at, old.size(), now), done = true;
    out.add(name, std::move(text));
  }
  bytes = out.finish();
  return done ? "" : "retype: " + part + " does not hold " + old + "\n";
}

bool holds(const std::string& bytes, const std::string& word) {
  if (bytes.find(word) != std::string::npos) return true;
  const auto zip = formats::ZipReader::open(bytes, nullptr);
  if (!zip) return false;
  for (const std::string& name : zip->names())
    if (holds(zip->read(name).value_or(""), word)) return true;
  return false;
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
    else if (arguments[0] == "retype")
      result += retype(world.files[arguments.at(1)], arguments);
    else if (arguments[0] == "holds")
      result += holds(world.files[arguments.at(1)], arguments.at(2)) ? "yes\n" : "no\n";
    else if (arguments[0] == "show")
      result += world.files[arguments.at(1)];
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
