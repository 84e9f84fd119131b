// The words of comparisons.
#include <algorithm>

#include "check/frames.h"

namespace zh::check {

bool surely_earlier(View words) {
  static const claim::Words kEarlier = {U"上年", U"去年", U"上月", U"上季", U"上期", U"上周", U"前年",
                                        U"昨",   U"年初", U"期初", U"月初", U"同期", U"上一", U"前一",
                                        U"以前", U"原来", U"原有", U"此前", U"上届", U"旧"};
  const claim::Found word = claim::find_last(words, kEarlier);
  // 2023年初步核算
  return word && !(word.word == U"年初" && claim::starts_with(words.substr(word.at + 2), U"步"));
}

bool only_time(View words) {
  while (!words.empty() && claim::one_of(words.back(), U"为是约仅的数有达：:")) words.remove_suffix(1);
  if (words.empty() || words.size() > 12) return false;
  const bool time = std::all_of(words.begin(), words.end(), [](char32_t c) {
    return claim::is_digit(c) ||
           claim::one_of(c, U"年月日号季度期周第一二三四五六七八九十上下前半初末底同旬去昨天份全本旧图届");
  });
  return time && std::any_of(words.begin(), words.end(), [](char32_t c) { return claim::one_of(c, U"年月日季期周昨旧届"); });
}

bool compared_level(const Evidence& e, int id) {
  const Claim& c = e[id];
  if (c.role == Role::prior) return true;
  if (c.role == Role::change || c.role == Role::growth || c.role == Role::point || c.role == Role::limit || c.chinese)
    return false;
  return only_time(c.before) && surely_earlier(c.before);
}

bool other_basis(View words) {
  return !claim::find_any(words, {U"可比", U"不变价", U"扣除", U"同口径", U"剔除", U"名义", U"实际增长", U"年均", U"平均每年",
                                  U"年平均", U"调整后", U"还原"})
              .empty();
}

bool earlier_year(const Evidence& e, View words) {
  if (words.size() < 5 || !std::all_of(words.begin(), words.begin() + 4, claim::is_digit) || words[4] != U'年') return false;
  int year = 0;
  for (std::size_t k = 0; k < 4; ++k) year = year * 10 + static_cast<int>(words[k] - U'0');
  return e.latest_year() > Rational(year);
}

bool planned(const Claim& c) {
  // 控制在4.5%的年度目标以内
  if (claim::contains(c.after, U"目标") || claim::contains(c.after, U"以内") || claim::contains(c.before, U"控制在"))
    return true;
  const claim::Found word = claim::find_last(c.before, {U"预算", U"计划", U"目标", U"任务"});
  if (!word || word.word != U"预算") return static_cast<bool>(word);
  return claim::start_any(View(c.before).substr(word.at + 2), {U"收入", U"支出", U"资金", U"财力", U"收支"}).empty();
}

Text subject_of(View words) {
  View name = claim::strip_name(words);
  for (bool again = true; again && !name.empty();) {
    again = false;
    for (const View tail :
         {View(U"总数"), View(U"总量"), View(U"数量"), View(U"总额"), View(U"人数"), View(U"件数"), View(U"户数"),
          View(U"次数"), View(U"占比"), View(U"比重"), View(U"比例"), View(U"均"),   View(U"数"),   View(U"又"),
          View(U"也"),   View(U"再"),   View(U"还"),   View(U"相"),   View(U"分别"), View(U"同")})
      if (claim::ends_with(name, tail)) {
        name = claim::strip_name(name.substr(0, name.size() - tail.size()));
        again = true;
        break;
      }
  }
  // 十年增加, 五年间: only how long.
  if (std::all_of(name.begin(), name.end(), [](char32_t c) {
        return claim::is_digit(c) || claim::one_of(c, U"一二三四五六七八九十两几年月日个来间内共合计累季度半上下前后同期");
      }))
    return {};
  static const claim::Words kNothing = {U"这一", U"该",   U"其",   U"总体", U"整体", U"数字", U"水平",
                                        U"全年", U"数据", U"一年", U"今年", U"本年", U"两年"};
  if (name.size() < 2 || (name.size() <= 4 && !claim::start_any(name, kNothing).empty())) return {};
  return Text(name);
}

}  // namespace zh::check
