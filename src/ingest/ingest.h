#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/world.h"
#include "catalog/catalog.h"
#include "store/store.h"

namespace zh::ingest {

struct RegionName {
  std::string code, name, short_name;  ///< 530100-JKQ, 昆明经济技术开发区, 经开区
  std::string parent = {};             ///< code of the region it is part of, or empty
};

/// Something else that is to be read in place of what stands in a cell: what if?
struct CellEdit {
  std::string file;   ///< in returns/: 发展改革局.xlsx
  std::string sheet;  ///< empty: the file's only one
  std::string cell;   ///< E7
  std::string text;   ///< as typed there; empty: blank
};

struct Input {
  std::string folder;                ///< the project folder; returns.toml and returns/ lie in it
  RegionName region;                 ///< the project's own region: what a block without a region means
  std::vector<RegionName> regions;   ///< others that returns may speak of
  int year = 0;                      ///< the report's year, for blocks without a period
  std::vector<CellEdit> edits = {};  ///< read so; the files stay as they are
};

struct Result {
  store::Store store;
  std::vector<store::Register> registers;
  int files = 0, sheets = 0, observations = 0;
  /// Cells of returns that lie inside a mapped block, for "which returned cells are used nowhere".
  std::vector<store::Origin> cells;
};

/// Reads returns.toml and all returns it names. Reports all faults of all files; the result holds what could be read.
Result ingest(const Input& input, const World& world, const catalog::Catalog& catalog, Diagnostics& faults);

}  // namespace zh::ingest
