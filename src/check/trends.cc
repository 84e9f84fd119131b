// What words say of a series, and months beside what has come in since the year began.
//
//   O931 order   一季度2318.6亿元，二季度2547.3亿元，…，逐季走高; 抽查批次逐年增加; 连续三年下降: the numbers of the times go
//   that way B251 bound   | 9月 | 1—9月 |: what one month brought is not more than what all months did
//
// When contradictory (a warning): O931 when four numbers or more stand with their times, and one alone breaks what all others
// keep; B251 for counts and amounts that are all above zero, when other rows keep it. When silent: the words are of another
// series; rates and stocks of a month.
#include <algorithm>

#include "check/extremes.h"
#include "check/lists.h"
#include "check/rules.h"

namespace zh::check {
namespace {

class Trends {
 public:
  Trends(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const claim::Table& t : e_.claims.tables) months(t);
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) month_and_total(all, i);
    for (std::size_t p = 0; p < e_.claims.passages.size(); ++p) {
      const claim::Passage& passage = e_.claims.passages[p];
      constexpr std::size_t kLongest = 4000;
      if (passage.cell < 0 && passage.text.size() <= kLongest) told(static_cast<int>(p), passage);
    }
  }

 private:
  // Series --------------------------------------------------------------------------------------------------------------

  struct Trend {
    std::size_t at, end;
    int sign;
  };
  /// 逐年增加, 逐季走高, 连续三年下降, 连年增长.
  static std::vector<Trend> trends_in(View text) {
    static constexpr std::pair<View, int> kVerbs[] = {
        {U"增加", 1},  {U"增长", 1},  {U"上升", 1},  {U"提高", 1},  {U"走高", 1},  {U"抬升", 1},  {U"攀升", 1},
        {U"递增", 1},  {U"提升", 1},  {U"扩大", 1},  {U"增多", 1},  {U"上涨", 1},  {U"下降", -1}, {U"减少", -1},
        {U"回落", -1}, {U"降低", -1}, {U"递减", -1}, {U"走低", -1}, {U"下滑", -1}, {U"收窄", -1}};
    std::vector<Trend> out;
    for (const View w :
         {View(U"逐年"), View(U"逐季"), View(U"逐月"), View(U"逐次"), View(U"连年"), View(U"年年"), View(U"连续")})
      for (std::size_t at = text.find(w); at != View::npos; at = text.find(w, at + 1)) {
        constexpr std::size_t kFar = 8;
        const std::size_t stop = std::min({text.find_first_of(U"，。；、：", at), at + w.size() + kFar, text.size()});
        const View rest = text.substr(at + w.size(), stop - at - w.size());
        if (w == U"连续" && rest.find_first_of(U"年季月") == View::npos) continue;
        for (const auto& [verb, sign] : kVerbs)
          if (const std::size_t v = rest.find(verb); v != View::npos) {
            out.push_back({at, at + w.size() + v + verb.size(), sign});
            break;
          }
      }
    return out;
  }

  void told(int p, const claim::Passage& passage) {
    const View text = passage.text;
    for (const Trend& trend : trends_in(text)) {
      std::size_t from = claim::start_behind(text, trend.at, U"，。；：、\n");
      const View subject = text.substr(from, trend.at - from);
      // 增速逐年下降 is of the growths.
      const Role measure = measure_of(subject);
      if (!in_prose(p, trend, measure)) in_table(passage, trend, subject, measure);
    }
  }
  static bool is_time(View words) {
    return !words.empty() &&
           claim::find_any(words, {U"年", U"季度", U"月", U"十五", U"十一五", U"十二五", U"十三五"}).size() > 0;
  }
  /// The run of like numbers of the sentence or the next, each behind its own time, or behind 依次.
  bool in_prose(int p, const Trend& trend, Role measure) {
    std::vector<int> here;
    const auto at = std::lower_bound(e_.all.begin(), e_.all.end(), p, [](const Claim& c, int x) { return c.passage < x; });
    int sentence = -1;
    for (auto it = at; it != e_.all.end() && it->passage == p; ++it)
      if (it->start <= trend.at || sentence < 0) sentence = it->sentence;
    if (sentence < 0) return false;
    const int paragraph_of = [&] {
      for (auto it = at; it != e_.all.end() && it->passage == p; ++it)
        if (e_.paragraph(it->id) >= 0) return e_.paragraph(it->id);
      return -1;
    }();
    if (paragraph_of < 0) return false;
    if (paragraph_of != paragraph_) {
      paragraph_ = paragraph_of;
      lists_ = lists_of(e_, e_.paragraphs()[static_cast<std::size_t>(paragraph_of)]);
    }
    for (const List& list : lists_) {
      const Claim &first = e_[list.ids.front()], &last = e_[list.ids.back()];
      if (list.ids.size() < 3 || std::abs(first.sentence - sentence) > 1 || !is_of(first, measure)) continue;
      const bool near = (last.noun_end <= trend.at && trend.at - last.noun_end < 30) ||
                        (first.start >= trend.end && first.start - trend.end < 30);
      if (!near) continue;
      const bool timed = std::all_of(list.ids.begin(), list.ids.end(), [&](int id) { return is_time(e_[id].before); });
      if (!timed && !claim::contains(announcement(e_, list), U"依次") && !claim::contains(announcement(e_, list), U"年为") &&
          !claim::contains(announcement(e_, list), U"逐年为"))
        continue;
      if (judge(list.ids, trend.sign, timed)) return true;
    }
    return by_years(paragraph_of, trend, measure, sentence);
  }
  /// 2011年3810对，2015年3342对，…: the levels of the sentence, or of the one before, that stand right behind a time; those of
  /// earlier years and of this one.
  bool by_years(int paragraph, const Trend& trend, Role measure, int sentence) {
    if (measure != Role::level) return false;
    std::vector<int> ids;
    for (const int id : e_.paragraphs()[static_cast<std::size_t>(paragraph)]) {
      const Claim& c = e_[id];
      if (c.noun_end > trend.at || sentence - c.sentence > 1) continue;
      if (!c.is_amount() || !c.is_level() || c.vague() || c.start == 0 || c.noun.empty() ||
          !claim::one_of(e_.passage(id).text[c.start - 1], U"年月度"))
        continue;
      if (!ids.empty() && (e_[ids.back()].noun != c.noun || e_[ids.back()].sentence != c.sentence)) ids.clear();
      ids.push_back(id);
    }
    constexpr std::size_t kFewest = 3, kNear = 30;
    if (ids.size() < kFewest || trend.at - e_[ids.back()].noun_end > kNear) return false;
    return judge(ids, trend.sign, trend.at - e_[ids.back()].noun_end <= 2);
  }
  bool judge(const std::vector<int>& ids, int sign, bool firm) {
    std::vector<std::size_t> breaks;
    for (std::size_t i = 0; i + 1 < ids.size(); ++i) {
      const Rational d = e_[ids[i + 1]].exact - e_[ids[i]].exact;
      if (d.sign() * sign < 0) breaks.push_back(i);
    }
    const char* const text = sign > 0 ? " ≤ " : " ≥ ";
    if (breaks.empty()) {
      ledger_.tell("O931", "order", Verdict::consistent, ids.front(), {ids.begin() + 1, ids.end()}, joined(e_, ids, text));
      return true;
    }
    if (!firm || breaks.size() != 1 || ids.size() < 4) return false;
    // Without one of the two the rest goes that way.
    const auto goes = [&](std::size_t skip) {
      const Claim* last = nullptr;
      for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i == skip) continue;
        if (last != nullptr && (e_[ids[i]].exact - last->exact).sign() * sign < 0) return false;
        last = &e_[ids[i]];
      }
      return true;
    };
    const std::size_t at = breaks.front();
    if (!goes(at) && !goes(at + 1)) return false;
    ledger_.tell("O931", "order", Verdict::contradictory, ids[at], {ids[at + 1]},
                 number_text(e_, ids[at]) + (sign > 0 ? " > " : " < ") + number_text(e_, ids[at + 1]),
                 std::string("文中称逐期") + (sign > 0 ? "上升" : "下降") + "，而" + number_text(e_, ids[at]) + "之后是" +
                     number_text(e_, ids[at + 1]),
                 1);
    return true;
  }
  /// The column that the subject names, of a table whose rows are times.
  void in_table(const claim::Passage& passage, const Trend& trend, View subject, Role measure) {
    constexpr int kNear = 4;
    for (const claim::Table& t : e_.tables_near(passage.block, kNear)) {
      std::vector<int> rows;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const Text& label = t.row_label[static_cast<std::size_t>(r)];
        if (t.total[static_cast<std::size_t>(r)]) continue;
        if (!is_time(label) || label.size() > 8) break;
        rows.push_back(r);
      }
      if (rows.size() < 3) continue;
      for (int x = 1; x < t.columns; ++x) {
        const Text header = bare_label(t.header[static_cast<std::size_t>(x)]);
        const View bare = claim::strip_name(subject);  // 全省逐年增加 names no column
        if (header.size() < 2 || !(claim::contains(subject, header) || (bare.size() >= 2 && claim::contains(header, bare))))
          continue;
        std::vector<int> ids;
        for (const int r : rows)
          if (t.at(r, x) >= 0) ids.push_back(t.at(r, x));
        if (ids.size() != rows.size() || (measure != Role::level && !e_[ids.front()].is_percentage())) continue;
        if (judge(ids, trend.sign, false)) return;
      }
    }
  }

  // Months --------------------------------------------------------------------------------------------------------------

  enum class Span { none, month, total };
  static Span span_of(View header) {
    if (claim::find_any(header, {U"同比", U"增", U"%", U"％", U"占", U"率", U"上年", U"去年", U"余额", U"末"}).size() > 0)
      return Span::none;
    if (claim::find_any(header,
                        {U"累计", U"1—", U"1-", U"1－", U"1~", U"1～", U"1至", U"前三季度", U"上半年", U"一季度", U"全年"})
            .size() > 0)
      return Span::total;
    const std::size_t month = header.find(U'月');
    if (claim::find_any(header, {U"本月", U"当月"}).size() > 0) return Span::month;
    if (month != View::npos && month > 0 && claim::is_digit(header[month - 1])) return Span::month;
    return Span::none;
  }
  /// What a number's own words say of its time.
  static Span time_of(const Claim& c) {
    const View words = c.clause_before;
    if (claim::find_any(words, {U"同比", U"占", U"率", U"均", U"余额", U"目标", U"计划"}).size() > 0) return Span::none;
    if (claim::find_any(words, {U"累计", U"1—", U"1-", U"1－", U"1至", U"前三季度", U"前九个月"}).size() > 0)
      return Span::total;
    if (claim::find_any(words, {U"当月", U"本月"}).size() > 0) return Span::month;
    const std::size_t month = words.rfind(U'月');
    constexpr std::size_t kFar = 2;
    return month != View::npos && month > 0 && claim::is_digit(words[month - 1]) && words.size() - month - 1 <= kFar
               ? Span::month
               : Span::none;
  }
  /// 业务总量1—7月1143.1亿元，7月157亿元; 9月当月2.78万亿元 beside 前三季度8.24万亿元.
  void month_and_total(const std::vector<int>& all, std::size_t i) {
    const Claim &b = e_[all[i]], &a = e_[all[i - 1]];
    if (!a.is_amount() || !b.is_amount() || a.role != Role::level || b.role != Role::level || a.vague() || b.vague() ||
        a.noun != b.noun || a.noun.empty() || a.sentence != b.sentence || b.clause - a.clause > 1 || e_.mean(a.id) ||
        e_.mean(b.id) || a.exact.sign() <= 0 || b.exact.sign() <= 0)
      return;
    const Span first = time_of(a), second = time_of(b);
    if (first == second || first == Span::none || second == Span::none) return;
    const Claim &month = first == Span::month ? a : b, &total = first == Span::month ? b : a;
    const std::string text = number_text(e_, month.id), sum = number_text(e_, total.id);
    if (month.value.low <= total.value.high)
      ledger_.tell("B251", "bound", Verdict::consistent, total.id, {month.id}, text + " ≤ " + sum);
    else if (&month == &b && b.clause_before.size() <= 5)
      ledger_.tell("B251", "bound", Verdict::contradictory, month.id, {total.id}, text + " > " + sum,
                   "当月的" + text + "大于累计的" + sum, 1);
  }

  void months(const claim::Table& t) {
    using Column = claim::Table::Column;
    for (int x = 1; x < t.columns; ++x) {
      if (t.kind[static_cast<std::size_t>(x)] != Column::level || span_of(t.header[static_cast<std::size_t>(x)]) != Span::month)
        continue;
      for (int y = 1; y < t.columns; ++y) {
        if (t.kind[static_cast<std::size_t>(y)] != Column::level ||
            span_of(t.header[static_cast<std::size_t>(y)]) != Span::total)
          continue;
        compare(t, x, y);
        break;
      }
    }
  }
  void compare(const claim::Table& t, int month, int total) {
    std::vector<std::pair<int, int>> good, bad;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const int a = t.at(r, month), b = t.at(r, total);
      if (a < 0 || b < 0 || !e_[a].is_amount() || !e_[b].is_amount() || e_[a].noun != e_[b].noun || e_[a].scale != e_[b].scale)
        continue;
      if (e_[a].exact.sign() < 0 || e_[b].exact.sign() < 0 || e_.mean(a) ||
          claim::find_any(t.row_label[static_cast<std::size_t>(r)], {U"率", U"余额", U"均", U"价", U"指数", U"期末", U"月末"})
                  .size() > 0)
        continue;
      (e_[a].value.low <= e_[b].value.high ? good : bad).emplace_back(a, b);
    }
    for (const auto& [a, b] : good)
      ledger_.tell("B251", "bound", Verdict::consistent, b, {a}, number_text(e_, a) + " ≤ " + number_text(e_, b));
    if (bad.size() != 1 || good.size() < 3) return;
    ledger_.tell("B251", "bound", Verdict::contradictory, bad[0].first, {bad[0].second},
                 number_text(e_, bad[0].first) + " > " + number_text(e_, bad[0].second),
                 "当月的" + number_text(e_, bad[0].first) + "大于累计的" + number_text(e_, bad[0].second), 1);
  }

  const Evidence& e_;
  Ledger& ledger_;
  mutable int paragraph_ = -1;  ///< whose lists are remembered
  mutable std::vector<List> lists_;
};

}  // namespace

void check_trends(const Evidence& evidence, Ledger& ledger) { Trends(evidence, ledger).run(); }

}  // namespace zh::check
