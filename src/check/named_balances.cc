// Differences of two amounts that their words name as in and out, as planned and done, or as months added up.
//
//   D521 difference   统筹基金收入14780亿元 … 统筹基金支出11650亿元 … 统筹基金当期结存3130亿元
//   D522 difference   计划1500批次，实际完成1560批次，超额60批次
//   D523 difference   1—11月累计17362件，11月1687件，1—10月累计15675件
//
// When contradictory: D521 and D523 where each of the two is told once under its name, and one wrong digit explains the
// difference; D522 where nothing else of the unit stands between. When silent: a name is told with several values.
#include <algorithm>
#include <map>
#include <span>
#include <tuple>

#include "check/frames.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr int kNear = 5;  ///< paragraphs

class NamedBalances {
 public:
  NamedBalances(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p) {
      const std::vector<int>& all = e_.paragraphs()[p];
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (!c.is_amount() || c.vague() || c.chinese || c.noun.empty() || ledger_.firmly_explained(c.id, "difference"))
          continue;
        if (!in_and_out(c, p)) planned_and_done(all, i);
      }
    }
    months();
  }

 private:
  using Ids = std::vector<int>;

  bool level(int id, const Claim& like) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.chinese && c.noun == like.noun && id != like.id;
  }

  bool settle(int result, int a, int b, const char* rule, Tie tie, const char* reason) {
    const Claim& c = e_[result];
    const bool negative = c.exact.sign() < 0;
    const auto again = [negative](const std::vector<Interval>& v) {
      const Interval d = magnitude(v[0] - v[1]);
      return std::optional<Interval>(negative ? -d : d);
    };
    const Interval own = *again({e_[a].value, e_[b].value});
    const bool larger = e_[a].exact >= e_[b].exact;
    const std::string formula = number_text(e_, larger ? a : b) + " − " + number_text(e_, larger ? b : a);
    if (fit(c, own) != Fit::none) {
      if (chance(c, own) > 2 * kEnough) return false;
      confirm(e_, ledger_, rule, "difference", result, {a, b}, own, formula);
      return true;
    }
    if (e_[a].scale != e_[b].scale || e_[a].scale != c.scale) return false;
    miss(e_, ledger_, {rule, "difference", result, {a, b}, again, tie, formula, reason});
    return true;
  }

  /// The words before a number in its clause, and the name it inherits.
  Text told(const Claim& c) const { return c.before.size() >= 2 ? Text(c.before) : c.name; }

  /// The one value of the paragraphs near by whose words satisfy; -1 for none or several.
  template <typename Fits>
  int one(const Claim& c, std::size_t p, const Fits& fits) const {
    int found = -1;
    const std::size_t from = p > kNear ? p - kNear : 0;
    for (std::size_t q = from; q <= p; ++q)
      for (const int id : e_.paragraphs()[q]) {
        if (id >= c.id || !level(id, c) || !fits(told(e_[id]))) continue;
        if (found >= 0 && e_[found].exact != e_[id].exact) return -1;
        found = id;
      }
    return found;
  }

  bool in_and_out(const Claim& c, std::size_t p) {
    Text words = told(c);
    while (!words.empty() && claim::one_of(words.back(), U"为达是约")) words.pop_back();
    const View rest = claim::end_any(words, {U"当期结存", U"当期结余", U"本年结存", U"本年结余", U"当年结余", U"当年结存",
                                             U"收支结余", U"收支差额", U"本期结余"});
    if (!rest.empty()) {
      const Text of(claim::strip_name(View(words).substr(0, words.size() - rest.size())));
      // Under the very name; in all; or under a longer name.
      const auto of_name = [&](const Text& text, View side, bool longer) {
        View own = text;
        while (!own.empty() && claim::one_of(own.back(), U"为达是约")) own.remove_suffix(1);
        if (!claim::ends_with(own, side)) return false;
        own = claim::strip_name(own.substr(0, own.size() - side.size()));
        return longer ? of.size() >= 4 && claim::ends_with(own, of) && !claim::ends_with(own, U"总") : own == of;
      };
      const auto total = [&](const Text& text, View side) {
        return claim::contains(text, U"总" + Text(side)) && claim::find_any(text, {U"财政", U"预算"}).empty();
      };
      int in = one(c, p, [&](const Text& t) { return of_name(t, U"收入", false); });
      int out = one(c, p, [&](const Text& t) { return of_name(t, U"支出", false); });
      if (in < 0 || out < 0) {
        in = one(c, p, [&](const Text& t) { return total(t, U"收入"); });
        out = one(c, p, [&](const Text& t) { return total(t, U"支出"); });
      }
      if (in < 0 || out < 0) {
        in = one(c, p, [&](const Text& t) { return of_name(t, U"收入", true); });
        out = one(c, p, [&](const Text& t) { return of_name(t, U"支出", true); });
      }
      if (in >= 0 && out >= 0) return settle(c.id, in, out, "D521", Tie::strong, "按收入与支出相减");
    }
    if (!claim::end_any(words, {U"净增", U"净增加"}).empty()) {
      const auto adds = [](const Text& t) {
        return !claim::find_any(t, {U"新登记", U"新设", U"新增", U"新发展", U"新注册", U"新开"}).empty();
      };
      const auto leaves = [](const Text& t) {
        return !claim::find_any(t, {U"注销", U"吊销", U"退出", U"关闭", U"关停"}).empty();
      };
      const int in = one(c, p, adds), out = one(c, p, leaves);
      if (in >= 0 && out >= 0) return settle(c.id, in, out, "D521", Tie::strong, "按新增与退出相减");
    }
    return false;
  }

  /// 计划1500批次，实际完成1560批次，超额60批次.
  void planned_and_done(const Ids& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    View words = c.before;
    while (!words.empty() && claim::one_of(words.back(), U"了约为达有")) words.remove_suffix(1);
    if (claim::end_any(words, {U"还差", U"尚差", U"超额", U"超额完成", U"超出", U"超计划", U"尚有空间", U"剩余空间", U"多完成",
                               U"少完成", U"短缺", U"缺口"})
            .empty())
      return;
    Ids before;  // nearest first
    for (std::size_t j = i; j-- > 0 && before.size() < 2 && e_[all[j]].sentence >= c.sentence - 1;)
      if (level(all[j], c)) before.push_back(all[j]);
    if (before.size() < 2) return;
    const auto aim = [&](int id) {
      const Claim& x = e_[id];
      return !claim::find_any(x.clause_before, {U"计划", U"目标", U"任务", U"限额", U"预算", U"核定", U"要求"}).empty() ||
             !claim::start_any(x.after, {U"的目标", U"的任务", U"目标", U"任务", U"计划"}).empty();
    };
    if (aim(before[0]) == aim(before[1])) return;
    const bool near = e_[before[0]].sentence == c.sentence && e_[before[1]].sentence == c.sentence;
    settle(c.id, before[0], before[1], "D522", near ? Tie::strong : Tie::medium, "按所定与所完成的相减");
  }

  // ---- months

  struct Span {
    int from = 0, to = 0;  ///< months
    friend auto operator<=>(const Span&, const Span&) = default;
  };
  /// 1—11月, 前10个月, 11月 at the start of words; what else the words say is left in `rest`.
  static Span span_in(View words, View& rest) {
    std::size_t at = 0;
    const auto number = [&] {
      int n = 0;
      const std::size_t first = at;
      while (at < words.size() && at < first + 2 && claim::is_digit(words[at]))
        n = n * 10 + static_cast<int>(words[at++] - U'0');
      return n;
    };
    const bool first = claim::starts_with(words, U"前");
    if (first) at = 1;
    const int a = number();
    if (a < 1 || a > 12) return {};
    int b = 0;
    while (at < words.size() && claim::one_of(words[at], U"-—－~～至到月")) {
      if (words[at] == U'月' && !(at + 1 < words.size() && claim::one_of(words[at + 1], U"-—－~～至到"))) break;
      ++at;
      if (at < words.size() && claim::is_digit(words[at])) b = number();
    }
    if (first && at < words.size() && words[at] == U'个') ++at;
    if (at >= words.size() || words[at] != U'月' || b > 12) return {};
    rest = words.substr(at + 1);
    if (claim::starts_with(rest, U"份")) rest.remove_prefix(1);
    if (first) return {1, a};
    return b > 0 ? Span{a, b} : Span{a, a};
  }

  /// Amounts by span and noun: the first of a unit that a sentence tells which opens with months.
  void months() {
    struct Told {
      int id;
      int paragraph;
    };
    std::map<std::pair<Text, Span>, std::vector<Told>> of;
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p) {
      std::vector<std::tuple<int, int, Text>> seen;  // sentence, segment and noun
      for (const int id : e_.paragraphs()[p]) {
        const Claim& c = e_[id];
        if (!c.is_amount() || c.role != Role::level || c.vague() || c.chinese || c.noun.empty() || c.depth > 0 || c.averaged)
          continue;
        const View text = e_.passage(id).text;
        View rest;
        const std::size_t clause = c.start - c.clause_before.size();
        Span span = span_in(text.substr(clause, c.start - clause), rest);
        if (span.to == 0) {
          const std::size_t from = claim::start_behind(text, c.start, U"。；！？\n");
          if (std::find(seen.begin(), seen.end(), std::tuple(c.sentence, c.segment, c.noun)) != seen.end()) continue;
          span = span_in(text.substr(from, c.start - from), rest);
        }
        seen.emplace_back(c.sentence, c.segment, c.noun);
        if (span.to == 0 || !claim::find_any(rest, {U"上年", U"去年", U"同期", U"其中"}).empty()) continue;
        of[{c.noun, span}].push_back({id, static_cast<int>(p)});
      }
    }
    for (const auto& [key, whole] : of) {
      const auto& [noun, span] = key;
      if (span.from != 1 || span.to < 2) continue;
      const auto part = of.find({noun, Span{1, span.to - 1}}), month = of.find({noun, Span{span.to, span.to}});
      if (part == of.end() || month == of.end() || (span.to == 2 && part->second.front().id == month->second.front().id))
        continue;
      // Mentions stand in order of place: those of the paragraphs around.
      const auto around = [](const std::vector<Told>& told, int paragraph) {
        const auto before = [](const Told& t, int p) { return t.paragraph < p; };
        return std::span<const Told>(std::lower_bound(told.begin(), told.end(), paragraph - kNear, before),
                                     std::lower_bound(told.begin(), told.end(), paragraph + kNear + 1, before));
      };
      for (const Told& w : whole)
        for (const Told& a : around(part->second, w.paragraph))
          for (const Told& m : around(month->second, w.paragraph)) {
            if (std::max({w.paragraph, a.paragraph, m.paragraph}) - std::min({w.paragraph, a.paragraph, m.paragraph}) > kNear)
              continue;
            // 受理投诉, 受理举报: of one thing.
            const auto unlike = [&](int id) {
              constexpr int kUnlike = 34;
              const Text &x = e_[w.id].name, &y = e_[id].name;
              return x.size() >= 2 && y.size() >= 2 && claim::likeness(x, y) < kUnlike;
            };
            if (unlike(m.id) || unlike(a.id)) continue;
            const Interval own = e_[w.id].value - e_[m.id].value;
            const std::string formula = number_text(e_, w.id) + " − " + number_text(e_, m.id);
            if (fit(e_[a.id], own) != Fit::none)
              confirm(e_, ledger_, "D523", "difference", a.id, {w.id, m.id}, own, formula);
            else if (whole.size() == 1 && part->second.size() == 1 && month->second.size() == 1)
              miss(e_, ledger_,
                   {"D523",
                    "difference",
                    a.id,
                    {w.id, m.id},
                    [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0] - v[1]); },
                    Tie::strong,
                    formula,
                    "按累计数减当月数"});
          }
    }
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_named_balances(const Evidence& evidence, Ledger& ledger) { NamedBalances(evidence, ledger).run(); }

}  // namespace zh::check
