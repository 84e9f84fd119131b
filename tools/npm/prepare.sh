#!/usr/bin/env bash
# Makes build/deps/echarts.js, the part of ECharts that report.html embeds: bar, line and pie charts drawn as SVG.
# Does nothing, and asks nothing of the network, when the file is there and no older than what it is made from.
set -euo pipefail
cd "$(dirname "$0")"
out=../../build/deps/echarts.js
if [ -s "$out" ] && [ "${1:-}" != --force ] && cmp -s package-lock.json "$out.lock"; then exit 0; fi

modules=node_modules/echarts/package.json
if ! [ -f "$modules" ] || ! cmp -s package-lock.json node_modules/.zhiheng-lock; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json node_modules/.zhiheng-lock
fi
mkdir -p "$(dirname "$out")"
version=$(node -p 'require("./node_modules/echarts/package.json").version')
{
  printf '/*! Apache ECharts %s, licensed under Apache-2.0 (https://www.apache.org/licenses/LICENSE-2.0), bundled with zrender:\n' "$version"
  cat node_modules/zrender/LICENSE
  printf '*/\n'
  # Without the comments: the licences stand above, once.
  node_modules/.bin/esbuild echarts-entry.mjs --bundle --minify --format=iife --target=es2019 --charset=utf8 --legal-comments=none \
    --log-level=warning --define:process.env.NODE_ENV='"production"'
} >"$out.new"
# It goes into a script element of a page that forbids eval.
if grep -qiE '</script|<!--|new Function\(|[^.a-zA-Z]eval\(' "$out.new"; then
  echo "prepare.sh: the bundle cannot be embedded: it ends the script element or makes code from text" >&2
  exit 1
fi
mv "$out.new" "$out"
cp package-lock.json "$out.lock"
