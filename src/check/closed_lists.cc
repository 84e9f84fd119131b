// Lists that their own words close.
//
//   S131 sum   受理1286件，其中商标案件1042件、专利案件187件、其他案件57件: what ends with 其他 leaves nothing out; so does a
//   pair
//              that the language opposes (公办, 民办; 集中供养, 分散供养)
//   S133 sum   肉类8.45万吨，其中猪肉5.62万吨、禽肉1.39万吨、牛羊肉0.90万吨: what stands behind 其中, but for a slip
//   S132 sum   1月168件，2月142件，3月235件…一季度合计545件: months make quarters, quarters make halves and years
//
// Why: of an open list only a bound can be said; here the author says that nothing is left. When contradictory: S131 when no
// amount of that noun before the list is its sum, and the one it stands under is near it; S132 when all parts of the period
// stand in the paragraph in the same words. When silent: 其中 opens again inside the list; the parts have other nouns, or are
// about.
#include <algorithm>
#include <map>

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
      for (std::size_t i = 0; i + 2 < all.size(); ++i) {
        opposed(all, i);
        announced(all, i);
      }
      for (std::size_t i = 0; i < all.size(); ++i) fields(all, i);
      calendar(all);
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
    const View word = claim::start_any(name, {U"其他", U"其它", U"其余"});
    if (word.empty() || c.name_inherited) return false;
    name.remove_prefix(word.size());
    // 其他食品 is a kind of its own beside 食品; 其他问题, 其他案件, 其他类 is what is left.
    static const claim::Words kRest = {U"类",   U"问题", U"案件", U"行业", U"方面", U"项目", U"事项", U"单位", U"地区", U"企业",
                                       U"情况", U"原因", U"主体", U"渠道", U"方式", U"途径", U"板块", U"品种", U"产品", U"诉求",
                                       U"部分", U"机构", U"市",   U"县",   U"领域", U"人员", U"来源", U"性质"};
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
    if (parts.size() < 3) return;
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
      if (std::string_view(entry.kind) == "sum" && entry.verdict == Verdict::consistent &&
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
  bool explained_part(const std::vector<int>& parts) const {
    return std::any_of(parts.begin(), parts.end(), [&](int id) { return ledger_.explained(id, {"sum"}); });
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
        {U"公办", U"民办"}, {U"公立", U"民营"},   {U"公立", U"私立"},           {U"集中", U"分散"},   {U"男", U"女"},
        {U"国内", U"国外"}, {U"境内", U"境外"},   {U"省内", U"省外"},           {U"市内", U"市外"},   {U"新建", U"续建"},
        {U"城市", U"农村"}, {U"城镇", U"农村"},   {U"城镇", U"乡村"},           {U"夏粮", U"秋粮"},   {U"实物", U"服务"},
        {U"线上", U"线下"}, {U"工业", U"非工业"}, {U"社会团体", U"民办非企业"}, {U"过夜", U"一日游"}, {U"按时", U"逾期"}};
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
    if (lead.size() > 30 || claim::find_any(lead, {U"其中", U"包括", U"分为"}).empty()) return;
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
      if (m.result == whole && m.operands == parts && std::string_view(m.kind) == "sum") return;
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

  /// Months 1 … 12, quarters 13 … 16, halves 17 and 18, the first three quarters 19, the year 20, of the words right before a
  /// number; 0: none. `words`: what stands between.
  static int span_of(View text, std::size_t start, View& words) {
    std::size_t from = start;
    while (from > 0 && start - from < 12 && !claim::one_of(text[from - 1], U"，。；：！？、（）()")) --from;
    const View own = text.substr(from, start - from);
    static constexpr std::pair<View, int> kSpans[] = {{U"前三季度", 19}, {U"一季度", 13}, {U"二季度", 14}, {U"三季度", 15},
                                                      {U"四季度", 16},   {U"上半年", 17}, {U"下半年", 18}, {U"全年", 20}};
    for (const auto& [word, span] : kSpans)
      if (const std::size_t at = own.find(word); at != View::npos) {
        words = own.substr(at + word.size());
        return at == 0 || (at == 1 && own[0] == U'第') ? span : 0;
      }
    std::size_t at = 0;
    int month = 0;
    while (at < own.size() && claim::is_digit(own[at]) && at < 2) month = month * 10 + static_cast<int>(own[at++] - U'0');
    if (at == 0 || at >= own.size() || own[at] != U'月' || month < 1 || month > 12) return 0;
    words = own.substr(at + 1);
    if (claim::starts_with(words, U"份")) words.remove_prefix(1);
    return month;
  }

  void calendar(const std::vector<int>& all) {
    std::map<int, int> of;
    Text same;
    for (const int id : all) {
      if (!level(id) || e_[id].depth > 0) continue;
      View words;
      const int span = span_of(e_.passage(id).text, e_[id].start, words);
      if (span == 0) continue;
      // 合计, 共, 为 say nothing; what is counted must be the same.
      Text own(words);
      for (const View w : {View(U"合计"), View(U"共计"), View(U"累计"), View(U"共"), View(U"为"), View(U"完成"), View(U"达")})
        if (const std::size_t at = own.find(w); at != Text::npos) own.erase(at, w.size());
      if (own.size() > 3 && !same.empty() && own != same) continue;
      if (same.empty()) same = own;
      if (!of.empty() && e_[of.begin()->second].noun != e_[id].noun) continue;
      if (of.count(span) > 0) return;  // two series
      of[span] = id;
    }
    static const std::vector<std::pair<int, std::vector<int>>> kSums = {
        {13, {1, 2, 3}}, {14, {4, 5, 6}}, {15, {7, 8, 9}},         {16, {10, 11, 12}},
        {17, {13, 14}},  {18, {15, 16}},  {19, {13, 14, 15}},      {20, {13, 14, 15, 16}},
        {20, {17, 18}},  {20, {19, 16}},  {17, {1, 2, 3, 4, 5, 6}}};
    for (const auto& [whole, parts] : kSums) {
      const auto total = of.find(whole);
      if (total == of.end()) continue;
      std::vector<int> ids;
      for (const int part : parts)
        if (const auto found = of.find(part); found != of.end()) ids.push_back(found->second);
      if (ids.size() == parts.size()) tell(total->second, ids);
    }
    // All parts of the period of the paragraph's first amount.
    for (const std::vector<int>& parts : {std::vector<int>{1, 2, 3, 4, 5, 6}, std::vector<int>{13, 14, 15, 16},
                                          std::vector<int>{13, 14, 15}, std::vector<int>{1, 2, 3}})
      if (of.size() == parts.size() && std::all_of(parts.begin(), parts.end(), [&](int p) { return of.count(p) > 0; })) {
        std::vector<int> ids;
        for (const int part : parts) ids.push_back(of[part]);
        outside(ids, parts);
        return;
      }
  }

  /// 前三季度，进出口总值108.4亿元 … 分季度看: the amount that opens the section and is said of the whole period.
  void outside(const std::vector<int>& ids, const std::vector<int>& parts) {
    const bool year = parts.size() == 4, half = parts.size() == 6;
    const View period = year ? View(U"全年") : half ? View(U"上半年") : parts[0] == 13 ? View(U"前三季度") : View(U"一季度");
    const View dashed = half ? View(U"1—6月") : parts[0] == 13 && !year ? View(U"1—9月") : View(U"1—3月");
    const Interval sum = sum_of(e_, ids);
    int whole = -1;
    for (const int id : e_.prose()) {
      if (id >= ids.front()) break;
      if (!level(id) || e_[id].noun != e_[ids.front()].noun || e_[id].decimals > e_[ids.front()].decimals + 1) continue;
      if (fit(e_[id], sum) != Fit::none) return;
      const View sentence = e_.sentence(id);
      if (whole < 0 && (claim::contains(sentence, period) || (!year && claim::contains(sentence, dashed)) ||
                        (year && claim::contains(sentence, U"年"))))
        whole = id;
    }
    if (whole < 0 || ledger_.explained(whole, {"sum"})) {
      if (whole < 0 || (e_[whole].exact - sum.low).abs() * Rational(5) > e_[whole].exact) return;
    }
    if ((e_[whole].exact - sum.low).abs() * Rational(5) > e_[whole].exact) return;
    miss(e_, ledger_, {"S132", "sum", whole, ids, zh::check::total, Tie::strong, joined(e_, ids, " + "), "而各时段相加"});
  }

  void tell(int total, const std::vector<int>& ids) {
    const Interval sum = sum_of(e_, ids);
    if (fit(e_[total], sum) != Fit::none) {
      confirm(e_, ledger_, "S132", "sum", total, ids, sum, joined(e_, ids, " + "));
      return;
    }
    miss(e_, ledger_, {"S132", "sum", total, ids, zh::check::total, Tie::certain, joined(e_, ids, " + "), "而各时段相加"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_closed_lists(const Evidence& evidence, Ledger& ledger) { ClosedLists(evidence, ledger).run(); }

}  // namespace zh::check
