// What is not worth weighing: readings that do not hold and that their words or places rule out.
#include <algorithm>

#include "check/lists.h"
#include "check/misses.h"
#include "check/near_lists.h"
#include "check/outcomes.h"
#include "check/times.h"

namespace zh::check {
namespace {

/// Whether words allow that a share or rate is of these two.
bool part_of_whole(const Evidence& evidence, const Claim& rate, const Claim& part, const Claim& whole) {
  // One quantity told twice; 3家 of 60批次; means.
  if (part.exact == whole.exact || evidence.mean(part.id) || evidence.mean(whole.id)) return false;
  if (!part.noun.empty() && !whole.noun.empty() && part.noun[0] != whole.noun[0] && !claim::is_measured(part.noun) &&
      !claim::is_measured(whole.noun))
    return false;
  // Ⅳ、Ⅴ类合计占8.7%: of several together.
  static const claim::Words kJointly = {U"合计", U"共占", U"总共", U"两者", U"三者", U"四者", U"之和", U"相加", U"加起来"};
  // 甲（412件）、乙（286件），合计占总量1580件的44.2%
  const View said = rate.before == U"的" ? View(rate.clause_before) : View(rate.before);
  if (!claim::find_any(said, kJointly).empty() && claim::find_any(part.before, kJointly).empty()) return false;
  // 由8586.15万股（占48.54%）增至…: the share of the time before.
  if (rate.table < 0 && rate.depth > part.depth && !claim::end_any(part.before, {U"由", U"从"}).empty()) return false;
  // 东盟、美国、欧盟1631亿元，三者占46.9%: 三 is a number of its own.
  if (!claim::end_any(rate.clause_before, {U"两者占", U"二者占", U"三者占", U"四者占", U"五者占"}).empty()) return false;
  // Cells of one table share a row or a column; those of two tables share nothing.
  if (part.table >= 0 && whole.table >= 0 &&
      (part.table != whole.table || (part.row != whole.row && part.column != whole.column)))
    return false;
  // 由30微克降到29微克: one quantity at two times.
  if (std::abs(part.id - whole.id) == 1 && part.passage == whole.passage) {
    const View link = evidence.between(std::min(part.id, whole.id), std::max(part.id, whole.id));
    if (!link.empty() && claim::one_of(link.back(), U"到至") && link.find_first_of(U"，。；、（）()") == View::npos)
      return false;
  }
  // 上一年度不捕率为13.2%: of amounts of that year.
  const auto earlier = [](const Claim& x) {
    return x.role == Role::prior ||
           !claim::find_any(x.clause_before, {U"上年", U"去年", U"同期", U"上一年", U"上期", U"上月", U"上季"}).empty();
  };
  if (rate.table < 0 && earlier(rate) && part.table < 0 && whole.table < 0 && !earlier(part) && !earlier(whole) &&
      part.clause != rate.clause)
    return false;
  if (rate.role != Role::rate) return true;
  // 高于全国平均合格率96.5%, 由96.4%升至: of what is not told. 抽检1260批次，合格率97.9%: the number is that of the whole.
  if (!claim::find_any(rate.before, {U"全国", U"全省", U"平均水平", U"由", U"从"}).empty()) return false;
  return !outcome_rate(rate) || says_outcome(part) || (!examined(part) && part.sentence == rate.sentence);
}

/// 调解613件，撤诉287件……调解撤诉率: a rate that two amounts before it name together is of both.
bool of_both(const Evidence& evidence, const Claim& rate) {
  constexpr std::size_t kWord = 2;
  const std::size_t at = rate.before.rfind(U'率');
  if (rate.role != Role::rate || at == Text::npos || at < 2 * kWord) return false;
  const View first = rate.before.substr(at - 2 * kWord, kWord), second = rate.before.substr(at - kWord, kWord);
  bool of_first = false, of_second = false;
  for (int id = rate.id - 1; id >= 0 && evidence[id].passage == rate.passage && rate.sentence - evidence[id].sentence <= 1;
       --id) {
    const Claim& c = evidence[id];
    if (!c.is_amount()) continue;
    const bool a = claim::contains(c.before, first), b = claim::contains(c.before, second);
    if (a && b) return false;
    of_first = of_first || a;
    of_second = of_second || b;
  }
  return of_first && of_second;
}

/// Whether the alleged whole has a share right behind it that gives the very total that the part and the printed share give,
/// or that is said to be of the very same: 离婚案件55起，占所有案件的48.67%.
bool siblings_of_one_whole(const Evidence& evidence, const Claim& printed, int part, int whole) {
  const auto next = static_cast<std::size_t>(whole) + 1;
  if (evidence[whole].table >= 0 || next >= evidence.all.size()) return false;
  const Claim& share = evidence[static_cast<int>(next)];
  if (share.id == printed.id || share.role != Role::share || share.passage != evidence[whole].passage ||
      share.segment != evidence[whole].segment || share.value.low.sign() <= 0 || printed.value.low.sign() <= 0)
    return false;
  if (share.base == printed.base && printed.base.size() >= 4 && printed.base.find(U'总') == Text::npos) return true;
  const std::optional<Interval> own = divide(evidence[part].value, printed.value);
  const std::optional<Interval> other = divide(evidence[whole].value, share.value);
  return own && other && own->meets(*other);
}

/// 受理审查起诉6994人。经审查，起诉6285人，不起诉1218人: who was decided on came in part before.
bool came_before(const Evidence& e, int whole, const std::vector<int>& parts) {
  static constexpr View kReviewed[] = {U"批准", U"批捕", U"不捕", U"起诉", U"公诉", U"不诉"};
  const View words = e[whole].clause_before;
  if (e[whole].table >= 0 || claim::find_any(words, {U"受理", U"移送", U"提请", U"审查"}).empty() ||
      !claim::find_any(words, {U"审结", U"办结", U"经审查", U"审查后"}).empty())
    return false;
  return std::all_of(parts.begin(), parts.end(), [&](int id) {
    return std::any_of(std::begin(kReviewed), std::end(kReviewed),
                       [&](View w) { return claim::contains(e[id].clause_before, w); }) &&
           claim::find_any(e[id].clause_before, {U"受理", U"移送", U"提请"}).empty();
  });
}

/// 举报投诉117件 … 占举报案件的15%: the whole of another share near by gives this one too.
bool of_neighbours_whole(const Evidence& e, const Ledger& ledger, const Claim& printed, int part) {
  constexpr int kBack = 60;
  for (int id = std::max(0, printed.id - kBack); id < printed.id; ++id)
    for (const int index : ledger.of_result(id)) {
      const Ledger::Entry& known = ledger.entries()[static_cast<std::size_t>(index)];
      if (std::string_view(known.kind) != "ratio" || known.verdict != Verdict::consistent || known.operands.size() != 2 ||
          e[id].role != Role::share || e[known.operands[1]].noun != e[part].noun)
        continue;
      const std::optional<Interval> q = percentage(e[part].value, e[known.operands[1]].value);
      if (q && fit(printed, *q) == Fit::rounded) return true;
    }
  return false;
}

/// 受理7227宗，当场答复5113宗，转办2114宗，办结1898宗，办结率97.01%: what was answered at once and what was closed, of all.
bool of_both_parts(const Evidence& e, const Claim& printed, int part) {
  constexpr int kBack = 8;
  if (digits_of(printed).size() < 4) return false;
  const auto usable = [&](int id) {
    return id != part && e[id].passage == printed.passage && e[id].is_amount() && e[id].noun == e[part].noun && !e[id].vague();
  };
  for (int x = std::max(0, printed.id - kBack); x < printed.id; ++x)
    for (int whole = std::max(0, printed.id - kBack); usable(x) && whole < printed.id; ++whole) {
      if (whole == x || !usable(whole) || e[whole].exact < e[part].exact + e[x].exact) continue;
      const std::optional<Interval> q = percentage(e[part].value + e[x].value, e[whole].value);
      if (q && fit(printed, *q) == Fit::rounded) return true;
    }
  return false;
}

/// Whether a clause without a number opens the sentence of a share, and the share's own clause begins with 占.
bool own_subject(const Evidence& e, const Claim& share) {
  const View text = e.passage(share.id).text;
  const std::size_t from = claim::start_behind(text, share.start, U"。！？；\n");
  const View lead = text.substr(from, share.start - from);
  const std::size_t mark = lead.find(U'，');
  constexpr std::size_t kShortest = 4, kLongest = 16;
  return mark != View::npos && mark >= kShortest && mark <= kLongest && claim::starts_with(lead.substr(mark + 1), U"占") &&
         std::none_of(lead.begin(), lead.end(), claim::is_digit) &&
         claim::find_any(lead.substr(0, mark), {U"其中", U"按", U"从", U"中"}).empty();
}

/// 213.8万起各类警情中，火灾87.8万起、救援44.4万起: some of the kinds.
bool some_kinds(const Evidence& e, int whole, const std::vector<int>& parts) {
  const int first = *std::min_element(parts.begin(), parts.end()), last = *std::max_element(parts.begin(), parts.end());
  if (e[whole].table >= 0 || first < whole || e[first].passage != e[whole].passage) return false;
  const View link = e.between(whole, first);
  return (claim::contains(link, U"各类") || claim::contains(link, U"各种")) &&
         (claim::contains(link, U"中，") || claim::contains(link, U"中,")) &&
         claim::find_any(e[last].clause_before, {U"其他", U"其它", U"其余"}).empty();
}

/// 营业收入13.88亿元，净利润11.83亿元: what is earned is no part of what is sold. 443例（出院430例，死亡7例）: the others are
/// ill still. 河南18例，其中郑州市16例、周口市2例: parts of a part.
bool no_parts(const Evidence& e, int whole, const std::vector<int>& parts) {
  if (e[whole].table >= 0) return false;
  const auto all = [&](const auto& test) { return std::all_of(parts.begin(), parts.end(), test); };
  const auto any = [&](const auto& test) { return std::any_of(parts.begin(), parts.end(), test); };
  const auto says = [&](int id, const claim::Words& words) { return !claim::find_any(e[id].before, words).empty(); };
  static const claim::Words kProfit = {U"利润", U"扣非", U"归母"}, kLeft = {U"出院", U"治愈", U"死亡", U"康复"};
  if (any([&](int id) { return says(id, kProfit); }) && !says(whole, kProfit)) return true;
  if (all([&](int id) { return e[id].table < 0 && says(id, kLeft); }) && !says(whole, kLeft)) return true;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Claim &part = e[parts[i - 1]], &inner = e[parts[i]];
    if (part.table < 0 && part.passage == inner.passage && part.segment == inner.segment && part.id + 1 == inner.id &&
        whole < part.id && claim::contains(e.between(part.id, inner.id), U"其中"))
      return true;
  }
  return false;
}

/// 36.6亿，内含甲6.6亿、乙9.0亿、丙13.9亿；其他机构2.7亿: the last stands beside the whole.
/// 处分334人，其中党纪处分315人、政务处分40人: some were given both.
bool goes_beyond(const Evidence& e, int whole, const std::vector<int>& parts) {
  const Claim &w = e[whole], &first = e[parts.front()], &last = e[parts.back()];
  if (w.table >= 0 || first.id < whole || parts.size() < 2) return false;
  if (parts.size() >= 3 && e[parts[1]].segment == w.segment && last.segment != w.segment && last.passage == w.passage)
    return true;
  return claim::contains(first.before, U"党纪") && !claim::find_any(e[parts[1]].before, {U"政务", U"政纪"}).empty();
}

}  // namespace

bool share_of_two(const Evidence& e, const Claim& share, int part) {
  const Claim& second = e[part];
  if (share.role != Role::share || second.table >= 0 || second.id != share.id - 1 || second.depth <= share.depth || part == 0)
    return false;
  const Claim& first = e[part - 1];
  if (first.passage != second.passage || first.segment != second.segment || first.depth != second.depth || !first.is_amount())
    return false;
  const View link = e.between(first.id, second.id);
  const std::size_t close = link.find_first_of(U"）)");
  return close != View::npos && close + 1 < link.size() && claim::one_of(link[close + 1], U"及和与、以");
}

bool hidden_rest(const Evidence& e, int whole, const std::vector<int>& parts) {
  const Interval sum = sum_of(e, parts);
  if (e[whole].value.is_point() || sum.high >= e[whole].value.low) return false;
  Rational slack(0);  // percent of the whole
  for (const int id : parts) {
    if (e[id].table >= 0 || id + 1 >= static_cast<int>(e.all.size())) return false;
    const Claim& share = e[id + 1];
    if (share.role != Role::share || share.segment != e[id].segment || share.clause - e[id].clause > 1) return false;
    slack = slack + share.unit_place / Rational(2);
  }
  return (e[whole].value.low - sum.high) * Rational(100) <= slack * e[whole].value.low;
}

void tell_or_wait(const Evidence& evidence, Ledger& ledger, Miss reading) {
  std::vector<Interval> values;
  for (const int id : reading.operands) values.push_back(evidence[id].value);
  const std::optional<Interval> own = reading.again(values);
  if (!own) return;
  // A sum is added up, not cut off.
  if (const Fit how = fit(evidence[reading.result], *own); how == Fit::none)
    miss(evidence, ledger, std::move(reading));
  else
    confirm(evidence, ledger, reading.rule, reading.kind, reading.result, reading.operands, *own,
            reading.formula.text(evidence, reading.operands), how == Fit::truncated && reading.kind != "sum");
}

void tell_or_wait(const Evidence& evidence, Ledger& ledger, const char* rule, int whole, const std::vector<int>& parts, Tie tie,
                  const char* reason) {
  tell_or_wait(evidence, ledger, {rule, "sum", whole, parts, total, tie, Formula::joined(" + "), reason});
}

void miss(const Evidence& evidence, Ledger& ledger, Miss candidate) {
  if (candidate.result < 0 || candidate.operands.empty()) return;
  std::vector<Interval> values;
  values.reserve(candidate.operands.size());
  for (const int id : candidate.operands) {
    if (id < 0 || id == candidate.result || evidence[id].vague() || evidence[id].chinese) return;
    values.push_back(evidence[id].value);
  }
  if (candidate.kind == "sum") {
    if (evidence.mean(candidate.result) &&
        std::any_of(candidate.operands.begin(), candidate.operands.end(), [&](int id) { return evidence.mean(id); }))
      return;
    // 出口1.43万亿元，进口1.16万亿元，顺差2791.2亿元: a balance is no part.
    if (std::any_of(candidate.operands.begin(), candidate.operands.end(), [&](int id) {
          return evidence[id].table < 0 && !claim::find_any(evidence[id].before, {U"顺差", U"逆差", U"差额"}).empty();
        }))
      return;
    // 抽查620批次，其中生产环节320批次，合格310批次: what passed is of the part before it.
    const auto outcomes = std::count_if(candidate.operands.begin(), candidate.operands.end(),
                                        [&](int id) { return evidence[id].table < 0 && says_outcome(evidence[id]); });
    const bool halves =
        candidate.operands.size() == 2 && opposed(evidence[candidate.operands[0]], evidence[candidate.operands[1]]);
    if (!halves && outcomes > 0 && outcomes < static_cast<std::ptrdiff_t>(candidate.operands.size())) return;
    if (came_before(evidence, candidate.result, candidate.operands) ||
        hidden_rest(evidence, candidate.result, candidate.operands))
      return;
    if (some_kinds(evidence, candidate.result, candidate.operands) ||
        goes_beyond(evidence, candidate.result, candidate.operands) || no_parts(evidence, candidate.result, candidate.operands))
      return;
  }
  const Claim& printed = evidence[candidate.result];
  // 抚养194件，离婚3730件，两者合计3924件。从结案方式上看，…: what adds two of a list up is not divided again behind it.
  if (candidate.kind == "sum" && printed.table < 0 &&
      !claim::find_any(printed.clause_before, {U"两者", U"二者", U"三者", U"两项", U"三项"}).empty() &&
      std::all_of(candidate.operands.begin(), candidate.operands.end(), [&](int id) { return id > printed.id; }))
    return;
  if (candidate.kind == "growth") {
    // 基本持平（270.3万件，上年261.7万件），检举控告类举报下降7.7%: the growth of what its own clause names.
    static constexpr View kMeasures[] = {U"总量", U"数量", U"规模", U"数", U"额", U"量", U"幅", U"速", U"率", U"值"};
    const Claim& g = evidence[candidate.result];
    const Claim& level = evidence[candidate.operands.front()];
    if (g.table < 0 && level.table < 0 && !g.name_inherited && !level.name_inherited && g.name.size() >= 4 &&
        level.name.size() >= 2 && level.depth > g.depth && level.clause != g.clause &&
        claim::likeness(g.name, level.name) < 40 &&
        std::none_of(std::begin(kMeasures), std::end(kMeasures), [&](View w) { return claim::ends_with(g.name, w); }))
      return;
    // 上月未办结233件，本月共有2138件，同比降低2.20%: what was left over is no level of the time before.
    const auto left_over = [&](int id) {
      return !claim::find_any(evidence[id].before, {U"未办结", U"未结", U"结转", U"旧存", U"转入", U"积存"}).empty();
    };
    const auto carried = std::count_if(candidate.operands.begin(), candidate.operands.end(), left_over);
    if (carried > 0 && carried < static_cast<std::ptrdiff_t>(candidate.operands.size())) return;
  }
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 && printed.table < 0 &&
      (printed.role == Role::share  ? of_neighbours_whole(evidence, ledger, printed, candidate.operands[0])
       : printed.role == Role::rate ? of_both_parts(evidence, printed, candidate.operands[0])
                                    : false))
    return;
  // 不起诉20978人，不起诉率21.5%。 … 提起公诉74476人: a rate of what its sentence tells is not also of what a later one does.
  if (candidate.kind == "ratio" && printed.role == Role::rate && printed.table < 0) {
    const auto there = [&](bool later) {
      return std::any_of(candidate.operands.begin(), candidate.operands.end(), [&](int id) {
        const Claim& c = evidence[id];
        return c.table < 0 && (later ? c.block > printed.block : c.block == printed.block && c.sentence == printed.sentence);
      });
    };
    if (there(true) && there(false)) return;
  }
  // 甲1280.2万个，占58.8%；乙492.9万个，占22.6%: what bears a share of the same total is no whole of the next.
  if (candidate.kind == "ratio" && candidate.operands.size() == 2 && printed.table < 0 && printed.is_percentage() &&
      siblings_of_one_whole(evidence, printed, candidate.operands[0], candidate.operands[1]))
    return;
  // 受理审查起诉412件587人 … 适用认罪认罚制度审结498人，适用率92.7%: who came is not who was decided on.
  if (candidate.kind == "ratio" && printed.role == Role::rate && candidate.operands.size() == 2 &&
      !claim::find_any(evidence[candidate.operands[1]].clause_before, {U"受理审查", U"提请审查", U"受理提请", U"移送审查"})
           .empty() &&
      claim::find_any(printed.clause_before, {U"结案率", U"审结率", U"办结率", U"受理"}).empty())
    return;
  // 提出确定刑量刑建议395人，占提出量刑建议数的97.3%: the whole is called like the part, and is not printed.
  if (candidate.kind == "ratio" && printed.role == Role::share && candidate.operands.size() == 2) {
    const Text base(claim::strip_name(printed.base));
    constexpr int kLike = 60, kUnlike = 20;
    if (base.size() >= 4 && claim::likeness(evidence[candidate.operands[0]].name, base) >= kLike &&
        claim::likeness(evidence[candidate.operands[1]].name, base) < kUnlike)
      return;
  }
  // 五家合计12.49万亿元。东盟居首，占外贸总值14.6%: the sentence has a subject of its own that no number was told of.
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 && printed.role == Role::share &&
      printed.table < 0 && evidence[candidate.operands[0]].table < 0 &&
      evidence[candidate.operands[0]].sentence != printed.sentence && own_subject(evidence, printed))
    return;
  // A part of nothing is no part that a printed share is of.
  if (candidate.kind == "ratio" && printed.table < 0 && evidence[candidate.operands[0]].exact.is_zero() &&
      candidate.operands.size() == 2)
    return;
  // 三国合计占56.2%。增长34.1%，比整体增速高21.8个百分点: no difference of a growth and a share.
  if (candidate.kind == "pp" && candidate.operands.size() == 2) {
    const auto is = [&](Role role) {
      return std::any_of(candidate.operands.begin(), candidate.operands.end(),
                         [&](int id) { return evidence[id].role == role; });
    };
    if (is(Role::growth) && is(Role::share)) return;
  }
  // 占24.93%，其中65岁以上占18.41%。同2010年比，…65岁以上比重上升6.93个百分点: two of one time are not then and now.
  if (std::string_view(candidate.rule) == "P601" && candidate.operands.size() == 2) {
    const Claim &a = evidence[candidate.operands[0]], &b = evidence[candidate.operands[1]];
    if (a.sentence == b.sentence && a.sentence != printed.sentence && a.table < 0 && b.table < 0 &&
        !other_time(evidence, a, b) &&
        !claim::find_any(evidence.sentence(printed.id), {U"年比", U"上年", U"去年", U"同比", U"同期", U"上月", U"环比"})
             .empty())
      return;
  }
  // 占比由48.4%升至54.7%。…一产占比下降6.6个百分点: a change that names its own subject is not of rates of another sentence.
  if (std::string_view(candidate.rule) == "P601" && !printed.name_inherited && printed.name.size() >= 3 &&
      std::all_of(candidate.operands.begin(), candidate.operands.end(), [&](int id) {
        const Claim& c = evidence[id];
        return c.table < 0 && c.sentence != printed.sentence && claim::likeness(Text(c.name), Text(printed.name)) < 30;
      }))
    return;
  // 受理审查起诉1326件，不起诉215件，不起诉率19.2%: the rate is of those decided on, not of those received.
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 && printed.role == Role::rate) {
    const Text stem = stem_of_rate(printed);
    const Claim& whole = evidence[candidate.operands[1]];
    if ((stem == U"不起诉" || stem == U"起诉" || stem == U"不诉" || stem == U"不捕") && whole.table < 0 &&
        !claim::find_any(whole.clause_before, {U"审查起诉", U"审查逮捕", U"受理"}).empty())
      return;
  }
  // 分别占行政案件总数的34.10%、20.20%。(new paragraph) …行政案件19.9万件: a whole that is told of later, and of another time.
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 && printed.table < 0) {
    const Claim& whole = evidence[candidate.operands[1]];
    if (whole.table < 0 && whole.id > printed.id && whole.passage != printed.passage) return;
    if (unprinted_whole(evidence, printed, whole)) return;
    // 2011年576件，其中离婚269件，占46%: of the year's own, which 其中 names, and of none told before.
    const Claim& part = evidence[candidate.operands[0]];
    if (part.id > 0 && claim::contains(part.before, U"其中") && whole.segment != part.segment && part.table < 0) {
      const Claim& own = evidence[part.id - 1];
      if (own.is_amount() && own.segment == part.segment && own.passage == part.passage && own.noun == part.noun &&
          own.exact > part.exact)
        return;
    }
  }
  // 提出建议6件，采纳率100%: no rate of six things in three.
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 && printed.exact <= Rational(100) &&
      values[0].low > values[1].high)
    return;
  // 占全国全口径发电量的33.9%: not of 发电量.
  if (candidate.kind == "ratio" && candidate.operands.size() == 2 && printed.role == Role::share && printed.table < 0) {
    static constexpr View kScopes[] = {U"全口径", U"规模以上", U"规上", U"限额以上", U"限上", U"同口径"};
    const Claim& whole = evidence[candidate.operands[1]];
    for (const View scope : kScopes)
      if (claim::contains(printed.base, scope) && whole.table < 0 && !claim::contains(evidence.sentence(whole.id), scope))
        return;
  }
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 &&
      (of_both(evidence, printed) || share_of_two(evidence, printed, candidate.operands[0]) ||
       !part_of_whole(evidence, printed, evidence[candidate.operands[0]], evidence[candidate.operands[1]])))
    return;
  if (std::string_view(candidate.rule) == "R201" && candidate.operands.size() == 2 && printed.role == Role::rate) {
    // 发回重审9件、维持7件，采纳意见率78.8%: what the rate is named after neither of the two says.
    const Text stem = stem_of_rate(printed);
    const auto says = [&](int id) {
      const Claim& c = evidence[id];
      if (c.table >= 0 || claim::ends_with(c.clause_before, stem.substr(0, 1))) return true;  // 结38件 of 结案率
      // 不诉率 of 决定不起诉: the characters stand in their order.
      const Text words = claim::together(c.clause_before, c.after);
      std::size_t at = 0;
      for (const char32_t ch : stem) {
        at = words.find(ch, at);
        if (at++ == Text::npos) return false;
      }
      return true;
    };
    if (stem.size() >= 2 && !candidate.patterned && !says(candidate.operands[0]) && !says(candidate.operands[1]))
      candidate.tie = Tie::wild;
  }
  if (printed.vague() || printed.chinese) return;
  const std::optional<Interval> computed = candidate.again(values);
  if (!computed || fit(printed, *computed) != Fit::none) return;
  ledger.misses.push_back(std::move(candidate));
}

}  // namespace zh::check
