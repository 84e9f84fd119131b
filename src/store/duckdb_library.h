#pragma once
#include <duckdb.h>

#include <string>

namespace zh::store {

// The functions of the engine's C interface that are used, each once.
#define ZH_DUCKDB_FUNCTIONS(X)                                                                                            \
  X(library_version)                                                                                                      \
  X(create_config)                                                                                                        \
  X(set_config)                                                                                                           \
  X(destroy_config)                                                                                                       \
  X(open_ext)                                                                                                             \
  X(close)                                                                                                                \
  X(connect)                                                                                                              \
  X(disconnect) X(interrupt) X(free) X(query) X(destroy_result) X(result_error) X(result_error_type) X(rows_changed)      \
      X(column_count) X(column_name) X(column_logical_type) X(fetch_chunk) X(prepare) X(prepare_error) X(destroy_prepare) \
          X(pending_prepared) X(pending_prepared_streaming) X(pending_execute_task) X(pending_execution_is_finished)      \
              X(pending_error) X(execute_pending) X(destroy_pending) X(create_logical_type) X(create_decimal_type)        \
                  X(create_enum_type) X(destroy_logical_type) X(get_type_id) X(decimal_scale) X(decimal_internal_type)    \
                      X(enum_internal_type) X(enum_dictionary_value) X(enum_dictionary_size) X(destroy_data_chunk)        \
                          X(data_chunk_get_column_count) X(data_chunk_get_vector) X(data_chunk_get_size)                  \
                              X(data_chunk_set_size) X(vector_get_data) X(vector_get_column_type) X(vector_get_validity)  \
                                  X(vector_ensure_validity_writable) X(vector_assign_string_element_len)                  \
                                      X(validity_set_row_invalid) X(validity_row_is_valid) X(create_table_function)       \
                                          X(destroy_table_function) X(table_function_set_name)                            \
                                              X(table_function_set_extra_info) X(table_function_set_bind)                 \
                                                  X(table_function_set_init) X(table_function_set_local_init)             \
                                                      X(table_function_set_function) X(register_table_function)           \
                                                          X(bind_get_extra_info) X(bind_add_result_column)                \
                                                              X(init_get_extra_info) X(init_set_init_data)                \
                                                                  X(init_set_max_threads) X(function_get_extra_info)      \
                                                                      X(function_get_local_init_data) X(function_set_error)

/// The engine's library, loaded once a process. nullptr and `why` when it cannot be, or is not the version that was tested.
struct DuckDb {
#define ZH_DECLARE(name) decltype(&::duckdb_##name) name;
  ZH_DUCKDB_FUNCTIONS(ZH_DECLARE)
#undef ZH_DECLARE
  static const DuckDb* load(const std::string& path, std::string& why);
  /// For the engine's callbacks: the one that called.
  static const DuckDb* loaded();
};

}  // namespace zh::store
