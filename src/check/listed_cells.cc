// Sentences whose numbers are cells of one column or row of a table.
//
//   E823 same   投诉较多的是东区(16件)、西区(15件)、南区(11件) and the rows 东区, 西区, 南区 with 16, 15, 11
//
// What: each number of a sentence has a name (the words before it, or before its bracket); a table near by has rows or columns
// of these names: written in full, in part or with characters left out (东城区局 for 东城区市场监督管理局). The column where
// the most of them are found is meant; numbers without names lie in a row where two long numbers of one clause group are found.
// When contradictory: all others of the list are cells of the column, and one differs by a digit from the cell of its name.
// When silent: a single short number; other years; a column that tells another quantity of some of them.
#include <algorithm>
#include <map>
#include <set>

#include "check/extremes.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

constexpr int kNear = 12;  // blocks
constexpr int kMostRows = 200, kMostColumns = 40;
constexpr std::size_t kFewest = 3;  // digits that say something

/// A number that stands in a cell, alone or beside others: 56675(↑5.65%).
struct CellNumber {
  int id = 0, row = 0, column = 0;
  std::size_t slot = 0;
};

Text bare(const Text& label) { return bare_label(label, U"（(，,/", U" 　*#:：\n"); }

/// Whether the words are the label with characters left out.
bool left_out(View label, View words) {
  std::size_t k = 0;
  for (const char32_t c : label)
    if (k < words.size() && words[k] == c) ++k;
  return k == words.size();
}

/// Whether the label is the name, a part of it, or the name with characters left out.
bool called(const Text& label, View name) {
  if (label.size() < 2 || name.size() < 2) return false;
  if (label == name || claim::ends_with(name, label) || claim::ends_with(label, name) || claim::starts_with(name, label))
    return true;
  if (claim::starts_with(label, name) && label.size() - name.size() <= 2) return true;
  // 计算机通信电子 of 计算机、通信和其他电子设备制造业
  constexpr std::size_t kShortened = 4;
  if (name.size() >= kShortened && name.size() < label.size() && claim::starts_with(label, name.substr(0, 2)) &&
      left_out(label, name))
    return true;
  // 主要有东城区市场监督管理局
  const std::size_t at = name.rfind(View(label).substr(0, 2));
  if (at == View::npos) return false;
  name = name.substr(at);
  if (label.size() < 3 || label[0] != name[0] || label[1] != name[1] || label.back() != name.back()) return false;
  std::size_t k = 0;
  for (const char32_t c : name)
    if (k < label.size() && label[k] == c) ++k;
  return k == label.size();
}

class ListedCells {
 public:
  ListedCells(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    if (e_.claims.tables.empty()) return;
    for (const Ledger::Entry& entry : ledger_.entries())
      if (std::string_view(entry.kind) == "same") {
        told_.insert(entry.result);
        told_.insert(entry.operands.begin(), entry.operands.end());
      }
    for (const claim::Table& t : e_.claims.tables) {
      if (t.rows > kMostRows || t.columns > kMostColumns) continue;
      const std::vector<CellNumber> cells = cells_of(t);
      if (cells.empty()) continue;
      for (const std::vector<int>& all : e_.paragraphs()) {
        if (e_.passage(all.front()).cell >= 0 || std::abs(e_[all.front()].block - t.block) > kNear ||
            other_years(e_, e_[all.front()], t))
          continue;
        for (std::size_t from = 0; from < all.size();) {
          std::size_t to = from;
          while (to < all.size() && e_[all[to]].sentence == e_[all[from]].sentence) ++to;
          named(t, cells, all, from, to);
          companions(cells, all, from, to);
          from = to;
        }
      }
    }
  }

 private:
  using Kind = claim::Numeral::Kind;

  static bool usable(const Claim& c) { return tells_quantity(c) && c.kind != Kind::multiple; }
  static std::size_t digits(const Claim& c) { return static_cast<std::size_t>(telling_digits(c)); }

  std::vector<CellNumber> cells_of(const claim::Table& t) const {
    std::vector<CellNumber> out;
    for (int r = t.header_rows; r < t.rows; ++r)
      for (int x = 0; x < t.columns; ++x)
        if (const int id = t.at(r, x); id >= 0 && usable(e_[id])) out.push_back({id, r, x, 0});
    // What stands with others in a cell is read as text.
    const readback::Block& block = e_.reading.blocks[static_cast<std::size_t>(t.block)];
    std::size_t slot = 0;
    int last = -1;
    const auto first = std::partition_point(e_.all.begin(), e_.all.end(), [&](const Claim& c) { return c.block < t.block; });
    for (auto it = first; it != e_.all.end() && it->block == t.block; ++it) {
      const int cell = e_.passage(it->id).cell;
      if (it->table >= 0 || cell < 0 || !usable(*it)) continue;
      slot = it->passage == last ? slot + 1 : 0;
      last = it->passage;
      const readback::Cell& place = block.cells[static_cast<std::size_t>(cell)];
      if (place.row >= t.header_rows) out.push_back({it->id, place.row, place.column, slot});
    }
    return out;
  }

  /// Whether a number of the text is that of a cell; a fall may be told by its size, a cell may leave the unit to the text.
  bool agrees(const Claim& c, const Claim& cell) const {
    const auto share = [](const Claim& x) { return x.is_percentage() || x.kind == Kind::point; };
    if (share(c) != share(cell)) return false;
    if (share(c) && ((c.role == Role::growth) != (cell.role == Role::growth)) && c.role != Role::percent &&
        cell.role != Role::percent)
      return false;
    if (!share(c) && (c.kind != cell.kind || !addable(c, cell))) return false;
    const Rational a = c.exact.abs(), b = cell.exact.abs();
    if (a == b) return true;
    if (cell.noun.empty() && cell.scale == 0 && c.scale != 0 && a == b * Rational::power_of_ten(c.scale)) return true;
    return c.scale >= 4 && !c.value.is_point() && cell.unit_place < c.unit_place && c.value.meets(cell.value);
  }

  /// The words that a number is told of: its own, or those before its bracket.
  Text name_of(const Claim& c) const {
    const View text = e_.passage(c.id).text;
    const std::size_t start = c.start - std::min(c.start, c.clause_before.size());
    if (start > 1 && claim::one_of(text[start - 1], U"（(")) {
      const std::size_t from = claim::start_behind(text, start - 1, U"，、；：。:;,！？和及（()）");
      return Text(claim::strip_name(text.substr(from, start - 1 - from)));
    }
    // 增速最高的是计算机，为16.9%: the clause before names it.
    if (start > 1 && text[start - 1] == U'，' &&
        !claim::start_any(c.clause_before, {U"为", U"达", U"是", U"有", U"仅", U"共"}).empty() && c.clause_before.size() <= 3) {
      const std::size_t from = claim::start_behind(text, start - 1, U"，；：。:;,！？（()）");
      View words = text.substr(from, start - 1 - from);
      for (const View link : {View(U"的是"), View(U"是"), View(U"为")})
        if (const std::size_t at = words.rfind(link); at != View::npos) {
          words = words.substr(at + link.size());
          break;
        }
      if (words.size() >= 2 && std::none_of(words.begin(), words.end(), claim::is_digit)) return Text(claim::strip_name(words));
    }
    return c.name_inherited ? Text() : c.name;
  }

  static std::vector<bool> called_so(const std::vector<Text>& labels, View name) {
    std::vector<bool> out;
    for (const Text& label : labels) out.push_back(called(bare(label), name));
    return out;
  }

  struct Hit {
    int id, cell, row;
  };

  /// Numbers whose names are rows (or, of a table that lies on its side, columns).
  void named(const claim::Table& t, const std::vector<CellNumber>& cells, const std::vector<int>& all, std::size_t from,
             std::size_t to) {
    std::map<std::pair<int, std::size_t>, std::vector<Hit>> lines;
    std::vector<std::pair<int, std::vector<const CellNumber*>>> candidates;
    for (std::size_t i = from; i < to; ++i) {
      const Claim& c = e_[all[i]];
      if (!usable(c)) continue;
      const Text name = name_of(c);
      if (name.size() < 2) continue;
      // Of every row and column once, not of every cell.
      const std::vector<bool> row_called = called_so(t.row_label, name), column_called = called_so(t.header, name);
      std::vector<const CellNumber*> mine;
      for (const CellNumber& cell : cells) {
        const bool by_row = row_called[static_cast<std::size_t>(cell.row)];
        const bool by_column = !by_row && column_called[static_cast<std::size_t>(cell.column)];
        if (!by_row && !by_column) continue;
        if (by_row) mine.push_back(&cell);
        if (agrees(c, e_[cell.id]))
          lines[{by_row ? cell.column : -1 - cell.row, cell.slot}].push_back({c.id, cell.id, by_row ? cell.row : cell.column});
      }
      if (!mine.empty()) candidates.emplace_back(c.id, std::move(mine));
    }
    std::vector<std::pair<std::pair<int, std::size_t>, std::vector<Hit>>> order(lines.begin(), lines.end());
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
    for (const auto& [line, hits] : order) {
      std::set<int> ids, rows;
      std::size_t said = 0;
      for (const Hit& hit : hits)
        if (ids.insert(hit.id).second) {
          rows.insert(hit.row);
          said += digits(e_[hit.id]);
        }
      const bool list = rows.size() >= 2 && said >= kFewest;
      if (!list && !(hits.size() == 1 && alone(t, hits.front(), line.first))) continue;
      for (const Hit& hit : hits) tell(hit.id, hit.cell);
      if (list && line.first >= 0) one_off(candidates, ids, line, said);
    }
  }

  /// A single number is a cell where it is long, or where the sentence says the header too.
  bool alone(const claim::Table& t, const Hit& hit, int column) const {
    const std::size_t known = digits(e_[hit.id]);
    if (known >= kFewest) return true;
    if (known < 2 || column < 0) return false;
    const Text header = bare(t.header[static_cast<std::size_t>(column)]);
    return header.size() >= 2 && claim::contains(e_.sentence(hit.id), header);
  }

  /// All the others of the list are cells of the column: one differs by a digit from the cell of its name.
  void one_off(const std::vector<std::pair<int, std::vector<const CellNumber*>>>& candidates, const std::set<int>& ids,
               const std::pair<int, std::size_t>& line, std::size_t said) {
    constexpr std::size_t kSure = 5;
    if (ids.size() < 2 || said < kSure) return;
    const Claim& like = e_[*ids.begin()];
    int number = -1, other = -1;
    for (const auto& [id, mine] : candidates) {
      const Claim& c = e_[id];
      if (ids.count(id) > 0 || c.kind != like.kind || c.role != like.role || c.noun != like.noun || told_.count(id) > 0)
        continue;
      int cell = -1, cells = 0;
      for (const CellNumber* x : mine) {
        if (agrees(c, e_[x->id])) return;
        if (x->column == line.first && x->slot == line.second) cell = x->id, ++cells;
      }
      if (cells != 1 || number >= 0) return;
      number = id, other = cell;
    }
    if (number < 0 || e_[other].decimals != e_[number].decimals || !one_edit_apart(digits_of(e_[other]), digits_of(e_[number])))
      return;
    const Recompute again = [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0]); };
    miss(e_, ledger_,
         {"E823",
          "same",
          number,
          {other},
          again,
          Tie::strong,
          number_text(e_, other),
          "而表中同名一格为" + number_text(e_, other)});
  }

  /// 13件，占22.0%: two numbers of neighbouring clauses that lie in one row, whatever it is called there.
  void companions(const std::vector<CellNumber>& cells, const std::vector<int>& all, std::size_t from, std::size_t to) {
    constexpr std::size_t kSure = 5;
    for (std::size_t i = from; i + 1 < to; ++i) {
      const Claim &a = e_[all[i]], &b = e_[all[i + 1]];
      if (!usable(a) || !usable(b) || b.segment != a.segment || b.clause - a.clause > 1 || digits(a) < 2 || digits(b) < 2 ||
          digits(a) + digits(b) < kSure || (told_.count(a.id) > 0 && told_.count(b.id) > 0))
        continue;
      std::vector<std::pair<int, int>> found;
      for (const CellNumber& x : cells)
        if (agrees(a, e_[x.id]))
          for (const CellNumber& y : cells)
            if (y.row == x.row && y.id != x.id && agrees(b, e_[y.id])) found.emplace_back(x.id, y.id);
      if (found.size() != 1) continue;
      tell(a.id, found.front().first);
      tell(b.id, found.front().second);
    }
  }

  void tell(int id, int cell) {
    if (told_.count(id) > 0 && told_.count(cell) > 0) return;
    const bool rounded = e_[id].exact.abs() != e_[cell].exact.abs();
    Ledger::Entry entry;
    entry.rule = "E823";
    entry.kind = "same";
    entry.result = id;
    entry.operands = {cell};
    entry.computed = e_[cell].value;
    entry.formula = number_text(e_, id) + (rounded ? " ≈ " : " = ") + number_text(e_, cell);
    entry.message = entry.formula;
    if (ledger_.add(std::move(entry)) < 0) return;
    told_.insert(id);
    told_.insert(cell);
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::set<int> told_;
};

}  // namespace

void check_listed_cells(const Evidence& evidence, Ledger& ledger) { ListedCells(evidence, ledger).run(); }

}  // namespace zh::check
