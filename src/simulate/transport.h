#pragma once
#include <cstdint>
#include <vector>

/// Whole numbers in a table whose row and column sums are given and whose forbidden places stay empty: the step that every
/// margin of a simulation comes down to. Nothing here is computed with doubles, so that all machines give the same table.
namespace zh::simulate {

struct Transport {
  std::vector<std::int64_t> rows, columns;  ///< sums, not negative, of one total below 2^40
  std::vector<std::vector<bool>> allowed;   ///< [row][column]
};

struct Transported {
  bool whole = false;
  std::vector<std::vector<std::int64_t>> counts;  ///< [row][column]; with `whole` their sums are exactly those given
  /// Without `whole`: rows that together hold more than all the columns in which they may stand (a cut).
  std::vector<int> rows;
  std::vector<int> columns;  ///< the columns in which these rows may stand
};

/// Iterative proportional fitting from a table of ones (in fixed point), rounded down, and completed by a maximum flow that
/// first fills places up to the next whole number and then, if need be, any allowed place: Cox (1987) controlled rounding. If
/// no table exists at all, a minimal cut says which sums exclude each other.
Transported transport(const Transport& problem);

/// Divides `whole` among weights: each share is the proportional one, rounded down, or up by the luck of `dice`; no share
/// exceeds its limit. Preconditions: the limits together hold `whole`; some weight is not 0.
class Dice;
std::vector<std::int64_t> divide(std::int64_t whole, const std::vector<std::int64_t>& weights,
                                 const std::vector<std::int64_t>& limits, Dice& dice);

/// A seeded source of whole numbers (splitmix64), the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    return mixed(state_);
  }
  std::uint64_t below(std::uint64_t bound) { return reduce(next(), bound); }
  /// 0 … bound − 1 from 64 bits.
  static std::uint64_t reduce(std::uint64_t bits, std::uint64_t bound) {
    __extension__ using wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<wide>(bits) * bound) >> 64);
  }
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

}  // namespace zh::simulate
