// Numbers that another one allows: limits, targets, deaths of accidents of a size.
//
//   B245 bound   超额完成市下达的83.20万亩任务; 控制在4.5%的目标以内; 债务限额42.63亿元，余额39.87亿元: what was done lies on
//   the side of the target that the words say, a debt within its limit B246 bound   一次死亡10人以上的事故17起，死亡298人: as
//   many accidents of that size have at least so many deaths B247 bound   | 2023年 | 标准限值 |: the value of the year is
//   within the limit of its row
//
// When contradictory (a warning): B245 where nothing but the words stands between, B246 always. When silent: targets that are
// to be met later; 余额 of another year.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Allowed {
 public:
  Allowed(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) {
        target(all, i);
        fulfilled(e_[all[i]]);
        debt(all, i);
        deaths(all, i);
      }
    for (const claim::Table& t : e_.claims.tables) limits(t);
  }

 private:
  void tell(const char* rule, bool holds, int result, int operand, const char* sign, const std::string& message) {
    ledger_.tell(rule, "bound", holds ? Verdict::consistent : Verdict::contradictory, result, {operand},
                 number_text(e_, result) + sign + number_text(e_, operand), holds ? "" : message, 1);
  }

  /// 83.59万亩，超额完成市下达的83.20万亩任务; 2.86%，控制在4.5%的年度目标以内.
  void target(const std::vector<int>& all, std::size_t i) {
    const Claim &c = e_[all[i]], &done = e_[all[i - 1]];
    if (done.sentence != c.sentence || c.clause - done.clause != 1 || done.kind != c.kind || done.noun != c.noun ||
        done.chinese || c.chinese || done.vague() || done.role == Role::change || done.role == Role::growth ||
        (!c.is_percentage() && c.noun.empty()) || c.before.size() != c.clause_before.size())
      return;
    const View words = c.before;
    const View text = e_.passage(c.id).text;
    const View behind = text.substr(c.noun_end, std::min<std::size_t>(10, text.size() - c.noun_end));
    const View rest = behind.substr(0, behind.find_first_of(U"，。；"));
    constexpr std::size_t kLongest = 14;
    if (words.size() > kLongest) return;
    if (claim::start_any(words, {U"超额完成", U"超过", U"高于"}).size() > 0 &&
        claim::find_any(rest, {U"任务", U"目标", U"计划"}).size() > 0) {
      const bool holds = done.value.high >= c.exact;
      tell("B245", holds, done.id, c.id, holds ? " ≥ " : " < ",
           "文中称超过目标" + number_text(e_, c.id) + "，而实际为" + number_text(e_, done.id));
    } else if (claim::start_any(words, {U"控制在"}).size() > 0 &&
               claim::find_any(rest, {U"以内", U"以下", U"之内"}).size() > 0) {
      const bool holds = done.value.low <= c.exact;
      tell("B245", holds, done.id, c.id, holds ? " ≤ " : " > ",
           "文中称控制在" + number_text(e_, c.id) + "以内，而实际为" + number_text(e_, done.id));
    }
  }

  /// 完成年度目标的96.7%，超额完成: less than all of it is not more than was asked.
  void fulfilled(const Claim& c) {
    if (c.kind != claim::Numeral::Kind::percent || c.vague() || c.role == Role::growth || c.role == Role::point ||
        claim::find_any(c.clause_before, {U"目标", U"任务", U"计划", U"预算"}).empty() ||
        !claim::contains(c.clause_before, U"完成") || claim::find_any(c.before, {U"同比", U"增", U"超"}).size() > 0)
      return;
    const View text = e_.passage(c.id).text;
    if (c.noun_end >= text.size() || text[c.noun_end] != U'，') return;
    const View next =
        text.substr(c.noun_end + 1, std::min(text.find_first_of(U"，。；", c.noun_end + 1), text.size()) - c.noun_end - 1);
    if (claim::start_any(next, {U"超额完成", U"已超额完成", U"超额"}).empty() ||
        std::any_of(next.begin(), next.end(), claim::is_digit))
      return;
    const bool holds = c.value.high >= Rational(100);
    ledger_.tell("B245", "bound", holds ? Verdict::consistent : Verdict::contradictory, c.id, {},
                 number_text(e_, c.id) + (holds ? " ≥ 100%" : " < 100%"),
                 holds ? "" : "文中称超额完成，而完成的是" + number_text(e_, c.id), 1);
  }

  /// 政府债务限额42.63亿元，余额39.87亿元.
  void debt(const std::vector<int>& all, std::size_t i) {
    const Claim &b = e_[all[i]], &a = e_[all[i - 1]];
    if (!a.is_amount() || !b.is_amount() || a.sentence != b.sentence || b.clause - a.clause > 1 || a.noun != b.noun ||
        a.vague() || b.vague() || a.role != Role::level || b.role != Role::level || a.scale != b.scale)
      return;
    const bool first = claim::contains(a.before, U"限额") && claim::contains(b.before, U"余额");
    const bool second = claim::contains(b.before, U"限额") && claim::contains(a.before, U"余额");
    if (first == second || claim::find_any(first ? b.before : a.before, {U"限额余额", U"结余"}).size() > 0) return;
    const Claim &limit = first ? a : b, &debt = first ? b : a;
    const bool holds = debt.value.low <= limit.value.high;
    // 一般债务限额…，专项债务余额…: two debts.
    for (const View kind : {View(U"一般"), View(U"专项"), View(U"本级")})
      if (claim::contains(limit.clause_before, kind) != claim::contains(debt.clause_before, kind) &&
          (!holds || claim::contains(debt.clause_before, U"债务")))
        return;
    tell("B245", holds, limit.id, debt.id, holds ? " ≥ " : " < ",
         "余额" + number_text(e_, debt.id) + "超过限额" + number_text(e_, limit.id));
  }

  /// 一次死亡10人以上的重大事故47起、死亡693人.
  void deaths(const std::vector<int>& all, std::size_t i) {
    const Claim& n = e_[all[i]];
    if (n.noun != U"起" || !n.is_amount() || n.role != Role::level || n.vague() || i + 1 >= all.size()) return;
    const Claim &size = e_[all[i - 1]], &killed = e_[all[i + 1]];
    if (size.noun != U"人" || size.sentence != n.sentence || killed.noun != U"人" || !killed.is_amount() || killed.vague() ||
        killed.role != Role::level || killed.sentence != n.sentence || killed.clause - n.clause > 1)
      return;
    const View text = e_.passage(n.id).text;
    const View link = text.substr(size.noun_end, n.start - size.noun_end);
    constexpr std::size_t kLongest = 16;
    if (!claim::starts_with(link, U"以上") || link.size() > kLongest || link.find_first_of(U"，。；") != View::npos) return;
    if (claim::find_any(text.substr(size.start > 6 ? size.start - 6 : 0, std::min<std::size_t>(size.start, 6)),
                        {U"死亡", U"亡"})
            .empty() ||
        claim::find_any(text.substr(n.noun_end, killed.start - n.noun_end), {U"死", U"亡", U"遇难"}).empty())
      return;
    const Rational least = size.exact * n.exact;
    const bool holds = killed.value.high >= least;
    ledger_.tell(
        "B246", "bound", holds ? Verdict::consistent : Verdict::contradictory, killed.id, {n.id, size.id},
        number_text(e_, killed.id) + (holds ? " ≥ " : " < ") + number_text(e_, n.id) + " × " + number_text(e_, size.id),
        holds ? ""
              : "每起" + number_text(e_, size.id) + "以上的事故" + number_text(e_, n.id) + "，死亡只有" +
                    number_text(e_, killed.id),
        1);
  }

  /// The column of limits, and the first of the levels.
  void limits(const claim::Table& t) {
    int limit = -1, level = -1;
    for (int x = 1; x < t.columns; ++x) {
      const Text& h = t.header[static_cast<std::size_t>(x)];
      if (claim::find_any(h, {U"限值", U"上限"}).size() > 0)
        limit = x;
      else if (level < 0 && t.kind[static_cast<std::size_t>(x)] == claim::Table::Column::level)
        level = x;
    }
    if (limit < 0 || level < 0) return;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const int a = t.at(r, level), b = t.at(r, limit);
      if (a < 0 || b < 0 || e_[a].is_percentage() != e_[b].is_percentage() || e_[a].exact > e_[b].exact) continue;
      tell("B247", true, a, b, " ≤ ", "");
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_allowed(const Evidence& evidence, Ledger& ledger) { Allowed(evidence, ledger).run(); }

}  // namespace zh::check
