#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "simulate/domain.h"
#include "simulate/transport.h"

namespace zh::simulate {

/// How many records there are of each kind that margins tell apart: a sparse table whose cells hold sets of values, which each
/// margin splits further, until every value is decided.
class Table {
 public:
  struct Cell {
    std::vector<int> sets;  ///< for each field of the table; after `decide` of one value each
    std::int64_t count = 0;
  };
  /// What a margin says of one group of records: those in these boxes (which do not overlap) are so many.
  using Box = std::vector<std::pair<int, int>>;  ///< fields and sets; other fields may be anything
  struct Label {
    std::string name;
    std::int64_t count = 0;
    std::vector<Box> boxes;
    bool rest = false;  ///< what no part of the margin names
  };

  /// Faults: words that a field cannot have, conditions that cannot be simulated, no total, a part greater than its whole.
  Table(const Simulation& simulation, const catalog::Catalog& catalog, Diagnostics& faults);

  /// Makes the table. false, with faults that name what excludes each other, when it cannot be.
  bool solve(std::uint64_t seed, Diagnostics& faults);

  const Simulation& simulation() const { return s_; }
  const catalog::Catalog& catalog() const { return catalog_; }
  std::int64_t total() const { return total_; }
  const std::vector<Cell>& cells() const { return cells_; }
  int field(const std::string& code) const;  ///< of the table; -1: no margin speaks of it
  const Domain& domain(int field) const { return domains_[static_cast<std::size_t>(field)]; }
  /// Does a cell meet the conditions? All their fields are the table's.
  bool meets(const Cell& cell, const std::vector<catalog::RecordFilter>& where) const;
  int value(const Cell& cell, int field) const { return domain(field).single(cell.sets[static_cast<std::size_t>(field)]); }
  /// The draw that decides a field of a cell; nullptr if there is none.
  const Draw* draw_for(const Cell& cell, const std::string& field) const;

 private:
  void track(const std::string& field);
  void track(const std::vector<catalog::RecordFilter>& where, const std::string& of);
  std::vector<Label> labels(const Margin& margin);
  Box box_of(const std::vector<catalog::RecordFilter>& where, const Location& at);
  std::vector<Box> minus(const std::vector<Box>& boxes, const Box& box);
  bool meet(const Box& a, const Box& b);
  bool fits(const Cell& cell, const Box& box);
  bool pairs(Diagnostics& faults);
  void name_conflict(std::size_t a, std::size_t b, const Transported& cut, Diagnostics& faults) const;
  std::int64_t openness(const Cell& cell, const Box& box);
  bool split(std::size_t margin, bool narrow, Dice& dice, Diagnostics& faults);
  void decide(Dice& dice, Diagnostics& faults);
  std::string describe(const Cell& cell) const;
  std::vector<int> order() const;

  const Simulation& s_;
  const catalog::Catalog& catalog_;
  Diagnostics& faults_;
  std::vector<Domain> domains_;
  std::vector<const Margin*> margins_;  ///< those that count
  std::vector<std::vector<Label>> labels_;
  std::vector<Cell> cells_;
  std::int64_t total_ = 0;
  std::string total_name_;  ///< the margin or indicator that says how many records there are
  Location total_at_;
};

}  // namespace zh::simulate
