// Quotients whose name says what is divided by what.
//
//   R231 ratio   财政自给率31.1%, 存贷比66.6%, 生师比13.28, 城乡收入比1.86: the terms of statistics, each with its two amounts
//   R232 ratio   每千人拥有床位6.65张, 电梯万人拥有量99.9台, 万台设备死亡率0.43: so many for each so many of what is counted
//   R233 ratio   护士与医师之比为1.17∶1: the two that are named, in their order
//   M415 multi   东部是中部的4.9倍, 后者是前者的1.5倍: of what is told elsewhere, amounts or percentages
//
// What: the amounts that bear the names, in any paragraph and whatever their scale; of an earlier time if the ratio is. When
// contradictory: each of the two is told with one value, and one wrong digit explains the difference. When silent: a name is
// not found, or bears several values.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

/// A term, what it divides by what, and how many the quotient is told for.
struct Term {
  View name;
  std::vector<View> part, whole;
  int times;
};

const std::vector<Term>& terms() {
  static const std::vector<Term> kTerms = {
      {U"财政自给率",
       {U"一般公共预算收入", U"公共财政预算收入", U"地方财政收入"},
       {U"一般公共预算支出", U"公共财政预算支出", U"财政支出"},
       100},
      {U"存贷比", {U"贷款余额", U"各项贷款"}, {U"存款余额", U"各项存款"}, 100},
      {U"贷存比", {U"贷款余额", U"各项贷款"}, {U"存款余额", U"各项存款"}, 100},
      {U"资产负债率", {U"负债合计", U"负债总额", U"总负债"}, {U"资产总计", U"资产总额", U"总资产"}, 100},
      {U"生师比", {U"在校生", U"在校学生", U"学生"}, {U"专任教师", U"教师"}, 1},
      {U"城乡收入比",
       {U"城镇居民人均可支配收入", U"城镇居民收入", U"城镇常住居民人均可支配收入"},
       {U"农村居民人均可支配收入", U"农村居民收入", U"农村常住居民人均可支配收入"},
       1},
      {U"城乡居民收入比",
       {U"城镇居民人均可支配收入", U"城镇居民收入", U"城镇常住居民人均可支配收入"},
       {U"农村居民人均可支配收入", U"农村居民收入", U"农村常住居民人均可支配收入"},
       1},
      {U"城乡居民人均可支配收入之比",
       {U"城镇居民人均可支配收入", U"城镇常住居民人均可支配收入"},
       {U"农村居民人均可支配收入", U"农村常住居民人均可支配收入"},
       1},
      {U"城乡标准比", {U"城市低保", U"城镇低保"}, {U"农村低保", U"农村"}, 1},
      {U"离结比", {U"离婚"}, {U"结婚"}, 100},
      {U"离婚结婚比", {U"离婚"}, {U"结婚"}, 100},
      {U"营收利润率", {U"利润总额"}, {U"营业收入"}, 100},
      {U"营业收入利润率", {U"利润总额"}, {U"营业收入"}, 100},
      {U"产销率", {U"销售", U"销量", U"销售量", U"销售产值"}, {U"产量", U"生产量", U"总产值"}, 100},
      {U"结收比", {U"结案", U"审结", U"办结"}, {U"新收", U"收案", U"受理"}, 100},
      {U"森林覆盖率", {U"森林面积"}, {U"国土面积", U"土地面积", U"土地总面积"}, 100},
      {U"外贸依存度", {U"进出口总额", U"进出口总值"}, {U"地区生产总值", U"生产总值"}, 100},
      {U"税收占比", {U"税收收入"}, {U"一般公共预算收入", U"财政收入"}, 100},
      {U"非税占比", {U"非税收入"}, {U"一般公共预算收入", U"财政收入"}, 100},
      {U"入住率", {U"入住"}, {U"床位"}, 100},
      {U"医护比", {U"注册护士", U"护士"}, {U"执业（助理）医师", U"医师"}, 1}};
  return kTerms;
}

class NamedRatios {
 public:
  NamedRatios(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.kind == claim::Numeral::Kind::multiple && !c.vague()) multiple(all, i);
        if (c.vague() || c.chinese || c.exact.sign() <= 0 || ledger_.firmly_explained(c.id, "ratio")) continue;
        const bool ratio = c.role == Role::level || c.role == Role::prior || c.role == Role::rate || c.role == Role::percent ||
                           c.role == Role::share;
        if (ratio && (term(all, i) || each(c))) continue;
        proportion(c);
      }
  }

 private:
  using Amounts = std::vector<int>;

  /// Whether an amount may be divided for this ratio: of the same time, and no change.
  bool usable(const Claim& x, const Claim& c) const {
    return x.id != c.id && x.kind == claim::Numeral::Kind::count && !x.vague() && !x.chinese && x.exact.sign() > 0 &&
           (x.role == Role::level || x.role == Role::prior) && (x.role == Role::prior) == (c.role == Role::prior);
  }
  /// What a number is called: with its row, its header, or the words of its clause.
  static View called(const Claim& x) { return x.table >= 0 || x.name_inherited ? View(x.name) : x.clause_before; }

  /// The amounts that bear one of the words, the nearest first; those of another value under the same words behind them.
  Amounts bearing(const std::vector<View>& words, const Claim& c, const Text& noun, std::size_t after = kAfter) const {
    Amounts out;
    const auto bears = [&](int id) {
      const Claim& x = e_[id];
      if (!usable(x, c) || (!noun.empty() && x.noun != noun)) return;
      const View name = called(x);
      // 农村居民人均可支配收入中工资性收入: of what stands last.
      if (std::any_of(words.begin(), words.end(), [&](View word) {
            const std::size_t at = name.rfind(word);
            return at != Text::npos && name.size() - at <= word.size() + after;
          }))
        out.push_back(id);
    };
    // Of a long document what stands near: as many on either side as a section has, and no more than anybody writes in one
    // paragraph. Either way the distance only grows: when enough are found the rest is farther.
    constexpr int kReach = 2000, kReachInParagraph = 300;
    const auto look = [&](int from, int to, int step) {
      const std::size_t before = out.size();
      int last = -1;  // the distance at which enough were found
      for (int id = from; id != to; id += step) {
        if (std::abs(id - c.id) > kReachInParagraph && e_[id].block == c.block) break;
        if (last >= 0 && distance(id, c) > last) break;
        bears(id);
        if (last < 0 && out.size() - before >= kMost) last = distance(id, c);
      }
    };
    look(c.id, std::max(0, c.id - kReach) - 1, -1);
    look(c.id + 1, std::max(c.id + 1, std::min(static_cast<int>(e_.all.size()), c.id + kReach)), 1);
    std::sort(out.begin(), out.end(),
              [&](int a, int b) { return std::pair(distance(a, c), a) < std::pair(distance(b, c), b); });
    if (out.size() > kMost) out.resize(kMost);
    return out;
  }
  /// In blocks; what stands behind is farther than what stands before.
  int distance(int id, const Claim& c) const {
    const int blocks = std::abs(e_[id].block - c.block);
    return 4 * blocks + (e_[id].id > c.id ? 2 : 0) + (e_[id].sentence == c.sentence ? 0 : 1);
  }

  bool term(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (of_term(c, c.before)) return true;
    // 由上年的1.91缩小为1.86, 离结比40.0%，上年42.0%: what it is stands before the number beside it.
    return i > 0 && e_[all[i - 1]].sentence == c.sentence && e_[all[i - 1]].kind == c.kind &&
           c.clause - e_[all[i - 1]].clause <= 1 && c.before.size() <= kLink && of_term(c, e_[all[i - 1]].before);
  }
  bool of_term(const Claim& c, View words) {
    const claim::Characters characters(words);
    for (const Term& t : terms()) {
      if (!characters.may_have(t.name)) continue;
      const std::size_t at = words.rfind(t.name);
      if (at == Text::npos || words.size() - at - t.name.size() > kLink) continue;
      if (c.is_percentage() != (t.times == 100)) continue;
      offer(c, bearing(t.part, c, {}), bearing(t.whole, c, {}), Rational(c.is_percentage() ? 100 : 1), "R231");
      return true;
    }
    return false;
  }

  /// 每千人, 每万名, 万人拥有量, 百户拥有.
  bool each(const Claim& c) {
    if (ledger_.explained(c.id, {"multi"}) || c.is_percentage()) return false;
    const View words = c.clause_before;
    static constexpr std::pair<View, std::int64_t> kTimes[] = {{U"十万", 100000}, {U"万", 10000}, {U"千", 1000}, {U"百", 100}};
    for (const auto& [word, times] : kTimes) {
      const std::size_t at = words.rfind(word);
      if (at == Text::npos || at + word.size() >= words.size()) continue;
      const bool said = at > 0 && words[at - 1] == U'每';
      View rest = View(words).substr(at + word.size());
      if (claim::one_of(rest.front(), U"元吨亿")) continue;
      const View unit = claim::unit_noun(rest);
      if (unit.empty() || claim::is_measured(unit)) continue;
      rest.remove_prefix(unit.size());
      // 每千名60周岁以上老人拥有床位, 电梯万人拥有量, 万台设备死亡率, 每千人口
      const claim::Found owns =
          claim::find_last(rest, {U"拥有的", U"拥有量", U"拥有", U"保有量", U"死亡率", U"发生率", U"事故率"});
      if (!said && !owns) continue;
      Text counted(owns ? rest.substr(0, owns.at) : View());
      Text thing(owns && owns.word != U"死亡率" && owns.word != U"发生率" && owns.word != U"事故率"
                     ? rest.substr(owns.at + owns.word.size())
                 : owns ? owns.word.substr(0, 2)
                        : rest);
      if (!said && thing.empty()) thing = Text(claim::strip_name(View(words).substr(0, at)));
      while (!thing.empty() && claim::one_of(thing.back(), U"为达到约仅的是有")) thing.pop_back();
      if (counted == U"口") counted.clear();
      Amounts tops;
      if (thing.size() >= 2) {
        tops = bearing({View(thing)}, c, c.noun);
      } else if (!c.noun.empty()) {
        for (int id = c.id - 1; id >= 0 && e_[id].passage == c.passage && c.sentence - e_[id].sentence <= 1; --id)
          if (usable(e_[id], c) && e_[id].noun == c.noun) {
            tops.push_back(id);
            break;
          }
      }
      Amounts bases;
      const bool people = unit == U"人" || unit == U"名";
      if (counted.size() >= 2)
        bases = bearing({View(counted)}, c, {});
      else if (people)
        bases = bearing({U"常住人口", U"总人口", U"户籍人口", U"人口"}, c, U"人");
      if (tops.empty() || bases.empty()) return false;
      offer(c, tops, bases, Rational(times), "R232");
      return true;
    }
    return false;
  }

  /// 东部是中部的4.9倍; 小型企业不合格率是大型企业的16.5倍、中型企业的6倍; 后者是前者的1.5倍.
  void multiple(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (ledger_.explained(c.id, {"multi"}) || !claim::ends_with(c.before, U"的") ||
        !claim::find_any(c.before, {U"增长", U"增加", U"上升", U"提高", U"年", U"同期", U"上月"}).empty())
      return;
    View words = View(c.before).substr(0, c.before.size() - 1);
    const claim::Found is = claim::find_last(words, {U"相当于", U"约为", U"约是", U"是", U"为", U"接近"});
    Amounts tops, bases;
    const View base = is ? words.substr(is.at + is.word.size()) : words;
    const View subject = is ? words.substr(0, is.at) : View();
    if (claim::contains(base, U"前者") || claim::contains(base, U"后者")) {
      // The two right before it.
      Amounts two;
      for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && two.size() < 2;) {
        const Claim& x = e_[all[j]];
        const bool value = (x.is_amount() && x.is_level()) || (x.is_percentage() && x.role != Role::growth);
        if (value && !x.vague() && (two.empty() || (e_[two[0]].kind == x.kind && addable(e_[two[0]], x)))) two.push_back(x.id);
      }
      if (two.size() < 2) return;
      tops = {two[claim::contains(base, U"前者") ? 0 : 1]};
      bases = {two[claim::contains(base, U"前者") ? 1 : 0]};
    } else {
      const Text name(claim::strip_name(base));
      if (name.size() < 2 || !is) {
        // 、中型企业的6倍: of the same as the one before it.
        if (is || last_tops_.empty() || i == 0 || e_[all[i - 1]].kind != c.kind || e_[all[i - 1]].sentence != c.sentence)
          return;
        tops = last_tops_;
      } else {
        tops = of_name(Text(claim::strip_name(subject)), c);
        // 投诉超过六成，是咨询量的2.5倍: the subject stands in a clause before.
        if (tops.empty()) tops = named_before(all, i);
      }
      const std::size_t named = base.find_first_not_of(U"、和，");
      if (named == View::npos) return;
      Text whole(claim::strip_name(base.substr(named)));
      bases = of_name(whole, c);
      last_tops_ = tops;
    }
    const Recompute again = [](const std::vector<Interval>& v) { return divide(v[0], v[1]); };
    Search search(e_, ledger_, c.id, "M415", "multi");
    for (const int a : tops)
      for (const int b : bases)
        if (a != b && e_[a].kind == e_[b].kind && (e_[a].role == e_[b].role || tops.size() == 1) && addable(e_[a], e_[b]) &&
            beside(e_[a], e_[b]) &&
            search.offer(again({e_[a].value, e_[b].value}), {a, b}, number_text(e_, a) + " ÷ " + number_text(e_, b), 8))
          return;
    search.forget();
    if (tops.size() == 1 && bases.size() == 1 && tops[0] != bases[0] && addable(e_[tops[0]], e_[bases[0]]))
      miss(e_, ledger_,
           {"M415",
            "multi",
            c.id,
            {tops[0], bases[0]},
            again,
            Tie::strong,
            number_text(e_, tops[0]) + " ÷ " + number_text(e_, bases[0]),
            "按所指两数相除"});
  }
  /// The numbers of the paragraph, of whose name the words of the sentence before a number tell, the last first.
  Amounts named_before(const std::vector<int>& all, std::size_t i) const {
    constexpr std::size_t kMostOf = 3;
    const Claim& c = e_[all[i]];
    const View text = e_.passage(c.id).text;
    std::size_t from = claim::start_behind(text, c.start, U"。！？；\n");
    const View words = text.substr(from, c.start - c.before.size() - from);
    std::vector<std::pair<std::size_t, int>> found;
    for (const int id : all) {
      const Claim& x = e_[id];
      if (id >= c.id || x.vague() || x.chinese || x.name_inherited || x.name.size() < 2 || x.role == Role::growth ||
          x.role == Role::change || x.exact.sign() <= 0)
        continue;
      if (const std::size_t at = words.rfind(x.name); at != View::npos) found.emplace_back(at, id);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    Amounts out;
    for (const auto& [at, id] : found)
      if (out.size() < kMostOf) out.push_back(id);
    return out;
  }
  /// Cells of one column, or numbers of neighbouring paragraphs.
  static bool beside(const Claim& a, const Claim& b) {
    constexpr int kNear = 3;
    return a.table == b.table && (a.table < 0 ? std::abs(a.block - b.block) <= kNear : a.column == b.column);
  }
  /// Amounts, shares and rates whose name is this, but for a word behind it: 流通领域, 流通领域不合格发现率; 咨询量.
  Amounts of_name(Text name, const Claim& c) const {
    for (const View tail : {View(U"数量"), View(U"数"), View(U"量"), View(U"人数"), View(U"件数")})
      if (claim::ends_with(name, tail) && name.size() >= tail.size() + 2) {
        name.erase(name.size() - tail.size());
        break;
      }
    if (name.size() < 2) return {};
    constexpr std::size_t kMostOf = 4;
    const Text lead = name.substr(0, std::min<std::size_t>(name.size(), 4));
    return e_.named(name, c.id, 60, kMostOf, [&](const Claim& x) {
      const Text& own = x.name;
      return x.id < c.id && !x.vague() && !x.chinese && x.exact.sign() > 0 && x.role != Role::growth &&
             x.role != Role::change && (claim::starts_with(own, lead) || claim::starts_with(name, own));
    });
  }

  /// 护士与医师之比为1.17∶1, 师生比1:16.1, 城乡收入比由2.05:1缩小为2.02:1
  void proportion(const Claim& c) {
    if (ledger_.explained(c.id, {"ratio", "multi"})) return;
    const View text = e_.passage(c.id).text;
    const auto numeral = [](char32_t ch) { return claim::one_of(ch, U"0123456789.:：∶"); };
    // Told to one, behind or before.
    const bool to_one = c.end + 1 < text.size() && claim::one_of(text[c.end], U":：∶") && text[c.end + 1] == U'1' &&
                        (c.end + 2 >= text.size() || !numeral(text[c.end + 2]));
    const bool from_one = c.start > 2 && claim::one_of(text[c.start - 1], U":：∶") && text[c.start - 2] == U'1' &&
                          !numeral(text[c.start - 3]) && (c.end >= text.size() || !numeral(text[c.end]));
    if (to_one == from_one) return;
    const std::size_t end = from_one ? c.start - 2 : c.start;
    const std::size_t from = claim::start_behind(text, end, U"，；：。！？（）()\n");
    View words = text.substr(from, end - from);
    const claim::Found ratio = claim::find_last(words, {U"之比", U"比例", U"的比", U"比"});
    if (!ratio) return;
    const View link = words.substr(ratio.at + ratio.word.size());
    // Of one that changed what it is now is told last.
    if (link.size() > kLink && claim::find_any(link, {U"由", U"从", U"为", U"至", U"到"}).empty()) return;
    words = words.substr(0, ratio.at);
    if (claim::contains(words, U"城乡")) {
      constexpr std::size_t kMeasure = 14;  // 城镇居民人均可支配收入
      of_two(c, bearing({U"城镇", U"城市"}, c, U"元", kMeasure), bearing({U"农村", U"乡村", U"农民"}, c, U"元", kMeasure),
             from_one);
      return;
    }
    const std::size_t and_at = words.find_last_of(U"与和、");
    const auto plain = [&](const Text& name) {
      const std::size_t k = name.size();
      Amounts out = bearing({View(name)}, c, {});
      // 退出 of 注销、吊销…: not told in these words.
      if (out.empty() && k >= 4) out = bearing({View(name).substr(k - 2)}, c, {});
      return out;
    };
    if (and_at != View::npos && and_at >= 2 && and_at + 2 < words.size()) {
      const Text a(claim::strip_name(words.substr(0, and_at))), b(claim::strip_name(words.substr(and_at + 1)));
      if (a.size() >= 2 && b.size() >= 2) of_two(c, plain(a), plain(b), from_one);
      return;
    }
    // 师生比, 车桩比: a character of each name.
    if (ratio.word != U"比" || words.size() < 2) return;
    const View pair = words.substr(words.size() - 2);
    if (pair[0] != pair[1] && claim::is_han(pair[0]) && claim::is_han(pair[1]) &&
        pair.find_first_of(U"之占同环对可相的入") == View::npos)
      of_two(c, bearing({pair.substr(0, 1)}, c, {}), bearing({pair.substr(1, 1)}, c, {}), from_one);
  }
  void of_two(const Claim& c, const Amounts& a, const Amounts& b, bool turned) {
    offer(c, turned ? b : a, turned ? a : b, Rational(1), "R233");
  }

  void offer(const Claim& c, const Amounts& tops, const Amounts& bases, const Rational& times, const char* rule) {
    if (tops.empty() || bases.empty()) return;
    const Recompute again = [times](const std::vector<Interval>& v) -> std::optional<Interval> {
      const std::optional<Interval> q = divide(v[0], v[1]);
      return q ? std::optional<Interval>(*q * Interval::exactly(times)) : std::nullopt;
    };
    const auto formula = [&](int a, int b) {
      const std::string text = number_text(e_, a) + " ÷ " + number_text(e_, b);
      return times == Rational(1) || times == Rational(100) ? text : text + " × " + times.str();
    };
    Search search(e_, ledger_, c.id, rule, "ratio");
    for (const int a : tops)
      for (const int b : bases)
        if (a != b && search.offer(again({e_[a].value, e_[b].value}), {a, b}, formula(a, b), 5)) return;
    search.forget();
    const auto one_value = [&](const Amounts& ids) {
      return std::all_of(ids.begin(), ids.end(), [&](int id) { return e_[id].exact == e_[ids.front()].exact; });
    };
    const bool sure = one_value(tops) && one_value(bases);
    if (tops.front() != bases.front())
      miss(e_, ledger_,
           {rule,
            "ratio",
            c.id,
            {tops.front(), bases.front()},
            again,
            sure ? Tie::strong : Tie::medium,
            formula(tops.front(), bases.front()),
            "按名称所指的两数相除"});
  }

  static constexpr std::size_t kLink = 8;   ///< characters between a name and its number: 由上年的, 缩小为
  static constexpr std::size_t kAfter = 6;  ///< behind the words that are looked for: 达到, （现价）
  static constexpr std::size_t kMost = 3;

  const Evidence& e_;
  Ledger& ledger_;
  Amounts last_tops_;  ///< of the last multiple
};

}  // namespace

void check_named_ratios(const Evidence& evidence, Ledger& ledger) { NamedRatios(evidence, ledger).run(); }

}  // namespace zh::check
