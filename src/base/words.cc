// The part of base/text.h about words: what was meant, numerals, names of cells.
#include <algorithm>
#include <array>

#include "base/text.h"

namespace zh {
namespace {

int distance(const std::u32string& a, const std::u32string& b, int limit) {
  const std::size_t n = a.size(), m = b.size();
  if ((n > m ? n - m : m - n) > static_cast<std::size_t>(limit)) return limit + 1;
  // Three rows of the table of optimal string alignment: the one being filled and the two before it.
  std::vector<int> before(m + 1), last(m + 1), row(m + 1);
  for (std::size_t j = 0; j <= m; ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= n; ++i) {
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= m; ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    // A transposition reaches back two rows, so both must be beyond the limit before nothing can come below it.
    if (least > limit && *std::min_element(last.begin(), last.end()) > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[m], limit + 1);
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b, int limit) { return distance(to_u32(a), to_u32(b), limit); }

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::u32string wanted = to_u32(word);
  int best = std::max(1, static_cast<int>(wanted.size()) / 3) + 1;
  const std::string* found = nullptr;
  for (const auto& candidate : candidates) {
    const std::u32string other = to_u32(candidate);
    const int d = distance(wanted, other, best - 1);
    // Two words without a common letter are not near, however short.
    if (d > 0 && d < best && d < static_cast<int>(std::max(wanted.size(), other.size()))) {
      best = d;
      found = &candidate;
    }
  }
  return found ? *found : std::string();
}

std::string chinese_numeral(int n) {
  constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  constexpr std::array<std::string_view, 4> kPlaces{"千", "百", "十", ""};
  if (n == 0) return std::string(kDigits[0]);
  if (n < 0 || n > 9999) return std::to_string(n);
  std::string out;
  bool gap = false;  // a zero stands between two digits and is written once
  int power = 1000;
  for (std::size_t i = 0; i < kPlaces.size(); ++i, power /= 10) {
    const auto digit = static_cast<std::size_t>(n / power % 10);
    if (digit == 0) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += kDigits[0];
    gap = false;
    if (!(digit == 1 && power == 10 && out.empty())) out += kDigits[digit];  // 十二, but 一百一十二
    out += kPlaces[i];
  }
  return out;
}

std::string cell_name(int row, int column) {
  std::string letters;
  for (int c = column + 1; c > 0; c = (c - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (c - 1) % 26));
  return letters + std::to_string(row + 1);
}

}  // namespace zh
