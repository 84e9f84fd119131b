// Tables that are said to be sorted.
//
//   O924 order   两表都按首次献血比例从低到高排列; 名次 | 类别 | 件数: the column that is named, or the first that falls beside
//   a column of places, goes one way
//
// Why: a row that is corrected stays where it was. When contradictory (a warning): the words bear the whole name of the column,
// it has six rows or more, and without one of them it goes as they say. When silent: no column of that name, or two; totals and
// 其他 have no place.
#include <algorithm>

#include "base/text.h"
#include "check/extremes.h"
#include "check/rules.h"

namespace zh::check {
namespace {

constexpr int kNear = 4;  ///< blocks between a table and the words about it

class SortedRows {
 public:
  SortedRows(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    if (e_.claims.tables.empty()) return;
    for (const claim::Passage& p : e_.claims.passages) {
      constexpr std::size_t kLongest = 2000;
      if (p.cell < 0 && p.text.size() <= kLongest) said(p);
    }
    for (const claim::Table& t : e_.claims.tables) places(t);
  }

 private:
  struct Order {
    std::size_t from = 0, to = 0;
    bool falls = true;
  };
  /// 由高到低, 从小至大
  static std::vector<Order> orders(View text) {
    static constexpr View kHigh = U"高大多快好", kLow = U"低小少慢差";
    std::vector<Order> out;
    for (std::size_t i = 0; i + 3 < text.size(); ++i) {
      if (!claim::one_of(text[i], U"由从") || !claim::one_of(text[i + 2], U"到至")) continue;
      const std::size_t a = kHigh.find(text[i + 1]), b = kLow.find(text[i + 1]);
      if (a != View::npos && text[i + 3] == kLow[a]) out.push_back({i, i + 4, true});
      if (b != View::npos && text[i + 3] == kHigh[b]) out.push_back({i, i + 4, false});
    }
    return out;
  }

  void said(const claim::Passage& p) {
    const View text = p.text;
    for (const Order& o : orders(text)) {
      const std::size_t clause = claim::start_behind(text, o.from, U"，。；：！？（）()\n");
      View lead = text.substr(clause, o.from - clause);
      const claim::Found by = claim::find_last(lead, {U"按照", U"按", U"依照", U"依"});
      if (!by) continue;
      lead = lead.substr(by.at + by.word.size());
      for (const View tail : {View(U"数值"), View(U"大小"), View(U"高低"), View(U"多少")})
        if (lead.size() > tail.size() + 1 && claim::ends_with(lead, tail)) lead.remove_suffix(tail.size());
      constexpr std::size_t kLongest = 12;
      if (lead.size() < 2 || lead.size() > kLongest) continue;
      for (const claim::Table& t : e_.tables_near(p.block, kNear)) column(t, lead, o, p);
    }
  }

  void column(const claim::Table& t, View name, const Order& o, const claim::Passage& p) {
    int found = -1;
    bool whole = false;
    for (int x = 1; x < t.columns; ++x) {
      const Text header = bare_label(t.header[static_cast<std::size_t>(x)]);
      if (header.size() < 2 || !(claim::contains(header, name) || claim::contains(name, header))) continue;
      if (found >= 0 && (whole || header != name)) {
        if (!whole) return;
        continue;
      }
      found = x;
      whole = header == name;
    }
    if (found < 0) return;
    const std::vector<int> ids = cells(t, found);
    constexpr std::size_t kFewest = 3, kRows = 6;
    if (ids.size() < kFewest) return;
    const auto keeps = [&](std::size_t skip) {
      const Claim* last = nullptr;
      for (std::size_t i = 0; i < ids.size(); ++i) {
        const Claim& c = e_[ids[i]];
        if (i == skip) continue;
        if (last != nullptr && (o.falls ? c.exact > last->exact : c.exact < last->exact)) return false;
        last = &c;
      }
      return true;
    };
    const std::vector<int> rest(ids.begin() + 1, ids.end());
    if (keeps(ids.size())) {
      ledger_.tell("O924", "order", Verdict::consistent, ids.front(), rest, joined(e_, ids, o.falls ? " ≥ " : " ≤ "));
      return;
    }
    if (!whole || ids.size() < kRows) return;
    // One row out of place; of two neighbours the one alone whose absence mends it, else the second.
    int wrong = -1;
    for (std::size_t i = 0; i < ids.size(); ++i)
      if (keeps(i)) wrong = static_cast<int>(i);
    // 市本级, first or last, stands outside the order.
    if (wrong <= 0 || wrong + 1 == static_cast<int>(ids.size())) return;
    const auto w = static_cast<std::size_t>(wrong);
    std::vector<int> beside;
    if (w > 0) beside.push_back(ids[w - 1]);
    if (w + 1 < ids.size()) beside.push_back(ids[w + 1]);
    ledger_.tell("O924", "order", Verdict::contradictory, ids[w], beside,
                 number_text(e_, ids[w]) + "、" + joined(e_, beside, "、"),
                 "文中称按" + to_utf8(name) + to_utf8(View(p.text).substr(o.from, o.to - o.from)) + "排列，而" +
                     number_text(e_, ids[w]) + "与相邻的" + joined(e_, beside, "、") + "次序不符",
                 1);
  }
  /// The numbers of a column, without totals and what is left over.
  std::vector<int> cells(const claim::Table& t, int x) const {
    std::vector<int> ids;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const int id = t.at(r, x);
      if (id < 0 || t.total[static_cast<std::size_t>(r)] || t.indent[static_cast<std::size_t>(r)] > 0 ||
          e_[id].role == Role::label || e_[id].role == Role::date)
        continue;
      const Text name = row_name(t, r);
      if (!claim::find_any(name, {U"其他", U"其它", U"其余", U"平均"}).empty() ||
          !claim::start_any(name, {U"全国", U"全省", U"全市", U"全县", U"全区", U"总体"}).empty())
        continue;
      ids.push_back(id);
    }
    return ids;
  }

  /// 名次 1, 2, 3 down the first column: the others that fall are what they may be ranked by.
  void places(const claim::Table& t) {
    if (t.columns < 3 || t.header_rows == 0) return;
    const Text header = bare_label(t.header[0]);
    const bool named = !claim::find_any(header, {U"名次", U"排名", U"位次", U"排位", U"排序"}).empty();
    const bool ranked = !claim::find_any(t.caption, {U"排名", U"排行", U"前", U"十大", U"五大", U"居前"}).empty();
    if (!named && header != U"序号") return;
    int expected = 1;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const int id = t.at(r, 0);
      if (id < 0) continue;
      if (e_[id].exact != Rational(expected++)) return;
    }
    constexpr std::size_t kFewest = 3, kMost = 40;
    bool sorted = false;
    std::vector<int> nearly;  ///< the first column that falls but for one row
    for (int x = 1; x < t.columns; ++x) {
      const std::vector<int> ids = cells(t, x);
      if (ids.size() < kFewest || ids.size() > kMost || static_cast<int>(ids.size()) + 1 < expected - 1) continue;
      const auto rises = [&](int a, int b) { return e_[a].exact > e_[b].exact; };
      if (e_[ids.front()].exact <= e_[ids.back()].exact || !std::is_sorted(ids.begin(), ids.end(), rises)) {
        sorted = sorted || std::is_sorted(ids.rbegin(), ids.rend(), rises);
        if (nearly.empty()) nearly = ids;
        continue;
      }
      sorted = true;
      if (!named && !ranked) continue;
      ledger_.tell("O924", "order", Verdict::consistent, ids.front(), {ids.begin() + 1, ids.end()}, joined(e_, ids, " ≥ "));
    }
    if (!sorted && !nearly.empty()) misplaced(nearly);
  }
  /// 1 售后服务 2057, 2 食品安全 1641, 3 质量 1721, 4 价格 811, …: one row alone out of the order of so many, and no other
  /// column that the rows could follow.
  void misplaced(const std::vector<int>& ids) {
    constexpr std::size_t kRows = 8;
    if (ids.size() < kRows || !e_[ids.front()].is_amount()) return;
    std::size_t wrong = 0, breaks = 0;
    for (std::size_t i = 0; i + 1 < ids.size(); ++i)
      if (e_[ids[i]].exact < e_[ids[i + 1]].exact) wrong = i, ++breaks;
    // The two exchanged would stand in order.
    if (breaks != 1 || wrong == 0 || wrong + 2 >= ids.size() || e_[ids[wrong - 1]].exact < e_[ids[wrong + 1]].exact ||
        e_[ids[wrong]].exact < e_[ids[wrong + 2]].exact)
      return;
    ledger_.tell("O924", "order", Verdict::contradictory, ids[wrong], {ids[wrong + 1]},
                 number_text(e_, ids[wrong]) + " < " + number_text(e_, ids[wrong + 1]),
                 "表中各行由大到小编号，而" + number_text(e_, ids[wrong]) + "排在" + number_text(e_, ids[wrong + 1]) + "之前",
                 1);
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_sorted_rows(const Evidence& evidence, Ledger& ledger) { SortedRows(evidence, ledger).run(); }

}  // namespace zh::check
