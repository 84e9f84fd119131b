// Shares told in the order of names whose amounts stand elsewhere.
//
//   R241 ratio   企业、研究机构和高等学校所占比重分别为78.0%、11.5%和8.3%: each name has its amount before, and one whole
//   serves
//
// What: k names joined by 、 and 和 in front of 分别 or 依次, the k shares behind it, and for each name the one amount of the
// section that bears it; the whole is an amount that makes at least one of the shares right. When contradictory: two shares
// exchanged agree with that whole and as they stand they do not; or all hold but one, of three or more. When silent: a name
// bears no amount or several; no whole is found.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"
#include "check/shares.h"

namespace zh::check {
namespace {

class NamedShares {
 public:
  NamedShares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size();) {
        const std::size_t k = std::min(joined_shares(e_, all, i), kMost);
        if (k >= 2) judge(all, i, k);
        i += std::max<std::size_t>(k, 1);
      }
  }

 private:
  static constexpr std::size_t kMost = 10;

  /// The names of 企业、研究机构和高等学校所占比重分别为; empty if there are not k.
  static std::vector<Text> names(View words, std::size_t k) {
    const claim::Found each = claim::find_last(words, {U"分别", U"依次"});
    if (!each || words.size() - each.at > 12) return {};
    View list = words.substr(0, each.at);
    const View link = words.substr(each.at);
    bool share = !claim::find_any(link, {U"占", U"比重", U"比例"}).empty();
    for (View tail; !(tail = claim::end_any(list, {U"比重", U"比例", U"占比", U"占", U"所", U"各", U"的"})).empty();) {
      list.remove_suffix(tail.size());
      share = share || tail.size() > 1 || tail == U"占";
    }
    if (!share) return {};
    std::vector<Text> out;
    for (std::size_t at = 0; at <= list.size();) {
      std::size_t end = at;
      while (end < list.size() && !claim::one_of(list[end], U"、和与及")) ++end;
      const Text name(claim::strip_name(list.substr(at, end - at)));
      if (name.size() < 2) return {};
      out.push_back(name);
      at = end + 1;
    }
    return out.size() == k ? out : std::vector<Text>{};
  }

  /// The one amount of the section before the shares that bears a name; -1 if there is none, or several of other values.
  int bearer(const Text& name, const Claim& c) const {
    int out = -1;
    for (int id = c.id - 1; id >= 0 && c.id - id < 200; --id) {
      const Claim& x = e_[id];
      if (x.table >= 0 || !x.is_amount() || x.role != Role::level || x.vague() || x.name_inherited || x.averaged) continue;
      if (e_.section(id) != e_.section(c.id)) break;
      const View own = x.name;
      const std::size_t at = own.rfind(name);
      if (at == View::npos || own.size() - at - name.size() > 5 || at > 3) continue;
      if (out >= 0 && e_[out].exact != x.exact) return -1;
      out = id;
    }
    return out;
  }

  void judge(const std::vector<int>& all, std::size_t i, std::size_t k) {
    const Claim& first = e_[all[i]];
    const std::vector<Text> called = names(first.clause_before, k);
    if (called.empty()) return;
    std::vector<int> parts;
    for (const Text& name : called) {
      const int id = bearer(name, first);
      if (id < 0 || (!parts.empty() && e_[id].noun != e_[parts[0]].noun) ||
          std::find(parts.begin(), parts.end(), id) != parts.end())
        return;
      parts.push_back(id);
    }
    for (int w = first.id - 1; w >= 0 && first.id - w < 200 && e_.section(w) == e_.section(first.id); --w) {
      const Claim& whole = e_[w];
      if (whole.table >= 0 || !whole.is_amount() || whole.role != Role::level || whole.vague() ||
          whole.noun != e_[parts[0]].noun ||
          std::any_of(parts.begin(), parts.end(), [&](int p) { return e_[p].exact >= whole.exact; }))
        continue;
      std::vector<std::size_t> failing;
      for (std::size_t m = 0; m < k; ++m)
        if (!holds(all[i + m], parts[m], w)) failing.push_back(m);
      if (failing.empty()) return;
      const bool crossed = failing.size() == 2 && holds(all[i + failing[0]], parts[failing[1]], w) &&
                           holds(all[i + failing[1]], parts[failing[0]], w);
      if (crossed) return tell(all[i + failing[0]], parts[failing[0]], w, all[i + failing[1]]);
      if (failing.size() == 1 && k >= 3) return tell(all[i + failing[0]], parts[failing[0]], w, -1);
    }
  }
  bool holds(int share, int part, int whole) const {
    const std::optional<Interval> q = percentage(e_[part].value, e_[whole].value);
    return q && fit(e_[share], *q) != Fit::none;
  }
  void tell(int share, int part, int whole, int other) {
    const Interval computed = *percentage(e_[part].value, e_[whole].value);
    // What arithmetic gave to another name does not stand beside it.
    for (Ledger::Entry& entry : ledger_.entries())
      if ((entry.result == share || (other >= 0 && entry.result == other)) && std::string_view(entry.kind) == "ratio" &&
          entry.verdict == Verdict::consistent)
        entry.verdict = Verdict::undecided;
    contradict(e_, ledger_, "R241", "ratio", share, {part, whole}, computed,
               number_text(e_, part) + " ÷ " + number_text(e_, whole),
               other >= 0 ? "按所列名称的顺序应为" + shown(computed, e_[share]) + "，与" + number_text(e_, other) + "互换则相符"
                          : "同列其他占比都以" + number_text(e_, whole) + "为总体，而");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_named_shares(const Evidence& evidence, Ledger& ledger) { NamedShares(evidence, ledger).run(); }

}  // namespace zh::check
