#include "project/roll.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/xlsx_parts.h"
#include "project/codes.h"
#include "project/roll_years.h"
#include "render/form_workbook.h"

namespace zh::project {
namespace {

using Files = std::map<std::string, std::string>;
using render::FormCell;
using Look = FormCell::Look;

using Place = std::tuple<std::string, std::string, std::string>;  ///< file, sheet, cell

/// What the old returns say cell by cell.
struct OldCells {
  std::map<Place, store::Key> keys;                      ///< of all cells that are data
  std::map<store::Key, Place> places;                    ///< where a value stands
  std::set<std::pair<std::string, std::string>> sheets;  ///< that hold data
};

OldCells cells_of(const ingest::Result& returns) {
  OldCells cells;
  for (const store::Origin& origin : returns.cells) {
    cells.keys[{origin.file, origin.sheet, origin.cell}];
    cells.sheets.emplace(origin.file, origin.sheet);
  }
  for (const auto& [key, observation] : returns.store.all())
    for (const store::Origin& origin : observation.origins) {
      const Place place{origin.file, origin.sheet, origin.cell};
      cells.keys[place] = key;
      if (observation.value) cells.places.emplace(key, place);
    }
  return cells;
}

/// A sheet of last year as this year's form.
class FormMaker {
 public:
  FormMaker(const formats::Sheet& sheet, std::string file, const OldCells& old, const YearShift& shift)
      : sheet_(sheet), file_(std::move(file)), old_(old), shift_(shift) {}

  render::FormSheet make() {
    render::FormSheet form{.name = moved(sheet_.name.empty() ? "报表" : sheet_.name)};
    form.merges = sheet_.merges;
    form.widths.assign(static_cast<std::size_t>(sheet_.column_count()), 10);
    first_data_ = first_data_row();
    for (int row = 0; row < sheet_.row_count(); ++row) {
      std::vector<FormCell> cells;
      for (int column = 0; column < sheet_.column_count(); ++column) {
        cells.push_back(cell(row, column));
        const int width = display_width(cells.back().text) + 3;
        int& widest = form.widths[static_cast<std::size_t>(column)];
        if (!spans(row, column) && cells.back().look != Look::nothing) widest = std::clamp(width, widest, 48);
      }
      form.rows.push_back(std::move(cells));
    }
    return form;
  }

 private:
  std::string moved(const std::string& text) const { return move_years(text, shift_, YearsIn::label).text; }
  bool is_data(int row, int column) const { return old_.keys.contains({file_, sheet_.name, cell_name(row, column)}); }
  bool has_data(int row) const {
    for (int column = 0; column < sheet_.column_count(); ++column)
      if (is_data(row, column)) return true;
    return false;
  }
  int first_data_row() const {
    for (int row = 0; row < sheet_.row_count(); ++row)
      if (has_data(row)) return row;
    return -1;
  }
  /// Covers several columns: a title, or a remark.
  bool spans(int row, int column) const {
    return std::any_of(sheet_.merges.begin(), sheet_.merges.end(), [&](const formats::CellRange& merge) {
      return merge.contains(row, column) && merge.last_column > merge.first_column;
    });
  }

  FormCell cell(int row, int column) const {
    const formats::Cell& old = sheet_.at(row, column);
    if (is_data(row, column)) return entry(row, column);
    if (first_data_ < 0) return kept(old, Look::label);  // a list of names goes on
    const bool in_table = row >= first_data_ && has_data(row);
    if (old.type == formats::Cell::Type::number && !in_table) return kept(old, Look::header);
    if (old.type == formats::Cell::Type::number && (old.formula || column > 0)) return {Look::entry, ""};
    if (old.type == formats::Cell::Type::blank) return {in_table ? Look::label : Look::nothing, ""};
    if (in_table) return kept(old, Look::label);
    if (row >= first_data_) return kept(old, Look::line);
    if (is_about_form(old.raw)) return kept(old, spans(row, column) ? Look::line : Look::nothing);
    return kept(old, !spans(row, column) || row + 2 >= first_data_ ? Look::header : row == 0 ? Look::title : Look::line);
  }
  /// 填报单位：…, 单位：台: above the header, and no part of it.
  static bool is_about_form(const std::string& text) {
    static constexpr std::string_view kBeginnings[] = {"填报", "填表", "单位：", "单位:", "制表", "审核", "计量单位：", "报送"};
    const std::string_view start = trim(text);
    return std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                       [&](std::string_view beginning) { return start.starts_with(beginning); });
  }
  FormCell kept(const formats::Cell& old, Look look) const {
    if (old.type == formats::Cell::Type::blank) return {Look::nothing, ""};
    return {look, moved(old.shown.empty() ? old.raw : old.shown)};
  }
  /// The cell asks for the year after; what was reported for that year already stands there.
  FormCell entry(int row, int column) const {
    store::Key key = old_.keys.at({file_, sheet_.name, cell_name(row, column)});
    if (key.indicator.empty()) return {Look::entry, ""};
    for (int step = 0; step < shift_.step; ++step) key.period = year_after(key.period);
    const auto place = old_.places.find(key);
    if (place == old_.places.end() || std::get<0>(place->second) != file_ || std::get<1>(place->second) != sheet_.name)
      return {Look::entry, ""};
    int from_row = 0, from_column = 0;
    formats::parse_cell_name(std::get<2>(place->second), from_row, from_column);
    const formats::Cell& from = sheet_.at(from_row, from_column);
    if (from.type != formats::Cell::Type::number || !from.number) return {Look::entry, from.raw};
    return {Look::entry, from.number->str(), true, from.shown_decimals, from.percent};
  }
  static Period year_after(const Period& period) {
    static constexpr int kSteps[] = {1, 2, 4, 12};  // by Period::Kind
    return period.moved(period.is_range() && period.kind() == Period::Kind::year ? 1 : kSteps[static_cast<int>(period.kind())]);
  }

  const formats::Sheet& sheet_;
  std::string file_;
  const OldCells& old_;
  const YearShift& shift_;
  int first_data_ = -1;
};

void note_lines(const std::string& file, const YearsMoved& moved, InitSummary& summary) {
  for (const YearsMoved::Line& line : moved.lines)
    summary.lines.push_back({file, line.line, line.before, line.after, line.left});
}

/// The keys before the first table: period, title, issued.
std::string rolled_config(const std::string& text, int from, int to, InitSummary& summary) {
  std::string out;
  bool root = true;
  int number = 0;
  for (const std::string& line : split_lines(text)) {
    ++number;
    std::string after = line;
    const std::string key(trim(line.substr(0, std::min(line.find('='), line.size()))));
    root = root && !trim(line).starts_with('[');
    if (root && (key == "period" || key == "title"))
      after = move_years(line, {from, from, to - from}, YearsIn::definition).text;
    if (root && key == "title" && after == line)
      if (const std::size_t at = line.find(std::to_string(from)); at != std::string::npos)
        after.replace(at, 4, std::to_string(to));
    if (root && key == "issued") after = "# " + line + "   # 上年的印发日期，定了再写";
    if (after != line) summary.lines.push_back({"zhiheng.toml", number, line, after, false});
    out += after + "\n";
  }
  return out;
}

void add_returns(const std::string& folder, const Model& model, const World& world, const YearShift& shift, Files& files,
                 Diagnostics& faults) {
  const OldCells old = cells_of(model.returns);
  for (const std::string& name : world.list(join_path(folder, "returns"))) {
    const auto bytes = world.read(join_path(join_path(folder, "returns"), name));
    if (!bytes) continue;
    if (is_history(name)) {
      files["returns/" + name] = *bytes;
      continue;
    }
    const std::string file = "returns/" + name;
    Diagnostics ignored;  // reported when the old project was read
    const auto book = formats::read_workbook(*bytes, file, ignored);
    if (!book) continue;
    std::vector<render::FormSheet> forms;
    bool has_data = false;
    for (const formats::Sheet& sheet : book->sheets) {
      if (sheet.hidden) continue;
      has_data = has_data || old.sheets.contains({file, sheet.name});
      forms.push_back(FormMaker(sheet, file, old, shift).make());
    }
    const std::string form = "returns/" + as_xlsx(name);
    if (files.contains(form)) faults.add(kSameForm, {{.file = file}}, {{"file", file}, {"form", form}});
    files[form] = render::write_form_workbook(forms);
    if (has_data) files[fmt::format("returns/{}年-{}", shift.last, name)] = *bytes;
  }
}

/// What of the old folder does not go along.
void drop(const std::string& folder, const World& world, const Files& files, InitSummary& summary) {
  for (const std::string& name : world.list(folder))
    if (!files.contains(name)) summary.dropped.push_back(name);
  for (const std::string& name : world.list(join_path(folder, "out")))
    if (name.ends_with(".accepted.toml")) summary.dropped.push_back("out/" + name);
}

}  // namespace

std::map<std::string, std::string> rolled(const InitOptions& options, const World& world, Diagnostics& faults,
                                          InitSummary& summary) {
  Files files;
  Diagnostics of_old;
  const auto model = open(options.from, world, options.program, of_old);
  for (const Diagnostic& fault : of_old.list())
    if (fault.kind->severity == Severity::error) faults.add(fault);
  if (!model || faults.has_errors()) return files;
  const int from = model->config.year, to = options.year == 0 ? from + 1 : options.year;
  if (to <= from) {
    faults.add(kNotLater, {}, {{"year", std::to_string(to)}, {"old", std::to_string(from)}});
    return files;
  }
  const YearShift shift{from - model->config.years + 1, from, to - from};
  for (const std::string& path : model->inputs) {
    const auto bytes = world.read(join_path(options.from, path));
    // Decisions on last year's numbers are not this year's.
    if (!bytes || path.starts_with("returns/") || path == "overrides.toml") continue;
    if (path == "zhiheng.toml") {
      files[path] = rolled_config(*bytes, from, to, summary);
    } else if (path == "returns.toml") {
      files[path] = rolled_map(*bytes, shift);
    } else if (path.starts_with("report/")) {
      const YearsMoved moved = move_years(*bytes, shift, YearsIn::chapter);
      note_lines(path, moved, summary);
      files[path] = moved.text;
    } else {
      files[path] = *bytes;
    }
  }
  add_returns(options.from, *model, world, shift, files, faults);
  if (faults.has_errors()) return {};
  drop(options.from, world, files, summary);
  return files;
}

}  // namespace zh::project
