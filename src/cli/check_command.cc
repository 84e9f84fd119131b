#include <algorithm>
#include <atomic>
#include <map>
#include <ostream>
#include <sstream>
#include <thread>

#include "check/check.h"
#include "cli/app.h"
#include "project/against.h"
#include "readback/codes.h"
#include "readback/read.h"
#include "tell/accepted.h"
#include "tell/tell.h"

namespace zh::cli {
namespace {

/// What becomes of one file: read, checked and told by one thread.
struct Job {
  std::string path;
  std::string bytes;
  std::optional<readback::Reading> reading;
  check::Result result;
  std::optional<tell::Document> document;
  std::string told;
  Diagnostics faults;
};

std::string name_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string without_extension(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string::npos || dot == 0 || path.find('/', dot) != std::string::npos ? path : path.substr(0, dot);
}

std::string accepted_path(const CheckArguments& arguments, const std::string& path) {
  return arguments.accepted.empty() ? path + ".accepted.toml" : arguments.accepted;
}

/// Forms that are files of their own, one a document.
bool is_page(const std::string& format) { return format == "html" || format == "docx" || format == "xlsx"; }

void read(Job& job, World& world) {
  std::string why;
  if (world.is_folder(job.path)) {
    job.faults.add(readback::kUnreadable, {}, {{"file", job.path}, {"why", ZH_N("Is a directory")}});
    return;
  }
  std::optional<std::string> bytes = world.read(job.path, &why);
  if (!bytes) {
    job.faults.add(readback::kUnreadable, {}, {{"file", job.path}, {"why", why}});
    return;
  }
  job.bytes = std::move(*bytes);
  job.reading = readback::read_document(job.path, job.bytes, world, job.faults);
}

/// Reads and checks a file; its findings have their fingerprints.
std::optional<project::Against> examine(Job& job, const project::Model* against, World& world) {
  read(job, world);
  std::optional<project::Against> compared;
  if (!job.reading) return compared;
  job.result = check::check(*job.reading);
  if (against) compared = project::check_against(*job.reading, *against, job.result);
  tell::set_fingerprints(*job.reading, job.result);
  return compared;
}

void run(Job& job, const CheckArguments& arguments, const project::Model* against, World& world, const Terminal& terminal,
         Language language, const Translate& tr) {
  const std::optional<project::Against> compared = examine(job, against, world);
  if (!job.reading) return;
  tell::Accepted accepted;
  const std::string side = accepted_path(arguments, job.path);
  if (const auto text = world.read(side)) accepted = tell::read_accepted(side, *text, job.faults);
  Diagnostics lapsed;
  job.document.emplace(tell::Document{*job.reading, job.result, tell::match_accepted(job.result, accepted, side, lapsed)});
  if (arguments.accepted.empty())
    job.faults.append(std::move(lapsed));  // a file given for several reports has entries of the others
  std::ostringstream out;
  const bool to_terminal = arguments.output.empty();
  if (arguments.format == "text")
    tell::write_text(*job.document, {to_terminal && terminal.out_colours, arguments.coverage}, tr, out);
  else if (arguments.format == "json")
    tell::write_json(*job.document, out);
  else if (arguments.format == "html")
    out << tell::write_html(*job.document, tr, language == Language::chinese);
  else if (arguments.format == "docx")
    out << tell::write_docx(*job.document, job.bytes, tr, job.faults).value_or("");
  else if (arguments.format == "xlsx")
    out << tell::write_xlsx(*job.document, job.bytes, tr, job.faults).value_or("");
  if (compared && arguments.format == "text")
    out << say(tr,
               ZH_N("Beside the project: {0} numbers compared, {1} differ; {2} numbers are not in its report, {3} of its are "
                    "not here."),
               std::to_string(compared->compared), std::to_string(compared->differing), std::to_string(compared->unknown),
               std::to_string(compared->missing))
        << "\n";
  job.told = std::move(out).str();
}

/// All jobs, as many at a time as there are processors.
void run_all(std::vector<Job>& jobs, const std::function<void(Job&)>& work) {
  std::atomic<std::size_t> next{0};
  const auto loop = [&] {
    for (std::size_t i; (i = next++) < jobs.size();) work(jobs[i]);
  };
  const std::size_t count = std::min<std::size_t>(jobs.size(), std::max(1U, std::thread::hardware_concurrency()));
  std::vector<std::thread> threads;
  for (std::size_t t = 1; t < count; ++t) threads.emplace_back(loop);
  loop();
  for (std::thread& thread : threads) thread.join();
}

int accept(const CheckArguments& arguments, Job& job, World& world, Terminal& terminal, const Translate& tr) {
  examine(job, nullptr, world);
  if (!job.reading) {
    show(job.faults, terminal, tr);
    return Exit::unusable;
  }
  const int found = tell::find_by_fingerprint(job.result, arguments.accept, job.path, job.faults);
  if (found < 0) {
    show(job.faults, terminal, tr);
    return Exit::unusable;
  }
  const check::Finding& finding = job.result.findings[static_cast<std::size_t>(found)];
  const std::string side = accepted_path(arguments, job.path);
  const std::string before = world.read(side).value_or("");
  std::string why;
  const tell::Accepted known = tell::read_accepted(side, before, job.faults);
  if (job.faults.has_errors()) {
    show(job.faults, terminal, tr);
    return Exit::unusable;
  }
  if (known.count(finding.fingerprint) == 0 &&
      !world.write_all({{side, tell::add_accepted(before, finding, arguments.because)}}, &why)) {
    terminal.err << say(tr, ZH_N("nothing was written: {0}"), why) << "\n";
    return Exit::unusable;
  }
  if (!terminal.quiet) terminal.out << say(tr, ZH_N("accepted in {0}: {1}"), side, finding.message) << "\n";
  return Exit::ok;
}

/// Where the page of each document goes. Empty and a message when two would go to one place, or one onto a report itself.
std::vector<std::string> page_paths(const CheckArguments& arguments, const std::vector<Job>& jobs, const World& world,
                                    Terminal& terminal, const Translate& tr) {
  const bool folder =
      !arguments.output.empty() && (arguments.output.back() == '/' || world.is_folder(arguments.output) || jobs.size() > 1);
  std::vector<std::string> paths;
  for (const Job& job : jobs) {
    if (!arguments.output.empty() && !folder) {
      paths.push_back(arguments.output);
      continue;
    }
    const std::string stem = without_extension(folder ? name_of(job.path) : job.path);
    paths.push_back(join_path(folder ? arguments.output : "", stem + ".checked." + arguments.format));
  }
  std::vector<std::string> sorted = paths;
  for (const Job& job : jobs) sorted.push_back(job.path);
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice == sorted.end()) return paths;
  terminal.err << say(tr, ZH_N("{0} would be written over: give another place with -o"), *twice) << "\n";
  return {};
}

}  // namespace

int check_command(const CheckArguments& arguments, World& world, Terminal& terminal, Language language, const Translate& tr) {
  std::vector<Job> jobs(arguments.files.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].path = arguments.files[i];
  if (!arguments.accept.empty() || !arguments.because.empty()) {
    if (jobs.size() == 1 && !arguments.accept.empty() && !arguments.because.empty())
      return accept(arguments, jobs[0], world, terminal, tr);
    terminal.err << tr(ZH_N("--accept needs --because and a single FILE")) << "\n";
    return Exit::unusable;
  }
  std::vector<std::string> pages;
  if (is_page(arguments.format)) {
    pages = page_paths(arguments, jobs, world, terminal, tr);
    if (pages.empty()) return Exit::unusable;
  }
  std::unique_ptr<project::Model> against;
  if (!arguments.against.empty()) {
    Diagnostics faults;
    against = project::open(arguments.against, world, program_name(), faults, {}, project::parse_edition(arguments.edition));
    if (!against || faults.has_errors()) {
      show(faults, terminal, tr);
      return Exit::unusable;
    }
  }
  run_all(jobs, [&](Job& job) { run(job, arguments, against.get(), world, terminal, language, tr); });

  std::vector<std::pair<std::string, std::string>> files;
  std::string together;
  std::vector<const tell::Document*> documents;
  bool contradictions = false, first = true;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    Job& job = jobs[i];
    if (!job.document) continue;
    documents.push_back(&*job.document);
    contradictions = contradictions || job.document->contradicts();
    if (is_page(arguments.format)) {
      if (!job.told.empty()) files.emplace_back(pages[i], std::move(job.told));
      continue;
    }
    if (!first && arguments.format == "text") together += "\n";
    first = false;
    if (together.empty())
      together = std::move(job.told);
    else
      together += job.told;
  }
  if (arguments.format == "sarif")
    together = tell::write_sarif(documents, program_version(), tr, language == Language::chinese);
  if (!is_page(arguments.format)) {
    if (arguments.output.empty())
      terminal.out << together;
    else
      files.emplace_back(arguments.output, std::move(together));
  }
  Diagnostics faults;
  for (Job& job : jobs) faults.append(std::move(job.faults));
  show(faults, terminal, tr);
  std::string why;
  if (!files.empty() && !world.write_all(files, &why)) {
    terminal.err << say(tr, ZH_N("nothing was written: {0}"), why) << "\n";
    return Exit::unusable;
  }
  if (!terminal.quiet)
    for (const auto& [path, bytes] : files) terminal.err << say(tr, ZH_N("written: {0}"), path) << "\n";
  if (faults.has_errors()) return Exit::unusable;
  return contradictions ? Exit::faults : Exit::ok;
}

}  // namespace zh::cli
