// Totals whose parts stand elsewhere.
//
//   S111 sum   the heads of neighbouring clauses, paragraphs or of a table's column add up to a total that is named where they
//   begin,
//              stands shortly before, or is the document's own
//
// What: for each run of like amounts the few totals that its words or place suggest are compared with its sum.
// When silent: always, where no total fits: a run need not be exhaustive.
#include <algorithm>
#include <unordered_map>

#include "check/grid.h"
#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Partitions {
 public:
  Partitions(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const int id : e_.prose())
      if (level(id) && firsts_.size() < 4) firsts_.push_back(id);
  }

  void run() {
    std::vector<int> heads;  // of paragraphs
    for (const std::vector<int>& all : e_.paragraphs()) {
      suggested_.clear();
      std::vector<int> amounts, segments, sentences;
      for (const int id : all) {
        if (!level(id)) continue;
        amounts.push_back(id);
        if (segments.empty() || e_[segments.back()].segment != e_[id].segment) segments.push_back(id);
        if (sentences.empty() || e_[sentences.back()].sentence != e_[id].sentence) sentences.push_back(id);
      }
      if (sentences.size() < segments.size()) runs(sentences, 99, 8);
      if (segments.size() < amounts.size()) runs(segments, 6, 8);
      runs(amounts, 1, 8);
      if (!amounts.empty()) heads.push_back(amounts.front());
    }
    runs(heads, 999, 6);
    for (const claim::Table& t : e_.claims.tables) {
      const Grid g = columns_of(e_, t);
      for (const std::vector<int>& line : g.line) {
        std::vector<int> column;
        for (std::size_t i = 0; i < line.size(); ++i)
          if (line[i] >= 0 && !g.entry_total[i] && t.indent[i + static_cast<std::size_t>(t.header_rows)] == 0)
            column.push_back(line[i]);
        // Rows without any are no reason to leave the column alone.
        std::vector<int> told;
        for (const int id : column)
          if (!e_[id].is_amount() || !e_[id].exact.is_zero()) told.push_back(id);
        if (told.size() >= 2 && column.size() <= 40 && alike(told)) offer(told);
      }
      for (int r = t.header_rows; r < t.rows; ++r) row(t, r);
    }
  }

 private:
  bool level(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && c.exact.sign() > 0 && !c.vague();
  }
  bool alike(const std::vector<int>& ids) const {
    return std::all_of(ids.begin(), ids.end(), [&](int id) { return level(id) && addable(e_[id], e_[ids.front()]); });
  }

  /// Quarters and other columns that add up to the year's value of the same name in another table.
  void row(const claim::Table& t, int r) {
    const Text& label = t.row_label[static_cast<std::size_t>(r)];
    std::vector<int> cells;
    for (int c = 0; c < t.columns; ++c)
      if (t.at(r, c) >= 0) cells.push_back(t.at(r, c));
    if (label.size() < 2 || cells.size() < 3 || cells.size() > 12) return;
    for (const int id : cells)
      if (!e_[id].is_amount() || !addable(e_[id], e_[cells.front()])) return;
    const Interval sum = sum_of(e_, cells);
    std::int64_t spent = 0;
    for (const int id : e_.named(label, cells.front(), 100, 24)) {
      const Claim& total = e_[id];
      if (total.table == e_[cells.front()].table || !total.is_amount() || total.role == Role::change ||
          !claim::starts_with(total.name, label) || !addable(total, e_[cells.front()]))
        continue;
      spent += chance(total, sum);
      if (spent > kEnough) return;
      if (fit(total, sum) != Fit::rounded) {
        miss(e_, ledger_, {"S111", "sum", id, cells, zh::check::total, Tie::weak, joined(e_, cells, " + "), "而各部分相加"});
        continue;
      }
      confirm(e_, ledger_, "S111", "sum", id, cells, sum, joined(e_, cells, " + "));
      return;
    }
  }

  /// All runs of 2 … most neighbours whose sentences are at most `reach` apart.
  void runs(const std::vector<int>& list, int reach, std::size_t most) {
    std::vector<int> parts;
    for (std::size_t from = 0; from + 1 < list.size(); ++from) {
      parts.assign(1, list[from]);
      Interval sum = e_[list[from]].value;
      for (std::size_t k = 2; k <= most && from + k <= list.size(); ++k) {
        const int last = list[from + k - 1];
        // 性别比为105.23（女性为100）: a bare number is none of things that are counted.
        if (!addable(e_[last], e_[list[from]]) || e_[last].noun.empty() != e_[list[from]].noun.empty() ||
            e_[last].sentence - e_[list[from]].sentence > reach)
          break;
        if (reach == 999 && e_.paragraph(last) - e_.paragraph(list[from]) > 12) break;
        parts.push_back(last);
        sum = sum + e_[last].value;
        if (k == 2) totals(parts);
        offer(parts, sum);
      }
    }
  }

  void offer(const std::vector<int>& parts) {
    totals(parts);
    offer(parts, sum_of(e_, parts));
  }
  /// With the totals_ that the first two parts suggest.
  void offer(const std::vector<int>& parts, const Interval& sum) {
    std::int64_t spent = 0;
    for (const auto& [total, charge] : totals_) {
      const Claim& t = e_[total];
      if (std::find(parts.begin(), parts.end(), total) != parts.end() || !addable(t, e_[parts.front()])) continue;
      spent += chance(t, sum) * charge / 100;
      if (spent > kEnough / 2) return;
      if (fit(t, sum) != Fit::rounded) continue;
      if (ledger_.explained(total, {"sum"}) && covered(total, parts)) return;
      confirm(e_, ledger_, "S111", "sum", total, parts, sum, joined(e_, parts, " + "));
      return;
    }
    missed(parts);
  }

  /// 咨询中，业务内2236件、业务外203件; 投诉里的商品消费126件，服务消费40件: all of a segment, or a pair that is a whole by
  /// name, under a total that its first clause names; a table's column under the amount that stands right before the table.
  void missed(const std::vector<int>& parts) {
    const Claim &first = e_[parts.front()], &last = e_[parts.back()];
    const auto queue = [&](int total, Tie tie) {
      if (!addable(e_[total], first) || e_[total].exact == first.exact || e_[total].vague() ||
          ledger_.explained(total, {"sum"}))
        return;
      if (std::find(parts.begin(), parts.end(), total) != parts.end()) return;
      miss(e_, ledger_, {"S111", "sum", total, parts, zh::check::total, tie, Formula::joined(" + "), "而各部分相加"});
    };
    if (first.table >= 0) {
      // A line that others of the column make up is counted twice.
      const auto part = [&](int id) { return std::find(parts.begin(), parts.end(), id) != parts.end(); };
      for (const int id : parts)
        for (const int index : ledger_.of_result(id)) {
          const Ledger::Entry& known = ledger_.entries()[static_cast<std::size_t>(index)];
          if (known.kind == "sum" && std::all_of(known.operands.begin(), known.operands.end(), part)) return;
        }
      for (int id = first.id - 1, taken = 0; id >= 0 && taken < 2 && e_[id].block >= first.block - 1; --id) {
        if (e_[id].table >= 0 || !level(id)) continue;
        ++taken;
        queue(id, Tie::medium);
      }
      return;
    }
    const int place = e_.place(parts.front()), end = e_.place(parts.back());
    const std::vector<int>& prose = e_.prose();
    const auto other_segment = [&](int at, int segment) {
      return at < 0 || at >= static_cast<int>(prose.size()) || e_[prose[static_cast<std::size_t>(at)]].segment != segment;
    };
    if (!other_segment(place - 1, first.segment)) return;
    const bool pair = parts.size() == 2 && whole_by_name(first.name, last.name);
    if (!(pair || (last.segment == first.segment && other_segment(end + 1, last.segment)))) return;
    // What stands before 中, 里 in the words from the sentence's start.
    const View text = e_.passage(first.id).text;
    std::size_t from = claim::start_behind(text, first.start, U"。！？；\n");
    const View lead = text.substr(from, first.start - from);
    std::size_t mark = View::npos;
    for (const View sign : {View(U"中，"), View(U"中"), View(U"里的"), View(U"里，"), View(U"方面，")})
      if (mark == View::npos || lead.find(sign) < mark) mark = lead.find(sign);
    if (mark == View::npos || mark < 2 || mark > 12 || claim::ends_with(lead.substr(0, mark), U"其")) return;
    const Text head(claim::strip_name(lead.substr(0, mark)));
    for (const int id : e_.named(head, first.id, 100, 4))
      if (level(id) && (claim::ends_with(e_[id].name, head) || claim::starts_with(e_[id].name, head)) &&
          std::abs(e_[id].block - first.block) < 12)
        return queue(id, pair ? Tie::strong : Tie::medium);
  }

  /// Whether a known sum of the same total shares a part: then this is a coincidence of it.
  bool covered(int total, const std::vector<int>& parts) const {
    for (const int index : ledger_.of_result(total)) {
      const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
      if (entry.kind != "sum") continue;
      for (const int id : parts)
        if (std::find(entry.operands.begin(), entry.operands.end(), id) != entry.operands.end()) return true;
    }
    return false;
  }

  /// Totals that words or place suggest, with what a try costs.
  void totals(const std::vector<int>& parts) {
    std::vector<std::pair<int, int>>& out = totals_;
    out.clear();
    const auto push = [&](int id, int charge) {
      if (out.size() < 14 && e_[id].is_amount() && e_[id].role != Role::change && (id < parts.front() || e_[id].table >= 0) &&
          std::none_of(out.begin(), out.end(), [&](const auto& known) { return known.first == id; }))
        out.emplace_back(id, charge);
    };
    const Claim& first = e_[parts.front()];
    const auto [known, fresh] = suggested_.try_emplace(first.id);
    if (fresh) suggest(first, known->second);
    const Suggested& suggested = known->second;
    for (const int id : suggested.by_words) push(id, 30);
    // What the names of the parts have in common: 商品投诉 + 服务投诉.
    const Text common = common_end(e_[parts[0]].name, e_[parts[1]].name);
    if (common.size() >= 2)
      for (const int id : e_.named(common, first.id, 100, 6)) push(id, 40);
    for (const int id : suggested.before) push(id, 100);
    for (const int id : firsts_) push(id, 60);
  }

  /// Totals that the first part alone suggests, which may begin several runs.
  struct Suggested {
    std::vector<int> by_words, before;
  };
  void suggest(const Claim& first, Suggested& out) const {
    if (first.table < 0) {
      // The words in front: 投诉中，…; 受理举报9件.
      const View text = e_.passage(first.id).text;
      const View lead = text.substr(0, first.start);
      const View head = lead.substr(0, std::min<std::size_t>(lead.size(), 14));
      const View near = lead.substr(lead.size() > 24 ? lead.size() - 24 : 0);
      for (const View words : {near, head})
        for (const int id : e_.named(Text(words), first.id, 100, 8))
          if (e_[id].name.size() >= 2 && whole_name(words, e_[id])) out.by_words.push_back(id);
    }
    // What stands before.
    constexpr int kFarthest = 2000;  // numbers: a paragraph of many more is nobody's
    int taken = 0;
    for (int id = first.id - 1; id >= std::max(0, first.id - kFarthest) && taken < 4 && e_[id].block >= first.block - 3; --id)
      if (e_[id].is_amount() && e_[id].role == Role::level && e_[id].exact > first.exact && addable(e_[id], first))
        out.before.push_back(id), ++taken;
  }

  /// The first word of the claim's name stands in the words.
  static bool whole_name(View words, const Claim& c) {
    const std::size_t blank = c.name.find(U' ');
    const View name = View(c.name).substr(0, blank);
    return name.size() >= 2 && claim::contains(words, name);
  }
  static Text common_end(const Text& a, const Text& b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
    return n == a.size() && n == b.size() ? Text() : a.substr(a.size() - n);
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<int> firsts_;
  std::unordered_map<int, Suggested> suggested_;  ///< of the numbers of one paragraph
  std::vector<std::pair<int, int>> totals_;       ///< what totals() found
};

}  // namespace

void check_partitions(const Evidence& evidence, Ledger& ledger) { Partitions(evidence, ledger).run(); }

}  // namespace zh::check
