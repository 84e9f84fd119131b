"""The engine's own library through ctypes, for comparisons: no layer of ours in between."""
import ctypes
import os

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


class Duck:
    def __init__(self, path=None, threads=2, library=None, settings=()):
        self.lib = ctypes.CDLL(library or os.path.join(ROOT, "build/deps/duckdb/libduckdb.so"))
        self.lib.duckdb_result_error.restype = ctypes.c_char_p
        self.lib.duckdb_value_varchar.restype = ctypes.c_void_p
        for name in ("duckdb_row_count", "duckdb_column_count"):
            getattr(self.lib, name).restype = ctypes.c_uint64
        self.db, self.con = ctypes.c_void_p(), ctypes.c_void_p()
        if self.lib.duckdb_open(path.encode() if path else None, ctypes.byref(self.db)):
            raise RuntimeError(f"cannot open {path}")
        self.lib.duckdb_connect(self.db, ctypes.byref(self.con))
        for sql in (f"SET threads = {threads}", "SET preserve_insertion_order = false", *settings):
            self.run(sql)

    def run(self, sql):
        """Rows as lists of texts (NULL is None)."""
        result = (ctypes.c_uint64 * 8)()
        if self.lib.duckdb_query(self.con, sql.encode(), ctypes.byref(result)):
            raise RuntimeError(self.lib.duckdb_result_error(ctypes.byref(result)).decode())
        rows = []
        for row in range(self.lib.duckdb_row_count(ctypes.byref(result))):
            values = []
            for column in range(self.lib.duckdb_column_count(ctypes.byref(result))):
                text = self.lib.duckdb_value_varchar(ctypes.byref(result), ctypes.c_uint64(column), ctypes.c_uint64(row))
                values.append(ctypes.string_at(text).decode() if text else None)
                if text:
                    self.lib.duckdb_free(ctypes.c_void_p(text))
            rows.append(values)
        self.lib.duckdb_destroy_result(ctypes.byref(result))
        return rows

    def close(self):
        self.lib.duckdb_disconnect(ctypes.byref(self.con))
        self.lib.duckdb_close(ctypes.byref(self.db))
