#include "project/edits.h"

#include <algorithm>
#include <map>
#include <set>

namespace zh::project {
namespace {

constexpr std::size_t kMostCompared = 40000;  ///< pairs of lines compared by likeness anywhere
constexpr std::size_t kGap = 2;               ///< tokens between two edits that are told as one

/// Lines that are equal, as often in one version as in the other.
void pair_equal(const std::vector<Line>& found, const std::vector<Line>& expected, std::vector<int>& partner) {
  std::map<std::u32string, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> by_text;
  for (std::size_t f = 0; f < found.size(); ++f) by_text[folded(found[f])].first.push_back(f);
  for (std::size_t e = 0; e < expected.size(); ++e) by_text[folded(expected[e])].second.push_back(e);
  for (const auto& [text, both] : by_text) {
    if (both.first.size() != both.second.size()) continue;
    for (std::size_t i = 0; i < both.first.size(); ++i) partner[both.first[i]] = static_cast<int>(both.second[i]);
  }
}

std::set<std::string> facts_of(const Line& line) {
  std::set<std::string> out;
  for (const Token& token : line.tokens)
    if (!token.fact.empty()) out.insert(token.fact);
  return out;
}

std::vector<bool> taken_by(const std::vector<int>& partner, std::size_t count) {
  std::vector<bool> taken(count, false);
  for (const int e : partner)
    if (e >= 0) taken[static_cast<std::size_t>(e)] = true;
  return taken;
}

/// A pair that may be made, the best first.
struct Candidate {
  std::size_t weight = 0, distance = 0, found = 0, expected = 0;
  bool operator<(const Candidate& other) const {
    return std::tie(other.weight, distance, found, expected) < std::tie(weight, other.distance, other.found, other.expected);
  }
};

void take_best(std::vector<Candidate>& candidates, std::vector<int>& partner, std::size_t count) {
  std::sort(candidates.begin(), candidates.end());
  std::vector<bool> taken = taken_by(partner, count);
  for (const Candidate& c : candidates) {
    if (partner[c.found] >= 0 || taken[c.expected]) continue;
    partner[c.found] = static_cast<int>(c.expected);
    taken[c.expected] = true;
  }
}

std::size_t distance(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

void pair_by_facts(const std::vector<Line>& found, const std::vector<Line>& expected, std::vector<int>& partner) {
  const std::vector<bool> taken = taken_by(partner, expected.size());
  std::map<std::string, std::vector<std::size_t>> lines;
  for (std::size_t e = 0; e < expected.size(); ++e)
    if (!taken[e])
      for (const std::string& fact : facts_of(expected[e])) lines[fact].push_back(e);
  std::vector<Candidate> candidates;
  for (std::size_t f = 0; f < found.size(); ++f) {
    if (partner[f] >= 0) continue;
    std::map<std::size_t, std::size_t> votes;
    for (const std::string& fact : facts_of(found[f]))
      if (const auto at = lines.find(fact); at != lines.end())
        for (const std::size_t e : at->second) ++votes[e];
    for (const auto& [e, count] : votes) candidates.push_back({count, distance(f, e), f, e});
  }
  take_best(candidates, partner, expected.size());
}

/// Pairs of neighbouring characters, each once.
std::set<std::uint64_t> bigrams(const Line& line) {
  std::set<std::uint64_t> out;
  for (std::size_t i = 0; i + 1 < line.skeleton.size(); ++i)
    out.insert(static_cast<std::uint64_t>(line.skeleton[i]) << 32U | line.skeleton[i + 1]);
  return out;
}

void pair_by_likeness(const std::vector<Line>& found, const std::vector<Line>& expected, std::vector<int>& partner) {
  const std::vector<bool> taken = taken_by(partner, expected.size());
  std::vector<std::size_t> here, there;
  for (std::size_t f = 0; f < found.size(); ++f)
    if (partner[f] < 0) here.push_back(f);
  for (std::size_t e = 0; e < expected.size(); ++e)
    if (!taken[e]) there.push_back(e);
  if (here.empty() || there.empty() || here.size() * there.size() > kMostCompared) return;
  std::vector<std::set<std::uint64_t>> right;
  for (const std::size_t e : there) right.push_back(bigrams(expected[e]));
  std::vector<Candidate> candidates;
  for (const std::size_t f : here) {
    const std::set<std::uint64_t> left = bigrams(found[f]);
    for (std::size_t k = 0; k < there.size(); ++k) {
      std::size_t common = 0;
      for (const std::uint64_t pair : left) common += right[k].count(pair);
      const std::size_t all = left.size() + right[k].size();
      // Half of all pairs of characters in common, as in align().
      if (all > 0 && 4 * common >= all) candidates.push_back({2000 * common / all, distance(f, there[k]), f, there[k]});
    }
  }
  take_best(candidates, partner, expected.size());
}

std::size_t numerals(const Line& line, std::size_t begin, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t i = begin; i < end; ++i) count += line.tokens[i].numeral ? 1 : 0;
  return count;
}

/// The place of the (k+1)th numeral of [begin, end), or `end`.
std::size_t nth_numeral(const Line& line, std::size_t begin, std::size_t end, std::size_t k) {
  for (std::size_t i = begin; i < end; ++i)
    if (line.tokens[i].numeral && k-- == 0) return i;
  return end;
}

/// Where the tokens [begin, end) of the built line went.
std::pair<std::size_t, std::size_t> mapped(const Line& found, const Line& expected, const std::vector<Change>& all,
                                           std::size_t begin, std::size_t end) {
  // Outside of changes both lines run in parallel.
  std::size_t shift_found = 0, shift_expected = 0;
  std::size_t low = 0, high = 0;
  bool low_set = false, high_set = false;
  for (const Change& c : all) {
    if (!low_set && begin < c.expected_begin) low = shift_found + (begin - shift_expected), low_set = true;
    if (!high_set && end <= c.expected_begin && begin < end && !(end == c.expected_begin && begin == end))
      high = shift_found + (end - shift_expected), high_set = true;
    const bool begins_inside = !low_set && begin >= c.expected_begin && begin < c.expected_end;
    if (begins_inside) {
      const std::size_t numeral = nth_numeral(expected, begin, end, 0);
      const std::size_t before = numerals(expected, c.expected_begin, std::min(numeral, c.expected_end));
      if (numeral < std::min(end, c.expected_end)) {
        low = nth_numeral(found, c.found_begin, c.found_end, before);
        low_set = true;
        if (end < c.expected_end || (end == c.expected_end && low == c.found_end)) {
          const std::size_t unit = end - numeral;  // the numeral and what follows it
          high = low;
          while (high < c.found_end && high < low + unit && (high == low || !found.tokens[high].numeral)) ++high;
          high_set = true;
        }
      } else {
        low = begin == c.expected_begin ? c.found_begin : c.found_end;
        low_set = true;
      }
    }
    if (!high_set && end > c.expected_begin && end <= c.expected_end) {
      high = end == c.expected_end ? c.found_end : std::min(c.found_begin + (end - c.expected_begin), c.found_end);
      high_set = true;
    }
    shift_found = c.found_end;
    shift_expected = c.expected_end;
  }
  if (!low_set) low = shift_found + (begin - shift_expected);
  if (!high_set) high = shift_found + (end - shift_expected);
  return {low, std::max(low, high)};
}

bool overlaps(std::size_t a, std::size_t b, std::size_t c, std::size_t d) { return a < d && c < b; }

}  // namespace

std::vector<int> pair_lines(const std::vector<Line>& found, const std::vector<Line>& expected) {
  std::vector<int> partner(found.size(), -1);
  pair_equal(found, expected, partner);
  pair_by_facts(found, expected, partner);
  partner = align(found, expected, std::move(partner));
  pair_by_likeness(found, expected, partner);
  return partner;
}

std::vector<std::size_t> moved_of(const std::vector<int>& order) {
  // Patience sorting: the last of the best rising run of each length, and who stands before whom.
  std::vector<std::size_t> tails;
  std::vector<std::size_t> before(order.size(), order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (order[i] < 0) continue;
    const auto at =
        std::lower_bound(tails.begin(), tails.end(), order[i], [&](std::size_t t, int value) { return order[t] < value; });
    if (at != tails.begin()) before[i] = *std::prev(at);
    if (at == tails.end())
      tails.push_back(i);
    else
      *at = i;
  }
  std::vector<bool> stays(order.size(), false);
  for (std::size_t i = tails.empty() ? order.size() : tails.back(); i < order.size(); i = before[i]) stays[i] = true;
  std::vector<std::size_t> moved;
  for (std::size_t i = 0; i < order.size(); ++i)
    if (order[i] >= 0 && !stays[i]) moved.push_back(i);
  return moved;
}

std::vector<FactSpan> fact_spans(const Line& found, const Line& expected, const std::vector<Change>& changes) {
  std::vector<FactSpan> spans;
  for (std::size_t i = 0; i < expected.tokens.size();) {
    const std::string& fact = expected.tokens[i].fact;
    if (fact.empty()) {
      ++i;
      continue;
    }
    FactSpan span{.fact = fact, .begin = i};
    while (i < expected.tokens.size() && expected.tokens[i].fact == fact) ++i;
    span.end = i;
    std::tie(span.found_begin, span.found_end) = mapped(found, expected, changes, span.begin, span.end);
    spans.push_back(std::move(span));
  }
  return spans;
}

std::vector<Change> word_changes(const Line& found, const Line& expected, const std::vector<Change>& changes,
                                 const std::vector<FactSpan>& facts) {
  // Words alone: what is left of both runs without the facts.
  const auto words = [&](const Line& line, std::size_t begin, std::size_t end, bool is_found) {
    std::u32string out;
    for (std::size_t i = begin; i < end; ++i) {
      const bool in_fact = std::any_of(facts.begin(), facts.end(), [&](const FactSpan& s) {
        return is_found ? overlaps(i, i + 1, s.found_begin, s.found_end) : overlaps(i, i + 1, s.begin, s.end);
      });
      if (!in_fact) out += line.tokens[i].text;
    }
    return out;
  };
  std::vector<Change> out;
  for (const Change& c : changes) {
    if (words(found, c.found_begin, c.found_end, true) == words(expected, c.expected_begin, c.expected_end, false)) continue;
    const auto near = [&](const Change& last) {
      if (c.expected_begin > last.expected_end + kGap) return false;
      const auto between = [&](const FactSpan& s) {
        return overlaps(last.expected_end, c.expected_begin, s.begin, s.end) ||
               overlaps(last.found_end, c.found_begin, s.found_begin, s.found_end);
      };
      return std::none_of(facts.begin(), facts.end(), between);
    };
    if (!out.empty() && near(out.back())) {
      out.back().found_end = c.found_end;
      out.back().expected_end = c.expected_end;
    } else {
      out.push_back(c);
    }
  }
  // A fact at either end of a run is told for itself.
  for (Change& c : out)
    for (const FactSpan& s : facts) {
      if (s.begin <= c.expected_begin && s.end > c.expected_begin && s.end <= c.expected_end && s.found_end <= c.found_end)
        c.expected_begin = s.end, c.found_begin = std::max(c.found_begin, s.found_end);
      if (s.end >= c.expected_end && s.begin < c.expected_end && s.begin >= c.expected_begin && s.found_begin >= c.found_begin)
        c.expected_end = s.begin, c.found_end = std::min(c.found_end, s.found_begin);
    }
  std::erase_if(out, [](const Change& c) { return c.found_begin >= c.found_end && c.expected_begin >= c.expected_end; });
  for (Change& c : out) {
    c.found_end = std::max(c.found_begin, c.found_end);
    c.expected_end = std::max(c.expected_begin, c.expected_end);
  }
  return out;
}

}  // namespace zh::project
