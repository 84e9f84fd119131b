#!/usr/bin/python3
"""Every command of the Chinese guide that stands on a line of its own runs on the example as written: guide.py ZHIHENG"""
import glob
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile

zhiheng = os.path.abspath(sys.argv[1])


def edit(source, target):
    """The edits of the page on edited reports: two numbers of the first paragraph, one point of the first chart as it is drawn."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = text.replace("3612亿元".encode(), "3621亿元".encode(), 1).replace("3223.3亿元".encode(), "3223亿元".encode(), 1)
            if name == "word/charts/chart1.xml":
                text = text.replace(b"<c:v>3612</c:v>", b"<c:v>3700</c:v>")
            new.writestr(name, text)


root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
bad = count = 0
with tempfile.TemporaryDirectory() as folder:
    project = os.path.join(folder, "项目")
    shutil.copytree(os.path.join(root, "examples/kunming-2023"), project, ignore=shutil.ignore_patterns("out", "records"))
    for page in sorted(glob.glob(os.path.join(root, "docs/guide/*.md"))):
        for number, line in enumerate(open(page, encoding="utf-8"), 1):
            found = re.match(r"    zhiheng (?=[a-z])(.*)", line)
            if not found:
                continue
            # A remark follows after two blanks or more, or, where the columns left no room, after one blank behind 项目.
            command = re.split(r" {2,}|(?<=项目) +(?=只|有|生)", found[1])[0]
            if "指纹" in command or "文件…" in command or "--records" in command:
                continue  # a placeholder; tests/whole/check.py accepts a real one
            command = command.replace(" [编号]", "").replace("编号或表达式", "主营业务收入").replace("[词]", "占比" if "functions" in command else "收入")
            if "改稿.docx" in command:
                edit(os.path.join(project, "out/report.docx"), os.path.join(folder, "改稿.docx"))
            run = subprocess.run([zhiheng, *shlex.split(command)], cwd=folder, capture_output=True, text=True)
            count += 1
            if run.returncode:
                bad = 1
                print(f"{os.path.basename(page)}:{number}: zhiheng {command}", run.stdout, run.stderr, sep="\n")
    print(count, "commands")
sys.exit(bad or count < 8)
