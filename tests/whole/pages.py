#!/usr/bin/python3
"""Tables that run over pages, upright and turned: pages.py ZHIHENG

A project with a register of 90 rows and 7 columns, printed upright and on turned pages, is made into a pdf. Each of its pages repeats the
header row, turned pages are as wide as the others are high, page numbers run on through the turns, and no row is lost or printed twice.
"""
import os
import re
import subprocess
import sys
import tempfile

zhiheng = os.path.abspath(sys.argv[1])
ROWS = 90
faults = []


def expect(condition, message):
    if not condition:
        faults.append(message)
        print("FAIL", message)


def table(name, more):
    return f"""
```table {{#{name}}}
caption = "获奖名单"
register = "获奖"
columns = [ {{ field = "year", name = "年度" }}, {{ field = "prize", name = "奖项" }}, {{ field = "firm", name = "企业名称" }},
            {{ field = "no", name = "证书编号" }}, {{ field = "date", name = "发证日期" }}, {{ field = "org", name = "发证机构" }} ]
number = "序号"
merge = ["year", "prize"]
widths = [0.7, 0.8, 1, 3, 1.2, 1.3, 1.3]
{more}
```
"""


with tempfile.TemporaryDirectory() as folder:
    files = {
        "zhiheng.toml": 'title = "长表"\nperiod = 2023\nregion = { name = "试验区" }\n[layout]\ncover = false\ntoc = false\n'
                        'list-of-figures = false\nlist-of-tables = false\n',
        "returns/奖.csv": "年度,奖项,企业,编号,日期,机构\n" + "".join(
            f"2023,{['市长奖', '提名奖', '主任奖'][i // 30]},第{i:02}号企业有限公司,证书{i:03},2023-01-{i % 28 + 1:02},某某机构\n" for i in range(ROWS)),
        "returns.toml": '[[register]]\nfile = "奖.csv"\nname = "获奖"\ncolumns = { "年度" = "year", "奖项" = "prize", "企业" = "firm", '
                        '"编号" = "no", "日期" = "date", "机构" = "org" }\n',
        "report/1.md": "# 长表\n\n名单见@tbl-a和@tbl-b。\n" + table("tbl-a", "") + "\n直排之后的一段。\n" + table("tbl-b", "landscape = true") +
                       "\n横排之后的一段。\n",
    }
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    run = subprocess.run([zhiheng, "build", folder, "--only", "pdf"], capture_output=True, text=True)
    expect(run.returncode == 0, run.stdout + run.stderr)
    pdf = os.path.join(folder, "out/report.pdf")
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    info = subprocess.run(["pdfinfo", "-f", "1", "-l", str(len(text)), pdf], capture_output=True, text=True, check=True).stdout
    sizes = [tuple(map(float, m)) for m in re.findall(r"size:\s+([\d.]+) x ([\d.]+)", info)]
    rotations = [int(r) for r in re.findall(r"rot:\s+(\d+)", info)]
    turned = [(w > h) != (r % 180 == 90) for (w, h), r in zip(sizes, rotations)]
    bare = [page.replace(" ", "") for page in text]

    numbered = [re.search(r"—(\d+)—\s*$", page.strip()) for page in bare]
    expect([m and int(m[1]) for m in numbered] == list(range(1, len(text) + 1)), f"page numbers run on: {[m and m[1] for m in numbered]}")
    expect(turned == sorted(turned, key=bool) or turned.index(True) > 0, f"turned pages: {turned}")
    expect(sum(turned) >= 3 and not turned[0] and not turned[-1], f"upright, turned, upright again: {turned}")
    for n, page in enumerate(bare):
        if re.search(r"证书\d{3}", page):
            expect("序号" in page and "企业名称" in page and "发证机构" in page, f"page {n + 1} repeats the header row")
    for wanted in (False, True):
        found = re.findall(r"证书(\d{3})", "".join(page for page, t in zip(bare, turned) if t == wanted))
        expect(found == [f"{i:03}" for i in range(ROWS)], f"{'turned' if wanted else 'upright'}: rows {len(found)}")
    expect("直排之后的一段" in "".join(page for page, t in zip(bare, turned) if not t), "the paragraph after the upright table is upright")
    expect("横排之后的一段" in bare[-1], "the paragraph after the turned table stands on an upright page")

print("pages:", f"{len(faults)} faults" if faults else f"{len(text)} pages, {sum(turned)} of them turned")
sys.exit(bool(faults))
