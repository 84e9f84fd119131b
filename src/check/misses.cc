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
#include <limits>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "check/forms.h"
#include "check/meant.h"

namespace zh::check {
namespace {

/// In millionths: a loosely tied relation that chance hits as often as this confirms nothing.
constexpr std::int64_t kCoincidence = 500;
/// As many readings of one number as this wait without hitting it by their number alone.
constexpr int kFew = 3;

/// What two readings that one repair serves may owe to chance, in millionths times ten; and no second reading at all.
constexpr std::int64_t kTogether = 20000, kNever = std::numeric_limits<std::int64_t>::max(), kHopeless = 6'000'000;

class Settle {
 public:
  Settle(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), meant_(e, ledger), confirmed_(e.all.size()) {
    static constexpr std::string_view kKinds[] = {"sum", "difference", "growth", "ratio", "pp", "complement", "multi", "same"};
    for (const Ledger::Entry& entry : ledger.entries()) {
      if (entry.verdict == Verdict::contradictory) {
        told_.insert(entry.result);
        told_.insert(entry.operands.begin(), entry.operands.end());
      }
      if (entry.verdict != Verdict::consistent || entry.result < 0) continue;
      if (std::find(std::begin(kKinds), std::end(kKinds), entry.kind) == std::end(kKinds)) continue;
      if (entry.operands.size() == 2) pairs_.insert(pair_of(entry.kind, entry.operands));
      if (entry.computed && entry.kind != "complement" && chance(e_[entry.result], *entry.computed) > 10000) continue;
      // Nor does what arithmetic alone found among several.
      if (entry.charge >= kLoose && entry.computed &&
          chance(e_[entry.result], *entry.computed) * entry.charge > kCoincidence * 100)
        continue;
      if (entry.kind == "sum")
        for (const int id : entry.operands) sums_of_[id].push_back(&entry);
      confirmed_[static_cast<std::size_t>(entry.result)].push_back(&entry);
      for (const int id : entry.operands) confirmed_[static_cast<std::size_t>(id)].push_back(&entry);
    }
  }

  void run() {
    for (const Miss& m : ledger_.misses)
      if (m.tie < Tie::certain && m.tie > Tie::wild) ++readings_[{m.kind, m.result}];
    for (const Miss& m : ledger_.misses) weigh(m);
    support();
    corroborate();
    std::vector<const Found*> order;
    for (const Found& f : found_)
      if (told(f)) order.push_back(&f);
    std::stable_sort(order.begin(), order.end(), [&](const Found* a, const Found* b) { return odds(*a) < odds(*b); });
    std::set<int> repaired;
    std::set<std::pair<std::string_view, int>> said;  ///< kinds and results
    for (const Found* f : order) {
      const Miss& m = *f->miss;
      const std::vector<int> numbers = numbers_of(*f);
      if (f->tie < Tie::certain && told_.count(m.result) > 0 &&
          std::none_of(numbers.begin(), numbers.end(), [&](int n) { return told_.count(n) == 0; }))
        continue;
      // What was told about these numbers explains this too.
      const bool known = std::any_of(numbers.begin(), numbers.end(), [&](int n) { return repaired.count(n) > 0; });
      if (known && f->tie < Tie::strong) continue;
      // Change and growth, level and earlier level are wrong together and told once; and a number that the words tie to two
      // others is not tied to a third and fourth by their place.
      if ((known || f->tie < Tie::strong) && said.count({m.kind, m.result}) > 0) continue;
      if (!tell(m, f->computed)) continue;
      repaired.insert(numbers.begin(), numbers.end());
      said.emplace(m.kind, m.result);
    }
  }

 private:
  /// A number with another value that makes the reading hold.
  struct Remedy {
    int number;
    Rational low;
    friend auto operator<=>(const Remedy&, const Remedy&) = default;
  };
  struct Found {
    const Miss* miss;
    Interval computed;
    std::int64_t luck;  ///< chance that a digit changed anywhere hits, in millionths times ten
    Tie tie;
    std::vector<Remedy> remedies;
    std::int64_t together = kNever;  ///< chance that another reading wants the same repair
  };

  /// Two operands by their values, whichever mention of them is meant.
  struct Pair {
    std::string_view kind;
    Rational first, second;
    friend bool operator==(const Pair&, const Pair&) = default;
  };
  struct Hash {
    std::size_t operator()(const Pair& pair) const {
      return pair.first.hash() * 31 + pair.second.hash() * 7 + pair.kind.size();
    }
  };
  Pair pair_of(std::string_view kind, const std::vector<int>& operands) const {
    const Rational &a = e_[operands[0]].exact, &b = e_[operands[1]].exact;
    if ((kind == "pp" || kind == "difference") && b < a) return {kind, b, a};
    return {kind, a, b};
  }

  bool told(const Found& f) const {
    return f.tie == Tie::certain || (!f.remedies.empty() && (f.luck <= allowed(*f.miss, f.tie) || f.together <= kTogether));
  }
  /// Readings that need nothing from each other and that one and the same repair serves.
  void corroborate() {
    std::map<Remedy, std::vector<std::size_t>> of_remedy;
    for (std::size_t i = 0; i < found_.size(); ++i)
      for (const Remedy& r : found_[i].remedies) of_remedy[r].push_back(i);
    for (const auto& [remedy, ids] : of_remedy)
      for (std::size_t x = 0; x < ids.size(); ++x)
        for (std::size_t y = x + 1; y < ids.size(); ++y) {
          Found &a = found_[ids[x]], &b = found_[ids[y]];
          if (!independent(*a.miss, *b.miss, remedy.number)) continue;
          // The second reading must ask for the one change among all that the digits allow.
          if (!tellable(a) && !tellable(b)) continue;
          const auto ways = static_cast<std::int64_t>(9 * digits_of(e_[remedy.number]).size());
          const std::int64_t both = a.luck * a.miss->tries * b.luck / 10'000'000 * b.miss->tries / ways;
          a.together = std::min(a.together, both);
          b.together = std::min(b.together, both);
        }
  }
  static bool tellable(const Found& f) { return f.tie != Tie::wild && f.luck <= allowed(*f.miss, Tie::strong); }
  bool independent(const Miss& a, const Miss& b, int number) const {
    // Two ways to compute one number are alternatives.
    if (a.result == b.result && a.kind == b.kind) return false;
    const auto others = [&](const Miss& m) {
      std::set<Rational> out;
      for (const int id : m.operands)
        if (id != number) out.insert(e_[id].exact);
      if (m.result != number) out.insert(e_[m.result].exact);
      return out;
    };
    const std::set<Rational> x = others(a), y = others(b);
    return std::none_of(x.begin(), x.end(), [&](const Rational& v) { return y.count(v) > 0; });
  }
  static std::int64_t odds(const Found& f) {
    return std::min(f.luck * 1000 / allowed(*f.miss, f.tie), f.together == kNever ? kNever : f.together * 1000 / kTogether);
  }
  static std::vector<int> numbers_of(const Found& f) {
    std::vector<int> out;
    for (const Remedy& r : f.remedies)
      if (std::find(out.begin(), out.end(), r.number) == out.end()) out.push_back(r.number);
    if (out.empty()) out.push_back(f.miss->result);
    return out;
  }

  /// How a relation that holds is computed, if that can be told; remembered.
  Form form(const Ledger::Entry& entry) const {
    const auto [known, fresh] = forms_.try_emplace(&entry, nullptr);
    if (!fresh || !entry.computed) return known->second;
    Values values;
    values.reserve(entry.operands.size());
    for (const int id : entry.operands) values.push_back(e_[id].value);
    return known->second = form_of(entry.kind, values, *entry.computed);
  }

  bool free(int id) const { return confirmed_[static_cast<std::size_t>(id)].empty(); }
  /// Whether what is known of a number would hold with another value too.
  bool admits(int id, const Interval& value) const {
    for (const Ledger::Entry* known : confirmed_[static_cast<std::size_t>(id)]) {
      const Ledger::Entry& entry = *known;
      Values values;
      values.reserve(entry.operands.size());
      for (const int operand : entry.operands) values.push_back(operand == id ? value : e_[operand].value);
      const Interval& printed = entry.result == id ? value : e_[entry.result].value;
      if (entry.kind == "complement") {
        Interval sum = printed;
        for (const Interval& v : values) sum = sum + v;
        if (!sum.contains(Rational(100))) return false;
        continue;
      }
      const Form how = form(entry);
      if (how == nullptr) return false;
      const std::optional<Interval> computed = compute_again(how, values);
      if (!computed || !printed.meets(*computed)) return false;
    }
    return true;
  }
  /// What chance may be at most, by family and tie, in millionths times ten. Measured: of the readings that wait in sixty
  /// documents without error none is told, and with one digit changed most are.
  static std::int64_t allowed(const Miss& m, Tie tie) {
    struct Allowance {
      std::string_view rule;  ///< code or its beginning
      std::int64_t weak, medium, strong;
    };
    static constexpr Allowance kAllowed[] = {
        {"C701", 80000, 8000000, 8000000}, {"D503", 100000, 450000, 1200000}, {"D504", 15000, 450000, 1200000},
        {"D", 30000, 400000, 1200000},     {"E80", 15000, 250000, 1500000},

        {"G402", 60000, 300000, 3200000},  {"G40", 60000, 300000, 1200000},   {"G451", 15000, 950000, 1200000},
        {"M4", 50000, 400000, 1200000},    {"P60", 15000, 1200000, 2900000},  {"R2", 50000, 400000, 2500000},
        {"S101", 60000, 300000, 600000},   {"S121", 15000, 250000, 1000000},  {"S134", 15000, 300000, 1200000},

        {"T201", 15000, 150000, 1200000},  {"T3", 15000, 150000, 30000000},   {"S1", 15000, 50000, 600000},
        {"", 15000, 120000, 1200000}};
    const Allowance& own = *std::find_if(std::begin(kAllowed), std::end(kAllowed), [&](const Allowance& a) {
      return std::string_view(m.rule).substr(0, a.rule.size()) == a.rule;
    });
    switch (tie) {
      case Tie::wild:
        return 1;
      case Tie::weak:
        return own.weak;
      case Tie::medium:
        return own.medium;
      case Tie::strong:
        return own.strong;
      case Tie::certain:
        break;
    }
    return 1000000000;
  }

  void weigh(const Miss& m) {
    // Explained in the meantime.
    const bool additive = m.kind == "sum";
    for (const int index : ledger_.of_result(m.result)) {
      const Ledger::Entry& known = ledger_.entries()[static_cast<std::size_t>(index)];
      // What arithmetic found in a text does not outweigh words that fix all parts.
      if (additive && m.tie == Tie::certain && std::string_view(known.rule) == "S111") continue;
      // 受理96件：上级转办21件，占22%: what its own sentence gives is not of a total elsewhere.
      if (!additive && known.kind == m.kind && known.kind == "ratio" && local(known.result, known.operands) &&
          !local(m.result, m.operands))
        return;
      if (known.kind != m.kind || (!additive && known.charge >= kLoose && m.tie >= Tie::strong && !told_exactly(known, m)))
        continue;
      // 投诉、举报、咨询共9100件: the words name a part that the other reading leaves out.
      if (additive && m.tie == Tie::certain && std::string_view(m.rule) == "S101" &&
          known.operands.size() + 1 == m.operands.size() &&
          std::all_of(known.operands.begin(), known.operands.end(),
                      [&](int id) { return std::find(m.operands.begin(), m.operands.end(), id) != m.operands.end(); }))
        continue;
      // A total may be divided in several ways.
      if (!additive || std::any_of(m.operands.begin(), m.operands.end(), [&](int id) {
            return std::find(known.operands.begin(), known.operands.end(), id) != known.operands.end();
          }))
        return;
    }
    if (additive && overlapping(m)) return;
    // 一级救援478起，占98.76%；二级救援7起，占1.45%: each is right of its own count, and one thing was counted twice.
    if (m.kind == "complement" && ledger_.explained(m.result, {"ratio"}) &&
        std::all_of(m.operands.begin(), m.operands.end(), [&](int id) { return ledger_.explained(id, {"ratio"}); }))
      return;
    if (meant_.multiple_of_prose(m)) return;
    bool displaced = false;
    if (additive && together(m, displaced)) return;
    // Two numbers have one quotient and one difference; another number is then of something else.
    if (m.operands.size() == 2 && !additive && m.tie < Tie::certain && pairs_.count(pair_of(m.kind, m.operands)) > 0) return;
    std::vector<Interval> values;
    values.reserve(m.operands.size());
    for (const int id : m.operands) values.push_back(e_[id].value);
    const std::optional<Interval> computed = m.again(values);
    if (!computed) return;
    std::int64_t digits = free(m.result) ? static_cast<std::int64_t>(digits_of(e_[m.result]).size()) : 1;
    for (const int id : m.operands) digits += free(id) ? static_cast<std::int64_t>(digits_of(e_[id]).size()) : 1;
    Found f{&m, *computed, chance(e_[m.result], *computed) * 10 * std::max<std::int64_t>(digits, 1), m.tie, {}};
    if (displaced || meant_.certain(m, values, *computed)) f.tie = Tie::certain;
    // 526件，下降6.4%，上年为562件，减少46件: another relation ties the same two.
    if (m.operands.size() == 2 && (f.tie == Tie::weak || f.tie == Tie::medium) && tied_elsewhere(m))
      f.tie = f.tie == Tie::weak ? Tie::medium : Tie::strong;
    // Of many readings one is hit by chance more easily than a single one.
    if (f.tie == Tie::weak) f.luck *= std::max(1, readings_[{m.kind, m.result}] - kFew + 1);
    if (f.tie != Tie::certain && f.luck > allowed(m, f.tie)) {
      if (f.luck <= kHopeless) supports_.push_back(std::move(f));
      return;
    }
    for (std::size_t i = 0; i <= m.operands.size(); ++i) {
      const int number = i == 0 ? m.result : m.operands[i - 1];
      const auto serves = [&](const Interval& v) {
        if (holds(f, values, i, v) && admits(number, v)) f.remedies.push_back({number, v.low});
        return false;
      };
      any_variant(e_[number], serves);
      // 265.5万公顷 for 265.5千公顷, 55.48亿元 for 5.548亿元: a misplaced point or another unit, where words tie the numbers.
      if (f.tie >= Tie::strong && m.kind != "multi" && !e_[number].is_percentage())
        for (const int places : {1, -1, 4, -4}) {
          const Rational by = Rational::power_of_ten(places);
          serves({e_[number].value.low * by, e_[number].value.high * by});
        }
    }
    if (f.remedies.empty() && meant_.swapped_in_table(m)) f.tie = Tie::certain;
    if (f.tie == Tie::certain || !f.remedies.empty()) found_.push_back(std::move(f));
  }

  bool local(int result, const std::vector<int>& operands) const {
    const Claim& c = e_[result];
    return c.table < 0 && std::all_of(operands.begin(), operands.end(), [&](int id) {
             return e_[id].table < 0 && e_[id].passage == c.passage && e_[id].sentence == c.sentence;
           });
  }
  /// Whether a relation that holds, of the same part, is no coincidence whichever reading found it.
  bool told_exactly(const Ledger::Entry& known, const Miss& m) const {
    return known.verdict == Verdict::consistent && known.kind == "ratio" && known.computed && !known.operands.empty() &&
           // 合格129件，不合格5件，合格率97.2%: the rest of the same whole.
           (known.operands.front() == m.operands.front() ||
            (known.operands.size() == 2 && known.operands[1] == m.operands.back())) &&
           chance(e_[known.result], *known.computed) * known.charge <= kCoincidence * 100;
  }

  /// 私人汽车32.8万辆，占汽车的90.6%。新能源汽车3.9万辆，占汽车的10.8%: parts told in sentences of their own, each with its
  /// right share of the whole, may overlap.
  bool overlapping(const Miss& m) const {
    if (e_[m.operands.front()].table >= 0 || e_[m.operands.front()].sentence == e_[m.operands.back()].sentence) return false;
    constexpr int kNear = 3;
    Interval shares = Interval::exactly(0);
    const bool each = std::all_of(m.operands.begin(), m.operands.end(), [&](int part) {
      for (int id = part + 1; id <= part + kNear && id < static_cast<int>(e_.all.size()); ++id)
        for (const int index : ledger_.of_result(id)) {
          const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
          if (entry.kind == "ratio" && entry.verdict == Verdict::consistent && entry.operands.size() == 2 &&
              entry.operands[0] == part && entry.operands[1] == m.result) {
            shares = shares + e_[id].value;
            return true;
          }
        }
      return false;
    });
    return each && !shares.contains(Rational(100));
  }

  /// Whether a relation of another kind holds between the two operands and something else.
  bool tied_elsewhere(const Miss& m) const {
    static constexpr std::string_view kPairs[] = {"growth", "difference", "pp"};
    for (const Ledger::Entry* known : confirmed_[static_cast<std::size_t>(m.operands[0])]) {
      const Ledger::Entry& entry = *known;
      if (entry.operands.size() != 2 || entry.result == m.result || m.kind == entry.kind ||
          std::find(std::begin(kPairs), std::end(kPairs), entry.kind) == std::end(kPairs))
        continue;
      const std::vector<int>& o = entry.operands;
      if ((o[0] == m.operands[0] && o[1] == m.operands[1]) || (o[0] == m.operands[1] && o[1] == m.operands[0])) return true;
    }
    return false;
  }

  /// Whether a reading holds with another value of its result (0) or of its i-th operand.
  bool holds(const Found& f, std::vector<Interval>& values, std::size_t i, const Interval& v) const {
    const Interval& printed = e_[f.miss->result].value;
    if (i == 0) return v.meets(f.computed);
    if (f.miss->kind == "sum")
      return (Interval{f.computed.low - values[i - 1].low, f.computed.high - values[i - 1].high} + v).meets(printed);
    const Interval kept = values[i - 1];
    values[i - 1] = v;
    const std::optional<Interval> again = f.miss->again(values);
    values[i - 1] = kept;
    return again && again->meets(printed);
  }

  /// Readings that could not be told alone, where a repair of another serves them.
  void support() {
    std::map<int, std::set<Rational>> repaired;
    for (const Found& f : found_)
      for (const Remedy& r : f.remedies) repaired[r.number].insert(r.low);
    for (Found& f : supports_) {
      std::vector<Interval> values;
      for (std::size_t i = 0; i <= f.miss->operands.size(); ++i) {
        const int number = i == 0 ? f.miss->result : f.miss->operands[i - 1];
        const auto remedies = repaired.find(number);
        if (remedies == repaired.end()) continue;
        if (values.empty())
          for (const int id : f.miss->operands) values.push_back(e_[id].value);
        for (const Rational& low : remedies->second)
          if (holds(f, values, i, {low, low + e_[number].value.width()})) f.remedies.push_back({number, low});
      }
      if (!f.remedies.empty()) found_.push_back(std::move(f));
    }
  }

  /// Whether the parts make up another total already. `displaced`: exactly these parts, and the other total is this one but
  /// for a digit: then one of the two is wrong.
  bool together(const Miss& m, bool& displaced) const {
    const auto found = sums_of_.find(m.operands.front());
    if (found == sums_of_.end()) return false;
    for (const Ledger::Entry* known : found->second) {
      const auto part = [&](int id) {
        return std::find(known->operands.begin(), known->operands.end(), id) != known->operands.end();
      };
      // 91.10亿元，一产40.31亿元，二产28.78亿元，三产22.01亿元: parts of one total are none of each other.
      if (part(m.result) && std::all_of(m.operands.begin(), m.operands.end(), part)) return true;
      std::vector<int> a = known->operands, b = m.operands;
      std::sort(a.begin(), a.end());
      std::sort(b.begin(), b.end());
      if (a == b) {
        displaced = m.tie >= Tie::strong && known->result != m.result && e_[known->result].noun == e_[m.result].noun &&
                    one_edit_apart(digits_of(e_[known->result]), digits_of(e_[m.result]));
        return !displaced;
      }
      if (m.tie < Tie::certain &&
          std::find(known->operands.begin(), known->operands.end(), m.operands[1]) != known->operands.end())
        return true;
    }
    return false;
  }

  /// False where the difference may be an adjustment of the last digit and is only noted.
  bool tell(const Miss& m, const Interval& computed) {
    return contradict(e_, ledger_, m.rule, m.kind, m.result, m.operands, computed, m.formula.text(e_, m.operands), m.reason);
  }

  const Evidence& e_;
  Ledger& ledger_;
  Meant meant_;
  std::vector<std::vector<const Ledger::Entry*>> confirmed_;  ///< by number: the relations that hold
  std::map<std::pair<std::string_view, int>, int> readings_;  ///< that wait, by kind and result
  std::set<int> told_;
  std::map<int, std::vector<const Ledger::Entry*>> sums_of_;
  mutable std::unordered_map<const Ledger::Entry*, Form> forms_;
  std::unordered_set<Pair, Hash> pairs_;  ///< operands of relations of two numbers that hold
  std::vector<Found> found_;
  std::vector<Found> supports_;  ///< readings that can only support others
};

}  // namespace

void settle_misses(const Evidence& evidence, Ledger& ledger) { Settle(evidence, ledger).run(); }

}  // namespace zh::check
