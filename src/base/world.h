#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zh {

/// A finished child process.
struct ProcessResult {
  bool started = false;
  int exit_status = -1;
  bool timed_out = false;
  std::string output;  ///< standard output (and error, if merged)
};

/// A file that is too large to be read at once.
class InputFile {
 public:
  virtual ~InputFile() = default;
  /// Bytes read, fewer than asked for only at the end; -1 when it cannot be read. May be called by several threads.
  virtual std::int64_t read_at(char* into, std::size_t bytes, std::uint64_t offset) const = 0;
  virtual std::uint64_t size() const = 0;
};

/// A file that is too large to be held at once; it stands in its place only after `commit`, before that nothing of it does.
class OutputFile {
 public:
  virtual ~OutputFile() = default;
  /// false and `why`: the rest would be for nothing.
  virtual bool write(std::string_view bytes, std::string* why) = 0;
  virtual bool commit(std::string* why) = 0;
};

/// What tells, without reading, that a file is still the one that was read.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t modified = 0;  ///< nanoseconds since 1970
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
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
  virtual std::unique_ptr<InputFile> open(const std::string&, std::string* why = nullptr) const {
    if (why) why->clear();
    return nullptr;
  }
  virtual std::optional<FileStamp> stamp(const std::string&) const { return std::nullopt; }
  /// Begins a file, whose folders are made; nullptr and `why`.
  virtual std::unique_ptr<OutputFile> create(const std::string&, std::string* why) {
    if (why) why->clear();
    return nullptr;
  }
  /// Copies a file of any size: beside its target first, then renamed.
  virtual bool copy(const std::string&, const std::string&, std::string*) { return false; }
  virtual void remove(const std::string&) {}
  /// A path under which other code (an engine) may open and write a file of this name; empty: it must stay in memory.
  virtual std::string engine_path(const std::string&) const { return {}; }
  /// libduckdb.so beside the program.
  virtual std::string engine_library() const { return {}; }
  /// A secret in an environment variable or in a file. It is no input of the report: no digest and no seal knows of it.
  enum class SecretIn { variable, file };
  virtual std::optional<std::string> secret(SecretIn, const std::string& /*name*/) const { return std::nullopt; }
  /// Ctrl-C was pressed: long work ends soon.
  virtual bool stopped() const { return false; }
};

/// A world that lives in memory: path → contents.
class MemoryWorld : public World {
 public:
  std::map<std::string, std::string> files;
  std::optional<std::string> read(const std::string& path, std::string* why = nullptr) const override;
  std::vector<std::string> list(const std::string& folder) const override;
  bool is_folder(const std::string& path) const override;
  bool write_all(const std::vector<std::pair<std::string, std::string>>& files_, std::string* why) override;
  std::unique_ptr<InputFile> open(const std::string& path, std::string* why = nullptr) const override;
  std::optional<FileStamp> stamp(const std::string& path) const override;
  std::unique_ptr<OutputFile> create(const std::string& path, std::string* why) override;
  bool copy(const std::string& from, const std::string& to, std::string* why) override;
  void remove(const std::string& path) override { files.erase(path); }
  std::string engine_library() const override { return library; }
  std::string library;  ///< of the engine, for tests that have records
};

/// "a" / "b" → "a/b"; an absolute b wins.
std::string join_path(const std::string& a, const std::string& b);

}  // namespace zh
