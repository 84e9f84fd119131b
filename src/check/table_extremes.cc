// What is called the greatest or the smallest, against tables read by rows or by columns.
//
//   O913 order   增速最快的是货物吞吐量; 餐饮食品合格率91.87%，为各类最低; 三季度合格率最高: the cell of that name leads its
//   column, or its row where the names stand in the header
//
// Why: O903 and O911 read the plain cases; here the name may follow the word, stand in the clause before, or in the header, and
// the clause may tell the number itself. When contradictory (a warning): 降幅最大的是X where X is a row's whole name, one
// column alone tells growths, and one or two other rows beat it. When silent: no column that the words, or the number told,
// point to.
#include <algorithm>

#include "base/text.h"
#include "check/extremes.h"
#include "check/rules.h"

namespace zh::check {
namespace {

constexpr int kNear = 6;  ///< blocks

class TableExtremes {
 public:
  TableExtremes(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    if (e_.claims.tables.empty()) return;
    for (std::size_t p = 0; p < e_.claims.passages.size(); ++p) {
      const claim::Passage& passage = e_.claims.passages[p];
      constexpr std::size_t kLongest = 4000;
      if (passage.cell >= 0 || passage.text.size() > kLongest) continue;
      for (const Extreme& x : extremes_in(passage.text)) told(passage, static_cast<int>(p), x);
    }
  }

 private:
  struct Said {
    View measure;                   ///< words in front of the extreme
    View name;                      ///< behind it, after 是 or 为
    View before;                    ///< the clause in front of its own
    std::vector<Rational> numbers;  ///< of the clause and the one before
    Role measured = Role::level;
    bool most = true, falls = false;
  };

  void told(const claim::Passage& passage, int p, const Extreme& x) {
    const View text = passage.text;
    constexpr std::size_t kLead = 30, kTail = 24;
    std::size_t from = x.at, to = x.at + x.size;
    while (from > 0 && !claim::one_of(text[from - 1], U"，。；：、！？\n") && x.at - from < kLead) --from;
    while (to < text.size() && !claim::one_of(text[to], U"，、。；：！？（(\n") && to - x.at < kTail) ++to;
    Said said;
    said.measure = text.substr(from, x.at - from);
    const View rest = text.substr(x.at + x.size, to - x.at - x.size);
    if (const claim::Found is = claim::find_last(rest, {U"是", U"为", U"属"})) said.name = rest.substr(is.at + 1);
    std::size_t start = from > 0 ? from - 1 : 0;
    while (start > 0 && !claim::one_of(text[start - 1], U"，。；：！？\n") && from - start < 2 * kLead) --start;
    if (from > 0 && text[from - 1] == U'，') said.before = text.substr(start, from - 1 - start);
    const auto at = std::lower_bound(e_.all.begin(), e_.all.end(), p, [](const Claim& c, int y) { return c.passage < y; });
    for (auto it = at; it != e_.all.end() && it->passage == p; ++it)
      if (it->start >= (said.before.empty() ? from : start) && it->start < to + 8 && it->role != Role::date && !it->chinese)
        said.numbers.push_back(it->exact);
    // 从增速看，东盟最快，韩国最慢: the clause before says what is compared.
    said.measured = measure_of(said.measure);
    if (said.measured == Role::level && !said.before.empty()) said.measured = measure_of(said.before);
    said.most = x.most;
    said.falls = of_falls(said.measure) || (measure_of(said.measure) == Role::level && of_falls(said.before));
    for (const claim::Table& t : e_.tables_near(passage.block, kNear))
      if (by_rows(t, said) || by_columns(t, said)) return;
  }

  /// Whether the words name a label: as a whole, or all of a short name is in it.
  static bool names(const Said& said, const Text& label) {
    const Text bare = bare_label(label);
    if (bare.size() < 2 || bare.size() > 16) return false;
    if (!said.name.empty())
      return claim::contains(said.name, bare) || (said.name.size() >= 2 && claim::contains(bare, said.name));
    if (claim::contains(said.measure, bare)) return true;
    return claim::contains(said.before, bare);
  }
  /// The one line that is named; the longest label wins, a second of its length leaves it open.
  template <typename Label>
  int named(int from, int to, const Said& said, const Label& label) const {
    int found = -1;
    std::size_t longest = 0;
    for (int i = from; i < to; ++i) {
      const Text text = label(i);
      if (!names(said, text)) continue;
      const std::size_t size = bare_label(text).size();
      if (size == longest) found = -2;
      if (size > longest) found = i, longest = size;
    }
    return found;
  }
  static bool is_rest(const Text& label) { return claim::find_any(label, {U"其他", U"其它", U"其余"}).size() > 0; }
  /// How many pairs of characters a header and the words share, beside what all headers have.
  static std::size_t shared(View words, const Text& header) {
    const Text bare = bare_label(header);
    std::size_t common = 0;
    for (std::size_t i = 0; i + 1 < bare.size(); ++i) {
      const View pair = View(bare).substr(i, 2);
      common += pair != U"数量" && pair != U"同比" && claim::is_han(pair[0]) && claim::is_han(pair[1]) &&
                claim::contains(words, pair);
    }
    return common;
  }
  bool told_here(const Said& said, int id) const {
    return std::any_of(said.numbers.begin(), said.numbers.end(),
                       [&](const Rational& x) { return x.abs() == e_[id].exact.abs(); });
  }

  bool by_rows(const claim::Table& t, const Said& said) {
    const auto label = [&](int r) { return t.total[static_cast<std::size_t>(r)] ? Text() : row_name(t, r); };
    const int row = named(t.header_rows, t.rows, said, label);
    if (row < 0) return false;
    int suitable = 0;
    for (int x = 1; x < t.columns; ++x) suitable += fits(t, row, x, said.measured);
    // Of several columns the one that shares most with the words.
    int best = -1;
    std::size_t most = 0;
    for (int x = 1; x < t.columns; ++x) {
      const int own = t.at(row, x);
      if (own < 0 || e_[own].role == Role::label || e_[own].role == Role::date) continue;
      const Text& header = t.header[static_cast<std::size_t>(x)];
      const std::size_t common = shared(said.measure, header) + shared(said.before, header);
      if (!told_here(said, own) && !(fits(t, row, x, said.measured) && (suitable == 1 || common > 0))) continue;
      if (!holds(column(t, row, x), said) || (best >= 0 && common <= most)) continue;
      best = x;
      most = common;
    }
    if (best >= 0) return keep(column(t, row, best), said);
    return suitable == 1 && opposed(t, row, said);
  }
  bool fits(const claim::Table& t, int row, int x, Role measure) const {
    const int own = t.at(row, x);
    return own >= 0 && (is_of(e_[own], measure) || of_kind(t, x, measure));
  }
  /// The cell and those it is compared with.
  std::vector<int> column(const claim::Table& t, int row, int x) const {
    std::vector<int> ids = {t.at(row, x)};
    for (int r = t.header_rows; r < t.rows; ++r)
      if (const int o = t.at(r, x); o >= 0 && r != row && !t.total[static_cast<std::size_t>(r)] &&
                                    !is_rest(t.row_label[static_cast<std::size_t>(r)]) &&
                                    t.indent[static_cast<std::size_t>(r)] == t.indent[static_cast<std::size_t>(row)])
        ids.push_back(o);
    return ids;
  }
  /// 降幅最大的是PM2.5, named whole, where one column alone is of that measure and one or two other rows fall more.
  bool opposed(const claim::Table& t, int row, const Said& said) {
    const Text label = row_name(t, row);
    if (said.name != label || said.measured != Role::growth) return false;
    for (int x = 1; x < t.columns; ++x) {
      if (!fits(t, row, x, said.measured)) continue;
      const std::vector<int> ids = column(t, row, x);
      constexpr std::size_t kFewest = 3;
      if (ids.size() < kFewest || !e_[ids.front()].is_percentage()) return false;
      const Claim& own = e_[ids.front()];
      if (said.falls != (own.exact.sign() < 0)) return false;
      std::vector<int> better;
      for (std::size_t i = 1; i < ids.size(); ++i)
        if (e_[ids[i]].is_percentage() && e_[ids[i]].exact.sign() == own.exact.sign() &&
            (said.most ? e_[ids[i]].exact.abs() > own.exact.abs() : e_[ids[i]].exact.abs() < own.exact.abs()))
          better.push_back(ids[i]);
      if (better.empty() || better.size() > 2) return false;
      ledger_.tell("O913", "order", Verdict::contradictory, ids.front(), better,
                   number_text(e_, ids.front()) + "、" + joined(e_, better, "、"),
                   "文中称“" + to_utf8(label) + "”" + (said.falls ? "降幅" : "增幅") + (said.most ? "最大" : "最小") +
                       "，而表中为" + number_text(e_, ids.front()) + "，另有" + joined(e_, better, "、"),
                   1);
      return true;
    }
    return false;
  }
  static bool of_kind(const claim::Table& t, int x, Role measure) {
    using Column = claim::Table::Column;
    const Column kind = t.kind[static_cast<std::size_t>(x)];
    switch (measure) {
      case Role::growth:
        return kind == Column::growth || kind == Column::change;
      case Role::share:
        return kind == Column::share;
      case Role::rate:
        return kind == Column::rate;
      default:
        return kind == Column::level;
    }
  }

  /// 季度 | 一季度 | 二季度: the names stand in the header, the measures in front of the rows.
  bool by_columns(const claim::Table& t, const Said& said) {
    const auto label = [&](int x) {
      return claim::find_any(t.header[static_cast<std::size_t>(x)], {U"全年", U"合计", U"总计"}).empty()
                 ? t.header[static_cast<std::size_t>(x)]
                 : Text();
    };
    const int column = named(1, t.columns, said, label);
    if (column < 0) return false;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const int own = t.at(r, column);
      const Text& measure = t.row_label[static_cast<std::size_t>(r)];
      if (own < 0 || !(told_here(said, own) || shared(said.measure, measure) > 0)) continue;
      std::vector<int> ids = {own};
      for (int x = 1; x < t.columns; ++x)
        if (const int o = t.at(r, x); o >= 0 && x != column && !label(x).empty()) ids.push_back(o);
      if (keep(ids, said)) return true;
    }
    return false;
  }

  bool holds(const std::vector<int>& ids, const Said& said) const {
    constexpr std::size_t kFewest = 3, kMost = 40;
    if (ids.size() < kFewest || ids.size() > kMost) return false;
    const Claim& own = e_[ids.front()];
    bool strict = false;
    for (std::size_t i = 1; i < ids.size(); ++i) {
      const Claim& o = e_[ids[i]];
      if (o.is_percentage() != own.is_percentage() || o.role == Role::label || o.role == Role::date) return false;
      // 降幅最大: the lowest of the changes; 降幅最小 is of those that fell.
      if (said.falls && own.exact.sign() < 0 && !said.most && o.exact.sign() >= 0) continue;
      const bool most = said.most != (said.falls && own.exact.sign() < 0);
      if (most ? o.exact > own.exact : o.exact < own.exact) return false;
      strict = strict || o.exact != own.exact;
    }
    return strict;
  }
  bool keep(const std::vector<int>& ids, const Said& said) {
    if (!holds(ids, said)) return false;
    ledger_.tell("O913", "order", Verdict::consistent, ids.front(), {ids.begin() + 1, ids.end()},
                 joined(e_, ids, said.most != (said.falls && e_[ids.front()].exact.sign() < 0) ? " ≥ " : " ≤ "));
    return true;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_table_extremes(const Evidence& evidence, Ledger& ledger) { TableExtremes(evidence, ledger).run(); }

}  // namespace zh::check
