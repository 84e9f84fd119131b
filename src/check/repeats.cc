// One quantity stated twice with a slip.
//
//   E806 same   level and growth stand side by side in two places (abstract and body, text and table); one of the two is the
//   same, the other differs in one digit
//   E807 same   a long number under the very same words, one digit apart
//   E808 same   a heading and the text under it, one digit apart
//
// Why: one name with two values may be two periods or scopes; a companion that is equal, or many digits of which one differs,
// leaves little room for that. When silent: short numbers without a companion; words of another time (上年, 去年, 累计) on one
// side; the value stands a second time too.
#include <algorithm>
#include <set>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

class Repeats {
 public:
  Repeats(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Claim& c : e_.all) {
      if (!level(c)) continue;
      companions(c);
      alike(c);
    }
    for (const int id : e_.prose()) same_growth(e_[id]);
    for (std::size_t p = 0; p + 1 < e_.claims.passages.size(); ++p) headline(p);
  }

 private:
  static bool level(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0 && !c.name_inherited;
  }
  /// Digits without point, leading and trailing zeros: 611 and 611.0 are one number.
  static std::string core(const Claim& c) {
    std::string d = digits_of(c);
    if (d.find('.') != std::string::npos) {
      while (d.back() == '0') d.pop_back();
      if (d.back() == '.') d.pop_back();
    }
    return d;
  }
  static std::size_t known(const Claim& c) {
    std::string d = core(c);
    d.erase(std::remove(d.begin(), d.end(), '.'), d.end());
    while (!d.empty() && d.back() == '0') d.pop_back();
    return d.size();
  }
  /// The growth beside a level: the next growth cell of its row, or the first growth of the sentence before another level.
  int growth_of(const Claim& c) const {
    if (c.table >= 0) {
      const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(c.table)];
      int found = -1, levels = 0;
      for (int column = 0; column < t.columns; ++column) {
        const int cell = t.at(c.row, column);
        if (cell < 0) continue;
        if (e_[cell].role == Role::growth && e_[cell].is_percentage() && found < 0) found = cell;
        levels += e_[cell].role == Role::level;
      }
      return levels == 1 ? found : -1;
    }
    const int p = e_.paragraph(c.id);
    if (p < 0) return -1;
    for (int id = c.id + 1; id < static_cast<int>(e_.all.size()) && e_.paragraph(id) == p; ++id) {
      const Claim& g = e_[id];
      if (g.sentence != c.sentence || g.clause - c.clause > 3 || (g.is_amount() && g.role == Role::level)) return -1;
      // 三年累计减少幅度为3.6%: of another time.
      if (g.role == Role::growth && g.is_percentage())
        return claim::find_any(g.clause_before, {U"累计", U"年均", U"平均", U"以来"}).empty() ? id : -1;
    }
    return -1;
  }

  /// Whether the names are one: the label of a row stands in the name of the prose, or both are equal.
  bool one_name(const Claim& a, const Claim& b) const {
    const auto bare = [&](const Claim& c, Text& name) -> View {
      if (c.table < 0) return c.name;
      const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(c.table)];
      const Text& label = t.row_label[static_cast<std::size_t>(c.row)];
      name = Text(claim::strip_name(View(label).substr(0, std::min(label.find(U'（'), label.find(U'(')))));
      name.erase(std::remove(name.begin(), name.end(), U' '), name.end());
      return name;
    };
    Text row_a, row_b;
    const View x = bare(a, row_a), y = bare(b, row_b);
    if (x.size() < 2 || y.size() < 2) return false;
    if (x == y) return true;
    if ((a.table >= 0) == (b.table >= 0)) return false;
    const View label = a.table >= 0 ? x : y, words = a.table >= 0 ? y : x;
    if (claim::starts_with(words, label) || claim::ends_with(words, label)) return true;
    // 全市粮食总产量 and the row 粮食, if many digits are the same.
    return a.exact == b.exact && known(a) >= 2 && claim::contains(words, label);
  }

  void companions(const Claim& c) {
    const int g = growth_of(c);
    if (g < 0) return;
    for (const int other : e_.named(c.table >= 0 ? label_of(c) : c.name, c.id, 80, 10)) {
      const Claim& o = e_[other];
      if (other > c.id || !level(o) || !addable(c, o) || other_time(e_, c, o)) continue;
      const int h = growth_of(o);
      if (h < 0 || h == g || e_[g].month_on_month != e_[h].month_on_month) continue;
      const Claim &x = e_[g], &y = e_[h];
      // A growth of three digits that comes again says more than a word between.
      const bool told_again = x.exact == y.exact && known(x) >= 3 && std::min(c.name.size(), o.name.size()) >= 2 &&
                              (c.name.size() >= 4 || known(c) >= 3) && claim::likeness(c.name, o.name) >= 80;
      if (!told_again && !one_name(c, o)) continue;
      if (c.exact == o.exact && known(c) >= 2 && slip_apart(x, y))
        tell("E806", g, h);
      else if (x.exact == y.exact && known(x) >= 2 && slip_apart(c, o))
        tell("E806", c.id, other);
      else if (c.exact == o.exact && x.exact == y.exact && known(c) >= 2)
        agree(g, h);
    }
  }
  /// 前两个月新增361万户，增长4.73%; 新增316万户，同比增长4.73%: the same three digits of growth behind the same verb.
  void same_growth(const Claim& g) {
    constexpr std::size_t kDigits = 3, kMost = 6, kVerb = 2;
    if (g.role != Role::growth || !g.is_percentage() || known(g) < kDigits) return;
    const std::vector<int>& others = e_.valued(g.exact.abs());
    if (others.size() > kMost) return;
    const auto level_before = [&](const Claim& x) {
      const bool is = x.id > 0 && level_or_inherited(e_[x.id - 1]) && e_[x.id - 1].sentence == x.sentence &&
                      x.clause - e_[x.id - 1].clause <= 1;
      return is ? x.id - 1 : -1;
    };
    const int own = level_before(g);
    if (own < 0 || known(e_[own]) < kDigits || e_[own].before.size() < kVerb) return;
    const Claim& c = e_[own];
    for (const int h : others) {
      if (h >= g.id || e_[h].role != Role::growth || e_[h].table >= 0 || e_[h].exact != g.exact || e_[h].block == g.block)
        continue;
      const int other = level_before(e_[h]);
      if (other < 0 || e_[other].noun != c.noun || e_[other].exact == c.exact || !slip_apart(c, e_[other]) ||
          !claim::ends_with(e_[other].before, c.before.substr(c.before.size() - kVerb)) || other_time(e_, c, e_[other]) ||
          g.month_on_month != e_[h].month_on_month)
        continue;
      return tell("E806", own, other);
    }
  }
  static bool level_or_inherited(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && c.exact.sign() > 0 && c.table < 0;
  }
  Text label_of(const Claim& c) const {
    return e_.claims.tables[static_cast<std::size_t>(c.table)].row_label[static_cast<std::size_t>(c.row)];
  }

  /// Whether one wording stands with three values or more: sections of years or districts, in which differing is normal.
  bool template_of(const Claim& c, const std::vector<int>& others) const {
    std::set<Rational> values = {c.exact};
    for (const int other : others) {
      const Claim& o = e_[other];
      if (level(o) && o.noun == c.noun && one_name(c, o)) values.insert(o.exact);
    }
    return values.size() >= 3;
  }

  /// What a paragraph says it is about: 民营市场主体：新登记153.1万户、….
  View headed(const Claim& c) const {
    constexpr std::size_t kLongest = 14;
    const View text = e_.passage(c.id).text;
    const std::size_t colon = text.substr(0, kLongest).find_first_of(U"：:");
    if (colon == View::npos || colon > c.start) return {};
    const View head = text.substr(0, colon);
    return std::all_of(head.begin(), head.end(), [](char32_t ch) { return claim::is_han(ch); }) ? head : View{};
  }

  /// Four digits or more under the very same name; three where one of the two is tied to other numbers and the other is not.
  void alike(const Claim& c) {
    // 六年平均每年, 七年平均每年: means of several times stand under one name.
    if (c.table >= 0 || known(c) < 3 || c.name.size() < 2 || c.noun.empty() || e_.mean(c.id)) return;
    const std::vector<int> others = e_.named(c.name, c.id, 100, 6);
    for (const int other : others) {
      const Claim& o = e_[other];
      if (other > c.id || o.table >= 0 || !level(o) || o.noun != c.noun || o.name != c.name || !slip_apart(c, o) ||
          other_time(e_, c, o) || headed(c) != headed(o))
        continue;
      if (e_.valued(c.exact).size() > 1 && e_.valued(o.exact).size() > 1) continue;
      constexpr int kNear = 12;  // blocks
      if (known(c) < 4 &&
          (c.name.size() < 3 || c.clause == o.clause || c.block - o.block > kNear || ledger_.used(c.id) == ledger_.used(other)))
        continue;
      if (!template_of(c, others)) tell("E807", c.id, other);
      return;
    }
  }

  /// A heading repeats a number of the paragraph under it.
  void headline(std::size_t p) {
    const claim::Passage& head = e_.claims.passages[p];
    if (head.cell >= 0 || head.text.empty() || head.text.size() > 60 || claim::one_of(head.text.back(), U"；：，;:,")) return;
    // （六）地方财政收入增速达到19.8%。 is a heading that is a sentence.
    if (head.text.back() == U'。' &&
        (head.text.size() > 40 || !claim::one_of(head.text.front(), U"（(0123456789一二三四五六七八九")))
      return;
    std::size_t q = p + 1;
    while (q < e_.claims.passages.size() && e_.claims.passages[q].text.size() < 2) ++q;
    if (q >= e_.claims.passages.size() || e_.claims.passages[q].cell >= 0 ||
        e_.claims.passages[q].text.size() < head.text.size())
      return;
    const auto of_passage = [&](std::size_t passage) {
      std::vector<int> ids;
      const auto at = std::lower_bound(e_.all.begin(), e_.all.end(), static_cast<int>(passage),
                                       [](const Claim& c, int x) { return c.passage < x; });
      for (auto it = at; it != e_.all.end() && it->passage == static_cast<int>(passage); ++it)
        if (it->role != Role::date && it->role != Role::label && it->role != Role::limit && !it->chinese) ids.push_back(it->id);
      return ids;
    };
    const std::vector<int> heads = of_passage(p), bodies = of_passage(q);
    // 4. 咨询　827件　占7.4%, 5. 求助　1050件　占9.4%: items of one list.
    const int level = numbering_level(head.text);
    if (level > 0 && level == numbering_level(e_.claims.passages[q].text)) return;
    // 支付用户8.72亿，占86.3% above 购物用户8.12亿，占80.3%: of two numbers a heading has one that the text has too.
    const auto told_below = [&](int h) {
      return std::any_of(bodies.begin(), bodies.end(), [&](int b) { return e_[b].exact.abs() == e_[h].exact.abs(); });
    };
    if (heads.size() >= 2 && std::none_of(heads.begin(), heads.end(), told_below)) return;
    for (const int h : heads) {
      const Claim& c = e_[h];
      if (known(c) < 2 || c.vague()) continue;
      if (std::any_of(bodies.begin(), bodies.end(), [&](int b) { return e_[b].exact.abs() == c.exact.abs(); })) continue;
      int near = -1, count = 0;
      for (const int b : bodies) {
        const Claim& o = e_[b];
        if (o.kind != c.kind || o.noun != c.noun || o.role != c.role || !slip_apart(c, o)) continue;
        if (shared(head.text, e_.sentence(b)) < 50 || other_time(e_, c, o)) continue;
        near = b, ++count;
      }
      if (count == 1) tell("E808", near, h);
    }
  }
  /// Pairs of neighbouring characters of the heading that the sentence has too, in percent.
  static int shared(const Text& head, View sentence) {
    int pairs = 0, hits = 0;
    for (std::size_t i = 0; i + 1 < head.size(); ++i)
      if (claim::is_han(head[i]) && claim::is_han(head[i + 1]))
        ++pairs, hits += claim::contains(sentence, View(head).substr(i, 2));
    return pairs < 4 ? 0 : 100 * hits / pairs;
  }

  /// The growth is retold with its level.
  void agree(int id, int other) {
    const auto known = [](const Ledger::Entry& x, int a, int b) {
      return x.result == a && std::find(x.operands.begin(), x.operands.end(), b) != x.operands.end();
    };
    for (const int a : {id, other})
      for (const int index : ledger_.of_result(a)) {
        const Ledger::Entry& x = ledger_.entries()[static_cast<std::size_t>(index)];
        if (x.kind == "same" && (known(x, id, other) || known(x, other, id))) return;
      }
    confirm(e_, ledger_, "E801", "same", id, {other}, e_[other].value, number_text(e_, other));
  }

  void tell(const char* rule, int id, int other) {
    const Recompute again = [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0]); };
    miss(e_, ledger_,
         {rule,
          "same",
          id,
          {other},
          again,
          Tie::certain,
          number_text(e_, other),
          "而另一处同一数据为" + number_text(e_, other)});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_repeats(const Evidence& evidence, Ledger& ledger) { Repeats(evidence, ledger).run(); }

}  // namespace zh::check
