// What each part of a sum had before, or gained since, adds up too.
//
//   S151 sum   登记59878件，比上季度的56675件增长5.65%。其中咨询33658件，比上季度的33671件…；投诉17397件，比…15223件…;
//              产量较上年多7.08万吨；鱼类多7.10万吨，甲壳类多0.07万吨，贝类少0.08万吨
//
// What: the total and every part of a sum that holds have an earlier level, or a change, that a growth or difference of the
// document ties to them. Why: who prints the parts of now and of then prints both of one list. When contradictory: for a slip
// of one digit. When silent: a part without its earlier level; another time for some of them.
#include <map>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

class ParallelSums {
 public:
  ParallelSums(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    learn();
    if (prior_.empty() && change_.empty()) return;
    const std::size_t known = ledger_.entries().size();
    for (std::size_t i = 0; i < known; ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.verdict != Verdict::consistent || entry.kind != "sum" || entry.result < 0 || entry.operands.size() < 2 ||
          e_[entry.result].table >= 0 || e_[entry.result].is_percentage())
        continue;
      const int total = entry.result;
      const std::vector<int> parts = entry.operands;
      along(prior_, total, parts, "而各部分的前期数相加");
      along(change_, total, parts, "而各部分的增减相加");
      if (parts.size() == 2) named(total, parts);
    }
  }

 private:
  using Companions = std::map<int, std::vector<int>>;  ///< by level

  /// Levels and what relations that hold tie to them: growth = (level − prior) ÷ prior or change ÷ (level − change),
  /// change = level − prior.
  void learn() {
    for (const Ledger::Entry& entry : ledger_.entries()) {
      if (entry.verdict != Verdict::consistent || entry.result < 0 || entry.operands.size() != 2 || entry.charge >= kLoose ||
          (entry.kind != "growth" && entry.kind != "difference"))
        continue;
      const Claim &a = e_[entry.operands[0]], &b = e_[entry.operands[1]], &result = e_[entry.result];
      if (!a.is_amount() || !b.is_amount() || a.table >= 0 || b.table >= 0) continue;
      if (a.role == Role::change && b.role != Role::change) {
        change_[b.id].push_back(a.id);
      } else if (a.role != Role::change && b.role != Role::change) {
        prior_[a.id].push_back(b.id);
        if (result.role == Role::change && result.is_amount()) change_[a.id].push_back(result.id);
      }
    }
  }
  /// Which time a level's companion is of, as its words say: 比上月, 同比.
  int time_of(int id) const {
    const Claim& c = e_[id];
    if (c.month_on_month) return 2;
    const View words = c.clause_before;
    if (!claim::find_any(words, {U"上月", U"上季", U"上期", U"环比", U"上周"}).empty()) return 2;
    return 1;
  }
  void along(const Companions& of, int total, const std::vector<int>& parts, const char* reason) {
    const auto whole = of.find(total);
    if (whole == of.end()) return;
    for (const int own : whole->second) {
      std::vector<int> companions;
      for (const int part : parts) {
        const auto found = of.find(part);
        if (found == of.end()) return;
        for (const int id : found->second)
          if (time_of(id) == time_of(own) && addable(e_[id], e_[own]) && id != own) {
            companions.push_back(id);
            break;
          }
      }
      if (companions.size() != parts.size()) continue;
      tell_or_wait(e_, ledger_, "S151", own, companions, Tie::strong, reason);
    }
  }

  // ---- two parts that the language makes exhaustive, told by their names

  /// 城镇 of 居住在城镇的人口; -1 for the words of no such pair, else which of the two.
  static int side(View words) {
    static constexpr std::pair<View, int> kSides[] = {{U"城镇", 0}, {U"乡村", 1}, {U"农村", 1}, {U"男性", 0}, {U"女性", 1}};
    int found = -1;
    for (const auto& [word, which] : kSides)
      if (claim::contains(words, word)) {
        if (found >= 0 && found != which) return -1;
        found = which;
      }
    return found;
  }
  /// 与2010年相比，城镇人口增加202487人，乡村人口减少66271人; 2010年城镇人口733771人，乡村人口1193475人: what the paragraph of
  /// the parts tells of both behind them.
  void named(int total, const std::vector<int>& parts) {
    const int p = e_.paragraph(parts[0]);
    if (p < 0 || p != e_.paragraph(parts[1])) return;
    const int a = side(e_[parts[0]].clause_before), b = side(e_[parts[1]].clause_before);
    if (a < 0 || b < 0 || a == b) return;
    for (const Companions* of : {&change_, &prior_}) {
      const auto own = of->find(total);
      if (own == of->end()) continue;
      for (const int whole : own->second) {
        const std::vector<int> both = behind(whole, std::max(parts[0], parts[1]), p);
        if (both.size() != 2) continue;
        // 增加202487人、减少66271人
        const bool against = (e_[both[0]].exact.sign() < 0) != (e_[both[1]].exact.sign() < 0);
        const std::string formula = joined(e_, both, against ? " − " : " + ");
        if (const Interval sum = sum_of(e_, both); fit(e_[whole], sum) != Fit::none)
          confirm(e_, ledger_, "S151", "sum", whole, both, sum, formula);
        else
          miss(e_, ledger_, {"S151", "sum", whole, both, zh::check::total, Tie::certain, formula, "而两部分的同一指标相加"});
        break;
      }
    }
  }
  std::vector<int> behind(int whole, int after, int p) const {
    constexpr int kReach = 12;
    const Text when = period(e_, e_[whole]);
    std::vector<int> out;
    int sides = 0;
    for (const int id : e_.paragraphs()[static_cast<std::size_t>(p)]) {
      const Claim& c = e_[id];
      if (id <= after || id - after > kReach || !c.is_amount() || c.vague() || !addable(c, e_[whole])) continue;
      const bool change = e_[whole].role == Role::change;
      if (change ? c.role != Role::change : c.role == Role::change || period(e_, c) != when || when.empty()) continue;
      const int which = side(c.clause_before);
      if (which < 0 || (sides & (1 << which)) != 0) return {};
      sides |= 1 << which;
      out.push_back(id);
    }
    return out;
  }

  const Evidence& e_;
  Ledger& ledger_;
  Companions prior_, change_;
};

}  // namespace

void check_parallel_sums(const Evidence& evidence, Ledger& ledger) { ParallelSums(evidence, ledger).run(); }

}  // namespace zh::check
