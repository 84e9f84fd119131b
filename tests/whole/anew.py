#!/usr/bin/python3
"""anew.py ZHIHENG: starting, rolling forward, sealing and asking what-if, as a user does it, on real files.

A new project builds at once and says what is missing; a form that a spreadsheet program filled in and saved gives its numbers; last
year's project goes on with its year-on-year growth; a seal holds elsewhere and names what was touched; an impact is what a build
with the edited workbook then really prints."""
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile

import openpyxl

zhiheng = os.path.abspath(sys.argv[1])
root = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
sys.path.insert(0, os.path.join(root, "tests"))
from docx_check import against_schema  # noqa: E402

work = tempfile.mkdtemp()
os.chdir(work)
bad = 0
OUTPUTS = "docx,html,xlsx,json"


def expect(condition, *what):
    global bad
    if not condition:
        bad += 1
        print("FAIL", *what)


def run(*arguments, wanted=0, **more):
    done = subprocess.run([zhiheng, "--lang", "en", *arguments], capture_output=True, text=True, timeout=120, **more)
    expect(done.returncode == wanted, arguments, "status", done.returncode, done.stdout[-300:], done.stderr[-600:])
    return done


def texts(project):
    with open(os.path.join(project, "out/ledger.json"), encoding="utf-8") as file:
        return {fact["id"]: fact["text"] for fact in json.load(file)["facts"]}


def words(project):
    with zipfile.ZipFile(os.path.join(project, "out/report.docx")) as docx:
        return re.sub(r"<w:instrText[^>]*>[^<]*</w:instrText>|<[^>]*>", "", docx.read("word/document.xml").decode())


def conforms(document, schema):
    with open(os.path.join(root, "docs", schema), encoding="utf-8") as file:
        rules = json.load(file)
    faults = list(against_schema(document, rules, rules))
    expect(not faults, schema, faults[:5])


def digest(folder):
    return {path: hashlib.sha256(open(path, "rb").read()).hexdigest() for path in glob.glob(f"{folder}/**/*", recursive=True) if os.path.isfile(path)}


# ---------------------------------------------------------------- init: every template, several spans of years, without a network
made = 0
for template in sorted(os.listdir(os.path.join(root, "templates"))):
    for years in ("1", "2", "3", "5"):
        project = f"{template}-{years}"
        done = subprocess.run(["unshare", "-n", "env", "-i", zhiheng, "init", project, "--template", template, "--region", "云州高新技术产业开发区",
                               "--short", "云州高新区", "--year", "2024", "--years", years], capture_output=True, text=True)
        expect(done.returncode == 0 and not done.stderr, template, years, done.stderr)
        built = run("build", "--only", OUTPUTS, project)
        expect("error" not in built.stderr, built.stderr)
        expect("（缺）" in words(project) and "数据缺失" in words(project), "what is missing is shown as missing")
        expect(not re.search(r"(?<![\d.])0(?:\.0+)?(?:亿元|台|件|家|批次|%)", words(project)), "nothing is zero for being missing")
        blanks = run("returns", project).stdout
        expect(re.search(r"^0 figures, \d+ cells still blank$", blanks, re.M), "all is blank", blanks[-200:])
        made += 1
expect(made >= 4, "templates were tried")
with open("quality-annual-3/zhiheng.toml", "rb") as file:
    config = tomllib.load(file)
expect(config["region"] == {"name": "云州高新技术产业开发区", "short": "云州高新区"} and config["period"] == 2024, config)
document = words("quality-annual-3")
expect(len(set(re.findall(r"[图表]\d-\d", document))) >= 12, "the template has its tables and charts")

for name in ("file", ".hidden", "folder/x"):
    os.makedirs(os.path.dirname("taken/" + name), exist_ok=True)
    open("taken/" + name, "w").close()
    before = digest("taken")
    run("init", "taken", "--region", "x", "--year", "2024", wanted=2)
    expect(digest("taken") == before and not os.path.exists("taken/zhiheng.toml"), "nothing is written into", name)
    shutil.rmtree("taken")
os.makedirs("empty")
run("init", "empty", "--region", "x", "--year", "2024", "-q")

# ---------------------------------------------------------------- a department fills its forms in, with two programs
project = "quality-annual-3"
DEVICES = [[118, 120, 125], [1300, 1320, 1350], [10, 11, 12], [4000, 4200, 4384], [1099, 1100, 1120], [1000, 1020, 1030]]
book_name = project + "/returns/市场监管部门.xlsx"
book = openpyxl.load_workbook(book_name)
sheet = book["特种设备"]
expect([sheet.cell(4, c).value for c in range(1, 5)] == ["特种设备类别", "2022年", "2023年", "2024年"], "the form's header")
for row, values in enumerate(DEVICES):
    for column, value in enumerate(values):
        sheet.cell(5 + row, 2 + column).value = value
for column in range(3):
    sheet.cell(11, 2 + column).value = sum(values[column] for values in DEVICES)
sheet = book["产品质量监督抽查"]
for row, values in enumerate([[300, 112, 108], [62, 13, 31], [62, 13, 31], [95.1, 95.5, 96.2]]):
    for column, value in enumerate(values):
        sheet.cell(4 + row, 3 + column).value = value
sheet = book["投诉热点"]
for row, (name, *values) in enumerate([("健身服务", 40, 66, 80), ("网络购物", 90, 95, 120), ("快递服务", 12, 30, 66)]):
    for column, value in enumerate([name, *values]):
        sheet.cell(5 + row, 1 + column).value = value
book.save(book_name)
office = "farm"
os.makedirs(office)
farm = project + "/returns/农业农村部门.xlsx"
book = openpyxl.load_workbook(farm)
for column, value in enumerate([97.8, 98.1, 98.4]):
    book.worksheets[0].cell(4, 3 + column).value = value
book.save(farm)
subprocess.run(["soffice", "-env:UserInstallation=file://" + work + "/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", office, farm],
               capture_output=True, timeout=120)
expect(os.path.exists(office + "/农业农村部门.xlsx"), "LibreOffice opens the form")
shutil.copy(office + "/农业农村部门.xlsx", farm)
run("build", "--only", OUTPUTS, project)
document = words(project)
for sentence in ("在用特种设备8021台，比上年增加250台", "合格率为71.30%，比上年下降17.09个百分点", "超过96%的目标0.2个百分点", "问题依次是网络购物120件、健身服务80件、快递服务66件", "农产品例行监测合格率为98.4%，比上年上升0.3个百分点"):
    expect(sentence in document, "after filling in:", sentence)
left = run("returns", project).stdout
expect("complete, 21 figures" in left and "complete, 12 figures" in left, left)

# ---------------------------------------------------------------- the next year
run("init", "next", "--from", project)
run("build", "--only", OUTPUTS, "next")
with open("next/zhiheng.toml", "rb") as file:
    config = tomllib.load(file)
expect(config["period"] == 2025 and config["title"] == "2025年度质量状况分析报告", config)
book = openpyxl.load_workbook("next/returns/市场监管部门.xlsx")
sheet = book["特种设备"]
expect([sheet.cell(4, c).value for c in range(2, 5)] == ["2023年", "2024年", "2025年"], "the years of the new form")
expect([sheet.cell(8, c).value for c in range(2, 5)] == [4200, 4384, None], "earlier years are there, the new one is blank")
for row, value in enumerate([130, 1400, 12, 4500, 1150, 1040]):
    sheet.cell(5 + row, 4).value = value
sheet.cell(11, 4).value = 8232
book.save("next/returns/市场监管部门.xlsx")
run("build", "--only", OUTPUTS, "next")
expect("截至2025年底，在用特种设备8232台，比上年增加211台" in words("next"), "year on year over the turn of the year")
sheet.cell(8, 3).value, sheet.cell(11, 3).value = 4390, 8027  # the department corrects 2024
book.save("next/returns/市场监管部门.xlsx")
corrected = run("build", "--only", OUTPUTS, "next")
expect("比上年增加205台" in words("next"), "this year's return is right on the year before")
expect("N233" in corrected.stderr and "4384" in corrected.stderr and "4390" in corrected.stderr, "both cells are named", corrected.stderr)
run("init", "third", "--from", "next", "--year", "2026", "-q")
run("build", "--only", OUTPUTS, "third")
expect(os.path.exists("third/returns/2024年-市场监管部门.xlsx") and os.path.exists("third/returns/2025年-市场监管部门.xlsx"), "history goes on")
run("init", "never", "--from", project, "--year", "2024", wanted=2)
expect(not os.path.exists("never"), "no project of the same year")

# The examples, whole: they build after the turn of the year, and what belongs to last year's report stays behind.
for example in ("kunming-2023", "daqing-2012"):
    old = "old-" + example
    shutil.copytree(os.path.join(root, "examples", example), old, ignore=shutil.ignore_patterns("out", "records"))
    os.makedirs(old + "/out")
    dropped = ("out/report.docx.accepted.toml", "overrides.toml")
    for name in dropped:
        with open(f"{old}/{name}", "w") as file:
            file.write("# none\n")
    rolled = run("init", "rolled-" + example, "--from", old).stdout
    for name in dropped:
        expect(name in rolled and not os.path.exists(f"rolled-{example}/{name}"), name, "is dropped and told", rolled[-900:])
        os.remove(f"{old}/{name}")
    built = run("build", "--only", OUTPUTS, "rolled-" + example)
    expect("W382" not in built.stderr, "references hold")
chapter = open("rolled-kunming-2023/report/5-problems.md", encoding="utf-8").read()
expect("2022—2025年）》" in chapter and "国市监质发〔2022〕95号" in chapter, "years of documents stay")
expect("2022—2024年" in open("rolled-kunming-2023/report/1-economy.md", encoding="utf-8").read(), "the report's own years move on")

# ---------------------------------------------------------------- seal and verify
kunming = "old-kunming-2023"
run("seal", kunming, wanted=1)
run("build", "--only", OUTPUTS, kunming)
run("build", "--edition", "public", "--only", OUTPUTS, kunming)
sealed = run("seal", kunming).stdout
expect("8 outputs" in sealed, "both editions are sealed", sealed)
for environment in ({"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PATH": "/usr/bin"}, {"TZ": "America/Lima", "PATH": "/usr/bin"}):
    run("verify", kunming, env=environment)
shutil.move(kunming, "moved")
run("verify", "moved")
sealed = json.load(open("moved/seal.json", encoding="utf-8"))
conforms(sealed, "seal.schema.json")
inputs = [path for path in digest("moved") if not path.startswith("moved/out/") and os.path.basename(path) not in ("seal.json", "NOTES.md", "simulate.toml")]
expect(set(sealed["inputs"]) == {path[len("moved/"):] for path in inputs}, "every input file is sealed", set(sealed["inputs"]) ^ {p[6:] for p in inputs})
touched = 0
for path in inputs:  # one byte more of any input is found and named
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "ab") as file:
        file.write(b"\n")
    done = run("verify", "moved", wanted=1)
    expect(f"input      {path[6:]} changed" in done.stdout, path, done.stdout, done.stderr)
    with open(path, "wb") as file:
        file.write(data)
    touched += 1
expect(touched > 30, "inputs were touched")
with zipfile.ZipFile("moved/out/report.docx") as docx:
    parts = {name: docx.read(name) for name in docx.namelist()}
chart = next(name for name in parts if name.endswith("chart3.xml"))
for name in ("word/document.xml", chart):
    with zipfile.ZipFile("moved/out/report.docx", "w", zipfile.ZIP_STORED) as docx:  # other compression alone is no difference
        for part, data in parts.items():
            docx.writestr(part, data + b" " if part == name else data)
    done = run("verify", "moved", wanted=1)
    expect(done.stdout.splitlines()[0] == f"file       out/report.docx differs in {name}" and "1 differences" in done.stdout, name, done.stdout)
with zipfile.ZipFile("moved/out/report.docx", "w", zipfile.ZIP_STORED) as docx:
    for part, data in parts.items():
        docx.writestr(part, data)
run("verify", "moved")

# ---------------------------------------------------------------- impact: what is told is what is then built
os.rename("moved", kunming)
before = digest(kunming)
run("impact", kunming, "--set", "没有.xlsx!表!A1=1", wanted=2)
with open(kunming + "/out/ledger.json", encoding="utf-8") as file:
    origins = [o for o in json.load(file)["origins"] if o["file"].endswith(".xlsx") and re.fullmatch(r"\d+(\.\d+)?", o["raw"])]
TRIALS = [(o["file"][len("returns/"):], o["sheet"], o["cell"], value) for o, value in zip(origins[::len(origins) // 10], [1, 7, 3000, 12.5, 99, 100, 250, 8, 60, 5])]
old_texts = texts(kunming)
for name, sheet_name, cell, value in TRIALS:
    done = subprocess.run([zhiheng, "impact", kunming, "--format", "json", "--set", f"{name}!{sheet_name}!{cell}={value}"], capture_output=True, text=True)
    told = json.loads(done.stdout)
    conforms(told, "impact.schema.json")
    shutil.rmtree("edited", ignore_errors=True)
    shutil.copytree(kunming, "edited", ignore=shutil.ignore_patterns("out", "records"))
    path = "edited/returns/" + name
    cached = openpyxl.load_workbook(path, data_only=True)
    cached[sheet_name][cell].value = value
    cached.save(path)
    run("build", "--draft", "--only", "json,docx", "edited", wanted=1 if told["new_faults"] and any(f["code"][0] == "E" for f in told["new_faults"]) else 0)
    new_texts = texts("edited")
    real = {id: (old_texts.get(id, ""), new_texts.get(id, "")) for id in old_texts | new_texts if old_texts.get(id) != new_texts.get(id)}
    said = {fact["id"]: (fact["before"], fact["after"]) for fact in told["facts"] if fact["before"] != fact["after"]}
    expect(real == said and (real or told["new_faults"]), name, cell, {k: (real.get(k), said.get(k)) for k in set(real) ^ set(said)})
    document = words("edited")
    for text in told["texts"]:
        if text["kind"] == "sentence":
            expect(text["after"] in document and text["before"] not in document, name, cell, text)
expect(digest(kunming) == before, "an impact writes nothing")
told = json.loads(subprocess.run([zhiheng, "impact", kunming, "--format", "json", "--returns", "edited/returns"], capture_output=True, text=True).stdout)
expect([(c["cell"], float(c["after"])) for c in told["cells"]] == [(TRIALS[-1][2], TRIALS[-1][3])], told["cells"])
print(f"{made} new projects, {touched} touched inputs, {len(TRIALS)} what-ifs: {bad} faults")
shutil.rmtree(work, ignore_errors=True)
sys.exit(bad > 0)
