#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "cli/app.h"
#include "cli/heap.h"
#include "cli/real_world.h"

int main(int argc, char** argv) {
  zh::cli::prepare_heap(argc > 1 && std::string_view(argv[1]) == "check");
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
