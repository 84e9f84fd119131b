// What is told of a whole and of each of its parts, one after the other.
//
//   S109 sum      受理58213件、审结54906件 … 中院受理6812件、审结6540件；基层受理51401件、审结48366件: where the first numbers
//   of the parts add up, the second ones add up too R214 ratio    a rate right behind two amounts:
//   就业6318人，超额完成6000人的目标，完成率105.3%; or behind one, over the amount that the document begins with R215 ratio
//   性别比: men to 100 women; 每10万人中: people of a kind to 100,000
//
// Why: a report tells each part in the same words and order as the whole.
// When contradictory (S109): the sum of the first numbers is known, the names of the others are one, and they do not add up.
// When silent: a part is told without the number, or in another unit.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Series {
 public:
  Series(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    constexpr std::size_t kHeads = 3;
    for (const int id : e.prose())
      if (level(e[id]) && heads_.size() < kHeads) heads_.push_back(id);
  }

  void run() {
    const std::size_t known = ledger_.entries().size();
    for (std::size_t i = 0; i < known; ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.kind == "sum" && entry.verdict == Verdict::consistent && entry.result >= 0) {
        parallel(entry);
        if (e_[entry.result].table < 0) before(entry);
      }
    }
    for (std::size_t p = 0; p + 2 < e_.paragraphs().size(); ++p) items(p);
    for (const std::vector<int>& all : e_.paragraphs()) segments(all);
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        rate(all, i);
        people(all, i);
      }
  }

 private:
  static bool level(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0 && !c.noun.empty() && !c.averaged;
  }

  /// The amounts of the sentence behind a number, up to another that must not be passed.
  std::vector<int> behind(int id, int before) const {
    constexpr std::size_t kMost = 4;
    std::vector<int> out;
    const int p = e_.paragraph(id);
    if (p < 0) return out;
    const std::vector<int>& all = e_.paragraphs()[static_cast<std::size_t>(p)];
    for (auto it = std::find(all.begin(), all.end(), id); it != all.end() && ++it != all.end() && out.size() < kMost;) {
      const Claim& c = e_[*it];
      if (c.sentence != e_[id].sentence || (before >= 0 && c.id >= before)) break;
      if (c.is_amount() && c.role == Role::level) out.push_back(c.id);
    }
    return out;
  }

  void parallel(const Ledger::Entry& sum) {
    const std::vector<int>& parts = sum.operands;
    constexpr std::size_t kMost = 8;
    if (parts.size() < 2 || parts.size() > kMost || e_[sum.result].table >= 0 || e_[sum.result].is_percentage()) return;
    if (std::any_of(parts.begin(), parts.end(), [&](int id) { return e_[id].table >= 0; }) ||
        !std::is_sorted(parts.begin(), parts.end()))
      return;
    const bool total_first = sum.result < parts.front();
    const std::vector<int> of_total = behind(sum.result, total_first ? parts.front() : -1);
    std::vector<std::vector<int>> of_parts;
    for (std::size_t i = 0; i < parts.size(); ++i)
      of_parts.push_back(behind(parts[i], i + 1 < parts.size() ? parts[i + 1] : !total_first ? sum.result : -1));
    if (total_first && !of_total.empty() && placed_alike(sum, of_total.front())) return;
    for (const int total : of_total) {
      const Claim& t = e_[total];
      if (t.noun.empty() || t.vague() || t.name.size() < 2 || ledger_.explained(total, {"sum"})) continue;
      std::vector<int> others;
      bool one_name = true;
      for (const std::vector<int>& list : of_parts) {
        // Of the same noun and, where there are several, of the likest name.
        int best = -1, alike = -1;
        for (const int id : list) {
          if (e_[id].noun != t.noun || e_[id].name_inherited != t.name_inherited || e_[id].vague()) continue;
          const int score = claim::likeness(e_[id].name, t.name);
          if (score > alike) best = id, alike = score;
        }
        if (best < 0) break;
        one_name = one_name && alike >= 50 && !e_[best].name_inherited;
        others.push_back(best);
      }
      if (others.size() != parts.size()) continue;
      const Interval computed = sum_of(e_, others);
      if (fit(t, computed) == Fit::rounded && chance(t, computed) <= kEnough) {
        confirm(e_, ledger_, "S109", "sum", total, others, computed, joined(e_, others, " + "));
      } else if (one_name) {
        miss(
            e_, ledger_,
            {"S109", "sum", total, others, zh::check::total, Tie::strong, joined(e_, others, " + "), "而各部分的同一指标相加"});
      }
    }
  }

  /// 17起，死亡298人。具体为：工矿8起、162人…；火灾3起、4人；道路5起、79人；水上1起、17人: in half sentences of their own, each
  /// right behind its part in the unit of the whole's. True where all are there.
  bool placed_alike(const Ledger::Entry& entry, int whole) {
    const Claim& t = e_[whole];
    if (entry.operands.size() < 3 || !level(t) || whole != entry.result + 1 || t.noun == e_[entry.result].noun ||
        t.clause - e_[entry.result].clause > 1 || t.depth != e_[entry.result].depth || ledger_.explained(whole, {"sum"}))
      return false;
    std::vector<int> parts;
    for (const int id : entry.operands) {
      const int part = neighbour(id, 1);
      if (part < 0 || e_[part].noun != t.noun || e_[part].exact > t.exact || e_[part].vague() ||
          e_[part].clause - e_[id].clause > 1 || (!parts.empty() && e_[parts.back()].segment == e_[id].segment))
        return false;
      parts.push_back(part);
    }
    const Interval own = sum_of(e_, parts);
    const std::string formula = joined(e_, parts, " + ");
    if (fit(t, own) != Fit::none)
      confirm(e_, ledger_, "S109", "sum", whole, parts, own, formula);
    else if ((t.exact - own.low).abs() * Rational(4) <= t.exact)
      miss(e_, ledger_, {"S109", "sum", whole, parts, zh::check::total, Tie::certain, formula, "而各部分的同一指标相加"});
    return true;
  }

  /// The number `step` places from a member, in its segment; -1 if it is none of the kind.
  int neighbour(int id, int step) const {
    const int other = id + step;
    if (other < 0 || other >= static_cast<int>(e_.all.size()) || e_[id].table >= 0 || !level(e_[other]) ||
        e_[other].segment != e_[id].segment || e_[other].depth != e_[id].depth || e_[other].noun.empty())
      return -1;
    return other;
  }

  /// 保费26763亿元，赔付7621亿元；财产险5724亿元、赔付3359亿元，人身险21040亿元、赔付4262亿元: what stands before the members
  /// of the sum that is known.
  void before(const Ledger::Entry& entry) {
    constexpr int step = -1;
    constexpr std::int64_t kCoincidence = 1000, kOfMany = 6000;  // millionths
    if (!entry.computed || chance(e_[entry.result], *entry.computed) > (entry.operands.size() > 3 ? kOfMany : kCoincidence))
      return;
    const int whole = neighbour(entry.result, step);
    if (whole < 0 || ledger_.explained(whole, {"sum"})) return;
    std::vector<int> parts;
    bool alike = e_[whole].noun != e_[entry.result].noun;
    for (const int id : entry.operands) {
      const int part = neighbour(id, step);
      if (part < 0 || part == entry.result || e_[part].noun != e_[whole].noun || e_[part].exact >= e_[whole].exact ||
          std::find(entry.operands.begin(), entry.operands.end(), part) != entry.operands.end() || part == whole)
        return;
      if (!alike && !ends_alike(e_[part].before, e_[whole].before)) return;
      parts.push_back(part);
    }
    const Interval sum = sum_of(e_, parts);
    const std::string formula = joined(e_, parts, " + ");
    if (fit(e_[whole], sum) != Fit::none) {
      confirm(e_, ledger_, "S109", "sum", whole, parts, sum, formula);
      return;
    }
    const Rational gap = (e_[whole].exact - (sum.low + sum.high) / Rational(2)).abs();
    if (gap * Rational(10) > e_[whole].exact) return;
    contradict(e_, ledger_, "S109", "sum", whole, parts, sum, formula, "而各部分的同一指标相加");
  }

  /// 甲抽检1200批次，不合格18批次；乙抽检800批次，不合格6批次；合计抽检2000批次，不合格24批次: half sentences in the same
  /// words, the last of which adds them up.
  void segments(const std::vector<int>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Claim& t = e_[all[i]];
      if (!level(t) || ledger_.explained(t.id, {"sum"})) continue;
      std::size_t first = i;  // of its half sentence
      while (first > 0 && e_[all[first - 1]].segment == t.segment) --first;
      const View head = e_[all[first]].clause_before;
      const View word = claim::start_any(head, {U"合计", U"总计", U"共计", U"两者合计", U"三者合计"});
      if (word.empty()) continue;
      Text own(t.before);
      if (first == i) own = Text(head.substr(word.size()));
      if (own.size() < 2) continue;
      std::vector<int> parts;
      int segment = -1;
      bool several = false;
      for (std::size_t j = 0; j < first; ++j) {
        const Claim& x = e_[all[j]];
        if (x.sentence != t.sentence || !level(x) || x.noun != t.noun || !claim::ends_with(x.before, own)) continue;
        // 不合格 does not end 合格.
        const std::size_t at = x.before.size() - own.size();
        if (at > 0 && claim::one_of(x.before[at - 1], U"不未")) continue;
        several = several || x.segment == segment;
        segment = x.segment;
        parts.push_back(x.id);
      }
      if (several || parts.size() < 2 || parts.size() != static_cast<std::size_t>(t.segment - e_[parts.front()].segment))
        continue;
      const Interval sum = sum_of(e_, parts);
      const std::string formula = joined(e_, parts, " + ");
      if (fit(t, sum) != Fit::none)
        confirm(e_, ledger_, "S109", "sum", t.id, parts, sum, formula);
      else if ((t.exact - sum.low).abs() * Rational(4) <= t.exact)
        contradict(e_, ledger_, "S109", "sum", t.id, parts, sum, formula, "而各部分的同一指标相加");
    }
  }

  /// Whether a paragraph is an item: （一）, 1．, （1）.
  bool is_item(std::size_t p) const {
    const View text = e_.passage(e_.paragraphs()[p].front()).text;
    if (text.size() < 4) return false;
    const std::size_t from = claim::one_of(text[0], U"（(") ? 1 : 0;
    std::size_t i = from;
    while (i < text.size() && i < from + 2 && (claim::is_digit(text[i]) || claim::one_of(text[i], U"一二三四五六七八九十")))
      ++i;
    return i > from && i < text.size() && claim::one_of(text[i], U"）)、.．");
  }
  /// 共抽查1024批次，不合格52批次。（一）生产领域…398批次，不合格17批次。（二）流通领域…626批次，不合格35批次: what the
  /// paragraph before the items tells of all, each item tells of itself.
  void items(std::size_t p) {
    constexpr std::size_t kMost = 8;
    const std::vector<int>& intro = e_.paragraphs()[p];
    std::size_t end = p + 1;
    while (end < e_.paragraphs().size() && end - p <= kMost && is_item(end)) ++end;
    if (end - p < 3 || is_item(p)) return;
    for (const int id : intro) {
      const Claim& t = e_[id];
      if (!level(t) || ledger_.explained(id, {"same"})) continue;
      std::vector<int> parts;
      for (std::size_t q = p + 1; q < end; ++q) {
        int best = -1, alike = -1;
        for (const int x : e_.paragraphs()[q]) {
          if (!level(e_[x]) || e_[x].noun != t.noun) continue;
          const int score = claim::likeness(e_[x].name, t.name);
          if (score > alike) best = x, alike = score;
        }
        if (best >= 0) parts.push_back(best);
      }
      if (parts.size() + p + 1 != end) continue;
      const Interval sum = sum_of(e_, parts);
      if (fit(t, sum) == Fit::rounded && chance(t, sum) / 2 <= kEnough)
        confirm(e_, ledger_, "S109", "sum", id, parts, sum, joined(e_, parts, " + "));
    }
  }

  /// A rate that nothing explains: the amounts right before it.
  void rate(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (c.kind != claim::Numeral::Kind::percent || c.role != Role::rate || c.vague() || ledger_.explained(c.id, {"ratio"}))
      return;
    std::vector<int> before;  // nearest first
    for (std::size_t j = i; j-- > 0 && e_[all[j]].segment == c.segment && before.size() < 2;)
      if (level(e_[all[j]])) before.push_back(all[j]);
    if (before.empty()) return;
    Search search(e_, ledger_, c.id, "R214", "ratio");
    const auto offer = [&](int a, int b, int charge) {
      return e_[a].noun == e_[b].noun && search.offer(percentage(e_[a].value, e_[b].value), {a, b},
                                                      number_text(e_, a) + " ÷ " + number_text(e_, b), charge);
    };
    const bool beside = c.clause - e_[before.front()].clause <= 1;
    if (beside && before.size() == 2 && (offer(before[1], before[0], 40) || offer(before[0], before[1], 40)))
      return search.forget();
    if (beside)
      for (const int head : heads_)
        if (head < before[0] && e_[head].exact > e_[before[0]].exact && offer(before[0], head, 60)) break;
    search.forget();
  }

  /// 性别比（以女性为100）为104.50; 每10万人中…7200人
  void people(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!c.is_amount() || c.role != Role::level || c.vague()) return;
    constexpr std::size_t kLead = 32;
    const View lead = View(e_.passage(c.id).text).substr(c.start - std::min(c.start, kLead), std::min(c.start, kLead));
    if (c.noun.empty() && c.exact != Rational(100) && claim::contains(lead, U"性别比")) {
      int men = -1, women = -1;
      constexpr std::size_t kReach = 12;
      const int place = e_.place(c.id);
      for (std::size_t back = 1; back <= kReach && static_cast<int>(back) <= place && (men < 0 || women < 0); ++back) {
        const Claim& x = e_[e_.prose()[static_cast<std::size_t>(place) - back]];
        if (!level(x) || x.noun != U"人") continue;
        if (men < 0 && claim::starts_with(x.name, U"男")) men = x.id;
        if (women < 0 && claim::starts_with(x.name, U"女")) women = x.id;
      }
      if (men < 0 || women < 0) return;
      Search search(e_, ledger_, c.id, "R215", "ratio");
      search.offer(percentage(e_[men].value, e_[women].value), {men, women},
                   number_text(e_, men) + " ÷ " + number_text(e_, women) + " × 100", 5);
      // 出生人口性别比: of those born.
      if (!search.done() && e_[men].passage == e_[women].passage && c.block - e_[men].block <= 1 &&
          !claim::contains(lead, U"出生"))
        miss(e_, ledger_,
             {"R215",
              "ratio",
              c.id,
              {men, women},
              quotient_percent,
              Tie::strong,
              number_text(e_, men) + " ÷ " + number_text(e_, women) + " × 100",
              "按所列男女人数计算"});
      return search.forget();
    }
    if (c.noun != U"人" || claim::find_any(e_.sentence(c.id), {U"每10万人", U"每十万人"}).empty() ||
        c.exact >= Rational(100000))
      return;
    Search search(e_, ledger_, c.id, "R215", "ratio");
    for (std::size_t j = i; j-- > 0;) {
      const Claim& x = e_[all[j]];
      if (!level(x) || x.noun != U"人" || x.exact == Rational(100000)) continue;
      for (const int head : heads_)
        if (e_[head].noun == U"人" && e_[head].exact > x.exact) {
          const std::optional<Interval> share = divide(x.value * Interval::exactly(100000), e_[head].value);
          // A count to 100,000 is itself rounded to people.
          const Interval half = {-Rational::fraction(1, 2), Rational::fraction(1, 2)};
          if (share && search.offer(*share + half, {x.id, head},
                                    number_text(e_, x.id) + " ÷ " + number_text(e_, head) + " × 100000", 30))
            return search.forget();
        }
    }
    search.forget();
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<int> heads_;  ///< the amounts that the document begins with
};

}  // namespace

void check_series(const Evidence& evidence, Ledger& ledger) { Series(evidence, ledger).run(); }

}  // namespace zh::check
