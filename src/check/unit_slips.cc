// 万 that is lost or too much, as the numbers beside it prove.
//
//   W335 wording   收入88435元，其中税收39029元，非税49406万元: the digits add up, the units do not
//
// What: a total and the two to four amounts of its noun that follow. When contradictory: always: so many digits do not agree by
// chance. When silent: fewer than four telling digits; the amounts add up as they are printed.
#include <algorithm>
#include <map>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class UnitSlips {
 public:
  UnitSlips(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& paragraph : e_.paragraphs()) {
      std::map<Text, std::vector<int>> of_noun;
      for (const int id : paragraph)
        if (amount(id)) of_noun[e_[id].noun].push_back(id);
      for (const auto& [noun, ids] : of_noun)
        for (std::size_t i = 0; i + 2 < ids.size(); ++i) digits(ids, i);
    }
  }

 private:
  bool amount(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.averaged && !c.noun.empty() && c.exact.sign() > 0;
  }
  /// As printed, without 万.
  Rational printed(int id) const { return e_[id].exact * Rational::power_of_ten(-e_[id].scale); }

  void digits(const std::vector<int>& ids, std::size_t i) {
    const Claim& whole = e_[ids[i]];
    constexpr int kTelling = 4;
    constexpr std::size_t kMost = 4;
    if (telling_digits(whole) < kTelling) return;
    Rational sum(0);
    bool mixed = false;
    for (std::size_t k = 1; k <= kMost && i + k < ids.size(); ++k) {
      const Claim& part = e_[ids[i + k]];
      if (part.sentence - whole.sentence > 1 || part.decimals != whole.decimals) return;
      sum = sum + printed(part.id);
      mixed = mixed || part.scale != whole.scale;
      if (k < 2 || !mixed || sum != printed(whole.id)) continue;
      const std::vector<int> parts(ids.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                   ids.begin() + static_cast<std::ptrdiff_t>(i + k) + 1);
      if (ledger_.explained(whole.id, {"sum"})) return;
      ledger_.tell("W335", "wording", Verdict::contradictory, whole.id, parts,
                   number_text(e_, whole.id) + " ≠ " + joined(e_, parts, " + "),
                   "各数的数字相加正好，而单位不同：" + number_text(e_, whole.id) + "，" + joined(e_, parts, "，") +
                       "，“万”“亿”有漏写或多写");
      return;
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_unit_slips(const Evidence& evidence, Ledger& ledger) { UnitSlips(evidence, ledger).run(); }

}  // namespace zh::check
