// Totals of lists that the words count or name, and ranks that moved.
//
//   S135 sum   2021年18432人，2022年17965人，2023年19874人，三年累计56271人: so many years, quarters, months
//   S137 sum   炒货、酒类、饮料等3类食品500批次。炒货154批次；酒类193批次；饮料153批次: the parts that the whole names
//   S138 sum   超标7.6%，其中轻度污染5.3%、中度污染2.1%、重度污染0.2%: degrees of one thing
//   D524 difference   由第9位升至第4位，前移5位; 列第5位，前移1位（上年第6位）
//
// When contradictory: S135 where the words say how many and so many stand there, S137 where each name is told once, S138 and
// D524 always. When silent: another number of members; a name that is not told.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;
constexpr std::size_t kMost = 14;

class ListTotals {
 public:
  ListTotals(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p) {
      const Ids& all = e_.paragraphs()[p];
      for (std::size_t i = 0; i < all.size(); ++i) {
        counted(all, i);
        spelled(all, i);
        divided(all, i);
        named(all, i, p);
        degrees(all, i);
        moved(e_[all[i]]);
      }
    }
  }

 private:
  bool level(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.chinese && c.exact.sign() > 0 && !c.averaged;
  }

  // ---- so many years, quarters, months

  /// 3 of 三年, 4 of 四个季度 in the words before a total; 0 if they do not say.
  static int periods(View words) {
    int found = 0;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      const int n =
          claim::is_digit(words[i]) ? static_cast<int>(words[i] - U'0') : claim::small_chinese_number(words.substr(i, 1));
      if (n < 2 || n > 9 || (i > 0 && (claim::is_digit(words[i - 1]) || words[i - 1] == U'第'))) continue;
      if (!claim::start_any(words.substr(i + 1), {U"年", U"个季度", U"季度", U"个月", U"个年度", U"届", U"期"}).empty())
        found = n;
    }
    return found;
  }
  /// The words between two members: a mark, and nothing but a time.
  static bool joins(View between) {
    if (between.empty() || between.size() > 12 || !claim::one_of(between.front(), U"、，；和及与")) return false;
    between.remove_prefix(1);
    return std::all_of(between.begin(), between.end(),
                       [](char32_t c) { return claim::is_digit(c) || claim::one_of(c, U"年月季度第一二三四上下半和为是达"); });
  }
  /// 2008年29862件: nothing but a time tells the number apart.
  bool by_time(const Claim& c) const {
    View words = c.clause_before;
    if (const std::size_t mark = words.rfind(U'：'); mark != View::npos) words.remove_prefix(mark + 1);
    if (words.size() < 2 || words.find_first_of(U"年月季") == View::npos) return false;
    return std::all_of(words.begin(), words.end(),
                       [](char32_t x) { return claim::is_digit(x) || claim::one_of(x, U"年月季度第一二三四上下半为是达全"); });
  }
  bool timed(const Claim& c, const Claim& like) const {
    return (level(c.id) || (c.role == Role::prior && c.is_amount() && !c.vague() && c.exact.sign() > 0)) &&
           c.noun == like.noun && c.sentence == like.sentence && c.depth == like.depth && by_time(c);
  }
  /// 2008年29862件，比2007年增长140%；2009年33362件，增长11%；…；三年合计97335件: rates stand between.
  void spelled(const Ids& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!level(c.id) || c.noun.empty() || i < 2 || ledger_.explained(c.id, {"sum"})) return;
    if (claim::find_any(c.before, {U"合计", U"共计", U"总计", U"累计", U"总共", U"一共"}).empty()) return;
    const auto stated = static_cast<std::size_t>(std::max(periods(c.clause_before), 0));
    if (stated < 2) return;
    Ids parts;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence;)
      if (timed(e_[all[j]], c)) parts.insert(parts.begin(), all[j]);
    if (parts.size() == stated) tell_or_wait(e_, ledger_, "S135", c.id, parts, Tie::certain, "而所列各期相加");
  }
  /// 受理40326人，2018年16092人，2019年24234人: the times behind their total.
  void divided(const Ids& all, std::size_t i) {
    constexpr int kTelling = 100;
    const Claim& c = e_[all[i]];
    if (!level(c.id) || c.noun.empty() || c.exact < Rational(kTelling) || by_time(c) || ledger_.explained(c.id, {"sum"}))
      return;
    Ids parts;
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == c.sentence; ++j) {
      const Claim& x = e_[all[j]];
      if (x.chinese || x.role == Role::count || !x.is_amount() || x.noun.empty()) continue;
      if (!timed(x, c)) break;
      parts.push_back(x.id);
    }
    if (parts.size() < 2) return;
    const Interval own = sum_of(e_, parts);
    if (own.is_point() && fit(c, own) == Fit::rounded)
      confirm(e_, ledger_, "S135", "sum", c.id, parts, own, joined(e_, parts, " + "));
  }
  void counted(const Ids& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!level(c.id) || c.noun.empty() || i < 2 || ledger_.explained(c.id, {"sum"})) return;
    const View total = claim::find_any(c.before, {U"合计", U"共计", U"总计", U"累计", U"总共", U"一共"});
    if (total.empty() && !says_together(c.before)) return;
    const int stated = periods(c.clause_before);
    // The nearest run of like numbers.
    const auto member = [this](int id) {
      return level(id) || (e_[id].role == Role::prior && e_[id].is_amount() && !e_[id].vague());
    };
    // The run of like numbers that ends with the j-th.
    const auto run_to = [&](std::size_t last) {
      Ids run = {all[last]};
      for (std::size_t j = last; j-- > 0 && run.size() < kMost;) {
        const Claim& x = e_[all[j]];
        if (x.role == Role::count || x.chinese) continue;
        if (!member(x.id) || (x.noun != c.noun && !x.noun.empty()) || x.passage != c.passage ||
            !joins(e_.between(x.id, run.front())))
          break;
        run.insert(run.begin(), x.id);
      }
      return run;
    };
    // 2023年比2022年多1909人；三年累计…: what is said of the list may stand between.
    Ids run;
    for (std::size_t j = i; j-- > 0 && c.sentence - e_[all[j]].sentence <= 1 && run.size() < 2;) {
      if (member(all[j]) && (e_[all[j]].noun == c.noun || (e_[all[j]].noun.empty() && j + 1 == i))) run = run_to(j);
      if (stated < 2 && !e_[all[j]].chinese && e_[all[j]].role != Role::count) break;
    }
    if (run.size() < 2 || e_[run.front()].exact >= c.exact) return;
    // 一季度10件，二季度12件，三季度13件，近三年累计200件: quarters are no years.
    const bool years = claim::find_last(c.clause_before, {U"年", U"季", U"月"}).word == U"年";
    const View told = e_.clause(run.front());
    if (stated >= 2 && years && !claim::find_any(told, {U"季", U"月"}).empty()) return;
    if (stated >= 2 ? static_cast<int>(run.size()) != stated
                    : run.size() < 3 || total.empty() || c.clause - e_[run.back()].clause != 1 || c.clause_before.size() > 8)
      return;
    tell_or_wait(e_, ledger_, "S135", c.id, run, stated >= 2 ? Tie::certain : Tie::strong, "而所列各期相加");
  }

  // ---- the parts that the whole names

  /// 炒货、酒类、饮料 of 炒货、酒类、饮料等3类食品: as many names as are counted.
  static std::vector<Text> members(View words) {
    const claim::Found etc = claim::find_last(words, {U"等"});
    if (!etc || etc.at + 3 > words.size()) return {};
    const View behind = words.substr(etc.at + 1);
    int count = 0;
    std::size_t at = 0;
    while (at < behind.size() && claim::is_digit(behind[at]) && at < 2)
      count = count * 10 + static_cast<int>(behind[at++] - U'0');
    if (at == 0) count = std::max(0, claim::small_chinese_number(behind.substr(0, 1))), at = 1;
    if (count < 3 || count > static_cast<int>(kMost) || at >= behind.size() || !claim::one_of(behind[at], U"类项种个大方"))
      return {};
    View list = words.substr(0, etc.at);
    list = list.substr(claim::start_behind(list, list.size(), U"，。；：（）()"));
    // 炒货食品及坚果制品、酒类、…: 及 may stand within a name.
    for (const View marks : {View(U"、和与及"), View(U"、和与"), View(U"、")})
      if (std::vector<Text> names = claim::split(list, marks); static_cast<int>(names.size()) == count) return names;
    return {};
  }
  void named(const Ids& all, std::size_t i, std::size_t p) {
    const Claim& c = e_[all[i]];
    if (!level(c.id) || c.noun.empty()) return;  // 合格493批次，不合格7批次: it may be divided otherwise too
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。；！？\n");
    const View lead = text.substr(from, c.start - from);
    // Nothing but what is counted stands between 等6类 and the number.
    const std::size_t etc = lead.rfind(U'等');
    if (etc == View::npos || lead.size() - etc > 14) return;
    std::vector<Text> names = members(lead);
    if (names.empty()) return;
    Ids parts;
    for (std::size_t k = 0; k < names.size(); ++k) {
      Text name(claim::strip_name(names[k]));
      if (k == 0 && name.size() > 2) name = name.substr(name.size() - 2);
      if (name.empty()) return;
      int found = -1;
      for (std::size_t q = p; q < std::min(e_.paragraphs().size(), p + 3); ++q)
        for (const int id : e_.paragraphs()[q]) {
          if (id <= c.id || !level(id) || e_[id].noun != c.noun || e_[id].depth > 0 || e_[id].name_inherited ||
              !(k == 0 ? claim::contains(e_[id].name, name) : claim::starts_with(e_[id].name, name)) || says_outcome_like(id))
            continue;
          if (found >= 0 && e_[found].exact != e_[id].exact) return;
          if (found < 0) found = id;
        }
      if (found < 0 || std::find(parts.begin(), parts.end(), found) != parts.end()) return;
      parts.push_back(found);
    }
    tell_or_wait(e_, ledger_, "S137", c.id, parts, Tie::certain, "而所举各类相加");
  }
  bool says_outcome_like(int id) const { return !claim::find_any(e_[id].name, {U"不合格", U"合格", U"未", U"其中"}).empty(); }

  // ---- degrees

  void degrees(const Ids& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (c.vague() || c.chinese || c.role == Role::growth || c.role == Role::change || ledger_.explained(c.id, {"sum"})) return;
    Ids parts;
    std::vector<Text> names;
    for (std::size_t j = i + 1; j < all.size() && parts.size() < 6; ++j) {
      const Claim& x = e_[all[j]];
      if (x.sentence != c.sentence || x.kind != c.kind || x.vague() || x.depth != e_[all[i + 1]].depth || x.name_inherited ||
          (!x.is_percentage() && x.noun != c.noun))
        break;
      const View name = x.name;
      if (claim::start_any(name, {U"轻微", U"轻度", U"中度", U"重度", U"严重", U"金牌", U"银牌", U"铜牌", U"金", U"银", U"铜"})
              .empty())
        break;
      names.push_back(Text(name));
      parts.push_back(x.id);
    }
    if (parts.size() < 3 || e_[parts[0]].clause - c.clause > 1) return;
    const bool opened = !claim::find_any(e_.between(c.id, parts[0]), {U"其中", U"："}).empty() || e_[parts[0]].depth > c.depth;
    const auto has = [&](View word) {
      return std::any_of(names.begin(), names.end(), [&](const Text& n) { return claim::starts_with(n, word); });
    };
    const bool medals = has(U"金") && has(U"银") && has(U"铜") && parts.size() == 3;
    const bool scale = has(U"轻") && has(U"中度") && (has(U"重度") || has(U"严重")) && ends_alike(names[0], names[1]) &&
                       ends_alike(names[1], names[2]);
    if (opened && (medals || scale)) tell_or_wait(e_, ledger_, "S138", c.id, parts, Tie::certain, "而其中各项相加");
  }

  // ---- ranks

  void moved(const Claim& c) {
    if (!c.is_amount() || c.vague() || c.chinese || c.decimals > 0 ||
        claim::start_any(claim::together(c.noun, c.after), {U"位", U"名", U"个位次", U"个名次"}).empty())
      return;
    View words = c.before;
    while (!words.empty() && claim::one_of(words.back(), U"了")) words.remove_suffix(1);
    const View up =
        claim::end_any(words, {U"前移", U"前进", U"上升", U"提升", U"跃升", U"上移", U"提高", U"升", U"进", U"晋升"});
    const View down = claim::end_any(words, {U"后移", U"后退", U"下降", U"下滑", U"回落", U"倒退", U"降", U"退", U"下移"});
    if (up.empty() && down.empty()) return;
    // 甲县由第9位升至第4位，乙县前移3位: of another.
    if (View(claim::strip_name(words.substr(0, words.size() - (up.empty() ? down : up).size()))).size() >= 2) return;
    const auto rank = [&](int id) {
      return id >= 0 && id < static_cast<int>(e_.all.size()) && e_[id].kind == claim::Numeral::Kind::ordinal &&
             e_[id].passage == c.passage && e_[id].exact.sign() > 0;
    };
    const View text = e_.passage(c.id).text;
    // The ranks of its sentence before it, nearest first, and one in a bracket right behind it.
    Ids before;
    for (int id = c.id - 1; id >= 0 && e_[id].passage == c.passage && e_[id].sentence == c.sentence && before.size() < 3; --id)
      if (rank(id)) before.push_back(id);
    int now = -1, then = -1;
    if (rank(c.id + 1) && e_[c.id + 1].clause - c.clause == 1 && claim::one_of(text[c.noun_end], U"（(") && !before.empty()) {
      const View lead = text.substr(c.noun_end + 1, e_[c.id + 1].start - c.noun_end - 1);
      if (claim::find_any(lead, {U"上年", U"去年", U"上届", U"上期", U"上月", U"上季", U"原"}).empty()) return;
      now = before[0], then = c.id + 1;
    } else if (before.size() >= 2 && c.clause - e_[before[0]].clause <= 2) {
      const View link = text.substr(e_[before[1]].noun_end, e_[before[0]].start - e_[before[1]].noun_end);
      const std::size_t from = claim::start_behind(text, e_[before[1]].start, U"，。；：！？\n");
      const View lead = text.substr(from, e_[before[1]].start - from);
      if (link.size() > 16 || link.find_first_of(U"，；。、") != View::npos || claim::find_any(lead, {U"由", U"从"}).empty() ||
          claim::find_any(link, {U"到", U"至", U"为", U"成"}).empty())
        return;
      now = before[0], then = before[1];
    }
    if (now < 0 || then < 0 || e_[now].exact == e_[then].exact) return;
    const Rational gap = up.empty() ? e_[now].exact - e_[then].exact : e_[then].exact - e_[now].exact;
    const std::string a = number_text(e_, now), b = number_text(e_, then);
    const std::string formula = up.empty() ? a + " − " + b : b + " − " + a;
    const bool holds = gap == c.exact.abs();
    ledger_.tell("D524", "difference", holds ? Verdict::consistent : Verdict::contradictory, c.id, {now, then},
                 number_text(e_, c.id) + (holds ? " = " : " ≠ ") + formula,
                 holds ? std::string() : "文中为" + number_text(e_, c.id) + "，而按所说的位次为" + formula);
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_list_totals(const Evidence& evidence, Ledger& ledger) { ListTotals(evidence, ledger).run(); }

}  // namespace zh::check
