#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <ostream>

#include "base/text.h"
#include "cli/app.h"
#include "project/simulate.h"

namespace zh::cli {
namespace {

namespace fs = std::filesystem;

/// Written beside its place and renamed.
class RealGrowingFile final : public project::GrowingFile {
 public:
  explicit RealGrowingFile(std::string path) : path_(std::move(path)), beside_(path_ + ".part" + std::to_string(::getpid())) {
    std::error_code error;
    fs::create_directories(fs::path(path_).parent_path(), error);
    file_ = std::fopen(beside_.c_str(), "wb");
  }
  RealGrowingFile(const RealGrowingFile&) = delete;
  RealGrowingFile& operator=(const RealGrowingFile&) = delete;
  ~RealGrowingFile() override {
    if (!file_) return;
    std::fclose(file_);
    ::unlink(beside_.c_str());
  }
  bool opened() const { return file_ != nullptr; }
  bool write(std::string_view bytes) override { return std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size(); }
  bool commit(std::string* why) override {
    bool good = std::fflush(file_) == 0 && ::fsync(::fileno(file_)) == 0;
    good = std::fclose(file_) == 0 && good && ::rename(beside_.c_str(), path_.c_str()) == 0;
    file_ = nullptr;
    if (!good && why) *why = std::strerror(errno);
    if (!good) ::unlink(beside_.c_str());
    return good;
  }

 private:
  std::string path_, beside_;
  std::FILE* file_ = nullptr;
};

}  // namespace

int simulate_command(const SimulateArguments& arguments, World& world, Terminal& terminal, const Translate& tr) {
  if (arguments.scale > 1 && arguments.out.empty()) {
    terminal.err << say(tr, ZH_N("wrong call: {0}"), tr(ZH_N("--scale needs --out: the project's figures hold for once only")))
                 << "\n";
    return Exit::unusable;
  }
  project::SimulateOptions options;
  options.kinds = arguments.kinds;
  options.scale = arguments.scale;
  options.seed = arguments.seed;
  options.out = arguments.out;
  options.threads = arguments.threads;
  options.create = [](const std::string& path, std::string* why) -> std::unique_ptr<project::GrowingFile> {
    auto file = std::make_unique<RealGrowingFile>(path);
    if (file->opened()) return file;
    if (why) *why = std::strerror(errno);
    return nullptr;
  };
  const double start = terminal.seconds();
  double shown = start;
  if (terminal.progress)
    options.progress = [&](const std::string& file, std::int64_t done, std::int64_t all) {
      const double now = terminal.seconds();
      if (now - shown < 0.1) return;
      shown = now;
      terminal.err << "\r\x1b[K" << file << "  " << done * 100 / all << "%" << std::flush;
    };
  Diagnostics faults;
  const auto files = project::simulate_records(arguments.project, options, world, faults);
  if (terminal.progress) terminal.err << "\r\x1b[K" << std::flush;
  const int status = show(faults, terminal, tr);
  if (!files) return status == Exit::ok ? Exit::faults : status;
  if (terminal.quiet) return status;
  std::int64_t rows = 0;
  for (const project::SimulatedFile& file : *files) {
    terminal.out << say(tr, ZH_N("simulated {0}  {1} records of {2}"), file.path, file.rows, file.kind) << "\n";
    rows += file.rows;
  }
  terminal.out << say(tr, ZH_N("done     {0} files · {1} records · {2:.2f} s; next: zhiheng ingest {3}"), files->size(), rows,
                      terminal.seconds() - start, arguments.project)
               << "\n";
  return status;
}

}  // namespace zh::cli
