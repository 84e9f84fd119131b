// What the text tells of a table of which it retells another total.
//
//   S173 sum   接收举报29件，…立案1件; 县区 / 举报量 17、7、2、2、1 / 举报立案量 3、1、0、0、0: 29 is the sum of one column, so
//   1 is
//              the sum of the column that is called like it; the same of two rows
//
// What: the cells of a column (row) add up to a number of the text whose words its header bears; another number of that
// sentence ends in two characters that the header of one other column (row) of the table has, and of no third. When
// contradictory: that column does not add up to it. When silent: the table has totals of its own; the sum that is retold is
// small or has two parts; the number stands in the table.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class ColumnNames {
 public:
  ColumnNames(const Evidence& e, Ledger& ledger, const claim::Table& t) : e_(e), ledger_(ledger), t_(t) {}

  void run() {
    constexpr int kMostRows = 200, kMostLines = 30;
    if (t_.rows > kMostRows || t_.rows < 3 || t_.columns < 3 || t_.columns > kMostLines) return;
    std::vector<Line> lines;
    for (int x = 1; x < t_.columns; ++x)
      if (Line line = column(x); line.cells.size() >= kFewest) lines.push_back(std::move(line));
    retold(lines);
    if (t_.rows > kMostLines) return;
    lines.clear();
    for (int r = t_.header_rows; r < t_.rows; ++r)
      if (Line line = row(r); line.cells.size() >= kFewest) lines.push_back(std::move(line));
    retold(lines);
  }

 private:
  static constexpr std::size_t kFewest = 3;
  struct Line {
    Text name;
    Ids cells;
    Interval sum;
  };
  bool datum(int id) const {
    return id >= 0 && e_[id].is_amount() && e_[id].role == Role::level && !e_[id].vague() && !e_.mean(id) &&
           e_[id].exact.sign() >= 0 && e_[id].decimals == 0;
  }
  Line column(int x) const {
    Line line{t_.header[static_cast<std::size_t>(x)], {}, Interval::exactly(0)};
    for (int r = t_.header_rows; r < t_.rows; ++r) {
      const auto row = static_cast<std::size_t>(r);
      const int id = t_.at(r, x);
      if (t_.total[row] || t_.indent[row] > 0) return {};
      if (!datum(id) || !add(line, id)) return {};
    }
    return line;
  }
  Line row(int r) const {
    Line line{t_.row_label[static_cast<std::size_t>(r)], {}, Interval::exactly(0)};
    for (int x = 1; x < t_.columns; ++x) {
      if (!claim::find_any(t_.header[static_cast<std::size_t>(x)], {U"合计", U"总计", U"共计", U"小计", U"总", U"率", U"占比"})
               .empty())
        return {};
      if (!datum(t_.at(r, x)) || !add(line, t_.at(r, x))) return {};
    }
    return line;
  }
  bool add(Line& line, int id) const {
    if (!line.cells.empty() && !addable(e_[id], e_[line.cells[0]])) return false;
    line.cells.push_back(id);
    line.sum = line.sum + e_[id].value;
    return true;
  }
  /// The two characters that end what a number is called: 立案 of 经查属实立案.
  static Text ending(const Claim& c) {
    View name = c.name;
    while (!name.empty() && claim::one_of(name.back(), U"了量数共的为")) name.remove_suffix(1);
    return name.size() < 2 || c.name_inherited ? Text() : Text(name.substr(name.size() - 2));
  }
  /// 举报量 is what 接收举报29件 tells; 合计 bears any name.
  bool bears(const Line& line, int id) const {
    const Text end = ending(e_[id]);
    return (end.size() == 2 && claim::contains(line.name, end)) ||
           !claim::find_any(line.name, {U"合计", U"总计", U"共计", U"小计", U"总量", U"总数"}).empty();
  }
  bool told(int id, const Line& line) const {
    const Claim& c = e_[id];
    return c.table < 0 && datum(id) && c.depth == 0 && !c.noun.empty() && !line.cells.empty() && addable(c, e_[line.cells[0]]);
  }

  void retold(const std::vector<Line>& lines) {
    if (lines.size() < 2) return;
    constexpr int kNear = 12, kTelling = 20;
    const Ids& places = e_.prose();
    const auto from =
        std::partition_point(places.begin(), places.end(), [&](int id) { return e_[id].block < t_.block - kNear; });
    for (auto it = from; it != places.end() && e_[*it].block <= t_.block; ++it)
      for (const Line& known : lines)
        if (told(*it, known) && e_[*it].exact >= Rational(kTelling) && known.sum.is_point() && e_[*it].exact == known.sum.low &&
            bears(known, *it) && !other_years(e_, e_[*it], t_))
          others(*it, known, lines);
  }
  /// The other numbers of the sentence of a number that retells the sum of a line.
  void others(int id, const Line& known, const std::vector<Line>& lines) {
    int first = -1;  // of the next sentence, which speaks of the same as long as it names nothing else
    for (const int other : e_.paragraphs()[static_cast<std::size_t>(e_.paragraph(id))]) {
      if (other == id || !told(other, known) || e_[other].noun != e_[id].noun) continue;
      if (e_[other].sentence == e_[id].sentence + 1 && first < 0)
        first = other;
      else if (e_[other].sentence != e_[id].sentence)
        continue;
      const Text end = ending(e_[other]);
      const Line* own = nullptr;
      int named = 0;
      for (const Line& line : lines)
        if (end.size() == 2 && claim::contains(line.name, end)) ++named, own = &line;
      if (named != 1 || own == &known || !own->sum.is_point() || own->sum.low.is_zero()) continue;
      if (ledger_.firmly_explained(other, "sum")) continue;
      tell_or_wait(e_, ledger_, "S173", other, own->cells, Tie::certain, "而同表另一栏之和与此句相符，按所指的一栏相加");
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
  const claim::Table& t_;
};

}  // namespace

void check_column_names(const Evidence& evidence, Ledger& ledger) {
  for (const claim::Table& table : evidence.claims.tables) ColumnNames(evidence, ledger, table).run();
}

}  // namespace zh::check
