#!/usr/bin/python3
"""Chapters 2 and 3 of the example counted from simulated records: simulate.py ZHIHENG

From a fresh copy: simulate, ingest, build. Every margin is counted again here, from the csv files and the returns, past the program;
the facts are those of the build from returns alone, and those that the records concern rest on them. Then what must not pass: a
record missing, a file renamed, margins that exclude each other, a name that the public edition withholds."""
import collections
import csv
import decimal
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

zhiheng = os.path.abspath(sys.argv[1])
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
failures = []
MARK = "模拟数据"
# Indicators of the report that are counted, and which must therefore be found under facts of the ledger.
COUNTED = ["监督抽查批次", "监督抽查不合格批次", "食品案件数", "食品案件没收违法所得", "食品案件罚款", "行政处罚案件数", "特种设备数量", "特种设备使用单位数",
           "全国12315平台投诉举报件数", "投诉举报已办结件数", "投诉举报办理中件数", "各类投诉举报件数", "投诉热点件数", "举报热点件数", "服务投诉举报件数",
           "商品投诉举报件数", "热点企业投诉举报件数"]


def expect(good, what):
    if not good:
        failures.append(what)
        print("FAIL", what)


def run(*arguments, status=0):
    done = subprocess.run([zhiheng, *arguments, "--lang", "zh"], capture_output=True, text=True)
    said = done.stdout + done.stderr
    expect(done.returncode == status, f"{arguments} ends with {done.returncode}, not {status}: {said[-1500:]}")
    return said


def copy(name):
    shutil.copytree(os.path.join(root, "examples/kunming-2023"), name, ignore=shutil.ignore_patterns("out", "records"))
    return name


def facts(project, edition=""):
    with open(f"{project}/out/ledger{edition}.json", encoding="utf-8") as file:
        ledger = json.load(file)
    return {f["id"]: f for f in ledger["facts"]}, ledger


def rows(folder):
    """All records of a kind, and that each says what it is."""
    found = []
    for path in sorted(glob.glob(f"{folder}/*.csv")):
        expect(os.path.basename(path).startswith(MARK), f"{path} is named as simulated")
        with open(path, encoding="utf-8-sig", newline="") as file:
            expect(file.readline().startswith(MARK), f"{path} says in its first line that it is simulated")
            for row in csv.DictReader(file):
                if row["数据性质"] != MARK:
                    expect(False, f"{path}: a row without mark: {row}")
                found.append(row)
    return found


def sheet(file, name):
    """{label: [numbers]} of a sheet of the example's returns."""
    book = openpyxl.load_workbook(os.path.join(root, "examples/kunming-2023/returns", file), data_only=True)
    out = {}
    for row in book[name].iter_rows(values_only=True):
        numbers = [v for v in row if isinstance(v, (int, float))]
        labels = [str(v) for v in row if isinstance(v, str)]
        if numbers and labels:
            out["/".join(labels)] = numbers
    return out


def count(records, field, **where):
    return collections.Counter(r[field] for r in records if all(r[k] == v for k, v in where.items()))


def margins(folder, times=1):
    """Counted here from the files; the numbers are those of the returns."""
    c = rows(f"{folder}/complaint")
    channels = sheet("投诉举报中心.xlsx", "受理渠道")
    for name, got in count(c, "受理渠道").items():
        want = [n[-1] for label, n in channels.items() if label.split("/")[0] == name]
        expect(want and got == want[0] * times, f"channel {name}: {got}, not {want} × {times}")
    expect(len(c) == 17859 * times, f"{len(c)} complaints")
    platform = [r for r in c if r["受理渠道"] == "全国12315平台"]
    expect(len(platform) == 7477 * times, f"{len(platform)} of the platform")
    units = 0
    for label, numbers in sheet("投诉举报中心.xlsx", "承办科室").items():
        name = label.split("/")[-1]
        if name in ("合计", "总计") or len(numbers) < 3:
            continue
        mine = count(platform, "办理状态", 承办单位=name)
        got = [sum(mine.values()), mine["已办结"], mine["办理中"]]
        units += 1
        expect(got == [n * times for n in numbers[-3:]] or got == [n * times for n in numbers[:3]], f"{name}: {got}, not {numbers}")
    expect(units == 3, f"{units} divisions compared")
    for name, field, where in (("投诉热点", "热点问题", {"类型": "投诉"}), ("举报热点", "热点问题", {"类型": "举报"}), ("热点企业", "被投诉企业", {})):
        mine = count(platform, field, **where)
        listed = sheet("投诉举报中心.xlsx", name)
        total = listed.pop("合计")[0]
        least = min(n[0] for n in listed.values()) * times
        for label, numbers in listed.items():
            expect(mine[label] == numbers[0] * times, f"{name} {label}: {mine[label]}, not {numbers[0]} × {times}")
        others = [n for n, k in mine.items() if n and n not in listed and k >= least]
        if name != "热点企业":
            expect(sum(k for n, k in mine.items() if n) == total * times, f"{name}: the total")
        expect(not others, f"{name}: {others} would stand among the first")
    b = rows(f"{folder}/sampling_batch")
    for year, (inspected, failed) in {"2021": (300, 62), "2022": (112, 13), "2023": (108, 31)}.items():
        mine = [r for r in b if r["抽样日期"].startswith(year)]
        bad = sum(r["检验结论"] == "不合格" for r in mine)
        expect((len(mine), bad) == (inspected * times, failed * times), f"batches of {year}: {len(mine)}, {bad} failed")
    p = rows(f"{folder}/penalty_case")
    expect(dict(count(p, "办案程序")) == {"普通程序": 295 * times, "简易程序": 10 * times}, f"procedures {count(p, '办案程序')}")
    food = [r for r in p if r["违法行为种类"] == "食品安全"]
    expect(sorted(count(food, "环节").values()) == [6 * times, 21 * times, 43 * times], f"food cases {count(food, '环节')}")
    table = sheet("食品安全科.xlsx", "食品案件")
    for field, key in (("罚款金额", "罚款"), ("没收金额", "没收")):
        got = sum(decimal.Decimal(r[field]) for r in food) / 10000
        want = [decimal.Decimal(str(n)) for numbers in table.values() for n in numbers] if table else []
        expect(got / times in want, f"{key}: {got} 万元 stands in no cell of the return")
    e = rows(f"{folder}/equipment")
    expect(len(e) == 9869 * times and len({r["使用单位"] for r in e}) == 642 * times, f"{len(e)} devices of {len({r['使用单位'] for r in e})} users")
    types = sheet("特种设备安全监察科.xlsx", "设备数量")
    types["场（厂）内专用机动车辆"] = types["场(厂)内机动车辆"]  # as the law names it
    for name, got in count(e, "设备类别").items():
        expect(name in types and got == types[name][-1] * times, f"{name}: {got}, not {types.get(name)} × {times}")


def parts(path):
    """Every part of an output, archives in archives too."""
    with open(path, "rb") as file:
        data = file.read()
    yield path, data
    if data[:2] == b"PK":
        def inside(name, blob):
            import io
            with zipfile.ZipFile(io.BytesIO(blob)) as archive:
                for part in archive.namelist():
                    body = archive.read(part)
                    yield f"{name}!{part}", body
                    if body[:2] == b"PK":
                        yield from inside(f"{name}!{part}", body)
        yield from inside(path, data)


with tempfile.TemporaryDirectory() as work:
    os.chdir(work)
    copy("returns")
    said = run("build", "returns", "--only", "json")
    expect("N179" in said and "zhiheng simulate returns" in said, "without records the build says what to do: " + said)

    copy("counted")
    run("simulate", "counted")
    margins("counted/records")
    run("build", "counted", "--only", "json", status=1)
    expect("E170" in run("build", "counted", "--only", "json", status=1), "records that were not ingested stop the build")
    run("ingest", "counted")
    said = run("build", "counted", "--only", "docx,html,xlsx,json")
    expect("N178" in said, "the build says that records are simulated: " + said)
    expect("0 个错误 · 0 个警告" in said, "no fault: " + said)
    before, _ = facts("returns")
    after, ledger = facts("counted")
    expect(before.keys() == after.keys(), f"the same facts: {len(before)} and {len(after)}")
    for key in before.keys() & after.keys():
        differ = [k for k in before[key] if k not in ("origins", "lineage") and before[key][k] != after[key].get(k)]
        expect(not differ, f"{before[key]['text']} and {after[key]['text']} of {before[key]['expression']} differ in {differ}")
    counted = {i for i, o in enumerate(ledger["origins"]) if "records" in o}
    resting = [f for f in after.values() if counted & set(f["origins"])]
    for f in resting:
        marked = [ledger["origins"][i]["file"] for i in f["origins"] if i in counted]
        expect(all(MARK in m for m in marked), f"the origin says that it is simulated: {marked}")
    for name in COUNTED:
        expect(any(name in f["expression"] for f in resting), f"no fact of {name} rests on records")
    expect(len(resting) >= 260, f"{len(resting)} facts rest on records")
    run("check", "counted/out/report.docx")

    said = run("explain", "counted", "--records", "5", "食品案件数[2023, 生产环节]")
    listed = re.findall(r"^records/(\S+):(\d+)  (\S+)", said, re.M)
    expect(len(listed) == 5, "five records are listed: " + said)
    for path, line, key in listed:
        with open(f"counted/records/{path}", encoding="utf-8-sig") as file:
            row = file.read().split("\n")[int(line) - 1]
        expect(row.startswith(key + ",") and "食品安全,生产环节" in row, f"{path}:{line} is {row}")

    run("simulate", "counted")
    expect("没有变 6 个" in run("ingest", "counted"), "the same bytes again: nothing to ingest")
    run("simulate", "counted", "--seed", "7", "--out", "seven")
    margins("seven")
    expect(open("seven/penalty_case/模拟数据-2023.csv").read() != open("counted/records/penalty_case/模拟数据-2023.csv").read(), "another seed")
    run("simulate", "counted", "--scale", "3", "--out", "three")
    margins("three", 3)
    run("simulate", "counted", "--scale", "3", status=2)

    # The public edition: names and withheld figures are in no part of it, queries and counts of records included.
    with open("counted/zhiheng.toml", "a", encoding="utf-8") as file:
        file.write('\n[[public.suppress]]\nindicator = "投诉举报办理中件数"\nbelow = 20\n')
    with open("counted/catalog/region.toml", encoding="utf-8") as file:
        firms = re.findall(r'"(.*?)"', re.search(r'\[lists\."投诉举报热点企业"\].*?members = \[(.*?)\]', file.read(), re.S)[1])
    run("build", "counted", "--edition", "public", "--only", "docx,html,xlsx,json")
    for path in glob.glob("counted/out/*-public*"):
        for name, data in parts(path):
            for firm in firms:
                expect(firm.encode() not in data, f"{firm} stands in {name}")
    public, ledger = facts("counted", "-public")
    hidden = [f for f in public.values() if f["value"]["status"] == "Q" and f["expression"].startswith("投诉举报办理中件数[")]
    expect(len(hidden) == 2, f"one small figure and one more that would give it away: {[f['expression'] for f in hidden]}")
    for f in hidden:
        expect(not any("records" in ledger["origins"][i] for i in f["origins"]), f"how many records {f['expression']} has")
    text = open("counted/zhiheng.toml", encoding="utf-8").read()
    with open("counted/zhiheng.toml", "w", encoding="utf-8") as file:
        file.write(text.replace('edition = "internal"', 'edition = "public"'))
    said = run("explain", "counted", "--records", "5", "热点企业投诉举报件数[2023, 企业甲]")
    expect("records/" not in said and not any(firm in said for firm in firms), "no record is shown in the public edition: " + said)
    with open("counted/zhiheng.toml", "w", encoding="utf-8") as file:
        file.write(text)

    # A record fewer than was reported: the return is the cross-check, and the build stops.
    path = "counted/records/penalty_case/模拟数据-2023.csv"
    lines = open(path, encoding="utf-8").read().split("\n")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines[:-2]) + "\n")
    shutil.rmtree("counted/.zhiheng", ignore_errors=True)
    for database in glob.glob("counted/records/*.duckdb*") + glob.glob("counted/*.duckdb*"):
        os.remove(database)
    os.remove("counted/records/journal.tsv")
    run("ingest", "counted")
    said = run("build", "counted", "--only", "json", status=1)
    expect("E171" in said and "305" in said and "304" in said, "a count that differs from the return is an error: " + said)

    # A file that no longer says what it is.
    os.makedirs("named/records/penalty_case")
    shutil.copy("counted/zhiheng.toml", "named")
    shutil.copytree("counted/catalog", "named/catalog")
    shutil.copy(path, "named/records/penalty_case/案件.csv")
    said = run("ingest", "named", status=1)
    expect("E277" in said, "a renamed file is refused: " + said)

    # A return changed so that a part is greater than its whole: both are named, nothing is written.
    copy("torn")
    path = "torn/returns/质量监督科.xlsx"
    with zipfile.ZipFile(path) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    page = inside["xl/worksheets/sheet1.xml"].decode()
    changed = re.sub(r'(<c r="E7"[^>]*>(?:<f>[^<]*</f>)?<v>)31<', r"\g<1>131<", page)
    changed = re.sub(r'(<c r="E8"[^>]*>(?:<f>[^<]*</f>)?<v>)106<', r"\g<1>206<", changed)
    expect(len(changed) == len(page) + 1, "the failed batches of 2023 stand in E7")
    inside["xl/worksheets/sheet1.xml"] = changed.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in inside.items():
            archive.writestr(name, body)
    said = run("simulate", "torn", "--kind", "sampling_batch", status=1)
    expect("监督抽查批次" in said and "监督抽查不合格批次" in said and "131" in said and "108" in said, "both margins and numbers: " + said)
    expect(not os.path.exists("torn/records"), "nothing was written")

print("simulated records:", f"{len(failures)} faults" if failures else "17859 complaints, 520 batches, 305 cases, 9869 devices; facts as from returns")
sys.exit(bool(failures))
