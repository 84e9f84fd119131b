#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/period.h"
#include "base/status.h"
#include "base/unit.h"

namespace zh::ingest {

/// What a label column or the header says.
struct LabelRule {
  std::string header;  ///< of a label column
  std::string as;      ///< period, indicator, region or a breakdown
  std::string under;   ///< of columns
};

/// What holds for a column, or for a whole block.
struct Meaning {
  std::string measure, region, unit;
  std::optional<Period> period;
  std::map<std::string, std::string> members;  ///< breakdown word → member
};

/// One [[block]] or [[register]] of returns.toml (see returns_map.h).
struct Block {
  std::vector<std::string> files, sheets;
  std::string near;
  int header_rows = 0;
  std::vector<LabelRule> rows;
  std::optional<LabelRule> column_rule;
  std::vector<std::pair<std::string, Meaning>> columns;  ///< header text → meaning
  Meaning whole;
  std::string unit_header;
  std::string vintage, note, total, register_name;
  ObsStatus status = ObsStatus::normal;
  std::vector<std::string> ignore, estimated, provisional, bounds;
  std::map<std::string, ObsStatus> missing;                 ///< folded text → status
  std::vector<std::pair<std::string, std::string>> fields;  ///< of a register: header → field
  bool prefer = false;
  Location where;
};

std::vector<Block> read_map(const std::string& text, Diagnostics& faults);
/// * and ? as in file names.
bool matches(const std::string& pattern, const std::string& text);

}  // namespace zh::ingest
