// A rate that is not printed but that several comparisons name.
//
//   P614 pp   东部90.6%，中部90.4%，比全国平均水平分别高0.3个和0.1个百分点；西部87.1%，比全国平均水平低2.2个百分点: 90.3 twice,
//   once 89.3
//
// What: comparisons of one sentence with one and the same thing (比全国平均水平); each rate and its difference imply it. When
// contradictory: two imply one value and another does not. When silent: the thing's own rate is printed; fewer than three.
//
//   P601 pp   总体不合格率2.10% … 食用农产品为3.24%，高于总体水平1.14个百分点: the rate of the whole is printed, under that
//   word and once in the paragraphs just before. Never contradictory.
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
        for (std::size_t k = std::max<std::size_t>(i, 1); k < end; ++k) beside_whole(all, k);
        i = end;
      }
  }

 private:
  /// 高于总体水平1.14个百分点: of the rate right before, and of the only one that is called 总体.
  void beside_whole(const std::vector<int>& all, std::size_t i) {
    const Claim &point = e_[all[i]], &rate = e_[all[i - 1]];
    if (point.kind != claim::Numeral::Kind::point || point.vague() || !rate.is_percentage() || rate.vague() ||
        rate.kind == claim::Numeral::Kind::point || rate.sentence != point.sentence || point.clause - rate.clause != 1 ||
        ledger_.firmly_explained(point.id, "pp"))
      return;
    const claim::Found than = claim::find_last(point.clause_before, {U"高于", U"低于", U"快于", U"慢于"});
    if (!than || than.at != 0) return;
    const View words = View(point.clause_before).substr(than.word.size());
    const View whole = claim::start_any(words, {U"总体", U"整体", U"全国", U"全省", U"全市", U"全县", U"全区"});
    if (whole.empty() || words.size() - whole.size() > 4) return;
    constexpr int kNearParagraphs = 3;
    int found = -1;
    const int own = e_.paragraph(point.id);
    for (int q = std::max(0, own - kNearParagraphs); q <= own; ++q)
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(q)]) {
        const Claim& c = e_[id];
        if (id >= rate.id || !c.is_percentage() || c.kind == claim::Numeral::Kind::point || c.vague() ||
            (c.role == Role::growth) != (rate.role == Role::growth) || !claim::contains(c.clause_before, whole))
          continue;
        if (found >= 0) return;
        found = id;
      }
    if (found < 0) return;
    const bool more = than.word == U"高于" || than.word == U"快于";
    const int larger = more ? rate.id : found, smaller = more ? found : rate.id;
    const Interval gap = e_[larger].value - e_[smaller].value;
    const Interval due = point.exact.sign() < 0 ? -gap : gap;
    if (const Fit how = fit(point, due); how != Fit::none)
      confirm(e_, ledger_, "P601", "pp", point.id, {rate.id, found}, due,
              number_text(e_, larger) + " − " + number_text(e_, smaller), how == Fit::truncated);
  }

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
