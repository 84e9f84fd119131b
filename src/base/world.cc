#include "base/world.h"

#include "base/text.h"

#include <string_view>

namespace zh {
namespace {

/// The prefix that the paths of a folder's files share: "a" and "a/" give "a/", "" and "." give "".
std::string prefix_of(const std::string& folder) {
  if (folder.empty() || folder == ".") return "";
  return folder.back() == '/' ? folder : folder + "/";
}

/// Hidden files and the lock files that office programs leave beside an open document.
bool is_left_out(std::string_view name) { return name.starts_with('.') || name.starts_with("~$"); }

class MemoryFile final : public InputFile {
 public:
  explicit MemoryFile(std::string bytes) : bytes_(std::move(bytes)) {}
  std::int64_t read_at(char* into, std::size_t bytes, std::uint64_t offset) const override {
    if (offset >= bytes_.size()) return 0;
    return static_cast<std::int64_t>(bytes_.copy(into, bytes, offset));
  }
  std::uint64_t size() const override { return bytes_.size(); }

 private:
  std::string bytes_;
};

class MemoryOutput final : public OutputFile {
 public:
  MemoryOutput(MemoryWorld& world, std::string path) : world_(world), path_(std::move(path)) {}
  bool write(std::string_view bytes, std::string*) override {
    bytes_ += bytes;
    return true;
  }
  bool commit(std::string*) override {
    world_.files[path_] = std::move(bytes_);
    return true;
  }

 private:
  MemoryWorld& world_;
  std::string path_, bytes_;
};

}  // namespace

std::optional<std::string> MemoryWorld::read(const std::string& path, std::string* why) const {
  const auto found = files.find(path.starts_with("./") ? path.substr(2) : path);
  if (found != files.end()) return found->second;
  if (why) *why = is_folder(path) ? "Is a directory" : "No such file or directory";
  return std::nullopt;
}

std::vector<std::string> MemoryWorld::list(const std::string& folder) const {
  const std::string prefix = prefix_of(folder.starts_with("./") ? folder.substr(2) : folder);
  std::vector<std::string> names;  // the map is sorted by bytes, and so are names under one prefix
  for (auto at = files.lower_bound(prefix); at != files.end() && at->first.starts_with(prefix); ++at) {
    const std::string name = at->first.substr(prefix.size());
    if (!name.empty() && name.find('/') == std::string::npos && !is_left_out(name)) names.push_back(name);
  }
  return names;
}

std::unique_ptr<InputFile> MemoryWorld::open(const std::string& path, std::string* why) const {
  auto bytes = read(path, why);
  return bytes ? std::make_unique<MemoryFile>(std::move(*bytes)) : nullptr;
}

std::optional<FileStamp> MemoryWorld::stamp(const std::string& path) const {
  const auto bytes = read(path);
  return bytes ? std::optional(FileStamp{bytes->size(), static_cast<std::int64_t>(stable_hash(*bytes))}) : std::nullopt;
}

std::unique_ptr<OutputFile> MemoryWorld::create(const std::string& path, std::string*) {
  return std::make_unique<MemoryOutput>(*this, path);
}

bool MemoryWorld::copy(const std::string& from, const std::string& to, std::string* why) {
  auto bytes = read(from, why);
  if (bytes) files[to] = std::move(*bytes);
  return bytes.has_value();
}

bool MemoryWorld::is_folder(const std::string& path) const {
  const std::string prefix = prefix_of(path.starts_with("./") ? path.substr(2) : path);
  if (prefix.empty()) return true;
  const auto at = files.lower_bound(prefix);
  return at != files.end() && at->first.starts_with(prefix);
}

bool MemoryWorld::write_all(const std::vector<std::pair<std::string, std::string>>& files_, std::string*) {
  for (const auto& [path, contents] : files_) files[path] = contents;
  return true;
}

std::string join_path(const std::string& a, const std::string& b) {
  if (a.empty() || b.starts_with('/')) return b;
  if (b.empty()) return a;
  return a.back() == '/' ? a + b : a + "/" + b;
}

}  // namespace zh
