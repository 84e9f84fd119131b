#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/cluster.h"
#include "store/http.h"

namespace zh::store {

/// A table or view on a ClickHouse server (18.16 or later) from which records come, asked over HTTP at the first of the
/// server's addresses. Only read.
class SourceTable {
 public:
  /// `name`: "table" or "database.table".
  SourceTable(const ClusterOptions& server, std::string name, std::function<bool()> stopped)
      : server_(server), name_(std::move(name)), stopped_(std::move(stopped)) {}

  /// Loads libcurl. The names of the columns in their order.
  bool columns(std::vector<std::string>& names, EngineFailure& failure) const;
  /// Gives these columns as .csv with a header, piece by piece: values as the server writes them, NULL as nothing, rows in the
  /// order of the columns, so that the same rows are the same bytes. Whole, or the answer is false; so it is where `take` is.
  bool read(const std::vector<std::string>& columns, const std::function<bool(std::string_view)>& take,
            EngineFailure& failure) const;

 private:
  bool ask(const std::string& sql, HttpAnswer& answer, std::function<bool(std::string_view)> sink,
           EngineFailure& failure) const;
  std::string quoted_name() const;

  ClusterOptions server_;
  std::string name_;
  std::function<bool()> stopped_;
};

}  // namespace zh::store
