// What was there, what came and what is left.
//
//   D505 difference   受理6482件（含旧存248件）…新收6234件; 支出163752万元，结转下年5248万元 of a budget of 169000万元
//   D506 difference   新开8条，总数达到137条，去年末为129条: what was added is the difference of the two stocks
//   S112 sum          审执结6237件 … 审结311件 … 审结3784件 … 执结2079件: what the sections tell with one verb adds up
//
// What: the words name the old part in the bracket of the whole, what is carried over, the verb of the sections.
// When contradictory: the bracket and what is new, when one digit is wrong; what is added under 净增, 新增 beside both stocks.
// When silent: what is carried over where no budget of that size is printed; sections that tell only some of the cases.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr int kFewestDigits = 4;

class Stocks {
 public:
  Stocks(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (!amount(all[i])) continue;
        if (i > 0) old_part(all, i);
        carried(all, i);
        added(all, i);
      }
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p)
      for (const int id : e_.paragraphs()[p])
        if (amount(id)) sections(p, id);
  }

 private:
  bool amount(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role != Role::change && !c.vague() && !c.chinese && c.exact.sign() > 0;
  }
  static std::optional<Interval> minus(const std::vector<Interval>& v) { return v[0] - v[1]; }
  std::string difference(int a, int b) const { return number_text(e_, a) + " − " + number_text(e_, b); }

  /// 受理6482件（含旧存248件）, and 新收 further on in the paragraph.
  void old_part(const std::vector<int>& all, std::size_t i) {
    const Claim &old = e_[all[i]], &whole = e_[all[i - 1]];
    if (old.depth != whole.depth + 1 || whole.noun != old.noun || !amount(whole.id) || whole.exact <= old.exact ||
        old.start - whole.noun_end > 10 ||
        claim::find_any(old.before, {U"旧存", U"上年结转", U"上年旧存", U"往年", U"存案", U"结转"}).empty())
      return;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence - whole.sentence <= 3; ++j) {
      const Claim& c = e_[all[j]];
      if (c.noun != whole.noun || !amount(c.id) || claim::find_any(c.before, {U"新收", U"新受理", U"新立"}).empty()) continue;
      Search search(e_, ledger_, c.id, "D505", "difference");
      if (search.offer(whole.value - old.value, {whole.id, old.id}, difference(whole.id, old.id), 2)) return;
      search.forget();
      miss(
          e_, ledger_,
          {"D505", "difference", c.id, {whole.id, old.id}, minus, Tie::strong, difference(whole.id, old.id), "而总数减去旧存"});
      return;
    }
  }

  /// 支出163752万元…结转下年5248万元: both make a budget that is printed.
  void carried(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (claim::find_any(c.before, {U"结转下年", U"结转", U"结余", U"结存", U"滚存"}).empty() ||
        ledger_.explained(c.id, {"difference"}))
      return;
    for (std::size_t j = i, tried = 0; j-- > 0 && tried < 3 && e_[all[j]].sentence == c.sentence; ++tried) {
      const int spent = all[j];
      if (!amount(spent) || !addable(e_[spent], c) || e_[spent].exact < c.exact || digits_of(e_[spent]).size() < kFewestDigits)
        continue;
      for (const int whole : e_.valued(e_[spent].exact + c.exact))
        if (e_[whole].is_amount() && whole != spent && whole != c.id) {
          confirm(e_, ledger_, "D505", "difference", c.id, {whole, spent}, e_[whole].value - e_[spent].value,
                  difference(whole, spent));
          return;
        }
    }
  }

  /// 新开8条…总数达到137条，去年末为129条
  void added(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const View word = claim::find_any(c.before, {U"净增", U"新增", U"新开", U"新设", U"新建", U"新认定", U"新培育", U"净增加"});
    if (word.empty() || c.role != Role::level || ledger_.explained(c.id, {"difference"})) return;
    std::vector<int> stocks;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == c.sentence; ++j)
      if (amount(all[j]) && e_[all[j]].noun == c.noun && e_[all[j]].exact > c.exact) stocks.push_back(all[j]);
    for (std::size_t k = 0; k + 1 < stocks.size(); ++k) {
      const Claim &now = e_[stocks[k]], &then = e_[stocks[k + 1]];
      if (then.role != Role::prior || claim::find_any(now.before, {U"总数", U"总量", U"达到", U"累计", U"增至", U"达"}).empty())
        continue;
      const Interval value = now.value - then.value;
      if (fit(c, value) != Fit::none)
        confirm(e_, ledger_, "D506", "difference", c.id, {now.id, then.id}, value, difference(now.id, then.id));
      else if (claim::starts_with(word, U"净增"))
        miss(
            e_, ledger_,
            {"D506", "difference", c.id, {now.id, then.id}, minus, Tie::strong, difference(now.id, then.id), "而前后两数相减"});
      return;
    }
  }

  /// The verb that a number is told with; empty for another.
  static View verb(const Claim& c) {
    static constexpr std::pair<View, View> kVerbs[] = {
        {U"审执结", U"结"}, {U"审结", U"结"}, {U"执结", U"结"},       {U"结案", U"结"},   {U"办结", U"结"}, {U"受理", U"收"},
        {U"新收", U"新"},   {U"收案", U"收"}, {U"检出不合格", U"不"}, {U"不合格", U"不"}, {U"抽检", U"检"}, {U"抽查", U"检"}};
    for (const auto& [word, meaning] : kVerbs)
      if (claim::contains(c.before, word)) return meaning;
    return {};
  }
  /// The first number that each of the next paragraphs tells with the total's verb.
  void sections(std::size_t p, int total) {
    const Claim& c = e_[total];
    const View own = verb(c);
    if (own.empty() || c.depth != 0 || ledger_.explained(total, {"sum"})) return;
    constexpr std::size_t kMost = 14, kSections = 8;
    std::vector<int> parts;
    Interval sum = Interval::exactly(0);
    for (std::size_t q = p + 1; q < std::min(e_.paragraphs().size(), p + kMost) && parts.size() < kSections; ++q)
      for (const int id : e_.paragraphs()[q]) {
        const Claim& o = e_[id];
        if (!amount(id) || o.depth != 0 || o.noun != c.noun || o.role != c.role || verb(o) != own || o.exact >= c.exact)
          continue;
        parts.push_back(id);
        sum = sum + o.value;
        break;
      }
    if (parts.size() < 3) return;
    Search search(e_, ledger_, total, "S112", "sum");
    std::vector<int> run;
    for (const int id : parts) {
      run.push_back(id);
      if (run.size() >= 3 && search.offer(sum_of(e_, run), run, joined(e_, run, " + "), 20)) return;
    }
    search.forget();
    if (!claim::find_any(c.before, {U"全院", U"共", U"各类", U"审执结"}).empty())
      miss(e_, ledger_, {"S112", "sum", total, parts, zh::check::total, Tie::medium, joined(e_, parts, " + "), "而各部分相加"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_stocks(const Evidence& evidence, Ledger& ledger) { Stocks(evidence, ledger).run(); }

}  // namespace zh::check
