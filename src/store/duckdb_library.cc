#include "store/duckdb_library.h"

#include <dlfcn.h>

#include <mutex>

namespace zh::store {
namespace {

constexpr const char* kVersion = "v1.4.4";  // results of other versions were not compared

DuckDb api;
bool is_loaded = false;

bool fill(void* library, std::string& why) {
#define ZH_FIND(name)                                                                         \
  api.name = reinterpret_cast<decltype(&::duckdb_##name)>(::dlsym(library, "duckdb_" #name)); \
  if (!api.name) {                                                                            \
    why = "duckdb_" #name;                                                                    \
    return false;                                                                             \
  }
  ZH_DUCKDB_FUNCTIONS(ZH_FIND)
#undef ZH_FIND
  if (std::string(api.library_version()) == kVersion) return true;
  why = std::string(api.library_version()) + " ≠ " + kVersion;
  return false;
}

}  // namespace

const DuckDb* DuckDb::load(const std::string& path, std::string& why) {
  static std::mutex mutex;
  const std::lock_guard<std::mutex> lock(mutex);
  if (is_loaded) return &api;
  void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char* reason = ::dlerror();
    why = reason ? reason : path;
    return nullptr;
  }
  if (!fill(library, why)) {
    ::dlclose(library);
    return nullptr;
  }
  is_loaded = true;
  return &api;
}

const DuckDb* DuckDb::loaded() { return is_loaded ? &api : nullptr; }

}  // namespace zh::store
