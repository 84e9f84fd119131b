// Lists that a rest closes, and accounts that add up in one sentence.
//
//   S174 sum   两纲共94项指标。其中…4项没有达标，…2项没有数据，余下的88项全部达标: what is left over leaves nothing out
//   S178 sum   支出完成70.16亿元。加上上解支出1.13亿元、…，以及结转下年4.3亿元后，支出总计82.4亿元: what is told first, and all
//   between
//              加上 and 后
//
// When contradictory: both; the words say that these are all. When silent: something is taken off (减去, 扣除); 其中 or a
// bracket within; an amount of another time; S174 another number of the noun stands between the whole and 其中.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class Rests {
 public:
  Rests(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Ids& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) {
        rest(all, i);
        account(all, i);
      }
  }

 private:
  bool amount(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && !c.averaged && !c.chinese && !c.noun.empty() && c.table < 0;
  }

  /// 余下的90项, 其余12家: the last of a list.
  void rest(const Ids& all, std::size_t i) {
    const Claim& end = e_[all[i]];
    if (!amount(end.id) || end.vague() || end.depth > 0) return;
    View words = end.before;
    while (!words.empty() && claim::one_of(words.front(), U"，、；")) words.remove_prefix(1);
    if (claim::start_any(words, {U"其余", U"余下", U"剩余", U"剩下", U"还有其余"}).empty() || words.size() > 4) return;
    Ids parts = {end.id};
    std::size_t j = i;
    bool opened = false;
    while (j-- > 0 && !opened) {
      const Claim& c = e_[all[j]];
      if (c.sentence != end.sentence) return;
      if (!amount(c.id) || c.noun != end.noun || c.depth > 0) continue;
      if ((c.role != Role::level && c.role != Role::count) || c.vague()) return;
      parts.insert(parts.begin(), c.id);
      opened = claim::contains(words_to(all, j), U"其中");
    }
    if (!opened || parts.size() < 3) return;
    // The whole is the number of the noun right before 其中.
    int whole = -1;
    for (std::size_t k = 0; k < all.size() && all[k] < parts.front(); ++k)
      if (amount(all[k]) && e_[all[k]].noun == end.noun) whole = all[k];
    if (whole < 0 || e_[parts.front()].sentence - e_[whole].sentence > 1 ||
        (e_[whole].role != Role::level && e_[whole].role != Role::count) || e_[whole].vague())
      return;
    for (const int id : parts)
      if (e_[id].exact >= e_[whole].exact) return;
    if (ledger_.firmly_explained(end.id, "difference")) return;
    const Interval sum = sum_of(e_, parts);
    if (fit(e_[whole], sum) != Fit::none)
      confirm(e_, ledger_, "S174", "sum", whole, parts, sum, joined(e_, parts, " + "));
    else
      contradict(e_, ledger_, "S174", "sum", whole, parts, sum, joined(e_, parts, " + "), "而所列各项与其余的相加");
  }

  /// The words of its sentence between the j-th number and the one of its noun before it.
  View words_to(const Ids& all, std::size_t j) const {
    const Claim& c = e_[all[j]];
    const View text = e_.passage(c.id).text;
    std::size_t from = claim::start_behind(text, c.start, U"。！？\n");
    for (std::size_t k = j; k-- > 0 && e_[all[k]].sentence == c.sentence && e_[all[k]].passage == c.passage;)
      if (amount(all[k]) && e_[all[k]].noun == c.noun) {
        from = std::max(from, e_[all[k]].noun_end);
        break;
      }
    return text.substr(from, c.start - from);
  }

  /// 加上…后，支出总计84.65亿元
  void account(const Ids& all, std::size_t i) {
    const Claim& total = e_[all[i]];
    if (!amount(total.id) || total.vague() || total.depth > 0 || total.role != Role::level ||
        claim::end_any(total.before, {U"总计", U"合计", U"总量", U"总计为", U"合计为", U"总计达到"}).empty())
      return;
    const View text = e_.passage(total.id).text;
    const std::size_t from = claim::start_behind(text, total.start, U"。！？\n");
    const View lead = text.substr(from, total.start - from);
    const std::size_t plus = lead.find(U"加上"),
                      after = lead.rfind(U"后，") != View::npos ? lead.rfind(U"后，") : lead.rfind(U"后,");
    if (plus == View::npos || after == View::npos || after < plus || lead.find(U"加上", plus + 1) != View::npos ||
        !claim::find_any(lead, {U"减去", U"扣除", U"减：", U"其中", U"（", U"(", U"同比", U"增长", U"下降", U"调出后"}).empty())
      return;
    Ids parts;
    for (std::size_t j = 0; j < i; ++j) {
      const Claim& c = e_[all[j]];
      if (c.start < from + plus || c.start > from + after || c.passage != total.passage) continue;
      if (!c.is_amount()) continue;
      if (c.noun != total.noun || c.vague()) return;
      parts.push_back(c.id);
    }
    if (parts.size() < 2) return;
    // What it is added to opens the sentence, or the one before.
    int first = -1;
    for (std::size_t j = 0; j < i && first < 0; ++j) {
      const Claim& c = e_[all[j]];
      if (c.passage == total.passage && c.start < from + plus && amount(c.id) && c.noun == total.noun &&
          c.role == Role::level && !claim::end_any(c.before, {U"完成", U"实现", U"支出", U"收入", U"为", U"达到"}).empty())
        first = c.id;
    }
    if (first < 0 || e_[first].vague()) return;
    parts.insert(parts.begin(), first);
    if (!ledger_.firmly_explained(total.id, "sum"))
      tell_or_wait(e_, ledger_, "S178", total.id, parts, Tie::certain, "而所加各项相加");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_rests(const Evidence& evidence, Ledger& ledger) { Rests(evidence, ledger).run(); }

}  // namespace zh::check
