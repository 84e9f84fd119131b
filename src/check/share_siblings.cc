// Shares of a list that fail where their siblings agree on a whole (R201, W326).
//
// What: a share that nothing explains, the amount right before it, and two shares or more of its sentence, each with the amount
// right before it, that are all of one whole. When contradictory: R201 where the share is of none that its paragraph tells;
// W326 where it holds without the 万 or 亿 of its part. When silent: siblings of several wholes; the whole of the time before.
#include <algorithm>

#include "check/misses.h"
#include "check/search.h"
#include "check/shares.h"

namespace zh::check {
namespace {

class SiblingShares {
 public:
  SiblingShares(ShareTies& s, Ledger& ledger) : e_(s.evidence), ledger_(ledger), s_(s) {}

  void run(const std::vector<int>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const int id = all[i];
      const Claim& c = e_[id];
      if (c.role != Role::share && !(c.role == Role::percent && i > 0 && (s_.listed(all[i - 1], id)))) continue;
      if (!c.is_percentage() || c.vague() || ledger_.used(id) || s_.base_of[static_cast<std::size_t>(id)] >= 0) continue;
      int numerator = -1;
      for (std::size_t j = i; j-- > 0 && e_[all[j]].segment == c.segment;) {
        // 968.4亿（其中冷却水482.7亿），占16.2%: what a bracket told of is not meant behind it.
        if (e_[all[j]].depth > c.depth) continue;
        if (s_.usable(all[j])) {
          numerator = all[j];
          break;
        }
        if (e_[all[j]].is_percentage() && e_[all[j]].role == Role::share) break;
      }
      if (numerator < 0 || e_[numerator].vague()) continue;
      if (unit_slip(all, id, numerator)) continue;
      // 由8586.15万股（占48.54%）增至…: of the whole of the time before.
      if (c.depth > e_[numerator].depth && !claim::find_any(e_[numerator].before, {U"由", U"从"}).empty()) continue;
      // Siblings: shares within two sentences, each with the amount right before it, all of one base.
      int base = -1, agreeing = 0;
      bool mixed = false;
      for (const int other : all) {
        const std::size_t o = static_cast<std::size_t>(other);
        if (other == id || s_.base_of[o] < 0 || std::abs(e_[other].sentence - c.sentence) > 0 || e_[other].role != c.role)
          continue;
        if (base >= 0 && s_.base_of[o] != base && e_[s_.base_of[o]].exact != e_[base].exact) mixed = true;
        base = s_.base_of[o];
        if (s_.numerator_of[o] >= 0 && s_.adjacent(s_.numerator_of[o], other) &&
            e_[s_.numerator_of[o]].noun == e_[numerator].noun)
          ++agreeing;
      }
      if (agreeing == 1 && base >= 0 && (nearly_whole(all, numerator, base) || part_of_sum(numerator, base))) ++agreeing;
      if (mixed || agreeing < 2 || base < 0 || !s_.adjacent(numerator, id) || e_[numerator].exact >= e_[base].exact ||
          s_.peer_of(base, id))
        continue;
      if (!c.base.empty() && claim::likeness(Text(claim::strip_name(c.base)), e_[base].name) < 50 && c.base != U"总数")
        continue;
      const std::optional<Interval> computed = percentage(e_[numerator].value, e_[base].value);
      if (!computed || share_of_two(e_, c, numerator)) continue;
      if (const Fit how = fit(c, *computed); how != Fit::none) {
        confirm(e_, ledger_, "R201", "ratio", id, {numerator, base}, *computed,
                number_text(e_, numerator) + " ÷ " + number_text(e_, base), how == Fit::truncated);
        s_.bind(id, numerator, base);
        continue;
      }
      if (const int other = another_level(all, id, numerator, base); other >= 0) {
        confirm(e_, ledger_, "R201", "ratio", id, {numerator, other}, *percentage(e_[numerator].value, e_[other].value),
                number_text(e_, numerator) + " ÷ " + number_text(e_, other));
        s_.bind(id, numerator, other);
        continue;
      }
      contradict(e_, ledger_, "R201", "ratio", id, {numerator, base}, *computed,
                 number_text(e_, numerator) + " ÷ " + number_text(e_, base),
                 "同列其他占比都以" + number_text(e_, base) + "为总体，而");
    }
  }

 private:
  /// 期初17690万股，期末17926万股。甲由8586万股（占48.54%）增加…至10016万股（占55.88%）: the whole of the other time gives a
  /// share of three digits or more.
  int another_level(const std::vector<int>& all, int share, int part, int base) const {
    if (telling_digits(e_[share]) < 3) return -1;
    const auto found = std::find_if(all.begin(), all.end(), [&](int other) {
      if (other == base || other == part || e_[other].noun != e_[base].noun || !s_.usable(other) ||
          e_[other].exact <= e_[part].exact)
        return false;
      const std::optional<Interval> q = percentage(e_[part].value, e_[other].value);
      return q && fit(e_[share], *q) == Fit::rounded;
    });
    return found == all.end() ? -1 : *found;
  }
  /// 6592万户，占0.41%, of 1591407户: without 万 the share is right.
  bool unit_slip(const std::vector<int>& all, int share, int part) {
    const Claim& n = e_[part];
    if (n.scale < 4 || !s_.adjacent(part, share)) return false;
    const Rational scale = Rational::power_of_ten(n.scale);
    const Interval bare{n.value.low / scale, n.value.high / scale};
    std::vector<int> bases = all;
    for (const int other : all)  // told in a paragraph before
      if (const int base = s_.base_of[static_cast<std::size_t>(other)]; base >= 0 && e_[other].sentence == e_[share].sentence)
        bases.push_back(base);
    for (const int base : bases) {
      const Claim& whole = e_[base];
      if (base >= part || !s_.usable(base) || whole.noun != n.noun || whole.scale != 0 || whole.exact >= n.exact ||
          whole.exact <= bare.low ||
          (std::find(all.begin(), all.end(), base) != all.end() && e_[share].sentence - whole.sentence > 2))
        continue;
      const std::optional<Interval> computed = percentage(bare, whole.value);
      if (!computed || fit(e_[share], *computed) == Fit::none) continue;
      ledger_.tell("W326", "wording", Verdict::contradictory, part, {share, base},
                   number_text(e_, part) + " > " + number_text(e_, base),
                   number_text(e_, part) + "大于总体" + number_text(e_, base) + "，而不带“万”“亿”时占" +
                       number_text(e_, share) + "正相符，单位多写");
      return true;
    }
    return false;
  }
  /// The part and others add up to the base.
  bool part_of_sum(int part, int base) const {
    const std::vector<int>& sums = ledger_.of_result(base);
    return std::any_of(sums.begin(), sums.end(), [&](int index) {
      const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
      return entry.kind == "sum" && entry.verdict == Verdict::consistent &&
             std::find(entry.operands.begin(), entry.operands.end(), part) != entry.operands.end();
    });
  }
  /// Two parts that make up the base but for a digit.
  bool nearly_whole(const std::vector<int>& all, int numerator, int base) const {
    for (const int other : all) {
      if (other == numerator || other == base || !s_.usable(other) || e_[other].sentence != e_[numerator].sentence ||
          e_[other].noun != e_[numerator].noun)
        continue;
      const Rational gap = (e_[other].exact + e_[numerator].exact - e_[base].exact).abs();
      if (gap * Rational(30) < e_[base].exact) return true;
    }
    return false;
  }

  const Evidence& e_;
  Ledger& ledger_;
  ShareTies& s_;
};

}  // namespace

void sibling_shares(ShareTies& ties, Ledger& ledger, const std::vector<int>& all) { SiblingShares(ties, ledger).run(all); }

}  // namespace zh::check
