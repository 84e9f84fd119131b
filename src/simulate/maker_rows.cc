#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "simulate/maker.h"

namespace zh::simulate {
namespace {

using Type = catalog::Field::Type;
namespace time = std::chrono;

void two(std::string& out, unsigned n) {
  out += static_cast<char>('0' + n / 10);
  out += static_cast<char>('0' + n % 10);
}

void write_number(std::string& out, int128 value, int digits) {
  std::string text = Decimal::of(value, digits).str();
  out += text;
}

}  // namespace

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string Maker::head() const {
  std::string out = "\xEF\xBB\xBF";
  out += fmt::format("{}：由 zhiheng simulate 生成（种子{}），不是真实的{}，不得当作真实案件使用\n", catalog::kSimulatedMark,
                     seed_, table_.simulation().kind->name);
  for (const Column& column : columns_) out += quoted(column.field->name) + ",";
  return out + catalog::kSimulatedColumn + "\n";
}

std::uint64_t Maker::luck(std::int64_t n, std::size_t column) const {
  return Dice::mixed(Dice::mixed(seed_ + 0x9E3779B97F4A7C15ULL * (static_cast<std::uint64_t>(n) + 1)) +
                     0xD1B54A32D192ED03ULL * (column + 1));
}

/// Where record `n` stands when all lie in the order of the cells: a permutation of all records by a Feistel network, so that
/// neighbours in time have nothing else in common.
std::int64_t Maker::place(std::int64_t n) const {
  const std::uint64_t mask = (std::uint64_t{1} << bits_) - 1;
  auto at = static_cast<std::uint64_t>(n);
  do {
    std::uint64_t left = at >> bits_, right = at & mask;
    for (std::uint64_t round = 0; round < 4; ++round) {
      const std::uint64_t next = left ^ (Dice::mixed(seed_ ^ (right * 0x9E3779B97F4A7C15ULL + round)) & mask);
      left = right;
      right = next;
    }
    at = (left << bits_) | right;
  } while (at >= static_cast<std::uint64_t>(rows_));
  return static_cast<std::int64_t>(at);
}

Maker::Moment Maker::moment(std::int64_t n, std::size_t cell, std::size_t column) const {
  const Slot& slot = slot_at(columns_[column], cell);
  const std::uint64_t dice = luck(n, column);
  switch (slot.kind) {
    case Slot::Kind::time: {  // evenly over the period, in the order of the numbers; by day from eight to eight
      const int128 days = static_cast<int128>(n) * day_count_;
      const auto rest = static_cast<std::int64_t>(days % rows_ * 43200 / rows_);
      return {first_day_ + static_cast<std::int64_t>(days / rows_), 28800 + rest};
    }
    case Slot::Kind::later: {
      const Draw& draw = table_.simulation().draws[static_cast<std::size_t>(slot.what)];
      Moment m{first_day_, 28800};
      if (const int after = columns_[column].after; after >= 0 && columns_[static_cast<std::size_t>(after)].after < 0)
        m = moment(n, cell, static_cast<std::size_t>(after));
      const auto more = static_cast<std::int64_t>(Dice::reduce(dice, static_cast<std::uint64_t>(draw.days) + 1));
      if (more > 0) m.second = 32400 + static_cast<std::int64_t>(Dice::reduce(Dice::mixed(dice), 28800));
      m.day += more;
      return m;
    }
    case Slot::Kind::date: {
      const Range& range = ranges_[static_cast<std::size_t>(slot.what)];
      return {range.low + static_cast<std::int64_t>(Dice::reduce(dice, static_cast<std::uint64_t>(range.width))),
              32400 + static_cast<std::int64_t>(Dice::reduce(Dice::mixed(dice), 28800))};
    }
    default:
      return {first_day_, 28800};
  }
}

/// Equal parts, the first ones by one greater; then one of each pair gives some of its part to the other.
std::int64_t Maker::share(const Share& s, std::int64_t rank, std::size_t column) const {
  const auto part = [&](std::int64_t at) {
    return static_cast<std::int64_t>(s.total / s.records) + (at < s.total % s.records ? 1 : 0);
  };
  const std::int64_t mine = part(rank), partner = rank ^ 1;
  if (partner >= s.records) return mine;
  const std::int64_t least = std::min(mine, part(partner));
  const auto moved = static_cast<std::int64_t>(Dice::reduce(luck(rank >> 1, column), static_cast<std::uint64_t>(least) + 1));
  return (rank & 1) == 0 ? mine + moved : mine - moved;
}

void Maker::row(std::int64_t n, std::string& out) const {
  const std::int64_t at = place(n);
  const auto found = std::upper_bound(until_.begin(), until_.end(), at / scale_);
  const auto cell = static_cast<std::size_t>(found - until_.begin());
  const std::int64_t inside = at - (cell == 0 ? 0 : until_[cell - 1] * scale_);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const Column& column = columns_[c];
    const Slot& slot = slot_at(column, cell);
    const auto what = static_cast<std::size_t>(slot.what);
    switch (slot.kind) {
      case Slot::Kind::blank:
        break;
      case Slot::Kind::fixed:
        out += texts_[what];
        break;
      case Slot::Kind::serial:
      case Slot::Kind::numbered: {
        const Pattern& p = patterns_[what];
        std::int64_t number = n;
        if (slot.kind == Slot::Kind::numbered) number = column.slots.size() == 1 ? at : slot.base * scale_ + inside;
        if (p.many > 0) number %= p.many;
        out += p.before;
        const std::string digits = std::to_string(p.first + number);
        for (int i = static_cast<int>(digits.size()); i < p.digits; ++i) out += '0';
        if (p.digits > 0) out += digits;
        out += p.after;
        break;
      }
      case Slot::Kind::chosen: {
        const Choice& choice = choices_[what];
        const auto luck_of =
            static_cast<std::int64_t>(Dice::reduce(luck(n, c), static_cast<std::uint64_t>(choice.until.back())));
        out += choice.texts[static_cast<std::size_t>(std::upper_bound(choice.until.begin(), choice.until.end(), luck_of) -
                                                     choice.until.begin())];
        break;
      }
      case Slot::Kind::time:
      case Slot::Kind::later:
      case Slot::Kind::date: {
        const Moment m = moment(n, cell, c);
        const time::year_month_day day{time::sys_days{time::days{m.day}}};
        const auto year = static_cast<unsigned>(static_cast<int>(day.year()));
        two(out, year / 100);
        two(out, year % 100);
        out += '-';
        two(out, static_cast<unsigned>(day.month()));
        out += '-';
        two(out, static_cast<unsigned>(day.day()));
        if (column.field->type == Type::datetime) {
          const auto second = static_cast<unsigned>(m.second);
          out += ' ';
          two(out, second / 3600);
          out += ':';
          two(out, second / 60 % 60);
          out += ':';
          two(out, second % 60);
        }
        break;
      }
      case Slot::Kind::amount: {
        const Range& range = ranges_[what];
        write_number(out,
                     range.low + static_cast<std::int64_t>(Dice::reduce(luck(n, c), static_cast<std::uint64_t>(range.width))),
                     column.field->digits);
        break;
      }
      case Slot::Kind::share:
        write_number(out, share(shares_[what], slot.base * scale_ + inside, c), column.field->digits);
        break;
    }
    out += ',';
  }
  out += catalog::kSimulatedMark;
  out += '\n';
}

}  // namespace zh::simulate
