// Tables: which cells are numbers, what their rows and columns say, in which unit.
#include <algorithm>

#include "base/text.h"
#include "base/unit.h"
#include "claim/claim.h"

namespace zh::claim {
namespace {

using Column = Table::Column;

/// The unit in brackets or behind 单位： of a label: 收入（万元） → 万元.
std::optional<Unit> unit_in(const Text& label) {
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (!one_of(label[i], U"（(:：/，,")) continue;
    // 减：所得税费用 tells a sign, no unit.
    if (i > 0 && one_of(label[i], U":：") && one_of(label[i - 1], U"减加中")) continue;
    std::size_t end = i + 1;
    while (end < label.size() && !one_of(label[end], U"）)，,、/")) ++end;
    const Text inside = label.substr(i + 1, end - i - 1);
    if (inside.empty() || inside.size() > 6) continue;
    std::optional<Unit> unit = Unit::parse(to_utf8(inside));
    if (unit && (unit->kind == Unit::Kind::ratio || unit->kind == Unit::Kind::point || unit->scale > 0 ||
                 !unit_noun(inside).empty() || inside == U"元"))
      return unit;
  }
  if (label.size() <= 4) {
    std::optional<Unit> unit = Unit::parse(to_utf8(label));
    if (unit &&
        (unit->kind == Unit::Kind::ratio || unit->kind == Unit::Kind::point || (unit->scale > 0 && !unit->noun.empty())))
      return unit;
  }
  return std::nullopt;
}

Column kind_of(const Text& header) {
  if (header.empty()) return Column::level;
  if (contains(header, U"百分点")) return Column::point;
  const bool percent = contains(header, U"%") || contains(header, U"率") || contains(header, U"幅") || contains(header, U"速");
  if (!find_any(header, {U"占比", U"比重", U"构成比", U"份额", U"占"}).empty())
    return find_any(header, {U"变化", U"变动", U"增减", U"升降"}).empty() ? Column::share : Column::point;
  if (!find_any(header, {U"增减额", U"增加额", U"增减数", U"增量",   U"增减量", U"净增",   U"变动额", U"增长量", U"增长额",
                         U"增长数", U"增加量", U"增加数", U"减少额", U"减少数", U"减少量", U"变化量", U"变化数", U"变化额",
                         U"变动数", U"变动量", U"升降额", U"涨跌额", U"增减值", U"增收额", U"减收额"})
           .empty())
    return Column::change;
  if (!percent && !find_any(header, {U"增收", U"减收", U"增支", U"减支"}).empty()) return Column::change;
  if (!find_any(header,
                {U"同比",   U"环比",   U"增长",   U"增幅",   U"增速",   U"升幅",   U"涨幅",   U"降幅",   U"增减",   U"升降",
                 U"涨跌",   U"比上年", U"较上年", U"变动",   U"变化",   U"±",      U"比去年", U"较去年", U"比上月", U"较上月",
                 U"比同期", U"较同期", U"比上季", U"较上季", U"比上期", U"较上期", U"比年初", U"较年初", U"比上周", U"较上周"})
           .empty())
    return percent || !contains(header, U"额") ? Column::growth : Column::change;
  // 比2021年, 较5月, 幅度: what a time is compared with, and nothing else.
  if (header == U"幅度" || (one_of(header[0], U"比较") && header.size() > 2 && one_of(header.back(), U"年月期") &&
                            header.find_first_of(U"0123456789") != Text::npos))
    return Column::growth;
  if (contains(header, U"率") || contains(header, U"进度") || contains(header, U"完成预算") || contains(header, U"完成比例") ||
      (contains(header, U"%") && !contains(header, U"（%）元")))
    return Column::rate;
  if (!find_any(header, {U"上年", U"去年", U"同期", U"上月", U"期初", U"年初"}).empty() && header.find(U"预算") == Text::npos)
    return Column::prior;
  return Column::level;
}

bool is_total_label(const Text& label) {
  Text plain;
  for (const char32_t c : label)
    if (c > U' ' && c != 0x3000) plain += c;
  if (plain.size() > 10) return false;
  return !find_any(plain, {U"合计", U"总计", U"小计", U"共计"}).empty() || plain == U"总数" || plain == U"总量" ||
         plain == U"总体" || plain == U"全部" || plain == U"合" || plain == U"总";
}

class TableReader {
 public:
  TableReader(const readback::Reading& reading, Claims& claims) : reading_(reading), claims_(claims) {}

  void run() {
    std::size_t passage = 0, claim = 0;
    for (std::size_t b = 0; b < reading_.blocks.size(); ++b) {
      const readback::Block& block = reading_.blocks[b];
      while (passage < claims_.passages.size() && claims_.passages[passage].block < static_cast<int>(b)) ++passage;
      while (claim < claims_.claims.size() && claims_.claims[claim].block < static_cast<int>(b)) ++claim;
      if (block.cells.empty()) continue;
      read(block, static_cast<int>(b), passage, claim);
    }
  }

 private:
  void read(const readback::Block& block, int b, std::size_t passage, std::size_t claim) {
    Table t;
    t.block = b;
    t.rows = block.rows;
    t.columns = block.columns;
    const auto rows = static_cast<std::size_t>(t.rows), columns = static_cast<std::size_t>(t.columns);
    t.number.assign(rows, std::vector<int>(columns, -1));
    t.text.assign(rows, std::vector<Text>(columns));
    std::vector<YearCell> years;
    std::vector<int> indent(rows, 0);
    for (std::size_t c = 0; c < block.cells.size() && passage + c < claims_.passages.size(); ++c) {
      const readback::Cell& cell = block.cells[c];
      const Passage& p = claims_.passages[passage + c];
      if (cell.row >= t.rows || cell.column >= t.columns) continue;
      const auto row = static_cast<std::size_t>(cell.row), column = static_cast<std::size_t>(cell.column);
      t.text[row][column] = p.text;
      if (cell.column == 0)
        for (std::size_t i = cell.range.start; i < cell.range.end && (reading_.text[i] == 0x3000 || reading_.text[i] == U' ');
             ++i)
          ++indent[row];
      while (claim < claims_.claims.size() && claims_.claims[claim].passage < static_cast<int>(passage + c)) ++claim;
      t.number[row][column] = only_number(p, claim, static_cast<int>(passage + c));
      if (t.number[row][column] < 0) years.push_back({row, column, only_year(p, claim, static_cast<int>(passage + c))});
    }
    realign(block, t, indent);
    headers(block, t);
    if (t.header_rows >= t.rows) return;
    numbers_like_years(t, years);
    labels(t, indent);
    caption(t, b);
    units_and_roles(t);
    const int index = static_cast<int>(claims_.tables.size());
    for (int r = 0; r < t.rows; ++r)
      for (int c = 0; c < t.columns; ++c)
        if (const int id = t.at(r, c); id >= 0) {
          Claim& x = claims_.claims[static_cast<std::size_t>(id)];
          x.table = index;
          x.row = r;
          x.column = c;
        }
    claims_.tables.push_back(std::move(t));
  }

  /// A total row whose label spanned several columns has fewer cells: its numbers stand too far left.
  static void realign(const readback::Block& block, Table& t, const std::vector<int>&) {
    std::vector<int> cells(static_cast<std::size_t>(t.rows), 0);
    for (const readback::Cell& cell : block.cells)
      if (cell.row < t.rows) {
        if (cell.column_span > 1 || cell.row_span > 1) return;  // the format knows
        cells[static_cast<std::size_t>(cell.row)] = std::max(cells[static_cast<std::size_t>(cell.row)], cell.column + 1);
      }
    for (std::size_t r = 1; r < static_cast<std::size_t>(t.rows); ++r) {
      const int missing = t.columns - cells[r];
      if (missing <= 0 || missing > 3 || cells[r] < 2 || !is_total_label(t.text[r][0])) continue;
      for (int c = t.columns - 1; c > missing; --c) {
        std::swap(t.text[r][static_cast<std::size_t>(c)], t.text[r][static_cast<std::size_t>(c - missing)]);
        std::swap(t.number[r][static_cast<std::size_t>(c)], t.number[r][static_cast<std::size_t>(c - missing)]);
      }
    }
  }

  /// The one datum of a cell that says nothing else: 上升30.51%, 129, -0.64%, 786.55万台.
  int only_number(const Passage& p, std::size_t claim, int passage) const {
    int found = -1;
    for (std::size_t k = claim; k < claims_.claims.size() && claims_.claims[k].passage == passage; ++k) {
      const Claim& c = claims_.claims[k];
      if (c.role == Role::date || c.chinese) return c.role == Role::date && p.text.size() <= 4 ? -1 : -1;
      if (c.role == Role::label && c.end - c.start == p.text.size()) {
        found = found < 0 ? c.id : -2;
        continue;
      }
      if (c.role == Role::label) return -1;
      found = found < 0 ? c.id : -2;
    }
    if (found < 0) return -1;
    const Claim& c = claims_.claims[static_cast<std::size_t>(found)];
    const std::size_t words = p.text.size() - (c.noun_end - c.start);
    return words <= 4 ? found : -1;
  }

  struct YearCell {
    std::size_t row, column;
    int id;
  };
  /// The claim of a cell that holds nothing but what looks like a year, or -1.
  int only_year(const Passage& p, std::size_t claim, int passage) const {
    if (p.text.size() != 4 || claim >= claims_.claims.size()) return -1;
    const Claim& c = claims_.claims[claim];
    return c.passage == passage && c.kind == Numeral::Kind::year && c.end - c.start == 4 ? c.id : -1;
  }
  /// 2050 in a column of numbers is a number.
  void numbers_like_years(Table& t, const std::vector<YearCell>& years) {
    for (const YearCell& y : years) {
      if (y.id < 0 || y.column == 0 || static_cast<int>(y.row) < t.header_rows) continue;
      int numbers = 0, like_years = 0;
      for (std::size_t r = static_cast<std::size_t>(t.header_rows); r < static_cast<std::size_t>(t.rows); ++r)
        numbers += t.number[r][y.column] >= 0;
      for (const YearCell& other : years)
        like_years += other.column == y.column && other.id >= 0 && static_cast<int>(other.row) >= t.header_rows;
      if (numbers < like_years || numbers == 0) continue;
      t.number[y.row][y.column] = y.id;
      Claim& c = claims_.claims[static_cast<std::size_t>(y.id)];
      c.role = Role::level;
      c.reason.clear();
    }
  }

  void headers(const readback::Block& block, Table& t) const {
    t.header_rows = block.header_rows;
    if (t.header_rows == 0) {
      // Rows from the top without a number in the last columns.
      while (t.header_rows < t.rows) {
        const auto& row = t.number[static_cast<std::size_t>(t.header_rows)];
        if (std::any_of(row.begin(), row.end(), [](int id) { return id >= 0; })) break;
        ++t.header_rows;
      }
      if (t.header_rows > 4) t.header_rows = 1;
    } else if (t.header_rows == 1 && t.rows > 3 && groups(t)) {
      ++t.header_rows;
    }
    t.header.assign(static_cast<std::size_t>(t.columns), {});
    for (int r = 0; r < t.header_rows; ++r) {
      Text last;
      for (std::size_t c = 0; c < static_cast<std::size_t>(t.columns); ++c) {
        const Text& text = t.text[static_cast<std::size_t>(r)][c];
        if (!text.empty())
          last = text;
        else if (r + 1 == t.header_rows)
          continue;
        if (t.header[c] != last) t.header[c] += last;
      }
    }
    spread(t);
  }

  /// Whether the first row names groups of columns (2023年, blank, blank) and the second names the columns in them.
  static bool groups(const Table& t) {
    const std::vector<Text>&first = t.text[0], &second = t.text[1];
    if (!second[0].empty() && second[0] != first[0]) return false;
    std::size_t blank = 0, named = 0;
    for (std::size_t c = 1; c < second.size(); ++c) {
      if (t.number[1][c] >= 0) return false;
      blank += first[c].empty() || first[c] == first[c - 1];
      named += !second[c].empty();
    }
    return blank > 0 && named >= 2 && named * 2 > second.size() - 1;
  }

  /// Exports leave empty columns in the body that the header does not have: its k cells belong to the k columns in use.
  static void spread(Table& t) {
    std::vector<std::size_t> used;
    std::vector<Text> words;
    for (std::size_t c = 0; c < static_cast<std::size_t>(t.columns); ++c) {
      bool any = false;
      for (std::size_t r = static_cast<std::size_t>(t.header_rows); r < static_cast<std::size_t>(t.rows); ++r)
        any = any || !t.text[r][c].empty();
      if (any) used.push_back(c);
      if (t.header[c].empty()) continue;
      if (words.size() != c) return;
      words.push_back(t.header[c]);
    }
    if (words.size() < 2 || words.size() != used.size() || used.back() + 1 == used.size()) return;
    t.header.assign(static_cast<std::size_t>(t.columns), {});
    for (std::size_t i = 0; i < used.size(); ++i) t.header[used[i]] = words[i];
  }

  void labels(Table& t, const std::vector<int>& indent) const {
    t.row_label.assign(static_cast<std::size_t>(t.rows), {});
    t.indent.assign(static_cast<std::size_t>(t.rows), 0);
    t.total.assign(static_cast<std::size_t>(t.rows), false);
    for (std::size_t r = 0; r < static_cast<std::size_t>(t.rows); ++r) {
      for (std::size_t c = 0; c < static_cast<std::size_t>(t.columns); ++c) {
        if (t.number[r][c] >= 0 && !(c == 0 && running_number(t))) break;
        if (t.number[r][c] < 0) t.row_label[r] += t.text[r][c];
      }
      const Text& label = t.row_label[r];
      t.total[r] = is_total_label(label);
      t.indent[r] = indent[r];
      if (starts_with(label, U"其中") || starts_with(label, U"#") || starts_with(label, U"＃") || starts_with(label, U"内：") ||
          starts_with(label, U"－") || starts_with(label, U"-"))
        t.indent[r] += 1;
    }
    // Items of one 其中 stand under its first item, not under the word: "　其中：稻谷", "　　　　小麦".
    constexpr int kWidth = 2;  // of 其中
    for (std::size_t r = 0; r + 1 < static_cast<std::size_t>(t.rows); ++r)
      if (starts_with(t.row_label[r], U"其中") && !starts_with(t.row_label[r + 1], U"其中") &&
          t.indent[r + 1] >= indent[r] + kWidth && t.indent[r + 1] <= indent[r] + 2 * (kWidth + 1))
        t.indent[r] = t.indent[r + 1];
  }

  /// Whether the first column counts the rows: 1, 2, 3 …
  bool running_number(const Table& t) const {
    int expected = 1, seen = 0;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const int id = t.at(r, 0);
      if (id < 0) continue;
      if (claims_.claims[static_cast<std::size_t>(id)].exact != Rational(expected)) return false;
      ++expected, ++seen;
    }
    return seen >= 2;
  }

  void caption(Table& t, int b) const {
    for (std::size_t p = claims_.passages.size(); p-- > 0;) {
      const Passage& passage = claims_.passages[p];
      if (passage.block >= b) continue;
      if (passage.block < b - 2 || passage.cell >= 0) break;
      if (passage.text.size() <= 80) t.caption = passage.text + U" " + t.caption;
      if (passage.kind == readback::Block::Kind::caption) break;
    }
  }

  /// Whether the numbers of a column are what one column before it is more than another: 比上年, 同比增长 in amounts.
  bool differences(const Table& t, int column) const {
    constexpr int kEnough = 3, kMostOthers = 3;  // one wrong in four
    const auto value = [&](int r, int c) -> const Claim* {
      const int id = t.at(r, c);
      const Claim* x = id < 0 ? nullptr : &claims_.claims[static_cast<std::size_t>(id)];
      return x != nullptr && x->kind == Numeral::Kind::count ? x : nullptr;
    };
    for (int a = 0; a < column; ++a)
      for (int b = 0; b < column; ++b) {
        int seen = 0, other = 0;
        for (int r = t.header_rows; r < t.rows && other <= 1 + seen / kMostOthers; ++r) {
          const Claim *d = value(r, column), *x = value(r, a), *y = value(r, b);
          if (t.at(r, column) >= 0 && d == nullptr) return false;
          if (d == nullptr || x == nullptr || y == nullptr) continue;
          if (x->exact - y->exact == d->exact && !d->exact.is_zero())
            ++seen;
          else
            other += !d->exact.is_zero();
        }
        if (a != b && seen >= kEnough && other * kMostOthers <= seen) return true;
      }
    return false;
  }
  /// 增加2686, 减少87: each cell of the column says that it is a change, and none is a rate.
  bool verbs_of_change(const Table& t, int column) const {
    int seen = 0;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const int id = t.at(r, column);
      if (id < 0) continue;
      const Claim& x = claims_.claims[static_cast<std::size_t>(id)];
      if (x.kind != Numeral::Kind::count ||
          !last_change_verb(t.text[static_cast<std::size_t>(r)][static_cast<std::size_t>(column)].substr(0, x.start)))
        return false;
      ++seen;
    }
    return seen >= 2;
  }
  /// 单位：件、%: what changed are the shares beside a column of changes, where only they and the changes have decimals.
  bool changes_of_shares(const Table& t, int column) const {
    if (column == 0 || t.kind[static_cast<std::size_t>(column) - 1] != Column::share) return false;
    bool decimals = false;
    for (int r = t.header_rows; r < t.rows; ++r)
      for (int c = 0; c <= column; ++c) {
        const int id = t.at(r, c);
        if (id < 0) continue;
        const Claim& x = claims_.claims[static_cast<std::size_t>(id)];
        const Column kind = t.kind[static_cast<std::size_t>(c)];
        if (x.decimals == 0 || x.kind != Numeral::Kind::count) continue;
        if (kind == Column::level || kind == Column::prior) return false;
        decimals = decimals || c == column;
      }
    return decimals;
  }
  /// The unit of the levels that a column of changes or of earlier levels stands behind, whose header tells none.
  std::optional<Unit> unit_of_levels(const Table& t, int column) const {
    for (int c = column; c-- > 0;)
      if (t.kind[static_cast<std::size_t>(c)] == Column::level)
        if (std::optional<Unit> unit = unit_in(t.header[static_cast<std::size_t>(c)]))
          return unit->kind == Unit::Kind::counted || unit->kind == Unit::Kind::none ? unit : std::nullopt;
    return std::nullopt;
  }

  /// 总人口（万人）, 男, 女: columns without a unit behind one that tells it, and that add up to it as printed.
  void parts_take_unit(const Table& t, int total, std::vector<std::optional<Unit>>& beside) const {
    constexpr int kMostParts = 6, kEnough = 3, kMostOthers = 3;
    if (t.kind[static_cast<std::size_t>(total)] != Column::level) return;
    const std::optional<Unit> unit = unit_in(t.header[static_cast<std::size_t>(total)]);
    if (!unit || unit->kind == Unit::Kind::ratio || unit->kind == Unit::Kind::point || unit->scale == 0) return;
    const auto bare_level = [&](int c) {
      return t.kind[static_cast<std::size_t>(c)] == Column::level && !unit_in(t.header[static_cast<std::size_t>(c)]);
    };
    for (int last = total + 1; last < t.columns && last <= total + kMostParts && bare_level(last); ++last) {
      int holds = 0, others = 0;
      for (int r = t.header_rows; r < t.rows && last > total + 1; ++r) {
        Rational sum = Rational(0);
        bool all = t.at(r, total) >= 0;
        for (int c = total; all && c <= last; ++c) {
          const int id = t.at(r, c);
          all = id >= 0 && claims_.claims[static_cast<std::size_t>(id)].kind == Numeral::Kind::count;
          if (!all) break;
          const Rational value = claims_.claims[static_cast<std::size_t>(id)].exact;
          sum = c == total ? value : sum - value;
        }
        if (all) (sum.is_zero() ? holds : others) += 1;
      }
      if (holds < kEnough || others * kMostOthers > holds) continue;
      for (int c = total + 1; c <= last; ++c) beside[static_cast<std::size_t>(c)] = unit;
      return;
    }
  }

  /// 增减, 变化 without % in header or cells, whole numbers all: amounts, where another column tells the rates or the levels
  /// are whole too.
  bool amounts_of_change(const Table& t, int column) const {
    const Text& header = t.header[static_cast<std::size_t>(column)];
    if (header.find_first_of(U"%％率幅速±") == Text::npos && (differences(t, column) || verbs_of_change(t, column)))
      return true;
    if (find_any(header, {U"增减", U"升降", U"变动", U"变化"}).empty() ||
        !find_any(header, {U"%", U"％", U"率", U"幅", U"速", U"±", U"比例"}).empty())
      return false;
    int seen = 0;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const int id = t.at(r, column);
      if (id < 0) continue;
      const Claim& x = claims_.claims[static_cast<std::size_t>(id)];
      if (x.kind != Numeral::Kind::count || x.decimals > 0) return false;
      ++seen;
      for (int c = 0; c < column; ++c)
        if (const int other = t.at(r, c); other >= 0 && claims_.claims[static_cast<std::size_t>(other)].decimals > 0)
          return false;
    }
    return seen >= 2;
  }

  /// Whether a column 单位 tells units and not who: 万吨, 元; not 公安分局.
  static bool holds_units(const Table& t, int column) {
    for (int r = t.header_rows; r < t.rows; ++r) {
      const View word = t.text[static_cast<std::size_t>(r)][static_cast<std::size_t>(column)];
      if (word.size() <= 1 || one_of(word[0], U"%‰—-/") || one_of(word[0], U"百千万亿") || contains(word, U"/") ||
          !unit_noun(word).empty())
        continue;
      return false;
    }
    return true;
  }

  void units_and_roles(Table& t) {
    const std::optional<Unit> whole = unit_in(t.caption);
    t.kind.clear();
    const bool numbered = running_number(t);
    int unit_column = -1;
    for (int c = 0; c < t.columns; ++c) {
      const Text& header = t.header[static_cast<std::size_t>(c)];
      Column kind = kind_of(header);
      if (c == 0 && numbered) kind = Column::label;
      if (!find_any(header, {U"序号", U"排名", U"位次", U"名次", U"代码", U"电话"}).empty()) kind = Column::other;
      if (kind == Column::growth && amounts_of_change(t, c)) kind = Column::change;
      if (header == U"计量单位" || (header == U"单位" && holds_units(t, c))) unit_column = c;
      t.kind.push_back(kind);
    }
    const std::optional<Unit> percent = Unit::parse("%");
    // 单位：万人、%: shares stand under a heading of their own (年龄构成), or in rows that say so.
    const bool mixed = whole && whole->kind != Unit::Kind::ratio && contains(t.caption, U"%");
    std::vector<std::optional<Unit>> beside(t.kind.size());
    for (int c = 1; c < t.columns; ++c) {
      Column& kind = t.kind[static_cast<std::size_t>(c)];
      if (mixed && (kind == Column::change || kind == Column::growth) && changes_of_shares(t, c)) kind = Column::point;
      if (kind == Column::change && !whole) beside[static_cast<std::size_t>(c)] = unit_of_levels(t, c);
      if (kind == Column::level && !whole) parts_take_unit(t, c - 1, beside);
    }
    bool shares = false;
    for (int r = t.header_rows; r < t.rows; ++r)
      for (int c = 0; c < t.columns; ++c) {
        const int id = t.at(r, c);
        if (mixed && c == 0) {
          const bool says =
              !find_any(t.row_label[static_cast<std::size_t>(r)], {U"构成", U"比重", U"比例", U"占比", U"结构"}).empty();
          const auto& row = t.number[static_cast<std::size_t>(r)];
          if (std::all_of(row.begin(), row.end(), [](int cell) { return cell < 0; }))
            shares = says;
          else if (says)
            shares = true;
        }
        if (id < 0) continue;
        Claim& x = claims_.claims[static_cast<std::size_t>(id)];
        const Column kind = t.kind[static_cast<std::size_t>(c)];
        const Text& header = t.header[static_cast<std::size_t>(c)];
        const Text& label = t.row_label[static_cast<std::size_t>(r)];
        if (kind == Column::label || kind == Column::other) {
          x.role = Role::label;
          x.reason = "序号";
          continue;
        }
        if (x.kind == Numeral::Kind::label || x.kind == Numeral::Kind::year) {
          x.kind = Numeral::Kind::count;
          x.reason.clear();
        }
        x.name = label + U" " + header;
        Decimal number = *printed(x);
        const std::optional<Unit> of_column = unit_in(header);
        std::optional<Unit> of_row = unit_in(label);
        // 总人口（万人）, 其中：男: a part is told in the unit of its whole.
        for (int up = r; !of_row && up > t.header_rows && starts_with(label, U"其中") && r - up < 6;) {
          --up;
          const Text& above = t.row_label[static_cast<std::size_t>(up)];
          if (starts_with(above, U"其中")) continue;
          of_row = unit_in(above);
          break;
        }
        std::optional<Unit> unit = of_column ? of_column : of_row;
        // 人次 | 9021531 | 9868655 | 9.4: the unit of a row is that of its levels, not of their growth.
        if (!unit && unit_column >= 0 && kind != Column::growth) {
          const View word = t.text[static_cast<std::size_t>(r)][static_cast<std::size_t>(unit_column)];
          unit = Unit::parse(to_utf8(word.substr(0, word.find_first_of(U"（("))));  // 万台（套）
        }
        if (!unit) unit = beside[static_cast<std::size_t>(c)];
        const bool relative = kind == Column::growth || kind == Column::share || kind == Column::rate || kind == Column::point;
        // 社区中心（站）| … | 增长%: what a row counts is no unit of its growth.
        if (relative && !of_column && unit && unit->kind == Unit::Kind::counted && header.find_first_of(U"%％") != Text::npos)
          unit.reset();
        if (!unit && !relative) unit = shares ? percent : whole;
        if (x.kind == Numeral::Kind::count && x.noun.empty()) {
          if (unit && unit->kind == Unit::Kind::ratio)
            x.kind = unit->scale == -3 ? Numeral::Kind::permille : Numeral::Kind::percent;
          else if (relative && !(kind == Column::rate && !contains(header, U"率") && !contains(header, U"%")) &&
                   !(unit && unit->kind == Unit::Kind::counted))
            x.kind = Numeral::Kind::percent;
          else if (unit && (unit->kind == Unit::Kind::counted || unit->kind == Unit::Kind::none)) {
            if (x.scale == 0) x.scale = unit->scale;
            x.noun = to_u32(unit->noun);
          }
        }
        const Verb verb = last_change_verb(t.text[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)].substr(0, x.start));
        const bool percentage = x.is_percentage();
        switch (kind) {
          case Column::growth:
            x.role = percentage ? Role::growth : Role::change;
            break;
          case Column::change:
            x.role = percentage ? Role::growth : Role::change;
            break;
          case Column::share:
            x.role = percentage ? Role::share : Role::level;
            break;
          case Column::rate:
            x.role = percentage ? Role::rate : Role::level;
            break;
          case Column::point:
            x.role = Role::point;
            break;
          case Column::prior:
            x.role = percentage ? Role::rate : Role::prior;
            break;
          default:
            x.role = percentage ? (x.role == Role::growth ? Role::growth : Role::percent) : Role::level;
        }
        x.sign = verb ? verb.sign : 0;
        x.year_on_year = contains(header, U"同比") || contains(header, U"上年");
        x.month_on_month = contains(header, U"环比") || contains(header, U"上月");
        set_value(x, number);
      }
  }

  /// The number as printed, without scale and verb's sign.
  static std::optional<Decimal> printed(const Claim& x) {
    const Rational value = x.exact / Rational::power_of_ten(x.kind == Numeral::Kind::permille ? -1 : x.scale);
    return value.exact_decimal();
  }

  const readback::Reading& reading_;
  Claims& claims_;
};

}  // namespace

void read_tables(const readback::Reading& reading, Claims& claims) { TableReader(reading, claims).run(); }

}  // namespace zh::claim
