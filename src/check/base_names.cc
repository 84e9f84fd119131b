// Shares of what their own words name.
//
//   R251 ratio   税收收入45.42亿元 … 五大主体税种共入库34.19亿元，占全部税收的72.7%: part and whole are both fixed by the
//   clause
//
// What: the amount right before 占, and the only amount of the document that bears the name between 占 and 的, larger than the
// part, of the same noun. When contradictory: no amount of that name gives it, nor any other amount told for it. When silent:
// the name is a place or a plan; a second value bears it; the part is told as 其中 of something else.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/shares.h"
#include "check/times.h"

namespace zh::check {
namespace {

class BaseNames {
 public:
  BaseNames(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) share(all, i);
  }

 private:
  static View bare(View name) {
    for (const View lead : {View(U"全部"), View(U"全市"), View(U"全县"), View(U"全区"), View(U"全省"), View(U"全镇"),
                            View(U"同期"), View(U"所有"), View(U"总的"), View(U"上述"), View(U"全年"), View(U"全乡")})
      if (claim::starts_with(name, lead) && name.size() >= lead.size() + 2) name.remove_prefix(lead.size());
    for (const View tail : {View(U"总额"), View(U"总量"), View(U"总数"), View(U"总值"), View(U"收入"), View(U"的")})
      if (claim::ends_with(name, tail) && name.size() >= tail.size() + 2) name.remove_suffix(tail.size());
    return name;
  }
  void share(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (c.role != Role::share || c.kind != claim::Numeral::Kind::percent || c.vague() || c.base.empty() || c.exact.sign() <= 0)
      return;
    const Text base(claim::strip_name(c.base));
    if (base.size() < 2 || ShareTies::is_place(base)) return;
    const Claim& part = e_[all[i - 1]];
    if (!part.is_amount() || part.role != Role::level || part.vague() || part.sentence != c.sentence || part.noun.empty() ||
        c.clause - part.clause > 1 || part.depth != c.depth)
      return;
    // 甲113件、乙62件、丙34件，合计占全部举报的67.2%: of all of them.
    const View joint = c.before.substr(0, c.before.rfind(U'占') == View::npos ? 0 : c.before.rfind(U'占'));
    if (!claim::find_any(joint, {U"合", U"共", U"总", U"均", U"各", U"分别", U"项", U"两", U"三"}).empty() || listed(part))
      return;
    const View own = bare(base);
    int whole = -1;
    for (const int id : e_.named(Text(own), c.id, 60, 12, [&](const Claim& x) {
           return x.is_amount() && x.role == Role::level && !x.vague() && x.noun == part.noun && x.id != part.id && x.table < 0;
         })) {
      const View name = bare(e_[id].name);
      if (name != own) continue;
      if (whole >= 0 && e_[whole].exact != e_[id].exact) return;
      if (whole < 0 || id < whole) whole = id;
    }
    if (whole < 0) whole = last_of_series(base, part);
    if (whole < 0 || whole > part.id || !near(whole, part) || e_[whole].exact <= part.exact) return;
    const std::optional<Interval> computed = percentage(part.value, e_[whole].value);
    if (!computed || ledger_.explained(c.id, {"ratio"})) return;
    // 国税20亿元，地税14亿元，占全部税收的74.9%: of both.
    Interval more = part.value;
    for (std::size_t j = i - 1; j-- > 0 && e_[all[j]].sentence == c.sentence;) {
      const Claim& x = e_[all[j]];
      if (x.noun != part.noun || !x.is_amount() || x.role != Role::level || x.id == whole) continue;
      more = more + x.value;
      const std::optional<Interval> both = percentage(more, e_[whole].value);
      if (both && fit(c, *both) != Fit::none) return;
    }
    const std::string formula = number_text(e_, part.id) + " ÷ " + number_text(e_, whole);
    if (const Fit how = fit(c, *computed); how != Fit::none)
      confirm(e_, ledger_, "R251", "ratio", c.id, {part.id, whole}, *computed, formula, how == Fit::truncated);
    else
      miss(e_, ledger_,
           {"R251", "ratio", c.id, {part.id, whole}, quotient_percent, Tie::certain, formula, "按词句所指的部分与总体计算"});
  }
  /// 农业总产值1949年96.2万元，1978年268.2万元，2011年9515万元: the last of the years that follow the name.
  int last_of_series(const Text& name, const Claim& part) const {
    constexpr int kFar = 8;
    constexpr std::size_t kLink = 4;
    int found = -1, at = -1;
    for (int id = part.id - 1; id >= 0 && part.block - e_[id].block <= kFar; --id) {
      const Claim& c = e_[id];
      if (c.kind != claim::Numeral::Kind::year || c.table >= 0 || c.start < name.size() ||
          !claim::ends_with(View(e_.passage(id).text).substr(0, c.start), name))
        continue;
      at = id;
      break;
    }
    for (int id = at; at >= 0 && id + 1 < part.id; id += 2) {
      const Claim &year = e_[id], &amount = e_[id + 1];
      if (year.kind != claim::Numeral::Kind::year || year.passage != e_[at].passage || year.sentence != e_[at].sentence ||
          amount.noun != part.noun || !amount.is_amount() || amount.start - year.noun_end > kLink)
        break;
      found = amount.id;
    }
    return found;
  }
  /// One of several that stand in a row.
  bool listed(const Claim& part) const {
    if (part.id == 0 || part.start == 0) return false;
    const Claim& before = e_[part.id - 1];
    return claim::contains(part.clause_before, U"、") ||
           (before.passage == part.passage && before.sentence == part.sentence && before.noun == part.noun &&
            e_.between(before.id, part.id).find(U'、') != View::npos);
  }
  /// Of one section and time: no year is named in between.
  bool near(int whole, const Claim& part) const {
    constexpr int kFar = 8, kMost = 200;
    if (part.block - e_[whole].block > kFar || part.id - whole > kMost || other_time(e_, e_[whole], part)) return false;
    // A new year begins a new section; 1949年…，1978年… at a sentence's side do not.
    for (int id = whole + 1; id < part.id; ++id)
      if (e_[id].kind == claim::Numeral::Kind::year && e_[id].sentence == part.sentence) return false;
    return claim::find_any(e_[whole].clause_before, {U"上年", U"去年", U"同期", U"累计", U"预算", U"目标"}).empty();
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_base_names(const Evidence& evidence, Ledger& ledger) { BaseNames(evidence, ledger).run(); }

}  // namespace zh::check
