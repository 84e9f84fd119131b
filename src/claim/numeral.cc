#include "claim/numeral.h"

#include <algorithm>
#include <string>

#include "base/rational.h"

namespace zh::claim {
namespace {

constexpr View kChineseDigits = U"一二三四五六七八九十两";

class Scanner {
 public:
  explicit Scanner(const Passage& passage) : passage_(passage), text_(passage.text) {}

  std::vector<Numeral> run() {
    for (std::size_t i = 0; i < text_.size();) {
      if (is_digit(text_[i]))
        i = arabic(i);
      else if (one_of(text_[i], kChineseDigits))
        i = chinese(i);
      else
        ++i;
    }
    proportions();
    return std::move(found_);
  }

 private:
  char32_t at(std::size_t i) const { return i < text_.size() ? text_[i] : U'\0'; }
  View rest(std::size_t i) const { return i < text_.size() ? View(text_).substr(i) : View(); }
  View before(std::size_t i, std::size_t n) const { return View(text_).substr(i > n ? i - n : 0, std::min(i, n)); }

  std::size_t digits(std::size_t i) const {
    while (is_digit(at(i))) ++i;
    return i;
  }

  std::size_t arabic(std::size_t start) {
    std::string number;
    std::size_t i = digits(start);
    for (std::size_t k = start; k < i; ++k) number += static_cast<char>(text_[k]);
    // Thousands: commas, or the spaces of "24 064", only in groups of three.
    while (number.size() <= 18 && (at(i) == U',' || (at(i) == U' ' && i - start <= 3 + 4 * (number.size() / 3))) &&
           digits(i + 1) == i + 4 && (number.size() <= 3 || groups_ > 0)) {
      if (at(i) == U' ' && (passage_.kind == readback::Block::Kind::heading || number.size() > 3)) break;
      for (std::size_t k = i + 1; k < i + 4; ++k) number += static_cast<char>(text_[k]);
      i += 4;
      ++groups_;
    }
    groups_ = 0;
    int decimals = 0;
    if (at(i) == U'.' && is_digit(at(i + 1)) && digits(i + 1) - i <= 9) {
      const std::size_t stop = digits(i + 1);
      // 2017.2.28 and 1.2.3 are no decimals.
      if (!(at(stop) == U'.' && is_digit(at(stop + 1)))) {
        number += '.';
        for (std::size_t k = i + 1; k < stop; ++k) number += static_cast<char>(text_[k]);
        decimals = static_cast<int>(stop - i - 1);
        i = stop;
      }
    } else if (at(i) == U'.' && at(i + 1) == U' ' && is_digit(at(i + 2)) && start > 0 && !one_of(text_[start - 1], U"第") &&
               i - start <= 4) {
      const std::size_t stop = digits(i + 2);  // "22. 5%"
      if (stop - i <= 4) {
        number += '.';
        for (std::size_t k = i + 2; k < stop; ++k) number += static_cast<char>(text_[k]);
        decimals = static_cast<int>(stop - i - 2);
        i = stop;
      }
    }
    Numeral n;
    n.start = start;
    n.decimals = decimals;
    const std::optional<Decimal> value = Decimal::parse(number);
    if (!value || number.size() > 24) {
      n.end = digits(i);
      n.noun_end = n.end;
      return label(n, "位数过多");
    }
    n.number = *value;
    scale_and_unit(n, i);
    sign(n);
    classify(n);
    found_.push_back(n);
    const bool power = !n.noun.empty() && is_digit(text_[n.noun_end - 1]);  // of m3
    return std::max(power ? n.noun_end : n.end, start + 1);
  }

  std::size_t label(Numeral n, const char* reason) {
    n.kind = Numeral::Kind::label;
    n.reason = reason;
    n.end = std::max(n.end, n.start + 1);
    found_.push_back(n);
    return n.end;
  }

  /// 1,931万1,105人, 3亿2500万: what stands behind 万 or 亿 belongs to the number. Where it ends; `k` if there is none.
  std::size_t low_part(Numeral& n, std::size_t k) const {
    constexpr std::size_t kMost = 4;  // digits
    if (n.decimals != 0 || (n.scale != 4 && n.scale != 8) || !is_digit(at(k))) return k;
    std::string low;
    std::size_t end = k;
    while (is_digit(at(end)) || (at(end) == U',' && low.size() == 1 && is_digit(at(end + 1)))) {
      if (at(end) != U',') low += static_cast<char>(at(end));
      ++end;
    }
    const std::optional<Decimal> whole = Decimal::parse(n.number.str() + low);
    if (!whole) return k;
    if (n.scale == 4 && low.size() == 1 && at(end) == U'千') {  // 3万5千人, to the thousand
      n.number = *whole;
      n.scale = 3;
      return end + 1;
    }
    // 5万3, 2万5百 are said so; what is written out has all four digits.
    if (low.size() != kMost || one_of(at(end), U".%‰年月:：千百十")) return k;
    if (n.scale == 8) {
      if (at(end) != U'万' || at(end + 1) == U'亿') return k;
      ++end;
    }
    n.number = *whole;
    n.scale -= static_cast<int>(kMost);
    return end;
  }

  void scale_and_unit(Numeral& n, std::size_t i) {
    std::size_t k = i;
    if (at(k) == U' ') ++k;
    const auto scale = [&](View word, int power) {
      if (!starts_with(rest(k), word)) return false;
      n.scale = power;
      i = k += word.size();
      return true;
    };
    scale(U"万亿", 12) || scale(U"亿", 8) || scale(U"万", 4);
    if (const std::size_t end = low_part(n, k); end > k) i = k = end;
    if (n.scale == 0 && starts_with(rest(k), U"千公顷")) {
      n.scale = 3;
      n.noun = U"公顷";
      n.end = i;
      n.noun_end = k + 3;
      return;
    }
    if (n.scale == 0) k = at(i) == U' ' ? i + 1 : i;
    n.end = i;
    n.noun_end = i;
    const auto unit = [&](View word, Numeral::Kind kind) {
      if (!starts_with(rest(k), word)) return false;
      n.kind = kind;
      n.end = n.noun_end = k + word.size();
      return true;
    };
    if (unit(U"个百分点", Numeral::Kind::point) || unit(U"百分点", Numeral::Kind::point) ||
        unit(U"个百分比", Numeral::Kind::point) || unit(U"%", Numeral::Kind::percent) || unit(U"‰", Numeral::Kind::permille))
      return;
    if (starts_with(rest(k), U"倍")) {
      n.kind = Numeral::Kind::multiple;
      n.noun_end = k + 1;
      return;
    }
    if (const auto [size, name] = symbol(k); size > 0) {
      n.noun = Text(name);
      n.noun_end = k + size;
      return;
    }
    std::size_t j = k;
    if (one_of(at(j), U"多余")) ++j;  // 50多件
    const View noun = unit_noun(rest(j));
    if (!noun.empty()) {
      n.noun = Text(noun);
      n.noun_end = j + noun.size();
      if (noun == U"人民币") n.noun = U"元";
    }
    // A footnote's or a range's unit may stand after the second number: 5-10家.
  }

  /// m3, km²: how long a unit's symbol is that stands here, and what the unit is called; 0 without one.
  std::pair<std::size_t, View> symbol(std::size_t k) const {
    static constexpr std::pair<View, View> kSymbols[] = {{U"m3", U"立方米"},    {U"m³", U"立方米"},   {U"㎥", U"立方米"},
                                                         {U"m2", U"平方米"},    {U"m²", U"平方米"},   {U"km2", U"平方公里"},
                                                         {U"km²", U"平方公里"}, {U"㎢", U"平方公里"}, {U"hm2", U"公顷"},
                                                         {U"hm²", U"公顷"},     {U"mm", U"毫米"},     {U"kWh", U"千瓦时"}};
    for (const auto& [word, name] : kSymbols) {
      const char32_t next = at(k + word.size());
      if (starts_with(rest(k), word) && !is_letter(next) && !is_digit(next) && !one_of(next, U"/／·^*×"))
        return {word.size(), name};
    }
    return {0, {}};
  }

  /// (1,234) alone in a cell is how accounts write a negative number.
  bool accounting_negative(const Numeral& n) const {
    if (passage_.cell < 0 || n.start != 1 || !one_of(text_[0], U"(（") || text_.empty()) return false;
    const View behind = rest(n.end);
    return (behind == U")" || behind == U"）" || behind == U")%" || behind == U"）%") &&
           !(n.decimals == 0 && n.number < Decimal(10) && n.noun.empty() && text_[0] == U'（');
  }

  void sign(Numeral& n) {
    if (n.start == 0) return;
    if (accounting_negative(n)) {
      n.written_sign = true;
      n.number = n.number.negated();
      return;
    }
    const std::size_t p = n.start - 1;
    const char32_t c = text_[p];
    // ↓0.56: how tables write which way a number went.
    if (one_of(c, U"↑↓")) {
      n.written_sign = true;
      n.start = p;
      if (c == U'↓') n.number = n.number.negated();
      return;
    }
    if (c == U'-' || c == U'+' || (c == U'–' && p == 0) || (c == U'—' && p == 0 && passage_.cell >= 0)) {
      const char32_t left = p > 0 ? text_[p - 1] : U' ';
      if (is_digit(left) || is_letter(left) || left == U'%' || one_of(left, U"年月日元号图表章线条款第之-—")) return;
      n.written_sign = true;
      n.start = p;
      if (c != U'+') n.number = n.number.negated();
    }
  }

  void mark(Numeral& n, Numeral::Kind kind, const char* reason) {
    n.kind = kind;
    n.reason = reason;
  }

  void classify(Numeral& n) {
    using Kind = Numeral::Kind;
    const char32_t left = n.start > 0 ? text_[n.start - 1] : U'\0';
    const char32_t right = at(n.end);
    const View ahead = rest(n.end);
    const bool whole = n.decimals == 0 && n.scale == 0 && n.kind == Kind::count;
    const std::size_t length = n.end - n.start;
    // 手机APP7028件, but not T3航站楼, G318国道.
    const bool counted = is_letter(left) && whole && length >= 2 && one_of(right, U"件户次批宗") && n.noun.size() <= 2;
    if (!counted && (is_letter(left) || left == U'_' || left == U'/' || left == U'@' ||
                     (left == U'-' && n.start > 1 && is_letter(text_[n.start - 2]))))
      if (!(left == U'/' && n.start > 1 && (is_digit(text_[n.start - 2]) || behind_amount(n.start - 1))))
        return mark(n, Kind::label, "代号或型号");
    if (whole && length == 4 && (starts_with(ahead, U"年")) && number_in(n, 1900, 2100)) return mark(n, Kind::year, "年份");
    if (whole && length == 4 && number_in(n, 1900, 2100) && year_range(n)) return mark(n, Kind::year, "年份");
    if (whole && length <= 2 && left != U'第' &&
        (starts_with(ahead, U"月") || (starts_with(ahead, U"日") && is_day(n)) || (right == U'号' && is_day(n))))
      return mark(n, Kind::date, "日期");
    if (whole && length <= 2 && left != U'第' && first_month(n)) return mark(n, Kind::date, "日期");
    if (whole && (left == U'〔' || left == U'[') && (right == U'〕' || right == U']')) return mark(n, Kind::label, "文号");
    if (whole && right == U'号') return mark(n, Kind::label, "编号");
    if (whole && length == 4 && (left == U'.' || right == U'.') && number_in(n, 1900, 2100)) return mark(n, Kind::date, "日期");
    if (whole && is_dotted_date(n)) return mark(n, Kind::date, "日期");
    if (whole && (right == U':' || left == U':') && is_clock(n)) return mark(n, Kind::date, "时刻");
    if (whole && one_of(right, U"时点") && length <= 2 && (is_digit(at(n.end + 1)) || one_of(at(n.end + 1), U"整许，。分")))
      return mark(n, Kind::date, "时刻");
    // 8点至10点
    if (whole && one_of(right, U"时点") && length <= 2 && number_in(n, 0, 24) && one_of(at(n.end + 1), U"至到—－-~～") &&
        is_digit(at(n.end + 2)))
      return mark(n, Kind::date, "时刻");
    if (left == U'第') return mark(n, Kind::ordinal, "序数");
    if (whole && length <= 2 && one_of(left, U"列栏") && passage_.cell >= 0) return mark(n, Kind::label, "列号");
    // 旧图924列, 上表18个科目: what is on a chart that words point to.
    const bool pointed =
        n.start > 1 && one_of(text_[n.start - 2], U"旧新上下本该此前后各") && (!n.noun.empty() || right == U'列');
    if ((left == U'图' || left == U'表') && !n.written_sign && !pointed) return mark(n, Kind::label, "图表编号");
    if (whole && left == U'-' && n.start > 1 && is_digit(text_[n.start - 2]) && is_caption_number(n.start))
      return mark(n, Kind::label, "图表编号");
    if (whole && length >= 3 && length <= 5 && is_service_number(n)) return mark(n, Kind::label, "电话");
    if (whole && length >= 7 && (left == U'-' || one_of(left, U"：:话真机")) && n.noun.empty())
      return mark(n, Kind::label, "电话");
    if (whole && right == U'-' && text_[n.start] == U'0' && length >= 3) return mark(n, Kind::label, "电话");
    if (whole && is_list_number(n) && (passage_.cell < 0 || begins_label(n))) return mark(n, Kind::label, "序号");
    if (is_section_number(n)) return mark(n, Kind::label, "序号");
    if (is_letter(right) && !lettered_unit(n.end)) return mark(n, Kind::label, "规格或型号");
    bounds(n, left);
  }

  void bounds(Numeral& n, char32_t left) {
    using Bound = Numeral::Bound;
    const View ahead = rest(n.noun_end), pre = before(n.start, 3);
    const View close = rest(n.end);
    if (!end_any(pre, {U"约", U"将近", U"接近", U"大约"}).empty()) n.bound = Bound::about;
    if (!end_any(pre, {U"超过", U"超", U"逾", U"突破", U"高于", U"多于", U"达到或超过"}).empty()) n.bound = Bound::above;
    if (!end_any(pre, {U"不足", U"近", U"不到", U"低于", U"少于", U"不超过"}).empty()) n.bound = Bound::below;
    // 证据不足16人: the reason, no bound.
    if (!end_any(before(n.start, 4), {U"证据不足", U"事实不足", U"依据不足", U"能力不足", U"条件不足"}).empty())
      n.bound = Bound::exact;
    if (left == U'近' && n.start > 1 && one_of(text_[n.start - 2], U"附最邻")) n.bound = Bound::exact;
    // 10多个 and 100元多 are vague; 比上年的65件多9件 is not.
    const bool more =
        starts_with(ahead, U"多") && !(ahead.size() > 1 && (is_digit(ahead[1]) || one_of(ahead[1], U"收支出征缴交产销用")));
    if (one_of(at(n.end), U"多余几") ? !(is_digit(at(n.end + 1))) : more) n.bound = Bound::above;
    if (!start_any(ahead, {U"左右", U"上下"}).empty()) n.bound = Bound::about;
    if (!start_any(ahead, {U"以上", U"及以上", U"以下", U"以内", U"及以下"}).empty() ||
        !start_any(close, {U"以上", U"及以上", U"以下", U"以内"}).empty()) {
      n.kind = n.kind == Numeral::Kind::count ? Numeral::Kind::limit : n.kind;
      n.bound = starts_with(ahead, U"以下") || starts_with(ahead, U"以内") || starts_with(close, U"以下") ||
                        starts_with(close, U"以内")
                    ? Bound::below
                    : Bound::above;
      n.reason = "界限";
    }
    // 已满16周岁不满18周岁: where a class of age ends.
    if (left == U'满' && (n.noun == U"岁" || n.noun == U"周岁") && n.kind == Numeral::Kind::count) {
      n.kind = Numeral::Kind::limit;
      n.reason = "界限";
    }
    // 5-10, 3%~5%, 10至20: neither end is a value.
    if (one_of(left, U"-—~至") && n.start > 1 && !n.written_sign && !found_.empty() && found_.back().noun_end + 1 >= n.start &&
        found_.back().kind != Numeral::Kind::year && found_.back().kind != Numeral::Kind::label &&
        found_.back().kind != Numeral::Kind::date &&
        // 下降62.9%至2129.5亿元 tells a fall and a level.
        !(found_.back().kind == Numeral::Kind::percent && n.kind == Numeral::Kind::count)) {
      n.kind = Numeral::Kind::limit;
      n.reason = "区间";
      found_.back().kind = Numeral::Kind::limit;
      found_.back().reason = "区间";
    }
  }

  /// The 1 of 1—11月, 1至5月, 7、8月份, and of 3—5日 behind a month.
  bool first_month(const Numeral& n) const {
    std::size_t i = n.end;
    while (one_of(at(i), U"-—–~至到、") && i - n.end < 2) ++i;
    const std::size_t to = digits(i);
    if (i == n.end || to == i || to - i > 2) return false;
    if (at(to) == U'月') return number_in(n, 1, 12);
    return at(to) == U'日' && at(n.end) != U'、' && is_day(n);
  }

  bool number_in(const Numeral& n, std::int64_t low, std::int64_t high) const {
    return n.number >= Decimal(low) && n.number <= Decimal(high);
  }
  bool is_day(const Numeral& n) const {
    return number_in(n, 1, 31) && n.start > 0 &&
           (one_of(text_[n.start - 1], U"月至-—~、，和") || one_of(text_[n.start - 1], U"（(日"));
  }

  /// 2021-2023年, 2021—2023, （2022—2025年）, 2019～2021年
  bool year_range(const Numeral& n) const {
    const auto dash = [](char32_t c) { return one_of(c, U"-—–~至/、"); };
    std::size_t i = n.end;
    if (dash(at(i))) {
      while (dash(at(i))) ++i;
      if (digits(i) == i + 4 && (at(i) == U'1' || at(i) == U'2') &&
          (at(i + 4) == U'年' || one_of(at(i + 4), U"-—–~、 ") || i + 4 == text_.size() || is_han(at(i + 4))))
        return true;
    }
    if (n.start > 4 && dash(text_[n.start - 1])) {
      std::size_t k = n.start - 1;
      while (k > 0 && dash(text_[k])) --k;
      if (text_[k] == U'年') return starts_with(rest(n.end), U"年");
      if (k >= 3 && is_digit(text_[k]) && is_digit(text_[k - 3]) && (text_[k - 3] == U'1' || text_[k - 3] == U'2') &&
          (k < 4 || !is_digit(text_[k - 4])))
        return true;
    }
    // A cell or heading that is nothing but a year.
    return passage_.cell >= 0 && n.start == 0 && (n.end == text_.size() || starts_with(rest(n.end), U"年"));
  }

  bool is_dotted_date(const Numeral& n) const {
    const auto group = [&](std::size_t i) { return digits(i) > i && digits(i) - i <= 2; };
    if (n.end - n.start == 4 && at(n.end) == U'.' && group(n.end + 1)) return false;
    if (n.end - n.start == 4 && one_of(at(n.end), U"-/") && group(n.end + 1) && number_in(n, 1900, 2100)) return true;
    const char32_t left = n.start > 0 ? text_[n.start - 1] : U'\0';
    return n.end - n.start <= 2 && one_of(left, U".-/") && !found_.empty() && found_.back().end + 1 == n.start &&
           (found_.back().kind == Numeral::Kind::date || found_.back().kind == Numeral::Kind::year);
  }

  bool is_clock(const Numeral& n) const {
    const std::size_t length = n.end - n.start;
    if (length > 2) return false;
    if (at(n.end) == U':')
      return digits(n.end + 1) == n.end + 3 && text_[n.end + 1] < U'6' && at(n.end + 3) != U':' && at(n.end + 3) != U'.' &&
             number_in(n, 0, 24) && !proportion_before(n.start);
    return length == 2 && n.start > 1 && text_[n.start - 1] == U':' && !found_.empty() &&
           found_.back().kind == Numeral::Kind::date;
  }
  bool proportion_before(std::size_t i) const { return i > 0 && text_[i - 1] == U':'; }

  /// 930套/76458.66㎡: an amount with its unit ends here, the same is told in another.
  bool behind_amount(std::size_t end) const {
    return !found_.empty() && found_.back().noun_end == end && found_.back().kind == Numeral::Kind::count &&
           !found_.back().noun.empty();
  }
  /// The second number of 图1-2.
  bool is_caption_number(std::size_t start) const {
    return !found_.empty() && found_.back().end + 1 == start && found_.back().kind == Numeral::Kind::label;
  }

  /// 12315 and its kin, and what stands before 热线, 平台.
  bool is_service_number(const Numeral& n) const {
    // 比去年 | 增12398: a change.
    const bool changed = n.start > 0 && one_of(text_[n.start - 1], U"增减升降多少");
    if (n.end - n.start == 5 && text_[n.start] == U'1' && text_[n.start + 1] == U'2' && text_[n.start + 2] == U'3' &&
        n.noun.empty() && !changed)
      return true;
    return !start_any(rest(n.end), {U"热线", U"平台", U"专线", U"举报", U"指挥", U"投诉举报", U"系统", U"电话"}).empty() &&
           n.noun.empty() && n.scale == 0 && n.end - n.start >= 3;
  }

  /// 12km, 3t, 6992U of blood, 100MW: a unit in letters, not the name of a model.
  bool lettered_unit(std::size_t from) const {
    if (starts_with(rest(from), U"km") || starts_with(rest(from), U"kg") || at(from) == U't' || symbol(from).first > 0)
      return true;
    for (const View unit : {View(U"U"), View(U"kW"), View(U"MW"), View(U"GW")})
      if (starts_with(rest(from), unit) && !is_letter(at(from + unit.size())) && !is_digit(at(from + unit.size())) &&
          at(from + unit.size()) != U'盘' && at(from + unit.size()) != U'型')
        return true;
    return false;
  }

  /// At the beginning of a paragraph or after a closing mark: "1.", "1、", "（1）".
  bool is_list_number(const Numeral& n) const {
    if (n.end - n.start > 3) return false;
    const char32_t left = n.start > 0 ? text_[n.start - 1] : U'\0';
    if ((left == U'（' || left == U'(') && (at(n.end) == U'）' || at(n.end) == U')') && n.noun.empty())
      return n.end - n.start <= 2;
    if (n.start == 0 || one_of(left, U"。；：")) return one_of(at(n.end), U".、．") && !is_digit(at(n.end + 1));
    return false;
  }

  /// 5.2 按设备分：…: two numbers and a blank in front of words.
  bool is_section_number(const Numeral& n) const {
    constexpr std::size_t kLongest = 5, kWords = 4;
    return n.start == 0 && passage_.cell < 0 && n.kind == Numeral::Kind::count && n.decimals > 0 && n.decimals <= 2 &&
           n.scale == 0 && n.noun.empty() && n.end - n.start <= kLongest && n.end + kWords < text_.size() &&
           is_han(at(n.end)) && passage_.at[n.end] > passage_.at[n.end - 1] + 1;
  }

  /// 1.社会福利, （2）特困人员: a row's label in a cell, not a number with a note.
  bool begins_label(const Numeral& n) const { return n.start <= 1 && is_han(at(n.end + 1)); }

  /// 排在前三的, 居前五：, 主要有三：; but not 前三季度, 目前三.
  bool says_top(std::size_t start, std::size_t end) const {
    const char32_t left = start > 0 ? text_[start - 1] : U'\0', right = at(end);
    if (left == U'有') return right == U'：' || right == U':';
    return left == U'前' && (start < 2 || !one_of(text_[start - 2], U"目以之此当年日年期")) &&
           (end == text_.size() || one_of(right, U"的为是分依，：:）"));
  }

  std::size_t chinese(std::size_t start) {
    std::size_t i = start;
    while (one_of(at(i), kChineseDigits) && i - start < 3) ++i;
    const int value = small_chinese_number(View(text_).substr(start, i - start));
    const char32_t left = start > 0 ? text_[start - 1] : U'\0';
    if (value < 0 || left == U'第' || one_of(at(i), kChineseDigits)) return i;
    std::size_t k = i;
    if (at(k) == U'大') ++k;
    static const Words kClassifiers = {U"个", U"类",   U"项", U"家",   U"种",   U"件", U"条", U"方面", U"大",
                                       U"位", U"批次", U"块", U"者",   U"部分", U"则", U"起", U"户",   U"名",
                                       U"县", U"市",   U"区", U"产业", U"化",   U"升", U"降", U"增",   U"减",
                                       U"保", U"处",   U"国", U"省",   U"涨",   U"跌", U"平"};
    const View classifier = start_any(rest(k), kClassifiers);
    if (value >= 2 && (classifier.empty() || classifier == U"大") && k == i && says_top(start, i)) {
      Numeral n;
      n.start = start;
      n.end = n.noun_end = i;
      n.number = Decimal(value);
      n.chinese = true;
      found_.push_back(n);
      return i;
    }
    // 四大货种: what is counted follows 大. 有三点： is no time of day.
    const bool great = classifier.empty() && k > i && value >= 2 && is_han(at(k)) && left != U'前';
    const bool points =
        classifier.empty() && value >= 2 && at(i) == U'点' && one_of(at(i + 1), U"：:") && one_of(left, U"有下出为了");
    if (great || points) {
      Numeral n;
      n.start = start;
      n.end = i;
      n.number = Decimal(value);
      n.noun = Text(1, at(i));
      n.noun_end = i + 1;
      n.chinese = true;
      found_.push_back(n);
      return i + 1;
    }
    if (classifier.empty() || value == 0) return i;
    // 一升两降一平; 四平 alone is a city.
    if (classifier == U"平" && !one_of(left, U"升降增减涨跌")) return i;
    if (value == 1 && !one_of(classifier[0], U"升降增减涨跌平")) return i;
    Numeral n;
    n.start = start;
    n.end = i;
    n.number = Decimal(value);
    n.noun = Text(classifier);
    n.noun_end = k + classifier.size();
    n.chinese = true;
    found_.push_back(n);
    return i;
  }

  /// 5.1:42.5:52.4, and 1.68∶1.
  void proportions() {
    for (std::size_t i = 0; i + 1 < found_.size();) {
      std::size_t k = i;
      while (k + 1 < found_.size() && found_[k].kind == Numeral::Kind::count && found_[k + 1].kind == Numeral::Kind::count &&
             found_[k + 1].start == found_[k].end + 1 && one_of(at(found_[k].end), U":：∶") && found_[k].noun.empty())
        ++k;
      // 男女之比为39.4:60.6: two that make a hundred are shares.
      const bool shares =
          k - i >= 2 || (k == i + 1 && Rational(found_[i].number) + Rational(found_[k].number) == Rational(100));
      if (k > i)
        for (std::size_t m = i; m <= k; ++m)
          found_[m].kind = shares ? Numeral::Kind::part : Numeral::Kind::limit, found_[m].reason = "比";
      i = k + 1;
    }
  }

  const Passage& passage_;
  const Text& text_;
  std::vector<Numeral> found_;
  int groups_ = 0;
};

}  // namespace

std::vector<Numeral> scan_numerals(const Passage& passage) { return Scanner(passage).run(); }

}  // namespace zh::claim
