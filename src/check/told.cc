// Words that say of a number where it lies.
//
//   B210 bound   占51.9%，超过半数; 接近一半; 完成比例都在100%以上: the numbers lie where the words say
//   B211 bound   3月19日至20日, 2022年至2025年: a period ends after it began
//   N102 count   2013年至2017年的合格率依次是…: as many numbers as years
//   O903 order   电梯数量居首位, 二产比重最高: what the words put first (or last) leads the column of a table near by
//
// Why: the words are the author's own reading of the number, so a number that changed since no longer fits them.
// When contradictory: a share below 50 % right before 超过半数, above it before 不足一半 (a warning); a period that ends before
// it began. When silent: the words are of another number; months without a year may belong to two years.
#include <algorithm>

#include "base/text.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Told {
 public:
  Told(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        half(all, i);
        each(all, i);
      }
    periods();
    for (std::size_t p = 0; p < e_.claims.passages.size(); ++p)
      if (e_.claims.passages[p].cell < 0 && !e_.claims.tables.empty()) leads(p);
  }

 private:
  void keep(const char* rule, const char* kind, Verdict verdict, int result, std::vector<int> operands,
            std::vector<readback::Range> spans, const std::string& formula, const std::string& message) {
    ledger_.tell(rule, kind, verdict, result, std::move(operands), formula, message, 1, std::move(spans));
  }

  enum class Half { over, near, under };
  /// 超过半数 … in the words behind a share, up to the next number; where they stand.
  static std::optional<std::pair<Half, std::pair<std::size_t, std::size_t>>> half_in(View text, std::size_t from,
                                                                                     std::size_t to) {
    struct Word {
      View word;
      Half half;
    };
    static constexpr Word kWords[] = {
        {U"超过半数", Half::over},  {U"超半数", Half::over},     {U"超过一半", Half::over},  {U"超一半", Half::over},
        {U"过半", Half::over},      {U"一半以上", Half::over},   {U"半数以上", Half::over},  {U"一半多", Half::over},
        {U"接近半数", Half::near},  {U"近半数", Half::near},     {U"近一半", Half::near},    {U"将近一半", Half::near},
        {U"接近一半", Half::near},  {U"不足一半", Half::under},  {U"不足半数", Half::under}, {U"不到一半", Half::under},
        {U"不到半数", Half::under}, {U"总量的一半", Half::near}, {U"总数的一半", Half::near}};
    for (const Word& w : kWords)
      if (const std::size_t at = text.substr(0, to).find(w.word, from); at != View::npos)
        return {{w.half, {at, at + w.word.size()}}};
    return std::nullopt;
  }
  void half(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (c.kind != claim::Numeral::Kind::percent || c.vague() || (c.role != Role::share && c.role != Role::rate)) return;
    const claim::Passage& passage = e_.passage(c.id);
    const View text = passage.text;
    const std::size_t next = i + 1 < all.size() ? e_[all[i + 1]].start : text.size();
    const std::size_t stop = std::min({text.find_first_of(U"。；", c.end), next, text.size()});
    const auto found = half_in(text, c.end, stop);
    if (!found || found->second.first - c.end > 12) return;
    const Rational fifty(50);
    const bool holds = found->first == Half::over    ? c.value.high > fifty
                       : found->first == Half::under ? c.value.low < fifty
                                                     : (c.exact - fifty).abs() <= Rational(10);
    const std::string words = to_utf8(text.substr(found->second.first, found->second.second - found->second.first));
    if (!holds && (found->first == Half::near || found->second.first - c.noun_end > 1)) return;
    keep("B210", "bound", holds ? Verdict::consistent : Verdict::contradictory, c.id, {},
         {passage.range(found->second.first, found->second.second)}, number_text(e_, c.id) + "：" + words,
         holds ? "" : "文中称“" + words + "”，而数字是" + number_text(e_, c.id));
  }

  /// 都在100%以上, 均超过95%: the percentages before it in the paragraph, else the column of a table near by.
  void each(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!c.is_percentage() || c.bound == claim::Numeral::Bound::exact || c.bound == claim::Numeral::Bound::about) return;
    if (claim::find_any(c.before, {U"都", U"均", U"全部", U"各"}).empty()) return;
    const bool above = c.bound == claim::Numeral::Bound::above;
    const auto like = [&](const Claim& o) {
      return o.kind == c.kind && !o.vague() &&
             (o.role == Role::rate || o.role == Role::share || o.role == Role::percent) == (c.role != Role::growth);
    };
    std::vector<int> others;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= e_[all[i]].sentence - 1;)
      if (like(e_[all[j]]) && e_[all[j]].role != Role::limit) others.push_back(all[j]);
    if (others.size() < 2) others = column(c, like);
    if (others.size() < 2) return;
    for (const int id : others)
      if (above ? e_[id].value.high < c.exact : e_[id].value.low > c.exact) return;
    std::reverse(others.begin(), others.end());
    keep("B210", "bound", Verdict::consistent, c.id, others, {},
         joined(e_, others, "、") + (above ? " ≥ " : " ≤ ") + number_text(e_, c.id), "");
  }
  template <typename Like>
  std::vector<int> column(const Claim& c, const Like& like) const {
    constexpr int kNear = 8;
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      for (int x = 0; x < t.columns; ++x) {
        std::vector<int> ids;
        for (int r = t.header_rows; r < t.rows; ++r)
          if (const int id = t.at(r, x); id >= 0 && like(e_[id]) && !t.total[static_cast<std::size_t>(r)]) ids.push_back(id);
        if (ids.size() >= 2) return ids;
      }
    }
    return {};
  }

  /// Two dates joined by 至, 到 or a dash.
  void periods() {
    for (std::size_t i = 0; i + 1 < e_.all.size(); ++i) {
      const Claim& a = e_[static_cast<int>(i)];
      if (a.role != Role::date || a.decimals > 0) continue;
      const View text = e_.passage(a.id).text;
      if (a.kind == claim::Numeral::Kind::year)
        years(a, e_[a.id + 1], text);
      else if (a.end < text.size() && text[a.end] == U'日')
        days(a, text);
    }
  }
  bool joins(const Claim& a, const Claim& b, View text, char32_t unit) const {
    if (b.passage != a.passage || b.start <= a.end) return false;
    View between = text.substr(a.end, b.start - a.end);
    if (!between.empty() && between.front() == unit) between.remove_prefix(1);
    return between == U"至" || between == U"到" || between == U"-" || between == U"—" || between == U"~" || between == U"——" ||
           between == U"–" || between == U"-";
  }
  void years(const Claim& a, const Claim& b, View text) {
    if (b.kind != claim::Numeral::Kind::year || !joins(a, b, text, U'年')) return;
    if (b.end - b.start != 4 || a.end - a.start != 4) return;
    if (b.exact > a.exact) each_year(a, b, text);
    if (b.exact >= a.exact) return;
    keep("B211", "bound", Verdict::contradictory, b.id, {a.id}, {}, number_text(e_, b.id) + " < " + number_text(e_, a.id),
         "起止年份颠倒：" + number_text(e_, a.id) + "至" + number_text(e_, b.id));
  }
  /// 2013年至2017年的合格率依次是88.9%，92.3%，91.1%，91.6%，91.5%: a number for each year.
  void each_year(const Claim& a, const Claim& b, View text) {
    std::vector<int> list;
    for (int id = b.id + 1;
         id < static_cast<int>(e_.all.size()) && e_[id].sentence == b.sentence && e_[id].passage == b.passage; ++id) {
      const Claim& c = e_[id];
      if (list.empty()) {
        constexpr std::size_t kLead = 24;
        const View lead = text.substr(b.end, c.start - b.end);
        if (c.role == Role::date || c.role == Role::label || c.role == Role::count || lead.size() > kLead ||
            claim::find_any(lead, {U"依次", U"分别"}).empty())
          return;
      } else {
        View between = text.substr(e_[list.back()].noun_end, c.start - e_[list.back()].noun_end);
        if (c.kind != e_[list.front()].kind || c.noun != e_[list.front()].noun ||
            !(between == U"、" || between == U"，" || between == U"和" || between == U"及" || between == U"以及"))
          break;
      }
      list.push_back(id);
    }
    const Rational years = b.exact - a.exact + Rational(1);
    const Rational listed(static_cast<std::int64_t>(list.size()));
    if (list.size() < 2) return;
    const bool holds = years == listed;
    if (!holds && (years - listed).abs() != Rational(1)) return;
    const std::string text_of = number_text(e_, a.id) + "—" + number_text(e_, b.id);
    keep("N102", "count", holds ? Verdict::consistent : Verdict::contradictory, b.id, list, {},
         text_of + (holds ? "：" : " ≠ ") + "列出" + std::to_string(list.size()) + "个数",
         holds ? "" : text_of + "与所列" + std::to_string(list.size()) + "个数不等");
  }

  /// 3月19日至20日, 1月17日开始，到2月25日结束: the last 日 of the clause or the next.
  void days(const Claim& a, View text) {
    int month = -1;
    constexpr std::size_t kFar = 14;
    for (int id = a.id + 1; id < static_cast<int>(e_.all.size()) && id <= a.id + 3; ++id) {
      const Claim& b = e_[id];
      if (b.passage != a.passage || b.sentence != a.sentence || b.start - a.end > kFar) return;
      if (b.role != Role::date || b.kind == claim::Numeral::Kind::year) return;
      if (b.end < text.size() && text[b.end] == U'月') {
        month = id;
        continue;
      }
      if (b.end >= text.size() || text[b.end] != U'日') return;
      const View between = text.substr(a.end, (month >= 0 ? e_[month].start : b.start) - a.end);
      if (claim::find_any(between, {U"至", U"到", U"-", U"—", U"~"}).empty()) return;
      const Claim* own = a.id > 0 ? &e_[a.id - 1] : nullptr;  // the month of the first day
      if (own == nullptr || own->passage != a.passage || own->end + 1 != a.start || text[own->end] != U'月') return;
      const Rational from = own->exact, to = month >= 0 ? e_[month].exact : from;
      const bool later = to > from || (to == from && b.exact >= a.exact);
      if (later)
        keep("B211", "bound", Verdict::consistent, b.id, {a.id}, {}, number_text(e_, a.id) + " ≤ " + number_text(e_, b.id), "");
      else if (to == from)
        keep("B211", "bound", Verdict::contradictory, b.id, {a.id}, {}, number_text(e_, b.id) + " < " + number_text(e_, a.id),
             "起止日期颠倒：" + number_text(e_, a.id) + "日至" + number_text(e_, b.id) + "日");
      return;
    }
  }

  struct Extreme {
    std::size_t at = View::npos, size = 0;
    bool most = true;
  };
  static std::vector<Extreme> extremes(View text) {
    static constexpr std::pair<View, bool> kWords[] = {{U"最高", true},  {U"最大", true},  {U"最多", true},   {U"最快", true},
                                                       {U"居首", true},  {U"首位", true},  {U"第一位", true}, {U"最低", false},
                                                       {U"最小", false}, {U"最少", false}, {U"最慢", false}};
    std::vector<Extreme> out;
    for (const auto& [word, most] : kWords)
      for (std::size_t at = text.find(word); at != View::npos; at = text.find(word, at + 1))
        out.push_back({at, word.size(), most});
    return out;
  }
  /// The columns that the words in front of 最高 speak of.
  static bool suits(View lead, claim::Table::Column kind) {
    using Column = claim::Table::Column;
    if (!claim::find_any(lead, {U"增幅", U"涨幅", U"增速", U"升幅", U"增长"}).empty()) return kind == Column::growth;
    if (!claim::find_any(lead, {U"比重", U"占比", U"份额"}).empty()) return kind == Column::share;
    if (claim::contains(lead, U"率")) return kind == Column::rate;
    return kind == Column::level;
  }
  /// 第二产业 is called 二产.
  static bool named(View words, const Text& label) {
    Text bare;
    for (const char32_t c : label)
      if (claim::one_of(c, U"（("))
        break;
      else if (!claim::one_of(c, U" 　"))
        bare += c;
    if (bare.size() < 2 || bare.size() > 14) return false;
    if (claim::contains(words, bare)) return true;
    return bare.size() == 4 && bare[0] == U'第' && claim::ends_with(bare, U"产业") &&
           claim::contains(words, Text{bare[1], U'产'});
  }

  void leads(std::size_t p) {
    const claim::Passage& passage = e_.claims.passages[p];
    const View text = passage.text;
    if (text.size() > 3000) return;
    for (const Extreme& x : extremes(text)) {
      std::size_t from = x.at, to = x.at + x.size;
      while (from > 0 && !claim::one_of(text[from - 1], U"，。；：！？\n") && x.at - from < 30) --from;
      while (to < text.size() && !claim::one_of(text[to], U"，、。；：！？（\n") && to - x.at < 24) ++to;
      const View lead = text.substr(from, x.at - from), clause = text.substr(from, to - from);
      if (std::any_of(clause.begin(), clause.end(), claim::is_digit)) continue;
      constexpr int kNear = 4;
      for (const claim::Table& t : e_.tables_near(passage.block, kNear))
        if (lead_of(t, lead, clause, x.most)) break;
    }
  }
  bool lead_of(const claim::Table& t, View lead, View clause, bool most) {
    int row = -1;
    for (int r = t.header_rows; r < t.rows; ++r)
      if (!t.total[static_cast<std::size_t>(r)] && named(clause, t.row_label[static_cast<std::size_t>(r)])) {
        if (row >= 0) return false;
        row = r;
      }
    if (row < 0) return false;
    for (int c = 0; c < t.columns; ++c) {
      if (c >= static_cast<int>(t.kind.size()) || !suits(lead, t.kind[static_cast<std::size_t>(c)])) continue;
      const int own = t.at(row, c);
      if (own < 0 || e_[own].role == Role::label || e_[own].role == Role::date) continue;
      std::vector<int> ids = {own};
      bool holds = true;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const int id = t.at(r, c);
        if (r == row || id < 0 || t.total[static_cast<std::size_t>(r)] || e_[id].kind != e_[own].kind ||
            (!e_[id].is_percentage() && e_[id].noun != e_[own].noun))
          continue;
        ids.push_back(id);
        holds = holds && (most ? e_[id].exact <= e_[own].exact : e_[id].exact >= e_[own].exact);
      }
      if (!holds || ids.size() < 3 || ids.size() > 30) continue;
      const std::vector<int> others(ids.begin() + 1, ids.end());
      keep("O903", "order", Verdict::consistent, own, others, {}, joined(e_, ids, most ? " ≥ " : " ≤ "), "");
      return true;
    }
    return false;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_told(const Evidence& evidence, Ledger& ledger) { Told(evidence, ledger).run(); }

}  // namespace zh::check
