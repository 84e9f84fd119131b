#include "base/period.h"

#include <array>

#include "base/text.h"

namespace zh {
namespace {

constexpr int kFirstYear = 1900, kLastYear = 2199;
constexpr std::array<std::string_view, 5> kNumerals{"", "一", "二", "三", "四"};

int per_year(Period::Kind kind) {
  switch (kind) {
    case Period::Kind::year:
      return 1;
    case Period::Kind::half:
      return 2;
    case Period::Kind::quarter:
      return 4;
    case Period::Kind::month:
      return 12;
  }
  return 1;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes words off the front of a text.
struct Cursor {
  std::string_view text;
  bool done() const { return text.empty(); }
  bool take(std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
  }
  /// A number of `least` to `most` digits; -1 (and nothing taken) otherwise.
  int number(std::size_t least, std::size_t most) {
    std::size_t n = 0;
    while (n < text.size() && n < most && is_digit(text[n])) ++n;
    if (n < least || (n < text.size() && is_digit(text[n]))) return -1;
    int value = 0;
    for (std::size_t i = 0; i < n; ++i) value = value * 10 + (text[i] - '0');
    text.remove_prefix(n);
    return value;
  }
  /// 1–4 as a digit or as a Chinese numeral; 0 otherwise.
  int quarter() {
    for (int q = 1; q <= 4; ++q)
      if (take(kNumerals[static_cast<std::size_t>(q)]) || take(std::to_string(q))) return q;
    return 0;
  }
  bool dash() {
    for (const std::string_view word : {"——", "—", "–", "―", "-", "~", "至", "到"})
      if (take(word)) return true;
    return false;
  }
};

std::optional<Period> month_of(int year, int month) {
  if (month < 1 || month > 12) return std::nullopt;
  return Period::month(year, month);
}

/// What follows 2023年: a part of the year or a run of them.
std::optional<Period> parse_part(Cursor at, int year) {
  // 2023年末 heads the column of a stock: the observation's kind, not its period, says that it is counted at the end.
  if (at.done() || at.text == "度" || at.text == "末" || at.text == "底") return Period::year(year);
  if (at.text == "上半年") return Period::half(year, 1);
  if (at.text == "下半年") return Period::half(year, 2);
  if (at.text == "前三季度") return Period::range(Period::quarter(year, 1), Period::quarter(year, 3));
  Cursor quarters = at;
  quarters.take("第");
  if (const int q = quarters.quarter()) {
    if (quarters.text == "季度") return Period::quarter(year, q);
    if (quarters.dash()) {
      quarters.take("第");
      const int r = quarters.quarter();
      if (r != 0 && quarters.text == "季度") return Period::range(Period::quarter(year, q), Period::quarter(year, r));
    }
  }
  const int m = at.number(1, 2);
  if (m < 0) return std::nullopt;
  const auto first = month_of(year, m);
  if (!first || at.text == "月" || at.text == "月份") return first;
  at.take("月");
  if (!at.dash()) return std::nullopt;
  const int n = at.number(1, 2);
  if (n < 0 || (at.text != "月" && at.text != "月份")) return std::nullopt;
  const auto last = month_of(year, n);
  return last ? Period::range(*first, *last) : std::nullopt;
}

std::optional<Period> parse_single(std::string_view text) {
  Cursor at{text};
  if (text.size() == 6) {
    if (const int digits = Cursor{text}.number(6, 6); digits >= 0) {
      const int year = digits / 100;
      if (year < kFirstYear || year > kLastYear) return std::nullopt;
      return month_of(year, digits % 100);
    }
  }
  const int year = at.number(4, 4);
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  if (at.done()) return Period::year(year);
  if (at.take("年"))
    if (const auto part = parse_part(at, year)) return part;
  if (at.text == "上半年" || at.text == "H1" || at.text == "h1") return Period::half(year, 1);
  if (at.text == "下半年" || at.text == "H2" || at.text == "h2") return Period::half(year, 2);
  if (at.take("Q") || at.take("q")) {
    const int q = at.number(1, 1);
    if (q < 1 || q > 4 || !at.done()) return std::nullopt;
    return Period::quarter(year, q);
  }
  if (at.take("-")) {
    const int month = at.number(1, 2);
    if (month >= 0 && at.done()) return month_of(year, month);
  }
  return std::nullopt;
}

/// Without white space; nothing if it parts two digits, for then it meant something.
std::optional<std::string> without_spaces(const std::string& text) {
  std::string out;
  bool space = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      space = true;
      continue;
    }
    if (space && !out.empty() && is_digit(out.back()) && is_digit(c)) return std::nullopt;
    space = false;
    out.push_back(c);
  }
  return out;
}

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

}  // namespace

std::optional<Period> Period::range(const Period& a, const Period& b) {
  if (a.kind_ != b.kind_ || b.last_ < a.first_) return std::nullopt;
  return Period(a.kind_, a.first_, b.last_);
}

std::optional<Period> Period::parse(std::string_view raw) {
  if (raw.size() > 100) return std::nullopt;
  const auto plain = without_spaces(nfkc(trim(raw)));
  if (!plain) return std::nullopt;
  const std::string_view text = *plain;
  if (const auto single = parse_single(text)) return single;
  // A run: two periods around a dash. 2021-2023 has one place to part it, 2023-01-2023-05 three, of which one fits.
  for (std::size_t i = 4; i < text.size(); ++i) {
    Cursor rest{text.substr(i)};
    if (!rest.dash()) continue;
    const auto first = parse_single(text.substr(0, i)), last = parse_single(rest.text);
    if (first && last && !first->is_range() && !last->is_range())
      if (const auto run = range(*first, *last)) return run;
  }
  return std::nullopt;
}

int Period::first_year() const { return first_ / per_year(kind_); }
int Period::last_year() const { return last_ / per_year(kind_); }

std::vector<Period> Period::parts() const {
  std::vector<Period> out;
  for (int i = first_; i <= last_; ++i) out.push_back({kind_, i, i});
  return out;
}

std::vector<std::vector<Period>> Period::divisions() const {
  std::vector<std::vector<Period>> out;
  if (is_range()) out.push_back(parts());
  for (const Kind finer : {Kind::half, Kind::quarter, Kind::month}) {
    const int times = per_year(finer) / per_year(kind_);
    if (times > 1) out.push_back(Period(finer, first_ * times, (last_ + 1) * times - 1).parts());
  }
  return out;
}

Period Period::year_before() const { return moved(-per_year(kind_)); }

std::string Period::str() const {
  if (is_range()) return first().str() + "-" + last().str();
  std::string year = std::to_string(first_year());
  const int part = first_ % per_year(kind_) + 1;
  switch (kind_) {
    case Kind::year:
      return year;
    case Kind::half:
      return year + "H" + std::to_string(part);
    case Kind::quarter:
      return year + "Q" + std::to_string(part);
    case Kind::month:
      return year + "-" + two_digits(part);
  }
  return year;
}

std::string Period::chinese() const {
  std::string year = std::to_string(first_year());
  const int part = first_ % per_year(kind_) + 1, to = last_ % per_year(kind_) + 1;
  const auto numeral = [](int q) { return std::string(kNumerals[static_cast<std::size_t>(q)]); };
  if (is_range()) {
    if (kind_ == Kind::year) return year + "—" + std::to_string(last_year()) + "年";
    if (first_year() == last_year() && kind_ == Kind::month)
      return year + "年" + std::to_string(part) + "—" + std::to_string(to) + "月";
    if (first_year() == last_year() && kind_ == Kind::quarter) return year + "年" + numeral(part) + "至" + numeral(to) + "季度";
    return first().chinese() + "—" + last().chinese();
  }
  switch (kind_) {
    case Kind::year:
      return year + "年";
    case Kind::half:
      return year + (part == 1 ? "年上半年" : "年下半年");
    case Kind::quarter:
      return year + "年" + numeral(part) + "季度";
    case Kind::month:
      return year + "年" + std::to_string(part) + "月";
  }
  return year;
}

}  // namespace zh
