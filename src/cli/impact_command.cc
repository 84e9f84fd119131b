#include <algorithm>
#include <ostream>

#include "cli/app.h"
#include "project/impact.h"

namespace zh::cli {
namespace {

using project::Impact;
using Kind = project::TextChange::Kind;

std::string or_nothing(const std::string& text, const Translate& tr) { return text.empty() ? tr(ZH_N("nothing")) : text; }

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : "、") + one;
  return text;
}

class ImpactText {
 public:
  ImpactText(const Impact& impact, std::ostream& out, const Translate& tr) : impact_(impact), out_(out), tr_(tr) {}

  void print() {
    cells();
    words();
    texts({Kind::sentence, Kind::heading, Kind::caption, Kind::note}, ZH_N("sentences"));
    texts({Kind::cell}, ZH_N("cells of tables"));
    texts({Kind::point}, ZH_N("charts"));
    ranks();
    targets();
    faults(impact_.new_faults, ZH_N("faults and hints that come with it"));
    faults(impact_.gone_faults, ZH_N("faults and hints that go"));
    summary();
  }

 private:
  void title(const char* text) { out_ << "\n" << tr_(text) << "\n"; }

  void cells() {
    for (const project::ImpactCell& cell : impact_.cells) {
      out_ << cell.file << (cell.sheet.empty() ? "" : " · " + cell.sheet) << " · " << cell.cell << "   "
           << or_nothing(cell.before, tr_) << " → " << or_nothing(cell.after, tr_) << "\n  ";
      if (!cell.figures.empty()) out_ << joined(cell.figures) << "  ";
      switch (cell.use) {
        case project::ImpactCell::Use::unread:
          out_ << tr_(ZH_N("nothing uses it: no block of returns.toml reads this cell"));
          break;
        case project::ImpactCell::Use::label:
          out_ << tr_(ZH_N("no figure: words by which tables, rows and columns are found, or that are listed"));
          break;
        case project::ImpactCell::Use::unused:
          out_ << tr_(ZH_N("nothing uses it: it is read, but no number of the report rests on it"));
          break;
        case project::ImpactCell::Use::used:
          out_ << say(tr_, ZH_N("{0} numbers of the report rest on it"), cell.facts);
          break;
      }
      out_ << "\n";
    }
    for (const std::string& sheet : impact_.formulas)
      out_ << say(tr_, ZH_N("{0} has formulas: they were not calculated anew; set their cells too"), sheet) << "\n";
  }

  void words() {
    bool first = true;
    for (const project::FactChange& fact : impact_.facts) {
      if (fact.words_before == fact.words_after || fact.words_before.empty() || fact.words_after.empty()) continue;
      if (std::exchange(first, false)) title(ZH_N("words"));
      out_ << "  " << fact.words_before << " → " << fact.words_after << "   ";
      if (fact.before != fact.words_before || fact.after != fact.words_after)
        out_ << fact.before << " → " << fact.after << "   ";
      out_ << fact.places << "\n";
    }
  }

  void texts(std::initializer_list<Kind> kinds, const char* heading) {
    bool first = true;
    for (const project::TextChange& text : impact_.texts) {
      if (std::find(kinds.begin(), kinds.end(), text.kind) == kinds.end()) continue;
      if (std::exchange(first, false)) title(heading);
      if (text.kind == Kind::cell || text.kind == Kind::point)
        out_ << "  " << text.place << "  " << text.what << "   " << or_nothing(text.before, tr_) << " → "
             << or_nothing(text.after, tr_) << "\n";
      else
        out_ << "  " << text.place << "\n  - " << or_nothing(text.before, tr_) << "\n  + " << or_nothing(text.after, tr_)
             << "\n";
    }
  }

  std::string rank(int rank, const std::vector<std::string>& tied) const {
    if (rank == 0) return tr_(ZH_N("none"));
    return tied.empty() ? say(tr_, ZH_N("no. {0}"), rank) : say(tr_, ZH_N("no. {0}, with {1}"), rank, joined(tied));
  }
  void ranks() {
    if (!impact_.ranks.empty()) title(ZH_N("ranks and ties"));
    for (const project::RankChange& change : impact_.ranks)
      out_ << "  " << change.group << "  " << change.member << "   " << rank(change.before, change.tied_before) << " → "
           << rank(change.after, change.tied_after) << "\n";
  }

  void targets() {
    if (!impact_.targets.empty()) title(ZH_N("targets"));
    for (const project::TargetChange& change : impact_.targets) {
      out_ << "  "
           << say(tr_, ZH_N("{0}, target {1}: {2} → {3}, distance {4} → {5}"), change.indicator, change.target,
                  or_nothing(change.before, tr_), or_nothing(change.after, tr_), or_nothing(change.gap_before, tr_),
                  or_nothing(change.gap_after, tr_));
      if (change.met_before != change.met_after)
        out_ << (change.met_after ? tr_(ZH_N("; now met")) : tr_(ZH_N("; no longer met")));
      out_ << "\n";
    }
  }

  void faults(const Diagnostics& list, const char* heading) {
    if (!list.list().empty()) title(heading);
    for (const Diagnostic& fault : list.list()) out_ << describe(fault, tr_);
  }

  void summary() {
    const auto count = [&](Kind kind) {
      return std::count_if(impact_.texts.begin(), impact_.texts.end(),
                           [&](const project::TextChange& text) { return text.kind == kind; });
    };
    out_ << "\n";
    if (impact_.facts.empty() && impact_.texts.empty()) {
      out_ << tr_(ZH_N("the report stays the same, to the last character"));
      if (impact_.below_rounding > 0)
        out_ << say(tr_, ZH_N("; {0} numbers change by less than is printed"), impact_.below_rounding);
      out_ << "\n";
      return;
    }
    out_ << say(tr_, ZH_N("{0} numbers · {1} sentences · {2} cells · {3} points of charts · {4} ranks · {5} targets"),
                impact_.facts.size(), count(Kind::sentence), count(Kind::cell), count(Kind::point), impact_.ranks.size(),
                impact_.targets.size())
         << "\n"
         << tr_(ZH_N("nothing was written")) << "\n";
  }

  const Impact& impact_;
  std::ostream& out_;
  const Translate& tr_;
};

}  // namespace

int impact_command(const ImpactArguments& arguments, World& world, Terminal& terminal, const Translate& tr) {
  if (arguments.sets.empty() == arguments.returns.empty()) {
    terminal.err << say(tr, ZH_N("wrong call: {0}"), tr(ZH_N("say what is to change: --set, or --returns"))) << "\n";
    return Exit::unusable;
  }
  Diagnostics faults;
  Impact impact;
  const bool found =
      project::impact(arguments.project, {program_name(), arguments.sets, arguments.returns}, world, faults, impact);
  const int status = show(faults, terminal, tr);
  if (!found) return status == Exit::ok ? Exit::faults : status;
  if (arguments.format == "json")
    terminal.out << project::impact_json(impact);
  else
    ImpactText(impact, terminal.out, tr).print();
  return impact.new_faults.has_errors() ? Exit::faults : Exit::ok;
}

}  // namespace zh::cli
