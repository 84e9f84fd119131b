// The words around rates and their changes.
#include "check/rate_words.h"

namespace zh::check {

bool relative_rate(View words) {
  if (!claim::end_any(words, {U"毛利率", U"净利率", U"盈利率", U"纯利率"}).empty()) return false;
  return !claim::end_any(words,
                         {U"效率",   U"生产率", U"汇率",   U"频率",   U"功率",   U"速率",   U"利率",   U"死亡率", U"发病率",
                          U"患病率", U"致死率", U"病死率", U"感染率", U"伤亡率", U"事故率", U"发案率", U"犯罪率", U"案发率",
                          U"出生率", U"周转率", U"倍率",   U"斜率",   U"心率",   U"产出率", U"投诉率", U"举报率", U"信访率",
                          U"发生率", U"比率",   U"流量率", U"生育率", U"自杀率", U"中奖率", U"点击率", U"费率",   U"税率"})
              .empty() ||
         !claim::find_any(words, {U"每", U"万人", U"千人", U"亿元", U"万元", U"万车", U"百万"}).empty();
}
bool names_rate(View words) {
  for (bool again = true; again;) {
    again = false;
    for (const View tail : {View(U"水平"), View(U"指标"), View(U"数据"), View(U"情况"), View(U"的")})
      if (claim::ends_with(words, tail)) words.remove_suffix(tail.size()), again = true;
  }
  if (words.size() < 2 || relative_rate(words)) return false;
  if (words.back() == U'率') return true;
  return !claim::end_any(words, {U"占比", U"比重", U"比例", U"份额", U"增速", U"增幅", U"涨幅", U"降幅", U"升幅", U"跌幅",
                                 U"减幅", U"覆盖面", U"亏损面", U"增长面", U"支出进度", U"收入进度", U"执行进度", U"完成进度"})
              .empty();
}
bool names_pace(View words) {
  return !claim::end_any(words, {U"增速", U"增幅", U"涨幅", U"降幅", U"升幅", U"跌幅", U"减幅", U"增长率"}).empty();
}

std::size_t than(View words) {
  for (std::size_t at = words.size(); at-- > 0;) {
    if (words[at] != U'比' && words[at] != U'较') continue;
    const char32_t left = at > 0 ? words[at - 1] : U'\0', right = at + 1 < words.size() ? words[at + 1] : U'\0';
    if (words[at] == U'比' && (claim::one_of(left, U"同环占对相百别入收负") || claim::one_of(right, U"重例率值"))) continue;
    // 占比较上年: 占比 and 较, not 比较.
    const bool compared = left == U'比' && !(at > 1 && claim::one_of(words[at - 2], U"占同环"));
    if (words[at] == U'较' && (compared || claim::one_of(right, U"好高低大小快慢多少差强为"))) continue;
    return at;
  }
  return View::npos;
}
View trimmed(View words) {
  for (bool again = true; again && !words.empty();) {
    again = false;
    for (const View tail :
         {View(U"同比"), View(U"环比"), View(U"分别"), View(U"依次"), View(U"均"),     View(U"都"),   View(U"也"),
          View(U"又"),   View(U"再"),   View(U"还"),   View(U"则"),   View(U"略"),     View(U"略有"), View(U"微"),
          View(U"小幅"), View(U"大幅"), View(U"明显"), View(U"有所"), View(U"进一步"), View(U"继续"), View(U"累计"),
          View(U"同期"), View(U"相比"), View(U"，"),   View(U"相应"), View(U"双双"),   View(U"将"),   View(U"已"),
          View(U"总体"), View(U"共"),   View(U"各"),   View(U"连续"), View(U"并"),     View(U"且"),   View(U"而"),
          View(U"可"),   View(U"稳步"), View(U"就")})
      if (claim::ends_with(words, tail)) words.remove_suffix(tail.size()), again = true;
    // 五年, 一年来
    std::size_t k = words.size();
    while (k > 0 && claim::one_of(words[k - 1], U"年个月间来内中")) --k;
    const std::size_t unit = k;
    while (k > 0 && (claim::is_digit(words[k - 1]) || claim::one_of(words[k - 1], U"一二三四五六七八九十两几"))) --k;
    if (unit < words.size() && k < unit && words.find_last_of(U"年月") != View::npos && words.find_last_of(U"年月") >= unit)
      words = words.substr(0, k), again = true;
  }
  return words;
}

Change change_in(View words) {
  Change out;
  if (words.size() > 1 && claim::one_of(words.back(), U"了约近")) words.remove_suffix(1);
  if (words.empty()) return out;
  const View apart = claim::end_any(words, {U"相差", U"落差", U"差距为", U"相差了"});
  const View pace = claim::end_any(words, {U"放慢", U"提速", U"加速", U"抬高", U"走高", U"走低", U"回升", U"快", U"慢"});
  const claim::Verb verb = claim::last_change_verb(words);
  if (!apart.empty()) {
    out.distance = true;
    out.verb = apart;
  } else if (!pace.empty() && !(verb && verb.word.size() > pace.size() && verb.at + verb.word.size() == words.size())) {
    out.verb = pace;
    out.sign = pace == U"放慢" || pace == U"慢" || pace == U"走低" ? -1 : 1;
    out.distance = pace.size() == 1;
  } else if (verb && verb.sign != 0 && !verb.rate && verb.at + verb.word.size() == words.size()) {
    out.verb = verb.word;
    out.sign = verb.sign;
    out.distance = !claim::find_any(verb.word, {U"高出"}).empty() || verb.word == U"高" || verb.word == U"低";
  } else {
    return out;
  }
  View head = words.substr(0, words.size() - out.verb.size());
  const std::size_t at = than(head);
  if (at != View::npos) {
    out.compared = head.substr(at + 1);
    head = head.substr(0, at);
  } else if (const claim::Found with = claim::find_last(head, {U"与", U"同"});
             with && claim::contains(head.substr(with.at), U"相比")) {
    out.compared = head.substr(with.at + 1);
    head = head.substr(0, with.at);
  }
  out.subject = trimmed(head);
  if (out.subject == U"前者" || out.subject == U"后者") {
    if (out.compared.empty()) out.compared = out.subject;
    out.subject = {};
  }
  return out;
}

View words_of(const Evidence& e, const Claim& c) {
  const View text = e.passage(c.id).text;
  const std::size_t start = c.start - std::min(c.start, c.clause_before.size());
  std::size_t from = start;
  for (int id = c.id - 1; id >= 0 && e[id].passage == c.passage && e[id].start >= start; --id) {
    const Claim& x = e[id];
    if (x.role == Role::date || x.role == Role::label || x.kind == claim::Numeral::Kind::limit) continue;
    const bool quantity = x.is_percentage() || x.kind == claim::Numeral::Kind::point ||
                          x.kind == claim::Numeral::Kind::multiple || x.scale != 0 ||
                          (!x.noun.empty() && !claim::one_of(x.noun.back(), U"年月日岁季期届天"));
    if (!quantity) continue;
    from = x.noun_end;
    break;
  }
  View words = text.substr(from, c.start - from);
  if (from > start && words.size() > 1 && claim::one_of(words.front(), U"、,")) words.remove_prefix(1);
  return words;
}

}  // namespace zh::check
