// Indices, contributions and birth rates: numbers whose tie is in their names.
//
//   G403 growth       总指数为99.5，同比下降0.5%: an index of the year before = 100
//   R212 ratio        贡献率57%，拉动增长1.1个百分点: the points a part adds over the growth of the whole
//   S107 sum          what the parts add to the growth of the whole, in points
//   D504 difference   出生6556人，死亡4528人，自然增加2028人
//   R213 ratio        出生率9.88‰: the births over the people
//
// When contradictory: never. When silent: an index on another base; the growth of the whole is not printed.
#include <algorithm>

#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Indices {
 public:
  Indices(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const int id : e.prose())
      if (e[id].role == Role::growth && e[id].is_percentage() && !e[id].vague() && !e[id].name.empty()) growths_.push_back(id);
  }

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
    const bool gross = name.empty() || !claim::find_any(name, {U"GDP", U"经济", U"生产总值"}).empty();
    std::vector<int> out;
    for (const int id : growths_) {
      const Text& of = e_[id].name;
      const bool whole = gross &&
                         (!claim::find_any(of, {U"生产总值", U"GDP"}).empty() ||
                          (e_[id].name_inherited && !claim::find_any(e_.sentence(id), {U"生产总值", U"GDP"}).empty())) &&
                         claim::find_any(of, {U"人均", U"单位", U"万元"}).empty();
      if (out.size() < kMost && id != from && (whole || (name.size() >= 3 && claim::contains(of, name)))) out.push_back(id);
    }
    return out;
  }

  void contribution(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!c.is_percentage() || c.vague() || !claim::contains(c.before, U"贡献率") || ledger_.explained(c.id, {"ratio"})) return;
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
                       number_text(e_, points) + " ÷ " + number_text(e_, g), 3))
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
      const bool held = search.offer(sum_of(e_, run), run, joined(e_, run, " + "), 5);
      search.forget();
      if (held) return;
    }
  }

  /// 净增2028人。出生6556人，死亡4528人，自然增加2028人: the natural increase is of births and deaths, whatever else gives it.
  void births(const std::vector<int>& all) {
    int born = -1, died = -1;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (!c.is_amount() || c.noun != U"人" || c.vague()) continue;
      if (claim::contains(c.before, U"自然增")) {
        if (born < 0 || died < 0) continue;
        Search search(e_, ledger_, id, "D504", "difference");
        search.offer(e_[born].value - e_[died].value, {born, died}, number_text(e_, born) + " − " + number_text(e_, died), 5);
        search.forget();
      } else if (claim::contains(c.before, U"出生") && c.role != Role::change) {
        born = id;
      } else if (claim::contains(c.before, U"死亡") && c.role != Role::change) {
        died = id;
      }
    }
  }

  /// 出生率, 死亡率, 自然增长率 in ‰ over the people at the year's end; the mean of the year is rarely printed.
  void rate_of_people(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (c.kind != claim::Numeral::Kind::permille || c.vague() || !ledger_.of_result(c.id).empty()) return;
    const Text words = claim::together(c.name, c.before);
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
  std::vector<int> growths_;  ///< of prose, with a name
};

}  // namespace

void check_indices(const Evidence& evidence, Ledger& ledger) { Indices(evidence, ledger).run(); }

}  // namespace zh::check
