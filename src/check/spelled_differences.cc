// Differences of two numbers that the words put right before them.
//
//   D541 difference   32726件比36754件少4028件; 个人贷款59827件；信用卡32142件，前者比后者多27685件;
//   总股本由176901468股变为179261468股，
//                     差额2360000股; 甲783件、乙579件、丙562件，…第一位比第二位多204件
//
// When contradictory: the difference is another, by a third at most; the words leave no choice of the two numbers. When silent:
// other measure words; about; another basis (剔除, 可比); something else named between.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class SpelledDifferences {
 public:
  SpelledDifferences(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Ids& all : e_.paragraphs())
      for (std::size_t i = 2; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (!c.is_amount() || c.vague() || c.chinese || c.noun.empty() || c.table >= 0 || c.exact.is_zero()) continue;
        const std::pair<int, int> two = operands(all, i);
        if (two.first >= 0) tell(c, two.first, two.second);
      }
  }

 private:
  bool level(int id, const Claim& like) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.is_level() && !c.vague() && !c.chinese && c.noun == like.noun && c.table < 0 &&
           c.exact.sign() > 0 && c.passage == like.passage;
  }
  static bool more_or_less(View words) {
    return !claim::end_any(words, {U"多", U"少", U"高", U"低", U"多出", U"高出", U"多了", U"少了", U"多登记"}).empty();
  }
  std::pair<int, int> operands(const Ids& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    const int a = all[i - 2], b = all[i - 1];
    // 32726件比36754件少4028件
    if (level(a, c) && level(b, c) && e_[a].clause == c.clause && e_[b].clause == c.clause && more_or_less(c.before) &&
        claim::contains(e_.between(a, b), U"比") && c.before.size() <= 4)
      return {a, b};
    // 由…变为…，差额…
    if (level(a, c) && level(b, c) && e_[b].clause == e_[a].clause && c.clause - e_[b].clause == 1 &&
        !claim::end_any(e_[a].before, {U"由", U"从"}).empty() && turned(e_.between(a, b)) && only_differs(c.before))
      return {a, b};
    constexpr std::size_t kLongest = 10;
    View words = c.before;
    while (!words.empty() && claim::one_of(words.front(), U"，；、")) words.remove_prefix(1);
    if (!more_or_less(words) || words.size() > kLongest) return {-1, -1};
    if (claim::starts_with(words, U"前者比后者") || claim::starts_with(words, U"后者比前者")) return last_two(all, i);
    if (!claim::start_any(words, {U"第一位比第二位", U"第一名比第二名", U"头名比第二名", U"首位比第二位", U"第一比第二"})
             .empty())
      return first_two(all, i);
    return {-1, -1};
  }
  static bool turned(View between) {
    return between.size() <= 6 &&
           !claim::find_any(between, {U"变为", U"增至", U"升至", U"减至", U"降至", U"增加到", U"减少到", U"提高到", U"增长到"})
                .empty();
  }
  static bool only_differs(View words) {
    while (!words.empty() && claim::one_of(words.front(), U"，；、")) words.remove_prefix(1);
    return words == U"差额" || words == U"差额为" || words == U"增加" || words == U"减少" || words == U"净增" ||
           words == U"净减" || words == U"增加了" || words == U"减少了";
  }
  /// The two like numbers told last in its sentence, all of which but growths and shares are these.
  std::pair<int, int> last_two(const Ids& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    Ids two;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && two.size() < 2;) {
      const Claim& x = e_[all[j]];
      if (x.is_percentage() || x.role == Role::change) continue;
      if (!level(x.id, c)) return {-1, -1};
      two.push_back(x.id);
    }
    return two.size() == 2 ? std::pair(two[1], two[0]) : std::pair(-1, -1);
  }
  /// The first two of a list that falls, in its sentence or the one before.
  std::pair<int, int> first_two(const Ids& all, std::size_t i) const {
    constexpr std::size_t kFewest = 3, kName = 16;
    const Claim& c = e_[all[i]];
    for (const int sentence : {c.sentence, c.sentence - 1}) {
      Ids run;
      for (std::size_t j = 0; j < i; ++j) {
        const Claim& x = e_[all[j]];
        if (x.sentence != sentence || !level(x.id, c)) continue;
        const View between = run.empty() ? View() : e_.between(run.back(), x.id);
        if (!run.empty() && (between.empty() || between.size() > kName || !claim::one_of(between[0], U"、，"))) {
          if (run.size() >= kFewest) break;
          run.clear();
        }
        run.push_back(x.id);
      }
      if (run.size() < kFewest) continue;
      for (std::size_t k = 1; k < kFewest; ++k)
        if (e_[run[k]].exact > e_[run[k - 1]].exact) return {-1, -1};
      return {run[0], run[1]};
    }
    return {-1, -1};
  }

  void tell(const Claim& c, int a, int b) {
    constexpr int kFar = 3;
    // 剔除区划调整因素，由120.5万人增加到140.2万人，增加15.3万人
    if (ledger_.firmly_explained(c.id, "difference") ||
        !claim::find_any(e_.sentence(c.id), {U"剔除", U"扣除", U"可比", U"口径", U"不变价", U"因素"}).empty())
      return;
    const Interval gap = magnitude(e_[a].value - e_[b].value);
    Claim size = c;
    size.exact = c.exact.abs();
    size.value = magnitude(c.value);
    const std::string x = number_text(e_, a), y = number_text(e_, b);
    const std::string formula = e_[a].exact >= e_[b].exact ? x + " − " + y : y + " − " + x;
    if (fit(size, gap) != Fit::none) {
      if (!ledger_.explained(c.id, {"difference"})) confirm(e_, ledger_, "D541", "difference", c.id, {a, b}, gap, formula);
      return;
    }
    if ((size.exact - gap.low).abs() * Rational(kFar) > size.exact) return;
    contradict(e_, ledger_, "D541", "difference", c.id, {a, b}, gap, formula, "而所说两数相差");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_spelled_differences(const Evidence& evidence, Ledger& ledger) { SpelledDifferences(evidence, ledger).run(); }

}  // namespace zh::check
