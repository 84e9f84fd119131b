#include "cli/app.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "project/codes.h"

namespace zh::cli {
namespace {

/// Words of the command-line library's own help.
void translate_help(CLI::App& app, const Translate& translate) {
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->label("Usage", translate(ZH_N("Usage")));
  formatter->label("OPTIONS", translate(ZH_N("OPTIONS")));
  formatter->label("SUBCOMMAND", translate(ZH_N("VERB")));
  formatter->label("SUBCOMMANDS", translate(ZH_N("VERBS")));
  formatter->label("TEXT", translate(ZH_N("TEXT")));
  formatter->label("INT", translate(ZH_N("NUMBER")));
  formatter->label("Positionals", translate(ZH_N("Arguments")));
  formatter->label("REQUIRED", translate(ZH_N("required")));
  formatter->column_width(34);
  app.formatter(formatter);
  app.set_help_flag("-h,--help", translate(ZH_N("show this help")));
  for (CLI::Option* option : app.get_options())
    if (option->get_group() == "Options") option->group(translate(ZH_N("Options")));
  for (CLI::App* verb : app.get_subcommands({})) {
    verb->group(translate(ZH_N("Verbs")));
    translate_help(*verb, translate);
  }
}

}  // namespace

std::string program_name() { return "zhiheng " ZH_VERSION; }
std::string program_version() { return ZH_VERSION; }

std::function<void(const std::string&, std::int64_t, std::int64_t)> progress_line(Terminal& terminal,
                                                                                  const Translate& translate) {
  if (!terminal.progress) return {};
  return [&terminal, &translate, shown = terminal.seconds()](const std::string& file, std::int64_t done,
                                                             std::int64_t all) mutable {
    const double now = terminal.seconds();
    if (now - shown < 0.1) return;
    shown = now;
    terminal.err << "\r\x1b[K" << file << "  "
                 << (all > 0 ? fmt::format("{}%", done * 100 / all) : say(translate, ZH_N("{0} rows"), done)) << std::flush;
  };
}

void clear_progress(Terminal& terminal) {
  if (terminal.progress) terminal.err << "\r\x1b[K" << std::flush;
}

int show(const Diagnostics& diagnostics, Terminal& terminal, const Translate& translate) {
  for (const Diagnostic& diagnostic : diagnostics.list()) {
    std::string text = describe(diagnostic, translate);
    if (terminal.colours) {
      const std::size_t end = std::min(text.find("  "), text.find('\n'));
      const char* colour = diagnostic.kind->severity == Severity::error     ? "\x1b[1;31m"
                           : diagnostic.kind->severity == Severity::warning ? "\x1b[1;33m"
                                                                            : "\x1b[1;36m";
      if (end != std::string::npos) text = colour + text.substr(0, end) + "\x1b[0m" + text.substr(end);
    }
    terminal.err << text;
  }
  for (const Diagnostic& diagnostic : diagnostics.list())
    for (const DiagnosticKind* kind :
         {&project::kNoProject, &project::kNotWritten, &project::kNotEmpty, &project::kNoTemplate, &project::kNotLater,
          &project::kBadSet, &project::kNoReturn, &project::kNoReturnSheet, &project::kNoCell, &project::kNoReturnsFolder})
      if (diagnostic.kind == kind) return Exit::unusable;
  return diagnostics.has_errors() ? Exit::faults : Exit::ok;
}

namespace {

/// What is wrong with the arguments, in the program's words: the parser's are English only.
std::string what_is_wrong(const CLI::ParseError& error, const CLI::App& app, const std::vector<std::string>& arguments,
                          const Translate& tr) {
  const std::string text = error.what(), name = error.get_name();
  const auto before = [&](std::string_view mark) { return text.substr(0, text.find(mark)); };
  std::vector<std::string> verbs;
  for (const CLI::App* verb : app.get_subcommands({})) verbs.push_back(verb->get_name());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang") {
      ++i;  // its value is no verb
      continue;
    }
    if (arguments[i].starts_with('-')) continue;
    if (std::find(verbs.begin(), verbs.end(), arguments[i]) != verbs.end()) break;
    const std::string meant = nearest(arguments[i], verbs);
    return meant.empty() ? say(tr, ZH_N("there is no verb “{0}”"), arguments[i])
                         : say(tr, ZH_N("there is no verb “{0}”; did you mean “{1}”?"), arguments[i], meant);
  }
  if (name == "RequiredError" && text.starts_with("A subcommand")) return tr(ZH_N("a verb is missing"));
  if (name == "RequiredError") return say(tr, ZH_N("{0} is missing"), before(" is required"));
  if (name == "ExtrasError") return say(tr, ZH_N("not expected here: {0}"), text.substr(text.find(": ") + 2));
  if (name == "ArgumentMismatch") return say(tr, ZH_N("{0} needs a value"), before(":"));
  if (name == "ValidationError" || name == "ConversionError")
    return say(tr, ZH_N("the value of {0} cannot be used"), before(":"));
  return text;
}

std::string without_slash(std::string folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return folder;
}

}  // namespace

int run(const std::vector<std::string>& arguments, World& world, Terminal& terminal) {
  // The language decides the words of the help, so it is looked for before the arguments are parsed.
  std::string lang;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) lang = arguments[i + 1];
    if (arguments[i].rfind("--lang=", 0) == 0) lang = arguments[i].substr(7);
  }
  const Language language = choose_language(lang, terminal.environment);
  const Translate tr = make_translate(language);

  CLI::App app(
      tr(ZH_N("Zhiheng: from departments' returns to a quality report in which every number can be traced to its cell.")),
      "zhiheng");
  app.require_subcommand(1);
  app.set_version_flag("--version", program_name(), tr(ZH_N("show the version")));
  app.add_option("--lang", lang, tr(ZH_N("language of messages: zh or en (default: by locale)")))
      ->check(CLI::IsMember({"zh", "en"}));
  app.add_flag("-q,--quiet", terminal.quiet, tr(ZH_N("print errors and warnings only")));
  app.fallthrough();

  BuildArguments build;
  CLI::App* build_verb = app.add_subcommand("build", tr(ZH_N("read the returns and write the report into PROJECT/out")));
  build_verb->add_option("PROJECT", build.project, tr(ZH_N("folder that holds zhiheng.toml")))->required();
  build_verb->add_option("--only", build.only, tr(ZH_N("formats to write, with commas: docx,html,pdf,xlsx,json")));
  build_verb->add_option("--edition", build.edition, tr(ZH_N("internal or public (default: as zhiheng.toml says)")))
      ->check(CLI::IsMember({"internal", "public"}));
  build_verb->add_flag("--draft", build.draft, tr(ZH_N("write in spite of errors; what is wrong is marked")));
  build_verb->add_option("--threads", build.threads, tr(ZH_N("threads for the writers (0: as many as there are)")))
      ->check(CLI::Range(0, 64));

  IngestArguments ingest;
  CLI::App* ingest_verb =
      app.add_subcommand("ingest", tr(ZH_N("read the case records of PROJECT into its database; nothing is read twice")));
  ingest_verb->add_option("PROJECT", ingest.project, tr(ZH_N("folder that holds zhiheng.toml")))->required();
  ingest_verb->add_option("FILE", ingest.files, tr(ZH_N("exports to copy into records/ first: csv, xlsx, parquet")));
  ingest_verb->add_option("--kind", ingest.kind, tr(ZH_N("record kind of the FILEs, e.g. complaint")));
  ingest_verb->add_option("--memory", ingest.memory, tr(ZH_N("most memory for the engine, e.g. 2GB")));
  ingest_verb->add_option("--threads", ingest.threads, tr(ZH_N("threads (0: as many as there are)")))
      ->check(CLI::Range(0, 256));
  SimulateArguments simulate;
  CLI::App* simulate_verb = app.add_subcommand(
      "simulate", tr(ZH_N("make synthetic case records, marked as such, that count up to the figures of PROJECT")));
  simulate_verb->add_option("PROJECT", simulate.project, tr(ZH_N("folder that holds zhiheng.toml")))->required();
  simulate_verb->add_option("--kind", simulate.kinds, tr(ZH_N("only records of this kind; may be given several times")));
  simulate_verb->add_option("--scale", simulate.scale, tr(ZH_N("so many times as many records (for benchmarks)")))
      ->check(CLI::Range(1, 1000000));
  simulate_verb->add_option("--seed", simulate.seed, tr(ZH_N("another seed gives other records of the same figures")));
  simulate_verb->add_option("--out", simulate.out, tr(ZH_N("folder for the files instead of PROJECT/records")));
  simulate_verb->add_option("--threads", simulate.threads, tr(ZH_N("threads (0: as many as there are)")))
      ->check(CLI::Range(0, 256));
  InitArguments init;
  CLI::App* init_verb = app.add_subcommand("init", tr(ZH_N("start a project: chapters and blank returns that build at once")));
  init_verb->add_option("DIR", init.folder, tr(ZH_N("folder to make; must be empty or not there")))->required();
  init_verb->add_option("--template", init.template_name, tr(ZH_N("kind of report: quality-annual (the default) or blank")));
  init_verb->add_option("--region", init.region, tr(ZH_N("the region's full name")));
  init_verb->add_option("--short", init.short_name, tr(ZH_N("its short name, as the text calls it")));
  init_verb->add_option("--year", init.year, tr(ZH_N("the report's year")))->check(CLI::Range(1950, 2199));
  init_verb->add_option("--years", init.years, tr(ZH_N("years that tables and charts look back (default: 3)")))
      ->check(CLI::Range(1, 20));
  init_verb->add_option("--issuer", init.issuer, tr(ZH_N("who issues the report")));
  init_verb->add_option("--from", init.from, tr(ZH_N("last year's project, which is rolled forward instead")));
  init_verb->add_option("--title", init.title, tr(ZH_N("the report's title")));

  std::string wanted_of;
  bool wanted_page = false;
  CLI::App* returns_verb = app.add_subcommand("returns", tr(ZH_N("list what the returns leave blank, workbook by workbook")));
  returns_verb->add_option("PROJECT", wanted_of, tr(ZH_N("folder that holds zhiheng.toml")))->required();
  returns_verb->add_flag("--page", wanted_page, tr(ZH_N("as a page in Markdown, cell by cell, for the departments")));

  ImpactArguments impact;
  CLI::App* impact_verb =
      app.add_subcommand("impact", tr(ZH_N("show what in the report changes with a figure of the returns")));
  impact_verb->add_option("PROJECT", impact.project, tr(ZH_N("folder that holds zhiheng.toml")))->required();
  impact_verb->add_option("--set", impact.sets, tr(ZH_N("file!sheet!cell=value; may be given several times")))
      ->expected(1)
      ->take_all();
  impact_verb->add_option("--returns", impact.returns, tr(ZH_N("a folder of returns in place of the project's")));
  impact_verb->add_option("--format", impact.format, tr(ZH_N("text or json")))->check(CLI::IsMember({"text", "json"}));

  std::string sealed;
  CLI::App* seal_verb = app.add_subcommand("seal", tr(ZH_N("write down what the outputs in PROJECT/out were made of")));
  seal_verb->add_option("PROJECT", sealed, tr(ZH_N("folder that holds zhiheng.toml")))->required();
  CLI::App* verify_verb = app.add_subcommand("verify", tr(ZH_N("prove that a sealed project still builds the same bytes")));
  verify_verb->add_option("PROJECT", sealed, tr(ZH_N("folder that holds zhiheng.toml")))->required();

  CheckArguments check;
  CLI::App* check_verb = app.add_subcommand("check", tr(ZH_N("find the numbers of a report that contradict each other")));
  check_verb->add_option("FILE", check.files, tr(ZH_N("reports to check: docx, pdf, html, xlsx, md, txt …")))->required();
  check_verb
      ->add_option("--format", check.format,
                   tr(ZH_N("text, json, sarif, html (the report with marks), docx or xlsx (the file itself with comments)")))
      ->check(CLI::IsMember({"text", "json", "sarif", "html", "docx", "xlsx"}));
  check_verb->add_option("-o,--output", check.output, tr(ZH_N("file to write, or a folder for several")));
  check_verb->add_option("--against", check.against, tr(ZH_N("compare with what this project's returns say too")));
  check_verb->add_option("--edition", check.edition, tr(ZH_N("of the project: internal or public (default: as it says)")))
      ->check(CLI::IsMember({"internal", "public"}));
  check_verb->add_flag("--coverage", check.coverage, tr(ZH_N("list the unchecked numbers by reason too")));
  check_verb->add_option("--accepted", check.accepted, tr(ZH_N("file of accepted findings (default: FILE.accepted.toml)")));
  check_verb->add_option("--accept", check.accept, tr(ZH_N("accept the finding with this fingerprint from now on")));
  check_verb->add_option("--because", check.because, tr(ZH_N("why it is accepted")));

  CompareArguments compare;
  CLI::App* compare_verb =
      app.add_subcommand("compare", tr(ZH_N("read an edited report.docx back and list what no longer agrees with the ledger")));
  compare_verb->add_option("PROJECT", compare.project, tr(ZH_N("folder that holds zhiheng.toml")))->required();
  compare_verb->add_option("FILE", compare.file, tr(ZH_N("the edited Word file")))->required();
  compare_verb->add_option("--record", compare.record,
                           tr(ZH_N("record these changed numbers (as listed, with commas; or all) in overrides.toml")));
  compare_verb->add_option("--because", compare.because, tr(ZH_N("why they were decided so")));
  compare_verb->add_option("--by", compare.by, tr(ZH_N("who decided")));
  compare_verb->add_option("--on", compare.on, tr(ZH_N("when it was decided: 2024-05-20")));
  compare_verb->add_option("--format", compare.format, tr(ZH_N("text or json")))->check(CLI::IsMember({"text", "json"}));

  std::string traced, trace_format = "text";
  bool trace_all = false;
  CLI::App* trace_verb =
      app.add_subcommand("trace", tr(ZH_N("show how far the report rests on data, and which returned data it does not use")));
  trace_verb->add_option("PROJECT", traced, tr(ZH_N("folder that holds zhiheng.toml")))->required();
  trace_verb->add_option("--format", trace_format, tr(ZH_N("text or json")))->check(CLI::IsMember({"text", "json"}));
  trace_verb->add_flag("--all", trace_all, tr(ZH_N("list everything, indicators without data too")));

  std::string rule;
  bool rules_page = false;
  CLI::App* rules_verb = app.add_subcommand("rules", tr(ZH_N("explain what is checked, rule by rule")));
  rules_verb->add_option("CODE", rule, tr(ZH_N("a rule's code, or its beginning")));
  rules_verb->add_flag("--page", rules_page, tr(ZH_N("write the whole reference page in Markdown")));

  std::string project, what;
  CLI::App* explain_verb = app.add_subcommand("explain", tr(ZH_N("show what a printed number rests on, down to the cells")));
  explain_verb->add_option("PROJECT", project, tr(ZH_N("folder that holds zhiheng.toml")))->required();
  explain_verb->add_option("WHAT", what, tr(ZH_N("a number's id, or an expression")))->required();

  int records = 0;
  explain_verb
      ->add_option("--records", records, tr(ZH_N("list at most so many of the records that the number was counted from")))
      ->check(CLI::Range(1, 1000000));

  std::string word;
  bool page = false;
  CLI::App* catalog_verb = app.add_subcommand("catalog", tr(ZH_N("list the indicators of the standard catalogue")));
  catalog_verb->add_option("WORD", word, tr(ZH_N("only those whose code or names hold this word")));
  catalog_verb->add_flag("--page", page, tr(ZH_N("write the whole reference page in Markdown")));

  std::string function;
  CLI::App* functions_verb = app.add_subcommand("functions", tr(ZH_N("list the functions and wordings of expressions")));
  functions_verb->add_option("WORD", function, tr(ZH_N("only those whose names hold this word")));

  translate_help(app, tr);
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(reversed);
  } catch (const CLI::Success& e) {
    app.exit(e, terminal.out, terminal.err);
    return Exit::ok;
  } catch (const CLI::ParseError& e) {
    terminal.err << say(tr, ZH_N("wrong call: {0}"), what_is_wrong(e, app, arguments, tr)) << "\n"
                 << tr(ZH_N("zhiheng --help lists the verbs")) << "\n";
    return Exit::unusable;
  }
  terminal.progress = terminal.progress && !terminal.quiet;
  build.project = without_slash(build.project);
  project = without_slash(project);
  check.against = without_slash(check.against);
  compare.project = without_slash(compare.project);
  ingest.project = without_slash(ingest.project);
  simulate.project = without_slash(simulate.project);
  if (simulate_verb->parsed()) return simulate_command(simulate, world, terminal, tr);
  if (ingest_verb->parsed()) return ingest_command(ingest, world, terminal, tr);
  init.folder = without_slash(init.folder);
  init.from = without_slash(init.from);
  wanted_of = without_slash(wanted_of);
  sealed = without_slash(sealed);
  impact.project = without_slash(impact.project);
  impact.returns = without_slash(impact.returns);
  if (build_verb->parsed()) return build_command(build, world, terminal, tr);
  if (init_verb->parsed()) return init_command(init, world, terminal, tr);
  if (returns_verb->parsed()) return returns_command(wanted_of, wanted_page, world, terminal, tr);
  if (impact_verb->parsed()) return impact_command(impact, world, terminal, tr);
  if (seal_verb->parsed()) return seal_command(sealed, world, terminal, tr);
  if (verify_verb->parsed()) return verify_command(sealed, world, terminal, tr);
  if (check_verb->parsed()) return check_command(check, world, terminal, language, tr);
  if (trace_verb->parsed()) return trace_command(without_slash(traced), trace_format, trace_all, world, terminal, tr);
  if (compare_verb->parsed()) return compare_command(compare, world, terminal, tr);
  if (rules_verb->parsed()) return rules_command(rule, rules_page, terminal, language, tr);
  if (explain_verb->parsed()) return explain_command(project, what, records, world, terminal, tr);
  if (catalog_verb->parsed()) return catalog_command(word, page, terminal, tr);
  return functions_command(function, terminal, tr);
}

}  // namespace zh::cli
