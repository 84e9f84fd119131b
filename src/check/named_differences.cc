// How far two things lie apart that the words name, wherever they were told.
//
//   D518 difference   甲县8480万人次 … 乙县比甲县少1361万人次: paragraphs before, or the rows of a table, bear the names
//                     单产以早稻最高，小麦其次，二者相差54.6公斤: the two rows of a table that the sentence names
//   D519 difference   2012年末9899万人，2016年末4335万人，2017年末3046万人 … 2017年比上年减少1289万人: the levels of two dates
//
// What: the words before the number say what is compared with what; an empty side is the amount told last. A name is looked for
// in the sentences before, in the paragraphs just before and in the rows of a table near by. When contradictory: each name is
// told once, and one wrong digit explains the difference. When silent: a name that is told nowhere or with several values;
// rates.
#include <algorithm>
#include <map>

#include "check/cell_names.h"
#include "check/frames.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr int kNearTable = 8, kNearParagraphs = 4;
constexpr std::size_t kMostPairs = 16, kName = 16;

class NamedDifferences {
 public:
  NamedDifferences(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (!c.is_amount() || c.vague() || c.chinese || c.exact.is_zero() || ledger_.firmly_explained(c.id, "difference"))
          continue;
        if (!apart(all, i)) dated(all, i);
      }
  }

 private:
  using Ids = std::vector<int>;

  bool level(int id, const Claim& like) const {
    const Claim& c = e_[id];
    return c.is_amount() && (c.role == Role::level || c.role == Role::prior) && !c.vague() && !c.chinese && addable(c, like) &&
           id != like.id && c.exact.sign() >= 0;
  }

  struct Words {
    View x, y;     ///< what is compared, and with what
    int sign = 0;  ///< of x − y; 0 not told
  };
  /// 乙县比甲县少, 头名与次名相差, 与乙相差.
  std::optional<Words> words_of(const Claim& c) const {
    View words = c.clause_before;
    if (words.size() > 2 * kName) words = words.substr(words.size() - 2 * kName);
    while (!words.empty() && claim::one_of(words.back(), U"了约近达为出有只仅")) words.remove_suffix(1);
    static constexpr std::pair<View, int> kVerbs[] = {{U"相差", 0}, {U"差距", 0}, {U"增加", 1}, {U"减少", -1}, {U"多", 1},
                                                      {U"少", -1},  {U"高", 1},   {U"低", -1},  {U"差", 0},    {U"增", 1},
                                                      {U"减", -1},  {U"长", 1},   {U"短", -1},  {U"快", -1},   {U"慢", 1}};
    for (const auto& [verb, sign] : kVerbs) {
      if (!claim::ends_with(words, verb)) continue;
      const View rest = words.substr(0, words.size() - verb.size());
      const std::size_t than = rest.find_last_of(sign == 0 ? View(U"与和跟距离") : View(U"比较"));
      if (than == View::npos || (than > 0 && rest[than] == U'比' && claim::one_of(rest[than - 1], U"占同环对可相")))
        return std::nullopt;
      Words out{rest.substr(0, than), rest.substr(than + 1), sign};
      return out;
    }
    // 结案多于收案21件
    for (const auto& [verb, sign] : {std::pair(View(U"多于"), 1), std::pair(View(U"少于"), -1)})
      if (const std::size_t at = words.find(verb); at != View::npos)
        return Words{words.substr(0, at), words.substr(at + verb.size()), sign};
    return std::nullopt;
  }

  /// 本市户籍35人，外来57人，外来多22人: the one named again and the other of the two told right before.
  bool more_of_two(const Ids& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    View words = c.clause_before;
    if (i < 2 || words.size() < 3) return false;
    const char32_t verb = words.back();
    if (verb != U'多' && verb != U'少') return false;
    words.remove_suffix(1);
    const View x = bare(words);
    const int b = all[i - 1], a = all[i - 2];
    if (!plain_name(x) || !level(a, c) || !level(b, c) || !beside(a, b) || e_[a].noun != c.noun ||
        c.clause - e_[b].clause != 1 || e_[b].clause - e_[a].clause != 1 || e_[a].sentence != c.sentence)
      return false;
    const bool first = bare(e_[a].name) == x, second = bare(e_[b].name) == x;
    if (first == second) return false;
    return settle(c, {first ? std::pair(a, b) : std::pair(b, a)}, verb == U'多' ? 1 : -1, "D518");
  }
  static View bare(View name) {
    name = claim::strip_name(name);
    for (bool again = true; again && !name.empty();) {
      again = false;
      for (const View tail : {View(U"总数"), View(U"总量"), View(U"数量"), View(U"人数"), View(U"件数"), View(U"户数"),
                              View(U"的"), View(U"数"), View(U"要"), View(U"还"), View(U"又"), View(U"则"), View(U"也")})
        if (claim::ends_with(name, tail) && name.size() > tail.size() + 1) {
          name.remove_suffix(tail.size());
          again = true;
        }
    }
    return name;
  }
  static bool plain_name(View name) {
    return name.size() >= 2 && name.size() <= kName &&
           claim::find_any(name,
                           {U"同期", U"上年", U"去年", U"上月", U"计划", U"目标", U"预算", U"全国", U"全省", U"平均", U"规定"})
               .empty();
  }

  /// Whether a paragraph opens with a name, and the number is its first of the unit.
  bool headed(int q, int id, View name) const {
    const std::vector<int>& all = e_.paragraphs()[static_cast<std::size_t>(q)];
    for (const int other : all)
      if (e_[other].noun == e_[id].noun && e_[other].is_amount()) {
        if (other != id) return false;
        break;
      }
    const View text = View(e_.passage(id).text).substr(0, std::min<std::size_t>(e_[id].start, 2 * kName));
    const std::size_t mark = text.find_first_of(U"。：，");
    return mark != View::npos && mark >= name.size() && claim::ends_with(text.substr(0, mark), name);
  }

  /// The amounts that bear a name: exactly, else at its end or beginning.
  Ids bearing(View name, const Claim& c) const {
    Ids exact, alike;
    const int own = e_.paragraph(c.id);
    for (int q = std::max(0, own - kNearParagraphs); q <= own; ++q)
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(q)]) {
        if (id >= c.id || !level(id, c) || e_[id].noun != c.noun) continue;
        // （一）商品消费类。投诉2389件: what the paragraph is about.
        if (q < own && headed(q, id, name)) exact.push_back(id);
        if (e_[id].name_inherited || e_[id].name.size() < 2) continue;
        const View told = bare(e_[id].name);
        if (told == name)
          exact.push_back(id);
        else if (told.size() >= 2 &&
                 (claim::ends_with(told, name) || claim::ends_with(name, told) || claim::starts_with(told, name)))
          alike.push_back(id);
      }
    for (const claim::Table& t : e_.tables_near(c.block, kNearTable)) {
      for (int r = t.header_rows; r < t.rows; ++r) {
        const View label = claim::strip_name(t.row_label[static_cast<std::size_t>(r)]);
        if (label.size() < 2) continue;
        const bool same = label == name;
        if (!same && !claim::starts_with(name, label) && !claim::starts_with(label, name) && !claim::ends_with(label, name))
          continue;
        for (int x = 0; x < t.columns; ++x)
          if (const int id = t.at(r, x); id >= 0 && level(id, c)) (same ? exact : alike).push_back(id);
      }
    }
    return exact.empty() ? alike : exact;
  }

  /// Two cells of one column, or two of the text.
  bool beside(int a, int b) const {
    const Claim &x = e_[a], &y = e_[b];
    if (a == b || (x.table >= 0) != (y.table >= 0)) return false;
    if (x.table >= 0) return x.table == y.table && x.column == y.column && x.row != y.row;
    return x.noun == y.noun && x.role == y.role;
  }

  /// 1 of 头名, 2 of 第二名; 0 for no rank.
  static int rank_of(View name) {
    if (!claim::start_any(name, {U"头名", U"首名", U"榜首", U"首位", U"头位"}).empty()) return 1;
    if (name.size() < 3 || name.size() > 4 || name[0] != U'第' || !claim::one_of(name.back(), U"名位")) return 0;
    if (claim::is_digit(name[1]) && name.size() == 3) return static_cast<int>(name[1] - U'0');
    return std::max(0, claim::small_chinese_number(name.substr(1, name.size() - 2)));
  }
  /// 头名与第二名相差40件: of the nearest table before whose first amounts fall row by row.
  std::optional<std::pair<int, int>> by_rank(View x, View y, const Claim& c) const {
    const int a = rank_of(x), b = rank_of(y);
    if (a == 0 || b == 0 || a == b) return std::nullopt;
    for (std::size_t k = e_.claims.tables.size(); k-- > 0;) {
      const claim::Table& t = e_.claims.tables[k];
      if (t.block > c.block || c.block - t.block > kNearTable) continue;
      for (int column = 0; column < t.columns; ++column) {
        Ids rows;
        for (int r = t.header_rows; r < t.rows; ++r) {
          const int id = t.at(r, column);
          if (t.total[static_cast<std::size_t>(r)]) continue;
          if (id < 0 || !level(id, c) || (!rows.empty() && e_[id].exact > e_[rows.back()].exact)) break;
          rows.push_back(id);
        }
        if (static_cast<int>(rows.size()) >= std::max({a, b, 3}))
          return std::pair(rows[static_cast<std::size_t>(a) - 1], rows[static_cast<std::size_t>(b) - 1]);
      }
      return std::nullopt;
    }
    return std::nullopt;
  }

  bool apart(const Ids& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const std::optional<Words> words = words_of(c);
    if (!words) return two_rows(c) || more_of_two(all, i);
    View x = bare(words->x), y = bare(words->y);
    if (const std::optional<std::pair<int, int>> ranked = by_rank(x, y, c)) return settle(c, {*ranked}, words->sign, "D518");
    // 调解结案 and 裁决结案: what they share names neither.
    std::size_t tail = 0;
    while (tail + 2 < x.size() && tail + 2 < y.size() && x[x.size() - 1 - tail] == y[y.size() - 1 - tail]) ++tail;
    if (bearing(x, c).empty() || bearing(y, c).empty()) {
      x.remove_suffix(tail);
      y.remove_suffix(tail);
    }
    if (!plain_name(y) || (!x.empty() && !plain_name(x))) return false;
    const Ids second = bearing(y, c);
    Ids first;
    const Text before = x.empty() ? told_before(c) : Text();
    if (plain_name(before)) {
      first = bearing(before, c);
    } else if (!x.empty()) {
      first = bearing(x, c);
    } else {
      for (std::size_t j = i; j-- > 0 && first.empty() && e_[all[j]].sentence == c.sentence;)
        if (level(all[j], c) && e_[all[j]].noun == c.noun) first.push_back(all[j]);
    }
    std::vector<std::pair<int, int>> pairs;
    for (const int a : first)
      for (const int b : second)
        if (beside(a, b)) pairs.emplace_back(a, b);
    return settle(c, pairs, words->sign, "D518");
  }

  /// 单产以早稻最高，小麦其次，二者相差54.6公斤: the two rows of a table that the sentence names.
  bool two_rows(const Claim& c) {
    View words = c.clause_before;
    while (!words.empty() && claim::one_of(words.back(), U"了约近达为出有只仅")) words.remove_suffix(1);
    if (claim::end_any(words, {U"相差", U"落差", U"差距"}).empty() || words.size() > 6) return false;
    const View text = e_.passage(c.id).text;
    const std::size_t begin = claim::start_behind(text, c.start, U"。！？\n");
    std::vector<std::pair<int, int>> pairs;
    for (const claim::Table& t : e_.tables_near(c.block, kNearTable)) {
      std::vector<int> named = rows_named(t, text.substr(begin, c.start - begin));
      std::erase_if(named, [&](int r) { return row_of_all(t, r); });
      if (named.size() != 2) continue;
      for (int x = 1; x < t.columns; ++x) {
        const int a = t.at(named[0], x), b = t.at(named[1], x);
        if (a >= 0 && b >= 0 && level(a, c) && level(b, c) && e_[a].noun == c.noun) pairs.emplace_back(a, b);
      }
    }
    return settle(c, pairs, 0, "D518");
  }
  /// 欧盟居第二，与东盟差: whose it is stands in the clause before, which tells no number.
  Text told_before(const Claim& c) const {
    const View text = e_.passage(c.id).text;
    const std::size_t from = c.start - std::min(c.start, c.clause_before.size());
    if (from < 2 || text[from - 1] != U'，') return {};
    const std::size_t begin = claim::start_behind(text, from - 1, U"，。；：！？\n");
    View clause = text.substr(begin, from - 1 - begin);
    if (clause.find_first_of(U"0123456789") != View::npos) return {};
    const std::size_t place = clause.find_first_of(U"居列排位");
    return place == View::npos ? Text() : Text(bare(clause.substr(0, place)));
  }

  bool settle(const Claim& c, std::vector<std::pair<int, int>> pairs, int sign, const char* rule) {
    if (pairs.empty() || pairs.size() > kMostPairs) return false;
    const bool negative = c.exact.sign() < 0;
    const auto again = [sign, negative](const std::vector<Interval>& v) {
      const Interval d = sign > 0 ? v[0] - v[1] : sign < 0 ? v[1] - v[0] : magnitude(v[0] - v[1]);
      return std::optional<Interval>(negative ? -d : d);
    };
    const auto formula = [&](int a, int b) {
      const bool swapped = sign < 0 || (sign == 0 && e_[b].exact > e_[a].exact);
      return number_text(e_, swapped ? b : a) + " − " + number_text(e_, swapped ? a : b);
    };
    for (const auto& [a, b] : pairs) {
      const std::optional<Interval> own = again({e_[a].value, e_[b].value});
      if (fit(c, *own) == Fit::none || chance(c, *own) * static_cast<std::int64_t>(pairs.size()) > 4 * kEnough) continue;
      confirm(e_, ledger_, rule, "difference", c.id, {a, b}, *own, formula(a, b));
      return true;
    }
    // Every mention has the same two values.
    const auto& [a, b] = pairs.front();
    for (const auto& [p, q] : pairs)
      if (e_[p].exact != e_[a].exact || e_[q].exact != e_[b].exact) return false;
    if (e_[a].scale != e_[b].scale) return false;
    miss(e_, ledger_, {rule, "difference", c.id, {a, b}, again, Tie::strong, formula(a, b), "按所比两数相减"});
    return true;
  }

  // ---- two dates

  /// 2017 of 2017年, 2017年末 before a number or at the start of its clause; 0 without one.
  static int year_in(View words) {
    while (!words.empty() && claim::one_of(words.front(), U"—-·•▪■●○*")) words.remove_prefix(1);
    if (words.size() < 5 || !std::all_of(words.begin(), words.begin() + 4, claim::is_digit) || words[4] != U'年') return 0;
    int year = 0;
    for (std::size_t k = 0; k < 4; ++k) year = year * 10 + static_cast<int>(words[k] - U'0');
    return year > 1900 && year < 2100 ? year : 0;
  }
  /// Only a year, and the name of the thing, stand before the number in its clause.
  static int year_of(const Claim& c) {
    const int year = year_in(c.clause_before);
    return year != 0 && c.before.size() == c.clause_before.size() && c.before.size() < 5 + kName ? year : 0;
  }

  /// 2017年比上年末减少1289万人; 2023年比2021年多162批次, of a table of years: levels under these years.
  void dated(const Ids& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (c.role != Role::change && c.role != Role::level) return;
    View words = c.clause_before;
    const std::size_t than = words.find_last_of(U"比较");
    if (than == View::npos || than < 5 || (claim::one_of(words[than - 1], U"占同环对可相"))) return;
    const int now = year_in(words);
    if (now == 0) return;
    const View behind = words.substr(than + 1);
    int then = year_in(behind);
    if (then == 0 && !claim::start_any(behind, {U"上年", U"上一年"}).empty()) then = now - 1;
    const claim::Found verb = claim::find_last(behind, {U"增加", U"减少", U"多", U"少", U"增长", U"下降", U"增", U"减"});
    if (then == 0 || !verb || behind.size() - verb.at > verb.word.size() + 1) return;
    const int sign = claim::find_any(verb.word, {U"减", U"少", U"下降"}).empty() ? 1 : -1;
    std::vector<std::pair<int, int>> pairs;
    const int own = e_.paragraph(c.id);
    for (int q = std::max(0, own - kNearParagraphs); q <= own; ++q) {
      Ids a, b;
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(q)]) {
        if (!level(id, c) || e_[id].noun != c.noun) continue;
        const int year = year_of(e_[id]);
        if (year == now) a.push_back(id);
        if (year == then) b.push_back(id);
      }
      for (const int x : a)
        for (const int y : b) pairs.emplace_back(x, y);
    }
    for (const claim::Table& t : e_.tables_near(c.block, kNearTable)) {
      int a = -1, b = -1;
      for (int r = t.header_rows; r < t.rows; ++r) {
        const View label = t.row_label[static_cast<std::size_t>(r)];
        const int year = year_in(label) != 0 ? year_in(label) : year_in(Text(label) + U"年");
        if (year == now) a = r;
        if (year == then) b = r;
      }
      for (int x = 0; a >= 0 && b >= 0 && x < t.columns; ++x)
        if (t.at(a, x) >= 0 && t.at(b, x) >= 0 && level(t.at(a, x), c) && level(t.at(b, x), c))
          pairs.emplace_back(t.at(a, x), t.at(b, x));
    }
    settle(c, pairs, sign, "D519");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_named_differences(const Evidence& evidence, Ledger& ledger) { NamedDifferences(evidence, ledger).run(); }

}  // namespace zh::check
