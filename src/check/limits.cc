// Bounds that words and names set.
//
//   B204 bound   超84万件, 突破60亿元, 近70万亿元: the exact number of the same thing lies on that side
//   B205 bound   the growth of a whole lies between the growths of its listed categories (从八大类看…), or of the parts that
//   add up to it
//
// Why: what bounds a number confirms that both are read rightly; a total's growth is the mean of its parts' growths, weighted
// with their earlier levels. When contradictory (a warning): the levels add up, every part has its growth, and the total's lies
// outside; never else, the words may be of another scope. When silent: nothing of the same noun near by.
#include <algorithm>

#include "base/text.h"
#include "check/frames.h"
#include "check/lists.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Limits {
 public:
  Limits(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        vague(e_[all[i]]);
        categories(all, i);
        exhaustive(all, i);
      }
    std::vector<std::pair<int, std::vector<int>>> sums;
    for (const Ledger::Entry& entry : ledger_.entries())
      if (entry.verdict == Verdict::consistent && entry.kind == "sum" && entry.operands.size() >= 2)
        sums.emplace_back(entry.result, entry.operands);
    for (const auto& [whole, parts] : sums)
      if (!by_coincidence(e_, whole, parts)) between(whole, parts);
  }

 private:
  void keep(const char* rule, int result, std::vector<int> operands, const std::string& formula) {
    ledger_.tell(rule, "bound", Verdict::consistent, result, std::move(operands), formula);
  }
  static bool level(const Claim& c) { return c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0; }

  /// The nearest exact number of the same kind and noun within a tenth: by name, or the only one near by.
  void vague(const Claim& c) {
    const bool limit = c.role == Role::limit && c.reason == "界限" && c.table < 0;
    if (!limit && (!c.vague() || (!c.is_percentage() && (!c.is_amount() || c.role != Role::level)))) return;
    if (c.bound == claim::Numeral::Bound::exact || c.chinese || (c.noun.empty() && !c.is_percentage() && c.scale < 4)) return;
    const bool above = c.bound == claim::Numeral::Bound::above;
    int best = -1;
    // 不到1300件: to the hundred.
    Rational place = c.unit_place;
    if (c.is_amount() && !c.exact.is_zero())
      for (Rational q = c.exact / (place * Rational(10)); q == q.floor(); q = c.exact / (place * Rational(10)))
        place = place * Rational(10);
    for (const int id : e_.prose()) {
      const Claim& o = e_[id];
      const bool like = c.is_percentage() ? o.is_percentage() && !o.vague() && o.role != Role::growth && o.role != Role::limit
                                          : level(o) && (o.noun == c.noun || c.noun.empty());
      if (id == c.id || !like || o.unit_place > place || (o.unit_place == place && id != c.id - 1)) continue;
      const Rational gap = above ? o.exact - c.exact : c.exact - o.exact;
      // 失业率3.2%，控制在4%以内: the number right before is meant, however far off.
      const bool beside = id == c.id - 1 && o.sentence == c.sentence && c.clause - o.clause <= 1 &&
                          !claim::find_any(c.before, {U"控制在", U"不超过", U"低于", U"高于", U"超过", U"目标"}).empty();
      if (gap.sign() < 0 || (!beside && gap * Rational(10) > c.exact)) continue;
      const int alike = claim::likeness(o.name, c.name);
      const bool near = c.is_amount() && std::abs(o.block - c.block) <= 2 &&
                        (o.name.empty() || alike > 0 || gap * Rational(50) <= c.exact) && o.noun == c.noun;
      if (alike < 40 && !near && !beside) continue;
      if (best < 0 || std::abs(id - c.id) < std::abs(best - c.id)) best = id;
    }
    if (best >= 0)
      keep("B204", best, {c.id}, number_text(e_, best) + (above ? " ≥ " : " ≤ ") + number_text(e_, c.id));
    else if (c.is_amount() || limit)
      other_side(c, above);
  }

  /// 投诉1386件，…，不到1300件: the only level of the sentence lies on the other side, not far off.
  void other_side(const Claim& c, bool above) {
    const View text = e_.passage(c.id).text;
    const View word = claim::end_any(c.before, {U"不到", U"不足", U"超过", U"突破", U"超", U"逾"});
    if (word.empty() || c.is_percentage() || c.noun.empty() || claim::starts_with(text.substr(c.noun_end), U"的") ||
        claim::starts_with(text.substr(c.noun_end), U"以"))
      return;
    static const claim::Words kOthers = {U"目标", U"计划", U"同期", U"去年", U"上年", U"每",   U"均",
                                         U"比",   U"较",   U"上限", U"累计", U"其中", U"预计", U"未",
                                         U"标准", U"不超", U"有望", U"可望", U"力争", U"将",   U"拟"};
    if (claim::find_any(c.clause_before, kOthers).size() > 0) return;
    int level = -1;
    for (int id = c.id - 1; id >= 0 && e_[id].passage == c.passage && e_[id].sentence == c.sentence; --id) {
      const Claim& o = e_[id];
      if (!o.is_amount() || o.noun != c.noun || o.role == Role::change || compared_level(e_, id)) continue;
      if (level >= 0 || o.vague() || o.role != Role::level || claim::find_any(o.clause_before, kOthers).size() > 0) return;
      level = id;
    }
    if (level < 0 || e_[level].unit_place > c.unit_place) return;
    const Rational gap = above ? c.exact - e_[level].exact : e_[level].exact - c.exact;
    const View subject = View(c.before).substr(0, c.before.size() - word.size());
    if (gap.sign() <= 0 || gap * Rational(10) > c.exact || c.clause - e_[level].clause > 2) return;
    // Nothing, or the name of the level, stands before the word.
    if (!subject.empty() && subject != U"仍" && subject != U"已" && subject != U"还" &&
        (subject.size() < 2 || !claim::contains(e_[level].clause_before, subject.substr(0, 2))))
      return;
    ledger_.tell("B204", "bound", Verdict::contradictory, c.id, {level},
                 number_text(e_, level) + (above ? " < " : " > ") + number_text(e_, c.id),
                 "文中称" + to_utf8(word) + number_text(e_, c.id) + "，而该数为" + number_text(e_, level), 1);
  }

  /// The growth that a level is told with: the only one of its row, or what follows it before another level.
  int growth_of(int id) const {
    const Claim& c = e_[id];
    if (c.table >= 0) {
      const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(c.table)];
      // 3月 | 3月增速 | 一季度 | 一季度增速: right behind the level.
      if (c.column + 1 < t.columns && t.at(c.row, c.column + 1) >= 0) {
        const Claim& next = e_[t.at(c.row, c.column + 1)];
        const bool last = c.column + 2 == t.columns;
        const int after = last ? -1 : t.at(c.row, c.column + 2);
        if (next.role == Role::growth && (last || (after >= 0 && e_[after].is_amount()))) return next.id;
      }
      int found = -1, levels = 0;
      for (int column = 0; column < t.columns; ++column) {
        const int cell = t.at(c.row, column);
        if (cell < 0) continue;
        levels += e_[cell].is_amount();
        if (e_[cell].role == Role::growth && e_[cell].is_percentage()) {
          if (found >= 0) return -1;
          found = cell;
        }
      }
      return levels == 1 ? found : -1;
    }
    const int place = e_.place(id);
    for (std::size_t j = static_cast<std::size_t>(place) + 1; j < e_.prose().size() && j < static_cast<std::size_t>(place) + 4;
         ++j) {
      const Claim& g = e_[e_.prose()[j]];
      if (g.segment != c.segment || (g.is_amount() && g.role != Role::change)) return -1;
      if (g.role == Role::growth && g.is_percentage()) return g.id;
    }
    return -1;
  }

  /// The growth of a total lies between the growths of its parts.
  void between(int whole, const std::vector<int>& parts) {
    const int g = growth_of(whole);
    if (g < 0 || e_[g].vague()) return;
    int low = -1, high = -1;
    std::vector<int> growths;
    for (const int part : parts) {
      const int x = growth_of(part);
      if (x < 0 || x == g || e_[x].vague() || e_[x].month_on_month != e_[g].month_on_month) return;
      growths.push_back(x);
      if (low < 0 || e_[x].exact < e_[low].exact) low = x;
      if (high < 0 || e_[x].exact > e_[high].exact) high = x;
    }
    if (low == high) return;
    const bool below = e_[g].value.high<e_[low].value.low, above = e_[g].value.low> e_[high].value.high;
    if (!below && !above)
      return keep("B205", g, {low, high}, number_text(e_, low) + " ≤ " + number_text(e_, g) + " ≤ " + number_text(e_, high));
    ledger_.tell(
        "B205", "bound", Verdict::contradictory, g, {low, high},
        number_text(e_, g) + (below ? " < " + number_text(e_, low) : " > " + number_text(e_, high)),
        "总体的增速" + number_text(e_, g) + "不在各部分增速" + number_text(e_, low) + "至" + number_text(e_, high) + "之间", 1);
  }

  /// 规上工业增加值增长9.7%，其中轻工业增长6.2%，重工业增长8.8%: the two are all of it.
  void exhaustive(const std::vector<int>& all, std::size_t i) {
    if (i < 2) return;
    const Claim &g = e_[all[i - 2]], &a = e_[all[i - 1]], &b = e_[all[i]];
    for (const Claim* c : {&g, &a, &b})
      if (c->role != Role::growth || !c->is_percentage() || c->vague() || c->sentence != g.sentence) return;
    if (a.month_on_month != g.month_on_month || b.month_on_month != g.month_on_month || e_.mean(g.id) || e_.mean(a.id) ||
        e_.mean(b.id))
      return;
    static constexpr std::pair<View, View> kPairs[] = {{U"轻工业", U"重工业"}, {U"出口", U"进口"}, {U"城镇", U"乡村"},
                                                       {U"城镇", U"农村"},     {U"税收", U"非税"}, {U"中央", U"地方"},
                                                       {U"内贸", U"外贸"},     {U"城市", U"农村"}, {U"国有", U"非国有"}};
    const auto says = [](const Claim& c, View word) { return claim::starts_with(claim::strip_name(c.clause_before), word); };
    if (std::none_of(std::begin(kPairs), std::end(kPairs), [&](const auto& pair) {
          return (says(a, pair.first) && says(b, pair.second)) || (says(a, pair.second) && says(b, pair.first));
        }))
      return;
    const int low = a.exact <= b.exact ? a.id : b.id, high = low == a.id ? b.id : a.id;
    if (ledger_.explained(g.id, {"bound"})) return;
    const bool below = g.value.high<e_[low].value.low, above = g.value.low> e_[high].value.high;
    if (!below && !above)
      return keep("B205", g.id, {low, high},
                  number_text(e_, low) + " ≤ " + number_text(e_, g.id) + " ≤ " + number_text(e_, high));
    // 收入、人数 per head shift between town and country; a whole of amounts cannot leave its parts.
    if (claim::find_any(g.clause_before, {U"收入", U"支出", U"消费"}).size() > 0 &&
        claim::find_any(e_.between(g.id, a.id), {U"其中", U"分"}).empty())
      return;
    ledger_.tell(
        "B205", "bound", Verdict::contradictory, g.id, {low, high},
        number_text(e_, g.id) + (below ? " < " + number_text(e_, low) : " > " + number_text(e_, high)),
        "总体的增速" + number_text(e_, g.id) + "不在两部分增速" + number_text(e_, low) + "至" + number_text(e_, high) + "之间",
        1);
  }

  /// 从八大类看, 分类别看: four growths or more in the next sentence.
  void categories(const std::vector<int>& all, std::size_t i) {
    const Claim& g = e_[all[i]];
    if (g.role != Role::growth || !g.is_percentage() || g.vague()) return;
    const bool here = i + 1 < all.size() && e_[all[i + 1]].sentence == g.sentence;
    // 上涨1.8%，其中食品烟酒类上涨2.9%，衣着类上涨0.6%…
    if (here && (claim::find_any(e_.between(g.id, all[i + 1]), {U"其中"}).empty() || e_[all[i + 1]].role != Role::growth))
      return;
    std::vector<int> list;
    const int sentence = here ? g.sentence : g.sentence + 1;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == sentence; ++j) {
      const Claim& x = e_[all[j]];
      if (x.role == Role::growth && x.is_percentage() && x.month_on_month == g.month_on_month)
        list.push_back(x.id);
      else if (x.is_amount())
        return;
    }
    if (list.size() < 4 || claim::find_any(e_.sentence(list.front()), {U"类", U"看"}).empty()) return;
    const auto by_value = [&](int a, int b) { return e_[a].exact < e_[b].exact; };
    const int low = *std::min_element(list.begin(), list.end(), by_value),
              high = *std::max_element(list.begin(), list.end(), by_value);
    if (e_[g.id].value.high < e_[low].value.low || e_[g.id].value.low > e_[high].value.high) return;
    keep("B205", g.id, {low, high}, number_text(e_, low) + " ≤ " + number_text(e_, g.id) + " ≤ " + number_text(e_, high));
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_limits(const Evidence& evidence, Ledger& ledger) { Limits(evidence, ledger).run(); }

}  // namespace zh::check
