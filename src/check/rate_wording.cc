// Changes and distances of rates that are told in percent.
//
//   W304 wording   合格率上升11.1%: a change of a rate in percent where 个百分点 is meant
//
// What: the subject of the change, in the words before its verb or, where they name none, the nearest number before that is no
// change itself (结案率96.2%，同比上升0.5%); distances by 比…高, 快, 相差. When contradictory: the subject is a rate between
// nothing and all, or a growth whose pace is told. When silent: rates that fall by a part of themselves (死亡率, 生产率),
// changes that the printed levels prove to be relative or that points could not be, a share beside the amount that may be
// meant.
#include <algorithm>

#include "check/frames.h"
#include "check/rate_words.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using Kind = claim::Numeral::Kind;

class RateWording {
 public:
  RateWording(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) {
      told_ = -1;
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& c = e_[all[i]];
        if (c.kind != Kind::percent || c.table >= 0 || c.vague() || c.role == Role::limit || c.role == Role::label) continue;
        if (claim::end_any(c.before, {U"至", U"到"}).size() > 0) continue;  // 失业率降至3.09%: the level that was reached
        if (difference_of_rates(all, i) || continues(all, i) || of_rate(all, i))
          told_ = c.id;
        else if (told_in_points(c))
          tell(c, kDistance);
        else
          apart(c);
      }
    }
  }

 private:
  void tell(const Claim& c, const char* reason) {
    ledger_.tell("W304", "wording", Verdict::contradictory, c.id, {},
                 std::string(reason) + "应以个百分点表示，文中写“" + number_text(e_, c.id) + "”", {}, 1);
  }
  static constexpr const char* kChange = "比率的变动";
  static constexpr const char* kDistance = "两个比率之差";

  /// Whether another quantity stands before a number in its clause.
  bool behind_another(const Claim& c) const {
    const View words = words_of(e_, c);
    return words.size() < c.clause_before.size() && words.data() > e_.passage(c.id).text.data() && words.data()[-1] != U'、' &&
           words.data()[-1] != U',';
  }

  Change change_of(const Claim& c) const {
    if (claim::starts_with(View(e_.passage(c.id).text).substr(c.noun_end), U"的")) return {};
    const Change out = change_in(words_of(e_, c));
    // 比…高 compares, 高 alone says how much.
    const bool alone =
        out.distance && out.compared.empty() && out.verb != U"高出" && out.verb != U"相差" && out.verb != U"落差";
    return alone && !(told_ >= 0 && e_[told_].sentence == c.sentence && names_rate(out.subject)) ? Change() : out;
  }

  /// 分别上升1.4%、下降6.8%: what was told of the number before goes on.
  bool continues(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (i == 0 || e_[all[i - 1]].clause != c.clause) return false;
    View between = e_.between(all[i - 1], c.id);
    // 分别提高0.5个百分点和2.7%
    const bool points = e_[all[i - 1]].kind == Kind::point && !between.empty() && claim::one_of(between.front(), U"、和与及");
    if (told_ != all[i - 1] && !points) return false;
    while (!between.empty() && claim::one_of(between.front(), U"、和与及以")) between.remove_prefix(1);
    const claim::Verb verb = claim::last_change_verb(between);
    if (!between.empty() && (!verb || verb.at != 0 || verb.word.size() != between.size())) return false;
    tell(c, kChange);
    return true;
  }

  bool of_rate(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const Change change = change_of(c);
    if (!change || proven_relative(all, i)) return false;
    const bool pace = change.distance && (change.verb == U"快" || change.verb == U"慢");
    if (names_rate(change.subject)) {
      if (pace && !names_pace(change.subject) && !claim::ends_with(change.subject, U"进度") && change.subject.back() != U'率')
        return false;
      if (may_be_relative(all, i, change) || of_several(all, i, change)) return false;
      tell(c, change.distance ? kDistance : kChange);
      return true;
    }
    // 江西增幅102.81%，比全国增幅高87.39%
    if (change.distance && change.subject.empty() && names_rate(trimmed(change.compared))) {
      tell(c, kDistance);
      return true;
    }
    if (under_rate(all, i, change)) {
      tell(c, kChange);
      return true;
    }
    const bool two = change.verb == U"相差" || change.verb == U"落差";
    if (two && apart_in_rates(all, i)) {
      tell(c, kDistance);
      return true;
    }
    if (behind_another(c) || (!two && !change.subject.empty() && !subject_of(change.subject).empty())) return false;
    if (claim::find_any(words_of(e_, c), {U"分别", U"依次"}).empty()) return of_told(all, i, change);
    return respective(all, i);
  }

  /// 结案率，中级法院提升6.1%，基层法院提升6.6%: the rate opens the list, the members tell its changes and nothing else.
  bool under_rate(const std::vector<int>& all, std::size_t i, const Change& change) const {
    const Claim& c = e_[all[i]];
    constexpr std::size_t kLongest = 10;
    if (change.distance || change.subject.empty() || change.subject.size() > kLongest ||
        !claim::end_any(change.subject, {U"数", U"量", U"额", U"值", U"率", U"收入", U"支出"}).empty())
      return false;
    const View text = View(e_.passage(c.id).text).substr(0, c.start);
    const View segment = text.substr(claim::start_behind(text, c.start, U"。；：！？\n"));
    const std::size_t comma = segment.find(U'，');
    if (comma == View::npos || !names_rate(segment.substr(0, comma)) ||
        std::any_of(segment.begin(), segment.begin() + static_cast<std::ptrdiff_t>(comma),
                    [](char32_t ch) { return claim::is_digit(ch); }))
      return false;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].passage == c.passage && e_[all[j]].start + segment.size() >= c.start;)
      if (e_[all[j]].kind != Kind::percent || e_[all[j]].role != Role::growth) return false;
    return true;
  }

  /// 收案数、结案数及结案率分别下降4.80%、50.00%及8.22%: which number is the rate's, its place says.
  bool of_several(const std::vector<int>& all, std::size_t i, const Change& change) {
    const Claim& c = e_[all[i]];
    if (claim::find_any(words_of(e_, c), {U"分别", U"依次"}).empty()) return false;
    std::vector<View> names;
    View rest = change.subject;
    for (std::size_t at = rest.find_first_of(U"、和与及"); at != View::npos; at = rest.find_first_of(U"、和与及")) {
      if (at > 0) names.push_back(rest.substr(0, at));
      rest = rest.substr(at + 1);
    }
    names.push_back(rest);
    // 一产、三产比重: both are rates.
    if (std::none_of(names.begin(), names.end(), [](View name) {
          return !claim::end_any(name, {U"数", U"量", U"额", U"值", U"收入", U"支出", U"人次", U"收案", U"结案"}).empty();
        }))
      return false;
    for (std::size_t k = 0; k < names.size() && i + k < all.size() && e_[all[i + k]].clause == c.clause; ++k)
      if (names_rate(names[k]) && e_[all[i + k]].kind == Kind::percent) tell(e_[all[i + k]], kChange);
    return true;
  }

  /// 设备故障率下降20%: much, and no level is told.
  bool may_be_relative(const std::vector<int>& all, std::size_t i, const Change& change) const {
    const Claim& c = e_[all[i]];
    if (change.sign > 0 || c.exact.abs() < Rational(10) || change.subject.size() < 2 || change.subject.back() != U'率' ||
        (!claim::one_of(change.subject[change.subject.size() - 2], U"障错误耗废失延违漏损期") &&
         claim::end_any(change.subject, {U"空置率", U"不良率", U"超标率", U"废品率", U"次品率", U"退货率"}).empty()))
      return false;
    constexpr std::size_t kTail = 3;
    const View tail = change.subject.substr(change.subject.size() - std::min(kTail, change.subject.size()));
    return std::none_of(all.begin(), all.end(), [&](int id) {
      const Claim& x = e_[id];
      return id != c.id && x.kind == Kind::percent && x.role != Role::growth && claim::contains(x.clause_before, tail);
    });
  }

  /// 受理6482件，审执结6237件，结案率96.2%，同比分别上升11.5%、12.0%和0.5%: only the one of the rate.
  bool respective(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    std::vector<int> told, levels;
    for (std::size_t j = i; j < all.size() && e_[all[j]].clause == c.clause; ++j) told.push_back(all[j]);
    for (std::size_t j = i; j-- > 0 && e_[all[j]].segment == c.segment && levels.size() < told.size();) {
      const Claim& x = e_[all[j]];
      if (x.depth > c.depth || x.role == Role::date || x.role == Role::label) continue;
      if (x.role == Role::growth || x.role == Role::change || x.role == Role::point) return false;
      levels.insert(levels.begin(), all[j]);
    }
    if (told.size() < 2 || levels.size() != told.size()) return false;
    for (std::size_t k = 0; k < told.size(); ++k) {
      const Claim &x = e_[levels[k]], &y = e_[told[k]];
      if (y.kind != Kind::percent || x.role != Role::rate || relative_rate(View(x.name)) || y.exact.abs() > x.exact) continue;
      tell(y, kChange);
    }
    return false;
  }

  /// 合格率最高的是甲，最低的是乙，两者相差36.7%: what the sentence speaks of is a rate, and it tells no amount.
  bool apart_in_rates(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence;)
      if (e_[all[j]].is_amount() && !e_[all[j]].noun.empty()) return false;
    const View text = View(e_.passage(c.id).text).substr(0, c.start);
    const View sentence = text.substr(claim::start_behind(text, c.start, U"。！？\n"));
    return !claim::find_any(sentence, {U"合格率", U"满意率", U"占比", U"比重", U"增速", U"增幅", U"涨幅", U"降幅", U"率最",
                                       U"率方面", U"率为", U"率分别"})
                .empty();
  }

  /// 二产比重最高，并比上年上升1.9%; 发现率连续两年下降，累计下降2.5%: a clause before that tells no number.
  bool clause_before_names_rate(const Claim& c) const {
    const View text = e_.passage(c.id).text;
    const std::size_t start = c.start - std::min(c.start, c.clause_before.size());
    if (start < 3 || text[start - 1] != U'，') return false;
    const std::size_t from = claim::start_behind(text, start - 1, U"，。；：、！？\n");
    View words = text.substr(from, start - 1 - from);
    const auto digit = [](char32_t ch) { return claim::is_digit(ch); };
    if (words.size() < 3 || std::any_of(words.begin(), words.end(), digit)) return false;
    for (const View tail : {View(U"最高"), View(U"最低"), View(U"最大"), View(U"最小"), View(U"较高"), View(U"较低")})
      if (claim::ends_with(words, tail)) {
        const View head = words.substr(0, words.size() - tail.size());
        // 增幅最高，同比增加103.4%: that is the growth itself.
        return names_rate(head) &&
               claim::end_any(head, {U"增幅", U"降幅", U"涨幅", U"升幅", U"跌幅", U"增速", U"增长率"}).empty();
      }
    const claim::Verb verb = claim::last_change_verb(words);
    if (!verb || verb.rate || verb.at + verb.word.size() != words.size()) return false;
    View head = words.substr(0, verb.at);
    if (const std::size_t at = than(head); at != View::npos) head = head.substr(0, at);
    return names_rate(trimmed(head));
  }

  /// The clause has no subject of its own: the nearest number before that is no change.
  bool of_told(const std::vector<int>& all, std::size_t i, const Change& change) {
    const Claim& c = e_[all[i]];
    if (clause_before_names_rate(c)) {
      tell(c, change.distance ? kDistance : kChange);
      return true;
    }
    int clause = c.clause;
    for (std::size_t j = i; j-- > 0;) {
      const Claim& x = e_[all[j]];
      if (x.sentence != c.sentence || clause - x.clause > 1 || (x.clause == c.clause && x.id + 1 != c.id)) return false;
      if (x.role == Role::date || x.role == Role::label || x.depth > c.depth) continue;
      clause = x.clause;
      const bool level = x.is_percentage() && (x.role == Role::rate || x.role == Role::share || x.role == Role::percent);
      if (!level && (x.kind == Kind::point || (x.kind == Kind::percent && x.role == Role::growth))) {
        const Change before = change_of(x);
        const bool own = before && !before.subject.empty();
        if (own && names_rate(before.subject) && !change.distance) {
          tell(c, kChange);
          return true;
        }
        if (x.role == Role::growth && x.table < 0 && of_growth(c, x, change)) return true;
        if (own) return false;
        continue;
      }
      return level && x.kind == Kind::percent && of_level(all, i, j, change);
    }
    return false;
  }

  /// 占60.9%，提升1.5%; 结案率48.4%，同比下降4.0%
  bool of_level(const std::vector<int>& all, std::size_t i, std::size_t j, const Change& change) {
    const Claim &c = e_[all[i]], &x = e_[all[j]];
    View words = x.before;
    while (!words.empty() && claim::one_of(words.back(), U"为是达到约仅至高有")) words.remove_suffix(1);
    if (relative_rate(words) || relative_rate(View(x.name))) return false;
    if (change.distance) {
      // 占预算的5.4%，比均衡进度慢2.9%: a share of the plan and one of the year.
      if ((change.verb == U"快" || change.verb == U"慢") && !claim::ends_with(trimmed(change.compared), U"进度")) return false;
      tell(c, kDistance);
      return true;
    }
    // As points the earlier level would be below nothing or above all.
    if (change.sign > 0 ? c.exact.abs() > x.exact : x.exact + c.exact.abs() > Rational(100)) return false;
    // An amount before the share or rate may be what grows: 612件，占59.8%，同比增长12.5%.
    const bool amount = std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(j), [&](int id) {
      const Claim& a = e_[id];
      return a.segment == c.segment && a.is_amount() && a.depth <= c.depth && x.clause - a.clause <= 3;
    });
    // Without 比上年 the change may be of what the whole paragraph counts, or of a part of the rate.
    // 2157件，占63%，同比上升2%，环比回落7.1%: amounts come down like rates; what rose before says which is meant.
    const bool falls_back = change.verb == U"回落" && !amount && j + 1 == i;
    const bool of_share = change.verb == U"提高" || change.verb == U"提升" || falls_back || change.verb == U"抬高";
    const bool of_amount = change.verb == U"增长" || change.verb == U"增" || change.verb == U"多" || change.verb == U"少";
    if (!of_share && x.role != Role::rate && (change.compared.empty() || amount)) return false;
    // 环比降低11%: much, and nothing says against what.
    const bool much = change.compared.empty() && c.exact.abs() >= Rational(10);
    if (!of_share && x.role == Role::rate && ((amount && of_amount) || much || beside_relative(all, j))) return false;
    tell(c, kChange);
    return true;
  }

  /// 99.9%，同比升12.6%，环比降5%: one of the changes of this rate cannot be of points, so neither need the other be.
  bool beside_relative(const std::vector<int>& all, std::size_t j) const {
    const Claim& x = e_[all[j]];
    for (std::size_t k = j + 1; k < all.size() && e_[all[k]].sentence == x.sentence; ++k) {
      const Claim& y = e_[all[k]];
      if (y.kind != Kind::percent || y.role != Role::growth || y.clause - e_[all[k - 1]].clause > 1) break;
      const Change change = change_of(y);
      if (!change || !(change.subject.empty() || subject_of(change.subject).empty())) break;
      if (y.sign > 0 ? y.exact.abs() > x.exact : x.exact + y.exact.abs() > Rational(100)) return true;
    }
    return false;
  }

  /// 增长10.8%，比1—8月加快2.6%; 增长8.2%，比全省高1.3%
  bool of_growth(const Claim& c, const Claim& x, const Change& change) {
    if (c.clause - x.clause > 1) return false;
    const bool pace = change.verb == U"加快" || change.verb == U"放缓" || change.verb == U"放慢" || change.verb == U"收窄";
    if (change.compared.empty() && !pace) return false;
    // 比1—8月提升: what grew in one month against several is no level.
    const bool months = claim::contains(change.compared, U"月") && change.compared.find_first_of(U"—–-~至") != View::npos;
    const bool slower = pace || change.verb == U"回落" || (months && (change.verb == U"提高" || change.verb == U"提升"));
    const bool faster = change.distance && (change.verb == U"快" || change.verb == U"慢" ||
                                            ((change.verb == U"高" || change.verb == U"低") && c.exact.abs() <= x.exact.abs()));
    if (!slower && !faster) return false;
    if (faster && surely_earlier(change.compared)) return false;
    tell(c, kDistance);
    return true;
  }

  /// Whether two levels of the sentence give this number as their relative change and not as their difference.
  bool proven_relative(const std::vector<int>& all, std::size_t i) const {
    const Claim& c = e_[all[i]];
    std::vector<int> levels;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].sentence == c.sentence && levels.size() < 4;)
      if (e_[all[j]].kind == Kind::percent && e_[all[j]].role != Role::growth) levels.push_back(all[j]);
    const Interval own = magnitude(c.value);
    for (const int a : levels)
      for (const int b : levels) {
        if (a == b || e_[b].exact.is_zero()) continue;
        const Interval gap = Interval::exactly((e_[a].exact - e_[b].exact).abs());
        if (own.meets(gap)) continue;
        if (const auto relative = percentage(gap, Interval::exactly(e_[b].exact.abs())); relative && own.meets(*relative))
          return true;
      }
    return false;
  }

  /// 快于整体7.6% where 快于整体2.0个百分点 stands elsewhere.
  bool told_in_points(const Claim& c) const {
    const claim::Found than =
        claim::find_last(c.before, {U"高于", U"低于", U"快于", U"慢于", U"高出", U"低出", U"大于", U"小于"});
    if (!than) return false;
    const View words = View(c.before).substr(than.at);
    // 人均可支配收入高于全省平均水平3.2%: an amount is.
    if (claim::starts_with(c.after, U"的")) return false;
    if (than.word != U"快于" && than.word != U"慢于" && !names_rate(trimmed(View(c.before).substr(0, than.at)))) return false;
    constexpr std::size_t kShortest = 4, kLongest = 16;
    if (words.size() < kShortest || words.size() > kLongest) return false;
    return std::any_of(e_.prose().begin(), e_.prose().end(),
                       [&](int id) { return e_[id].kind == Kind::point && claim::ends_with(e_[id].before, words); });
  }

  /// 服务出口增幅大于进口26.8%, 合格率高于全省平均水平3.2%: how far two rates are apart.
  void apart(const Claim& c) {
    if (c.kind != claim::Numeral::Kind::percent || c.table >= 0 || c.vague() || c.before.size() != c.clause_before.size())
      return;
    const claim::Found than = claim::find_last(c.before, {U"大于", U"高于", U"低于", U"快于", U"慢于", U"小于", U"高出"});
    if (!than) return;
    // 低于全省5.4%的平均水平: the rate that is compared with.
    if (claim::starts_with(View(e_.passage(c.id).text).substr(c.noun_end), U"的")) return;
    const View subject = View(c.before).substr(0, than.at), thing = View(c.before).substr(than.at + than.word.size());
    constexpr std::size_t kLongest = 12;
    if (thing.size() < 2 || thing.size() > kLongest ||
        claim::find_any(subject, {U"率", U"增速", U"增幅", U"涨幅", U"升幅", U"降幅", U"占比", U"比重"}).empty() ||
        !std::all_of(thing.begin(), thing.end(), [](char32_t ch) { return claim::is_han(ch); }) ||
        !claim::end_any(thing, {U"的", U"为", U"达", U"值", U"线", U"点", U"标准", U"目标", U"要求", U"约", U"近"}).empty() ||
        !claim::find_any(thing, {U"同期", U"上年", U"去年", U"上月", U"规定", U"目标", U"计划", U"标准"}).empty())
      return;
    tell(c, kDistance);
  }

  /// 占比71.0%，较上年的73.4%回落2.4%: exactly the difference of the two rates before it, and not their growth.
  bool difference_of_rates(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    const auto here = all.begin() + static_cast<std::ptrdiff_t>(i);
    const claim::Verb verb = claim::last_change_verb(c.before);
    const bool change = c.role == Role::growth || (verb && verb.at + verb.word.size() + 1 >= c.before.size()) ||
                        !claim::end_any(c.before, {U"差", U"差了", U"快", U"慢"}).empty();
    if (i < 2 || !change) return false;
    const Claim& b = e_[*(here - 1)];
    auto first = here - 2;  // 99.79%（485/486），比上月（99.24%）提高0.55%: not what a bracket counts
    while (first != all.begin() && e_[*first].sentence == c.sentence &&
           ((!e_[*first].is_percentage() && e_[*first].depth > 0) || (e_[*first].depth > b.depth && b.depth == c.depth)))
      --first;
    const Claim& a = e_[*first];
    const auto rate = [&](const Claim& x) {
      return x.kind == claim::Numeral::Kind::percent && x.role != Role::point && !x.vague() && x.sentence == c.sentence;
    };
    // The pace of a growth: 增速由7.7%变为9.5%，加快1.8%.
    if ((a.role == Role::growth || b.role == Role::growth) && !names_pace(View(b.before)) &&
        !names_rate(trimmed(View(a.before).substr(0, a.before.find_last_of(U"由从")))) &&
        claim::find_any(c.before, {U"加快", U"放慢", U"放缓", U"收窄", U"回落", U"快", U"慢", U"高", U"低"}).empty())
      return false;
    if (!rate(a) || !rate(b) || c.clause - b.clause > 1 ||
        b.clause - a.clause > (first < here - 2    ? 4
                               : b.depth > a.depth ? 2
                                                   : 1) ||
        c.start - b.noun_end > 8)
      return false;
    const bool from_to = a.clause == b.clause && !claim::find_any(a.before, {U"从", U"由"}).empty();
    // 上年为2.35%; 比去年同期（96.5%）: an earlier time before the second.
    const View text = e_.passage(b.id).text;
    const View lead = text.substr(b.start - std::min<std::size_t>(b.start, 14), std::min<std::size_t>(b.start, 14));
    if (!from_to &&
        claim::find_any(lead, {U"比", U"较", U"上年", U"去年", U"同期", U"上期", U"高于", U"低于", U"快于", U"慢于", U"高出"})
            .empty())
      return false;
    const Interval points = magnitude(a.value - b.value);
    // By what is printed: the rounding of two rates would let almost any growth in.
    const Interval difference = Interval::exactly((a.exact - b.exact).abs());
    const std::optional<Interval> relative = percentage(difference, Interval::exactly((from_to ? a : b).exact.abs()));
    const Interval own = magnitude(c.value);
    // 巩固率由94.2%提高到94.8%，提高0.6%: a rate that is told in points, whatever its growth would be.
    const bool in_points = a.role == Role::rate || a.role == Role::share || from_to || names_rate(a.before) ||
                           (from_to && names_rate(View(a.before).substr(0, a.before.find_last_of(U"由从"))));
    if (!own.meets(difference) || (!in_points && relative && own.meets(*relative))) return false;
    confirm(e_, ledger_, "P601", "pp", c.id, {a.id, b.id}, c.exact.sign() < 0 ? -points : points,
            number_text(e_, a.exact >= b.exact ? a.id : b.id) + " − " + number_text(e_, a.exact >= b.exact ? b.id : a.id));
    tell(c, kDistance);
    return true;
  }

  const Evidence& e_;
  Ledger& ledger_;
  int told_ = -1;  ///< the last number that was told
};

}  // namespace

void check_rate_wording(const Evidence& evidence, Ledger& ledger) { RateWording(evidence, ledger).run(); }

}  // namespace zh::check
