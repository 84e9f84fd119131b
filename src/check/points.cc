// Percentage points.
//
//   P601 pp   较上年的91.7%提高1.3个百分点: the difference of two rates
//   P602 pp   自然增长率 = 出生率 − 死亡率
//
// When contradictory: rate, 比…的 rate, points: in one sentence, in this order, with no other percentage between.
#include <algorithm>

#include "check/frames.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Points {
 public:
  Points(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      structures_.clear();
      for (std::size_t i = 0; i < all.size(); ++i) {
        balance(all, i);
        if (e_[all[i]].kind == claim::Numeral::Kind::point && !e_[all[i]].vague() && !ledger_.fixed(all[i], "pp"))
          points(all, i);
      }
      for (std::size_t i = 0; i < all.size(); ++i) of_structure(all[i]);
    }
  }

 private:
  void points(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    // 分别拉动增长0.7个、5.1个、6.5个百分点: part of a growth, no difference of rates.
    if (claim::contains(c.clause_before, U"拉动")) return;
    Search search(e_, ledger_, c.id, "P601", "pp");
    std::vector<int> rates;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= c.sentence - 1 && rates.size() < 5;)
      if (e_[all[j]].is_percentage()) rates.push_back(all[j]);
    std::size_t near = 0;
    while (near < rates.size() && e_[rates[near]].segment == c.segment) ++near;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == c.sentence && j <= i + 2; ++j)
      if (e_[all[j]].is_percentage()) rates.push_back(all[j]);
    const auto offer = [&](int a, int b, int charge) {
      const Interval d = magnitude(e_[a].value - e_[b].value);
      const Interval value = c.exact.sign() < 0 ? -d : d;
      const bool larger = e_[a].exact >= e_[b].exact;
      return search.offer(value, {a, b}, number_text(e_, larger ? a : b) + " − " + number_text(e_, larger ? b : a), charge);
    };
    if (told_beside(all, i)) return;
    if (rates.size() >= 2 && e_[rates[1]].sentence == c.sentence && e_[rates[0]].kind != claim::Numeral::Kind::part &&
        offer(rates[0], rates[1], near >= 2 ? 3 : 8))
      return opposed(c, e_[rates[1]], e_[rates[0]]);
    if (aligned(all, i, offer)) return;
    for (std::size_t b = 1; b < rates.size(); ++b)
      for (std::size_t a = 0; a < b; ++a)
        if (offer(rates[a], rates[b], a == 0 && b == 1 && near >= 2 ? 3 : 8)) return;
    if (!rates.empty())
      for (const int id : e_.named(e_[rates.front()].name, rates.front(), 60, 4))
        if (e_[id].is_percentage() && offer(rates.front(), id, 10)) return;
    if (!c.name.empty()) {
      const std::vector<int> named = e_.named(c.name, c.id, 60, 6);
      for (std::size_t b = 1; b < named.size(); ++b)
        for (std::size_t a = 0; a < b; ++a)
          if (e_[named[a]].is_percentage() && e_[named[b]].is_percentage() && offer(named[a], named[b], 10)) return;
    }
    // 线上占61.8%，…线上占比高出线下23.6个百分点: the rest of 100 % is not printed.
    if (!rates.empty() && !claim::find_any(c.clause_before, {U"占比", U"比重"}).empty() &&
        e_[rates.front()].role == Role::share) {
      const Interval twice = magnitude(e_[rates.front()].value + e_[rates.front()].value - Interval::exactly(100));
      if (search.offer(c.exact.sign() < 0 ? -twice : twice, {rates.front()},
                       number_text(e_, rates.front()) + " − (100% − " + number_text(e_, rates.front()) + ")", 30))
        return;
    }
    fixed(all, i);
    // 比出口整体快13.0个百分点: what is named is looked for elsewhere.
    const bool other = names_other(c);
    if (other || each_against_third(all, i)) search.forget();
    // 结案率同比提高5.2个百分点: last year's rate is not printed, so what was tried proves nothing.
    if (earlier_unstated(c, rates)) return search.forget();
    missed(all, i, rates, near, other);
  }

  /// 增长6.4%，低于全市（6.6%）0.2个百分点; 97.8%，比三季度的97.6%高0.2个百分点: what is compared with stands right before, so
  /// that chance has no part in it however small the number is.
  bool told_beside(const std::vector<int>& all, std::size_t i) {
    if (i < 2) return false;
    const Claim &c = e_[all[i]], &b = e_[all[i - 1]];
    if (!b.is_percentage() || b.vague() || b.sentence != c.sentence || b.clause - c.clause > 0 || c.start - b.noun_end > 8)
      return false;
    const claim::Found than = claim::find_last(b.before, {U"比", U"较", U"高于", U"低于", U"快于", U"慢于", U"高出"});
    const bool bracket = b.depth > c.depth;
    if (!bracket && !than) return false;
    if (bracket &&
        claim::find_any(View(e_.passage(b.id).text)
                            .substr(b.start - std::min<std::size_t>(b.start, 16), std::min<std::size_t>(b.start, 16)),
                        {U"比", U"较", U"高于", U"低于", U"快于", U"慢于", U"高出"})
            .empty())
      return false;
    for (std::size_t j = i - 1; j-- > 0 && e_[all[j]].sentence == c.sentence;) {
      const Claim& a = e_[all[j]];
      if (a.depth > c.depth) continue;
      if (!a.is_percentage() || a.kind != b.kind || a.vague() || b.clause - a.clause > 2) return false;
      const Interval d = magnitude(a.value - b.value);
      const Interval value = c.exact.sign() < 0 ? -d : d;
      if (fit(c, value) != Fit::rounded) return false;
      confirm(e_, ledger_, "P601", "pp", c.id, {a.id, b.id}, value,
              number_text(e_, a.exact >= b.exact ? a.id : b.id) + " − " + number_text(e_, a.exact >= b.exact ? b.id : a.id));
      opposed(c, a, b);
      return true;
    }
    return false;
  }

  /// Whether the points are a distance from something that the words name and give no number of.
  static bool names_other(const Claim& c) {
    const View words = c.before;
    const claim::Found than = claim::find_last(words, {U"高于", U"低于", U"快于", U"慢于", U"高出", U"低出", U"比", U"较"});
    if (!than || (than.word == U"比" && than.at > 0 && claim::one_of(words[than.at - 1], U"占同环对"))) return false;
    View thing = View(words).substr(than.at + than.word.size());
    while (!thing.empty() && claim::one_of(thing.back(), U"高低快慢多少了出大小")) thing.remove_suffix(1);
    thing = claim::strip_name(thing);
    return thing.size() >= 2 && !surely_earlier(thing) && !claim::last_change_verb(thing) &&
           thing.find_first_of(U"年月季期") == View::npos && thing != U"前者" && thing != U"后者";
  }

  /// Whether the words compare with an earlier time and no rate nearby is said to be of one.
  bool earlier_unstated(const Claim& c, const std::vector<int>& rates) const {
    // 投资280亿元，增长28.0%，回落19.2个百分点: of its own growth, the clause before.
    const bool moved = !rates.empty() && rates.front() == c.id - 1 && e_[rates.front()].role == Role::growth &&
                       e_[rates.front()].clause + 1 == c.clause &&
                       (c.before == U"回落" || c.before == U"增速回落" || c.before == U"增幅回落" || c.before == U"收窄" ||
                        c.before == U"降幅收窄" || c.before == U"放缓" || c.before == U"增速放缓" || c.before == U"降幅扩大" ||
                        c.before == U"增速加快" || c.before == U"增速提高");
    if (!moved && claim::find_any(c.clause_before, {U"同比", U"环比", U"比上年", U"较上年", U"比去年", U"较去年", U"上年同期",
                                                    U"去年同期", U"与上年", U"比上月", U"较上月"})
                      .empty())
      return false;
    return std::all_of(rates.begin(), rates.end(), [this](int id) {
      const Claim& r = e_[id];
      return claim::find_any(r.before, {U"上年", U"去年", U"同期", U"上月", U"上季", U"前年", U"从", U"由", U"年"}).empty() &&
             claim::find_any(r.clause_before, {U"年", U"从", U"由"}).empty();
    });
  }

  /// 今年合格率为92.3%，去年为94.1%，上升1.8个百分点: the verb says the opposite.
  void opposed(const Claim& c, const Claim& first, const Claim& second) {
    const auto earlier = [](const Claim& x) {
      return !claim::find_any(x.before, {U"上年", U"去年", U"上月", U"上季"}).empty();
    };
    if (c.sign == 0 || earlier(first) == earlier(second) || first.exact == second.exact || c.clause - second.clause > 1 ||
        second.clause - first.clause > 1 || first.name != second.name || !alike(first, second))
      return;
    if (!claim::find_any(c.clause_before, {U"由", U"从", U"高于", U"低于", U"比全", U"上年", U"去年"}).empty()) return;
    const Claim &now = earlier(first) ? second : first, &was = earlier(first) ? first : second;
    if ((now.exact > was.exact) == (c.sign > 0)) return;
    ledger_.tell("W301", "direction", Verdict::contradictory, c.id, {now.id, was.id},
                 number_text(e_, was.id) + (was.exact > now.exact ? " > " : " < ") + number_text(e_, now.id),
                 std::string("文中说") + (c.sign > 0 ? "上升" : "下降") + "，而" + number_text(e_, was.id) + "到" +
                     number_text(e_, now.id) + "是" + (c.sign > 0 ? "下降" : "上升"));
  }

  /// Queues the difference of the two nearest rates before.
  void missed(const std::vector<int>& all, std::size_t i, const std::vector<int>& rates, std::size_t near, bool other) {
    const Claim& c = e_[all[i]];
    const auto queue = [&](int a, int b, Tie tie) {
      if (e_[a].kind != e_[b].kind &&
          (e_[a].kind == claim::Numeral::Kind::permille || e_[b].kind == claim::Numeral::Kind::permille))
        return;
      const bool down = c.exact.sign() < 0;
      const Recompute again = [down](const std::vector<Interval>& v) {
        const Interval d = magnitude(v[0] - v[1]);
        return std::optional<Interval>(down ? -d : d);
      };
      const bool larger = e_[a].exact >= e_[b].exact;
      miss(e_, ledger_,
           {"P601",
            "pp",
            c.id,
            {a, b},
            again,
            tie,
            number_text(e_, larger ? a : b) + " − " + number_text(e_, larger ? b : a),
            "按两个比率相减"});
    };
    (void)near;
    // 98.6%，…比全省平均水平（98.1%）高0.7个百分点: the rate in the bracket is what it is compared with.
    if (i > 0 && e_[all[i - 1]].depth > c.depth && e_[all[i - 1]].is_percentage() && e_[all[i - 1]].passage == c.passage &&
        c.start - e_[all[i - 1]].noun_end <= 4 && !claim::find_any(c.before, {U"高", U"低", U"快", U"慢"}).empty())
      for (std::size_t j = i - 1; j-- > 0 && e_[all[j]].sentence == c.sentence;)
        if (e_[all[j]].kind == e_[all[i - 1]].kind && e_[all[j]].depth == c.depth) {
          if (!claim::find_any(e_.between(all[j], all[i - 1]), {U"比", U"较", U"高于", U"低于"}).empty())
            queue(all[j], all[i - 1], Tie::certain);
          break;
        }
    if (other) return;
    std::vector<int> before;  // of one role with the nearest, outside brackets, nearest first
    for (const int id : rates) {
      if (id > c.id || e_[id].sentence != c.sentence) continue;
      if (!before.empty() && (e_[id].depth > e_[before.front()].depth || !alike(e_[id], e_[before.front()]))) continue;
      before.push_back(id);
    }
    if (before.size() < 2) return;
    if (each_against_third(all, i)) return;
    const Claim &b = e_[before[0]], &a = e_[before[1]];
    const bool beside =
        c.clause - b.clause <= 1 && b.clause - a.clause <= 3 && a.segment == c.segment && c.id == last_before(all, i);
    // 2.40%，比上年同期的2.51%低0.11个百分点; 3.72%，上年末为2.35%，上升1.37个百分点; 从a提高到b，提高c个百分点
    const bool earlier = !claim::find_any(b.before, {U"比上", U"较上", U"比去", U"较去", U"上年", U"去年", U"同期", U"年初",
                                                     U"比20", U"较20", U"上月", U"上季", U"上半年", U"比全", U"较全"})
                              .empty() &&
                         (claim::ends_with(b.before, U"的") || claim::ends_with(b.before, U"为") ||
                          claim::ends_with(b.before, U"是") || claim::ends_with(b.before, U"年"));
    const bool from_to = a.clause == b.clause && !claim::find_any(a.before, {U"从", U"由"}).empty() &&
                         (!claim::find_any(b.before, {U"到", U"至"}).empty() || claim::ends_with(b.before, U"为"));
    if (beside && (earlier || from_to)) return queue(b.id, a.id, Tie::certain);
    const bool compared =
        !claim::find_any(c.clause_before, {U"高于", U"低于", U"高出", U"低出", U"相差", U"差距", U"比", U"较", U"快于"})
             .empty();
    queue(b.id, a.id, compared && before.size() == 2 ? Tie::strong : compared ? Tie::medium : Tie::weak);
  }
  /// 分别为27.2%和39.8%，比平均增速分别高出14.9个和27.5个百分点: each differs from a third rate, which is not printed.
  bool each_against_third(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    const auto beside = [&](std::size_t j) {
      // 14.9个 before 27.5个百分点 is counted in 个.
      return j < all.size() && !e_[all[j]].is_percentage() && e_[all[j]].clause == c.clause &&
             e_[all[j]].sentence == c.sentence && e_[all[j]].role != Role::date;
    };
    return claim::contains(c.clause_before, U"分别") && ((i > 0 && beside(i - 1)) || beside(i + 1));
  }
  static bool alike(const Claim& a, const Claim& b) {
    return (a.role == Role::growth) == (b.role == Role::growth) && a.kind == b.kind;
  }
  /// The number itself if nothing but a percentage stands right before it.
  int last_before(const std::vector<int>& all, std::size_t i) const {
    return i > 0 && e_[all[i - 1]].is_percentage() ? all[i] : -1;
  }

  /// Two lists of as many percentages before: the structure of this year and of last year.
  template <typename Offer>
  bool aligned(const std::vector<int>& all, std::size_t i, const Offer& offer) {
    std::vector<std::vector<int>> lists;  // nearest first
    std::vector<int> here = all;
    const int p = e_.paragraph(all[i]);
    if (p > 0) {
      const std::vector<int>& before = e_.paragraphs()[static_cast<std::size_t>(p - 1)];
      here.insert(here.begin(), before.begin(), before.end());
    }
    std::size_t at = static_cast<std::size_t>(std::find(here.begin(), here.end(), all[i]) - here.begin());
    std::vector<int> list;
    for (std::size_t j = at; j-- > 0 && lists.size() < 3;) {
      const Claim& c = e_[here[j]];
      const bool share = c.is_percentage() && c.role != Role::growth;
      if (share && (list.empty() || (c.kind == claim::Numeral::Kind::part ? e_.between(c.id, list.back()) == U":"
                                                                          : e_[list.back()].clause == c.clause)))
        list.push_back(here[j]);
      else {
        if (list.size() >= 2) lists.push_back(list);
        list.clear();
        if (share) list.push_back(here[j]);
      }
    }
    if (list.size() >= 2) lists.push_back(list);
    for (std::size_t x = 0; x < lists.size(); ++x)
      for (std::size_t y = x + 1; y < lists.size(); ++y) {
        if (lists[x].size() != lists[y].size()) continue;
        const std::size_t own = industry(e_[all[i]].name);
        for (std::size_t k = 0; k < lists[x].size(); ++k)
          if ((own == 0 || own > lists[x].size() || lists[x].size() - own == k) && offer(lists[x][k], lists[y][k], 2)) {
            structures_.emplace_back(lists[x], lists[y]);
            return true;
          }
      }
    return false;
  }

  /// 一产比重提高0.5个百分点，二产比重回落3.2个百分点: one change of a structure holds, the other names its part of it too.
  void of_structure(int id) {
    const Claim& c = e_[id];
    const std::size_t own = industry(c.name);
    if (c.kind != claim::Numeral::Kind::point || c.vague() || own == 0 || ledger_.firmly_explained(id, "pp")) return;
    for (const auto& [x, y] : structures_) {
      if (own > x.size()) continue;
      const int a = x[x.size() - own], b = y[y.size() - own];
      const bool down = c.exact.sign() < 0;
      const Recompute again = [down](const std::vector<Interval>& v) {
        const Interval d = magnitude(v[0] - v[1]);
        return std::optional<Interval>(down ? -d : d);
      };
      const bool larger = e_[a].exact >= e_[b].exact;
      miss(e_, ledger_,
           {"P601",
            "pp",
            id,
            {a, b},
            again,
            Tie::certain,
            number_text(e_, larger ? a : b) + " − " + number_text(e_, larger ? b : a),
            "按两年的构成相减"});
      return;
    }
  }

  /// 第三产业, 三产: the third of a structure; 0 if the name is of none.
  static std::size_t industry(const Text& name) {
    const std::size_t at = !name.empty() && name[0] == U'第' ? 1 : 0;
    if (name.size() < at + 2 || name[at + 1] != U'产') return 0;
    const std::size_t n = View(U"一二三").find(name[at]);
    return n == View::npos ? 0 : n + 1;
  }

  /// 自然增长率 = 出生率 − 死亡率
  void balance(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (c.kind != claim::Numeral::Kind::permille || !claim::contains(c.clause_before, U"增长")) return;
    std::vector<int> rates;  // nearest first
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && rates.size() < 2;)
      if (e_[all[j]].kind == c.kind) rates.push_back(all[j]);
    if (rates.size() < 2) return;
    const Claim &a = e_[rates[1]], &b = e_[rates[0]];
    const auto says = [](const Claim& x, View word) {
      return claim::contains(x.name, word) || claim::contains(x.before, word);
    };
    if (says(a, U"出生") && says(b, U"死亡"))
      miss(e_, ledger_,
           {"P602",
            "pp",
            c.id,
            {a.id, b.id},
            [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0] - v[1]); },
            Tie::certain,
            number_text(e_, a.id) + " − " + number_text(e_, b.id),
            "按出生率减死亡率"});
    const Interval gap = a.value - b.value;
    const std::string formula = number_text(e_, a.id) + " − " + number_text(e_, b.id);
    // Words fix all three, however small the number is.
    if (says(a, U"出生") && says(b, U"死亡") && fit(c, gap) == Fit::rounded) {
      confirm(e_, ledger_, "P602", "pp", c.id, {a.id, b.id}, gap, formula);
      return;
    }
    Search search(e_, ledger_, c.id, "P602", "pp");
    search.offer(gap, {a.id, b.id}, formula, 5);
  }

  void fixed(const std::vector<int>& all, std::size_t i) {
    if (i < 2) return;
    const Claim &c = e_[all[i]], &b = e_[all[i - 1]], &a = e_[all[i - 2]];
    if (!a.is_percentage() || !b.is_percentage() || a.sentence != c.sentence || b.segment != c.segment ||
        b.clause != c.clause || a.segment != c.segment)
      return;
    if (b.vague() || a.vague() || a.kind != b.kind || b.clause - a.clause > 1 || c.start - b.noun_end > 6) return;
    if (claim::find_any(b.before, {U"比上年", U"较上年", U"比去年", U"较去年", U"上年同期", U"去年同期", U"比20", U"较20",
                                   U"比同期", U"比计划", U"比全国", U"比全省", U"比全市"})
            .empty())
      return;
    if (!claim::ends_with(b.before, U"的") && !claim::ends_with(b.before, U"为")) return;
    const Interval d = magnitude(a.value - b.value);
    const Interval value = c.exact.sign() < 0 ? -d : d;
    if (fit(c, value) != Fit::none) return;
    contradict(e_, ledger_, "P601", "pp", c.id, {a.id, b.id}, value, number_text(e_, a.id) + " − " + number_text(e_, b.id),
               "按两个比率相减");
  }

  const Evidence& e_;
  Ledger& ledger_;
  /// Of this paragraph: this year's and last year's structure, nearest part first, where a change of points holds.
  std::vector<std::pair<std::vector<int>, std::vector<int>>> structures_;
};

}  // namespace

void check_points(const Evidence& evidence, Ledger& ledger) { Points(evidence, ledger).run(); }

}  // namespace zh::check
