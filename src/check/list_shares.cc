// A list and its share of the whole.
//
//   R207 ratio   热点问题共1134件，排名前十的分别是A253件、…、B44件，占76.54%: the listed together are that share of the whole
//
// What: a list of like amounts in one sentence, the share right behind it, the whole that the share names or that the sentence
// tells before the list. When contradictory: one wrong digit of the list, the share or the whole explains the difference; or
// the words say how many there are (前十), one fewer is listed, and what is missing is an item no larger than the largest.
// When silent: the share is that of the last item; the list is open (等).
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class ListShares {
 public:
  ListShares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (const List& list : lists_of(e_, all))
        if (list.ids.size() >= kFewest && amounts(list)) share(all, list);
  }

 private:
  static constexpr std::size_t kFewest = 3, kMost = 15;

  bool amounts(const List& list) const {
    return list.ids.size() <= kMost && std::all_of(list.ids.begin(), list.ids.end(), [&](int id) {
             const Claim& c = e_[id];
             return c.is_amount() && c.role == Role::level && !c.vague() && !c.chinese && c.exact.sign() > 0;
           });
  }

  void share(const std::vector<int>& all, const List& list) {
    const Claim& last = e_[list.ids.back()];
    const auto at = std::find(all.begin(), all.end(), last.id);
    if (at + 1 >= all.end()) return;
    const Claim& p = e_[*(at + 1)];
    if (!p.is_percentage() || p.sentence != last.sentence || p.vague() || p.clause - last.clause != 1 || p.depth != last.depth)
      return;
    if (p.role != Role::share || claim::find_any(p.clause_before, {U"各占", U"分别占", U"分别为"}).size() > 0) return;
    // A share of every item is no share of the list.
    if (at + 2 < all.end() && e_[*(at + 2)].role == Role::share && e_[*(at + 2)].clause == p.clause) return;
    if (ledger_.explained(p.id, {"ratio"}) || claim::contains(e_.between(last.id, p.id), U"等")) return;
    int tried = 0;
    for (const int whole : wholes(all, list, p)) {
      std::vector<int> operands = list.ids;
      operands.push_back(whole);
      std::vector<Interval> values;
      for (const int id : operands) values.push_back(e_[id].value);
      const std::optional<Interval> computed = of_whole(values);
      if (!computed) continue;
      const std::string formula = "(" + joined(e_, list.ids, " + ") + ") ÷ " + number_text(e_, whole);
      if (missing(list, p, whole, *computed, operands, formula)) return;
      miss(e_, ledger_,
           {"R207", "ratio", p.id, operands, of_whole, announced(list) ? Tie::strong : Tie::medium, formula, "所列各项合计"});
      if (++tried == 2) return;
    }
  }

  static std::optional<Interval> of_whole(const std::vector<Interval>& v) {
    if (v.back().low.sign() <= 0) return std::nullopt;
    Interval sum = Interval::exactly(0);
    for (std::size_t i = 0; i + 1 < v.size(); ++i) sum = sum + v[i];
    return percentage(sum, v.back());
  }

  /// The whole that the share names, then the amounts of the sentence before the list, nearest first.
  std::vector<int> wholes(const std::vector<int>& all, const List& list, const Claim& p) const {
    std::vector<int> out;
    const Claim& first = e_[list.ids.front()];
    const Interval sum = sum_of(e_, list.ids);
    const auto fits = [&](const Claim& c) {
      return c.is_amount() && c.role == Role::level && !c.vague() && c.noun == first.noun && c.value.high >= sum.low;
    };
    const auto push = [&](int id) {
      if (fits(e_[id]) && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    };
    const Text base(claim::strip_name(p.base));
    for (const int id : all)
      if (id < first.id && e_[id].sentence >= first.sentence - 1 && base.size() >= 2 && fits(e_[id]) &&
          claim::likeness(e_[id].name, base) >= 60)
        push(id);
    for (auto it = std::find(all.begin(), all.end(), first.id); it != all.begin() && e_[*(it - 1)].sentence == first.sentence;
         --it)
      push(*(it - 1));
    if (out.empty() && base.size() >= 3)
      for (const int id : e_.named(base, first.id, 80, 4)) push(id);
    return out;
  }

  /// 前十, 前5: how many the words say; 0 if they do not.
  int announced(const List& list) const {
    const View words = announcement(e_, list);
    const std::size_t at = words.rfind(U'前');
    if (at == View::npos || at + 1 >= words.size()) return 0;
    const View rest = words.substr(at + 1);
    if (claim::is_digit(rest[0]))
      return rest.size() > 1 && claim::is_digit(rest[1]) ? static_cast<int>((rest[0] - U'0') * 10 + (rest[1] - U'0'))
                                                         : static_cast<int>(rest[0] - U'0');
    return std::max(0, claim::small_chinese_number(rest.substr(0, 1)));
  }

  /// Whether one item is missing, and would make the share right.
  bool missing(const List& list, const Claim& p, int whole, const Interval& computed, const std::vector<int>& operands,
               const std::string& formula) {
    if (announced(list) != static_cast<int>(list.ids.size()) + 1 || computed.high >= p.value.low) return false;
    const Rational sum = sum_of(e_, list.ids).low;
    const auto part = [&](const Rational& percent) { return percent * e_[whole].exact / Rational(100) - sum; };
    // Rounded or cut off.
    const Rational least = part(p.value.low), most = part(p.exact + p.unit_place);
    Rational largest = e_[list.ids.front()].exact;
    for (const int id : list.ids) largest = std::max(largest, e_[id].exact);
    if (least.sign() <= 0 || least > largest) return false;
    const Rational from = least == least.floor() ? least : least.floor() + Rational(1), to = most.floor();
    if (from > to) return false;
    const auto text = [](const Rational& value) { return value.str_decimal(0); };
    ledger_.tell("R207", "ratio", Verdict::contradictory, p.id, operands, number_text(e_, p.id) + " ≠ " + formula,
                 "称前" + std::to_string(announced(list)) + "而只列出" + std::to_string(list.ids.size()) + "项；由" +
                     number_text(e_, p.id) + "推算，所缺一项为" + text(from) + (to > from ? "至" + text(to) : ""));
    return true;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_list_shares(const Evidence& evidence, Ledger& ledger) { ListShares(evidence, ledger).run(); }

}  // namespace zh::check
