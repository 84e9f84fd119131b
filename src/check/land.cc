// Land within the area that a text tells of.
//
//   B264 bound   总面积91.26平方千米 … 森林面积9633公顷: woods, fields and water are no larger than the area they lie in
//
// What: the amounts in 平方千米, 公顷 and 亩 under these names, against the total area told last before them, brought to one
// unit. When contradictory: the part is larger than the whole by more than rounding. When silent: sown area, which a year
// counts twice; planted since, protected, planned; floor space.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Land {
 public:
  Land(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    int whole = -1;
    constexpr int kFar = 20;  // blocks
    for (const int id : e_.prose()) {
      const Claim& c = e_[id];
      const Rational unit = square_metres(c.noun);
      if (unit.is_zero() || !c.is_amount() || c.role != Role::level || c.vague() || c.averaged || c.exact.sign() <= 0) continue;
      if (total(c)) {
        whole = id;
      } else if (whole >= 0 && c.block - e_[whole].block <= kFar && part(c)) {
        const Rational own = c.value.low * unit, all = e_[whole].value.high * square_metres(e_[whole].noun);
        const bool holds = own <= all;
        if (!holds && own * Rational(kSlack) <= all * Rational(kSlack + 1)) continue;
        ledger_.tell("B264", "bound", holds ? Verdict::consistent : Verdict::contradictory, whole, {id},
                     number_text(e_, whole) + (holds ? " ≥ " : " < ") + number_text(e_, id),
                     holds ? std::string() : "其中的面积" + number_text(e_, id) + "大于总面积" + number_text(e_, whole));
      }
    }
  }

 private:
  static constexpr int kSlack = 50;  ///< parts of the whole that other surveys may differ by

  static Rational square_metres(const Text& noun) {
    if (noun == U"平方千米" || noun == U"平方公里") return Rational(1000000);
    if (noun == U"公顷") return Rational(10000);
    if (noun == U"亩") return Rational::fraction(2000, 3);
    return Rational(0);
  }
  static bool total(const Claim& c) {
    return !claim::find_any(c.before, {U"总面积", U"辖区面积", U"区域面积", U"国土面积", U"幅员面积", U"土地面积", U"全镇面积",
                                       U"全乡面积"})
                .empty() &&
           c.noun != U"亩" && claim::find_any(c.before, {U"林", U"耕", U"建筑", U"播种", U"种植", U"水", U"绿"}).empty();
  }
  static bool part(const Claim& c) {
    const View name = c.name;
    return !c.name_inherited && name.size() <= 6 && c.depth == 0 &&
           !claim::end_any(name, {U"森林面积", U"林地", U"林地面积", U"耕地", U"耕地面积", U"水域面积", U"草地", U"草地面积",
                                  U"湿地面积", U"园地", U"林业用地", U"林业用地面积", U"有林地"})
                .empty() &&
           claim::find_any(c.before, {U"播种", U"累计", U"规划", U"全县", U"全市", U"全国", U"全省", U"复种"}).empty();
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_land(const Evidence& evidence, Ledger& ledger) { Land(evidence, ledger).run(); }

}  // namespace zh::check
