#include "project/impact.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/xlsx_parts.h"
#include "ingest/cell_edit.h"
#include "project/codes.h"
#include "project/impact_parts.h"
#include "project/label.h"

namespace zh::project {
namespace {

/// Another folder in the place of one: PROJECT/returns.
class OtherReturns final : public World {
 public:
  OtherReturns(const World& world, std::string from, std::string to)
      : world_(world), from_(std::move(from)), to_(std::move(to)) {}
  std::optional<std::string> read(const std::string& path, std::string* why) const override {
    return world_.read(moved(path), why);
  }
  std::vector<std::string> list(const std::string& folder) const override { return world_.list(moved(folder)); }
  bool is_folder(const std::string& path) const override { return world_.is_folder(moved(path)); }
  bool write_all(const std::vector<std::pair<std::string, std::string>>&, std::string*) override { return false; }
  std::unique_ptr<InputFile> open(const std::string& path, std::string* why) const override { return world_.open(path, why); }
  std::optional<FileStamp> stamp(const std::string& path) const override { return world_.stamp(path); }
  std::string engine_path(const std::string& path) const override { return world_.engine_path(path); }
  std::string engine_library() const override { return world_.engine_library(); }
  bool stopped() const override { return world_.stopped(); }

 private:
  std::string moved(const std::string& path) const {
    if (path == from_) return to_;
    return path.starts_with(from_ + "/") ? join_path(to_, path.substr(from_.size() + 1)) : path;
  }
  const World& world_;
  std::string from_, to_;
};

/// file!sheet!cell=value; a sheet's name may hold “!”, a value “=”.
std::optional<ingest::CellEdit> parse_set(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return std::nullopt;
  const std::string place = text.substr(0, equals);
  const std::size_t first = place.find('!'), last = place.rfind('!');
  if (first == std::string::npos) return std::nullopt;
  ingest::CellEdit edit;
  edit.file = place.substr(0, first);
  if (edit.file.starts_with("returns/")) edit.file.erase(0, 8);
  if (last > first) edit.sheet = place.substr(first + 1, last - first - 1);
  edit.cell = place.substr(last + 1);
  for (char& c : edit.cell)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  edit.text = text.substr(equals + 1);
  return edit;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "、") + (name.empty() ? "—" : name);
  return text;
}

bool has_formulas(const formats::Sheet& sheet) {
  for (const auto& row : sheet.rows)
    if (std::any_of(row.begin(), row.end(), [](const formats::Cell& cell) { return cell.formula; })) return true;
  return false;
}

/// The cells that are named, each with what stands there now; faults for those that do not exist.
class CellFinder {
 public:
  CellFinder(const std::string& folder, const World& world, Diagnostics& faults, Impact& impact)
      : folder_(join_path(folder, "returns")), world_(world), faults_(faults), impact_(impact) {}

  std::vector<ingest::CellEdit> find(const std::vector<std::string>& sets) {
    std::vector<ingest::CellEdit> edits;
    for (const std::string& text : sets) {
      auto edit = parse_set(text);
      if (!edit)
        faults_.add(kBadSet, {}, {{"text", text}});
      else if (place(*edit))
        edits.push_back(std::move(*edit));
    }
    return edits;
  }

 private:
  bool place(ingest::CellEdit& edit) {
    const std::vector<std::string> files = world_.list(folder_);
    const std::string shown = "returns/" + edit.file;
    if (std::find(files.begin(), files.end(), edit.file) == files.end()) {
      faults_.add(kNoReturn, {}, {{"file", shown}, {"present", listed(files)}}, nearest(edit.file, files));
      return false;
    }
    Diagnostics ignored;  // of the workbook itself: the build reports them
    auto book = formats::read_workbook(*world_.read(join_path(folder_, edit.file)), shown, ignored);
    formats::Sheet* sheet = book ? ingest::sheet_named(*book, edit.sheet) : nullptr;
    if (!sheet) {
      std::vector<std::string> names;
      for (const formats::Sheet& one : book ? book->sheets : std::vector<formats::Sheet>()) names.push_back(one.name);
      faults_.add(kNoReturnSheet, {{.file = shown}}, {{"file", shown}, {"sheet", edit.sheet}, {"present", listed(names)}},
                  nearest(edit.sheet, names));
      return false;
    }
    int row = 0, column = 0;
    if (!formats::parse_cell_name(edit.cell, row, column) || row >= sheet->row_count() || column >= sheet->column_count()) {
      faults_.add(kNoCell, {{.file = shown, .sheet = sheet->name}},
                  {{"cell", edit.cell}, {"last", cell_name(sheet->row_count() - 1, std::max(sheet->column_count() - 1, 0))}});
      return false;
    }
    edit.sheet = sheet->name;
    const formats::Cell& old = sheet->at(row, column);
    impact_.cells.push_back({.file = shown,
                             .sheet = sheet->name,
                             .cell = edit.cell,
                             .before = old.shown.empty() ? old.raw : old.shown,
                             .after = ingest::typed_over(*sheet, row, column, edit.text).shown});
    if (has_formulas(*sheet)) impact_.formulas.push_back(shown + (sheet->name.empty() ? "" : " · " + sheet->name));
    return true;
  }

  std::string folder_;
  const World& world_;
  Diagnostics& faults_;
  Impact& impact_;
};

using Place = std::tuple<std::string, std::string, std::string>;  ///< file, sheet, cell
Place place_of(const store::Origin& origin) { return {origin.file, origin.sheet, origin.cell}; }

/// Cells of mapped blocks that read otherwise: how two folders of returns differ.
void add_changed_cells(const Model& before, const Model& after, Impact& impact) {
  std::map<Place, std::string> was, is;
  for (const store::Origin& origin : before.returns.cells) was[place_of(origin)] = origin.shown;
  for (const store::Origin& origin : after.returns.cells) is[place_of(origin)] = origin.shown;
  const auto add = [&](const Place& place, const std::string& a, const std::string& b) {
    impact.cells.push_back(
        {.file = std::get<0>(place), .sheet = std::get<1>(place), .cell = std::get<2>(place), .before = a, .after = b});
  };
  for (const auto& [place, shown] : was) {
    const auto now = is.find(place);
    if (now == is.end() || now->second != shown) add(place, shown, now == is.end() ? "" : now->second);
  }
  for (const auto& [place, shown] : is)
    if (!was.contains(place) && !shown.empty()) add(place, "", shown);
}

/// What each cell says, and how many numbers of the report rest on it, before or after.
void explain_cells(const Model& before, const Model& after, Impact& impact) {
  std::map<Place, std::set<std::string>> figures, facts;
  std::set<Place> read;
  for (const Model* model : {&before, &after}) {
    for (const store::Origin& origin : model->returns.cells) read.insert(place_of(origin));
    for (const auto& [key, observation] : model->returns.store.all())
      if (const catalog::Indicator* indicator = model->catalog.by_code(key.indicator))
        for (const store::Origin& origin : observation.origins)
          figures[place_of(origin)].insert(key_label(key, *indicator, model->config) + " " + key.period.chinese());
    for (const report::Fact& fact : model->report.ledger.facts())
      if (fact.value.lineage)
        for (const store::Origin& origin : expr::origins_of(*fact.value.lineage)) facts[place_of(origin)].insert(fact.id);
  }
  for (ImpactCell& cell : impact.cells) {
    const Place place{cell.file, cell.sheet, cell.cell};
    if (const auto found = figures.find(place); found != figures.end())
      cell.figures.assign(found->second.begin(), found->second.end());
    if (const auto found = facts.find(place); found != facts.end()) cell.facts = static_cast<int>(found->second.size());
    cell.use = cell.facts > 0         ? ImpactCell::Use::used
               : read.contains(place) ? ImpactCell::Use::unused
                                      : ImpactCell::Use::unread;
  }
}

void compare_faults(const Diagnostics& before, const Diagnostics& after, Impact& impact) {
  std::multiset<std::string> was, is;
  for (const Diagnostic& fault : before.list()) was.insert(describe(fault));
  for (const Diagnostic& fault : after.list()) is.insert(describe(fault));
  for (const Diagnostic& fault : after.list())
    if (const auto found = was.find(describe(fault)); found != was.end())
      was.erase(found);
    else
      impact.new_faults.add(fault);
  for (const Diagnostic& fault : before.list())
    if (const auto found = is.find(describe(fault)); found != is.end())
      is.erase(found);
    else
      impact.gone_faults.add(fault);
}

/// A cell that no block reads as a figure may still be the header or the label by which figures are found: then the project is
/// another one with this edit alone.
void find_labels(const std::string& folder, const std::string& program, const World& world,
                 const std::vector<ingest::CellEdit>& edits, const Model& before, const Diagnostics& before_faults,
                 Impact& impact) {
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (impact.cells[i].use != ImpactCell::Use::unread) continue;
    Diagnostics faults;
    const auto alone = open(folder, world, program, faults, {edits[i]});
    Impact difference;
    compare_faults(before_faults, faults, difference);
    if (!alone || !difference.new_faults.list().empty() || !difference.gone_faults.list().empty() ||
        !text_changes(before.report.document, alone->report.document).empty())
      impact.cells[i].use = ImpactCell::Use::label;
  }
}

}  // namespace

bool impact(const std::string& folder, const ImpactOptions& options, const World& world, Diagnostics& faults, Impact& result) {
  Diagnostics before_faults, after_faults;
  const auto before = open(folder, world, options.program, before_faults);
  if (!before) {
    faults.append(std::move(before_faults));
    return false;
  }
  const std::vector<ingest::CellEdit> edits = CellFinder(folder, world, faults, result).find(options.sets);
  if (!options.returns.empty() && !world.is_folder(options.returns))
    faults.add(kNoReturnsFolder, {}, {{"folder", options.returns}});
  if (faults.has_errors()) return false;
  const OtherReturns other(world, join_path(folder, "returns"), options.returns);
  const auto after = open(folder, options.returns.empty() ? world : other, options.program, after_faults, edits);
  if (!after) {
    faults.append(std::move(after_faults));
    return false;
  }
  if (!options.returns.empty()) add_changed_cells(*before, *after, result);
  explain_cells(*before, *after, result);
  if (options.returns.empty()) find_labels(folder, options.program, world, edits, *before, before_faults, result);
  result.facts = fact_changes(*before, *after, &result.below_rounding);
  result.texts = text_changes(before->report.document, after->report.document);
  result.ranks = rank_changes(*before, *after);
  result.targets = target_changes(*before, *after);
  compare_faults(before_faults, after_faults, result);
  return true;
}

}  // namespace zh::project
