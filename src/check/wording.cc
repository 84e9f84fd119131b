// Verbs and units against the numbers they join.
//
//   W301 direction   从A增加到B, 由A降至B: the verb agrees with the two levels
//   W302 direction   下降-5.9%: the minus repeats the verb
//   W303 direction   比上年的A增加…: a level, the earlier level and the verb agree
//   W304 wording     合格率上升11.1%: a change of a rate in percent where 个百分点 is meant
//   W306 wording     占总量的75.96，: the % is missing
//   W307 wording     检测3.8238次: things that are counted whole
//   W324 wording     死亡人数下降41.4个百分点: amounts change by percent
//   W325 wording     较上月同比增长: 同比 is against the year before
//   W305 wording     下降2倍: a quantity cannot fall by more than itself
#include <algorithm>

#include "base/text.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

class Wording {
 public:
  Wording(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const Claim& c : e_.all) long_year(c);
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) from_to(all[i - 1], all[i]);
        if (i > 1) proportions(all, i);
        if (i > 0) against_prior(all, i);
        sign(e_[all[i]], i > 0 ? &e_[all[i - 1]] : nullptr, all);
        unit(e_[all[i]]);
        lost_unit(all, i);
      }
  }

 private:
  void keep(const char* rule, const char* kind, Verdict verdict, int result, std::vector<int> operands,
            const std::string& message, int weight) {
    ledger_.tell(rule, kind, verdict, result, std::move(operands), message, {}, weight);
  }

  void from_to(int a, int b) {
    const Claim &x = e_[a], &y = e_[b];
    const bool open_end = y.kind == claim::Numeral::Kind::limit && x.kind == claim::Numeral::Kind::count;
    if ((x.kind != y.kind && !open_end) || x.clause != y.clause || x.role == Role::count || y.role == Role::count) return;
    const View between = e_.between(a, b);
    if (between.size() > 12 || (x.start > 0 && e_.passage(a).text[x.start - 1] == U':')) return;
    const claim::Verb verb = claim::last_change_verb(between);
    if (!verb || verb.sign == 0) return;
    const View behind = between.substr(verb.at + verb.word.size());
    const bool joined_to = claim::ends_with(verb.word, U"至") || !claim::start_any(behind, {U"到", U"至", U"为"}).empty();
    if (!joined_to || claim::find_any(x.clause_before, {U"从", U"由"}).empty()) return;
    if (!x.is_percentage() && !y.noun.empty() && !x.noun.empty() && x.noun != y.noun) return;
    const bool holds = verb.sign > 0 ? x.value.low <= y.value.high : x.value.high >= y.value.low;
    const std::string text = number_text(e_, a) + (x.exact <= y.exact ? " ≤ " : " > ") + number_text(e_, b);
    if (holds) return keep("W301", "direction", Verdict::consistent, b, {a}, text, 0);
    // 第4位升至第3位 goes the other way; so does a bare number without unit. 6.58张增加到6.42张: a measure word that is not
    // known.
    const View text_of = e_.passage(a).text;
    const bool like = x.decimals > 0 && x.noun_end < text_of.size() && y.noun_end < text_of.size() &&
                      claim::is_han(text_of[x.noun_end]) && text_of[x.noun_end] == text_of[y.noun_end];
    if ((x.noun.empty() && !x.is_percentage() && !like) || claim::find_any(x.before, {U"从", U"由"}).empty()) return;
    // 床位 is no place in a row; a place has no decimals.
    if ((x.decimals == 0 &&
         !claim::find_any(Text(x.before) + Text(between), {U"位次", U"排名", U"位", U"名", U"级"}).empty()) ||
        x.scale != y.scale || x.noun != y.noun)
      return;
    keep("W301", "direction", Verdict::contradictory, b, {a},
         "文中称由" + number_text(e_, a) + (verb.sign > 0 ? "上升" : "下降") + "到" + number_text(e_, b) + "，方向与数字不符",
         0);
  }

  /// 由2.9:1缩小至2.52:1: both are told to one.
  void proportions(const std::vector<int>& all, std::size_t i) {
    if (i + 1 >= all.size()) return;
    const Claim &a = e_[all[i - 2]], &one = e_[all[i - 1]], &b = e_[all[i]], &last = e_[all[i + 1]];
    if (one.exact != Rational(1) || last.exact != Rational(1) || one.clause != a.clause || last.clause != a.clause ||
        b.clause != a.clause || e_.between(a.id, one.id) != U":" || e_.between(b.id, last.id) != U":")
      return;
    const View between = e_.between(one.id, b.id);
    const claim::Verb verb = claim::last_change_verb(between);
    const int sign = verb ? verb.sign : !claim::find_any(between, {U"缩小", U"缩减", U"收窄"}).empty() ? -1 : 0;
    if (sign == 0 || between.size() > 12 || claim::find_any(a.clause_before, {U"从", U"由"}).empty()) return;
    if (sign > 0 ? a.value.low > b.value.high : a.value.high < b.value.low) return;
    keep("W301", "direction", Verdict::consistent, b.id, {a.id},
         number_text(e_, a.id) + (a.exact <= b.exact ? " ≤ " : " > ") + number_text(e_, b.id), 0);
  }

  void sign(const Claim& c, const Claim* before, const std::vector<int>& all) {
    if (c.written_sign && c.sign != 0 && c.exact.sign() < 0 &&
        (c.role == Role::growth || c.role == Role::change || c.role == Role::point)) {
      const claim::Verb verb = claim::last_change_verb(c.before);
      if (verb && verb.sign < 0 && !verb.rate && verb.at + verb.word.size() + 1 >= c.before.size())
        keep("W302", "direction", Verdict::contradictory, c.id, {},
             "“" + number_text(e_, c.id) + "”前已有表示下降的词，负号重复", 1);
    }
    // 增长-16.1% where falls are told as 下降 elsewhere.
    if (c.written_sign && c.table < 0 && c.role == Role::growth && c.is_percentage() && c.exact.sign() < 0 &&
        falls_are_told()) {
      const claim::Verb verb = claim::last_change_verb(c.before);
      if (verb && verb.sign > 0 && !verb.rate && verb.at + verb.word.size() == c.before.size())
        keep("W302", "direction", Verdict::contradictory, c.id, {},
             "“" + to_utf8(verb.word) + number_text(e_, c.id) + "”：词为上升，数为负，他处的下降则写作“下降”", 1);
    }
    if (c.kind == claim::Numeral::Kind::multiple && c.exact >= Rational(1)) {
      const claim::Verb verb = claim::last_change_verb(c.before);
      if (verb && verb.sign < 0 && !verb.rate && verb.word.size() >= 2 && verb.at + verb.word.size() + 1 >= c.before.size())
        keep("W305", "wording", Verdict::contradictory, c.id, {}, "不能下降" + number_text(e_, c.id) + "倍：降幅最多为100%", 1);
    }
    rate_change(c, before, all);
    points_of_amount(c, before);
    other_base(c);
    apart_in_percent(c);
  }

  /// Whether the document tells falls by their verb, without a sign.
  bool falls_are_told() const {
    return std::any_of(e_.prose().begin(), e_.prose().end(), [&](int id) {
      const Claim& x = e_[id];
      return x.role == Role::growth && x.sign < 0 && !x.written_sign && x.is_percentage();
    });
  }

  /// 占总量的75.96，: a share without its sign. 检测3.8238次: whole things that are told in parts; 万 may be missing.
  void unit(const Claim& c) {
    if (c.table >= 0 || c.chinese) return;
    const std::string number = number_text(e_, c.id);
    if (c.kind == claim::Numeral::Kind::percent && c.role == Role::share &&
        std::all_of(c.text.begin(), c.text.end(), [](char x) { return (x >= '0' && x <= '9') || x == '.' || x == ' '; }))
      return keep("W306", "wording", Verdict::contradictory, c.id, {}, "占比" + number + "之后没有“%”", 1);
    static const claim::Words kWhole = {U"次", U"件", U"家", U"户", U"起", U"批次", U"台"};
    const View text = e_.passage(c.id).text;
    // In the middle of a sentence: lines of a table that was printed as text run into each other.
    if (c.before.size() < 2 || c.noun_end >= text.size() || !claim::one_of(text[c.noun_end], U"，。；、")) return;
    if (c.kind != claim::Numeral::Kind::count || c.decimals < 2 || c.scale != 0 || c.role == Role::date ||
        c.role == Role::label || c.averaged || std::find(kWhole.begin(), kWhole.end(), View(c.noun)) == kWhole.end())
      return;
    if (!claim::find_any(c.clause_before,
                         {U"均", U"每", U"率", U"比", U"负担", U"服务", U"密度", U"强度", U"有医", U"有床", U"对应"})
             .empty() ||
        !claim::find_any(c.after, {U"/", U"每"}).empty())
      return;
    keep("W307", "wording", Verdict::contradictory, c.id, {}, number + "不是整数，可能漏写“万”等单位", 1);
  }

  /// Rates between nothing and all, whose change is told in points. Not so of 死亡率, 发病率, 生产率, 周转率: they fall or rise
  /// by a part of themselves.
  static constexpr View kRates[] = {
      U"合格率", U"办结率", U"结案率", U"满意率", U"完成率", U"及格率",   U"优良率", U"入学率", U"就业率",       U"失业率",
      U"普及率", U"覆盖率", U"达标率", U"调解率", U"反馈率", U"回访率",   U"采纳率", U"出租率", U"入住率",       U"上座率",
      U"返工率", U"延期率", U"通过率", U"录取率", U"升学率", U"巩固率",   U"签约率", U"履约率", U"执行率",       U"到位率",
      U"参保率", U"接种率", U"受理率", U"立案率", U"办复率", U"审结率",   U"调撤率", U"服判率", U"息诉率",       U"批捕率",
      U"不捕率", U"不诉率", U"检出率", U"发现率", U"解决率", U"见面率",   U"按时率", U"接通率", U"响应率",       U"化解率",
      U"按期率", U"准确率", U"初查率", U"负债率", U"绿化率", U"城镇化率", U"处理率", U"治理率", U"优良天数比例", U"占比",
      U"比重",   U"入园率", U"增幅",   U"增速",   U"涨幅",   U"降幅"};
  static bool names_rate(View subject) {
    return std::any_of(std::begin(kRates), std::end(kRates), [&](View w) { return claim::ends_with(subject, w); });
  }
  static bool says_rate(View words) {
    return std::any_of(std::begin(kRates), std::end(kRates), [&](View w) { return claim::contains(words, w); });
  }

  /// 合格率上升6.7%: the subject of the change is a rate.
  void rate_change(const Claim& c, const Claim* before, const std::vector<int>& all) {
    if (c.kind != claim::Numeral::Kind::percent || c.role != Role::growth || c.vague()) return;
    const claim::Verb verb = claim::last_change_verb(c.before);
    if (!verb || verb.sign == 0 || verb.rate || verb.at + verb.word.size() + 1 < c.before.size()) return;
    if (claim::ends_with(c.before, U"达") || claim::ends_with(c.before, U"为")) return;  // 占比高达92.6%
    const View whole = View(c.before).substr(0, verb.at);
    View subject = whole;
    for (bool again = true; again;) {
      again = false;
      for (const View w : {View(U"同比"), View(U"环比"), View(U"分别"), View(U"均"), View(U"比上年"), View(U"较上年"),
                           View(U"比去年"), View(U"较去年"), View(U"同期"), View(U"，"), View(U"比上月"), View(U"较上月")})
        if (claim::ends_with(subject, w)) subject.remove_suffix(w.size()), again = true;
      // 较2022年
      if (claim::ends_with(subject, U"年")) {
        std::size_t k = subject.size() - 1;
        while (k > 0 && claim::is_digit(subject[k - 1])) --k;
        if (subject.size() - 1 - k == 4 && k > 0 && claim::one_of(subject[k - 1], U"较比"))
          subject = subject.substr(0, k - 1), again = true;
      }
    }
    if (difference_of_rates(c, all)) return;
    // 收案数、结案数及结案率同比分别下降4.80%、50.00%: the first is of what is named first.
    if (claim::contains(whole, U"分别") && claim::find_any(subject, {U"、", U"及", U"和", U"与"}).size() > 0) return;
    if (!names_rate(subject) && !follows_rate(c, before, whole, all)) return;
    keep("W304", "wording", Verdict::contradictory, c.id, {},
         "比率的变动应以个百分点表示，文中写“" + number_text(e_, c.id) + "”", 1);
  }

  /// 服务出口增幅大于进口26.8%, 合格率高于全省平均水平3.2%: how far two rates are apart.
  void apart_in_percent(const Claim& c) {
    if (c.kind != claim::Numeral::Kind::percent || c.table >= 0 || c.vague() || c.before.size() != c.clause_before.size())
      return;
    const claim::Found than = claim::find_last(c.before, {U"大于", U"高于", U"低于", U"快于", U"慢于", U"小于", U"高出"});
    if (!than) return;
    // 低于全省5.4%的平均水平: the rate that is compared with.
    if (claim::starts_with(View(e_.passage(c.id).text).substr(c.noun_end), U"的")) return;
    const View subject = View(c.before).substr(0, than.at), thing = View(c.before).substr(than.at + than.word.size());
    constexpr std::size_t kLongest = 12;
    if (thing.size() < 2 || thing.size() > kLongest ||
        claim::find_any(subject, {U"率", U"增速", U"增幅", U"涨幅", U"占比", U"比重"}).empty() ||
        !std::all_of(thing.begin(), thing.end(), [](char32_t ch) { return claim::is_han(ch); }) ||
        !claim::end_any(thing, {U"的", U"为", U"达", U"值", U"线", U"点", U"标准", U"目标", U"要求", U"约", U"近"}).empty() ||
        !claim::find_any(thing, {U"同期", U"上年", U"去年", U"上月", U"规定", U"目标", U"计划", U"标准"}).empty())
      return;
    keep("W304", "wording", Verdict::contradictory, c.id, {},
         "两个比率之差应以个百分点表示，文中写“" + number_text(e_, c.id) + "”", 1);
  }

  /// 较上月同比增长13%: against the month before is 环比.
  void other_base(const Claim& c) {
    if (!c.is_percentage() && c.kind != claim::Numeral::Kind::point) return;
    for (const View slip : {View(U"上月同比"), View(U"上个月同比"), View(U"上季度同比"), View(U"上季同比"),
                            View(U"去年同期环比"), View(U"上年同期环比")})
      if (const std::size_t at = c.clause_before.rfind(slip);
          at != Text::npos && c.clause_before.size() - at - slip.size() <= 4)
        return keep(
            "W325", "wording", Verdict::contradictory, c.id, {},
            "“" + to_utf8(slip.substr(slip.size() - 2)) + "”与所比的“" + to_utf8(slip.substr(0, slip.size() - 2)) + "”不合", 1);
  }

  /// 营业税600万元，增值税200元，企业所得税180元: beside 万元 in one list, each with a name of its own.
  void lost_unit(const std::vector<int>& all, std::size_t i) {
    const auto money = [&](const Claim& c) {
      return c.is_amount() && c.role == Role::level && c.noun == U"元" && !c.vague() && !c.averaged && !c.name.empty() &&
             !c.name_inherited && c.name.size() <= 10;
    };
    const Claim& c = e_[all[i]];
    if (!money(c) || c.scale != 0 || c.exact >= Rational(10000) || e_.mean(c.id) ||
        !claim::find_any(c.clause_before, {U"均", U"每", U"单价", U"罚", U"标准", U"价格", U"补助", U"补贴", U"工资", U"元/"})
             .empty())
      return;
    // One clause each, from a 万元 in the same segment.
    int scaled = 0;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].segment == c.segment;) {
      const Claim& x = e_[all[j]];
      if (!money(x) || e_[all[j + 1]].clause - x.clause > 1 || (x.scale != 0 && x.scale < 4)) return;
      const View between = e_.between(x.id, e_[all[j + 1]].id);
      if (!claim::find_any(between, {U"其中", U"人均", U"每", U"均", U"，比", U"增长", U"增加", U"下降", U"减少"}).empty())
        return;
      if (x.scale >= 4) {
        ++scaled;
        break;
      }
    }
    // The name is of the kind of what it stands beside: 增值税, 所得税 beside 营业税.
    if (scaled == 0) return;
    for (std::size_t j = i; j-- > 0 && e_[all[j]].segment == c.segment;)
      if (e_[all[j]].scale >= 4) {
        if (e_[all[j]].name.back() != c.name.back() && e_[all[j]].name.substr(0, 2) != c.name.substr(0, 2)) return;
        break;
      }
    keep("W327", "wording", Verdict::contradictory, c.id, {},
         "并列的金额以万元、亿元计，" + number_text(e_, c.id) + "可能漏写“万”", 1);
  }

  /// 20003年
  void long_year(const Claim& c) {
    if (c.kind != claim::Numeral::Kind::count || c.decimals != 0 || c.scale != 0 || c.noun != U"年" || c.text.size() != 5)
      return;
    if (c.text.compare(0, 2, "20") != 0 && c.text.compare(0, 2, "19") != 0) return;
    keep("W328", "wording", Verdict::contradictory, c.id, {}, "年份“" + c.text + "年”多写一位", 1);
  }

  /// 死亡人数下降了41.4个百分点; 报告13.5万例，较上年上升0.2个百分点: what is counted changes by percent, only rates by points.
  void points_of_amount(const Claim& c, const Claim* before) {
    if (c.kind != claim::Numeral::Kind::point || c.vague() || c.sign == 0) return;
    static const claim::Words kRatios = {U"率",   U"比",   U"占",   U"重",   U"速",   U"幅", U"度",
                                         U"指数", U"百分", U"份额", U"拉动", U"贡献", U"面"};
    View words = c.clause_before;
    const claim::Verb verb = claim::last_change_verb(words);
    if (!verb || verb.at + verb.word.size() + 2 < words.size() || c.before.size() != words.size()) return;
    // 高于全县农民收入增速5.9个百分点
    if (verb.rate ||
        !claim::find_any(words, {U"比重", U"比例", U"占比", U"率", U"增速", U"增幅", U"涨幅", U"降幅", U"指数"}).empty())
      return;
    View subject = words.substr(0, verb.at);
    for (const View than : {View(U"同比"), View(U"环比"), View(U"比"), View(U"较")})
      subject = subject.substr(0, std::min(subject.find(than), subject.size()));
    const bool own = !subject.empty();
    if (own) {
      if (claim::end_any(subject, {U"数", U"人数", U"件数", U"数量", U"总量", U"总额", U"产量", U"收入", U"支出"}).empty() ||
          !claim::find_any(subject, kRatios).empty())
        return;
    } else if (before == nullptr || !before->is_amount() || before->noun.empty() || before->role != Role::level ||
               c.clause - before->clause != 1 || before->sentence != c.sentence ||
               !claim::find_any(before->clause_before, kRatios).empty() || !claim::find_any(before->after, kRatios).empty()) {
      return;
    }
    keep("W324", "wording", Verdict::contradictory, c.id, {},
         "数量的增减不以个百分点表示，文中写“" + number_text(e_, c.id) + "”", 1);
  }

  /// 占比71.0%，较上年的73.4%回落2.4%: exactly the difference of the two rates before it, and not their growth.
  bool difference_of_rates(const Claim& c, const std::vector<int>& all) {
    const auto here = std::find(all.begin(), all.end(), c.id);
    if (here - all.begin() < 2) return false;
    const Claim& b = e_[*(here - 1)];
    auto first = here - 2;  // 99.79%（485/486），比上月（99.24%）提高0.55%: not what a bracket counts
    while (first != all.begin() && !e_[*first].is_percentage() && e_[*first].depth > 0 && e_[*first].sentence == c.sentence)
      --first;
    const Claim& a = e_[*first];
    const auto rate = [&](const Claim& x) {
      return x.kind == claim::Numeral::Kind::percent && x.role != Role::growth && x.role != Role::point && !x.vague() &&
             x.sentence == c.sentence;
    };
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
    if (!from_to && claim::find_any(lead, {U"比", U"较", U"上年", U"去年", U"同期", U"上期"}).empty()) return false;
    const Interval points = magnitude(a.value - b.value);
    // By what is printed: the rounding of two rates would let almost any growth in.
    const Interval difference = Interval::exactly((a.exact - b.exact).abs());
    const std::optional<Interval> relative = percentage(difference, Interval::exactly(b.exact.abs()));
    const Interval own = magnitude(c.value);
    // 巩固率由94.2%提高到94.8%，提高0.6%: a rate that is told in points, whatever its growth would be.
    const bool in_points =
        names_rate(a.before) || (from_to && names_rate(View(a.before).substr(0, a.before.find_last_of(U"由从"))));
    if (!own.meets(difference) || (!in_points && relative && own.meets(*relative))) return false;
    confirm(e_, ledger_, "P601", "pp", c.id, {a.id, b.id}, c.exact.sign() < 0 ? Interval{-points.high, -points.low} : points,
            number_text(e_, a.exact >= b.exact ? a.id : b.id) + " − " + number_text(e_, a.exact >= b.exact ? b.id : a.id));
    keep("W304", "wording", Verdict::contradictory, c.id, {},
         "两个比率之差应以个百分点表示，文中写“" + number_text(e_, c.id) + "”", 1);
    return true;
  }

  /// 办结率为93.74%，比2022年降低4.69%: the clause has no subject of its own, the one before is a rate.
  bool follows_rate(const Claim& c, const Claim* before, View subject, const std::vector<int>& all) const {
    if (before == nullptr || before->sentence != c.sentence || c.clause - before->clause != 1 || !before->is_percentage())
      return false;
    if (before->role != Role::rate && before->role != Role::share) return false;
    if (c.before.size() != c.clause_before.size()) return false;
    // The change may be that of an amount before the rate: 商品类612件，比重59.8%，同比多48.2%. 均 is of the rates.
    const bool of_both = claim::starts_with(subject, U"均") || claim::starts_with(subject, U"都");
    if (of_both) subject.remove_prefix(1);
    for (const int id : all)
      if (!of_both && id < before->id && e_[id].segment == c.segment && e_[id].is_amount() &&
          (e_[id].clause != before->clause || before->role != Role::rate))  // 52家饭店平均出租率
        return false;
    // 大学文化的占80.5%，比1964年增加44.5%
    const bool share = before->role == Role::share && claim::contains(before->before, U"占") && c.exact.abs() <= before->exact;
    if (!share && !says_rate(before->clause_before)) return false;
    // 满意率99.89%，同比降低0.11% may be relative.
    if (claim::start_any(subject, {U"比", U"较"}).empty()) return false;
    // 比2022年, 较上年同期: only a period.
    for (const char32_t ch : subject)
      if (!claim::one_of(ch, U"比较上去前年月同环期季度的0123456789")) return false;
    return true;
  }

  /// A level, an earlier level and the verb behind it.
  void against_prior(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if ((c.role != Role::change && c.role != Role::growth && c.role != Role::point) || c.sign == 0 || i < 2) return;
    const Claim &p = e_[all[i - 1]], &l = e_[all[i - 2]];
    if (p.role != Role::prior || l.kind != p.kind || l.noun != p.noun || l.sentence != c.sentence || p.clause != c.clause ||
        p.clause - l.clause > 1)
      return;
    const bool holds = c.sign > 0 ? l.exact >= p.exact : l.exact <= p.exact;
    if (holds && !ledger_.explained(c.id, {"difference", "growth", "pp"}))
      keep("W303", "direction", Verdict::consistent, c.id, {l.id, p.id},
           number_text(e_, l.id) + (c.sign > 0 ? " ≥ " : " ≤ ") + number_text(e_, p.id), 0);
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_wording(const Evidence& evidence, Ledger& ledger) { Wording(evidence, ledger).run(); }

}  // namespace zh::check
