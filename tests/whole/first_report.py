#!/usr/bin/python3
"""The guide's fifteen minutes, typed as they stand there: first_report.py ZHIHENG"""
import os
import re
import shlex
import subprocess
import sys
import tempfile
import zipfile

zhiheng = os.path.abspath(sys.argv[1])
page = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/guide/16-first.md")
text = open(page, encoding="utf-8").read()
files, current = {}, None
for line in text.splitlines():
    named = re.fullmatch(r"`([^`]+\.(?:csv|toml|md))`：", line)
    if named:
        current = named[1]
        files[current] = []
    elif current and (line.startswith("    ") or not line):
        files[current].append(line[4:])
    elif line:
        current = None
commands = re.findall(r"^    zhiheng (.*)$", text, re.M)
wanted = re.search(r"^> (.*)$", text, re.M)[1]
bad = 0
with tempfile.TemporaryDirectory() as folder:
    project = os.path.join(folder, "投诉分析")
    for number, command in enumerate(commands):
        if command == "build 投诉分析":
            os.remove(os.path.join(project, "returns/业务科室.xlsx"))
            for name, lines in files.items():
                with open(os.path.join(project, name), "w", encoding="utf-8") as file:
                    file.write("\n".join(lines) + "\n")
            command += " --only docx,html,xlsx,json"
        run = subprocess.run([zhiheng, *shlex.split(command)], cwd=folder, capture_output=True, text=True)
        if run.returncode or (number > 1 and re.search("warning|note", run.stderr)):
            bad = 1
            print(command, run.stdout, run.stderr, sep="\n")
    with zipfile.ZipFile(os.path.join(project, "out/report.docx")) as docx:
        words = re.sub(r"<[^>]*>", "", docx.read("word/document.xml").decode())
    if wanted not in words:
        bad = 1
        print(f"“{wanted}” is not in the report: {words[:400]}")
if len(files) != 5 or len(commands) != 5:
    bad = 1
    print("the page has other files or commands than expected:", list(files), commands)
sys.exit(bad)
