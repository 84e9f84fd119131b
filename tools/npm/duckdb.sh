#!/usr/bin/env bash
# Makes build/deps/duckdb: libduckdb.so, duckdb.h (its C interface) and its licence, out of two npm packages whose packed files must
# have the digests of duckdb.lock. Does nothing, and asks nothing of the network, when they are there and of that lock.
set -euo pipefail
cd "$(dirname "$0")"
out=../../build/deps/duckdb
if [ -s "$out/libduckdb.so" ] && [ "${1:-}" != --force ] && cmp -s duckdb.lock "$out/lock"; then exit 0; fi

mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
while read -r name version integrity; do
  case "$name" in '#'* | '') continue ;; esac
  (cd "$work" && npm pack --silent "$name@$version" >packed) || {
    echo "duckdb.sh: npm cannot fetch $name@$version" >&2
    exit 1
  }
  file=$work/$(cat "$work/packed")
  got=sha512-$(openssl dgst -sha512 -binary "$file" | base64 -w0)
  if [ "$got" != "$integrity" ]; then
    echo "duckdb.sh: $name@$version is not the file that duckdb.lock names" >&2
    exit 1
  fi
  tar -xzf "$file" -C "$work" --wildcards 'package/libduckdb.so' 'package/src/duckdb/src/include/duckdb.h' 'package/LICENSE' 2>/dev/null || true
  rm "$file"
done <duckdb.lock
install -m 644 "$work/package/src/duckdb/src/include/duckdb.h" "$work/package/LICENSE" "$out/"
install -m 755 "$work/package/libduckdb.so" "$out/libduckdb.so.new"
mv "$out/libduckdb.so.new" "$out/libduckdb.so"
cp duckdb.lock "$out/lock"
