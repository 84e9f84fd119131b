// Lists right behind their whole, proved by their like.
//
//   S184 sum   各级各类学校221所：小学98所，初中24所，…。在校生51043人：小学19842人，…: a colon, 即 or 分为 opens all of it, as
//   in the
//              sentences beside
//   S185 sum   旅客786万人（沿海674万人，内河112万人），集装箱611.67万标箱（沿海574.82万标箱，内河36.85万标箱）: the same names
//   divide
//              another whole, and there they make all of it
//
// What: a number and, to the end of its sentence, segment or bracket, the like numbers behind it, each with its own name. When
// contradictory: S184 three items or more that exceed the whole, or are said to be all (即, 分为, a last 其他), or another list
// behind a colon close by adds up; S185 another list of the very same names adds up, and no chance. When silent: the sum is far
// from the whole, or stands elsewhere; 其中 within the list, other times, overlapping.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class HeadedLists {
 public:
  HeadedLists(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p)
      for (std::size_t i = 0; i + 2 < e_.paragraphs()[p].size(); ++i) read(p, e_.paragraphs()[p], i);
    for (const Headed& list : lists_)
      if (!list.holds) judge(list);
  }

 private:
  enum class Opener { colon, all, bracket, among };
  struct Headed {
    std::size_t paragraph;
    int whole;
    Ids items;
    Opener opener;
    bool holds, rare;
  };

  bool level(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.averaged && !c.chinese && !c.noun.empty() &&
           c.table < 0 && c.exact.sign() > 0;
  }
  static std::optional<Opener> opened(View lead) {
    if (lead.empty()) return std::nullopt;
    if (claim::one_of(lead[0], U"（("))
      return claim::find_any(lead, {U"其中", U"含", U"如", U"不"}).empty() ? std::optional<Opener>(Opener::bracket)
                                                                           : std::nullopt;
    if (claim::one_of(lead[0], U"：:")) return Opener::colon;
    if (!claim::start_any(lead, {U"，即", U"，分为", U"，由", U",即", U",分为"}).empty() &&
        claim::start_any(lead, {U"，即将", U"，由于", U"，由上"}).empty())
      return Opener::all;
    if (!claim::start_any(lead, {U"，其中", U"，包括", U",其中", U"，分别为"}).empty()) return Opener::among;
    return std::nullopt;
  }
  void read(std::size_t p, const Ids& all, std::size_t i) {
    const Claim& whole = e_[all[i]];
    if (!level(whole.id) || e_.mean(whole.id)) return;
    const View text = e_.passage(whole.id).text;
    std::size_t j = i + 1;
    while (j < all.size() && e_[all[j]].sentence == whole.sentence &&
           !(e_[all[j]].noun == whole.noun && e_[all[j]].is_amount()))
      ++j;
    if (j >= all.size() || e_[all[j]].sentence != whole.sentence || e_[all[j]].passage != whole.passage) return;
    const View lead = text.substr(whole.noun_end, e_[all[j]].start - whole.noun_end);
    constexpr std::size_t kLead = 30, kMost = 30;
    const std::optional<Opener> opener = lead.size() <= kLead ? opened(lead) : std::nullopt;
    if (!opener || !claim::find_any(lead, {U"主要", U"前", U"居", U"集中", U"比", U"较", U"增", U"减", U"升", U"降"}).empty())
      return;
    const int depth = e_[all[j]].depth;
    if (*opener == Opener::bracket ? depth <= whole.depth : depth != whole.depth) return;
    Headed list{p, whole.id, {}, *opener, false, false};
    bool parted = false;  // by ；
    int segment = e_[all[j]].segment, in_segment = 0;
    for (; j < all.size() && e_[all[j]].sentence == whole.sentence && list.items.size() <= kMost; ++j) {
      const Claim& c = e_[all[j]];
      if (*opener == Opener::bracket && (c.depth < depth || closed(list.items.empty() ? whole.id : list.items.back(), c.id)))
        break;
      if (c.segment != segment) {
        // One to a segment, or all in one.
        if (in_segment > 1) break;
        parted = true;
        segment = c.segment, in_segment = 0;
      }
      if (c.depth > depth || !c.is_amount() || c.noun != whole.noun) continue;
      if (!level(c.id) || c.name_inherited || c.exact * Rational(3) > whole.exact * Rational(4) ||
          !claim::find_any(c.before, {U"其中", U"上年", U"去年", U"同期", U"合计", U"共", U"比", U"较", U"另"}).empty() ||
          (parted && in_segment > 0))
        return;
      ++in_segment;
      list.items.push_back(c.id);
    }
    if (list.items.size() < 2 || says_overlap(e_.sentence(whole.id)) || overlap_by_name(e_, list.items)) return;
    const Interval sum = sum_of(e_, list.items);
    list.holds = fit(whole, sum) != Fit::none;
    list.rare = chance(whole, sum) <= kEnough;
    lists_.push_back(std::move(list));
  }
  /// Whether a bracket closes between two numbers.
  bool closed(int a, int b) const {
    return View(e_.passage(a).text).substr(e_[a].noun_end, e_[b].start - e_[a].noun_end).find_first_of(U"）)") != View::npos;
  }
  bool same_names(const Headed& a, const Headed& b) const {
    return a.items.size() == b.items.size() && std::equal(a.items.begin(), a.items.end(), b.items.begin(), [&](int x, int y) {
             return e_[x].name == e_[y].name && e_[x].name.size() >= 2;
           });
  }
  void judge(const Headed& list) {
    constexpr std::size_t kNear = 2, kSection = 6, kFewest = 3;
    constexpr int kFar = 4;
    const Claim& whole = e_[list.whole];
    const Interval sum = sum_of(e_, list.items);
    if (ledger_.firmly_explained(list.whole, "sum") || (whole.exact - sum.low).abs() * Rational(kFar) > whole.exact) return;
    if (sum.is_point())
      for (const int id : e_.valued(sum.low))
        if (id < list.whole && e_[id].noun == whole.noun) return;
    // They stand in order of place.
    const auto near = [&](std::size_t reach, const auto& wanted) {
      auto it = std::partition_point(lists_.begin(), lists_.end(),
                                     [&](const Headed& other) { return other.paragraph + reach < list.paragraph; });
      for (; it != lists_.end() && it->paragraph <= list.paragraph + reach; ++it)
        if (it->holds && it->rare && wanted(*it)) return true;
      return false;
    };
    const bool named = near(kSection, [&](const Headed& other) { return same_names(list, other); });
    const bool like =
        near(kNear, [&](const Headed& other) { return other.opener == Opener::colon && other.items.size() >= kFewest; });
    const bool whole_list = list.items.size() >= kFewest && (list.opener == Opener::colon || list.opener == Opener::all) &&
                            (sum.low > whole.value.high || list.opener == Opener::all || like ||
                             claim::starts_with(e_[list.items.back()].name, U"其他"));
    if (!named && !whole_list) return;
    contradict(e_, ledger_, named ? "S185" : "S184", "sum", list.whole, list.items, sum, joined(e_, list.items, " + "),
               "而其后所列各项相加");
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<Headed> lists_;
};

}  // namespace

void check_headed_lists(const Evidence& evidence, Ledger& ledger) { HeadedLists(evidence, ledger).run(); }

}  // namespace zh::check
