// A rate that is not printed but that several comparisons name.
//
//   P614 pp   东部90.6%，中部90.4%，比全国平均水平分别高0.3个和0.1个百分点；西部87.1%，比全国平均水平低2.2个百分点: 90.3 twice,
//   once 89.3
//
// What: comparisons of one sentence with one and the same thing (比全国平均水平); each rate and its difference imply it. When
// contradictory: two imply one value and another does not. When silent: the thing's own rate is printed; fewer than three.
#include "base/text.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class ReferenceRates {
 public:
  ReferenceRates(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i;
        while (end < all.size() && e_[all[end]].sentence == e_[all[i]].sentence) ++end;
        sentence(all, i, end);
        i = end;
      }
  }

 private:
  struct Implied {
    int rate, point;
    Interval value;
  };

  /// What 比 or 较 is followed by before 高, 低, 分别 …; empty if the clause does not begin with it.
  static Text reference(const Claim& point) {
    const View words = point.clause_before;
    if (words.empty() || !claim::one_of(words[0], U"比较")) return {};
    const std::size_t stop = words.find_first_of(U"高低多少分提上下快慢");
    if (stop == Text::npos || stop < 4) return {};
    const Text name(words.substr(1, stop - 1));
    return claim::find_any(name, {U"平均", U"全国", U"全省", U"全市", U"整体", U"总体"}).empty() ? Text() : name;
  }

  void sentence(const std::vector<int>& all, std::size_t from, std::size_t to) {
    std::vector<int> rates;  // that wait for their differences
    std::vector<Implied> found;
    Text name;
    for (std::size_t i = from; i < to;) {
      const Claim& c = e_[all[i]];
      if (c.kind == claim::Numeral::Kind::percent && (c.role == Role::rate || c.role == Role::percent) && !c.vague()) {
        rates.push_back(c.id);
        ++i;
        continue;
      }
      if (c.kind != claim::Numeral::Kind::point || c.vague() || c.sign == 0) {
        rates.clear();
        ++i;
        continue;
      }
      std::vector<int> points = {c.id};
      while (i + points.size() < to) {
        const Claim& next = e_[all[i + points.size()]];
        const View between = e_.between(points.back(), next.id);
        if (next.kind != c.kind || (between != U"和" && between != U"、" && between != U"与" && between != U"及")) break;
        points.push_back(next.id);
      }
      const Text own = reference(c);
      if (!own.empty() && (name.empty() || own == name) && rates.size() == points.size()) {
        name = own;
        for (std::size_t k = 0; k < points.size(); ++k) {
          const Interval gap = magnitude(e_[points[k]].value);
          found.push_back({rates[k], points[k], c.sign > 0 ? e_[rates[k]].value - gap : e_[rates[k]].value + gap});
        }
      }
      rates.clear();
      i += points.size();
    }
    if (found.size() < 3) return;
    for (std::size_t k = 0; k < found.size(); ++k) {
      std::size_t meets = 0, others = 0;
      for (std::size_t m = 0; m < found.size(); ++m) {
        if (m == k) continue;
        meets += found[m].value.meets(found[k].value);
        for (std::size_t n = m + 1; n < found.size(); ++n)
          if (n != k) others += !found[m].value.meets(found[n].value);
      }
      if (meets == 0 && others == 0) tell(found, k, name);
    }
  }

  void tell(const std::vector<Implied>& found, std::size_t k, const Text& name) {
    const std::size_t other = k == 0 ? 1 : 0;
    const Interval& due = found[other].value;
    contradict(e_, ledger_, "P614", "pp", found[k].point, {found[k].rate, found[other].rate, found[other].point},
               magnitude(due - e_[found[k].rate].value),
               number_text(e_, found[other].rate) + (e_[found[other].point].sign > 0 ? " − " : " + ") +
                   number_text(e_, found[other].point) + " 与 " + number_text(e_, found[k].rate) + " 之差",
               "而由其他各项推得的" + to_utf8(name) + "相同，按此");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_reference_rates(const Evidence& evidence, Ledger& ledger) { ReferenceRates(evidence, ledger).run(); }

}  // namespace zh::check
