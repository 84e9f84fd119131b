#include "store/duckdb_rows.h"

namespace zh::store {
namespace {

int128 whole(const duckdb_hugeint& value) {
  return (static_cast<int128>(value.upper) << 64) | static_cast<int128>(value.lower);
}

/// The number at a position of a vector, by the type that is stored.
int128 number_at(const void* data, duckdb_type type, idx_t row) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
      return static_cast<const bool*>(data)[row] ? 1 : 0;
    case DUCKDB_TYPE_TINYINT:
      return static_cast<const std::int8_t*>(data)[row];
    case DUCKDB_TYPE_SMALLINT:
      return static_cast<const std::int16_t*>(data)[row];
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_DATE:
      return static_cast<const std::int32_t*>(data)[row];
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_TIMESTAMP:
      return static_cast<const std::int64_t*>(data)[row];
    case DUCKDB_TYPE_UTINYINT:
      return static_cast<const std::uint8_t*>(data)[row];
    case DUCKDB_TYPE_USMALLINT:
      return static_cast<const std::uint16_t*>(data)[row];
    case DUCKDB_TYPE_UINTEGER:
      return static_cast<const std::uint32_t*>(data)[row];
    case DUCKDB_TYPE_UBIGINT:
      return static_cast<int128>(static_cast<const std::uint64_t*>(data)[row]);
    case DUCKDB_TYPE_HUGEINT:
      return whole(static_cast<const duckdb_hugeint*>(data)[row]);
    default:
      return 0;
  }
}

std::string text_at(const void* data, idx_t row) {
  const duckdb_string_t& text = static_cast<const duckdb_string_t*>(data)[row];
  const std::uint32_t length = text.value.inlined.length;
  return {length <= 12 ? text.value.inlined.inlined : text.value.pointer.ptr, length};
}

}  // namespace

ResultReader::ResultReader(const DuckDb& api, duckdb_result& result) : api_(api) {
  const idx_t columns = api.column_count(&result);
  for (idx_t i = 0; i < columns; ++i) {
    Type type;
    type.name = api.column_name(&result, i);
    duckdb_logical_type logical = api.column_logical_type(&result, i);
    type.id = type.stored = api.get_type_id(logical);
    if (type.id == DUCKDB_TYPE_DECIMAL) {
      type.scale = api.decimal_scale(logical);
      type.stored = api.decimal_internal_type(logical);
    }
    if (type.id == DUCKDB_TYPE_ENUM) {
      type.stored = api.enum_internal_type(logical);
      for (idx_t code = 0; code < api.enum_dictionary_size(logical); ++code) {
        char* word = api.enum_dictionary_value(logical, code);
        type.codes.emplace_back(word);
        api.free(word);
      }
    }
    api.destroy_logical_type(&logical);
    types_.push_back(std::move(type));
  }
}

void ResultReader::describe(Rows& rows) const {
  for (const Type& type : types_) {
    Rows::Column column;
    column.name = type.name;
    column.scale = type.scale;
    column.is_text = type.id == DUCKDB_TYPE_VARCHAR || type.id == DUCKDB_TYPE_ENUM;
    rows.columns.push_back(std::move(column));
  }
}

void ResultReader::append(duckdb_data_chunk chunk, Rows& rows) const {
  const idx_t count = api_.data_chunk_get_size(chunk);
  rows.count += count;
  for (std::size_t c = 0; c < types_.size(); ++c) {
    duckdb_vector vector = api_.data_chunk_get_vector(chunk, c);
    const void* data = api_.vector_get_data(vector);
    std::uint64_t* validity = api_.vector_get_validity(vector);
    Rows::Column& column = rows.columns[c];
    const Type& type = types_[c];
    for (idx_t row = 0; row < count; ++row) {
      const bool valid = !validity || api_.validity_row_is_valid(validity, row);
      column.nulls.push_back(!valid);
      if (!column.is_text)
        column.numbers.push_back(valid ? number_at(data, type.stored, row) : 0);
      else if (!valid)
        column.texts.emplace_back();
      else if (type.id == DUCKDB_TYPE_ENUM)
        column.texts.push_back(type.codes[static_cast<std::size_t>(number_at(data, type.stored, row))]);
      else
        column.texts.push_back(text_at(data, row));
    }
  }
}

}  // namespace zh::store
