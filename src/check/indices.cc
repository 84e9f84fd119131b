// Indices, contributions and births: numbers whose tie is in their names.
//
//   G403 growth       总指数为99.5，同比下降0.5%: an index of the year before = 100
//   R212 ratio        贡献率57%，拉动增长1.1个百分点: the points a part adds over the growth of the whole
//   S107 sum          what the parts add to the growth of the whole, in points
//   D505 difference   出生6556人，死亡4528人，自然增加2028人
//   R213 ratio        出生率9.88‰: the births over the people
//
// When contradictory: births and deaths stand beside their difference in one sentence (D505). When silent: an index on another
// base; the growth of the whole is not printed.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Indices {
 public:
  Indices(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (std::size_t i = 0; i < all.size(); ++i) {
        index(all, i);
        contribution(all, i);
        rate_of_people(all, i);
      }
      pulls(all);
      births(all);
    }
  }

 private:
  static bool same_sentence(const Claim& a, const Claim& b) { return a.sentence == b.sentence; }

  /// 指数 right in front of a bare number, and the growth behind it.
  void index(const std::vector<int>& all, std::size_t i) {
    const Claim& x = e_[all[i]];
    if (!x.is_amount() || x.role != Role::level || !x.noun.empty() || x.exact < Rational(50) || x.exact > Rational(300)) return;
    const std::size_t at = x.before.rfind(U"指数");
    if (at == Text::npos || x.before.size() - at > 5 ||
        !claim::find_any(x.before, {U"景气", U"信心", U"经理", U"PMI", U"满意", U"质量"}).empty())
      return;
    for (std::size_t j = i + 1; j < all.size() && j <= i + 2 && same_sentence(x, e_[all[j]]); ++j) {
      const Claim& g = e_[all[j]];
      if (g.role != Role::growth || !g.is_percentage() || g.vague()) continue;
      if (g.clause - x.clause > 1) return;
      Search search(e_, ledger_, g.id, "G403", "growth");
      search.offer(x.value - Interval::exactly(100), {x.id}, number_text(e_, x.id) + " − 100", 5);
      search.forget();
      return;
    }
  }

  /// X of 拉动X增长.
  static View pulled(const Claim& c) {
    const std::size_t at = c.before.rfind(U"拉动");
    if (at == Text::npos) return {};
    View x = View(c.before).substr(at + 2);
    for (const View verb : {View(U"增长"), View(U"上升"), View(U"上涨"), View(U"增速"), View(U"下降")})
      if (const std::size_t end = x.rfind(verb); end != View::npos) x = x.substr(0, end);
    return x;
  }
  /// Growths that are the whole's: by its name, or its usual other name.
  std::vector<int> growths_of(View name, int from) const {
    constexpr std::size_t kMost = 3;
    const auto wanted = [](const Claim& g) { return g.role == Role::growth && g.is_percentage() && !g.vague(); };
    const bool gross = !claim::find_any(name, {U"GDP", U"经济", U"生产总值"}).empty() || name.empty();
    std::vector<int> out;
    if (gross)
      for (const View gdp : {View(U"地区生产总值"), View(U"国内生产总值"), View(U"GDP")})
        for (const int id : e_.named(Text(gdp), from, 80, kMost, wanted))
          if (out.size() < kMost && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    if (name.size() >= 2)
      for (const int id : e_.named(Text(name), from, 80, kMost, wanted))
        if (out.size() < kMost + 1 && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    return out;
  }

  void contribution(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!c.is_percentage() || c.vague() || !claim::contains(c.before, U"贡献率") || !ledger_.of_result(c.id).empty()) return;
    int points = -1;
    for (const std::size_t j : {i + 1, i - 1}) {
      if (j >= all.size() || points >= 0) continue;
      const Claim& p = e_[all[j]];
      if (p.kind == claim::Numeral::Kind::point && same_sentence(c, p) && claim::contains(p.clause_before, U"拉动"))
        points = p.id;
    }
    if (points < 0) return;
    Search search(e_, ledger_, c.id, "R212", "ratio");
    for (const int g : growths_of(pulled(e_[points]), c.id))
      if (search.offer(percentage(magnitude(e_[points].value), magnitude(e_[g].value)), {points, g},
                       number_text(e_, points) + " ÷ " + number_text(e_, g), 20))
        return;
    search.forget();
  }

  /// 拉动GDP增长1.1, 0.7, 0.2个百分点: together the growth of GDP.
  void pulls(const std::vector<int>& all) {
    std::vector<int> run;
    Text name;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (c.kind != claim::Numeral::Kind::point || c.vague() || !claim::contains(c.before, U"拉动")) continue;
      const Text x(pulled(c));
      if (!run.empty() && x != name && !x.empty()) return;
      if (run.empty()) name = x;
      run.push_back(id);
    }
    if (run.size() < 2 || run.size() > 8) return;
    for (const int g : growths_of(name, run.front())) {
      Search search(e_, ledger_, g, "S107", "sum");
      const bool held = search.offer(sum_of(e_, run), run, joined(e_, run, " + "), 20);
      search.forget();
      if (held) return;
    }
  }

  static bool people(const Claim& c) { return c.is_amount() && c.role == Role::level && c.noun == U"人" && !c.vague(); }

  void births(const std::vector<int>& all) {
    int born = -1, died = -1, more = -1;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (!c.is_amount() || c.noun != U"人" || c.vague()) continue;
      if (claim::contains(c.before, U"自然增")) {
        more = id;
        if (born >= 0 && died >= 0) natural(born, died, more);
      } else if (claim::contains(c.before, U"出生") && c.role != Role::change) {
        born = id;
      } else if (claim::contains(c.before, U"死亡") && c.role != Role::change) {
        died = id;
      }
    }
  }
  void natural(int born, int died, int more) {
    const Interval d = e_[born].value - e_[died].value;
    Search search(e_, ledger_, more, "D505", "difference");
    const std::string formula = number_text(e_, born) + " − " + number_text(e_, died);
    if (search.offer(d, {born, died}, formula, 5)) return;
    search.forget();
    const Recompute again = [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0] - v[1]); };
    miss(e_, ledger_, {"D505", "difference", more, {born, died}, again, Tie::strong, formula, "而出生与死亡相减"});
  }

  /// 出生率, 死亡率, 自然增长率 in ‰ over the people at the year's end; the mean of the year is rarely printed.
  void rate_of_people(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (c.kind != claim::Numeral::Kind::permille || c.vague() || !ledger_.of_result(c.id).empty()) return;
    const Text words = c.name + c.before;
    const View kind = claim::find_any(words, {U"出生", U"死亡", U"自然增", U"增长"});
    if (kind.empty()) return;
    std::vector<int> parts, wholes;
    for (const int id : all) {
      const Claim& x = e_[id];
      if (!x.is_amount() || x.noun != U"人" || x.vague()) continue;
      if (claim::contains(x.before, U"出生") || claim::contains(x.before, U"死亡") || claim::contains(x.before, U"增"))
        parts.push_back(id);
      else if (claim::contains(x.before, U"人口"))
        wholes.push_back(id);
    }
    Search search(e_, ledger_, c.id, "R213", "ratio");
    for (const int whole : wholes)
      for (const int part : parts)
        if (e_[whole].exact > e_[part].exact * Rational(20) &&
            search.offer(percentage(e_[part].value, e_[whole].value), {part, whole},
                         number_text(e_, part) + " ÷ " + number_text(e_, whole), 15)) {
          return;
        }
    search.forget();
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_indices(const Evidence& evidence, Ledger& ledger) { Indices(evidence, ledger).run(); }

}  // namespace zh::check
