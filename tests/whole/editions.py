#!/usr/bin/python3
"""The public edition: no withheld name or value stands in any part of any output, however deep: editions.py ZHIHENG

A small project with numbers that occur nowhere else is built in both editions. What the rules withhold is looked for in every part of
every output, in zips inside zips too, and in the text of the pdf; the internal edition holds all of it. Then the example is built in
both editions and its masked names are looked for in the same way. Last, the withheld values are shown not to follow from what is printed.
"""
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

zhiheng = os.path.abspath(sys.argv[1])
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
failures = []


def expect(condition, message):
    if not condition:
        failures.append(message)
        print("FAIL", message)


def parts(name, data, depth=0):
    """Every part of a file, those of packages inside packages too."""
    yield name, data
    if data[:4] == b"PK\x03\x04" and depth < 5:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in package.namelist():
                yield from parts(name + "!" + entry, package.read(entry), depth + 1)


def readable(data):
    """The text of a part: as it is, without markup (a word may be cut into runs), with escapes of JSON and XML resolved, folded."""
    text = data.decode("utf-8", "ignore")
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    unescaped = re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), unescaped)
    bare = re.sub(r"<[^>]*>", "", unescaped)
    return "\n".join(unicodedata.normalize("NFKC", t) for t in (text, unescaped, bare))


def outputs(folder):
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            yield from parts(name, file.read())
        if name.endswith(".pdf"):
            yield name + "!text", subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout


def holding(folder, needle):
    """The parts that hold a name, or a number that is no piece of a longer one."""
    if re.fullmatch(r"[\d.]+", needle):
        pattern = re.compile(r"(?<![\d.a-f])" + re.escape(needle) + r"(?![\d.a-f]*[\da-f])")
    else:
        pattern = re.compile(re.escape(unicodedata.normalize("NFKC", needle)))
    return [name for name, data in outputs(folder) if pattern.search(readable(data))]


def build(project, edition, formats):
    shutil.rmtree(os.path.join(project, "out"), ignore_errors=True)
    run = subprocess.run([zhiheng, "--lang", "en", "build", project, "--edition", edition, "--only", formats],
                         capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


PROJECT = {
    "zhiheng.toml": """
title = "试验报告"
period = 2023
region = { name = "试验区" }
[output]
edition = "public"
[[public.mask]]
list = "企业名单"
as = "企业"
[[public.mask]]
register = "约谈企业"
field = "name"
as = "单位"
[[public.suppress]]
indicator = "来件数"
members = ["信访件"]
with = ["信访增幅"]
[[public.suppress]]
indicator = "事故数"
below = 100
""",
    "catalog/own.toml": """
[t.firms]
name = "企业投诉数"
unit = "件"
kind = "flow"
by = { firm = "企业名单" }
definition = "列名的是晨曦通信（集团）有限公司等。"
[t.firm_share]
name = "企业投诉占比"
unit = "%"
kind = "rate"
formula = "企业投诉数[晨曦通信（集团）有限公司] / 企业投诉数"
[t.letters]
name = "来件数"
unit = "件"
kind = "flow"
by = { channel = "渠道" }
[t.letter_growth]
name = "来件数增速"
unit = "%"
kind = "growth"
growth_of = "t.letters"
by = { channel = "渠道" }
[t.letters_more]
name = "信访增幅"
unit = "件"
kind = "stock"
by = { channel = "渠道" }
[t.accidents]
name = "事故数"
unit = "起"
kind = "flow"
by = { where = "场所" }
[lists."企业名单"]
is = "partition"
members = ["晨曦通信（集团）有限公司", "暮云食品厂", "白露商行"]
alias = { "晨曦通信（集团）有限公司" = ["晨曦通信"] }
[lists."渠道"]
is = "partition"
members = ["热线", "信访件", "转办件", "网上"]
[lists."场所"]
is = "partition"
members = ["工地", "车间", "仓库", "道路"]
""",
    "returns.toml": """
[[block]]
file = "企业.csv"
measure = "t.firms"
rows = { header = "企业", as = "firm" }
columns = { as = "period" }
total = "合计"
[[block]]
file = "来件.csv"
measure = "t.letters"
rows = { header = "渠道", as = "channel" }
columns = { as = "period" }
total = "合计"
[[block]]
file = "增速.csv"
measure = "t.letter_growth"
rows = { header = "渠道", as = "channel" }
columns = { as = "period" }
[[block]]
file = "增幅.csv"
measure = "t.letters_more"
rows = { header = "渠道", as = "channel" }
columns = { as = "period" }
[[block]]
file = "事故.csv"
measure = "t.accidents"
rows = { header = "场所", as = "where" }
columns = { as = "period" }
total = "合计"
[[register]]
file = "约谈.csv"
name = "约谈企业"
columns = { "企业名称" = "name", "事由" = "why" }
""",
    "returns/企业.csv": "企业,2022年,2023年\n晨曦通信(集团)有限公司,40123,41357\n暮云食品厂,2211,2327\n白露商行,1009,1013\n合计,43343,44697\n",
    "returns/来件.csv": "渠道,2022年,2023年\n热线,81001,82003\n信访件,30341,30547\n转办件,45053,45757\n网上,70009,71011\n合计,226404,229318\n",
    "returns/增速.csv": "渠道,2023年\n信访件,0.679\n热线,1.237\n",
    "returns/增幅.csv": "渠道,2023年\n信访件,206.5\n热线,1002\n",
    "returns/事故.csv": "场所,2023年\n工地,61.5\n车间,3571\n仓库,4583\n道路,5591\n合计,13806.5\n",
    "returns/约谈.csv": "企业名称,事由\n朝露旅行社,合同纠纷\n白露商行,价格\n",
    "report/1-章.md": """# 情况

投诉最多的晨曦通信（集团）有限公司{{ 企业投诉数[晨曦通信（集团）有限公司] }}，占{{ 企业投诉占比 }}；晨曦通信已约谈。列举：{{ 企业投诉数 | 列表(按 = 企业名单) }}，白露商行也在其中。

来件{{ 来件数 }}：{{ 来件数 | 列表(按 = 渠道) }}，其中信访件{{ 来件数[信访件] | 同比 }}、占{{ 来件数[信访件] | 占比 }}，转办件{{ 来件数[转办件] | 增减 }}。

见@fig-letters、@tbl-letters、@tbl-firms、@fig-firms、@tbl-talks、@tbl-accidents。[内中另有{{ 来件数[信访件] }}。]{.internal}[公开版从略。]{.public}

::: internal
只供内部：暮云食品厂的{{ 企业投诉数[暮云食品厂] }}待核，信访件增加{{ 信访增幅[信访件] }}。
:::

::: public
以下分项从略。
:::

```chart {#fig-letters}
caption = "来件"
type = "pie"
by = "渠道"
value = "来件数"
```

```table {#tbl-letters}
caption = "来件"
rows = "渠道"
columns = "年"
years = 2
value = "来件数"
total = "合计"
```

```table {#tbl-firms}
caption = "企业"
rows = "企业名单"
columns = "年"
years = 2
value = "企业投诉数"
total = "合计"
```

```chart {#fig-firms}
caption = "企业"
type = "bar"
by = "企业名单"
value = "企业投诉数"
top = 2
```

```table {#tbl-talks}
caption = "约谈企业"
register = "约谈企业"
```

```table {#tbl-accidents}
caption = "事故"
rows = "场所"
columns = "年"
years = 1
value = "事故数"
total = "合计"
```
""",
}
NAMES = ["晨曦通信（集团）有限公司", "晨曦通信", "暮云食品厂", "白露商行", "朝露旅行社"]
# The named value of each year and the least other one of the same line, with what would give them away.
VALUES = ["30547", "30341", "45757", "45053", "0.679", "206.5", "61.5", "3571"]

with tempfile.TemporaryDirectory() as folder:
    project = os.path.join(folder, "试验")
    for name, text in PROJECT.items():
        path = os.path.join(project, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    out = os.path.join(project, "out")

    status, said = build(project, "internal", "docx,html,xlsx,json,pdf")
    expect(status == 0, "the internal edition builds: " + said)
    expect(sorted(os.listdir(out)) == ["annex.xlsx", "ledger.json", "report.docx", "report.html", "report.pdf"],
           "names of the internal edition")
    for needle in NAMES + [v for v in VALUES if v != "0.679"]:
        expect(holding(out, needle), f"the internal edition holds {needle}: the search finds what is there")
    expect(not holding(out, "公开版从略"), "text of the public edition stays out of the internal one")

    status, said = build(project, "public", "docx,html,xlsx,json,pdf")
    expect(status == 0, "the public edition builds: " + said)
    expect(sorted(os.listdir(out)) == ["annex-public.xlsx", "ledger-public.json", "report-public.docx", "report-public.html",
                                       "report-public.pdf"], "names of the public edition")
    searched = sum(1 for _ in outputs(out))
    expect(searched > 60, f"packages are opened: {searched} parts")
    for needle in NAMES + VALUES + ["只供内部", "内中另有", "待核"]:
        expect(not holding(out, needle), f"{needle} stands in {holding(out, needle)}")
    for needle in ["企业甲", "企业乙", "企业丙", "单位甲", "公开版从略", "以下分项从略", "不公布", "41357", "229318", "82003"]:
        expect(holding(out, needle), f"the public edition holds {needle}")
    with open(os.path.join(out, "ledger-public.json"), encoding="utf-8") as file:
        ledger = json.load(file)
    withheld = [fact for fact in ledger["facts"] if fact["value"]["status"] == "Q"]
    expect(len(withheld) >= 10, f"withheld facts have the status Q: {len(withheld)}")
    # One unknown in a line that adds up would be known: in each printed line of the table the unknown are none or two and more.
    cells = {}
    for fact in ledger["facts"]:
        for place in fact["places"]:
            if place.get("id") in ("tbl-letters", "tbl-accidents"):
                cells.setdefault((place["id"], place["column"]), []).append(fact["text"])
    expect(len(cells) == 3, f"columns of the tables: {sorted(cells)}")
    for column, texts in cells.items():
        expect(texts.count("*") in (0, 2, 3, 4), f"{column}: {texts}")
        expect(texts[-1] != "*", f"{column}: the total is kept: {texts}")

    # A name that is written in no way the rules know is found before anything is written.
    chapter = os.path.join(project, "report/1-章.md")
    with open(chapter, encoding="utf-8") as file:
        text = file.read()
    with open(chapter, "w", encoding="utf-8") as file:
        file.write(text.replace("公开版从略", "暮云 食品厂从略"))
    status, said = build(project, "public", "docx")
    expect(status == 1 and "E117" in said and not os.path.exists(out), "a name that slipped through stops the build: " + said)

    example = os.path.join(folder, "示例")
    shutil.copytree(os.path.join(root, "examples/kunming-2023"), example, ignore=shutil.ignore_patterns("out", "records"))
    out = os.path.join(example, "out")
    with open(os.path.join(example, "catalog/region.toml"), encoding="utf-8") as file:
        listed = re.search(r'\[lists\."投诉举报热点企业"\].*?members = \[(.*?)\]', file.read(), re.S)[1]
    firms = re.findall(r'"(.*?)"', listed)
    expect(len(firms) == 11, f"firms of the example: {firms}")
    status, said = build(example, "internal", "docx,html,xlsx,json")
    expect(status == 0, "the example's internal edition builds: " + said)
    for firm in firms:
        expect(holding(out, firm), f"the internal edition names {firm}")
    status, said = build(example, "public", "docx,html,xlsx,json")
    expect(status == 0, "the example's public edition builds: " + said)
    for firm in firms:
        expect(not holding(out, firm), f"{firm} stands in {holding(out, firm)}")
    run = subprocess.run([zhiheng, "check", os.path.join(out, "report-public.docx")], capture_output=True, text=True)
    expect(run.returncode == 0, "the public edition has no findings: " + run.stdout[-2000:])

print("editions:", "failed" if failures else f"nothing withheld in {searched} parts")
sys.exit(bool(failures))
