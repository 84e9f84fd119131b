// Ranked lists and superlatives.
//
//   O901 order   a list that is announced as ranked falls: 前五位, 由高到低, 排在前面的; from good to bad it goes one way
//   O902 order   最多, 最高, 居首: no neighbour is larger; 最低: none is smaller
//
// When contradictory: the words name the order (由高到低, 前N位依次), the list is uniform, and one place breaks it.
// When silent: lists without such words whose numbers do not fall.
#include <algorithm>

#include "check/extremes.h"
#include "check/lists.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Order {
 public:
  Order(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      for (const List& list : lists_of(e_, all)) ranked(list);
      superlatives(all);
      enumerated(all);
    }
    for (const claim::Table& t : e_.claims.tables) table(t);
    for (std::size_t p = 0; p < e_.claims.passages.size(); ++p) told(p);
  }

 private:
  void keep(const char* rule, Verdict verdict, const std::vector<int>& ids, const std::string& message) {
    ledger_.tell(rule, "order", verdict, ids.front(), {ids.begin() + 1, ids.end()}, joined(e_, ids, " ≥ "), message, 1);
  }

  void ranked(List list) {
    // 其他 and 共 close a ranked list and are no part of the ranking.
    const int listed = static_cast<int>(list.ids.size());
    const Claim& tail = e_[list.ids.back()];
    if (list.ids.size() > 2 && (!claim::find_any(tail.before, {U"其他", U"其余", U"合计", U"小计", U"总计"}).empty() ||
                                claim::ends_with(tail.before, U"共") || claim::ends_with(tail.before, U"共计")))
      list.ids.pop_back();
    if (told_with_amounts(list)) return;
    const Text words = Text(announcement(e_, list)) + closing(list);
    const bool explicit_order =
        !claim::find_any(words, {U"由高到低", U"从高到低", U"由大到小", U"从大到小", U"由多到少", U"从多到少"}).empty();
    const bool top = has_top(words);
    const bool loose = explicit_order || top ||
                       !claim::find_any(words, {U"排名", U"排序", U"排在", U"居前", U"靠前", U"列前", U"依次", U"前列",
                                                U"较多", U"集中", U"主要", U"最",   U"首",   U"突出", U"重点", U"三大",
                                                U"四大", U"五大", U"六大", U"七大", U"八大", U"十大"})
                            .empty();
    if (either_way(list, words)) return;
    std::size_t breaks = 0, at = 0;
    for (std::size_t i = 0; i + 1 < list.ids.size(); ++i)
      if (e_[list.ids[i]].exact < e_[list.ids[i + 1]].exact) ++breaks, at = i;
    if (breaks == 0) {
      const bool distinct = e_[list.ids.front()].exact > e_[list.ids.back()].exact;
      if ((loose && distinct) || list.ids.size() >= 5 || (list.ids.size() == 3 && shared(list) && !whole_first(list)) ||
          (list.ids.size() >= 4 && list.uniform && distinct && !whole_first(list)))
        keep("O901", Verdict::consistent, list.ids, "");
      return;
    }
    first_fall(list);
    // 浓度最低的3个城市依次是…，分别为47、55和55: such a list rises.
    if (!claim::find_any(words, {U"最低", U"最少", U"最小", U"最慢", U"最短", U"最差", U"倒数", U"靠后", U"后三", U"后两",
                                 U"后五", U"后3", U"后5", U"后十", U"后10", U"末三", U"末五"})
             .empty()) {
      // 排在后三位的是A（33.64分）、B（94.06分）、C（94.98分）
      std::vector<int> ids = list.ids;
      std::reverse(ids.begin(), ids.end());
      if (ids.size() >= 3 && falls(ids)) keep("O901", Verdict::consistent, ids, "");
      return;
    }
    // 靠前的四类为, 最猛的五类依次是
    const bool said =
        (claim::contains(words, U"依次") && !claim::find_any(words, {U"最", U"居前", U"靠前", U"前列", U"排名"}).empty()) ||
        (stated_parts(words) == listed && !claim::find_any(words, {U"居前", U"靠前", U"排名"}).empty());
    if (breaks != 1 || !list.uniform || list.ids.size() < 3 || !(explicit_order || top || said) ||
        e_[list.ids.front()].kind == claim::Numeral::Kind::part)
      return;
    if (top && !explicit_order && claim::find_any(words, {U"依次", U"分别", U"为", U"是", U"："}).empty()) return;
    if (!claim::find_any(words, {U"下降", U"降幅", U"同比", U"增", U"各", U"并列"}).empty() && !explicit_order) return;
    // The break must be a real one, and its repair must be local: without one of the two the rest falls.
    const std::vector<int> pair = {list.ids[at], list.ids[at + 1]};
    if (!falls_without(e_, list.ids, at) && !falls_without(e_, list.ids, at + 1)) return;
    keep("O901", Verdict::contradictory, pair,
         "称按大小排列，而" + number_text(e_, pair[0]) + "之后是" + number_text(e_, pair[1]));
  }

  /// 电气19.81万起、用火不慎14.98万起、…、自燃4.96万起、生产作业1.57万起、玩火4.76万起: four or more that fall before the rest.
  void first_fall(const List& list) {
    constexpr std::size_t kTelling = 4;
    std::size_t n = 1;
    while (n < list.ids.size() && e_[list.ids[n]].exact < e_[list.ids[n - 1]].exact &&
           e_[list.ids[n]].exact.sign() == e_[list.ids.front()].exact.sign())
      ++n;
    if (n < kTelling || n * 2 < list.ids.size()) return;
    List falling = list;
    falling.ids.resize(n);
    if (!whole_first(falling)) keep("O901", Verdict::consistent, falling.ids, "");
  }

  /// 35.28万起（55.4%），25.96万起（40.8%），2.44万起（3.8%): each with its share, or shares.
  bool shared(const List& list) const {
    for (std::size_t i = 0; i < list.ids.size(); ++i) {
      const Claim& c = e_[list.ids[i]];
      if (i > 0 && c.exact >= e_[list.ids[i - 1]].exact) return false;
      const Claim& next = e_[c.role == Role::share ? c.id : std::min(c.id + 1, static_cast<int>(e_.all.size()) - 1)];
      if (next.passage != c.passage || next.role != Role::share) return false;
    }
    return true;
  }

  /// 由低到高, 从好到差依次为: the words say that the list goes one way, which need not be down.
  bool either_way(const List& list, View words) {
    static const claim::Words kWays = {U"由低到高", U"从低到高", U"由小到大", U"从小到大", U"由少到多",
                                       U"从少到多", U"从好到差", U"由好到差", U"由优到劣", U"从优到劣",
                                       U"从优到差", U"由优到差", U"从差到好", U"由差到好", U"由轻到重",
                                       U"从轻到重", U"由重到轻", U"从重到轻", U"由快到慢", U"从快到慢"};
    if (claim::find_any(words, kWays).empty() || !list.uniform || list.ids.size() < 3) return false;
    std::vector<int> ids = list.ids;
    if (falls(ids)) {
      keep("O901", Verdict::consistent, ids, "");
      return true;
    }
    std::reverse(ids.begin(), ids.end());
    if (falls(ids)) {
      keep("O901", Verdict::consistent, ids, "");
      return true;
    }
    constexpr std::size_t kTelling = 5;
    if (ids.size() < kTelling) return true;
    for (const bool up : {true, false}) {
      if (!up) ids = list.ids;
      std::size_t breaks = 0, at = 0;
      for (std::size_t i = 0; i + 1 < ids.size(); ++i)
        if (e_[ids[i]].exact < e_[ids[i + 1]].exact) ++breaks, at = i;
      if (breaks != 1 || (!falls_without(e_, ids, at) && !falls_without(e_, ids, at + 1))) continue;
      ledger_.tell("O901", "order", Verdict::contradictory, ids[at + 1], {ids[at]},
                   number_text(e_, ids[at]) + " < " + number_text(e_, ids[at + 1]),
                   "称依次排列，而" + number_text(e_, ids[at]) + "与" + number_text(e_, ids[at + 1]) + "次序颠倒", 1);
      break;
    }
    return true;
  }

  /// 237件、54件、44件、44件列前四位: words right behind the last number that say the order of all.
  Text closing(const List& list) const {
    const Claim& last = e_[list.ids.back()];
    View rest = View(e_.passage(last.id).text).substr(last.noun_end);
    if (claim::starts_with(rest, U"，分列")) rest.remove_prefix(1);
    constexpr std::size_t kFar = 8;
    const View words = rest.substr(0, std::min({rest.find_first_of(U"，。；、"), rest.size(), kFar}));
    static const claim::Words kClosing = {U"列前", U"居前",   U"位列前", U"位居前", U"排名前",
                                          U"排前", U"排在前", U"分列前", U"分列第"};
    return claim::start_any(words, kClosing).empty() ? Text() : U"依次排名" + Text(words);
  }

  /// 500批次，合格480批次，不合格15批次，未判5批次: a whole and its parts fall without being ranked.
  bool whole_first(const List& list) const {
    return e_[list.ids.front()].value.meets(sum_of(e_, {list.ids.begin() + 1, list.ids.end()}));
  }

  bool falls(const std::vector<int>& ids) const {
    for (std::size_t i = 0; i + 1 < ids.size(); ++i)
      if (e_[ids[i]].exact < e_[ids[i + 1]].exact) return false;
    return ids.size() >= 2 && e_[ids.front()].exact > e_[ids.back()].exact;
  }

  /// 前五位：一是价格违法497件，占14%；二是侵害消费者权益479件，占13%: the first amounts, and the first shares, of the items.
  void enumerated(const std::vector<int>& all) {
    const View text = e_.passage(all.front()).text;
    const std::size_t first = text.find(U"一是");
    if (first == View::npos) return;
    const std::size_t lead = first - std::min<std::size_t>(first, 40);
    if (!announces_order(text.substr(lead, first - lead))) return;
    std::vector<std::size_t> starts;
    for (const char32_t number : View(U"一二三四五六七八九十")) {
      const char32_t marker[] = {number, U'是', 0};
      const std::size_t at = text.find(marker, starts.empty() ? first : starts.back());
      if (at == View::npos) break;
      starts.push_back(at);
    }
    for (const bool shares : {false, true}) {
      std::vector<int> ids;
      for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : text.size();
        const auto found = std::find_if(all.begin(), all.end(), [&](int id) {
          const Claim& c = e_[id];
          return c.start >= starts[i] && c.end <= end &&
                 (shares ? c.role == Role::share : c.is_amount() && c.role == Role::level);
        });
        if (found == all.end() || (!ids.empty() && !comparable(e_[*found], e_[ids.front()]))) break;
        ids.push_back(*found);
      }
      if (ids.size() < 3 || ids.size() != starts.size()) continue;
      if (falls(ids)) {
        keep("O901", Verdict::consistent, ids, "");
        continue;
      }
      std::vector<std::size_t> breaks;
      for (std::size_t i = 0; i + 1 < ids.size(); ++i)
        if (e_[ids[i]].exact < e_[ids[i + 1]].exact) breaks.push_back(i);
      // The amounts rank the items; shares of another base need not fall.
      if (shares || breaks.size() != 1 || ids.size() < 4) continue;
      const std::size_t at = breaks.front();
      if (falls_without(e_, ids, at) || falls_without(e_, ids, at + 1))
        keep("O901", Verdict::contradictory, {ids[at], ids[at + 1]},
             "称按大小排列，而" + number_text(e_, ids[at]) + "之后是" + number_text(e_, ids[at + 1]));
    }
  }

  static bool announces_order(View words) {
    return has_top(words) ||
           !claim::find_any(words, {U"由高到低", U"从高到低", U"由大到小", U"从大到小", U"由多到少", U"从多到少", U"排名",
                                    U"排行", U"排序", U"排在", U"居前", U"靠前", U"列前", U"前列"})
                .empty();
  }

  /// The quantities of a column, without totals and what is left over.
  std::vector<int> ranked_column(const claim::Table& t, int column) const {
    std::vector<int> ids;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const Text& label = t.row_label[static_cast<std::size_t>(r)];
      if (t.total[static_cast<std::size_t>(r)] || t.at(r, column) < 0) continue;
      if (claim::contains(label, U"其他") || claim::contains(label, U"其它") || claim::contains(label, U"其余")) continue;
      ids.push_back(t.at(r, column));
    }
    return ids;
  }

  /// The first column of quantities of a table that is announced as ranked, or that ranks its rows itself; else the first that
  /// falls all the way down.
  void table(const claim::Table& t) {
    bool places = false;  // a column 1, 2, 3 … that is called so
    std::vector<int> columns;
    for (int c = 0; c < t.columns; ++c) {
      const Text& header = t.header[static_cast<std::size_t>(c)];
      const bool place = !claim::find_any(header, {U"名次", U"排名", U"位次", U"排序"}).empty();
      places = places || place;
      const int first = t.header_rows < t.rows ? t.at(t.header_rows, c) : -1;
      if (!place && first >= 0 && e_[first].role != Role::label && e_[first].role != Role::date) columns.push_back(c);
    }
    if (columns.empty()) return;
    constexpr std::size_t kFewest = 3, kTelling = 5, kMost = 40;
    const std::vector<int> ids = ranked_column(t, columns.front());
    const bool fits = ids.size() >= kFewest && ids.size() <= kMost;
    if (fits && falls(ids)) {
      if (places || announces_order(t.caption) || ids.size() >= kTelling) keep("O901", Verdict::consistent, ids, "");
      return;
    }
    for (std::size_t i = 1; i < columns.size(); ++i) {
      std::vector<int> others = ranked_column(t, columns[i]);
      if (others.size() < kTelling || others.size() > kMost) continue;
      if (falls_strictly(others)) return keep("O901", Verdict::consistent, others, "");
    }
    if (!fits) return;
    if (!places) return;
    std::vector<std::size_t> breaks;
    for (std::size_t i = 0; i + 1 < ids.size(); ++i)
      if (e_[ids[i]].exact < e_[ids[i + 1]].exact) breaks.push_back(i);
    if (breaks.size() != 1 || ids.size() < kTelling) return;
    const std::size_t at = breaks.front();
    if (!falls_without(e_, ids, at) && !falls_without(e_, ids, at + 1)) return;
    keep("O901", Verdict::contradictory, {ids[at], ids[at + 1]},
         "表中按名次排列，而" + number_text(e_, ids[at]) + "之后是" + number_text(e_, ids[at + 1]));
  }

  bool falls_strictly(const std::vector<int>& ids) const {
    std::size_t same = 0;
    for (std::size_t i = 0; i + 1 < ids.size(); ++i) same += e_[ids[i]].exact == e_[ids[i + 1]].exact;
    return falls(ids) && same * 3 <= ids.size();
  }

  /// 145件（23.7%）、95件（15.5%）: the order is that of the amounts.
  bool told_with_amounts(const List& list) const {
    return std::all_of(list.ids.begin(), list.ids.end(), [&](int id) {
      const Claim& c = e_[id];
      if (!c.is_percentage() || id == 0) return false;
      const Claim& before = e_[id - 1];
      return before.is_amount() && before.passage == c.passage && before.segment == c.segment && c.start - before.noun_end <= 4;
    });
  }

  /// 前五位, 前10名, 前三
  static bool has_top(View words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
      if (claim::one_of(words[i], U"前头") && claim::one_of(words[i + 1], U"二三四五六七八九十两0123456789") &&
          !(i + 2 < words.size() && claim::one_of(words[i + 2], U"季个月年天")) &&
          !(i + 3 < words.size() && claim::one_of(words[i + 3], U"月季年天")))
        return true;
    return false;
  }

  /// 最多 as a predicate; 最多采一次 is "at most".
  static bool ends_words(View text, std::size_t at) {
    return at >= text.size() || claim::one_of(text[at], U"，、。；：的是为）)达");
  }
  static bool says_most(View clause) {
    const std::size_t at = clause.find(U"最多");
    return at != View::npos && ends_words(clause, at + 2);
  }

  /// 排名第一, but not 第一产业, 第一季度, 第一批.
  static bool is_first(View clause) {
    const std::size_t at = clause.find(U"第一");
    return at != View::npos && (at + 2 >= clause.size() || !claim::one_of(clause[at + 2], U"产季批次类期线时代个"));
  }

  void superlatives(const std::vector<int>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Claim& c = e_[all[i]];
      if (c.role == Role::count || c.role == Role::limit) continue;
      const View clause = e_.clause(c.id);
      const bool most = says_most(clause) || is_first(clause) ||
                        !claim::find_any(clause, {U"最高", U"最大", U"居首", U"首位", U"最猛", U"最快"}).empty();
      const bool least = !claim::find_any(clause, {U"最低", U"最少", U"最小"}).empty();
      if (most == least) continue;
      std::vector<int> others;
      bool holds = true;
      for (std::size_t j = 0; j < all.size(); ++j) {
        const Claim& o = e_[all[j]];
        if (o.id == c.id || o.sentence != c.sentence || o.kind != c.kind || o.role != c.role ||
            (!c.is_percentage() && o.noun != c.noun))
          continue;
        if (j < i && most && o.exact > c.exact) continue;  // the total it is part of
        others.push_back(o.id);
        holds = holds && (most ? o.exact <= c.exact : o.exact >= c.exact);
      }
      if (!holds || others.empty()) continue;
      std::vector<int> ids = {c.id};
      ids.insert(ids.end(), others.begin(), others.end());
      keep("O902", Verdict::consistent, ids, "");
    }
  }

  /// Words that name the greatest or the smallest where no number stands beside them.
  struct Extreme {
    std::size_t at = View::npos;
    bool most = true;
    std::size_t size = 2;
  };
  static Extreme extreme_in(View text, std::size_t from) {
    static constexpr std::pair<View, bool> kWords[] = {{U"最高", true},  {U"最大", true},  {U"最多", true},  {U"最快", true},
                                                       {U"居首", true},  {U"首位", true},  {U"最低", false}, {U"最小", false},
                                                       {U"最少", false}, {U"最慢", false}, {U"第一大", true}};
    Extreme best;
    if (from == 0 && !claim::contains(text, U"最") && !claim::contains(text, U"首") && !claim::contains(text, U"第"))
      return best;
    for (const auto& [word, most] : kWords) {
      std::size_t at = text.find(word, from);
      while (at != View::npos && word == U"最多" && !ends_words(text, at + 2)) at = text.find(word, at + 1);
      if (at < best.at) best = {at, most, word.size()};
    }
    return best;
  }

  /// What the words in front of 最高 speak of.
  static Role measure(View lead) {
    if (!claim::find_any(lead, {U"增幅", U"涨幅", U"增速", U"升幅", U"降幅", U"跌幅", U"增长", U"上涨", U"下降"}).empty())
      return Role::growth;
    if (!claim::find_any(lead, {U"比重", U"占比", U"份额"}).empty()) return Role::share;
    if (claim::contains(lead, U"率")) return Role::rate;
    return Role::level;
  }
  static bool comparable(const Claim& a, const Claim& b) {
    return a.kind == b.kind && (a.is_percentage() || a.noun == b.noun) && a.month_on_month == b.month_on_month &&
           a.table == b.table;
  }

  /// The claims of a passage that a measure speaks of.
  std::vector<int> of_passage(std::size_t passage, Role role) const {
    std::vector<int> ids;
    const auto at = std::lower_bound(e_.all.begin(), e_.all.end(), static_cast<int>(passage),
                                     [](const Claim& c, int x) { return c.passage < x; });
    for (auto it = at; it != e_.all.end() && it->passage == static_cast<int>(passage); ++it)
      if (is_of(*it, role)) ids.push_back(it->id);
    return ids;
  }

  /// 涨幅最大的是食品烟酒; （3）举报…增幅21.12%，增幅在三类诉求中最高: the words come behind the numbers.
  void told(std::size_t p) {
    const claim::Passage& passage = e_.claims.passages[p];
    if (passage.cell >= 0 || passage.text.size() > 4000) return;
    const View text = passage.text;
    for (Extreme x = extreme_in(text, 0); x.at != View::npos; x = extreme_in(text, x.at + x.size)) {
      std::size_t from = x.at, to = x.at + x.size;
      while (from > 0 && !claim::one_of(text[from - 1], U"，。；：！？\n") && x.at - from < 30) --from;
      while (to < text.size() && !claim::one_of(text[to], U"，、。；：！？（\n") && to - x.at < 24) ++to;
      const View lead = text.substr(from, x.at - from), rest = text.substr(x.at + x.size, to - x.at - x.size);
      if (std::any_of(lead.begin(), lead.end(), claim::is_digit) || std::any_of(rest.begin(), rest.end(), claim::is_digit))
        continue;
      Role role = measure(lead);
      std::vector<int> here = of_passage(p, role);
      // 增速6.9%，在六个科目中最高: the clause before says of what.
      if (role == Role::level && from > 0 && text[from - 1] == U'，' && claim::starts_with(lead, U"在"))
        for (const Role other : {Role::growth, Role::share, Role::rate}) {
          const std::vector<int> own = of_passage(p, other);
          if (std::any_of(own.begin(), own.end(), [&](int id) { return e_[id].noun_end + 1 == from; }))
            role = other, here = own;
        }
      int subject = -1;
      const claim::Found is = claim::find_last(rest, {U"是", U"为", U"属"});
      const Text name(is ? claim::strip_name(rest.substr(is.at + 1)) : View());
      for (const int id : here) {
        const Claim& c = e_[id];
        if (c.end > x.at) break;
        if (name.size() >= 2 ? claim::contains(c.name, name) || claim::contains(name, c.name) : x.at - c.end < 40) subject = id;
      }
      if (subject < 0 || (is && name.size() < 2)) continue;
      std::vector<int> others = column_of(subject);
      if (others.empty()) others = siblings(p, subject, here, role, x.at);
      compare(subject, others, x.most, of_falls(lead));
    }
  }

  /// Numbers beside the subject: of its sentence and those before the words, else of the items beside its paragraph.
  std::vector<int> siblings(std::size_t p, int subject, const std::vector<int>& here, Role role, std::size_t before) const {
    std::vector<int> out;
    for (const int id : here)
      if (id != subject && e_[id].end <= before && comparable(e_[id], e_[subject]) &&
          std::abs(e_[id].sentence - e_[subject].sentence) <= 1)
        out.push_back(id);
    if (!out.empty()) return out;
    const View text = e_.claims.passages[p].text;
    if (text.empty() || !claim::one_of(text[0], U"（(0123456789一二三四五六七八九")) return out;
    for (std::size_t q = p >= 5 ? p - 5 : 0; q < std::min(e_.claims.passages.size(), p + 6); ++q) {
      const claim::Passage& other = e_.claims.passages[q];
      if (q == p || other.text.empty() || other.cell >= 0 || claim::is_digit(other.text[0]) != claim::is_digit(text[0]) ||
          claim::one_of(other.text[0], U"（(") != claim::one_of(text[0], U"（("))
        continue;
      for (const int id : of_passage(q, role))
        if (comparable(e_[id], e_[subject])) {
          out.push_back(id);
          break;
        }
    }
    return out;
  }

  /// The other rows of the column of a table where the same number stands.
  std::vector<int> column_of(int subject) const {
    const Claim& c = e_[subject];
    for (const int id : e_.valued_cells(c.exact)) {
      const Claim& cell = e_[id];
      constexpr int kNear = 10;
      if (cell.decimals != c.decimals || std::abs(cell.block - c.block) > kNear) continue;
      const claim::Table& t = e_.claims.tables[static_cast<std::size_t>(cell.table)];
      const Text& label = t.row_label[static_cast<std::size_t>(cell.row)];
      if (label.size() < 2 || !claim::contains(e_.sentence(subject), label)) continue;
      std::vector<int> out;
      for (int r = t.header_rows; r < t.rows; ++r)
        if (const int o = t.at(r, cell.column); o >= 0 && r != cell.row && !t.total[static_cast<std::size_t>(r)] &&
                                                e_[o].role != Role::label && e_[o].role != Role::date)
          out.push_back(o);
      if (out.size() >= 2) return out;
    }
    return {};
  }

  void compare(int subject, const std::vector<int>& others, bool most, bool falling) {
    std::vector<int> ids = {subject};
    for (const int id : others) {
      const Claim &o = e_[id], &c = e_[subject];
      if (c.role == Role::growth && (o.exact.sign() < 0) != (c.exact.sign() < 0)) continue;
      const bool less = falling ? o.exact.abs() <= c.exact.abs() : o.exact <= c.exact;
      const bool more = falling ? o.exact.abs() >= c.exact.abs() : o.exact >= c.exact;
      if (most ? !less : !more) return;
      ids.push_back(id);
    }
    if (ids.size() >= 2 && ids.size() <= 12) keep("O902", Verdict::consistent, ids, "");
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_order(const Evidence& evidence, Ledger& ledger) { Order(evidence, ledger).run(); }

}  // namespace zh::check
