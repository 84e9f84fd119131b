// The shares of all parts of a total.
//
//   C704 complement   合格率97.5% … 不合格率2.5%: a rate and its opposite, told a few paragraphs apart; 咨询占65% / 投诉占20% /
//                     举报占15%, each at the head of a paragraph; 男女之比为46.8比53.2
//   C703 complement   登记59878件 … 一、咨询33658件，占56.21% … 二、投诉17397件，占29.06% … 三、举报8823件，占14.73%
//
// What: a sum that holds, and a share of its total that holds for every part, wherever they were told. Why: C701 reads shares
// that stand beside each other. When contradictory: never; each share is compared with its quotient.
#include <algorithm>
#include <unordered_map>

#include "check/lists.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class WholeShares {
 public:
  WholeShares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    heads();
    opposites();
    rest();
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i + 1 < all.size(); ++i) versus(all[i], all[i + 1]);
    for (const Ledger::Entry& entry : ledger_.entries())
      if (entry.verdict == Verdict::consistent && entry.kind == "ratio" && entry.operands.size() == 2 && entry.result >= 0 &&
          e_[entry.result].is_percentage() && e_[entry.result].table < 0)
        shares_[entry.operands[0]].push_back({entry.result, entry.operands[1]});
    if (shares_.empty()) return;
    const std::size_t known = ledger_.entries().size();
    for (std::size_t i = 0; i < known; ++i) {
      const Ledger::Entry& entry = ledger_.entries()[i];
      if (entry.verdict != Verdict::consistent || entry.kind != "sum" || entry.operands.size() < 2 || entry.result < 0 ||
          e_[entry.result].is_percentage())
        continue;
      std::vector<int> all;
      for (const int part : entry.operands)
        if (const int share = share_of(part, entry.result); share >= 0) all.push_back(share);
      if (all.size() == entry.operands.size() && sum_of(e_, all).contains(Rational(100))) keep(all);
    }
  }

 private:
  struct Share {
    int id, whole;
  };
  /// A share that the part is of the total, or of a number of its value.
  int share_of(int part, int total) const {
    const auto found = shares_.find(part);
    if (found == shares_.end()) return -1;
    for (const Share& s : found->second)
      if (e_[s.whole].exact == e_[total].exact) return s.id;
    return -1;
  }
  bool share(int id) const {
    const Claim& c = e_[id];
    return c.is_percentage() && !c.vague() && c.exact.sign() > 0 && c.exact < Rational(100) &&
           (c.role == Role::share || c.role == Role::rate || c.role == Role::percent);
  }

  /// The first shares of neighbouring paragraphs, three or more that grow up to 100.
  void heads() {
    std::vector<int> run;
    int last = -1;
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p) {
      int head = -1;
      for (const int id : e_.paragraphs()[p])
        if (head < 0 && share(id) && e_[id].role == Role::share) head = id;
      if (head < 0) continue;
      if (last >= 0 && static_cast<int>(p) - last > 2) run.clear();
      last = static_cast<int>(p);
      run.push_back(head);
      constexpr std::size_t kMost = 12;
      std::int64_t spent = 0;
      for (std::size_t k = 3; k <= std::min(run.size(), kMost); ++k) {
        const std::vector<int> parts(run.end() - static_cast<std::ptrdiff_t>(k), run.end());
        const Interval sum = sum_of(e_, parts);
        const std::optional<Decimal> width = (sum.width() * Rational(10000)).floor().exact_decimal();
        spent += width ? static_cast<std::int64_t>(width->coefficient()) / 3 : kEnough;
        if (spent > kEnough || sum.low > Rational(100)) break;
        if (!sum.contains(Rational(100))) continue;
        keep(parts, "C704");
        run.clear();
        break;
      }
    }
  }
  /// 不合格率 and 合格率, 未办结率 and 办结率.
  void opposites() {
    constexpr int kBlocks = 6, kBack = 60;
    for (const int id : e_.prose()) {
      const Claim& c = e_[id];
      if (!share(id) || c.role != Role::rate) continue;
      const Text own = rate_word(c);
      if (own.size() < 4 || !claim::one_of(own[0], U"不未非")) continue;
      const View other = View(own).substr(1);
      for (int step = 1; step <= kBack; ++step)
        for (const int place : {e_.place(id) - step, e_.place(id) + step}) {
          if (place < 0 || place >= static_cast<int>(e_.prose().size())) continue;
          const int twin = e_.prose()[static_cast<std::size_t>(place)];
          if (!share(twin) || std::abs(e_[twin].block - c.block) > kBlocks || rate_word(e_[twin]) != other ||
              e_[twin].decimals != c.decimals || (e_[twin].exact + c.exact) != Rational(100))
            continue;
          keep({twin, id}, "C704");
          step = kBack + 1;
          break;
        }
    }
  }
  /// 一般贸易占59.5%，上年同期占58.4%；其他贸易占40.5%; 商品类 … 占62.12% … 服务类 … 占37.88%: what is left, or the other of a
  /// pair.
  void rest() {
    constexpr int kBlocks = 4, kBack = 24, kNear = 8;
    for (const int id : e_.prose()) {
      const Claim& c = e_[id];
      if (!share(id) || c.role != Role::share || c.decimals == 0) continue;
      const View word = claim::find_any(c.clause_before, {U"其他", U"其余", U"其它", U"余下", U"剩余", U"剩下"});
      for (int step = 1; step <= kBack; ++step) {
        const int place = e_.place(id) - step;
        if (place < 0) break;
        const Claim& o = e_[e_.prose()[static_cast<std::size_t>(place)]];
        if (c.block - o.block > kBlocks) break;
        if (!share(o.id) || o.decimals != c.decimals || o.exact + c.exact != Rational(100)) continue;
        const bool left = !word.empty() && step <= kNear && o.passage == c.passage;
        if (left || (!c.name_inherited && !o.name_inherited && whole_by_name(o.name, c.name))) keep({o.id, id}, "C704");
        break;
      }
    }
  }
  /// 不合格率 of 抽检不合格率为: up to 率, with what denies it.
  static Text rate_word(const Claim& c) {
    const std::size_t at = c.before.rfind(U'率');
    if (at == View::npos || at < 2) return {};
    const std::size_t from = at >= 3 && claim::one_of(c.before[at - 3], U"不未非") ? at - 3 : at - 2;
    return Text(c.before.substr(from, at + 1 - from));
  }
  /// 46.8比53.2
  void versus(int a, int b) {
    const Claim &x = e_[a], &y = e_[b];
    if (x.kind != claim::Numeral::Kind::count || y.kind != x.kind || !x.noun.empty() || !y.noun.empty() || x.decimals == 0 ||
        x.decimals != y.decimals || x.passage != y.passage)
      return;
    const View between = View(e_.passage(a).text).substr(x.end, y.start - x.end);
    if ((between == U"比" || between == U"∶" || between == U":" || between == U"：") && x.exact + y.exact == Rational(100))
      keep({a, b}, "C704");
  }

  void keep(const std::vector<int>& all, const char* rule = "C703") {
    Ledger::Entry entry;
    entry.rule = rule;
    entry.kind = "complement";
    entry.result = all.front();
    entry.operands.assign(all.begin() + 1, all.end());
    entry.computed = Interval::exactly(100) - sum_of(e_, entry.operands);
    entry.formula = joined(e_, all, " + ") + " = 100%";
    entry.message = entry.formula;
    ledger_.add(std::move(entry));
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::unordered_map<int, std::vector<Share>> shares_;  ///< by part
};

}  // namespace

void check_whole_shares(const Evidence& evidence, Ledger& ledger) { WholeShares(evidence, ledger).run(); }

}  // namespace zh::check
