// Parts and wholes, limits.
//
//   B201 bound   其中, 含, # : a part does not exceed its whole, nor do the parts of one 其中 together
//   B203 bound   批次 of 家: every enterprise that was checked gave at least one
//   B202 bound   a share or pass rate does not exceed 100 %
//   B207 bound   nor did it before the fall that is told: 合格率99.89%，环比降低11%
//
// When contradictory: 其中 stands right behind its whole in one sentence, in the same unit, and no earlier amount of the
// paragraph is large enough to be the whole either. When silent: rates of completion and growth may exceed 100 %.
#include <algorithm>
#include <set>

#include "check/grid.h"
#include "check/parts.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Bounds {
 public:
  Bounds(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries()) {
      if (entry.verdict != Verdict::consistent) continue;
      const std::string_view kind = entry.kind;
      if (kind == "sum")
        for (const int id : entry.operands) tied_.insert({entry.result, id});
      if (kind == "ratio" && entry.operands.size() == 2) tied_.insert({entry.operands[1], entry.operands[0]});
    }
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        among(all, i);
        among_changes(all, i);
        batches(all, i);
        hundred(e_[all[i]]);
        if (i > 0) earlier(all, i);
        if (i > 0) before_points(all, i);
      }
    for (const claim::Table& table : e_.claims.tables) rows(rows_of(e_, table));
  }

 private:
  void keep(const char* rule, Verdict verdict, int whole, const std::vector<int>& parts, const std::string& message) {
    // What adds up or has a share is bounded already.
    if (verdict == Verdict::consistent && std::all_of(parts.begin(), parts.end(), [&](int id) {
          return tied_.count({whole, id}) > 0;
        }))
      return;
    Ledger::Entry entry;
    entry.rule = rule;
    entry.kind = "bound";
    entry.verdict = verdict;
    entry.result = whole;
    entry.operands = parts;
    entry.computed = sum_of(e_, parts);
    entry.formula = number_text(e_, whole) + (verdict == Verdict::consistent ? " ≥ " : " < ") + joined(e_, parts, " + ");
    entry.message = message.empty() ? entry.formula : message;
    ledger_.add(std::move(entry));
  }

  /// 其中, 内含, or 含 in brackets before the number or its clause.
  bool says_among(const Claim& c) const {
    if (!claim::find_any(c.before, {U"其中", U"内含", U"当中"}).empty()) return true;
    if (c.depth > 0 && !claim::find_any(c.before, {U"含", U"包括"}).empty()) return true;
    const View text = e_.passage(c.id).text;
    const std::size_t clause = c.start - c.clause_before.size();
    const View lead = text.substr(clause > 3 ? clause - 3 : 0, std::min<std::size_t>(clause, 3));
    if (c.before.size() == c.clause_before.size()) return claim::contains(lead, U"其中");
    // 其中65岁及以上11255人: only the bounds of a group stand between.
    if (!claim::starts_with(c.clause_before, U"其中") && !claim::contains(lead, U"其中")) return false;
    for (int id = c.id - 1; id >= 0 && e_[id].clause == c.clause && e_[id].passage == c.passage; --id)
      if (e_[id].role != Role::limit && e_[id].role != Role::date && e_[id].role != Role::label) return false;
    return true;
  }

  /// The parts of a whole together; each alone where they overlap and exceed it.
  void within(int whole, const std::vector<int>& parts) {
    if (parts.size() >= 2) {
      const Interval sum = sum_of(e_, parts);
      // What is said to be among it may be all of it.
      if (fit(e_[whole], sum) == Fit::rounded && chance(e_[whole], sum) / 5 <= kEnough) {
        confirm(e_, ledger_, "S101", "sum", whole, parts, sum, joined(e_, parts, " + "));
        return;
      }
      if (sum.low <= e_[whole].value.high) return keep("B201", Verdict::consistent, whole, parts, "");
    }
    std::vector<int> loose;
    for (const int id : parts)
      if (tied_.count({whole, id}) == 0) loose.push_back(id);
    tell_parts(e_, ledger_, "B201", whole, loose);
  }

  static bool amount(const Claim& c) { return c.is_amount() && c.role != Role::change && c.role != Role::prior; }

  /// 死亡28人，其中较大事故1起，造成3人死亡: a number of another noun goes with the one that 其中 opens. The place of the
  /// opening number, which may be the number itself; all.size() without one.
  std::size_t opener(const std::vector<int>& all, std::size_t i) const {
    const Claim& part = e_[all[i]];
    if (says_among(part)) return i;
    constexpr std::size_t kBehind = 3;
    for (std::size_t j = i; j-- > 0 && i - j <= kBehind;) {
      const Claim& o = e_[all[j]];
      if (o.segment != part.segment || o.sentence != part.sentence || o.depth != part.depth || o.noun == part.noun ||
          !claim::find_any(e_.between(o.id, e_[all[j + 1]].id),
                           {U"共", U"合计", U"累计", U"总", U"比", U"同期", U"上年", U"另", U"此外", U"全"})
               .empty())
        break;
      if (amount(o) && says_among(o)) return j;
    }
    return all.size();
  }

  void among(const std::vector<int>& all, std::size_t i) {
    const Claim& part = e_[all[i]];
    if (!amount(part)) return;
    const std::size_t open = opener(all, i);
    if (open == all.size()) return;
    std::vector<int> wholes;  // nearest first
    for (std::size_t j = open; j-- > 0 && e_[all[j]].sentence >= part.sentence - 1;)
      if (amount(e_[all[j]]) && addable(e_[all[j]], part) && e_[all[j]].noun == part.noun) wholes.push_back(all[j]);
    // 28人死亡、346人受伤，其中…造成3人死亡: of those that are told with the same word.
    const auto same = [&](int id) {
      const View a = e_[id].after, b = part.after;
      return a.size() >= 2 && b.size() >= 2 && a.substr(0, 2) == b.substr(0, 2);
    };
    const bool by_word = open != i && std::any_of(wholes.begin(), wholes.end(), same);
    if (by_word) std::erase_if(wholes, [&](int id) { return !same(id); });
    if (wholes.empty()) return;
    int whole = -1;
    for (const int id : wholes)
      if (e_[id].value.high >= part.value.low) {
        whole = id;
        break;
      }
    if (whole >= 0) {
      std::vector<int> parts = {part.id};
      // What follows in the same segment belongs to it too, as long as it fits.
      for (std::size_t j = i + 1; j < all.size() && e_[all[j]].segment == part.segment; ++j) {
        const Claim& next = e_[all[j]];
        if (!amount(next) || next.noun != part.noun) continue;
        if (next.exact > e_[whole].exact || !claim::find_any(next.before, {U"其中", U"合计", U"共"}).empty()) break;
        parts.push_back(next.id);
      }
      within(whole, parts);
      return;
    }
    const Claim& nearest = e_[wholes.front()];
    bool any = false;
    for (const int id : all)
      any = any ||
            (id < part.id && (!by_word || same(id)) && amount(e_[id]) && addable(e_[id], part) && e_[id].exact >= part.exact);
    const Claim& first = e_[all[open]];
    const bool starts = claim::contains(first.before, U"其中") && first.before.find(U"其中") <= 1;
    // 资助3.74万人次、4186.5万元，人均1119元；其中困难学生…: numbers of other nouns may stand between.
    constexpr int kClauses = 3;
    // 居民人均支出26796元，其中城镇居民32994元: of a mean some are above it.
    if (e_.mean(nearest.id) || nearest.averaged || !claim::find_any(nearest.clause_before, {U"均"}).empty()) return;
    // 收入10.57亿元，增长12.3%。其中税收收入17.9亿元: a sentence or segment that 其中 opens, behind one that has a single such
    // amount.
    const bool behind =
        nearest.sentence + 1 == part.sentence || (nearest.sentence == part.sentence && nearest.segment + 1 == first.segment);
    const bool next = open == i && behind && claim::starts_with(first.clause_before, U"其中") &&
                      std::count_if(wholes.begin(), wholes.end(), [&](int id) {
                        return e_[id].sentence == nearest.sentence && e_[id].segment == nearest.segment;
                      }) == 1;
    // 办结34件；承接主题事项24项，其中企业准营6项，办结549件: of another segment, and with another noun behind 其中.
    if ((nearest.segment != first.segment && !next) || (open != i && !by_word)) return;
    if (any || !starts || (nearest.sentence != part.sentence && !next) || first.clause - nearest.clause > kClauses ||
        nearest.vague() || part.vague() || nearest.scale != part.scale)
      return;
    keep("B201", Verdict::contradictory, nearest.id, {part.id},
         "其中的" + number_text(e_, part.id) + "大于总体" + number_text(e_, nearest.id));
  }

  /// 减少4927万元；其中土地出让收入10065万元，同比减少4808万元: what a part changed by, beside what the whole did.
  void among_changes(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const auto change = [](const Claim& x) { return x.is_amount() && x.role == Role::change && x.sign != 0 && !x.vague(); };
    if (i < 1 || !change(c)) return;
    if (says_among(c)) return changes_listed(all, i);
    if (i < 3) return;
    std::size_t part = i;
    while (part-- > 0 && e_[all[part]].sentence == c.sentence && c.clause - e_[all[part]].clause <= 2 &&
           !(amount(e_[all[part]]) && says_among(e_[all[part]])))
      ;
    if (part >= i || part == 0 || !amount(e_[all[part]]) || !says_among(e_[all[part]]) || e_[all[part]].noun != c.noun) return;
    for (std::size_t j = part; j-- > 0 && e_[all[j]].sentence >= c.sentence - 1;) {
      const Claim& whole = e_[all[j]];
      if (amount(whole) && whole.noun == c.noun) return;
      if (!change(whole) || whole.noun != c.noun) continue;
      if (whole.sign == c.sign && magnitude(whole.value).high >= magnitude(c.value).low)
        keep("B201", Verdict::consistent, whole.id, {c.id}, "");
      return;
    }
  }

  /// 存款增加25.7万亿元，其中住户存款增加16.7万亿元，企业存款增加4.2万亿元.
  void changes_listed(const std::vector<int>& all, std::size_t i) {
    const Claim &whole = e_[all[i - 1]], &first = e_[all[i]];
    const auto like = [&](const Claim& c) {
      return c.is_amount() && c.role == Role::change && c.sign == first.sign && c.noun == first.noun && !c.vague();
    };
    if (!like(whole) || first.clause - whole.clause > 1 || first.sentence != whole.sentence) return;
    std::vector<int> parts;
    for (std::size_t j = i; j < all.size() && e_[all[j]].segment == first.segment && like(e_[all[j]]); ++j)
      if (magnitude(e_[all[j]].value).low <= magnitude(whole.value).high) parts.push_back(all[j]);
    std::erase_if(parts, [&](int id) { return tied_.count({whole.id, id}) > 0; });
    tell_parts(e_, ledger_, "B201", whole.id, parts);
  }

  /// 涉及18397家企业的19440批次产品: each enterprise gave at least one.
  void batches(const std::vector<int>& all, std::size_t i) {
    if (i == 0) return;
    const Claim &a = e_[all[i - 1]], &b = e_[all[i]];
    if (!amount(a) || !amount(b) || a.sentence != b.sentence || b.clause - a.clause > 1) return;
    const auto batch = [](const Claim& c) {
      return c.noun == U"批次" || claim::starts_with(c.after, U"批次") || c.noun == U"项次" || c.noun == U"个批次";
    };
    const auto firm = [](const Claim& c) { return c.noun == U"家" || c.noun == U"批次"; };
    if (batch(b) && firm(a) && a.noun != b.noun && b.exact >= a.exact)
      keep("B203", Verdict::consistent, b.id, {a.id}, "");
    else if (batch(a) && firm(b) && a.noun != b.noun && a.exact >= b.exact)
      keep("B203", Verdict::consistent, a.id, {b.id}, "");
  }

  void hundred(const Claim& c) {
    if (c.kind != claim::Numeral::Kind::percent || c.value.low <= Rational(100)) return;
    const bool capped =
        !claim::find_any(c.before, {U"合格率", U"办结率", U"及格率", U"达标率", U"满意率", U"普及率", U"覆盖率"}).empty() ||
        (c.role == Role::share && claim::contains(c.before, U"占"));
    // 拨备覆盖率, 流动性覆盖率: reserves over what they are held for.
    if (!claim::find_any(c.before, {U"拨备", U"准备金", U"流动性", U"偿付", U"利息"}).empty()) return;
    if (!capped || !claim::find_any(c.before, {U"目标", U"计划", U"预算", U"任务", U"超额", U"提高", U"增"}).empty()) return;
    if (c.role != Role::rate && c.role != Role::share) return;
    ledger_.tell("B202", "bound", Verdict::contradictory, c.id, {}, number_text(e_, c.id) + " > 100%",
                 "比率" + number_text(e_, c.id) + "超过100%");
  }

  static constexpr View kCapped[] = {U"合格率", U"办结率", U"及格率", U"达标率", U"满意率", U"普及率", U"覆盖率", U"初查率",
                                     U"反馈率", U"回访率", U"结案率", U"优良率", U"调解率", U"成功率", U"就业率", U"入学率"};
  /// A rate that fell: what it was before, taken as relative change or as points, is at most 100 % too.
  void earlier(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (c.role != Role::growth || c.kind != claim::Numeral::Kind::percent || c.sign >= 0 || c.vague()) return;
    int rate = -1;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].segment == c.segment && rate < 0;) {
      const Claim& r = e_[all[j]];
      if (r.role == Role::rate && r.kind == c.kind)
        rate = r.id;
      else if (r.role != Role::growth || r.clause == c.clause)
        return;
    }
    if (rate < 0 || e_[rate].vague() || (!c.name_inherited && !c.name.empty() && c.name != e_[rate].name)) return;
    if (std::none_of(std::begin(kCapped), std::end(kCapped), [&](View word) {
          return claim::contains(e_[rate].before, word) || claim::ends_with(e_[rate].name, word);
        }))
      return;
    const Interval hundred = Interval::exactly(100);
    const Interval fall = magnitude(c.value);
    const std::optional<Interval> relative = divide(e_[rate].value * hundred, hundred - fall);
    const Interval points = e_[rate].value + fall;
    if (!relative || relative->low <= Rational(100) || points.low <= Rational(100)) return;
    ledger_.tell("B207", "bound", Verdict::contradictory, c.id, {rate},
                 number_text(e_, rate) + " + " + number_text(e_, c.id) + " > 100%",
                 "比率" + number_text(e_, rate) + "下降" + number_text(e_, c.id) + "，则此前已超过100%");
  }

  /// 占35.93%，比重较上年同期上升66.23个百分点: it was below nothing, or above all, before.
  void before_points(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const Claim& r = e_[all[i - 1]];
    if (c.role != Role::point || c.kind != claim::Numeral::Kind::point || c.sign == 0 || c.vague()) return;
    if ((r.role != Role::share && r.role != Role::rate) || r.kind != claim::Numeral::Kind::percent || r.vague() ||
        r.segment != c.segment)
      return;
    // Against another place or thing it says nothing of before.
    if (claim::find_any(e_.between(r.id, c.id), {U"上年", U"去年", U"同期", U"上月", U"上季", U"上期", U"同比", U"环比"})
            .empty())
      return;
    const bool rose = c.sign > 0;
    const Interval past = rose ? r.value - magnitude(c.value) : r.value + magnitude(c.value);
    // Shares and capped rates lie between nothing and all; others (负债率) may exceed it.
    const bool capped = r.role == Role::share || std::any_of(std::begin(kCapped), std::end(kCapped), [&](View word) {
                          return claim::contains(r.before, word) || claim::ends_with(r.name, word);
                        });
    if (!capped || r.exact.sign() < 0 || (rose ? past.high.sign() >= 0 : past.low <= Rational(100))) return;
    // 占社会融资规模增量的0.4%，同比高4.3个百分点: parts of what is added may be negative.
    const View told = e_.passage(c.id).text;
    if (!claim::find_any(told, {U"增量", U"净增", U"净融资", U"社会融资", U"贡献率", U"利润"}).empty()) return;
    ledger_.tell("B207", "bound", Verdict::contradictory, c.id, {r.id},
                 number_text(e_, r.id) + (rose ? " − " : " + ") + number_text(e_, c.id) + (rose ? " < 0" : " > 100%"),
                 "比率" + number_text(e_, r.id) + (rose ? "上升" : "下降") + number_text(e_, c.id) +
                     (rose ? "，则此前小于零" : "，则此前已超过100%"));
  }

  /// # and 其中 rows of tables under the row before them. Yearbooks mark only the first of the rows that follow.
  void rows(const Grid& g) {
    for (std::size_t l = 1; l < g.line.size(); ++l) {
      const std::size_t parent = l - 1;
      if (g.indent[l] <= g.indent[parent]) continue;
      std::vector<std::size_t> children = {l};
      bool only_first = true;
      for (std::size_t m = l + 1; m < g.line.size() && g.indent[m] > g.indent[parent]; ++m)
        if (g.indent[m] == g.indent[l]) children.push_back(m), only_first = false;
      if (only_first && marks_first(g, l)) follow(g, parent, children);
      for (std::size_t e = 0; e < g.entries; ++e) {
        const int whole = g.at(parent, e);
        const auto fits = [&](const Claim& c) {
          return amount(c) || (c.is_amount() && c.role == Role::change && c.exact.sign() > 0);
        };
        if (whole < 0 || !fits(e_[whole])) continue;
        std::vector<int> parts;
        for (const std::size_t child : children)
          if (const int part = g.at(child, e); part >= 0 && fits(e_[part]) && e_[part].role == e_[whole].role &&
                                               addable(e_[whole], e_[part]) && e_[whole].value.high >= e_[part].value.low)
            parts.push_back(part);
        if (!parts.empty()) within(whole, parts);
      }
    }
  }
  static bool marks_first(const Grid& g, std::size_t l) {
    return claim::starts_with(g.label[l], U"#") || claim::starts_with(g.label[l], U"＃");
  }
  /// The rows behind #X that have its unit and still fit into the whole: up to the next unit, blank or parent of others.
  void follow(const Grid& g, std::size_t parent, std::vector<std::size_t>& children) const {
    constexpr std::size_t kMostFollowing = 3;
    for (std::size_t m = children.front() + 1; m < g.line.size() && children.size() <= kMostFollowing; ++m) {
      if (g.indent[m] != g.indent[parent] || g.total[m] || claim::contains(g.label[m], U"（") ||
          claim::contains(g.label[m], U"("))
        return;
      for (std::size_t e = 0; e < g.entries; ++e) {
        const int whole = g.at(parent, e);
        if (whole < 0 || !amount(e_[whole])) continue;
        Interval sum = Interval::exactly(0);
        for (const std::size_t child : children)
          if (g.at(child, e) >= 0) sum = sum + e_[g.at(child, e)].value;
        const int next = g.at(m, e);
        if (next < 0 || !amount(e_[next]) || !addable(e_[whole], e_[next]) || (sum + e_[next].value).low > e_[whole].value.high)
          return;
      }
      children.push_back(m);
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::set<std::pair<int, int>> tied_;  ///< (whole, part) of sums and shares
};

}  // namespace

void check_bounds(const Evidence& evidence, Ledger& ledger) { Bounds(evidence, ledger).run(); }

}  // namespace zh::check
