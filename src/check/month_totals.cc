// What one month brought, beside what has come in since the year began, told in different sentences.
//
//   B251 bound   前三季度，快递业务量767.7亿件…。9月当月，业务量94.5亿件; 1—7月吞吐量519376万吨。7月当月76868万吨: a month is
//   not more than the months it belongs to
//
// What: the time of a number is the last one that its sentence names before it; the two are of one noun, and of one name, or
// the month tells no name and the other opens its sentence. When contradictory: never; the sentences may be of other places.
// When silent: stocks, means, earlier years, names that differ.
#include <algorithm>
#include <set>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

enum class Span { none, month, total };

class MonthTotals {
 public:
  MonthTotals(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), tied_(tied_by(ledger, false)) {}

  void run() {
    std::vector<Told> recent;
    for (const int id : e_.prose()) {
      const Claim& c = e_[id];
      if (!flow(c)) continue;
      Told now = told(c);
      if (now.span == Span::none) continue;
      constexpr std::size_t kRemembered = 16;
      for (std::size_t i = recent.size(); i-- > 0;) {
        const Told& other = recent[i];
        if (c.block - e_[other.id].block > kReach || e_.section(other.id) != e_.section(id)) break;
        if (other.span != now.span && pair(now.span == Span::month ? now : other, now.span == Span::month ? other : now)) break;
      }
      if (recent.size() == kRemembered) recent.erase(recent.begin());
      recent.push_back(std::move(now));
    }
  }

 private:
  static constexpr int kReach = 1;  // blocks

  struct Told {
    int id = -1;
    Span span = Span::none;
    int month = 0;
    Text name;           ///< of its own; empty if none
    bool opens = false;  ///< the first amount of its sentence, or its clause names the time
  };

  bool flow(const Claim& c) const {
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.noun.empty() && c.exact.sign() > 0 && c.table < 0 &&
           c.depth == 0 && !e_.mean(c.id) && !c.averaged &&
           claim::find_any(c.clause_before, {U"上年", U"去年", U"同期", U"余额", U"月末", U"年末", U"月底", U"年底", U"存款",
                                             U"实有", U"保有", U"目标", U"计划", U"年初", U"均", U"预计", U"在册", U"期末"})
               .empty();
  }

  struct Time {
    Span span = Span::none;
    std::size_t at = 0;
    int month = 0;  ///< the month, or the last of several; 0 if not told
  };
  /// The last time that words name.
  static Time last_time(View words) {
    Time out;
    static constexpr struct {
      View word;
      Span span;
      int month;
    } kTimes[] = {{U"前三季度", Span::total, 9}, {U"上半年", Span::total, 6}, {U"一季度", Span::total, 3},
                  {U"今年以来", Span::total, 0}, {U"年内", Span::total, 0},   {U"累计", Span::total, 0},
                  {U"当月", Span::month, 0},     {U"本月", Span::month, 0}};
    for (const auto& t : kTimes)
      if (const std::size_t at = words.rfind(t.word); at != View::npos && at + t.word.size() > out.at)
        out = {t.span, at + t.word.size(), t.month};
    for (std::size_t i = words.size(); i-- > 1;) {
      if (words[i] != U'月' && words[i] != U'年') continue;
      const View rest = words.substr(i + 1);
      if (i + 1 <= out.at || claim::start_any(rest, {U"末", U"底", U"初", U"以来", U"以后", U"度"}).size() > 0) continue;
      // 前10个月, 1—9月, 2023年: several months; 9月: one.
      if (words[i] == U'年') {
        if (i < 4 || !claim::is_digit(words[i - 1]) || !claim::is_digit(words[i - 4])) continue;
        // 2023年10月 is told by its month.
        if (!rest.empty() && (claim::is_digit(rest.front()) || claim::one_of(rest.front(), U"第前上下一二三四"))) continue;
        out = {Span::total, i + 1, 0};
        continue;
      }
      std::size_t from = i;
      if (words[from - 1] == U'个') --from;
      const std::size_t digits = from;
      int value = 0;
      for (std::size_t k = from; k > 0 && claim::is_digit(words[k - 1]); --k) from = k - 1;
      if (from == digits || digits - from > 2) continue;
      for (std::size_t k = from; k < digits; ++k) value = value * 10 + static_cast<int>(words[k] - U'0');
      const char32_t before = from > 0 ? words[from - 1] : U' ';
      const bool several = digits != i ? before == U'前' : claim::one_of(before, U"-—–－~～至到");
      if (digits != i && !several) continue;  // 3个月
      out = {several ? Span::total : Span::month, i + 1, value};
    }
    return out;
  }

  Told told(const Claim& c) const {
    Told out;
    out.id = c.id;
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。！？\n");
    const View words = text.substr(from, c.start - from);
    const Time time = last_time(words);
    out.span = time.span;
    out.month = time.month;
    if (time.span == Span::none) return out;
    if (!c.name_inherited && c.name != U"当月" && c.name != U"本月" && c.name != U"累计") out.name = c.name;
    bool first = true;
    for (int id = c.id - 1; id >= 0 && e_[id].passage == c.passage && e_[id].start >= from && first; --id)
      first = !(e_[id].is_amount() && e_[id].noun == c.noun);
    out.opens = first || last_time(c.clause_before).span == time.span;
    return out;
  }

  static bool same_name(View a, View b) {
    if (a == b) return true;
    const View shorter = a.size() < b.size() ? a : b, longer = a.size() < b.size() ? b : a;
    return shorter.size() >= 3 && claim::ends_with(longer, shorter);
  }

  bool pair(const Told& month, const Told& total) {
    const Claim &m = e_[month.id], &t = e_[total.id];
    if (m.noun != t.noun || m.value.low > t.value.high || paired_.count(m.id) > 0 || paired_.count(t.id) > 0) return false;
    // 6月 is not among 一季度.
    if (total.month > 0 && month.month > total.month) return false;
    // 沿海, 内河 are said of several wholes.
    constexpr std::size_t kTelling = 4;
    const bool open = month.opens && total.opens;
    const bool next = t.id > m.id && t.sentence - m.sentence == 1;
    if (month.name.size() < 2 || (total.name.size() < 2 && next))
      if (!open) return false;
    if (month.name.size() >= 2 && total.name.size() >= 2 &&
        (!same_name(month.name, total.name) || (!open && std::min(month.name.size(), total.name.size()) < kTelling)))
      return false;
    if (month.name.size() >= 2 && total.name.size() < 2 && !next) return false;
    paired_.insert(m.id);
    paired_.insert(t.id);
    if (!tied_.has(m.id, t.id))
      ledger_.tell("B251", "bound", Verdict::consistent, t.id, {m.id}, number_text(e_, m.id) + " ≤ " + number_text(e_, t.id));
    return true;
  }

  const Evidence& e_;
  Ledger& ledger_;
  Pairs tied_;
  std::set<int> paired_;
};

}  // namespace

void check_month_totals(const Evidence& evidence, Ledger& ledger) { MonthTotals(evidence, ledger).run(); }

}  // namespace zh::check
