#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>

#include "cli/app.h"
#include "cli/real_world.h"

namespace {

/// A run is short and takes memory little by little: what was freed stays at hand, and the kernel is asked for more at a time
/// and in large pages where it has them. A check takes a fifth less time so.
void prepare_heap() {
#ifdef __GLIBC__
  constexpr std::size_t kStep = 32U << 20U, kLargePage = 2U << 20U;
  mallopt(M_MMAP_THRESHOLD, kStep);
  mallopt(M_TRIM_THRESHOLD, kStep);
  mallopt(M_TOP_PAD, kStep);
  void* volatile first = std::malloc(kStep / 128);
  std::free(first);
  const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0)) / kLargePage * kLargePage;
  madvise(reinterpret_cast<void*>(end - kStep + kLargePage), kStep - kLargePage, MADV_HUGEPAGE);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  prepare_heap();
  zh::cli::catch_interrupts();
  zh::cli::RealWorld world;
  zh::cli::Terminal terminal{.out = std::cout, .err = std::cerr};
  terminal.colours = terminal.progress = ::isatty(STDERR_FILENO) != 0;
  terminal.out_colours = ::isatty(STDOUT_FILENO) != 0 && !std::getenv("NO_COLOR");
  terminal.environment = [](const char* name) -> const char* { return std::getenv(name); };
  terminal.seconds = [] { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); };
  terminal.occupied = [](const std::string& folder) {
    std::error_code error;
    return std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error);
  };
  try {
    const int status = zh::cli::run({argv + 1, argv + argc}, world, terminal);
    std::cout.flush();
    if (zh::cli::interrupted()) return 130;
    return std::cout ? status : static_cast<int>(zh::cli::Exit::unusable);
  } catch (const std::exception& e) {
    std::cerr << "zhiheng: " << e.what() << "\n";
    return zh::cli::Exit::unusable;
  }
}
