// The three industries and what they make together.
//
//   S155 sum   地区生产总值244394万元。其中：第一产业增加值62857万元；第二产业65585万元，其中工业40653万元；第三产业115952万元
//
// Why: every bulletin opens so, and what stands between (growths, parts of the second) hides the list from other rules. When
// contradictory: for a slip of one digit. When silent: one of the three is not told, or told twice with two values.
#include <array>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Industries {
 public:
  Industries(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) told(all);
  }

 private:
  bool level(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.averaged && !c.noun.empty() && c.exact.sign() > 0;
  }
  static int industry(View name) {
    static constexpr std::array<std::array<View, 2>, 3> kNames = {
        {{U"第一产业", U"一产"}, {U"第二产业", U"二产"}, {U"第三产业", U"三产"}}};
    for (std::size_t i = 0; i < kNames.size(); ++i)
      for (const View w : kNames[i])
        if (claim::starts_with(name, w)) return static_cast<int>(i);
    return -1;
  }
  void told(const std::vector<int>& all) {
    std::vector<int> parts;
    for (const int id : all) {
      if (!level(id) || e_[id].name_inherited) continue;
      const int which = industry(e_[id].name);
      if (which < 0) continue;
      // In their order, and one beside the other.
      if (which == 0) parts.clear();
      if (which != static_cast<int>(parts.size())) continue;
      if (!parts.empty() && (e_[id].noun != e_[parts.front()].noun || e_[id].sentence - e_[parts.back()].sentence > 2))
        continue;
      parts.push_back(id);
      if (parts.size() < 3) continue;
      whole(all, parts);
      parts.clear();
    }
  }
  void whole(const std::vector<int>& all, const std::vector<int>& parts) {
    const Interval sum = sum_of(e_, parts);
    int nearest = -1;
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
      const int id = *it;
      if (id >= parts.front() || !level(id) || e_[id].noun != e_[parts.front()].noun ||
          e_[id].exact <= e_[parts.front()].exact || e_[parts.front()].sentence - e_[id].sentence > 2)
        continue;
      if (fit(e_[id], sum) == Fit::rounded) {
        confirm(e_, ledger_, "S155", "sum", id, parts, sum, joined(e_, parts, " + "));
        return;
      }
      if (nearest < 0) nearest = id;
    }
    // 用电量 has a fourth part, that of the households.
    if (nearest < 0 || ledger_.explained(nearest, {"sum"}) ||
        !claim::find_any(e_.sentence(nearest), {U"用电", U"用能", U"能源", U"能耗"}).empty())
      return;
    miss(e_, ledger_,
         {"S155", "sum", nearest, parts, zh::check::total, Tie::strong, joined(e_, parts, " + "), "而三次产业相加"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_industries(const Evidence& evidence, Ledger& ledger) { Industries(evidence, ledger).run(); }

}  // namespace zh::check
