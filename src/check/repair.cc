#include "check/repair.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "check/search.h"
#include "check/ties.h"
#include "claim/claim.h"

namespace zh::check {
namespace {

constexpr int kMostChanges = 3;
/// How much more often errors come about in a way that is known than in none, beside what Ties::Effect::balance weighs.
constexpr int kExchange = 6, kKnown = 5, kDigit = 4, kSlip = 3, kShift = 2;
/// The value stands elsewhere.
constexpr int kTwice = 3;
constexpr std::size_t kMostStarts = 6;           ///< single changes that are tried together with others
constexpr std::size_t kMostContradictions = 60;  ///< of a document, for which several changes at once are sought

class Repairs {
 public:
  Repairs(const Evidence& e, const Ledger& ledger, std::vector<Relation>& relations)
      : e_(e), relations_(relations), ties_(e, ledger, relations) {}

  void run() {
    std::size_t contradictions = 0;
    for (const Ties::Tie& tie : ties_.all()) contradictions += tie.relation >= 0 && !tie.holds;
    for (const Ties::Tie& tie : ties_.all())
      if (tie.relation >= 0 && !tie.holds) repair(tie, contradictions <= kMostContradictions);
    share();
  }

 private:
  struct Option {
    Changes changes;
    std::vector<std::string> texts;  ///< as each would be printed
    std::string cause;
    Ties::Effect effect;
    int known = 0;    ///< more, the more often errors come about so
    int telling = 0;  ///< more, if other places of the document speak for it
    int balance() const { return effect.balance(texts.size()) + known + telling; }
  };
  using Options = std::vector<Option>;

  void repair(const Ties::Tie& tie, bool jointly) {
    Options options;
    consider(tie, tie.result, options);
    for (const int id : tie.operands) consider(tie, id, options);
    const auto clean = [](const Option& o) { return o.effect.breaks.empty() && !o.effect.clears.empty(); };
    if (std::none_of(options.begin(), options.end(), clean)) {
      slips(tie, tie.result, options);
      for (const int id : tie.operands) slips(tie, id, options);
    }
    const bool exact =
        std::any_of(options.begin(), options.end(), [&](const Option& o) { return clean(o) && o.effect.exact > 0; });
    if (!exact) solve(tie, options);
    if (tie.only_together())
      options.erase(std::remove_if(options.begin(), options.end(), [](const Option& o) { return o.effect.clears.size() < 2; }),
                    options.end());
    wrong_base(tie, options);
    exchange(tie, options);
    sort(options);
    if (jointly) {
      const std::size_t starts = std::min(options.size(), kMostStarts);
      for (std::size_t i = 0; i < starts; ++i) extend(Option(options[i]), options);
      sort(options);
    }
    std::vector<Repair>& out = relations_[static_cast<std::size_t>(tie.relation)].repairs;
    best_.emplace_back(tie.relation, options.empty() ? std::numeric_limits<int>::min() : options.front().balance());
    for (const Option& o : options) {
      if (out.size() == 3) break;
      Repair r;
      r.number = o.changes.values.front().first;
      r.replacement = as_wide_as(e_[r.number], o.texts.front());
      r.clears = o.effect.clears;
      r.cause = o.cause;
      for (std::size_t i = 1; i < o.texts.size(); ++i) {
        const int other = o.changes.values[i].first;
        r.also.push_back({other, as_wide_as(e_[other], o.texts[i])});
      }
      if (std::none_of(out.begin(), out.end(),
                       [&](const Repair& x) { return x.number == r.number && x.replacement == r.replacement; }))
        out.push_back(std::move(r));
    }
  }
  /// What serves another relation best and this one too, and more than its own best.
  void share() {
    std::stable_sort(best_.begin(), best_.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [relation, balance] : best_) {
      if (relations_[static_cast<std::size_t>(relation)].repairs.empty()) continue;
      const Repair repair = relations_[static_cast<std::size_t>(relation)].repairs.front();
      for (const int other : repair.clears) {
        std::vector<Repair>& own = relations_[static_cast<std::size_t>(other)].repairs;
        const auto found = std::find_if(best_.begin(), best_.end(), [&](const auto& b) { return b.first == other; });
        if (other == relation || found == best_.end() || found->second >= balance) continue;
        const auto same = std::find_if(own.begin(), own.end(), [&](const Repair& r) {
          return r.number == repair.number && r.replacement == repair.replacement;
        });
        if (same != own.end()) own.erase(same);
        own.insert(own.begin(), repair);
        if (own.size() > 3) own.pop_back();
        found->second = balance;
      }
    }
  }
  static void sort(Options& options) {
    std::stable_sort(options.begin(), options.end(),
                     [](const Option& a, const Option& b) { return a.balance() > b.balance(); });
  }

  /// 占比依次为59.1%、8.2%、15.2%: two of a list have changed places.
  void exchange(const Ties::Tie& tie, Options& options) const {
    const Claim& a = e_[tie.result];
    for (const Ties::Tie& other : ties_.all()) {
      const Claim& b = e_[other.result];
      if (other.relation < 0 || other.holds || b.id == a.id || b.kind != a.kind || b.passage != a.passage ||
          std::abs(b.clause - a.clause) > 1 || b.decimals != a.decimals || b.scale != a.scale)
        continue;
      Option o;
      o.changes.values = {{a.id, b.value}, {b.id, a.value}};
      if (!ties_.holds(tie, o.changes) || !ties_.holds(other, o.changes)) continue;
      o.texts = {printed_like(b.exact, a), printed_like(a.exact, b)};
      o.cause = "两数互换";
      o.effect = ties_.effect(o.changes);
      o.known = kExchange;
      options.push_back(std::move(o));
    }
  }

  /// A growth that is the change by the new level, not by the old one.
  void wrong_base(const Ties::Tie& tie, Options& options) const {
    if (tie.operands.size() != 2 || relations_[static_cast<std::size_t>(tie.relation)].kind != "growth") return;
    const Claim &g = e_[tie.result], &a = e_[tie.operands[0]], &b = e_[tie.operands[1]];
    const Interval change = a.role == Role::change ? magnitude(a.value) : magnitude(a.value - b.value);
    const std::optional<Interval> wrong = percentage(change, a.role == Role::change ? b.value : a.value);
    const std::optional<Rational> right = ties_.solved(tie, tie.result, {});
    if (!wrong || !right || !magnitude(g.value).meets(*wrong)) return;
    add(tie, tie.result, printed(*right, g), printed_like(*right, g), "误以本期数为基数", options, kKnown);
  }

  /// What a change breaks or leaves contradictory is mended by a change of another of its numbers.
  void extend(const Option& start, Options& options) const {
    if (start.texts.size() == kMostChanges) return;
    for (const std::size_t broken : start.effect.breaks) {
      const Ties::Tie& tie = ties_.all()[broken];
      std::vector<int> numbers = tie.operands;
      numbers.push_back(tie.result);
      for (const int id : numbers) {
        if (start.changes.find(id) != nullptr) continue;
        const std::optional<Rational> solved = ties_.solved(tie, id, start.changes);
        if (!solved || !printable(*solved, e_[id])) continue;
        Option o = start;
        o.changes.values.emplace_back(id, printed(*solved, e_[id]));
        o.texts.push_back(printed_like(*solved, e_[id]));
        o.effect = ties_.effect(o.changes);
        if (o.balance() <= start.balance()) continue;
        options.push_back(o);
        extend(Option(o), options);
      }
    }
  }
  /// Whether a value can stand where this number stands: of its sign, not zero, as fine as it is printed.
  static bool printable(const Rational& value, const Claim& c) {
    if (value.sign() == 0 || value.sign() != c.exact.sign()) return false;
    return !c.value.is_point() || value / c.unit_place == (value / c.unit_place).floor();
  }
  static Interval printed(const Rational& value, const Claim& c) {
    const Rational half = c.value.is_point() ? Rational(0) : c.unit_place / Rational(2);
    return {value - half, value + half};
  }

  /// Every replacement of one digit that makes the relation hold.
  void consider(const Ties::Tie& tie, int id, Options& options) const {
    const Claim& c = e_[id];
    const std::string plain = narrow_digits(c.text);
    Rational step = c.unit_place;
    for (std::size_t i = 0; i < plain.size(); ++i) {
      const char ch = plain[plain.size() - 1 - i];
      if (ch < '0' || ch > '9') continue;
      for (char other = '0'; other <= '9'; ++other) {
        if (other == ch) continue;
        const Rational shift = step * Rational(other - ch);
        const Rational moved = c.exact.sign() < 0 ? -shift : shift;
        const Interval value = {c.value.low + moved, c.value.high + moved};
        if (!mends(tie, id, value)) continue;
        std::string text = plain;
        text[plain.size() - 1 - i] = other;
        if (leads_with_zero(text)) continue;
        add(tie, id, value, text, "一位数字有误", options, kDigit);
      }
      step = step * Rational(10);
    }
  }
  bool mends(const Ties::Tie& tie, int id, const Interval& value) const { return ties_.holds(tie, Changes{{{id, value}}}); }

  /// Nobody writes 06.
  static bool leads_with_zero(const std::string& text) {
    const std::size_t at = text.find_first_of("0123456789");
    return at != std::string::npos && text[at] == '0' && at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9';
  }

  /// Neighbouring digits swapped, a digit lost or too many, the point or 万 misplaced.
  void slips(const Ties::Tie& tie, int id, Options& options) const {
    const Claim& c = e_[id];
    const std::string plain = narrow_digits(c.text);
    const auto offer = [&](const std::string& text, const char* cause) {
      const std::optional<Interval> value = read_like(text, c);
      if (value && mends(tie, id, *value)) add(tie, id, *value, text, cause, options, kSlip);
    };
    const auto digit = [&](std::size_t i) { return i < plain.size() && plain[i] >= '0' && plain[i] <= '9'; };
    for (std::size_t i = 0; i < plain.size(); ++i) {
      if (!digit(i)) continue;
      std::string text = plain;
      if (digit(i + 1) && text[i] != text[i + 1]) {
        std::swap(text[i], text[i + 1]);
        if (text[0] != '0' || text[1] == '.') offer(text, "相邻两位颠倒");
        text = plain;
      }
      // Where equal digits stand one of them is enough.
      if ((digit(i + 1) || (i > 0 && digit(i - 1))) && !(digit(i + 1) && text[i] == text[i + 1])) {
        text.erase(i, 1);
        if (!leads_with_zero(text)) offer(text, "多写一位");
      }
      for (char extra = '0'; extra <= '9'; ++extra) {
        text = plain;
        // Where equal digits stand one place is enough.
        if (text[i] != extra) offer(text.insert(i, 1, extra), "漏写一位");
      }
    }
    for (const int shift : {1, -1, 2, -2, 4, -4}) {
      const Rational factor = Rational::power_of_ten(shift);
      const Interval value = {c.value.low * factor, c.value.high * factor};
      if (mends(tie, id, value))
        add(tie, id, value, printed_like((value.low + value.high) / Rational(2), c),
            shift == 4 || shift == -4 ? "“万”误漏或误加" : "小数点错位", options, kShift);
    }
  }
  /// The value of a numeral with other digits, printed to as many decimals.
  static std::optional<Interval> read_like(const std::string& text, const Claim& like) {
    std::string digits;
    std::size_t at = 0;
    while (at < text.size() && ((text[at] >= '0' && text[at] <= '9') || text[at] == '.' || text[at] == ',')) {
      if (text[at] != ',') digits += text[at];
      ++at;
    }
    const std::optional<Decimal> number = Decimal::parse(digits);
    if (!number) return std::nullopt;  // signs and full-width digits are left alone
    Claim changed = like;
    const std::size_t point = digits.find('.');
    changed.decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
    claim::set_value(changed, *number);
    return changed.value;
  }

  /// What one of the numbers would have to be, if no slip of the pen does it without breaking something else.
  void solve(const Ties::Tie& tie, Options& options) const {
    std::vector<int> numbers = {tie.result};
    numbers.insert(numbers.end(), tie.operands.begin(), tie.operands.end());
    for (const int id : numbers) {
      const Claim& c = e_[id];
      const std::optional<Rational> value = ties_.solved(tie, id, {});
      if (!value || (id != tie.result && !printable(*value, c))) continue;
      add(tie, id, printed(*value, c), printed_like(*value, c), "", options, 0);
    }
  }
  void add(const Ties::Tie& tie, int id, const Interval& value, const std::string& text, const char* cause, Options& options,
           int known) const {
    Option o;
    o.changes.values.emplace_back(id, value);
    o.texts.push_back(text);
    o.cause = cause;
    o.effect = ties_.effect(o.changes);
    o.known = known;
    // What was computed by hand is wrong more often than what it was computed from.
    if (tie.quotient && id == tie.result) ++o.telling;
    if (stands_elsewhere(tie, id, (value.low + value.high) / Rational(2))) o.telling += kTwice;
    options.push_back(std::move(o));
  }
  /// Whether another place tells this value of a like thing: what was copied wrongly here stands right there.
  bool stands_elsewhere(const Ties::Tie& tie, int id, const Rational& value) const {
    constexpr std::size_t kFewest = 3, kMany = 4;  // digits
    constexpr int kAlike = 50;
    const Claim& c = e_[id];
    for (const int other : e_.valued(value)) {
      const Claim& o = e_[other];
      if (other == id || other == tie.result || o.kind != c.kind || (!o.noun.empty() && !c.noun.empty() && o.noun != c.noun) ||
          std::find(tie.operands.begin(), tie.operands.end(), other) != tie.operands.end())
        continue;
      std::string digits = digits_of(o);
      digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
      digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
      if (digits.size() >= kMany || (digits.size() >= kFewest && claim::likeness(o.name, c.name) >= kAlike)) return true;
    }
    return false;
  }

  const Evidence& e_;
  std::vector<Relation>& relations_;
  Ties ties_;
  std::vector<std::pair<int, int>> best_;  ///< relations with the balance of their first repair
};

}  // namespace

void find_repairs(const Evidence& evidence, const Ledger& ledger, std::vector<Relation>& relations) {
  if (std::none_of(relations.begin(), relations.end(), [](const Relation& r) { return r.verdict == Verdict::contradictory; }))
    return;
  Repairs(evidence, ledger, relations).run();
}

}  // namespace zh::check
