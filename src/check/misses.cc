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
#include "check/lists.h"
#include "check/outcomes.h"
#include "check/shares.h"
#include "check/times.h"

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
  Settle(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), confirmed_(e.all.size()) {
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
        {"C701", 80000, 400000, 1200000}, {"D503", 100000, 450000, 1200000}, {"D504", 15000, 450000, 1200000},
        {"D", 30000, 400000, 1200000},    {"E80", 15000, 250000, 1500000},   {"G40", 60000, 300000, 1200000},
        {"G451", 15000, 950000, 1200000}, {"M4", 50000, 400000, 1200000},    {"P60", 15000, 1200000, 1500000},
        {"R2", 50000, 400000, 2500000},   {"S101", 60000, 300000, 600000},   {"S121", 15000, 250000, 1000000},
        {"T201", 15000, 150000, 1200000}, {"S134", 15000, 300000, 1200000},  {"S1", 15000, 50000, 600000},
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
    if (displaced || (m.tie >= Tie::medium && usual_slip(m, values)) || near_miss(m, *computed)) f.tie = Tie::certain;
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
    if (f.tie == Tie::certain || !f.remedies.empty()) found_.push_back(std::move(f));
  }

  /// Whether a relation that holds, of the same part, is no coincidence whichever reading found it.
  bool told_exactly(const Ledger::Entry& known, const Miss& m) const {
    return known.verdict == Verdict::consistent && known.kind == "ratio" && known.computed && !known.operands.empty() &&
           // 合格129件，不合格5件，合格率97.2%: the rest of the same whole.
           (known.operands.front() == m.operands.front() ||
            (known.operands.size() == 2 && known.operands[1] == m.operands.back())) &&
           chance(e_[known.result], *known.computed) * known.charge <= kCoincidence * 100;
  }

  /// Whether words fix both operands of a quotient and it misses them by little: another reading would lie anywhere.
  bool near_miss(const Miss& m, const Interval& computed) const {
    const Claim& c = e_[m.result];
    const std::string_view rule = m.rule;
    const bool of_column = rule == "T301" || rule == "T302" || rule == "T304";
    if (m.tie < Tie::medium || m.operands.size() != 2 || (c.table >= 0 && !of_column)) return false;
    const Claim &part = e_[m.operands[0]], &whole = e_[m.operands[1]];
    if (of_column || m.patterned) {
      if (m.tie < Tie::strong || !c.is_percentage()) return false;
    } else if (rule == "G401" || rule == "G402" || rule == "D501") {
      if (m.tie < Tie::strong || part.sentence != c.sentence || whole.sentence != c.sentence || part.table >= 0) return false;
    } else if (rule != "R201" || part.id != c.id - 1 || part.table >= 0 || part.sentence != c.sentence ||
               c.clause - part.clause > 1) {
      return false;
    } else if (c.role == Role::share) {
      // 占投诉的55.5%: the whole bears the very name.
      const Text base(claim::strip_name(c.base));
      if (base.size() < 2 || ShareTies::is_place(base) || claim::likeness(whole.name, base) < 80 || whole.role != Role::level)
        return false;
    } else {
      // 受理113件，办结96件，办结率86.9%
      const Text stem = c.role == Role::rate ? stem_of_rate(c) : Text();
      if (stem.size() < 2 || whole.id != c.id - 2 || whole.sentence != c.sentence || !claim::contains(part.before, stem))
        return false;
    }
    const Rational middle = (computed.low + computed.high) / Rational(2);
    const Rational distance = (c.exact - middle).abs();
    return (middle.sign() < 0) == (c.exact.sign() < 0) &&
           distance <= middle.abs() * Rational::fraction(1, rule == "D501" ? 6 : 12) && distance > c.unit_place * Rational(2);
  }

  /// Whether the result is what a usual slip gives: the growth over the new level, the growth of a rate told as points, the
  /// rate of the rest, a total that leaves out or doubles one part. Then the operands are those that the writer meant.
  bool usual_slip(const Miss& m, const std::vector<Interval>& v) const {
    const Claim& printed = e_[m.result];
    const std::string_view rule = m.rule;
    constexpr std::int64_t kRare = 8000;  // millionths
    // Where a number stands elsewhere it may be that of another time.
    const bool here = std::all_of(m.operands.begin(), m.operands.end(), [&](int id) {
      return e_[id].table < 0 && e_[id].passage == printed.passage && e_[id].sentence == printed.sentence;
    });
    if (copied(m)) return true;
    if (!here && m.kind != "sum" && rule != "R201") return false;
    const auto is = [&](const std::optional<Interval>& slip) {
      if (!slip) return false;
      const Interval down{-slip->high, -slip->low};
      const Interval& own = printed.exact.sign() < 0 && slip->low.sign() > 0 ? down : *slip;
      return fit(printed, own) != Fit::none && chance(printed, own) < kRare;
    };
    // 增长 where it fell: the size is right, and the words make plain which of the two is the earlier.
    if (v.size() == 2 && rule == "G402" && m.tie >= Tie::strong)
      if (const std::optional<Interval> growth = m.again(v))
        if (const Interval turned{-growth->high, -growth->low};
            fit(printed, turned) != Fit::none && chance(printed, turned) < kRare)
          return true;
    // 增长178% of 73 against 41, which is 178 % of it.
    if (v.size() == 2 && rule == "G402")
      return is(percentage(v[0] - v[1], v[0])) || (v[0].low > v[1].high && is(percentage(v[0], v[1])));
    if (v.size() == 2 && rule == "G401") {
      const Interval change = magnitude(v[0]);
      return is(percentage(change, v[1])) || is(percentage(change, v[1] - change)) || is(percentage(change, v[1] + change));
    }
    if (v.size() == 2 && rule == "P601")
      return is(percentage(magnitude(v[0] - v[1]), v[1])) || is(percentage(magnitude(v[0] - v[1]), v[0]));
    if (m.tie >= Tie::strong && v.size() == 2 && rule == "R201") {
      const std::optional<Interval> share = percentage(v[0], v[1]);
      return share && is(Interval::exactly(100) - *share);
    }
    if (rule.substr(0, 2) == "S1" && (m.tie >= Tie::strong || rule != "S121") && v.size() >= 3 && m.kind == "sum") {
      const std::optional<Interval> all = m.again(v);
      // Each part left out or doubled is a chance of its own.
      const auto chances = static_cast<std::int64_t>(2 * v.size());
      return all && std::any_of(v.begin(), v.end(), [&](const Interval& part) {
               const Interval without{all->low - part.low, all->high - part.high}, twice = *all + part;
               const bool rare = m.tie >= Tie::strong || chance(printed, without) * chances < kRare;
               return rare && (is(without) || is(twice));
             });
    }
    return false;
  }

  /// 私人汽车32.8万辆，占汽车的90.6%。新能源汽车3.9万辆，占汽车的10.8%: parts told in sentences of their own, each with its
  /// right share of the whole, may overlap.
  bool overlapping(const Miss& m) const {
    if (e_[m.operands.front()].table >= 0 || e_[m.operands.front()].sentence == e_[m.operands.back()].sentence) return false;
    constexpr int kNear = 3;
    return std::all_of(m.operands.begin(), m.operands.end(), [&](int part) {
      for (int id = part + 1; id <= part + kNear && id < static_cast<int>(e_.all.size()); ++id)
        for (const int index : ledger_.of_result(id)) {
          const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
          if (entry.kind == "ratio" && entry.verdict == Verdict::consistent && entry.operands.size() == 2 &&
              entry.operands[0] == part && entry.operands[1] == m.result)
            return true;
        }
      return false;
    });
  }

  /// Whether the result repeats a neighbour told in the same words, which is right where it stands: 民事结案率 with the rate of
  /// 刑事.
  bool copied(const Miss& m) const {
    constexpr int kNear = 12;
    const Claim& c = e_[m.result];
    if (!m.patterned || m.tie < Tie::strong || digits_of(c).size() < 4) return false;
    for (int id = std::max(0, c.id - kNear); id <= c.id + kNear && id < static_cast<int>(e_.all.size()); ++id) {
      const Claim& x = e_[id];
      if (id == c.id || x.kind != c.kind || x.role != c.role || x.exact != c.exact || x.decimals != c.decimals ||
          x.block != c.block || x.before != c.before)
        continue;
      const std::vector<int>& found = ledger_.of_result(id);
      if (std::any_of(found.begin(), found.end(), [&](int index) {
            const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
            return entry.kind == m.kind && entry.verdict == Verdict::consistent;
          }))
        return true;
    }
    return false;
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

namespace {

/// Whether words allow that a share or rate is of these two.
bool part_of_whole(const Evidence& evidence, const Claim& rate, const Claim& part, const Claim& whole) {
  // One quantity told twice; 3家 of 60批次; means.
  if (part.exact == whole.exact || evidence.mean(part.id) || evidence.mean(whole.id)) return false;
  if (!part.noun.empty() && !whole.noun.empty() && part.noun[0] != whole.noun[0] && !claim::is_measured(part.noun) &&
      !claim::is_measured(whole.noun))
    return false;
  // Ⅳ、Ⅴ类合计占8.7%: of several together.
  static const claim::Words kJointly = {U"合计", U"共占", U"总共", U"两者", U"三者", U"四者", U"之和", U"相加", U"加起来"};
  // 甲（412件）、乙（286件），合计占总量1580件的44.2%
  const View said = rate.before == U"的" ? View(rate.clause_before) : View(rate.before);
  if (!claim::find_any(said, kJointly).empty() && claim::find_any(part.before, kJointly).empty()) return false;
  // Cells of one table share a row or a column; those of two tables share nothing.
  if (part.table >= 0 && whole.table >= 0 &&
      (part.table != whole.table || (part.row != whole.row && part.column != whole.column)))
    return false;
  // 由30微克降到29微克: one quantity at two times.
  if (std::abs(part.id - whole.id) == 1 && part.passage == whole.passage) {
    const View link = evidence.between(std::min(part.id, whole.id), std::max(part.id, whole.id));
    if (!link.empty() && claim::one_of(link.back(), U"到至") && link.find_first_of(U"，。；、（）()") == View::npos)
      return false;
  }
  // 上一年度不捕率为13.2%: of amounts of that year.
  const auto earlier = [](const Claim& x) {
    return x.role == Role::prior ||
           !claim::find_any(x.clause_before, {U"上年", U"去年", U"同期", U"上一年", U"上期", U"上月", U"上季"}).empty();
  };
  if (rate.table < 0 && earlier(rate) && part.table < 0 && whole.table < 0 && !earlier(part) && !earlier(whole) &&
      part.clause != rate.clause)
    return false;
  if (rate.role != Role::rate) return true;
  // 高于全国平均合格率96.5%, 由96.4%升至: of what is not told. 抽检1260批次，合格率97.9%: the number is that of the whole.
  if (!claim::find_any(rate.before, {U"全国", U"全省", U"平均水平", U"由", U"从"}).empty()) return false;
  return !outcome_rate(rate) || says_outcome(part) || (!examined(part) && part.sentence == rate.sentence);
}

/// 调解613件，撤诉287件……调解撤诉率: a rate that two amounts before it name together is of both.
bool of_both(const Evidence& evidence, const Claim& rate) {
  constexpr std::size_t kWord = 2;
  const std::size_t at = rate.before.rfind(U'率');
  if (rate.role != Role::rate || at == Text::npos || at < 2 * kWord) return false;
  const View first = rate.before.substr(at - 2 * kWord, kWord), second = rate.before.substr(at - kWord, kWord);
  bool of_first = false, of_second = false;
  for (int id = rate.id - 1; id >= 0 && evidence[id].passage == rate.passage && rate.sentence - evidence[id].sentence <= 1;
       --id) {
    const Claim& c = evidence[id];
    if (!c.is_amount()) continue;
    const bool a = claim::contains(c.before, first), b = claim::contains(c.before, second);
    if (a && b) return false;
    of_first = of_first || a;
    of_second = of_second || b;
  }
  return of_first && of_second;
}

/// Whether the alleged whole has a share right behind it that gives the very total that the part and the printed share give,
/// or that is said to be of the very same: 离婚案件55起，占所有案件的48.67%.
bool siblings_of_one_whole(const Evidence& evidence, const Claim& printed, int part, int whole) {
  const auto next = static_cast<std::size_t>(whole) + 1;
  if (evidence[whole].table >= 0 || next >= evidence.all.size()) return false;
  const Claim& share = evidence[static_cast<int>(next)];
  if (share.id == printed.id || share.role != Role::share || share.passage != evidence[whole].passage ||
      share.segment != evidence[whole].segment || share.value.low.sign() <= 0 || printed.value.low.sign() <= 0)
    return false;
  if (share.base == printed.base && printed.base.size() >= 4 && printed.base.find(U'总') == Text::npos) return true;
  const std::optional<Interval> own = divide(evidence[part].value, printed.value);
  const std::optional<Interval> other = divide(evidence[whole].value, share.value);
  return own && other && own->meets(*other);
}

}  // namespace

namespace {

/// 受理审查起诉6994人。经审查，起诉6285人，不起诉1218人: who was decided on came in part before.
bool came_before(const Evidence& e, int whole, const std::vector<int>& parts) {
  static constexpr View kReviewed[] = {U"批准", U"批捕", U"不捕", U"起诉", U"公诉", U"不诉"};
  const View words = e[whole].clause_before;
  if (e[whole].table >= 0 || claim::find_any(words, {U"受理", U"移送", U"提请", U"审查"}).empty() ||
      !claim::find_any(words, {U"审结", U"办结", U"经审查", U"审查后"}).empty())
    return false;
  return std::all_of(parts.begin(), parts.end(), [&](int id) {
    return std::any_of(std::begin(kReviewed), std::end(kReviewed),
                       [&](View w) { return claim::contains(e[id].clause_before, w); }) &&
           claim::find_any(e[id].clause_before, {U"受理", U"移送", U"提请"}).empty();
  });
}

}  // namespace

namespace {

/// 举报投诉117件 … 占举报案件的15%: the whole of another share near by gives this one too.
bool of_neighbours_whole(const Evidence& e, const Ledger& ledger, const Claim& printed, int part) {
  constexpr int kBack = 60;
  for (int id = std::max(0, printed.id - kBack); id < printed.id; ++id)
    for (const int index : ledger.of_result(id)) {
      const Ledger::Entry& known = ledger.entries()[static_cast<std::size_t>(index)];
      if (std::string_view(known.kind) != "ratio" || known.verdict != Verdict::consistent || known.operands.size() != 2 ||
          e[id].role != Role::share || e[known.operands[1]].noun != e[part].noun)
        continue;
      const std::optional<Interval> q = percentage(e[part].value, e[known.operands[1]].value);
      if (q && fit(printed, *q) == Fit::rounded) return true;
    }
  return false;
}

/// 受理7227宗，当场答复5113宗，转办2114宗，办结1898宗，办结率97.01%: what was answered at once and what was closed, of all.
bool of_both_parts(const Evidence& e, const Claim& printed, int part) {
  constexpr int kBack = 8;
  if (digits_of(printed).size() < 4) return false;
  const auto usable = [&](int id) {
    return id != part && e[id].passage == printed.passage && e[id].is_amount() && e[id].noun == e[part].noun && !e[id].vague();
  };
  for (int x = std::max(0, printed.id - kBack); x < printed.id; ++x)
    for (int whole = std::max(0, printed.id - kBack); usable(x) && whole < printed.id; ++whole) {
      if (whole == x || !usable(whole) || e[whole].exact < e[part].exact + e[x].exact) continue;
      const std::optional<Interval> q = percentage(e[part].value + e[x].value, e[whole].value);
      if (q && fit(printed, *q) == Fit::rounded) return true;
    }
  return false;
}

/// 213.8万起各类警情中，火灾87.8万起、救援44.4万起: some of the kinds.
bool some_kinds(const Evidence& e, int whole, const std::vector<int>& parts) {
  const int first = *std::min_element(parts.begin(), parts.end()), last = *std::max_element(parts.begin(), parts.end());
  if (e[whole].table >= 0 || first < whole || e[first].passage != e[whole].passage) return false;
  const View link = e.between(whole, first);
  return (claim::contains(link, U"各类") || claim::contains(link, U"各种")) &&
         (claim::contains(link, U"中，") || claim::contains(link, U"中,")) &&
         claim::find_any(e[last].clause_before, {U"其他", U"其它", U"其余"}).empty();
}

}  // namespace

bool hidden_rest(const Evidence& e, int whole, const std::vector<int>& parts) {
  const Interval sum = sum_of(e, parts);
  if (e[whole].value.is_point() || sum.high >= e[whole].value.low) return false;
  Rational slack(0);  // percent of the whole
  for (const int id : parts) {
    if (e[id].table >= 0 || id + 1 >= static_cast<int>(e.all.size())) return false;
    const Claim& share = e[id + 1];
    if (share.role != Role::share || share.segment != e[id].segment || share.clause - e[id].clause > 1) return false;
    slack = slack + share.unit_place / Rational(2);
  }
  return (e[whole].value.low - sum.high) * Rational(100) <= slack * e[whole].value.low;
}

void miss(const Evidence& evidence, Ledger& ledger, Miss candidate) {
  if (candidate.result < 0 || candidate.operands.empty()) return;
  std::vector<Interval> values;
  values.reserve(candidate.operands.size());
  for (const int id : candidate.operands) {
    if (id < 0 || id == candidate.result || evidence[id].vague() || evidence[id].chinese) return;
    values.push_back(evidence[id].value);
  }
  if (candidate.kind == "sum") {
    if (evidence.mean(candidate.result) &&
        std::any_of(candidate.operands.begin(), candidate.operands.end(), [&](int id) { return evidence.mean(id); }))
      return;
    // 出口1.43万亿元，进口1.16万亿元，顺差2791.2亿元: a balance is no part.
    if (std::any_of(candidate.operands.begin(), candidate.operands.end(), [&](int id) {
          return evidence[id].table < 0 && !claim::find_any(evidence[id].before, {U"顺差", U"逆差", U"差额"}).empty();
        }))
      return;
    // 抽查620批次，其中生产环节320批次，合格310批次: what passed is of the part before it.
    const auto outcomes = std::count_if(candidate.operands.begin(), candidate.operands.end(),
                                        [&](int id) { return evidence[id].table < 0 && says_outcome(evidence[id]); });
    if (outcomes > 0 && outcomes < static_cast<std::ptrdiff_t>(candidate.operands.size())) return;
    if (came_before(evidence, candidate.result, candidate.operands) ||
        hidden_rest(evidence, candidate.result, candidate.operands))
      return;
    if (some_kinds(evidence, candidate.result, candidate.operands)) return;
  }
  const Claim& printed = evidence[candidate.result];
  // 抚养194件，离婚3730件，两者合计3924件。从结案方式上看，…: what adds two of a list up is not divided again behind it.
  if (std::string_view(candidate.kind) == "sum" && printed.table < 0 &&
      !claim::find_any(printed.clause_before, {U"两者", U"二者", U"三者", U"两项", U"三项"}).empty() &&
      std::all_of(candidate.operands.begin(), candidate.operands.end(), [&](int id) { return id > printed.id; }))
    return;
  if (std::string_view(candidate.kind) == "growth") {
    // 上月未办结233件，本月共有2138件，同比降低2.20%: what was left over is no level of the time before.
    const auto left_over = [&](int id) {
      return !claim::find_any(evidence[id].before, {U"未办结", U"未结", U"结转", U"旧存", U"转入", U"积存"}).empty();
    };
    const auto carried = std::count_if(candidate.operands.begin(), candidate.operands.end(), left_over);
    if (carried > 0 && carried < static_cast<std::ptrdiff_t>(candidate.operands.size())) return;
  }
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 && printed.table < 0 &&
      (printed.role == Role::share  ? of_neighbours_whole(evidence, ledger, printed, candidate.operands[0])
       : printed.role == Role::rate ? of_both_parts(evidence, printed, candidate.operands[0])
                                    : false))
    return;
  // 不起诉20978人，不起诉率21.5%。 … 提起公诉74476人: a rate of what its sentence tells is not also of what a later one does.
  if (std::string_view(candidate.kind) == "ratio" && printed.role == Role::rate && printed.table < 0) {
    const auto there = [&](bool later) {
      return std::any_of(candidate.operands.begin(), candidate.operands.end(), [&](int id) {
        const Claim& c = evidence[id];
        return c.table < 0 && (later ? c.block > printed.block : c.block == printed.block && c.sentence == printed.sentence);
      });
    };
    if (there(true) && there(false)) return;
  }
  // 甲1280.2万个，占58.8%；乙492.9万个，占22.6%: what bears a share of the same total is no whole of the next.
  if (std::string_view(candidate.kind) == "ratio" && candidate.operands.size() == 2 && printed.table < 0 &&
      printed.is_percentage() && siblings_of_one_whole(evidence, printed, candidate.operands[0], candidate.operands[1]))
    return;
  // 受理审查起诉412件587人 … 适用认罪认罚制度审结498人，适用率92.7%: who came is not who was decided on.
  if (std::string_view(candidate.kind) == "ratio" && printed.role == Role::rate && candidate.operands.size() == 2 &&
      claim::find_any(evidence[candidate.operands[1]].clause_before, {U"受理审查", U"提请审查", U"受理提请", U"移送审查"})
              .size() > 0 &&
      claim::find_any(printed.clause_before, {U"结案率", U"审结率", U"办结率", U"受理"}).empty())
    return;
  // 提出确定刑量刑建议395人，占提出量刑建议数的97.3%: the whole is called like the part, and is not printed.
  if (std::string_view(candidate.kind) == "ratio" && printed.role == Role::share && candidate.operands.size() == 2) {
    const Text base(claim::strip_name(printed.base));
    constexpr int kLike = 60, kUnlike = 20;
    if (base.size() >= 4 && claim::likeness(evidence[candidate.operands[0]].name, base) >= kLike &&
        claim::likeness(evidence[candidate.operands[1]].name, base) < kUnlike)
      return;
  }
  // A part of nothing is no part that a printed share is of.
  if (std::string_view(candidate.kind) == "ratio" && printed.table < 0 && evidence[candidate.operands[0]].exact.is_zero() &&
      candidate.operands.size() == 2)
    return;
  // 占24.93%，其中65岁以上占18.41%。同2010年比，…65岁以上比重上升6.93个百分点: two of one time are not then and now.
  if (std::string_view(candidate.rule) == "P601" && candidate.operands.size() == 2) {
    const Claim &a = evidence[candidate.operands[0]], &b = evidence[candidate.operands[1]];
    if (a.sentence == b.sentence && a.sentence != printed.sentence && a.table < 0 && b.table < 0 &&
        !other_time(evidence, a, b) &&
        !claim::find_any(evidence.sentence(printed.id), {U"年比", U"上年", U"去年", U"同比", U"同期", U"上月", U"环比"})
             .empty())
      return;
  }
  // 占比由48.4%升至54.7%。…一产占比下降6.6个百分点: a change that names its own subject is not of rates of another sentence.
  if (std::string_view(candidate.rule) == "P601" && !printed.name_inherited && printed.name.size() >= 3 &&
      std::all_of(candidate.operands.begin(), candidate.operands.end(), [&](int id) {
        const Claim& c = evidence[id];
        return c.table < 0 && c.sentence != printed.sentence && claim::likeness(Text(c.name), Text(printed.name)) < 30;
      }))
    return;
  // 受理审查起诉1326件，不起诉215件，不起诉率19.2%: the rate is of those decided on, not of those received.
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 && printed.role == Role::rate) {
    const Text stem = stem_of_rate(printed);
    const Claim& whole = evidence[candidate.operands[1]];
    if ((stem == U"不起诉" || stem == U"起诉" || stem == U"不诉" || stem == U"不捕") && whole.table < 0 &&
        !claim::find_any(whole.clause_before, {U"审查起诉", U"审查逮捕", U"受理"}).empty())
      return;
  }
  // 提出建议6件，采纳率100%: no rate of six things in three.
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 && printed.exact <= Rational(100) &&
      values[0].low > values[1].high)
    return;
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 &&
      (of_both(evidence, printed) ||
       !part_of_whole(evidence, printed, evidence[candidate.operands[0]], evidence[candidate.operands[1]])))
    return;
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 && printed.role == Role::rate) {
    // 发回重审9件、维持7件，采纳意见率78.8%: what the rate is named after neither of the two says.
    const Text stem = stem_of_rate(printed);
    const auto says = [&](int id) {
      const Claim& c = evidence[id];
      if (c.table >= 0 || claim::ends_with(c.clause_before, stem.substr(0, 1))) return true;  // 结38件 of 结案率
      // 不诉率 of 决定不起诉: the characters stand in their order.
      const Text words = claim::together(c.clause_before, c.after);
      std::size_t at = 0;
      for (const char32_t ch : stem) {
        at = words.find(ch, at);
        if (at++ == Text::npos) return false;
      }
      return true;
    };
    if (stem.size() >= 2 && !candidate.patterned && !says(candidate.operands[0]) && !says(candidate.operands[1]))
      candidate.tie = Tie::wild;
  }
  if (printed.vague() || printed.chinese) return;
  const std::optional<Interval> computed = candidate.again(values);
  if (!computed || fit(printed, *computed) != Fit::none) return;
  ledger.misses.push_back(std::move(candidate));
}

void settle_misses(const Evidence& evidence, Ledger& ledger) { Settle(evidence, ledger).run(); }

}  // namespace zh::check
