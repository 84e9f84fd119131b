// What is carried over, in the words of money, stocks and people; and what a part brings to the growth of a whole.
//
//   M451 multi   上年结余38.26万元，本年收入124.53万元，支出117.08万元，年末结余45.71万元: end = beginning + in − out
//   M452 multi   民营企业…对外贸增长的贡献率为102.5%; 拉动增长3.1个百分点: the part's increase over the whole's, or over the
//   whole's earlier level
//   M453 multi   累计结余71.42亿元，可支付16.4个月: the stock over a month of the year's spending
//   M454 multi   人均生产总值92307元: by the mean of the people at the beginning and at the end of the year
//
// Why: D512 reads the words of cases (旧存, 新收, 办结); the same balance is told of funds, goods and people. When
// contradictory: queued; certain when all four stand in one sentence in the order of the book. When silent: a member is
// missing, about, or told twice.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Carried {
 public:
  Carried(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Ledger::Entry& entry : ledger_.entries())
      if (entry.verdict == Verdict::consistent && entry.kind == "growth" && entry.operands.size() == 2 &&
          e_[entry.operands[0]].is_amount() && e_[entry.operands[1]].is_amount())
        grown_.emplace_back(entry.operands[0], entry.operands[1]);
    for (const std::vector<int>& all : e_.paragraphs()) {
      parts_.clear();
      for (const int id : all) parts_.push_back(usable(e_[id]) ? part(e_[id]) : Part::none);
      const auto has = [&](Part p) { return std::find(parts_.begin(), parts_.end(), p) != parts_.end(); };
      const bool balanced = has(Part::begin) && has(Part::in) && has(Part::out);
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (balanced) balance(all, i);
        brought(all, i);
        payable(all, i);
        a_head(all, i);
      }
    }
  }

 private:
  /// The words of the clause from the last list mark on.
  static View words(const Claim& c) {
    const View all = c.clause_before;
    const std::size_t at = all.find_last_of(U"、");
    return at == View::npos ? all : all.substr(at + 1);
  }
  enum class Part { none, begin, in, out, end };
  static Part part(const Claim& c) {
    const View own = words(c);
    const claim::Characters all(own);
    if (claim::find_any(own, all, {U"其中", U"率", U"占", U"净", U"同比", U"目标", U"预算", U"限额", U"合计"}).size() > 0)
      return Part::none;
    const bool level = claim::find_any(own, all, {U"结余", U"余额", U"库存", U"结存", U"在册", U"存量", U"滚存"}).size() > 0;
    if (claim::find_any(own, all,
                        {U"上年结余", U"上年结转", U"年初", U"上年末", U"期初", U"月初", U"上年底", U"上期结余", U"上年库存",
                         U"上月结余", U"季初"})
                .size() > 0 ||
        (c.role == Role::prior && level))
      return Part::begin;
    if (claim::find_any(own, all,
                        {U"年末", U"期末", U"月末", U"季末", U"年底", U"累计结余", U"结余", U"余额", U"库存", U"结存"})
            .size() > 0)
      return Part::end;
    if (claim::find_any(own, all,
                        {U"收入", U"新增", U"新纳入", U"纳入", U"缴存", U"生产", U"产量", U"购进", U"入库", U"举借", U"发行",
                         U"转入", U"新收", U"新入", U"筹集", U"募集"})
            .size() > 0)
      return Part::in;
    if (claim::find_any(own, all,
                        {U"支出", U"提取", U"销售", U"销量", U"偿还", U"还本", U"核销", U"注销", U"出库", U"转出", U"退出",
                         U"使用", U"发放", U"支付", U"消耗"})
            .size() > 0)
      return Part::out;
    return Part::none;
  }

  void balance(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!usable(c) || ledger_.explained(c.id, {"multi", "difference"})) return;
    const bool named_end = parts_[i] == Part::end;
    // In its sentence first; then in those beside it.
    int begin = -1, in = -1, out = -1;
    bool found = false;
    for (int reach = 0; reach <= 2 && !found; ++reach) {
      begin = in = out = -1;
      bool twice = false;
      int ends = 0;
      const auto put = [&](int& slot, int id) {
        if (slot >= 0 && e_[slot].exact != e_[id].exact) twice = true;
        slot = id;
      };
      for (std::size_t k = 0; k < all.size(); ++k) {
        const int id = all[k];
        const Claim& x = e_[id];
        if (id == c.id || parts_[k] == Part::none || x.noun != c.noun || std::abs(x.sentence - c.sentence) > reach) continue;
        switch (parts_[k]) {
          case Part::begin:
            put(begin, id);
            break;
          case Part::in:
            put(in, id);
            break;
          case Part::out:
            put(out, id);
            break;
          case Part::end:
            ++ends;
            break;
          default:
            break;
        }
      }
      // The stock itself may be told without a word of the end: 低保对象5418人，新纳入612人、退出957人，年初5763人.
      found = !twice && begin >= 0 && in >= 0 && out >= 0 && (named_end || ends == 0);
    }
    if (!found) return;
    const std::vector<int> operands = {begin, in, out};
    const Recompute again = [](const std::vector<Interval>& v) {
      return std::optional<Interval>(v[0] + magnitude(v[1]) - magnitude(v[2]));
    };
    const Interval own = *again({e_[begin].value, e_[in].value, e_[out].value});
    const std::string formula = number_text(e_, begin) + " + " + number_text(e_, in) + " − " + number_text(e_, out);
    if (fit(c, own) != Fit::none) {
      confirm(e_, ledger_, "M451", "multi", c.id, operands, own, formula);
      return;
    }
    // What was moved in or out besides is in none of the four.
    if (!named_end ||
        claim::find_any(e_.sentence(c.id), {U"调入", U"调出", U"上解", U"补助", U"转移", U"划转", U"核减"}).size() > 0)
      return;
    const bool book = begin < in && in < out && out < c.id && e_[begin].sentence == c.sentence;
    miss(e_, ledger_,
         {"M451", "multi", c.id, operands, again, book ? Tie::certain : Tie::medium, formula, "按期初加增加减减少推算"});
  }
  static bool usable(const Claim& c) {
    return c.is_amount() && !c.vague() && !c.noun.empty() && c.exact.sign() != 0 && !c.averaged;
  }

  /// 贡献率102.5%, 拉动增长3.1个百分点.
  void brought(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const bool share = c.is_percentage() && claim::contains(c.clause_before, U"贡献率");
    const bool points = (c.role == Role::point || c.kind == claim::Numeral::Kind::point) &&
                        claim::find_any(c.clause_before, {U"拉动", U"贡献"}).size() > 0;
    if ((!share && !points) || c.vague() || ledger_.explained(c.id, {"multi", "ratio"})) return;
    // The part: the nearest level before, and the earlier one of its noun in the sentence.
    int now = -1, was = -1;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && now < 0;)
      if (usable(e_[all[j]]) && e_[all[j]].role == Role::level) now = all[j];
    if (now < 0) return;
    for (const auto& [a, b] : grown_)
      if (a == now) was = b;
    for (const int id : all)
      if (was < 0 && e_[id].sentence == c.sentence && usable(e_[id]) && e_[id].role == Role::prior &&
          e_[id].noun == e_[now].noun)
        was = id;
    if (was < 0) return;
    Search search(e_, ledger_, c.id, "M452", "multi");
    constexpr int kMost = 6;
    int tried = 0;
    for (const auto& [a, b] : grown_) {
      if (tried >= kMost) break;
      if (a == now || e_[a].noun != e_[now].noun || e_[a].exact <= e_[now].exact) continue;
      ++tried;
      const Interval part = e_[now].value - e_[was].value;
      const Interval whole = share ? e_[a].value - e_[b].value : e_[b].value;
      const std::string difference = "(" + number_text(e_, now) + " − " + number_text(e_, was) + ")";
      const std::string base = share ? "(" + number_text(e_, a) + " − " + number_text(e_, b) + ")" : number_text(e_, b);
      std::vector<int> operands = {now, was, b};
      if (share) operands.insert(operands.begin() + 2, a);
      if (search.offer(percentage(part, whole), operands, difference + " ÷ " + base, 10)) break;
    }
    search.forget();
  }

  /// 支出52.17亿元，…，累计结余71.42亿元，可支付16.4个月: at the year's rate of spending.
  void payable(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (c.kind != claim::Numeral::Kind::count ||
        claim::find_any(c.clause_before, {U"可支付", U"支付能力", U"可支撑"}).empty() || !claim::starts_with(c.noun, U"个月") ||
        c.vague())
      return;
    int stock = -1, spent = -1;
    for (std::size_t j = i; j-- > 0 && (stock < 0 || spent < 0);) {
      const Claim& x = e_[all[j]];
      if (!usable(x) || x.noun != U"元" || x.role == Role::prior) continue;
      if (stock < 0 && claim::find_any(x.before, {U"结余", U"结存"}).size() > 0 && !claim::contains(x.before, U"当期"))
        stock = x.id;
      if (spent < 0 && claim::find_any(x.before, {U"支出"}).size() > 0) spent = x.id;
    }
    if (stock < 0 || spent < 0) return;
    constexpr int kMonths = 12;
    Search search(e_, ledger_, c.id, "M453", "multi");
    if (const std::optional<Interval> q = divide(e_[stock].value * Interval::exactly(kMonths), e_[spent].value))
      search.offer(*q, {stock, spent}, number_text(e_, stock) + " ÷ (" + number_text(e_, spent) + " ÷ 12)", 6);
    search.forget();
  }

  /// 人均生产总值92307元: by the mean of the people at the beginning and at the end of the year.
  void a_head(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!c.averaged || c.noun != U"元" || c.vague() || c.role != Role::level || !claim::contains(c.before, U"生产总值") ||
        ledger_.explained(c.id, {"multi"}))
      return;
    int product = -1, people = -1;
    for (const int id : e_.prose()) {
      const Claim& x = e_[id];
      if (!usable(x) || x.role != Role::level || x.scale < 4) continue;
      if (product < 0 && x.noun == U"元" && claim::ends_with(x.name, U"生产总值")) product = id;
      if (people < 0 && x.noun == U"人" && claim::find_any(x.name, {U"常住人口", U"总人口"}).size() > 0) people = id;
    }
    if (product < 0 || people < 0) return;
    Search search(e_, ledger_, c.id, "M454", "multi");
    for (const int id : e_.prose()) {
      const Claim& x = e_[id];
      if (x.sentence != e_[people].sentence || x.noun != U"人" || !x.is_amount() || x.id == people || x.vague()) continue;
      const Interval half = Interval::exactly(Rational::fraction(1, 2));
      const bool change = x.role == Role::change;
      if (!change && x.role != Role::prior) continue;
      const Interval mean = change ? e_[people].value - x.value * half : (e_[people].value + x.value) * half;
      if (const std::optional<Interval> q = divide(e_[product].value, mean))
        if (search.offer(*q, {product, people, x.id}, number_text(e_, product) + " ÷ 年平均人口", 8)) break;
    }
    search.forget();
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<Part> parts_;                 ///< of the numbers of the paragraph
  std::vector<std::pair<int, int>> grown_;  ///< (now, earlier) of growths that hold
};

}  // namespace

void check_carried(const Evidence& evidence, Ledger& ledger) { Carried(evidence, ledger).run(); }

}  // namespace zh::check
