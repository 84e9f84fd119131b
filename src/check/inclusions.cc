// Parts that their names put inside a whole.
//
//   B206 bound   民营企业进出口 within 进出口总值, 快递业务收入 within 业务收入, 民营经济增加值 within 地区生产总值
//
// What: the name of the part is the whole's with a word before it that narrows it; the whole is the nearest such amount of the
// same noun. When contradictory: never; a narrower name may be of a longer period or another scope. When silent: the two are
// tied by a sum or share already; the part has no name of its own.
#include <algorithm>
#include <map>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Inclusions {
 public:
  Inclusions(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), tied_(tied_by(ledger, true)) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      std::map<int, std::vector<int>> parts;
      for (const int id : all) {
        if (!level(e_[id])) continue;
        const int whole = whole_of(e_[id]);
        if (whole >= 0 && !tied_.has(whole, id)) parts[whole].push_back(id);
      }
      for (const auto& [whole, ids] : parts) within(whole, ids);
    }
    industry();
  }

 private:
  static constexpr int kReach = 6;  // blocks

  static bool level(const Claim& c) {
    return c.is_amount() && !c.averaged && c.role == Role::level && c.exact.sign() > 0 && !c.name_inherited &&
           c.name.size() >= 3 && !c.noun.empty() && c.bound != claim::Numeral::Bound::below && c.table < 0;
  }

  /// Industry and construction are the secondary sector.
  void industry() {
    int sector = -1;
    for (const int id : e_.prose()) {
      const Claim& c = e_[id];
      if (!c.is_amount() || c.role != Role::level || c.vague() || c.table >= 0) continue;
      const View words = c.before;
      const bool secondary = !claim::find_any(words, {U"第二产业", U"二产"}).empty() && claim::contains(words, U"增加值");
      if (secondary) sector = id;
      if (sector < 0 || secondary || c.noun != e_[sector].noun || c.block - e_[sector].block > 8) continue;
      if (!claim::ends_with(c.name, U"工业增加值") && !claim::ends_with(c.name, U"工业实现增加值")) continue;
      if (c.value.low <= e_[sector].value.high || c.scale != e_[sector].scale) continue;
      if (!claim::find_any(e_.sentence(id), {U"累计", U"上年", U"去年", U"全省", U"全国"}).empty()) continue;
      ledger_.tell("B206", "bound", Verdict::contradictory, sector, {id}, number_text(e_, sector) + " < " + number_text(e_, id),
                   "工业增加值" + number_text(e_, id) + "大于其所属的第二产业增加值" + number_text(e_, sector), 1);
    }
  }

  /// Without 总 and what it counts: 进出口总值 is 进出口.
  static View bare(View name) {
    for (const View tail : {View(U"总额"), View(U"总值"), View(U"总量"), View(U"总数"), View(U"总收入"), View(U"总计")})
      if (claim::ends_with(name, tail) && name.size() > tail.size() + 1) return name.substr(0, name.size() - tail.size());
    return name;
  }

  /// What one paragraph tells of a whole together, unless it overlaps.
  void within(int whole, const std::vector<int>& parts) {
    if (sum_of(e_, parts).low <= e_[whole].value.high) return keep(whole, parts);
    for (const int id : parts) keep(whole, {id});
  }
  void keep(int whole, const std::vector<int>& parts) {
    ledger_.tell("B206", "bound", Verdict::consistent, whole, parts, number_text(e_, whole) + " ≥ " + joined(e_, parts, " + "));
  }

  /// Whether the name of a larger amount shortly before is an end of this one's: most have none.
  bool may_be_inside(const Claim& part, View own) const {
    for (int place = e_.place(part.id) - 1; place >= 0; --place) {
      const Claim& y = e_[e_.prose()[static_cast<std::size_t>(place)]];
      if (part.block - y.block > kReach) return false;
      if (y.exact >= part.exact && y.noun == part.noun && level(y) && claim::ends_with(own, bare(y.name))) return true;
    }
    return false;
  }

  int whole_of(const Claim& part) const {
    int best = -1;
    const View own = bare(part.name);
    if (may_be_inside(part, own))
      for (const int id : e_.named(part.name, part.id, 50, 12, [&](const Claim& y) {
             return y.id < part.id && y.exact >= part.exact && level(y) && y.noun == part.noun;
           })) {
        const View name = bare(e_[id].name);
        if (name.size() < 2 || own.size() < name.size() + 2 || !claim::ends_with(own, name) ||
            part.block - e_[id].block > kReach)
          continue;
        if (!claim::find_any(own.substr(0, own.size() - name.size()),
                             {U"人均", U"户均", U"平均", U"日均", U"累计", U"每", U"月末"})
                 .empty())
          continue;
        if (best < 0 || id > best) best = id;
      }
    // 民营经济, 数字经济, 县域经济 cut across the sectors.
    if (best >= 0 || !claim::ends_with(own, U"增加值") || !claim::contains(own, U"经济")) return best;
    for (const int id : e_.named(U"生产总值", part.id, 100, 6,
                                 [&](const Claim& y) { return level(y) && y.noun == part.noun && y.exact >= part.exact; }))
      if (claim::ends_with(e_[id].name, U"生产总值") && claim::find_any(e_[id].name, {U"人均", U"单位", U"万元"}).empty())
        return id;
    return -1;
  }

  const Evidence& e_;
  Ledger& ledger_;
  Pairs tied_;
};

}  // namespace

void check_inclusions(const Evidence& evidence, Ledger& ledger) { Inclusions(evidence, ledger).run(); }

}  // namespace zh::check
