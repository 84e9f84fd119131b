#include "simulate/maker.h"

#include <algorithm>
#include <chrono>

#include "simulate/codes.h"

namespace zh::simulate {
namespace {

using Type = catalog::Field::Type;
namespace time = std::chrono;

bool is_date(Type type) { return type == Type::date || type == Type::datetime; }

std::int64_t day_number(int year, int month, int day) {
  return time::sys_days{time::year{year} / month / day}.time_since_epoch().count();
}

int first_month(const Period& period) {
  const std::string text = period.str();
  const int n = text.size() > 5 ? text.back() - '0' : 1;
  switch (period.kind()) {
    case Period::Kind::half:
      return n * 6 - 5;
    case Period::Kind::quarter:
      return n * 3 - 2;
    case Period::Kind::month:
      return (text[text.size() - 2] - '0') * 10 + n;
    default:
      return 1;
  }
}

int months(const Period& period) {
  switch (period.kind()) {
    case Period::Kind::half:
      return 6;
    case Period::Kind::quarter:
      return 3;
    case Period::Kind::month:
      return 1;
    default:
      return 12;
  }
}

/// The first day, and the one after the last.
std::int64_t begin_of(const Period& period) { return day_number(period.first_year(), first_month(period.first()), 1); }
std::int64_t end_of(const Period& period) {
  const int month = first_month(period.last()) + months(period) - 1;
  return day_number(period.last_year() + month / 12, month % 12 + 1, 1);
}

/// “2023-05-31” → days; a number → in the field's last decimal.
std::optional<std::int64_t> bound(const std::string& text, const catalog::Field& field) {
  if (is_date(field.type)) {
    const auto n = [&](std::size_t at, std::size_t size) {
      const auto value = text.size() == 10 ? Decimal::parse(text.substr(at, size)) : std::nullopt;
      return value && value->is_integer() ? static_cast<int>(value->coefficient()) : 0;
    };
    const time::year_month_day day{time::year{n(0, 4)}, time::month{static_cast<unsigned>(n(5, 2))},
                                   time::day{static_cast<unsigned>(n(8, 2))}};
    if (!day.ok() || n(0, 4) == 0) return std::nullopt;
    return time::sys_days{day}.time_since_epoch().count();
  }
  const auto value = Decimal::parse(text);
  if (!value || value->is_negative()) return std::nullopt;
  const Decimal scaled = value->shifted(field.digits).trimmed();
  if (!scaled.is_integer() || scaled > Decimal(std::int64_t{1} << 50)) return std::nullopt;
  return static_cast<std::int64_t>(scaled.coefficient());
}

}  // namespace

Maker::Maker(const Table& table, std::uint64_t seed, std::int64_t scale, Diagnostics& faults)
    : table_(table), seed_(seed), scale_(scale), rows_(table.total() * scale) {
  std::int64_t sum = 0;
  for (const Table::Cell& cell : table.cells()) until_.push_back(sum += cell.count);
  while ((std::int64_t{1} << (2 * bits_)) < rows_) ++bits_;
  first_day_ = begin_of(table.simulation().period);
  day_count_ = end_of(table.simulation().period) - first_day_;
  for (const catalog::Field& field : table.simulation().kind->fields)
    if (!field.personal) plan(field, faults);
  for (std::size_t i = 0; i < columns_.size(); ++i)
    for (const Slot& slot : columns_[i].slots)
      if (slot.kind == Slot::Kind::later) {
        const std::string& code = table.simulation().draws[static_cast<std::size_t>(slot.what)].after;
        for (std::size_t k = 0; k < columns_.size(); ++k)
          if (columns_[k].field->code == code && k != i) columns_[i].after = static_cast<int>(k);
      }
  share_out(faults);
  count_different(faults);
}

int Maker::pattern(const std::string& text, std::int64_t many) {
  Pattern p;
  const auto open = text.find('{'), close = text.find('}', open);
  p.many = many;
  if (open == std::string::npos || close == std::string::npos) {
    p.before = text;
  } else {
    const std::string number = text.substr(open + 1, close - open - 1);
    const auto first = Decimal::parse(number);
    p.before = text.substr(0, open);
    p.after = text.substr(close + 1);
    p.digits = static_cast<int>(number.size());
    if (first && first->is_integer()) p.first = static_cast<std::int64_t>(first->coefficient());
  }
  patterns_.push_back(std::move(p));
  pattern_draws_.push_back(nullptr);
  return static_cast<int>(patterns_.size()) - 1;
}

Maker::Slot Maker::slot(const Draw& draw, const catalog::Field& field, Diagnostics& faults) {
  const auto index = static_cast<int>(&draw - table_.simulation().draws.data());
  const auto wrong = [&](const std::string& value) {
    faults.add(kValue, {draw.at}, {{"field", field.name}, {"value", value}});
    return Slot{};
  };
  if (!draw.pattern.empty()) {
    if (field.type != Type::text) return wrong(draw.pattern);
    const int n = pattern(draw.pattern, draw.many * scale_);
    pattern_draws_[static_cast<std::size_t>(n)] = &draw;
    return {Slot::Kind::numbered, n, 0};
  }
  if (!draw.after.empty()) return is_date(field.type) ? Slot{Slot::Kind::later, index, 0} : wrong(draw.after);
  if (!draw.min.empty()) {
    const auto low = bound(draw.min, field), high = bound(draw.max, field);
    if ((field.type != Type::decimal && !is_date(field.type)) || !low || !high || *high < *low)
      return wrong(draw.min + "—" + draw.max);
    ranges_.push_back({*low, *high - *low + 1});
    return {is_date(field.type) ? Slot::Kind::date : Slot::Kind::amount, static_cast<int>(ranges_.size()) - 1, 0};
  }
  Domain domain(field, table_.catalog());
  for (const auto& [word, weight] : draw.values) domain.name(word);
  domain.finish();
  Choice choice;
  std::int64_t sum = 0;
  for (const auto& [word, weight] : draw.values) {
    std::string unknown;
    domain.of(std::vector<std::string>{word}, &unknown);
    if (!unknown.empty()) return wrong(unknown);
    if (weight == 0) continue;
    choice.texts.push_back(quoted(word));
    choice.until.push_back(sum += weight);
  }
  if (sum == 0) return wrong("");
  choices_.push_back(std::move(choice));
  return {Slot::Kind::chosen, static_cast<int>(choices_.size()) - 1, 0};
}

/// Of a field that no draw speaks of.
Maker::Slot Maker::unsaid(const catalog::Field& field, std::int64_t records, Diagnostics& faults) {
  const Simulation& s = table_.simulation();
  const auto index = static_cast<std::size_t>(&field - s.kind->fields.data());
  if (static_cast<int>(index) == s.kind->time) return {Slot::Kind::time, 0, 0};
  if (!s.kind->key.empty() && s.kind->key[0] == index && field.type == Type::text)
    return {Slot::Kind::serial, pattern("模拟-" + s.kind->code + "-" + s.name + "-{000000001}", 0), 0};
  if (!field.required || records == 0) return {};
  if (is_date(field.type)) {
    ranges_.push_back({first_day_, day_count_});
    return {Slot::Kind::date, static_cast<int>(ranges_.size()) - 1, 0};
  }
  if (field.type == Type::code || field.type == Type::yes_no) {
    Domain domain(field, table_.catalog());
    Choice choice;
    for (int i = 0; i < domain.other(); ++i)
      if (domain.leaf(i)) {
        choice.texts.push_back(quoted(domain.word(i)));
        choice.until.push_back(static_cast<std::int64_t>(choice.texts.size()));
      }
    choices_.push_back(std::move(choice));
    return {Slot::Kind::chosen, static_cast<int>(choices_.size()) - 1, 0};
  }
  faults.add(kNoDraw, {s.at}, {{"field", field.code}, {"count", std::to_string(records)}});
  return {};
}

void Maker::plan(const catalog::Field& field, Diagnostics& faults) {
  Column column;
  column.field = &field;
  const Simulation& s = table_.simulation();
  const int f = table_.field(field.code);
  std::vector<const Draw*> draws;
  for (const Draw& draw : s.draws)
    if (draw.field == field.code) draws.push_back(&draw);
  std::vector<std::optional<Slot>> made(draws.size());
  std::optional<Slot> none;
  const auto slot_of = [&](const Draw* draw) {
    for (std::size_t i = 0; i < draws.size(); ++i)
      if (draws[i] == draw) {
        if (!made[i]) made[i] = slot(*draw, field, faults);
        return *made[i];
      }
    if (!none) none = unsaid(field, table_.total(), faults);
    return *none;
  };
  if (f < 0 && std::all_of(draws.begin(), draws.end(), [](const Draw* d) { return d->where.empty(); })) {
    column.slots = {slot_of(draws.empty() ? nullptr : draws[0])};
    // Numbers by the record: each number comes as often as any other.
    columns_.push_back(std::move(column));
    return;
  }
  std::vector<int> text_of(f < 0 ? 0 : static_cast<std::size_t>(table_.domain(f).size()), -1);
  for (const Table::Cell& cell : table_.cells()) {
    const int value = f < 0 ? -1 : table_.value(cell, f);
    Slot slot;
    if (f >= 0 && value == table_.domain(f).empty()) {
      slot = {};
    } else if (f >= 0 && value >= 0 && value != table_.domain(f).other()) {
      int& text = text_of[static_cast<std::size_t>(value)];
      if (text < 0) {
        text = static_cast<int>(texts_.size());
        texts_.push_back(quoted(table_.domain(f).word(value)));
      }
      slot = {Slot::Kind::fixed, text, 0};
    } else {
      slot = slot_of(table_.draw_for(cell, field.code));
      if (slot.kind == Slot::Kind::numbered) {
        Pattern& p = patterns_[static_cast<std::size_t>(slot.what)];
        slot.base = p.used;
        p.used += cell.count;
      }
    }
    column.slots.push_back(slot);
  }
  columns_.push_back(std::move(column));
}

/// Margins of different values: as many numbers as are not named anyway.
void Maker::count_different(Diagnostics& faults) {
  for (const Margin& m : table_.simulation().margins) {
    if (!m.distinct) continue;
    const int f = table_.field(m.by[0]);
    std::vector<bool> named(static_cast<std::size_t>(table_.domain(f).size()), false);
    std::int64_t records = 0, numbered = 0;
    std::vector<std::pair<const Column*, int>> patterns;
    int pattern = -1;
    bool mixed = false;
    const auto column =
        std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.field->code == m.by[0]; });
    for (std::size_t i = 0; i < table_.cells().size(); ++i) {
      const Table::Cell& cell = table_.cells()[i];
      if (!table_.meets(cell, m.where)) continue;
      records += cell.count;
      const Slot& slot = slot_at(*column, i);
      if (slot.kind == Slot::Kind::fixed) named[static_cast<std::size_t>(table_.value(cell, f))] = true;
      if (slot.kind != Slot::Kind::numbered) continue;
      mixed = mixed || (pattern >= 0 && pattern != slot.what);
      pattern = slot.what;
      numbered += cell.count;
    }
    const std::int64_t rest = m.total - std::count(named.begin(), named.end(), true);
    const bool good = rest == 0 ? numbered == 0 : rest > 0 && rest <= numbered && !mixed;
    if (!good) {
      faults.add(kDifferent, {m.at},
                 {{"name", m.name},
                  {"total", std::to_string(m.total)},
                  {"records", std::to_string(records)},
                  {"named", std::to_string(m.total - rest)},
                  {"field", column->field->code}});
      continue;
    }
    if (pattern >= 0) patterns_[static_cast<std::size_t>(pattern)].many = rest * scale_;
  }
}

/// Which records share an amount.
void Maker::share_out(Diagnostics& faults) {
  const Simulation& s = table_.simulation();
  for (std::size_t n = 0; n < s.sums.size(); ++n) {
    const Sum& sum = s.sums[n];
    Share share;
    share.total = sum.total * scale_;
    const auto column =
        std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.field->code == sum.field; });
    if (column->slots.size() == 1) column->slots.assign(table_.cells().size(), column->slots[0]);
    bool told = false;
    for (std::size_t i = 0; i < table_.cells().size(); ++i) {
      if (!table_.meets(table_.cells()[i], sum.where)) continue;
      Slot& slot = column->slots[i];
      if (slot.kind == Slot::Kind::share && !told) {
        const Sum& other = s.sums[static_cast<std::size_t>(slot.what)];
        faults.add(kTwoSums, {sum.at, other.at}, {{"first", other.name}, {"second", sum.name}, {"field", column->field->name}});
        told = true;
      }
      slot = {Slot::Kind::share, static_cast<int>(n), share.records};
      share.records += table_.cells()[i].count;
    }
    if (share.records == 0) faults.add(kUndecided, {sum.at}, {{"name", sum.name}});
    share.records *= scale_;
    shares_.push_back(share);
  }
}

}  // namespace zh::simulate
