#include "base/period.h"

#include "base/text.h"

namespace zh {
namespace {

/// Reads from the front of a folded text.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  bool done() const { return text_.empty(); }
  bool eat(std::string_view word) {
    if (text_.rfind(word, 0) != 0) return false;
    text_.remove_prefix(word.size());
    return true;
  }
  /// Exactly `count` digits, or one to two if count is 0.
  std::optional<int> digits(int count) {
    int value = 0, seen = 0;
    while (seen < static_cast<int>(text_.size()) && seen < (count == 0 ? 2 : count) && text_[static_cast<std::size_t>(seen)] >= '0' &&
           text_[static_cast<std::size_t>(seen)] <= '9')
      value = value * 10 + (text_[static_cast<std::size_t>(seen++)] - '0');
    if (seen == 0 || (count != 0 && seen != count)) return std::nullopt;
    text_.remove_prefix(static_cast<std::size_t>(seen));
    return value;
  }
  /// 一 … 十二, or digits.
  std::optional<int> numeral() {
    if (const auto value = digits(0)) return value;
    static constexpr std::string_view kNumerals[] = {"十二", "十一", "十", "九", "八", "七", "六", "五", "四", "三", "二", "一"};
    int value = 12;
    for (const std::string_view word : kNumerals) {
      if (eat(word)) return value;
      --value;
    }
    return std::nullopt;
  }

 private:
  std::string_view text_;
};

/// One period at the front of the text. `bare` is set when it is a year without 年.
std::optional<Period> read_one(Reader& in, bool* bare) {
  *bare = false;
  const auto y = in.digits(4);
  if (!y || *y < 1900 || *y > 2199) return std::nullopt;
  const bool marked = in.eat("年度") || in.eat("年");
  if (in.eat("H")) {
    const auto h = in.digits(1);
    return h && *h >= 1 && *h <= 2 ? std::optional(Period::half(*y, *h)) : std::nullopt;
  }
  if (in.eat("Q")) {
    const auto q = in.digits(1);
    return q && *q >= 1 && *q <= 4 ? std::optional(Period::quarter(*y, *q)) : std::nullopt;
  }
  if (marked) {
    if (in.eat("上半年")) return Period::half(*y, 1);
    if (in.eat("下半年")) return Period::half(*y, 2);
    Reader before = in;
    in.eat("第");
    if (const auto n = in.numeral()) {
      if (in.eat("季度")) return *n <= 4 && *n >= 1 ? std::optional(Period::quarter(*y, *n)) : std::nullopt;
      if (in.eat("月份") || in.eat("月")) return *n <= 12 && *n >= 1 ? std::optional(Period::month(*y, *n)) : std::nullopt;
    }
    in = before;
    return Period::year(*y);
  }
  *bare = true;
  return Period::year(*y);
}

}  // namespace

std::optional<Period> Period::range(const Period& a, const Period& b) {
  if (a.kind_ != b.kind_ || b.last_ < a.first_) return std::nullopt;
  return Period(a.kind_, a.first_, b.last_);
}

std::optional<Period> Period::parse(std::string_view text) {
  const std::string folded = fold_label(text);
  Reader in(folded);
  bool bare = false;
  auto first = read_one(in, &bare);
  if (!first) return std::nullopt;
  if (in.done()) return first;
  if (bare) {
    Reader rest = in;
    // 202305
    if (const auto month = rest.digits(2); month && rest.done() && *month >= 1 && *month <= 12) return Period::month(first->first_year(), *month);
  }
  if (!in.eat("-") && !in.eat("至") && !in.eat("到")) return std::nullopt;
  Reader second_reader = in;
  bool second_bare = false;
  if (auto second = read_one(second_reader, &second_bare); second && second_reader.done()) return range(*first, *second);
  // 2023-05: a month after a bare year.
  if (const auto month = in.digits(0); bare && month && in.done() && *month >= 1 && *month <= 12)
    return Period::month(first->first_year(), *month);
  return std::nullopt;
}

namespace {

int per_year(Period::Kind kind) {
  switch (kind) {
    case Period::Kind::year: return 1;
    case Period::Kind::half: return 2;
    case Period::Kind::quarter: return 4;
    case Period::Kind::month: return 12;
  }
  return 1;
}

}  // namespace

int Period::first_year() const { return first_ / per_year(kind_); }
int Period::last_year() const { return last_ / per_year(kind_); }
Period Period::year_before() const { return moved(-per_year(kind_)); }

std::vector<Period> Period::parts() const {
  std::vector<Period> parts;
  for (int at = first_; at <= last_; ++at) parts.push_back({kind_, at, at});
  return parts;
}

namespace {

std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string single(Period::Kind kind, int at) {
  const int y = at / per_year(kind), part = at % per_year(kind) + 1;
  switch (kind) {
    case Period::Kind::year: return std::to_string(y);
    case Period::Kind::half: return std::to_string(y) + "H" + std::to_string(part);
    case Period::Kind::quarter: return std::to_string(y) + "Q" + std::to_string(part);
    case Period::Kind::month: return std::to_string(y) + "-" + two(part);
  }
  return {};
}

std::string part_words(Period::Kind kind, int part) {
  switch (kind) {
    case Period::Kind::year: return "";
    case Period::Kind::half: return part == 1 ? "上半年" : "下半年";
    case Period::Kind::quarter: return chinese_numeral(part) + "季度";
    case Period::Kind::month: return std::to_string(part) + "月";
  }
  return {};
}

}  // namespace

std::string Period::str() const {
  if (!is_range()) return single(kind_, first_);
  return single(kind_, first_) + (kind_ == Kind::month ? "至" : "-") + single(kind_, last_);
}

std::string Period::chinese() const {
  const int n = per_year(kind_);
  const auto words = [&](int at) { return std::to_string(at / n) + "年" + part_words(kind_, at % n + 1); };
  if (!is_range()) return words(first_);
  if (kind_ == Kind::year) return std::to_string(first_) + "—" + words(last_);
  return words(first_) + "至" + (first_ / n == last_ / n ? part_words(kind_, last_ % n + 1) : words(last_));
}

}  // namespace zh
