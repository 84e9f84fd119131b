#!/usr/bin/env bash
# Pictures of the example's outputs for the README and the guide: docs/images/make.sh, after ./dev demo and ./dev test.
# Needs pdftoppm, Chromium, node with the packages of tools/npm, and python3-pil.
set -euo pipefail
cd "$(dirname "$0")"
out=../../examples/kunming-2023/out
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

page_with() { # WORDS: the first page of the pdf after the tables of contents that holds them
  local n
  n=$(pdfinfo "$out/report.pdf" | awk '/^Pages:/ {print $2}')
  for ((p = 4; p <= n; p++)); do
    if pdftotext -f "$p" -l "$p" "$out/report.pdf" - | tr -d ' \n' | grep -q "$1"; then echo "$p"; return; fi
  done
  return 1
}
page() { # NAME PAGE
  pdftoppm -png -r 80 -f "$2" -l "$2" -singlefile "$out/report.pdf" "$work/$1"
}

p=$(page_with '^.*就全区看')
page page "$p"
page table "$(page_with '所属领域')"
page contents 2
status=0 # the checked text holds contradictions
LANG=zh_CN.UTF-8 ../../build/release/zhiheng check --format html -o "$work/checked.html" checked.md || status=$?
[ "$status" = 1 ]
node shoot.mjs "$out/report.html" "$work/checked.html" "$work"
rm "$work/checked.html"

/usr/bin/python3 - "$work" . <<'PY'
import os, sys
from PIL import Image
source, target = sys.argv[1:]
for name in sorted(os.listdir(source)):
    picture = Image.open(os.path.join(source, name)).convert("RGB")
    for colours in (256, 128, 64, 32):
        path = os.path.join(target, name)
        picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if os.path.getsize(path) <= 150_000:
            break
    print(name, os.path.getsize(path))
PY
