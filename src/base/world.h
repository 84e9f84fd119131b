#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace zh {

/// A finished child process.
struct ProcessResult {
  bool started = false;
  int exit_status = -1;
  bool timed_out = false;
  std::string output;  ///< standard output (and error, if merged)
};

/// All that the program sees of the machine. cli/ provides the real one; tests use MemoryWorld.
class World {
 public:
  virtual ~World() = default;
  /// The whole file; nullopt when it does not exist or cannot be read (then `why`, if given, holds the reason).
  virtual std::optional<std::string> read(const std::string& path, std::string* why = nullptr) const = 0;
  /// Names (not paths) of the regular files in a folder, sorted by bytes; empty when there is none. Hidden files and
  /// office lock files (~$…, .~lock…) are left out.
  virtual std::vector<std::string> list(const std::string& folder) const = 0;
  virtual bool is_folder(const std::string& path) const = 0;
  /// Writes all of `files` or none: each beside its target first, then renamed. false and `why` on failure.
  virtual bool write_all(const std::vector<std::pair<std::string, std::string>>& files, std::string* why) = 0;
  /// Full path of a program on PATH, or empty. MemoryWorld has none.
  virtual std::string find_program(const std::string&) const { return {}; }
  /// Runs argv[0] with these extra environment variables; killed with its children after `seconds`.
  virtual ProcessResult run(const std::vector<std::string>&, const std::map<std::string, std::string>&, int) { return {}; }
  /// A fresh private folder that is removed when the program ends; empty when there is none.
  virtual std::string make_temporary_folder() { return {}; }
};

/// A world that lives in memory: path → contents.
class MemoryWorld final : public World {
 public:
  std::map<std::string, std::string> files;
  std::optional<std::string> read(const std::string& path, std::string* why = nullptr) const override;
  std::vector<std::string> list(const std::string& folder) const override;
  bool is_folder(const std::string& path) const override;
  bool write_all(const std::vector<std::pair<std::string, std::string>>& files_, std::string* why) override;
};

/// "a" / "b" → "a/b"; an absolute b wins.
std::string join_path(const std::string& a, const std::string& b);

}  // namespace zh
