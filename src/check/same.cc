// One quantity stated twice.
//
//   E801 same   the same value under the same or a like name, in prose, table and prose, or two tables
//   E802 same   a sentence retells a row of a table and one number differs in one digit
//   E805 same   the text rounds what a table or another place prints finer
//   E803 same   one name with two values in one sentence (期初余额为17977万元，期初余额为18404万元)
//
// Why: names alone cannot prove that two numbers mean the same; equal values under like names can be trusted, unequal ones only
// where the frame is fixed: two other numbers of the sentence match the row, or the very same words stand twice.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

class Same {
 public:
  Same(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), group_of_(e.all.size()), mentions_(e.all.size()) {
    for (std::size_t i = 0; i < group_of_.size(); ++i) group_of_[i] = static_cast<int>(i);
  }

  void run() {
    for (const Claim& c : e_.all)
      if (usable(c)) {
        repeated(c.id);
        rounded(c.id);
        rounded_cell(c.id);
      }
    tell_mentions();
    for (const std::vector<int>& all : e_.paragraphs()) {
      twice(all);
      retold(all);
      column_retold(all);
      renamed(all);
      exchanged(all);
    }
  }

 private:
  static bool usable(const Claim& c) { return tells_quantity(c); }
  static int digits(const Claim& c) { return telling_digits(c); }

  /// How much says that an earlier number of the same value is the same quantity; 0: nothing.
  int likely(const Claim& c, const Claim& o, int known) const {
    // 比重提高2.93个百分点 and ↑2.93 under 比重变化.
    const auto point = [](const Claim& x) { return x.role == Role::point || (x.table >= 0 && x.role == Role::change); };
    const bool points = (o.role == Role::point || c.role == Role::point) && point(o) && point(c);
    if (!usable(o) || (o.kind != c.kind && !points && !(o.is_percentage() && c.is_percentage()))) return 0;
    if (o.clause == c.clause && o.table < 0) return 0;
    const bool totals = total_beside(c, o);
    if (!c.is_percentage() && !points && !addable(c, o) && !totals) return 0;
    if (o.table >= 0 && o.table == c.table && o.row != c.row) return 0;
    if (known < 2 && (c.is_percentage() || (o.table >= 0 && c.table >= 0))) return 0;
    int score = std::max(claim::likeness(key(c), key(o)), claim::likeness(label(c), label(o)));
    const bool beside = c.passage == o.passage;
    // Growths told one after the other are of different things unless their names say otherwise.
    if (beside && c.is_percentage() && claim::likeness(key(c), key(o)) < 80) return 0;
    // Few numbers stand in one paragraph: three digits of one noun that come again are rarely another quantity.
    if (beside && c.is_amount() && known >= 3 && !c.noun.empty() && c.noun == o.noun) score += 50;
    // 发生事故74起、死亡73人；…起数由84起降到74起: where a change arrives is told before.
    if (beside && c.is_amount() && known >= 2 && !c.noun.empty() && c.noun == o.noun && o.id < c.id && arrives(c)) score += 60;
    score += std::min(known, 6) * 12;
    if (c.role == o.role) score += 10;
    if (totals || (known >= 4 && c.noun == o.noun && !c.noun.empty() && c.is_amount() && (sums_up(c) || sums_up(o))))
      score += 40;
    if ((c.table >= 0) != (o.table >= 0)) score += retells(c.table >= 0 ? o : c, c.table >= 0 ? c : o) ? 40 : 10;
    return score;
  }
  /// 以上合计2453件: of what was told as another name before.
  static bool sums_up(const Claim& c) {
    return c.table < 0 && !claim::find_any(c.before, {U"合计", U"共计", U"总计", U"共有"}).empty();
  }
  /// What likely() cannot exceed, whatever the names are.
  static int at_most(const Claim& c, const Claim& o, int known) {
    constexpr int kNames = 100, kBeside = 50 + 60, kTable = 80;
    return kNames + std::min(known, 6) * 12 + (c.role == o.role ? 10 : 0) + (c.passage == o.passage ? kBeside : 0) +
           (c.table >= 0 || o.table >= 0 ? kTable : 0);
  }
  /// 降到, 增至, 提高到: the level that a change arrives at.
  static bool arrives(const Claim& c) {
    const View words = c.before;
    return words.size() >= 2 && claim::one_of(words.back(), U"到至为") &&
           claim::one_of(words[words.size() - 2], U"降升增减高少加落");
  }
  /// Whether two numbers of one value in the text are told in the same words.
  static bool same_words(const Claim& a, const Claim& b) {
    return a.kind == b.kind && a.role == b.role && a.noun == b.noun && a.name == b.name && a.after == b.after &&
           a.clause_before == b.clause_before;
  }

  /// In so many ways nobody tells one value: what a hostile text would cost grows with their square.
  static constexpr std::size_t kMostWays = 300;

  void repeated(int id) {
    const Claim& c = e_[id];
    int best = -1, best_score = 0;
    const int known = digits(c);
    const auto weigh = [&](int other) {
      // A value may come again in thousands of places: names are not looked at where they cannot make a better match.
      if (const int most = at_most(c, e_[other], known); most < best_score || (most == best_score && other > best)) return;
      const int score = likely(c, e_[other], known);
      if (score > best_score || (score == best_score && other < best)) best_score = score, best = other;
    };
    const std::vector<int>& all = e_.valued(c.exact);
    const auto own = std::lower_bound(all.begin(), all.end(), id);
    std::vector<int>& first = first_told_[&all];
    if (c.table >= 0) {
      // Of very many the first and the nearest.
      constexpr std::ptrdiff_t kMost = static_cast<std::ptrdiff_t>(kMostWays);
      for (auto it = all.begin(); it != own; ++it) {
        if (it - all.begin() == kMost && own - it > kMost) it = own - kMost;
        weigh(*it);
      }
      if (first.size() < 2 * kMostWays) first.push_back(id);
    } else {
      // Of what is told in the same words the first is as likely as the others, elsewhere and in the paragraph itself.
      const auto told = [&](const std::vector<int>& ids) {
        return std::any_of(ids.begin(), ids.end(), [&](int f) { return e_[f].table < 0 && same_words(e_[f], c); });
      };
      std::vector<int>& here = first_here_[&all];
      if (!here.empty() && e_[here.front()].passage != c.passage) here.clear();
      for (const int other : first) weigh(other);
      for (auto it = here.rbegin(); it != here.rend(); ++it) weigh(*it);
      if (first.size() < kMostWays && !told(first)) first.push_back(id);
      if (here.size() < kMostWays && !told(here)) here.push_back(id);
    }
    if (best < 0) return;
    const bool across = (c.table >= 0) != (e_[best].table >= 0);
    constexpr int kAcross = 64, kWithin = 80;  // measured: lower, and what is scrambled agrees too
    if (best_score < (across ? kAcross : kWithin)) return;
    // All mentions of one quantity are one relation.
    group_of_[static_cast<std::size_t>(id)] = group_of_[static_cast<std::size_t>(best)];
    mentions_[static_cast<std::size_t>(root(id))].push_back(id);
  }
  /// Whether one is the total of a table that stands beside the paragraph of the other, a count of three digits or more:
  /// 共1099件 and the row 合计. The paragraph may count with another measure word.
  bool total_beside(const Claim& a, const Claim& b) const {
    if ((a.table >= 0) == (b.table >= 0)) return false;
    const Claim &cell = a.table >= 0 ? a : b, &prose = a.table >= 0 ? b : a;
    constexpr int kNear = 4, kTelling = 3;
    if (std::abs(cell.block - prose.block) > kNear || digits(cell) < kTelling) return false;
    if (claim::is_measured(cell.noun) || claim::is_measured(prose.noun)) return false;
    const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(cell.table)];
    return t.total[static_cast<std::size_t>(cell.row)];
  }
  int root(int id) const { return group_of_[static_cast<std::size_t>(id)]; }

  /// Mentions of one quantity, in order; long chains in pieces that share the first.
  void tell_mentions() {
    constexpr std::size_t kMost = 4;
    for (std::size_t first = 0; first < mentions_.size(); ++first)
      for (std::size_t from = 0; from < mentions_[first].size(); from += kMost) {
        const std::vector<int>& all = mentions_[first];
        const std::vector<int> others(all.begin() + static_cast<std::ptrdiff_t>(from),
                                      all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), from + kMost)));
        const int id = static_cast<int>(first);
        confirm(e_, ledger_, "E801", "same", id, others, e_[others.front()].value, joined(e_, others, " = "));
      }
  }

  /// Whether the sentence of a number tells another number of the cell's row too, or names the row.
  bool retells(const Claim& prose, const Claim& cell) const {
    const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(cell.table)];
    const Text label = plain(t.row_label[static_cast<std::size_t>(cell.row)]);
    const bool named = label.size() >= 2 && claim::contains(e_.sentence(prose.id), label);
    int told = 0;
    const int p = e_.paragraph(prose.id);
    if (p < 0) return false;
    for (const int other : e_.paragraphs()[static_cast<std::size_t>(p)]) {
      const Claim& o = e_[other];
      if (other == prose.id || o.segment != prose.segment || digits(o) < 2 || !usable(o)) continue;
      for (int column = 0; column < t.columns; ++column) {
        const int id = t.at(cell.row, column);
        if (id >= 0 && id != cell.id && e_[id].exact.abs() == o.exact.abs()) {
          ++told;
          break;
        }
      }
    }
    return told >= 2 || (told >= 1 && named);
  }

  /// 粮食总产 and the row 粮食 whose only number this is.
  bool row_of(const Claim& prose, const Claim& cell) const {
    if (prose.table >= 0 || cell.table < 0) return false;
    const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(cell.table)];
    const Text name = plain(t.row_label[static_cast<std::size_t>(cell.row)]);
    if (name.size() < 2 || !claim::starts_with(prose.name, name)) return false;
    int levels = 0;
    for (int column = 0; column < t.columns; ++column) {
      const int other = t.at(cell.row, column);
      levels += other >= 0 && e_[other].is_amount() && e_[other].role != Role::change;
    }
    return levels == 1;
  }

  /// 14.4万吨 in the text, 143972 in the table: the finer value is printed like the coarser.
  void rounded(int id) {
    const Claim& c = e_[id];
    if (!c.is_amount() || c.value.is_point() || digits(c) < 2 || c.name.size() < 2 || c.role != Role::level) return;
    std::int64_t spent = 0;
    const auto wanted = [&](const Claim& o) { return claim::likeness(o.name, c.name) >= 90 || row_of(c, o); };
    for (const int other : e_.named(c.name, id, 40, 8, wanted)) {
      const Claim& o = e_[other];
      if (!usable(o) || !o.is_amount() || o.role != Role::level || !addable(c, o) || o.exact == c.exact ||
          o.unit_place >= c.unit_place || (o.clause == c.clause && o.table < 0))
        continue;
      if (claim::likeness(o.name.substr(0, std::min(o.name.find(U' '), o.name.size())), c.name) < 90 && !row_of(c, o)) continue;
      spent += chance(c, o.value);
      if (spent > kEnough) return;
      if (fit(c, o.value) != Fit::rounded) {
        if (row_of(c, o)) {
          const Recompute again = [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0]); };
          miss(e_, ledger_,
               {"E805", "same", id, {other}, again, Tie::medium, number_text(e_, other), "而表中为" + number_text(e_, other)});
        }
        continue;
      }
      Ledger::Entry entry;
      entry.rule = "E805";
      entry.kind = "same";
      entry.result = id;
      entry.operands = {other};
      entry.computed = o.value;
      entry.formula = number_text(e_, id) + " ≈ " + number_text(e_, other);
      entry.message = entry.formula;
      ledger_.add(std::move(entry));
      return;
    }
  }

  /// 共接到5.77万件 and the row 合计 with 57733, or a row that the sentence names.
  void rounded_cell(int id) {
    constexpr int kNear = 12, kTelling = 2;
    const Claim& c = e_[id];
    if (c.table >= 0 || !c.is_amount() || c.scale < 4 || digits(c) < kTelling || ledger_.explained(id, {"same"})) return;
    std::int64_t spent = 0;
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      if (other_years(e_, c, t)) continue;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const Text name = plain(t.row_label[static_cast<std::size_t>(r)]);
        const bool row = t.total[static_cast<std::size_t>(r)] || (name.size() >= 2 && claim::contains(e_.sentence(id), name));
        for (int column = 0; column < t.columns; ++column) {
          const int cell = t.at(r, column);
          if (cell < 0 || !e_[cell].is_amount() || !e_[cell].is_level() || e_[cell].unit_place >= c.unit_place ||
              !addable(c, e_[cell]) || !(row || headed(t, column, c)))
            continue;
          spent += chance(c, e_[cell].value);
          if (spent > kEnough) return;
          if (fit(c, e_[cell].value) != Fit::rounded) continue;
          confirm(e_, ledger_, "E805", "same", id, {cell}, e_[cell].value, number_text(e_, cell));
          return;
        }
      }
    }
  }
  /// 压力容器11.88万台 and the column 压力容器 of a table that lies on its side.
  static bool headed(const claim::Table& t, int column, const Claim& c) {
    const Text header = plain(t.header[static_cast<std::size_t>(column)]);
    return header.size() >= 2 && claim::contains(c.clause_before, header);
  }

  /// What the row, or the clause with its noun, is called.
  Text label(const Claim& c) const {
    if (c.table < 0) return claim::together(c.clause_before, c.after);
    const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(c.table)];
    return t.row_label[static_cast<std::size_t>(c.row)];
  }

  /// The name with the words before it in the clause.
  Text key(const Claim& c) const {
    if (c.table >= 0) return c.name;
    return c.name + c.noun;
  }

  /// The same words twice in one sentence with different values.
  void twice(const std::vector<int>& all) {
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      const Claim &a = e_[all[i]], &b = e_[all[i + 1]];
      if (a.sentence != b.sentence || !a.is_amount() || !b.is_amount() || a.role != b.role || a.role == Role::change) continue;
      if (a.name_inherited || b.name_inherited || b.name.size() < 4 || a.noun != b.noun || a.scale != b.scale || a.vague() ||
          b.vague())
        continue;
      if (!claim::ends_with(a.name, b.name) || b.clause - a.clause != 1 || a.exact == b.exact) continue;
      // A balance has one value at one time.
      if (claim::find_any(b.name, {U"余额", U"期初", U"期末", U"年末", U"年初", U"总数", U"总额"}).empty()) continue;
      const View text = e_.passage(a.id).text;
      if (!claim::find_any(text.substr(a.start, b.start - a.start), {U"；", U"其中", U"母公司", U"较", U"比"}).empty())
        continue;
      Ledger::Entry entry;
      entry.rule = "E803";
      entry.kind = "same";
      entry.verdict = Verdict::contradictory;
      entry.result = a.id;
      entry.operands = {b.id};
      entry.computed = b.value;
      entry.formula = number_text(e_, a.id) + " ≠ " + number_text(e_, b.id);
      entry.message = "同一句中“" + name_text(b) + "”先写" + number_text(e_, a.id) + "，后写" + number_text(e_, b.id);
      ledger_.add(std::move(entry));
    }
  }

  /// A sentence that retells a table row: other numbers of it, or its name and one number, match the row.
  void retold(const std::vector<int>& all) {
    for (const int id : all) {
      const Claim& c = e_[id];
      if (!usable(c) || digits(c) < 2) continue;
      const bool of_base = c.role == Role::share && c.is_percentage() && !c.base.empty();
      std::vector<std::array<int, 3>> rows;  // (table, row, digits) of every match in the sentence
      for (const int other : all) {
        const Claim& o = e_[other];
        if (other == id || o.sentence != c.sentence || !usable(o) || digits(o) < 2) continue;
        // 肉类总产量3.48万吨，其中猪肉2.31万吨: of a part.
        if (other < id && c.role == Role::level && claim::contains(e_.between(other, id), U"其中")) continue;
        for (const int cell : e_.valued_cells(o.exact))
          if (e_[cell].kind == o.kind) rows.push_back({e_[cell].table, e_[cell].row, o.segment == c.segment ? digits(o) : 0});
      }
      std::sort(rows.begin(), rows.end());
      for (std::size_t r = 0; r < rows.size();) {
        std::size_t end = r;
        int told = 0, near = 0;
        while (end < rows.size() && rows[end][0] == rows[r][0] && rows[end][1] == rows[r][1]) {
          if (rows[end][2] > 0) ++near, told += rows[end][2];
          ++end;
        }
        const claim::Table& table = e_.claims.tables[static_cast<std::size_t>(rows[r][0])];
        const int row = rows[r][1];
        const Text label = plain(table.row_label[static_cast<std::size_t>(row)]);
        const bool named = label.size() >= 2 && claim::contains(e_.sentence(id), label);
        // A share may be of anything; many numbers of the row must be told beside it.
        const bool tied = of_base ? near >= 2 && told >= 8
                                  : (near >= 2 && told >= 5) || (near >= 1 && told >= (c.is_percentage() ? 2 : 3) && named);
        if (tied && !other_years(e_, c, table)) one_off(all, id, table, row);
        r = end;
      }
    }
  }
  void one_off(const std::vector<int>& all, int id, const claim::Table& table, int row) {
    const Claim& c = e_[id];
    std::vector<int> near;
    for (int column = 0; column < table.columns; ++column) {
      const int cell = table.at(row, column);
      if (cell < 0 || e_[cell].kind != c.kind) continue;
      if (e_[cell].exact.abs() == c.exact.abs()) return;
      if (!c.is_percentage() && !addable(e_[cell], c)) continue;
      if (c.role == Role::level && e_[cell].role == Role::prior) continue;  // of another time
      if (!matched(all, c.id, cell) && one_slip(e_[cell], c)) near.push_back(cell);
    }
    if (near.size() != 1) return;
    differs(id, near.front(), "而表中同一行为");
  }
  /// A number of the text that is not that of the cell it retells; a fall may be told by its size.
  void differs(int number, int cell, const char* reason) {
    const bool opposite = e_[cell].exact.sign() * e_[number].exact.sign() < 0;
    const Recompute again = [opposite](const std::vector<Interval>& v) {
      return std::optional<Interval>(opposite ? -v[0] : v[0]);
    };
    miss(e_, ledger_,
         {"E802", "same", number, {cell}, again, Tie::strong, number_text(e_, cell), reason + number_text(e_, cell)});
  }

  /// 投诉多了63.30%，举报多了22.57%，咨询多了15.6%: a sentence tells the cells of one column, each by its row, and one differs.
  void column_retold(const std::vector<int>& all) {
    for (std::size_t from = 0; from < all.size();) {
      std::size_t to = from;
      while (to < all.size() && e_[all[to]].sentence == e_[all[from]].sentence) ++to;
      for (const claim::Table& t : e_.tables_near(e_[all[from]].block, 6))
        if (!other_years(e_, e_[all[from]], t))
          for (int column = 1; column < t.columns; ++column) column_of(all, from, to, t, column);
      from = to;
    }
  }
  void column_of(const std::vector<int>& all, std::size_t from, std::size_t to, const claim::Table& t, int column) {
    int told = 0, number = -1, other = -1;
    for (std::size_t i = from; i < to; ++i) {
      const Claim& c = e_[all[i]];
      if (!usable(c) || c.name.size() < 2 || c.name_inherited) continue;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const int cell = t.at(r, column);
        if (cell < 0 || e_[cell].kind != c.kind || (!c.is_percentage() && !addable(e_[cell], c)) ||
            plain(t.row_label[static_cast<std::size_t>(r)]) != c.name)
          continue;
        if (e_[cell].exact.abs() == c.exact.abs()) {
          told += digits(c) >= 2;
        } else if (e_[cell].decimals == c.decimals && one_edit_apart(bare(e_[cell]), bare(c))) {
          if (number >= 0) return;
          number = c.id;
          other = cell;
        }
      }
    }
    if (told < 2 || number < 0) return;
    differs(number, other, "而表中同名一行为");
  }

  /// A number whose clause names a row of a table exactly, and that is one digit off the row's only like number.
  void renamed(const std::vector<int>& all) {
    for (const int id : all) {
      const Claim& c = e_[id];
      if (!usable(c) || digits(c) < 3 || c.name.size() < 2 || ledger_.used(id) || !c.is_amount() || c.role != Role::level)
        continue;
      for (const claim::Table& t : e_.claims.tables) {
        int row = -1, rows = 0;
        for (int r = t.header_rows; r < t.rows; ++r)
          if (plain(t.row_label[static_cast<std::size_t>(r)]) == c.name) row = r, ++rows;
        if (rows != 1) continue;
        int near = -1, same = 0, levels = 0;
        for (int column = 0; column < t.columns; ++column) {
          const int cell = t.at(row, column);
          if (cell < 0 || !e_[cell].is_amount() || !addable(e_[cell], c)) continue;
          ++levels;
          if (e_[cell].exact == c.exact)
            ++same;
          else if (e_[cell].decimals == c.decimals && one_edit_apart(bare(e_[cell]), bare(c)))
            near = cell;
        }
        if (same > 0 || near < 0 || levels > 2 || !told_again(all, id, t)) continue;
        tell(id, near);
        break;
      }
    }
  }
  /// 土地增值税、契税分别为7246万元和6358万元, and the rows with 6358 and 7246: two that have changed places.
  void exchanged(const std::vector<int>& all) {
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      const Claim& first = e_[all[i]];
      const claim::Found word = claim::find_last(first.before, {U"分别", U"依次"});
      if (!word || first.chinese || !usable(first)) continue;
      std::size_t k = 1;
      while (i + k < all.size() && e_[all[i + k]].clause == first.clause && e_[all[i + k]].kind == first.kind) ++k;
      const claim::Found whole = claim::find_last(first.clause_before, {word.word});
      const std::vector<Text> names = listed_names(View(first.clause_before).substr(0, whole.at));
      if (k < 2 || names.size() != k) continue;
      for (std::size_t x = 0; x < k; ++x)
        for (std::size_t y = x + 1; y < k; ++y) exchanged(e_[all[i + x]], e_[all[i + y]], names[x], names[y]);
    }
  }
  void exchanged(const Claim& a, const Claim& b, const Text& x, const Text& y) {
    if (digits(a) < 3 || digits(b) < 3 || a.exact == b.exact) return;
    for (const claim::Table& t : e_.claims.tables) {
      const int r = row_called(t, x), q = row_called(t, y);
      if (r < 0 || q < 0 || r == q || other_years(e_, a, t)) continue;
      for (int column = 1; column < t.columns; ++column) {
        const int p = t.at(r, column), o = t.at(q, column);
        if (p < 0 || o < 0 || e_[p].exact.abs() != b.exact.abs() || e_[o].exact.abs() != a.exact.abs()) continue;
        tell(a.id, p);
        tell(b.id, o);
        return;
      }
    }
  }
  /// A、B和C两个税种: the names that the words list, without what counts them.
  static std::vector<Text> listed_names(View words) {
    if (const std::size_t mark = words.find_last_of(U"，：；（）()"); mark != View::npos) words = words.substr(mark + 1);
    std::vector<Text> out = claim::split(words, U"、和与及");
    Text& last = out.back();
    for (std::size_t at = last.size(); at-- > 2;)
      if (claim::one_of(last[at], U"两三四五六七八九十") || claim::is_digit(last[at])) {
        last.erase(at);
        break;
      }
    return out;
  }
  /// The one row of this name, or of whose name the words end with it; -1 if there is none or several.
  static int row_called(const claim::Table& t, const Text& name) {
    constexpr int kSeveral = 1 << 20;
    int out = -1;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const Text label = plain(t.row_label[static_cast<std::size_t>(r)]);
      if (label.size() < 2 || !(label == name || claim::ends_with(name, label) || claim::starts_with(name, label))) continue;
      if (label == name) return r;  // 土地增值税 is no 增值税
      out = out >= 0 ? kSeveral : r;
    }
    return out == kSeveral ? -1 : out;
  }
  /// Whether another number of the paragraph stands in the table too.
  bool told_again(const std::vector<int>& all, int id, const claim::Table& t) const {
    for (const int other : all) {
      if (other == id || digits(e_[other]) < 2 || !usable(e_[other])) continue;
      for (const int cell : e_.valued_cells(e_[other].exact))
        if (&e_.claims.tables[static_cast<std::size_t>(e_[cell].table)] == &t) return true;
    }
    return false;
  }
  void tell(int id, int cell) {
    Ledger::Entry entry;
    entry.rule = "E802";
    entry.kind = "same";
    entry.verdict = Verdict::contradictory;
    entry.result = id;
    entry.operands = {cell};
    entry.computed = e_[cell].value;
    entry.formula = number_text(e_, id) + " ≠ " + number_text(e_, cell);
    entry.message = "文中为" + number_text(e_, id) + "，而表中同一项为" + number_text(e_, cell);
    ledger_.add(std::move(entry));
  }
  /// A label without unit, 其中 and marks.
  static Text plain(const Text& label) {
    return Text(claim::strip_name(View(label).substr(0, std::min(label.find(U'（'), label.find(U'(')))));
  }
  bool matched(const std::vector<int>& all, int id, int cell) const {
    return std::any_of(all.begin(), all.end(), [&](int other) {
      return other != id && e_[other].segment == e_[id].segment && e_[other].exact.abs() == e_[cell].exact.abs();
    });
  }
  static bool one_slip(const Claim& cell, const Claim& c) {
    return cell.decimals == c.decimals ? one_edit_apart(bare(cell), bare(c)) : slip_apart(cell, c);
  }
  static std::string bare(const Claim& c) { return digits_of(c); }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<int> group_of_;               ///< the first mention of the quantity
  std::vector<std::vector<int>> mentions_;  ///< of a first mention: the later ones
  /// By value: its cells, and of what the text tells in the same words the first.
  std::unordered_map<const std::vector<int>*, std::vector<int>> first_told_;
  std::unordered_map<const std::vector<int>*, std::vector<int>> first_here_;  ///< the same of one paragraph
};

}  // namespace

void check_same(const Evidence& evidence, Ledger& ledger) { Same(evidence, ledger).run(); }

}  // namespace zh::check
