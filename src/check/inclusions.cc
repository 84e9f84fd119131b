// Parts that their names put inside a whole.
//
//   B206 bound   民营企业进出口 within 进出口总值, 快递业务收入 within 业务收入, 民营经济增加值 within 地区生产总值
//   B262 bound   新登记企业38665户 within the 2613058户 that there are; 注销企业: what came in or went out of a register
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
    registers();
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

  /// 新登记, 注销 +1; 实有, 在册 -1; neither 0.
  static int register_side(View words) {
    if (!claim::find_any(words, {U"占", U"比", U"均", U"上年", U"去年", U"同期", U"增加", U"净增", U"减少"}).empty()) return 0;
    const bool flow = claim::find_any(words, {U"新登记", U"新设", U"新增", U"新注册", U"注销", U"吊销", U"新发展"}).size() > 0;
    const bool stock =
        claim::find_any(words, {U"实有", U"共有", U"现有", U"累计", U"在册", U"存量", U"保有", U"总量", U"总数"}).size() > 0;
    return flow == stock ? 0 : flow ? 1 : -1;
  }
  /// 企业 of 新登记企业, 实有各类企业; empty where nothing is left.
  static Text registered(View words) {
    Text out(words);
    for (const View skip : {View(U"新登记"), View(U"登记"), View(U"新设立"), View(U"新设"), View(U"新增"), View(U"新注册"),
                            View(U"注册"),   View(U"注销"), View(U"吊销"),   View(U"实有"), View(U"共有"), View(U"现有"),
                            View(U"累计"),   View(U"在册"), View(U"各类"),   View(U"数量"), View(U"总量"), View(U"总数"),
                            View(U"全市"),   View(U"全省"), View(U"全县"),   View(U"全区"), View(U"我市"), View(U"共"),
                            View(U"的"),     View(U"为"),   View(U"达到"),   View(U"达"),   View(U"其中")})
      for (std::size_t at = out.find(skip); at != Text::npos; at = out.find(skip)) out.erase(at, skip.size());
    return out;
  }
  /// What a register took in or struck off in a period, beside what it holds: the nearest two of one thing.
  void registers() {
    struct Told {
      int id, side;
      Text thing;
    };
    std::vector<Told> told;
    int side = 0, sentence = -1;
    for (const int id : e_.prose()) {
      const Claim& c = e_[id];
      if (c.sentence != sentence) side = 0;
      sentence = c.sentence;
      if (!c.is_amount() || c.role != Role::level || c.averaged || c.vague() || c.table >= 0 || c.depth > 0 ||
          claim::start_any(c.noun, {U"户", U"家", U"件", U"辆", U"台"}).empty())
        continue;
      const View own = c.before;
      // 共注销商事主体36119户，其中企业19893户: what opens the sentence is said of its parts.
      if (const int here = register_side(own); here != 0)
        side = here;
      else if (claim::find_any(own, {U"上年", U"去年", U"同期"}).size() > 0)
        side = 0;
      const std::size_t mark = own.find_last_of(U"，、：；");
      Text thing = registered(mark == View::npos ? own : own.substr(mark + 1));
      if (side != 0 && thing.size() >= 2 && thing.size() <= 8) told.push_back({id, side, std::move(thing)});
    }
    constexpr int kFar = 12;  // blocks
    for (const Told& flow : told) {
      if (flow.side < 0) continue;
      const Told* best = nullptr;
      for (const Told& stock : told) {
        if (stock.side > 0 || e_[stock.id].noun != e_[flow.id].noun || stock.thing != flow.thing ||
            std::abs(e_[stock.id].block - e_[flow.id].block) > kFar || e_[stock.id].value.high < e_[flow.id].value.low)
          continue;
        if (best == nullptr || std::abs(stock.id - flow.id) < std::abs(best->id - flow.id)) best = &stock;
      }
      if (best == nullptr || tied_.has(best->id, flow.id)) continue;
      ledger_.tell("B262", "bound", Verdict::consistent, best->id, {flow.id},
                   number_text(e_, best->id) + " ≥ " + number_text(e_, flow.id));
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
