// Shares of another whole than is meant (R201).
//
// What: the share holds, to its digits, for a whole that its words or its list do not mean: 占居住场所的19.9% of all fires; one
// share of a list divided by another total than the others. When contradictory: the name that the share gives its whole is
// exactly that of one amount of the sentence; or three shares of the list agree on a whole that the amounts of the list make
// up. When silent: the name fits in part only; the list does not add up to the whole of the others.
#include <algorithm>

#include "check/search.h"
#include "check/shares.h"

namespace zh::check {
namespace {

class WrongWholes {
 public:
  WrongWholes(const ShareTies& s, Ledger& ledger) : s_(s), e_(s.evidence), ledger_(ledger) {}

  /// A share of another whole than its siblings are of, or than its own words name: the writer divided by the wrong one.
  void run(const std::vector<int>& all) {
    for (std::size_t i = 1; i < all.size(); ++i) {
      const int id = all[i];
      const Claim& c = e_[id];
      const int own = s_.base_of[static_cast<std::size_t>(id)], part = s_.numerator_of[static_cast<std::size_t>(id)];
      if (c.role != Role::share || c.vague() || own < 0 || !follows(all, i, part)) continue;
      int meant = named_whole(all, c, part);
      const bool by_name = meant >= 0;
      if (meant < 0) meant = sibling_whole(all, c, part);
      if (meant < 0 || meant == part || e_[meant].exact == e_[own].exact || e_[meant].exact <= e_[part].exact) continue;
      if (!by_name && adds_up(own, part)) continue;
      const std::optional<Interval> computed = percentage(e_[part].value, e_[meant].value);
      const std::optional<Interval> found = percentage(e_[part].value, e_[own].value);
      constexpr std::int64_t kRare = 8000;
      if (!computed || !found || fit(c, *computed) != Fit::none || chance(c, *found) > kRare) continue;
      contradict(e_, ledger_, "R201", "ratio", id, {part, meant}, *computed,
                 number_text(e_, part) + " ÷ " + number_text(e_, meant),
                 by_name ? "所称的总体为" + number_text(e_, meant) + "，而"
                         : "同列其他占比都以" + number_text(e_, meant) + "为总体，而");
    }
  }

 private:
  /// 期初17690万股…甲由8586万股（占48.54%）…，乙由9104万股（占51.46%）…: the whole that the part is in is one of its own time.
  bool adds_up(int whole, int part) const {
    const std::vector<int>& of = ledger_.of_result(whole);
    return std::any_of(of.begin(), of.end(), [&](int index) {
      const Ledger::Entry& known = ledger_.entries()[static_cast<std::size_t>(index)];
      return known.kind == "sum" && known.verdict == Verdict::consistent &&
             std::find(known.operands.begin(), known.operands.end(), part) != known.operands.end();
    });
  }
  /// Whether a share is of the amount right before it; 增长8.3% between them is of that amount too.
  bool follows(const std::vector<int>& all, std::size_t i, int part) const {
    std::size_t j = i - 1;
    while (j > 0 && e_[all[j]].is_percentage() && e_[all[j]].role == Role::growth && e_[all[j]].sentence == e_[all[i]].sentence)
      --j;
    return all[j] == part && (j + 1 == i ? s_.adjacent(part, all[i]) : e_[part].segment == e_[all[i]].segment);
  }
  /// 居住场所103起，…其中高层住宅37起，占居住场所的35.9%: the one amount of the sentence that bears exactly the name.
  int named_whole(const std::vector<int>& all, const Claim& c, int part) const {
    const Text base(claim::strip_name(c.base));
    if (base.size() < 3 || ShareTies::is_place(base)) return -1;
    int out = -1;
    for (const int id : all) {
      const Claim& x = e_[id];
      if (id >= part || x.sentence != c.sentence || !s_.usable(id) || x.vague() || x.noun != e_[part].noun ||
          x.name_inherited || (x.name != base && !shortened(all, x, base)))
        continue;
      if (out >= 0) return -1;
      out = id;
    }
    return out >= 0 ? out : named_before(base, c, part);
  }
  /// 占社会消费品零售总额的27.5%, which another paragraph tells: the one value of the section that bears exactly the name, or
  /// the name but for 总额 at its end.
  int named_before(const Text& base, const Claim& c, int part) const {
    constexpr std::size_t kShortest = 4;
    constexpr int kNear = 12;  // blocks
    if (base.size() < kShortest) return -1;
    View stem = base;
    for (const View tail : {View(U"总额"), View(U"总值"), View(U"总量"), View(U"总数")})
      if (claim::ends_with(stem, tail)) {
        stem.remove_suffix(tail.size());
        break;
      }
    int out = -1;
    for (const int id : e_.named(base, c.id, 60, 12, [&](const Claim& x) {
           return x.id < part && x.table < 0 && s_.usable(x.id) && x.role == Role::level && x.noun == e_[part].noun &&
                  x.exact > e_[part].exact && !x.name_inherited && (x.name == base || (x.name == stem && stem.size() >= 2));
         })) {
      if (c.block - e_[id].block > kNear || e_.section(id) != e_.section(c.id)) continue;
      if (out >= 0 && e_[out].exact != e_[id].exact) return -1;
      out = id;
    }
    return out;
  }
  /// 在册电梯38184台，在用35379台，占在用电梯的86.64%: the name without what the amount before it is called too.
  bool shortened(const std::vector<int>& all, const Claim& x, const Text& base) const {
    if (x.name.empty() || x.before.size() < 2 || base.size() < x.name.size() + 2 || !claim::starts_with(base, x.name))
      return false;
    const View rest = View(base).substr(x.name.size());
    return std::any_of(all.begin(), all.end(), [&](int id) {
      return id < x.id && e_[id].sentence == x.sentence && e_[id].noun == x.noun && claim::ends_with(e_[id].name, rest);
    });
  }
  /// The whole of all other shares of a list whose amounts make it up.
  int sibling_whole(const std::vector<int>& all, const Claim& c, int part) const {
    int whole = -1;
    std::size_t agreeing = 0;
    for (const int other : all) {
      const auto o = static_cast<std::size_t>(other);
      if (other == c.id || e_[other].role != Role::share || e_[other].sentence != c.sentence || s_.base_of[o] < 0 ||
          e_[other].base != c.base)
        continue;
      if (whole >= 0 && e_[s_.base_of[o]].exact != e_[whole].exact) return -1;
      whole = s_.base_of[o];
      ++agreeing;
    }
    constexpr std::size_t kFewest = 3;
    if (agreeing < kFewest) return -1;
    for (const int index : ledger_.of_result(whole)) {
      const Ledger::Entry& sum = ledger_.entries()[static_cast<std::size_t>(index)];
      if (sum.kind == "sum" && sum.verdict == Verdict::consistent && sum.operands.size() > agreeing &&
          std::find(sum.operands.begin(), sum.operands.end(), part) != sum.operands.end())
        return whole;
    }
    return -1;
  }

  const ShareTies& s_;
  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void wrong_wholes(const ShareTies& ties, Ledger& ledger, const std::vector<int>& paragraph) {
  WrongWholes(ties, ledger).run(paragraph);
}

}  // namespace zh::check
