// What other divisions of a whole, and what is counted beside it, prove.
//
//   S182 sum   办理工单2266件。交办2388件，直办107件；按期回复2424件、逾期71件: two divisions agree on 2495, so that is the
//   whole S183 sum   审结40件54人，即批捕34件36人、不捕6件18人: the 件 of the parts add up to the 件 of the whole, so do the 人
//
// What: S182 two runs of like numbers behind a whole, each all of its segment, sentence or paragraph, with one sum of three
// digits or more; the whole is the nearest number of the noun before both. S183 a sum that holds, whose whole and parts each
// have a number of one other noun right behind them. When contradictory: S182 the whole is another number, by an eighth at
// most, and no number before is the sum; S183 the others do not add up. When silent: runs that share a number; a whole far off.
#include <algorithm>
#include <map>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class Divisions {
 public:
  Divisions(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    agreeing();
    const std::size_t known = ledger_.entries().size();
    for (std::size_t i = 0; i < known; ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.verdict == Verdict::consistent && entry.kind == "sum" && entry.result >= 0 && entry.operands.size() >= 2 &&
          entry.operands.size() <= kMost)
        beside(entry.result, Ids(entry.operands));
    }
  }

 private:
  static constexpr std::size_t kMost = 20;
  bool level(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.averaged && !c.chinese && !c.noun.empty() &&
           c.table < 0 && c.exact.sign() >= 0;
  }

  // ---- what is counted beside

  /// The number of another noun right behind one: 54 of 40件54人.
  int companion(int id) const {
    const int next = id + 1;
    if (next >= static_cast<int>(e_.all.size()) || e_[next].passage != e_[id].passage || !level(next) ||
        e_[next].clause != e_[id].clause || e_[next].noun == e_[id].noun || e_.between(id, next).size() > 1)
      return -1;
    return next;
  }
  void beside(int whole, const Ids& parts) {
    if (e_[whole].table >= 0 || !level(whole)) return;
    const int own = companion(whole);
    if (own < 0 || ledger_.explained(own, {"sum"})) return;
    Ids others;
    for (const int part : parts) {
      const int other = level(part) ? companion(part) : -1;
      if (other < 0 || e_[other].noun != e_[own].noun || e_[other].sentence - e_[own].sentence > 2) return;
      others.push_back(other);
    }
    const Interval sum = sum_of(e_, others);
    // 审结10件12人，起诉8件11人，不起诉2件2人: of the persons of one case each may be decided otherwise.
    const bool cases = e_[whole].noun == U"件" || e_[whole].noun == U"案";
    if (fit(e_[own], sum) != Fit::none)
      confirm(e_, ledger_, "S183", "sum", own, others, sum, joined(e_, others, " + "));
    else if (!cases)
      contradict(e_, ledger_, "S183", "sum", own, others, sum, joined(e_, others, " + "), "而与之同列的数相加相符，各项相加");
  }

  // ---- two divisions

  void agreeing() {
    const std::vector<Ids>& paragraphs = e_.paragraphs();
    for (std::size_t p = 0; p < paragraphs.size(); ++p) {
      std::map<std::pair<Text, Rational>, std::vector<Ids>> runs;
      const std::size_t last = std::min(paragraphs.size(), p + 3);
      for (std::size_t q = p; q < last; ++q) gather(paragraphs[q], runs);
      for (const auto& [key, lists] : runs) judge(paragraphs[p], key.second, lists);
    }
  }
  void gather(const Ids& all, std::map<std::pair<Text, Rational>, std::vector<Ids>>& runs) const {
    constexpr int kTelling = 100;
    const auto close = [&](Ids& run) {
      if (run.size() >= 2 && run.size() <= kMost) {
        const Interval sum = sum_of(e_, run);
        if (sum.is_point() && sum.low >= Rational(kTelling)) {
          std::vector<Ids>& known = runs[{e_[run[0]].noun, sum.low}];
          const bool fresh = std::none_of(known.begin(), known.end(), [&](const Ids& other) {
            return std::any_of(run.begin(), run.end(),
                               [&](int id) { return std::find(other.begin(), other.end(), id) != other.end(); });
          });
          if (fresh) known.push_back(run);
        }
      }
      run.clear();
    };
    // By segment and by sentence; a number that opens its sentence may be what the others divide.
    for (const bool sentences : {false, true}) {
      Ids run;
      int key = -1;
      for (const int id : all) {
        const Claim& c = e_[id];
        const int own = sentences ? c.sentence : c.segment;
        if (own != key) close(run);
        key = own;
        if (!level(id) || c.depth > 0 || c.decimals > 0 || (!run.empty() && c.noun != e_[run[0]].noun)) continue;
        if (!claim::find_any(c.before, {U"其中", U"上年", U"去年", U"同期", U"合计", U"共"}).empty()) close(run);
        run.push_back(id);
      }
      close(run);
    }
  }
  /// 投诉按来源分，…; 投诉中，…: a run divides what its sentence names first.
  bool of_a_part(int id) const {
    const View text = e_.passage(id).text;
    const std::size_t from = claim::start_behind(text, e_[id].start, U"。！？；;\n");
    const View lead = text.substr(from, e_[id].start - from);
    const std::size_t among = lead.find(U'中'), by = lead.find(U'按');
    return (among != View::npos && among >= 2 && lead[among - 1] != U'其') || (by != View::npos && by >= 2);
  }
  void judge(const Ids& first, const Rational& sum, const std::vector<Ids>& lists) {
    if (lists.size() < 2) return;
    const Ids &a = lists[0], &b = lists[1];
    int whole = -1;
    for (const int id : first) {
      if (id >= std::min(a.front(), b.front())) break;
      if (level(id) && e_[id].noun == e_[a.front()].noun && e_[id].depth == 0 && e_[id].decimals == 0) whole = id;
    }
    if (whole < 0 || e_[whole].exact == sum) return;
    // 2019年末户籍人口58774人 before the chapter of another year.
    if (e_.paragraph(whole) != e_.paragraph(a.front()) && !times(e_, e_[whole]).empty()) return;
    const Rational gap = (e_[whole].exact - sum).abs();
    constexpr int kNear = 8;
    if (gap * Rational(kNear) > sum || of_a_part(a.front()) || of_a_part(b.front())) return;
    for (const int id : e_.valued(sum))
      if (id < std::min(a.front(), b.front()) && e_[id].noun == e_[whole].noun) return;
    if (ledger_.firmly_explained(whole, "sum")) return;
    contradict(e_, ledger_, "S182", "sum", whole, a, sum_of(e_, a), joined(e_, a, " + "),
               "而两种分法的各项相加都是" + shown(Interval::exactly(sum), e_[whole]));
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_divisions(const Evidence& evidence, Ledger& ledger) { Divisions(evidence, ledger).run(); }

}  // namespace zh::check
