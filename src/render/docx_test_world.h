#pragma once
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/world.h"

namespace zh::render {

/// A world that really runs programs, for tests of the PDF alone; the program's own is in cli/.
class TestWorld final : public World {
 public:
  ~TestWorld() override {
    for (const std::string& folder : folders_) std::filesystem::remove_all(folder);
  }
  std::optional<std::string> read(const std::string& path, std::string* = nullptr) const override {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }
  std::vector<std::string> list(const std::string&) const override { return {}; }
  bool is_folder(const std::string& path) const override { return std::filesystem::is_directory(path); }
  bool write_all(const std::vector<std::pair<std::string, std::string>>& files, std::string*) override {
    for (const auto& [path, bytes] : files) std::ofstream(path, std::ios::binary) << bytes;
    return true;
  }
  std::string find_program(const std::string& name) const override {
    const std::string path = "/usr/bin/" + name;
    return std::filesystem::exists(path) && !without.contains(name) ? path : "";
  }
  ProcessResult run(const std::vector<std::string>& argv, const std::map<std::string, std::string>& environment, int) override {
    ++runs;
    std::string command = "env";
    for (const auto& [name, value] : environment) command += " " + quoted(name + "=" + value);
    for (const std::string& word : argv) command += " " + quoted(word);
    ProcessResult result;
    FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
    if (!pipe) return result;
    result.started = true;
    char buffer[4096];
    while (const std::size_t n = fread(buffer, 1, sizeof buffer, pipe)) result.output.append(buffer, n);
    result.exit_status = pclose(pipe);
    return result;
  }
  std::string make_temporary_folder() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "zh-docx-XXXXXX").string();
    if (!mkdtemp(pattern.data())) return {};
    folders_.push_back(pattern);
    return pattern;
  }
  std::map<std::string, bool> without;  ///< programs that are not installed
  int runs = 0;

 private:
  static std::string quoted(const std::string& word) {
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
  }
  std::vector<std::string> folders_;
};

}  // namespace zh::render
