// Shares of several together.
//
//   R234 ratio   大气1852件、噪声1387件…，大气和噪声两类占82.1%; 暂存待查58件、予以了结278件，两项合计占15.3%: the parts that
//   the words name or count, added up, over the whole that their own shares are of
//
// What: the clause of the share names its parts (A和B两类, A与B合计) or counts them (两项, 五类, 前三位); named parts are the
// amounts of the paragraph or of a neighbouring one under these names, counted ones the last so many of the list before, or the
// first so many where the words say 前. The whole is that of a part's own share, else the larger amount before the list. When
// contradictory: one wrong digit explains the difference. When silent: a part is not found; the list has another length.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/shares.h"

namespace zh::check {
namespace {

class JointShares {
 public:
  JointShares(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries())
      if (entry.verdict == Verdict::consistent && entry.kind == "ratio" && entry.operands.size() == 2)
        whole_of_[entry.operands[0]] = entry.operands[1];
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.is_percentage() && c.kind != claim::Numeral::Kind::part && !c.vague() &&
            (c.role == Role::share || c.role == Role::percent) && !ledger_.firmly_explained(c.id, "ratio"))
          joint(all, i);
      }
  }

 private:
  using Ids = std::vector<int>;
  static constexpr std::size_t kMost = 12;

  static bool amount(const Claim& c) {
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.chinese && c.exact.sign() > 0 && !c.averaged;
  }

  /// The words of the sentence behind the last amount before a share.
  View lead(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    const View text = e_.passage(c.id).text;
    std::size_t from = claim::start_behind(text, c.start, U"。！？；\n");
    for (std::size_t j = i; j-- > 0 && e_[all[j]].end > from;)
      if (!e_[all[j]].chinese && e_[all[j]].role != Role::count) {
        from = std::max(from, e_[all[j]].noun_end);
        break;
      }
    return text.substr(from, c.start - from);
  }

  void joint(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    View words = lead(all, i);
    if (const std::size_t of = words.rfind(U'占'); of != View::npos) words = words.substr(0, of);
    const bool together =
        !claim::find_any(words, {U"合计", U"共", U"相加", U"之和", U"总共", U"两者", U"二者", U"三者"}).empty();
    const int k = counted(words);
    if (!together && k == 0) return;
    if (claim::find_any(words, {U"上年", U"去年", U"同期", U"分别", U"各"}).size() > 0) return;
    Ids parts = named(all, i, words, k);
    const bool by_name = !parts.empty();
    // 前三位的是甲、乙和丙: not the first three of the list.
    if (!by_name && tells_names(words)) return;
    if (parts.empty() && k >= 2) parts = listed(all, i, k, claim::contains(words, U"前"));
    if (parts.size() < 2 || parts.size() > kMost) return;
    bool by_shares = false;
    const Ids wholes = wholes_of(all, parts, c, by_shares);
    Search search(e_, ledger_, c.id, "R234", "ratio");
    for (const int whole : wholes) {
      Ids operands = parts;
      operands.push_back(whole);
      if (search.offer(percentage(sum_of(e_, parts), e_[whole].value), operands, formula(parts, whole), 6)) return;
    }
    search.forget();
    if (together) of_shares(c, parts, by_name || claim::contains(words, U"前"));
    if (wholes.empty()) return;
    Ids operands = parts;
    operands.push_back(wholes.front());
    const Recompute again = [](const std::vector<Interval>& v) -> std::optional<Interval> {
      Interval sum = Interval::exactly(0);
      for (std::size_t n = 0; n + 1 < v.size(); ++n) sum = sum + v[n];
      if (v.back().low.sign() <= 0) return std::nullopt;
      return percentage(sum, v.back());
    };
    const bool fixed = (by_name || together) && (by_shares || wholes.size() == 1);
    miss(e_, ledger_,
         {"R234", "ratio", c.id, operands, again, fixed ? Tie::strong : Tie::medium, formula(parts, wholes.front()),
          "按所指各项之和与总体计算"});
  }

  int own_share(int id) const {
    const int share = share_behind(e_, id);
    return share >= 0 && e_[share].is_percentage() ? share : -1;
  }
  /// 前三项合计占67.9%: the shares of the first three of the list themselves.
  void of_shares(const Claim& c, const Ids& parts, bool first) {
    Ids shares;
    for (const int part : parts) shares.push_back(own_share(part));
    if (std::find(shares.begin(), shares.end(), -1) != shares.end()) return;
    // Far off, another list or another whole is meant.
    const bool of_one = c.base.empty() || std::all_of(shares.begin(), shares.end(),
                                                      [&](int id) { return e_[id].base.empty() || e_[id].base == c.base; });
    const bool near = of_one && (c.exact - sum_of(e_, shares).low).abs() * Rational(6) <= c.exact;
    tell_or_wait(e_, ledger_, "S102", c.id, shares, first && near ? Tie::certain : Tie::strong, "按所指各项的占比相加");
  }

  std::string formula(const Ids& parts, int whole) const {
    return "(" + joined(e_, parts, " + ") + ") ÷ " + number_text(e_, whole);
  }

  static bool tells_names(View words) {
    const std::size_t mark = words.find_last_of(U"，：");
    const View lead = mark == View::npos ? View{} : words.substr(0, mark);
    return lead.find(U'、') != View::npos && lead.find_first_of(U"是为") != View::npos;
  }
  /// 两项, 五类, 前三位: how many; 0 if no such words stand there.
  static int counted(View words) {
    static constexpr View kUnits = U"类项种个家市省县区地者位大方块";
    for (std::size_t at = words.size(); at-- > 0;) {
      if (!claim::one_of(words[at], kUnits) || at == 0) continue;
      std::size_t from = at;
      while (from > 0 && claim::one_of(words[from - 1], U"一二两三四五六七八九十")) --from;
      if (from < at) {
        const int n = claim::small_chinese_number(words.substr(from, at - from));
        if (n >= 2) return n;
        if (words.substr(from, at - from) == U"两") return 2;
      }
      std::size_t digit = at;
      while (digit > 0 && claim::is_digit(words[digit - 1])) --digit;
      if (digit < at && at - digit <= 2) {
        int n = 0;
        for (std::size_t x = digit; x < at; ++x) n = n * 10 + static_cast<int>(words[x] - U'0');
        if (n >= 2) return n;
      }
    }
    return 0;
  }

  /// The amounts under the names that the clause joins: 大气和噪声两类, 民营企业与个体工商户合计.
  Ids named(const std::vector<int>& all, std::size_t i, View words, int k) const {
    std::size_t mark = words.find_last_of(U"，：。；（）()");
    // 居前三位的是电气、用火不慎和吸烟，三者合计: the clause before tells the names.
    if (mark != View::npos && words[mark] == U'，' && words.size() - mark <= 6 &&
        words.substr(mark + 1).find_first_of(U"、和与及") == View::npos) {
      words = words.substr(0, mark);
      mark = words.find_last_of(U"是为：，。；（）()");
    }
    if (mark != View::npos) words = words.substr(mark + 1);
    std::vector<Text> names = claim::split(words, U"、和与及");
    if (names.size() < 2) return {};
    // What counts and joins them stands behind the last.
    Text& last = names.back();
    for (const View w : {View(U"合计"), View(U"共计"), View(U"相加"), View(U"之和"), View(U"总共"), View(U"共")})
      if (const std::size_t at = last.find(w); at != Text::npos) last.erase(at);
    if (k > 0)
      for (std::size_t at = last.size(); at-- > 0;)
        if (claim::one_of(last[at], U"一二两三四五六七八九十") || claim::is_digit(last[at])) {
          last.erase(at);
          break;
        }
    Ids out;
    for (const Text& name : names) {
      const Text own(claim::strip_name(name));
      const int id = own.size() < 2 ? -1 : called(all, i, own);
      if (id < 0 || std::find(out.begin(), out.end(), id) != out.end() || (!out.empty() && !addable(e_[out.front()], e_[id])))
        return {};
      out.push_back(id);
    }
    return out;
  }
  /// The nearest amount of this name before the share, in its paragraph or one of the section.
  int called(const std::vector<int>& all, std::size_t i, const Text& name) const {
    const auto bears = [&](const Claim& x) {
      return amount(x) && !x.name_inherited && x.name.size() >= 2 && (x.name == name || claim::ends_with(x.name, name));
    };
    for (std::size_t j = i; j-- > 0;)
      if (bears(e_[all[j]])) return all[j];
    const int id = e_[all[i]].id;
    const Ids found = e_.named(name, id, 100, 1, [&](const Claim& x) {
      return x.id < id && bears(x) && (x.table >= 0 || e_.section(x.id) == e_.section(id));
    });
    return found.empty() ? -1 : found.front();
  }

  /// The last k like amounts before a share, or the first k of their run; none if another number of them may be meant.
  Ids listed(const std::vector<int>& all, std::size_t i, int k, bool first) const {
    const Claim& c = e_[all[i]];
    Ids run;  // nearest first
    for (std::size_t j = i; j-- > 0 && c.sentence - e_[all[j]].sentence <= 1;) {
      const Claim& x = e_[all[j]];
      if (x.is_percentage() || x.role == Role::count || x.chinese) continue;
      if (!amount(x) || (!run.empty() && (x.noun != e_[run.back()].noun || e_[run.back()].clause - x.clause > 2))) break;
      run.push_back(all[j]);
    }
    const auto count = static_cast<std::size_t>(k);
    if (run.size() < count) return {};
    if (!first) {
      run.resize(count);
    } else {
      // 前三类 of a list in falling order that its whole may open.
      std::reverse(run.begin(), run.end());
      const bool whole =
          own_share(run[0]) < 0 && (own_share(run[1]) >= 0 || e_[run[0]].exact >= e_[run[1]].exact + e_[run[count - 1]].exact);
      if (run.size() > count && whole) run.erase(run.begin());
      if (run.size() < count) return {};
      run.resize(count);
      for (std::size_t n = 0; n + 1 < run.size(); ++n)
        if (e_[run[n]].exact < e_[run[n + 1]].exact) return {};
      return run;
    }
    std::reverse(run.begin(), run.end());
    return run;
  }

  Ids wholes_of(const std::vector<int>& all, const Ids& parts, const Claim& c, bool& of_shares) const {
    Ids out;
    const Interval sum = sum_of(e_, parts);
    const auto put = [&](int id) {
      const Claim& x = e_[id];
      if (!amount(x) || x.value.high < sum.low || !addable(x, e_[parts.front()]) ||
          std::find(parts.begin(), parts.end(), id) != parts.end() || std::find(out.begin(), out.end(), id) != out.end())
        return false;
      out.push_back(id);
      return true;
    };
    for (const int part : parts)
      if (const auto found = whole_of_.find(part); found != whole_of_.end()) of_shares = put(found->second) || of_shares;
    const Text base(claim::strip_name(c.base));
    if (base.size() >= 2 && !ShareTies::is_place(base)) {
      of_shares = false;
      Ids named;
      for (const int id : e_.named(base, c.id, 80, 3))
        if (amount(e_[id])) named.push_back(id);
      const Ids before = out;
      out.clear();
      for (const int id : named) put(id);
      for (const int id : before) put(id);
    }
    if (!out.empty()) return out;
    // 占立案总数的: what says the first word of it.
    if (base.size() >= 3)
      for (auto it = all.rbegin(); it != all.rend(); ++it)
        if (*it < parts.front() && claim::contains(e_[*it].clause_before, View(base).substr(0, 2))) put(*it);
    constexpr std::size_t kFew = 3;
    for (auto it = all.rbegin(); it != all.rend() && out.size() < kFew; ++it)
      if (*it < parts.front()) put(*it);
    return out;
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::map<int, int> whole_of_;  ///< by part: the whole that its own share is of
};

}  // namespace

void check_joint_shares(const Evidence& evidence, Ledger& ledger) { JointShares(evidence, ledger).run(); }

}  // namespace zh::check
