// Totals that close a list and say how many it has.
//
//   S181 sum   甲类783件、乙类579件、丙类562件，三类共1924件; 家庭户54179户、集体户739户，合计54918户: as many as are counted,
//   or all
//              that the sentence lists
//
// What: a number right behind 合计, 共, 共计 or 总计; before it in its sentence, or in the sentence before where it opens its
// own, stand exactly as many like numbers as its clause counts; or, where the clause is nothing but 合计, all like numbers of
// the sentence are joined by 、 or 和. When contradictory: they do not add up to it. When silent: 前N of more, 其中,
// overlapping; means; a member of another time.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class AnnouncedTotals {
 public:
  AnnouncedTotals(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Ids& all : e_.paragraphs())
      for (std::size_t i = 2; i < all.size(); ++i) total(all, i);
  }

 private:
  static bool share(const Claim& c) {
    return c.is_percentage() && (c.role == Role::share || c.role == Role::percent || c.role == Role::rate);
  }
  bool datum(const Claim& c) const {
    return ((c.is_amount() && c.role == Role::level && !c.noun.empty()) || share(c)) && !c.vague() && !c.averaged &&
           !c.chinese && c.table < 0 && c.exact.sign() > 0;
  }
  bool like(const Claim& a, const Claim& b) const {
    return a.is_percentage() ? b.is_percentage() && share(b) : b.is_amount() && a.noun == b.noun;
  }
  /// The words of its clause up to a total, without 占, 约; empty if none is announced.
  static View announced(const Claim& c) {
    View words = c.clause_before;
    while (!words.empty() && claim::one_of(words.back(), U"占约为达有")) words.remove_suffix(1);
    const View tail = claim::end_any(words, {U"合计", U"共计", U"总计", U"一共", U"总共", U"共"});
    return tail.empty() || (tail == U"共" && !says_together(words)) ? View() : words.substr(0, words.size() - tail.size());
  }
  void total(const Ids& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!datum(c) || ledger_.firmly_explained(c.id, "sum") || e_.mean(c.id) || announced(c).data() == nullptr) return;
    View lead = announced(c);
    for (const View word : {View(U"以上"), View(U"上述"), View(U"这"), View(U"其"), View(U"此")})
      if (claim::starts_with(lead, word)) lead.remove_prefix(word.size());
    // 三类, 四个税种, 两类学校: the count and what is counted is all that the clause says.
    const int stated = counts(lead);
    if (stated < 2 && !lead.empty()) return;
    Ids parts;
    if (stated >= 2) {
      parts = before(all, i, c.sentence);
      if (static_cast<int>(parts.size()) != stated) parts = run_before(all, i);
      if (parts.empty()) parts = before(all, i, c.sentence - 1);
      if (static_cast<int>(parts.size()) > stated) parts = tail(parts, static_cast<std::size_t>(stated));
      if (static_cast<int>(parts.size()) != stated) return;
      if (c.is_percentage() && !consecutive(parts, c)) return;
    } else {
      parts = run_before(all, i);
      if (begins_before(all, i, parts)) return;
    }
    if (added_up(c.id, parts)) return;
    if (parts.size() < 2 || parts.size() > kMost) return;
    const View sentence = e_.sentence(parts.front());
    if (says_overlap(sentence) || overlap_by_name(e_, parts)) return;
    const Interval sum = sum_of(e_, parts);
    if (c.is_percentage() && sum.low > Rational(100)) return;
    if (fit(c, sum) != Fit::none) {
      confirm(e_, ledger_, "S181", "sum", c.id, parts, sum, joined(e_, parts, " + "));
      return;
    }
    // Far off it is the total of something else.
    if ((c.exact - sum.low).abs() * Rational(kFar) > c.exact) return;
    contradict(e_, ledger_, "S181", "sum", c.id, parts, sum, joined(e_, parts, " + "), "而所列各项相加");
  }
  static constexpr int kFar = 3;
  static constexpr std::size_t kMost = 20;
  /// 3 of 三类, 三者, 四个税种; 0 if the words say something else.
  static int counts(View lead) {
    constexpr std::size_t kLongest = 10;
    if (claim::starts_with(lead, U"前")) lead.remove_prefix(1);
    if (lead.size() < 2 || lead.size() > kLongest) return 0;
    const int n = claim::is_digit(lead[0]) ? static_cast<int>(lead[0] - U'0') : claim::small_chinese_number(lead.substr(0, 1));
    return n >= 2 && n <= 9 && claim::one_of(lead[1], U"类项者种个档家地区所纲名位年季月本级组县市省州国院部企") ? n : 0;
  }
  /// All like numbers of a sentence before the i-th; empty where one of them is of another kind of telling.
  Ids before(const Ids& all, std::size_t i, int sentence) const {
    const Claim& c = e_[all[i]];
    Ids out;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= sentence;) {
      const Claim& x = e_[all[j]];
      if (x.sentence != sentence || !like(c, x)) continue;
      if (x.is_amount() && x.role != Role::level) continue;
      if (!datum(x) || x.depth != c.depth || x.passage != c.passage ||
          !claim::find_any(x.before,
                           {U"其中", U"上年", U"去年", U"同期", U"合计", U"共计", U"总计", U"占比", U"相差", U"高于", U"低于"})
               .empty())
        return {};
      out.insert(out.begin(), x.id);
    }
    return out;
  }
  /// 民营占54.7%；国有、外商分别占22.9%和22.3%。对东盟…，三者合计占46.7%: shares of others have amounts between.
  static bool consecutive(const Ids& parts, const Claim& c) {
    for (std::size_t k = 1; k < parts.size(); ++k)
      if (parts[k] != parts[k - 1] + 1) return false;
    return c.id - parts.back() <= 2;
  }
  /// The like numbers of its sentence that end right before the total and are joined by 、 or 和.
  Ids run_before(const Ids& all, std::size_t i) const {
    constexpr std::size_t kName = 20;
    const Claim& c = e_[all[i]];
    Ids run;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && run.size() <= kMost;) {
      const Claim& x = e_[all[j]];
      // 运输车610辆、市场955个，合计1565个: counted in two measure words.
      if (!run.empty() && !like(c, x) && x.is_amount() && x.role == Role::level && joins(e_.between(x.id, run.front()), kName))
        return {};
      if (!like(c, x) || !datum(x) || x.depth != c.depth || x.passage != c.passage ||
          !claim::find_any(x.before, {U"其中", U"上年", U"去年", U"同期", U"合计", U"共计", U"总计"}).empty())
        break;
      if (run.empty() ? c.clause - x.clause > 1 : !joins(e_.between(x.id, run.front()), kName)) break;
      run.insert(run.begin(), x.id);
    }
    return run;
  }
  /// 食品50件，服装100件、家居80件，共计230件: the list began before the run. A number that is larger than the total is none of
  /// it.
  bool begins_before(const Ids& all, std::size_t i, const Ids& run) const {
    const Claim& c = e_[all[i]];
    if (run.empty()) return true;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && e_[all[j]].segment == e_[run.front()].segment;) {
      const Claim& x = e_[all[j]];
      if (x.id < run.front() && like(c, x) && x.is_amount() == c.is_amount() && x.exact <= c.exact && x.role != Role::change &&
          x.role != Role::prior)
        return true;
    }
    return false;
  }
  /// A sum that holds has these and others.
  bool added_up(int total, const Ids& parts) const {
    const std::vector<int>& found = ledger_.of_result(total);
    return std::any_of(found.begin(), found.end(), [&](int index) {
      const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
      return entry.kind == "sum" && entry.verdict == Verdict::consistent &&
             std::any_of(parts.begin(), parts.end(), [&](int id) {
               return std::find(entry.operands.begin(), entry.operands.end(), id) != entry.operands.end();
             });
    });
  }
  /// 举报501件，其中问题为甲329件、乙45件、丙39件、丁33件。上述四类共446件: the last so many of a sentence, joined by 、.
  Ids tail(const Ids& list, std::size_t stated) const {
    constexpr std::size_t kName = 24;
    const Ids out(list.end() - static_cast<std::ptrdiff_t>(stated), list.end());
    for (std::size_t k = 1; k < out.size(); ++k)
      if (!joins(e_.between(out[k - 1], out[k]), kName)) return {};
    return joins(e_.between(list[list.size() - stated - 1], out.front()), kName) ? Ids() : out;
  }
  static bool joins(View between, std::size_t most) {
    return !between.empty() && between.size() <= most && claim::one_of(between[0], U"、和与及");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_announced_totals(const Evidence& evidence, Ledger& ledger) { AnnouncedTotals(evidence, ledger).run(); }

}  // namespace zh::check
