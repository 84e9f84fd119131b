// Lists of one paragraph within the whole that a paragraph before told.
//
//   B254 bound   货物进出口总额417568亿元。… / 从贸易方式看，一般贸易进出口269781亿元，加工贸易进出口76432亿元: items whose
//   head noun is that of the whole
//
// What: the list opens its sentence behind 从…看, 分…看, 按…分, or each item has the head noun; the whole is the amount of the
// paragraphs right before with the longest end of its name in common. When contradictory: never; the whole may be of another
// scope. When silent: the list has a whole already, or nothing before can hold it.
#include <algorithm>
#include <set>

#include "check/lists.h"
#include "check/parts.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class ListWholes {
 public:
  ListWholes(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries()) {
      if (entry.verdict != Verdict::consistent) continue;
      if (entry.kind == "sum" || entry.kind == "bound") bound_.insert(entry.operands.begin(), entry.operands.end());
      if (entry.kind == "ratio" && entry.operands.size() == 2) bound_.insert(entry.operands[0]);
    }
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (const List& list : lists_of(e_, all)) within(list);
  }

 private:
  static constexpr int kReach = 3;  // blocks

  static bool level(const Claim& c) {
    return c.is_amount() && c.role == Role::level && c.exact.sign() > 0 && !c.noun.empty() && !c.averaged && !c.vague() &&
           c.table < 0;
  }
  /// 进出口 of 货物进出口总额.
  static View bare(View name) {
    for (const View tail : {View(U"总额"), View(U"总值"), View(U"总量"), View(U"总数"), View(U"总计"), View(U"合计")})
      if (claim::ends_with(name, tail) && name.size() > tail.size() + 1) return name.substr(0, name.size() - tail.size());
    return name;
  }
  static std::size_t common_end(View a, View b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
    return n;
  }

  /// 市州及天府新区留言3314件 … 各市州及天府新区的留言量分别为: how much of a whole's name the words before the list say.
  static std::size_t in_words(const Text& name, const Text& words) {
    constexpr std::size_t kShortest = 4;
    constexpr int kMostOfIt = 70;
    return name.size() >= kShortest && words.size() > name.size() && claim::likeness(name, words) >= kMostOfIt ? name.size()
                                                                                                               : 0;
  }

  void within(const List& list) {
    const Claim& first = e_[list.ids.front()];
    if (!level(first) || first.name_inherited || first.name.empty()) return;
    if (std::any_of(list.ids.begin(), list.ids.end(),
                    [&](int id) { return bound_.count(id) > 0 || !level(e_[id]) || e_.mean(id); }))
      return;
    const Text words(announcement(e_, list));
    const bool said = !claim::find_any(words, {U"看", U"分", U"按"}).empty();
    const Interval sum = sum_of(e_, list.ids);
    int best = -1;
    std::size_t longest = 1;
    const std::vector<int>& prose = e_.prose();
    const auto own = std::partition_point(prose.begin(), prose.end(), [&](int id) { return e_[id].block < first.block; });
    for (auto place = static_cast<std::size_t>(own - prose.begin()); place-- > 0;) {
      const Claim& whole = e_[prose[place]];
      if (first.block - whole.block > kReach || e_.section(whole.id) != e_.section(first.id)) break;
      if (!level(whole) || whole.noun != first.noun || whole.value.high < sum.low) continue;
      const std::size_t alike = std::max(common_end(bare(whole.name), first.name), in_words(whole.name, words));
      if (alike > longest) best = whole.id, longest = alike;
    }
    constexpr std::size_t kTelling = 3;
    if (best < 0 || (!said && longest < kTelling)) return;
    constexpr std::size_t kMostTogether = 4;
    if (list.ids.size() > kMostTogether)
      tell_parts(e_, ledger_, "B254", best, {list.ids.begin(), list.ids.begin() + kMostTogether});
    ledger_.tell("B254", "bound", Verdict::consistent, best, list.ids,
                 number_text(e_, best) + " ≥ " + joined(e_, list.ids, " + "));
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::set<int> bound_;  ///< parts of sums, bounds and shares
};

}  // namespace

void check_list_wholes(const Evidence& evidence, Ledger& ledger) { ListWholes(evidence, ledger).run(); }

}  // namespace zh::check
