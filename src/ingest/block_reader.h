#pragma once
#include <map>
#include <set>
#include <string>

#include "base/interval.h"
#include "ingest/block.h"
#include "ingest/ingest.h"
#include "ingest/number.h"
#include "ingest/table.h"
#include "ingest/totals.h"

namespace zh::ingest {

/// Reads the rows of found tables into observations.
class BlockReader {
 public:
  BlockReader(const Input& input, const catalog::Catalog& catalog, Result& result, Diagnostics& faults)
      : input_(input), catalog_(catalog), result_(result), faults_(faults) {}
  void read(const Block& block, const Table& table, const std::string& file);
  const Intervals& intervals() const { return intervals_; }  ///< of all that has been read

 private:
  /// What is known of a number from its block, column and row.
  struct Place {
    std::string indicator;  ///< code
    std::string region;
    std::optional<Period> period;
    std::map<std::string, std::string> members;  ///< breakdown code → member
    struct Label {
      std::string breakdown, text;  ///< as written
      Location where;
    };
    std::vector<Label> labels;  ///< of breakdowns, until the indicator is known
    std::optional<Unit> unit;
  };
  struct Column {
    int column;
    Place place;
  };
  std::vector<Column> columns_by_rule(const Block& block, const Table& table, const std::string& file);
  std::vector<Column> columns_by_name(const Block& block, const Table& table, const std::string& file);
  bool is_row(const Block& block, const Table& table, int row) const;
  static bool has_figures(const Block& block, const Table& table, int row, const std::vector<Column>& data);
  bool spans_places(const Block& block, const Table& table, const std::string& file, int row, int column,
                    const std::vector<Column>& data);
  void check_units(const Location& where, std::initializer_list<std::optional<Unit>> units);
  void conflict(const store::Observation& one, const store::Observation& two);
  void check_rules(const Block& block);
  Interval interval_of(const Decimal& written, const Decimal& value, int decimals, const Unit& unit) const;
  std::vector<Column> columns(const Block& block, const Table& table, const std::string& file);
  bool apply_label(const std::string& as, const std::string& label, const Location& where, Place& place) const;
  bool apply(const Meaning& meaning, const Location& where, Place& place);
  void read_cell(const Block& block, const Table& table, const std::string& file, int row, int column, Place place,
                 std::optional<Unit> unit);
  std::string find_member(const Block& block, const catalog::MemberList* list, const std::string& label, bool& total,
                          std::optional<Unit>& unit) const;
  bool resolve_members(const Block& block, const catalog::Indicator& indicator, Place& place, std::optional<Unit>& unit);
  void store(const Block& block, store::Observation observation, const Interval& interval);
  std::string region_code(const std::string& name) const;
  std::vector<std::string> region_names() const;
  Location at(const Table& table, const std::string& file, int row, int column) const;

  const Input& input_;
  const catalog::Catalog& catalog_;
  Result& result_;
  Diagnostics& faults_;
  Intervals intervals_;
  std::set<store::Key> preferred_;  ///< come from a block with prefer = true
  std::set<std::string> reported_;  ///< places of labels that were reported: a label counts for many cells
  std::set<std::string> assumed_;   ///< indicators of the block whose unit nothing says
};

}  // namespace zh::ingest
