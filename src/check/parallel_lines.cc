// Lines of one shape, of which the first is the sum of the others.
//
//   S176 sum   义务教育：学校30所，校舍57.74万平方米，…图书146.13万册，增加1.34万册。/ 小学17所，…0.93万册。/
//   初中13所，…0.43万册: what
//              stands at one place of all lines adds up
//
// What: neighbouring paragraphs (or sentences of one) with the same sequence of nouns and roles, four numbers or more; at most
// places, three or more that chance would not hit, the first line is the sum of those behind it. When contradictory: at one
// place it is not. When silent: two places fail; means and rates.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class ParallelLines {
 public:
  ParallelLines(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    std::vector<Ids> lines;
    int block = -1;
    for (const Ids& all : e_.paragraphs()) {
      sentences(all);
      Ids line;
      for (const int id : all)
        if (amount(e_[id])) line.push_back(id);
      if (e_.passage(all.front()).cell >= 0) continue;
      if (!lines.empty() && (e_[all.front()].block - block > kApart || !alike(lines.front(), line))) {
        judge(lines);
        lines.clear();
      }
      block = e_[all.front()].block;
      if (line.size() >= kFewest && line.size() <= kMost) lines.push_back(std::move(line));
    }
    judge(lines);
  }

 private:
  static constexpr int kApart = 2;  // blocks
  static constexpr std::size_t kFewest = 4, kMost = 24;

  static bool amount(const Claim& c) {
    return c.is_amount() && !c.averaged && !c.chinese && !c.noun.empty() && c.role != Role::count && c.depth == 0;
  }
  /// The same nouns and roles in the same order.
  bool alike(const Ids& a, const Ids& b) const {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](int x, int y) {
             return e_[x].noun == e_[y].noun && e_[x].role == e_[y].role;
           });
  }
  void sentences(const Ids& all) {
    std::vector<Ids> lines;
    Ids line;
    int sentence = -1;
    const auto close = [&] {
      if (!lines.empty() && !alike(lines.front(), line)) {
        judge(lines);
        lines.clear();
      }
      if (line.size() >= kFewest && line.size() <= kMost) lines.push_back(line);
      line.clear();
    };
    for (const int id : all) {
      if (e_[id].sentence != sentence && sentence >= 0) close();
      sentence = e_[id].sentence;
      if (amount(e_[id])) line.push_back(id);
    }
    close();
    judge(lines);
  }

  void judge(const std::vector<Ids>& lines) {
    constexpr std::size_t kLines = 3, kMostLines = 30;
    constexpr std::int64_t kRare = 20000;
    if (lines.size() < kLines || lines.size() > kMostLines) return;
    std::size_t holds = 0, rare = 0, fails = 0, failed = 0;
    for (std::size_t k = 0; k < lines[0].size(); ++k) {
      const Ids parts = parts_at(lines, k);
      const Interval sum = sum_of(e_, parts);
      if (fit(e_[lines[0][k]], sum) != Fit::none) {
        ++holds;
        rare += chance(e_[lines[0][k]], sum) < kRare;
      } else {
        ++fails, failed = k;
      }
    }
    if (rare < 3 || fails > 1) return;
    for (std::size_t k = 0; k < lines[0].size(); ++k) {
      if (fails == 1 && k == failed) continue;
      if (const Ids parts = parts_at(lines, k); !ledger_.explained(lines[0][k], {"sum"}))
        confirm(e_, ledger_, "S176", "sum", lines[0][k], parts, sum_of(e_, parts), joined(e_, parts, " + "));
    }
    if (fails == 1 && !ledger_.firmly_explained(lines[0][failed], "sum"))
      tell_or_wait(e_, ledger_, "S176", lines[0][failed], parts_at(lines, failed), Tie::certain,
                   "各行其他位置的数都相加相符，而这一位置的数相加");
  }
  static Ids parts_at(const std::vector<Ids>& lines, std::size_t k) {
    Ids parts;
    for (std::size_t n = 1; n < lines.size(); ++n) parts.push_back(lines[n][k]);
    return parts;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_parallel_lines(const Evidence& evidence, Ledger& ledger) { ParallelLines(evidence, ledger).run(); }

}  // namespace zh::check
