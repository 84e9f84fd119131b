// Rates of an earlier time, whose part and whole are told where that time is.
//
//   R222 ratio   受理1426件，上年为1312件。…上年办结1227件，办结率93.5%: 1227 ÷ 1312
//
// What: a rate behind an amount of an earlier time in its own half sentence, which its stem names; the whole is a larger
// amount of an earlier time, of the same noun, in this paragraph or the two before, the nearest first. When contradictory:
// there is one such whole only. When silent: the rate has been explained.
#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/shares.h"

namespace zh::check {
namespace {

class EarlierRates {
 public:
  EarlierRates(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), ties_(e) {}

  void run() {
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p)
      for (std::size_t i = 1; i < e_.paragraphs()[p].size(); ++i) {
        const Claim& c = e_[e_.paragraphs()[p][i]];
        if (c.is_percentage() && c.role == Role::rate && !c.vague() && !ledger_.firmly_explained(c.id, "ratio")) rate(p, i);
      }
  }

 private:
  static constexpr std::size_t kParagraphs = 2;

  bool earlier(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::prior && !c.vague() && c.value.low.sign() > 0 && !c.averaged;
  }

  void rate(std::size_t p, std::size_t i) {
    const std::vector<int>& all = e_.paragraphs()[p];
    const Claim& c = e_[all[i]];
    const Text stem = stem_of_rate(c);
    if (stem.empty()) return;
    int part = -1;
    for (std::size_t j = i; part < 0 && j-- > 0 && e_[all[j]].segment == c.segment;) {
      if (!earlier(all[j])) {
        if (e_[all[j]].is_amount() && e_[all[j]].role == Role::level) return;
        continue;
      }
      if (ties_.says(all[j], stem)) part = all[j];
    }
    if (part < 0) return;
    std::vector<int> wholes;
    for (std::size_t q = p + 1; q-- > (p > kParagraphs ? p - kParagraphs : 0);)
      for (auto id = e_.paragraphs()[q].rbegin(); id != e_.paragraphs()[q].rend(); ++id)
        if (*id < part && earlier(*id) && e_[*id].noun == e_[part].noun && e_[*id].exact >= e_[part].exact)
          wholes.push_back(*id);
    Search search(e_, ledger_, c.id, "R222", "ratio");
    for (const int whole : wholes)
      if (search.offer(percentage(e_[part].value, e_[whole].value), {part, whole}, Formula::joined(" ÷ "), 10)) return;
    search.forget();
    if (wholes.size() == 1)
      miss(e_, ledger_,
           {"R222",
            "ratio",
            c.id,
            {part, wholes[0]},
            quotient_percent,
            Tie::strong,
            Formula::joined(" ÷ "),
            "按上年的两数计算"});
  }

  const Evidence& e_;
  Ledger& ledger_;
  ShareTies ties_;
};

}  // namespace

void check_earlier_rates(const Evidence& evidence, Ledger& ledger) { EarlierRates(evidence, ledger).run(); }

}  // namespace zh::check
