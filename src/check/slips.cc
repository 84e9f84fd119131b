// Sums that miss by one digit.
//
//   S121 sum   a total and the parts that the words, the punctuation or their shares make exhaustive; 其中 alone does not.
//   Parts
//              whose printed shares are of their own sum and make 100 % contradict another total before them by any distance
//
// What: for every total the natural extents of what follows it (its bracket, the rest of its segment, sentence, the heads of
// the segments, sentences, paragraphs behind it) and, where 合计, 共 announce a total, the runs before it; also the numerators
// of shares that add to 100 %. They are queued and weighed with all other misses. When silent: the parts stay below the total
// by more than a digit (the list need not be complete); the words say that only the largest are listed.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "check/lists.h"
#include "check/misses.h"
#include "check/outcomes.h"
#include "check/rules.h"
#include "check/times.h"

namespace zh::check {
namespace {

constexpr std::size_t kMostParts = 14;
constexpr std::int64_t kRare = 2000;  ///< millionths

class Slips {
 public:
  Slips(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    std::map<int, std::pair<int, int>> of_share;  // share → numerator, base
    std::vector<Ledger::Entry> wholes;
    for (const Ledger::Entry& entry : ledger_.entries()) {
      if (entry.verdict != Verdict::consistent) continue;
      const std::string_view kind = entry.kind;
      if (kind == "ratio" && entry.operands.size() == 2) of_share[entry.result] = {entry.operands[0], entry.operands[1]};
      if (kind == "complement") wholes.push_back(entry);
      if (kind == "sum" && entry.computed && chance(e_[entry.result], *entry.computed) < kRare)
        for (const int id : entry.operands) {
          const auto [known, fresh] = first_total_.try_emplace(id, entry.result);
          if (!fresh) known->second = std::min(known->second, entry.result);
        }
    }
    for (const Ledger::Entry& entry : wholes) {
      shares(entry, of_share);
      unstated(entry);
    }
    itemised();
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p) {
      std::vector<int> amounts;
      for (const int id : e_.paragraphs()[p])
        if (amount(e_[id])) amounts.push_back(id);
      for (std::size_t t = 0; t < amounts.size(); ++t) {
        forward(amounts, t);
        backward(amounts, t);
      }
      // 抽检3250批次，检出不合格78批次；其中农产品1200批次，加工食品2050批次: what came of it is no part.
      std::vector<int> plain;
      for (const int id : amounts)
        if (!says_outcome(e_[id])) plain.push_back(id);
      if (plain.size() < amounts.size())
        for (std::size_t t = 0; t < plain.size(); ++t) forward(plain, t);
      divided(amounts);
      numbered(amounts);
      ages(amounts);
      if (!amounts.empty()) paragraphs(p, amounts.front());
    }
  }

 private:
  void offer(int whole, const std::vector<int>& parts, Tie tie) {
    if (parts.size() < 2 || parts.size() > kMostParts) return;
    if (tie < Tie::certain &&
        std::any_of(parts.begin(), parts.end(), [&](int id) { return paragraphs_of_other_years(e_, e_[whole], e_[id]); }))
      return;
    // 462.6万人，2005年为460.3万人: what is said of another year is no part.
    const auto dated = [this](int id) {
      return id > 0 && e_[id - 1].kind == claim::Numeral::Kind::year && e_[id - 1].passage == e_[id].passage &&
             e_[id].start - e_[id - 1].end <= 3;
    };
    if (std::any_of(parts.begin(), parts.end(), dated) && !std::all_of(parts.begin(), parts.end(), dated)) return;
    // 等6类食品500批次: not of three of them.
    if (const int kinds = stated_kinds(e_[whole].clause_before); kinds > static_cast<int>(parts.size()) && tie < Tie::certain)
      return;
    // Bare numbers without a name or unit are cells of a table that was printed as lines.
    const auto bare = [this](int id) { return e_[id].noun.empty() && (e_[id].name.empty() || e_[id].name_inherited); };
    if (bare(whole) && std::all_of(parts.begin(), parts.end(), bare)) return;
    // 分别遇难15人和16人，合计31人: a total of some of them is no part beside them.
    if (std::any_of(parts.begin(), parts.end(), [this](int id) {
          return !claim::find_any(e_[id].before, {U"合计", U"共计", U"总计", U"小计"}).empty();
        }))
      return;
    // 公路26820公里，高速公路2180公里，铁路1420公里: what the part before contains is counted with it.
    for (std::size_t k = 1; k < parts.size() && parts.size() >= 3; ++k) {
      const Claim &outer = e_[parts[k - 1]], &inner = e_[parts[k]];
      if (inner.exact >= outer.exact || inner.name.size() < 3 || outer.name.size() < 2 ||
          claim::likeness(outer.name, inner.name) < 40)
        continue;
      std::vector<int> rest = parts;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
      if (fit(e_[whole], sum_of(e_, rest)) == Fit::rounded) return;
    }
    // 进出口21.8亿元，出口12.4亿元，进口9.4亿元，顺差3.0亿元。其中…: a part of what adds up is no total of what follows it.
    if (const auto known = first_total_.find(whole); tie < Tie::strong && known != first_total_.end() && known->second < whole)
      return;
    // 营业收入1950亿元；工业总产值1200亿元；利税总额175亿元: totals of their own.
    const auto own_total = [this](int id) {
      return !claim::end_any(e_[id].name, {U"总额", U"总值", U"总量", U"总产值", U"总数", U"总收入", U"总支出"}).empty();
    };
    if (tie < Tie::certain && !own_total(whole) && std::any_of(parts.begin(), parts.end(), own_total)) return;
    int larger = 0;
    for (const int part : parts)
      if (part == whole || !addable(e_[part], e_[whole]) || e_[part].vague() || e_[part].exact == e_[whole].exact ||
          (e_[part].exact > e_[whole].exact && (tie < Tie::strong || ++larger > 1)))
        return;
    if (left_list(e_, parts) || (overlap_by_name(e_, parts) && sum_of(e_, parts).low > e_[whole].value.high)) return;
    miss(e_, ledger_, {"S121", "sum", whole, parts, total, tie, Formula::joined(" + "), "而各部分相加"});
  }

  /// 分性别, 分地区: not 百分点, 部分, 充分.
  static bool divides(View words) {
    for (std::size_t at = words.find(U'分'); at != View::npos; at = words.find(U'分', at + 1))
      if ((at == 0 || !claim::one_of(words[at - 1], U"百部充积评")) && !claim::starts_with(words.substr(at + 1), U"点"))
        return true;
    return false;
  }

  /// 6 of 等6类, 八 of 等八个领域 in the words before a total; 0 without.
  static int stated_kinds(View words) {
    const std::size_t etc = words.rfind(U'等');
    if (etc == View::npos || etc + 3 > words.size()) return 0;
    std::size_t at = etc + 1;
    int kinds = 0;
    while (at < words.size() && at < etc + 3 && claim::is_digit(words[at]))
      kinds = kinds * 10 + static_cast<int>(words[at++] - U'0');
    if (kinds == 0) kinds = claim::small_chinese_number(words.substr(at++, 1));
    return at < words.size() && claim::one_of(words[at], U"类项种个大方") ? kinds : 0;
  }

  /// The numerators of shares that make a whole are the whole base.
  void shares(const Ledger::Entry& entry, const std::map<int, std::pair<int, int>>& of_share) {
    std::vector<int> ids = {entry.result}, parts;
    ids.insert(ids.end(), entry.operands.begin(), entry.operands.end());
    int base = -1;
    for (const int id : ids) {
      const auto found = of_share.find(id);
      if (found == of_share.end() || (base >= 0 && found->second.second != base)) return;
      base = found->second.second;
      parts.push_back(found->second.first);
    }
    if (base >= 0 && std::find(parts.begin(), parts.end(), base) == parts.end()) offer(base, parts, Tie::strong);
  }

  /// （1）咨询2157件，占63%；（2）投诉920件，占26.9%；（3）举报345件，占10.1%: items of paragraphs of their own, whose shares
  /// of one total make a whole.
  void itemised() {
    struct Item {
      int share, part;
    };
    std::map<int, std::vector<Item>> of_base;
    for (const Ledger::Entry& entry : ledger_.entries())
      if (entry.verdict == Verdict::consistent && entry.kind == "ratio" && entry.operands.size() == 2 &&
          e_[entry.result].role == Role::share && e_[entry.result].table < 0 && entry.operands[0] < entry.result &&
          e_[entry.operands[0]].passage == e_[entry.result].passage && entry.operands[1] < entry.operands[0] &&
          e_[entry.operands[1]].passage != e_[entry.result].passage)
        of_base[entry.operands[1]].push_back({entry.result, entry.operands[0]});
    for (auto& [base, items] : of_base) {
      std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.share < b.share; });
      Interval sum = Interval::exactly(0);
      std::vector<int> parts;
      for (const Item& item : items) {
        if (!parts.empty() && e_[parts.back()].passage == e_[item.part].passage) {
          parts.clear();  // several of one paragraph: other rules add them up
          break;
        }
        sum = sum + e_[item.share].value;
        parts.push_back(item.part);
      }
      if (parts.size() >= 2 && sum.contains(Rational(100))) offer(base, parts, Tie::strong);
    }
  }

  /// 共受理2844件。其中咨询1246件，占63.7%；…: shares that make a whole of parts whose own sum is not the total before them.
  void unstated(const Ledger::Entry& entry) {
    std::vector<int> ids = {entry.result}, parts;
    ids.insert(ids.end(), entry.operands.begin(), entry.operands.end());
    std::sort(ids.begin(), ids.end());
    for (const int id : ids) {
      int part = id - 1;
      // 572.5亿元，增长4.2%，占45.2%
      if (part > 0 && e_[part].role == Role::growth && e_[part].segment == e_[id].segment) --part;
      if (part < 0 || e_[id].table >= 0 || !amount(e_[part]) || e_[part].passage != e_[id].passage ||
          e_[id].clause - e_[part].clause > id - part || (!parts.empty() && e_[part].noun != e_[parts.front()].noun))
        return;
      parts.push_back(part);
    }
    if (parts.size() == 2) return two_of_one_name(ids, parts);
    if (parts.size() < 3) return;
    const Interval sum = sum_of(e_, parts);
    for (std::size_t k = 0; k < ids.size(); ++k) {
      const std::optional<Interval> own = percentage(e_[parts[k]].value, sum);
      if (!own || fit(e_[ids[k]], *own) == Fit::none) return;
    }
    const int p = e_.paragraph(parts.front());
    int whole = -1;
    for (const int id : e_.paragraphs()[static_cast<std::size_t>(p)])
      if (id < parts.front() && amount(e_[id]) && e_[id].noun == e_[parts.front()].noun) whole = id;
    // What stands elsewhere is the sum, or what is smaller than a part is no whole.
    for (const int other : e_.valued(sum.low))
      if (other < parts.front() && sum.is_point() && e_[other].noun == e_[parts.front()].noun) return;
    if (whole >= 0 && std::any_of(parts.begin(), parts.end(), [&](int id) { return e_[id].exact > e_[whole].exact; })) return;
    if (whole < 0 || e_[parts.front()].sentence - e_[whole].sentence > 1 || sum.meets(e_[whole].value) ||
        std::any_of(parts.begin(), parts.end(), [&](int id) { return e_[id].exact > e_[whole].exact; }) ||
        claim::find_any(e_.between(whole, parts.front()), {U"其中", U"：", U"分为", U"包括", U"按", U"分，", U"看，"}).empty())
      return;
    if (hidden_rest(e_, whole, parts)) return;
    // 网络100件、占23%；其它1件: the last of the list needs no share.
    Interval all = sum;
    for (int id = ids.back() + 1; id < static_cast<int>(e_.all.size()) && e_[id].sentence == e_[ids.back()].sentence; ++id) {
      if (!amount(e_[id]) || e_[id].noun != e_[whole].noun) break;
      all = all + e_[id].value;
      if (all.meets(e_[whole].value)) return;
    }
    contradict(e_, ledger_, "S121", "sum", whole, parts, sum, joined(e_, parts, " + "), "而占比合为百分之百的各部分相加");
  }

  /// 全年生产总值1218.4亿元。市区生产总值572.5亿元，占45.2%；县域生产总值694亿元，占54.8%: both are called like the total, and
  /// their shares are of another one, their own sum.
  void two_of_one_name(const std::vector<int>& shares, const std::vector<int>& parts) {
    constexpr std::size_t kTail = 4;
    const Claim &a = e_[parts[0]], &b = e_[parts[1]];
    const Interval sum = sum_of(e_, parts);
    if (a.name.size() <= kTail || b.name.size() <= kTail) return;
    const View tail = View(a.name).substr(a.name.size() - kTail);
    if (!claim::ends_with(b.name, tail)) return;
    for (std::size_t k = 0; k < 2; ++k) {
      const std::optional<Interval> own = percentage(e_[parts[k]].value, sum);
      if (!own || e_[shares[k]].decimals == 0 || fit(e_[shares[k]], *own) != Fit::rounded) return;
    }
    constexpr int kBack = 20;
    // 网民10.11亿。手机网民10.07亿。农村2.97亿、城镇7.14亿: the sum stands before.
    for (int id = parts[0] - 1; id >= 0 && id > parts[0] - kBack; --id)
      if (amount(e_[id]) && e_[id].noun == a.noun && fit(e_[id], sum) == Fit::rounded) return;
    for (int id = parts[0] - 1; id >= 0 && id > parts[0] - kBack; --id) {
      const Claim& w = e_[id];
      if (!amount(w) || w.noun != a.noun || !claim::ends_with(w.name, tail)) continue;
      // Far off, it is the total of another region.
      const bool near = (w.exact - sum.low).abs() * Rational(10) <= w.exact;
      if (near && w.exact > a.exact && w.exact > b.exact && fit(w, sum) == Fit::none && w.name.size() <= a.name.size())
        contradict(e_, ledger_, "S121", "sum", w.id, parts, sum, joined(e_, parts, " + "), "而占比合为百分之百的两部分相加");
      return;
    }
  }

  static bool amount(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.chinese && c.exact.sign() > 0 &&
           claim::start_any(c.noun, {U"个月", U"年", U"月", U"天", U"届", U"岁", U"周岁", U"日", U"小时"}).empty();
  }
  static bool says_top(View words) {
    return !claim::find_any(words, {U"前", U"主要", U"排", U"较多", U"集中", U"等", U"居前", U"居首", U"居第", U"突出"})
                .empty();
  }

  /// Whether a bracket ends with 其他 behind or at this number.
  bool closes_with_rest(int last) const {
    const View text = e_.passage(last).text;
    const std::size_t end = text.find_first_of(U"）)", e_[last].end);
    if (end == View::npos) return false;
    const std::size_t from = e_[last].start - std::min<std::size_t>(e_[last].start, e_[last].before.size());
    return !claim::find_any(text.substr(from, end - from), {U"其他", U"其它", U"其余"}).empty();
  }

  /// Names of one kind: the last two characters are the same.
  bool one_head(const std::vector<int>& parts) const {
    const auto head = [&](int id) {
      const View name = e_[id].name;
      return name.size() < 3 ? View() : name.substr(name.size() - 2);
    };
    return std::all_of(parts.begin(), parts.end(), [&](int id) { return !head(id).empty() && head(id) == head(parts[0]); });
  }

  /// Whether a number stands right before another in one list: a clause of its own, the same measure word, names of one kind.
  bool sibling(int a, int b) const {
    const Claim &x = e_[a], &y = e_[b];
    // 甲（8722户）、乙（5502户）、丙（3048户）
    const View link = e_.between(a, b);
    if (x.depth == y.depth && x.noun == y.noun && x.passage == y.passage && link.size() <= 20 && link.size() > 3 &&
        claim::one_of(link.front(), U"）)") && claim::one_of(link[1], U"、，；") && claim::one_of(link.back(), U"（("))
      return true;
    if (x.sentence != y.sentence || x.noun != y.noun || y.clause - x.clause != 1 || x.depth != y.depth || x.name_inherited ||
        y.name_inherited || x.name.empty() || y.name.empty())
      return false;
    const View between = e_.between(a, b);
    // 食品药品安全318件，国有财产保护96件: named and counted one after another, whatever the names end with.
    return !opens_parts(between) && between.size() <= 20;
  }

  /// 工矿事故20起、死亡23人；道路事故665起、死亡220人；火灾419起、死亡11人: one of a row of segments is no total of those
  /// behind it.
  bool one_of_segments(const std::vector<int>& amounts, std::size_t t, const std::vector<int>& parts) const {
    const Claim& whole = e_[amounts[t]];
    if (e_[parts.front()].segment == whole.segment) return false;
    for (std::size_t j = t; j-- > 0 && e_[amounts[j]].sentence == whole.sentence;)
      if (e_[amounts[j]].noun == whole.noun && e_[amounts[j]].segment < whole.segment &&
          !opens_parts(e_.between(amounts[j], whole.id)))
        return true;
    return false;
  }

  /// What follows a total.
  void forward(const std::vector<int>& amounts, std::size_t t) {
    const Claim& whole = e_[amounts[t]];
    if (whole.noun.empty()) return;
    std::vector<int> bracket, segment, sentence, heads, firsts;
    int last_segment = whole.segment, last_clause = -1;
    bool open = true;
    for (std::size_t i = t + 1; i < amounts.size() && i < t + 40; ++i) {
      const Claim& c = e_[amounts[i]];
      if (c.sentence - whole.sentence > 1 || bracket.size() + sentence.size() > 30) break;
      if (c.noun != whole.noun) continue;
      if (c.exact > whole.exact && c.sentence != whole.sentence) break;
      if (c.depth > whole.depth && open)
        bracket.push_back(c.id);
      else
        open = false;
      if (c.depth <= whole.depth) {
        if (c.segment == whole.segment) segment.push_back(c.id);
        if (c.sentence == whole.sentence) sentence.push_back(c.id);
        if (c.segment != last_segment) heads.push_back(c.id), last_segment = c.segment;
        if (c.sentence == whole.sentence && c.clause != last_clause &&
            claim::find_any(c.before, {U"其中", U"含", U"内"}).empty())
          firsts.push_back(c.id);
        last_clause = c.clause;
      }
    }
    const auto extent = [&](const std::vector<int>& parts, Tie plain, Tie told) {
      if (parts.size() < 2) return;
      const View words = e_.between(whole.id, parts.front());
      // What a 、 joins stands beside the number, not under it.
      if (says_top(words) || claim::starts_with(words, U"、")) return;
      // 养老机构586个，另有儿童机构11个、其他19个: beside it.
      if (!claim::find_any(words, {U"另有", U"另外", U"此外"}).empty()) return;
      // 2010年：判决48件，调解126件；2011年：判决49件…；2012年：判决76件…: each of a year of its own.
      if (other_time(e_, whole, e_[parts.front()]) && other_time(e_, e_[parts.front()], e_[parts.back()])) return;
      if (says_overlap(e_.sentence(parts.front()))) return;
      // 254件，其中涉毒118件: what stands within one of them is not counted beside it.
      for (std::size_t k = 1; k < parts.size(); ++k)
        if (claim::contains(e_.between(parts[k - 1], parts[k]), U"其中") && e_[parts[k - 1]].segment == e_[parts[k]].segment &&
            e_[parts[k - 1]].exact >= e_[parts[k]].exact)
          return;
      // 依次为：食品237件，服装145件，家居86件: the first of a list.
      if (!opens_parts(words) && !claim::find_any(whole.before, {U"依次", U"分别", U"排名", U"居前"}).empty()) return;
      // 1500件，其中食品类700件，服装类300件，家电类200件: the first of those that 其中 tells of.
      if (!opens_parts(words) && claim::contains(whole.before, U"其中")) return;
      // 主要罪名有：甲罪1320人，乙罪306人，丙罪110人: one of a list is no whole of the rest.
      if (t > 0 && !opens_parts(words) && (sibling(amounts[t - 1], whole.id) || one_of_segments(amounts, t, parts))) return;
      const bool announced = !claim::find_any(words, {U"分为", U"按", U"包括", U"看，", U"构成"}).empty() ||
                             (claim::contains(words, U"分别") && opens_parts(words)) || divides(words) ||
                             // 其中：省级8家，市级30家 need not be all.
                             (claim::contains(words, U"：") && !claim::contains(words, U"其中")) ||
                             whole_by_name(e_[parts[0]].name, e_[parts[1]].name);
      // 甲类1200件，占30%；乙类800件，占20%: what has a share like the others stands beside them.
      if (!announced && claim::find_any(words, {U"其中", U"有", U"含"}).empty() && share_behind(e_, whole.id) >= 0 &&
          std::all_of(parts.begin(), parts.end(), [this](int id) { return share_behind(e_, id) >= 0; }))
        return;
      // 其中 need not be exhaustive, but what it lists under one head (普通程序, 简易程序) never exceeds its whole.
      const bool more = sum_of(e_, parts).low > whole.value.high;
      const bool exceeds = claim::contains(words, U"其中") && one_head(parts) && more;
      // 34件，其中生效裁判监督12件、审判活动监督9件、执行活动监督15件: three of one head, and a little more than there are.
      const bool overflows = exceeds && parts.size() >= 3 && e_[parts.back()].clause - e_[parts.front()].clause <= 1 &&
                             sum_of(e_, parts).low < whole.value.high * Rational::fraction(5, 4);
      std::vector<Text> names;
      for (const int id : parts) names.push_back(e_[id].name);
      // 其中省级3个、市级10个 of 12; 三类案件合计156件 and three of them.
      const bool summed = !claim::find_any(whole.before, {U"合计", U"总计"}).empty() || says_together(whole.before);
      const int stated = summed ? stated_parts(whole.clause_before) : claim::contains(words, U"分为") ? stated_parts(words) : 0;
      const bool fixed = (more && exclusive_by_name(names)) ||
                         (stated == static_cast<int>(parts.size()) && parts.size() >= 3 && !says_top(whole.clause_before) &&
                          e_[parts.front()].clause - whole.clause <= 1);
      // 按问题分为质量2件、食品安全14件、其他24件: what closes with the rest is complete.
      const bool rest = !claim::start_any(e_[parts.back()].name, {U"其他", U"其它", U"其余"}).empty() && opens_parts(words) &&
                        claim::find_any(words, {U"其中", U"包括", U"含"}).empty() &&
                        e_[parts.front()].clause - whole.clause <= 1;
      // 平台1143件（来电1038件，来信3件，来人1件，其他0件）: a bracket that ends with the rest.
      const bool closed = e_[parts.front()].depth > whole.depth && closes_with_rest(parts.back());
      const bool open_list = claim::contains(words, U"其中") && sum_of(e_, parts).high < whole.value.low;
      const bool swapped = open_list && swap_fills(whole, parts);
      offer(whole.id, parts,
            rest || fixed || overflows || closed ? Tie::certain
            : announced || exceeds               ? told
            : swapped                            ? Tie::medium
            : open_list                          ? Tie::wild
                                                 : plain);
    };
    extent(bracket, Tie::strong, Tie::strong);
    extent(segment, Tie::medium, Tie::strong);
    if (sentence != segment) extent(sentence, Tie::medium, Tie::medium);
    if (firsts != sentence && firsts != segment) extent(firsts, Tie::medium, Tie::medium);
    // 低收入组9215元，中间收入组32195元，高收入组95058元。按类别分，…: one of a list is no total of the next sentence.
    if (segment.empty() || heads.empty() || e_[heads.front()].sentence == whole.sentence)
      extent(heads, Tie::medium, Tie::strong);
    for (std::size_t k = 2; k < std::min<std::size_t>(segment.size(), 5); ++k)
      extent({segment.begin(), segment.begin() + static_cast<std::ptrdiff_t>(k)}, Tie::medium,
             k == 2 && whole_by_name(e_[segment[0]].name, e_[segment[1]].name) ? Tie::strong : Tie::medium);
  }

  /// 51683人，其中高中9427人、初中15836人、小学26240人: two neighbouring digits of one part exchanged give what is lacking,
  /// less than one hundredth of the whole.
  bool swap_fills(const Claim& whole, const std::vector<int>& parts) const {
    const Interval sum = sum_of(e_, parts);
    const Rational lacking = whole.exact - sum.low;
    constexpr int kFewDigits = 4;
    if (!sum.is_point() || !whole.value.is_point() || lacking * Rational(100) > whole.exact ||
        telling_digits(whole) < kFewDigits)
      return false;
    return std::any_of(parts.begin(), parts.end(), [&](int id) {
      std::string digits = digits_of(e_[id]);
      for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
        if (digits[i] == '.' || digits[i + 1] == '.') continue;
        const Rational place = Rational::power_of_ten(static_cast<int>(digits.size() - i) - 2) * Rational(9);
        if (e_[id].decimals == 0 && e_[id].scale == 0 && Rational(digits[i + 1] - digits[i]) * place == lacking) return true;
      }
      return false;
    });
  }

  /// 合计, 共, 总量达到 behind its parts.
  void backward(const std::vector<int>& amounts, std::size_t t) {
    const Claim& c = e_[amounts[t]];
    View word =
        claim::find_any(c.before, {U"合计", U"共计", U"总计", U"相加", U"两项", U"三项", U"总量", U"累计", U"加起来", U"总额"});
    if (word.empty() && says_together(c.before)) word = U"共";
    if (word.empty() && claim::ends_with(c.before, U"合")) word = U"合";
    if (c.noun.empty() || word.empty()) return;
    // 甲山累计接待16.2万人次；乙山累计接待12.9万人次: what the others say too announces no total.
    if (t > 0 && e_[amounts[t - 1]].sentence == c.sentence && claim::contains(e_[amounts[t - 1]].before, word)) return;
    std::vector<int> parts;  // nearest first
    for (std::size_t j = t; j-- > 0 && e_[amounts[j]].sentence == c.sentence && parts.size() < 8;)
      if (e_[amounts[j]].noun == c.noun && e_[amounts[j]].exact < c.exact) parts.push_back(amounts[j]);
    for (std::size_t k = 2; k <= parts.size(); ++k) {
      std::vector<int> run(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(k));
      std::reverse(run.begin(), run.end());
      offer(c.id, run, k == parts.size() ? Tie::strong : Tie::medium);
    }
  }

  /// 从隶属关系看…，分规模看…: sentences that divide the total which opens the paragraph.
  void divided(const std::vector<int>& amounts) {
    for (std::size_t i = 1; i < amounts.size();) {
      const int sentence = e_[amounts[i]].sentence;
      std::size_t end = i;
      while (end < amounts.size() && e_[amounts[end]].sentence == sentence) ++end;
      const View text = e_.sentence(amounts[i]);
      const std::size_t look = text.substr(0, 14).find(U"看");
      const bool divides = look != View::npos && look >= 2 && claim::one_of(text[0], U"从分按");
      const std::size_t comma = text.substr(0, 10).find(U"分，");
      if (divides || (comma != View::npos && text[0] == U'按')) {
        const Claim& first = e_[amounts[i]];
        std::vector<int> parts, heads;
        for (std::size_t j = i; j < end; ++j) {
          const Claim& c = e_[amounts[j]];
          if (c.noun != first.noun || c.depth > first.depth) continue;
          parts.push_back(c.id);
          if (heads.empty() || e_[heads.back()].segment != c.segment) heads.push_back(c.id);
        }
        for (std::size_t w = 0; w < i; ++w)
          if (e_[amounts[w]].noun == first.noun && e_[amounts[w]].sentence < sentence) {
            offer(amounts[w], parts, Tie::strong);
            if (heads != parts) offer(amounts[w], heads, Tie::strong);
            break;
          }
      }
      i = end;
    }
  }

  /// 一产…二产…三产…, 第一类…第二类…: three parts in their order behind their whole.
  void numbered(const std::vector<int>& amounts) {
    const auto begins = [&](int id, char32_t digit) {
      const Text& name = e_[id].name;
      const std::size_t at = !name.empty() && name[0] == U'第' ? 1 : 0;
      return name.size() > at + 1 && name[at] == digit && !e_[id].name_inherited;
    };
    for (std::size_t i = 1; i + 2 < amounts.size(); ++i) {
      const int a = amounts[i], b = amounts[i + 1], c = amounts[i + 2];
      if (!begins(a, U'一') || !begins(b, U'二') || !begins(c, U'三') || e_[a].name.substr(1, 1) == U"是") continue;
      const Claim& whole = e_[amounts[i - 1]];
      if (whole.noun != e_[a].noun || e_[a].sentence - whole.sentence > 1 || e_[c].noun != e_[a].noun) continue;
      offer(whole.id, {a, b, c}, Tie::strong);
    }
  }

  /// 0-14岁, 0至14岁; not the end of 20-29岁.
  static bool from_nothing(View words) {
    for (std::size_t at = words.find(U'0'); at != View::npos && at + 1 < words.size(); at = words.find(U'0', at + 1)) {
      if ((at == 0 || !claim::is_digit(words[at - 1])) && claim::one_of(words[at + 1], U"-—–~至到")) return true;
    }
    return false;
  }
  /// 0-17岁、18-34岁、35-59岁、60岁及以上人口分别为…: from the youngest to the oldest is everybody.
  void ages(const std::vector<int>& amounts) {
    for (std::size_t i = 1; i + 2 < amounts.size();) {
      const Claim& first = e_[amounts[i]];
      std::size_t k = 1;
      while (i + k < amounts.size() && e_[amounts[i + k]].noun == first.noun && k < kMostParts) {
        const View between = e_.between(amounts[i + k - 1], amounts[i + k]);
        const View joint = between.substr(0, 1);
        if (between.size() > 1 || !(joint == U"、" || joint == U"和" || joint == U"及" || joint == U"与")) break;
        ++k;
      }
      const View words = e_.sentence(first.id);
      const bool youngest = from_nothing(words) || claim::contains(words, U"岁以下") || claim::contains(words, U"岁及以下");
      if (k >= 3 && youngest && !claim::find_any(words, {U"岁及以上", U"岁以上"}).empty() &&
          claim::contains(first.clause_before, U"分别"))
        for (const int whole : amounts)
          if (whole < first.id && e_[whole].noun == first.noun) {
            offer(whole,
                  {amounts.begin() + static_cast<std::ptrdiff_t>(i), amounts.begin() + static_cast<std::ptrdiff_t>(i + k)},
                  Tie::strong);
            break;
          }
      i += k;
    }
  }

  /// （1）咨询…件 （2）投诉…件: the heads of the paragraphs behind the one that the total opens.
  void paragraphs(std::size_t p, int whole) {
    std::vector<int> heads;
    const int own = numbering_level(e_.passage(whole).text);
    int level = 0;
    for (std::size_t q = p + 1; q < e_.paragraphs().size() && heads.size() < 12; ++q) {
      int head = -1;
      for (const int id : e_.paragraphs()[q])
        if (amount(e_[id])) {
          head = id;
          break;
        }
      // 1.按问题分，排在前四位的是：其他191件…  2.按商品分，食品237件…: each paragraph divides anew or names the largest only.
      if (head >= 0) {
        const View text = e_.passage(head).text;
        const View lead = text.substr(0, e_[head].start);
        if (says_top(lead.substr(lead.size() > 20 ? lead.size() - 20 : 0)) || claim::contains(lead, U"按")) break;
      }
      // 受理量较大的有：食品（237件）、服装（54件）: the first of a list is not the head of its paragraph.
      if (head < 0 || e_[head].depth > e_[whole].depth || e_[head].noun != e_[whole].noun || e_[head].exact > e_[whole].exact)
        break;
      // 1、幼儿园804所 2、小学571所: items of one list stand beside each other, and what is numbered otherwise is elsewhere.
      const int here = numbering_level(e_.passage(head).text);
      if ((here != 0 && here == own) || (!heads.empty() && here != level)) break;
      level = here;
      heads.push_back(head);
    }
    if (heads.size() >= 2) offer(whole, heads, Tie::medium);
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::unordered_map<int, int> first_total_;  ///< of a part: the first total that is no coincidence
};

}  // namespace

void check_slips(const Evidence& evidence, Ledger& ledger) { Slips(evidence, ledger).run(); }

}  // namespace zh::check
