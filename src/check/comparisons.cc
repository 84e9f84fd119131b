// Comparisons of two things of one sentence, and of a thing with its past.
//
//   D514 difference   女性比男性多112人: both are told in the sentence under these names
//   D515 difference   比2022年底的19872台增加1596台: of the amount that the sentence before begins with
//   M414 multi        结婚登记数是离婚登记数的2.5倍: both are told in the sentence
//   G411 growth       发现问题减少14个，下降9.9%: change and growth stand side by side, the level bears the name of the change
//   R221 ratio        已整改到位109个，正在整改18个，整改率85.8%: what is done, and what is pending, are all
//
// When contradictory: D514, R221 always; G411 for counts whose level is told once; D515 but for a slip. When silent: a name
// that is told twice with two values; growth at constant prices.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Comparisons {
 public:
  Comparisons(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 1; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.vague() || c.chinese) continue;
        if (c.is_amount() && c.role == Role::change) {
          two_names(all, i);
          from_past(all, i);
        }
        if (c.is_amount() && i >= 2) shortened(all, i);
        if (c.kind == claim::Numeral::Kind::multiple) times(all, i);
        if (c.role == Role::growth && c.is_percentage()) beside_change(all, i);
        if (c.role == Role::rate && i >= 2) pending(all, i);
      }
  }

 private:
  static std::optional<Interval> apart(const std::vector<Interval>& v) { return v[0] - v[1]; }

  /// 女性比男性多112人.
  void two_names(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (ledger_.firmly_explained(c.id, "difference") || c.before.size() != c.clause_before.size()) return;
    const View words = c.before;
    const std::size_t than = words.find(U'比');
    const claim::Found more = claim::find_last(words, {U"多", U"少"});
    if (than == View::npos || than < 2 || !more || more.at < than + 3 || words.size() - more.at > 2) return;
    const View x = words.substr(0, than), y = words.substr(than + 1, more.at - than - 1);
    if (claim::find_any(y, {U"年", U"月", U"同期", U"季", U"上", U"去"}).size() > 0) return;
    const int a = one(all, c, x), b = one(all, c, y);
    if (a < 0 || b < 0 || a == b) return;
    const bool less = more.word == U"少";
    const Recompute again = [less, negative = c.exact.sign() < 0](const std::vector<Interval>& v) {
      const Interval d = less ? v[1] - v[0] : v[0] - v[1];
      return std::optional<Interval>(negative ? -d : d);
    };
    const std::string formula =
        less ? number_text(e_, b) + " − " + number_text(e_, a) : number_text(e_, a) + " − " + number_text(e_, b);
    const std::optional<Interval> own = again({e_[a].value, e_[b].value});
    if (fit(c, *own) != Fit::none)
      confirm(e_, ledger_, "D514", "difference", c.id, {a, b}, *own, formula);
    else
      miss(e_, ledger_, {"D514", "difference", c.id, {a, b}, again, Tie::certain, formula, "按所比两数相减"});
  }
  /// The one level of the sentence under exactly this name.
  int one(const std::vector<int>& all, const Claim& c, View name) const {
    int found = -1;
    for (const int id : all) {
      const Claim& x = e_[id];
      if (id >= c.id || x.sentence != c.sentence || !x.is_amount() || x.role != Role::level || x.noun != c.noun || x.vague() ||
          x.name_inherited || x.name != name)
        continue;
      if (found >= 0) return -1;
      found = id;
    }
    return found;
  }

  /// 21468台（套），其中…。比2022年底的19872台增加1596台: the sentence has no subject but the one before.
  void from_past(const std::vector<int>& all, std::size_t i) {
    const Claim &c = e_[all[i]], &p = e_[all[i - 1]];
    if (ledger_.firmly_explained(c.id, "difference") || !p.is_amount() || p.role == Role::change || p.sentence != c.sentence ||
        p.noun != c.noun || p.vague())
      return;
    // 台（套）增加: nothing but a bracket and the verb.
    constexpr std::size_t kLink = 8;
    const View link = e_.between(p.id, c.id);
    if (link.size() > kLink || link.find_first_of(U"，、；") != View::npos) return;
    const View text = e_.passage(c.id).text;
    std::size_t from = claim::start_behind(text, p.start, U"。！？\n");
    if (claim::start_any(text.substr(from), {U"比", U"较", U"与"}).empty()) return;
    int level = -1;
    for (const int id : all)
      if (e_[id].sentence == c.sentence - 1 && e_[id].is_amount() && e_[id].role == Role::level && e_[id].noun == c.noun) {
        level = id;
        break;
      }
    if (level < 0 || e_[level].vague()) return;
    const Interval own = e_[level].value - e_[p.id].value;
    const std::string formula = number_text(e_, level) + " − " + number_text(e_, p.id);
    if (fit(c, own) != Fit::none)
      confirm(e_, ledger_, "D515", "difference", c.id, {level, p.id}, own, formula);
    else
      miss(e_, ledger_, {"D515", "difference", c.id, {level, p.id}, apart, Tie::strong, formula, "按前后两数相减"});
  }

  /// 平均到场时间11.6分钟，比上年的13.2分钟缩短1.6分钟.
  void shortened(const std::vector<int>& all, std::size_t i) {
    const Claim &c = e_[all[i]], &p = e_[all[i - 1]], &l = e_[all[i - 2]];
    if (ledger_.firmly_explained(c.id, "difference") || !p.is_amount() || !l.is_amount() || p.sentence != c.sentence ||
        l.sentence != c.sentence || p.noun != c.noun || l.noun != c.noun || c.noun.empty() || p.vague() || l.vague() ||
        p.clause - l.clause != 1 || c.clause != p.clause || p.scale != l.scale)
      return;
    static constexpr std::pair<View, int> kVerbs[] = {{U"缩短", -1}, {U"缩短了", -1}, {U"压缩", -1},  {U"压减", -1},
                                                      {U"提前", -1}, {U"延长", 1},    {U"延长了", 1}, {U"提升", 1}};
    const View link = e_.between(p.id, c.id);
    const auto* const verb = std::find_if(std::begin(kVerbs), std::end(kVerbs), [&](const auto& v) { return v.first == link; });
    if (verb == std::end(kVerbs) || claim::start_any(p.clause_before, {U"比", U"较"}).empty() ||
        claim::find_any(p.clause_before, {U"规定", U"法定", U"承诺", U"标准", U"要求", U"计划"}).size() > 0)
      return;
    const bool less = verb->second < 0;
    const Recompute again = [less](const std::vector<Interval>& v) {
      return std::optional<Interval>(less ? magnitude(v[1]) - magnitude(v[0]) : magnitude(v[0]) - magnitude(v[1]));
    };
    const std::optional<Interval> own = again({l.value, p.value});
    const std::string a = number_text(e_, l.id), b = number_text(e_, p.id);
    const std::string formula = less ? b + " − " + a : a + " − " + b;
    const Claim& printed = c;
    if (fit(printed, *own) != Fit::none || fit(printed, -*own) != Fit::none)
      confirm(e_, ledger_, "D514", "difference", c.id, {l.id, p.id}, *own, formula);
    else
      miss(e_, ledger_, {"D514", "difference", c.id, {l.id, p.id}, again, Tie::certain, formula, "按前后两数相减"});
  }

  /// 办理结婚登记1862对，离婚登记743对，结婚登记数是离婚登记数的2.5倍.
  void times(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (ledger_.explained(c.id, {"multi"}) || c.before.size() != c.clause_before.size() || !claim::ends_with(c.before, U"的"))
      return;
    const claim::Found is = claim::find_last(c.before, {U"相当于", U"约为", U"是", U"为"});
    if (!is || is.at < 2 || c.before.size() - is.at - is.word.size() < 3) return;
    const Text x(c.before.substr(0, is.at));
    const Text y(c.before.substr(is.at + is.word.size(), c.before.size() - is.at - is.word.size() - 1));
    const int a = called(all, c, x), b = called(all, c, y);
    if (a < 0 || b < 0 || a == b || e_[a].noun != e_[b].noun) return;
    const Recompute again = [](const std::vector<Interval>& v) { return divide(v[0], v[1]); };
    const std::optional<Interval> own = again({e_[a].value, e_[b].value});
    if (!own) return;
    const std::string formula = number_text(e_, a) + " ÷ " + number_text(e_, b);
    if (fit(c, *own) != Fit::none)
      confirm(e_, ledger_, "M414", "multi", c.id, {a, b}, *own, formula);
    else
      miss(e_, ledger_, {"M414", "multi", c.id, {a, b}, again, Tie::certain, formula, "按所指两数相除"});
  }
  /// The one level of the sentence whose name the words hold, or that holds them.
  int called(const std::vector<int>& all, const Claim& c, Text words) const {
    for (const View tail : {View(U"数量"), View(U"数"), View(U"总量"), View(U"件数"), View(U"约")})
      if (claim::ends_with(words, tail) && words.size() >= tail.size() + 2) words.erase(words.size() - tail.size());
    int found = -1;
    for (const int id : all) {
      const Claim& x = e_[id];
      if (id >= c.id || x.sentence != c.sentence || !x.is_amount() || x.role != Role::level || x.vague() || x.name_inherited ||
          x.name.size() < 2 || !(claim::ends_with(x.name, words) || claim::ends_with(words, x.name)))
        continue;
      if (found >= 0) return -1;
      found = id;
    }
    return found;
  }

  /// 发现问题减少14个，下降9.9%.
  void beside_change(const std::vector<int>& all, std::size_t i) {
    const Claim &c = e_[all[i]], &d = e_[all[i - 1]];
    if (ledger_.firmly_explained(c.id, "growth") || !d.is_amount() || d.role != Role::change || d.vague() || d.sign != c.sign ||
        c.sign == 0 || d.sentence != c.sentence || c.clause - d.clause != 1 || claim::is_measured(d.noun) || d.noun.empty())
      return;
    if (c.clause_before.size() > 6 || !claim::find_any(c.clause_before, {U"扩大", U"收窄", U"其中"}).empty()) return;
    // 分别减少6起、3人，下降18.2%和17.6%: of several things in their order.
    if (!claim::find_any(d.clause_before, {U"分别", U"各"}).empty() ||
        claim::find_any(c.clause_before, {U"分别", U"各"}).size() > 0)
      return;
    if (i >= 2 && e_[all[i - 2]].role == Role::change && e_[all[i - 2]].clause == d.clause) return;
    if (i + 1 < all.size() && e_[all[i + 1]].role == Role::growth && e_[all[i + 1]].clause == c.clause) return;
    // The level: of the change's own name, else the only one of the noun in its sentence.
    std::vector<int> levels;
    const auto put = [&](int id) {
      if (std::none_of(levels.begin(), levels.end(), [&](int x) { return e_[x].exact == e_[id].exact; })) levels.push_back(id);
    };
    const auto usable = [&](const Claim& x) {
      return x.id < d.id && x.is_amount() && x.role == Role::level && !x.vague() && x.noun == d.noun && x.exact.sign() > 0;
    };
    if (!d.name.empty() && !d.name_inherited) {
      for (const int id : all)
        if (usable(e_[id]) && !e_[id].name.empty() && !e_[id].name_inherited &&
            (claim::ends_with(e_[id].name, d.name) || claim::ends_with(d.name, e_[id].name)))
          put(id);
    } else {
      for (const int id : all)
        if (usable(e_[id]) && e_[id].sentence == d.sentence) put(id);
    }
    if (levels.size() != 1) return;
    const Recompute again = [](const std::vector<Interval>& v) -> std::optional<Interval> {
      const std::optional<Interval> q = divide(v[0], v[1] - v[0]);
      if (!q) return std::nullopt;
      return *q * Interval::exactly(Rational(100));
    };
    const std::optional<Interval> own = again({d.value, e_[levels[0]].value});
    if (!own) return;
    const std::string change = number_text(e_, d.id), level = number_text(e_, levels[0]);
    const std::string formula = change + " ÷ (" + level + (d.sign > 0 ? " − " : " + ") + change + ")";
    if (fit(c, *own) != Fit::none)
      confirm(e_, ledger_, "G411", "growth", c.id, {d.id, levels[0]}, *own, formula);
    else
      miss(e_, ledger_, {"G411", "growth", c.id, {d.id, levels[0]}, again, Tie::certain, formula, "按增减量推算"});
  }

  /// 已整改到位109个，正在整改18个，整改率85.8%.
  void pending(const std::vector<int>& all, std::size_t i) {
    const Claim &c = e_[all[i]], &b = e_[all[i - 1]], &a = e_[all[i - 2]];
    if (ledger_.firmly_explained(c.id, "ratio") || !c.is_percentage() || b.sentence != c.sentence || a.sentence != c.sentence ||
        c.clause - b.clause != 1 || b.clause - a.clause != 1 || !a.is_amount() || !b.is_amount() || a.noun != b.noun ||
        a.vague() || b.vague() || a.role != Role::level || b.role != Role::level)
      return;
    if (claim::find_any(b.clause_before, {U"正在", U"未", U"尚有", U"剩余", U"在办", U"待"}).empty()) return;
    const std::size_t at = c.before.rfind(U'率');
    if (at != 2 || !claim::contains(a.clause_before, View(c.before).substr(at - 2, 2)) ||
        claim::find_any(a.clause_before, {U"其中", U"正在", U"未"}).size() > 0)
      return;
    const Recompute again = [](const std::vector<Interval>& v) -> std::optional<Interval> {
      return percentage(v[0], v[0] + v[1]);
    };
    const std::optional<Interval> own = again({a.value, b.value});
    if (!own) return;
    const std::string formula = number_text(e_, a.id) + " ÷ (" + number_text(e_, a.id) + " + " + number_text(e_, b.id) + ")";
    if (fit(c, *own) != Fit::none)
      confirm(e_, ledger_, "R221", "ratio", c.id, {a.id, b.id}, *own, formula);
    else
      miss(e_, ledger_, {"R221", "ratio", c.id, {a.id, b.id}, again, Tie::certain, formula, "按已办与未办之和计算"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_comparisons(const Evidence& evidence, Ledger& ledger) { Comparisons(evidence, ledger).run(); }

}  // namespace zh::check
