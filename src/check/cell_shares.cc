// Shares told in prose of the cells of a table near by.
//
//   R244 ratio   广东一地占30.9%; 六地有效量占全国的63.6%; 快递收入占行业收入69.3%: the cells of two rows and one column, or of
//   one row and its total column
//
// What: the words name a row of a table near by; the whole is the row that is named behind 占, the total, the row above that it
// is indented under, or the total column of the row; without such a cell an amount of the prose that bears the name. When
// contradictory: row, whole and column are the only ones that can be meant, and one digit would mend it. When silent: the names
// leave several pairs and none gives the number.
#include <algorithm>

#include "check/cell_names.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

using Kind = claim::Numeral::Kind;

constexpr int kNear = 8;  // blocks
constexpr int kMostRows = 120, kMostColumns = 24;

class CellShares {
 public:
  CellShares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    if (e_.claims.tables.empty()) return;
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (const int id : all) {
        const Claim& c = e_[id];
        if (c.kind != Kind::percent || c.table >= 0 || e_.passage(id).cell >= 0 || c.vague() || c.exact.is_zero() ||
            c.exact.abs() > Rational(100) || c.role == Role::limit)
          continue;
        share(c);
      }
    }
  }

 private:
  struct Pair {
    int part, whole;
    bool sure;
  };

  /// The words of the clause on both sides of 占; false where it tells no share.
  static bool parted(View clause, View& part, View& whole) {
    const claim::Found share = claim::find_last(clause, {U"所占比重", U"占比", U"比重", U"份额", U"占"});
    if (!share) return false;
    part = clause.substr(0, share.at);
    whole = clause.substr(share.at + share.word.size());
    if (share.word == U"占") return true;
    // 占GDP的比重为
    if (const std::size_t at = part.rfind(U'占'); at != View::npos) {
      whole = part.substr(at + 1);
      part = part.substr(0, at);
    } else {
      whole = View();
    }
    return true;
  }

  bool share(const Claim& c) {
    const View text = e_.passage(c.id).text;
    const std::size_t begin = claim::start_behind(text, c.start, U"。！？\n");
    const std::size_t from = claim::start_behind(text, c.start, U"，。；：！？\n");
    const View clause = text.substr(from, c.start - from), sentence = text.substr(begin, c.start - begin);
    View part, whole;
    // 剩余贫困人口一半以上（53.6%）在西部: the name stands behind.
    const bool bracket = c.start > 0 && claim::one_of(text[c.start - 1], U"（(");
    if (!parted(clause, part, whole)) {
      if (!bracket || !claim::find_any(clause, {U"一半", U"半数", U"成以上", U"成多", U"过半"}).size()) return false;
      part = clause;
    }
    if (ledger_.firmly_explained(c.id, "ratio") || ledger_.fixed(c.id, "ratio") || growing(whole)) return false;
    std::vector<Pair> pairs;
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      if (t.rows > kMostRows || t.columns > kMostColumns || other_years(e_, c, t)) continue;
      std::vector<int> rows = rows_named(t, part);
      if (rows.empty() && from > begin) {
        // 道路交通事故最多，起数占65.4%: the clauses before name it.
        for (std::size_t end = from; rows.empty() && end > begin + 1;) {
          const std::size_t start = std::max(begin, claim::start_behind(text, end - 1, U"，。；：！？\n"));
          rows = rows_named(t, text.substr(start, end - start));
          end = start;
        }
        if (rows.size() != 1) rows.clear();
      }
      if (rows.empty() && bracket) {
        const std::size_t end = claim::first_from(text, c.end, U"，。；！？\n");
        if (end != View::npos && end > c.end + 1) rows = rows_named(t, text.substr(c.end + 1, end - c.end - 1));
      }
      if (rows.empty() || rows.size() > 2) continue;
      collect(t, rows.front(), clause, sentence, whole, c, pairs);
      if (rows.size() == 2 && whole.empty()) collect(t, rows.back(), clause, sentence, whole, c, pairs);
    }
    return judge(c, pairs);
  }

  /// 占比提高1.2%: a change of the share.
  static bool growing(View behind) { return claim::last_change_verb(behind).sign != 0 && behind.find(U'的') == View::npos; }

  bool amount(int id) const {
    return id >= 0 && e_[id].is_amount() && !e_[id].vague() && e_[id].value.low.sign() >= 0 && !e_.mean(id);
  }

  void collect(const claim::Table& t, int row, View clause, View sentence, View whole, const Claim& c,
               std::vector<Pair>& pairs) {
    const View named = trim(whole);
    std::vector<int> bases, own = columns_named(t, clause);
    if (own.empty()) own = columns_named(t, sentence);
    const bool of_all = named.size() < 2 || general(named);
    if (!of_all) bases = rows_named(t, named);
    std::erase(bases, row);
    const bool by_name = !bases.empty();
    if (!by_name && of_all) {
      for (int r = t.header_rows; r < t.rows; ++r)
        if (r != row && row_of_all(t, r)) bases.push_back(r);
      // Indented under what stands above.
      for (int r = row; r-- > t.header_rows;)
        if (t.indent[static_cast<std::size_t>(r)] < t.indent[static_cast<std::size_t>(row)]) {
          bases.push_back(r);
          break;
        }
    }
    std::vector<int> columns;
    for (int x = 1; x < t.columns; ++x)
      if (amount(t.at(row, x))) columns.push_back(x);
    std::vector<int> told;
    for (const int x : columns)
      if (std::find(own.begin(), own.end(), x) != own.end()) told.push_back(x);
    if (told.empty()) told = columns;
    for (const int x : told) {
      const int part = t.at(row, x);
      for (const int r : bases) {
        const int base = t.at(r, x);
        if (amount(base) && e_[base].exact >= e_[part].exact && addable(e_[part], e_[base]))
          pairs.push_back({part, base, told.size() == 1 && bases.size() == 1});
      }
      // Of the row's own total.
      if (of_all && x == told.front() && told.size() == 1)
        for (const int y : columns)
          if (y != x &&
              !claim::find_any(t.header[static_cast<std::size_t>(y)], {U"合计", U"总计", U"小计", U"总数", U"总量"}).empty() &&
              e_[t.at(row, y)].exact >= e_[part].exact)
            pairs.push_back({part, t.at(row, y), false});
      // 占财政收入的40.0%: what the prose tells of that name.
      if (bases.empty() && named.size() >= 2)
        for (const int id : e_.named(Text(claim::strip_name(named)), c.id, 60, 3, [&](const Claim& b) {
               return b.is_amount() && !b.vague() && b.role != Role::change && b.exact >= e_[part].exact &&
                      addable(b, e_[part]);
             }))
          pairs.push_back({part, id, false});
    }
  }
  /// 总数, 全市, 全部: no row of its own.
  static bool general(View name) {
    return !claim::start_any(name, {U"总", U"全", U"合计", U"整体", U"其", U"该", U"比重", U"比例"}).empty() || name == U"的";
  }
  static View trim(View whole) {
    while (!whole.empty() && claim::one_of(whole.back(), U"的约为达到近超过仅只了高升至")) whole.remove_suffix(1);
    while (!whole.empty() && claim::one_of(whole.front(), U"到了：:")) whole.remove_prefix(1);
    return whole;
  }

  bool judge(const Claim& c, std::vector<Pair>& pairs) {
    constexpr std::size_t kMost = 30;
    if (pairs.empty() || pairs.size() > kMost) return false;
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) { return x.sure > y.sure; });
    // 占减少数的47.9% is read as a fall.
    const bool down = c.exact.sign() < 0;
    const Recompute again = [down](const std::vector<Interval>& v) -> std::optional<Interval> {
      const std::optional<Interval> own = quotient_percent(v);
      return own && down ? std::optional<Interval>(-*own) : own;
    };
    Search search(e_, ledger_, c.id, "R244", "ratio");
    for (const Pair& p : pairs)
      if (search.offer(again({e_[p.part].value, e_[p.whole].value}), {p.part, p.whole}, Formula::joined(" ÷ "), p.sure ? 3 : 8))
        return true;
    search.forget();
    if (std::count_if(pairs.begin(), pairs.end(), [](const Pair& p) { return p.sure; }) != 1) return false;
    const Pair& p = pairs.front();
    miss(e_, ledger_,
         {"R244",
          "ratio",
          c.id,
          {p.part, p.whole},
          again,
          Tie::strong,
          number_text(e_, p.part) + " ÷ " + number_text(e_, p.whole),
          "按表中所指两格的数相除"});
    return false;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_cell_shares(const Evidence& evidence, Ledger& ledger) { CellShares(evidence, ledger).run(); }

}  // namespace zh::check
