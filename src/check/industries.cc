// The three industries and the branches of agriculture, and what they make together.
//
//   S155 sum   地区生产总值244394万元。其中：第一产业增加值62857万元；第二产业65585万元，其中工业40653万元；第三产业115952万元
//   S162 sum   农林牧渔业总产值81.11亿元。其中：农业45.36亿元；林业5.04亿元；畜牧业26.47亿元；渔业2.09亿元；服务业2.15亿元
//
// Why: every bulletin tells so, and what stands between (growths, parts of the second) hides the list from other rules. When
// contradictory: S155 for a slip of one digit, always of 生产总值; S162 always, for the name says what is counted. When silent:
// one of them is not told, or told twice with two values; the services to agriculture are not told and something is left.
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
    for (const std::vector<int>& all : e_.paragraphs()) {
      told(all);
      for (std::size_t i = 0; i < all.size(); ++i) branches(all, i);
    }
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
         {"S155", "sum", nearest, parts, zh::check::total, product(nearest) ? Tie::certain : Tie::strong,
          joined(e_, parts, " + "), "而三次产业相加"});
  }

  /// 地区生产总值: there are three industries and no more.
  bool product(int id) const {
    constexpr std::size_t kLongest = 10;
    const View name = e_[id].name;
    return !e_[id].name_inherited && name.size() <= kLongest && claim::ends_with(name, U"生产总值") &&
           claim::find_any(e_[id].clause_before, {U"人均", U"上年", U"去年", U"预计", U"目标"}).empty();
  }
  /// Which branch of agriculture a name begins with: 农业, 林业, 牧业, 渔业, the services to them; -1 none.
  static int branch(View name) {
    if (!claim::start_any(name, {U"农林牧渔服务", U"农林牧渔专业", U"农业服务", U"农林牧渔业服务", U"服务业"}).empty())
      return 4;
    static constexpr std::array<std::array<View, 3>, 4> kNames = {{{U"农业", U"种植业", U"农业"},
                                                                   {U"林业", U"林业", U"林业"},
                                                                   {U"牧业", U"畜牧业", U"畜牧"},
                                                                   {U"渔业", U"水产", U"渔业"}}};
    for (std::size_t i = 0; i < kNames.size(); ++i)
      if (!claim::start_any(name, {kNames[i][0], kNames[i][1], kNames[i][2]}).empty()) return static_cast<int>(i);
    return -1;
  }
  /// 农林牧渔业总产值55.2亿元。其中，农业30.6亿元；林业1.56亿元；牧业20.1亿元；渔业10.6亿元；服务业18.5亿元: the name says what
  /// it is made up of.
  void branches(const std::vector<int>& all, std::size_t i) {
    const Claim& whole = e_[all[i]];
    if (!level(whole.id) || !claim::contains(whole.name, U"农林牧渔") || ledger_.explained(whole.id, {"sum"})) return;
    if (!claim::find_any(whole.name, {U"服务", U"专业"}).empty() && !claim::contains(whole.name, U"及服务业")) return;
    std::vector<int> parts;
    int seen = 0;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence - whole.sentence <= 1; ++j) {
      const Claim& c = e_[all[j]];
      if (!level(c.id) || c.noun != whole.noun || c.name_inherited) continue;
      const int which = branch(c.name);
      if (which < 0) break;
      if ((seen & (1 << which)) != 0) return;
      seen |= 1 << which;
      parts.push_back(c.id);
    }
    constexpr int kFour = 0b1111, kAll = 0b11111;
    if ((seen & kFour) != kFour) return;
    const Interval sum = sum_of(e_, parts);
    if (fit(whole, sum) == Fit::rounded) {
      confirm(e_, ledger_, "S162", "sum", whole.id, parts, sum, joined(e_, parts, " + "));
      return;
    }
    // Services may be left out of the list.
    if (seen != kAll && sum.low <= whole.value.high) return;
    miss(e_, ledger_,
         {"S162", "sum", whole.id, parts, zh::check::total, Tie::certain, joined(e_, parts, " + "),
          "而农、林、牧、渔业及服务业相加"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_industries(const Evidence& evidence, Ledger& ledger) { Industries(evidence, ledger).run(); }

}  // namespace zh::check
