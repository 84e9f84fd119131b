#include "claim/words.h"

#include <algorithm>
#include <cwchar>

namespace zh::claim {

namespace {

bool same(const char32_t* a, View word) {
  for (std::size_t i = 0; i < word.size(); ++i)
    if (a[i] != word[i]) return false;
  return true;
}

}  // namespace

bool starts_with(View text, View word) { return text.size() >= word.size() && same(text.data(), word); }
bool ends_with(View text, View word) {
  return text.size() >= word.size() && same(text.data() + (text.size() - word.size()), word);
}
bool contains(View text, View word) {
  if (word.empty()) return true;
  // wmemchr looks at many characters at a time.
  static_assert(sizeof(wchar_t) == sizeof(char32_t));
  const char32_t* at = text.data();
  for (std::size_t left = text.size(); left >= word.size();) {
    const auto* found = std::wmemchr(reinterpret_cast<const wchar_t*>(at), static_cast<wchar_t>(word.front()),  // NOLINT
                                     left - word.size() + 1);
    if (found == nullptr) return false;
    const char32_t* const hit = reinterpret_cast<const char32_t*>(found);  // NOLINT
    if (same(hit, word)) return true;
    left -= static_cast<std::size_t>(hit - at) + 1;
    at = hit + 1;
  }
  return false;
}

std::size_t last_before(View text, std::size_t at, View marks) {
  at = std::min(at, text.size());
  const std::size_t from = at > kMostOfSentence ? at - kMostOfSentence : 0;
  const bool no_words = std::none_of(marks.begin(), marks.end(), is_han);
  while (at > from) {
    const char32_t c = text[--at];
    if (!(no_words && is_han(c)) && one_of(c, marks)) return at;
  }
  return View::npos;
}

std::size_t first_from(View text, std::size_t at, View marks) {
  const bool no_words = std::none_of(marks.begin(), marks.end(), is_han);
  for (const std::size_t end = std::min(text.size(), at + kMostOfSentence); at < end; ++at)
    if (const char32_t c = text[at]; !(no_words && is_han(c)) && one_of(c, marks)) return at;
  return View::npos;
}

std::size_t start_behind(View text, std::size_t at, View marks) {
  const std::size_t mark = last_before(text, at, marks);
  return mark != View::npos ? mark + 1 : at > kMostOfSentence ? at - kMostOfSentence : 0;
}

View find_any(View text, Words words) { return find_any(text, Characters(text), words); }
View find_any(View text, const Characters& characters, Words words) {
  for (const View w : words)
    if (characters.may_have(w) && contains(text, w)) return w;
  return {};
}
View start_any(View text, Words words) {
  const char32_t first = text.empty() ? U'\0' : text.front();
  for (const View w : words)
    if (w.empty() || (w.front() == first && starts_with(text, w))) return w;
  return {};
}
View end_any(View text, Words words) {
  const char32_t last = text.empty() ? U'\0' : text.back();
  for (const View w : words)
    if (w.empty() || (w.back() == last && ends_with(text, w))) return w;
  return {};
}
Found find_last(View text, Words words) {
  Found best;
  const Characters characters(text);
  for (const View w : words) {
    if (!characters.may_have(w)) continue;
    const std::size_t at = text.rfind(w);
    if (at == View::npos) continue;
    // Of two that end at the same place the longer one is meant.
    if (!best || at + w.size() > best.at + best.word.size() ||
        (at + w.size() == best.at + best.word.size() && w.size() > best.word.size()))
      best = {w, at};
  }
  return best;
}

namespace {

struct VerbEntry {
  View word;
  int sign;
  bool rate;
};
// Single characters stand last: they count only where no longer verb ends at the same place.
constexpr VerbEntry kVerbs[] = {
    {U"负增长", -1, false}, {U"增长", 1, false},  {U"增加", 1, false},  {U"增收", 1, false},  {U"增产", 1, false},
    {U"减产", -1, false},   {U"增至", 1, false},  {U"净增", 1, false},  {U"新增", 1, false},  {U"上升", 1, false},
    {U"提高", 1, false},    {U"提升", 1, false},  {U"扩大", 1, false},  {U"上涨", 1, false},  {U"上浮", 1, false},
    {U"攀升", 1, false},    {U"回升", 1, false},  {U"加快", 1, false},  {U"高出", 1, false},  {U"增幅", 1, true},
    {U"升幅", 1, true},     {U"涨幅", 1, true},   {U"增速", 1, true},   {U"增长率", 1, true}, {U"增", 1, false},
    {U"升", 1, false},      {U"涨", 1, false},    {U"多", 1, false},    {U"高", 1, false},    {U"下降", -1, false},
    {U"减少", -1, false},   {U"降低", -1, false}, {U"下滑", -1, false}, {U"下跌", -1, false}, {U"回落", -1, false},
    {U"缩小", -1, false},   {U"萎缩", -1, false}, {U"收窄", -1, false}, {U"减收", -1, false}, {U"减至", -1, false},
    {U"降至", -1, false},   {U"放缓", -1, false}, {U"降幅", -1, true},  {U"跌幅", -1, true},  {U"减幅", -1, true},
    {U"净减", -1, false},   {U"减", -1, false},   {U"降", -1, false},   {U"跌", -1, false},   {U"少", -1, false},
    {U"低", -1, false},     {U"同比", 0, true},   {U"环比", 0, true},   {U"增减", 0, true},   {U"变动", 0, true},
    {U"变化", 0, true},     {U"缩短", -1, false}, {U"压缩", -1, false}, {U"压减", -1, false}, {U"延长", 1, false},
    {U"偏多", 1, false},    {U"偏少", -1, false}, {U"幅度", 0, true}};

constexpr View kNouns[] = {
    U"平方公里", U"立方米", U"平方米", U"千瓦时", U"标准煤", U"标准箱", U"美元",     U"欧元", U"港元", U"人民币", U"公里",
    U"千米",     U"公顷",   U"公斤",   U"千克",   U"千瓦",   U"人次",   U"户次",     U"件次", U"家次", U"台次",   U"批次",
    U"车次",     U"架次",   U"项次",   U"次",     U"吨公里", U"人公里", U"吨",       U"元",   U"亩",   U"斤",     U"件",
    U"起",       U"宗",     U"例",     U"个月",   U"个",     U"家",     U"户",       U"人",   U"批",   U"项",     U"种",
    U"类",       U"条",     U"台",     U"辆",     U"部",     U"套",     U"所",       U"座",   U"处",   U"头",     U"只",
    U"株",       U"艘",     U"名",     U"位",     U"天",     U"年",     U"月",       U"日",   U"场",   U"款",     U"笔",
    U"册",       U"篇",     U"张",     U"块",     U"份",     U"组",     U"对",       U"间",   U"幢",   U"栋",     U"支",
    U"队",       U"枚",     U"度",     U"升",     U"米",     U"克",     U"箱",       U"羽",   U"匹",   U"把",     U"口",
    U"床",       U"页",     U"字",     U"门",     U"期",     U"届",     U"级",       U"号",   U"步",   U"本",     U"片",
    U"颗",       U"粒",     U"瓶",     U"盒",     U"线",     U"路",     U"站",       U"点",   U"周岁", U"岁",     U"分钟",
    U"分",       U"秒",     U"小时",   U"宗地",   U"幅",     U"道",     U"层",       U"标箱", U"艘次", U"班次",   U"辆次",
    U"场次",     U"航次",   U"头次",   U"例次",   U"封",     U"㎡",     U"平方千米", U"毫米", U"厘米", U"微克",   U"毫克",
    U"U",        U"kW",     U"MW",     U"GW"};

constexpr View kMeasured[] = {U"元",       U"美元",   U"欧元", U"港元",     U"吨",     U"公里",   U"千米", U"公顷",   U"亩",
                              U"公斤",     U"千克",   U"斤",   U"平方公里", U"立方米", U"平方米", U"㎡",   U"千瓦时", U"千瓦",
                              U"标准煤",   U"标准箱", U"标箱", U"吨公里",   U"人公里", U"米",     U"克",   U"升",     U"度",
                              U"平方千米", U"毫米",   U"厘米", U"微克",     U"毫克",   U"kW",     U"MW",   U"GW"};

}  // namespace

namespace {

/// 增加值, 高新, 少数, 最高: the characters of a verb inside another word.
bool inside_word(View text, std::size_t at, View word) {
  const char32_t next = at + word.size() < text.size() ? text[at + word.size()] : U'\0';
  const char32_t left = at > 0 ? text[at - 1] : U'\0';
  if (next == U'值' && (word == U"增加" || word == U"增")) return true;
  if (word.size() > 1) return false;
  if (one_of(left, U"最至不新众许大特")) return true;
  return is_han(next) && !one_of(next, U"了出收支至到达幅约近超");
}

/// The places of a table by what their words begin with: those of one low byte stand together, in their order.
template <std::size_t N>
struct ByFront {
  std::array<std::uint8_t, 257> from{};  ///< of a low byte: where its places begin
  std::array<std::uint8_t, N> place{};
};
template <typename Word, std::size_t N>
constexpr ByFront<N> by_front(const Word& word) {
  static_assert(N < 256);
  ByFront<N> out;
  for (std::size_t i = 0; i < N; ++i) ++out.from[(word(i).front() & 0xFFU) + 1];
  for (std::size_t byte = 1; byte < out.from.size(); ++byte)
    out.from[byte] = static_cast<std::uint8_t>(out.from[byte] + out.from[byte - 1]);
  std::array<std::uint8_t, 257> next = out.from;
  for (std::size_t i = 0; i < N; ++i) out.place[next[word(i).front() & 0xFFU]++] = static_cast<std::uint8_t>(i);
  return out;
}
constexpr auto kVerbsByFront = by_front<View (*)(std::size_t), std::size(kVerbs)>([](std::size_t i) { return kVerbs[i].word; });
constexpr auto kNounsByFront = by_front<View (*)(std::size_t), std::size(kNouns)>([](std::size_t i) { return kNouns[i]; });

}  // namespace

Verb last_change_verb(View text) {
  constexpr std::size_t kLongest = 3;
  static_assert(
      std::all_of(std::begin(kVerbs), std::end(kVerbs), [](const VerbEntry& v) { return v.word.size() <= kLongest; }));
  Verb best;
  std::size_t best_end = 0;
  // From behind: the one that ends last, of two that end there the longer.
  for (std::size_t at = text.size(); at-- > 0 && at + kLongest >= best_end;) {
    const std::size_t byte = text[at] & 0xFFU;
    for (std::size_t i = kVerbsByFront.from[byte]; i < kVerbsByFront.from[byte + 1]; ++i) {
      const VerbEntry& v = kVerbs[kVerbsByFront.place[i]];
      const std::size_t end = at + v.word.size();
      if (v.word.front() != text[at] || end < best_end || (end == best_end && best && v.word.size() <= best.word.size()) ||
          !starts_with(text.substr(at), v.word) || inside_word(text, at, v.word))
        continue;
      best = {v.word, v.sign, v.rate, at};
      best_end = end;
    }
  }
  // 同比下降幅度, 增长了: the direction word in front of a neutral one counts.
  if (best && best.sign == 0 && best.at > 0) {
    const Verb before = last_change_verb(text.substr(0, best.at));
    if (before && before.sign != 0 && best.at - (before.at + before.word.size()) <= 1) return before;
  }
  return best;
}

View unit_noun(View text) {
  View best;
  if (text.empty()) return best;
  const std::size_t byte = text.front() & 0xFFU;
  for (std::size_t i = kNounsByFront.from[byte]; i < kNounsByFront.from[byte + 1]; ++i)
    if (const View n = kNouns[kNounsByFront.place[i]];
        n.front() == text.front() && n.size() > best.size() && starts_with(text, n))
      best = text.substr(0, n.size());
  // 168件次之: what comes next in a ranking.
  if (best.size() > 1 && best.back() == U'次' && best.size() < text.size() && text[best.size()] == U'之') best.remove_suffix(1);
  return best;
}

bool is_measured(View noun) {
  if (noun.empty() || !one_of(noun.back(), U"元吨里米顷亩斤克时瓦煤箱升度㎡")) return false;  // with which all of them end
  return std::find(std::begin(kMeasured), std::end(kMeasured), noun) != std::end(kMeasured);
}

int small_chinese_number(View text) {
  constexpr View kDigits = U"零一二三四五六七八九";
  const auto digit = [&](char32_t c) -> int {
    if (c == U'两') return 2;
    const std::size_t at = kDigits.find(c);
    return at == View::npos ? -1 : static_cast<int>(at);
  };
  if (text.empty() || text.size() > 3 || !one_of(text[0], U"一二三四五六七八九十两零")) return -1;
  const std::size_t ten = text.find(U'十');
  if (ten == View::npos) return text.size() == 1 ? digit(text[0]) : -1;
  const int tens = ten == 0 ? 1 : ten == 1 ? digit(text[0]) : -1;
  const int ones = ten + 1 == text.size() ? 0 : ten + 2 == text.size() ? digit(text[ten + 1]) : -1;
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

Text together(View a, View b) {
  Text out;
  out.reserve(a.size() + b.size());
  return out.append(a).append(b);
}

std::vector<Text> split(View words, View at) {
  std::vector<Text> out(1);
  for (const char32_t c : words)
    if (one_of(c, at))
      out.emplace_back();
    else
      out.back() += c;
  return out;
}

View strip_name(View text) {
  static const Words kLead = {
      U"其中", U"另有", U"另外", U"此外", U"同时",   U"包括",   U"含",       U"而",     U"但",       U"且",   U"并",
      U"即",   U"共有", U"共",   U"全年", U"上半年", U"下半年", U"当年",     U"本年",   U"今年",     U"去年", U"上年",
      U"本月", U"当月", U"当期", U"本期", U"一季度", U"二季度", U"三季度",   U"四季度", U"前三季度", U"截至", U"截止",
      U"年末", U"年底", U"月末", U"月底", U"季末",   U"期末",   U"初步核算", U"经",     U"主要",     U"以",   U"按",
      U"实现", U"完成", U"一是", U"二是", U"三是",   U"四是",   U"五是",     U"的",     U"、",       U"及",   U"以及",
      U"和",   U"与",   U"我市", U"我区", U"我县",   U"我省",   U"全市",     U"全省",   U"全区",     U"全县", U"全国",
      U"我国", U"占",   U"在",   U"从",   U"由",     U"较",     U"比",       U"“",      U"”",        U" "};
  static const Words kTail = {
      U"分别为", U"分别是", U"分别达到", U"分别达", U"分别",     U"依次为",  U"依次是", U"达到了", U"达到",   U"达",
      U"共计",   U"合计",   U"累计",     U"总计",   U"共有",     U"共",      U"计",     U"为",     U"是",     U"有",
      U"实现了", U"实现",   U"完成了",   U"完成",   U"同比",     U"环比",    U"增长",   U"下降",   U"增加",   U"减少",
      U"上升",   U"提高",   U"增",       U"降",     U"约",       U"近",      U"超过",   U"超",     U"突破",   U"仅",
      U"只",     U"占",     U"的",       U"了",     U"到",       U"至",      U"“",      U"”",      U"比重",   U"占比",
      U"各",     U"均",     U"都",       U"也",     U"已",       U" ",       U"较",     U"比",     U"较上年", U"比上年",
      U"上年",   U"去年",   U"同期",     U"升",     U"上年同期", U"去年同期"};
  // 违纪行为, 内部审计, 成都: words whose last character is no verb.
  static const Words kWhole = {U"行为", U"审计", U"统计", U"设计", U"会计", U"国有", U"私有", U"公共", U"成都",
                               U"首都", U"节约", U"合约", U"预约", U"签约", U"违约", U"履约", U"作为", U"所有"};
  for (bool again = true; again && !text.empty();) {
    again = false;
    std::size_t i = 0;
    while (i < text.size() && one_of(text[i], U".．、)）:：，")) ++i;
    if (i > 0) {
      text = text.substr(i);
      again = true;
      continue;
    }
    // 2023年, 1-4月, 12月份
    while (i < text.size() && (is_digit(text[i]) || one_of(text[i], U"-—~至"))) ++i;
    if (i > 0 && i < text.size() && one_of(text[i], U"年月日")) {
      ++i;
      if (i < text.size() && one_of(text[i], U"份度底末初")) ++i;
      text = text.substr(i);
      again = true;
      continue;
    }
    if (const View w = start_any(text, kLead); !w.empty() && w.size() < text.size()) {
      text = text.substr(w.size());
      again = true;
      continue;
    }
    if (const View w = end_any(text, kTail); !w.empty() && (w.size() > 1 || end_any(text, kWhole).empty())) {
      text = text.substr(0, text.size() - w.size());
      again = true;
    }
  }
  return text;
}

}  // namespace zh::claim
