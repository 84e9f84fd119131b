#pragma once
#include <string>

#include "store/cluster.h"
#include "store/http.h"

namespace zh::store {

/// A request to a node as everyone makes it: the answer comes whole or with an error status, never a part of the shards.
HttpRequest clickhouse_request(const ClusterOptions& options, std::size_t shard);
/// The first line of what a node complains of, with its address.
std::string complaint_of(const HttpAnswer& answer, const std::string& address);

/// Adds a value as TabSeparated has it: days as 20230131, moments as 20230131083000 (see clickhouse_dialect), decimals exactly.
void put_cell(const Rows& rows, std::size_t row, std::size_t column, const ColumnType& type, std::string& out);
/// Reads TabSeparatedWithNamesAndTypes. False when it is not that, not whole, or has a type that is not exact.
bool read_answer(const std::string& text, Rows& rows);

}  // namespace zh::store
