#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "simulate/table.h"

namespace zh::simulate {

/// As a cell of csv.
std::string quoted(const std::string& text);

/// Writes the records of a table, one after the other: any of them can be made alone, from its number, so that any number of
/// records takes no more memory than the table.
class Maker {
 public:
  /// `scale`: so many records for each of the table's. Faults: fields of which nothing says what they are.
  Maker(const Table& table, std::uint64_t seed, std::int64_t scale, Diagnostics& faults);
  std::int64_t rows() const { return rows_; }
  std::string head() const;  ///< the mark, and the names of the fields
  /// Appends record `n`, 0 … rows − 1: a line of csv. May be called by several threads.
  void row(std::int64_t n, std::string& out) const;

 private:
  /// How a field of the records of a cell comes about.
  struct Slot {
    enum class Kind { blank, fixed, numbered, serial, chosen, time, later, date, amount, share } kind = Kind::blank;
    int what = 0;           ///< index into texts_, patterns_, choices_, sums …
    std::int64_t base = 0;  ///< records before those of this cell that are numbered or shared alike
  };
  struct Pattern {
    std::string before, after;
    std::int64_t first = 1, many = 0, used = 0;  ///< many 0: as many as records
    int digits = 0;
  };
  struct Choice {
    std::vector<std::string> texts;
    std::vector<std::int64_t> until;  ///< running sums of the weights
  };
  struct Range {
    std::int64_t low = 0, width = 1;
  };
  struct Share {
    int128 total = 0;
    std::int64_t records = 0;
  };
  struct Column {
    const catalog::Field* field = nullptr;
    std::vector<Slot> slots;  ///< by cell, or one for all
    int after = -1;           ///< column of the earlier date
  };
  struct Moment {
    std::int64_t day = 0, second = 0;
  };

  void plan(const catalog::Field& field, Diagnostics& faults);
  Slot slot(const Draw& draw, const catalog::Field& field, Diagnostics& faults);
  Slot unsaid(const catalog::Field& field, std::int64_t records, Diagnostics& faults);
  int pattern(const std::string& text, std::int64_t many);
  void count_different(Diagnostics& faults);
  void share_out(Diagnostics& faults);
  std::uint64_t luck(std::int64_t n, std::size_t column) const;
  std::int64_t place(std::int64_t n) const;
  Moment moment(std::int64_t n, std::size_t cell, std::size_t column) const;
  std::int64_t share(const Share& share, std::int64_t rank, std::size_t column) const;
  const Slot& slot_at(const Column& column, std::size_t cell) const {
    return column.slots[column.slots.size() == 1 ? 0 : cell];
  }

  const Table& table_;
  std::uint64_t seed_;
  std::int64_t scale_, rows_;
  std::vector<std::int64_t> until_;  ///< running sums of the cells' counts
  std::vector<Column> columns_;
  std::vector<std::string> texts_;
  std::vector<Pattern> patterns_;
  std::vector<const Draw*> pattern_draws_;
  std::vector<Choice> choices_;
  std::vector<Range> ranges_;
  std::vector<Share> shares_;
  std::int64_t first_day_ = 0, day_count_ = 1;
  int bits_ = 1;
};

}  // namespace zh::simulate
