#include "base/world.h"

namespace zh {

std::string join_path(const std::string& a, const std::string& b) {
  if (a.empty() || (!b.empty() && b[0] == '/')) return b;
  if (b.empty()) return a;
  return a.back() == '/' ? a + b : a + "/" + b;
}

std::optional<std::string> MemoryWorld::read(const std::string& path, std::string* why) const {
  const auto found = files.find(path);
  if (found != files.end()) return found->second;
  if (why) *why = "No such file or directory";
  return std::nullopt;
}

std::vector<std::string> MemoryWorld::list(const std::string& folder) const {
  std::vector<std::string> names;
  const std::string prefix = folder.empty() || folder.back() == '/' ? folder : folder + "/";
  for (auto it = files.lower_bound(prefix); it != files.end() && it->first.rfind(prefix, 0) == 0; ++it) {
    const std::string name = it->first.substr(prefix.size());
    if (name.find('/') == std::string::npos && name[0] != '.' && name.rfind("~$", 0) != 0) names.push_back(name);
  }
  return names;
}

bool MemoryWorld::is_folder(const std::string& path) const {
  const std::string prefix = path.empty() || path.back() == '/' ? path : path + "/";
  const auto it = files.lower_bound(prefix);
  return it != files.end() && it->first.rfind(prefix, 0) == 0;
}

bool MemoryWorld::write_all(const std::vector<std::pair<std::string, std::string>>& written, std::string*) {
  for (const auto& [path, bytes] : written) files[path] = bytes;
  return true;
}

}  // namespace zh
