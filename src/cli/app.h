#pragma once
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "base/world.h"
#include "cli/messages.h"

/// The program. It alone prints, translates and sets the exit status.
namespace zh::cli {

/// "zhiheng 0.1.0"
std::string program_name();
std::string program_version();  ///< "0.1.0"

/// Where a command speaks, and how.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool colours = false;      ///< err is a terminal
  bool out_colours = false;  ///< out is one too
  bool progress = false;     ///< err is a terminal and nobody asked for quiet
  bool quiet = false;
  std::function<const char*(const char*)> environment = [](const char*) -> const char* { return nullptr; };
  std::function<double()> seconds = [] { return 0.0; };  ///< a steady clock, for the summary's times only
  /// Whether anything at all lies in a folder, also what World::list leaves out (folders, hidden files).
  std::function<bool(const std::string&)> occupied = [](const std::string&) { return false; };
};

/// Exit statuses: 0 done; 1 the input has faults; 2 the call or the machine does.
enum Exit { ok = 0, faults = 1, unusable = 2 };

/// Runs `zhiheng ARGUMENTS…` and returns the exit status.
int run(const std::vector<std::string>& arguments, World& world, Terminal& terminal);

struct BuildArguments {
  std::string project;
  std::optional<std::string> only;  ///< as written after --only
  std::string edition;              ///< as written after --edition
  bool draft = false;
  int threads = 0;
};
struct IngestArguments {
  std::string project;
  std::vector<std::string> files;
  std::string kind, memory;
  int threads = 0;
};
int ingest_command(const IngestArguments& arguments, World& world, Terminal& terminal, const Translate& translate);
struct SimulateArguments {
  std::string project, out;
  std::vector<std::string> kinds;
  std::int64_t scale = 1;
  std::uint64_t seed = 1;
  int threads = 0;
};
int simulate_command(const SimulateArguments& arguments, World& world, Terminal& terminal, const Translate& translate);
struct CheckArguments {
  std::vector<std::string> files;
  std::string format = "text", output, accepted, accept, because, against, edition;
  bool coverage = false;
};
/// zhiheng compare PROJECT FILE
struct CompareArguments {
  std::string project, file, format = "text";
  std::string record;           ///< numbers of differences or ids of facts, with commas; "all"
  std::string because, by, on;  ///< reason, who and when, as the project's overrides keep them
};
int compare_command(const CompareArguments& arguments, World& world, Terminal& terminal, const Translate& translate);
/// zhiheng trace PROJECT
int trace_command(const std::string& project, const std::string& format, bool all, World& world, Terminal& terminal,
                  const Translate& translate);
struct InitArguments {
  std::string folder, template_name = "quality-annual", region, short_name, issuer, title, from;
  int year = 0, years = 3;
};
int init_command(const InitArguments& arguments, World& world, Terminal& terminal, const Translate& translate);
int returns_command(const std::string& project, bool page, World& world, Terminal& terminal, const Translate& translate);
struct ImpactArguments {
  std::string project, returns, format = "text";
  std::vector<std::string> sets;
};
int impact_command(const ImpactArguments& arguments, World& world, Terminal& terminal, const Translate& translate);
int seal_command(const std::string& project, World& world, Terminal& terminal, const Translate& translate);
int verify_command(const std::string& project, World& world, Terminal& terminal, const Translate& translate);
int check_command(const CheckArguments& arguments, World& world, Terminal& terminal, Language language,
                  const Translate& translate);
int rules_command(const std::string& code, bool page, Terminal& terminal, Language language, const Translate& translate);
int build_command(const BuildArguments& arguments, World& world, Terminal& terminal, const Translate& translate);
int explain_command(const std::string& project, const std::string& what, int records, World& world, Terminal& terminal,
                    const Translate& translate);
int catalog_command(const std::string& word, bool page, Terminal& terminal, const Translate& translate);
int functions_command(const std::string& word, Terminal& terminal, const Translate& translate);

/// Prints all diagnostics to `terminal.err`, errors in red on a terminal. The exit status they call for.
int show(const Diagnostics& diagnostics, Terminal& terminal, const Translate& translate);
/// Tells how far a file is on one line of the terminal, ten times a second; empty where nobody watches. Both are referred to.
std::function<void(const std::string& file, std::int64_t done, std::int64_t all)> progress_line(Terminal& terminal,
                                                                                                const Translate& translate);
void clear_progress(Terminal& terminal);

}  // namespace zh::cli
