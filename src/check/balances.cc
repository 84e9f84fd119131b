// What is left of a whole, and what lies between two amounts.
//
//   D503 difference   其余36.75万件, 结余482.52亿元, 在办155件: whole − part
//   S104 sum          两项减收额相加为3422万元, 共减收4082万元: the changes before it
//   D504 difference   收支相抵结余, 差额, 赤字, 顺差: the difference of the two amounts before it
//
// What: the words say that the number is a remainder or a balance; its whole and part are the two nearest like amounts before
// it, or part and whole of the share that stands between. When contradictory: queued with all other misses. When silent: no
// such words; amounts of another noun.
#include <algorithm>
#include <map>

#include "check/misses.h"
#include "check/rules.h"

namespace zh::check {
namespace {

class Balances {
 public:
  Balances(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries())
      if (entry.verdict == Verdict::consistent && entry.kind == "ratio" && entry.operands.size() == 2)
        share_of_.emplace(entry.operands[0], entry.operands[1]);
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) {
        balance(all, i);
        changes(all, i);
      }
  }

 private:
  static bool says_rest(View before) {
    return !claim::find_any(before, {U"其余", U"剩余", U"余下", U"剩下", U"结余", U"结转", U"在办", U"未结", U"未办结", U"待办",
                                     U"正在办理", U"尚未", U"办理中"})
                .empty();
  }
  static bool says_gap(View before) {
    return !claim::find_any(before, {U"差额", U"赤字", U"顺差", U"逆差", U"相抵", U"相差", U"收支", U"净增", U"净减", U"净额",
                                     U"自然增加", U"盈余", U"收不抵支", U"收支缺口", U"超支", U"入不敷出", U"结余", U"缺口"})
                .empty();
  }

  void balance(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!c.is_amount() || c.vague() || c.role == Role::prior || ledger_.explained(c.id, {"difference", "sum"})) return;
    const bool rest = says_rest(c.before), gap = says_gap(c.clause_before);
    if (!rest && !gap) return;
    std::vector<int> before;  // nearest first
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= c.sentence - 1 && before.size() < 5;) {
      const Claim& x = e_[all[j]];
      if (x.is_amount() && x.role == Role::level && !x.vague() && addable(x, c) && x.noun == c.noun) before.push_back(x.id);
    }
    Search search(e_, ledger_, c.id, rest ? "D503" : "D504", "difference");
    std::vector<std::pair<int, int>> pairs;  // whole, part
    if (rest)
      for (const int part : before)
        if (const auto found = share_of_.find(part); found != share_of_.end()) pairs.emplace_back(found->second, part);
    const bool fixed = gap && named(all, i, pairs);
    const std::size_t by_words = pairs.size();
    // 收支相抵，年终结余: of two totals, not of the last two amounts before it.
    const bool totals = rest && gap;
    for (std::size_t a = 0; a < before.size(); ++a)
      for (std::size_t b = a + 1; b < before.size() && (b < 3 || (gap && a == 0)); ++b) {
        const bool order = e_[before[a]].exact >= e_[before[b]].exact;
        pairs.emplace_back(order ? before[a] : before[b], order ? before[b] : before[a]);
      }
    for (const auto& [whole, part] : pairs)
      if (e_[whole].exact > e_[part].exact && search.offer(magnitude(e_[whole].value - e_[part].value), {whole, part},
                                                           number_text(e_, whole) + " − " + number_text(e_, part), 25))
        return;
    const Recompute again = [](const std::vector<Interval>& v) { return std::optional<Interval>(magnitude(v[0] - v[1])); };
    for (std::size_t k = 0; k < std::min<std::size_t>(pairs.size(), 2); ++k) {
      const auto& [whole, part] = pairs[k];
      if (totals && k >= by_words) break;
      const bool near = e_[part].sentence == c.sentence && e_[whole].sentence == c.sentence;
      miss(e_, ledger_,
           {rest ? "D503" : "D504",
            "difference",
            c.id,
            {whole, part},
            again,
            k < by_words && gap ? (fixed ? Tie::certain : Tie::strong)
            : near && k == 0    ? Tie::medium
                                : Tie::weak,
            number_text(e_, whole) + " − " + number_text(e_, part),
            "按所说的两数相减"});
    }
  }

  /// 收支差额 of 收入 and 支出, 自然增加 of 出生 and 死亡: the two that the words oppose, if each is told once near by.
  /// Whether nothing else can be meant.
  bool named(const std::vector<int>& all, std::size_t i, std::vector<std::pair<int, int>>& pairs) const {
    static constexpr std::pair<View, View> kOpposed[] = {{U"收入", U"支出"}, {U"出口", U"进口"}, {U"出生", U"死亡"},
                                                         {U"新增", U"注销"}, {U"新设", U"注销"}, {U"流入", U"流出"}};
    const Claim& c = e_[all[i]];
    for (const auto& [x, y] : kOpposed) {
      int a = -1, b = -1;
      bool several = false;
      for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= c.sentence - 3;) {
        const Claim& n = e_[all[j]];
        if (!n.is_amount() || n.role != Role::level || n.vague() || !addable(n, c) || n.noun != c.noun) continue;
        Text words = n.name.empty() ? Text(n.before) : n.name;
        if (const std::size_t both = words.find(U"进出口"); both != Text::npos) words.erase(both, 3);
        const bool is_a = claim::contains(words, x), is_b = claim::contains(words, y);
        if (is_a == is_b) continue;
        int& own = is_a ? a : b;
        // 总收入 before 其中：一般公共预算收入.
        const Text side(is_a ? x : y);
        const auto is_total = [&side](const Claim& t) {
          return !claim::find_any(t.before, {U"总" + side, side + U"总", side + U"合计"}).empty();
        };
        if (own >= 0 && is_total(n) != is_total(e_[own])) {
          if (is_total(n)) own = n.id;
          continue;
        }
        several = several || own >= 0;
        if (own < 0) own = n.id;
      }
      if (a >= 0 && b >= 0 && !several) {
        pairs.emplace_back(e_[a].exact >= e_[b].exact ? a : b, e_[a].exact >= e_[b].exact ? b : a);
        return x == U"出生" && e_[a].sentence == c.sentence && e_[b].sentence == c.sentence;
      }
    }
    return false;
  }

  /// The sum of the changes that were told.
  void changes(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!c.is_amount() || c.vague() || c.role == Role::prior || ledger_.explained(c.id, {"sum"}) ||
        claim::find_any(c.clause_before, {U"两项", U"三项", U"四项", U"合计", U"相加", U"共", U"总量", U"相抵"}).empty() ||
        claim::find_any(c.clause_before, {U"增", U"减", U"多", U"少", U"降", U"升"}).empty())
      return;
    std::vector<int> parts;  // nearest first
    Interval sum = Interval::exactly(0);
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= c.sentence - 1 && parts.size() < 5;) {
      const Claim& x = e_[all[j]];
      if (!x.is_amount() || x.role != Role::change || x.noun != c.noun || x.vague()) continue;
      if (!parts.empty() && x.sign != e_[parts.front()].sign) break;
      parts.push_back(x.id);
    }
    const auto text = [&](std::size_t k) {
      return joined(e_, {parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(k)}, " + ");
    };
    Search search(e_, ledger_, c.id, "S104", "sum");
    for (std::size_t k = 1; k <= parts.size(); ++k) {
      sum = sum + magnitude(e_[parts[k - 1]].value);
      const Interval value = c.exact.sign() < 0 ? -sum : sum;
      if (k >= 2 && search.offer(value, {parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(k)}, text(k), 25)) return;
    }
    if (parts.size() < 2) return;
    const bool down = c.exact.sign() < 0;
    const Recompute again = [down](const std::vector<Interval>& v) {
      Interval s = Interval::exactly(0);
      for (const Interval& x : v) s = s + magnitude(x);
      return std::optional<Interval>(down ? -s : s);
    };
    // Not additive in sign, so it is weighed as a difference.
    miss(e_, ledger_, {"S104", "difference", c.id, {parts[0], parts[1]}, again, Tie::medium, text(2), "而所列增减量相加"});
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::map<int, int> share_of_;
};

}  // namespace

void check_balances(const Evidence& evidence, Ledger& ledger) { Balances(evidence, ledger).run(); }

}  // namespace zh::check
