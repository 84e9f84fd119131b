#include <nlohmann/json.hpp>
#include <ostream>

#include "base/text.h"
#include "cli/app.h"
#include "project/trace.h"

namespace zh::cli {
namespace {

using project::Trace;
using Json = nlohmann::ordered_json;

constexpr std::size_t kShort = 12;  ///< entries of a list, unless all are asked for

std::string joined(const std::vector<std::string>& list, std::size_t most, const char* separator = "、") {
  std::string out;
  for (std::size_t i = 0; i < std::min(list.size(), most); ++i) out += (i == 0 ? "" : separator) + list[i];
  return out + (list.size() > most ? "…" : "");
}

class Teller {
 public:
  Teller(const Trace& trace, bool all, const Translate& tr, std::ostream& out) : t_(trace), all_(all), tr_(tr), out_(out) {}

  void tell() {
    numbers();
    cells();
    observations();
    indicators();
  }

 private:
  void numerals(const std::vector<Location>& list) {
    for (const Location& where : list)
      line(where.file + ":" + std::to_string(where.line) + ":" + std::to_string(where.column) + "  " + where.note);
  }
  void line(const std::string& text) { out_ << "    " << text << "\n"; }
  void more(std::size_t shown, std::size_t all) {
    if (shown < all) line(say(tr_, ZH_N("… {0} more (--all lists them)"), all - shown));
  }

  void numbers() {
    out_ << say(tr_, ZH_N("numbers       {0} facts printed {1} times, {2} of them in words (持平, 五); {3} numerals are typed"),
                t_.facts, t_.prints, t_.wordless, t_.bare.size())
         << "\n";
    numerals(t_.bare);
    if (t_.decided > 0) line(say(tr_, ZH_N("{0} facts are decided by hand (overrides.toml)"), t_.decided));
    line(say(tr_, ZH_N("besides them {0} years, dates and numbers in names, and {1} numerals marked as names"), t_.other,
             t_.literals.size()));
    if (all_) numerals(t_.literals);
  }

  void cells() {
    out_ << "\n"
         << say(tr_, ZH_N("cells         {0} read from the returns, {1} used, {2} used nowhere"), t_.cells,
                t_.cells - t_.unused_cells, t_.unused_cells)
         << "\n";
    for (const Trace::Cells& c : t_.unused) {
      std::string text = c.file + (c.sheet.empty() ? "" : " · " + c.sheet) + " · " + c.range;
      if (c.count > 1) text += say(tr_, ZH_N(" ({0} cells)"), c.count);
      text += "   " + joined(c.indicators, 3);
      if (c.checks) text += tr_(ZH_N("   (totals: their parts were checked against them)"));
      line(text);
    }
    if (!t_.registers.empty())
      line(say(tr_, ZH_N("registers printed nowhere: {0}"), joined(t_.registers, t_.registers.size())));
  }

  void group(const std::vector<Trace::Observations>& list) {
    const std::size_t most = all_ ? list.size() : kShort;
    for (std::size_t i = 0; i < std::min(list.size(), most); ++i)
      line(list[i].name + "   " + joined(list[i].periods, 6) +
           (list[i].count > static_cast<int>(list[i].periods.size()) ? say(tr_, ZH_N(" ({0} observations)"), list[i].count)
                                                                     : ""));
    more(std::min(list.size(), most), list.size());
  }
  static int sum(const std::vector<Trace::Observations>& list) {
    int out = 0;
    for (const Trace::Observations& o : list) out += o.count;
    return out;
  }

  void observations() {
    out_ << "\n"
         << say(tr_,
                ZH_N("observations  {0}: {1} printed, {2} used only through formulas, {3} used nowhere, {4} without value"),
                t_.observations, t_.printed, sum(t_.through_formulas), sum(t_.idle), t_.missing)
         << "\n";
    if (!t_.through_formulas.empty()) out_ << "  " << tr_(ZH_N("used only through formulas:")) << "\n";
    group(t_.through_formulas);
    if (!t_.idle.empty()) out_ << "  " << tr_(ZH_N("used nowhere:")) << "\n";
    group(t_.idle);
  }

  void names(const char* heading, const std::vector<Trace::Indicator>& list, bool own) {
    std::vector<std::string> out;
    for (const Trace::Indicator& i : list)
      if (i.own == own) out.push_back(i.name);
    if (!out.empty()) line(say(tr_, heading, joined(out, all_ ? out.size() : kShort)));
  }

  void indicators() {
    out_ << "\n"
         << say(tr_, ZH_N("indicators    {0} used, {1} with data but not used"), t_.used, t_.without_use.size()) << "\n";
    names(ZH_N("with data, not used: {0}"), t_.without_use, true);
    names(ZH_N("with data, not used (standard catalogue): {0}"), t_.without_use, false);
    names(ZH_N("without data: {0}"), t_.without_data, true);
    if (!all_) return;
    names(ZH_N("without data (standard catalogue): {0}"), t_.without_data, false);
    line(say(tr_, ZH_N("{0} in the catalogue, {1} without data"), t_.indicators, t_.without_data.size()));
  }

  const Trace& t_;
  bool all_;
  const Translate& tr_;
  std::ostream& out_;
};

Json places(const std::vector<Location>& list) {
  Json out = Json::array();
  for (const Location& w : list) out.push_back({{"text", w.note}, {"file", w.file}, {"line", w.line}, {"column", w.column}});
  return out;
}

Json observations(const std::vector<Trace::Observations>& list) {
  Json out = Json::array();
  for (const Trace::Observations& o : list)
    out.push_back({{"indicator", o.code}, {"name", o.name}, {"count", o.count}, {"periods", o.periods}});
  return out;
}

Json indicators(const std::vector<Trace::Indicator>& list) {
  Json out = Json::array();
  for (const Trace::Indicator& i : list) out.push_back({{"indicator", i.code}, {"name", i.name}, {"own", i.own}});
  return out;
}

/// zhiheng.trace/1, written down in docs/trace.schema.json.
Json as_json(const Trace& t, const project::Model& model) {
  Json all{{"schema", "zhiheng.trace/1"}, {"project", {{"title", model.config.title}, {"build", model.input_digest}}}};
  all["numbers"] = {{"facts", t.facts},     {"prints", t.prints},      {"wordless", t.wordless},
                    {"decided", t.decided}, {"typed", places(t.bare)}, {"literal", places(t.literals)},
                    {"other", t.other}};
  Json unused = Json::array();
  for (const Trace::Cells& c : t.unused)
    unused.push_back({{"file", c.file},
                      {"sheet", c.sheet},
                      {"range", c.range},
                      {"count", c.count},
                      {"indicators", c.indicators},
                      {"totals", c.checks}});
  all["cells"] = {{"read", t.cells}, {"unused", t.unused_cells}, {"ranges", unused}, {"registers", t.registers}};
  all["observations"] = {{"all", t.observations},
                         {"printed", t.printed},
                         {"missing", t.missing},
                         {"through_formulas", observations(t.through_formulas)},
                         {"idle", observations(t.idle)}};
  all["indicators"] = {{"all", t.indicators},
                       {"used", t.used},
                       {"without_use", indicators(t.without_use)},
                       {"without_data", indicators(t.without_data)}};
  return all;
}

}  // namespace

int trace_command(const std::string& project, const std::string& format, bool all, World& world, Terminal& terminal,
                  const Translate& tr) {
  Diagnostics faults;
  const auto model = project::open(project, world, program_name(), faults);
  if (!model || faults.has_errors()) {
    show(faults, terminal, tr);
    return Exit::unusable;
  }
  const Trace trace = project::trace(*model, faults);
  if (format == "json")
    terminal.out << as_json(trace, *model).dump(1, ' ', false, Json::error_handler_t::replace) << "\n";
  else
    Teller(trace, all, tr, terminal.out).tell();
  return Exit::ok;
}

}  // namespace zh::cli
