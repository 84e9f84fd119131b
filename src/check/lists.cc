#include "check/lists.h"

#include <algorithm>

namespace zh::check {
namespace {

bool like_roles(const Claim& a, const Claim& b) {
  const auto part = [](const Claim& c) { return c.role == Role::share || c.role == Role::rate || c.role == Role::percent; };
  return a.role == b.role || (part(a) && part(b));
}

/// Whether b goes on with the list of a: like numbers, and between them a mark and a new name.
bool goes_on(const Evidence& e, const Claim& a, const Claim& b) {
  if (a.kind != b.kind || !like_roles(a, b) || a.sentence != b.sentence) return false;
  if (!a.is_percentage() && a.noun != b.noun) return false;
  if (b.segment - a.segment > 1) return false;
  const View between = e.between(a.id, b.id);
  if (between.size() > 60) return false;
  const bool mark = !claim::find_any(between, {U"、", U"，", U"；", U"和", U"及", U"与", U"）", U")"}).empty();
  return mark && claim::find_any(between, {U"其中", U"内含", U"包括", U"合计",   U"共计", U"累计",   U"总计",   U"同比",
                                           U"上年", U"三者", U"两者", U"占到",   U"排名", U"分别是", U"分别为", U"依次",
                                           U"前三", U"前五", U"前十", U"主要是", U"：",   U"之和",   U"相加",   U"合起来",
                                           U"均超", U"均低", U"均高", U"均在",   U"都在", U"都超",   U"均达"})
                     .empty();
}

}  // namespace

std::vector<List> lists_of(const Evidence& e, const std::vector<int>& paragraph) {
  std::vector<List> lists;
  for (std::size_t i = 0; i < paragraph.size(); ++i) {
    const Claim& first = e[paragraph[i]];
    if (first.role == Role::count || first.role == Role::limit || first.chinese) continue;
    // Not the continuation of a list that is known.
    if (std::any_of(lists.begin(), lists.end(),
                    [&](const List& l) { return std::find(l.ids.begin() + 1, l.ids.end(), first.id) != l.ids.end(); }))
      continue;
    List list;
    list.ids = {first.id};
    list.uniform = true;
    int companion = 0;
    for (std::size_t j = i + 1; j < paragraph.size(); ++j) {
      const Claim& c = e[paragraph[j]];
      if (c.sentence != first.sentence) break;
      if (goes_on(e, e[list.ids.back()], c)) {
        list.ids.push_back(c.id);
        companion = 0;
        continue;
      }
      // A number of another kind may stand beside each item: 145件（占23.7%）.
      if (c.kind == first.kind && (c.role == Role::prior || c.role == Role::change)) continue;
      if (++companion > 4 || c.kind == first.kind) break;
    }
    if (list.ids.size() < 2) continue;
    for (std::size_t k = 0; k + 1 < list.ids.size(); ++k)
      if (e.between(list.ids[k], list.ids[k + 1]).size() > 24) list.uniform = false;
    lists.push_back(std::move(list));
  }
  return lists;
}

namespace {

/// 1—11月城镇消费品零售额: without the time.
View without_time(View name) {
  std::size_t at = 0;
  while (at < name.size() && (claim::is_digit(name[at]) || claim::one_of(name[at], U"—-–~至年月日季份前"))) ++at;
  return at > 0 && at + 2 <= name.size() && claim::one_of(name[at - 1], U"年月日季份") ? name.substr(at) : name;
}

}  // namespace

bool whole_by_name(const Text& told_a, const Text& told_b) {
  const Text a(without_time(told_a)), b(without_time(told_b));
  if (a.empty() || b.empty()) return false;
  const Text &shorter = a.size() < b.size() ? a : b, &longer = a.size() < b.size() ? b : a;
  if (longer.size() == shorter.size() + 1 && claim::one_of(longer[0], U"非不未无") && claim::ends_with(longer, shorter))
    return true;
  static constexpr std::pair<View, View> kPairs[] = {
      {U"男", U"女"},         {U"城镇", U"乡村"},         {U"城镇", U"农村"},         {U"税收", U"非税"},
      {U"商品类", U"服务类"}, {U"商品消费", U"服务消费"}, {U"已办结", U"办理中"},     {U"已办结", U"还在办"},
      {U"进口", U"出口"},     {U"养殖", U"捕捞"},         {U"合格", U"不合格"},       {U"公办", U"民办"},
      {U"公立", U"民营"},     {U"公立", U"私立"},         {U"集中供养", U"分散供养"}, {U"限额以上", U"限额以下"},
      {U"按期", U"逾期"},     {U"按时", U"逾期"},         {U"按时", U"超时"},         {U"出境", U"入境"},
      {U"餐饮", U"商品零售"}, {U"调解成功", U"调解不成"}, {U"业务内", U"业务外"},     {U"线上", U"线下"},
      {U"国有", U"非国有"},   {U"非农业", U"农业"}};
  for (const auto& [x, y] : kPairs)
    if ((claim::starts_with(a, x) && claim::starts_with(b, y)) || (claim::starts_with(a, y) && claim::starts_with(b, x)))
      return true;
  return false;
}

int stated_parts(View words) {
  int found = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const int n = claim::small_chinese_number(words.substr(i, 1));
    if (n >= 2 && claim::one_of(words[i + 1], U"项类者个种本大部家市县区档条") && !(i > 0 && words[i - 1] == U'第')) found = n;
  }
  return found;
}

bool left_list(const Evidence& evidence, const std::vector<int>& parts) {
  if (parts.size() < 4) return false;
  const auto apart = [&](std::size_t k) { return evidence.between(parts[k - 1], parts[k]).find(U'；') != View::npos; };
  if (!apart(parts.size() - 1)) return false;
  for (std::size_t k = 1; k + 1 < parts.size(); ++k)
    if (apart(k)) return false;
  return true;
}

bool overlap_by_name(const Evidence& evidence, const std::vector<int>& parts) {
  const auto named = [&](View word) {
    return std::any_of(parts.begin(), parts.end(), [&](int id) { return claim::contains(evidence[id].name, word); });
  };
  return named(U"党纪") && (named(U"政务") || named(U"政纪"));
}

bool exclusive_by_name(const std::vector<Text>& names) {
  static const std::vector<std::vector<View>> kScales = {
      {U"国家级", U"部级", U"省级", U"自治区级", U"市级", U"州级", U"县级", U"区级", U"乡级", U"镇级", U"村级"},
      {U"特大型", U"大型", U"中型", U"小型", U"微型"},
      {U"第一产业", U"第二产业", U"第三产业"}};
  for (const std::vector<View>& scale : kScales) {
    std::vector<View> seen;
    for (const Text& name : names) {
      if (claim::contains(name, U"以上") || claim::contains(name, U"以下")) break;
      View own;
      for (const View step : scale)
        if (claim::contains(name, step) && step.size() > own.size()) own = step;
      if (own.empty() || name.size() > own.size() + 3 || std::find(seen.begin(), seen.end(), own) != seen.end()) break;
      seen.push_back(own);
    }
    if (seen.size() == names.size()) return true;
  }
  return false;
}

int numbering_level(View label) {
  std::size_t at = 0;
  while (at < label.size() && (label[at] == U' ' || label[at] == 0x3000)) ++at;
  const View text = label.substr(at);
  const bool bracket = !text.empty() && claim::one_of(text[0], U"（(");
  std::size_t end = bracket ? 1 : 0;
  const std::size_t first = end;
  const auto run = [&](auto is) {
    while (end < text.size() && is(text[end])) ++end;
    return end > first;
  };
  constexpr View kChinese = U"一二三四五六七八九十";
  const bool chinese = run([&](char32_t c) { return kChinese.find(c) != View::npos; });
  const bool digits = !chinese && run([](char32_t c) { return claim::is_digit(c); });
  const bool letter = !chinese && !digits && end < text.size() && text[end] >= U'A' && text[end] <= U'Z';
  if (letter) ++end;
  if (end == first && !text.empty() && text[0] >= U'①' && text[0] <= U'⑳') return 5;
  if (end == first || end >= text.size() || end - first > 2) return 0;
  const bool closed = bracket ? claim::one_of(text[end], U"）)") : claim::one_of(text[end], U"、.．");
  // 1.5 is a number.
  if (!closed || (!bracket && digits && end + 1 < text.size() && claim::is_digit(text[end + 1]))) return 0;
  if (chinese) return bracket ? 2 : 1;
  if (digits) return bracket ? 4 : 3;
  return letter ? 6 : 0;
}

bool by_coincidence(const Evidence& e, int whole, const std::vector<int>& parts) {
  constexpr int kSmall = 100;
  if (e[whole].table >= 0 || e[whole].exact.abs() >= Rational(kSmall)) return false;
  if (std::any_of(parts.begin(), parts.end(), [&](int id) { return e[id].sentence != e[whole].sentence; })) return true;
  // 火灾死亡11人；铁路死亡8人；烟花爆竹死亡3人: three beside each other.
  return whole < parts.front() && e[whole].depth == e[parts.front()].depth &&
         std::all_of(parts.begin(), parts.end(), [&](int id) { return e[id].segment != e[whole].segment; }) &&
         e[parts.front()].segment != e[parts.back()].segment && !opens_parts(e.between(whole, parts.front()));
}

Text stem_of_rate(const Claim& c) {
  View words = !c.name_inherited && c.name.size() > 2 && claim::ends_with(c.name, U"率") ? View(c.name) : c.before;
  // 起诉率（按人数）为81.12%
  const View clause = c.clause_before;
  const std::size_t open = clause.find_last_of(U"（("), close = clause.find_last_of(U"）)");
  if (close != Text::npos && open < close && open > 0 && clause[open - 1] == U'率' && clause.size() - close <= 3)
    words = clause.substr(0, open);
  const std::size_t at = words.rfind(U'率');
  if (at == Text::npos || at < 2) return {};
  if (at >= 3 && claim::one_of(words[at - 3], U"不未")) return Text(words.substr(at - 3, 3));
  return Text(words.substr(at - 2, 2));
}

bool says_together(View words) {
  for (std::size_t at = words.find(U'共'); at != View::npos; at = words.find(U'共', at + 1)) {
    const char32_t left = at > 0 ? words[at - 1] : U'\0', right = at + 1 < words.size() ? words[at + 1] : U'\0';
    if (!claim::one_of(left, U"公中总") && !claim::one_of(right, U"同享建和用产青党性")) return true;
  }
  return false;
}

bool opens_parts(View words) {
  if (!claim::find_any(words, {U"另有", U"另外", U"此外", U"外有"}).empty()) return false;
  if (!claim::find_any(words, {U"其中", U"包括", U"包含", U"含", U"：", U"分为", U"分成", U"按", U"构成"}).empty()) return true;
  // 同比分别下降48.5%、24.7%；火灾419起: what each changed by opens nothing.
  for (std::size_t at = words.find(U"分别"); at != View::npos; at = words.find(U"分别", at + 1))
    if (claim::start_any(words.substr(at + 2), {U"下降", U"上升", U"增长", U"减少", U"增加", U"提高", U"降低", U"回落", U"同比",
                                                U"比", U"较", U"占", U"高于", U"低于"})
            .empty())
      return true;
  for (std::size_t at = words.find(U'有'); at != View::npos; at = words.find(U'有', at + 1))
    if (at == 0 || !claim::one_of(words[at - 1], U"国所公私占拥具没含自集持享保另")) return true;
  return false;
}

bool says_overlap(View sentence) {
  return !claim::find_any(sentence, {U"同时", U"交叉", U"重复", U"兼有", U"兼营", U"按证", U"多选", U"不止一"}).empty();
}

bool falls_without(const Evidence& e, const std::vector<int>& ids, std::size_t skip) {
  const Claim* last = nullptr;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i == skip) continue;
    if (last != nullptr && last->exact < e[ids[i]].exact) return false;
    last = &e[ids[i]];
  }
  return true;
}

bool ends_alike(View a, View b) {
  const std::size_t k = std::min<std::size_t>({a.size(), b.size(), 2});
  return k > 0 && a.substr(a.size() - k) == b.substr(b.size() - k);
}

View announcement(const Evidence& e, const List& list) {
  const Claim& first = e[list.ids.front()];
  const View text = e.passage(first.id).text;
  std::size_t from = first.start;
  while (from > 0 && !claim::one_of(text[from - 1], U"。！？\n") && first.start - from < 60) --from;
  return text.substr(from, first.start - from);
}

}  // namespace zh::check
