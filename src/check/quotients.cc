// Multiples and averages.
//
//   M401 multi   非税收入约为税收收入的2.04倍: a ÷ b
//   M402 multi   人均, 户均, 平均每…: an amount divided by another
//
// When silent: the two amounts cannot be told by name or place; never contradictory.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Quotients {
 public:
  Quotients(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.kind == claim::Numeral::Kind::multiple)
          multiple(all, i);
        else if (c.is_amount() && c.role == Role::level && average(c))
          mean(all, i);
      }
  }

 private:
  static bool average(const Claim& c) {
    return !claim::find_any(c.clause_before, {U"人均", U"户均", U"平均", U"每公顷", U"每亩", U"每万", U"每人", U"每户", U"亩均",
                                              U"单产", U"次均", U"件均", U"日均", U"均价"})
                .empty();
  }
  static bool usable(const Claim& c) { return c.is_amount() && c.role != Role::change && c.value.low.sign() > 0; }

  std::vector<int> around(const std::vector<int>& all, std::size_t i, int sentences) const {
    std::vector<int> out;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= e_[all[i]].sentence - sentences && out.size() < 8;)
      if (usable(e_[all[j]])) out.push_back(all[j]);
    return out;
  }

  void multiple(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    Search search(e_, ledger_, c.id, "M401", "multi");
    std::vector<int> tops = around(all, i, 1), bases;
    const claim::Found of = claim::find_last(c.before, {U"相当于", U"约为", U"约是", U"是", U"为", U"达"});
    if (of) {
      View base = View(c.before).substr(of.at + of.word.size());
      if (claim::ends_with(base, U"的")) base.remove_suffix(1);
      const Text name(claim::strip_name(base));
      if (name.size() >= 2) bases = e_.named(name, c.id, 60, 5, usable);
      const Text subject(claim::strip_name(View(c.before).substr(0, of.at)));
      if (subject.size() >= 2) {
        const std::vector<int> named = e_.named(subject, c.id, 60, 4, usable);
        tops.insert(tops.begin(), named.begin(), named.end());
      }
    }
    const std::size_t tied = bases.size();
    for (const int id : around(all, i, 2)) bases.push_back(id);
    for (const int a : tops)
      for (std::size_t b = 0; b < bases.size(); ++b) {
        if (a == bases[b] || !addable(e_[a], e_[bases[b]])) continue;
        const bool increase = !claim::find_any(c.before, {U"增长", U"增加", U"增", U"上升", U"提高"}).empty();
        const std::optional<Interval> quotient = divide(e_[a].value, e_[bases[b]].value);
        if (increase && quotient &&
            search.offer(*quotient - Interval::exactly(1), {a, bases[b]},
                         number_text(e_, a) + " ÷ " + number_text(e_, bases[b]) + " − 1", b < tied ? 10 : 30))
          return;
        if (search.offer(quotient, {a, bases[b]}, number_text(e_, a) + " ÷ " + number_text(e_, bases[b]), b < tied ? 10 : 30))
          return;
      }
    if (claim::find_any(c.before, {U"增", U"升", U"提高"}).empty())
      for (std::size_t t = 0; t < std::min<std::size_t>(tops.size(), 3); ++t)
        for (std::size_t b = 0; b < std::min<std::size_t>(bases.size(), 3); ++b)
          queue(c.id, tops[t], bases[b], b < tied ? Tie::medium : Tie::weak, true);
  }

  void queue(int result, int a, int b, Tie tie, bool like) {
    if (a == b || (like && !addable(e_[a], e_[b]))) return;
    const Recompute again = [](const std::vector<Interval>& v) { return divide(v[0], v[1]); };
    miss(e_, ledger_,
         {like ? "M401" : "M402",
          "multi",
          result,
          {a, b},
          again,
          tie,
          number_text(e_, a) + " ÷ " + number_text(e_, b),
          "按所指两数相除"});
  }

  void mean(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    Search search(e_, ledger_, c.id, "M402", "multi");
    std::vector<int> near = around(all, i, 2);
    const std::vector<int> rest = around(all, i, 30);
    for (const int id : rest)
      if (std::find(near.begin(), near.end(), id) == near.end()) near.push_back(id);
    // The paragraph before, and the amounts called alike.
    const int p = e_.paragraph(all[i]);
    for (int q = p - 1; q >= 0 && q >= p - 2; --q)
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(q)])
        if (usable(e_[id]) && near.size() < 24) near.push_back(id);
    for (const int a : near)
      for (const int b : near) {
        if (a == b || search.spent()) continue;
        // The quotient is in the unit of what is divided.
        if (!c.noun.empty() && !e_[a].noun.empty() && c.noun != e_[a].noun) continue;
        if (e_[b].noun == c.noun && !e_[b].noun.empty()) continue;
        if (search.offer(divide(e_[a].value, e_[b].value), {a, b}, number_text(e_, a) + " ÷ " + number_text(e_, b), 40)) return;
      }
    named(all, i, search);
    if (search.done()) return;
    // 户均, 人均: the amounts of the sentence or the one before, the divisor in the unit that is named.
    int tried = 0;
    for (const int a : around(all, i, 1))
      for (const int b : around(all, i, 1))
        if (a != b && e_[a].noun == c.noun && e_[b].noun != c.noun && !e_[b].noun.empty() &&
            claim::contains(c.clause_before, e_[b].noun) && tried++ < 2)
          queue(c.id, a, b, Tie::medium, false);
  }

  /// 平均每公顷稻谷产量: what is divided and what divides bear a word of the clause, in prose or table.
  void named(const std::vector<int>& all, std::size_t i, Search& search) {
    const Claim& c = e_[all[i]];
    const claim::Found each = claim::find_last(c.clause_before, {U"平均每", U"每"});
    if (!each) return;
    const View rest = View(c.clause_before).substr(each.at + each.word.size());
    const View unit = claim::unit_noun(rest);
    if (unit.empty()) return;
    const Text thing(claim::strip_name(rest.substr(unit.size())));
    if (thing.size() < 2) return;
    const std::vector<int> tops = e_.named(thing.substr(0, 2), c.id, 100, 6,
                                           [&](const Claim& x) { return usable(x) && (x.noun == c.noun || x.noun.empty()); });
    const std::vector<int> bases =
        e_.named(thing.substr(0, 2), c.id, 100, 4, [&](const Claim& x) { return usable(x) && x.noun == unit; });
    for (const int a : tops)
      for (const int b : bases)
        if (a != b &&
            search.offer(divide(e_[a].value, e_[b].value), {a, b}, number_text(e_, a) + " ÷ " + number_text(e_, b), 20))
          return;
    if (!tops.empty() && !bases.empty()) queue(c.id, tops.front(), bases.front(), Tie::medium, false);
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_quotients(const Evidence& evidence, Ledger& ledger) { Quotients(evidence, ledger).run(); }

}  // namespace zh::check
