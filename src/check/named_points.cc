// Percentage points between two rates that the words name.
//
//   P601 pp   最高与最低相差26.0个百分点, 第1位比第2位高出36.9个百分点, 后者比居民消费价格涨幅高8.1个百分点,
//   高出总体水平4.1个百分点
//
// What: places in the list before (最高, 首尾, 第N位, 前一年), 前者 and 后者, or a name behind 比, 较, 高出 under which another
// rate stands: in the words of that rate, or at the head of its paragraph. When contradictory: a list's places are fixed by
// words; a name needs a slip of one digit. When silent: no rate or several bear the name.
#include <algorithm>

#include "check/frames.h"
#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class NamedPoints {
 public:
  NamedPoints(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.kind == claim::Numeral::Kind::point && !c.vague() && !ledger_.firmly_explained(c.id, "pp") &&
            !ledger_.fixed(c.id, "pp"))
          point(all, i);
      }
  }

 private:
  struct Pair {
    int a = -1, b = -1;
    Tie tie = Tie::strong;
  };

  void point(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    Pair pair = by_place(all, i);
    if (pair.a < 0) pair = by_name(all, i);
    if (pair.a < 0 || pair.b < 0 || pair.a == pair.b || e_[pair.a].kind != e_[pair.b].kind || e_[pair.a].vague() ||
        e_[pair.b].vague())
      return;
    const Interval d = magnitude(e_[pair.a].value - e_[pair.b].value);
    const Interval value = c.exact.sign() < 0 ? -d : d;
    const bool larger = e_[pair.a].exact >= e_[pair.b].exact;
    const std::string text = number_text(e_, larger ? pair.a : pair.b) + " − " + number_text(e_, larger ? pair.b : pair.a);
    if (fit(c, value) == Fit::rounded) {
      confirm(e_, ledger_, "P601", "pp", c.id, {pair.a, pair.b}, value, text);
      return;
    }
    const bool down = c.exact.sign() < 0;
    const Recompute again = [down](const std::vector<Interval>& v) {
      const Interval gap = magnitude(v[0] - v[1]);
      return std::optional<Interval>(down ? -gap : gap);
    };
    miss(e_, ledger_, {"P601", "pp", c.id, {pair.a, pair.b}, again, pair.tie, text, "按所指的两个比率相减"});
  }

  /// The nearest list of rates before, in the sentence or the one before it.
  std::vector<int> list_before(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    std::vector<int> best;
    for (const List& list : lists_of(e_, all)) {
      const Claim &first = e_[list.ids.front()], &last = e_[list.ids.back()];
      if (last.id < c.id && c.sentence - last.sentence <= 1 && first.is_percentage() && first.role != Role::growth)
        best = list.ids;
    }
    // Nothing but other points may stand between.
    if (!best.empty())
      for (const int id : all)
        if (id > best.back() && id < c.id && e_[id].kind != claim::Numeral::Kind::point) return {};
    return best;
  }

  Pair by_place(const std::vector<int>& all, std::size_t i) const {
    const View words = e_[all[i]].clause_before;
    const auto one_of = [&](claim::Words w) { return !claim::find_any(words, w).empty(); };
    const bool ends = one_of({U"最高与最低", U"最高和最低", U"最高的与最低的", U"首尾", U"最大与最小", U"最高比最低"});
    const std::size_t first = place(words, 0), second = first > 0 ? place(words, words.find(U'位') + 1) : 0;
    const bool year_before = one_of({U"最近一年比前一年", U"最后一年比前一年"});
    if (!ends && (first == 0 || second == 0) && !year_before) return {};
    const std::vector<int> list = list_before(all, i);
    if (list.size() < 2) return {};
    const auto less = [&](int x, int y) { return e_[x].exact < e_[y].exact; };
    // 首尾 of a part of the list that the clause before names is left alone.
    if (ends && list.size() >= 3) {
      if (claim::contains(words, U"首尾")) {
        const std::size_t from = span_before(all[i]);
        if (from >= list.size()) return {};
        return {list[from], list.back(), Tie::strong};
      }
      return {*std::max_element(list.begin(), list.end(), less), *std::min_element(list.begin(), list.end(), less),
              Tie::certain};
    }
    if (year_before) return {list.back(), list[list.size() - 2], Tie::certain};
    if (first > 0 && second > 0 && first <= list.size() && second <= list.size())
      return {list[first - 1], list[second - 1], Tie::certain};
    return {};
  }
  /// 第2位至第5位彼此相差不大，首尾差距: where the part of the list begins that the clause before names.
  std::size_t span_before(int id) const {
    const Claim& c = e_[id];
    const View text = e_.passage(id).text;
    const std::size_t clause = c.start - std::min(c.start, c.clause_before.size());
    if (clause < 2) return 0;
    const std::size_t mark = text.substr(0, clause - 1).find_last_of(U"，；。");
    const View before = text.substr(mark == View::npos ? 0 : mark + 1, clause - 1 - (mark == View::npos ? 0 : mark + 1));
    const std::size_t at = place(Text(before), 0);
    return at > 0 && claim::contains(before, U"至") ? at - 1 : 0;
  }
  /// N of 第N位 at or behind `from`; 0 if none.
  static std::size_t place(View words, std::size_t from) {
    const std::size_t at = words.find(U'第', from);
    if (at == Text::npos || at + 2 >= words.size() || words[at + 2] != U'位') return 0;
    if (claim::is_digit(words[at + 1])) return static_cast<std::size_t>(words[at + 1] - U'0');
    const int n = claim::small_chinese_number(words.substr(at + 1, 1));
    return n > 0 ? static_cast<std::size_t>(n) : 0;
  }

  Pair by_name(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    if (claim::find_any(c.clause_before, {U"前者比后者", U"后者比前者", U"两者相差", U"二者相差"}).size() > 0) {
      // The two rates right before, with nothing between.
      return i >= 2 && rate(all[i - 1]) && rate(all[i - 2]) && e_[all[i - 2]].sentence == c.sentence &&
                     (i == 2 || !rate(all[i - 3]) || e_[all[i - 3]].sentence != c.sentence)
                 ? Pair{all[i - 2], all[i - 1], Tie::certain}
                 : Pair{};
    }
    // 比X高, 高出X, 低于X
    Text name;
    const claim::Found over = claim::find_last(c.clause_before, {U"高出", U"高于", U"低于", U"低出"});
    const claim::Found than = claim::find_last(c.clause_before, {U"比", U"较"});
    if (than && (!over || than.at < over.at)) {
      name = c.clause_before.substr(than.at + 1);
      const std::size_t end = name.find_last_of(U"高低多少快慢");
      if (end == Text::npos || end + 3 < name.size()) return {};
      name.erase(end);
    } else if (over) {
      name = c.clause_before.substr(over.at + 2);
    }
    for (const View tail : {View(U"平均水平"), View(U"水平"), View(U"平均增速"), View(U"增速"), View(U"增幅"), View(U"涨幅"),
                            View(U"平均"), View(U"的")})
      if (name.size() > tail.size() + 1 && claim::ends_with(name, tail)) name.erase(name.size() - tail.size());
    name = Text(claim::strip_name(name));
    const bool whole = name == U"整体" || name == U"总体" || name == U"全部" || name == U"平均";
    for (const View tail : {View(U"整体"), View(U"总体"), View(U"全部")})
      if (name.size() > tail.size() + 1 && claim::ends_with(name, tail)) name.erase(name.size() - tail.size());
    if (whole) return heading_rate(all, i);
    if (name.size() < 2 || !claim::find_any(name, {U"上年", U"去年", U"同期", U"上月", U"年初"}).empty()) return {};
    int own = -1;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && own < 0;)
      if (rate(all[j]) && !claim::contains(e_[all[j]].name, name)) own = all[j];
    if (own < 0) return {};
    int other = -1, found = 0;
    std::vector<Rational> seen;
    for (const int id : e_.named(name, c.id, 100, 8, [&](const Claim& x) { return x.id != own && alike(x, e_[own]); })) {
      const Claim& x = e_[id];
      if ((!claim::contains(x.name, name) && !(x.name.size() >= 4 && claim::contains(name, x.name))) ||
          std::abs(x.block - c.block) > 8)
        continue;
      if (std::find(seen.begin(), seen.end(), x.exact) != seen.end()) continue;
      seen.push_back(x.exact);
      if (found++ == 0) other = id;
    }
    if (found == 0) other = headed(name, own);
    if (other < 0 && found == 0) other = of_stem(name, own);
    return found > 1 ? Pair{} : Pair{own, other, other >= 0 && one_measure(e_[own], e_[other]) ? Tie::certain : Tie::strong};
  }
  /// 快于整体2.0个百分点: than the rate of the kind that the section begins with.
  Pair heading_rate(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    int own = -1;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && own < 0;)
      if (rate(all[j]) && c.clause - e_[all[j]].clause <= 2) own = all[j];
    if (own < 0) return {};
    constexpr int kParagraphs = 6;
    for (int p = std::max(0, e_.paragraph(c.id) - kParagraphs); p <= e_.paragraph(c.id); ++p)
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(p)]) {
        if (id >= own || e_.section(id) != e_.section(own)) continue;
        if (rate(id) && alike(e_[id], e_[own]) && e_[id].role == e_[own].role) return {own, id, Tie::strong};
      }
    return {};
  }
  bool rate(int id) const {
    const Claim& c = e_[id];
    return c.is_percentage() && c.kind != claim::Numeral::Kind::part && c.role != Role::limit;
  }
  bool alike(const Claim& x, const Claim& own) const {
    return x.is_percentage() && x.kind == own.kind && (x.role == Role::growth) == (own.role == Role::growth);
  }
  /// Rates of one word (合格率) or of names that end alike, told in one paragraph.
  bool one_measure(const Claim& a, const Claim& b) const {
    if (a.passage != b.passage || a.name_inherited || b.name_inherited) return false;
    if (a.role == Role::rate && b.role == Role::rate) return !stem_of_rate(a).empty() && stem_of_rate(a) == stem_of_rate(b);
    std::size_t same = 0;
    while (same < std::min(a.name.size(), b.name.size()) &&
           a.name[a.name.size() - 1 - same] == b.name[b.name.size() - 1 - same])
      ++same;
    return same >= 3;
  }
  /// 比全部案件的不捕率高: the one rate of that stem that the document tells of now.
  int of_stem(const Text& name, int own) const {
    const Text stem = e_[own].role == Role::rate ? stem_of_rate(e_[own]) : Text();
    if (stem.empty() || !claim::ends_with(name, stem + U"率") || name.size() <= stem.size() + 1) return -1;
    int found = -1;
    for (const int id : e_.prose()) {
      const Claim& x = e_[id];
      if (id == own || x.role != Role::rate || stem_of_rate(x) != stem || x.kind != e_[own].kind ||
          surely_earlier(x.clause_before))
        continue;
      if (found >= 0 && e_[found].exact != x.exact) return -1;
      found = id;
    }
    return found;
  }
  /// The first rate of the same kind in the paragraph that begins with the name.
  int headed(const Text& name, int own) const {
    const Text stem = e_[own].role == Role::rate ? stem_of_rate(e_[own]) : Text();
    if (stem.empty()) return -1;
    const int p = e_.paragraph(own);
    for (int q = p - 1; q >= 0 && q >= p - 8; --q) {
      const std::vector<int>& all = e_.paragraphs()[static_cast<std::size_t>(q)];
      const View head = View(e_.passage(all.front()).text).substr(0, name.size() + 6);
      if (!claim::contains(head, name)) continue;
      for (const int id : all)
        if (e_[id].role == Role::rate && stem_of_rate(e_[id]) == stem) return id;
    }
    return -1;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_named_points(const Evidence& evidence, Ledger& ledger) { NamedPoints(evidence, ledger).run(); }

}  // namespace zh::check
