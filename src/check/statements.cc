// Statements of account: 减：, 加：.
//
//   T211 sum   一、营业总收入, 减：营业成本, 税金及附加 …, 加：其他收益 …, 二、营业利润: a numbered line is the one before it,
//   less
//              and plus what stands between
//
// Why: the labels name the sign of every line. When contradictory: the block has a line with 减：, all its lines are numbers
// and none is marked 其中; so nothing but a wrong number is left, and in a statement of two columns the other one holds or one
// digit is wrong. When silent: no 减： or 加：; a label in brackets (损失以“-”号填列) says nothing of the sign of its number
// and is taken as printed.
#include <algorithm>

#include "check/grid.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Statement {
 public:
  Statement(const Evidence& e, Ledger& ledger, const claim::Table& table) : e_(e), ledger_(ledger), t_(table) {}

  void run() {
    int last = -1;  // the numbered line that the block begins with
    for (int r = t_.header_rows; r < t_.rows; ++r) {
      const Text label = bare(r);
      if (!numbered(label)) continue;
      if (last >= 0) block(last, r);
      last = r;
    }
  }

 private:
  Text bare(int row) const {
    Text out;
    for (const char32_t c : t_.row_label[static_cast<std::size_t>(row)])
      if (c != U' ' && c != 0x3000) out += c;
    return out;
  }
  /// 一、营业总收入; 利润总额 where it ends a block.
  static bool numbered(const Text& label) {
    return label.size() > 2 && claim::one_of(label[0], U"一二三四五六七八九") && claim::one_of(label[1], U"、.．");
  }

  void block(int from, int to) {
    int sign = 0;
    std::vector<std::pair<int, int>> lines;  // row, sign
    for (int r = from + 1; r < to; ++r) {
      const Text label = bare(r);
      if (label.empty() || !claim::start_any(label, {U"其中", U"（其中", U"#"}).empty()) continue;
      if (!claim::start_any(label, {U"减：", U"减:"}).empty())
        sign = -1;
      else if (!claim::start_any(label, {U"加：", U"加:"}).empty())
        sign = 1;
      if (sign == 0) return;
      lines.emplace_back(r, sign);
    }
    if (lines.empty()) return;
    struct Entry {
      int result;
      std::vector<int> operands, signs;
      Interval computed = Interval::exactly(0);
      bool holds = false;
    };
    std::vector<Entry> entries;
    for (int x = 0; x < t_.columns; ++x) {
      Entry entry;
      entry.result = t_.at(to, x);
      const int first = t_.at(from, x);
      if (entry.result < 0 || first < 0 || e_[entry.result].is_percentage() || !e_[entry.result].is_amount()) continue;
      entry.operands = {first};
      entry.signs = {1};
      entry.computed = e_[first].value;
      for (const auto& [row, s] : lines)
        if (const int id = t_.at(row, x); id >= 0) {
          entry.operands.push_back(id);
          entry.signs.push_back(s);
          entry.computed = s > 0 ? entry.computed + e_[id].value : entry.computed - e_[id].value;
        }
      if (entry.operands.size() < 2) continue;
      entry.holds = fit(e_[entry.result], entry.computed) != Fit::none;
      entries.push_back(std::move(entry));
    }
    const bool any = std::any_of(entries.begin(), entries.end(), [](const Entry& x) { return x.holds; });
    for (const Entry& entry : entries) {
      std::string formula = number_text(e_, entry.operands[0]);
      for (std::size_t i = 1; i < entry.operands.size(); ++i)
        formula += (entry.signs[i] > 0 ? " + " : " − ") + number_text(e_, entry.operands[i]);
      if (entry.holds) {
        confirm(e_, ledger_, "T211", "sum", entry.result, entry.operands, entry.computed, formula);
        continue;
      }
      const std::vector<int> signs = entry.signs;
      const Recompute again = [signs](const std::vector<Interval>& v) {
        Interval s = v[0];
        for (std::size_t i = 1; i < v.size(); ++i) s = signs[i] > 0 ? s + v[i] : s - v[i];
        return std::optional<Interval>(s);
      };
      miss(e_, ledger_,
           {"T211", "difference", entry.result, entry.operands, again, any ? Tie::certain : Tie::strong, formula,
            "按表中加减各行"});
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
  const claim::Table& t_;
};

}  // namespace

void check_statements(const Evidence& evidence, Ledger& ledger) {
  for (const claim::Table& table : evidence.claims.tables) Statement(evidence, ledger, table).run();
}

}  // namespace zh::check
