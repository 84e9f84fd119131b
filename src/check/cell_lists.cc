// Lists told by 分别, and changes that the levels of a table's row give.
//
//   E824 same         粮食制品、食用油、乳制品的不合格率分别为0.9%、1.4%、0.3%: cells of one column, in the order of the names
//   D526 difference   新登记4173户 … 注销1935户 … 净增2238户: who came less who went
//   D525 difference   国内游客增加851049人次: the two levels of the row 国内游客
//
// What: as many names of rows as numbers; a row that the clause, or else the sentence, names and two neighbouring columns of
// levels. When contradictory: E824 where all the others of three or more are cells of the column and one is a digit off. When
// silent: a name that no row bears.
#include <algorithm>

#include "check/extremes.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;
constexpr int kNear = 8, kMostRows = 200, kMostColumns = 30;

class CellLists {
 public:
  CellLists(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Ids& all : e_.paragraphs()) {
      if (e_.passage(all.front()).cell >= 0) continue;
      for (const int id : all) net(e_[id]);
      for (std::size_t i = 0; i < all.size() && !e_.claims.tables.empty(); ++i) {
        respectively(all, i);
        moved(e_[all[i]]);
      }
    }
  }

 private:
  template <typename Function>
  void near_tables(const Claim& c, Function function) const {
    for (const claim::Table& t : e_.tables_near(c.block, kNear))
      if (t.rows <= kMostRows && t.columns <= kMostColumns && !other_years(e_, c, t)) function(t);
  }
  static bool names_row(const Text& label, View name) {
    // 大、中型企业: the first of a list may be cut short.
    if (name.size() == 1 && label.size() == 2) return label[0] == name[0];
    return label.size() >= 2 && name.size() >= 2 &&
           (label == name || claim::ends_with(name, label) || claim::starts_with(label, name) ||
            (claim::starts_with(name, label) && name.size() <= label.size() + 2));
  }
  static int row_called(const claim::Table& t, View name) {
    int found = -1;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const Text label = row_name(t, r);
      if (label == name) return r;
      if (!names_row(label, name)) continue;
      if (found >= 0) return -1;
      found = r;
    }
    return found;
  }

  /// A、B和C的不合格率分别为: as many names as there are numbers behind; a joint may stand inside a name.
  static std::vector<Text> names_in(View words, std::size_t count) {
    if (const std::size_t mark = words.find_last_of(U"，：；（）(),:"); mark != View::npos) words = words.substr(mark + 1);
    for (const View joints : {View(U"、"), View(U"、和与及")}) {
      std::vector<Text> out = claim::split(words, joints);
      if (out.size() == count) return out;
    }
    return {};
  }
  void respectively(const Ids& all, std::size_t i) {
    const Claim& first = e_[all[i]];
    const claim::Found word = claim::find_last(first.before, {U"分别", U"依次"});
    if (!word || first.chinese || !tells_quantity(first) || word.at + 10 < first.before.size()) return;
    Ids list = {first.id};
    for (std::size_t k = i + 1; k < all.size(); ++k) {
      const View between = e_.between(list.back(), all[k]);
      if (e_[all[k]].kind != first.kind || e_[all[k]].noun != first.noun || between.size() > 1 ||
          (!between.empty() && !claim::one_of(between[0], U"、和与及，")) || !tells_quantity(e_[all[k]]))
        break;
      list.push_back(all[k]);
    }
    if (list.size() < 2) return;
    const View text = e_.passage(first.id).text;
    const std::size_t at = first.start - (first.before.size() - word.at);
    const std::size_t from = claim::start_behind(text, at, U"。；！？\n");
    View words = text.substr(from, at - from);
    // …这五类大宗食品共抽检457376批次，不合格率分别为: the names stand in the clause before.
    std::vector<std::vector<Text>> readings;
    for (int back = 0; back < 3 && !words.empty(); ++back) {
      std::vector<Text> names = names_in(words, list.size());
      if (!names.empty()) readings.push_back(std::move(names));
      const std::size_t mark = words.find_last_of(U"，,");
      words = mark == View::npos ? View() : words.substr(0, mark);
    }
    near_tables(first, [&](const claim::Table& t) {
      for (const std::vector<Text>& names : readings) column_of(t, names, list);
    });
  }
  /// 下降0.8个百分点 and a cell -0.8 that leaves the unit to its header.
  static bool one_kind(const Claim& c, const Claim& cell) {
    const bool part = c.is_percentage() || c.kind == claim::Numeral::Kind::point;
    return cell.kind == c.kind || (part && cell.kind == claim::Numeral::Kind::count && cell.noun.empty() &&
                                   cell.decimals == c.decimals && c.decimals > 0);
  }
  void column_of(const claim::Table& t, const std::vector<Text>& names, const Ids& list) {
    std::vector<int> rows;
    for (std::size_t k = 0; k < names.size(); ++k) {
      View name = claim::strip_name(names[k]);
      int row = row_called(t, name);
      // What all of them are, and of which measure, follows the last.
      for (std::size_t cut = name.size(); row < 0 && k + 1 == names.size() && cut-- > 2;)
        row = row_called(t, name.substr(0, cut));
      if (row < 0 || std::find(rows.begin(), rows.end(), row) != rows.end()) return;
      rows.push_back(row);
    }
    for (int x = 0; x < t.columns; ++x) {
      Ids hits;
      std::size_t held = 0, off = 0;
      for (std::size_t k = 0; k < rows.size(); ++k) {
        const int cell = t.at(rows[k], x);
        if (cell < 0 || !one_kind(e_[list[k]], e_[cell])) break;
        hits.push_back(cell);
        const bool same = e_[cell].exact.abs() == e_[list[k]].exact.abs();
        held += same;
        if (!same) off = k;
      }
      if (hits.size() != list.size() || held + 1 < list.size() || (held < list.size() && list.size() < 3)) continue;
      for (std::size_t k = 0; k < list.size(); ++k) {
        if (held < list.size() && k == off) continue;
        if (!ledger_.explained(list[k], {"same"}))
          ledger_.tell("E824", "same", Verdict::consistent, list[k], {hits[k]},
                       number_text(e_, list[k]) + " = " + number_text(e_, hits[k]));
      }
      if (held < list.size() && one_edit_apart(digits_of(e_[list[off]]), digits_of(e_[hits[off]])))
        miss(e_, ledger_,
             {"E824",
              "same",
              list[off],
              {hits[off]},
              [](const std::vector<Interval>& v) { return std::optional<Interval>(magnitude(v[0])); },
              Tie::strong,
              number_text(e_, hits[off]),
              "而表中同名一格为" + number_text(e_, hits[off])});
      return;
    }
  }

  /// 净增2238户: of what came and went near by.
  void net(const Claim& c) {
    if (!c.is_amount() || c.vague() || c.chinese || c.noun.empty() || claim::find_any(c.before, {U"净增", U"净减"}).empty() ||
        ledger_.explained(c.id, {"difference"}))
      return;
    constexpr int kBlocks = 10, kMost = 6;
    Ids came, went;
    for (int place = e_.place(c.id) - 1; place >= 0; --place) {
      const Claim& x = e_[e_.prose()[static_cast<std::size_t>(place)]];
      if (c.block - x.block > kBlocks) break;
      if (!x.is_amount() || x.noun != c.noun || x.vague() || x.role == Role::prior || x.depth > 0) continue;
      if (!claim::find_any(x.before, {U"新设", U"新登记", U"新增", U"新开", U"新办", U"新注册", U"迁入", U"设立"}).empty()) {
        if (came.size() < kMost) came.push_back(x.id);
      } else if (!claim::find_any(x.before, {U"注销", U"吊销", U"退出", U"迁出", U"关闭", U"退市"}).empty()) {
        if (went.size() < kMost) went.push_back(x.id);
      }
    }
    Search search(e_, ledger_, c.id, "D526", "difference");
    for (const int a : came)
      for (const int b : went) {
        const Interval own = e_[a].value - e_[b].value;
        const bool falls = c.exact.sign() < 0;
        if (search.offer(falls && own.low.sign() > 0 ? -own : own, {a, b}, number_text(e_, a) + " − " + number_text(e_, b), 20))
          return;
      }
    search.forget();
  }

  /// 国内游客增加851049人次: neighbouring levels of the row.
  void moved(const Claim& c) {
    if (c.role != Role::change || !c.is_amount() || c.vague() || c.chinese || c.exact.is_zero() ||
        ledger_.explained(c.id, {"difference"}))
      return;
    Search search(e_, ledger_, c.id, "D525", "difference");
    for (const bool own : {true, false}) {
      const View words = own ? View(c.clause_before) : e_.sentence(c.id);
      near_tables(c, [&](const claim::Table& t) {
        for (int r = t.header_rows; r < t.rows && !search.done() && !search.spent(); ++r) {
          const Text label = row_name(t, r);
          if (label.size() < 2 || !claim::contains(words, label)) continue;
          levels(search, c, t, r, own ? 12 : 30);
        }
      });
    }
    search.forget();
  }
  void levels(Search& search, const Claim& c, const claim::Table& t, int row, int charge) {
    int last = -1;
    for (int x = 0; x < t.columns; ++x) {
      const int id = t.at(row, x);
      if (id < 0 || !e_[id].is_amount() || e_[id].role == Role::change || e_[id].vague() || !addable(e_[id], c)) continue;
      if (last >= 0) {
        const bool rises = c.exact.sign() > 0;
        const bool later = (e_[id].exact > e_[last].exact) == rises;
        const Interval apart = magnitude(e_[id].value - e_[last].value);
        const Interval own = rises ? apart : -apart;
        const int now = later ? id : last, before = later ? last : id;
        if (search.offer(own, {now, before}, number_text(e_, now) + " − " + number_text(e_, before), charge)) return;
      }
      last = id;
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_cell_lists(const Evidence& evidence, Ledger& ledger) { CellLists(evidence, ledger).run(); }

}  // namespace zh::check
