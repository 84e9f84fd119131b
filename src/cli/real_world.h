#pragma once
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/world.h"

namespace zh::cli {

/// The machine itself. After Ctrl-C or SIGTERM nothing more is written and a running child is killed with its children.
class RealWorld final : public World {
 public:
  RealWorld() = default;
  RealWorld(const RealWorld&) = delete;
  RealWorld& operator=(const RealWorld&) = delete;
  ~RealWorld() override;  ///< removes the temporary folders it gave
  std::optional<std::string> read(const std::string& path, std::string* why = nullptr) const override;
  std::vector<std::string> list(const std::string& folder) const override;
  bool is_folder(const std::string& path) const override;
  bool write_all(const std::vector<std::pair<std::string, std::string>>& files, std::string* why) override;
  std::string find_program(const std::string& name) const override;
  ProcessResult run(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment,
                    int seconds) override;
  std::string make_temporary_folder() override;
  std::unique_ptr<InputFile> open(const std::string& path, std::string* why = nullptr) const override;
  std::optional<FileStamp> stamp(const std::string& path) const override;
  std::unique_ptr<OutputFile> create(const std::string& path, std::string* why) override;
  bool copy(const std::string& from, const std::string& to, std::string* why) override;
  void remove(const std::string& path) override;
  std::string engine_path(const std::string& path) const override;
  std::string engine_library() const override;
  std::optional<std::string> secret(SecretIn in, const std::string& name) const override;
  bool stopped() const override;

 private:
  std::mutex mutex_;  ///< documents are read by several threads
  std::vector<std::string> temporary_folders_;
};

/// From now on SIGINT and SIGTERM only set a flag.
void catch_interrupts();
bool interrupted();

}  // namespace zh::cli
