// The verb of a change against the numbers that it was found to be computed from.
//
//   W308 direction   失业率3.72%，上年末为2.35%，下降1.37个百分点: the size fits, the verb does not
//   W309 direction   比上年减少33件，增长13.9%: an amount and a rate of one change go the same way
//
// What: relations of changes that hold, whose operands are by their words the earlier and the present one.
// When contradictory: the present one is larger and the verb says less, or the other way about.
// When silent: which of the two is earlier is not told; differences between things (前者比后者低).
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Directions {
 public:
  Directions(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    const std::size_t known = ledger_.entries().size();
    for (std::size_t i = 0; i < known; ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      const std::string_view kind = entry.kind;
      if (entry.verdict == Verdict::consistent && entry.result >= 0 && entry.operands.size() == 2 && entry.charge < kLoose &&
          (kind == "pp" || kind == "difference"))
        against(entry.result, entry.operands[0], entry.operands[1]);
    }
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i)
        if (e_[all[i]].is_percentage() && e_[all[i]].role == Role::growth)
          beside(all, i);
        else if (e_[all[i]].is_amount() && e_[all[i]].role == Role::change && i + 1 < all.size())
          before_brackets(all, i);
  }

 private:
  void keep(const char* rule, int result, std::vector<int> operands, const std::string& message) {
    ledger_.tell(rule, "direction", Verdict::contradictory, result, std::move(operands), message);
  }

  /// Whether the words at a number say that it is the earlier one.
  bool earlier(const Claim& c) const {
    if (c.table >= 0) return false;
    if (c.role == Role::prior) return true;
    // 比去年同期（96.5%）提高1.5个百分点
    const View text = e_.passage(c.id).text;
    if (c.before.empty() && c.start > 2 && claim::one_of(text[c.start - 1], U"（(")) {
      if (!claim::end_any(text.substr(0, c.start - 1), {U"上年", U"去年", U"同期", U"上月", U"上季度", U"上期"}).empty())
        return true;
      // 比二季度末（2.97%）回升: the time that is compared with, right before its level.
      constexpr std::size_t kLongest = 12;
      const std::size_t from = c.start - 1 > kLongest ? c.start - 1 - kLongest : 0;
      const View lead = text.substr(from, c.start - 1 - from);
      const claim::Found than = claim::find_last(lead, {U"比", U"较"});
      return than && lead.find_first_of(U"，。；、", than.at) == View::npos &&
             (than.at == 0 || !claim::one_of(lead[than.at - 1], U"同环占对")) && claim::one_of(lead.back(), U"年月末底度期初");
    }
    static const claim::Words kEarlier = {U"上年", U"去年", U"上月", U"上季", U"年初", U"同期", U"比上", U"较上"};
    return !claim::find_any(c.before, kEarlier).empty() && claim::find_any(c.before, {U"今年", U"本年", U"本月"}).empty();
  }
  /// A verb of its own right before the number, said of this time against an earlier one.
  bool told(const Claim& c) const {
    if (c.sign == 0 || c.vague() || c.table >= 0 || c.written_sign) return false;
    const claim::Verb verb = claim::last_change_verb(c.before);
    static const claim::Words kPlain = {U"增长", U"增加", U"上升", U"提高", U"提升", U"扩大", U"上涨", U"下降",
                                        U"减少", U"降低", U"下滑", U"回落", U"回升", U"反弹", U"走高", U"走低",
                                        U"缩小", U"净增", U"净减", U"增收", U"减收", U"多",   U"少"};
    return verb && !verb.rate && verb.at + verb.word.size() + 1 >= c.before.size() &&
           std::find(kPlain.begin(), kPlain.end(), verb.word) != kPlain.end();
  }

  void against(int result, int a, int b) {
    const Claim& c = e_[result];
    if ((c.role != Role::change && c.role != Role::point) || !told(c)) return;
    const bool first = earlier(e_[a]), second = earlier(e_[b]);
    // 由86.4%升至100%
    const bool from_to = e_[a].clause == e_[b].clause && e_[a].passage == e_[b].passage && !first && !second;
    int now = second ? a : b, then = second ? b : a;
    if (from_to) {
      then = std::min(a, b), now = std::max(a, b);
      if (claim::find_any(e_[then].before, {U"从", U"由"}).empty() ||
          claim::find_any(e_.between(then, now), {U"至", U"到", U"变为", U"变成", U"转为", U"调整为"}).empty())
        return;
    } else if (first == second) {
      return;
    }
    if (e_[now].sentence != c.sentence || e_[then].sentence != c.sentence || e_[now].vague() || e_[then].vague() ||
        now > result || then > result || c.clause - e_[std::max(now, then)].clause > 2)
      return;
    const bool rose = e_[now].value.low > e_[then].value.high, fell = e_[now].value.high < e_[then].value.low;
    if ((c.sign > 0 && fell) || (c.sign < 0 && rose))
      keep("W308", result, {now, then},
           "文中称" + std::string(c.sign > 0 ? "增加" : "减少") + number_text(e_, result) + "，而由" + number_text(e_, then) +
               "到" + number_text(e_, now) + "是" + (rose ? "增加" : "减少"));
  }

  /// 收案减少14件，同比上升3.9%: the growth names its base, the change none of another.
  static bool same_base(const Claim& c, const Claim& g) {
    static const claim::Words kBases = {U"同比",       U"比上年同期", U"较上年同期", U"比去年同期",
                                        U"较去年同期", U"比上年",     U"较上年",     U"环比"};
    const View base = claim::start_any(g.before, kBases);
    if (base.empty()) return false;
    const View verb = View(g.before).substr(base.size());
    if (verb != U"上升" && verb != U"下降" && verb != U"增长" && verb != U"减少" && verb != U"增加") return false;
    return claim::find_any(c.clause_before, {U"比", U"较", U"同期", U"环", U"上月", U"年初", U"上年"}).empty() ||
           claim::contains(c.clause_before, base);
  }

  /// 问题起数减少28起（去年159起）, and 187起 told before: the level that the change gives is not told, its opposite is.
  void before_brackets(const std::vector<int>& all, std::size_t i) {
    const Claim &c = e_[all[i]], &was = e_[all[i + 1]];
    constexpr int kFewest = 10;
    if (c.sign == 0 || c.vague() || c.written_sign || !told(c) || !was.is_amount() || was.vague() || was.noun != c.noun ||
        c.noun.empty() || was.depth != c.depth + 1 || was.clause - c.clause != 1 || !earlier(was) ||
        c.exact.abs() < Rational(kFewest) || claim::is_measured(c.noun))
      return;
    const Rational size = c.exact.abs(), meant = c.sign > 0 ? was.exact + size : was.exact - size,
                   opposite = c.sign > 0 ? was.exact - size : was.exact + size;
    int level = -1;
    for (const int id : all) {
      const Claim& l = e_[id];
      if (!l.is_amount() || l.noun != c.noun || l.role == Role::change) continue;
      if (l.exact == meant) return;
      if (l.exact == opposite && id < c.id) level = id;
    }
    if (level >= 0)
      keep("W308", c.id, {level, was.id},
           "文中称" + std::string(c.sign > 0 ? "增加" : "减少") + number_text(e_, c.id) + "，而由" + number_text(e_, was.id) +
               "到" + number_text(e_, level) + "是" + (c.sign > 0 ? "减少" : "增加"));
  }

  /// An amount of change and a growth side by side whose verbs disagree, and whose sizes fit a level before them.
  void beside(const std::vector<int>& all, std::size_t i) {
    const Claim& g = e_[all[i]];
    if (g.sign == 0 || g.vague() || g.written_sign || i == 0) return;
    const auto change = [&](std::size_t k) {
      const Claim& c = e_[all[k]];
      return c.is_amount() && c.role == Role::change && c.sign == -g.sign && !c.vague() && c.sentence == g.sentence &&
             std::abs(c.clause - g.clause) <= 1 && c.month_on_month == g.month_on_month && told(c);
    };
    std::size_t at = all.size();
    if (change(i - 1))
      at = i - 1;
    else if (i + 1 < all.size() && change(i + 1))
      at = i + 1;
    if (at == all.size()) return;
    const Claim& c = e_[all[at]];
    // 同比减少33件，增幅13.9%: nothing but the word stands between.
    if (at + 1 == i && c.clause + 1 == g.clause && g.before.size() == g.clause_before.size() &&
        claim::find_any(c.clause_before, {U"其中"}).empty() &&
        (same_base(c, g) || g.before == U"增幅" || g.before == U"降幅" || g.before == U"升幅" || g.before == U"增幅为" ||
         g.before == U"降幅为" || g.before == U"增长" || g.before == U"下降" || g.before == U"上升" ||
         g.before == U"同比增幅" || g.before == U"同比降幅" || g.before == U"增幅达" || g.before == U"降幅达"))
      return keep("W309", g.id, {c.id}, "文中" + number_text(e_, c.id) + "与" + number_text(e_, g.id) + "一增一减，方向不一致");
    const Interval size = magnitude(c.value);
    for (std::size_t k = std::min(at, i), tried = 0; k-- > 0 && tried < 3 && e_[all[k]].sentence >= g.sentence - 1;) {
      const Claim& l = e_[all[k]];
      if (!l.is_amount() || l.role == Role::change || !addable(l, c) || l.exact <= c.exact.abs()) continue;
      ++tried;
      const Interval base = l.role == Role::prior ? l.value : c.sign > 0 ? l.value - size : l.value + size;
      const std::optional<Interval> computed = percentage(size, base);
      if (!computed || !magnitude(g.value).meets(*computed) || chance(g, *computed) > 10000) continue;
      keep("W309", g.id, {c.id, l.id}, "文中" + number_text(e_, c.id) + "与" + number_text(e_, g.id) + "一增一减，方向不一致");
      return;
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_directions(const Evidence& evidence, Ledger& ledger) { Directions(evidence, ledger).run(); }

}  // namespace zh::check
