// Amounts of change in prose.
//
//   D501 difference   比上年同期的25697万元少收1070万元: change = level − earlier level
//   D502 difference   服务消费多出362件: the difference of two amounts beside it
//
// When contradictory: level, earlier level and change stand in one sentence, in this order, in one unit, and nothing else
// of the kind between.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Differences {
 public:
  Differences(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.is_amount() && c.role == Role::change && !c.vague() && !ledger_.fixed(c.id, "difference")) change(all, i);
      }
  }

 private:
  void change(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    Search search(e_, ledger_, c.id, "D501", "difference");
    std::vector<int> amounts, priors;
    const auto take = [&](int id) {
      const Claim& x = e_[id];
      if (!x.is_amount() || x.role == Role::change || !addable(c, x)) return;
      (x.role == Role::prior ? priors : amounts).push_back(id);
    };
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= c.sentence - 1;) take(all[j]);
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == c.sentence && j < i + 4; ++j) take(all[j]);
    const auto offer = [&](int a, int b, int charge) {
      const Interval d = magnitude(e_[a].value - e_[b].value);
      const Interval value = c.exact.sign() < 0 ? -d : d;
      const bool larger = e_[a].exact >= e_[b].exact;
      return search.offer(value, {a, b}, number_text(e_, larger ? a : b) + " − " + number_text(e_, larger ? b : a), charge);
    };
    for (std::size_t p = 0; p < std::min<std::size_t>(priors.size(), 2); ++p)
      for (std::size_t a = 0; a < std::min<std::size_t>(amounts.size(), 4); ++a)
        if (offer(amounts[a], priors[p], a == 0 && p == 0 ? 5 : 20)) return;
    for (std::size_t a = 0; a < std::min<std::size_t>(amounts.size(), 4); ++a)
      for (std::size_t b = a + 1; b < std::min<std::size_t>(amounts.size(), 5); ++b)
        if (offer(amounts[a], amounts[b], a == 0 && b == 1 ? 20 : 60)) return;
    if (!c.name.empty() && !c.name_inherited)
      for (const int x : e_.named(c.name, c.id, 70, 3))
        for (const int y : e_.named(e_[x].name, x, 80, 3))
          if (y != c.id && e_[x].is_amount() && e_[y].is_amount() && e_[x].role != Role::change && e_[y].role != Role::change &&
              addable(e_[x], c) && addable(e_[y], c) && offer(x, y, 80))
            return;
    nets(all, i, search);
    tables(c, search);
    if (search.done()) return;
    if (!priors.empty() && !amounts.empty()) fixed(all, i);
    missed(all, i, priors, amounts);
  }

  /// Queues level − earlier level, and the difference of the two amounts right before.
  void missed(const std::vector<int>& all, std::size_t i, const std::vector<int>& priors, const std::vector<int>& amounts) {
    const Claim& c = e_[all[i]];
    const auto queue = [&](int a, int b, Tie tie) {
      const bool down = c.exact.sign() < 0;
      const Recompute again = [down](const std::vector<Interval>& v) {
        const Interval d = magnitude(v[0] - v[1]);
        return std::optional<Interval>(down ? -d : d);
      };
      const bool larger = e_[a].exact >= e_[b].exact;
      miss(e_, ledger_,
           {"D501",
            "difference",
            c.id,
            {a, b},
            again,
            tie,
            number_text(e_, larger ? a : b) + " − " + number_text(e_, larger ? b : a),
            "按前后两数相减"});
    };
    const auto near = [&](int a) {
      return e_[a].sentence == c.sentence && c.clause >= e_[a].clause && c.clause - e_[a].clause <= 2;
    };
    // 商品类37.75万件，比服务类多9.41万件；服务类28.34万件
    const claim::Found than = claim::find_last(c.before, {U"比", U"较"});
    const claim::Found more = claim::find_last(c.before, {U"多", U"少", U"高", U"低"});
    if (than && more && more.at > than.at + 2 && i > 0) {
      const Text other(View(c.before).substr(than.at + 1, more.at - than.at - 1));
      int own = -1;
      for (std::size_t j = i; j-- > 0 && own < 0 && near(all[j]);)
        if (e_[all[j]].is_amount() && e_[all[j]].role == Role::level && addable(e_[all[j]], c)) own = all[j];
      for (std::size_t j = i + 1; own >= 0 && j < all.size() && j < i + 4 && e_[all[j]].sentence == c.sentence; ++j)
        if (e_[all[j]].is_amount() && e_[all[j]].role == Role::level && addable(e_[all[j]], c) &&
            claim::contains(e_[all[j]].name, other))
          return queue(own, all[j], Tie::strong);
    }
    if (!priors.empty() && !amounts.empty())
      queue(amounts.front(), priors.front(), near(priors.front()) && near(amounts.front()) ? Tie::strong : Tie::medium);
    else if (amounts.size() >= 2 && near(amounts[0]) && e_[amounts[1]].sentence == c.sentence)
      queue(amounts[0], amounts[1], Tie::weak);
  }

  /// Two levels of one row of a table near by.
  void tables(const Claim& c, Search& search) {
    for (const claim::Table& t : e_.tables_near(c.block, 10)) {
      if (search.done()) continue;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const Text& label = t.row_label[static_cast<std::size_t>(r)];
        const bool named =
            !c.name.empty() && !label.empty() && (claim::contains(c.name, label) || claim::contains(label, c.name));
        if (!named && (!t.total[static_cast<std::size_t>(r)] || std::abs(t.block - c.block) > 4)) continue;
        if (same_measure(t, r, c, search)) return;
        for (int x = 0; x < t.columns; ++x)
          for (int y = x + 1; y < t.columns && y <= x + 4; ++y) {
            const int a = t.at(r, x), b = t.at(r, y);
            if (a < 0 || b < 0 || !e_[a].is_amount() || !e_[b].is_amount() || !addable(e_[a], c) || !addable(e_[b], c) ||
                e_[a].role == Role::change || e_[b].role == Role::change)
              continue;
            const Interval d = magnitude(e_[a].value - e_[b].value);
            if (search.offer(c.exact.sign() < 0 ? -d : d, {a, b}, number_text(e_, a) + " − " + number_text(e_, b),
                             named ? 15 : 40))
              return;
          }
      }
    }
  }

  /// 抽检300批次，比2022年多5批次: the columns of one measure, 2023年抽检批次 and 2022年抽检批次, whose name the sentence says.
  bool same_measure(const claim::Table& t, int r, const Claim& c, Search& search) const {
    const auto measure = [&](int column) -> View {
      const Text& header = t.header[static_cast<std::size_t>(column)];
      const std::size_t year = header.rfind(U'年');
      return year == Text::npos ? View() : View(header).substr(year + 1);
    };
    for (int x = 0; x < t.columns; ++x)
      for (int y = x + 1; y < t.columns; ++y) {
        const int a = t.at(r, x), b = t.at(r, y);
        const View word = measure(x);
        if (a < 0 || b < 0 || word.size() < 2 || word != measure(y) || !e_[a].is_amount() || !e_[b].is_amount() ||
            !addable(e_[a], c) || !addable(e_[b], c) || !claim::contains(e_.sentence(c.id), word.substr(0, 2)))
          continue;
        const Interval d = magnitude(e_[a].value - e_[b].value);
        if (search.offer(c.exact.sign() < 0 ? -d : d, {a, b}, number_text(e_, a) + " − " + number_text(e_, b), 8)) return true;
      }
    return false;
  }

  /// 一增一减相抵，净减1070万元: the sum of the two changes before.
  void nets(const std::vector<int>& all, std::size_t i, Search& search) {
    const Claim& c = e_[all[i]];
    std::vector<int> changes;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= c.sentence - 1 && changes.size() < 3;)
      if (e_[all[j]].is_amount() && e_[all[j]].role == Role::change && addable(c, e_[all[j]])) changes.push_back(all[j]);
    for (std::size_t k = 2; k <= changes.size(); ++k) {
      const std::vector<int> parts(changes.begin(), changes.begin() + static_cast<std::ptrdiff_t>(k));
      if (search.offer(sum_of(e_, parts), parts, joined(e_, parts, " + "), 60)) return;
    }
  }

  void fixed(const std::vector<int>& all, std::size_t i) {
    if (i < 2) return;
    const Claim &c = e_[all[i]], &p = e_[all[i - 1]], &l = e_[all[i - 2]];
    if (p.role != Role::prior || l.role != Role::level || !l.is_amount() || !p.is_amount()) return;
    if (l.noun != p.noun || p.noun != c.noun || l.sentence != c.sentence || p.segment != c.segment || l.segment != p.segment)
      return;
    if (l.vague() || p.vague() || p.clause - l.clause > 1 || c.clause - p.clause > 1 || l.scale != p.scale) return;
    const Interval d = l.value - p.value;
    if (fit(c, d) != Fit::none) return;
    const bool larger = l.exact >= p.exact;
    contradict(e_, ledger_, "D501", "difference", c.id, {l.id, p.id}, d,
               number_text(e_, larger ? l.id : p.id) + " − " + number_text(e_, larger ? p.id : l.id), "按前后两数相减");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_differences(const Evidence& evidence, Ledger& ledger) { Differences(evidence, ledger).run(); }

}  // namespace zh::check
