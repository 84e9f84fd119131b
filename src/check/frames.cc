// Comparisons: what is now, what it is compared with, and what is told of the difference, in whatever order they stand.
//
//   D501 difference   较上年的1306件多213件; 增加9天（上年322天）; 比昨日34℃升3℃
//   G401 growth       净增847件，增长10.7%，上年为7895件: change and earlier level
//   G402 growth       增长8.4%，上年为151693万元; 下降3.8%（上年末28.60万头）
//   P601 pp           较上年（8.3%）下降0.6个百分点; 下降0.27个百分点（上年末3.41%）
//
// What: a change, a growth or points; the number it is compared with right before it (behind 比, 较, 与 … 相比, or in brackets
// behind these), right behind it (in brackets or the next clause, introduced by nothing but a time), or between it and the
// level; and the level: the nearest of that noun before, or the one that bears the subject's name where the comparison names
// one. When contradictory: always where no other level of the sentence could be meant; else for a slip of one digit. When
// silent: comparable prices; a subject that is told nowhere or twice; 同比 beside a number of last month.
#include "check/frames.h"

#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr std::size_t kVerb = 8;   ///< characters of a verb phrase between a compared level and its change
constexpr std::size_t kTime = 14;  ///< of the words that introduce a level behind the change

class Frames {
 public:
  Frames(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& paragraph : e_.paragraphs()) {
      std::vector<int> all;
      for (const int id : paragraph)
        if (e_[id].role != Role::count && e_[id].role != Role::limit && !e_[id].chinese) all.push_back(id);
      for (std::size_t i = 1; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (!c.vague() && told_difference(c)) frame(all, i);
      }
    }
  }

 private:
  /// The words of its sentence before a number: 剔除区划调整因素，全市户籍人口由120.5万人增加到…
  View until(const Claim& c) const {
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。！？；\n");
    return text.substr(from, c.start - from);
  }
  static bool told_difference(const Claim& c) {
    // 增幅由9.3%回落到7.6%: rates of their own times.
    if (!claim::find_any(c.before, {U"由", U"从"}).empty()) return false;
    if (claim::find_any(c.before, {U"增量", U"增加额", U"增长量"}).empty() &&
        !claim::end_any(c.before, {U"到", U"至", U"为", U"达", U"成"}).empty() && c.kind != claim::Numeral::Kind::point &&
        claim::find_any(c.before, {U"增幅", U"降幅", U"涨幅", U"跌幅", U"增速"}).empty())
      return false;
    return (c.is_percentage() && c.role == Role::growth) || (c.is_amount() && c.role == Role::change) ||
           c.kind == claim::Numeral::Kind::point;
  }
  static bool level_like(const Claim& c) {
    if (c.vague() || c.chinese) return false;
    if (c.is_percentage()) return c.kind != claim::Numeral::Kind::part && c.role != Role::growth && c.role != Role::limit;
    return c.is_amount() && c.role != Role::change;
  }

  struct Compared {
    int id = -1;
    bool before = false;  ///< it stands before the difference
    Text subject;         ///< of the comparison, if it names one
  };

  /// 8天接待462万人次，比上年7天增长28%: days in which something was counted, unless the sentence speaks of lengths of time.
  bool only_a_time(const Claim& c) const {
    return (c.noun == U"天" || c.noun == U"日" || c.noun == U"小时") &&
           claim::find_any(e_.sentence(c.id), {U"天数", U"日数", U"时间", U"时长", U"用时", U"耗时", U"周期", U"期限", U"时限",
                                               U"优良", U"达标", U"历时", U"缩短", U"延长"})
               .empty();
  }

  void frame(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const bool listed = (i + 1 < all.size() && joined_list(all[i], all[i + 1])) || joined_list(all[i - 1], all[i]);
    if (listed) return;
    of_change(all, i);
    if (from_to(all, i)) return;
    const Compared p = compared(all, i);
    if (p.id < 0) return;
    const Claim& prior = e_[p.id];
    // A growth of amounts, points of rates, an amount of amounts.
    if (c.is_amount() && (prior.is_percentage() || !addable(prior, c))) return;
    if (c.kind == claim::Numeral::Kind::point && !prior.is_percentage()) return;
    if (!c.is_amount() && !prior.is_percentage() && prior.value.low.sign() <= 0) return;
    std::vector<int> levels = p.subject.empty() ? beside(all, i, p) : called(all, i, p);
    // 投诉486件、举报73件。环比：投诉下降7.1%（上月523件）: the one of that name in the sentences before.
    if (levels.empty() && p.subject.empty() && !p.before)
      if (const Text own = subject_of(own_words(c)); !own.empty()) levels = called(all, i, {p.id, false, own});
    if (levels.empty() && !p.subject.empty()) {
      // 新取证人数较上年的6384人下降: of nothing that is told, so of no other number either.
      Compared any = p;
      any.subject.clear();
      const std::vector<int> near = beside(all, i, any);
      if (near.empty()) return;
      const Claim& l = e_[near.front()];
      if (!l.name_inherited && claim::likeness(l.name, p.subject) < 50)
        ledger_.fix(c.id, c.is_amount() ? "difference" : c.kind == claim::Numeral::Kind::point ? "pp" : "growth");
      return;
    }
    if (levels.empty()) return;
    // 按自然口径下降5.3% beside 同口径增长6.8%: of the clause; prices are told for the whole sentence.
    if (other_basis(c.clause_before) || other_basis(c.after) ||
        (!c.is_amount() && !claim::find_any(e_.sentence(c.id), {U"可比", U"不变价", U"名义", U"实际增长"}).empty()))
      return;
    for (const int level : levels)
      if (settle(c, level, p.id, true)) return;
    // Of several the nearest, where nothing else of its segment can be meant.
    const bool only = levels.size() == 1 || !p.subject.empty() ||
                      (e_[levels[1]].segment != e_[levels[0]].segment && e_[levels[0]].segment == c.segment);
    settle(c, levels.front(), p.id, false, only);
  }

  /// 较年初（5763人）净减345人，减幅6.0%; 上年2486对，增278对，11.2%: the change right before over what it is compared with.
  void of_change(const std::vector<int>& all, std::size_t i) {
    const Claim &g = e_[all[i]], &d = e_[all[i - 1]];
    if (i < 2 || !g.is_percentage() || !d.is_amount() || d.role != Role::change || d.vague() || d.sentence != g.sentence ||
        g.clause - d.clause > 1 || d.depth != g.depth || (g.sign != 0 && d.sign != 0 && g.sign != d.sign) ||
        !subject_of(own_words(g)).empty() || d.year_on_year < g.year_on_year || d.month_on_month < g.month_on_month)
      return;
    const Compared p = compared(all, i - 1);
    if (p.id < 0 || e_[p.id].is_percentage() || !addable(e_[p.id], d) || e_[p.id].noun != d.noun ||
        e_[p.id].value.low.sign() <= 0 || other_basis(e_.clause(g.id)))
      return;
    const bool down = g.exact.sign() < 0;
    const Recompute again = [down](const std::vector<Interval>& v) {
      const Interval m = magnitude(v[0]);
      return percentage(down ? -m : m, v[1]);
    };
    tell_or_wait(e_, ledger_,
                 {"G401", "growth", g.id, {d.id, p.id}, again, Tie::certain, Formula::joined(" ÷ "), "按增减量计算"});
  }

  bool joined_list(int a, int b) const {
    const View between = e_.between(a, b);
    return e_[a].role == e_[b].role && (between == U"、" || between == U"和" || between == U"及" || between == U"与");
  }

  /// Confirms what holds; with `holding` false queues what does not.
  bool settle(const Claim& c, int level, int prior, bool holding, bool only = false) {
    const Claim &l = e_[level], &p = e_[prior];
    // 8天接待4620.69万人次，比上年7天增长28%: the days are the time, not what grew.
    if (c.is_percentage() && only_a_time(p)) return false;
    const bool down = c.exact.sign() < 0;
    const Recompute apart = [down](const std::vector<Interval>& v) {
      const Interval d = magnitude(v[0] - v[1]);
      return std::optional<Interval>(down ? -d : d);
    };
    // 同比改善5.0%: which way is not told.
    const bool size = c.sign == 0 && !c.written_sign;
    const Recompute relative = [size](const std::vector<Interval>& v) {
      return percentage(size ? magnitude(v[0] - v[1]) : v[0] - v[1], v[1]);
    };
    const bool larger = l.exact >= p.exact;
    const std::string difference = number_text(e_, larger ? level : prior) + " − " + number_text(e_, larger ? prior : level);
    const std::string quotient =
        "(" + number_text(e_, level) + " − " + number_text(e_, prior) + ") ÷ " + number_text(e_, prior);
    const auto judge = [&](const char* rule, const char* kind, const Recompute& again, const std::string& formula) {
      const std::optional<Interval> own = again({l.value, p.value});
      if (!own) return false;
      // Which of the two is the earlier is told: what is the other way round is of something else.
      const bool turned = c.sign != 0 && (l.exact < p.exact) != (c.sign < 0) && l.exact != p.exact && c.is_amount();
      if (const Fit how = fit(c, *own); how != Fit::none) {
        if (turned) return false;
        if (holding && !ledger_.firmly_explained(c.id, kind))
          confirm(e_, ledger_, rule, kind, c.id, {level, prior}, *own, formula, how == Fit::truncated);
        return true;
      }
      // Another order of size: the level may be a part of what is compared.
      const Rational most = std::max(l.exact.abs(), p.exact.abs());
      const bool small = c.is_amount() ? c.exact.abs() * Rational(3) < most : c.exact.abs() < Rational(60);
      const bool far = small && (l.exact > p.exact * Rational(3) || l.exact * Rational(3) < p.exact);
      if (!holding && !(far && size)) {
        // 2012年300件，同比上升8.7%；2013年333件: what follows in a segment of its own is not what it is compared with.
        if (p.id > c.id && p.segment != c.segment) return false;
        if (only && !far) ledger_.fix(c.id, kind);
        miss(e_, ledger_,
             {rule, kind, c.id, {level, prior}, again, only && !far ? Tie::certain : Tie::strong, formula, "按所比的两数计算"});
      }
      return false;
    };
    if (c.is_amount()) return judge("D501", "difference", apart, difference);
    if (c.kind == claim::Numeral::Kind::point || p.is_percentage()) {
      // 提高2.1% of two rates may be points or a growth.
      return judge("P601", "pp", apart, difference) ||
             (c.kind != claim::Numeral::Kind::point && holding && judge("G402", "growth", relative, quotient));
    }
    return judge("G402", "growth", relative, quotient);
  }

  // ---- what it is compared with

  /// 由60.2%降至56.5%，减少3.7个百分点; 从6.5万户增至7.2万户，增加0.7万户，增长10.8%.
  bool from_to(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    std::size_t j = i;
    while (j-- > 0 && told_difference(e_[all[j]]) && e_[all[j]].sentence == c.sentence && c.clause - e_[all[j]].clause <= 2)
      ;
    if (j == 0 || j >= i) return false;
    const Claim &b = e_[all[j]], &a = e_[all[j - 1]];
    const auto rate = [](const Claim& x) { return x.is_percentage() && x.kind != claim::Numeral::Kind::part && !x.vague(); };
    if (b.sentence != c.sentence || c.clause - b.clause < 1 || c.clause - b.clause > 2 || a.clause != b.clause ||
        a.kind != b.kind || a.noun != b.noun || b.depth != c.depth || !(rate(a) ? rate(b) : level_like(a) && level_like(b)))
      return false;
    if (claim::find_any(a.before, {U"从", U"由"}).empty()) return false;
    const View link = e_.between(a.id, b.id);
    if (link.size() > 14 || claim::end_any(link, {U"到", U"至", U"为", U"成", U"到了", U"的"}).empty() ||
        link.find_first_of(U"，；、（") != View::npos || claim::find_any(link, {U"到", U"至", U"为", U"成"}).empty())
      return false;
    if (!subject_of(own_words(c)).empty() || c.before.size() > kVerb) return false;
    if (c.is_amount() ? a.is_percentage() || !addable(a, c) : c.kind == claim::Numeral::Kind::point && !a.is_percentage())
      return false;
    if (!c.is_amount() && !a.is_percentage() && a.value.low.sign() <= 0) return false;
    // 由146.8亿元增至203.5亿元，年均增长6.8%，人均由3.92万元提高到5.61万元，增加1.69万元: an amount is that of its own clause.
    if (c.is_amount() ? other_basis(e_.clause(c.id)) || other_basis(e_.clause(b.id)) ||
                            !claim::find_any(until(a), {U"剔除", U"扣除", U"可比", U"口径"}).empty()
                      : other_basis(e_.sentence(c.id)))
      return false;
    if (!settle(c, b.id, a.id, true)) settle(c, b.id, a.id, false, true);
    return true;
  }

  Compared compared(const std::vector<int>& all, std::size_t i) const {
    Compared out = before(all, i);
    if (out.id < 0) out = behind(all, i);
    if (out.id < 0) out = between_them(all, i);
    if (out.id < 0) out = of_noun(all, i);
    return out;
  }

  /// 较上年的1306件多213件, 与2021年的542人相比，下降10.3%, 较上年（8.3%）下降0.6个百分点.
  Compared before(const std::vector<int>& all, std::size_t i) const {
    const Claim &c = e_[all[i]], &p = e_[all[i - 1]];
    if (!level_like(p) || p.sentence != c.sentence || p.depth < c.depth || p.depth - c.depth > 1) return {};
    View link = e_.between(p.id, c.id);
    if (p.depth > c.depth) {
      if (link.empty() || !claim::one_of(link.front(), U"）)")) return {};
      link.remove_prefix(1);
    }
    for (const View with : {View(U"相比较，"), View(U"相比，"), View(U"比，"), View(U"相比"), View(U"相较，")})
      if (claim::starts_with(link, with)) {
        link.remove_prefix(with.size());
        break;
      }
    if (link.size() > kVerb || link.find_first_of(U"，。；、：（）()—-~0123456789") != View::npos) return {};
    // 增长10.7% behind 净增847件 is of the same comparison.
    const View text = e_.passage(c.id).text;
    std::size_t end = p.start;
    if (p.depth > c.depth) {
      const std::size_t open = text.substr(0, p.start).find_last_of(U"（(");
      // 较2022年（优良309天，有效监测365天，比例84.7%）上升2.9个百分点
      const bool last = c.kind == claim::Numeral::Kind::point && p.is_percentage() && p.start - open < 40;
      if (open == View::npos || (p.start - open > 6 && !last)) return {};
      end = open;
    }
    const std::size_t lead_from = claim::start_behind(text, end, U"，。；：！？（）()\n");
    const View lead = text.substr(lead_from, end - lead_from);
    const std::size_t than = compares(lead);
    if (than == View::npos) return {};
    // 与上年同期的咨询10317件、投诉3390件相比: a list has its own members.
    if (i >= 2 && e_[all[i - 2]].passage == p.passage && e_[all[i - 2]].start >= end - (lead.size() - than)) return {};
    // 比重 of what is compared is no other subject; 比全省高 names the verb before the number.
    const View thing = lead.substr(than + 1);
    if (claim::last_change_verb(thing).sign != 0 && !surely_earlier(thing)) return {};
    if (!claim::find_any(thing, {U"规定", U"法定", U"承诺", U"标准", U"要求"}).empty()) return {};
    // 完成10.4万亩，比计划10万亩多0.4万亩: an amount is compared with what was planned, a rate is that of its being done.
    if (!claim::find_any(thing, {U"预算", U"计划", U"目标", U"任务"}).empty() && !c.is_amount()) return {};
    Text subject = subject_of(lead.substr(0, than));
    // 比98.5%的目标低: what is compared with.
    if (subject.empty() && !claim::starts_with(link, U"的")) subject = subject_of(own_words(c));
    return {p.id, true, std::move(subject)};
  }
  /// Where 比, 较, 与, 于 stands in the words before a number that is compared with; npos.
  static std::size_t compares(View lead) {
    for (std::size_t at = lead.size(); at-- > 0;) {
      if (!claim::one_of(lead[at], U"比较与于同")) continue;
      const char32_t left = at > 0 ? lead[at - 1] : U'\0';
      if (lead[at] == U'比' && claim::one_of(left, U"占同环对可相之")) continue;
      if (lead[at] == U'于' && !claim::one_of(left, U"高低优快慢多少大小")) continue;
      if (lead[at] == U'同' && !(at + 1 < lead.size() && claim::one_of(lead[at + 1], U"上去"))) continue;
      if (lead[at] == U'较' && left == U'比') continue;
      return at;
    }
    return View::npos;
  }

  /// 下降3.8%（上年末28.60万头）; 增长8.4%，上年为151693万元.
  Compared behind(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    for (std::size_t j = i + 1; j < all.size() && j <= i + 3; ++j) {
      const Claim& p = e_[all[j]];
      // 同比增长5%，环比下降3%，上年同期为100件: another comparison stands between.
      if (told_difference(p) && p.sentence == c.sentence && p.clause - c.clause <= 1) continue;
      if (!level_like(p) || p.passage != c.passage || p.sentence != c.sentence || p.clause - e_[all[j - 1]].clause > 1)
        return {};
      const View text = e_.passage(c.id).text;
      const std::size_t from = e_[all[j - 1]].noun_end;
      View words = text.substr(from, p.start - from);
      if (words.size() < 2 || words.size() > kTime) return {};
      const bool bracket = claim::one_of(words.front(), U"（(");
      if (!bracket && !claim::one_of(words.front(), U"，；,")) return {};
      if (bracket != (p.depth > c.depth) || (!bracket && p.depth != c.depth)) return {};
      words.remove_prefix(1);
      if (claim::starts_with(words, U"旧存")) return {};  // what was left over is no earlier level
      // ，比上年的146.72亿元增加10.56亿元
      if (!words.empty() && claim::one_of(words.front(), U"比较")) words.remove_prefix(1);
      // 上年受理数为: what was counted may be repeated.
      const bool time = only_time(words);
      const View head =
          claim::start_any(words, {U"上年同期", U"去年同期", U"上年末", U"去年末", U"上年", U"去年", U"上期", U"上月", U"旧"});
      if (!time && (head.empty() || words.size() - head.size() > 6 || claim::last_change_verb(words.substr(head.size()))))
        return {};
      const bool of_year = !c.month_on_month && earlier_year(e_, words) && words.size() <= 5;
      // 2012年300件，上升8.7%；2013年333件，上升11%: the years go on.
      if (time && later_than_own(c, p)) return {};
      const bool month = c.month_on_month || opened_by_month(c);
      if (!surely_earlier(words) && !of_year && !(time && (month || said_before(c, words)))) return {};
      if (!fits_time(c, words)) continue;  // 上年12月为…，2023年11月为…
      return Compared{p.id, false, {}};
    }
    return {};
  }
  /// Whether the year right before `p` comes after the one that `c` is told of.
  bool later_than_own(const Claim& c, const Claim& p) const {
    const Claim& year = e_[p.id - 1];
    if (year.kind != claim::Numeral::Kind::year || year.id <= c.id) return false;
    for (int id = c.id; id-- > 0 && e_[id].passage == c.passage && e_[id].sentence == c.sentence;)
      if (e_[id].kind == claim::Numeral::Kind::year) return e_[id].exact < year.exact;
    return false;
  }
  /// 环比：总量+3.6%（10月1629件）；投诉-7.1%（10月523件）: what opens the sentence is said of all of it.
  bool opened_by_month(const Claim& c) const {
    constexpr std::size_t kHead = 6;
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。！？\n");
    const View head = text.substr(from, kHead);
    const std::size_t colon = head.find_first_of(U"：:");
    return colon != View::npos && claim::contains(head.substr(0, colon), U"环比");
  }
  /// 与6月末相比，减少153户（6月末10000户): the very time is what the clause or the one before compares with.
  bool said_before(const Claim& c, View time) const {
    const View text = View(e_.passage(c.id).text).substr(0, c.start);
    const View near = text.substr(text.size() > 40 ? text.size() - 40 : 0);
    for (std::size_t at = near.find(time); at != View::npos; at = near.find(time, at + 1))
      if (at > 0 && claim::one_of(near[at - 1], U"比较与同")) return true;
    return c.role == Role::prior;
  }
  static bool fits_time(const Claim& c, View time) {
    const bool month = !claim::find_any(time, {U"上月", U"上季", U"上期", U"上周"}).empty();
    const bool year = !claim::find_any(time, {U"上年", U"去年"}).empty();
    if (c.month_on_month && year && !month) return false;
    return !(c.year_on_year && month && claim::contains(c.clause_before, U"同比"));
  }

  /// 16002件（上年同期14709件，同比+8.79%；一季度14860件，环比+7.69%）; 结婚2764对，上年2486对，增278对.
  Compared between_them(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    for (std::size_t j = i; j-- > 0 && i - j <= 3;) {
      const Claim& p = e_[all[j]];
      if (p.sentence != c.sentence || p.segment != c.segment || p.depth < c.depth || c.clause - p.clause > 2) return {};
      if (told_difference(p)) continue;
      if (!level_like(p)) return {};
      const bool dated = only_time(p.before) && p.before.size() >= 2;
      const Text named = earlier_name(p);
      // 上年同期占58.4%，提升1.1个百分点
      const bool bare = p.is_percentage() && !claim::end_any(p.before, {U"占", U"占比", U"比重"}).empty() &&
                        surely_earlier(p.before) && p.before.size() <= 8;
      if (!(bare || (p.role == Role::prior && surely_earlier(p.clause_before)) || !named.empty() ||
            (dated && (surely_earlier(p.before) || c.month_on_month))))
        return {};
      if (p.depth > c.depth && !claim::contains(c.clause_before, U"比")) return {};
      // 受理100件，上年80件，办结90件，增长5%: the change names what it is of.
      if (c.before.size() > kVerb || !subject_of(own_words(c)).empty()) return {};
      if (!named.empty() && p.is_percentage()) return {p.id, true, named};
      return fits_time(c, p.before) && j > 0 ? Compared{p.id, true, {}} : Compared{};
    }
    return {};
  }
  /// 同比（去年5月13起、8人）起数减少4起; 与上年同期的23起、354人相比少6起: the member of the list with the noun of the change.
  Compared of_noun(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    if (!c.is_amount() || c.noun.empty()) return {};
    int found = -1;
    std::size_t j = i;
    // The nearest list before that words compare with.
    while (j-- > 0 && e_[all[j]].sentence == c.sentence) {
      const Claim& p = e_[all[j]];
      if (!p.is_amount() || p.role == Role::change || p.clause == c.clause) continue;
      std::size_t first = j;
      while (first > 0 && e_[all[first - 1]].clause == p.clause && e_[all[first - 1]].is_amount()) --first;
      if (first == j) return {};
      const View text = e_.passage(p.id).text;
      const std::size_t start = e_[all[first]].start;
      const std::size_t lead_from = claim::start_behind(text, start, U"，。；：！？\n");
      const View lead = text.substr(lead_from, start - lead_from);
      if (lead.size() > 30 || (compares(lead) == View::npos && !claim::contains(lead, U"同比")) ||
          (!surely_earlier(lead) && lead.find_first_of(U"年月") == View::npos))
        return {};
      for (std::size_t k = first; k <= j; ++k)
        if (e_[all[k]].noun == c.noun) {
          if (found >= 0) return {};
          found = all[k];
        }
      break;
    }
    return found >= 0 ? Compared{found, true, {}} : Compared{};
  }
  /// 不捕率 of 上一年度不捕率为: what an earlier rate is of.
  static Text earlier_name(const Claim& p) {
    const View head =
        claim::start_any(p.before, {U"上一年度", U"上年度", U"上一年", U"上年同期的", U"上年同期", U"去年同期的", U"去年同期",
                                    U"去年同一时点的", U"上年的", U"去年的", U"上年", U"去年", U"上月", U"上期", U"上季度"});
    return head.empty() ? Text() : subject_of(View(p.before).substr(head.size()));
  }
  /// The words before the verb of a change: 人数 of 人数下降.
  static View own_words(const Claim& c) {
    const View words = c.before;
    const claim::Verb verb = claim::last_change_verb(words);
    View own = verb ? words.substr(0, verb.at) : words;
    // 金牌数较上届
    const std::size_t than = own.find_last_of(U"较比");
    if (than != View::npos && than > 0 && surely_earlier(own.substr(than + 1)) &&
        !claim::one_of(own[than - 1], U"占同环对可相"))
      own = own.substr(0, than);
    return own;
  }

  // ---- the level

  bool like_prior(const Claim& l, const Claim& p) const {
    if (!level_like(l) || l.id == p.id || compared_level(e_, l.id)) return false;
    if (p.is_percentage())
      return l.kind == p.kind && !planned(l) && (l.role == Role::rate) == (p.role == Role::rate || l.role == Role::rate);
    return !l.is_percentage() &&
           (l.noun == p.noun || p.noun.empty() || (l.noun.empty() && l.name.size() >= 2 && l.scale == p.scale)) &&
           addable(l, p) && !planned(l);
  }

  /// The levels of the sentence that come before, nearest first. Of the sentence before where this one opens with 比.
  std::vector<int> beside(const std::vector<int>& all, std::size_t i, const Compared& p) const {
    const Claim &c = e_[all[i]], &prior = e_[p.id];
    // 办结率98%，投诉下降5%: the change names what it is of.
    const Text own = p.before ? Text() : subject_of(own_words(c));
    std::vector<int> out;
    const int least = p.before ? p.id : c.id;
    const int depth = std::min(c.depth, prior.depth);
    for (std::size_t j = i + 1; j-- > 0;) {
      const Claim& l = e_[all[j]];
      if (l.id >= least) continue;
      if (l.sentence != c.sentence) break;
      if (l.depth > depth || !like_prior(l, prior)) continue;
      if (c.clause - l.clause > 12) break;
      out.push_back(l.id);
    }
    if (!own.empty()) {
      std::vector<int> named;
      for (const int id : out)
        if (!e_[id].name_inherited && alike(e_[id].name, own)) named.push_back(id);
      return named;
    }
    return out;
  }

  /// The levels of the paragraph that bear the name of what is compared.
  std::vector<int> called(const std::vector<int>& all, std::size_t i, const Compared& p) const {
    const Claim& prior = e_[p.id];
    std::vector<int> out;
    for (std::size_t j = i; j-- > 0;) {
      const Claim& l = e_[all[j]];
      // 立案 of 立案查处各类违法案件: the one that has the words anywhere.
      if (l.id >= p.id || !like_prior(l, prior) || l.name_inherited ||
          (!alike(l.name, p.subject) && !(p.subject.size() >= 2 && claim::contains(l.name, p.subject))))
        continue;
      if (std::none_of(out.begin(), out.end(), [&](int id) { return e_[id].exact == l.exact; })) out.push_back(l.id);
    }
    const int own = e_.paragraph(all[i]);
    for (int q = own - 1; q >= 0 && q >= own - 2 && out.empty(); --q)
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(q)]) {
        const Claim& l = e_[id];
        if (!like_prior(l, prior) || l.name_inherited || l.name != p.subject) continue;
        if (std::none_of(out.begin(), out.end(), [&](int x) { return e_[x].exact == l.exact; })) out.push_back(l.id);
      }
    return out.size() == 1 ? out : std::vector<int>();
  }
  /// One name ends with the other, or begins with it: 当年新取证 and 新取证, 立案查处各类案件 and 立案.
  static bool alike(const Text& a, const Text& b) {
    return a.size() >= 2 && b.size() >= 2 && (claim::ends_with(a, b) || claim::ends_with(b, a) || claim::starts_with(a, b));
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_frames(const Evidence& evidence, Ledger& ledger) { Frames(evidence, ledger).run(); }

}  // namespace zh::check
