// The month of a title and that of the text under it.
//
//   E833 same   服务热线二月情况通报 above 2017年3月，共办理热线工单2495件: the report is of one month
//
// What: the first line names one month and a report (通报, 情况, 分析 …); the first sentence of the text begins with a month.
// When contradictory: the two differ, and the text names the title's month nowhere. When silent: days, ranges of months,
// quarters in either; several months in the title.
#include <algorithm>

#include "base/text.h"
#include "check/rules.h"

namespace zh::check {
namespace {

struct Month {
  int number = 0;
  std::size_t at = 0, end = 0;  ///< in the text
};

/// The month that ends with the 月 at this place; number 0 where it is a range, an ordinal or none.
Month month_at(View text, std::size_t mark) {
  std::size_t from = mark;
  while (from > 0 && mark - from < 3 && claim::is_digit(text[from - 1])) --from;
  Month m;
  if (from < mark) {
    for (std::size_t i = from; i < mark; ++i) m.number = m.number * 10 + static_cast<int>(text[i] - U'0');
  } else {
    while (from > 0 && mark - from < 2 && claim::one_of(text[from - 1], U"一二三四五六七八九十")) --from;
    if (from == mark) return {};
    m.number = claim::small_chinese_number(text.substr(from, mark - from));
  }
  if (m.number < 1 || m.number > 12) return {};
  m.at = from;
  m.end = mark + 1;
  if (from > 0 && claim::one_of(text[from - 1], U"-—–－~～至到、和及第个近前后每")) return {};
  return m;
}

/// All months that are named whole: no day behind, no range.
std::vector<Month> months_of(View text) {
  std::vector<Month> out;
  for (std::size_t at = text.find(U'月'); at != View::npos; at = text.find(U'月', at + 1)) {
    const Month m = month_at(text, at);
    if (m.number == 0) continue;
    const View behind = text.substr(m.end);
    if (!behind.empty() && (claim::is_digit(behind[0]) || claim::one_of(behind[0], U"-—–－~～至到、和及底末初上中下")))
      continue;
    out.push_back(m);
  }
  return out;
}

}  // namespace

void check_title_months(const Evidence& e, Ledger& ledger) {
  const std::vector<claim::Passage>& all = e.claims.passages;
  if (all.size() < 2 || all[0].cell >= 0) return;
  const View title = all[0].text;
  constexpr std::size_t kLongest = 40;
  if (title.size() > kLongest || claim::find_any(title, {U"通报", U"情况", U"分析", U"报告", U"简报", U"月报"}).empty()) return;
  // 一季度, 1—3月, 2月5日 in the title: not of one month.
  if (std::count(title.begin(), title.end(), U'月') != 1 + (claim::contains(title, U"月报") ? 1 : 0)) return;
  const std::vector<Month> named = months_of(title);
  if (named.size() != 1) return;
  // The first paragraph of prose.
  std::size_t p = 1;
  constexpr std::size_t kSentence = 20;
  while (p < all.size() && (all[p].cell >= 0 || all[p].text.size() < kSentence)) ++p;
  if (p == all.size()) return;
  const View text = all[p].text;
  std::size_t from = 0;
  constexpr std::size_t kYear = 5;  // 2017年
  if (text.size() > kYear && text[kYear - 1] == U'年' && std::all_of(text.begin(), text.begin() + 4, claim::is_digit))
    from = kYear;
  const std::vector<Month> months = months_of(text);
  if (months.empty() || months[0].at != from || months[0].number == named[0].number) return;
  const View behind = text.substr(months[0].end);
  if (behind.empty() || !(behind[0] == U'份' || claim::one_of(behind[0], U"，,"))) return;
  // The title's month may be told of elsewhere, or be that of another time.
  for (std::size_t q = 1; q < all.size(); ++q) {
    const View other = all[q].text;
    for (std::size_t at = other.find(U'月'); at != View::npos; at = other.find(U'月', at + 1)) {
      std::size_t start = at;
      while (start > 0 && claim::one_of(other[start - 1], U"0123456789一二三四五六七八九十")) --start;
      const Month m = month_at(other.substr(start), at - start);
      if (m.number == named[0].number) return;
    }
  }
  const auto shown = [](View words, const Month& m) { return to_utf8(words.substr(m.at, m.end - m.at)); };
  ledger.tell("E833", "same", Verdict::contradictory, -1, {}, {},
              "标题为“" + shown(title, named[0]) + "”，而正文为“" + shown(text, months[0]) + "”，全文没有标题所说的月份", 1,
              {all[0].range(named[0].at, named[0].end), all[p].range(months[0].at, months[0].end)});
}

}  // namespace zh::check
