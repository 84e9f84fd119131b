// Quotients that no words explained, looked for among the numbers around them.
//
//   R240 ratio   健身的1947件、美容美发的1658件…健身一项就占到三分之一强（33.4%）: a ÷ b of two amounts nearby
//   G460 growth  环比：总量+3.6%（10月1629件）: one amount against another of the same thing nearby
//   M420 multi   场均1146人, 生师比13.28: a ÷ b, or an amount by the days of its period
//
// What: a percentage, a multiple or an average that is the result of no relation; pairs of amounts of its passage and the two
// before it, the nearest first, until the chances of all that were tried make two in a hundred. When it holds: the first pair
// that fits. When contradictory: never by itself; what almost fits waits with the readings that one digit would mend. When
// silent: numbers of fewer than two digits, of other times by their words, and all that does not fit.
#include <algorithm>
#include <set>

#include "check/growth.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

using Kind = claim::Numeral::Kind;

class Orphans {
 public:
  Orphans(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), part_of_(e.all.size()) {
    // What words tie to other numbers is no orphan: it waits.
    for (const Miss& m : ledger.misses)
      if (m.tie >= Tie::medium && std::string_view(m.kind) != "sum") told_.insert(m.result);
    for (const Ledger::Entry& entry : ledger.entries())
      if (entry.verdict == Verdict::contradictory)
        told_.insert(entry.result);
      else if (entry.verdict == Verdict::consistent && std::string_view(entry.kind) == "ratio" && entry.operands.size() == 2 &&
               e_[entry.result].table < 0)
        part_of_[static_cast<std::size_t>(entry.operands[0])] = true;
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (const int id : all) {
        const Claim& c = e_[id];
        if (c.table >= 0 || c.vague() || c.chinese || c.exact.is_zero() || c.exact.abs() == Rational(100) ||
            digits_of(c).size() < 2 || told_.count(id) > 0)
          continue;
        switch (c.role) {
          case Role::share:
          case Role::rate:
          case Role::percent:
            if (c.is_percentage() && !ledger_.explained(id, {"ratio"})) share(c);
            break;
          case Role::growth:
            // 占减少总量的86.8%
            if (claim::contains(c.before, U"占")) {
              if (!ledger_.explained(id, {"ratio"})) share(c);
            } else if (!ledger_.explained(id, {"growth"})) {
              growth(c);
            }
            break;
          default:
            if (c.kind == Kind::multiple || mean(c)) multi(c);
            break;
        }
      }
  }

 private:
  /// Whether a result is so far off that nobody would mean it: such tries cost nothing.
  static bool far_off(const Claim& c, const std::optional<Interval>& computed) {
    if (!computed) return true;
    const Rational size = magnitude(*computed).high, printed = c.exact.abs();
    return size * Rational(4) < printed || printed * Rational(4) < size;
  }

  struct Near {
    int id, cost;
  };
  /// Amounts of the passage and of the two before it, the nearest first.
  std::vector<Near> amounts(const Claim& c) const {
    std::vector<Near> out;
    const std::vector<int>& prose = e_.prose();
    const int at = e_.place(c.id), own = e_.paragraph(c.id);
    const auto take = [&](int place) {
      const Claim& x = e_[prose[static_cast<std::size_t>(place)]];
      const int far = own - e_.paragraph(x.id);
      if (far > 2 || far < 0 || e_.section(x.id) != e_.section(c.id)) return false;
      if (x.id != c.id && x.kind == Kind::count && (x.is_level() || x.role == Role::change) && !x.vague() &&
          x.exact.sign() != 0)
        out.push_back({x.id, std::abs(place - at) + 4 * std::abs(x.sentence - c.sentence) + 8 * far});
      return true;
    };
    for (int i = at - 1; i >= 0 && out.size() < 24 && take(i); --i) {
    }
    const std::size_t before = out.size();
    for (int i = at + 1; i < static_cast<int>(prose.size()) && out.size() < before + 8 && take(i); ++i) {
    }
    std::stable_sort(out.begin(), out.end(), [](const Near& a, const Near& b) { return a.cost < b.cost; });
    return out;
  }
  struct Pair {
    int a, b, cost;
  };
  template <class Admits>
  std::vector<Pair> pairs(const Claim& c, const Admits& admits) const {
    const std::vector<Near> near = amounts(c);
    std::vector<Pair> out;
    for (const Near& x : near)
      for (const Near& y : near)
        if (x.id != y.id && admits(e_[x.id], e_[y.id])) out.push_back({x.id, y.id, 2 * x.cost + y.cost});
    std::stable_sort(out.begin(), out.end(), [](const Pair& a, const Pair& b) { return a.cost < b.cost; });
    return out;
  }
  int charge(const Claim& c, const Pair& p) const {
    return e_[p.a].sentence == c.sentence && e_[p.b].sentence == c.sentence ? 60 : 100;
  }
  static bool alike(const Claim& a, const Claim& b) {
    return a.kind == b.kind && (a.noun == b.noun || a.noun.empty() || b.noun.empty() ||
                                (a.noun[0] == b.noun[0] && !claim::is_measured(a.noun) && !claim::is_measured(b.noun)));
  }

  /// 日均1146人, 每千人162户, 生师比13.28∶1
  static bool mean(const Claim& c) {
    if (c.kind != Kind::count || c.role != Role::level) return false;
    const View words = c.clause_before.size() > 10 ? c.clause_before.substr(c.clause_before.size() - 10) : c.clause_before;
    if (c.averaged || words.find(U'均') != View::npos || words.find(U'每') != View::npos) return true;
    return c.noun.empty() && c.decimals > 0 && words.find(U'比') != View::npos;
  }
  void multi(const Claim& c) {
    if (ledger_.explained(c.id, {"multi", "ratio"})) return;
    std::vector<Rational> scales = {1};
    if (c.kind == Kind::count && c.noun.empty()) scales.push_back(100);
    if (claim::contains(c.clause_before, U"每千")) scales = {1000};
    if (claim::contains(c.clause_before, U"每万")) scales = {10000};
    if (claim::contains(c.clause_before, U"每百")) scales = {100};
    Search search(e_, ledger_, c.id, "M420", "multi");
    for (const Pair& p : pairs(c, [&](const Claim&a, const Claim&b) {
           if (a.averaged || b.averaged || a.role == Role::change || b.role == Role::change) return false;
           return c.kind == Kind::multiple ? alike(a, b) : c.noun.empty() || a.noun.empty() || a.noun[0] == c.noun[0];
         })) {
      const std::optional<Interval> q = divide(e_[p.a].value, e_[p.b].value);
      if (!q) continue;
      for (const Rational& scale : scales) {
        const Interval computed = *q * Interval::exactly(scale);
        if (far_off(c, computed)) continue;
        std::string formula = number_text(e_, p.a) + " ÷ " + number_text(e_, p.b);
        if (scale != Rational(1)) formula += " × " + scale.str();
        search.offer(computed, {p.a, p.b}, formula, charge(c, p));
      }
      if (search.done() || search.spent()) break;
    }
    search.forget();
  }

  void share(const Claim& c) {
    Search search(e_, ledger_, c.id, "R240", "ratio");
    for (const Pair& p : pairs(c, [&](const Claim&a, const Claim&b) {
           // 分别少34284人次和225747人次，后者占减少总量的86.8%: changes of a change.
           const bool changes = a.role == Role::change && b.role == Role::change && a.sign == b.sign &&
                                claim::find_any(c.clause_before, {U"减", U"增", U"少"}).size() > 0;
           if (changes) return alike(a, b) && a.exact.abs() < b.exact.abs();
           return alike(a, b) && !a.averaged && !b.averaged && a.role != Role::change && b.role != Role::change &&
                  (c.exact > Rational(100) || a.exact < b.exact) && !part_of_[static_cast<std::size_t>(a.id)];
         })) {
      const std::optional<Interval> q = percentage(e_[p.a].value, e_[p.b].value);
      if (!far_off(c, q)) search.offer(q, {p.a, p.b}, Formula::joined(" ÷ "), charge(c, p));
      // 不合格的3组；两样加总88组，合格率96.6%
      if (c.role == Role::rate && q && q->high < Rational(50)) {
        const Interval rest = Interval::exactly(100) - *q;
        if (!far_off(c, rest))
          search.offer(rest, {p.a, p.b}, "1 - " + number_text(e_, p.a) + " ÷ " + number_text(e_, p.b), charge(c, p));
      }
      if (search.done() || search.spent()) break;
    }
    search.forget();
  }
  void growth(const Claim& c) {
    Search search(e_, ledger_, c.id, "G460", "growth");
    for (const Pair& p : pairs(c, [&](const Claim&a, const Claim&b) {
           return alike(a, b) && a.averaged == b.averaged && b.role != Role::change && (a.exact.sign() > 0) &&
                  b.exact.sign() > 0;
         })) {
      const Claim &a = e_[p.a], &b = e_[p.b];
      std::optional<Interval> g;
      std::string formula;
      if (a.role == Role::change) {
        g = percentage(a.value, b.value);
        formula = number_text(e_, p.a) + " ÷ " + number_text(e_, p.b);
      } else {
        g = percentage(a.value, b.value);
        if (g) g = *g - Interval::exactly(100);
        formula = number_text(e_, p.a) + " ÷ " + number_text(e_, p.b) + " - 1";
      }
      if (g && c.sign == 0 && !c.written_sign) g = magnitude(*g);
      if (far_off(c, g)) continue;
      if (search.offer(g, {p.a, p.b}, formula, charge(c, p)) || search.spent()) break;
    }
    search.forget();
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::set<int> told_;
  std::vector<bool> part_of_;
};

}  // namespace

void check_orphans(const Evidence& evidence, Ledger& ledger) { Orphans(evidence, ledger).run(); }

}  // namespace zh::check
