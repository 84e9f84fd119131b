#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zh::formats {

struct ZipLimits {
  std::size_t max_entries = 20000;
  std::size_t max_entry_bytes = 200u << 20;
  std::size_t max_total_bytes = 500u << 20;
  double max_ratio = 200;  ///< uncompressed / compressed, for entries above 1 MB
};

/// Reads a zip archive in memory, entry by entry.
class ZipReader {
 public:
  /// nullopt and `why` (English, for a diagnostic's argument) when it is no readable archive or breaks a limit.
  static std::optional<ZipReader> open(std::string_view bytes, std::string* why, const ZipLimits& limits = {});
  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;
  ~ZipReader();
  std::vector<std::string> names() const;
  bool contains(const std::string& name) const;
  std::optional<std::string> read(const std::string& name, std::string* why = nullptr) const;

 private:
  struct Impl;
  explicit ZipReader(Impl* impl);
  Impl* impl_;
};

/// Collects entries and writes them in the order given, with a constant time stamp: same entries, same bytes.
class ZipWriter {
 public:
  void add(std::string name, std::string bytes, bool store_only = false) {
    entries_.push_back({std::move(name), std::move(bytes), store_only});
  }
  std::string finish() const;

 private:
  struct Entry {
    std::string name, bytes;
    bool store_only;
  };
  std::vector<Entry> entries_;
};

}  // namespace zh::formats
