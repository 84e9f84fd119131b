// Averages whose words name what is divided by what.
//
//   M411 multi   534件 of 其余8个市，平均每市66.8件; 47件，出动94人次，平均每件2人次; 每百台1.2起; 人均月补助: amount ÷ number
//   of what
//                the average is per
//
// What: the measure word before 均 or behind 每 says what divides (人均 by 人, 件均 by 件, 每千人 by 人, a thousandth of them);
// what is divided has the unit of the average. When contradictory: one amount and one number of these units stand in the
// sentence and their quotient is another; where several may be meant, only when one digit is wrong. When silent: the average is
// of something that is not printed.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

class Averages {
 public:
  Averages(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (!c.is_amount() || c.role != Role::level || c.vague() || c.exact.sign() <= 0 || c.noun.empty()) continue;
        if (ledger_.explained(c.id, {"multi"})) continue;
        if (const Per per = per_of(c); !per.noun.empty()) mean(all, i, per);
      }
  }

 private:
  struct Per {
    Text noun;           ///< what divides: 人, 件, 市
    Rational times = 1;  ///< 每千人: 1000
    bool population = false;
  };

  static Per per_of(const Claim& c) {
    const View words = c.clause_before;
    Per out;
    if (const std::size_t at = words.rfind(U'均'); at != Text::npos && at > 0 && words.size() - at <= 12) {
      const View unit = View(words).substr(at - 1, 1);
      if (unit == U"案" || claim::one_of(unit[0], U"班校院乡镇社") ||
          (!claim::one_of(unit[0], U"年月日天周季平") && claim::unit_noun(unit) == unit))
        out.noun = Text(unit);
      if (!out.noun.empty()) return out;
    }
    // 惠民殡葬减免2871人次389.4万元，1356元/人次
    if (claim::starts_with(c.after, U"/") || claim::starts_with(c.after, U"／")) {
      const View unit = claim::unit_noun(View(c.after).substr(1));
      if (!unit.empty() && !claim::is_measured(unit)) out.noun = Text(unit);
      if (!out.noun.empty()) return out;
    }
    const std::size_t at = words.rfind(U'每');
    if (at == Text::npos || at + 1 >= words.size() || words.size() - at > 24) return out;
    View rest = View(words).substr(at + 1);
    static constexpr std::pair<char32_t, std::int64_t> kTimes[] = {{U'十', 10}, {U'百', 100}, {U'千', 1000}, {U'万', 10000}};
    for (const auto& [word, times] : kTimes)
      if (!rest.empty() && rest.front() == word) {
        out.times = Rational(times);
        rest.remove_prefix(1);
        break;
      }
    if (rest.empty() || claim::one_of(rest.front(), U"天日月年季周小平方公")) return out;
    const View unit = claim::unit_noun(rest);
    out.noun = unit.empty() ? Text(1, rest.front()) : Text(unit);
    out.population = claim::starts_with(rest, U"人口");
    return out;
  }

  /// 人均 of 人, 名 or 人次; 件均 of 件; 平均每市 of 8个市.
  bool divides(const Claim& b, const Per& per) const {
    // 每万人口: of those who live there, not of 总诊疗95.5亿人次.
    if (per.population && claim::find_any(b.clause_before, {U"人口", U"常住", U"户籍", U"居民", U"总人"}).empty()) return false;
    if (b.noun == per.noun || (per.noun == U"人" && (b.noun == U"名" || b.noun == U"人次")) ||
        (per.noun == U"名" && b.noun == U"人") ||
        (per.noun == U"案" && (b.noun == U"起" || b.noun == U"件" || b.noun == U"宗")) ||
        (per.noun == U"次" && b.noun == U"人次"))
      return true;
    // 班级1842个，班均41.5人
    return (b.noun == U"个" && claim::starts_with(b.after, per.noun)) ||
           (claim::one_of(b.noun.empty() ? U' ' : b.noun[0], U"个所家座") && claim::contains(b.name, per.noun));
  }

  void mean(const std::vector<int>& all, std::size_t i, const Per& per) {
    const Claim& c = e_[all[i]];
    std::vector<int> tops, bases;
    for (std::size_t j = 0; j < all.size(); ++j) {
      const Claim& x = e_[all[j]];
      if (j == i || std::abs(x.sentence - c.sentence) > 3 || x.kind != claim::Numeral::Kind::count || x.vague() ||
          x.exact.sign() <= 0 || x.role == Role::change || x.role == Role::date || x.role == Role::label ||
          per_of(x).noun == per.noun)
        continue;
      if (x.is_amount() && x.role == Role::level && x.noun == c.noun && !x.averaged && x.exact * per.times > c.exact)
        tops.push_back(x.id);
      else if (divides(x, per) && (x.role == Role::level || x.role == Role::count))
        bases.push_back(x.id);
    }
    // 件均 of what is told in 件: the amount may be of another unit than both.
    if (tops.empty() || bases.empty() || tops.size() * bases.size() > 24) return;
    const auto near = [&](int a, int b) { return std::abs(a - c.id) < std::abs(b - c.id); };
    std::sort(tops.begin(), tops.end(), near);
    std::sort(bases.begin(), bases.end(), near);
    const bool monthly = c.clause_before.find(U'月') != Text::npos;
    Search search(e_, ledger_, c.id, "M411", "multi");
    for (const int a : tops)
      for (const int b : bases) {
        if (offer(search, a, b, per.times)) return;
        if (monthly && offer(search, a, b, per.times / Rational(12))) return;
      }
    search.forget();
    if (monthly || search.done()) return;
    const auto here = [&](const std::vector<int>& ids) {
      return std::count_if(ids.begin(), ids.end(), [&](int id) { return e_[id].sentence == c.sentence; });
    };
    const auto of_segment = [&](const std::vector<int>& ids) {
      return std::count_if(ids.begin(), ids.end(), [&](int id) { return e_[id].segment == c.segment; });
    };
    // 接收3.26亿元，其中…；支出2.87亿元，惠及41.5万人次，人次均691.6元: nothing else stands between the semicolons.
    const bool alone = of_segment(tops) == 1 && of_segment(bases) == 1 && e_[tops[0]].segment == c.segment &&
                       e_[bases[0]].segment == c.segment && e_[tops[0]].clause <= c.clause && e_[bases[0]].clause <= c.clause;
    const bool only =
        alone || (here(tops) == 1 && here(bases) == 1 && e_[tops[0]].sentence == c.sentence &&
                  e_[bases[0]].sentence == c.sentence && e_[tops[0]].clause <= c.clause && c.clause - e_[tops[0]].clause <= 4);
    const bool named = alone || (only && here(tops) == static_cast<std::ptrdiff_t>(tops.size()));
    for (std::size_t t = 0; t < std::min<std::size_t>(tops.size(), 2); ++t)
      for (std::size_t b = 0; b < std::min<std::size_t>(bases.size(), 3); ++b) {
        // 辽宁收入50.7亿元。湖南游客758.19万人次。人均消费673.11元: three sentences may tell of three places.
        const int own = e_[tops[t]].sentence, other = e_[bases[b]].sentence;
        if (own != other && own != c.sentence && other != c.sentence) continue;
        queue(c.id, tops[t], bases[b], per.times,
              only && t == 0 && b == 0 ? (named ? Tie::certain : Tie::strong) : Tie::medium);
      }
  }

  bool offer(Search& search, int a, int b, const Rational& times) const {
    const std::optional<Interval> q = divide(e_[a].value, e_[b].value);
    return q && search.offer(*q * Interval::exactly(times), {a, b}, formula(a, b, times), 5);
  }
  std::string formula(int a, int b, const Rational& times) const {
    std::string out = number_text(e_, a) + " ÷ " + number_text(e_, b);
    if (times == Rational::fraction(1, 12)) return out + " ÷ 12";
    return times == Rational(1) ? out : out + " × " + times.str();
  }
  void queue(int result, int a, int b, const Rational& times, Tie tie) {
    const Recompute again = [times](const std::vector<Interval>& v) -> std::optional<Interval> {
      const std::optional<Interval> q = divide(v[0], v[1]);
      if (!q) return std::nullopt;
      return *q * Interval::exactly(times);
    };
    // Ten times too much is a slip of the unit; what is much farther off is of something else.
    const std::optional<Interval> q = again({e_[a].value, e_[b].value});
    if (!q || e_[result].exact > q->high * Rational(11) || q->low > e_[result].exact * Rational(11)) return;
    if (tie == Tie::certain && (e_[result].exact > q->high * Rational(2) || q->low > e_[result].exact * Rational(2)) &&
        !tenfold(*q, e_[result]))
      tie = Tie::strong;
    // 户均2.90人；2010年户均3.33人: of amounts of that year.
    if (const Text own = check::times(e_, e_[result]);
        !own.empty() && !claim::contains(check::times(e_, e_[a]), own) && !claim::contains(check::times(e_, e_[b]), own))
      tie = std::min(tie, Tie::weak);
    miss(e_, ledger_, {"M411", "multi", result, {a, b}, again, tie, formula(a, b, times), "按所指两数相除"});
  }
  static bool tenfold(const Interval& q, const Claim& c) {
    const Interval wide = {c.value.low / Rational(10), c.value.high / Rational(10)};
    const Interval small = {c.value.low * Rational(10), c.value.high * Rational(10)};
    return q.meets(wide) || q.meets(small);
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_averages(const Evidence& evidence, Ledger& ledger) { Averages(evidence, ledger).run(); }

}  // namespace zh::check
