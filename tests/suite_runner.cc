#include "suite_runner.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

namespace zh::suite {
namespace {

std::map<std::string, Run>& registry() {
  static std::map<std::string, Run> kinds;
  return kinds;
}

struct ParsedCase {
  Case test;
  std::string expected;
  bool has_output = false;
};

struct File {
  std::string preamble;  ///< comment lines before the first case
  std::vector<ParsedCase> cases;
};

File parse(const std::filesystem::path& path, const std::string& kind) {
  File file;
  std::ifstream in(path, std::ios::binary);
  std::string line;
  std::string* target = &file.preamble;
  while (std::getline(in, line)) {
    if (line.rfind("=== ", 0) == 0) {
      file.cases.push_back({{kind, path.filename().string(), line.substr(4), {}, {}}, {}, false});
      target = &file.cases.back().test.input;
    } else if (line.rfind("--- ", 0) == 0 && !file.cases.empty()) {
      const std::string name = line.substr(4);
      if (name == "output") {
        file.cases.back().has_output = true;
        target = &file.cases.back().expected;
      } else {
        target = &file.cases.back().test.parts[name];
      }
    } else {
      *target += line + "\n";
    }
  }
  return file;
}

std::string write(const File& file) {
  std::ostringstream out;
  out << file.preamble;
  for (const ParsedCase& c : file.cases) {
    out << "=== " << c.test.name << "\n" << c.test.input;
    for (const auto& [name, text] : c.test.parts) out << "--- " << name << "\n" << text;
    out << "--- output\n" << c.expected;
  }
  return out.str();
}

/// Trailing blank lines separate cases for the reader and are not part of the expectation.
std::string without_trailing_blank_lines(std::string text) {
  while (text.size() >= 2 && text.back() == '\n' && text[text.size() - 2] == '\n') text.pop_back();
  if (text == "\n") text.clear();
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text;
}

}  // namespace

Kind::Kind(const std::string& name, Run run) { registry()[name] = std::move(run); }

int run_all(const std::filesystem::path& root, bool update, const std::string& filter) {
  int passed = 0, failed = 0;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
    if (entry.is_regular_file() && entry.path().extension() == ".txt") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    if (path.string().find(filter) == std::string::npos) continue;
    const std::string kind = std::filesystem::relative(path, root).begin()->string();
    const auto run = registry().find(kind);
    if (run == registry().end()) {
      std::cout << "FAIL " << path.string() << ": no kind " << kind << "\n";
      ++failed;
      continue;
    }
    File file = parse(path, kind);
    bool changed = false;
    for (ParsedCase& c : file.cases) {
      const std::string actual = without_trailing_blank_lines(run->second(c.test));
      if (c.has_output && actual == without_trailing_blank_lines(c.expected)) {
        ++passed;
        continue;
      }
      if (update) {
        c.expected = actual + "\n";
        c.has_output = changed = true;
        std::cout << "updated " << path.string() << ": " << c.test.name << "\n";
        continue;
      }
      ++failed;
      std::cout << "FAIL " << path.string() << ": " << c.test.name << "\n--- expected\n"
                << without_trailing_blank_lines(c.expected) << "--- actual\n"
                << actual;
    }
    if (changed) std::ofstream(path, std::ios::binary) << write(file);
  }
  std::cout << passed << " passed, " << failed << " failed\n";
  return failed == 0 && passed + failed > 0 ? 0 : 1;
}

}  // namespace zh::suite

int main(int argc, char** argv) {
  bool update = false;
  std::vector<std::string> words;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--update")
      update = true;
    else
      words.push_back(argv[i]);
  }
  if (words.empty()) {
    std::cerr << "usage: zh_suite [--update] DIR [part of a path]\n";
    return 2;
  }
  const int status = zh::suite::run_all(words[0], update, words.size() > 1 ? words[1] : "");
  return update ? 0 : status;
}
