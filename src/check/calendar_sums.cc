// Months, quarters and what they make.
//
//   S132 sum   1月168件，2月142件，3月235件…一季度合计545件: months make quarters, quarters make halves and years
//   G412 growth   3月1339件 … 3月环比增长23.2%: of two months or quarters of the paragraph
//
// When contradictory: all parts of the period stand in the paragraph in the same words and their sum is another; of a total
// that stands before the paragraph, when one digit is wrong. When silent: a month is missing; the period is told twice.
#include <algorithm>
#include <map>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class CalendarSums {
 public:
  CalendarSums(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      if (calendar(all)) continue;
      // Several series: each in its sentence.
      for (std::size_t from = 0; from < all.size();) {
        std::size_t to = from;
        while (to < all.size() && e_[all[to]].sentence == e_[all[from]].sentence) ++to;
        calendar({all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to)});
        from = to;
      }
    }
  }

 private:
  bool level(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0 && !c.averaged;
  }

  /// Months 1 … 12, quarters 13 … 16, halves 17 and 18, the first three quarters 19, the year 20, of the words right before a
  /// number; 0: none. `words`: what stands between.
  static int span_of(View text, std::size_t start, View& words) {
    std::size_t from = start;
    while (from > 0 && start - from < 12 && !claim::one_of(text[from - 1], U"，。；：！？、（）()")) --from;
    View own = text.substr(from, start - from);
    if (claim::starts_with(own, U"其中")) own.remove_prefix(2);
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

  /// False where a time is told twice.
  bool calendar(const std::vector<int>& all) {
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
      if (of.count(span) > 0) return false;  // two series
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
    for (const int id : all) follows(of, id);
    // All parts of the period of the paragraph's first amount.
    for (const std::vector<int>& parts : {std::vector<int>{1, 2, 3, 4, 5, 6}, std::vector<int>{13, 14, 15, 16},
                                          std::vector<int>{13, 14, 15}, std::vector<int>{1, 2, 3}})
      if (of.size() == parts.size() && std::all_of(parts.begin(), parts.end(), [&](int p) { return of.count(p) > 0; })) {
        std::vector<int> ids;
        for (const int part : parts) ids.push_back(of[part]);
        outside(ids, parts);
        return true;
      }
    return true;
  }

  /// 3月环比增长23.2%: of the months before it.
  void follows(const std::map<int, int>& of, int id) {
    const Claim& c = e_[id];
    if (c.role != Role::growth || !c.is_percentage() || c.vague() || !claim::contains(c.clause_before, U"环比") ||
        ledger_.firmly_explained(id, "growth"))
      return;
    View words;
    const int span = span_of(e_.passage(id).text, c.start, words);
    if (span == 0 || span == 1 || span == 13 || span > 16 || !claim::starts_with(words, U"环比")) return;
    const auto now = of.find(span), before = of.find(span - 1);
    if (now == of.end() || before == of.end()) return;
    const Recompute again = [](const std::vector<Interval>& v) -> std::optional<Interval> {
      const std::optional<Interval> q = divide(v[0], v[1]);
      if (!q) return std::nullopt;
      return (*q - Interval::exactly(Rational(1))) * Interval::exactly(Rational(100));
    };
    const std::vector<int> operands = {now->second, before->second};
    const std::optional<Interval> own = again({e_[operands[0]].value, e_[operands[1]].value});
    if (!own) return;
    const std::string formula = number_text(e_, operands[0]) + " ÷ " + number_text(e_, operands[1]) + " − 1";
    if (fit(c, *own) != Fit::none)
      confirm(e_, ledger_, "G412", "growth", id, operands, *own, formula);
    else
      miss(e_, ledger_, {"G412", "growth", id, operands, again, Tie::certain, formula, "按前后两期计算"});
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
    tell_or_wait(e_, ledger_, "S132", total, ids, Tie::certain, "而各时段相加");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_calendar_sums(const Evidence& evidence, Ledger& ledger) { CalendarSums(evidence, ledger).run(); }

}  // namespace zh::check
