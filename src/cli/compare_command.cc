#include <algorithm>
#include <ostream>
#include <sstream>

#include "base/text.h"
#include "cli/app.h"
#include "cli/compare_tell.h"
#include "project/compare.h"
#include "project/overrides.h"
#include "readback/docx_build.h"

namespace zh::cli {

namespace {

/// What an override prints for a difference: of a chart the value in the fact's own words.
std::string printed_of(const project::Difference& d, const report::Fact& fact) {
  if (d.subject != project::Difference::Subject::chart || fact.figure.empty()) return d.after;
  const std::size_t at = fact.text.find(fact.figure);
  const std::string figure = d.after.substr(0, d.after.find_first_not_of("-0123456789."));
  return at == std::string::npos ? d.after : fact.text.substr(0, at) + figure + fact.text.substr(at + fact.figure.size());
}

/// "3,5", "vrdd8vz", "all" → the differences that are meant; a message for each that is none or cannot be recorded.
std::optional<std::vector<const project::Difference*>> chosen(const project::Comparison& compared, const std::string& list,
                                                              Terminal& terminal, const Translate& tr) {
  std::vector<const project::Difference*> out;
  if (trim(list) == "all") {
    for (const project::Difference& d : compared.differences)
      if (d.recordable()) out.push_back(&d);
    if (out.empty()) {
      terminal.err << tr(ZH_N("there is no changed number that could be recorded")) << "\n";
      return std::nullopt;
    }
    return out;
  }
  bool good = true;
  std::istringstream in(list);
  for (std::string word; std::getline(in, word, ',');) {
    const std::string name(trim(word));
    bool found = false;
    for (std::size_t i = 0; i < compared.differences.size(); ++i) {
      const project::Difference& d = compared.differences[i];
      if (name != std::to_string(i + 1) && (d.fact.empty() || name != d.fact)) continue;
      found = true;
      if (d.recordable()) {
        if (std::find(out.begin(), out.end(), &d) == out.end()) out.push_back(&d);
        continue;
      }
      terminal.err << say(tr,
                          ZH_N("{0} cannot be recorded: only numbers that were changed can; words are changed in the chapters"),
                          name)
                   << "\n";
      good = false;
    }
    if (!found) {
      terminal.err << say(tr, ZH_N("there is no difference {0}"), name) << "\n";
      good = false;
    }
  }
  if (!good || out.empty()) return std::nullopt;
  return out;
}

/// The project in the edition that the document is of: as zhiheng.toml says, else the other one.
std::unique_ptr<project::Model> model_of(const CompareArguments& arguments, const std::string& bytes, World& world,
                                         Diagnostics& faults) {
  auto model = project::open(arguments.project, world, program_name(), faults);
  if (!model || faults.has_errors()) return model;
  Diagnostics ignored;  // compare() tells what is wrong with the document
  const auto build = readback::read_docx_build(arguments.file, bytes, ignored);
  if (!build || build->inputs == model->base_digest) return model;
  using project::Edition;
  auto other = project::open(arguments.project, world, program_name(), ignored, {},
                             model->config.edition == Edition::open ? Edition::internal : Edition::open);
  return other && !ignored.has_errors() && other->base_digest == build->inputs ? std::move(other) : std::move(model);
}

int record(const CompareArguments& arguments, const project::Comparison& compared, const project::Model& model, World& world,
           Terminal& terminal, const Translate& tr) {
  const auto differences = chosen(compared, arguments.record, terminal, tr);
  if (!differences) return Exit::unusable;
  // A number that only the public edition prints is decided for that edition.
  std::unique_ptr<project::Model> internal;
  if (model.config.edition == project::Edition::open) {
    Diagnostics ignored;
    internal = project::open(arguments.project, world, program_name(), ignored, {}, project::Edition::internal);
  }
  const auto only_in = [&](const std::string& fact) {
    return internal && !internal->report.ledger.find(fact) ? std::string("public") : std::string();
  };
  std::vector<report::Override> decided;
  for (const project::Difference* d : *differences) {
    const report::Fact& fact = *model.report.ledger.find(d->fact);
    const report::Override entry{.fact = d->fact,
                                 .printed = printed_of(*d, fact),
                                 .computed = fact.decided ? fact.decided->computed : fact.text,
                                 .because = arguments.because,
                                 .by = arguments.by,
                                 .on = arguments.on,
                                 .edition = only_in(fact.id),
                                 .place = d->place,
                                 .expression = d->expression,
                                 .where = {}};
    const auto other = std::find_if(decided.begin(), decided.end(), [&](const auto& o) { return o.fact == entry.fact; });
    if (other == decided.end()) {
      decided.push_back(entry);
    } else if (other->printed != entry.printed) {
      terminal.err << say(tr, ZH_N("number {0} was changed in two ways, {1} and {2}: make them the same first"), entry.fact,
                          other->printed, entry.printed)
                   << "\n";
      return Exit::unusable;
    }
  }
  const std::string path = join_path(arguments.project, project::kOverridesFile);
  std::string why;
  if (!world.write_all({{path, project::with_overrides(world.read(path).value_or(""), decided)}}, &why)) {
    terminal.err << say(tr, ZH_N("nothing was written: {0}"), why) << "\n";
    return Exit::unusable;
  }
  if (!terminal.quiet)
    for (const report::Override& d : decided)
      terminal.out << (d.printed == d.computed
                           ? say(tr, ZH_N("{0}: no longer decided by hand; the next build prints what the data give, {1}"),
                                 d.place, d.computed)
                           : say(tr, ZH_N("{0}: the next build prints {1} (the data give {2})"), d.place, d.printed,
                                 d.computed))
                   << "\n";
  if (!terminal.quiet) terminal.out << say(tr, ZH_N("written: {0}"), path) << "\n";
  // What it does to the other numbers is told at once, not only by the next build.
  Diagnostics faults;
  const auto now = project::open(arguments.project, world, program_name(), faults, {}, model.config.edition);
  if (now) project::tell_consequences(*now, faults);
  return show(faults, terminal, tr);
}

}  // namespace

int compare_command(const CompareArguments& arguments, World& world, Terminal& terminal, const Translate& tr) {
  if (arguments.record.empty() != arguments.because.empty()) {
    terminal.err << tr(ZH_N("--record needs --because, and --because needs --record")) << "\n";
    return Exit::unusable;
  }
  std::string why;
  const auto bytes = world.read(arguments.file, &why);
  if (!bytes) {
    terminal.err << say(tr, ZH_N("{0} cannot be read: {1}"), arguments.file, tr(why.c_str())) << "\n";
    return Exit::unusable;
  }
  Diagnostics faults;
  const auto model = model_of(arguments, *bytes, world, faults);
  if (!model || faults.has_errors()) {
    show(faults, terminal, tr);
    return Exit::unusable;
  }
  Diagnostics unreadable;
  const auto compared = project::compare(*model, arguments.file, *bytes, world, unreadable);
  if (!compared) {
    show(unreadable, terminal, tr);
    return Exit::unusable;
  }
  if (!arguments.record.empty()) return record(arguments, *compared, *model, world, terminal, tr);
  if (arguments.format == "json")
    write_compare_json(*compared, *model, terminal.out);
  else
    write_compare_text(*compared, *model, tr, terminal.out);
  return compared->differences.empty() ? Exit::ok : Exit::faults;
}

}  // namespace zh::cli
