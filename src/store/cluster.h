#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/engine.h"

namespace zh::store {

/// [engine] of zhiheng.toml with kind = "clickhouse".
struct ClusterOptions {
  std::vector<std::string> addresses;  ///< one for each shard: http://host:8123 or https://host:8443
  std::string cluster;                 ///< its name in the servers' remote_servers
  std::string database = "zhiheng";    ///< of this project alone
  std::string user = "default", password;
  std::string ca_file;      ///< certificates that https trusts; empty: the system's
  int connect_seconds = 5;  ///< until a node must have answered a ping
  int query_seconds = 600;  ///< until a query or a block must be done
};

/// The rows of one accepted file that count, as the embedded database has them.
struct Portion {
  int file = 0;
  std::int64_t rows = 0;
  std::string token;  ///< stands for their content
};

/// A ClickHouse cluster (18.16 or later), spoken to by HTTP, one address for each shard. Every kind is a MergeTree table on
/// each shard, one partition for each file, and a Distributed table over them. Beside them `_sent` says which partitions are
/// whole: its line is written last.
class Cluster {
 public:
  /// Loads libcurl, which nobody else pays for, and asks each node whether it is there.
  static std::unique_ptr<Cluster> open(const ClusterOptions& options, std::function<bool()> stopped, EngineFailure& failure);
  virtual ~Cluster() = default;

  /// A whole answer, or a failure: never a part.
  virtual bool query(const std::string& sql, Rows& rows, EngineFailure& failure) = 0;

  /// Gives the rows of a file, `_file` and `_row` first.
  using Feed = std::function<bool(int file, const std::function<bool(const Rows&)>& take, EngineFailure& failure)>;
  /// Makes the shards hold exactly these portions: what is whole stays, everything else is dropped and sent again.
  virtual bool take(const std::string& kind, const std::vector<Column>& columns, const std::vector<Portion>& portions,
                    const Feed& feed, EngineFailure& failure) = 0;
  /// Fails with `not_sent` unless every shard holds its part of exactly these portions.
  virtual bool check(const std::string& kind, const std::vector<Portion>& portions, EngineFailure& failure) = 0;
};

}  // namespace zh::store
