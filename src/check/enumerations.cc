// Lists that stand under their total, or right before it.
//
//   S134 sum   收入构成：同城1.06亿元、异地6.84亿元、其他4.65亿元; 按能力：失能874人，半失能521人，自理698人;
//              满意2689件，基本满意141件，不满意88件; 食品76、家电48、服装41，小计165件
//
// What: a run of numbers that names and marks alone separate, under the amount of the noun right before it, or right before a
// number that 合计, 小计, 共计 announce. Why: form and names say that nothing is left out: 按…分, 构成, a colon behind the
// total, a list that ends with 其他 or 以下, names that exclude each other. When contradictory: such lists where one digit
// makes them hold, or that miss by little; behind 其中, and with nothing said, for a slip of one digit near the total. When
// silent: the largest only, overlapping items, a sum that stands elsewhere, a total that is one of a list itself.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr std::size_t kMostItems = 14, kLongestName = 14;

class Enumerations {
 public:
  Enumerations(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& paragraph : e_.paragraphs()) {
      std::vector<int> all;
      for (const int id : paragraph)
        if (!e_[id].chinese && e_[id].role != Role::count) all.push_back(id);
      for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i + 1;
        const std::vector<int> list = list_at(all, i, end);
        if (list.size() >= 2) {
          under(all, i, end, list);
          before(all, i, end, list);
        }
        i = list.size() >= 2 ? end : i + 1;
      }
    }
  }

 private:
  bool item(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.averaged && c.exact.sign() > 0 && !e_.mean(id);
  }
  /// Shares and changes that stand beside an item.
  bool companion(int id) const {
    const Claim& c = e_[id];
    return c.is_percentage() && (c.role == Role::share || c.role == Role::growth);
  }
  /// The words between two items name the second: a mark, then a name.
  static bool names_next(View between) {
    if (between.size() < 2 || between.size() > kLongestName || !claim::one_of(between.front(), U"、，；,和及")) return false;
    between.remove_prefix(1);
    return between.find_first_of(U"，；。：（）()") == View::npos &&
           claim::find_any(between,
                           {U"其中", U"合计", U"共计", U"小计", U"总计", U"占",   U"同比", U"环比", U"上年", U"去年", U"比",
                            U"率",   U"累计", U"分别", U"平均", U"另有", U"此外", U"增加", U"减少", U"相加", U"加总", U"共"})
               .empty();
  }
  /// The list that begins with the i-th number; `end` is the place behind it.
  std::vector<int> list_at(const std::vector<int>& all, std::size_t i, std::size_t& end) const {
    if (!item(all[i]) || e_[all[i]].depth > 0) return {};
    std::vector<int> out = {all[i]};
    end = i + 1;
    const View text = e_.passage(all[i]).text;
    for (std::size_t j = i + 1; j < all.size() && out.size() < kMostItems; ++j) {
      const Claim &c = e_[all[j]], &last = e_[out.back()];
      if (c.sentence != last.sentence) break;
      if (companion(c.id)) continue;
      if (!item(c.id) || c.depth != last.depth || c.name_inherited ||
          (c.noun != last.noun && !c.noun.empty() && !last.noun.empty()))
        break;
      // What stands between, without the companions of the item before.
      std::size_t from = last.noun_end;
      if (j > 0 && all[j - 1] != last.id) from = e_[all[j - 1]].noun_end;
      while (from < c.start && claim::one_of(text[from], U"）)")) ++from;
      if (!names_next(text.substr(from, c.start - from))) break;
      out.push_back(c.id);
      end = j + 1;
    }
    return out;
  }
  static bool says_top(View words) {
    return !claim::find_any(words, {U"前", U"主要", U"排", U"较多", U"集中", U"居", U"突出", U"重点", U"如", U"包括", U"最"})
                .empty();
  }
  bool goes_on(int last) const {
    const Claim& c = e_[last];
    return !claim::start_any(c.after, {U"等", U"以上", U"左右"}).empty();
  }

  /// Whether names say that nothing is left between them.
  bool closed_by_names(const std::vector<int>& list) const {
    std::vector<Text> names;
    for (const int id : list) names.push_back(e_[id].name);
    const Text& last = names.back();
    if (!claim::start_any(last, {U"其他", U"其它", U"其余"}).empty()) return true;
    if (list.size() >= 3 && !claim::end_any(last, {U"及以下", U"以下", U"以上", U"及以上"}).empty()) return true;
    if (list.size() == 2) return whole_by_name(names[0], names[1]);
    if (exclusive_by_name(names)) return true;
    const auto has = [&](std::size_t k, View word) { return claim::contains(names[k], word); };
    if (list.size() == 3 && has(0, U"满意") && has(1, U"基本满意") && has(2, U"不满意")) return true;
    return list.size() == 3 && has(0, U"一产") && has(1, U"二产") && has(2, U"三产");
  }

  Interval sum(const std::vector<int>& list) const { return sum_of(e_, list); }
  bool agrees(int whole, const std::vector<int>& list) const {
    return std::all_of(list.begin(), list.end(), [&](int id) {
      const Claim &x = e_[id], &w = e_[whole];
      return (x.noun == w.noun || x.noun.empty()) && addable(x, w) && x.exact < w.exact * Rational(2);
    });
  }
  /// Another number of the document that is the sum: then the list is of that.
  bool stands_elsewhere(int whole, const std::vector<int>& list) const {
    const Interval s = sum(list);
    if (!s.is_point()) return false;
    const std::vector<int>& found = e_.valued(s.low);
    return std::any_of(found.begin(), found.end(), [&](int id) {
      return id != whole && e_[id].is_amount() && std::find(list.begin(), list.end(), id) == list.end() &&
             e_[id].noun == e_[whole].noun;
    });
  }

  void judge(int whole, const std::vector<int>& list, Tie tie) {
    const Interval s = sum(list);
    if (fit(e_[whole], s) == Fit::rounded) {
      const bool known = std::any_of(ledger_.of_result(whole).begin(), ledger_.of_result(whole).end(), [&](int index) {
        const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
        return entry.kind == "sum";
      });
      if (!known) confirm(e_, ledger_, "S134", "sum", whole, list, s, joined(e_, list, " + "));
      return;
    }
    if (stands_elsewhere(whole, list) || left_list(e_, list) || (overlap_by_name(e_, list) && s.low > e_[whole].value.high))
      return;
    // 砖混的2.3万户，占61.0%；砖木的0.8万户，占20.0%: what has a share like the others stands beside them.
    const auto has_share = [&](int id) {
      return id + 1 < static_cast<int>(e_.all.size()) && e_[id + 1].role == Role::share && e_[id + 1].segment == e_[id].segment;
    };
    if (has_share(whole) && std::all_of(list.begin(), list.end(), has_share)) return;
    // 其中公共汽电车60.18亿人次，增长23.9%；出租汽车58.04亿人次，增长16.3%: what is told of one by one need not be all.
    if (tie < Tie::certain && list.back() - list.front() >= static_cast<int>(list.size()) && s.high < e_[whole].value.low &&
        e_[whole].id < list.front() && e_[whole].passage == e_[list.front()].passage &&
        claim::contains(e_.between(whole, list.front()), U"其中"))
      return;
    // 县法院四个，分别是第一庭、法庭4、法庭6、法庭5: numbers of names.
    if (!e_[whole].noun.empty() &&
        std::all_of(list.begin(), list.end(), [&](int id) { return e_[id].noun.empty() && e_[id].exact < Rational(20); }))
      return;
    const Rational gap = (e_[whole].exact - s.low).abs();
    const Rational size = e_[whole].exact;
    const bool digit = one_digit_away(e_, whole, list, total);
    if (tie == Tie::certain) {
      // Far off and no slip: something else is meant.
      if (gap * Rational(digit ? 1 : 12) > size) return;
    } else {
      const bool near = gap * Rational(6) <= size;
      if (!digit || !near) return;
    }
    // Where another rule waits with the same reading by its words, that is as firm.
    for (Miss& m : ledger_.misses)
      if (m.result == whole && std::string_view(m.rule) != "S101" && m.operands == list && m.kind == "sum") {
        m.tie = std::max(m.tie, tie);
        return;
      }
    miss(e_, ledger_, {"S134", "sum", whole, list, total, tie, Formula::joined(" + "), "而所列各项相加"});
  }

  /// The amount before the list.
  void under(const std::vector<int>& all, std::size_t i, std::size_t end, const std::vector<int>& list) {
    const Claim& first = e_[list.front()];
    if (goes_on(list.back()) || says_overlap(e_.sentence(first.id))) return;
    // Nothing of the noun goes on behind the list.
    for (std::size_t j = end; j < all.size() && e_[all[j]].sentence == first.sentence && j < end + 2; ++j)
      if (item(all[j]) && e_[all[j]].noun == first.noun && e_[all[j]].segment == e_[list.back()].segment) return;
    const Text noun = noun_of(list);
    const int opening_total = opens_paragraph_before(list, noun);
    int whole = -1;
    for (std::size_t j = i; j-- > 0 && first.sentence - e_[all[j]].sentence <= 1;) {
      const Claim& w = e_[all[j]];
      if (!w.is_amount() || w.role == Role::change || w.role == Role::prior || w.depth > 0) continue;
      if (noun.empty() ? !w.noun.empty() && j + 1 != i : w.noun != noun) continue;
      whole = w.id;
      break;
    }
    if (whole < 0 && opening_total >= 0) return judge(opening_total, list, Tie::certain);
    if (whole < 0 || !item(whole) || !agrees(whole, list)) return;
    const Claim& w = e_[whole];
    // One of a list is no total of what follows it.
    for (const int id : list)
      if (e_[id].exact >= w.exact) return;
    const View text = e_.passage(first.id).text;
    const View lead = text.substr(w.noun_end, first.start - w.noun_end);
    // The words between the last mark that ends a thought and the first item.
    const std::size_t mark = lead.find_last_of(U"。；");
    const View opening = mark == View::npos ? lead : lead.substr(mark + 1);
    if (says_top(opening) || says_top(w.before) ||
        claim::find_any(opening, {U"另有", U"另外", U"此外", U"上年", U"去年", U"计划"}).size() > 0)
      return;
    const bool among = claim::contains(opening, U"其中");
    const bool divided =
        !claim::find_any(opening, {U"按", U"分", U"看，", U"构成", U"结构", U"方式：", U"类型：", U"性质："}).empty() &&
        !claim::find_any(opening, {U"：", U"，", U"看"}).empty() &&
        // One case may have several reasons.
        claim::find_any(opening, {U"原因", U"事由", U"理由", U"诉因", U"问题", U"涉及"}).empty();
    const bool colon = !lead.empty() && (lead.front() == U'：' || lead.front() == U':');
    const bool joined_to = !among && !divided && !colon && names_next(lead);
    if (joined_to) return;  // beside it
    const bool names = closed_by_names(list);
    if (divided || colon || names)
      judge(whole, list, Tie::certain);
    else if (among && list.size() >= 3 && !rest_of_other_kinds(whole, list))
      judge(whole, list, Tie::strong);
    else if (!among && list.size() >= 3 && first.sentence == w.sentence)
      judge(whole, list, Tie::medium);
  }
  /// 经济作物4436.1公顷，其中油料333.3、…、瓜果153.9: measured amounts that leave a little are some of the kinds.
  bool rest_of_other_kinds(int whole, const std::vector<int>& list) const {
    return !e_[whole].value.is_point() && sum(list).high < e_[whole].value.low;
  }
  /// 网民留言18804件，回复11330件，回复率60.25%。/ 按类型由多到少：求助8190件，…、感谢130件: a paragraph that only divides what
  /// the paragraph before it begins with. -1 if it does not.
  int opens_paragraph_before(const std::vector<int>& list, const Text& noun) const {
    const Claim& first = e_[list.front()];
    const View lead = View(e_.passage(first.id).text).substr(0, first.start);
    const int p = e_.paragraph(first.id);
    if (p < 1 || list.size() < 3 || !claim::starts_with(lead, U"按") || lead.find(U'：') == View::npos) return -1;
    for (const int id : e_.paragraphs()[static_cast<std::size_t>(p) - 1]) {
      const Claim& w = e_[id];
      if (w.role == Role::date || w.role == Role::label || !w.is_amount()) continue;
      const bool larger = std::all_of(list.begin(), list.end(), [&](int part) { return e_[part].exact < w.exact; });
      return item(id) && w.noun == noun && larger ? id : -1;
    }
    return -1;
  }
  Text noun_of(const std::vector<int>& list) const {
    for (const int id : list)
      if (!e_[id].noun.empty()) return e_[id].noun;
    return {};
  }

  /// The announced total right behind the list.
  void before(const std::vector<int>& all, std::size_t i, std::size_t end, const std::vector<int>& list) {
    std::size_t j = end;
    while (j < all.size() && companion(all[j]) && e_[all[j]].sentence == e_[list.back()].sentence) ++j;
    if (j >= all.size()) return;
    const Claim &c = e_[all[j]], &last = e_[list.back()];
    const Text noun = noun_of(list);
    if (!c.is_amount() || c.role != Role::level || c.vague() || c.sentence != last.sentence ||
        c.clause - e_[all[j - 1]].clause > 1 || (!noun.empty() && c.noun != noun) || c.depth != last.depth)
      return;
    const View word = claim::find_any(c.before, {U"合计", U"小计", U"共计", U"总计", U"加总", U"加在一起", U"合起来"});
    if (word.empty() || c.before.size() > word.size() + 6 || !agrees(c.id, list)) return;
    const int stated = stated_parts(c.clause_before);
    if (stated >= 2 && stated != static_cast<int>(list.size())) return;
    // A list that begins where a thought begins: what stands before it is not of it.
    if (i > 0 && e_[all[i - 1]].sentence == e_[list.front()].sentence && stated < 2) {
      const View between = e_.between(all[i - 1], list.front());
      if (claim::find_any(between, {U"：", U"；", U"其中", U"按", U"分别"}).empty() && e_[all[i - 1]].is_amount() &&
          e_[all[i - 1]].noun == c.noun)
        return;
    }
    for (const int id : list)
      if (e_[id].exact >= c.exact) return;
    judge(c.id, list, Tie::certain);
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_enumerations(const Evidence& evidence, Ledger& ledger) { Enumerations(evidence, ledger).run(); }

}  // namespace zh::check
