// Readings that the language suggests and that fail by one digit.
//
// What: every rule queues the readings it would have liked best for a number that nothing explains. Here they are weighed
// against each other: the tie of the words is the prior; the evidence is that one wrong digit (or two neighbours swapped) of a
// number that nothing else confirms makes the reading hold, and that few such repairs could have hit it by chance (digits × 9 ×
// chance of a hit). A number that another relation confirms is not repaired. When contradictory: chance is small enough for the
// tie; a `certain` tie needs no repair at all. Of several readings that repair one number the best is told, and others only if
// the same repair serves them. When silent: everything else.
#include "check/misses.h"

#include <algorithm>
#include <map>
#include <set>

#include "check/forms.h"

namespace zh::check {
namespace {

class Settle {
 public:
  Settle(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), confirmed_(e.all.size()) {
    static constexpr const char* kKinds[] = {"sum", "difference", "growth", "ratio", "pp", "complement", "multi", "same"};
    for (const Ledger::Entry& entry : ledger.entries()) {
      if (entry.verdict == Verdict::contradictory) {
        told_.insert(entry.result);
        told_.insert(entry.operands.begin(), entry.operands.end());
      }
      if (entry.verdict != Verdict::consistent || entry.result < 0) continue;
      if (std::none_of(std::begin(kKinds), std::end(kKinds), [&](const char* k) { return std::string_view(entry.kind) == k; }))
        continue;
      if (entry.computed && std::string_view(entry.kind) != "complement" && chance(e_[entry.result], *entry.computed) > 10000)
        continue;
      if (std::string_view(entry.kind) == "sum")
        for (const int id : entry.operands) sums_of_[id].push_back(entry.operands);
      Known known{&entry, nullptr};
      if (entry.computed) {
        Values values;
        for (const int id : entry.operands) values.push_back(e_[id].value);
        known.form = form_of(entry.kind, values, *entry.computed);
      }
      confirmed_[static_cast<std::size_t>(entry.result)].push_back(known);
      for (const int id : entry.operands) confirmed_[static_cast<std::size_t>(id)].push_back(known);
    }
  }

  void run() {
    for (const Miss& m : ledger_.misses) weigh(m);
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.odds < b.odds; });
    std::set<int> repaired;
    for (const Found& f : found_) {
      const Miss& m = *f.miss;
      if (told_.count(m.result) > 0 &&
          std::none_of(f.numbers.begin(), f.numbers.end(), [&](int n) { return told_.count(n) == 0; }))
        continue;
      // What was told about these numbers explains this too.
      bool known = false;
      for (const int n : f.numbers) known = known || repaired.count(n) > 0;
      if (known && !f.strong) continue;
      tell(m, f.computed);
      repaired.insert(f.numbers.begin(), f.numbers.end());
    }
  }

 private:
  struct Found {
    const Miss* miss;
    Interval computed;
    std::int64_t odds;         ///< chance in parts of what the tie allows, in thousandths
    std::vector<int> numbers;  ///< whose repair makes it hold
    bool strong = false;
  };

  /// A relation that holds, and how it is computed if that can be told.
  struct Known {
    const Ledger::Entry* entry;
    Form form;
  };

  bool free(int id) const { return confirmed_[static_cast<std::size_t>(id)].empty(); }
  /// Whether what is known of a number would hold with another value too.
  bool admits(int id, const Interval& value) const {
    for (const Known& known : confirmed_[static_cast<std::size_t>(id)]) {
      const Ledger::Entry& entry = *known.entry;
      Values values;
      for (const int operand : entry.operands) values.push_back(operand == id ? value : e_[operand].value);
      const Interval& printed = entry.result == id ? value : e_[entry.result].value;
      if (std::string_view(entry.kind) == "complement") {
        Interval sum = printed;
        for (const Interval& v : values) sum = sum + v;
        if (!sum.contains(Rational(100))) return false;
        continue;
      }
      if (known.form == nullptr) return false;
      const std::optional<Interval> computed = compute_again(known.form, values);
      if (!computed || !printed.meets(*computed)) return false;
    }
    return true;
  }
  static std::int64_t allowed(Tie tie) {
    switch (tie) {
      case Tie::weak:
        return 15000;
      case Tie::medium:
        return 120000;
      case Tie::strong:
        return 1200000;
      case Tie::certain:
        break;
    }
    return 1000000000;
  }

  void weigh(const Miss& m) {
    // Explained in the meantime.
    const bool additive = std::string_view(m.kind) == "sum";
    for (const int index : ledger_.of_result(m.result)) {
      const Ledger::Entry& known = ledger_.entries()[static_cast<std::size_t>(index)];
      if (std::string_view(known.kind) != m.kind) continue;
      // A total may be divided in several ways.
      if (!additive || std::any_of(m.operands.begin(), m.operands.end(), [&](int id) {
            return std::find(known.operands.begin(), known.operands.end(), id) != known.operands.end();
          }))
        return;
    }
    if (additive && together(m.operands)) return;
    std::vector<Interval> values;
    for (const int id : m.operands) values.push_back(e_[id].value);
    const std::optional<Interval> computed = m.again(values);
    if (!computed) return;
    std::vector<int> numbers = m.operands;
    numbers.insert(numbers.begin(), m.result);
    std::int64_t digits = 0;
    Found f{&m, *computed, 0, {}, m.tie >= Tie::strong};
    const Claim& printed = e_[m.result];
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const Claim& c = e_[numbers[i]];
      digits += free(numbers[i]) ? static_cast<std::int64_t>(digits_of(c).size()) : 1;
      const auto holds = [&](const Interval& v) {
        if (i == 0) return v.meets(*computed);
        if (additive)
          return (Interval{computed->low - values[i - 1].low, computed->high - values[i - 1].high} + v).meets(printed.value);
        const Interval kept = values[i - 1];
        values[i - 1] = v;
        const std::optional<Interval> again = m.again(values);
        values[i - 1] = kept;
        return again && again->meets(printed.value);
      };
      const bool hit = any_variant(c, [&](const Interval& v) { return holds(v) && admits(numbers[i], v); });
      if (hit) f.numbers.push_back(numbers[i]);
    }
    // Amounts that merely follow a larger one are often its parts, and often not.
    const std::int64_t limit = !additive ? allowed(m.tie)
                               : m.tie == Tie::medium
                                   ? 50000
                                   : std::min<std::int64_t>(allowed(m.tie), m.tie == Tie::certain ? allowed(m.tie) : 600000);
    const std::int64_t luck = chance(printed, *computed) * 10 * std::max<std::int64_t>(digits, 1);
    if (m.tie != Tie::certain && (f.numbers.empty() || luck > limit)) return;
    if (f.numbers.empty()) f.numbers = {m.result};
    f.odds = luck * 1000 / limit;
    found_.push_back(std::move(f));
  }

  /// Whether the parts make up another total already.
  bool together(const std::vector<int>& parts) const {
    const auto found = sums_of_.find(parts.front());
    if (found == sums_of_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const std::vector<int>& known) {
      return std::find(known.begin(), known.end(), parts[1]) != known.end();
    });
  }

  void tell(const Miss& m, const Interval& computed) {
    contradict(e_, ledger_, m.rule, m.kind, m.result, m.operands, computed, m.formula, m.reason);
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<std::vector<Known>> confirmed_;
  std::set<int> told_;
  std::map<int, std::vector<std::vector<int>>> sums_of_;
  std::vector<Found> found_;
};

}  // namespace

void miss(const Evidence& evidence, Ledger& ledger, Miss candidate) {
  if (candidate.result < 0 || candidate.operands.empty()) return;
  std::vector<Interval> values;
  for (const int id : candidate.operands) {
    if (id < 0 || id == candidate.result || evidence[id].vague() || evidence[id].chinese) return;
    values.push_back(evidence[id].value);
  }
  const Claim& printed = evidence[candidate.result];
  if (printed.vague() || printed.chinese) return;
  const std::optional<Interval> computed = candidate.again(values);
  if (!computed || fit(printed, *computed) != Fit::none) return;
  ledger.misses.push_back(std::move(candidate));
}

void settle_misses(const Evidence& evidence, Ledger& ledger) { Settle(evidence, ledger).run(); }

}  // namespace zh::check
