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
  const auto numeral = [](char32_t c) { return (c >= '0' && c <= '9') || std::u32string(U"一二三四五六七八九十").find(c) != std::u32string::npos; };
  const bool bracket = !u.empty() && u[0] == '(';
  if (bracket) ++i;
  const std::size_t first = i;
  while (i < u.size() && numeral(u[i])) ++i;
  const bool closed = i < u.size() && i > first && (bracket ? u[i] == ')' : u[i] == '.' || u[i] == U'、');
  return closed && i + 1 < u.size() ? to_utf8(u.substr(i + 1)) : text;
}

std::string find_breakdown(const catalog::Indicator& indicator, const std::string& word) {
  const std::string folded = fold_label(word);
  for (const auto& [code, list] : indicator.by)
    if (fold_label(code) == folded || fold_label(list) == folded) return code;
  return {};
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::string without_slashes(std::string text) {
  std::erase(text, '/');
  return text;
}

std::string cell_words(const formats::Cell& cell, const Unit& unit) { return (cell.shown.empty() ? cell.raw : cell.shown) + " " + unit.str(); }

}  // namespace

Location BlockReader::at(const Table& table, const std::string& file, int row, int column) const {
  return {.file = file, .sheet = table.sheet->name, .cell = cell_name(row, column)};
}

std::string BlockReader::region_code(const std::string& name) const {
  const std::string folded = fold_label(name);
  const auto is = [&](const RegionName& r) { return fold_label(r.code) == folded || fold_label(r.name) == folded || fold_label(r.short_name) == folded; };
  if (is(input_.region)) return input_.region.code;
  for (const RegionName& r : input_.regions)
    if (is(r)) return r.code;
  return {};
}

bool BlockReader::apply(const Meaning& meaning, const Location& where, Place& place) {
  bool ok = true;
  if (!meaning.measure.empty()) {
    if (const catalog::Indicator* indicator = catalog_.find(meaning.measure)) place.indicator = indicator->code;
    else {
      faults_.add(kUnknownIndicator, {where}, {{"name", meaning.measure}}, nearest(meaning.measure, catalog_.names()));
      ok = false;
    }
  }
  if (!meaning.region.empty()) {
    place.region = region_code(meaning.region);
    if (place.region.empty()) {
      faults_.add(kUnknownRegion, {where}, {{"name", meaning.region}});
      ok = false;
    }
  }
  if (meaning.period) place.period = meaning.period;
  if (!meaning.unit.empty()) place.unit = Unit::parse(meaning.unit);
  for (const auto& [breakdown, member] : meaning.members) place.raw_members.emplace_back(breakdown, member);
  return ok;
}

/// What a row label or a header line says; false when it cannot be read so.
bool BlockReader::apply_label(const Block& block, const std::string& as, const std::string& label, Place& place) const {
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
    (void)block;
    place.raw_members.emplace_back(as, plain);
  }
  if (unit) place.unit = unit;
  return true;
}

std::vector<BlockReader::Column> BlockReader::columns(const Block& block, const Table& table, const std::string& file) {
  std::vector<Column> found;
  const int width = table.sheet->column_count();
  const auto is_label = [&](int c) {
    return c == table.unit_column || std::find(table.label_columns.begin(), table.label_columns.end(), c) != table.label_columns.end();
  };
  if (block.column_rule) {
    const std::string under = fold_label(block.column_rule->under);
    for (int c = 0; c < width; ++c) {
      if (is_label(c)) continue;
      const std::vector<std::string> lines = header_lines(table, c);
      bool below = under.empty();
      std::optional<Unit> unit;
      for (const std::string& line : lines) below = below || line == under || without_unit(line, &unit) == under;
      if (!below) continue;
      for (const std::string& line : lines) {
        Column column{c, {}};
        column.place.unit = unit;
        if (!apply_label(block, block.column_rule->as, line, column.place)) continue;
        found.push_back(std::move(column));
        break;
      }
    }
    if (found.empty()) faults_.add(kNoColumn, {at(table, file, table.header_row, table.label_columns[0]), block.where}, {{"header", block.column_rule->as}});
    return found;
  }
  for (const auto& [header, meaning] : block.columns) {
    const std::string key = without_slashes(fold_label(header));
    int match = -1;
    std::optional<Unit> unit;
    for (int pass = 0; pass < 3 && match < 0; ++pass) {  // whole header, without units, its last line
      for (int c = 0; c < width && match < 0; ++c) {
        if (is_label(c)) continue;
        const std::vector<std::string> lines = header_lines(table, c);
        if (lines.empty()) continue;
        std::vector<std::string> plain;
        for (const std::string& line : lines) plain.push_back(without_unit(line));
        const std::string candidate = without_slashes(pass == 0 ? joined(lines) : pass == 1 ? joined(plain) : plain.back());
        if (candidate == key) match = c;
      }
    }
    if (match < 0) {
      std::vector<std::string> present;
      for (int c = 0; c < width; ++c)
        if (!is_label(c)) present.push_back(joined(header_lines(table, c)));
      faults_.add(kNoColumn, {at(table, file, table.header_row, table.label_columns[0]), block.where}, {{"header", header}}, nearest(key, present));
      continue;
    }
    Column column{match, {}};
    for (const std::string& line : header_lines(table, match)) without_unit(line, &unit);
    column.place.unit = unit;
    if (apply(meaning, block.where, column.place)) found.push_back(std::move(column));
  }
  return found;
}

void BlockReader::read(const Block& block, const Table& table, const std::string& file) {
  Place whole;
  whole.region = input_.region.code;
  if (!apply(block.whole, block.where, whole)) return;
  const std::vector<Column> data = columns(block, table, file);
  const std::optional<Unit> above = unit_above(table);
  const formats::Sheet& sheet = *table.sheet;
  const auto ignored = [&](const std::string& label) {
    return std::any_of(block.ignore.begin(), block.ignore.end(), [&](const std::string& pattern) { return matches(fold_label(pattern), label); });
  };
  int rows_read = 0;
  for (int row = table.first_row; row < sheet.row_count(); ++row) {
    std::vector<std::string> labels;
    bool blank = true;
    for (const int c : table.label_columns) {
      labels.push_back(words(sheet.anchored(row, c)));
      blank = blank && labels.back().empty();
    }
    bool data_blank = true;
    for (const Column& column : data) data_blank = data_blank && sheet.at(row, column.column).type == formats::Cell::Type::blank && !sheet.at(row, column.column).uncached;
    if (blank && data_blank) {
      // A single blank line inside a table is layout; two end it.
      bool next_blank = true;
      for (const int c : table.label_columns) next_blank = next_blank && words(sheet.anchored(row + 1, c)).empty();
      if (next_blank) break;
      continue;
    }
    if (labels[0] == fold_label(block.rows[0].header) || is_remark(labels[0])) break;
    if (std::any_of(labels.begin(), labels.end(), ignored)) continue;
    Place place = whole;
    bool known = true;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i].empty() && i > 0) continue;  // a total row often fills the first label column only
      if (apply_label(block, block.rows[i].as, labels[i], place)) continue;
      known = false;
      // A line of prose under the table, or a heading inside it, has no numbers: no fault.
      if (data_blank) break;
      std::vector<std::string> candidates;
      if (block.rows[i].as == "indicator") candidates = catalog_.names();
      const formats::Cell& cell = sheet.anchored(row, table.label_columns[i]);
      faults_.add(kUnknownRow, {at(table, file, row, table.label_columns[i])}, {{"label", cell.shown}}, nearest(without_unit(labels[i]), candidates));
      break;
    }
    if (!known) continue;
    ++rows_read;
    std::optional<Unit> row_unit = place.unit;
    if (table.unit_column >= 0) {
      const std::string text = words(sheet.anchored(row, table.unit_column));
      if (!text.empty()) row_unit = Unit::parse(text);
    }
    for (const Column& column : data) {
      Place cell = place;
      if (!column.place.indicator.empty()) cell.indicator = column.place.indicator;
      if (!column.place.region.empty()) cell.region = column.place.region;
      if (column.place.period) cell.period = column.place.period;
      cell.raw_members.insert(cell.raw_members.end(), column.place.raw_members.begin(), column.place.raw_members.end());
      std::optional<Unit> unit = row_unit ? row_unit : column.place.unit ? column.place.unit : above;
      if (!block.whole.unit.empty()) unit = Unit::parse(block.whole.unit);
      read_cell(block, table, file, row, column.column, std::move(cell), unit);
    }
  }
  if (rows_read == 0 && !data.empty())
    faults_.add(kEmptyBlock, {at(table, file, table.header_row, table.label_columns[0])}, {{"header", block.rows[0].header}});
}

bool BlockReader::resolve_members(const Block& block, const catalog::Indicator& indicator, Place& place, const Location& where) {
  for (const auto& [word, label] : place.raw_members) {
    const std::string breakdown = find_breakdown(indicator, word);
    if (breakdown.empty()) {
      faults_.add(kUnknownBreakdown, {where, block.where}, {{"indicator", indicator.name}, {"name", word}});
      return false;
    }
    const catalog::MemberList* list = catalog_.list(indicator.by.at(breakdown));
    const std::string plain = fold_label(label), bare = without_numbering(plain);
    const std::string total = fold_label(!block.total.empty() ? block.total : list ? list->total : "合计");
    if (plain == total || (list && plain == fold_label(list->total))) {
      place.totals.insert(breakdown);
      continue;
    }
    std::string member;
    if (list) {
      for (const std::string& m : list->members)
        if (const std::string folded = fold_label(m); folded == plain || folded == bare) member = m;
      for (const std::string& candidate : {plain, bare})
        if (const auto alias = list->aliases.find(candidate); member.empty() && alias != list->aliases.end()) member = alias->second;
    }
    if (member.empty() && (!list || list->members.empty())) member = bare;  // an open list takes what comes
    if (member.empty()) {
      faults_.add(kUnknownRow, {where}, {{"label", label}}, nearest(bare, list->members));
      return false;
    }
    place.members[breakdown] = member;
  }
  return true;
}

void BlockReader::read_cell(const Block& block, const Table& table, const std::string& file, int row, int column, Place place, std::optional<Unit> unit) {
  const formats::Cell& cell = table.sheet->at(row, column);
  Location where = at(table, file, row, column);
  // A cell inside a merge says nothing of its own.
  for (const formats::CellRange& m : table.sheet->merges)
    if (m.contains(row, column) && (m.first_row != row || m.first_column != column)) return;
  const catalog::Indicator* indicator = catalog_.by_code(place.indicator);
  if (!indicator) {
    faults_.add(kNoIndicator, {where, block.where});
    return;
  }
  if (!resolve_members(block, *indicator, place, where)) return;
  const Reading reading = read_number(cell, block);
  store::Observation o;
  o.key = {indicator->code, place.region, place.period.value_or(Period::year(input_.year)), place.members, block.vintage};
  store::Origin origin{file, table.sheet->name, cell_name(row, column), cell.raw, cell.shown, unit ? unit->str() : ""};
  result_.cells.push_back(origin);
  o.origins = {origin};
  o.note = block.note;
  o.status = reading.status;
  switch (reading.kind) {
    case Reading::Kind::uncached: faults_.add(kUncached, {where}); return;
    case Reading::Kind::error: faults_.add(kFormulaError, {where}, {{"text", cell.raw}}); return;
    case Reading::Kind::text: where.note = cell.raw; faults_.add(kNotNumber, {where}, {{"text", std::string(trim(cell.raw))}}); return;
    case Reading::Kind::too_long: faults_.add(kTooLong, {where}, {{"text", cell.raw}}); return;
    case Reading::Kind::missing: store(block, std::move(o), {}, false); return;
    case Reading::Kind::value: break;
  }
  if (reading.accepted_form) faults_.add(kFullWidth, {where}, {{"text", cell.raw}});
  Unit written = unit.value_or(indicator->unit);
  const Unit& wanted = indicator->unit;
  if (reading.percent && wanted.kind == Unit::Kind::ratio) written = Unit{Unit::Kind::ratio, -2, ""};
  // A bare scale such as 万 takes the indicator's noun.
  if (written.kind == Unit::Kind::none && wanted.kind == Unit::Kind::counted) written = Unit{wanted.kind, written.scale, wanted.noun};
  if (!written.comparable(wanted) || (reading.percent && wanted.kind != Unit::Kind::ratio)) {
    where.note = cell_words(cell, written);
    faults_.add(kWrongUnit, {where, block.where}, {{"unit", reading.percent ? "%" : written.str()}, {"indicator", indicator->name}, {"expected", wanted.str()}});
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
  store(block, std::move(o), Interval::printed(Rational(*o.value), o.decimals), !place.totals.empty());
  if (!place.totals.empty()) {
    const store::Key key{indicator->code, place.region, place.period.value_or(Period::year(input_.year)), place.members, block.vintage};
    totals_[key].insert(place.totals.begin(), place.totals.end());
  }
}

void BlockReader::store(const Block& block, store::Observation observation, const Interval& interval, bool) {
  const store::Observation* other = result_.store.find(observation.key);
  if (!other || (!other->value && observation.value)) {
    if (observation.value) kept_[observation.key] = {interval, block.prefer};
    result_.store.put(std::move(observation));
    return;
  }
  if (!observation.value) return;  // one department's blank beside another's figure
  Kept& kept = kept_[observation.key];
  const bool agree = kept.interval.meets(interval);
  if (!agree && kept.prefer == block.prefer) {
    const catalog::Indicator* indicator = catalog_.by_code(observation.key.indicator);
    const auto place = [&](const store::Observation& o) {
      const store::Origin& origin = o.origins.front();
      return Location{.file = origin.file, .sheet = origin.sheet, .cell = origin.cell, .note = origin.shown + " " + (origin.unit.empty() ? indicator->unit.str() : origin.unit)};
    };
    faults_.add(kConflict, {place(*other), place(observation)},
                {{"indicator", indicator->name + " " + observation.key.period.chinese()}});
    return;
  }
  const bool finer = observation.decimals > other->decimals;
  const bool take = agree ? finer || (block.prefer && !kept.prefer) : block.prefer;
  if (!take) {
    if (agree) {
      store::Observation merged = *other;
      merged.origins.insert(merged.origins.end(), observation.origins.begin(), observation.origins.end());
      result_.store.put(std::move(merged));
    }
    return;
  }
  if (agree) observation.origins.insert(observation.origins.end(), other->origins.begin(), other->origins.end());
  kept = {interval, block.prefer || kept.prefer};
  result_.store.put(std::move(observation));
}

void BlockReader::check_totals() {
  for (const auto& [key, breakdowns] : totals_) {
    const catalog::Indicator* indicator = catalog_.by_code(key.indicator);
    const bool additive = indicator->unit.kind == Unit::Kind::counted && (indicator->measure == catalog::Measure::stock || indicator->measure == catalog::Measure::flow);
    const store::Observation* total = result_.store.find(key);
    if (!additive || !total || !total->value) continue;
    for (const std::string& breakdown : breakdowns) {
      const catalog::MemberList* list = catalog_.list(indicator->by.at(breakdown));
      if (!list || list->kind != catalog::MemberList::Kind::partition) continue;
      std::vector<std::string> members = list->members;
      if (members.empty()) members = result_.store.members(key.indicator, key.region, key.period, breakdown);
      Interval sum = Interval::exactly(0);
      Rational exact(0);
      bool whole = !members.empty();
      std::vector<Location> where = {{.file = total->origins[0].file, .sheet = total->origins[0].sheet, .cell = total->origins[0].cell,
                                      .note = total->origins[0].shown + " " + total->origins[0].unit}};
      for (const std::string& member : members) {
        store::Key part = key;
        part.members[breakdown] = member;
        const store::Observation* o = result_.store.find(part);
        // What cannot exist adds nothing; what is missing leaves the sum open.
        if (o && !o->value && o->status == ObsStatus::cannot_exist) continue;
        if (!o || !o->value) {
          whole = false;
          break;
        }
        sum = sum + Interval::printed(Rational(*o->value), o->decimals);
        exact = exact + Rational(*o->value);
        where.push_back({.file = o->origins[0].file, .sheet = o->origins[0].sheet, .cell = o->origins[0].cell, .note = member + " " + o->origins[0].shown});
      }
      if (!whole || sum.meets(Interval::printed(Rational(*total->value), total->decimals))) continue;
      faults_.add(kTotal, std::move(where),
                  {{"indicator", indicator->name + " " + key.period.chinese()}, {"total", total->value->str()}, {"sum", exact.str_decimal(6)}});
    }
  }
}

}  // namespace zh::ingest
