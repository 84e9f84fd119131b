#pragma once
#include <optional>
#include <vector>

#include "check/evidence.h"
#include "check/forms.h"

namespace zh::check {

/// Numbers with other values than those printed.
struct Changes {
  std::vector<std::pair<int, Interval>> values;
  const Interval* find(int id) const {
    for (const auto& [number, value] : values)
      if (number == id) return &value;
    return nullptr;
  }
};

/// All relations of a document that can be computed again with other values, and the readings that wait.
class Ties {
 public:
  struct Tie {
    int relation = -1;  ///< index into the relations; -1: a reading that waits, which may be meant
    int result = 0;
    std::vector<int> operands;
    Form form = nullptr;
    const Miss* miss = nullptr;  ///< of a reading that waits
    bool fraction = false;       ///< result is some k ÷ operand
    bool order = false;          ///< result and operands descend
    bool quotient = false;       ///< may be cut off
    bool holds = false;
    bool loose = false;  ///< arithmetic alone found it
    /// Many values would do: it chooses among repairs of others, and has none of its own.
    bool only_together() const { return fraction || order; }
  };

  Ties(const Evidence& evidence, const Ledger& ledger, const std::vector<Relation>& relations);

  const std::vector<Tie>& all() const { return ties_; }
  const std::vector<std::size_t>& of(int number) const { return of_number_[static_cast<std::size_t>(number)]; }
  bool holds(const Tie& tie, const Changes& changes) const;
  /// How the result agrees; a percentage may be cut off.
  Fit how(const Tie& tie, const Changes& changes) const;
  /// What the tie's computation gives, or nothing.
  std::optional<Interval> computed(const Tie& tie, const Changes& changes) const;
  /// The value that one of its numbers would have to have; of a sum exactly, of a
  /// quotient to its own place, else only of the result.
  std::optional<Rational> solved(const Tie& tie, int number, const Changes& changes) const;

  /// What changes do to all relations that they touch.
  struct Effect {
    std::vector<int> clears;          ///< relations
    std::vector<std::size_t> breaks;  ///< ties
    int gains = 0;                    ///< results of waiting readings that then hold
    int cut = 0;                      ///< of what is cleared: holds only cut off, not rounded
    int exact = 0;                    ///< of what is cleared: to the digit, computed from what is printed
    int cost = 0;                     ///< of what breaks
    /// A change more must clear a relation more.
    int balance(std::size_t changes) const {
      return 6 * static_cast<int>(clears.size()) - cut + 2 * std::min(gains, 2) + 2 * std::min(exact, 1) - cost -
             6 * (static_cast<int>(changes) - 1);
    }
  };
  Effect effect(const Changes& changes) const;

 private:
  void add(Tie tie);
  /// Whether the result is what the printed values themselves give: 98.2 − 91.3 is 6.9, though 7.0 lies within their rounding.
  bool exactly(const Tie& tie, const Changes& changes) const;
  const Interval& value(int id, const Changes& changes) const;

  const Evidence& e_;
  std::vector<Tie> ties_;
  std::vector<std::vector<std::size_t>> of_number_;
};

}  // namespace zh::check
