// Accidents of a kind or place within all that were told before.
//
//   B255 bound   火灾111275起，795人死亡，616人受伤，直接财产损失32426.9万元。… 城市发生火灾23438起，死256人，伤264人:
//   accidents, deaths, injured and losses of a kind are not more than those of all
//
// What: a number of accidents (起) and what follows it in its sentence; all is the last one before whose words say so (全市,
// 各类, 共). When contradictory: never; the later ones may be of another period. When silent: what is larger than all, fewer
// than three numbers in common, earlier levels, sums and shares that tie the numbers already.
#include <array>

#include "check/parts.h"
#include "check/rules.h"

namespace zh::check {
namespace {

class Accidents {
 public:
  Accidents(const Evidence& e, Ledger& ledger) : e_(e), parts_(e, ledger, "B255"), tied_(tied_by(ledger, true)) {}

  void run() {
    Told all;
    all.fill(-1);
    const std::vector<int>& prose = e_.prose();
    for (std::size_t p = 0; p < prose.size(); ++p) {
      if (!accidents(e_[prose[p]])) continue;
      const Told now = told(p);
      if (says_all(e_[prose[p]])) {
        all = now;
      } else if (all[0] >= 0 && e_[prose[p]].block - e_[all[0]].block <= kReach) {
        within(all, now);
      }
    }
    parts_.tell();
  }

 private:
  static constexpr int kReach = 12;  // blocks
  enum Measure : std::uint8_t { number, dead, hurt, loss, kMeasures };
  using Told = std::array<int, kMeasures>;

  static bool level(const Claim& c) { return c.is_amount() && c.role == Role::level && !c.vague() && c.table < 0; }
  static bool accidents(const Claim& c) { return level(c) && c.noun == U"起" && c.exact.sign() > 0; }
  static bool says_all(const Claim& c) {
    return !claim::find_any(c.clause_before,
                            {U"各类", U"共发生", U"共接报", U"全国", U"全省", U"全市", U"全县", U"全区", U"总"})
                .empty() &&
           claim::find_any(c.clause_before, {U"其中", U"重大", U"较大", U"特大"}).empty();
  }

  /// What follows a number of accidents up to the next one.
  Told told(std::size_t p) const {
    Told out;
    out.fill(-1);
    const std::vector<int>& prose = e_.prose();
    const Claim& first = e_[prose[p]];
    out[number] = first.id;
    for (++p; p < prose.size(); ++p) {
      const Claim& c = e_[prose[p]];
      if (c.passage != first.passage || c.sentence != first.sentence || c.noun == U"起") break;
      if (!level(c)) continue;
      const View after = c.after.substr(0, std::min<std::size_t>(c.after.size(), 4));
      const auto says = [&](claim::Words words) {
        return !claim::find_any(c.before, words).empty() || !claim::find_any(after, words).empty();
      };
      const Measure m = c.noun == U"元" && says({U"损失"}) ? loss
                        : c.noun != U"人"                  ? number
                        : says({U"死", U"亡", U"遇难"})    ? dead
                        : says({U"伤"})                    ? hurt
                                                           : number;
      if (m != number && out[m] < 0) out[m] = c.id;
    }
    return out;
  }

  void within(const Told& all, const Told& part) {
    for (std::size_t m = 0; m < all.size(); ++m)
      if (all[m] >= 0 && part[m] >= 0 && e_[part[m]].value.low > e_[all[m]].value.high) return;
    // 17起，死亡298人 alone may be of other accidents.
    constexpr int kTelling = 3;
    int both = 0;
    for (std::size_t m = 0; m < all.size(); ++m) both += all[m] >= 0 && part[m] >= 0;
    if (both < kTelling) return;
    for (std::size_t m = 0; m < all.size(); ++m)
      if (all[m] >= 0 && part[m] >= 0 && !tied_.has(all[m], part[m])) parts_.add(all[m], part[m]);
  }

  const Evidence& e_;
  Parts parts_;
  Pairs tied_;
};

}  // namespace

void check_accidents(const Evidence& evidence, Ledger& ledger) { Accidents(evidence, ledger).run(); }

}  // namespace zh::check
