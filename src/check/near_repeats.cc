// One quantity told twice under like names, with a slip in a long number.
//
//   E810 same   工业增加值3157.4亿元 in the text, 3147.4 in the row 工业
//
// Why: two numbers of four digits or more of which one digit differs are rarely two quantities; the more digits agree, the less
// the names must say. When contradictory: digits, likeness of names, role and place together are enough, the one that would
// have to change is bound by nothing that would break, and the other times of both agree. When silent: both are bound by other
// relations, or stand elsewhere again; the wording stands with many values (districts, months).
#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>

#include "base/text.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

constexpr std::size_t kFewest = 4;  ///< digits that say something
/// Points for each digit, and those that a pair must have: four digits under one name, six under names that are half alike.
constexpr int kPerDigit = 13, kEnoughPoints = 130;
/// What a name with a word more within counts.
constexpr int kInserted = 80;

class NearRepeats {
 public:
  NearRepeats(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), bound_(e.all.size()) {
    static constexpr std::string_view kKinds[] = {"sum", "difference", "growth", "ratio", "pp", "complement", "multi"};
    for (const Ledger::Entry& entry : ledger.entries()) {
      if (entry.verdict != Verdict::consistent || entry.charge >= kLoose || entry.result < 0 ||
          std::find(std::begin(kKinds), std::end(kKinds), entry.kind) == std::end(kKinds))
        continue;
      bound_[static_cast<std::size_t>(entry.result)] = true;
      for (const int id : entry.operands) bound_[static_cast<std::size_t>(id)] = true;
    }
  }

  void run() {
    // By a hash of the digits of which one is left out, and of their place and kind.
    boost::unordered_flat_map<std::uint64_t, Alike> alike;
    for (const Claim& c : e_.all) {
      if (!usable(c)) continue;
      const std::string digits = known(c);
      if (digits.size() < kFewest) continue;
      const std::size_t told = telling(c);
      if (told + 1 < kFewest) continue;
      // The place of the last digit, and what is counted: 3157.4亿元 and 3147.4亿元.
      const std::uint64_t kind = (c.unit_place.hash() * 2 + (c.is_percentage() ? 1 : 0)) * 0x9E3779B97F4A7C15U;
      const std::size_t one = digits.size();
      for (std::size_t k = 0; k + 1 < 2 * one; ++k) {
        // One digit replaced, or two neighbours swapped.
        std::string key = digits;
        if (k < one) {
          key[k] = '*';
        } else {
          const std::size_t i = k - one;
          if (key[i] == key[i + 1]) continue;
          if (key[i] > key[i + 1]) std::swap(key[i], key[i + 1]);
          key.insert(i, "<");
        }
        Alike& others = alike[stable_hash(key) ^ kind];
        if (others.count == static_cast<int>(others.ids.size())) continue;  // a table of like numbers
        std::for_each_n(others.ids.begin(), others.count, [&](int other) { weigh(c, e_[other], told); });
        others.ids[static_cast<std::size_t>(others.count++)] = c.id;
      }
    }
  }

 private:
  struct Alike {
    int count = 0;
    std::array<int, 7> ids{};
  };

  static bool usable(const Claim& c) {
    return (c.role == Role::level || c.role == Role::growth || c.role == Role::share || c.role == Role::rate) &&
           c.kind != claim::Numeral::Kind::part && !c.chinese && !c.vague() && !c.exact.is_zero() && !c.averaged &&
           (c.is_percentage() || c.table >= 0 || !c.noun.empty());  // 51020 is a programme's name
  }
  /// Whether nothing but 、 or 和 stands between a number and one of its kind beside it.
  bool listed(int id) const {
    const auto joined = [&](int a, int b) {
      if (a < 0 || b >= static_cast<int>(e_.all.size()) || e_[a].passage != e_[b].passage || e_[a].kind != e_[b].kind)
        return false;
      const View between = e_.between(a, b);
      return between == U"、" || between == U"和" || between == U"及" || between == U"与";
    };
    return joined(id - 1, id) || joined(id, id + 1);
  }
  /// Digits without point and leading zeros.
  static std::string known(const Claim& c) {
    std::string d = digits_of(c);
    d.erase(std::remove(d.begin(), d.end(), '.'), d.end());
    d.erase(0, std::min(d.find_first_not_of('0'), d.size()));
    return d;
  }

  /// Without trailing zeros: 3000 tells one digit.
  static std::size_t telling(const Claim& c) {
    std::string d = known(c);
    if (c.decimals == 0) d.erase(d.find_last_not_of('0') + 1);
    return d.size();
  }

  Text label(const Claim& c) const {
    if (c.table < 0) return claim::together(c.clause_before, c.after);
    return e_.claims.tables[static_cast<std::size_t>(c.table)].row_label[static_cast<std::size_t>(c.row)];
  }

  /// 受理3种专利申请187.6万件, 授权3种专利117.6万件: what was done to them differs.
  static bool other_act(const Claim& c, const Claim& o) {
    static const claim::Words kActs = {U"受理", U"授权", U"审结", U"办结", U"结案", U"立案", U"批捕",
                                       U"逮捕", U"起诉", U"处分", U"出口", U"进口", U"入境", U"出境",
                                       U"收入", U"支出", U"出栏", U"存栏", U"存款", U"贷款"};
    const View x = claim::find_any(c.clause_before, kActs), y = claim::find_any(o.clause_before, kActs);
    return !x.empty() && !y.empty() && x != y && !claim::contains(c.clause_before, y) && !claim::contains(o.clause_before, x);
  }

  void weigh(const Claim& c, const Claim& o, std::size_t told) {
    if (c.exact == o.exact || c.role != o.role || c.kind != o.kind || !slip_apart(c, o)) return;
    if (c.is_percentage() ? c.year_on_year != o.year_on_year && c.month_on_month != o.month_on_month : !addable(c, o)) return;
    if (o.clause == c.clause && o.table < 0) return;
    if (o.table >= 0 && c.table >= 0) return;
    if (bound(c.id) && bound(o.id)) return;
    // 甲、乙、丙法院收案分别增长62.5%、48.1%和31.8%: each of a list is of a name of its own.
    if (c.is_percentage() && (listed(c.id) || listed(o.id))) return;
    if (e_.valued(c.exact).size() > 1 && e_.valued(o.exact).size() > 1) return;
    if (other_time(e_, c, o) || other_act(c, o)) return;
    const std::size_t digits = std::min(told, telling(o));
    int likeness =
        std::max(claim::likeness(c.name, o.name), c.table >= 0 || o.table >= 0 ? claim::likeness(label(c), label(o)) : 0);
    likeness = std::max(likeness, total_beside(c, o));
    if (inserted(c.name, o.name)) likeness = std::max(likeness, kInserted);
    int points = likeness + kPerDigit * static_cast<int>(std::min<std::size_t>(digits, 7));
    if (c.passage == o.passage) points -= 20;  // two things are told there
    if (c.name_inherited && o.name_inherited) points -= 10;
    if (points < kEnoughPoints || likeness < 50) return;
    if (many(c) || many(o)) return;
    const Recompute again = [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0]); };
    // What other relations bind is right.
    const auto [result, operand] = bound(c.id) ? std::pair(o.id, c.id) : std::pair(c.id, o.id);
    miss(e_, ledger_,
         {"E810",
          "same",
          result,
          {operand},
          again,
          Tie::strong,
          number_text(e_, operand),
          "而另一处同一数据为" + number_text(e_, operand)});
  }

  /// 仲裁审结 and 仲裁机构审结: one name with a word more within.
  static bool inserted(const Text& a, const Text& b) {
    const Text &small = a.size() < b.size() ? a : b, &large = a.size() < b.size() ? b : a;
    constexpr std::size_t kFewestChars = 4, kMore = 4;
    if (small.size() < kFewestChars || large.size() - small.size() > kMore) return false;
    std::size_t head = 0;
    while (head < small.size() && small[head] == large[head]) ++head;
    std::size_t tail = 0;
    while (tail < small.size() && small[small.size() - 1 - tail] == large[large.size() - 1 - tail]) ++tail;
    return head >= 2 && tail >= 2 && head + tail >= small.size();
  }
  /// 共1099件 and the row 合计 of the table that stands beside it.
  int total_beside(const Claim& a, const Claim& b) const {
    if ((a.table >= 0) == (b.table >= 0)) return 0;
    const Claim &cell = a.table >= 0 ? a : b, &prose = a.table >= 0 ? b : a;
    constexpr int kNear = 4;
    if (std::abs(cell.block - prose.block) > kNear) return 0;
    const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(cell.table)];
    if (!t.total[static_cast<std::size_t>(cell.row)]) return 0;
    return !claim::find_any(prose.clause_before, {U"共", U"合计", U"总", U"全"}).empty() ? 80 : 60;
  }

  /// Whether a relation that is no mere find of arithmetic holds it.
  bool bound(int id) const { return bound_[static_cast<std::size_t>(id)]; }
  /// Whether one name stands with three values or more.
  bool many(const Claim& c) const {
    std::vector<Rational> values = {c.exact};
    for (const int other : e_.named(c.name, c.id, 100, 8)) {
      const Claim& o = e_[other];
      if (o.role == c.role && o.kind == c.kind && o.noun == c.noun && o.name == c.name && o.table < 0 &&
          std::find(values.begin(), values.end(), o.exact) == values.end())
        values.push_back(o.exact);
    }
    return values.size() >= 3;
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<bool> bound_;
};

}  // namespace

void check_near_repeats(const Evidence& evidence, Ledger& ledger) { NearRepeats(evidence, ledger).run(); }

}  // namespace zh::check
