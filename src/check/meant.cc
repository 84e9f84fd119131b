// Readings that fail and are meant all the same.
//
// What: the words fix what is computed of what (level, growth and change in one frame; a thing and what is not of it; as many
// parts as the words count), or the result is what a usual slip gives (growth over the new level, the rate of the rest, a part
// left out). Then misses.cc tells the reading without a repair of one digit.
#include "check/meant.h"

#include <algorithm>

#include "check/lists.h"
#include "check/shares.h"

namespace zh::check {

bool Meant::certain(const Miss& m, const std::vector<Interval>& values, const Interval& computed) const {
  return (m.tie >= Tie::medium && usual_slip(m, values)) || near_miss(m, computed) || framed(m) || denied(m) || counted(m);
}

/// Whether words fix both operands of a quotient and it misses them by little: another reading would lie anywhere.
bool Meant::near_miss(const Miss& m, const Interval& computed) const {
  const Claim& c = e_[m.result];
  const std::string_view rule = m.rule;
  const bool of_column = rule == "T301" || rule == "T302" || rule == "T304";
  if (m.tie < Tie::medium || m.operands.size() != 2 || (c.table >= 0 && !of_column)) return false;
  const Claim &part = e_[m.operands[0]], &whole = e_[m.operands[1]];
  if (of_column || m.patterned) {
    if (m.tie < Tie::strong || !c.is_percentage()) return false;
  } else if (rule == "G401" || rule == "G402" || rule == "D501") {
    if (m.tie < Tie::strong || part.sentence != c.sentence || whole.sentence != c.sentence || part.table >= 0) return false;
  } else if (rule != "R201" || part.id != c.id - 1 || part.table >= 0 || part.sentence != c.sentence ||
             c.clause - part.clause > 1) {
    return false;
  } else if (c.role == Role::share && c.base.empty()) {
    // 检验机构447个，其中系统内的264个，占59.1%: of what 其中 opens.
    if (!right_before(whole, part) || whole.sentence != c.sentence || whole.noun != part.noun || whole.noun.empty() ||
        whole.role != Role::level || part.role != Role::level || whole.exact <= part.exact ||
        !claim::contains(e_.between(whole.id, part.id), U"其中"))
      return false;
  } else if (c.role == Role::share) {
    // 占投诉的55.5%: the whole bears the very name.
    const Text base(claim::strip_name(c.base));
    if (base.size() < 2 || ShareTies::is_place(base) || base.find_first_of(U"、和与及") != Text::npos ||
        claim::likeness(whole.name, base) < 80 || whole.role != Role::level)
      return false;
  } else {
    // 受理113件，办结96件，办结率86.9%
    const Text stem = c.role == Role::rate ? stem_of_rate(c) : Text();
    if (stem.size() < 2 || !right_before(whole, part) || whole.sentence != c.sentence || !claim::contains(part.before, stem))
      return false;
  }
  // 受理500件，办结440件，办结率98%: of those whose time has come.
  const bool timed = c.role == Role::rate && !claim::find_any(stem_of_rate(c), {U"结", U"办", U"复", U"处", U"成"}).empty();
  const Rational middle = (computed.low + computed.high) / Rational(2);
  const Rational distance = (c.exact - middle).abs();
  return (middle.sign() < 0) == (c.exact.sign() < 0) && distance <= middle.abs() * Rational::fraction(1, timed ? 12 : 6) &&
         distance > c.unit_place * Rational(2);
}

/// Nothing but what is said of the whole's movement stands between: 受理551780件，同比增长5.71%，解决449786件.
bool Meant::right_before(const Claim& whole, const Claim& part) const {
  constexpr int kMost = 4;
  if (whole.id >= part.id || part.id - whole.id > kMost) return false;
  for (int id = whole.id + 1; id < part.id; ++id) {
    const Role role = e_[id].role;
    if (role != Role::growth && role != Role::change && role != Role::point && role != Role::prior) return false;
  }
  return true;
}

/// 完成30161万元，同比增长14.6%，增收4376万元: level, growth and amount of change of one thing, one right behind the other.
bool Meant::framed(const Miss& m) const {
  if (std::string_view(m.rule) != "G401" || m.operands.size() != 2) return false;
  const Claim &g = e_[m.result], &change = e_[m.operands[0]], &level = e_[m.operands[1]];
  if (g.table >= 0 || g.role != Role::growth || change.role != Role::change || level.role != Role::level || g.vague() ||
      std::max(g.id, change.id) != level.id + 2 || std::min(g.id, change.id) != level.id + 1 || level.sentence != g.sentence ||
      change.sentence != g.sentence || level.passage != g.passage ||
      (g.sign != 0 && change.sign != 0 && g.sign != change.sign) || change.exact >= level.exact || e_.mean(level.id))
    return false;
  const View text = e_.passage(level.id).text;
  const Claim &first = g.id < change.id ? g : change, &second = g.id < change.id ? change : g;
  const View lead = text.substr(level.end, first.start - level.end), inner = text.substr(first.end, second.end - first.end);
  // 按可比口径增长: of another base. 其中, 环比, 比年初, 比收入多: of another thing or time. 增加值: at constant prices.
  static const claim::Words kOther = {U"可比", U"口径", U"不变价", U"其中", U"年均", U"平均", U"剔除", U"扣除", U"名义",
                                      U"实际", U"；",   U"为",     U"环比", U"年初", U"末",   U"底",   U"月",   U"新增"};
  static const claim::Words kEarlier = {U"同比", U"比上年", U"比去年", U"较上年", U"较去年", U"比同期"};
  const auto compares = [](View words) { return !claim::find_any(words, {U"比", U"较"}).empty(); };
  if (!claim::find_any(lead, kOther).empty() || !claim::find_any(inner, kOther).empty() || compares(inner) ||
      !claim::find_any(inner, {U"年", U"季", U"来", U"期"}).empty() ||
      (compares(lead) && claim::find_any(lead, kEarlier).empty()) ||
      !claim::find_any(level.clause_before, {U"增加值", U"总值", U"产值", U"GDP"}).empty() || g.month_on_month)
    return false;
  // 增收, 净增: the verb is no name.
  constexpr std::size_t kVerbOnly = 2;
  const auto silent = [](const Claim& c) { return c.name_inherited || c.name.size() <= kVerbOnly; };
  return (silent(g) || claim::likeness(g.name, level.name) >= 80) &&
         (silent(change) || claim::likeness(change.name, level.name) >= 80);
}

/// 面积186.71万平方米；分开看，住宅137.95万平方米，非住宅51.85万平方米: a thing and what is not of it make the whole before.
bool Meant::denied(const Miss& m) const {
  if (m.kind != "sum" || m.operands.size() != 2 || m.tie < Tie::medium) return false;
  const Claim &whole = e_[m.result], &a = e_[m.operands[0]], &b = e_[m.operands[1]];
  if (a.table >= 0 || whole.id > std::min(a.id, b.id) || whole.passage != a.passage || a.sentence != b.sentence ||
      a.sentence != whole.sentence || whole.role != Role::level || a.role != Role::level || b.role != Role::level ||
      a.noun != whole.noun || b.noun != whole.noun || a.value.high + b.value.high > whole.exact * Rational(2) ||
      whole.exact > (a.value.high + b.value.high) * Rational(2))
    return false;
  const auto not_of = [](const Claim& x, const Claim& y) {
    const std::size_t at = x.name.find(U'非');
    const std::size_t rest = at == Text::npos ? 0 : x.name.size() - at - 1;
    return rest >= 2 && y.name.find(U'非') == Text::npos && claim::ends_with(y.name, View(x.name).substr(at + 1));
  };
  if (!not_of(a, b) && !not_of(b, a)) return false;
  // The nearest amount of the unit is the whole.
  for (int id = whole.id + 1; id < std::min(a.id, b.id); ++id)
    if (e_[id].is_amount() && e_[id].noun == whole.noun) return false;
  return true;
}

/// 七大支柱产业合计实现产值74.5亿元: the words count the parts, and the table below has as many.
bool Meant::counted(const Miss& m) const {
  constexpr std::size_t kFewest = 3;
  const Claim& whole = e_[m.result];
  if (m.kind != "sum" || m.tie < Tie::medium || m.operands.size() < kFewest || whole.table >= 0 || whole.role != Role::level ||
      claim::find_any(whole.clause_before, {U"合计", U"共计", U"总计", U"累计", U"共"}).empty())
    return false;
  const Claim& first = e_[m.operands.front()];
  if (first.table < 0 || std::any_of(m.operands.begin(), m.operands.end(),
                                     [&](int id) { return e_[id].table != first.table || e_[id].column != first.column; }))
    return false;
  const auto parts = static_cast<std::int64_t>(m.operands.size());
  for (int id = whole.id - 1; id >= 0 && e_[id].passage == whole.passage && e_[id].clause == whole.clause; --id)
    if (e_[id].exact == Rational(parts) && (e_[id].chinese || e_[id].role == Role::count)) return true;
  return false;
}

bool Meant::swapped_in_table(const Miss& m) const {
  constexpr int kMany = 4;
  return std::string_view(m.rule) == "E821" && m.tie == Tie::strong && m.operands.size() == 1 &&
         telling_digits(e_[m.result]) >= kMany && slip_apart(e_[m.result], e_[m.operands[0]]);
}

/// Whether the result is what a usual slip gives: the growth over the new level, the growth of a rate told as points, the
/// rate of the rest, a total that leaves out or doubles one part. Then the operands are those that the writer meant.
bool Meant::usual_slip(const Miss& m, const std::vector<Interval>& v) const {
  const Claim& printed = e_[m.result];
  const std::string_view rule = m.rule;
  constexpr std::int64_t kRare = 8000;  // millionths
  // Where a number stands elsewhere it may be that of another time.
  const bool here = std::all_of(m.operands.begin(), m.operands.end(), [&](int id) {
    return e_[id].table < 0 && e_[id].passage == printed.passage && e_[id].sentence == printed.sentence;
  });
  if (copied(m)) return true;
  if (!here && m.kind != "sum" && rule != "R201") return false;
  const auto is = [&](const std::optional<Interval>& slip) {
    if (!slip) return false;
    const Interval down = -*slip;
    const Interval& own = printed.exact.sign() < 0 && slip->low.sign() > 0 ? down : *slip;
    return fit(printed, own) != Fit::none && chance(printed, own) < kRare;
  };
  // 增长 where it fell: the size is right, and the words make plain which of the two is the earlier.
  if (v.size() == 2 && rule == "G402" && m.tie >= Tie::strong)
    if (const std::optional<Interval> growth = m.again(v))
      if (const Interval turned = -*growth; fit(printed, turned) != Fit::none && chance(printed, turned) < kRare) return true;
  // 增长178% of 73 against 41, which is 178 % of it.
  if (v.size() == 2 && rule == "G402")
    return is(percentage(v[0] - v[1], v[0])) || (v[0].low > v[1].high && is(percentage(v[0], v[1])));
  if (v.size() == 2 && rule == "G401") {
    const Interval change = magnitude(v[0]);
    return is(percentage(change, v[1])) || is(percentage(change, v[1] - change)) || is(percentage(change, v[1] + change));
  }
  if (v.size() == 2 && rule == "P601")
    return is(percentage(magnitude(v[0] - v[1]), v[1])) || is(percentage(magnitude(v[0] - v[1]), v[0]));
  if (m.tie >= Tie::strong && v.size() == 2 && rule == "R201") {
    const std::optional<Interval> share = percentage(v[0], v[1]);
    return share && is(Interval::exactly(100) - *share);
  }
  if (rule.substr(0, 2) == "S1" && (m.tie >= Tie::strong || rule != "S121") && v.size() >= 3 && m.kind == "sum") {
    const std::optional<Interval> all = m.again(v);
    // Each part left out or doubled is a chance of its own.
    const auto chances = static_cast<std::int64_t>(2 * v.size());
    return all && std::any_of(v.begin(), v.end(), [&](const Interval& part) {
             const Interval without{all->low - part.low, all->high - part.high}, twice = *all + part;
             const bool rare = m.tie >= Tie::strong || chance(printed, without) * chances < kRare;
             return rare && (is(without) || is(twice));
           });
  }
  return false;
}

bool Meant::multiple_of_prose(const Miss& m) const {
  constexpr int kReach = 100;
  const Claim& c = e_[m.result];
  if (std::string_view(m.rule) != "M401" || m.operands.size() != 2 || c.table >= 0) return false;
  const Claim &a = e_[m.operands[0]], &b = e_[m.operands[1]];
  if ((a.table >= 0) == (b.table >= 0)) return false;
  const Claim& told = a.table < 0 ? a : b;
  const std::vector<int>& prose = e_.prose();
  const int place = e_.place(c.id);
  for (int at = std::max(0, place - kReach); at < std::min(static_cast<int>(prose.size()), place + kReach); ++at) {
    const Claim& x = e_[prose[static_cast<std::size_t>(at)]];
    if (x.id == told.id || !x.is_amount() || x.noun != told.noun) continue;
    const std::optional<Interval> q = told.id == a.id ? divide(a.value, x.value) : divide(x.value, b.value);
    if (q && fit(c, *q) == Fit::rounded) return true;
  }
  return false;
}

/// Whether the result repeats a neighbour told in the same words, which is right where it stands: 民事结案率 with the rate of
/// 刑事.
bool Meant::copied(const Miss& m) const {
  constexpr int kNear = 12;
  const Claim& c = e_[m.result];
  if (!m.patterned || m.tie < Tie::strong || digits_of(c).size() < 4) return false;
  for (int id = std::max(0, c.id - kNear); id <= c.id + kNear && id < static_cast<int>(e_.all.size()); ++id) {
    const Claim& x = e_[id];
    if (id == c.id || x.kind != c.kind || x.role != c.role || x.exact != c.exact || x.decimals != c.decimals ||
        x.block != c.block || x.before != c.before)
      continue;
    const std::vector<int>& found = ledger_.of_result(id);
    if (std::any_of(found.begin(), found.end(), [&](int index) {
          const Ledger::Entry& entry = ledger_.entries()[static_cast<std::size_t>(index)];
          return entry.kind == m.kind && entry.verdict == Verdict::consistent;
        }))
      return true;
  }
  return false;
}

}  // namespace zh::check
