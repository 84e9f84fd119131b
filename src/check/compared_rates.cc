// Distances between two rates that the words name and that stand anywhere in the section or in a table near by.
//
//   P615 pp   增速快于整体2.0个百分点; 占比比城乡建设低1.2个百分点; 比1964年增加44.5个百分点; 不合格率最高的与最低的相差36.7
//             个百分点; 东盟最快，韩国最慢，相差6.6个百分点: the ends of a column
//
// What: whose rate it is and what it is compared with, from the words around 比, 较, 高于, 快于, 相差; each is looked for under
// its name in the words that lead to a percentage of that kind, or in row and column of a table; a year is looked for as the
// time of a rate of the same name; 整体 is what the section begins with or a table's total. A distance told in percent counts
// like one in points. The words also say which is the larger. When contradictory: never. When silent: no pair of the named
// rates gives the number.
#include <algorithm>

#include "check/cell_names.h"
#include "check/extremes.h"
#include "check/frames.h"
#include "check/lists.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Kind = claim::Numeral::Kind;

class ComparedRates {
 public:
  ComparedRates(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const std::vector<int>& all : e_.paragraphs())
      for (const int id : all)
        if (rate(id)) rates_.push_back(id);
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (const int id : all) {
        const Claim& c = e_[id];
        const bool meant = c.kind == Kind::percent && ledger_.explained(id, {"wording"});
        if ((c.kind != Kind::point && !meant) || c.table >= 0 || e_.passage(id).cell >= 0 || c.vague() || c.exact.is_zero() ||
            ledger_.firmly_explained(id, "pp") || ledger_.fixed(id, "pp"))
          continue;
        point(c);
      }
  }

 private:
  static constexpr int kNear = 8;           ///< blocks to a table
  static constexpr int kParagraphs = 6;     ///< to what a section begins with
  static constexpr std::size_t kBack = 60;  ///< rates before that are looked at
  static constexpr std::size_t kMost = 4;   ///< of one name

  bool rate(int id) const {
    const Claim& c = e_[id];
    return c.is_percentage() && c.kind != Kind::part && c.role != Role::limit && !c.vague() && c.table < 0;
  }

  struct Sides {
    View own, other;
    int sign = 0;  ///< +1: the own is the larger
    bool found = false, apart = false;
  };

  /// X比Y高, X高于Y, X与Y相差.
  static Sides sides(View words) {
    Sides out;
    static const claim::Words kOver = {U"高于", U"低于", U"快于", U"慢于", U"大于", U"小于",   U"多于", U"少于",
                                       U"高出", U"低出", U"超过", U"超出", U"领先", U"落后于", U"落后"};
    const claim::Found over = claim::find_last(words, kOver);
    std::size_t than = View::npos;
    for (std::size_t at = words.size(); at-- > 0;)
      if (claim::one_of(words[at], U"比较") && !(at > 0 && claim::one_of(words[at - 1], U"占同环对可相结之")) &&
          !(at + 1 < words.size() && claim::one_of(words[at + 1], U"重例"))) {
        than = at;
        break;
      }
    if (than != View::npos && (!over || than < over.at)) {
      View other = words.substr(than + 1);
      int sign = 0;
      while (!other.empty() && claim::one_of(other.back(), U"了出约近略仅还要更")) other.remove_suffix(1);
      if (other.empty()) return out;
      const claim::Verb verb = claim::last_change_verb(other);
      if (claim::one_of(other.back(), U"高快多大")) {
        sign = 1;
        other.remove_suffix(1);
      } else if (claim::one_of(other.back(), U"低慢少小")) {
        sign = -1;
        other.remove_suffix(1);
      } else if (verb && verb.at + verb.word.size() == other.size()) {
        sign = verb.sign;
        other = other.substr(0, verb.at);
      } else if (over && over.at > than && over.at + over.word.size() == words.size()) {
        sign = claim::one_of(over.word[0], U"高快大多超领") ? 1 : -1;
        other = words.substr(than + 1, over.at - than - 1);
      } else {
        return out;
      }
      return {words.substr(0, than), other, sign, true, false};
    }
    if (over)
      return {words.substr(0, over.at), words.substr(over.at + over.word.size()),
              claim::one_of(over.word[0], U"高快大多超领") ? 1 : -1, true, false};
    if (!claim::find_any(words, {U"相差", U"差距", U"落差", U"相距"}).empty()) {
      out.apart = true;
      const std::size_t joint = words.find_first_of(U"与和");
      if (joint != View::npos) out.own = words.substr(0, joint), out.other = words.substr(joint + 1), out.found = true;
    }
    return out;
  }

  void point(const Claim& c) {
    const View text = e_.passage(c.id).text;
    const std::size_t begin = claim::start_behind(text, c.start, U"。！？\n");
    const std::size_t from = claim::start_behind(text, c.start, U"，。；：！？\n");
    Sides s = sides(text.substr(from, c.start - from));
    if (s.apart && !s.found && from > begin) {
      // 净资产增速低于总资产增速，相差0.4个百分点
      const std::size_t before = std::max(begin, claim::start_behind(text, from - 1, U"，。；！？\n"));
      const Sides earlier = sides(text.substr(before, from - 1 - before));
      if (earlier.found && !earlier.apart) s = earlier;
    }
    if (s.apart) {
      ends(c, text.substr(begin, c.start - begin));
      return;
    }
    if (!s.found) return;
    // 个人所得税进度更快，高出企业所得税6.2个百分点: whose it is stands in the clause before.
    View own = claim::strip_name(s.own);
    if (own.size() < 2 && from > begin) {
      const std::size_t before = std::max(begin, claim::start_behind(text, from - 1, U"，。；！？\n"));
      own = text.substr(before, from - 1 - before);
      // Up to its first number; what compares names nothing.
      own = own.substr(0, own.find_first_of(U"0123456789"));
      if (!own.empty() && claim::one_of(own.front(), U"比较")) own = View();
    }
    const Role measure = wanted(own, s.other);
    const std::vector<int> owns = of_own(c, own, measure), others = of_other(c, s.other, measure, owns);
    settle(c, owns, others, s.sign);
    if (s.sign != 0) cells(c, own, s.other, text.substr(begin, c.start - begin), s.sign);
  }

  /// growth, share, rate or, where the words leave it open, level.
  static Role wanted(View own, View other) {
    for (const View words : {own, other})
      if (const Role r = measure_of(words); r != Role::level) return r;
    return Role::level;
  }
  static bool of_measure(const Claim& x, Role measure) {
    if (measure == Role::level) return true;
    if (measure == Role::growth) return x.role == Role::growth;
    return x.role != Role::growth;
  }

  /// The name without what says only that a rate is meant: 增速, 平均水平.
  static Text named_thing(View words) {
    View name = claim::strip_name(words);
    if (name.size() < 2) name = words;  // 收入 alone is a name
    for (bool again = true; again && !name.empty();) {
      again = false;
      for (const View tail : {View(U"增速"), View(U"增幅"), View(U"涨幅"), View(U"降幅"),     View(U"增长"), View(U"占比"),
                              View(U"比重"), View(U"份额"), View(U"进度"), View(U"平均水平"), View(U"水平"), View(U"平均"),
                              View(U"的"),   View(U"也"),   View(U"均"),   View(U"都"),       View(U"则"),   View(U"更快"),
                              View(U"更高"), View(U"最快"), View(U"最高"), View(U"最低"),     View(U"整体"), View(U"略")})
        if (name.size() > tail.size() && claim::ends_with(name, tail)) name.remove_suffix(tail.size()), again = true;
    }
    return Text(name);
  }

  /// The words that lead to a percentage: its sentence up to it, but not what leads to one of its role before it.
  View lead(int id) const {
    const Claim& x = e_[id];
    const View text = e_.passage(id).text;
    std::size_t from = claim::start_behind(text, x.start, U"。！？\n");
    for (int y = id - 1; y >= 0 && e_[y].passage == x.passage && e_[y].start >= from; --y)
      if (e_[y].is_percentage() && e_[y].role == x.role) {
        from = e_[y].noun_end;
        break;
      }
    return text.substr(from, x.start - from);
  }
  /// How many of a name's pairs of characters the words have, of 100.
  static int covers(View words, View name) {
    if (name.size() < 2) return 0;
    if (claim::contains(words, name)) return 100;
    int found = 0;
    for (std::size_t k = 0; k + 1 < name.size(); ++k)
      if (words.find(name.substr(k, 2)) != View::npos) ++found;
    return 100 * found / static_cast<int>(name.size() - 1);
  }

  /// Rates before the number, nearest first; then a few behind it.
  std::vector<int> around(const Claim& c) const {
    const auto at = std::lower_bound(rates_.begin(), rates_.end(), c.id);
    std::vector<int> out;
    for (auto x = at; x != rates_.begin() && out.size() < kBack;) {
      --x;
      if (e_.section(*x) != e_.section(c.id) && c.block - e_[*x].block > 3 * kNear) break;
      out.push_back(*x);
    }
    for (auto x = at; x != rates_.end() && x - at < 3; ++x)
      if (*x != c.id && e_[*x].sentence == c.sentence) out.push_back(*x);
    return out;
  }

  std::vector<int> of_own(const Claim& c, View own, Role measure) const {
    const Text name = named_thing(own);
    std::vector<int> out;
    if (name.size() >= 2)
      for (const int id : around(c))
        if (out.size() < kMost && of_measure(e_[id], measure) && covers(lead(id), name) >= 60 && !earlier(id))
          out.push_back(id);
    if (!out.empty()) return out;
    // Told of what was spoken of last.
    constexpr std::size_t kLast = 2;
    for (const bool here : {true, false})
      for (const int id : around(c))
        if (out.size() < kLast && id < c.id && of_measure(e_[id], measure) && !earlier(id) &&
            (here ? e_[id].sentence == c.sentence : e_[id].passage == c.passage) && (here || out.empty()))
          out.push_back(id);
    return out;
  }
  bool earlier(int id) const { return surely_earlier(e_[id].before); }

  std::vector<int> of_other(const Claim& c, View other, Role measure, const std::vector<int>& owns) const {
    std::vector<int> out;
    const View time = claim::strip_name(other).empty() ? other : claim::strip_name(other);
    const Text year = year_of(other);
    if (!year.empty()) {
      for (const int id : around(c))
        if (out.size() < kMost && of_measure(e_[id], measure) && said_in(id, year) &&
            std::any_of(owns.begin(), owns.end(), [&](int o) { return o != id && alike_names(e_[o], e_[id]); }))
          out.push_back(id);
      return out;
    }
    if (only_time(time)) return out;
    const Text name = named_thing(other);
    const bool whole = name.empty() || name == U"整体" || name == U"总体" || name == U"全部" || name == U"平均";
    const std::vector<int> near = around(c);
    if (whole) {
      // What this or an earlier paragraph begins with.
      int last = -1;
      for (auto x = near.rbegin(); x != near.rend(); ++x) {
        const int p = e_.paragraph(*x);
        if (p == last || e_.paragraph(c.id) - p > kParagraphs || *x > c.id || !of_measure(e_[*x], measure)) continue;
        if (!owns.empty() && e_[*x].role != e_[owns.front()].role) continue;
        last = p;
        out.insert(out.begin(), *x);
      }
      if (out.size() > kMost) out.resize(kMost);
      return out;
    }
    if (name.size() < 2) return out;
    for (const int id : near)
      if (out.size() < 2 * kMost && of_measure(e_[id], measure) && (covers(lead(id), name) >= 75 || headed(id, name)))
        out.push_back(id);
    // The same measure of both: 单产 with 单产.
    std::stable_sort(out.begin(), out.end(), [&](int a, int b) {
      const auto like = [&](int x) {
        return std::any_of(owns.begin(), owns.end(), [&](int o) { return o != x && e_[o].name == e_[x].name; });
      };
      return like(a) > like(b);
    });
    return out;
  }
  /// Whether the paragraph of a rate begins with the name: ● 寿险：7589亿元，增长6.8%.
  bool headed(int id, const Text& name) const {
    constexpr std::size_t kHead = 8;
    return claim::contains(View(e_.passage(id).text).substr(0, name.size() + kHead), name);
  }
  static bool alike_names(const Claim& a, const Claim& b) {
    if (a.name.size() < 2 || b.name.size() < 2) return a.name == b.name;
    return claim::likeness(a.name, b.name) >= 60 || claim::ends_with(a.name, b.name) || claim::ends_with(b.name, a.name);
  }
  /// 1964 of 1964年, 2013年二季度.
  static Text year_of(View words) {
    const std::size_t at = words.rfind(U'年');
    if (at == View::npos || at < 4) return {};
    const View year = words.substr(at - 4, 4);
    return std::all_of(year.begin(), year.end(), claim::is_digit) && (year[0] == U'1' || year[0] == U'2') ? Text(year) + U"年"
                                                                                                          : Text();
  }
  /// Whether the last year before a rate in its paragraph is this one.
  bool said_in(int id, const Text& year) const {
    const Claim& x = e_[id];
    const View text = View(e_.passage(id).text).substr(0, x.start);
    const std::size_t at = text.rfind(year);
    if (at == View::npos) return false;
    for (std::size_t y = text.find(U'年', at + year.size()); y != View::npos; y = text.find(U'年', y + 1))
      if (!year_of(text.substr(0, y + 1)).empty() && !(y >= 5 && claim::one_of(text[y - 5], U"比较"))) return false;
    return true;
  }

  void settle(const Claim& c, const std::vector<int>& owns, const std::vector<int>& others, int sign) {
    if (owns.empty() || others.empty()) return;
    Search search(e_, ledger_, c.id, "P615", "pp");
    for (const int a : owns)
      for (const int b : others)
        if (a != b && offer(search, c, a, b, sign, 8)) return;
    search.forget();
  }
  bool offer(Search& search, const Claim& c, int a, int b, int sign, int charge) const {
    const Claim &x = e_[a], &y = e_[b];
    if (x.kind != y.kind || (x.role == Role::growth) != (y.role == Role::growth)) return false;
    if ((sign > 0 && x.exact < y.exact) || (sign < 0 && x.exact > y.exact)) return false;
    const Interval d = magnitude(x.value - y.value);
    const bool larger = x.exact >= y.exact;
    return search.offer(c.exact.sign() < 0 ? -d : d, {a, b},
                        number_text(e_, larger ? a : b) + " − " + number_text(e_, larger ? b : a), charge);
  }

  /// Both in a table: 个人所得税进度更快，高出企业所得税6.2个百分点.
  void cells(const Claim& c, View own, View other, View sentence, int sign) {
    if (ledger_.explained(c.id, {"pp"})) return;
    Search search(e_, ledger_, c.id, "P615", "pp");
    constexpr int kMostRows = 120, kMostColumns = 24;
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      if (t.rows > kMostRows || t.columns > kMostColumns || search.spent()) continue;
      std::vector<int> mine = rows_named(t, own), theirs = rows_named(t, other);
      if (mine.empty()) mine = rows_named(t, sentence.substr(0, sentence.size() - std::min(sentence.size(), other.size())));
      if (theirs.empty() && named_thing(other).size() <= 3)
        for (int r = t.header_rows; r < t.rows; ++r)
          if (row_of_all(t, r)) theirs.push_back(r);
      std::vector<int> prose = mine.empty() || theirs.empty() ? of_own(c, own, wanted(own, other)) : std::vector<int>();
      for (int x = 1; x < t.columns; ++x) {
        for (const int a : mine)
          for (const int b : theirs)
            if (a != b && cell(t, a, x) && cell(t, b, x) && offer(search, c, t.at(a, x), t.at(b, x), sign, 8)) return;
        const auto first = std::min<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(prose.size()));
        for (const int r : theirs)
          for (auto p = prose.begin(); p != prose.begin() + first; ++p)
            if (cell(t, r, x) && offer(search, c, *p, t.at(r, x), sign, 12)) return;
      }
      // Columns are compared: 三季度比一季度高.
      const std::vector<int> left = columns_named(t, own.size() >= 2 ? own : sentence), right = columns_named(t, other);
      for (int r = t.header_rows; r < t.rows; ++r)
        for (const int x : left)
          for (const int y : right)
            if (x != y && cell(t, r, x) && cell(t, r, y) && offer(search, c, t.at(r, x), t.at(r, y), sign, 8)) return;
    }
    search.forget();
  }
  bool cell(const claim::Table& t, int row, int column) const {
    const int id = t.at(row, column);
    return id >= 0 && e_[id].is_percentage() && e_[id].kind != Kind::part && !e_[id].vague();
  }

  /// 不合格率最高的是建材，最低的是成品油，两者相差36.7个百分点: the ends of the rates of that name told before.
  void ends(const Claim& c, View sentence) {
    if (claim::find_any(sentence, {U"最高", U"最低", U"最大", U"最小", U"垫底", U"最快", U"最慢"}).empty()) return;
    if (ends_of_column(c, sentence)) return;
    std::vector<int> list;
    Text stem;
    for (const int id : around(c)) {
      const Claim& x = e_[id];
      if (x.id > c.id || c.block - x.block > kNear || x.sentence == c.sentence) continue;
      if (x.role == Role::rate) {
        const Text own = stem_of_rate(x);
        if (own.empty() || !claim::contains(sentence, own + U"率")) continue;
        if (stem.empty()) stem = own;
        if (own == stem) list.push_back(id);
      }
    }
    if (list.size() < 3) return;
    const auto less = [&](int a, int b) { return e_[a].exact < e_[b].exact; };
    Search search(e_, ledger_, c.id, "P615", "pp");
    offer(search, c, *std::max_element(list.begin(), list.end(), less), *std::min_element(list.begin(), list.end(), less), 1,
          8);
    search.forget();
  }

  /// 东盟最快，韩国最慢，相差6.6个百分点: the two rows that the sentence names are the ends of a column.
  bool ends_of_column(const Claim& c, View sentence) {
    constexpr int kFewest = 3;
    Search search(e_, ledger_, c.id, "P615", "pp");
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      std::vector<int> named = rows_named(t, sentence);
      std::erase_if(named, [&](int r) { return row_of_all(t, r); });
      if (named.size() != 2) continue;
      for (int x = 1; x < t.columns; ++x) {
        if (!cell(t, named[0], x) || !cell(t, named[1], x)) continue;
        int rows = 0;
        const Rational low = std::min(e_[t.at(named[0], x)].exact, e_[t.at(named[1], x)].exact),
                       high = std::max(e_[t.at(named[0], x)].exact, e_[t.at(named[1], x)].exact);
        bool within = true;
        for (int r = t.header_rows; r < t.rows && within; ++r) {
          if (!cell(t, r, x) || row_of_all(t, r)) continue;
          ++rows;
          within = e_[t.at(r, x)].exact >= low && e_[t.at(r, x)].exact <= high;
        }
        if (within && rows >= kFewest && offer(search, c, t.at(named[0], x), t.at(named[1], x), 0, 6)) return true;
      }
    }
    search.forget();
    return false;
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<int> rates_;  ///< of the prose, in order
};

}  // namespace

void check_compared_rates(const Evidence& evidence, Ledger& ledger) { ComparedRates(evidence, ledger).run(); }

}  // namespace zh::check
