#include "project/align.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace zh::project {
namespace {

constexpr std::size_t kMostTokens = 4000;
constexpr std::size_t kMostCompared = 200000;  ///< pairs of lines compared by likeness

bool same(const Line& a, const Line& b) {
  return a.skeleton == b.skeleton && std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(),
                                                [](const Token& x, const Token& y) { return x.text == y.text; });
}

/// Pairs of neighbouring characters, sorted.
std::vector<std::uint64_t> pairs_of(const Line& line) {
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i + 1 < line.skeleton.size(); ++i)
    out.push_back(static_cast<std::uint64_t>(line.skeleton[i]) << 32U | line.skeleton[i + 1]);
  std::sort(out.begin(), out.end());
  return out;
}

/// Dice's coefficient of two sets of pairs is at least 1/2, and by how much of all pairs they share; 0 if not.
std::size_t likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (a.empty() || b.empty() || a.size() > 3 * b.size() || b.size() > 3 * a.size()) return 0;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j])
      ++common, ++i, ++j;
    else if (a[i] < b[j])
      ++i;
    else
      ++j;
  }
  return 4 * common >= a.size() + b.size() ? 2000 * common / (a.size() + b.size()) : 0;
}

class Aligner {
 public:
  Aligner(const std::vector<Line>& found, const std::vector<Line>& expected, std::vector<int> known)
      : found_(found), expected_(expected), partner_(std::move(known)), taken_(expected.size(), false) {
    partner_.resize(found.size(), -1);
    for (std::size_t e = 0; e < expected.size(); ++e) by_skeleton_[expected[e].skeleton].insert(e);
    for (std::size_t f = 0; f < found.size(); ++f)
      if (partner_[f] >= 0) pair(f, static_cast<std::size_t>(partner_[f]));
  }

  std::vector<int> run() {
    std::size_t last = 0;  // where the next line is expected
    for (std::size_t f = 0; f < found_.size(); ++f) {
      if (partner_[f] >= 0) {
        last = static_cast<std::size_t>(partner_[f]) + 1;
        continue;
      }
      const auto candidates = by_skeleton_.find(found_[f].skeleton);
      if (candidates == by_skeleton_.end() || candidates->second.empty()) continue;
      const std::size_t e = choose(found_[f], candidates->second, last);
      pair(f, e);
      last = e + 1;
    }
    for (std::size_t f = 0; f < found_.size();) {
      if (partner_[f] >= 0) {
        ++f;
        continue;
      }
      std::size_t end = f;
      while (end < found_.size() && partner_[end] < 0) ++end;
      pair_by_likeness(f, end);
      f = end;
    }
    return std::move(partner_);
  }

 private:
  /// One of the very next lines, else an equal one, else the next one in order.
  std::size_t choose(const Line& line, const std::set<std::size_t>& candidates, std::size_t last) const {
    constexpr std::size_t kNear = 5;
    const auto next = candidates.lower_bound(last);
    if (next != candidates.end() && *next < last + kNear) return *next;
    for (auto it = next; it != candidates.end(); ++it)
      if (same(line, expected_[*it])) return *it;
    for (auto it = candidates.begin(); it != next; ++it)
      if (same(line, expected_[*it])) return *it;
    return next != candidates.end() ? *next : *candidates.begin();
  }

  void pair(std::size_t f, std::size_t e) {
    partner_[f] = static_cast<int>(e);
    taken_[e] = true;
    by_skeleton_[expected_[e].skeleton].erase(e);
  }

  /// The lines [begin, end) with what is left of the project's between their neighbours' partners.
  void pair_by_likeness(std::size_t begin, std::size_t end) {
    const std::size_t from = begin > 0 ? static_cast<std::size_t>(partner_[begin - 1]) + 1 : 0;
    const std::size_t to = end < found_.size() ? static_cast<std::size_t>(partner_[end]) : expected_.size();
    std::vector<std::size_t> left;
    for (std::size_t e = from; e < to; ++e)
      if (!taken_[e]) left.push_back(e);
    if (left.empty() || left.size() * (end - begin) > kMostCompared) return;
    std::vector<std::vector<std::uint64_t>> pairs;
    for (const std::size_t e : left) pairs.push_back(pairs_of(expected_[e]));
    std::size_t first = 0;  // pairs do not cross
    for (std::size_t f = begin; f < end; ++f) {
      const std::vector<std::uint64_t> own = pairs_of(found_[f]);
      std::size_t best = left.size(), most = 0;
      for (std::size_t k = first; k < left.size(); ++k)
        if (const std::size_t alike = likeness(own, pairs[k]); alike > most) most = alike, best = k;
      if (best == left.size()) continue;
      pair(f, left[best]);
      first = best + 1;
    }
  }

  const std::vector<Line>& found_;
  const std::vector<Line>& expected_;
  std::vector<int> partner_;
  std::vector<bool> taken_;
  std::map<std::u32string, std::set<std::size_t>> by_skeleton_;
};

}  // namespace

std::vector<int> align(const std::vector<Line>& found, const std::vector<Line>& expected, std::vector<int> known) {
  return Aligner(found, expected, std::move(known)).run();
}

std::vector<Change> changes(const Line& found, const Line& expected) {
  const std::vector<Token>&a = found.tokens, &b = expected.tokens;
  std::vector<Change> out;
  if (found.skeleton == expected.skeleton) {
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i].text != b[i].text) out.push_back({i, i + 1, i, i + 1});
    return out;
  }
  std::size_t head = 0, tail = 0;
  while (head < a.size() && head < b.size() && a[head].text == b[head].text) ++head;
  while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail].text == b[b.size() - 1 - tail].text) ++tail;
  const std::size_t n = a.size() - head - tail, m = b.size() - head - tail;
  if (n > kMostTokens || m > kMostTokens) return {{head, head + n, head, head + m}};
  // length[i][j]: of the longest common subsequence of a[i…) and b[j…)
  std::vector<std::vector<std::uint16_t>> length(n + 1, std::vector<std::uint16_t>(m + 1, 0));
  for (std::size_t i = n; i-- > 0;)
    for (std::size_t j = m; j-- > 0;)
      length[i][j] = a[head + i].text == b[head + j].text ? static_cast<std::uint16_t>(length[i + 1][j + 1] + 1)
                                                          : std::max(length[i + 1][j], length[i][j + 1]);
  for (std::size_t i = 0, j = 0; i < n || j < m;) {
    if (i < n && j < m && a[head + i].text == b[head + j].text) {
      ++i, ++j;
      continue;
    }
    Change change{head + i, head + i, head + j, head + j};
    while (i < n || j < m) {
      if (i < n && j < m && a[head + i].text == b[head + j].text) break;
      if (j == m || (i < n && length[i + 1][j] >= length[i][j + 1]))
        ++i;
      else
        ++j;
    }
    change.found_end = head + i;
    change.expected_end = head + j;
    out.push_back(change);
  }
  return out;
}

}  // namespace zh::project
