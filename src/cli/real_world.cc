#include "cli/real_world.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/diagnostic.h"

namespace zh::cli {
namespace {

namespace fs = std::filesystem;

volatile std::sig_atomic_t interrupt_flag = 0;
/// Files half written, children running, temporary folders: while there are some, whoever made them undoes them.
std::atomic<int> to_undo{0};
static_assert(std::atomic<int>::is_always_lock_free);
struct Undone {
  Undone() { ++to_undo; }
  ~Undone() { --to_undo; }
  Undone(const Undone&) = delete;
  Undone& operator=(const Undone&) = delete;
};
void on_interrupt(int) {
  interrupt_flag = 1;
  if (to_undo == 0) ::_exit(130);
}

/// What the system says of errno; the common ones are in the Chinese catalogue.
std::string reason(int error) {
  [[maybe_unused]] constexpr const char* marked[] = {
      ZH_N("No such file or directory"), ZH_N("Is a directory"),
      ZH_N("Permission denied"),         ZH_N("No space left on device"),
      ZH_N("Read-only file system"),     ZH_N("Not a directory"),
      ZH_N("File name too long"),        ZH_N("Input/output error"),
      ZH_N("Disk quota exceeded"),       ZH_N("Too many levels of symbolic links"),
      ZH_N("Interrupted system call"),   ZH_N("Text file busy"),
      ZH_N("Device or resource busy")};
  return std::strerror(error);
}

/// `shown`: how the file is called in messages, which know nothing of temporary names.
bool write_file(const std::string& path, const std::string& shown, const std::string& bytes, std::string* why) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) {
    *why = shown + ": " + reason(errno);
    return false;
  }
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = ::write(file, bytes.data() + done, bytes.size() - done);
    if (n < 0) {
      if (errno == EINTR) continue;
      *why = shown + ": " + reason(errno);
      ::close(file);
      return false;
    }
    done += static_cast<std::size_t>(n);
  }
  if (::close(file) != 0) {
    *why = shown + ": " + reason(errno);
    return false;
  }
  return true;
}

/// Written beside its place and renamed.
class RealOutput final : public OutputFile {
 public:
  explicit RealOutput(std::string path) : path_(std::move(path)), beside_(path_ + ".part" + std::to_string(::getpid())) {
    file_ = std::fopen(beside_.c_str(), "wb");
  }
  RealOutput(const RealOutput&) = delete;
  RealOutput& operator=(const RealOutput&) = delete;
  ~RealOutput() override {
    if (!file_) return;
    std::fclose(file_);
    ::unlink(beside_.c_str());
  }
  bool opened() const { return file_ != nullptr; }
  bool write(std::string_view bytes, std::string* why) override {
    const bool good = std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size();
    if (!good && why) *why = reason(errno);
    return good;
  }
  bool commit(std::string* why) override {
    bool good = std::fflush(file_) == 0 && ::fsync(::fileno(file_)) == 0;
    good = std::fclose(file_) == 0 && good;
    file_ = nullptr;
    good = good && ::rename(beside_.c_str(), path_.c_str()) == 0;
    if (!good && why) *why = reason(errno);
    if (!good) ::unlink(beside_.c_str());
    return good;
  }

 private:
  Undone undone_;  // an interrupt waits until what was written so far is taken away
  std::string path_, beside_;
  std::FILE* file_ = nullptr;
};

}  // namespace

std::unique_ptr<OutputFile> RealWorld::create(const std::string& path, std::string* why) {
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  auto file = std::make_unique<RealOutput>(path);
  if (file->opened()) return file;
  if (why) *why = reason(errno);
  return nullptr;
}

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

bool interrupted() { return interrupt_flag != 0; }

RealWorld::~RealWorld() {
  std::error_code ignored;
  for (const std::string& folder : temporary_folders_) {
    fs::remove_all(folder, ignored);
    --to_undo;
  }
}

std::optional<std::string> RealWorld::read(const std::string& path, std::string* why) const {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info {};
  if (file < 0 || fstat(file, &info) != 0 || S_ISDIR(info.st_mode)) {
    if (why) *why = file >= 0 && S_ISDIR(info.st_mode) ? reason(EISDIR) : reason(errno);
    if (file >= 0) ::close(file);
    return std::nullopt;
  }
  std::string bytes;
  bytes.resize(static_cast<std::size_t>(std::max<off_t>(info.st_size, 0)));
  std::size_t done = 0;
  while (true) {
    if (done == bytes.size()) bytes.resize(bytes.size() + (done == 0 ? 65536 : 4096));
    const ssize_t n = ::read(file, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      if (why) *why = reason(errno);
      ::close(file);
      return std::nullopt;
    }
    if (n == 0) break;
    done += static_cast<std::size_t>(n);
  }
  ::close(file);
  bytes.resize(done);
  return bytes;
}

std::vector<std::string> RealWorld::list(const std::string& folder) const {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    std::error_code ignored;
    if (name[0] == '.' || name.rfind("~$", 0) == 0 || !it->is_regular_file(ignored)) continue;
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool RealWorld::is_folder(const std::string& path) const {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

bool RealWorld::write_all(const std::vector<std::pair<std::string, std::string>>& files, std::string* why) {
  const Undone undone;
  std::vector<std::string> beside;
  std::string problem;
  const auto undo = [&] {
    for (const std::string& path : beside) ::unlink(path.c_str());
    if (why) *why = problem;
    return false;
  };
  const std::string suffix = ".part" + std::to_string(::getpid());
  for (const auto& [path, bytes] : files) {
    if (interrupted()) {
      problem = reason(EINTR);
      return undo();
    }
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error);
    beside.push_back(path + suffix);
    if (!write_file(beside.back(), path, bytes, &problem)) return undo();
  }
  // A folder in the place of an output is found before the first rename, so that the renames cannot fail half-way for it.
  for (const auto& [path, bytes] : files) {
    if (is_folder(path)) {
      problem = path + ": " + reason(EISDIR);
      return undo();
    }
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (::rename(beside[i].c_str(), files[i].first.c_str()) != 0) {
      problem = files[i].first + ": " + reason(errno);
      return undo();
    }
  }
  return true;
}

std::string RealWorld::find_program(const std::string& name) const {
  const char* path = ::getenv("PATH");
  std::string folders = path && *path ? path : "/usr/local/bin:/usr/bin:/bin";
  std::size_t start = 0;
  while (start <= folders.size()) {
    const std::size_t colon = std::min(folders.find(':', start), folders.size());
    const std::string candidate = join_path(folders.substr(start, colon - start), name);
    if (::access(candidate.c_str(), X_OK) == 0 && !is_folder(candidate)) return candidate;
    start = colon + 1;
  }
  return {};
}

ProcessResult RealWorld::run(const std::vector<std::string>& command, const std::map<std::string, std::string>& extra,
                             int seconds) {
  const Undone undone;
  ProcessResult result;
  std::vector<std::string> variables;
  for (char** v = environ; *v; ++v) {
    const std::string variable = *v;
    if (extra.count(variable.substr(0, variable.find('='))) == 0) variables.push_back(variable);
  }
  for (const auto& [name, value] : extra) variables.push_back(name + "=" + value);
  std::vector<char*> argv, envp;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  for (std::string& variable : variables) envp.push_back(variable.data());
  argv.push_back(nullptr);
  envp.push_back(nullptr);

  int pipe_ends[2];
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0) return result;
  const pid_t child = ::fork();
  if (child == 0) {
    ::setpgid(0, 0);  // so that a kill reaches what it starts
    const int null = ::open("/dev/null", O_RDONLY);
    ::dup2(null, 0);
    ::dup2(pipe_ends[1], 1);
    ::dup2(pipe_ends[1], 2);
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  ::close(pipe_ends[1]);
  if (child < 0) {
    ::close(pipe_ends[0]);
    return result;
  }
  result.started = true;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  char buffer[4096];
  bool open = true;
  int status = 0;
  while (true) {
    pollfd wait{pipe_ends[0], POLLIN, 0};
    if (open && ::poll(&wait, 1, 20) > 0) {
      const ssize_t n = ::read(pipe_ends[0], buffer, sizeof buffer);
      if (n > 0 && result.output.size() < (16u << 20)) result.output.append(buffer, static_cast<std::size_t>(n));
      if (n <= 0) open = false;
    } else if (!open) {
      ::usleep(2000);
    }
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) break;
    if (interrupted() || std::chrono::steady_clock::now() > deadline) {
      ::kill(-child, SIGKILL);
      ::waitpid(child, &status, 0);
      result.timed_out = true;
      break;
    }
  }
  // What the child wrote before it ended; its own children may keep the pipe open, so never wait for more.
  ::fcntl(pipe_ends[0], F_SETFL, O_NONBLOCK);
  for (ssize_t n; open && (n = ::read(pipe_ends[0], buffer, sizeof buffer)) > 0;)
    result.output.append(buffer, static_cast<std::size_t>(n));
  ::close(pipe_ends[0]);
  if (!result.timed_out) result.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

std::string RealWorld::make_temporary_folder() {
  std::error_code error;
  std::string pattern = (fs::temp_directory_path(error) / "zhiheng-XXXXXX").string();
  if (error || !::mkdtemp(pattern.data())) return {};
  const std::lock_guard<std::mutex> lock(mutex_);
  temporary_folders_.push_back(pattern);
  ++to_undo;
  return pattern;
}

}  // namespace zh::cli
