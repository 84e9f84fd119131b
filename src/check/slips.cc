// Sums that miss by one digit.
//
//   S121 sum   a total and the parts that the words or their shares make exhaustive, one digit apart
//
// What: parts whose shares add to 100 %, a list behind 其中, 分为, 按…分, or the amounts before 合计: if they miss the total by
// one digit, that digit is the likeliest explanation. When silent: the parts stay below the total by more than a digit (the
// list need not be complete).
#include <algorithm>
#include <map>

#include "check/lists.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Slips {
 public:
  Slips(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    std::map<int, std::pair<int, int>> of_share;  // share → numerator, base
    std::vector<Ledger::Entry> wholes;
    for (const Ledger::Entry& entry : ledger_.entries()) {
      if (entry.verdict != Verdict::consistent) continue;
      const std::string_view kind = entry.kind;
      if (kind == "ratio" && entry.operands.size() == 2) of_share[entry.result] = {entry.operands[0], entry.operands[1]};
      if (kind == "complement") wholes.push_back(entry);
    }
    for (const Ledger::Entry& entry : wholes) shares(entry, of_share);
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (const List& list : lists_of(e_, all)) listed(all, list);
      announced(all);
    }
  }

 private:
  void tell(int whole, const std::vector<int>& parts) {
    contradict(e_, ledger_, "S121", "sum", whole, parts, sum_of(e_, parts), joined(e_, parts, " + "), "而各部分相加");
  }
  bool open(int id) const { return !ledger_.explained(id, {"sum"}); }

  /// The numerators of shares that make a whole are the whole base.
  void shares(const Ledger::Entry& entry, const std::map<int, std::pair<int, int>>& of_share) {
    std::vector<int> ids = {entry.result}, parts;
    ids.insert(ids.end(), entry.operands.begin(), entry.operands.end());
    int base = -1;
    for (const int id : ids) {
      const auto found = of_share.find(id);
      if (found == of_share.end() || (base >= 0 && found->second.second != base)) return;
      base = found->second.second;
      parts.push_back(found->second.first);
    }
    if (base < 0 || std::find(parts.begin(), parts.end(), base) != parts.end()) return;
    for (const int part : parts)
      if (!addable(e_[part], e_[base])) return;
    if (fit(e_[base], sum_of(e_, parts)) != Fit::none || covered(base, parts)) return;
    if (near_miss(e_, base, parts, total, Tie::strong)) tell(base, parts);
  }
  bool covered(int whole, const std::vector<int>& parts) const {
    for (const int index : ledger_.of_result(whole)) {
      const Ledger::Entry& known = ledger_.entries()[static_cast<std::size_t>(index)];
      if (std::string_view(known.kind) != "sum") continue;
      for (const int part : parts)
        if (std::find(known.operands.begin(), known.operands.end(), part) != known.operands.end()) return true;
    }
    return false;
  }

  static bool amount(const Claim& c) { return c.is_amount() && c.role == Role::level && !c.vague(); }

  /// A total right before a list that divides it.
  void listed(const std::vector<int>& all, const List& list) {
    const Claim& first = e_[list.ids.front()];
    if (!amount(first) || first.noun.empty()) return;
    int whole = -1;
    for (const int id : all) {
      if (id >= first.id) break;
      if (amount(e_[id]) && e_[id].noun == first.noun) whole = id;
    }
    if (whole < 0 || first.sentence - e_[whole].sentence > 1 || !open(whole) || e_[whole].exact <= first.exact) return;
    const View between = e_.between(whole, first.id);
    const bool divided = !claim::find_any(between, {U"其中", U"分为", U"分别", U"按", U"包括", U"：", U"分"}).empty();
    if (!divided || !claim::find_any(between, {U"前", U"主要", U"排", U"较多", U"集中", U"等"}).empty()) return;
    for (const int id : list.ids)
      if (e_[id].vague()) return;
    if (fit(e_[whole], sum_of(e_, list.ids)) != Fit::none) return;
    if (near_miss(e_, whole, list.ids, total, Tie::medium)) tell(whole, list.ids);
  }

  /// 合计, 两项共 behind the amounts of the sentence.
  void announced(const std::vector<int>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Claim& c = e_[all[i]];
      if (!amount(c) || c.noun.empty() || !open(c.id) ||
          claim::find_any(c.before, {U"合计", U"共计", U"总计", U"相加", U"两项", U"三项"}).empty())
        continue;
      std::vector<int> parts;
      for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence;)
        if (amount(e_[all[j]]) && e_[all[j]].noun == c.noun) parts.push_back(all[j]);
      std::reverse(parts.begin(), parts.end());
      for (std::size_t from = 0; from + 2 <= parts.size(); ++from) {
        const std::vector<int> run(parts.begin() + static_cast<std::ptrdiff_t>(from), parts.end());
        if (near_miss(e_, c.id, run, total, from == 0 ? Tie::strong : Tie::medium)) {
          tell(c.id, run);
          break;
        }
      }
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_slips(const Evidence& evidence, Ledger& ledger) { Slips(evidence, ledger).run(); }

}  // namespace zh::check
