// Rows that two columns of words name: 全部/国内/国外 by 小计/职务/非职务.
//
//   T205 sum   全部 职务 = 国内 职务 + 国外 职务: what the second word names, over all first words
//
// What: the first two columns are words; the rows of the first group stand for all others, row by row of the same second word.
// Why: T201 reads neighbouring lines only. When contradictory: most cells of these rows hold, and one digit mends it. When
// silent: fewer than three cells hold. A group that lacks the word is left out.
#include <map>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class TwofoldRows {
 public:
  TwofoldRows(const Evidence& e, Ledger& ledger, const claim::Table& t) : e_(e), ledger_(ledger), t_(t) {}

  void run() {
    constexpr int kMostRows = 120;
    if (t_.columns < 3 || t_.rows > kMostRows || !groups()) return;
    std::vector<Cell> cells;
    std::size_t held = 0;
    for (const auto& [word, row] : rows_[0])
      for (int x = 2; x < t_.columns; ++x) {
        Cell cell{t_.at(row, x), {}};
        if (!usable(cell.total)) continue;
        for (std::size_t g = 1; g < rows_.size(); ++g) {
          const auto found = rows_[g].find(word);
          if (found == rows_[g].end()) continue;
          const int id = t_.at(found->second, x);
          if (id >= 0 && (!usable(id) || !addable(e_[id], e_[cell.total])))
            cell.parts.clear(), g = rows_.size();
          else if (id >= 0)
            cell.parts.push_back(id);
        }
        if (cell.parts.size() < 2) continue;
        held += fit(e_[cell.total], sum_of(e_, cell.parts)) != Fit::none;
        cells.push_back(std::move(cell));
      }
    if (held < 3 || held * 4 < cells.size() * 3) return;
    for (const Cell& cell : cells) tell_or_wait(e_, ledger_, "T205", cell.total, cell.parts, Tie::strong, "而各组同项相加");
  }

 private:
  struct Cell {
    int total;
    std::vector<int> parts;
  };
  bool usable(int id) const { return id >= 0 && e_[id].is_amount() && e_[id].is_level() && !e_[id].vague(); }
  const Text& words(int row, int column) const {
    return t_.text[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
  }
  static bool has_words(const Text& text) {
    return !text.empty() && std::none_of(text.begin(), text.end(), [](char32_t c) { return claim::is_digit(c); });
  }
  /// The rows of each first word, by their second; false where the table is not of this form.
  bool groups() {
    std::map<Text, std::size_t> seen;
    Text first;
    for (int r = t_.header_rows; r < t_.rows; ++r) {
      if (t_.at(r, 0) >= 0 || t_.at(r, 1) >= 0) return false;
      if (has_words(words(r, 0))) first = words(r, 0);
      if (first.empty() || !has_words(words(r, 1))) return false;
      const auto [known, fresh] = seen.try_emplace(first, rows_.size());
      if (fresh) rows_.emplace_back();
      if (!rows_[known->second].try_emplace(words(r, 1), r).second) return false;
    }
    return rows_.size() >= 3 && rows_[0].size() >= 2;
  }

  const Evidence& e_;
  Ledger& ledger_;
  const claim::Table& t_;
  std::vector<std::map<Text, int>> rows_;
};

}  // namespace

void check_twofold_rows(const Evidence& evidence, Ledger& ledger) {
  for (const claim::Table& table : evidence.claims.tables) TwofoldRows(evidence, ledger, table).run();
}

}  // namespace zh::check
