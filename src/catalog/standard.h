#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace zh::catalog {

/// A file of the standard catalogue, embedded at build time.
struct StandardFile {
  std::string name;
  std::string_view text;
};
std::vector<StandardFile> standard_files();

}  // namespace zh::catalog
