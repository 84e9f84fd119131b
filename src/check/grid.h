#pragma once
#include <vector>

#include "check/evidence.h"

namespace zh::check {

/// A table seen by columns or by rows, so that one rule reads both: lines hold entries, entries of one index belong together.
struct Grid {
  const claim::Table* table = nullptr;
  bool by_columns = true;
  std::vector<std::vector<int>> line;  ///< claim ids, or -1
  std::vector<Text> label;
  std::vector<claim::Table::Column> kind;
  std::vector<bool> total;  ///< of a line: 合计, 总计 …
  std::vector<int> indent;  ///< of a line
  std::vector<bool> entry_total;
  std::size_t entries = 0;

  int at(std::size_t l, std::size_t e) const { return line[l][e]; }
};

Grid columns_of(const Evidence& evidence, const claim::Table& table);
Grid rows_of(const Evidence& evidence, const claim::Table& table);

}  // namespace zh::check
