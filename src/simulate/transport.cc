#include "simulate/transport.h"

#include <algorithm>
#include <numeric>

#include "base/decimal.h"

namespace zh::simulate {
namespace {

constexpr int kBits = 20;  // after the point, in the fitting
constexpr int kRounds = 60;

using Counts = std::vector<std::vector<std::int64_t>>;

/// The fitted table, rounded down, nowhere more than what is left of its row and column.
Counts fitted(const Transport& p) {
  const std::size_t height = p.rows.size(), width = p.columns.size();
  Counts x(height, std::vector<std::int64_t>(width, 0));
  for (std::size_t r = 0; r < height; ++r)
    for (std::size_t c = 0; c < width; ++c)
      if (p.allowed[r][c] && p.rows[r] > 0 && p.columns[c] > 0) x[r][c] = std::int64_t{1} << kBits;
  const auto scale = [](std::int64_t& value, std::int64_t target, int128 sum) {
    value = static_cast<std::int64_t>((static_cast<int128>(value) * target << kBits) / sum);
  };
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t r = 0; r < height; ++r) {
      const int128 sum = std::accumulate(x[r].begin(), x[r].end(), int128{0});
      if (sum > 0)
        for (std::int64_t& value : x[r]) scale(value, p.rows[r], sum);
    }
    for (std::size_t c = 0; c < width; ++c) {
      int128 sum = 0;
      for (std::size_t r = 0; r < height; ++r) sum += x[r][c];
      if (sum > 0)
        for (std::size_t r = 0; r < height; ++r) scale(x[r][c], p.columns[c], sum);
    }
  }
  return x;
}

/// Paths from rows that have something left to columns that want something, through the residual graph.
class Flow {
 public:
  Flow(const Transport& p, Counts counts) : p_(p), x_(std::move(counts)), left_(p.rows), wanted_(p.columns) {
    for (std::size_t r = 0; r < x_.size(); ++r)
      for (std::size_t c = 0; c < wanted_.size(); ++c) {
        ceiling_.push_back((x_[r][c] >> kBits) + ((x_[r][c] & ((1 << kBits) - 1)) != 0 ? 1 : 0));
        x_[r][c] = std::min({x_[r][c] >> kBits, left_[r], wanted_[c]});
        left_[r] -= x_[r][c];
        wanted_[c] -= x_[r][c];
      }
  }

  void run() {
    for (bounded_ = true; augment();) {
    }
    for (bounded_ = false; augment();) {
    }
  }

  Transported result() {
    Transported out;
    out.whole = std::all_of(left_.begin(), left_.end(), [](auto n) { return n == 0; });
    if (!out.whole) {  // what the last search reached is the cut
      for (std::size_t r = 0; r < left_.size(); ++r)
        if (row_seen_[r]) out.rows.push_back(static_cast<int>(r));
      for (std::size_t c = 0; c < wanted_.size(); ++c)
        if (column_seen_[c]) out.columns.push_back(static_cast<int>(c));
    }
    out.counts = std::move(x_);
    return out;
  }

 private:
  std::int64_t room(std::size_t r, std::size_t c) const {
    if (!p_.allowed[r][c]) return 0;
    if (!bounded_) return INT64_MAX;
    return std::max<std::int64_t>(ceiling_[r * wanted_.size() + c] - x_[r][c], 0);
  }

  bool augment() {
    const std::size_t height = left_.size(), width = wanted_.size();
    row_seen_.assign(height, false);
    column_seen_.assign(width, false);
    std::vector<int> from_row(width, -1), from_column(height, -1);  // how each was reached
    std::vector<std::size_t> queue;                                 // rows, then width-shifted columns
    for (std::size_t r = 0; r < height; ++r)
      if (left_[r] > 0) {
        row_seen_[r] = true;
        queue.push_back(r);
      }
    for (std::size_t head = 0; head < queue.size(); ++head) {
      const std::size_t at = queue[head];
      if (at < height) {
        for (std::size_t c = 0; c < width; ++c)
          if (!column_seen_[c] && room(at, c) > 0) {
            column_seen_[c] = true;
            from_row[c] = static_cast<int>(at);
            if (wanted_[c] > 0) {
              push(c, from_row, from_column);
              return true;
            }
            queue.push_back(height + c);
          }
      } else {
        const std::size_t c = at - height;
        for (std::size_t r = 0; r < height; ++r)
          if (!row_seen_[r] && x_[r][c] > 0) {
            row_seen_[r] = true;
            from_column[r] = static_cast<int>(c);
            queue.push_back(r);
          }
      }
    }
    return false;
  }

  void push(std::size_t end, const std::vector<int>& from_row, const std::vector<int>& from_column) {
    std::int64_t amount = wanted_[end];
    std::size_t c = end, r = 0;
    for (;;) {
      r = static_cast<std::size_t>(from_row[c]);
      amount = std::min(amount, room(r, c));
      if (from_column[r] < 0) break;
      c = static_cast<std::size_t>(from_column[r]);
      amount = std::min(amount, x_[r][c]);
    }
    amount = std::min(amount, left_[r]);
    left_[r] -= amount;
    wanted_[end] -= amount;
    for (c = end;;) {
      r = static_cast<std::size_t>(from_row[c]);
      x_[r][c] += amount;
      if (from_column[r] < 0) break;
      c = static_cast<std::size_t>(from_column[r]);
      x_[r][c] -= amount;
    }
  }

  const Transport& p_;
  Counts x_;
  std::vector<std::int64_t> left_, wanted_, ceiling_;
  std::vector<bool> row_seen_, column_seen_;
  bool bounded_ = true;
};

}  // namespace

Transported transport(const Transport& problem) {
  Flow flow(problem, fitted(problem));
  flow.run();
  return flow.result();
}

std::vector<std::int64_t> divide(std::int64_t whole, const std::vector<std::int64_t>& weights,
                                 const std::vector<std::int64_t>& limits, Dice& dice) {
  const std::size_t n = weights.size();
  std::vector<std::int64_t> shares(n, 0);
  const int128 sum = std::accumulate(weights.begin(), weights.end(), int128{0});
  std::vector<std::int64_t> parts(n, 0);  // what was rounded off, of 2^30
  std::int64_t rest = whole;
  for (std::size_t i = 0; i < n && sum > 0; ++i) {
    const int128 product = static_cast<int128>(whole) * weights[i];
    shares[i] = std::min(static_cast<std::int64_t>(product / sum), limits[i]);
    parts[i] = static_cast<std::int64_t>((product % sum << 30) / sum);
    rest -= shares[i];
  }
  while (rest > 0) {
    std::int64_t all = 0;
    for (std::size_t i = 0; i < n; ++i)
      if (shares[i] < limits[i]) all += parts[i];
    std::size_t chosen = n;
    if (all > 0) {
      auto luck = static_cast<std::int64_t>(dice.below(static_cast<std::uint64_t>(all)));
      for (std::size_t i = 0; i < n && chosen == n; ++i)
        if (shares[i] < limits[i] && (luck -= parts[i]) < 0) chosen = i;
      ++shares[chosen];
      parts[chosen] = 0;
      --rest;
      continue;
    }
    for (std::size_t i = 0; i < n && rest > 0; ++i) {  // limits were in the way: wherever there is room
      const std::int64_t more = std::min(rest, limits[i] - shares[i]);
      shares[i] += more;
      rest -= more;
    }
    break;
  }
  return shares;
}

}  // namespace zh::simulate
