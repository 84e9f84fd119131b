// Comparisons told as lists: as many levels, as many numbers they are compared with, as many differences.
//
//   D501, G401, G402, P601
//     较上年的810元、650元各提高35元、50元，增幅4.1%、7.7%; 由780元、620元提高到820元、680元，增幅分别为5.1%、9.7%;
//     52起、31人、25人，三项指标同比分别下降…; 出口6215.4亿元，增长10.9%；进口…。2022年，两项依次为5603.8亿元、4160.7亿元;
//     城镇人口增加238614人 … 2010年城镇人口为733771人: the number of an earlier time under the very same name
//
// What: lists are paired in their order, where their lengths and nouns agree; names where each is told once of now and once of
// then. When contradictory: lists of which another pair holds, and names; else for a slip of one digit. When silent: lists of
// another length; comparable prices.
#include <algorithm>

#include "check/frames.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr std::size_t kMost = 6;
constexpr std::size_t kName = 10;  ///< characters between two members of a list

using Ids = std::vector<int>;

class FrameLists {
 public:
  FrameLists(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Ids& paragraph : e_.paragraphs()) {
      // 四项指标分别下降…: how many there are is no number of its own.
      Ids all;
      for (const int id : paragraph)
        if (e_[id].role != Role::count && e_[id].role != Role::limit && !e_[id].chinese) all.push_back(id);
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Ids list = list_at(all, i);
        if (list.size() >= 2 && difference(list.front())) beside(all, i, list);
        if (list.size() >= 2 && plain(list.front())) behind(all, i, list);
        if (!list.empty()) i += list.size() - 1;
      }
      for (std::size_t i = 1; i < all.size(); ++i)
        if (difference(all[i]) && list_at(all, i).size() < 2 && list_at(all, i - 1).size() < 2) by_name(all, i);
    }
  }

 private:
  bool difference(int id) const {
    const Claim& c = e_[id];
    if (c.vague() || c.chinese) return false;
    return (c.is_percentage() && c.role == Role::growth) || (c.is_amount() && c.role == Role::change) ||
           c.kind == claim::Numeral::Kind::point;
  }
  bool plain(int id) const {
    const Claim& c = e_[id];
    return !c.vague() && !c.chinese && !c.averaged && c.exact.sign() >= 0 && (c.is_amount() || c.is_percentage()) &&
           (c.is_level() || c.role == Role::rate || c.role == Role::percent || c.role == Role::share);
  }
  /// The members of a list from the i-th number on: joined by 、 or 和, with nothing but a short name between.
  Ids list_at(const Ids& all, std::size_t i) const {
    Ids out = {all[i]};
    const bool differences = difference(all[i]);
    if (!differences && !plain(all[i])) return {};
    for (std::size_t j = i + 1; j < all.size() && out.size() <= kMost; ++j) {
      const Text between = without_unchanged(e_.between(out.back(), all[j]));
      if (differences != difference(all[j]) || (!differences && !plain(all[j])) || e_[all[j]].depth != e_[out.back()].depth ||
          between.size() > (differences ? 4 : kName) || between.find_first_of(U"，；。：（）()") != Text::npos)
        break;
      // 2011批6904人次: counted twice over.
      const bool twice = between.empty() && !differences && out.size() == 1 && !e_[all[j]].noun.empty() &&
                         !e_[out.back()].noun.empty() && e_[all[j]].noun != e_[out.back()].noun;
      if (!twice && (between.empty() || !claim::one_of(between.front(), U"、和及与"))) break;
      if (differences && e_[all[j]].is_amount() != e_[out.front()].is_amount()) break;
      out.push_back(all[j]);
    }
    return out.size() <= kMost ? out : Ids();
  }
  /// 分别持平、上升300.0%、下降33.3%: what did not change has no number.
  static Text without_unchanged(View between) {
    Text out(between);
    for (const View word : {View(U"、持平"), View(U"持平、"), View(U"持平和"), View(U"和持平")})
      if (const std::size_t at = out.find(word); at != Text::npos) out.erase(at, word.size());
    return out;
  }
  /// A list of differences with -1 for each that did not change.
  Ids slots_of(const Ids& list) const {
    constexpr View kMarks = U"，。；：（）()\n";
    const View text = e_.passage(list.front()).text;
    Ids out;
    std::size_t at = claim::start_behind(text, e_[list.front()].start, kMarks);
    const auto unchanged = [&](std::size_t to) {
      for (std::size_t found = text.find(U"持平", at); found < to; found = text.find(U"持平", found + 2)) out.push_back(-1);
    };
    for (const int id : list) {
      unchanged(e_[id].start);
      out.push_back(id);
      at = e_[id].noun_end;
    }
    unchanged(std::min(claim::first_from(text, at, kMarks), text.size()));
    return out;
  }
  /// The words before a number, back to the last mark, bracket or number; where a bracket opens, what stands before it.
  View lead(int id) const {
    const Claim& c = e_[id];
    const View text = e_.passage(id).text;
    std::size_t from = c.start;
    while (from > 0 && c.start - from < 40 && !claim::one_of(text[from - 1], U"，。；：（）()\n")) --from;
    if (from > 2 && claim::one_of(text[from - 1], U"（(")) {
      const View time = claim::end_any(text.substr(0, from - 1), {U"同比", U"环比", U"上年同期", U"去年同期", U"上年", U"去年",
                                                                  U"上月", U"上季度", U"上期"});
      if (!time.empty()) return time == U"同比" || time == U"环比" ? View(U"上期") : time;
    }
    return text.substr(from, c.start - from);
  }
  static bool says_earlier(View words) {
    if (surely_earlier(words)) return true;
    const claim::Found than = claim::find_last(words, {U"较", U"比", U"由", U"从", U"与"});
    return than && words.size() - than.at <= 14 &&
           (than.word != U"比" || than.at == 0 || !claim::one_of(words[than.at - 1], U"占同环对")) &&
           (words.find(U'年', than.at) != View::npos || than.word == U"由" || than.word == U"从");
  }

  bool like_nouns(const Ids& a, const Ids& b) const {
    for (std::size_t k = 0; k < a.size(); ++k)
      if (e_[a[k]].kind != e_[b[k]].kind || e_[a[k]].noun != e_[b[k]].noun) return false;
    return true;
  }

  /// A list of differences: what they are compared with stands before, or right behind in brackets.
  void beside(const Ids& all, std::size_t i, const Ids& list) {
    const Claim& first = e_[list.front()];
    if (other_basis(e_.clause(first.id)) || first.depth > 0) return;
    const Ids slots = slots_of(list);
    if (bracketed_each(all, i, slots)) return;
    Ids then, changes;
    std::size_t at = i;
    // 各提高35元、50元，增幅4.1%、7.7%: the changes between.
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == first.sentence;) {
      Ids before;
      for (std::size_t from = j + 1; from-- > 0 && j - from < kMost;) {
        Ids run = list_at(all, from);
        if (run.empty() || from + run.size() <= j) break;
        if (from + run.size() == j + 1) before = std::move(run);
      }
      if (before.size() != slots.size()) {
        if (difference(all[j])) continue;
        break;
      }
      if (difference(before.front())) {
        if (e_[before.front()].is_amount()) changes = before;
      } else if (says_earlier(lead(before.front()))) {
        then = before;
        at = j + 1 - before.size();
        break;
      } else if (then.empty() && claim::find_any(lead(before.front()), {U"到", U"至"}).size() > 0 && now_.empty()) {
        now_ = before;  // 由780元、620元提高到820元、680元
      } else {
        break;
      }
      j = j + 1 - before.size();
    }
    Ids now = std::move(now_);
    now_.clear();
    if (then.empty()) return;
    if (now.empty()) now = levels_before(all, at, then);
    if (now.size() != then.size() || !like_nouns(now, then)) return;
    pair(slots, now, then);
    if (changes.size() == list.size() && slots.size() == list.size()) {
      pair(changes, now, then);
      over(list, changes, then);
    }
  }
  /// 门诊89.6万人次（2022年76.3万人次），住院3.47万人次（2022年2.98万人次），分别增长17.4%和16.4%
  bool bracketed_each(const Ids& all, std::size_t i, const Ids& slots) {
    Ids now, then;
    for (std::size_t j = i; j-- > 1 && now.size() < slots.size() && e_[all[j]].sentence == e_[all[i]].sentence; --j) {
      const Claim &p = e_[all[j]], &l = e_[all[j - 1]];
      if (!plain(p.id) || !plain(l.id) || p.depth != l.depth + 1 || p.noun != l.noun || p.kind != l.kind ||
          p.clause - l.clause > 1 || !(compared_level(e_, p.id) || only_time(p.before)))
        return false;
      now.insert(now.begin(), l.id);
      then.insert(then.begin(), p.id);
    }
    if (now.size() != slots.size()) return false;
    pair(slots, now, then);
    return true;
  }
  /// The nearest levels before, of the nouns of the list, in their order; of this sentence or the one before.
  Ids levels_before(const Ids& all, std::size_t at, const Ids& then) const {
    Ids out(then.size(), -1);
    std::size_t k = then.size();
    const int sentence = at > 0 ? e_[all[at - 1]].sentence : 0;
    for (std::size_t j = at; j-- > 0 && k > 0 && sentence - e_[all[j]].sentence <= 1;) {
      const Claim &c = e_[all[j]], &t = e_[then[k - 1]];
      if (!plain(all[j]) || c.role == Role::prior || c.kind != t.kind || c.noun != t.noun || c.depth > t.depth || planned(c))
        continue;
      // 11起、1人（上年13起、3人）: what stands in brackets is compared with what stands outside.
      if (t.depth > 0 && c.depth >= t.depth) continue;
      out[--k] = all[j];
    }
    return k == 0 ? out : Ids();
  }

  /// A list of an earlier time behind as many levels with their growths: 2022年，上述四项指标依次为…
  void behind(const Ids& all, std::size_t i, const Ids& then) {
    const Claim& first = e_[then.front()];
    const View text = e_.passage(first.id).text;
    std::size_t from = claim::start_behind(text, first.start, U"。！？；（\n");
    const View words = text.substr(from, first.start - from);
    if (words.size() > 30 || claim::find_any(words, {U"依次", U"分别", U"为", U"是"}).empty()) return;
    if (!surely_earlier(words) &&
        !(words.size() >= 5 && claim::is_digit(words[0]) && words[4] == U'年' && e_[first.id].role == Role::prior) &&
        !earlier_year(e_, words))
      return;
    Ids now, growths;
    // …分别增长4.0%、3.2%。2022年依次为…: the growths are a list too.
    bool paired = false;
    for (std::size_t j = i; j-- > 0 && first.sentence - e_[all[j]].sentence <= 1;) {
      if (!difference(all[j])) {
        if (plain(all[j])) break;
        continue;
      }
      if (j + 1 < then.size()) break;
      const std::size_t start = j + 1 - then.size();
      const Ids run = list_at(all, start);
      if (run.size() != then.size() || (start > 0 && list_at(all, start - 1).size() > then.size())) break;
      now = levels_before(all, start, then);
      if (now.size() != then.size() || e_[now.back()].sentence != e_[run.front()].sentence) break;
      pair(run, now, then);
      paired = true;
      j = start;
    }
    if (paired) return;
    now.clear();
    // 甲的比重下降1.29个百分点，乙…上升…。2010年相应比重依次为18.36%、…: points one by one.
    if (first.kind == claim::Numeral::Kind::percent) {
      Ids points;
      std::size_t start = i;
      for (std::size_t j = i; j-- > 0 && first.sentence - e_[all[j]].sentence <= 1 && points.size() <= then.size();) {
        if (e_[all[j]].kind != claim::Numeral::Kind::point) break;
        points.insert(points.begin(), all[j]);
        start = j;
      }
      if (points.size() == then.size()) {
        now = levels_before(all, start, then);
        if (now.size() == then.size()) return pair(points, now, then);
        now.clear();
      }
    }
    for (std::size_t j = i; j-- > 0 && growths.size() < then.size() && first.sentence - e_[all[j]].sentence <= 2;) {
      if (!difference(all[j]) || !e_[all[j]].is_percentage() || e_[all[j]].month_on_month) continue;
      // Its level stands right before, or before a share.
      std::size_t l = j;
      while (l > 0 && e_[all[l - 1]].segment == e_[all[j]].segment && !plain(all[l - 1])) --l;
      if (l == 0) return;
      const Claim& c = e_[all[l - 1]];
      if (!c.is_amount() || !plain(c.id) || e_[all[j]].clause - c.clause > 2 || c.sentence != e_[all[j]].sentence) return;
      growths.insert(growths.begin(), all[j]);
      now.insert(now.begin(), c.id);
      j = l - 1;
      if (j == 0) break;
    }
    if (growths.size() != then.size() || !like_nouns(now, then)) return;
    pair(growths, now, then);
  }
  static std::optional<Interval> relative(const std::vector<Interval>& v) { return percentage(v[0] - v[1], v[1]); }

  struct Told {
    int result;
    Ids operands;
    Recompute again;
    std::string formula;
    const char* rule;
    const char* kind;
  };

  void pair(const Ids& results, const Ids& now, const Ids& then) {
    std::vector<Told> told;
    for (std::size_t k = 0; k < results.size(); ++k) {
      if (results[k] < 0) continue;
      const Claim& c = e_[results[k]];
      const bool larger = e_[now[k]].exact >= e_[then[k]].exact;
      const bool down = c.exact.sign() < 0, size = c.sign == 0 && !c.written_sign;
      const bool apart = c.is_amount() || e_[then[k]].is_percentage();
      if (c.is_amount() && !addable(c, e_[then[k]])) return;
      const std::string a = number_text(e_, now[k]), b = number_text(e_, then[k]);
      told.push_back({c.id,
                      {now[k], then[k]},
                      apart ? Recompute([down](const std::vector<Interval>& v) {
                        const Interval d = magnitude(v[0] - v[1]);
                        return std::optional<Interval>(down ? -d : d);
                      })
                            : Recompute([size](const std::vector<Interval>& v) {
                                return percentage(size ? magnitude(v[0] - v[1]) : v[0] - v[1], v[1]);
                              }),
                      apart ? (larger ? a + " − " + b : b + " − " + a) : "(" + a + " − " + b + ") ÷ " + b,
                      apart ? (c.is_amount() ? "D501" : "P601") : "G402",
                      apart ? (c.is_amount() ? "difference" : "pp") : "growth"});
    }
    judge(told);
  }
  /// The changes over what they are compared with.
  void over(const Ids& results, const Ids& changes, const Ids& then) {
    std::vector<Told> told;
    for (std::size_t k = 0; k < results.size(); ++k) {
      const bool down = e_[results[k]].exact.sign() < 0;
      if (!e_[results[k]].is_percentage()) return;
      told.push_back({results[k],
                      {changes[k], then[k]},
                      [down](const std::vector<Interval>& v) {
                        const Interval m = magnitude(v[0]);
                        return percentage(down ? -m : m, v[1]);
                      },
                      number_text(e_, changes[k]) + " ÷ " + number_text(e_, then[k]),
                      "G401",
                      "growth"});
    }
    judge(told);
  }
  /// Where another pair holds, one that does not is wrong.
  void judge(const std::vector<Told>& told) {
    std::vector<std::optional<Interval>> own;
    std::size_t holding = 0;
    for (const Told& t : told) {
      std::vector<Interval> values;
      for (const int id : t.operands) values.push_back(e_[id].value);
      own.push_back(t.again(values));
      holding += own.back() && fit(e_[t.result], *own.back()) != Fit::none;
    }
    for (std::size_t k = 0; k < told.size(); ++k) {
      const Told& t = told[k];
      if (!own[k]) continue;  // there was none
      const Fit how = fit(e_[t.result], *own[k]);
      if (how != Fit::none) {
        if (holding >= 2 || !ledger_.explained(t.result, {t.kind}))
          confirm(e_, ledger_, t.rule, t.kind, t.result, t.operands, *own[k], t.formula, how == Fit::truncated);
      } else if (2 * holding >= told.size() || holding + 1 == told.size()) {
        ledger_.fix(t.result, t.kind);
        miss(e_, ledger_, {t.rule, t.kind, t.result, t.operands, t.again, Tie::certain, t.formula, "按所列的前后两数计算"});
      } else {
        miss(e_, ledger_, {t.rule, t.kind, t.result, t.operands, t.again, Tie::medium, t.formula, "按所列的前后两数计算"});
      }
    }
  }

  // ---- one number of now and one of then under one name

  /// 与上年同期的咨询10317件、投诉3390件相比: a member of the list that is compared with.
  bool of_earlier_list(int id) const {
    const Claim& c = e_[id];
    const View text = e_.passage(id).text;
    std::size_t from = claim::start_behind(text, c.start, U"，。；：\n");
    const std::size_t to = std::min(claim::first_from(text, c.noun_end, U"，。；：\n"), text.size());
    const View clause = text.substr(from, to - from);
    const View before = clause.substr(0, c.start - from);
    if (claim::contains(clause, U"相比") && !claim::start_any(before, {U"与", U"同", U"和"}).empty() && says_earlier(before))
      return true;
    // 2010年城镇人口为733771人，乡村人口为1193475人: what the sentence opens with, where the paragraph compares with that year.
    const std::size_t sentence = claim::start_behind(text, from, U"。；！？\n");
    const View opening = text.substr(sentence, std::min<std::size_t>(c.start - sentence, 40));
    if (!claim::start_any(opening, {U"上年", U"去年"}).empty()) return true;
    if (opening.size() < 5 || !std::all_of(opening.begin(), opening.begin() + 4, claim::is_digit) || opening[4] != U'年')
      return false;
    const View year = opening.substr(0, 5);
    const View near = text.substr(c.start - std::min(c.start, claim::kMostOfSentence), 2 * claim::kMostOfSentence);
    for (std::size_t at = near.find(year); at != View::npos; at = near.find(year, at + 1))
      if (at > 0 && claim::one_of(near[at - 1], U"比较与同")) return true;
    return false;
  }

  void by_name(const Ids& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    for (const char* kind : {"growth", "difference", "pp"})
      if (ledger_.firmly_explained(c.id, kind) || ledger_.fixed(c.id, kind)) return;
    if (c.month_on_month || other_basis(e_.clause(c.id))) return;
    Text name = c.name_inherited ? Text() : c.name;
    if (name.empty()) {
      // Of the level right before.
      for (std::size_t j = i; j-- > 0 && e_[all[j]].segment == c.segment && c.clause - e_[all[j]].clause <= 3;) {
        const Claim& l = e_[all[j]];
        if (difference(l.id) || l.role == Role::share) continue;
        if (plain(l.id) && !l.name_inherited && l.depth <= c.depth) name = l.name;
        break;
      }
    }
    // 不合格批次减少13批次
    if (name.size() > c.noun.size() + 1 && !c.noun.empty() && claim::ends_with(name, c.noun))
      name.resize(name.size() - c.noun.size());
    if (name.size() < 2) return;
    int now = -1, then = -1;
    for (const int id : all) {
      const Claim& x = e_[id];
      if (x.id == c.id || !plain(id) || x.name_inherited || x.name != name) continue;
      if (c.is_amount() ? !addable(x, c) : c.kind == claim::Numeral::Kind::point ? !x.is_percentage() : false) continue;
      const bool earlier = x.role == Role::prior || of_earlier_list(id);
      if (!earlier && id > c.id) continue;
      int& slot = earlier ? then : now;
      if (slot >= 0 && e_[slot].exact != x.exact) return;
      if (slot < 0) slot = id;
    }
    if (now < 0 || then < 0 || e_[now].noun != e_[then].noun || e_[now].kind != e_[then].kind ||
        std::abs(e_[then].sentence - c.sentence) > 2 || std::abs(e_[now].sentence - c.sentence) > 2)
      return;
    one_pair(c.id, now, then);
  }
  void one_pair(int result, int now, int then) {
    const Claim& c = e_[result];
    const bool apart = c.is_amount() || e_[then].is_percentage();
    const bool down = c.exact.sign() < 0, size = c.sign == 0 && !c.written_sign, larger = e_[now].exact >= e_[then].exact;
    const Recompute again = [apart, down, size](const std::vector<Interval>& v) -> std::optional<Interval> {
      if (!apart) return percentage(size ? magnitude(v[0] - v[1]) : v[0] - v[1], v[1]);
      const Interval d = magnitude(v[0] - v[1]);
      return down ? -d : d;
    };
    const std::optional<Interval> own = again({e_[now].value, e_[then].value});
    if (!own) return;
    const std::string a = number_text(e_, now), b = number_text(e_, then);
    const std::string formula = apart ? (larger ? a + " − " + b : b + " − " + a) : "(" + a + " − " + b + ") ÷ " + b;
    const char* rule = apart ? (c.is_amount() ? "D501" : "P601") : "G402";
    const char* kind = apart ? (c.is_amount() ? "difference" : "pp") : "growth";
    if (const Fit how = fit(c, *own); how != Fit::none) {
      confirm(e_, ledger_, rule, kind, result, {now, then}, *own, formula, how == Fit::truncated);
      return;
    }
    ledger_.fix(result, kind);
    miss(e_, ledger_, {rule, kind, result, {now, then}, again, Tie::certain, formula, "按同名的前后两数计算"});
  }

  const Evidence& e_;
  Ledger& ledger_;
  Ids now_;
};

}  // namespace

void check_frame_lists(const Evidence& evidence, Ledger& ledger) { FrameLists(evidence, ledger).run(); }

}  // namespace zh::check
