#include "ingest/block_reader.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "ingest/codes.h"

namespace zh::ingest {
namespace {

/// 其中：, #, 1., （一） and 一、 in front of a row label are layout.
std::string without_numbering(const std::string& folded) {
  std::string text = folded;
  for (const char* start : {"其中:", "其中,", "#", "+"})
    if (text.rfind(start, 0) == 0) text.erase(0, std::string(start).size());
  const std::u32string u = to_u32(text);
  std::size_t i = 0;
  const auto numeral = [](char32_t c) {
    return (c >= '0' && c <= '9') || std::u32string(U"一二三四五六七八九十").find(c) != std::u32string::npos;
  };
  const bool bracket = !u.empty() && u[0] == '(';
  if (bracket) ++i;
  const std::size_t first = i;
  while (i < u.size() && numeral(u[i])) ++i;
  const bool closed = i < u.size() && i > first && (bracket ? u[i] == ')' : u[i] == '.' || u[i] == U'、');
  return closed && i + 1 < u.size() ? to_utf8(u.substr(i + 1)) : text;
}

std::string cell_words(const formats::Cell& cell, const Unit& unit) {
  return (cell.shown.empty() ? cell.raw : cell.shown) + " " + unit.str();
}

}  // namespace

Location BlockReader::at(const Table& table, const std::string& file, int row, int column) const {
  return {.file = file, .sheet = table.view->sheet().name, .cell = cell_name(row, column)};
}

std::vector<std::string> BlockReader::region_names() const {
  std::vector<std::string> names{input_.region.name, input_.region.short_name};
  for (const RegionName& r : input_.regions) names.insert(names.end(), {r.name, r.short_name});
  return names;
}

std::string BlockReader::region_code(const std::string& name) const {
  const std::string folded = fold_label(name);
  const auto is = [&](const RegionName& r) {
    return fold_label(r.code) == folded || fold_label(r.name) == folded || fold_label(r.short_name) == folded;
  };
  if (is(input_.region)) return input_.region.code;
  for (const RegionName& r : input_.regions)
    if (is(r)) return r.code;
  return {};
}

bool BlockReader::apply(const Meaning& meaning, const Location& where, Place& place) {
  bool ok = true;
  if (!meaning.measure.empty()) {
    if (const catalog::Indicator* indicator = catalog_.find(meaning.measure))
      place.indicator = indicator->code;
    else {
      faults_.add(kUnknownIndicator, {where}, {{"name", meaning.measure}}, nearest(meaning.measure, catalog_.names()));
      ok = false;
    }
  }
  if (!meaning.region.empty()) {
    place.region = region_code(meaning.region);
    if (place.region.empty()) {
      faults_.add(kUnknownRegion, {where}, {{"name", meaning.region}}, nearest(meaning.region, region_names()));
      ok = false;
    }
  }
  if (meaning.period) place.period = meaning.period;
  if (!meaning.unit.empty()) place.unit = Unit::parse(meaning.unit);
  for (const auto& [breakdown, member] : meaning.members) place.labels.push_back({breakdown, member, where});
  return ok;
}

/// What a row label or a header line says; false when it cannot be read so.
bool BlockReader::apply_label(const std::string& as, const std::string& label, const Location& where, Place& place) const {
  std::optional<Unit> unit;
  const std::string plain = without_unit(label, &unit);
  if (as == "period") {
    const auto period = Period::parse(plain);
    if (!period) return false;
    place.period = period;
  } else if (as == "indicator") {
    const catalog::Indicator* indicator = nullptr;
    for (const std::string& candidate : {label, plain, without_numbering(label), without_numbering(plain)})
      if (!indicator) indicator = catalog_.find(candidate);
    if (!indicator) return false;
    place.indicator = indicator->code;
  } else if (as == "region") {
    const std::string code = region_code(plain);
    if (code.empty()) return false;
    place.region = code;
  } else {
    place.labels.push_back({as, label, where});
    return true;  // what stands in brackets may be part of the member's name
  }
  if (unit) place.unit = unit;
  return true;
}

/// Whether a line after blank ones still belongs to the table: its labels can be read.
bool BlockReader::is_row(const Block& block, const Table& table, int row) const {
  for (std::size_t i = 0; i < block.rows.size(); ++i) {
    const std::string& label = table.view->anchored_words(row, table.label_columns[i]);
    if (label.empty() && i > 0) continue;
    if (is_ignored(block, label)) return true;
    Place place;
    if (label.empty() || !apply_label(block.rows[i].as, label, {}, place)) return false;
    const catalog::Indicator* indicator = catalog_.find(block.whole.measure);
    for (const Place::Label& one : place.labels) {
      if (!indicator) continue;
      const std::string code = catalog::breakdown_named(*indicator, one.breakdown);
      bool total = false;
      std::optional<Unit> unit;
      if (code.empty() || (find_member(block, catalog_.list(indicator->by.at(code)), one.text, total, unit).empty() && !total))
        return false;
    }
  }
  return true;
}

/// Whether a row has numbers in the columns that are read, other than the years of a header.
bool BlockReader::has_figures(const Block& block, const Table& table, int row, const std::vector<Column>& data) {
  return std::any_of(data.begin(), data.end(), [&](const Column& column) {
    const formats::Cell& cell = table.view->cell(row, column.column);
    if (table.view->covered(row, column.column)) return false;
    if (cell.uncached) return true;
    const Reading reading = read_number(cell, block);
    if (reading.kind != Reading::Kind::value) return false;
    return !reading.value.is_integer() || !Period::parse(reading.value.str()) || reading.percent;
  });
}

/// A word after `as` that is no breakdown of any indicator is a slip of the pen.
void BlockReader::check_rules(const Block& block) {
  std::vector<std::string> known{"indicator", "period", "region"};
  for (const catalog::Indicator& indicator : catalog_.indicators())
    for (const auto& [code, list] : indicator.by) known.insert(known.end(), {code, list});
  std::vector<LabelRule> rules = block.rows;
  if (block.column_rule) rules.push_back(*block.column_rule);
  for (const LabelRule& rule : rules)
    if (!rule.as.empty() &&
        std::none_of(known.begin(), known.end(),
                     [&](const std::string& one) { return fold_label(one) == fold_label(rule.as); }) &&
        reported_.insert(block.where.file + std::to_string(block.where.line) + rule.as).second)
      faults_.add(kUnknownAs, {block.where}, {{"name", rule.as}}, nearest(rule.as, known));
}

void BlockReader::read(const Block& block, const Table& table, const std::string& file) {
  const std::size_t faults_before = faults_.list().size();
  check_rules(block);
  if (faults_.list().size() > faults_before) return;
  Place whole;
  whole.region = input_.region.code;
  if (!apply(block.whole, block.where, whole)) return;
  const std::vector<Column> data = columns(block, table, file);
  if (data.empty()) return;
  const std::optional<Unit> above = unit_above(table);
  const std::optional<Unit> fixed = block.whole.unit.empty() ? std::nullopt : Unit::parse(block.whole.unit);
  const SheetView& view = *table.view;
  if (!block.unit_header.empty() && table.unit_column < 0)
    faults_.add(kNoColumn, {at(table, file, table.header_row, table.label_columns[0]), block.where},
                {{"header", block.unit_header}, {"present", present_columns(table)}});
  int width = 0;  // columns with a header
  for (int c = 0; c < view.columns(); ++c)
    if (!header_lines(table, c).empty()) width = c + 1;
  assumed_.clear();
  int rows_read = 0;
  bool after_blank = false;
  for (int row = table.first_row; row < view.rows(); ++row) {
    std::vector<std::string> labels;
    bool blank = true;
    for (const int c : table.label_columns) {
      labels.push_back(view.anchored_words(row, c));
      blank = blank && labels.back().empty();
    }
    bool data_blank = true;
    for (const Column& column : data)
      data_blank =
          data_blank &&
          ((view.cell(row, column.column).type == formats::Cell::Type::blank && !view.cell(row, column.column).uncached) ||
           view.covered(row, column.column));
    if (blank && data_blank) {
      after_blank = true;
      continue;
    }
    if (labels[0] == fold_label(block.rows[0].header)) break;
    const bool figures = has_figures(block, table, row, data);
    if (is_remark(labels[0], figures) && !(figures && is_row(block, table, row))) break;
    // After blank lines a row without figures is the title or the head of another table; one with figures is told, not lost.
    if (after_blank && !figures && !is_row(block, table, row)) break;
    after_blank = false;
    if (std::any_of(labels.begin(), labels.end(),
                    [&](const std::string& label) { return !label.empty() && is_ignored(block, label); }))
      continue;
    if (blank) {
      faults_.add(kNoLabel, {at(table, file, row, table.label_columns[0])}, {{"header", block.rows[0].header}});
      continue;
    }
    for (int c = width; view.sheet().name.empty() && c < view.columns(); ++c) {
      const formats::Cell& beyond = view.cell(row, c);
      if (beyond.type == formats::Cell::Type::blank || data_blank) continue;
      faults_.add(kShifted, {at(table, file, row, c)}, {{"text", std::string(trim(beyond.shown))}});
      break;
    }
    Place place = whole;
    bool known = true;
    for (std::size_t i = 0; i < labels.size() && known; ++i) {
      if (labels[i].empty() && i == 0) {
        known = false;
        faults_.add(kNoLabel, {at(table, file, row, table.label_columns[0])}, {{"header", block.rows[0].header}});
        break;
      }
      if (labels[i].empty()) continue;  // a total row often fills the first label column only
      if (apply_label(block.rows[i].as, labels[i], at(table, file, row, table.label_columns[i]), place)) continue;
      known = false;
      // A line of prose under the table, or a heading inside it, has no numbers: no fault.
      if (data_blank) break;
      const std::vector<std::string> candidates = block.rows[i].as == "indicator" ? catalog_.names()
                                                  : block.rows[i].as == "region"  ? region_names()
                                                                                  : std::vector<std::string>{};
      const formats::Cell& cell = view.anchored(row, table.label_columns[i]);
      faults_.add(kUnknownRow, {at(table, file, row, table.label_columns[i])}, {{"label", std::string(trim(cell.shown))}},
                  nearest(without_unit(labels[i]), candidates));
    }
    if (!known) continue;
    ++rows_read;
    std::optional<Unit> row_unit = place.unit;
    if (table.unit_column >= 0) {
      const std::string& text = view.anchored_words(row, table.unit_column);
      if (!text.empty() && text != "-" && text != "/") {
        row_unit = Unit::parse(text);
        if (!row_unit) {
          faults_.add(kBadUnit, {at(table, file, row, table.unit_column)}, {{"text", text}});
          continue;
        }
      }
    }
    for (const Column& column : data) {
      if (view.covered(row, column.column)) continue;  // a cell inside a merge says nothing of its own
      if (spans_places(block, table, file, row, column.column, data)) continue;
      Place cell = place;
      if (!column.place.indicator.empty()) cell.indicator = column.place.indicator;
      if (!column.place.region.empty()) cell.region = column.place.region;
      if (column.place.period) cell.period = column.place.period;
      cell.labels.insert(cell.labels.end(), column.place.labels.begin(), column.place.labels.end());
      const std::optional<Unit>& own = column.place.unit;
      if (view.cell(row, column.column).type != formats::Cell::Type::blank)
        check_units(at(table, file, row, column.column), {fixed, place.unit, row_unit, own, above});
      read_cell(block, table, file, row, column.column, std::move(cell),
                fixed      ? fixed
                : row_unit ? row_unit
                : own      ? own
                           : above);
    }
  }
  if (rows_read == 0)
    faults_.add(kEmptyBlock, {at(table, file, table.header_row, table.label_columns[0])}, {{"header", block.rows[0].header}});
}

/// Reports units of one noun and different scales: 单位：万元 above a column of 亿元. The nearer one is not simply right.
void BlockReader::check_units(const Location& where, std::initializer_list<std::optional<Unit>> units) {
  const std::optional<Unit>* first = nullptr;
  for (const std::optional<Unit>& unit : units) {
    if (!unit || unit->kind != Unit::Kind::counted) continue;
    if (!first) {
      first = &unit;
    } else if (unit->comparable(**first) && unit->scale != (*first)->scale) {
      faults_.add(kUnitsDiffer, {where}, {{"one", (*first)->str()}, {"two", unit->str()}});
      return;
    }
  }
}

/// Reports a figure in merged cells that belong to several columns or rows of the table.
bool BlockReader::spans_places(const Block& block, const Table& table, const std::string& file, int row, int column,
                               const std::vector<Column>& data) {
  const SheetView& view = *table.view;
  const formats::CellRange* merge = view.merge(row, column);
  if (!merge || read_number(view.cell(row, column), block).kind != Reading::Kind::value) return false;
  const auto columns =
      std::count_if(data.begin(), data.end(), [&](const Column& one) { return merge->contains(row, one.column); });
  int rows = 0;
  for (int r = merge->first_row; r <= merge->last_row; ++r) rows += view.words(r, table.label_columns[0]).empty() ? 0 : 1;
  if (columns < 2 && rows < 2) return false;
  Location where = at(table, file, row, column);
  where.note = view.cell(row, column).shown;
  faults_.add(
      kMergedFigure, {where},
      {{"text", cell_name(merge->first_row, merge->first_column) + ":" + cell_name(merge->last_row, merge->last_column)}});
  return true;
}

/// The member that a label means; `total` is set when it means the total, and then the result is empty. `unit`: what stood in
/// brackets behind it.
std::string BlockReader::find_member(const Block& block, const catalog::MemberList* list, const std::string& label, bool& total,
                                     std::optional<Unit>& unit) const {
  const std::string plain = fold_label(label);
  const std::string sum = fold_label(!block.total.empty() ? block.total : "合计");
  const std::string list_sum = list ? fold_label(list->total) : sum;
  std::optional<Unit> in_brackets;
  const std::string stripped = without_unit(plain, &in_brackets);
  for (const std::string& text : {plain, stripped}) {
    if (text != plain) unit = in_brackets;
    for (const std::string& candidate : {text, without_numbering(text)}) {
      total = candidate == sum || candidate == list_sum;
      if (total) return {};
      if (!list) continue;
      if (std::string member = list->member(candidate); !member.empty()) return member;
    }
  }
  unit.reset();
  return !list || list->members.empty() ? without_numbering(plain) : std::string();  // an open list takes what comes
}

bool BlockReader::resolve_members(const Block& block, const catalog::Indicator& indicator, Place& place,
                                  std::optional<Unit>& unit) {
  for (const Place::Label& label : place.labels) {
    const auto first = [&] {
      return reported_.insert(label.where.file + '\n' + label.where.sheet + '\n' + label.where.cell + '\n' + label.breakdown)
          .second;
    };
    const std::string breakdown = catalog::breakdown_named(indicator, label.breakdown);
    if (breakdown.empty()) {
      if (first())
        faults_.add(kUnknownBreakdown, {label.where, block.where}, {{"indicator", indicator.name}, {"name", label.breakdown}});
      return false;
    }
    const catalog::MemberList* list = catalog_.list(indicator.by.at(breakdown));
    bool total = false;
    std::optional<Unit> in_brackets;
    const std::string member = find_member(block, list, label.text, total, in_brackets);
    if (in_brackets && block.whole.unit.empty()) unit = in_brackets;
    if (total) continue;
    if (member.empty()) {
      if (first())
        faults_.add(kUnknownRow, {label.where}, {{"label", label.text}},
                    nearest(without_numbering(fold_label(label.text)), list->members));
      return false;
    }
    place.members[breakdown] = member;
  }
  return true;
}

void BlockReader::read_cell(const Block& block, const Table& table, const std::string& file, int row, int column, Place place,
                            std::optional<Unit> unit) {
  const formats::Cell& cell = table.view->cell(row, column);
  Location where = at(table, file, row, column);
  const catalog::Indicator* indicator = catalog_.by_code(place.indicator);
  if (!indicator) {
    faults_.add(kNoIndicator, {where, block.where});
    return;
  }
  if (!resolve_members(block, *indicator, place, unit)) return;
  const Reading reading = read_number(cell, block);
  store::Observation o;
  o.key = {indicator->code, place.region, place.period.value_or(Period::year(input_.year)), place.members, block.vintage};
  store::Origin origin{file, table.view->sheet().name, cell_name(row, column), cell.raw, cell.shown, unit ? unit->str() : ""};
  result_.cells.push_back(origin);
  o.origins = {origin};
  o.note = block.note;
  o.status = reading.status;
  o.bound = reading.bound;
  switch (reading.kind) {
    case Reading::Kind::uncached:
      faults_.add(kUncached, {where});
      return;
    case Reading::Kind::error:
      faults_.add(kFormulaError, {where}, {{"text", cell.raw}});
      return;
    case Reading::Kind::text:
      where.note = cell.date ? cell.shown : cell.raw;
      faults_.add(cell.date ? kDate : kNotNumber, {where}, {{"text", std::string(trim(cell.shown))}});
      return;
    case Reading::Kind::too_long:
      faults_.add(kTooLong, {where}, {{"text", cell.raw}});
      return;
    case Reading::Kind::missing:
      store(block, std::move(o), {});
      return;
    case Reading::Kind::value:
      break;
  }
  if (cell.hidden && reported_.insert("hidden " + file + "\n" + table.view->sheet().name).second) faults_.add(kHidden, {where});
  if (reading.many_decimals)
    faults_.add(kManyDecimals, {where}, {{"text", cell.raw}, {"decimals", std::to_string(reading.decimals)}});
  if (reading.accepted_form) faults_.add(kFullWidth, {where}, {{"text", cell.raw}});
  Unit written = unit.value_or(indicator->unit);
  if (!unit && !reading.percent && (indicator->unit.kind != Unit::Kind::counted || indicator->unit.scale > 0) &&
      indicator->unit.kind != Unit::Kind::none && assumed_.insert(indicator->code).second)
    faults_.add(kUnitAssumed, {where}, {{"indicator", indicator->name}, {"unit", indicator->unit.str()}});
  const Unit& wanted = indicator->unit;
  if (reading.percent && wanted.kind == Unit::Kind::ratio) written = Unit{Unit::Kind::ratio, -2, ""};
  // A bare scale such as 万 takes the indicator's noun.
  if (written.kind == Unit::Kind::none && wanted.kind == Unit::Kind::counted)
    written = Unit{wanted.kind, written.scale, wanted.noun};
  if (!written.comparable(wanted) || (reading.percent && wanted.kind != Unit::Kind::ratio)) {
    where.note = cell_words(cell, written);
    faults_.add(kWrongUnit, {where, block.where},
                {{"unit", reading.percent ? "%" : written.str()}, {"indicator", indicator->name}, {"expected", wanted.str()}});
    return;
  }
  const int shift = written.scale - wanted.scale;
  try {
    o.value = reading.value.shifted(shift);
  } catch (const std::range_error&) {
    faults_.add(kTooLong, {where}, {{"text", cell.raw}});
    return;
  }
  o.decimals = reading.decimals - shift;
  const Interval interval = interval_of(reading.value, *o.value, o.decimals, written);
  store(block, std::move(o), interval);
}

/// The values that a figure may stand for. Whole things are counted exactly: 12 件 is no rounding of 12.4 件; 12 万元 may be
/// of 12.4 万元.

}  // namespace zh::ingest
