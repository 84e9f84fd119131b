// What parts contribute to a growth, and how growths move a share.
//
//   M418 multi   增长5.0%，三次产业贡献率13.4%、7.1%、79.5%，拉动增长0.7、0.4、4.0个百分点: growth × contribution
//   M418 multi   增长8.2%，占规上工业的27.0%，贡献率为35.2%: growth of the part × its share ÷ growth of the whole
//   M419 multi   增长13.3%，占总额的44.7%，提升0.7个百分点; 上年占81.7%: last year's share, from part and whole and their
//   growths
//
// What: as many contributions as pulls in one sentence, in their order; the growth is one told before in the paragraph or at
// the head of those before. A share whose part and whole are known, each with its growth right behind. When contradictory:
// never, for such figures are computed from more digits than are printed. When silent: none of the growths gives the number.
#include <algorithm>

#include "check/frames.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Kind = claim::Numeral::Kind;

class Contributions {
 public:
  Contributions(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.table >= 0 || c.vague()) continue;
        if (c.kind == Kind::point && claim::contains(c.clause_before, U"拉动")) pulls(all, i);
        if (c.kind == Kind::percent && claim::contains(c.before, U"贡献率")) contribution(all, i);
        shifted(all, i);
      }
  }

 private:
  static Interval per_cent() { return Interval::exactly(Rational::fraction(1, 100)); }

  bool growth(int id) const {
    const Claim& c = e_[id];
    return c.kind == Kind::percent && c.role == Role::growth && !c.vague() && c.table < 0;
  }

  /// Growths of the paragraph before a number, the first and then the nearest; then what the paragraphs before begin with.
  std::vector<int> growths(const std::vector<int>& all, std::size_t i) const {
    constexpr std::size_t kMost = 6;
    constexpr int kParagraphs = 4;
    std::vector<int> out;
    const auto push = [&](int id) {
      if (out.size() < kMost && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    };
    for (std::size_t j = 0; j < i; ++j)
      if (growth(all[j])) {
        push(all[j]);
        break;
      }
    for (std::size_t j = i; j-- > 0 && out.size() < 4;)
      if (growth(all[j])) push(all[j]);
    const int p = e_.paragraph(all[i]);
    for (int q = p - 1; q >= 0 && q >= p - kParagraphs; --q)
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(q)])
        if (growth(id)) {
          push(id);
          break;
        }
    return out;
  }

  /// The numbers that 、 joins to the i-th, which stands last.
  std::vector<int> list_to(const std::vector<int>& all, std::size_t i) const {
    std::vector<int> out = {all[i]};
    for (std::size_t j = i; j-- > 0;) {
      const View between = e_.between(all[j], all[j + 1]);
      if (between != U"、" && between != U"和") break;
      out.insert(out.begin(), all[j]);
    }
    return out;
  }

  /// 贡献率…，拉动…
  void pulls(const std::vector<int>& all, std::size_t i) {
    const std::vector<int> list = list_to(all, i);
    std::vector<int> parts;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == e_[all[i]].sentence && parts.empty();)
      if (all[j] < list.front() && e_[all[j]].kind == Kind::percent && claim::contains(e_[all[j]].clause_before, U"贡献率"))
        parts = list_to(all, j);
    if (parts.size() != list.size() || ledger_.explained(all[i], {"multi"}) || ledger_.explained(parts.back(), {"ratio"}))
      return;
    int tried = 0;
    for (const int g : growths(all, i)) {
      // 贡献率 itself is no growth; one small number would be met by chance.
      Rational surprise = 1;
      bool holds = std::find(parts.begin(), parts.end(), g) == parts.end();
      for (std::size_t k = 0; k < list.size() && holds; ++k) {
        const Interval own = e_[g].value * e_[parts[k]].value * per_cent();
        holds = e_[list[k]].value.meets(own);
        surprise = less_likely(surprise, chance(e_[list[k]], own));
      }
      ++tried;
      if (!holds || surprise * Rational(tried) > Rational::fraction(1, list.size() > 1 ? 20 : 4)) continue;
      for (std::size_t k = 0; k < list.size(); ++k)
        confirm(e_, ledger_, "M418", "multi", list[k], {g, parts[k]}, e_[g].value * e_[parts[k]].value * per_cent(),
                number_text(e_, g) + " × " + number_text(e_, parts[k]));
      return;
    }
  }

  /// 增长8.2%，占27.0%，贡献率为35.2%.
  void contribution(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    int own = -1, share = -1;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence;) {
      if (share < 0 && e_[all[j]].role == Role::share && e_[all[j]].kind == Kind::percent) share = all[j];
      if (own < 0 && growth(all[j])) own = all[j];
    }
    if (own < 0 || share < 0) return;
    Search search(e_, ledger_, c.id, "M418", "multi");
    for (const int g : growths(all, i)) {
      if (g == own) continue;
      const std::optional<Interval> q = divide(e_[own].value * e_[share].value, e_[g].value);
      if (search.offer(q, {own, share, g}, number_text(e_, own) + " × " + number_text(e_, share) + " ÷ " + number_text(e_, g),
                       8))
        break;
    }
    search.forget();
  }

  /// The growth that is told right behind an amount, before the next.
  int growth_of(int amount) const {
    constexpr int kFar = 3;
    for (int id = amount + 1; id <= amount + kFar && id < static_cast<int>(e_.all.size()); ++id) {
      const Claim& x = e_[id];
      if (x.passage != e_[amount].passage || x.segment != e_[amount].segment) return -1;
      if (growth(id)) return x.month_on_month ? -1 : id;
      if (x.is_amount() && x.depth <= e_[amount].depth && x.role != Role::change) return -1;
    }
    return -1;
  }

  /// 比重提升0.7个百分点, 上年占81.7%: what the share was before both grew.
  void shifted(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const bool points = c.kind == Kind::point && c.sign != 0;
    const bool earlier = c.kind == Kind::percent && c.role != Role::growth && surely_earlier(c.before);
    if ((!points && !earlier) || i == 0 || ledger_.explained(c.id, {"multi", "pp", "ratio"})) return;
    int share = -1;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && c.clause - e_[all[j]].clause <= 2;)
      if (e_[all[j]].kind == Kind::percent && e_[all[j]].role == Role::share) {
        share = all[j];
        break;
      } else if (e_[all[j]].is_percentage()) {
        return;
      }
    if (share < 0) return;
    for (const int index : ledger_.of_result(share)) {
      const Ledger::Entry& known = ledger_.entries()[static_cast<std::size_t>(index)];
      if (known.kind != "ratio" || known.verdict != Verdict::consistent || known.operands.size() != 2) continue;
      const int a = known.operands[0], b = known.operands[1], ga = growth_of(a), gb = growth_of(b);
      if (ga < 0 || gb < 0 || ga == gb) continue;
      const Interval one = Interval::exactly(1);
      const std::optional<Interval> now = percentage(e_[a].value, e_[b].value);
      const std::optional<Interval> move = divide(one + e_[gb].value * per_cent(), one + e_[ga].value * per_cent());
      if (!now || !move) continue;
      const Interval then = *now * *move;
      Search search(e_, ledger_, c.id, "M419", "multi");
      const std::string formula = number_text(e_, a) + " ÷ " + number_text(e_, b) + " × (1 + " + number_text(e_, gb) +
                                  ") ÷ (1 + " + number_text(e_, ga) + ")";
      search.offer(points ? *now - then : then, {a, ga, b, gb}, points ? number_text(e_, share) + " − " + formula : formula,
                   10);
      search.forget();
      return;
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_contributions(const Evidence& evidence, Ledger& ledger) { Contributions(evidence, ledger).run(); }

}  // namespace zh::check
