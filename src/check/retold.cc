// Sentences that retell a row of a table.
//
//   E821 same       发电量38.7亿千瓦时 and the row 发电量 with 37.8; its growth, share or change likewise
//   W331 wording    净利润5690.21元 and the row with 56,902,118.77元: the digits are the same, the unit is not
//   O911 order      办结率最低的是东城局: what is called first or last is not that of its column
//
// What: the clause names the label of one row of a table near by, or goes on from a number that stands in that row; the cell is
// one of the same kind and role, and of several the one whose header the words say. When contradictory: E821 when no cell of
// the row is that number and one digit would make it one; W331 when four digits or more agree; O911 when the words name the row
// and the column, a warning. When silent: earlier periods; 分别 lists; rows named in part.
#include <algorithm>

#include "base/text.h"
#include "check/extremes.h"
#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

constexpr int kNear = 8;  // blocks

using Column = claim::Table::Column;

Text bare(const Text& label) {
  Text out = bare_label(label, U"（(，,/", U" 　*#:：\n");
  for (const View w : {View(U"其中"), View(U"一、"), View(U"二、"), View(U"三、"), View(U"四、"), View(U"减"), View(U"加")})
    if (claim::starts_with(out, w) && out.size() >= w.size() + 2) out.erase(0, w.size());
  return out;
}

/// What a row is called: its first cell of words, without the unit that stands in a column of its own.
Text name_of(const claim::Table& t, int row) {
  const Text& first = t.text[static_cast<std::size_t>(row)][0];
  const Text own = bare(first);
  if (own.size() >= 2 && !std::all_of(own.begin(), own.end(), claim::is_digit)) return own;
  return bare(t.row_label[static_cast<std::size_t>(row)]);
}

class Retold {
 public:
  Retold(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    if (e_.claims.tables.empty()) return;
    for (const std::vector<int>& all : e_.paragraphs())
      for (const claim::Table& t : e_.claims.tables) {
        if (other_years(e_, e_[all.front()], t)) continue;
        if (t.rows > 400 || e_[all.front()].block - t.block > kNear || t.block - e_[all.front()].block > kNear) continue;
        int row = -1, last = -1;  // that the sentence goes on with
        for (std::size_t i = 0; i < all.size(); ++i) {
          const Claim& c = e_[all[i]];
          if (last >= 0 && (e_[last].sentence != c.sentence || c.clause - e_[last].clause > 1)) row = -1;
          const int named = row_named(t, c.clause_before.empty() ? clause_ahead(c) : c.clause_before);
          if (named >= 0) row = named;
          if (named == kSeveral || (named < 0 && foreign(c))) row = -1;
          if (row < 0) continue;
          if (of_other_scope(t, all, i)) {
            row = -1;
            continue;
          }
          if (number(t, row, c, named >= 0, goes_on(t, row, all, i)))
            last = all[i];
          else
            row = -1;
        }
      }
    for (std::size_t p = 0; p < e_.claims.passages.size(); ++p)
      if (e_.claims.passages[p].cell < 0) extremes(p);
  }

 private:
  static constexpr int kSeveral = -2;
  /// 非制造业新订单指数为46.1%，从业人员指数为46.5% beside a table of 制造业: what the first row's name of the sentence is
  /// prefixed with goes for all, where that row says something else.
  bool of_other_scope(const claim::Table& t, const std::vector<int>& all, std::size_t i) const {
    std::size_t first = i;
    while (first > 0 && e_[all[first - 1]].sentence == e_[all[i]].sentence) --first;
    if (first == i) return false;
    const Claim& c = e_[all[first]];
    const int row = row_named(t, c.clause_before);
    if (row < 0) return false;
    constexpr std::size_t kFewest = 2;
    const View prefix = c.clause_before.substr(0, c.clause_before.rfind(name_of(t, row)));
    if (prefix.size() < kFewest || !std::all_of(prefix.begin(), prefix.end(), claim::is_han) ||
        !claim::find_any(prefix, {U"年", U"月", U"季", U"其中", U"完成", U"实现"}).empty())
      return false;
    for (int x = 0; x < t.columns; ++x)
      if (const int id = t.at(row, x); id >= 0 && agrees(c, e_[id])) return false;
    return true;
  }
  /// 电梯数量最多，4157台: the clause in front of one that the number begins, without the word that ranks.
  Text clause_ahead(const Claim& c) const {
    const View text = e_.passage(c.id).text;
    if (c.start == 0 || text[c.start - 1] != U'，') return {};
    std::size_t from = claim::start_behind(text, c.start - 1, U"，。；：！？（）()");
    Text words(text.substr(from, c.start - 1 - from));
    for (const View w : {View(U"数量最多"), View(U"数量最少"), View(U"最多"), View(U"最少"), View(U"居首位"), View(U"居首"),
                         View(U"最高"), View(U"最低")})
      if (claim::ends_with(words, w) && words.size() > w.size()) return words.substr(0, words.size() - w.size());
    return {};
  }
  /// The row whose label stands last in the words; kSeveral where two labels end there as well as each other.
  int row_named(const claim::Table& t, View words) const {
    int found = -1;
    std::size_t end = 0, size = 0;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const Text label = name_of(t, r);
      if (label.size() < 2 || label.size() > 20 || std::all_of(label.begin(), label.end(), claim::is_digit)) continue;
      const std::size_t at = words.rfind(label);
      if (at == Text::npos) continue;
      const std::size_t own = at + label.size();
      if (own < end || (own == end && label.size() < size)) continue;
      if (own == end && label.size() == size)
        found = kSeveral;
      else
        found = r;
      end = own, size = label.size();
    }
    if (found >= 0 && words.size() - end > 8) return -1;  // 石门县…支出完成: another thing is told
    return found;
  }
  /// Words of its own that name something else.
  static bool foreign(const Claim& c) {
    static const claim::Words kLinks = {U"同比", U"环比",   U"增长",   U"下降", U"增加", U"减少", U"上升", U"占",  U"增幅",
                                        U"降幅", U"比上年", U"较上年", U"增速", U"比重", U"，",   U"高于", U"低于"};
    return claim::find_any(c.clause_before, kLinks).empty() && c.clause_before.size() > 3;
  }

  bool suits(const Claim& c, const Claim& cell, const claim::Table& t) const {
    if (cell.role == Role::label || cell.role == Role::date || cell.vague()) return false;
    const Column kind = t.kind[static_cast<std::size_t>(cell.column)];
    switch (c.role) {
      case Role::growth:
        return kind == Column::growth || cell.role == Role::growth;
      case Role::share:
      case Role::rate:
      case Role::percent:
        return (cell.is_percentage() || kind == Column::share || kind == Column::rate) && kind != Column::growth &&
               cell.role != Role::growth && cell.role != Role::point;
      case Role::change:
        return kind == Column::change || cell.role == Role::change;
      case Role::level:
        return cell.is_amount() && cell.role == Role::level && (kind == Column::level || kind == Column::other) &&
               (c.noun == cell.noun || (cell.noun.empty() && (c.scale == 0 || cell.scale != 0)) ||
                (!cell.noun.empty() && addable(c, cell)));
      default:
        return false;
    }
  }
  static bool agrees(const Claim& c, const Claim& cell) {
    const Interval a = magnitude(c.value), b = magnitude(cell.value);
    // A chart or table whose unit is not told prints 3612 for 3612亿元.
    if (cell.noun.empty() && cell.scale == 0 && c.scale != 0) {
      const Rational by = Rational::power_of_ten(-c.scale);
      return Interval{a.low * by, a.high * by}.meets(b);
    }
    return a.meets(b);
  }

  /// Whether the number is of the row. False where it is told otherwise and nothing goes on from it.
  bool number(const claim::Table& t, int row, const Claim& c, bool named, bool goes_on) {
    if (c.vague() || c.bound == claim::Numeral::Bound::about || c.chinese || c.role == Role::prior || c.role == Role::count ||
        c.exact.is_zero())
      return false;
    if (!claim::find_any(c.clause_before, {U"上年", U"去年", U"同期", U"分别", U"依次", U"均",   U"其余", U"合计",   U"高于",
                                           U"低于", U"目标", U"任务", U"指标", U"计划", U"超过", U"年初", U"同口径", U"可比",
                                           U"剔除", U"扣除", U"实际", U"名义", U"预算", U"倒推", U"推算", U"折算",   U"预计"})
             .empty())
      return false;
    std::vector<int> cells;
    bool any = false;
    for (int x = 0; x < t.columns; ++x) {
      const int id = t.at(row, x);
      if (id < 0) continue;
      if (agrees(c, e_[id])) return true;
      any = true;
      if (suits(c, e_[id], t)) cells.push_back(id);
    }
    if (!any || cells.empty()) return false;
    // 汉族…2010年3610万人: a row that only tells the year is of whatever its columns say.
    const Text label = name_of(t, row);
    if (c.role == Role::level && label.size() == 5 && label.back() == U'年' && claim::is_digit(label[0])) {
      const View own = e_.passage(c.id).text;
      const std::size_t from = claim::start_behind(own, c.start, U"。！？；\n");
      const auto said = [&](int id) {
        const Text header = bare(t.header[static_cast<std::size_t>(e_[id].column)]);
        return header.size() >= 2 && claim::contains(own.substr(from, c.start - from), View(header).substr(0, 4));
      };
      if (std::none_of(cells.begin(), cells.end(), said)) return false;
    }
    if (unit_slip(c, cells, named)) return false;
    if (elsewhere(c)) return false;
    const bool only = cells.size() == 1;
    if (!only) narrow(t, c, cells);
    if (digits_of(c).size() < 2 || (c.role == Role::level && digits_of(c).size() < 3)) return false;
    std::vector<int> apart;
    for (const int id : cells)
      if (any_variant(c, [&](const Interval& v) { return magnitude(v).meets(magnitude(e_[id].value)); })) apart.push_back(id);
    const bool known = std::any_of(ledger_.misses.begin(), ledger_.misses.end(), [&](const Miss& m) {
      return std::string_view(m.rule) == "E810" && apart.size() == 1 && m.operands.front() == c.id && m.result == apart[0];
    });
    if (known || apart.size() != 1 || ledger_.firmly_explained(c.id, "same")) return false;
    const Recompute again = [negative = c.exact.sign() < 0](const std::vector<Interval>& v) {
      const Interval m = magnitude(v[0]);
      return std::optional<Interval>(negative ? -m : m);
    };
    miss(e_, ledger_,
         {"E821", "same", c.id, apart, again, only || cells.size() == 1 || goes_on ? Tie::strong : Tie::medium,
          number_text(e_, apart[0]), "而表中“" + to_utf8(name_of(t, row)) + "”一行为" + number_text(e_, apart[0])});
    return false;
  }

  /// Whether what stands beside the number in its sentence is of the row too: 37.8亿千瓦时，增长6.1%.
  bool goes_on(const claim::Table& t, int row, const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    for (std::size_t j = i == 0 ? 0 : i - 1; j < all.size() && j <= i + 2; ++j) {
      const Claim& x = e_[all[j]];
      if (j == i || x.segment != c.segment || std::abs(x.clause - c.clause) > 2 || x.vague() || digits_of(x).size() < 2)
        continue;
      if (j > i && row_named(t, x.clause_before) >= 0 && row_named(t, x.clause_before) != row) return false;
      for (int k = 0; k < t.columns; ++k)
        if (const int id = t.at(row, k); id >= 0 && suits(x, e_[id], t) && agrees(x, e_[id])) return true;
    }
    return false;
  }

  /// Whether another cell near by is this number: then another row or table is meant.
  bool elsewhere(const Claim& c) const {
    const std::vector<int> same = e_.valued(c.exact.abs());
    return std::any_of(same.begin(), same.end(),
                       [&](int id) { return id != c.id && e_[id].kind == c.kind && e_[id].noun == c.noun; });
  }

  /// Of several cells those whose header has words of the sentence.
  void narrow(const claim::Table& t, const Claim& c, std::vector<int>& cells) const {
    std::vector<int> said;
    const View sentence = e_.sentence(c.id);
    for (const int id : cells) {
      const Text header = bare(t.header[static_cast<std::size_t>(e_[id].column)]);
      if (header.size() >= 2 && claim::contains(sentence, View(header).substr(0, std::min<std::size_t>(header.size(), 4))))
        said.push_back(id);
    }
    if (said.size() == 1) cells = said;
  }

  bool unit_slip(const Claim& c, const std::vector<int>& cells, bool named) {
    constexpr std::size_t kDigits = 4;
    if (!named || c.role != Role::level || digits_of(c).size() < kDigits || c.is_percentage()) return false;
    for (const int id : cells) {
      if (e_[id].noun != c.noun || c.noun.empty()) continue;
      for (const int power : {4, 8, -4, -8}) {
        const Rational by = Rational::power_of_ten(power);
        const Interval moved = {c.value.low * by, c.value.high * by};
        if (!moved.meets(e_[id].value)) continue;
        ledger_.tell("W331", "wording", Verdict::contradictory, c.id, {id}, number_text(e_, c.id) + "、" + number_text(e_, id),
                     "文中为" + number_text(e_, c.id) + "，而表中同一数据为" + number_text(e_, id) + "，单位相差" +
                         (power == 4 || power == -4 ? "一万倍" : "一亿倍"));
        return true;
      }
    }
    return false;
  }

  /// 办结率最低的是开发区局: the row that the words call first or last of a column.
  void extremes(std::size_t p) {
    const claim::Passage& passage = e_.claims.passages[p];
    const View text = passage.text;
    if (text.size() > 3000) return;
    static constexpr std::pair<View, bool> kWords[] = {{U"最高", true},  {U"最大", true},  {U"最多", true},
                                                       {U"最低", false}, {U"最小", false}, {U"最少", false}};
    for (const auto& [word, most] : kWords)
      for (std::size_t at = text.find(word); at != View::npos; at = text.find(word, at + 1)) {
        std::size_t from = at, to = at + word.size();
        while (from > 0 && !claim::one_of(text[from - 1], U"，。；：！？（）\n") && at - from < 30) --from;
        while (to < text.size() && !claim::one_of(text[to], U"，、。；：！？（\n") && to - at < 24) ++to;
        // 各行业中，增加值最大的是工业: of some rows only.
        if (from > 0 && text[from - 1] == U'，' && from > 1 && claim::one_of(text[from - 2], U"中内里间")) continue;
        const View lead = text.substr(from, at - from), behind = text.substr(at + word.size(), to - at - word.size());
        for (const claim::Table& t : e_.tables_near(passage.block, 4))
          if (!headed_between(p, t.block) && extreme(passage, t, lead, behind, at, most)) break;
      }
  }
  /// Whether a numbered paragraph stands between a passage and a table: another section, or another item of a list.
  bool headed_between(std::size_t p, int block) const {
    const std::vector<claim::Passage>& all = e_.claims.passages;
    const int own = all[p].block;
    for (std::size_t q = p; q < all.size() && all[q].block < block; ++q)
      if (q != p && all[q].cell < 0 && numbering_level(all[q].text) > 0) return true;
    for (std::size_t q = p + 1; q-- > 0 && all[q].block > block;)
      if (all[q].block <= own && all[q].cell < 0 && numbering_level(all[q].text) > 0) return true;
    return false;
  }
  bool extreme(const claim::Passage& passage, const claim::Table& t, View lead, View behind, std::size_t at, bool most) {
    // The column: its header, or a word of it, stands in front of 最.
    int column = -1;
    std::size_t longest = 0;
    for (int x = 0; x < t.columns; ++x) {
      const Text header = bare(t.header[static_cast<std::size_t>(x)]);
      if (header.size() < 2 || header.size() > 12) continue;
      bool hit = claim::contains(lead, header);
      if (!hit && t.kind[static_cast<std::size_t>(x)] == Column::rate && claim::ends_with(header, U"率") && header.size() > 3)
        hit = claim::contains(lead, View(header).substr(header.size() - 3));
      if (!hit || header.size() < longest) continue;
      column = header.size() == longest ? -1 : x;
      longest = header.size();
    }
    if (column < 0) return false;
    // 收入增速最高的: not the column of the income.
    const bool pace = !claim::find_any(lead, {U"增速", U"增幅", U"涨幅", U"降幅"}).empty();
    if (pace && t.kind[static_cast<std::size_t>(column)] != Column::growth &&
        claim::find_any(bare(t.header[static_cast<std::size_t>(column)]), {U"增", U"涨", U"降", U"%"}).empty())
      return false;
    const int own = row_of(t, lead, behind);
    if (own < 0 || t.at(own, column) < 0 || t.indent[static_cast<std::size_t>(own)] > 0) return false;
    const int id = t.at(own, column);
    std::vector<int> others;
    int better = -1, compared = 0;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const int other = t.at(r, column);
      if (r == own || other < 0 || t.total[static_cast<std::size_t>(r)] || t.indent[static_cast<std::size_t>(r)] > 0) continue;
      if (e_[other].kind != e_[id].kind || e_[other].noun != e_[id].noun) return false;
      ++compared;
      if (most ? e_[other].exact > e_[id].exact : e_[other].exact < e_[id].exact)
        if (better < 0 || (most ? e_[other].exact > e_[better].exact : e_[other].exact < e_[better].exact)) better = other;
    }
    if (compared < 2 || better < 0) return false;
    const auto label = [&](int row) { return to_utf8(name_of(t, row)); };
    ledger_.tell("O911", "order", Verdict::contradictory, id, {better},
                 number_text(e_, id) + (most ? " < " : " > ") + number_text(e_, better),
                 "文中称“" + label(own) + "”" + (most ? "最高" : "最低") + "，而表中“" + label(e_[better].row) + "”为" +
                     number_text(e_, better) + (most ? "，高于" : "，低于") + number_text(e_, id),
                 1, {passage.range(at, at + 2)});
    return true;
  }
  /// 东城局最高, 最低的是东城局; other words may only say that it is one.
  int row_of(const claim::Table& t, View lead, View behind) const {
    int found = -1;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const Text label = name_of(t, r);
      if (label.size() < 2 || t.total[static_cast<std::size_t>(r)]) continue;
      const bool before = claim::starts_with(lead, label);
      const bool after = claim::starts_with(behind, U"的是" + label) || claim::starts_with(behind, U"的为" + label);
      if (!before && !after) continue;
      if (found >= 0) return -1;
      found = r;
    }
    return found;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_retold(const Evidence& evidence, Ledger& ledger) { Retold(evidence, ledger).run(); }

}  // namespace zh::check
