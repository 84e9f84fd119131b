// Shares whose words fix both the part and the whole.
//
//   R226 ratio   食品19246件、药品7583件、…五项，以上五类占立案总数的78.7%: the listed ones together, of what is named
//   R227 ratio   居住场所103起，…其中高层37起，占居住场所的35.9%: the whole bears the very name
//
// What: R226 a clause that begins with 以上, 上述 or 这 and how many kinds, behind as many like amounts; R227 a share behind
// its part in one half sentence, whose 占 names something that one amount of the section, and no other, is called. When
// contradictory: it is not the share of that whole, even where it is right of another. When silent: places; an earlier time;
// the last digit only.
#include "base/text.h"
#include "check/lists.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/shares.h"

namespace zh::check {
namespace {

class NamedBases {
 public:
  NamedBases(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), ties_(e) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (!c.is_percentage() || c.role != Role::share || c.vague() || c.kind == claim::Numeral::Kind::part) continue;
        if (!claim::find_any(c.clause_before, {U"上年", U"去年", U"同期", U"上月", U"全省", U"全国", U"全市"}).empty())
          continue;
        together(all, i);
        of_name(all, i);
      }
  }

 private:
  void together(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const View words = c.clause_before;
    const View lead = claim::start_any(words, {U"以上", U"上述", U"这", U"前述"});
    if (lead.empty() || words.size() < lead.size() + 3) return;
    const int n = claim::small_chinese_number(words.substr(lead.size(), 1));
    if (n < 2 || !claim::one_of(words[lead.size() + 1], U"类项种个大者")) return;
    std::vector<int> parts;  // nearest first
    std::size_t j = i;
    while (j-- > 0 && static_cast<int>(parts.size()) < n && e_[all[j]].sentence >= c.sentence - 1) {
      const Claim& x = e_[all[j]];
      if (x.kind == claim::Numeral::Kind::count && x.chinese) continue;
      if (x.is_percentage() && !parts.empty()) continue;
      if (!ties_.usable(x.id) || (!parts.empty() && x.noun != e_[parts[0]].noun)) return;
      parts.push_back(x.id);
    }
    if (static_cast<int>(parts.size()) != n) return;
    std::reverse(parts.begin(), parts.end());
    const Interval sum = sum_of(e_, parts);
    int whole = -1;
    const Text base(claim::strip_name(c.base));
    for (std::size_t k = 0; k < all.size() && all[k] < parts.front(); ++k) {
      const Claim& x = e_[all[k]];
      if (!ties_.usable(x.id) || x.noun != e_[parts[0]].noun || x.exact < sum.low) continue;
      if (whole < 0 || (base.size() >= 2 && claim::likeness(x.name, base) > claim::likeness(e_[whole].name, base)))
        whole = x.id;
    }
    if (whole < 0) return;
    std::vector<int> operands = parts;
    operands.push_back(whole);
    const std::optional<Interval> share = percentage(sum, e_[whole].value);
    const std::string formula = "(" + joined(e_, parts, " + ") + ") ÷ " + number_text(e_, whole);
    if (!share) return;
    if (fit(c, *share) != Fit::none)
      confirm(e_, ledger_, "R226", "ratio", c.id, operands, *share, formula);
    else if (!ledger_.explained(c.id, {"ratio", "sum"}) && gross(c, *share))
      contradict(e_, ledger_, "R226", "ratio", c.id, operands, *share, formula, "按所列各项合计与所说的总数计算");
  }

  /// Off by more than rounding or an adjusted digit.
  static bool gross(const Claim& c, const Interval& computed) {
    const Rational gap = c.exact > computed.high ? c.exact - computed.high : computed.low - c.exact;
    return gap > c.unit_place * Rational(3);
  }

  void of_name(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const Text base(claim::strip_name(c.base));
    if (base.size() < 3 || ShareTies::is_place(base) || !ShareTies::base_printed(c) || general(base)) return;
    const Claim& part = e_[all[i - 1]];
    if (!ties_.usable(part.id) || part.segment != c.segment || c.clause - part.clause > 1 || part.vague() ||
        part.depth != c.depth || claim::contains(c.clause_before, U"合计") || claim::contains(c.clause_before, U"共"))
      return;
    int whole = -1;
    for (const std::vector<int>& paragraph : e_.paragraphs())
      for (const int id : paragraph) {
        const Claim& x = e_[id];
        if (x.id == part.id || !ties_.usable(id) || x.name_inherited || x.name != base) continue;
        if (whole >= 0 && e_[whole].exact != x.exact) return;  // several are called so
        if (whole < 0) whole = id;
      }
    if (whole < 0 || whole > c.id || e_.section(whole) != e_.section(c.id) || e_[whole].noun != part.noun ||
        e_[whole].vague() || e_[whole].exact <= part.exact)
      return;
    const std::optional<Interval> share = percentage(part.value, e_[whole].value);
    if (!share || fit(c, *share) != Fit::none || !gross(c, *share)) return;
    contradict(e_, ledger_, "R227", "ratio", c.id, {part.id, whole}, *share,
               number_text(e_, part.id) + " ÷ " + number_text(e_, whole), "以所说的“" + to_utf8(base) + "”为总体");
  }
  static bool general(const Text& base) {
    for (const View word : {View(U"总数"), View(U"总量"), View(U"全部"), View(U"总额"), View(U"总体"), View(U"受理量"),
                            View(U"总件数"), View(U"预算"), View(U"计划"), View(U"目标")})
      if (claim::ends_with(base, word) && base.size() <= word.size() + 1) return true;
    return false;
  }

  const Evidence& e_;
  Ledger& ledger_;
  ShareTies ties_;
};

}  // namespace

void check_named_bases(const Evidence& evidence, Ledger& ledger) { NamedBases(evidence, ledger).run(); }

}  // namespace zh::check
