// Cells of a table that a sentence names by row and column.
//
//   E811 same    乳制品合格率100%: the cell of the row 乳制品 under 合格率; or of the row whose long number the sentence tells
//   R216 ratio   食用农产品不合格批次占全部不合格的53.1%: that row's cell over the column's total
//   B213 bound   分别为0.54%、0.72%，均低于总体不合格率: each lies below the rate that is called so
//
// When contradictory: one wrong digit, and the row is named whole. When silent: the row or the column is named in part only, or
// a number of the list does not lie below: the rate that is meant may be another.
#include <algorithm>

#include "check/extremes.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr int kNear = 8;

class NamedCells {
 public:
  NamedCells(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (const int id : all) {
        const Claim& c = e_[id];
        if (c.is_percentage() && !c.vague() && (c.role == Role::share || c.role == Role::rate || c.role == Role::percent))
          percentage_of(id);
      }
      below(all);
      bracketed(all);
    }
  }

 private:
  void percentage_of(int id) {
    const Claim& c = e_[id];
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      bool by_number = false;
      if (const int r = row_of(t, c, by_number); r >= 0) {
        if (c.role == Role::share && share(t, r, c)) return;
        if (cell(t, r, c, by_number)) return;
      }
    }
    if (c.role == Role::share && !ledger_.explained(id, {"ratio"})) part_and_whole(c);
  }

  /// A cell and its whole, and how many characters of the words name them.
  struct Pair {
    int part, whole;
    std::size_t named;
  };
  /// 沿海港口占货物吞吐量的70.3%, 国内占发明授权的34.9%, 发明占其授权量的81.7%: a cell over another of its column or row.
  void part_and_whole(const Claim& c) {
    constexpr std::size_t kMost = 6;
    const std::size_t of = c.clause_before.rfind(U'占');
    if (of == Text::npos) return;
    Text subject(c.clause_before.substr(0, of));
    const Text sentence(e_.sentence(c.id));
    // 沿海港口占货物吞吐量的70.3%，占外贸货物吞吐量的91.3%: the subject is the sentence's.
    if (claim::strip_name(subject).size() < 2) {
      const View text = e_.passage(c.id).text;
      std::size_t from = claim::start_behind(text, c.start, U"。！？\n");
      subject = Text(text.substr(from, c.start - from));
      if (const std::size_t first = subject.find(U'占'); first != Text::npos) subject.erase(first);
    }
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      if (t.rows > 60 || t.columns > 20) continue;
      std::vector<Pair> pairs;
      for (int r = t.header_rows; r < t.rows; ++r)
        for (int x = 0; x < t.columns; ++x)
          if (const int part = t.at(r, x); part >= 0 && e_[part].is_amount() && e_[part].role == Role::level)
            wholes(t, r, x, subject, c.base, sentence, pairs);
      if (pairs.empty()) continue;
      std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.named > b.named; });
      const std::size_t best = pairs.front().named;
      while (!pairs.empty() && (pairs.back().named < best || pairs.size() > 2 * kMost)) pairs.pop_back();
      if (pairs.size() > kMost) continue;
      Search search(e_, ledger_, c.id, "R216", "ratio");
      constexpr std::size_t kFew = 2;
      for (const Pair& p : pairs)
        if (search.offer(percentage(e_[p.part].value, e_[p.whole].value), {p.part, p.whole},
                         number_text(e_, p.part) + " ÷ " + number_text(e_, p.whole), pairs.size() <= kFew ? 8 : 10))
          return;
      search.forget();
      if (pairs.size() == 1)
        miss(e_, ledger_,
             {"R216",
              "ratio",
              c.id,
              {pairs[0].part, pairs[0].whole},
              quotient_percent,
              Tie::medium,
              number_text(e_, pairs[0].part) + " ÷ " + number_text(e_, pairs[0].whole),
              "按表中所指两格计算"});
    }
  }
  /// How much of a label the words say: all of it, or the part before 小计 and its kin; 0 if they do not.
  static std::size_t says(const Text& words, Text label) {
    label = bare_label(label);
    for (const View w : {View(U"小计"), View(U"合计"), View(U"总计")})
      if (claim::ends_with(label, w)) label.erase(label.size() - w.size());
    return label.size() >= 2 && claim::contains(words, label) ? label.size() : 0;
  }
  /// The cells that the cell of a row and column is a part of, as the words name them.
  void wholes(const claim::Table& t, int r, int x, const Text& subject, const Text& base, const Text& sentence,
              std::vector<Pair>& pairs) const {
    const auto column = [&](int k) { return t.header[static_cast<std::size_t>(k)]; };
    // Without the unit that stands in a column of its own.
    const auto row = [&](int k) {
      Text own;
      for (int cell = 0; cell < t.columns && t.at(k, cell) < 0; ++cell)
        if (column(cell) != U"单位" && column(cell) != U"计量单位")
          own += t.text[static_cast<std::size_t>(k)][static_cast<std::size_t>(cell)];
      return own;
    };
    const int part = t.at(r, x);
    const auto put = [&](int whole, std::size_t named) {
      if (whole < 0 || whole == part || !e_[whole].is_amount() || e_[whole].role != Role::level ||
          e_[whole].exact <= e_[part].exact || !addable(e_[part], e_[whole]))
        return;
      pairs.push_back({part, whole, named});
    };
    // Down the column: the row is named, the whole is a total or a row above that the base names.
    const std::size_t own = says(subject, row(r));
    std::size_t here = x > 0 ? std::max(says(base, column(x)), says(subject, column(x))) : 0;
    // Where no column is named, that of the total.
    if (here == 0 && !claim::find_any(column(x), {U"合计", U"总计", U"小计"}).empty()) here = 1;
    if (own > 0) {
      for (int k = t.header_rows; k < t.rows; ++k) {
        if (k == r) continue;
        const std::size_t named = says(base, row(k));
        const bool above =
            named > 0 && k < r && (t.indent[static_cast<std::size_t>(k)] < t.indent[static_cast<std::size_t>(r)]);
        const bool between = above && std::any_of(t.indent.begin() + k + 1, t.indent.begin() + r,
                                                  [&](int indent) { return indent <= t.indent[static_cast<std::size_t>(k)]; });
        const bool total =
            t.total[static_cast<std::size_t>(k)] &&
            (named > 0 || !claim::find_any(row(k), {U"合计", U"总计", U"全部", U"全国", U"全省", U"全市", U"总"}).empty());
        if ((above && !between) || total) put(t.at(k, x), own + here + (above ? named : 0));
      }
    }
    // Along the row: the column is named, the whole is the column of the total.
    const std::size_t item = says(subject, column(x)), line = std::max(says(subject, row(r)), says(sentence, row(r)));
    if (item > 0 && line > 0 && own == 0)
      for (int k = 0; k < t.columns; ++k)
        if (k != x && !claim::find_any(column(k), {U"合计", U"总计", U"总数", U"总量", U"小计"}).empty())
          put(t.at(r, k), item + line);
  }

  /// 较多的有价格投诉（增长134%）、食品安全（66.9%）: the percentage in brackets behind a row's label is that row's.
  void bracketed(const std::vector<int>& all) {
    const claim::Table* table = nullptr;
    int column = -1;
    std::vector<std::pair<int, int>> found;  // (number, cell)
    for (const int id : all) {
      const Claim& c = e_[id];
      if (c.kind != claim::Numeral::Kind::percent || c.vague() || c.depth == 0) continue;
      const View text = e_.passage(id).text;
      const std::size_t open = text.substr(0, c.start).find_last_of(U"（(");
      if (open == View::npos || open == 0 || c.start - open > 6) continue;
      std::size_t from = open;
      while (from > 0 && !claim::one_of(text[from - 1], U"、，。；：有是为和及 ") && open - from < 14) --from;
      const View name = text.substr(from, open - from);
      for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
        if (table != nullptr && table != &t) continue;
        for (int r = t.header_rows; r < t.rows; ++r) {
          const Text label = bare_label(t.row_label[static_cast<std::size_t>(r)]);
          if (label.size() < 2 || (label != name && !claim::ends_with(name, label))) continue;
          for (int x = 0; x < t.columns; ++x) {
            const int cell = t.at(r, x);
            if (cell < 0 || !e_[cell].is_percentage() || e_[cell].decimals != c.decimals || (column >= 0 && column != x))
              continue;
            // The first that agrees says which column is retold.
            if (column < 0 && e_[cell].exact.abs() != c.exact.abs()) continue;
            table = &t, column = x;
            found.emplace_back(id, cell);
          }
        }
      }
    }
    if (found.size() < 2) return;
    for (const auto& [id, cell] : found) {
      if (ledger_.explained(id, {"same"})) continue;
      if (e_[id].exact.abs() == e_[cell].exact.abs())
        confirm(e_, ledger_, "E811", "same", id, {cell}, e_[cell].value, number_text(e_, cell));
      else
        miss(e_, ledger_,
             {"E811",
              "same",
              id,
              {cell},
              [](const std::vector<Interval>& v) { return std::optional<Interval>(magnitude(v[0])); },
              Tie::strong,
              number_text(e_, cell),
              "而表中同一数据为" + number_text(e_, cell)});
    }
  }

  /// The one row whose label the clause names, or whose number of four digits or more the sentence tells.
  int row_of(const claim::Table& t, const Claim& c, bool& by_number) const {
    int found = -1;
    std::size_t longest = 0;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const Text label = bare_label(t.row_label[static_cast<std::size_t>(r)]);
      if (label.size() < 2 || label.size() <= longest || t.total[static_cast<std::size_t>(r)] ||
          !claim::contains(c.clause_before, label))
        continue;
      found = r;
      longest = label.size();
    }
    if (found >= 0) return found;
    for (int id = c.id - 1; id >= 0 && e_[id].passage == c.passage && e_[id].sentence == c.sentence; --id) {
      if (!e_[id].is_amount() || e_[id].role != Role::level) continue;
      if (digits_of(e_[id]).size() < 4) return -1;
      by_number = digits_of(e_[id]).size() > 4 && c.clause - e_[id].clause <= 1;
      for (const int twin : e_.valued_cells(e_[id].exact))
        if (&e_.claims.tables[static_cast<std::size_t>(e_[twin].table)] == &t) return e_[twin].row;
      return -1;  // the nearest amount is what the percentage is of
    }
    return -1;
  }

  /// The cell under the header that stands right before the number: 完成预算的86.6%.
  bool cell(const claim::Table& t, int r, const Claim& c, bool by_number) {
    int found = -1;
    for (int x = 0; x < t.columns; ++x) {
      const Text header = bare_label(t.header[static_cast<std::size_t>(x)]);
      const int id = t.at(r, x);
      if (header.size() < 3 || id < 0 || e_[id].vague()) continue;
      const std::size_t at = c.clause_before.rfind(header);
      constexpr std::size_t kLink = 3;
      if (at == Text::npos || c.clause_before.size() - at - header.size() > kLink) continue;
      const bool like = e_[id].is_percentage() || e_[id].role == Role::rate || e_[id].role == Role::share ||
                        (e_[id].noun.empty() && e_[id].decimals > 0 && e_[id].scale == 0);
      if (!like || e_[id].role == Role::growth || found >= 0) return false;
      found = id;
    }
    if (found < 0 || ledger_.explained(c.id, {"same"})) return false;
    for (const int known : ledger_.of_result(found))
      if (const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(known)];
          entry.kind == "same" && std::count(entry.operands.begin(), entry.operands.end(), c.id) > 0)
        return true;
    if (e_[found].exact == c.exact) {
      confirm(e_, ledger_, "E811", "same", c.id, {found}, e_[found].value, number_text(e_, found));
    } else if (e_[found].decimals == c.decimals) {
      miss(e_, ledger_,
           {"E811",
            "same",
            c.id,
            {found},
            [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0]); },
            by_number && ledger_.explained(found, {"ratio"}) ? Tie::certain
                                                             : Tie::strong,  // its quotient, its header, its number
            number_text(e_, found),
            "而表中同一数据为" + number_text(e_, found)});
    }
    return true;
  }

  /// The row's cell over the total of its column, whose header the words name.
  bool share(const claim::Table& t, int r, const Claim& c) {
    int total = -1;
    for (int k = t.header_rows; k < t.rows; ++k)
      if (t.total[static_cast<std::size_t>(k)] && k != r) total = k;
    if (total < 0 || ledger_.explained(c.id, {"ratio"})) return false;
    const std::size_t of = c.clause_before.rfind(U'占');
    if (of == Text::npos || c.base.size() < 2) return false;
    Search search(e_, ledger_, c.id, "R216", "ratio");
    for (int x = 0; x < t.columns; ++x) {
      const Text header = bare_label(t.header[static_cast<std::size_t>(x)]);
      const int a = t.at(r, x), b = t.at(total, x);
      if (header.size() < 2 || a < 0 || b < 0 || !e_[a].is_amount() || !e_[b].is_amount() || e_[b].value.low.sign() <= 0)
        continue;
      const bool named = claim::contains(c.base, header) || claim::contains(header, c.base) ||
                         claim::contains(View(c.clause_before).substr(0, of), header);
      if (!named) continue;
      const std::string text = number_text(e_, a) + " ÷ " + number_text(e_, b);
      if (search.offer(percentage(e_[a].value, e_[b].value), {a, b}, text, 3)) return true;
      miss(e_, ledger_, {"R216", "ratio", c.id, {a, b}, quotient_percent, Tie::strong, text, "按表中该行与合计计算"});
    }
    search.forget();
    return false;
  }

  /// 均低于总体不合格率: the percentages of the list right before the words.
  void below(const std::vector<int>& all) {
    if (all.size() < 2) return;
    const View text = e_.passage(all.front()).text;
    for (const auto& [word, under] :
         {std::pair(View(U"均低于"), true), {View(U"均高于"), false}, {View(U"都低于"), true}, {View(U"都高于"), false}}) {
      const std::size_t at = text.find(word);
      if (at == View::npos) continue;
      const std::size_t end = std::min(text.find_first_of(U"，。；（(", at), text.size());
      const View name = text.substr(at + word.size(), end - at - word.size());
      if (name.size() < 3 || std::any_of(name.begin(), name.end(), claim::is_digit)) continue;
      std::vector<int> list;
      int overall = -1;
      for (const int id : all) {
        const Claim& c = e_[id];
        if (c.end > at || c.vague() || c.kind != claim::Numeral::Kind::percent) continue;
        if (!list.empty() && e_[list.back()].clause != c.clause) list.clear();
        list.push_back(id);
      }
      if (list.empty() || e_[list.back()].noun_end + 2 < at) continue;
      const Text rate = claim::ends_with(name, U"率") && name.size() >= 3 ? Text(name.substr(name.size() - 3)) : Text();
      if (rate.empty()) continue;
      const bool whole = !claim::find_any(name, {U"总体", U"平均", U"整体", U"全国", U"全省", U"全市"}).empty();
      for (int id = list.front() - 1; whole && id >= 0 && overall < 0; --id)
        if (e_[id].kind == claim::Numeral::Kind::percent && e_[id].role == Role::rate && !e_[id].vague() && e_[id].table < 0 &&
            claim::ends_with(e_[id].name, rate) && e_.passage(id).cell < 0)
          overall = id;
      if (overall < 0) continue;
      for (const int id : list)
        if (under ? e_[id].value.low > e_[overall].value.high : e_[id].value.high < e_[overall].value.low) return;
      ledger_.tell("B213", "bound", Verdict::consistent, overall, list,
                   joined(e_, list, "、") + (under ? " ≤ " : " ≥ ") + number_text(e_, overall));
      return;
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_named_cells(const Evidence& evidence, Ledger& ledger) { NamedCells(evidence, ledger).run(); }

}  // namespace zh::check
