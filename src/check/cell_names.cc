// Which rows and columns of a table the words of prose name.
#include "check/cell_names.h"

#include <algorithm>

#include "check/extremes.h"

namespace zh::check {
namespace {

Text bare(const Text& label) { return bare_label(label, U"（(/%", U" 　*#:：\n，,"); }

/// 一、, 1.: the numbering of a label.
View without_numbering(View label) {
  std::size_t n = 0;
  while (n < label.size() && (claim::is_digit(label[n]) || claim::one_of(label[n], U"一二三四五六七八九十"))) ++n;
  if (n > 0 && n + 2 < label.size() && claim::one_of(label[n], U"、.．")) label.remove_prefix(n + 1);
  return label;
}

struct Named {
  std::size_t at, size;
  int row;
};

/// The words of a row that stand before its first number: 国内 | 职务.
std::vector<Text> parts_of(const claim::Table& t, int row) {
  const auto r = static_cast<std::size_t>(row);
  std::vector<Text> out;
  for (std::size_t c = 0; c < t.text[r].size() && out.size() < 3; ++c) {
    if (t.number[r][c] >= 0) break;
    const Text name(without_numbering(bare(t.text[r][c])));
    if (name.size() >= 2 && std::any_of(name.begin(), name.end(), claim::is_han)) out.push_back(name);
  }
  return out;
}

/// The first characters of one row alone: 汽车当月 of 汽车制造业.
int row_begun(const claim::Table& t, View words) {
  int row = -1;
  std::size_t longest = 1;
  for (int r = t.header_rows; r < t.rows; ++r) {
    const Text label = plain_row(t, r);
    std::size_t same = 0;
    while (same < std::min(label.size(), words.size()) && claim::is_han(label[same]) && label[same] == words[same]) ++same;
    if (same < 2 || same < longest) continue;
    row = same == longest ? -1 : r;
    longest = same;
  }
  return row;
}

}  // namespace

Text plain_row(const claim::Table& table, int row) { return Text(without_numbering(bare(row_name(table, row)))); }

std::vector<int> rows_named(const claim::Table& t, View words) {
  std::vector<Named> found;
  constexpr std::size_t kLongest = 16;
  for (int r = t.header_rows; r < t.rows; ++r) {
    const Text label = plain_row(t, r);
    if (label.size() >= 2 && label.size() <= kLongest && !std::all_of(label.begin(), label.end(), claim::is_digit))
      if (const std::size_t at = words.rfind(label); at != View::npos) {
        found.push_back({at, label.size(), r});
        // 国内 | 职务: both of its words.
        const std::vector<Text> parts = parts_of(t, r);
        if (parts.size() < 2) continue;
        std::size_t size = 0;
        const bool all = std::all_of(parts.begin(), parts.end(), [&](const Text& part) {
          size += part.size();
          return words.find(part, at) != View::npos;
        });
        if (all)
          found.back().size = size;
        else if (!t.total[static_cast<std::size_t>(r)] && !claim::contains(parts[1], U"计"))
          found.pop_back();
      }
  }
  if (found.empty()) {
    const int row = row_begun(t, words);
    return row >= 0 ? std::vector<int>{row} : std::vector<int>{};
  }
  std::sort(found.begin(), found.end(), [](const Named& x, const Named& y) { return x.at < y.at; });
  std::vector<int> out;
  for (const Named& x : found)
    if (std::none_of(found.begin(), found.end(), [&](const Named& y) {
          return y.row != x.row && y.size > x.size && y.at <= x.at && x.at + x.size <= y.at + y.size;
        }))
      out.push_back(x.row);
  return out;
}

std::vector<int> columns_named(const claim::Table& t, View words) {
  std::vector<int> out;
  for (int x = 1; x < t.columns; ++x) {
    const Text own = bare(t.header[static_cast<std::size_t>(x)]);
    View name = own;
    for (bool again = true; again;) {
      again = false;
      for (const View tail : {View(U"同比"), View(U"增长率"), View(U"增长"), View(U"增速"), View(U"增幅"), View(U"增减"),
                              View(U"占比"), View(U"比重")})
        if (name.size() > tail.size() + 1 && claim::ends_with(name, tail)) name.remove_suffix(tail.size()), again = true;
    }
    if ((own.size() >= 2 && claim::contains(words, own)) || (name.size() >= 2 && claim::contains(words, name)))
      out.push_back(x);
  }
  return out;
}

bool row_of_all(const claim::Table& t, int row) {
  if (t.total[static_cast<std::size_t>(row)]) return true;
  const Text label = plain_row(t, row);
  return label.size() <= 4 && !claim::start_any(label, {U"全国", U"全省", U"全市", U"全县", U"全区", U"全行业", U"总体",
                                                        U"全部", U"总计", U"合计", U"总量", U"总数"})
                                   .empty();
}

}  // namespace zh::check
