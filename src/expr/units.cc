#include "expr/node.h"

namespace zh::expr {
namespace {

bool is_pure(const Unit& u) {
  return u.kind == Unit::Kind::none || u.kind == Unit::Kind::ratio || u.kind == Unit::Kind::multiple;
}

/// 件/万人 as what it is: 件/人 with scale -4. Other units are as they are.
Unit plain(const Unit& unit) {
  const std::size_t slash = unit.noun.find('/');
  if (unit.kind != Unit::Kind::counted || slash == std::string::npos) return unit;
  const auto below = Unit::parse(unit.noun.substr(slash + 1));
  if (!below || below->kind != Unit::Kind::counted) return unit;
  return {unit.kind, unit.scale - below->scale, unit.noun.substr(0, slash + 1) + below->noun};
}

}  // namespace

Unit base_unit(const Unit& unit) { return {unit.kind, 0, plain(unit).noun}; }

bool convertible(const Unit& from, const Unit& to) {
  return from.comparable(to) || plain(from).comparable(plain(to)) || (is_pure(from) && is_pure(to));
}

Value converted(Value value, const Unit& to) {
  const int shift = plain(value.unit).scale - plain(to).scale;
  if (value.number && shift != 0) value.number = *value.number * Rational::power_of_ten(shift);
  if (value.interval && shift != 0) {
    const Rational factor = Rational::power_of_ten(shift);
    value.interval = Interval{value.interval->low * factor, value.interval->high * factor};
  }
  value.decimals -= shift;
  value.unit = to;
  return value;
}

std::optional<Unit> product_unit(const Unit& a, const Unit& b, bool divide) {
  const auto pure = [](const Unit& u) { return u.kind != Unit::Kind::counted; };
  // A rate times, or divided by, a plain number stays a rate: (a + b) / 2.
  const auto rate = [](const Unit& u) { return u.kind == Unit::Kind::ratio || u.kind == Unit::Kind::point; };
  if (rate(a) && b.kind == Unit::Kind::none && b.scale == 0) return a;
  if (rate(b) && a.kind == Unit::Kind::none && a.scale == 0 && !divide) return b;
  if (pure(a) && pure(b)) return Unit{};
  if (pure(b)) return a;
  if (pure(a)) return divide ? std::nullopt : std::optional(b);
  if (!divide) return std::nullopt;
  const Unit above = plain(a), below = plain(b);
  if (above.noun == below.noun) return Unit{};
  // 元 ÷ 户 is 元/户; a unit that is a ratio already has no simple name when it is divided again.
  if (above.noun.find('/') != std::string::npos || below.noun.find('/') != std::string::npos) return std::nullopt;
  return Unit{Unit::Kind::counted, above.scale - below.scale, above.noun + "/" + below.noun};
}

}  // namespace zh::expr
