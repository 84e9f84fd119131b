#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/real_world.h"

namespace zh::cli {
namespace {

namespace fs = std::filesystem;

class OpenFile final : public InputFile {
 public:
  OpenFile(int file, std::uint64_t size) : file_(file), size_(size) {}
  ~OpenFile() override { ::close(file_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  std::int64_t read_at(char* into, std::size_t bytes, std::uint64_t offset) const override {
    std::size_t done = 0;
    while (done < bytes) {
      const ssize_t n = ::pread(file_, into + done, bytes - done, static_cast<off_t>(offset + done));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return -1;
      if (n == 0) break;
      done += static_cast<std::size_t>(n);
    }
    return static_cast<std::int64_t>(done);
  }
  std::uint64_t size() const override { return size_; }

 private:
  int file_;
  std::uint64_t size_;
};

std::int64_t nanoseconds(const timespec& time) { return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec; }

bool copy_bytes(int from, int to) {
  while (true) {
    const ssize_t n = ::copy_file_range(from, nullptr, to, nullptr, 64u << 20, 0);
    if (n == 0) return true;
    if (n < 0 && errno == EINTR) continue;
    if (n > 0) continue;
    if (errno != EXDEV && errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return false;
    break;  // between file systems that cannot do it among themselves
  }
  std::string buffer(1u << 20, '\0');
  while (true) {
    const ssize_t n = ::read(from, buffer.data(), buffer.size());
    if (n == 0) return true;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    for (ssize_t done = 0; done < n;) {
      const ssize_t written = ::write(to, buffer.data() + done, static_cast<std::size_t>(n - done));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      done += written;
    }
  }
}

}  // namespace

std::unique_ptr<InputFile> RealWorld::open(const std::string& path, std::string* why) const {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info {};
  if (file < 0 || fstat(file, &info) != 0 || S_ISDIR(info.st_mode)) {
    if (why) *why = std::strerror(file >= 0 && S_ISDIR(info.st_mode) ? EISDIR : errno);
    if (file >= 0) ::close(file);
    return nullptr;
  }
  ::posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
  return std::make_unique<OpenFile>(file, static_cast<std::uint64_t>(info.st_size));
}

std::optional<FileStamp> RealWorld::stamp(const std::string& path) const {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return FileStamp{static_cast<std::uint64_t>(info.st_size), nanoseconds(info.st_mtim)};
}

bool RealWorld::copy(const std::string& from, const std::string& to, std::string* why) {
  std::error_code error;
  fs::create_directories(fs::path(to).parent_path(), error);
  const std::string beside = to + ".part" + std::to_string(::getpid());
  const int source = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
  const int target = source < 0 ? -1 : ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  bool done = target >= 0 && copy_bytes(source, target) && ::fsync(target) == 0;
  if (!done && why) *why = std::strerror(errno);
  if (source >= 0) ::close(source);
  if (target >= 0) done = ::close(target) == 0 && done;
  if (done && ::rename(beside.c_str(), to.c_str()) != 0) {
    if (why) *why = std::strerror(errno);
    done = false;
  }
  if (!done && target >= 0) ::unlink(beside.c_str());
  return done;
}

void RealWorld::remove(const std::string& path) { ::unlink(path.c_str()); }

std::string RealWorld::engine_path(const std::string& path) const {
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  return path;
}

std::optional<std::string> RealWorld::secret(SecretIn in, const std::string& name) const {
  if (in == SecretIn::file) return read(name);
  const char* value = std::getenv(name.c_str());
  return value ? std::optional<std::string>(value) : std::nullopt;
}

std::string RealWorld::engine_library() const {
  std::error_code error;
  return (fs::read_symlink("/proc/self/exe", error).parent_path() / "libduckdb.so").string();
}

bool RealWorld::stopped() const { return interrupted(); }

}  // namespace zh::cli
