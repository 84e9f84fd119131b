// Multiples and averages.
//
//   M401 multi   非税收入约为税收收入的2.04倍: a ÷ b
//   M402 multi   人均, 户均, 平均每…: an amount divided by another
//   M403 multi   日均, 月均: the amount of a period by its days or months
//
// When contradictory: M403, where the amount right before would take more than a year. When silent: the two amounts cannot be
// told by name or place.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Quotients {
 public:
  Quotients(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.kind == claim::Numeral::Kind::multiple)
          multiple(all, i);
        else if (c.is_amount() && c.role == Role::level && c.noun.empty() && c.decimals > 0 && says_ratio(c))
          multiple(all, i);
        else if (c.is_amount() && c.role == Role::change && average(c)) {
          periodic(all, i);
        } else if (c.is_amount() && c.role == Role::level && average(c)) {
          periodic(all, i);
          if (!ledger_.explained(c.id, {"multi"})) mean(all, i);
        }
      }
  }

 private:
  bool average(const Claim& c) const {
    const View words = told_words(c);
    if (!claim::find_any(words, {U"平均", U"每公顷", U"每亩", U"每万", U"每人", U"每户", U"单产", U"亩产", U"均价"}).empty())
      return true;
    // 人均, 户均, 笔均, 件均: a measure word and 均.
    for (std::size_t at = words.find(U'均'); at != Text::npos; at = words.find(U'均', at + 1))
      if (at > 0 && claim::one_of(words[at - 1], U"人户日月年次件笔亩台家单批期店村个周季套案起企")) return true;
    return false;
  }
  /// 城乡收入比为1.94, 两者之比为2.5
  static bool says_ratio(const Claim& c) {
    return !claim::find_any(c.before, {U"收入比", U"之比", U"比为", U"比值", U"倍差", U"比达"}).empty();
  }
  /// How many of the unit that is averaged over the period has that the words name: 上半年 has 6 months, 181 or 182 days.
  static std::vector<std::pair<std::int64_t, std::int64_t>> lengths(View words) {
    struct Length {
      View word;
      std::int64_t months, least, most;  ///< months, days
    };
    static constexpr Length kLengths[] = {{U"前三季度", 9, 273, 274}, {U"上半年", 6, 181, 182}, {U"下半年", 6, 184, 184},
                                          {U"季度", 3, 90, 92},       {U"全年", 12, 365, 366},  {U"年度", 12, 365, 366},
                                          {U"月份", 1, 28, 31},       {U"本月", 1, 28, 31},     {U"当月", 1, 28, 31},
                                          {U"年", 12, 365, 366},      {U"月", 1, 28, 31}};
    // 1—5月, 1-11月
    for (std::size_t i = 0; i + 3 < words.size(); ++i) {
      if (words[i] != U'1' || (i > 0 && claim::is_digit(words[i - 1])) || !claim::one_of(words[i + 1], U"-—~至–")) continue;
      std::size_t k = i + 2;
      while (k < words.size() && claim::one_of(words[k], U"-—~至–")) ++k;
      std::int64_t month = 0;
      while (k < words.size() && claim::is_digit(words[k]) && month < 13) month = month * 10 + (words[k++] - U'0');
      if (k < words.size() && words[k] == U'月' && month >= 2 && month <= 12) return {{month, 0}};
    }
    for (const Length& l : kLengths)
      if (claim::contains(words, l.word)) {
        std::vector<std::pair<std::int64_t, std::int64_t>> out;
        for (std::int64_t days = l.least; days <= l.most; ++days) out.emplace_back(l.months, days);
        return out;
      }
    return {};
  }

  /// How many years the words name: 五年, 2013—2017年.
  static std::vector<std::int64_t> years(View words) {
    constexpr std::int64_t kMost = 30;
    std::vector<std::int64_t> out;
    for (std::size_t at = words.find(U'年'); at != View::npos; at = words.find(U'年', at + 1)) {
      std::size_t from = at;
      while (from > 0 && claim::is_digit(words[from - 1])) --from;
      if (at - from == 4 && from >= 5) {
        // 2013年至2017年, 2013—2017年
        std::int64_t last = 0, first = 0;
        for (std::size_t k = from; k < at; ++k) last = last * 10 + (words[k] - U'0');
        std::size_t end = from;
        while (end > 0 && claim::one_of(words[end - 1], U"-—–~至到年")) --end;
        std::size_t begin = end;
        while (begin > 0 && claim::is_digit(words[begin - 1])) --begin;
        for (std::size_t k = begin; k < end; ++k) first = first * 10 + (words[k] - U'0');
        if (end < from && end - begin == 4 && last > first && last - first < kMost) out.push_back(last - first + 1);
      } else if (at - from <= 2 && from < at) {
        std::int64_t n = 0;
        for (std::size_t k = from; k < at; ++k) n = n * 10 + (words[k] - U'0');
        if (n >= 2 && n < kMost) out.push_back(n);
      } else if (at > 0) {
        static constexpr View kDigits = U"一二三四五六七八九十";
        if (const std::size_t n = kDigits.find(words[at - 1]); n != View::npos && n > 0)
          out.push_back(static_cast<std::int64_t>(n) + 1);
      }
    }
    return out;
  }

  /// The words of the clause; before a bracket where the number stands right behind it: 日均（31天）1557人次.
  View told_words(const Claim& c) const {
    constexpr std::size_t kBracket = 10, kLink = 2;
    const View text = e_.passage(c.id).text;
    const std::size_t from = c.start - std::min(c.start, c.clause_before.size());
    if (c.clause_before.size() > kLink || from < 2 || !claim::one_of(text[from - 1], U"）)")) return c.clause_before;
    const std::size_t far = from - std::min(from, kBracket);
    const std::size_t in = text.substr(far, from - 1 - far).find_last_of(U"（(");
    if (in == View::npos) return c.clause_before;
    const std::size_t open = far + in;
    const std::size_t start = claim::start_behind(text, open, U"，。；：！？（）()\n");
    return text.substr(start, c.start - start);
  }

  /// 日均1.66万户, 月均5358件: the amount of the period by its days or months.
  void periodic(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const View words = told_words(c);
    const bool daily = !claim::find_any(words, {U"日均", U"平均每天", U"平均每日", U"每天"}).empty();
    const bool monthly = !claim::find_any(words, {U"月均", U"平均每月", U"每月平均"}).empty();
    const bool yearly = !claim::find_any(words, {U"年均", U"平均每年", U"每年平均"}).empty();
    if (daily + monthly + yearly != 1) return;
    Search search(e_, ledger_, c.id, "M403", "multi");
    int tried = 0;
    // 放假8天，…日均1.03亿人次; 五年（2013—2017年）累计减少6853万人，平均每年1371万人: how many the words say, and the number
    // that says it.
    std::vector<std::pair<std::int64_t, int>> told;
    if (daily)
      for (const int id : all)
        if ((e_[id].noun == U"天" || e_[id].noun == U"日") && e_[id].exact > Rational(1) && e_[id].exact <= Rational(366))
          if (const std::optional<Decimal> d = e_[id].exact.exact_decimal(); d && e_[id].decimals == 0)
            told.emplace_back(static_cast<std::int64_t>(d->coefficient()), id);
    if (yearly)
      for (const std::int64_t n : years(e_.sentence(c.id))) told.emplace_back(n, -1);
    const auto operands = [](int a, int by) { return by >= 0 ? std::vector<int>{a, by} : std::vector<int>{a}; };
    for (const int a : around(all, i, 2))
      for (const auto& [by, id] : told)
        if (by >= 2 && e_[a].exact > c.exact && addable(e_[a], c) &&
            search.offer(divide(e_[a].value, Interval::exactly(by)), operands(a, id),
                         number_text(e_, a) + " ÷ " + std::to_string(by), 10))
          return;
    // The one length that the words tell, and the amount before it in the sentence.
    for (const int a : around(all, i, 0))
      if (told.size() == 1 && told[0].first >= 2 && e_[a].exact > c.exact && addable(e_[a], c)) {
        const Rational by = told[0].first;
        const Recompute again = [by](const std::vector<Interval>& v) {
          return divide(v[0], v.size() > 1 ? v[1] : Interval::exactly(by));
        };
        miss(e_, ledger_,
             {"M403", "multi", c.id, operands(a, told[0].second), again, Tie::strong,
              number_text(e_, a) + " ÷ " + std::to_string(told[0].first), "按所说的天数或年数计算"});
        break;
      }
    if (yearly) return search.forget();
    of_period(all, i, daily);
    for (const int a : around(all, i, 2)) {
      if (e_[a].exact <= c.exact || !addable(e_[a], c) || ++tried > 3) continue;
      const View sentence = e_.sentence(a);
      std::vector<std::pair<std::int64_t, std::int64_t>> periods = lengths(sentence);
      if (periods.empty()) periods = lengths(e_.passage(a).text);
      if (periods.empty() && !e_.claims.passages.empty()) periods = lengths(e_.claims.passages.front().text);
      for (const auto& [months, days] : periods) {
        const std::int64_t by = daily ? days : months;
        if (by >= 2 &&
            search.offer(divide(e_[a].value, Interval::exactly(by)), {a}, number_text(e_, a) + " ÷ " + std::to_string(by), 10))
          return;
      }
    }
    search.forget();
    if (daily && i > 0) more_than_a_year(c, e_[all[i - 1]]);
  }

  /// 致4129人死亡，平均每天有5人: of no period that a report is about; not where it speaks of several years.
  void more_than_a_year(const Claim& c, const Claim& amount) {
    const Rational kLongest = 400;
    const View sentence = e_.sentence(c.id);
    if (!amount.is_amount() || amount.role != Role::level || amount.averaged || amount.vague() ||
        amount.sentence != c.sentence || c.clause - amount.clause > 1 || c.noun.empty() || c.noun != amount.noun || c.vague() ||
        c.exact.sign() <= 0 || amount.value.low <= c.value.high * kLongest ||
        !claim::find_any(sentence, {U"年来", U"以来", U"年间", U"累计", U"历年", U"期间", U"余额", U"存量"}).empty())
      return;
    const std::optional<Interval> days = divide(amount.value, c.value);
    if (!days) return;
    ledger_.tell("M403", "multi", Verdict::contradictory, c.id, {amount.id},
                 number_text(e_, amount.id) + " ÷ " + number_text(e_, c.id),
                 "按日均" + number_text(e_, c.id) + "，" + number_text(e_, amount.id) + "要一年以上，与所述时期不合");
  }

  /// 全年…快递业务量1.52亿件，增长23.7%，日均处理快件41.6万件: the only amount of its kind in the sentence, over the period
  /// that the sentence begins with.
  void of_period(const std::vector<int>& all, std::size_t i, bool daily) {
    const Claim& c = e_[all[i]];
    const std::vector<std::pair<std::int64_t, std::int64_t>> periods = lengths(e_.sentence(c.id));
    std::vector<int> tops;
    for (const int a : around(all, i, 0))
      if (addable(e_[a], c)) tops.push_back(a);
    if (tops.size() != 1 || periods.empty() || e_[tops[0]].exact <= c.exact || c.clause - e_[tops[0]].clause > 2) return;
    for (const auto& [months, days] : periods) {
      const Rational by(daily ? days : months);
      if (by < Rational(2)) return;
      const Recompute again = [by](const std::vector<Interval>& v) { return divide(v[0], Interval::exactly(by)); };
      miss(e_, ledger_,
           {"M403",
            "multi",
            c.id,
            {tops[0]},
            again,
            Tie::strong,
            number_text(e_, tops[0]) + " ÷ " + by.str(),
            "按时期的长度计算"});
      return;
    }
  }

  /// The factor between what is divided and what the quotient is told in: 吨 and 公斤.
  static Rational conversion(const Text& of, const Text& into) {
    if (of == U"吨" && (into == U"公斤" || into == U"千克")) return Rational(1000);
    if (of == U"公里" && into == U"米") return Rational(1000);
    return Rational(1);
  }

  static bool usable(const Claim& c) { return c.is_amount() && c.role != Role::change && c.value.low.sign() > 0; }

  std::vector<int> around(const std::vector<int>& all, std::size_t i, int sentences) const {
    std::vector<int> out;
    // 净增5360万人，年均增加1072万人: a change is divided for a mean change.
    const auto divided = [&](const Claim& x) {
      return usable(x) ||
             (e_[all[i]].role == Role::change && x.role == Role::change && x.is_amount() && x.value.low.sign() > 0);
    };
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= e_[all[i]].sentence - sentences && out.size() < 8;)
      if (divided(e_[all[j]])) out.push_back(all[j]);
    return out;
  }

  /// 城镇居民51821元，…；农村居民21691元，…。城乡居民收入比为2.39: the two of the same measure before it.
  bool town_and_country(const std::vector<int>& all, std::size_t i, Search& search) {
    const Claim& c = e_[all[i]];
    if (!claim::contains(c.clause_before, U"城乡") || !claim::end_any(c.before, {U"由", U"从", U"的"}).empty()) return false;
    int town = -1, country = -1;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence >= c.sentence - 2;) {
      const Claim& x = e_[all[j]];
      if (!usable(x) || x.role != Role::level || x.noun != U"元") continue;
      if (country < 0 && !claim::find_any(x.clause_before, {U"农村", U"乡村", U"农民"}).empty()) country = x.id;
      if (town < 0 && !claim::find_any(x.clause_before, {U"城镇", U"城市"}).empty()) town = x.id;
    }
    if (town < 0 || country < 0 || town == country || e_[town].exact <= e_[country].exact) return false;
    if (search.offer(divide(e_[town].value, e_[country].value), {town, country},
                     number_text(e_, town) + " ÷ " + number_text(e_, country), 1))
      return true;
    queue(c.id, town, country, Tie::strong, true);
    return true;
  }

  void multiple(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    Search search(e_, ledger_, c.id, "M401", "multi");
    std::vector<int> tops = around(all, i, 1), bases;
    // 职责范围内2415件；范围外455件，前者是后者的5.3倍
    if (!claim::find_any(c.clause_before, {U"前者是后者", U"前者为后者", U"前者约为后者", U"前者相当于后者"}).empty()) {
      const std::vector<int> two = around(all, i, 0);
      if (two.size() >= 2 && addable(e_[two[0]], e_[two[1]])) {
        const std::string text = number_text(e_, two[1]) + " ÷ " + number_text(e_, two[0]);
        if (search.offer(divide(e_[two[1]].value, e_[two[0]].value), {two[1], two[0]}, text, 5)) return;
        queue(c.id, two[1], two[0], two.size() == 2 ? Tie::certain : Tie::strong, true);
        return;
      }
    }
    // 使用2103艘次，是去年同期1402艘次的1.5倍: what is multiplied stands right before it.
    if (c.before == U"的" && i >= 2 && usable(e_[all[i - 1]]) && usable(e_[all[i - 2]]) && e_[all[i - 1]].clause == c.clause &&
        addable(e_[all[i - 2]], e_[all[i - 1]]) && e_[all[i - 2]].sentence == c.sentence &&
        !claim::find_any(e_[all[i - 1]].clause_before, {U"是", U"为", U"相当于", U"达"}).empty()) {
      const int a = all[i - 2], b = all[i - 1];
      if (search.offer(divide(e_[a].value, e_[b].value), {a, b}, number_text(e_, a) + " ÷ " + number_text(e_, b), 1)) return;
      queue(c.id, a, b, Tie::strong, true);
    }
    if (town_and_country(all, i, search)) return;
    const claim::Found of = claim::find_last(c.before, {U"相当于", U"约为", U"约是", U"是", U"为", U"达"});
    if (of) {
      View base = View(c.before).substr(of.at + of.word.size());
      if (claim::ends_with(base, U"的")) base.remove_suffix(1);
      const Text name(claim::strip_name(base));
      if (name.size() >= 2) bases = e_.named(name, c.id, 60, 5, usable);
      // 是2019年的1.12倍；2019年为1074.6万人次: the base is called by its time.
      const Text time(base);
      if (time.size() >= 2 && claim::one_of(time.back(), U"年月季度期"))
        for (const int id : all)
          if (id != c.id && usable(e_[id]) && e_[id].sentence - c.sentence <= 1 && claim::contains(e_[id].clause_before, time))
            bases.insert(bases.begin(), id);
      const Text subject(claim::strip_name(View(c.before).substr(0, of.at)));
      if (subject.size() >= 2) {
        const std::vector<int> named = e_.named(subject, c.id, 60, 4, usable);
        tops.insert(tops.begin(), named.begin(), named.end());
      }
    }
    const std::size_t tied = bases.size();
    for (const int id : around(all, i, 2)) bases.push_back(id);
    for (const int a : tops)
      for (std::size_t b = 0; b < bases.size(); ++b) {
        if (a == bases[b] || !addable(e_[a], e_[bases[b]])) continue;
        const bool increase = !claim::find_any(c.before, {U"增长", U"增加", U"增", U"上升", U"提高"}).empty();
        const std::optional<Interval> quotient = divide(e_[a].value, e_[bases[b]].value);
        if (increase && quotient &&
            search.offer(*quotient - Interval::exactly(1), {a, bases[b]},
                         number_text(e_, a) + " ÷ " + number_text(e_, bases[b]) + " − 1", b < tied ? 10 : 30))
          return;
        if (search.offer(quotient, {a, bases[b]}, number_text(e_, a) + " ÷ " + number_text(e_, bases[b]), b < tied ? 10 : 30))
          return;
      }
    if (claim::find_any(c.before, {U"增", U"升", U"提高"}).empty())
      for (std::size_t t = 0; t < std::min<std::size_t>(tops.size(), 3); ++t)
        for (std::size_t b = 0; b < std::min<std::size_t>(bases.size(), 3); ++b)
          queue(c.id, tops[t], bases[b], b < tied ? Tie::medium : Tie::weak, true);
  }

  void queue(int result, int a, int b, Tie tie, bool like) {
    if (a == b || (like && !addable(e_[a], e_[b]))) return;
    const Recompute again = [](const std::vector<Interval>& v) { return divide(v[0], v[1]); };
    miss(e_, ledger_,
         {like ? "M401" : "M402",
          "multi",
          result,
          {a, b},
          again,
          tie,
          number_text(e_, a) + " ÷ " + number_text(e_, b),
          "按所指两数相除"});
  }

  /// Whether the words say that the quotient is per what is counted: 人均 of 人 or 名.
  static bool per(const Claim& c, const Claim& by) {
    return claim::contains(c.clause_before, Text(by.noun) + U"均") || claim::contains(c.clause_before, U"每" + Text(by.noun)) ||
           claim::contains(c.clause_before, by.noun) || (by.noun == U"名" && claim::contains(c.clause_before, U"人均")) ||
           (by.noun == U"亩" && !claim::find_any(c.clause_before, {U"亩产", U"单产", U"亩均"}).empty());
  }

  void mean(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    Search search(e_, ledger_, c.id, "M402", "multi");
    std::vector<int> near = around(all, i, 2);
    const std::vector<int> rest = around(all, i, 30);
    for (const int id : rest)
      if (std::find(near.begin(), near.end(), id) == near.end()) near.push_back(id);
    for (std::size_t j = i + 1; j < all.size() && e_[all[j]].sentence == c.sentence && j < i + 3; ++j)
      if (usable(e_[all[j]])) near.push_back(all[j]);
    // The paragraph before, and the amounts called alike.
    const int p = e_.paragraph(all[i]);
    for (int q = p - 1; q >= 0 && q >= p - 2; --q)
      for (const int id : e_.paragraphs()[static_cast<std::size_t>(q)])
        if (usable(e_[id]) && near.size() < 24) near.push_back(id);
    // First what the units tie: 职工1577万人…；基金结存3570亿元，人均2.26万元.
    for (const int a : near)
      for (const int b : near)
        if (a != b && e_[a].noun == c.noun && !e_[b].noun.empty() && e_[b].noun != c.noun && !e_[b].averaged && per(c, e_[b]) &&
            e_[a].sentence == c.sentence && e_[b].sentence == c.sentence &&
            search.offer(divide(e_[a].value, e_[b].value), {a, b}, number_text(e_, a) + " ÷ " + number_text(e_, b), 6))
          return;
    per_head(c, search);
    if (search.done()) return;
    named(all, i, search);
    if (search.done()) return;
    for (const int a : near)
      for (const int b : near) {
        if (a == b || search.spent()) continue;
        // The quotient is in the unit of what is divided.
        const Rational factor = conversion(e_[a].noun, c.noun);
        if (!c.noun.empty() && !e_[a].noun.empty() && c.noun != e_[a].noun && factor == Rational(1)) continue;
        if (e_[b].noun == c.noun && !e_[b].noun.empty()) continue;
        // 救助21人，发放63万元，人均3万元: the two right before, in the units that are named.
        const bool beside = e_[a].segment == c.segment && e_[b].segment == c.segment &&
                            (e_[a].noun == c.noun || !(factor == Rational(1))) && !e_[b].noun.empty() && per(c, e_[b]);
        const std::optional<Interval> quotient = divide(e_[a].value, e_[b].value);
        if (quotient && search.offer(*quotient * Interval::exactly(factor), {a, b},
                                     number_text(e_, a) + " ÷ " + number_text(e_, b), beside ? 6 : 40))
          return;
      }
    // 户均, 人均: the amounts of the sentence or the one before, the divisor in the unit that is named.
    std::vector<int> tops, bases;
    for (const int id : around(all, i, 1)) {
      if (e_[id].noun == c.noun)
        tops.push_back(id);
      else if (!e_[id].noun.empty() && claim::contains(c.clause_before, e_[id].noun))
        bases.push_back(id);
    }
    // 立案350件，罚没1260万元，平均每件3.6万元: nothing else of the sentence can be meant.
    const bool only = tops.size() == 1 && bases.size() == 1 && e_[tops[0]].sentence == c.sentence &&
                      e_[bases[0]].sentence == c.sentence && e_[tops[0]].scale == c.scale;
    int tried = 0;
    for (const int a : tops)
      for (const int b : bases)
        if (tried++ < 2) queue(c.id, a, b, only ? Tie::strong : Tie::medium, false);
  }

  /// 人均生产总值: the amount of that name over the people of the document.
  void per_head(const Claim& c, Search& search) const {
    const claim::Found each = claim::find_last(c.clause_before, {U"人均"});
    if (!each) return;
    View rest = View(c.clause_before).substr(each.at + each.word.size());
    const Text thing(claim::strip_name(rest));
    constexpr std::size_t kTops = 3, kBases = 3;
    std::vector<int> tops;
    if (thing.size() >= 2) {
      tops = e_.named(thing, c.id, 60, kTops, [&](const Claim& x) {
        return usable(x) && x.role == Role::level && !x.averaged && x.exact > c.exact * Rational(100) &&
               (x.noun == c.noun || x.noun.empty());
      });
    } else if (c.id > 0) {
      // 有耕地2.0万亩，人均0.77亩: of the amount right before.
      const Claim& x = e_[c.id - 1];
      if (x.sentence == c.sentence && x.noun == c.noun && !c.noun.empty() && usable(x) && x.role == Role::level && !x.averaged)
        tops.push_back(x.id);
    }
    if (tops.empty()) return;
    const std::vector<int> bases = e_.named(U"人口", c.id, 100, kBases, [&](const Claim& x) {
      return usable(x) && x.role == Role::level && (x.noun == U"人" || x.table >= 0) && x.exact > Rational(1000) &&
             claim::contains(x.name, U"人口");
    });
    for (const int a : tops)
      for (const int b : bases)
        if (a != b &&
            search.offer(divide(e_[a].value, e_[b].value), {a, b}, number_text(e_, a) + " ÷ " + number_text(e_, b), 8))
          return;
  }

  /// 平均每公顷稻谷产量: what is divided and what divides bear a word of the clause, in prose or table.
  void named(const std::vector<int>& all, std::size_t i, Search& search) {
    const Claim& c = e_[all[i]];
    const claim::Found each = claim::find_last(c.clause_before, {U"平均每", U"每"});
    if (!each) return;
    const View rest = View(c.clause_before).substr(each.at + each.word.size());
    const View unit = claim::unit_noun(rest);
    if (unit.empty()) return;
    const Text thing(claim::strip_name(rest.substr(unit.size())));
    if (thing.size() < 2) return;
    const std::vector<int> tops = e_.named(thing.substr(0, 2), c.id, 100, 6,
                                           [&](const Claim& x) { return usable(x) && (x.noun == c.noun || x.noun.empty()); });
    const std::vector<int> bases =
        e_.named(thing.substr(0, 2), c.id, 100, 4, [&](const Claim& x) { return usable(x) && x.noun == unit; });
    for (const int a : tops)
      for (const int b : bases)
        if (a != b &&
            search.offer(divide(e_[a].value, e_[b].value), {a, b}, number_text(e_, a) + " ÷ " + number_text(e_, b), 20))
          return;
    if (!tops.empty() && !bases.empty()) queue(c.id, tops.front(), bases.front(), Tie::medium, false);
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_quotients(const Evidence& evidence, Ledger& ledger) { Quotients(evidence, ledger).run(); }

}  // namespace zh::check
