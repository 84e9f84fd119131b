#include "check/ties.h"

#include <algorithm>
#include <set>

#include "check/fractions.h"
#include "check/search.h"

namespace zh::check {

Ties::Ties(const Evidence& evidence, const Ledger& ledger, const std::vector<Relation>& relations)
    : e_(evidence), of_number_(evidence.all.size()) {
  std::set<std::vector<int>> told;
  for (std::size_t i = 0; i < relations.size(); ++i) {
    const Relation& r = relations[i];
    if (!r.result || r.operands.empty() || r.verdict == Verdict::undecided || r.kind == "bound") continue;
    Tie tie;
    tie.relation = static_cast<int>(i);
    tie.result = *r.result;
    tie.operands = r.operands;
    tie.holds = r.verdict == Verdict::consistent;
    tie.loose = ledger.entries()[i].charge >= kLoose;
    tie.fraction = r.rule == "R204";
    tie.quotient = r.kind == "ratio" || r.kind == "growth" || r.kind == "multi";
    tie.order = r.kind == "order";
    if (tie.order && r.rule != "O901") continue;
    if (tie.only_together()) {
      // Not computed: it only says which values are possible.
    } else {
      if (!r.computed) continue;
      Values values;
      for (const int id : r.operands) values.push_back(e_[id].value);
      tie.form = form_of(r.kind, values, *r.computed);
      if (tie.form == nullptr) continue;
    }
    std::vector<int> numbers = r.operands;
    std::sort(numbers.begin(), numbers.end());
    numbers.insert(numbers.begin(), tie.result);
    told.insert(std::move(numbers));
    add(std::move(tie));
  }
  for (const Miss& m : ledger.misses) {
    if (m.tie < check::Tie::weak) continue;
    std::vector<int> numbers = m.operands;
    std::sort(numbers.begin(), numbers.end());
    numbers.insert(numbers.begin(), m.result);
    if (!told.insert(std::move(numbers)).second) continue;
    Tie tie;
    tie.result = m.result;
    tie.operands = m.operands;
    tie.miss = &m;
    add(std::move(tie));
  }
}

void Ties::add(Tie tie) {
  of_number_[static_cast<std::size_t>(tie.result)].push_back(ties_.size());
  for (const int id : tie.operands)
    if (id != tie.result) of_number_[static_cast<std::size_t>(id)].push_back(ties_.size());
  ties_.push_back(std::move(tie));
}

const Interval& Ties::value(int id, const Changes& changes) const {
  const Interval* changed = changes.find(id);
  return changed != nullptr ? *changed : e_[id].value;
}

std::optional<Interval> Ties::computed(const Tie& tie, const Changes& changes) const {
  Values values;
  for (const int id : tie.operands) values.push_back(value(id, changes));
  return tie.miss != nullptr ? tie.miss->again(values) : compute_again(tie.form, values);
}

bool Ties::holds(const Tie& tie, const Changes& changes) const {
  if (tie.fraction) {
    const Interval& n = value(tie.operands.front(), changes);
    if (!n.is_point() || n.low.sign() <= 0) return false;
    if (const Interval* rate = changes.find(tie.result)) {
      Claim printed = e_[tie.result];
      printed.exact = (rate->low + rate->high) / Rational(2);
      printed.value = *rate;
      return possible_fraction(n.low, printed);
    }
    return possible_fraction(n.low, e_[tie.result]);
  }
  if (tie.order) {
    const Interval* before = &value(tie.result, changes);
    for (const int id : tie.operands) {
      const Interval* next = &value(id, changes);
      if (next->low > before->high) return false;
      before = next;
    }
    return true;
  }
  return how(tie, changes) != Fit::none;
}

Fit Ties::how(const Tie& tie, const Changes& changes) const {
  const std::optional<Interval> again = computed(tie, changes);
  if (!again) return Fit::none;
  const Interval& printed = value(tie.result, changes);
  if (printed.meets(*again)) return Fit::rounded;
  const Claim& c = e_[tie.result];
  if (!tie.quotient || !c.is_percentage() || printed.is_point()) return Fit::none;
  // Cut off: the printed digits are the first of the exact ones.
  const Rational middle = (printed.low + printed.high) / Rational(2);
  const Interval cut = middle.sign() >= 0 ? Interval{middle, middle + c.unit_place} : Interval{middle - c.unit_place, middle};
  return cut.low < again->high && again->low < cut.high ? Fit::truncated : Fit::none;
}

std::optional<Rational> Ties::solved(const Tie& tie, int number, const Changes& changes) const {
  if (tie.only_together()) return std::nullopt;
  const std::optional<Interval> again = computed(tie, changes);
  if (!again) return std::nullopt;
  const auto middle = [](const Interval& v) { return (v.low + v.high) / Rational(2); };
  if (number == tie.result) return middle(*again);
  // a ÷ b in percent: the part or the whole that is printed like no other.
  if (tie.miss == nullptr && tie.operands.size() == 2 &&
      tie.form ==
          form_of("ratio", {Interval::exactly(1), Interval::exactly(3)}, Interval::exactly(Rational::fraction(100, 3)))) {
    const Rational share = middle(value(tie.result, changes)) / Rational(100), place = e_[number].unit_place;
    const Rational other = middle(value(tie.operands[number == tie.operands[0] ? 1 : 0], changes));
    if (share.sign() <= 0) return std::nullopt;
    const Rational exact = number == tie.operands[0] ? other * share : other / share;
    return (exact / place + Rational::fraction(1, 2)).floor() * place;
  }
  if (tie.miss != nullptr || tie.form != form_of("sum", {Interval::exactly(1), Interval::exactly(1)}, Interval::exactly(2)))
    return std::nullopt;
  return middle(value(number, changes)) + middle(value(tie.result, changes)) - middle(*again);
}

bool Ties::exactly(const Tie& tie, const Changes& changes) const {
  if (tie.only_together()) return false;
  Changes middles;
  const auto middle = [](const Interval& v) { return (v.low + v.high) / Rational(2); };
  for (const int id : tie.operands) middles.values.emplace_back(id, Interval::exactly(middle(value(id, changes))));
  const std::optional<Interval> again = computed(tie, middles);
  if (!again) return false;
  const Rational gap = (middle(value(tie.result, changes)) - middle(*again)).abs();
  return gap * Rational(2) <= e_[tie.result].unit_place;
}

Ties::Effect Ties::effect(const Changes& changes) const {
  Effect out;
  std::set<std::size_t> touched;
  for (const auto& [number, changed] : changes.values) touched.insert(of(number).begin(), of(number).end());
  std::set<int> gained;
  for (const std::size_t index : touched) {
    const Tie& tie = ties_[index];
    const bool now = holds(tie, changes);
    if (tie.miss != nullptr) {
      // What chance would hit as often says nothing.
      const std::int64_t telling = tie.miss->tie >= check::Tie::medium ? 20000 : 5000;
      const std::optional<Interval> again = now ? computed(tie, changes) : std::nullopt;
      if (again && chance(e_[tie.result], *again) <= telling) gained.insert(tie.result);
    } else if (!tie.holds && now) {
      out.clears.push_back(tie.relation);
      out.exact += exactly(tie, changes);
      out.cut += !tie.only_together() && how(tie, changes) == Fit::truncated;
    } else if (tie.holds && !now) {
      out.breaks.push_back(index);
      out.cost += tie.loose ? 3 : 9;
    }
  }
  out.gains = static_cast<int>(gained.size());
  return out;
}

}  // namespace zh::check
