#include "project/basis.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "report/binding.h"
#include "report/numeral.h"
#include "report/wording.h"

namespace zh::project {
namespace {

constexpr std::size_t kMostBases = 3;
constexpr std::size_t kMostOperands = 60;  ///< numbers that are combined two by two
constexpr int kLongNumber = 3;             ///< significant digits from which chance no longer finds a number everywhere

int significant_digits(const Decimal& number) {
  int digits = 0;
  for (const char c : number.abs().trimmed().str())
    if (c >= '0' && c <= '9' && (digits > 0 || c != '0')) ++digits;
  return digits;
}

/// A number that the data have.
struct Known {
  Rational value;
  Unit unit;
  int decimals = 99;  ///< to which it is known: an estimate's may be negative
};

/// Whether `known`, printed in `unit` with the decimals of `number`, is that number; a sign may have gone into words.
bool prints_as(const Known& known, const Decimal& number, const Unit& unit, bool truncated = false) {
  if (!known.unit.comparable(unit)) return false;
  const Rational value = known.value * Rational::power_of_ten(known.unit.scale - unit.scale);
  const int decimals = std::min(number.scale(), known.decimals + (unit.scale - known.unit.scale));
  const auto is = [&](Rounding rounding) { return round(value.abs(), decimals, rounding) == number.abs(); };
  return is(Rounding::half_up) || is(Rounding::half_even) || (truncated && is(Rounding::truncate));
}

std::string shown(const Known& known) {
  const auto decimal = known.value.exact_decimal();
  return (decimal && decimal->scale() <= 8 ? decimal->str() : known.value.str_decimal(4)) + known.unit.str();
}

Known known_of(const expr::Value& value) { return {*value.number, value.unit, value.decimals}; }

void collect_keys(const expr::LineagePtr& lineage, std::vector<store::Key>& keys) {
  if (!lineage || keys.size() >= kMostOperands) return;
  if (lineage->kind == expr::Lineage::Kind::cell && lineage->key) keys.push_back(*lineage->key);
  for (const expr::LineagePtr& input : lineage->inputs) collect_keys(input, keys);
}

}  // namespace

struct Bases::Impl {
  struct Observed {
    const store::Observation* observation;
    Known known;
  };

  explicit Impl(const Model& m) : model(m) {
    for (const catalog::Indicator& indicator : m.catalog.indicators())
      if (!indicator.unit.noun.empty()) nouns.insert(indicator.unit.noun);
    for (const report::Fact& fact : m.report.ledger.facts())
      if (!fact.value.unit.noun.empty()) nouns.insert(fact.value.unit.noun);
    std::set<int> all_years;
    for (const auto& [key, observation] : m.returns.store.all()) {
      if (!observation.value) continue;
      const catalog::Indicator* indicator = m.catalog.by_code(key.indicator);
      by_indicator[key.indicator].push_back(
          {&observation, {Rational(*observation.value), indicator ? indicator->unit : Unit{}, observation.decimals}});
      all_years.insert(key.period.last_year());
    }
    years.assign(all_years.rbegin(), all_years.rend());
  }

  std::string name(const store::Key& key) const {
    const catalog::Indicator* indicator = model.catalog.by_code(key.indicator);
    std::string out = (indicator ? indicator->name : key.indicator) + "（";
    if (key.region != model.config.region.code) out += model.indicators->region_label(key.region) + "，";
    for (const auto& [breakdown, member] : key.members) out += member + "，";
    out += key.period.chinese();
    if (!key.vintage.empty()) out += "，" + key.vintage;
    return out + "）";
  }

  Basis basis(Basis::Kind kind, const Observed& o) const {
    Basis out{kind, name(o.observation->key), shown(o.known), {}};
    for (const store::Origin& origin : o.observation->origins) out.origins.push_back(origin.str());
    return out;
  }

  const Model& model;
  std::set<std::string> nouns;
  std::map<std::string, std::vector<Observed>> by_indicator;
  std::vector<int> years;  ///< that the data have, the latest first
};

namespace {

/// The search for one number: the nearest first, until there are enough.
template <class Impl>
class Search {
 public:
  Search(const Impl& in, const Decimal& number, const Unit& unit, const report::Fact* fact)
      : in_(in), model_(in.model), number_(number), unit_(unit), fact_(fact) {
    if (fact) collect_keys(fact->value.lineage, keys_);
  }

  std::vector<Basis> run() {
    const bool is_long = significant_digits(number_) >= kLongNumber;
    same_value();
    same_indicator();
    other_periods();
    if (is_long) facts();
    if (is_long) observations();
    if (is_long && out_.empty()) formulas();
    return std::move(out_);
  }

 private:
  using Kind = Basis::Kind;

  void add(Basis basis) {
    const auto same = [&](const Basis& b) { return b.what == basis.what && b.value == basis.value; };
    if (out_.size() < kMostBases && std::none_of(out_.begin(), out_.end(), same)) out_.push_back(std::move(basis));
  }
  bool is(const Known& known) const { return prints_as(known, number_, unit_); }

  /// 3612.4 for 3612; 3,612,000万元 for 3612亿元.
  void same_value() {
    if (!fact_ || !fact_->value.number) return;
    const Known known{*fact_->value.number, fact_->value.unit};  // as exactly as it is
    if (!prints_as(known, number_, unit_, true)) return;
    Basis basis{known.unit.scale == unit_.scale ? Kind::rounding : Kind::unit, fact_->expression, shown(known), {}};
    if (fact_->value.lineage)
      for (const store::Origin& origin : expr::origins_of(*fact_->value.lineage)) basis.origins.push_back(origin.str());
    if (basis.origins.size() > 2) basis.origins.resize(2);
    add(std::move(basis));
  }

  /// The observations that the fact rests on, for other periods, members, regions and of other vintages.
  void same_indicator() {
    for (const store::Key& key : keys_) {
      const auto all = in_.by_indicator.find(key.indicator);
      if (all == in_.by_indicator.end()) continue;
      for (const Kind wanted : {Kind::vintage, Kind::year, Kind::member})
        for (const auto& o : all->second) {
          const store::Key& other = o.observation->key;
          const bool same_place = other.region == key.region && other.members == key.members;
          const Kind kind = same_place && other.period == key.period ? Kind::vintage : same_place ? Kind::year : Kind::member;
          if (other != key && kind == wanted && is(o.known)) add(in_.basis(kind, o));
        }
    }
  }

  /// What the fact would say of other years: its expression and wording, evaluated there.
  void other_periods() {
    if (!fact_ || fact_->value.number == std::nullopt) return;
    const std::string text = fact_->expression + (fact_->wording.empty() ? "" : " | " + fact_->wording);
    const report::Binding binding = report::parse_binding(text, {});
    for (const int year : in_.years) {
      expr::Context context = model_.context;
      if (year == context.period.last_year()) continue;
      context.period = Period::year(year);
      Diagnostics ignored;
      const auto phrase = report::word(binding, {*model_.indicators, context, ignored, false});
      if (!phrase) return;
      for (const report::Part& part : phrase->parts)
        if (part.fact && part.value.number && is(known_of(part.value)) && *part.value.number != *fact_->value.number)
          add({Kind::year,
               fact_->expression + (fact_->wording.empty() ? "" : "的" + fact_->wording) + "（" + std::to_string(year) + "年）",
               part.text,
               {}});
    }
  }

  void facts() {
    for (const report::Fact& fact : model_.report.ledger.facts()) {
      if (!fact.value.number || !is(known_of(fact.value))) continue;
      // The same value printed elsewhere says nothing new.
      if (fact_ && fact_->value.number == fact.value.number && fact_->value.unit == fact.value.unit) continue;
      Basis basis{Kind::fact,
                  expr::spelled_out(fact.expression) + (fact.wording.empty() ? "" : "的" + fact.wording),
                  shown(known_of(fact.value)),
                  {}};
      if (!fact.places.empty()) basis.origins.push_back(fact.places.front().str());
      add(std::move(basis));
    }
  }

  void observations() {
    for (const auto& [indicator, all] : in_.by_indicator)
      for (const auto& o : all)
        if (is(o.known) && std::find(keys_.begin(), keys_.end(), o.observation->key) == keys_.end())
          add(in_.basis(Kind::observation, o));
  }

  /// Two numbers of the fact's own indicators, added, subtracted or divided.
  void formulas() {
    std::vector<const typename Impl::Observed*> operands;
    for (const store::Key& key : keys_) {
      const auto all = in_.by_indicator.find(key.indicator);
      if (all == in_.by_indicator.end()) continue;
      for (const auto& o : all->second)
        if (operands.size() < kMostOperands && std::find(operands.begin(), operands.end(), &o) == operands.end())
          operands.push_back(&o);
    }
    for (const auto* a : operands)
      for (const auto* b : operands)
        if (a != b && a->known.unit.comparable(b->known.unit)) combine(*a, *b);
  }

  template <class Observed>
  void combine(const Observed& a, const Observed& b) {
    const Rational x = a.known.value * Rational::power_of_ten(a.known.unit.scale);
    const Rational y = b.known.value * Rational::power_of_ten(b.known.unit.scale);
    Unit plain = a.known.unit;
    plain.scale = 0;
    const auto formula = [&](const std::string& sign, const Rational& value, const Unit& unit) {
      if (!is({value * Rational::power_of_ten(-unit.scale), unit})) return;
      Known known{value * Rational::power_of_ten(-unit.scale), unit};
      if (unit == plain) known = {value * Rational::power_of_ten(-unit_.scale), unit_};
      Basis basis{
          Kind::formula, in_.name(a.observation->key) + " " + sign + " " + in_.name(b.observation->key), shown(known), {}};
      if (sign == "比") basis.what += " 的增速";
      for (const auto* o : {&a, &b})
        if (!o->observation->origins.empty()) basis.origins.push_back(o->observation->origins.front().str());
      add(std::move(basis));
    };
    if (&a < &b) formula("＋", x + y, plain);
    formula("－", x - y, plain);
    if (y.is_zero()) return;
    const Unit percent{Unit::Kind::ratio, -2, ""};
    formula("÷", x / y, percent);
    formula("比", (x - y) / y, percent);
  }

  const Impl& in_;
  const Model& model_;
  const Decimal& number_;
  const Unit& unit_;
  const report::Fact* fact_;
  std::vector<store::Key> keys_;  ///< of the cells that the fact rests on
  std::vector<Basis> out_;
};

/// The unit in which a fact is printed: 数(单位 = 万户) moves the point.
Unit printed_unit(const report::Fact& fact) {
  Unit unit = fact.value.unit;
  const auto figure = Decimal::parse(fact.figure);
  if (!figure || !fact.value.number) return unit;
  for (const int scale : {unit.scale, 0, 4, 8, 12, 3, 6, 7}) {
    const Rational value = fact.value.number->abs() * Rational::power_of_ten(unit.scale - scale);
    if (round(value, figure->scale(), Rounding::half_up) != figure->abs() &&
        round(value, figure->scale(), Rounding::half_even) != figure->abs())
      continue;
    unit.scale = scale;
    break;
  }
  return unit;
}

}  // namespace

Bases::Bases(const Model& model) : impl_(std::make_unique<Impl>(model)) {}
Bases::~Bases() = default;

std::vector<Basis> Bases::of(const Decimal& number, const Unit& unit, const report::Fact* fact) const {
  return Search<Impl>(*impl_, number, unit, fact).run();
}

std::optional<Bases::Quantity> Bases::quantity(const std::string& text, const report::Fact* fact) const {
  constexpr std::size_t kLongestUnit = 8;
  const std::u32string all = to_u32(nfkc(text));
  std::size_t begin = 0;
  while (begin < all.size() && !report::is_digit(all[begin])) ++begin;
  if (begin == all.size()) return std::nullopt;
  std::size_t end = begin;
  std::string numeral = begin > 0 && (all[begin - 1] == U'-' || all[begin - 1] == U'−') ? "-" : "";
  for (; end < all.size(); ++end) {
    const bool inside = (all[end] == U'.' || all[end] == U',') && end + 1 < all.size() && report::is_digit(all[end + 1]);
    if (!report::is_digit(all[end]) && !inside) break;
    if (all[end] != U',') numeral += static_cast<char>(all[end]);
  }
  const auto number = Decimal::parse(numeral);
  if (!number) return std::nullopt;
  Quantity out{*number, fact ? printed_unit(*fact) : Unit{}, numeral};
  while (end < all.size() && all[end] == U' ') ++end;
  for (std::size_t length = std::min(kLongestUnit, all.size() - end); length > 0; --length) {
    const auto unit = Unit::parse(to_utf8(all.substr(end, length)));
    const bool is_known = unit && (unit->kind != Unit::Kind::counted || impl_->nouns.count(unit->noun) > 0);
    if (!is_known) continue;
    if (unit->kind == Unit::Kind::none)  // 万, 亿 alone: of the fact's noun
      out.unit.scale = unit->scale;
    else
      out.unit = *unit;
    break;
  }
  return out;
}

}  // namespace zh::project
