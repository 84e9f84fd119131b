// Verbs and units against the numbers they join.
//
//   W301 direction   从A增加到B, 由A降至B: the verb agrees with the two levels
//   W302 direction   下降-5.9%: the minus repeats the verb
//   W303 direction   比上年的A增加…: a level, the earlier level and the verb agree
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
    for (const Claim& c : e_.all) long_year(c), second_month(c);
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) from_to(all[i - 1], all[i], true);
        // 从15起、64人减到4起、19人: two measures at once.
        if (i > 1 && e_[all[i - 1]].noun != e_[all[i]].noun) from_to(all[i - 2], all[i], false);
        if (i > 0) went_to(all[i - 1], all[i]);
        if (i > 1) proportions(all, i);
        if (i > 0) against_prior(all, i);
        sign(e_[all[i]], i > 0 ? &e_[all[i - 1]] : nullptr);
        unit(e_[all[i]]);
        lost_unit(all, i);
      }
  }

 private:
  void keep(const char* rule, const char* kind, Verdict verdict, int result, std::vector<int> operands,
            const std::string& message, int weight) {
    ledger_.tell(rule, kind, verdict, result, std::move(operands), message, {}, weight);
  }

  /// 缩短, 整合为: verbs that lead from one level to another and are not said of changes; 0 if none.
  static int leads_to(View words) {
    if (!claim::find_any(words, {U"缩短", U"压减", U"压缩", U"精简", U"整合", U"合并", U"缩小", U"缩减", U"收窄"}).empty())
      return -1;
    return claim::find_any(words, {U"扩大", U"扩展", U"扩充", U"拓展", U"扩容", U"跃升", U"攀升"}).empty() ? 0 : 1;
  }

  /// `firmly`: the two stand beside each other.
  void from_to(int a, int b, bool firmly) {
    const Claim &x = e_[a], &y = e_[b];
    const bool open_end = y.kind == claim::Numeral::Kind::limit && x.kind == claim::Numeral::Kind::count;
    if ((x.kind != y.kind && !open_end) || x.clause != y.clause || x.role == Role::count || y.role == Role::count) return;
    const View between = e_.between(a, b);
    if (between.size() > 12 || (x.start > 0 && e_.passage(a).text[x.start - 1] == U':')) return;
    claim::Verb verb = claim::last_change_verb(between);
    if (!verb || verb.sign == 0) {
      verb.sign = leads_to(between);
      verb.word = {};
      verb.at = View::npos;
      for (const char32_t to : {U'至', U'到', U'为'}) verb.at = std::min(verb.at, between.find(to));
      firmly = false;
    }
    if (verb.sign == 0 || verb.at == View::npos) return;
    const View behind = between.substr(verb.at + verb.word.size());
    const bool joined_to = claim::ends_with(verb.word, U"至") || !claim::start_any(behind, {U"到", U"至", U"为"}).empty();
    if (!joined_to || claim::find_any(x.clause_before, {U"从", U"由"}).empty()) return;
    if (!x.is_percentage() && !y.noun.empty() && !x.noun.empty() && x.noun != y.noun) return;
    // 降幅由7.5%缩小到0.3%, 亏损由…减少到…: how large the fall is.
    const bool sizes = !claim::find_any(x.clause_before, {U"降幅", U"跌幅", U"减幅", U"亏损", U"逆差"}).empty();
    const Interval from = sizes ? magnitude(x.value) : x.value, to = sizes ? magnitude(y.value) : y.value;
    const bool holds = verb.sign > 0 ? from.low <= to.high : from.high >= to.low;
    const std::string text = number_text(e_, a) + (x.exact <= y.exact ? " ≤ " : " > ") + number_text(e_, b);
    if (holds) return keep("W301", "direction", Verdict::consistent, b, {a}, text, 0);
    if (!firmly) return;
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

  /// 1958年118人，1960年增到557人; 再降至2.1∶1: the next time's level in the next clause.
  void went_to(int a, int b) {
    const Claim &x = e_[a], &y = e_[b];
    if (x.kind != y.kind || x.sentence != y.sentence || y.clause - x.clause != 1 || x.noun != y.noun || x.depth != y.depth)
      return;
    const auto level = [](const Claim& c) {
      return !c.vague() &&
             (c.is_amount() ? c.role != Role::change && !c.noun.empty() : c.is_percentage() && c.role != Role::growth);
    };
    if (!level(x) || !level(y)) return;
    const View words = y.clause_before;
    constexpr std::size_t kLongest = 16;
    if (words.size() > kLongest || words.data() != y.before.data() ||
        claim::end_any(words, {U"增到", U"增至", U"升至", U"升到", U"降至", U"降到", U"减到", U"减至", U"增加到", U"增加至",
                               U"提高到", U"提高至", U"减少到", U"减少至", U"上升到", U"上升至", U"下降到", U"下降至"})
            .empty())
      return;
    const claim::Verb verb = claim::last_change_verb(words);
    // A time, and no other name, leads to the verb.
    const View lead = words.substr(0, verb ? verb.at : 0);
    if (!verb || verb.sign == 0 || !std::all_of(lead.begin(), lead.end(), [](char32_t c) {
          return claim::is_digit(c) || claim::one_of(c, U"年月日季度底末初上下半第一二三四到又再后则至今已");
        }))
      return;
    if (verb.sign > 0 ? x.value.low <= y.value.high : x.value.high >= y.value.low)
      keep("W301", "direction", Verdict::consistent, b, {a},
           number_text(e_, a) + (verb.sign > 0 ? " ≤ " : " ≥ ") + number_text(e_, b), 0);
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

  void sign(const Claim& c, const Claim* before) {
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
    points_of_amount(c, before);
    other_base(c);
  }

  /// Whether the document tells falls by their verb, without a sign.
  bool falls_are_told() const {
    // 增长-16.53%，…增长+75.49%: signs are how this office writes.
    if (std::any_of(e_.prose().begin(), e_.prose().end(), [&](int id) {
          const Claim& x = e_[id];
          return x.role == Role::growth && x.written_sign && x.exact.sign() > 0;
        }))
      return false;
    // 增长-0.5%，…增长-6.6%: nor is it a slip where it is written twice.
    const auto minus = [&](int id) {
      const Claim& x = e_[id];
      const claim::Verb verb = claim::last_change_verb(x.before);
      return x.role == Role::growth && x.written_sign && x.exact.sign() < 0 && verb && verb.sign > 0;
    };
    if (std::count_if(e_.prose().begin(), e_.prose().end(), minus) > 1) return false;
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
    // 末项同比增长8.2。
    const View all = e_.passage(c.id).text;
    if (c.kind == claim::Numeral::Kind::count && c.role == Role::change && c.noun.empty() && c.scale == 0 && c.decimals > 0 &&
        c.end < all.size() && claim::one_of(all[c.end], U"。；") &&
        // 信心指数为105.3，同比上升2.1。
        claim::find_any(e_.sentence(c.id), {U"指数", U"系数", U"得分", U"评分", U"分值", U"综合分", U"比值", U"强度"})
            .empty() &&
        !claim::end_any(c.before, {U"同比增长", U"同比下降", U"同比上升", U"环比增长", U"环比下降", U"环比上升"}).empty())
      return keep("W306", "wording", Verdict::contradictory, c.id, {}, "增长率" + number + "之后没有“%”", 1);
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
        !claim::find_any(c.after, {U"/", U"每"}).empty() || claim::contains(e_.sentence(c.id), U"每"))
      return;
    keep("W307", "wording", Verdict::contradictory, c.id, {}, number + "不是整数，可能漏写“万”等单位", 1);
  }

  /// 较上月同比增长13%: against the month before is 环比.
  void other_base(const Claim& c) {
    if (!c.is_percentage() && c.kind != claim::Numeral::Kind::point) return;
    for (const View slip : {View(U"上月同比"), View(U"上个月同比"), View(U"上季度同比"), View(U"上季同比"),
                            View(U"去年同期环比"), View(U"上年同期环比")})
      // 上月CPI同比涨0.9%, 上月同比上涨0.9%: the month that is told of, where nothing is compared with it.
      if (const std::size_t at = c.clause_before.rfind(slip); at != Text::npos && at > 0 &&
                                                              claim::one_of(c.clause_before[at - 1], U"较比与和跟同") &&
                                                              c.clause_before.size() - at - slip.size() <= 4)
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

  /// 2011年5月1月至2018年4月: a month right behind a month was a day.
  void second_month(const Claim& c) {
    if (c.id == 0 || !is_month(c) || !is_month(e_[c.id - 1]) || e_[c.id - 1].passage != c.passage) return;
    const Claim& month = e_[c.id - 1];
    if (month.end + 1 != c.start || c.exact > Rational(12)) return;
    const View text = e_.passage(c.id).text;
    const View behind = View(text).substr(std::min(c.end + 1, text.size()));
    const bool dated = month.id > 0 && e_[month.id - 1].passage == c.passage && e_[month.id - 1].end + 1 == month.start &&
                       text[e_[month.id - 1].end] == U'年';
    if (dated && !claim::start_any(behind, {U"至", U"起", U"到", U"止", U"以来", U"，"}).empty())
      keep("W328", "wording", Verdict::contradictory, c.id, {},
           "“" + month.text + "月" + c.text + "月”当为“" + month.text + "月" + c.text + "日”", 1);
  }
  bool is_month(const Claim& c) const {
    const Text& text = e_.passage(c.id).text;
    return c.table < 0 && c.decimals == 0 && c.scale == 0 && !c.chinese && c.exact.sign() > 0 && c.exact <= Rational(12) &&
           c.end < text.size() && text[c.end] == U'月';
  }

  /// 20003年
  void long_year(const Claim& c) {
    if (c.kind != claim::Numeral::Kind::count || c.decimals != 0 || c.scale != 0 || c.noun != U"年" || c.text.size() != 5)
      return;
    if (c.text.compare(0, 2, "20") != 0 && c.text.compare(0, 2, "19") != 0) return;
    keep("W328", "wording", Verdict::contradictory, c.id, {}, "年份“" + c.text + "年”多写一位", 1);
  }

  /// 比上月增加612件，增加21.9个百分点: what was told as an amount is told again as its part, and no rate is spoken of.
  bool repeats_change(const Claim& c, const Claim& before) const {
    if (before.role != Role::change || !before.is_amount() || before.sign != c.sign || before.sentence != c.sentence ||
        c.clause - before.clause != 1 || c.clause_before.size() > 4 || c.before.size() != c.clause_before.size())
      return false;
    const claim::Verb verb = claim::last_change_verb(c.before);
    return verb && verb.at == 0 && !speaks_of_rate(c);
  }
  /// Whether words before a number in its part of the sentence name a rate.
  bool speaks_of_rate(const Claim& c) const {
    const View text = View(e_.passage(c.id).text).substr(0, c.start);
    const View words = text.substr(claim::start_behind(text, c.start, U"。！？；\n"));
    return !claim::find_any(words, {U"率", U"占", U"比重", U"比例", U"份额", U"增速", U"增幅", U"进度"}).empty();
  }

  /// 死亡人数下降了41.4个百分点; 报告13.5万例，较上年上升0.2个百分点: what is counted changes by percent, only rates by points.
  void points_of_amount(const Claim& c, const Claim* before) {
    // 增长28.6个百分比
    if (c.kind == claim::Numeral::Kind::count && c.noun == U"个" && c.decimals > 0 && claim::starts_with(c.after, U"百分比"))
      return keep("W324", "wording", Verdict::contradictory, c.id, {}, "“个百分比”不是单位：应为“%”或“个百分点”", 1);
    if (c.kind != claim::Numeral::Kind::point || c.vague() || c.sign == 0) return;
    if (before != nullptr && repeats_change(c, *before))
      return keep("W324", "wording", Verdict::contradictory, c.id, {before->id},
                  "数量的增减不以个百分点表示，文中写“" + number_text(e_, c.id) + "”", 1);
    static const claim::Words kRatios = {U"率",   U"比",   U"占",   U"重",   U"速",   U"幅", U"度",
                                         U"指数", U"百分", U"份额", U"拉动", U"贡献", U"面"};
    View words = c.clause_before;
    const claim::Verb verb = claim::last_change_verb(words);
    if (!verb || verb.at + verb.word.size() + 2 < words.size() || c.before.size() != words.size()) return;
    // 高于全县农民收入增速5.9个百分点
    if (verb.rate ||
        !claim::find_any(words, {U"比重", U"比例", U"占比", U"率", U"增速", U"增幅", U"涨幅", U"降幅", U"指数"}).empty())
      return;
    // 一日游收入加快1.60个百分点: its growth does.
    if (!claim::find_any(words.substr(verb.at), {U"加快", U"放缓", U"放慢", U"提速", U"收窄", U"扩大", U"回落"}).empty())
      return;
    View subject = words.substr(0, verb.at);
    for (const View than : {View(U"同比"), View(U"环比"), View(U"比"), View(U"较")})
      subject = subject.substr(0, std::min(subject.find(than), subject.size()));
    const bool own = !subject.empty();
    if (own) {
      if (claim::end_any(subject, {U"数", U"人数", U"件数", U"数量", U"总量", U"总额", U"产量", U"收入", U"支出"}).empty() ||
          !claim::find_any(subject, kRatios).empty())
        return;
    } else if (before == nullptr || speaks_of_rate(c) || !before->is_amount() || before->noun.empty() ||
               before->role != Role::level || c.clause - before->clause != 1 || before->sentence != c.sentence ||
               !claim::find_any(before->clause_before, kRatios).empty() || !claim::find_any(before->after, kRatios).empty()) {
      return;
    }
    keep("W324", "wording", Verdict::contradictory, c.id, {},
         "数量的增减不以个百分点表示，文中写“" + number_text(e_, c.id) + "”", 1);
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
