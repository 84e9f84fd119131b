// Shares and rates in prose: p % = a ÷ b.
//
//   R201 ratio    占总数的27.4%, 比重各为91.7%和8.3%, 合格率98.26%, 完成预算的40.4%, and percentages in brackets behind a
//   count. R202 ratio    a rate of the rest: 合格率 = (抽检 − 不合格) ÷ 抽检.
//
// What: the words say that a number is a share or rate; its numerator is the amount it stands beside (or its partner in a list
// of equal length), its base the one that is named, else that of its sibling shares (share_siblings.cc), else a larger
// amount before it. When contradictory: numerator and base stand alone in one sentence in the order base, part, share.
// When silent: the base cannot be told; percentages of percentages.
#include "check/shares.h"

#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Shares {
 public:
  Shares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), s_(e) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (!c.is_percentage() || c.kind == claim::Numeral::Kind::part) continue;
        if (c.role != Role::share && c.role != Role::rate && c.role != Role::percent) continue;
        if (c.vague() && c.bound != claim::Numeral::Bound::above) continue;
        share(all, i);
      }
      sibling_shares(s_, ledger_, all);
      last_wholes(s_, ledger_, all);
      wrong_wholes(s_, ledger_, all);
      for (std::size_t i = 0; i < all.size(); ++i) miss_share(s_, ledger_, all, i);
    }
  }

 private:
  /// Amounts that may be the numerator, most plausible first.
  std::vector<int> numerators(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    std::vector<int> out;
    const auto push = [&](int id) {
      if (std::find(out.begin(), out.end(), id) == out.end() && out.size() < 7) out.push_back(id);
    };
    // 服装鞋帽522件（21.14%）: the bracket is of the amount right before it.
    if (i > 0 && bracket_of(all[i - 1], c)) return {all[i - 1]};
    if (!c.name.empty() && !c.name_inherited && c.role != Role::percent) {
      int taken = 0;
      for (const int id : e_.named(c.name, c.id, 90, 8))
        if (s_.usable(id) && e_.paragraph(id) == e_.paragraph(c.id) && e_[id].sentence != c.sentence && c.name.size() >= 4 &&
            taken++ < 2)
          push(id);
    }
    if (c.role == Role::rate) {
      const Text stem = stem_of_rate(c);
      for (std::size_t j = i; !stem.empty() && j-- > 0 && e_[all[j]].sentence >= c.sentence - 1;)
        if (s_.usable(all[j]) && s_.says(all[j], stem)) {
          push(all[j]);
          break;
        }
    }
    if (e_[all[i]].role == Role::share && (i == 0 || e_[all[i - 1]].clause != c.clause))
      for (const int id : s_.by_subject(c)) push(id);
    // 住宅发生火灾24021起，死608人。起数只占21.6%，人数却占76.5%: the last amount of the noun that is named.
    if (const int id = s_.counted(all, i); id >= 0) push(id);
    // 民事受理2129件，结案1030件，结案率56.12%: what its own half sentence says is meant, not what another says.
    const bool said_here = !out.empty() && c.role == Role::rate && e_[out.back()].segment == c.segment &&
                           !stem_of_rate(c).empty() && s_.says(out.back(), stem_of_rate(c));
    std::size_t first = i, last = i;
    while (first > 0 && s_.listed(all[first - 1], all[first])) --first;
    while (last + 1 < all.size() && s_.listed(all[last], all[last + 1])) ++last;
    const std::size_t k = last - first + 1;
    if (k >= 2) {
      std::vector<int> before;
      for (std::size_t j = first; j-- > 0 && before.size() < k + 3;)
        if (s_.usable(all[j])) before.push_back(all[j]);
      if (before.size() >= k) push(before[k - 1 - (i - first)]);
      for (std::size_t shift = 1; shift <= 2; ++shift)
        if (before.size() >= k + shift) push(before[k - 1 - (i - first) + shift]);
    }
    for (std::size_t j = i; j-- > 0;) {
      if (e_[all[j]].segment != c.segment && !out.empty()) break;
      if (e_[all[j]].sentence != c.sentence && out.size() >= 2) break;
      if (s_.usable(all[j])) push(all[j]);
      if (out.size() >= 3) break;
    }
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].segment == c.segment; ++j)
      if (s_.usable(all[j])) {
        push(all[j]);
        break;
      }
    if (!c.name.empty())
      for (const int id : e_.named(c.name, c.id, 60, 6, [this](const Claim& x) { return s_.usable(x.id); })) push(id);
    if (said_here && k < 2)
      out.erase(std::remove_if(out.begin(), out.end(),
                               [&](int id) { return e_[id].sentence == c.sentence && e_[id].segment != c.segment; }),
                out.end());
    return out;
  }

  bool bracket_of(int amount, const Claim& c) const {
    const Claim& a = e_[amount];
    return s_.usable(amount) && a.passage == c.passage && c.depth > a.depth && c.role == Role::share &&
           c.start - a.noun_end <= 2;
  }

  /// Amounts that may be the base, most plausible first; `cheap` of them are tied by words.
  std::vector<int> bases(const std::vector<int>& all, std::size_t i, int numerator, std::size_t& cheap) const {
    const Claim& c = e_[all[i]];
    const Claim& n = e_[numerator];
    std::vector<int> out;
    const auto push = [&](int id, std::size_t limit) {
      if (id >= 0 && id != numerator && out.size() < limit && std::find(out.begin(), out.end(), id) == out.end() &&
          e_[id].is_amount() && e_[id].role != Role::change && !e_[id].vague())
        out.push_back(id);
    };
    for (const int id : s_.announced(c, n)) push(id, 3);
    if (!c.base.empty()) {
      const Text base(claim::strip_name(c.base));
      for (const int id : e_.named(base, c.id, 60, 5, [&](const Claim& x) { return s_.usable(x.id) && x.exact >= n.exact; }))
        push(id, 5);
    }
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= c.sentence - 2;)
      if (s_.base_of[static_cast<std::size_t>(all[j])] >= 0) {
        push(s_.base_of[static_cast<std::size_t>(all[j])], 6);
        break;
      }
    // 咨询124599件（63.72%）、…，七类合计195532件: the total stands behind the list.
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == c.sentence; ++j)
      if (!claim::find_any(e_[all[j]].before, {U"合计", U"共计", U"总计", U"共"}).empty() && e_[all[j]].noun == n.noun) {
        push(all[j], 8);
        break;
      }
    cheap = out.size();
    for (const int id : s_.table_totals(c, n)) push(id, 9);
    // Larger amounts before the numerator, nearest first, of the same noun first; then those behind.
    const int place = e_.place(numerator) >= 0 ? numerator : all[i];
    const bool earlier = !claim::find_any(c.clause_before, {U"上年", U"去年", U"同期", U"上月", U"上季", U"上一年"}).empty();
    std::vector<int> others;
    // 164372万元，上年为151693万元，其中税收收入98741万元，占60.1%: a part is of its own time's whole.
    const auto of_past = [&](const Claim& x) {
      return !earlier && n.role != Role::prior && x.table < 0 && !opens_past(all, x, n) &&
             (x.role == Role::prior || !claim::start_any(x.clause_before, {U"上年", U"去年"}).empty());
    };
    for (std::size_t j = all.size(); j-- > 0;) {
      const Claim& x = e_[all[j]];
      if (!x.is_amount() || x.id == numerator || x.id > place || x.exact < n.exact) continue;
      if (of_past(x)) continue;
      (addable(x, n) && x.noun == n.noun ? out : others).push_back(x.id);
      if (out.size() > 14) break;
    }
    const int p = e_.paragraph(all[i]);
    for (int q = p - 1; q >= 0 && q >= p - 12 && out.size() < 24; --q) {
      int taken = 0;
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(q)]) {
        const Claim& x = e_[id];
        if (!s_.usable(id) || x.exact < n.exact || !addable(x, n)) continue;
        out.push_back(id);
        if (++taken == 3) break;
      }
    }
    for (std::size_t j = 0, taken = 0; j < s_.amounts.size() && taken < 4 && s_.amounts[j] < numerator; ++j)
      if (addable(e_[s_.amounts[j]], n) && e_[s_.amounts[j]].exact >= n.exact && !of_past(e_[s_.amounts[j]]))
        out.push_back(s_.amounts[j]), ++taken;
    for (const std::vector<int>* group : {&others})
      for (const int id : *group) out.push_back(id);
    for (std::size_t j = i + 1; j < all.size() && j < i + 8; ++j)
      if (s_.usable(all[j]) && e_[all[j]].exact >= n.exact && addable(e_[all[j]], n)) out.push_back(all[j]);
    std::vector<int> once;
    for (const int id : out)
      if (std::find(once.begin(), once.end(), id) == once.end() && id != numerator) once.push_back(id);
    return once;
  }

  /// 去年同期收案208件，结案36件，结案率17.31%: last year's whole opens the segment that its part stands in.
  bool opens_past(const std::vector<int>& all, const Claim& x, const Claim& n) const {
    if (x.segment != n.segment || x.id >= n.id || n.clause - x.clause > 2) return false;
    return std::none_of(all.begin(), all.end(), [&](int id) {
      return e_[id].segment == x.segment && id < x.id && e_[id].is_amount() && e_[id].role != Role::date;
    });
  }
  /// The part right before the share and the whole right before the part, of one noun: what is cut off is believed.
  bool right_before(const std::vector<int>& all, std::size_t i, int part, int whole) const {
    const Claim& c = e_[all[i]];
    if (e_[part].noun != e_[whole].noun || e_[part].segment != c.segment || e_[whole].sentence != c.sentence ||
        e_[part].depth > c.depth || e_[whole].depth > c.depth || digits_of(c).size() < 4)
      return false;
    std::vector<int> before;  // nearest first
    for (std::size_t j = i; j-- > 0 && before.size() < 2;)
      if (e_[all[j]].depth <= c.depth && e_[all[j]].is_amount() && e_[all[j]].noun == e_[part].noun) before.push_back(all[j]);
    return before.size() == 2 && before[0] == part && before[1] == whole;
  }

  void share(const std::vector<int>& all, std::size_t i) {
    const int id = all[i];
    Search search(e_, ledger_, id, "R201", "ratio");
    if (of_amount(all, i, search) || of_plan(all, i, search)) return;
    of_list(all, i, search, true);
    of_more_ = false;
    if (!search.done()) of_opposites(all, i, search);
    const std::vector<int> tops = numerators(all, i);
    const bool rest = contains_rest(e_[id]);
    for (std::size_t t = 0; t < tops.size() && !search.done() && !search.spent(); ++t) {
      const int a = tops[t];
      if (e_[id].exact.is_zero() && !e_[a].exact.is_zero()) continue;
      std::size_t cheap = 0;
      const std::vector<int> all_bases = bases(all, i, a, cheap);
      std::size_t tried = 0;
      for (const int b : all_bases) {
        // No whole of it, and no reading that costs anything.
        if (e_[b].value.high < e_[a].value.low && e_[id].exact < Rational(100)) continue;
        const int charge = (t == 0 ? 1 : 3) * (tried < cheap ? 6 : tried < cheap + 3 ? 14 : 30);
        if (e_[b].value.low.sign() > 0 && s_.same_measure(e_[a], e_[b])) {
          const std::optional<Interval> quotient = percentage(e_[a].value, e_[b].value);
          const bool cut = quotient && fit(e_[id], *quotient) == Fit::truncated && right_before(all, i, a, b);
          if (search.offer(quotient, {a, b}, Formula::joined(" ÷ "), cut ? std::min(charge, 8) : std::min(charge, 100))) {
            s_.bind(id, a, b);
            return;
          }
        }
        if (++tried > 24) break;
      }
    }
    if (of_more_) search.forget();
    if (!search.done()) of_list(all, i, search, false);
    if (!search.done() && rest) rest_of(all, i, tops, search);
    if (!search.done() && e_[id].kind == claim::Numeral::Kind::permille) mean_base(all, i, tops, search);
    if (!search.done()) whole_of_parts(all, i, tops, search);
    if (!search.done() && !tops.empty() && s_.of_kinds(e_[id], e_[tops.front()])) search.forget();
    // 起诉率（按人数）为81.12%: what the rate is of is not said right before it.
    if (!search.done() && e_[id].role == Role::rate && stem_of_rate(e_[id]).empty()) search.forget();
    // 完成预算的99.1%, 占全省的70%: the base need not be printed; then what was tried proves nothing.
    if (!search.done() && !s_.base_printed(e_[id])) search.forget();
  }

  /// 就业3256人，完成目标3000人的108.5%: the base stands right before, the part before that.
  bool of_amount(const std::vector<int>& all, std::size_t i, Search& search) {
    if (i < 2 || !s_.usable(all[i - 1]) || !claim::starts_with(e_[all[i]].before, U"的") || e_[all[i]].before.size() > 2)
      return false;
    const int base = all[i - 1];
    if (together_of_amount(all, i, search)) return true;
    int tried = 0;
    for (std::size_t j = i - 1; j-- > 0 && e_[all[j]].sentence == e_[base].sentence && tried < 3;) {
      const int part = all[j];
      if (!s_.usable(part) || !s_.same_measure(e_[part], e_[base]) || e_[base].value.low.sign() <= 0) continue;
      if (search.offer(percentage(e_[part].value, e_[base].value), {part, base},
                       number_text(e_, part) + " ÷ " + number_text(e_, base), tried == 0 ? 4 : 12)) {
        s_.bind(all[i], part, base);
        return true;
      }
      // Nothing else can be meant: the words tie the base, the part is the amount right before it.
      if (tried == 0 && e_[part].noun == e_[base].noun && !e_[part].vague() && !e_[base].vague())
        miss(e_, ledger_,
             {"R201",
              "ratio",
              all[i],
              {part, base},
              quotient_percent,
              Tie::certain,
              number_text(e_, part) + " ÷ " + number_text(e_, base),
              "按所指的部分与总体计算"});
      ++tried;
    }
    return false;
  }

  /// 计划1500批次，实际完成1560批次，完成率104.0%; 定期检验28954台，应检29317台，定检率98.8%: what was done of what was due.
  bool of_plan(const std::vector<int>& all, std::size_t i, Search& search) {
    const Claim& c = e_[all[i]];
    const Text stem = c.role == Role::rate ? stem_of_rate(c) : Text();
    if (stem.size() < 2) return false;
    const auto due = [&](const Claim& x) {
      const View tail = x.clause_before.substr(x.clause_before.size() - std::min<std::size_t>(x.clause_before.size(), 4));
      return !claim::find_any(x.clause_before, {U"计划", U"目标", U"任务"}).empty() ||
             claim::contains(tail, Text(U"应") + stem.back());
    };
    int whole = -1, part = -1;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence;) {
      const Claim& x = e_[all[j]];
      if (!s_.usable(all[j]) || x.vague() || x.value.low.sign() <= 0) continue;
      if (due(x)) {
        if (whole < 0) whole = all[j];
      } else if (part < 0 && (s_.says(all[j], stem) || abbreviated(x.clause_before, stem) ||
                              claim::ends_with(x.clause_before, Text(U"实") + stem.back()))) {
        part = all[j];
      }
    }
    if (whole < 0 || part < 0 || e_[whole].noun != e_[part].noun) return false;
    const std::string formula = number_text(e_, part) + " ÷ " + number_text(e_, whole);
    if (search.offer(percentage(e_[part].value, e_[whole].value), {part, whole}, formula, 4)) {
      s_.bind(all[i], part, whole);
      return true;
    }
    miss(e_, ledger_,
         {"R201", "ratio", all[i], {part, whole}, quotient_percent, Tie::strong, formula, "按所指的部分与总体计算"});
    return false;
  }
  /// 定检 of 定期检验: the characters of the stem stand in their order.
  static bool abbreviated(View words, const Text& stem) {
    std::size_t at = 0;
    for (const char32_t ch : stem) {
      at = words.find(ch, at);
      if (at == Text::npos) return false;
      ++at;
    }
    return true;
  }

  /// 食品类（412件）、家电类（286件）、服饰类（197件），合计占投诉总量1580件的56.6%: the list before, of the amount right
  /// before.
  bool together_of_amount(const std::vector<int>& all, std::size_t i, Search& search) {
    const int base = all[i - 1];
    if (claim::find_any(e_[base].clause_before, {U"合计占", U"共占", U"合占", U"总共占", U"合计达", U"三者占", U"两者占"})
            .empty())
      return false;
    std::vector<int> parts;  // nearest first
    for (std::size_t j = i - 1; j-- > 0 && e_[all[j]].sentence == e_[base].sentence;) {
      const Claim& x = e_[all[j]];
      if (x.is_percentage() || x.role == Role::count) continue;
      if (!s_.usable(x.id) || x.noun != e_[base].noun || x.exact >= e_[base].exact ||
          (!parts.empty() && x.depth != e_[parts.front()].depth))
        break;
      parts.push_back(x.id);
    }
    std::reverse(parts.begin(), parts.end());
    if (parts.size() < 2) return false;
    std::vector<int> operands = parts;
    operands.push_back(base);
    return search.offer(percentage(sum_of(e_, parts), e_[base].value), operands,
                        "(" + joined(e_, parts, " + ") + ") ÷ " + number_text(e_, base), 4);
  }

  /// The list before, as a whole: 食品116件、…、其他44件，占总量的76.54%; or only one that the rate's name abbreviates.
  void of_list(const std::vector<int>& all, std::size_t i, Search& search, bool named) {
    std::vector<int> list;  // nearest first
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == e_[all[i]].sentence;) {
      if (!s_.usable(all[j])) continue;
      if (!list.empty() && !addable(e_[all[j]], e_[list.front()])) break;
      list.push_back(all[j]);
    }
    for (std::size_t k = 2; k <= list.size() && k <= 20; ++k) {
      std::vector<int> parts(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(k));
      std::reverse(parts.begin(), parts.end());
      if (named != abbreviates(e_[all[i]], parts)) continue;
      const Interval sum = sum_of(e_, parts);
      std::size_t cheap = 0, tried = 0;
      for (const int b : bases(all, i, parts.front(), cheap)) {
        if (++tried > 3) break;
        if (std::find(parts.begin(), parts.end(), b) != parts.end() || e_[b].value.low.sign() <= 0 ||
            sum.low > e_[b].value.high)
          continue;
        std::vector<int> operands = parts;
        operands.push_back(b);
        if (search.offer(percentage(sum, e_[b].value), operands, "(" + joined(e_, parts, " + ") + ") ÷ " + number_text(e_, b),
                         named ? 4 : 40))
          return;
      }
    }
  }
  /// 调撤率 is of 调解 and 撤诉: the rate is named by the first characters of its parts.
  bool abbreviates(const Claim& rate, const std::vector<int>& parts) const {
    const Text stem = rate.role == Role::rate ? stem_of_rate(rate) : Text();
    if (stem.size() != parts.size()) return false;
    for (std::size_t k = 0; k < parts.size(); ++k)
      if (e_[parts[k]].name.empty() || e_[parts[k]].name[0] != stem[k]) return false;
    return true;
  }

  /// 受理审查起诉1326件1862人: not decided on, whatever the verb.
  bool under_review(int id) const {
    return !claim::find_any(e_[id].clause_before, {U"审查起诉", U"审查逮捕", U"提请", U"移送"}).empty() &&
           claim::find_any(e_[id].clause_before, {U"经审查", U"审查后"}).empty();
  }

  /// 起诉率 = 起诉 ÷ (起诉 + 不起诉): those who were decided one way or the other.
  void of_opposites(const std::vector<int>& all, std::size_t i, Search& search) {
    Text stem = stem_of_rate(e_[all[i]]);
    // 不捕率, 不诉率: 不 and the last character of 批准逮捕, 起诉.
    const bool short_stem = stem.size() == 2 && stem[0] == U'不';
    const bool negated = short_stem || (stem.size() == 3 && stem[0] == U'不');
    if (negated) stem.erase(0, 1);
    if (stem.size() != 2 && !short_stem) return;
    // 上一年度不捕率为13.2%: of other amounts.
    if (!claim::find_any(e_[all[i]].clause_before, {U"上年", U"上一年", U"去年", U"同期"}).empty()) return;
    const auto is = [&](int id, bool no) {
      constexpr std::size_t kVerb = 5;          // characters from 不 to the end of 不批准逮捕
      const View words = e_[id].clause_before;  // 起诉各类犯罪373件507人: said once for both
      std::size_t at = words.rfind(stem);
      if (at == Text::npos && stem == U"起诉" && !no) at = words.rfind(U"公诉");  // 提起公诉986件1342人
      if (at == Text::npos || !s_.usable(id) || (!no && under_review(id))) return false;
      if (!short_stem) return no == (at > 0 && claim::one_of(words[at - 1], U"不未"));
      const std::size_t from = at >= kVerb ? at - kVerb : 0;
      return at > 0 && no == (words.substr(from, at - from).find(U'不') != Text::npos);
    };
    std::vector<int> near = all;
    const int p = e_.paragraph(all[i]);
    if (!short_stem && p + 1 < static_cast<int>(e_.paragraphs().size())) {
      const std::vector<int>& next = e_.paragraphs()[static_cast<std::size_t>(p + 1)];
      near.insert(near.end(), next.begin(), next.end());
    }
    std::vector<int> denied;
    for (const int id : near)
      if (is(id, true)) denied.push_back(id);
    if (denied.empty()) return;
    for (const int yes : near) {
      if (!is(yes, false)) continue;
      for (const int no : denied) {
        if (!addable(e_[yes], e_[no])) continue;
        // Where the whole is printed the rate is of that.
        const Rational& larger = std::max(e_[yes].exact, e_[no].exact);
        if (short_stem && e_[yes].sentence != e_[no].sentence) continue;
        if (!short_stem && std::any_of(near.begin(), near.end(), [&](int id) {
              return (e_[id].sentence == e_[yes].sentence || e_[id].sentence == e_[no].sentence) && s_.usable(id) &&
                     !under_review(id) && addable(e_[id], e_[yes]) && e_[id].exact > larger;
            }))
          continue;
        const int own = negated ? no : yes;
        // 批准和决定逮捕14.3万人，不捕8.6万人，不捕率38.1%: the rate is of those whose arrest others asked for, not of both.
        if (claim::find_any(e_[yes].clause_before, {U"批准和决定逮捕", U"批准逮捕和决定逮捕", U"批捕和决定逮捕"}).size() > 0)
          of_more_ = true;
        if (search.offer(percentage(e_[own].value, e_[yes].value + e_[no].value), {own, negated ? yes : no},
                         number_text(e_, own) + " ÷ (" + number_text(e_, yes) + " + " + number_text(e_, no) + ")", 6))
          return;
      }
    }
  }

  /// 合格率 = (抽检 − 不合格) ÷ 抽检
  void rest_of(const std::vector<int>& all, std::size_t i, const std::vector<int>& tops, Search& search) {
    for (std::size_t t = 0; t < std::min<std::size_t>(tops.size(), 3); ++t) {
      const int a = tops[t];
      std::size_t cheap = 0, tried = 0;
      for (const int b : bases(all, i, a, cheap)) {
        if (++tried > 8) break;
        if (e_[b].value.low.sign() <= 0 || e_[a].exact >= e_[b].exact || !s_.same_measure(e_[a], e_[b])) continue;
        // Without words that tie them the two stand in one paragraph, and one of them beside the rate.
        if (e_[a].passage != e_[b].passage && e_[a].table < 0 && e_[b].table < 0 && e_[a].passage != e_[all[i]].passage)
          continue;
        if (search.offer(percentage(e_[b].value - e_[a].value, e_[b].value), {a, b},
                         "(" + number_text(e_, b) + " − " + number_text(e_, a) + ") ÷ " + number_text(e_, b), 30))
          return;
      }
    }
  }

  /// 出生率 and its kin are per thousand of the mean of two populations.
  void mean_base(const std::vector<int>& all, std::size_t i, const std::vector<int>& tops, Search& search) {
    std::vector<int> people;
    for (const int id : all)
      if (e_[id].is_amount() && e_[id].noun == U"人" && e_[id].role != Role::change && id < all[i]) people.push_back(id);
    for (const int a : tops)
      for (std::size_t x = 0; x < people.size(); ++x)
        for (std::size_t y = x + 1; y < people.size(); ++y) {
          const Claim &p = e_[people[x]], &q = e_[people[y]];
          const Rational gap = (p.exact - q.exact).abs();
          if (a == p.id || a == q.id || gap * Rational(20) > p.exact) continue;
          if (search.offer(percentage(e_[a].value * Interval::exactly(2), p.value + q.value), {a, p.id, q.id},
                           number_text(e_, a) + " ÷ ((" + number_text(e_, p.id) + " + " + number_text(e_, q.id) + ") ÷ 2)", 30))
            return;
        }
  }

  static bool contains_rest(const Claim& c) { return c.role == Role::rate || c.role == Role::percent; }

  /// Parts of an unstated whole: 92件、占…, base = the parts' own sum.
  void whole_of_parts(const std::vector<int>& all, std::size_t i, const std::vector<int>& tops, Search& search) {
    if (tops.empty() || e_[all[i]].role == Role::rate) return;
    const int a = tops.front();
    std::vector<int> run;
    for (const int id : all)
      if (s_.usable(id) && e_[id].segment >= e_[a].segment - 3 && e_[id].segment <= e_[a].segment + 3 && addable(e_[id], e_[a]))
        run.push_back(id);
    const auto here = std::find(run.begin(), run.end(), a);
    if (here == run.end()) return;
    const std::size_t at = static_cast<std::size_t>(here - run.begin());
    for (std::size_t from = at >= 4 ? at - 4 : 0; from <= at; ++from)
      for (std::size_t to = std::max(at, from + 1); to < run.size() && to < from + 6; ++to) {
        const std::vector<int> parts(run.begin() + static_cast<std::ptrdiff_t>(from),
                                     run.begin() + static_cast<std::ptrdiff_t>(to + 1));
        std::vector<int> operands = {a};
        for (const int id : parts)
          if (id != a) operands.push_back(id);
        const Interval whole = sum_of(e_, parts);
        if (const int told = whole_told(a, parts); told >= 0) {
          if (search.offer(percentage(e_[a].value, e_[told].value), {a, told}, Formula::joined(" ÷ "), 20)) return;
          continue;
        }
        if (whole.low.sign() > 0 && search.offer(percentage(e_[a].value, whole), operands,
                                                 number_text(e_, a) + " ÷ (" + joined(e_, parts, " + ") + ")"))
          return;
      }
  }

  /// The amount before the parts that is told as what they make together; -1 if none is.
  int whole_told(int a, const std::vector<int>& parts) const {
    constexpr int kNear = 6;  // blocks
    Rational sum = 0;
    for (const int id : parts) sum = sum + e_[id].exact;
    int found = -1;
    for (const int id : e_.valued(sum))
      if (id < parts.front() && s_.usable(id) && addable(e_[id], e_[a]) && e_[a].block - e_[id].block <= kNear) found = id;
    return found;
  }

  const Evidence& e_;
  Ledger& ledger_;
  ShareTies s_;
  bool of_more_ = false;  ///< what the opposites of the last rate count is more than the rate is of
};

}  // namespace

void check_shares(const Evidence& evidence, Ledger& ledger) { Shares(evidence, ledger).run(); }

}  // namespace zh::check
