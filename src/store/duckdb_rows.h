#pragma once
#include "store/duckdb_library.h"
#include "store/engine.h"

namespace zh::store {

/// Turns the engine's chunks into Rows.
class ResultReader {
 public:
  ResultReader(const DuckDb& api, duckdb_result& result);
  void describe(Rows& rows) const;
  void append(duckdb_data_chunk chunk, Rows& rows) const;

 private:
  struct Type {
    duckdb_type id = DUCKDB_TYPE_INVALID, stored = DUCKDB_TYPE_INVALID;  ///< stored: of decimals and codes
    int scale = 0;
    std::vector<std::string> codes;
    std::string name;
  };
  const DuckDb& api_;
  std::vector<Type> types_;
};

}  // namespace zh::store
