// Sums in prose: a total and its parts.
//
//   S101 sum      合计、共计、累计、两项共…: the parts stand before; 其中、包括、分别为: they follow.
//   S102 sum      percentages that are announced as a sum (五类合计占54%).
//
// What: total = sum of parts, with every printed number as the interval of its rounding; counts are exact.
// When contradictory: the words state how many parts there are (三项共…) and exactly that many stand there; or the parts are a
// whole and its complement by their names (X and 非X, 城镇 and 乡村) directly behind their total.
// When silent: 其中 need not be exhaustive, so parts that stay below their total say nothing.
#include <algorithm>
#include <array>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr std::size_t kMostParts = 14;

class Sums {
 public:
  Sums(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), sums_of_(e.all.size()) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      const auto head =
          std::find_if(all.begin(), all.end(), [&](int id) { return e_[id].is_amount() && e_[id].role == Role::level; });
      heads_.push_back(head == all.end() ? -1 : *head);
    }
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p) {
      const std::vector<int>& all = e_.paragraphs()[p];
      std::vector<int> amounts, plain;  // without 日均, 人均, which are no parts of what is not
      for (const int id : all)
        if (e_[id].is_amount() && e_[id].role != Role::change && e_[id].role != Role::prior) {
          amounts.push_back(id);
          if (!e_[id].averaged) plain.push_back(id);
        }
      for (std::size_t t = 0, u = 0; t < amounts.size(); ++t)
        if (e_[amounts[t]].averaged)
          total(p, all, amounts, t);
        else
          total(p, all, plain, u++);
      for (std::size_t t = 0; t < all.size(); ++t)
        if (e_[all[t]].is_percentage()) percent_total(all, t);
    }
  }

 private:
  /// 合计, 共, 累计 …: the total comes last.
  static bool announces(View before) {
    return !claim::find_any(before, {U"合计", U"共计", U"总计", U"累计", U"总共", U"一共", U"相加", U"之和", U"加起来",
                                     U"合起来", U"两项", U"三项", U"加总", U"加在一起", U"合占"})
                .empty() ||
           says_together(before);
  }

  /// Whether exactly `stated` like amounts stand right before the total in its sentence, so that fewer are no reading of it.
  bool left_out(const std::vector<int>& amounts, std::size_t t, std::size_t stated, std::size_t k) const {
    if (stated < 3 || k >= stated || t < stated) return false;
    for (std::size_t i = t - stated; i < t; ++i)
      if (e_[amounts[i]].sentence != e_[amounts[t]].sentence || e_[amounts[i]].noun != e_[amounts[t]].noun) return false;
    return t == stated || e_[amounts[t - stated - 1]].sentence != e_[amounts[t]].sentence ||
           e_[amounts[t - stated - 1]].segment != e_[amounts[t - stated]].segment;
  }
  void stated_miss(const std::vector<int>& amounts, std::size_t t, std::size_t stated) {
    if (!left_out(amounts, t, stated, stated - 1)) return;
    const std::vector<int> parts(amounts.begin() + static_cast<std::ptrdiff_t>(t - stated),
                                 amounts.begin() + static_cast<std::ptrdiff_t>(t));
    miss(e_, ledger_,
         {"S101", "sum", amounts[t], parts, zh::check::total, Tie::strong, joined(e_, parts, " + "), "而所列各项相加"});
  }

  /// 五类1504件: how many parts there are is all that the clause says before the total.
  static bool counted_parts(const Claim& c) {
    const View before = c.clause_before;
    return before.size() >= 2 && before.size() <= 4 && claim::small_chinese_number(before.substr(0, 1)) >= 2 &&
           claim::one_of(before[1], U"类项者种个");
  }

  void total(std::size_t p, const std::vector<int>& all, const std::vector<int>& amounts, std::size_t t) {
    const int id = amounts[t];
    const Claim& c = e_[id];
    if (c.value.low.sign() <= 0) return;
    Search search(e_, ledger_, id, "S101", "sum");
    const int stated = stated_parts(c.clause_before);
    const bool announced = announces(c.before) || (stated >= 2 && counted_parts(c));
    if (announced && t >= 2) {
      if (stated >= 2) backward(search, amounts, t, static_cast<std::size_t>(stated), 5);
      for (std::size_t k = 2; k <= std::min(t, kMostParts) && !search.done(); ++k)
        if (!left_out(amounts, t, static_cast<std::size_t>(std::max(stated, 0)), k)) backward(search, amounts, t, k, 20);
      if (search.done()) return;
      if (stated >= 3) stated_miss(amounts, t, static_cast<std::size_t>(stated));
      if (stated >= 2 && stated_contradiction(all, amounts, t, static_cast<std::size_t>(stated))) return;
    }
    // 种植业68.2亿元、林业6.3亿元…，农林牧渔业总产值124.4亿元: a total by its name.
    if (!announced && t >= 3 && !claim::find_any(c.before, {U"总产值", U"总额", U"总数", U"总量", U"总值"}).empty())
      for (std::size_t k = 3; k <= std::min(t, kMostParts) && !search.done(); ++k) backward(search, amounts, t, k, 30);
    if (announced && !search.done()) by_names(search, all, id);
    if (announced && !search.done() && named_behind(search, p, id)) return;
    if (announced && t < 2 && p > 0 && !search.done()) before_paragraph(search, p, id);
    forward(search, p, amounts, t);
    if (!search.done() && t >= 2 && !announced)
      for (std::size_t k = 2; k <= std::min<std::size_t>(t, 3) && !search.done(); ++k) backward(search, amounts, t, k, 100);
    if (!search.done()) complements(amounts, t);
    // 新收321146件，加上旧存28802件，应办349948件: also where its parts follow.
    if (search.done() && t >= 2 && !announced && joined_before(amounts, t)) {
      Search second(e_, ledger_, id, "S101", "sum");
      backward(second, amounts, t, 2, 30);
      second.forget();
    }
  }

  /// The two amounts before are added up by the words between them.
  bool joined_before(const std::vector<int>& amounts, std::size_t t) const {
    const Claim &b = e_[amounts[t - 1]], &c = e_[amounts[t]];
    return b.sentence == c.sentence && c.clause - b.clause <= 1 &&
           !claim::find_any(b.before, {U"加上", U"加之", U"连同", U"另有", U"另加", U"再加"}).empty();
  }

  bool backward(Search& search, const std::vector<int>& amounts, std::size_t t, std::size_t k, int charge) {
    if (k > t) return false;
    const std::vector<int> parts(amounts.begin() + static_cast<std::ptrdiff_t>(t - k),
                                 amounts.begin() + static_cast<std::ptrdiff_t>(t));
    if (offer(search, amounts[t], parts, charge)) return true;
    // Without those that are said to be inside another.
    std::vector<int> outer;
    for (std::size_t i = t; i-- > 0 && outer.size() < k;)
      if (claim::find_any(e_[amounts[i]].before, {U"其中", U"内含", U"含", U"内有"}).empty()) outer.push_back(amounts[i]);
    std::reverse(outer.begin(), outer.end());
    if (outer.size() == k && outer != parts && offer(search, amounts[t], outer, charge)) return true;
    // 城市28.6万人、17.9万户，农村112.4万人、61.0万户，合计141.0万人: only what is counted alike.
    std::vector<int> alike;
    for (std::size_t i = t; i-- > 0 && alike.size() < k;)
      if (e_[amounts[i]].noun == e_[amounts[t]].noun) alike.push_back(amounts[i]);
    std::reverse(alike.begin(), alike.end());
    return alike.size() == k && alike != parts && alike != outer && offer(search, amounts[t], alike, charge);
  }

  /// 投诉、举报、咨询共14820件。投诉5720件…；举报1260件…；咨询7840件: the parts that the total names are told behind it.
  /// True where they are all there: then no other reading is looked for.
  bool named_behind(Search& search, std::size_t p, int total) {
    const Claim& c = e_[total];
    const claim::Found word = claim::find_last(c.before, {U"合计", U"共计", U"总计", U"共"});
    if (!word || word.at + word.word.size() + 2 < c.before.size()) return false;
    const std::vector<Text> names = claim::split(View(c.before).substr(0, word.at), U"、和与及");
    if (names.size() < 2 || names.size() > 6) return false;
    std::vector<int> parts;
    for (const Text& text : names) {
      Text name(claim::strip_name(text));
      if (parts.empty() && name.size() > 2) name = name.substr(name.size() - 2);  // 收到的投诉
      int found = -1;
      for (std::size_t q = p; q < std::min(e_.paragraphs().size(), p + 2) && found < 0; ++q)
        for (const int id : e_.paragraphs()[q]) {
          const Claim& x = e_[id];
          if (id <= total || !x.is_amount() || x.role != Role::level || x.noun != c.noun || x.exact >= c.exact ||
              x.depth != 0 || x.name_inherited || !claim::ends_with(x.name, name))
            continue;
          found = id;
          break;
        }
      if (name.size() < 2 || found < 0 || std::find(parts.begin(), parts.end(), found) != parts.end()) return false;
      parts.push_back(found);
    }
    if (offer(search, total, parts, 3)) return true;
    for (const int id : parts)
      if (e_[id].vague()) return false;
    miss(e_, ledger_,
         {"S101", "sum", total, parts, zh::check::total, parts.size() >= 3 ? Tie::certain : Tie::strong,
          joined(e_, parts, " + "), "而所列各项相加"});
    return parts.size() >= 3;
  }

  /// 其中电梯、起重机械和场内机动车辆事故合计80起: the parts are called by their names.
  void by_names(Search& search, const std::vector<int>& all, int total) {
    const Claim& c = e_[total];
    const claim::Found word = claim::find_last(c.before, {U"合计", U"共计", U"总计", U"三者", U"两者", U"共"});
    if (!word) return;
    const std::vector<Text> names = claim::split(View(c.before).substr(0, word.at), U"、和与及");
    std::vector<int> parts;
    for (const Text& text : names) {
      const Text name(claim::strip_name(text));
      int found = -1, best = 79;
      for (const int id : all) {
        const Claim& x = e_[id];
        if (id >= total || !x.is_amount() || x.role != Role::level || x.noun != c.noun || x.name_inherited || name.size() < 2)
          continue;
        const int alike = claim::likeness(x.name, name);
        if (alike > best && x.exact < c.exact) best = alike, found = id;
      }
      if (found < 0) found = cell_called(name, c);
      if (found < 0 || std::find(parts.begin(), parts.end(), found) != parts.end()) return;
      parts.push_back(found);
    }
    if (parts.size() < 2 || offer(search, total, parts, 3)) return;
    for (const int id : parts)
      if (e_[id].vague()) return;
    miss(e_, ledger_, {"S101", "sum", total, parts, zh::check::total, Tie::strong, joined(e_, parts, " + "), "而所列各项相加"});
  }

  /// The first level of the row that the name begins with in a table near by.
  int cell_called(const Text& name, const Claim& total) const {
    constexpr int kNear = 4;
    const Text bare = sector(name);
    for (const claim::Table& t : e_.tables_near(total.block, kNear)) {
      for (int r = t.header_rows; r < t.rows; ++r) {
        const Text& label = t.row_label[static_cast<std::size_t>(r)];
        if (label.size() < 2 || t.total[static_cast<std::size_t>(r)] || !claim::starts_with(bare, label)) continue;
        for (int x = 0; x < t.columns; ++x)
          if (const int id = t.at(r, x); id >= 0 && e_[id].is_amount() && e_[id].role == Role::level &&
                                         addable(e_[id], total) && e_[id].exact < total.exact)
            return id;
      }
    }
    return -1;
  }
  /// 一产 is 第一产业.
  static Text sector(const Text& name) {
    if (name.size() >= 2 && name[1] == U'产' && claim::one_of(name[0], U"一二三") &&
        !claim::starts_with(name.substr(1), U"产业"))
      return Text(U"第") + name[0] + U"产业" + name.substr(2);
    return name;
  }

  /// 合计 opens a paragraph: its parts end the one before, or open the ones before.
  void before_paragraph(Search& search, std::size_t p, int total) {
    std::vector<int> last, heads;  // nearest first
    for (std::size_t q = p; q-- > 0 && q + 6 >= p;) {
      int head = -1;
      for (auto it = e_.paragraphs()[q].rbegin(); it != e_.paragraphs()[q].rend(); ++it) {
        const Claim& c = e_[*it];
        if (!c.is_amount() || c.role != Role::level || !addable(e_[total], c) || c.exact >= e_[total].exact) continue;
        if (q + 1 == p && last.size() < 5) last.push_back(c.id);
        head = c.id;
      }
      if (head < 0) break;
      heads.push_back(head);
    }
    for (std::vector<int>* list : {&last, &heads})
      for (std::size_t k = 2; k <= list->size() && !search.done(); ++k) {
        std::vector<int> parts(list->begin(), list->begin() + static_cast<std::ptrdiff_t>(k));
        std::reverse(parts.begin(), parts.end());
        offer(search, total, parts, 20);
      }
  }

  bool offer(Search& search, int total, const std::vector<int>& parts, int charge) {
    for (const int id : parts)
      if (!addable(e_[total], e_[id]) || e_[id].vague()) return false;
    return offer(search, total, parts, sum_of(e_, parts), charge);
  }
  bool offer(Search& search, int total, const std::vector<int>& parts, const Interval& sum, int charge) {
    if (fit(e_[total], sum) != Fit::none && beside(total, parts)) return false;
    return search.offer(sum, parts, Formula::joined(" + "), charge);
  }

  /// 产值169.7亿元，其中农业91.9亿元、林业6.5亿元、…、渔业2.6亿元、服务3.8亿元: 6.5 is one of a list that adds up with them,
  /// and no total of two others.
  bool beside(int total, const std::vector<int>& parts) {
    for (; seen_ < ledger_.entries().size(); ++seen_) {
      const Ledger::Entry& known = ledger_.entries()[seen_];
      if (known.kind != "sum" || known.verdict != Verdict::consistent) continue;
      for (const int id : known.operands) sums_of_[static_cast<std::size_t>(id)].push_back(seen_);
    }
    const std::vector<std::size_t>& sums = sums_of_[static_cast<std::size_t>(total)];
    return std::any_of(sums.begin(), sums.end(), [&](std::size_t index) {
      const std::vector<int>& operands = ledger_.entries()[index].operands;
      return std::all_of(parts.begin(), parts.end(),
                         [&](int id) { return std::find(operands.begin(), operands.end(), id) != operands.end(); });
    });
  }

  /// 4起事故共13人死亡，分别为道路运输2起7人、建筑1起3人、工贸1起3人: all of the sentence, and few as they are. How many.
  std::size_t all_told(int whole, const std::vector<int>& r) const {
    if (r.size() < 3) return 0;
    std::size_t k = 1;
    while (k < r.size() && e_[r[k]].sentence == e_[r[0]].sentence) ++k;
    const bool opened = !claim::find_any(e_.between(whole, r.front()), {U"分别", U"具体", U"：", U"按"}).empty();
    return k >= 3 && k <= kMostParts && e_[r[0]].sentence - e_[whole].sentence <= 1 && opened ? k : 0;
  }

  void forward(Search& search, std::size_t p, const std::vector<int>& amounts, std::size_t t) {
    const int id = amounts[t];
    // Readings of what follows: everything; the first amount of each clause group; of each segment; of each sentence; without
    // brackets.
    std::array<std::vector<int>, 5>& readings = readings_;
    for (std::vector<int>& r : readings) r.clear();
    int clause = -1, segment = e_[id].segment, sentence = e_[id].sentence;
    for (std::size_t i = t + 1; i < amounts.size() && i < t + 40; ++i) {
      const Claim& c = e_[amounts[i]];
      if (!addable(e_[id], c)) continue;
      if (c.exact > e_[id].exact) {
        if (c.sentence != e_[id].sentence) break;
        continue;
      }
      readings[0].push_back(amounts[i]);
      if (c.depth <= e_[id].depth) readings[1].push_back(amounts[i]);
      if (c.segment != segment) readings[2].push_back(amounts[i]), segment = c.segment;
      if (c.sentence != sentence) readings[3].push_back(amounts[i]), sentence = c.sentence;
      if (c.depth == e_[id].depth && c.clause != clause && claim::find_any(c.before, {U"其中", U"含", U"内"}).empty())
        readings[4].push_back(amounts[i]);
      clause = c.clause;
    }
    for (const std::vector<int>& r : readings) {
      if (search.done() || search.spent()) return;
      if (const std::size_t told = all_told(id, r); told > 0)
        if (offer(search, id, {r.begin(), r.begin() + static_cast<std::ptrdiff_t>(told)},
                  claim::contains(e_.between(id, r.front()), U"分别") && e_[r.front()].sentence == e_[id].sentence ? 4 : 9))
          return;
      for (std::size_t start = 0; start < std::min<std::size_t>(r.size(), 4); ++start) {
        if (search.spent()) return;
        if (e_[r[start]].segment - e_[id].segment > 3) continue;
        std::vector<int>& parts = parts_;
        parts.assign(1, r[start]);
        Interval sum = e_[r[start]].value;
        bool vague = e_[r[start]].vague();
        for (std::size_t k = 2; start + k <= r.size() && k <= kMostParts; ++k) {
          const Claim& part = e_[r[start + k - 1]];
          parts.push_back(part.id);
          sum = sum + part.value;
          vague = vague || part.vague();
          if (!vague && offer(search, id, parts, sum, start == 0 ? 30 : 100)) return;
          if (sum.low > e_[id].value.high) break;
        }
      }
    }
    // 其中：锅炉35.59万台、…、客运索道1096条: one list, counted in several measure words.
    std::vector<int> mixed;
    for (std::size_t i = t + 1; i < amounts.size() && e_[amounts[i]].segment == e_[id].segment + 1; ++i)
      mixed.push_back(amounts[i]);
    if (mixed.empty())
      for (std::size_t i = t + 1; i < amounts.size() && e_[amounts[i]].segment == e_[id].segment; ++i)
        mixed.push_back(amounts[i]);
    if (mixed.size() >= 3 && e_[mixed[0]].noun == e_[id].noun &&
        !claim::find_any(e_.between(id, mixed[0]), {U"其中", U"包括", U"："}).empty() &&
        std::none_of(mixed.begin(), mixed.end(),
                     [&](int m) {
                       return claim::is_measured(e_[m].noun) || e_[m].vague() || e_[m].noun.empty() ||
                              claim::one_of(e_[m].noun[0], U"年月天日岁");
                     }) &&
        fit(e_[id], sum_of(e_, mixed)) == Fit::rounded && search.offer(sum_of(e_, mixed), mixed, joined(e_, mixed, " + "), 10))
      return;
    // The parts begin the following paragraphs.
    if (t != 0 && e_[amounts[t]].sentence != e_[amounts[0]].sentence) return;
    std::vector<int> heads;
    for (std::size_t q = p + 1; q < std::min(e_.paragraphs().size(), p + 41) && heads.size() < 10; ++q)
      if (const int first = heads_[q]; first >= 0 && e_[first].exact < e_[id].exact && addable(e_[id], e_[first]))
        heads.push_back(first);
    for (std::size_t start = 0; start < std::min<std::size_t>(heads.size(), 2); ++start) {
      parts_.assign(1, heads[start]);
      Interval sum = e_[heads[start]].value;
      bool vague = e_[heads[start]].vague();
      for (std::size_t k = 2; start + k <= heads.size() && !search.spent(); ++k) {
        const Claim& part = e_[heads[start + k - 1]];
        parts_.push_back(part.id);
        sum = sum + part.value;
        vague = vague || part.vague();
        if (!vague && offer(search, id, parts_, sum, 100)) return;
      }
    }
  }

  /// 三项共 N with exactly three like amounts right before it, in the same sentence.
  bool stated_contradiction(const std::vector<int>&, const std::vector<int>& amounts, std::size_t t, std::size_t k) {
    if (t < k) return false;
    const int id = amounts[t];
    const std::vector<int> parts(amounts.begin() + static_cast<std::ptrdiff_t>(t - k),
                                 amounts.begin() + static_cast<std::ptrdiff_t>(t));
    for (const int part : parts)
      if (e_[part].noun != e_[id].noun || e_[part].sentence != e_[id].sentence || e_[part].vague() ||
          e_[part].depth != e_[id].depth || ledger_.used(part))
        return false;
    if (t > k && e_[amounts[t - k - 1]].sentence == e_[id].sentence) return false;
    const Recompute again = [](const std::vector<Interval>& v) {
      Interval s = Interval::exactly(0);
      for (const Interval& x : v) s = s + x;
      return std::optional<Interval>(s);
    };
    if (!one_digit_away(e_, id, parts, again)) return false;
    contradict(e_, ledger_, "S101", "sum", id, parts, sum_of(e_, parts), joined(e_, parts, " + "), "而所列各项相加");
    return true;
  }

  void complements(const std::vector<int>& amounts, std::size_t t) {
    if (t + 2 >= amounts.size()) return;
    const int id = amounts[t], a = amounts[t + 1], b = amounts[t + 2];
    if (e_[a].name_inherited || e_[b].name_inherited || !whole_by_name(e_[a].name, e_[b].name)) return;
    // 餐饮收入46895亿元。12月份商品零售36428亿元，餐饮收入4841亿元: one of such a pair is no total of the next.
    if (e_[id].name == e_[a].name || e_[id].name == e_[b].name) return;
    // 全体居民人均收入, 城镇居民人均收入, 农村居民人均收入: means do not add up.
    if (is_mean(e_[id]) || is_mean(e_[a]) || is_mean(e_[b])) return;
    // Only some are asked whether they are content; 受理审查起诉6994人，起诉6285人，不起诉1218人: decided of others too.
    if (claim::contains(e_[a].before, U"满意") ||
        !claim::find_any(e_[id].clause_before, {U"受理", U"审查", U"收到", U"收案"}).empty())
      return;
    if (e_[a].sentence - e_[id].sentence > 1 || e_[b].sentence != e_[a].sentence || e_[a].noun != e_[id].noun ||
        e_[b].noun != e_[id].noun)
      return;
    if (e_[a].vague() || e_[b].vague() || e_[id].vague() || ledger_.explained(id, {"sum"}) || ledger_.used(a) ||
        ledger_.used(b))
      return;
    if (t + 3 < amounts.size() && e_[amounts[t + 3]].segment == e_[b].segment) return;
    const std::vector<int> parts = {a, b};
    const Interval sum = sum_of(e_, parts);
    if (fit(e_[id], sum) != Fit::none) return;
    // 受理审查起诉6994人。经审查，起诉6285人，不起诉1218人: who was decided on came in part before.
    if (claim::find_any(e_[id].clause_before, {U"新收", U"移送", U"提请"}).size() > 0 &&
        claim::find_any(e_[id].clause_before, {U"审结", U"办结"}).empty() && e_[a].sentence != e_[id].sentence &&
        claim::find_any(e_[a].clause_before, {U"受理", U"新收", U"收案", U"其中"}).empty())
      return;
    // The total of another division.
    for (const int other : amounts)
      if (other < a && fit(e_[other], sum) != Fit::none) return;
    // The total of another paragraph: 受理26234件 … 办结25341件，未办结893件.
    for (const int other : e_.valued(sum.low))
      if (other < a && sum.is_point() && e_[other].noun == e_[id].noun) return;
    const Recompute again = [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0] + v[1]); };
    const Rational gap = (e_[id].exact - sum.low).abs();
    if (!one_digit_away(e_, id, parts, again) && gap * Rational(4) > e_[id].exact) return;
    contradict(e_, ledger_, "S101", "sum", id, parts, sum, joined(e_, parts, " + "), "而两部分相加");
  }

  /// 五类合计占54%: the percentages before it.
  void percent_total(const std::vector<int>& all, std::size_t t) {
    const int id = all[t];
    const Claim& c = e_[id];
    if (c.role == Role::growth || !announces(c.before)) return;
    std::vector<int> shares;  // nearest first
    for (std::size_t i = t; i-- > 0 && shares.size() < 30;)
      if (e_[all[i]].is_percentage() && e_[all[i]].role != Role::growth && e_[all[i]].kind == c.kind) shares.push_back(all[i]);
    const int stated = stated_parts(c.clause_before);
    Search search(e_, ledger_, id, "S102", "sum");
    const auto attempt = [&](std::size_t k, int charge) {
      if (k > shares.size() || k < 2) return false;
      std::vector<int> parts(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(k));
      std::reverse(parts.begin(), parts.end());
      return search.offer(sum_of(e_, parts), parts, Formula::joined(" + "), charge);
    };
    if (stated >= 2 && attempt(static_cast<std::size_t>(stated), 5)) return;
    // 三项合计占45.2% of three shares in the same sentence: two of them are no reading of it.
    const bool fixed = stated >= 3 && static_cast<std::size_t>(stated) <= shares.size() &&
                       e_[shares[static_cast<std::size_t>(stated) - 1]].sentence == c.sentence;
    for (std::size_t k = fixed ? static_cast<std::size_t>(stated) + 1 : 2; k <= std::min<std::size_t>(shares.size(), 10); ++k)
      if (attempt(k, 20)) return;
    if (stated < 2 || static_cast<std::size_t>(stated) > shares.size()) return;
    std::vector<int> parts(shares.begin(), shares.begin() + stated);
    std::reverse(parts.begin(), parts.end());
    miss(e_, ledger_, {"S102", "sum", id, parts, zh::check::total, Tie::strong, joined(e_, parts, " + "), "而所列各项相加"});
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<int> heads_;                         ///< of paragraphs: the first level, or -1
  std::vector<std::vector<std::size_t>> sums_of_;  ///< entries whose sum has the number as a part
  std::size_t seen_ = 0;                           ///< entries that are in it
  std::array<std::vector<int>, 5> readings_;       // kept for their room
  std::vector<int> parts_;
};

}  // namespace

void check_sums(const Evidence& evidence, Ledger& ledger) { Sums(evidence, ledger).run(); }

}  // namespace zh::check
