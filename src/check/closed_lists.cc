// Lists that their own words close.
//
//   S131 sum   受理1286件，其中商标案件1042件、专利案件187件、其他案件57件: what ends with 其他 leaves nothing out; nor do two
//   that the
//              language opposes (公办, 民办; 集中供养, 分散供养), nor the fields of 以上四类合计
//   S133 sum   肉类8.45万吨，其中猪肉5.62万吨、禽肉1.39万吨、牛羊肉0.90万吨: what stands behind 其中, but for a slip
//
// Why: of an open list only a bound can be said; here the author says that nothing is left. When contradictory: S131 when no
// amount of that noun before the list is its sum, and the one it stands under is near it. When silent: 其中 opens again inside
// the list; the parts have other nouns, or are about.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class ClosedLists {
 public:
  ClosedLists(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (std::size_t i = 1; i < all.size(); ++i)
        if (says_other(e_[all[i]])) closed(all, i);
      for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        opposed(all, i);
        divided(all, i);
        announced(all, i);
      }
      for (std::size_t i = 0; i < all.size(); ++i) fields(all, i);
    }
  }

 private:
  bool level(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0 && !c.averaged;
  }
  bool like(int a, int b) const { return level(a) && level(b) && e_[a].noun == e_[b].noun; }

  /// 其他57件, 其他类12件, 其余市场主体: the last of a list.
  static bool says_other(const Claim& c) {
    if (!c.is_amount() || c.role != Role::level || c.noun.empty()) return false;
    View name = c.name;
    const View word = claim::start_any(name, {U"其他", U"其它", U"其余", U"余下", U"剩余", U"剩下"});
    if (word.empty() || c.name_inherited) return false;
    name.remove_prefix(word.size());
    // 其他食品 is a kind of its own beside 食品; 其他问题, 其他案件, 其他类 is what is left.
    static const claim::Words kRest = {U"类",   U"问题", U"案件", U"行业", U"方面", U"项目", U"事项",   U"单位",
                                       U"地区", U"企业", U"情况", U"原因", U"主体", U"渠道", U"方式",   U"途径",
                                       U"板块", U"品种", U"产品", U"诉求", U"部分", U"机构", U"市",     U"县",
                                       U"领域", U"人员", U"事故", U"费用", U"来源", U"性质", U"服务业", U"业"};
    return name.empty() || (name.size() <= 3 && !claim::start_any(name, kRest).empty());
  }

  static bool opens(View words) { return !claim::find_any(words, {U"其中", U"含有", U"包括", U"按"}).empty(); }

  /// The list that ends with its i-th number, back to what it is of.
  void closed(const std::vector<int>& all, std::size_t i) {
    const int last = all[i];
    const Claim& end = e_[last];
    if (end.vague()) return;
    // Nothing of the kind goes on behind it.
    if (i + 1 < all.size() && like(all[i + 1], last) && e_[all[i + 1]].segment == end.segment &&
        e_[all[i + 1]].depth == end.depth && claim::find_any(e_[all[i + 1]].before, {U"共", U"合计", U"总", U"累计"}).empty())
      return;
    std::vector<int> parts = {last};
    std::size_t j = i;
    bool opened = false;
    while (j-- > 0 && !opened) {
      const Claim& c = e_[all[j]];
      if (c.sentence < end.sentence || c.depth < end.depth) break;
      if (c.depth > end.depth || !like(all[j], last)) {
        if (c.noun == end.noun && c.vague() && c.is_amount()) return;
        continue;
      }
      // 其中 at the first of the list; what stands before is the whole.
      opened = opens(c.before);
      if (c.name.empty() || c.name_inherited) {
        ++j;
        break;
      }
      if (wholes_begin(all, j, parts)) {
        ++j;
        break;
      }
      parts.push_back(all[j]);
    }
    std::reverse(parts.begin(), parts.end());
    if (parts.size() < 3 || left_list(e_, parts)) return;
    if (!claim::find_any(e_.sentence(parts.front()), {U"前三", U"前四", U"前五", U"前十", U"居前", U"靠前", U"主要"}).empty())
      return;
    settle(all, parts, parts.front());
  }

  /// Whether the j-th number is as large as what was gathered behind it and no bracket or 其中 says that it is a part.
  bool wholes_begin(const std::vector<int>& all, std::size_t j, const std::vector<int>& parts) const {
    if (opens(e_[all[j]].before)) return false;
    const Claim& c = e_[all[j]];
    const Claim& next = e_[parts.back()];
    const Rational sum = sum_of(e_, parts).low;
    const View between = View(e_.passage(c.id).text).substr(c.noun_end, next.start - c.noun_end);
    return parts.size() >= 2 && (c.exact >= sum || !claim::find_any(between, {U"其中", U"包括", U"：", U"分为"}).empty());
  }

  /// The amounts before the list: one of them is its sum, or the nearest is not.
  void settle(const std::vector<int>& all, const std::vector<int>& parts, int first) {
    companions(all, parts);
    const Interval sum = sum_of(e_, parts);
    if (led(parts, first)) return;
    int whole = -1;
    for (std::size_t j = all.size(); j-- > 0;) {
      const int id = all[j];
      if (id >= first || !e_[id].is_amount() || e_[id].noun != e_[first].noun) continue;
      if (fit(e_[id], sum) != Fit::none) return;
      if (whole < 0 && level(id) && e_[id].sentence >= e_[first].sentence - 1) whole = id;
    }
    if (whole < 0 || explained_part(parts) || e_[whole].scale != e_[first].scale) return;
    // 新收9150件，其中刑事…、民商事5120件、…其他210件: one of a list that adds up with all the others.
    for (const Ledger::Entry& entry : ledger_.entries())
      if (entry.kind == "sum" && entry.verdict == Verdict::consistent &&
          std::find(entry.operands.begin(), entry.operands.end(), whole) != entry.operands.end() &&
          std::find(entry.operands.begin(), entry.operands.end(), parts.front()) != entry.operands.end())
        return;
    const Rational gap = (e_[whole].exact - sum.low).abs();
    // Far off: the list is of something else.
    if (gap * Rational(2) > e_[whole].exact) return;
    // What also stands at a longer distance is the sum: 全年的1286件.
    for (const Claim& c : e_.all)
      if (c.id < first && c.is_amount() && c.noun == e_[first].noun && c.exact == sum.low && sum.is_point()) return;
    miss(e_, ledger_,
         {"S131", "sum", whole, parts, zh::check::total, Tie::certain, joined(e_, parts, " + "), "而所列各项相加"});
  }
  /// 商品类中，食品586件、…，其他461件: of what is called so before. 按投诉问题划分，…: of a total that was told before. True
  /// if the sentence begins with such words.
  bool led(const std::vector<int>& parts, int first) {
    const View text = e_.passage(first).text;
    std::size_t from = claim::start_behind(text, e_[first].start, U"。！？；\n");
    const View lead = text.substr(from, e_[first].start - from);
    const std::size_t mark = lead.find(U'，');
    if (mark == View::npos || mark < 3 || mark > 14) return false;
    const View head = lead.substr(0, mark);
    const Interval sum = sum_of(e_, parts);
    const auto candidate = [&](int id) {
      return id < first && e_[id].is_amount() && e_[id].noun == e_[first].noun && !e_[id].vague() && e_[id].table < 0;
    };
    int whole = -1;
    if (claim::ends_with(head, U"中") && !claim::ends_with(head, U"其中")) {
      const View name = head.substr(0, head.size() - 1);
      for (const int id : e_.prose()) {
        if (id >= first) break;
        if (!candidate(id)) continue;
        if (fit(e_[id], sum) != Fit::none) return true;
        if (level(id) && !e_[id].name_inherited && claim::contains(e_[id].name, name) && e_[first].block - e_[id].block <= 4)
          whole = id;
      }
    } else if (claim::starts_with(head, U"按") && !claim::find_any(head, {U"分", U"看", U"划"}).empty()) {
      for (const int id : e_.prose()) {
        if (id >= first) break;
        if (!candidate(id)) continue;
        if (fit(e_[id], sum) != Fit::none) return true;
        // The nearest in size: a slip changes little.
        if (level(id) && e_[first].block - e_[id].block <= 6 && (e_[id].exact - sum.low).abs() * Rational(8) < e_[id].exact &&
            (whole < 0 || (e_[id].exact - sum.low).abs() < (e_[whole].exact - sum.low).abs()))
          whole = id;
      }
    } else {
      return false;
    }
    if (whole < 0 || explained_part(parts) || (e_[whole].exact - sum.low).abs() * Rational(2) > e_[whole].exact) return true;
    miss(e_, ledger_,
         {"S131", "sum", whole, parts, zh::check::total, Tie::certain, joined(e_, parts, " + "), "而所列各项相加"});
    return true;
  }

  /// 发现问题127个，涉及金额3.86亿元。其中：甲问题18个，金额1.12亿元；…其他问题46个，金额0.74亿元: what goes with every item
  /// adds up too.
  void companions(const std::vector<int>& all, const std::vector<int>& parts) {
    std::vector<int> beside;
    for (const int id : parts) {
      const int next = id + 1;
      if (next >= static_cast<int>(e_.all.size()) || !level(next) || e_[next].segment != e_[id].segment ||
          e_[next].noun.empty() || e_[next].noun == e_[id].noun || (!beside.empty() && e_[next].noun != e_[beside[0]].noun))
        return;
      beside.push_back(next);
    }
    const Interval sum = sum_of(e_, beside);
    int whole = -1;
    for (const int id : all) {
      if (id >= parts.front() || !e_[id].is_amount() || e_[id].noun != e_[beside[0]].noun) continue;
      if (fit(e_[id], sum) != Fit::none) return;
      if (level(id) && e_[id].sentence >= e_[parts.front()].sentence - 1) whole = id;
    }
    if (whole < 0 || explained_part(beside) || (e_[whole].exact - sum.low).abs() * Rational(2) > e_[whole].exact) return;
    miss(e_, ledger_,
         {"S131", "sum", whole, beside, zh::check::total, Tie::certain, joined(e_, beside, " + "), "而所列各项相加"});
  }
  /// Whether a part has parts of its own; siblings that happen to add up to it are none.
  bool explained_part(const std::vector<int>& parts) const {
    const auto sibling = [&](int id) { return std::find(parts.begin(), parts.end(), id) != parts.end(); };
    return std::any_of(parts.begin(), parts.end(), [&](int id) {
      const std::vector<int>& known = ledger_.of_result(id);
      return std::any_of(known.begin(), known.end(), [&](int index) {
        const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
        return entry.kind == "sum" && !std::all_of(entry.operands.begin(), entry.operands.end(), sibling);
      });
    });
  }

  /// 按投诉客体划分，商品类2018件，服务类1444件: two that the language opposes, of a total that was told before.
  void divided(const std::vector<int>& all, std::size_t i) {
    const int a = all[i], b = all[i + 1];
    if (!like(a, b) || e_[a].noun.empty() || e_[a].sentence != e_[b].sentence || e_[a].name_inherited || e_[b].name_inherited ||
        !opposed_by_name(e_[a].name, e_[b].name))
      return;
    for (std::size_t j = 0; j < all.size(); ++j)
      if (j != i && j != i + 1 && e_[all[j]].sentence == e_[a].sentence && e_[all[j]].is_amount() &&
          e_[all[j]].noun == e_[a].noun)
        return;
    led({a, b}, a);
  }

  /// 现有养老机构23家，其中公办14家、民办9家.
  void opposed(const std::vector<int>& all, std::size_t i) {
    const int whole = all[i];
    if (!level(whole) || e_[whole].noun.empty()) return;
    std::vector<int> pair;
    for (std::size_t j = i + 1; j < all.size() && pair.size() < 3; ++j) {
      const Claim& c = e_[all[j]];
      if (c.sentence != e_[whole].sentence) break;
      if (c.noun == e_[whole].noun && c.is_amount()) {
        if (!like(all[j], whole) || c.exact >= e_[whole].exact) return;
        pair.push_back(all[j]);
      }
    }
    if (pair.size() != 2 || e_[pair[0]].segment - e_[whole].segment > 0 || e_[pair[1]].segment != e_[pair[0]].segment) return;
    const Claim &a = e_[pair[0]], &b = e_[pair[1]];
    if (a.name_inherited || b.name_inherited || !opposed_by_name(a.name, b.name)) return;
    // Only some are asked whether they are content.
    if (claim::contains(a.before, U"满意")) return;
    const Interval sum = sum_of(e_, pair);
    if (fit(e_[whole], sum) != Fit::none || ledger_.explained(whole, {"sum"}) || explained_part(pair)) return;
    if ((e_[whole].exact - sum.low).abs() * Rational(3) > e_[whole].exact) return;
    for (const int id : all)
      if (id < whole && e_[id].noun == e_[whole].noun && fit(e_[id], sum) != Fit::none) return;
    miss(e_, ledger_, {"S131", "sum", whole, pair, zh::check::total, Tie::certain, joined(e_, pair, " + "), "而两部分相加"});
  }
  static bool opposed_by_name(const Text& a, const Text& b) {
    static constexpr std::pair<View, View> kPairs[] = {
        {U"公办", U"民办"},   {U"公立", U"民营"},           {U"公立", U"私立"},   {U"集中", U"分散"},
        {U"男", U"女"},       {U"国内", U"国外"},           {U"境内", U"境外"},   {U"省内", U"省外"},
        {U"市内", U"市外"},   {U"新建", U"续建"},           {U"城市", U"农村"},   {U"城镇", U"农村"},
        {U"城镇", U"乡村"},   {U"夏粮", U"秋粮"},           {U"实物", U"服务"},   {U"线上", U"线下"},
        {U"工业", U"非工业"}, {U"社会团体", U"民办非企业"}, {U"过夜", U"一日游"}, {U"按时", U"逾期"},
        {U"沿海", U"内河"},   {U"进口", U"出口"},           {U"商品", U"服务"},   {U"党员", U"非党员"},
        {U"陆路", U"水路"},   {U"当场", U"限期"},           {U"已", U"未"},       {U"自产", U"外购"}};
    return whole_by_name(a, b) || std::any_of(std::begin(kPairs), std::end(kPairs), [&](const auto& p) {
             return (claim::starts_with(a, p.first) && claim::starts_with(b, p.second)) ||
                    (claim::starts_with(a, p.second) && claim::starts_with(b, p.first));
           });
  }

  /// 肉类8.45万吨，其中猪肉5.62万吨、禽肉1.39万吨、牛羊肉0.90万吨: all of a segment behind 其中. The list need not be
  /// exhaustive, so a slip is looked for; more than the whole it cannot be.
  void announced(const std::vector<int>& all, std::size_t i) {
    const int whole = all[i];
    // 同期注销1385户，其中企业294户: an earlier period has its parts too.
    if (!e_[whole].is_amount() || e_[whole].role == Role::change || e_[whole].vague() || e_[whole].averaged ||
        e_[whole].exact.sign() <= 0 || e_[whole].noun.empty() || ledger_.explained(whole, {"sum"}))
      return;
    std::vector<int> parts;
    std::size_t j = i + 1;
    while (j < all.size() && (e_[all[j]].noun != e_[whole].noun || e_[all[j]].role != Role::level) &&
           e_[all[j]].segment == e_[whole].segment)
      ++j;
    if (j >= all.size() || e_[all[j]].sentence - e_[whole].sentence > 1) return;
    const View text = e_.passage(whole).text;
    const View lead = text.substr(e_[whole].noun_end, e_[all[j]].start - e_[whole].noun_end);
    if (lead.size() > 45 || claim::find_any(lead, {U"其中", U"包括", U"分为"}).empty()) return;
    // 地表水26323.2亿立方米，地下水8246.5亿立方米，两者不重复量1139.3亿立方米: they overlap.
    if (claim::contains(e_.sentence(all[j]), U"重复")) return;
    const int sentence = e_[all[j]].sentence, depth = e_[all[j]].depth;
    for (; j < all.size() && e_[all[j]].sentence == sentence; ++j) {
      const Claim& c = e_[all[j]];
      if (c.noun != e_[whole].noun || !c.is_amount() || c.depth > depth) continue;
      if (!level(all[j]) || c.name_inherited || c.depth < depth || c.exact == e_[whole].exact) return;
      if (!parts.empty() && opens(c.before)) return;
      parts.push_back(all[j]);
    }
    if (parts.size() < 3 || explained_part(parts)) return;
    if (std::all_of(parts.begin(), parts.end(), [&](int id) { return e_[id].exact > e_[whole].exact; })) return;
    const Interval sum = sum_of(e_, parts);
    if (fit(e_[whole], sum) != Fit::none) return;
    for (const int id : all)
      if (id < whole && e_[id].noun == e_[whole].noun && fit(e_[id], sum) != Fit::none) return;
    // What a rule for these words waits with already.
    for (const Miss& m : ledger_.misses)
      if (m.result == whole && m.operands == parts && m.kind == "sum") return;
    const bool over = sum.low > e_[whole].value.high;
    miss(e_, ledger_,
         {"S133", "sum", whole, parts, zh::check::total, over ? Tie::strong : Tie::medium, joined(e_, parts, " + "),
          over ? "而其中各项相加已超过" : "而其中各项相加"});
  }

  /// 刑事审判方面，审结512件。民商事审判方面，审结5120件。…以上四类案件合计8317件: as many fields as are added up.
  void fields(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const int stated = stated_parts(c.clause_before);
    if (!level(c.id) || stated < 3 || claim::find_any(c.clause_before, {U"合计", U"共计", U"共"}).empty() ||
        ledger_.explained(c.id, {"sum"}))
      return;
    std::vector<int> parts, told;
    const int p = e_.paragraph(c.id);
    if (p > 0 && i < 3) told = e_.paragraphs()[static_cast<std::size_t>(p) - 1];
    told.insert(told.end(), all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i));
    int sentence = -1;
    for (const int id : told) {
      const Claim& x = e_[id];
      if (x.sentence == sentence || !like(id, c.id)) continue;
      const View own = e_.sentence(x.id);
      const std::size_t mark = own.find(U"方面，");
      if (mark == View::npos || mark > 10) continue;
      sentence = x.sentence;
      parts.push_back(id);
    }
    if (static_cast<int>(parts.size()) != stated || fit(c, sum_of(e_, parts)) != Fit::none) return;
    miss(e_, ledger_, {"S131", "sum", c.id, parts, zh::check::total, Tie::certain, joined(e_, parts, " + "), "而所列各类相加"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_closed_lists(const Evidence& evidence, Ledger& ledger) { ClosedLists(evidence, ledger).run(); }

}  // namespace zh::check
