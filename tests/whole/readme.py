#!/usr/bin/python3
"""The five minutes of README.md and README.zh-CN.md, typed as they stand there: readme.py ZHIHENG"""
import os
import re
import subprocess
import sys
import tempfile
import zipfile

zhiheng = os.path.abspath(sys.argv[1])
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
bad = 0
for readme in ("README.md", "README.zh-CN.md"):
    text = open(os.path.join(root, readme), encoding="utf-8").read()
    block = re.search(r"^    zhiheng\.toml .*?(?=^\S)", text, re.S | re.M)[0]
    files, current, indent = {}, None, 0
    for line in block.splitlines():
        found = re.match(r"    ((?:\S+/)?\S+\.(?:toml|csv|md)) +", line)
        if found:
            current, indent = found[1], found.end()
            files[current] = []
            # Chinese characters of the file's name take two columns
            indent += sum(1 for c in line[:found.end()] if ord(c) > 255)
            files[current].append(line[found.end():])
        elif current:
            files[current].append(line[indent:])
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in files.items():
            os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
        run = subprocess.run([zhiheng, "build", "--only", "docx,html,xlsx,json", folder], capture_output=True, text=True)
        if run.returncode or "warning" in run.stderr:
            print(readme, files, run.stdout, run.stderr, sep="\n")
            bad = 1
            continue
        with zipfile.ZipFile(os.path.join(folder, "out/report.docx")) as docx:
            words = re.sub(r"<[^>]*>", "", docx.read("word/document.xml").decode())
        wanted = "2023年主营业务收入3612亿元，比上年增长13.4%。"
        if wanted not in words:
            print(f"{readme}: “{wanted}” is not in the report: {words[:300]}")
            bad = 1
        explain = subprocess.run([zhiheng, "explain", folder, "主营业务收入"], capture_output=True, text=True)
        if explain.returncode or "returns/统计.csv" not in explain.stdout:
            print(readme, explain.stdout, explain.stderr)
            bad = 1
        catalog = subprocess.run([zhiheng, "catalog", "收入"], capture_output=True, text=True)
        if catalog.returncode or "主营业务收入" not in catalog.stdout:
            print(readme, catalog.stdout, catalog.stderr)
            bad = 1
sys.exit(bad)
