// Lists that a slip of one digit keeps from their total.
//
//   S161 sum   总人口43000人 … 0—17岁14104人，18—59岁25052人，60岁及以上3844人 with 44000 before; 按期回复2424件，逾期71件 of
//   2495件
//
// What: all like amounts of a segment or sentence, three or more, or two that the language opposes, add up to nothing that the
// text tells; one of the amounts before them is their sum but for one digit. Why: a list that is complete has its total near
// by, and chance rarely makes a partial one miss a total by a digit. When contradictory: that one total, where few digits could
// have hit it. When silent: the largest only, overlapping items, a list that is part of a sum that holds, two such totals.
#include "check/near_lists.h"

#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class NearLists {
 public:
  NearLists(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), parts_(e.all.size(), false) {
    for (const Ledger::Entry& entry : ledger.entries())
      if (entry.kind == "sum" && entry.verdict == Verdict::consistent)
        for (const int id : entry.operands) parts_[static_cast<std::size_t>(id)] = true;
  }

  void run() {
    for (const Ids& all : e_.paragraphs()) {
      if (e_.passage(all.front()).cell >= 0) continue;
      for (std::size_t i = 0; i < all.size(); ++i)
        if (item(all[i])) {
          const Ids segment = list_at(all, i, true), sentence = list_at(all, i, false);
          if (!segment.empty()) judge(segment);
          if (!sentence.empty() && sentence != segment) judge(sentence);
        }
    }
  }

 private:
  bool item(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.averaged && !c.noun.empty() && !c.chinese &&
           c.exact.sign() > 0 && !e_.mean(id);
  }
  static bool told_apart(const Claim& c) {
    return !claim::find_any(c.before, {U"其中", U"含", U"上年", U"去年", U"同期", U"上月", U"比", U"较", U"相差", U"合计",
                                       U"共", U"总", U"累计", U"另", U"此外", U"超过", U"目标", U"计划"})
                .empty();
  }
  /// All items of the noun of one segment or sentence that begin with the i-th; empty if it does not begin there.
  Ids list_at(const Ids& all, std::size_t i, bool segment) const {
    const Claim& first = e_[all[i]];
    const auto here = [&](const Claim& c) { return segment ? c.segment == first.segment : c.sentence == first.sentence; };
    for (std::size_t j = i; j-- > 0 && here(e_[all[j]]);)
      if (e_[all[j]].is_amount() && e_[all[j]].noun == first.noun && e_[all[j]].depth <= first.depth) {
        // 其中 begins the list behind its whole.
        if (claim::find_any(first.before, {U"其中", U"包括", U"：", U"按", U"分别"}).empty()) return {};
        break;
      }
    Ids out;
    constexpr std::size_t kMost = 24;
    for (std::size_t j = i; j < all.size() && here(e_[all[j]]) && out.size() <= kMost; ++j) {
      const Claim& c = e_[all[j]];
      if (!c.is_amount() || c.noun != first.noun || c.depth > first.depth || c.role == Role::change) continue;
      if (!item(c.id) || c.name_inherited || c.depth < first.depth || (j > i && told_apart(c)) || c.scale != first.scale)
        return {};
      out.push_back(c.id);
    }
    if (out.size() < 2 || out.size() > kMost) return {};
    if (out.size() == 2 && !opposed(e_[out[0]], e_[out[1]])) return {};
    return out;
  }
  /// 其中 in the clause of the first item, or as a clause of its own: 其中，住宅为423.4万平方米.
  bool says_some(const Claim& first) const {
    constexpr std::size_t kWord = 3;  // with its mark
    const std::size_t clause = first.start - std::min(first.start, first.clause_before.size());
    const std::size_t from = clause - std::min(clause, kWord);
    return claim::contains(View(e_.passage(first.id).text).substr(from, first.start - from), U"其中");
  }
  void judge(const Ids& list) {
    // A part of a sum that holds is of that.
    if (std::any_of(list.begin(), list.end(), [&](int id) { return parts_[static_cast<std::size_t>(id)]; })) return;
    const View sentence = e_.sentence(list.front());
    if (says_overlap(sentence) ||
        !claim::find_any(sentence, {U"前", U"主要", U"居", U"较多", U"最", U"突出", U"等地", U"重点"}).empty())
      return;
    const Interval sum = sum_of(e_, list);
    // 客运量165.43亿人次，其中公交60.18亿人次、出租58.04亿人次: 其中 need not name all, but not more than there is.
    const bool some = says_some(e_[list.front()]);
    const bool rest = list.size() == 2 || !claim::start_any(e_[list.back()].name, {U"其他", U"其它", U"其余"}).empty();
    if (sum.is_point())
      for (const int id : e_.valued(sum.low))
        if (e_[id].noun == e_[list.front()].noun) return;
    Ids wholes;
    int tried = 0;
    constexpr int kBlocks = 3, kMost = 16;
    for (int place = e_.place(list.front()) - 1; place >= 0 && tried < kMost; --place) {
      const Claim& c = e_[e_.prose()[static_cast<std::size_t>(place)]];
      if (e_[list.front()].block - c.block > kBlocks) break;
      if (!item(c.id) || c.noun != e_[list.front()].noun || c.scale != e_[list.front()].scale || c.depth > 0) continue;
      ++tried;
      if (fit(c, sum) != Fit::none) return;
      if (other_time(e_, c, e_[list.front()])) continue;  // 2012年：…116人…。2010年：男102人，女84人
      const bool larger = std::all_of(list.begin(), list.end(), [&](int id) { return e_[id].exact < c.exact; });
      if ((larger || list.size() == 2) && one_digit_away(e_, c.id, list, zh::check::total)) wholes.push_back(c.id);
    }
    if (wholes.size() != 1 || (some && !rest && sum.low <= e_[wholes.front()].value.high)) return;
    Miss m{"S161",
           "sum",
           wholes.front(),
           list,
           zh::check::total,
           list.size() == 2 ? Tie::strong : Tie::medium,
           Formula::joined(" + "),
           "而所列各项相加"};
    m.tries = tried;
    miss(e_, ledger_, std::move(m));
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<bool> parts_;  ///< of sums that hold
};

}  // namespace

bool opposed(const Claim& a, const Claim& b) {
  const auto words = [](const Claim& c) {
    View own = c.before;
    while (!own.empty() && claim::one_of(own.front(), U"，、；：,;:（( ")) own.remove_prefix(1);
    return Text(own);
  };
  return whole_by_name(a.name, b.name) || whole_by_name(words(a), words(b));
}

void check_near_lists(const Evidence& evidence, Ledger& ledger) { NearLists(evidence, ledger).run(); }

}  // namespace zh::check
