// What was examined, and what came of it.
//
//   S105 sum     抽检409批次，合格386批次，不合格2批次: what was examined is what passed and what failed
//   R206 ratio   抽检620批次，不合格31批次，不合格率6.2%: the rate of the outcome that it is named after
//
// What: an amount that says an outcome (合格, 不达标, 整改 …), the nearest larger amount of its noun before it in the sentence
// that says none and tells what was done (抽检, 检查, 受理 …), and a rate with the same outcome behind them. Words fix all of
// them, so no near miss is needed. When contradictory: the outcome and its opposite do not make up the whole, or the rate is
// not the part of it. When silent: the rate is of other things (企业合格率 of batches), of another year, or follows another
// whole; for 办结 and its kin, which may clear what an earlier year left, only a slip of one digit is told.
#include "check/outcomes.h"

#include <algorithm>
#include <array>

#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

/// An outcome and its opposite, as words say them; longer words first.
struct Outcome {
  std::array<View, 4> yes, no;
  bool carries;  ///< what an earlier period left may be in it
};
constexpr Outcome kOutcomes[] = {
    {{U"合格", U"", U"", U""}, {U"不合格", U"未合格", U"问题产品", U""}, false},
    {{U"达标", U"符合标准", U"", U""}, {U"不达标", U"未达标", U"不符合标准", U"超标"}, false},
    {{U"完成整改", U"整改完成", U"整改到位", U"已整改"}, {U"未整改", U"未完成整改", U"正在整改", U"未整改到位"}, false},
    {{U"通过", U"", U"", U""}, {U"未通过", U"不通过", U"", U""}, false},
    {{U"满意", U"", U"", U""}, {U"不满意", U"", U"", U""}, true},
    {{U"调解成功", U"", U"", U""}, {U"调解未成功", U"调解不成功", U"未调解成功", U"调解失败"}, true},
    {{U"办结", U"审结", U"结案", U""}, {U"未办结", U"未结", U"在办", U"办理中"}, true},
};
constexpr std::initializer_list<View> kDone = {U"抽检", U"抽查", U"抽取", U"抽样", U"检查", U"检测", U"检验", U"监测", U"送检",
                                               U"检定", U"受理", U"接收", U"接到", U"收到", U"收案", U"排查", U"发现", U"调查",
                                               U"检出", U"调解", U"立案", U"巡查", U"评审", U"申报", U"参加", U"共"};

bool any(View words, const std::array<View, 4>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [&](View w) { return !w.empty() && claim::contains(words, w); });
}
int side(Text words, const Outcome& outcome) {
  for (std::size_t at = words.find(U"合格证"); at != Text::npos; at = words.find(U"合格证")) words.erase(at, 3);
  bool no = false;
  for (const View w : outcome.no)
    for (std::size_t at = w.empty() ? View::npos : words.find(w); at != View::npos; at = words.find(w)) {
      words.erase(at, w.size());
      no = true;
    }
  const bool yes = any(words, outcome.yes);
  return yes == no ? 0 : yes ? 1 : -1;
}
/// False where the words at a number have none of the characters of any outcome: most.
bool may_say(const Claim& c) {
  const auto telling = [](char32_t x) {
    switch (x) {
      case U'格':
      case U'标':
      case U'改':
      case U'过':
      case U'意':
      case U'功':
      case U'败':
      case U'结':
      case U'办':
      case U'题':
        return true;
      default:
        return false;
    }
  };
  return std::any_of(c.before.begin(), c.before.end(), telling) || std::any_of(c.after.begin(), c.after.end(), telling);
}
/// +1 if the words at a number say the outcome, −1 its opposite, 0 neither or both.
int says(const Claim& c, const Outcome& outcome) {
  if (!may_say(c)) return 0;
  // What stands behind belongs to the number only up to the next one: 1251批次产品合格，39批次不合格.
  Text words(c.before);
  if (c.after.size() <= 8) words.append(U" ").append(c.after);
  return side(words, outcome);
}

class Outcomes {
 public:
  Outcomes(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (!amount(all[i]) || !may_say(e_[all[i]])) continue;
        for (const Outcome& outcome : kOutcomes) {
          const int side = says(e_[all[i]], outcome);
          if (side == 0) continue;
          const int whole = whole_of(all, i, outcome);
          if (whole < 0) continue;
          if (side > 0) both(all, i, whole, outcome);
          rates(all, i, whole, outcome, side);
          break;
        }
      }
  }

 private:
  bool amount(int id) const {
    const Claim& c = e_[id];
    return c.is_amount() && c.role == Role::level && !c.vague() && !c.chinese && !c.noun.empty() && c.value.is_point();
  }
  int any_outcome(int id) const {
    if (!may_say(e_[id])) return 0;
    for (const Outcome& o : kOutcomes)
      if (const int s = says(e_[id], o); s != 0) return s;
    return 0;
  }

  /// The nearest amount before, of the same noun, that says no outcome and is larger. Between stand only outcomes.
  int whole_of(const std::vector<int>& all, std::size_t i, const Outcome& outcome) const {
    const Claim& part = e_[all[i]];
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == part.sentence;) {
      const Claim& c = e_[all[j]];
      if (!c.is_amount() || c.noun != part.noun) continue;
      if (!amount(all[j])) return -1;
      if (says(e_[all[j]], outcome) != 0) continue;
      if (any_outcome(all[j]) != 0 && !outcome.carries) return -1;
      if (c.exact < part.exact || c.depth > part.depth) return -1;
      if (part.clause - c.clause > 5) return -1;
      // 举报47件，办结40件: what is closed is of what stands right before it.
      const bool beside = outcome.carries && c.segment == part.segment && part.clause - c.clause <= 3;
      return !beside && claim::find_any(c.clause_before, kDone).empty() && claim::find_any(c.after, kDone).empty() ? -1
                                                                                                                   : all[j];
    }
    return -1;
  }

  /// The opposite of an outcome of the same whole.
  void both(const std::vector<int>& all, std::size_t i, int whole, const Outcome& outcome) {
    const Claim& part = e_[all[i]];
    for (std::size_t j = 0; j < all.size(); ++j) {
      const Claim& c = e_[all[j]];
      if (j == i || c.sentence != part.sentence || !amount(all[j]) || c.noun != part.noun || says(e_[all[j]], outcome) >= 0 ||
          c.id < whole || std::abs(c.clause - part.clause) > 4 || whole_of(all, j, outcome) != whole)
        continue;
      if (crowded(all, whole, std::max(all[i], all[j]))) return;
      const std::vector<int> parts = {std::min(all[i], all[j]), std::max(all[i], all[j])};
      const Interval sum = sum_of(e_, parts);
      const std::string text = joined(e_, parts, " + ");
      // More may be closed than came in, when an earlier year left some.
      const bool firm =
          !outcome.carries || (part.segment == e_[whole].segment && c.segment == part.segment && outcome.no[2] == U"在办");
      if (fit(e_[whole], sum) == Fit::rounded) {
        if (!ledger_.explained(whole, {"sum"})) confirm(e_, ledger_, "S105", "sum", whole, parts, sum, text);
      } else if (!outcome.carries || claim::find_any(e_.passage(whole).text, {U"结转", U"旧存", U"月初", U"期初"}).empty()) {
        miss(e_, ledger_, {"S105", "sum", whole, parts, total, firm ? Tie::certain : Tie::strong, text, "而两种结果相加"});
      }
      return;
    }
  }

  /// Whether more of the noun stands behind the whole than one number for each outcome: 另有5批次尚未出结果, 其中三季度12批次.
  bool crowded(const std::vector<int>& all, int whole, int last) const {
    int found = 0;
    for (const int id : all)
      found += id > whole && e_[id].sentence == e_[whole].sentence && e_[id].is_amount() && e_[id].noun == e_[whole].noun &&
               (id <= last || any_outcome(id) == 0);
    return found > 2;
  }

  /// Whether another number says the same outcome of the same whole.
  bool again(const std::vector<int>& all, std::size_t i, int whole, const Outcome& outcome, int side) const {
    return std::any_of(all.begin(), all.end(), [&](int id) {
      return id != all[i] && id > whole && id < all[i] + 8 && e_[id].sentence == e_[whole].sentence && amount(id) &&
             e_[id].noun == e_[whole].noun && says(e_[id], outcome) == side;
    });
  }

  void rates(const std::vector<int>& all, std::size_t i, int whole, const Outcome& outcome, int side) {
    const Claim& part = e_[all[i]];
    // 抽检560批次，合格率为98.75%，其中不合格9批次: right behind the whole, before its outcome.
    std::size_t j = i + 1;
    if (i >= 2 && all[i - 2] == whole && e_[all[i - 1]].is_percentage() &&
        (i + 1 == all.size() || e_[all[i + 1]].sentence != part.sentence || !e_[all[i + 1]].is_percentage()))
      j = i - 1;
    for (; j < all.size() && e_[all[j]].sentence == part.sentence; ++j) {
      if (j == i) return;
      const Claim& r = e_[all[j]];
      // Behind another whole, or another year's rate, nothing is of this one.
      if (r.is_amount() && (r.noun == part.noun ? any_outcome(all[j]) == 0 : examined(r) || any_outcome(all[j]) != 0)) return;
      if (!r.is_percentage() || r.kind == claim::Numeral::Kind::part) continue;
      if (r.role != Role::rate) return;
      // 不合格率依次为1.25%、3.94%和4.67%: of several wholes, in their order.
      if (!claim::find_any(r.clause_before, {U"依次", U"分别"}).empty()) return;
      if (r.vague() || r.clause - part.clause > 3 || !claim::find_any(r.clause_before, kEarlier).empty()) return;
      const std::size_t end = r.before.rfind(U'率');
      if (end == Text::npos || end < 2) return;
      std::size_t from = 0;
      const int own = side_of_rate(r.before.substr(0, end), outcome, from);
      if (own == 0) return;
      if (!of_things(Text(r.before.substr(0, from)), e_[whole], part)) return;
      if (crowded(all, whole, all[i]) || again(all, i, whole, outcome, side)) return;
      const std::vector<int> operands = {all[i], whole};
      const bool direct = own == side;
      const Recompute compute = [direct](const std::vector<Interval>& v) {
        return v[1].low.sign() <= 0 ? std::optional<Interval>() : percentage(direct ? v[0] : v[1] - v[0], v[1]);
      };
      if (of_larger(all, i, whole, e_[all[j]], compute)) return;
      const std::string a = number_text(e_, all[i]), b = number_text(e_, whole);
      if (!ledger_.firmly_explained(all[j], "ratio"))
        miss(e_, ledger_,
             {"R206", "ratio", all[j], operands, compute, outcome.carries ? Tie::strong : Tie::certain,
              direct ? a + " ÷ " + b : "(" + b + " − " + a + ") ÷ " + b, "按所说的总数与结果计算"});
      return;
    }
  }
  /// 抽检1249批次，其中市级325批次、区级924批次；不合格37批次，合格率97.04%: the rate is of what both are part of.
  bool of_larger(const std::vector<int>& all, std::size_t i, int whole, const Claim& rate, const Recompute& compute) const {
    return std::any_of(all.begin(), all.end(), [&](int id) {
      if (id >= whole || e_[id].sentence != e_[whole].sentence || !e_[id].is_amount() || e_[id].noun != e_[whole].noun ||
          e_[id].exact <= e_[whole].exact)
        return false;
      const std::optional<Interval> computed = compute({e_[all[i]].value, e_[id].value});
      return computed && fit(rate, *computed) != Fit::none;
    });
  }
  static constexpr std::initializer_list<View> kEarlier = {U"上年", U"去年", U"同期", U"上月",
                                                           U"上季", U"比20", U"较20", U"累计"};

  /// Which side a rate is named after; `from`: where the word of the outcome begins.
  static int side_of_rate(View words, const Outcome& outcome, std::size_t& from) {
    for (const auto& [list, sign] : {std::pair(&outcome.no, -1), std::pair(&outcome.yes, 1)})
      for (const View w : *list)
        if (!w.empty() && claim::ends_with(words, w)) {
          from = words.size() - w.size();
          return sign;
        }
    return 0;
  }
  /// Whether the words before the outcome in a rate's name say nothing but what whole and part are of: 产品合格率, 总体合格率.
  static bool of_things(Text words, const Claim& whole, const Claim& part) {
    if (const std::size_t mark = words.find_last_of(U"，、；：（(的"); mark != Text::npos) words.erase(0, mark + 1);
    for (const View w : {U"监督抽检", U"监督抽查", U"实物质量", U"总体", U"平均", U"产品", U"样品", U"抽检", U"抽查", U"检测",
                         U"检验",     U"抽样",     U"批次",     U"综合", U"质量", U"整体", U"监测", U"实际", U"其中", U"问题",
                         U"投诉",     U"案件",     U"按期",     U"合计", U"相应", U"本月", U"本期", U"当月", U"当期", U"全部"})
      if (const std::size_t at = words.find(w); at != Text::npos) words.erase(at, w.size());
    return words.empty() || (words.size() >= 2 && (claim::contains(claim::together(whole.before, whole.after), words) ||
                                                   claim::contains(claim::together(part.before, part.after), words)));
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

bool says_outcome(const Claim& claim) {
  return may_say(claim) &&
         std::any_of(std::begin(kOutcomes), std::end(kOutcomes), [&](const Outcome& o) { return says(claim, o) != 0; });
}

bool examined(const Claim& claim) { return !claim::find_any(claim.before, kDone).empty(); }

bool outcome_rate(const Claim& claim) {
  const std::size_t end = claim.before.rfind(U'率');
  if (end == Text::npos) return false;
  const View words = View(claim.before).substr(0, end);
  return std::any_of(std::begin(kOutcomes), std::end(kOutcomes), [&](const Outcome& o) {
    const auto named = [&](View w) { return !w.empty() && claim::ends_with(words, w); };
    return std::any_of(o.yes.begin(), o.yes.end(), named) || std::any_of(o.no.begin(), o.no.end(), named);
  });
}

void check_outcomes(const Evidence& evidence, Ledger& ledger) { Outcomes(evidence, ledger).run(); }

}  // namespace zh::check
