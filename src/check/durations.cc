// Lengths of time beside the dates that give them.
//
//   B221 bound   2024年11月至2024年2月: a period ends after it began, also by its months
//   N113 count   连续三年（2020—2023年）: as many years as the dates span
//   M412 multi   5月1日至5日 … 日均63.7万: a daily average is the amount by the days of the period that the paragraph gives
//
// When contradictory: B221 with both years; N113 when the bracket stands right behind the count; M412 when one digit is wrong.
// When silent: months without years; a span that is told in other words (三年来); several periods in the paragraph.
#include <algorithm>

#include "base/text.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Durations {
 public:
  Durations(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Claim& c : e_.all) {
      if (c.kind == claim::Numeral::Kind::year && c.end - c.start == 4) {
        months(c);
        years(c);
      }
    }
    for (const std::vector<int>& all : e_.paragraphs()) daily(all);
  }

 private:
  void keep(const char* rule, const char* kind, Verdict verdict, int result, std::vector<int> operands,
            const std::string& formula, const std::string& message) {
    ledger_.tell(rule, kind, verdict, result, std::move(operands), formula, message);
  }
  const Claim* next(const Claim& c) const {
    return c.id + 1 < static_cast<int>(e_.all.size()) && e_[c.id + 1].passage == c.passage ? &e_[c.id + 1] : nullptr;
  }
  View gap(const Claim& a, const Claim& b) const { return View(e_.passage(a.id).text).substr(a.end, b.start - a.end); }

  /// 2023年11月至2024年2月
  void months(const Claim& from) {
    const Claim* m = next(from);
    if (m == nullptr || m->role != Role::date || gap(from, *m) != U"年") return;
    const Claim* to = next(*m);
    if (to != nullptr && gap(*m, *to) == U"月" && to->role == Role::date) return days(from, *m, *to);
    if (to == nullptr || to->kind != claim::Numeral::Kind::year || to->end - to->start != 4) return;
    const View between = gap(*m, *to);
    if (between != U"月至" && between != U"月到" && between != U"月—" && between != U"月-" && between != U"月底至" &&
        between != U"月起至")
      return;
    const Claim* n = next(*to);
    if (n == nullptr || n->role != Role::date || gap(*to, *n) != U"年" || n->end >= e_.passage(n->id).text.size() ||
        e_.passage(n->id).text[n->end] != U'月' || m->exact > Rational(12) || n->exact > Rational(12))
      return;
    const Rational a = from.exact * Rational(12) + m->exact, b = to->exact * Rational(12) + n->exact;
    const auto date = [&](const Claim& y, const Claim& mo) {
      return number_text(e_, y.id) + "年" + number_text(e_, mo.id) + "月";
    };
    if (b >= a)
      keep("B221", "bound", Verdict::consistent, n->id, {from.id, m->id, to->id}, date(from, *m) + " ≤ " + date(*to, *n), "");
    else
      keep("B221", "bound", Verdict::contradictory, n->id, {from.id, m->id, to->id}, date(from, *m) + " > " + date(*to, *n),
           "起止时间颠倒：" + date(from, *m) + "至" + date(*to, *n));
  }

  /// 2018年1月1日至2025年12月31日
  void days(const Claim& from, const Claim& m, const Claim& d) {
    const Claim* to = next(d);
    if (to == nullptr || to->kind != claim::Numeral::Kind::year || to->end - to->start != 4) return;
    const View between = gap(d, *to);
    if (between != U"日至" && between != U"日到" && between != U"日—" && between != U"日-" && between != U"日起至") return;
    const Claim* n = next(*to);
    if (n == nullptr || n->role != Role::date || gap(*to, *n) != U"年") return;
    const Claim* k = next(*n);
    if (k == nullptr || k->role != Role::date || gap(*n, *k) != U"月" || k->end >= e_.passage(k->id).text.size() ||
        e_.passage(k->id).text[k->end] != U'日')
      return;
    const auto days_of = [](const Claim& y, const Claim& mo, const Claim& day) {
      return (y.exact * Rational(12) + mo.exact) * Rational(31) + day.exact;
    };
    const auto date = [&](const Claim& y, const Claim& mo, const Claim& day) {
      return number_text(e_, y.id) + "年" + number_text(e_, mo.id) + "月" + number_text(e_, day.id) + "日";
    };
    const std::string a = date(from, m, d), b = date(*to, *n, *k);
    if (days_of(*to, *n, *k) >= days_of(from, m, d))
      keep("B221", "bound", Verdict::consistent, k->id, {from.id, m.id, d.id, to->id, n->id}, a + " ≤ " + b, "");
    else
      keep("B221", "bound", Verdict::contradictory, k->id, {from.id, m.id, d.id, to->id, n->id}, a + " > " + b,
           "起止日期颠倒：" + a + "至" + b);
  }

  /// 连续三年（2021—2023年）
  void years(const Claim& from) {
    const Claim* to = next(from);
    if (to == nullptr || to->kind != claim::Numeral::Kind::year || to->end - to->start != 4) return;
    const View between = gap(from, *to);
    if (between.size() > 3 || claim::find_any(between, {U"至", U"到", U"—", U"-", U"–", U"~"}).empty()) return;
    const View lead = View(e_.passage(from.id).text).substr(0, from.start);
    std::size_t at = lead.size();
    bool plan = false;
    for (const View w : {View(U"年（"), View(U"年("), View(U"个年度（"), View(U"个年份（")})
      if (claim::ends_with(lead, w)) at = lead.size() - w.size();
    // 三年行动计划（2019—2021年）
    for (const View w : {View(U"年行动计划（"), View(U"年行动（"), View(U"年行动方案（"), View(U"年规划（"), View(U"年计划（")})
      if (claim::ends_with(lead, w)) at = lead.size() - w.size(), plan = true;
    if (at == lead.size() || at < 2) return;
    std::size_t start = at;
    while (start > 0 && at - start < 2 &&
           (claim::is_digit(lead[start - 1]) || claim::one_of(lead[start - 1], U"一二两三四五六七八九十")))
      --start;
    if (start == at || (!plan && claim::end_any(lead.substr(0, start), {U"连续", U"近", U"过去"}).empty())) return;
    if (plan && start > 0 && claim::one_of(lead[start - 1], U"第前每")) return;
    const View said = lead.substr(start, at - start);
    const int count = claim::is_digit(said[0]) ? digits(said) : claim::small_chinese_number(said);
    if (count < 2 || count > 20) return;
    const Rational span = to->exact - from.exact + Rational(1);
    const std::string dates = number_text(e_, from.id) + "—" + number_text(e_, to->id) + "年";
    const bool holds = span == Rational(count);
    const std::string own = to_utf8(said);
    ledger_.tell("N113", "count", holds ? Verdict::consistent : Verdict::contradictory, to->id, {from.id},
                 own + (holds ? "年 = " : "年 ≠ ") + dates,
                 holds ? "" : "文中称" + own + "年，而" + dates + "是" + span.str() + "年", 0,
                 {e_.passage(from.id).range(start, at)});
  }
  static int digits(View text) {
    int n = 0;
    for (const char32_t c : text) n = claim::is_digit(c) ? n * 10 + static_cast<int>(c - U'0') : -100;
    return n;
  }

  /// The days of the one period that a paragraph tells by day, or of 共182天; 0 if none.
  Rational days(const std::vector<int>& all, std::vector<int>& dates) const {
    const claim::Passage& p = e_.passage(all.front());
    Rational found = 0;
    for (const Claim& a : e_.all) {
      if (a.passage != e_[all.front()].passage || a.role != Role::date || a.end >= p.text.size() || p.text[a.end] != U'日')
        continue;
      const Claim* b = next(a);
      if (b == nullptr || b->role != Role::date || b->end >= p.text.size()) continue;
      const View between = gap(a, *b);
      if (between != U"日至" && between != U"日—" && between != U"日-" && between != U"日到") continue;
      Rational over = 0;  // days of the first month, where the second is the next
      if (p.text[b->end] == U'月') {
        const Claim* day = next(*b);
        const Claim* month = a.id > 0 ? &e_[a.id - 1] : nullptr;
        if (day == nullptr || gap(*b, *day) != U"月" || month == nullptr || month->passage != a.passage ||
            gap(*month, a) != U"月" || b->exact != month->exact + Rational(1))
          return 0;
        over = length_of(month->exact);
        b = day;
        if (over.is_zero()) return 0;
      }
      if (b->end >= p.text.size() || p.text[b->end] != U'日') continue;
      if (!found.is_zero() || b->exact + over <= a.exact) return 0;
      found = b->exact + over - a.exact + Rational(1);
      dates = {a.id, b->id};
    }
    return found;
  }
  /// Days of a month; 0 for February, which has two lengths.
  static Rational length_of(const Rational& month) {
    for (const int shorter : {4, 6, 9, 11})
      if (month == Rational(shorter)) return 30;
    return month == Rational(2) || month > Rational(12) ? 0 : 31;
  }
  void daily(const std::vector<int>& all) {
    for (const int id : all) {
      const Claim& c = e_[id];
      if (!c.is_amount() || c.vague() || claim::find_any(c.clause_before, {U"日均", U"平均每天", U"平均每日"}).empty() ||
          ledger_.explained(id, {"multi"}))
        continue;
      std::vector<int> dates;
      const Rational length = days(all, dates);
      if (length.is_zero()) return;
      int top = -1;
      for (const int other : all)
        if (other < id && e_[other].is_amount() && e_[other].role == Role::level && e_[other].noun == c.noun &&
            !e_[other].vague() && !e_[other].averaged && e_[other].exact > c.exact) {
          top = other;
          break;
        }
      if (top < 0) continue;
      const Recompute again = [length](const std::vector<Interval>& v) { return divide(v[0], Interval::exactly(length)); };
      const std::optional<Interval> computed = again({e_[top].value});
      const std::string formula = number_text(e_, top) + " ÷ " + length.str();
      if (computed && fit(c, *computed) != Fit::none)
        confirm(e_, ledger_, "M412", "multi", id, {top}, *computed, formula);
      else
        miss(e_, ledger_, {"M412", "multi", id, {top}, again, Tie::certain, formula, "按所说时段的天数计算"});
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_durations(const Evidence& evidence, Ledger& ledger) { Durations(evidence, ledger).run(); }

}  // namespace zh::check
