// Changes of the shares of one whole.
//
//   P603 multi   what some shares gain, the others lose: 第二产业份额缩小3.5个百分点，第一、三产业分别扩大0.9和2.6个百分点
//
// What: shares of one whole are 100 % before and after, so their changes add up to zero, within the rounding of each.
// When contradictory: the changes are those of the three sectors (第一、二、三产业) of one economy.
// When silent: the words do not speak of shares; a share that rises and one that falls by as much stand alone.
#include <algorithm>
#include <set>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Shifts {
 public:
  Shifts(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      std::vector<int> run;
      for (const int id : all) {
        const Claim& c = e_[id];
        if (c.kind != claim::Numeral::Kind::point || c.sign == 0 || c.vague()) continue;
        if (!run.empty() && c.sentence != e_[run.back()].sentence) {
          judge(run);
          run.clear();
        }
        run.push_back(id);
      }
      judge(run);
    }
  }

 private:
  void judge(const std::vector<int>& run) {
    constexpr std::size_t kFewest = 3, kMost = 6;
    if (run.size() < kFewest || run.size() > kMost) return;
    const View sentence = e_.sentence(run.front());
    if (claim::find_any(sentence, {U"比重", U"份额", U"占比", U"占"}).empty()) return;
    // The largest is what the others make up for.
    const int largest =
        *std::max_element(run.begin(), run.end(), [&](int a, int b) { return e_[a].exact.abs() < e_[b].exact.abs(); });
    std::vector<int> others;
    for (const int id : run)
      if (id != largest) others.push_back(id);
    if (std::any_of(others.begin(), others.end(), [&](int id) { return e_[id].sign == e_[largest].sign; })) return;
    std::vector<Interval> values;
    for (const int id : others) values.push_back(magnitude(e_[id].value));
    const std::optional<Interval> lost = zh::check::total(values);
    if (!lost) return;
    const Interval computed = e_[largest].sign < 0 ? -*lost : *lost;
    if (fit(e_[largest], computed) == Fit::rounded) {
      Search search(e_, ledger_, largest, "P603", "multi");
      search.offer(computed, others, joined(e_, others, " + "), 10);
      return;
    }
    const bool down = e_[largest].sign < 0;
    const Recompute again = [down](const std::vector<Interval>& v) -> std::optional<Interval> {
      std::vector<Interval> sizes;
      for (const Interval& one : v) sizes.push_back(magnitude(one));
      const std::optional<Interval> sum = zh::check::total(sizes);
      if (!sum) return std::nullopt;
      return down ? -*sum : *sum;
    };
    miss(e_, ledger_,
         {"P603", "multi", largest, others, again, sectors(run) ? Tie::strong : Tie::weak, joined(e_, others, " + "),
          "各占比此消彼长，其余各项合计"});
  }

  bool sectors(const std::vector<int>& run) const {
    std::set<Text> names;
    for (const int id : run)
      for (const View sector : {View(U"第一产业"), View(U"第二产业"), View(U"第三产业")})
        if (claim::contains(e_[id].name, sector)) names.insert(Text(sector));
    return run.size() == 3 && names.size() == 3;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_shifts(const Evidence& evidence, Ledger& ledger) { Shifts(evidence, ledger).run(); }

}  // namespace zh::check
