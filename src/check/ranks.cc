// Places told in tables, and names told in the order of a table's column.
//
//   O921 order   结案率 | 结案率排名: a column of places is that of the column whose name it bears
//   O922 order   食用农产品不合格17批次，数量居第二位: the place of the row in the column where that number stands
//   O923 order   居前五位的是售后服务、合同、质量、价格、虚假宣传; 按老年福利、残疾人福利的次序由大到小: rows named as ranked
//   fall
//
// Why: places are written by hand, or sorted by another column than the one told. When contradictory (a warning): O921 when one
// row breaks what all others keep; O922 when neither counting of ties gives the place; O923 when the words say the order
// (由大到小, 依次), no column of the table falls so, and its column is named or one of four names is out of place. When silent:
// rows that the table does not hold; a column of places without a column to go with it.
#include <algorithm>
#include <set>

#include "check/extremes.h"
#include "check/rules.h"

namespace zh::check {
namespace {

constexpr int kNear = 6;  ///< blocks between a table and the words about it
constexpr View kPlaceWords[] = {U"排名", U"名次", U"位次", U"排序", U"位列", U"位居"};

class Ranks {
 public:
  Ranks(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const claim::Table& t : e_.claims.tables) places(t);
    if (e_.claims.tables.empty()) return;
    for (std::size_t p = 0; p < e_.claims.passages.size(); ++p) {
      const claim::Passage& passage = e_.claims.passages[p];
      constexpr std::size_t kLongest = 4000;
      if (passage.cell < 0 && passage.text.size() <= kLongest) names(passage);
    }
    for (const std::vector<int>& all : e_.paragraphs())
      for (const int id : all) place_of_cell(id);
  }

 private:
  void keep(const char* rule, Verdict verdict, const std::vector<int>& ids, const std::string& formula,
            const std::string& message) {
    ledger_.tell(rule, "order", verdict, ids.front(), {ids.begin() + 1, ids.end()}, formula, message, 1);
  }

  // Columns of places ---------------------------------------------------------------------------------------------------

  struct Row {
    int place, value;  ///< claims
  };

  void places(const claim::Table& t) {
    for (int c = 1; c < t.columns; ++c) {
      Text header = bare_label(t.header[static_cast<std::size_t>(c)]);
      View word;
      for (const View w : kPlaceWords)
        if (claim::contains(header, w)) word = w;
      if (word.empty()) continue;
      const Text measure = header.substr(0, header.find(word));
      const int of = measure.size() >= 2 ? column_called(t, measure, c) : c - 1;
      if (of < 1) continue;
      std::vector<Row> rows;
      bool usable = true;
      for (int r = t.header_rows; r < t.rows && usable; ++r) {
        const int place = t.at(r, c), value = t.at(r, of);
        if (t.total[static_cast<std::size_t>(r)] || place < 0 || value < 0) continue;
        const Claim& x = e_[place];
        usable = x.decimals == 0 && !x.is_percentage() && x.exact.sign() > 0 && x.exact <= Rational(200) &&
                 e_[value].role != Role::label && e_[value].role != Role::date;
        rows.push_back({place, value});
      }
      constexpr std::size_t kFewest = 4;
      if (usable && rows.size() >= kFewest) ranked(rows);
    }
  }
  int column_called(const claim::Table& t, const Text& measure, int besides) const {
    int found = -1;
    for (int c = 1; c < t.columns; ++c) {
      const Text header = bare_label(t.header[static_cast<std::size_t>(c)]);
      if (c == besides || header.size() < 2) continue;
      if (header == measure) return c;
      if (claim::contains(header, measure) || claim::contains(measure, header)) found = found < 0 ? c : -2;
    }
    return found;
  }
  /// How many pairs of rows a row stands in the wrong order with.
  std::vector<std::size_t> wrong(const std::vector<Row>& rows, bool falling) const {
    std::vector<std::size_t> out(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        const Rational place = e_[rows[i].place].exact - e_[rows[j].place].exact;
        const Rational value = e_[rows[i].value].exact - e_[rows[j].value].exact;
        if (place.is_zero() || value.is_zero()) continue;
        if ((place.sign() < 0) == (falling ? value.sign() > 0 : value.sign() < 0)) continue;
        ++out[i], ++out[j];
      }
    return out;
  }
  void ranked(std::vector<Row> rows) {
    constexpr std::size_t kMostRows = 200;  // every pair of rows is compared
    if (rows.size() > kMostRows) return;
    std::vector<std::size_t> down = wrong(rows, true), up = wrong(rows, false);
    const auto total = [](const std::vector<std::size_t>& v) {
      std::size_t sum = 0;
      for (const std::size_t x : v) sum += x;
      return sum;
    };
    const bool falling = total(down) <= total(up);
    const std::vector<std::size_t>& bad = falling ? down : up;
    if (total(bad) == 0) {
      std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return e_[a.place].exact < e_[b.place].exact; });
      std::vector<int> ids;
      for (const Row& r : rows) ids.push_back(r.value);
      return keep("O921", Verdict::consistent, ids, joined(e_, ids, falling ? " ≥ " : " ≤ "), "");
    }
    const auto worst = std::max_element(bad.begin(), bad.end());
    // Without this row the others keep the order.
    if (*worst * 2 != total(bad) || rows.size() < 5) return;
    const auto& row = rows[static_cast<std::size_t>(worst - bad.begin())];
    keep("O921", Verdict::contradictory, {row.place, row.value},
         "第" + number_text(e_, row.place) + "：" + number_text(e_, row.value),
         "表中名次为" + number_text(e_, row.place) + "，与" + number_text(e_, row.value) + "在该列的大小次序不符");
  }

  // A place told of a cell ----------------------------------------------------------------------------------------------

  /// 居第二位, 排名第3, 位居首位 in the clause of the number or the next.
  static int place_in(View words) {
    for (const View w : {View(U"居第"), View(U"列第"), View(U"排名第"), View(U"排第"), View(U"位居第")}) {
      const std::size_t at = words.find(w);
      if (at == View::npos || at + w.size() >= words.size()) continue;
      const View rest = words.substr(at + w.size());
      if (claim::is_digit(rest[0])) return rest.size() > 1 && claim::is_digit(rest[1]) ? 0 : static_cast<int>(rest[0] - U'0');
      if (rest.size() > 1 && claim::one_of(rest[1], U"产季批大")) return 0;
      return std::max(0, claim::small_chinese_number(rest.substr(0, 1)));
    }
    return 0;
  }
  void place_of_cell(int id) {
    const Claim& c = e_[id];
    if ((!c.is_amount() && !c.is_percentage()) || c.role == Role::change || c.role == Role::prior || c.chinese || c.vague())
      return;
    const View text = e_.passage(id).text;
    std::size_t end = std::min(claim::first_from(text, c.noun_end, U"，。；、"), text.size());
    if (end == c.noun_end && end < text.size() && text[end] == U'，')
      end = std::min(claim::first_from(text, end + 1, U"，。；、"), text.size());
    const int told = place_in(text.substr(c.noun_end, end - c.noun_end));
    if (told < 2 || told > 9) return;
    // 居全省第二: among others than the rows.
    if (claim::find_any(text.substr(c.noun_end, end - c.noun_end),
                        {U"全省", U"全国", U"全市", U"全区", U"省内", U"国内", U"世界"})
            .size() > 0)
      return;
    constexpr int kMostCells = 20, kMostRows = 200;
    const View sentence = e_.sentence(id);
    int tried = 0;
    for (const int cell : e_.valued_cells(c.exact)) {
      const Claim& x = e_[cell];
      if (++tried > kMostCells) return;
      if (std::abs(x.block - c.block) > kNear || x.is_percentage() != c.is_percentage()) continue;
      const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(x.table)];
      const Text label = row_name(t, x.row);
      if (label.size() < 2 || t.total[static_cast<std::size_t>(x.row)] || !claim::contains(sentence, label)) continue;
      if (t.rows > kMostRows) return;
      std::vector<int> ids = {cell};
      int above = 0;
      std::set<Rational> values;
      for (int r = t.header_rows; r < t.rows; ++r)
        if (const int o = t.at(r, x.column); o >= 0 && r != x.row && !t.total[static_cast<std::size_t>(r)]) {
          ids.push_back(o);
          if (e_[o].exact > x.exact) ++above, values.insert(e_[o].exact);
        }
      if (ids.size() < 3) continue;
      const bool holds = told == above + 1 || told == static_cast<int>(values.size()) + 1;
      ids.front() = id;
      if (holds)
        keep("O922", Verdict::consistent, ids, number_text(e_, id) + "：第" + std::to_string(told), "");
      else if (told <= static_cast<int>(ids.size()))
        keep("O922", Verdict::contradictory, {id, cell}, number_text(e_, id) + " ≠ 第" + std::to_string(told),
             "文中称" + number_text(e_, id) + "居第" + std::to_string(told) + "，而按表中该列应居第" +
                 std::to_string(above + 1));
      return;
    }
  }

  // Names in the order of a column --------------------------------------------------------------------------------------

  /// 居前五位的是A、B、C; 按A、B、C的次序由大到小; A、B、C由高到低.
  void names(const claim::Passage& passage) {
    const View text = passage.text;
    for (std::size_t at = text.find(U'、'); at != View::npos;) {
      std::size_t from = at, to = at;
      while (from > 0 && !claim::one_of(text[from - 1], U"，。；：（）()\n")) --from;
      while (to < text.size() && !claim::one_of(text[to], U"，。；：（）()\n")) ++to;
      list(passage, from, to);
      at = text.find(U'、', to);
    }
  }

  void list(const claim::Passage& passage, std::size_t from, std::size_t to) {
    const View text = passage.text;
    const View clause = text.substr(from, to - from);
    if (std::any_of(clause.begin(), clause.end(), claim::is_digit)) return;
    const View around = text.substr(from > 24 ? from - 24 : 0, std::min(to + 12, text.size()) - (from > 24 ? from - 24 : 0));
    const bool down =
        !claim::find_any(around, {U"由大到小", U"从大到小", U"由高到低", U"从高到低", U"由多到少", U"从多到少"}).empty();
    bool top = false;
    for (std::size_t i = 0; i + 1 < clause.size(); ++i)
      top = top || (clause[i] == U'前' && claim::one_of(clause[i + 1], U"二三四五六七八九十") &&
                    !(i + 2 < clause.size() && claim::one_of(clause[i + 2], U"季个月年天")));
    const bool in_turn = claim::contains(clause, U"依次");
    if (!down && !top) return;
    for (const claim::Table& t : e_.tables_near(passage.block, kNear)) {
      std::vector<int> rows = rows_named(t, clause);
      if (rows.size() < 3) continue;
      if (in_order(t, rows, around, top)) return;
      if (!down && !in_turn) return;
      // The words name the column, and one name stands in the wrong place.
      contradict_in(t, rows, clause);
      return;
    }
  }

  /// The rows that the pieces of a list name, in its order; none when one of them names no row.
  std::vector<int> rows_named(const claim::Table& t, View clause) const {
    std::vector<int> rows;
    std::size_t at = 0;
    while (at <= clause.size()) {
      std::size_t end = clause.find(U'、', at);
      if (end == View::npos) end = clause.size();
      const View piece = clause.substr(at, end - at);
      int row = -1;
      std::size_t longest = 1;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const Text label = row_name(t, r);
        if (label.size() <= longest || t.total[static_cast<std::size_t>(r)]) continue;
        // The first piece has words before the name, the last behind it.
        const bool fits = at == 0                ? claim::ends_with(piece, label)
                          : end == clause.size() ? claim::starts_with(piece, label)
                                                 : piece == label;
        if (fits) row = r, longest = label.size();
      }
      if (row < 0 || std::find(rows.begin(), rows.end(), row) != rows.end()) return {};
      rows.push_back(row);
      at = end + 1;
    }
    return rows;
  }

  std::vector<int> column(const claim::Table& t, const std::vector<int>& rows, int c) const {
    std::vector<int> ids;
    for (const int r : rows) {
      const int id = t.at(r, c);
      if (id < 0 || e_[id].role == Role::label || e_[id].role == Role::date) return {};
      ids.push_back(id);
    }
    return ids;
  }
  bool falls(const std::vector<int>& ids) const {
    for (std::size_t i = 0; i + 1 < ids.size(); ++i)
      if (e_[ids[i]].exact < e_[ids[i + 1]].exact) return false;
    return true;
  }
  bool in_order(const claim::Table& t, const std::vector<int>& rows, View words, bool top) {
    const Role measure = measure_of(words);
    for (int c = 1; c < t.columns; ++c) {
      const std::vector<int> ids = column(t, rows, c);
      if (ids.empty() || !falls(ids)) continue;
      if (measure != Role::level && !is_of(e_[ids.front()], measure)) continue;
      // 前五位: no other row is larger than the last of them.
      bool leads = true;
      for (int r = t.header_rows; top && r < t.rows; ++r)
        if (const int o = t.at(r, c); o >= 0 && !t.total[static_cast<std::size_t>(r)] &&
                                      std::find(rows.begin(), rows.end(), r) == rows.end() &&
                                      !claim::contains(t.row_label[static_cast<std::size_t>(r)], U"其他"))
          leads = leads && e_[o].exact <= e_[ids.back()].exact;
      if (!leads) continue;
      keep("O923", Verdict::consistent, ids, joined(e_, ids, " ≥ "), "");
      return true;
    }
    return false;
  }
  bool one_out_of_place(const std::vector<int>& ids) const {
    for (std::size_t skip = 0; skip < ids.size(); ++skip) {
      std::vector<int> rest = ids;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(skip));
      if (falls(rest)) return true;
    }
    return false;
  }
  void contradict_in(const claim::Table& t, const std::vector<int>& rows, View clause) {
    std::vector<int> told;
    for (int c = 1; c < t.columns; ++c) {
      const std::vector<int> ids = column(t, rows, c);
      if (ids.empty()) continue;
      if (falls(ids)) return;
      std::vector<int> reversed(ids.rbegin(), ids.rend());
      if (falls(reversed)) return;
      // The header is named; or one of four names or more stands in the wrong place.
      const Text header = bare_label(t.header[static_cast<std::size_t>(c)]);
      const bool named = header.size() >= 2 && claim::contains(clause, header);
      constexpr std::size_t kTelling = 4;
      if (named || (told.empty() && ids.size() >= kTelling && one_out_of_place(ids))) told = ids;
    }
    if (told.empty()) return;
    for (std::size_t i = 0; i + 1 < told.size(); ++i)
      if (e_[told[i]].exact < e_[told[i + 1]].exact)
        return keep("O923", Verdict::contradictory, {told[i], told[i + 1]},
                    number_text(e_, told[i]) + " < " + number_text(e_, told[i + 1]),
                    "文中称所列各项由大到小，而表中" + number_text(e_, told[i]) + "之后是" + number_text(e_, told[i + 1]));
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_ranks(const Evidence& evidence, Ledger& ledger) { Ranks(evidence, ledger).run(); }

}  // namespace zh::check
