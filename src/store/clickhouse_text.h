#pragma once
#include <string>

#include "store/engine.h"

namespace zh::store {

/// Adds a value as TabSeparated has it: days as 20230131, moments as 20230131083000 (see clickhouse_dialect), decimals exactly.
void put_cell(const Rows& rows, std::size_t row, std::size_t column, const ColumnType& type, std::string& out);
/// Reads TabSeparatedWithNamesAndTypes. False when it is not that, not whole, or has a type that is not exact.
bool read_answer(const std::string& text, Rows& rows);

}  // namespace zh::store
