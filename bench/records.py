#!/usr/bin/python3
"""Case records beside the engine alone, and beside pandas and R's data.table:

    ./dev bench records [ROWS] [FOLDER]         2,000,000 rows in /tmp/zhiheng-records when nothing is said

Makes ROWS complaints as csv and parquet (random by a hash of the row's number: the same everywhere), and a tenth of them, then
  ingest   zhiheng ingest, beside COPY of the same file into a table of the same column types in the same engine (twice each)
  simulate zhiheng simulate --scale: as many complaints whose margins are the example's, and their ingest
  tables   all indicators of a catalogue of twelve tables, beside SQL written by hand for them, and at most 2,000,000 rows beside
           pandas and data.table (the time of their tables only: not the start, not reading the file)
with wall time, processor time and peak memory, and growth from a tenth to the whole as the power of the number of rows."""
import json
import math
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from duck import Duck  # noqa: E402

ZHIHENG = os.environ.get("ZHIHENG", os.path.join(HERE, "../build/release/zhiheng"))
FOLDER = sys.argv[2] if len(sys.argv) > 2 else "/tmp/zhiheng-records"
FRAMES = 2_000_000  # rows that pandas and data.table are given at most

OBJECTS = ["食品", "家用电器", "餐饮服务", "美容、美发、洗浴服务", "电信服务", "交通工具", "服装、鞋帽", "化妆品"]
STATUS = ["办理中", "已办结", "不予受理", "终止"]
CHANNELS = ["全国12315平台", "市长热线", "信访件", "营商环境件", "其他"]
REGIONS = ["530111", "530112", "530102", "530103", "530114", "530113"]


def pick(words, factor):
    listed = ", ".join(f"'{w}'" for w in words)
    return f"[{listed}][1 + CAST(hash(i * {factor}) % {len(words)} AS INTEGER)]"


SELECT = f"""SELECT 'T' || lpad(CAST(i AS VARCHAR), 12, '0') AS 登记编号,
  TIMESTAMP '2021-01-01' + INTERVAL (hash(i) % 94608000) SECOND AS 登记时间, {pick(['投诉', '举报', '咨询'], 3)} AS 类型,
  {pick(CHANNELS, 5)} AS 受理渠道, {pick(REGIONS, 7)} AS 行政区划, '第' || (hash(i * 11) % 16) || '市场监管所' AS 承办单位,
  {pick(OBJECTS, 13)} AS 客体类别, lpad(CAST(1 + hash(i * 17) % 97 AS VARCHAR), 2, '0') AS 国民经济行业,
  '企业有限公司' || CAST(50000 * pow((hash(i * 19) % 1000000) / 1000000.0, 4) AS INTEGER) AS 被投诉企业, CAST((hash(i * 23) % 10000000 / 100) AS DECIMAL(18, 2)) AS 涉及金额,
  {pick(STATUS, 29)} AS 办理状态 FROM range(ROWS) AS t(i)"""

CATALOG = """
[b.received]
name = "受理件数甲"
unit = "件"
kind = "flow"
by = { division = "表1", channel = "表2", object = "表3", industry = "表4", region = "表5", status = "表6", section = "表7", firm = "表8" }
[b.received.records]
kind = "bench"
by = { division = "division", channel = "channel", object = "object", industry = "industry", region = "region", status = "status", section = { field = "industry", level = "门类" }, firm = { field = "firm", top = 10 } }
[b.closed]
name = "办结件数甲"
unit = "件"
kind = "flow"
by = { division = "表1", object = "表3" }
records = { kind = "bench", where = { status = "已办结" }, by = { division = "division", object = "object" } }
[b.amount]
name = "涉及金额甲"
unit = "万元"
kind = "flow"
by = { division = "表1" }
records = { kind = "bench", value = "sum", field = "amount", by = { division = "division" } }
[b.mean]
name = "平均金额甲"
unit = "元"
kind = "rate"
by = { object = "表3" }
records = { kind = "bench", value = "mean", field = "amount", by = { object = "object" } }
[b.firms]
name = "企业数甲"
unit = "家"
kind = "flow"
records = { kind = "bench", value = "distinct", field = "firm" }
[b.rate]
name = "办结率甲"
unit = "%"
kind = "rate"
by = { channel = "表2" }
records = { kind = "bench", value = "ratio", that = { status = "已办结" }, by = { channel = "channel" } }
[lists."表1"]
is = "subset"
[lists."表2"]
is = "subset"
[lists."表3"]
is = "subset"
[lists."表4"]
is = "subset"
[lists."表5"]
is = "subset"
[lists."表6"]
is = "subset"
[lists."表7"]
is = "subset"
[lists."表8"]
is = "subset"
"""

YEAR = "EXTRACT(YEAR FROM received_at)"
BY_HAND = [
    f"SELECT {YEAR} AS y, division, count(*) AS n, count(*) FILTER (WHERE status = '已办结') AS c, sum(amount) AS a FROM bench GROUP BY y, division",
    f"SELECT {YEAR} AS y, channel, count(*) AS n, count(*) FILTER (WHERE status = '已办结') AS c FROM bench GROUP BY y, channel",
    f"SELECT {YEAR} AS y, object, count(*) AS n, count(*) FILTER (WHERE status = '已办结') AS c, sum(amount) AS a FROM bench GROUP BY y, object",
    f"SELECT {YEAR} AS y, industry, count(*) AS n FROM bench GROUP BY y, industry",
    f"SELECT {YEAR} AS y, region, count(*) AS n FROM bench GROUP BY y, region",
    f"SELECT {YEAR} AS y, status, count(*) AS n FROM bench GROUP BY y, status",
    f"SELECT {YEAR} AS y, firm, count(*) AS n FROM bench GROUP BY y, firm QUALIFY dense_rank() OVER (PARTITION BY y ORDER BY n DESC) <= 10",
    f"SELECT {YEAR} AS y, count(DISTINCT firm) AS n FROM bench GROUP BY y",
]

PANDAS = """
import time, pandas as pd
t = time.time()
d = pd.read_csv('{path}', parse_dates=['登记时间'], dtype={{'行政区划': str, '国民经济行业': str}})
load = time.time() - t
t = time.time()
y = d['登记时间'].dt.year
done = d['办理状态'] == '已办结'
for column in ('承办单位', '受理渠道', '客体类别', '国民经济行业', '行政区划', '办理状态'):
    d.groupby([y, column]).size()
    if column in ('承办单位', '受理渠道', '客体类别'):
        d[done].groupby([y[done], column]).size()
d.groupby([y, '承办单位'])['涉及金额'].sum(); d.groupby([y, '客体类别'])['涉及金额'].mean()
d.groupby([y, '被投诉企业']).size().groupby(level=0).nlargest(10); d.groupby(y)['被投诉企业'].nunique()
print(load, time.time() - t)
"""

TABLE = """
suppressMessages(library(data.table))
invisible({{
setDTthreads(2)
t <- proc.time()[[3]]
d <- fread('{path}', encoding = 'UTF-8', colClasses = list(character = c('行政区划', '国民经济行业')))
load <- proc.time()[[3]] - t
t <- proc.time()[[3]]
d[, y := year(登记时间)]
for (column in c('承办单位', '受理渠道', '客体类别', '国民经济行业', '行政区划', '办理状态')) {{
  d[, .N, by = c('y', column)]
  if (column %in% c('承办单位', '受理渠道', '客体类别')) d[办理状态 == '已办结', .N, by = c('y', column)]
}}
d[, sum(涉及金额), by = .(y, 承办单位)]; d[, mean(涉及金额), by = .(y, 客体类别)]
d[, .N, by = .(y, 被投诉企业)][order(-N), head(.SD, 10), by = y]; d[, uniqueN(被投诉企业), by = y]
cat(load, proc.time()[[3]] - t)
}})
"""


def measured(command, **options):
    """Seconds of the wall and of the processors, MB at the most, exit status, output."""
    read, write = os.pipe()
    start = time.time()
    pid = os.fork()
    if pid == 0:
        os.dup2(write, 1)
        os.execvp(command[0], command)
    os.close(write)
    with os.fdopen(read) as pipe:
        output = pipe.read()
    _, status, usage = os.wait4(pid, 0)
    return {"wall": time.time() - start, "cpu": usage.ru_utime + usage.ru_stime, "mb": usage.ru_maxrss // 1024,
            "status": os.waitstatus_to_exitcode(status), "output": output}


def project(name, path):
    folder = os.path.join(FOLDER, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder + "/records/bench")
    os.makedirs(folder + "/catalog")
    os.makedirs(folder + "/report")
    os.link(path, os.path.join(folder, "records/bench", os.path.basename(path)))
    with open(folder + "/zhiheng.toml", "w") as file:
        file.write('title = "测试"\nperiod = 2023\nregion = { name = "昆明市", code = "530100" }\n')
    with open(folder + "/catalog/b.toml", "w") as file:
        file.write(KIND + CATALOG)
    with open(folder + "/report/1.md", "w") as file:
        file.write("# 一\n\n受理{{ 受理件数甲 }}。\n")
    return folder


def copy_in(path, types):
    """COPY in a process of its own, as ours is."""
    code = (f"import sys; sys.path.insert(0, {HERE!r})\nfrom duck import Duck\nd = Duck({FOLDER + '/copy.db'!r})\n"
            f"d.run({'CREATE TABLE bench (' + types + ')'!r})\n"
            f"d.run({'COPY bench FROM ' + repr(path) + (' (FORMAT parquet)' if path.endswith('parquet') else ' (HEADER)')!r})\nd.close()\n")
    for end in ("", ".wal"):
        if os.path.exists(FOLDER + "/copy.db" + end):
            os.remove(FOLDER + "/copy.db" + end)
    return measured([sys.executable, "-c", code])


def show(name, result, peer=None):
    ratio = f"   ×{result['wall'] / peer['wall']:.2f} wall, ×{result['cpu'] / peer['cpu']:.2f} processor" if peer else ""
    print(f"{name:34} {result['wall']:7.2f} s  {result['cpu']:7.2f} s cpu  {result['mb']:6} MB{ratio}", flush=True)


def best(function, *arguments):
    return min((function(*arguments) for _ in range(2)), key=lambda r: r["cpu"])


# The complaints of the standard catalogue under another name, so that only the twelve tables are counted and not the standard ones too.
with open(os.path.join(HERE, "../catalog/records/complaint.toml")) as standard:
    KIND = re.search(r"(?ms)^\[records\.complaint\].*?(?=^\[codes)", standard.read())[0].replace("records.complaint", "records.bench").replace(
        'name = "投诉举报"', 'name = "测试记录"')
NAMES = {"登记编号": "id", "登记时间": "received_at", "类型": "kind", "受理渠道": "channel", "行政区划": "region", "承办单位": "division",
         "客体类别": "object", "国民经济行业": "industry", "被投诉企业": "firm", "涉及金额": "amount", "办理状态": "status"}
# COPY knows codes by the words that stand in the file.
WORDS = {"object": OBJECTS, "kind": ["投诉", "举报", "咨询"], "channel": CHANNELS, "status": STATUS}


def simulated(rows, spent):
    """Complaints of the standard kind, as many times those of the example as come near to `rows`: made, and taken in."""
    folder = FOLDER + "/simulated"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with open(folder + "/zhiheng.toml", "w", encoding="utf-8") as file:
        file.write('title = "测速"\nperiod = 2023\nregion = { name = "昆明市", code = "530100" }\n')
    example = os.path.join(HERE, "../examples/kunming-2023")
    made = measured([ZHIHENG, "simulate", example, "--kind", "complaint", "--scale", str(max(1, round(rows / 17859))), "--out", folder + "/records"])
    assert made["status"] == 0, made["output"]
    show("simulate", made)
    taken = measured([ZHIHENG, "ingest", folder])
    assert taken["status"] == 0, taken["output"]
    show("ingest what was simulated", taken)
    spent["simulate"] = made["cpu"]
    shutil.rmtree(folder)


def bench(rows):
    """Prints all figures; gives the processor time of ours by name."""
    duck = Duck()
    for kind, option in (("csv", "(HEADER)"), ("parquet", "(FORMAT parquet)")):
        if not os.path.exists(f"{FOLDER}/c{rows}.{kind}"):
            duck.run(f"COPY ({SELECT.replace('ROWS', str(rows))}) TO '{FOLDER}/c{rows}.{kind}' {option}")
    duck.close()
    sizes = [os.path.getsize(f"{FOLDER}/c{rows}.{kind}") >> 20 for kind in ("csv", "parquet")]
    print(f"\n{rows:,} complaints; csv {sizes[0]} MB, parquet {sizes[1]} MB")
    spent = {}
    for kind in ("parquet", "csv"):
        path = f"{FOLDER}/c{rows}.{kind}"
        folder = project(kind, path)

        def ours():
            shutil.rmtree(folder + "/.zhiheng", ignore_errors=True)
            if os.path.exists(folder + "/records/journal.tsv"):
                os.remove(folder + "/records/journal.tsv")
            result = measured([ZHIHENG, "ingest", folder])
            assert result["status"] == 0, result["output"]
            return result

        mine = best(ours)
        stored = Duck(folder + "/.zhiheng/records.duckdb")
        types = dict(stored.run("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'bench'"))
        stored.close()
        same = {c: "ENUM(" + ", ".join(f"'{w}'" for w in WORDS[c]) + ")" if c in WORDS else t for c, t in types.items()}
        theirs = best(copy_in, path, ", ".join(f'"{c}" {same[c]}' for c in NAMES.values()))
        show(f"ingest {kind}", mine, theirs)
        show(f"  COPY {kind}", theirs)
        spent["ingest " + kind] = mine["cpu"]

    simulated(rows, spent)
    mine = best(lambda: measured([ZHIHENG, "explain", folder, "受理件数甲"]))
    assert mine["status"] == 0, mine["output"]
    base = best(lambda: measured([ZHIHENG, "catalog", "收入"]))
    code = (f"import sys, json; sys.path.insert(0, {HERE!r})\nfrom duck import Duck\nd = Duck({folder + '/.zhiheng/records.duckdb'!r})\n"
            f"for sql in json.loads({json.dumps(json.dumps(BY_HAND))}):\n  d.run(sql)\nd.close()\n")
    hand = best(lambda: measured([sys.executable, "-c", code]))
    show("all indicators, program and all", mine, hand)
    show("  start of the program alone", base)
    show("  SQL by hand", hand)
    spent["tables"] = mine["cpu"]
    if rows <= FRAMES:
        for name, command in (("pandas", ["/usr/bin/python3", "-c", PANDAS]), ("data.table", ["Rscript", "-e", TABLE])):
            frame = measured(command[:2] + [command[2].format(path=f"{FOLDER}/c{rows}.csv")])
            if frame["status"] != 0:
                sys.exit(f"{name} failed")
            load, tables = map(float, frame["output"].split())
            print(f"  {name:32} {tables:7.2f} s  (reading {load:.2f} s)  {frame['mb']:14} MB   ×{tables / mine['wall']:.1f} of ours")
    return spent


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    os.makedirs(FOLDER, exist_ok=True)
    few, many = bench(rows // 10), bench(rows)
    print("\ngrowth of processor time with rows: " +
          ", ".join(f"{name} n^{math.log10(many[name] / few[name]):.2f}" for name in few))


main()
