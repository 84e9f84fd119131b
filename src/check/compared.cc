// Two numbers that words compare, and what a change leaves for the time before.
//
//   B242 bound   户均保障人数农村1.8人，多于城市的1.5人; 均高于全省16.5%的平均: the first lies on that side of the second
//   B243 bound   3起，同比增加2起: what was there before is not less than nothing
//   B244 bound   请于6月15日前报送 … 6月5日: a date that is asked for comes after the one that the paper bears
//
// When contradictory (a warning): B242 when the two are alike and nothing but the comparing words stands between; B243 for
// counts whose level and change stand in one sentence or row; B244 when the month is the same or the one before. When silent:
// 高于…个百分点 is a difference; a level that is about; dates of other years.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Compared {
 public:
  Compared(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) {
        words(all, i);
        before(all, i);
      }
    for (const claim::Table& t : e_.claims.tables) columns(t);
    deadlines();
  }

 private:
  void tell(const char* rule, Verdict verdict, int result, std::vector<int> operands, const std::string& formula,
            const std::string& message = {}) {
    ledger_.tell(rule, "bound", verdict, result, std::move(operands), formula, message, 1);
  }

  /// +1: the one before is larger; -1: smaller; 0: no comparison right before the number.
  static int side(View lead) {
    static const claim::Words kMore = {U"高于", U"多于", U"大于", U"快于", U"高出", U"超过", U"强于", U"好于", U"优于"};
    static const claim::Words kLess = {U"低于", U"少于", U"小于", U"慢于", U"不及", U"不足", U"弱于", U"差于"};
    const claim::Found more = claim::find_last(lead, kMore), less = claim::find_last(lead, kLess);
    const claim::Found& last = !less || (more && more.at > less.at) ? more : less;
    if (!last) return 0;
    // 不高于, 不低于
    if (last.at > 0 && claim::one_of(lead[last.at - 1], U"不未没")) return 0;
    // 证据不足不起诉16人 compares nothing.
    if (last.word == U"不足" && last.at > 0 && !claim::one_of(lead[last.at - 1], U"，仍还均都且尚也但")) return 0;
    return &last == &more ? 1 : -1;
  }

  void words(const std::vector<int>& all, std::size_t i) {
    const Claim &b = e_[all[i]], &a = e_[all[i - 1]];
    if (b.sentence != a.sentence || b.clause - a.clause > 2 || b.chinese || a.chinese || a.vague() || b.kind != a.kind ||
        b.kind == claim::Numeral::Kind::point || b.role == Role::point || b.role == Role::change || a.role == Role::count ||
        a.role == Role::change || a.role == Role::point || a.role == Role::prior)
      return;
    if (!b.is_percentage() && (b.noun != a.noun || b.noun.empty() || b.scale != a.scale || b.decimals > a.decimals + 1)) return;
    const View text = e_.passage(b.id).text;
    // 高于全省16.5%的平均水平: the words stand in the number's own clause.
    View lead = b.before;
    // 护士增幅（12.4%）略高于医师（11.8%）: both numbers stand in brackets behind their names.
    const bool bracketed = lead.empty() && b.start > a.noun_end && claim::one_of(text[b.start - 1], U"（(");
    if (bracketed) lead = text.substr(a.noun_end, b.start - 1 - a.noun_end);
    const int sign = side(lead);
    if (sign == 0 || lead.size() > 16) return;
    // 丙市增速低于全省5.4%: of something whose own number is not told.
    constexpr std::size_t kAdverb = 3;
    const claim::Found verb = claim::find_last(lead, {U"高于", U"多于", U"大于", U"快于", U"高出", U"超过", U"强于", U"低于",
                                                      U"少于", U"小于", U"慢于", U"不及", U"不足", U"弱于", U"差于"});
    if (verb.at > kAdverb ||
        (verb.at > 0 && lead.substr(0, verb.at).find_first_not_of(U"均都略明显仍也已大幅远著着一直依然，）)") != View::npos))
      return;
    // 超过5%的有: a threshold of things, not a comparison of the two.
    if (!bracketed &&
        claim::find_any(lead, {U"目标", U"任务", U"计划", U"上限", U"红线", U"标准", U"规定", U"要求"}).size() > 0)
      return;
    const View link = text.substr(a.noun_end, b.start - a.noun_end);
    if (link.size() > 24 || link.find_first_of(U"；。") != View::npos) return;
    const View behind = text.substr(b.noun_end, std::min<std::size_t>(4, text.size() - b.noun_end));
    if (claim::starts_with(behind, U"的有") || claim::starts_with(behind, U"以上") || claim::starts_with(behind, U"个百分"))
      return;
    // 农村1.8人，多于城市的1.5人: a name or 平均 says what it is compared with.
    const claim::Found of = claim::find_last(lead, {U"于", U"过", U"及", U"出", U"足"});
    const View name = of ? lead.substr(of.at + of.word.size()) : View();
    if (name.empty() && !claim::starts_with(behind, U"的") && !claim::one_of(behind.empty() ? U' ' : behind[0], U"）)")) return;
    // 分别为12.7%和8.5%，均高于: each of the list.
    std::vector<int> list = {a.id};
    if (claim::find_any(link, {U"均", U"都"}).size() > 0)
      for (std::size_t j = i - 1;
           j-- > 0 && e_[all[j]].clause == a.clause && e_[all[j]].kind == a.kind && e_[all[j]].role == a.role;)
        list.push_back(all[j]);
    std::sort(list.begin(), list.end());
    std::vector<int> bad;
    // 国内游客降幅32.1%，大于国际游客11.3%的降幅: falls are compared by their size.
    static const claim::Words kFalls = {U"降幅", U"跌幅", U"减幅"};
    const bool falls =
        a.exact.sign() < 0 && (!claim::find_any(lead, kFalls).empty() || !claim::find_any(a.before, kFalls).empty() ||
                               !claim::find_any(behind, kFalls).empty());
    for (const int id : list) {
      const Interval own = falls ? magnitude(e_[id].value) : e_[id].value;
      const Rational other = falls ? b.exact.abs() : b.exact;
      const bool ok = sign > 0 ? own.high >= other : own.low <= other;
      if (!ok) bad.push_back(id);
    }
    const std::string relation = sign > 0 ? " > " : " < ";
    if (bad.empty())
      return tell("B242", Verdict::consistent, b.id, list, joined(e_, list, "、") + relation + number_text(e_, b.id));
    // What is compared has its own name, or stands in the clause right before.
    const bool told_in_brackets = bracketed && link.size() <= 18 && claim::starts_with(link, U"，");
    if ((!told_in_brackets && (b.clause - a.clause > 1 || link.size() > 14)) ||
        (a.role != b.role && a.is_percentage() && !told_in_brackets && b.role != Role::rate && b.role != Role::percent &&
         a.role != Role::percent))
      return;
    if (!b.is_percentage() && b.role != a.role) return;
    tell("B242", Verdict::contradictory, b.id, bad, joined(e_, bad, "、") + (sign > 0 ? " < " : " > ") + number_text(e_, b.id),
         "文中称" + joined(e_, bad, "、") + (sign > 0 ? "高于" : "低于") + number_text(e_, b.id) + "，而实际相反");
  }

  /// 3起，同比增加5起: less than nothing before.
  void before(const std::vector<int>& all, std::size_t i) {
    const Claim &c = e_[all[i]], &l = e_[all[i - 1]];
    if (!c.is_amount() || c.role != Role::change || c.sign <= 0 || c.vague() || !l.is_amount() || l.role != Role::level ||
        l.vague() || l.noun != c.noun || c.noun.empty() || l.sentence != c.sentence || c.clause - l.clause != 1 ||
        claim::is_measured(c.noun) || l.exact.sign() <= 0 || e_.mean(l.id))
      return;
    if (claim::find_any(c.before, {U"同比增加", U"比上年增加", U"较上年增加", U"环比增加", U"同比多"}).empty()) return;
    if (c.before.size() != c.clause_before.size() || c.clause_before.size() > 6) return;
    if (c.exact > l.exact)
      tell("B243", Verdict::contradictory, c.id, {l.id}, number_text(e_, l.id) + " < " + number_text(e_, c.id),
           "本期为" + number_text(e_, l.id) + "，却比以前增加" + number_text(e_, c.id));
  }

  /// A column of changes beside one of counts.
  void columns(const claim::Table& t) {
    using Column = claim::Table::Column;
    for (int x = 1; x < t.columns; ++x) {
      if (t.kind[static_cast<std::size_t>(x)] != Column::change) continue;
      const Text& header = t.header[static_cast<std::size_t>(x)];
      // 起数同比 goes with 起数: the level column whose header begins the change's.
      int level = -1;
      for (int y = 1; y < x; ++y)
        if (const Text& h = t.header[static_cast<std::size_t>(y)];
            t.kind[static_cast<std::size_t>(y)] == Column::level && h.size() >= 2 && claim::starts_with(header, h))
          level = y;
      if (level < 0) continue;
      std::vector<std::pair<int, int>> rows;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const int d = t.at(r, x), l = t.at(r, level);
        if (d < 0 || l < 0 || e_[d].is_percentage() || e_[d].decimals > 0 || e_[l].decimals > 0 || e_[d].exact.sign() <= 0)
          continue;
        if (e_[d].exact > e_[l].exact) return;
        rows.emplace_back(l, d);
      }
      for (const auto& [l, d] : rows)
        tell("B243", Verdict::consistent, l, {d}, number_text(e_, l) + " ≥ " + number_text(e_, d));
    }
  }

  struct Day {
    int month = 0, day = 0, id = -1;
    int number() const { return month * 31 + day; }
  };
  /// M月D日 at a claim that is the month.
  std::optional<Day> day_at(int id) const {
    if (id + 1 >= static_cast<int>(e_.all.size())) return std::nullopt;
    const Claim &m = e_[id], &d = e_[id + 1];
    const View text = e_.passage(id).text;
    if (m.role != Role::date || d.role != Role::date || d.passage != m.passage || m.decimals > 0 || d.start != m.end + 1 ||
        m.end >= text.size() || text[m.end] != U'月' || d.end >= text.size() || text[d.end] != U'日' ||
        m.exact > Rational(12) || d.exact > Rational(31))
      return std::nullopt;
    const auto whole = [](const Claim& c) { return static_cast<int>(c.exact.exact_decimal()->coefficient()); };
    if (!m.exact.exact_decimal() || !d.exact.exact_decimal()) return std::nullopt;
    return Day{whole(m), whole(d), id};
  }
  /// The date that the paper bears: the last passage that is nothing but 年月日; and dates asked for before it.
  void deadlines() {
    std::optional<Day> signed_on;
    std::size_t from = 0;
    for (std::size_t p = e_.claims.passages.size(); p-- > 0 && p + 6 > e_.claims.passages.size() && !signed_on;) {
      const claim::Passage& passage = e_.claims.passages[p];
      if (passage.cell >= 0 || passage.text.size() > 14) continue;
      for (const Claim& c : e_.all)
        if (c.passage == static_cast<int>(p) && c.kind == claim::Numeral::Kind::year &&
            c.id + 1 < static_cast<int>(e_.all.size()))
          signed_on = day_at(c.id + 1), from = p;
    }
    if (!signed_on) return;
    for (const Claim& c : e_.all) {
      if (c.role != Role::date || c.passage >= static_cast<int>(from)) continue;
      const std::optional<Day> day = day_at(c.id);
      if (!day) continue;
      const View text = e_.passage(c.id).text;
      const std::size_t end = e_[c.id + 1].end + 1;
      const View lead = text.substr(c.start > 4 ? c.start - 4 : 0, std::min<std::size_t>(4, c.start));
      const View clause = c.clause_before;
      if (!claim::starts_with(text.substr(std::min(end, text.size())), U"前") ||
          claim::find_any(lead, {U"于", U"在"}).empty() ||
          claim::find_any(clause, {U"应", U"请", U"须", U"务必", U"要求"}).empty() || claim::contains(clause, U"已"))
        continue;
      // A date of another year bears it: 年 right before the month.
      if (c.start > 0 && text[c.start - 1] == U'年') continue;
      const std::string asked = number_text(e_, c.id) + "月" + number_text(e_, c.id + 1) + "日";
      const std::string bears = std::to_string(signed_on->month) + "月" + std::to_string(signed_on->day) + "日";
      if (day->number() >= signed_on->number())
        tell("B244", Verdict::consistent, c.id, {c.id + 1, signed_on->id}, asked + " ≥ " + bears);
      else if (signed_on->month - day->month <= 1)
        tell("B244", Verdict::contradictory, c.id, {c.id + 1, signed_on->id}, asked + " < " + bears,
             "要求的期限" + asked + "早于落款日期" + bears);
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_compared(const Evidence& evidence, Ledger& ledger) { Compared(evidence, ledger).run(); }

}  // namespace zh::check
