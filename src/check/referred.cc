// Numbers that a sentence takes up again to say what is among them.
//
//   E843 same   有11073人落实了去向。…这11073人里面，签约7628人; 举报311件。311件举报里，初查后不予立案的265件: what is taken
//   up was told
//
// What: a number of three digits or more that opens its clause, behind 这 or 上述 or with its name, and is followed by 中 or
// 里. When contradictory: no number before it is the same, and the only value that was told of that name (or, behind 这 and
// 上述, the number of that noun told last) is another, by a quarter at most. When silent: a part of what was told
// (已办结的…件中); several values under the name.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Referred {
 public:
  Referred(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const int id : e_.prose())
      if (level(e_[id]) && e_[id].exact >= Rational(kTelling)) read(e_[id]);
  }

 private:
  static constexpr int kTelling = 100, kBlocks = 12, kNear = 4;
  bool level(const Claim& c) const {
    return c.is_amount() && (c.role == Role::level || c.role == Role::count) && !c.vague() && !c.averaged && !c.chinese &&
           !c.noun.empty() && c.table < 0 && c.depth == 0 && c.decimals == 0;
  }
  /// 举报 of 311件举报里，; nothing of 11073人里面，; not told where no such word follows.
  std::optional<Text> taken_up(const Claim& c) const {
    constexpr std::size_t kLongest = 8;
    const View text = e_.passage(c.id).text;
    std::size_t to = c.noun_end;
    while (to < text.size() && to - c.noun_end <= kLongest && claim::is_han(text[to])) ++to;
    if (to >= text.size() || !claim::one_of(text[to], U"，,")) return std::nullopt;
    View words = text.substr(c.noun_end, to - c.noun_end);
    const View tail = claim::end_any(words, {U"里面", U"当中", U"之中", U"中", U"里"});
    if (tail.empty()) return std::nullopt;
    words.remove_suffix(tail.size());
    return Text(words);
  }
  /// 举报 of 举报总量.
  static View bare(View name) {
    for (const View tail : {View(U"总量"), View(U"总数"), View(U"量"), View(U"数")})
      if (claim::ends_with(name, tail) && name.size() >= tail.size() + 2) return name.substr(0, name.size() - tail.size());
    return name;
  }
  void read(const Claim& c) {
    const std::optional<Text> behind = taken_up(c);
    if (!behind) return;
    View lead = c.clause_before;
    if (claim::starts_with(lead, U"在")) lead.remove_prefix(1);
    const bool pointed = lead == U"这" || lead == U"上述" || lead == U"这些" || lead == U"以上";
    Text name = *behind;
    if (!pointed && !lead.empty()) {
      // 来电8947件中: the name stands before.
      if (!name.empty() || lead.size() > 6 || !std::all_of(lead.begin(), lead.end(), claim::is_han) || lead.back() == U'的')
        return;
      name = Text(lead);
    }
    if (!pointed && name.size() < 2) return;
    int told = -1;
    for (int id = c.id - 1; id >= 0 && c.block - e_[id].block <= kBlocks; --id) {
      const Claim& x = e_[id];
      if (!x.is_amount() || x.noun != c.noun) continue;
      if (x.exact == c.exact) return;
      if (x.table >= 0 || x.role != Role::level || (!name.empty() && !claim::ends_with(bare(x.name), name))) continue;
      if (told >= 0 && !pointed && e_[told].exact != x.exact) return;
      if (told < 0) told = id;
    }
    for (const int id : e_.valued(c.exact))
      if (id < c.id) return;
    if (told < 0 || (pointed && c.sentence - e_[told].sentence > 2) ||
        (e_[told].exact - c.exact).abs() * Rational(kNear) > c.exact)
      return;
    contradict(e_, ledger_, "E843", "same", c.id, {told}, e_[told].value, number_text(e_, told), "而前文所说的");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_referred(const Evidence& evidence, Ledger& ledger) { Referred(evidence, ledger).run(); }

}  // namespace zh::check
