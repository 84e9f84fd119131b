// What a paragraph lists under a whole, and rates of the groups under a rate.
//
//   B208 bound   a list of amounts (主要税种：增值税…、企业所得税…) stays within the nearest amount before it that can hold it;
//   what one sentence tells with shares of one base stays within the base
//   B209 bound   the rate or mean of all lies between those of its groups: 合格率93.5%，大型企业98%，小型企业81.8%
//   S108 sum     amounts that have shares of one base, and whose shares add to 100 % or that add up to it themselves
//   R211 ratio   合肥14.38万户、阜阳5.09万户、亳州4.3万户，三市占44.24%: a share of what was listed right before, added up
//
// Why: a list that is not exhaustive has no sum to check, but it cannot exceed its whole; a rate of all is a weighted mean.
// When contradictory: a later share of one item, whose base the joint share told, is not that; else never: the list may be of
// another whole, and the groups need not be all of them.
// When silent: the list is bound by a sum or by shares already.
#include <algorithm>
#include <map>
#include <set>

#include "check/lists.h"
#include "check/misses.h"
#include "check/parts.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Listed {
 public:
  Listed(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries()) {
      if (entry.verdict != Verdict::consistent) continue;
      const std::string_view kind = entry.kind;
      if (kind == "sum" || kind == "bound")
        for (const int id : entry.operands) bound_.insert(id);
      if (kind == "ratio" && entry.operands.size() == 2) bound_.insert(entry.operands[0]);
    }
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      const std::vector<List> lists = lists_of(e_, all);
      std::vector<List> amounts;
      for (const List& list : lists)
        if (level(e_[list.ids.front()])) amounts.push_back(list);
      for (std::size_t l = 0; l < amounts.size(); ++l)
        if (l == 0 || !goes_on(amounts[l - 1], amounts[l])) within(all, together(amounts, l));
      for (const List& list : lists) {
        around(all, list);
        share_of(all, list);
      }
    }
    for (const std::vector<int>& all : e_.paragraphs()) averages(all);
    based();
    retold();
  }

 private:
  void keep(const char* rule, int result, std::vector<int> operands, const std::string& formula) {
    ledger_.tell(rule, "bound", Verdict::consistent, result, std::move(operands), formula);
  }
  static bool level(const Claim& c) {
    return c.is_amount() && c.role == Role::level && c.exact.sign() > 0 && !c.noun.empty() && !c.averaged;
  }

  /// 增值税12.8亿元、房产税9.5亿元，同比分别增长…，所得税1.6亿元、…: one list in two clauses of a sentence.
  bool goes_on(const List& a, const List& b) const {
    const Claim &last = e_[a.ids.back()], &first = e_[b.ids.front()];
    return level(last) && level(first) && last.sentence == first.sentence && last.segment == first.segment &&
           last.noun == first.noun && first.id > last.id &&
           claim::find_any(e_.between(last.id, first.id), {U"其中", U"内含", U"包括", U"合计", U"共"}).empty();
  }
  List together(const std::vector<List>& lists, std::size_t l) const {
    List out = lists[l];
    for (std::size_t k = l + 1; k < lists.size() && goes_on(lists[k - 1], lists[k]); ++k)
      out.ids.insert(out.ids.end(), lists[k].ids.begin(), lists[k].ids.end());
    return out;
  }

  void within(const std::vector<int>& all, const List& list) {
    const Claim& first = e_[list.ids.front()];
    if (!level(first) || first.name_inherited || first.name.empty()) return;
    if (std::all_of(list.ids.begin(), list.ids.end(), [&](int id) { return bound_.count(id) > 0; })) return;
    if (list.ids.size() < 3 &&
        claim::find_any(announcement(e_, list), {U"其中", U"看", U"主要", U"包括", U"中", U"内"}).empty())
      return;
    if (std::any_of(list.ids.begin(), list.ids.end(), [&](int id) { return e_.mean(id); })) return;
    const Interval sum = sum_of(e_, list.ids);
    const auto at = std::find(all.begin(), all.end(), first.id);
    for (auto it = at; it != all.begin();) {
      const Claim& whole = e_[*--it];
      if (first.sentence - whole.sentence > 2) return;
      if (claim::contains(whole.before, U"其他") || claim::contains(whole.before, U"其余")) continue;
      if (!level(whole) || whole.noun != first.noun || whole.bound == claim::Numeral::Bound::below) continue;
      if (whole.value.high < sum.low) continue;
      // 水稻26万亩、蔬菜16万亩 beside 玉米77万亩: one more member of the same list is no whole.
      if (whole.clause == first.clause && whole.item != first.item && !claim::contains(e_.between(whole.id, first.id), U"，"))
        return;
      keep("B208", whole.id, list.ids, number_text(e_, whole.id) + " ≥ " + joined(e_, list.ids, " + "));
      // Of a long list each of the first, which are the largest as a rule.
      constexpr std::size_t kMostTogether = 4;
      if (list.ids.size() > kMostTogether)
        tell_parts(e_, ledger_, "B208", whole.id, {list.ids.begin(), list.ids.begin() + kMostTogether});
      return;
    }
  }

  static bool rate(const Claim& c) {
    return c.is_percentage() && !c.vague() && (c.role == Role::rate || c.role == Role::percent);
  }
  /// 合格率93.5%。分规模看，大型企业98%，中型企业93.1%，小型企业81.8%
  void around(const std::vector<int>& all, const List& list) {
    const Claim& first = e_[list.ids.front()];
    if (!rate(first)) return;
    const auto at = std::find(all.begin(), all.end(), first.id);
    if (at == all.begin()) return;
    const Claim& whole = e_[*(at - 1)];
    if (!rate(whole) || whole.role != Role::rate || whole.kind != first.kind || first.sentence - whole.sentence > 1 ||
        whole.clause == first.clause)
      return;
    const View words = e_.between(whole.id, first.id);
    if (claim::find_any(words, {U"分", U"看", U"其中", U"按"}).empty() ||
        !claim::find_any(words, {U"上年", U"去年", U"同期", U"分别"}).empty())
      return;
    const auto by_value = [&](int a, int b) { return e_[a].exact < e_[b].exact; };
    const int low = *std::min_element(list.ids.begin(), list.ids.end(), by_value),
              high = *std::max_element(list.ids.begin(), list.ids.end(), by_value);
    if (low == high || whole.value.high < e_[low].value.low || whole.value.low > e_[high].value.high) return;
    keep("B209", whole.id, {low, high},
         number_text(e_, low) + " ≤ " + number_text(e_, whole.id) + " ≤ " + number_text(e_, high));
  }

  /// 居民人均可支配收入31256元，城镇40128元，农村21369元: the mean of all lies between those of town and country.
  void averages(const std::vector<int>& all) {
    int whole = -1, town = -1;
    for (const int id : all) {
      const Claim& c = e_[id];
      // 其中城镇居民32994元: what the whole says of its measure holds for the parts.
      const bool part = whole >= 0 && c.is_amount() && c.noun == e_[whole].noun && c.sentence == e_[whole].sentence &&
                        c.name.size() <= 4 && !claim::start_any(c.name, {U"城镇", U"农村", U"乡村"}).empty();
      if ((!c.averaged && !part) || c.role != Role::level || c.vague()) continue;
      if (claim::contains(c.name, U"城镇")) {
        town = id;
      } else if (!claim::find_any(c.name, {U"农村", U"乡村"}).empty()) {
        if (whole < 0 || town < 0 || e_[id].noun != e_[whole].noun || e_[town].noun != e_[whole].noun || e_[town].id < whole)
          continue;
        const Text &a = e_[whole].name, &b = c.name;
        if (!part && (a.size() < 4 || b.size() < 4 || a.substr(a.size() - 2) != b.substr(b.size() - 2))) continue;
        const int low = e_[town].exact < c.exact ? town : id, high = low == id ? town : id;
        if (e_[whole].value.high < e_[low].value.low || e_[whole].value.low > e_[high].value.high) continue;
        keep("B209", whole, {low, high}, number_text(e_, low) + " ≤ " + number_text(e_, whole) + " ≤ " + number_text(e_, high));
      } else {
        whole = id;
        town = -1;
      }
    }
  }

  /// The share right behind a list whose words put its members together.
  void share_of(const std::vector<int>& all, const List& list) {
    const Claim& last = e_[list.ids.back()];
    if (!level(e_[list.ids.front()])) return;
    const auto at = std::find(all.begin(), all.end(), last.id);
    for (auto it = at + 1; it != all.end() && it - at <= 3; ++it) {
      const Claim& c = e_[*it];
      if (c.sentence != last.sentence) return;
      if (c.role == Role::count || c.role == Role::label) continue;
      if (!c.is_percentage()) return;
      if (c.role != Role::share && c.role != Role::percent) continue;
      if (!ledger_.of_result(c.id).empty() || c.clause == last.clause) return;
      if (claim::find_any(c.clause_before, {U"合计", U"共", U"三者", U"两者", U"二者", U"三市", U"两市", U"之和", U"累计",
                                            U"类", U"项", U"家", U"省", U"县", U"区", U"地"})
              .empty())
        return;
      const Interval sum = sum_of(e_, list.ids);
      Search search(e_, ledger_, c.id, "R211", "ratio");
      constexpr int kMostWholes = 3;
      int tried = 0;
      std::set<Rational> seen;
      for (int id = list.ids.front() - 1; id >= 0 && tried < kMostWholes; --id) {
        const Claim& whole = e_[id];
        if (!level(whole) || whole.noun != last.noun || whole.value.high < sum.high || !seen.insert(whole.exact).second)
          continue;
        ++tried;
        std::vector<int> operands = list.ids;
        operands.push_back(id);
        if (search.offer(percentage(sum, whole.value), operands,
                         "(" + joined(e_, list.ids, " + ") + ") ÷ " + number_text(e_, id), 40))
          return;
      }
      search.forget();
      return;
    }
  }

  /// What an item of a list is called: behind the last mark, 是 or 为.
  static Text called(const Claim& c) {
    View words = c.before;
    const std::size_t at = words.find_last_of(U"、，：是为和及");
    if (at != View::npos) words = words.substr(at + 1);
    return Text(claim::strip_name(words));
  }

  /// 前十的是食品2503件、…，占3651件的94.91%。占比最高的是食品，2023年占比65.56%: an item of a list whose base its joint share
  /// told.
  void retold() {
    struct Base {
      std::vector<int> items;
      int whole;
    };
    std::vector<Base> bases;
    for (const Ledger::Entry& entry : ledger_.entries()) {
      constexpr std::size_t kFewest = 4;
      if (entry.kind != "ratio" || entry.verdict != Verdict::consistent || entry.operands.size() < kFewest) continue;
      bases.push_back({{entry.operands.begin(), entry.operands.end() - 1}, entry.operands.back()});
    }
    constexpr int kReach = 6;  // blocks
    for (const Base& base : bases) {
      const Claim& last = e_[base.items.back()];
      if (e_.place(last.id) < 0) continue;
      for (std::size_t p = static_cast<std::size_t>(e_.place(last.id)) + 1; p < e_.prose().size(); ++p) {
        const Claim& c = e_[e_.prose()[p]];
        if (c.block - last.block > kReach) break;
        if (c.kind != claim::Numeral::Kind::percent || c.role != Role::share || c.vague() ||
            ledger_.explained(c.id, {"ratio"}) || c.sentence == last.sentence)
          continue;
        const View text = e_.passage(c.id).text;
        std::size_t from = c.start;
        while (from > 0 && !claim::one_of(text[from - 1], U"。！？；\n") && c.start - from < 40) --from;
        const View lead = text.substr(from, c.start - from);
        if (!claim::find_any(lead, {U"上年", U"去年", U"同期"}).empty()) continue;
        int item = -1, named = 0;
        for (const int id : base.items) {
          const Text name = called(e_[id]);
          if (name.size() >= 2 && claim::contains(lead, name)) item = id, ++named;
        }
        if (named != 1) continue;
        const std::string formula = number_text(e_, item) + " ÷ " + number_text(e_, base.whole);
        Search search(e_, ledger_, c.id, "R211", "ratio");
        const bool held = search.offer(percentage(e_[item].value, e_[base.whole].value), {item, base.whole}, formula, 6);
        search.forget();
        if (!held)
          miss(e_, ledger_,
               {"R211", "ratio", c.id, {item, base.whole}, quotient_percent, Tie::strong, formula, "按所列各项的总数计算"});
      }
    }
  }

  /// 466件占48.0%, 479件占49.3%, 26件占2.7%: all of them in one paragraph or column, so their base is their sum.
  void based() {
    struct Part {
      int amount, share, base;
    };
    std::map<std::pair<Rational, std::pair<int, int>>, std::vector<Part>> groups;
    for (const Ledger::Entry& entry : ledger_.entries()) {
      if (entry.kind != "ratio" || entry.verdict != Verdict::consistent || entry.operands.size() != 2 || entry.result < 0)
        continue;
      const Claim &amount = e_[entry.operands[0]], &base = e_[entry.operands[1]];
      if (!amount.is_amount() || amount.role != Role::level || !base.is_amount() || amount.exact >= base.exact) continue;
      if (e_[entry.result].role != Role::share && e_[entry.result].role != Role::percent) continue;
      const std::pair<int, int> place =
          amount.table >= 0 ? std::pair(-1 - amount.table, amount.column) : std::pair(e_.paragraph(amount.id), 0);
      std::vector<Part>& group = groups[{base.exact, place}];
      if (std::none_of(group.begin(), group.end(), [&](const Part& p) { return p.amount == amount.id; }))
        group.push_back({amount.id, entry.result, base.id});
    }
    std::set<std::pair<Rational, Rational>> quotients;  // told anywhere: of what is part of what
    for (const Ledger::Entry& entry : ledger_.entries())
      if (entry.kind == "ratio" && entry.operands.size() == 2)
        quotients.emplace(e_[entry.operands[0]].exact, e_[entry.operands[1]].exact);
    constexpr std::size_t kMost = 20;
    for (auto& [key, group] : groups) {
      if (group.size() < 2 || group.size() > kMost) continue;
      std::sort(group.begin(), group.end(), [](const Part& a, const Part& b) { return a.amount < b.amount; });
      std::vector<int> parts;
      for (const Part& p : group) parts.push_back(p.amount);
      const int base = group.front().base;
      if (covered(base, parts, "sum")) continue;
      const Interval sum = sum_of(e_, parts);
      if (!addable(e_[base], e_[parts.front()])) continue;
      if (fit(e_[base], sum) == Fit::rounded)
        confirm(e_, ledger_, "S108", "sum", base, parts, sum, joined(e_, parts, " + "));
      else
        some_of(base, parts, quotients);
    }
  }
  /// 理赔纠纷8077件，占财产险投诉的49.86%；销售纠纷4969件，占30.67%: what one sentence tells of a base is no more than it is.
  void some_of(int base, const std::vector<int>& parts, const std::set<std::pair<Rational, Rational>>& quotients) {
    std::map<int, std::vector<int>> by_sentence;
    for (const int id : parts)
      if (e_[id].table < 0 && id != base) by_sentence[e_[id].sentence].push_back(id);
    for (const auto& [sentence, ids] : by_sentence) {
      constexpr std::size_t kMost = 8;
      if (ids.size() < 2 || ids.size() > kMost || covered(base, ids, "sum") || covered(base, ids, "bound") ||
          overlap_by_name(e_, ids))
        continue;
      // 居民住宅103起，占55.4%，其中甲37起: a part of a part.
      bool nested = false;
      for (std::size_t i = 0; i + 1 < ids.size(); ++i)
        for (std::size_t j = i + 1; j < ids.size(); ++j) {
          const Rational &a = e_[ids[i]].exact, &b = e_[ids[j]].exact;
          nested = nested || quotients.count({a, b}) > 0 || quotients.count({b, a}) > 0;
        }
      if (nested) continue;
      if (sum_of(e_, ids).low > e_[base].value.high) continue;
      keep("B208", base, ids, number_text(e_, base) + " ≥ " + joined(e_, ids, " + "));
    }
  }
  /// Whether a sum, or a bound, of this quantity holds these parts already.
  bool covered(int base, const std::vector<int>& parts, std::string_view kind) const {
    for (const int twin : e_.valued(e_[base].exact))
      for (const int index : ledger_.of_result(twin)) {
        const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
        if (entry.kind == kind && std::all_of(parts.begin(), parts.end(), [&](int id) {
              return std::find(entry.operands.begin(), entry.operands.end(), id) != entry.operands.end();
            }))
          return true;
      }
    return false;
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::set<int> bound_;  ///< parts of sums, bounds and shares
};

}  // namespace

void check_listed(const Evidence& evidence, Ledger& ledger) { Listed(evidence, ledger).run(); }

}  // namespace zh::check
