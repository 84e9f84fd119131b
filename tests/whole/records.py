#!/usr/bin/python3
"""Case records as an office has them, through the whole program: records.py ZHIHENG [TRIALS]
Dirty csv in GB18030, an .xlsx export, parquet; replacement by key; the database deleted and made again; kill -9 in mid-ingest; two
processes at once; a full disk; damaged files. What is in the database is asked of the engine itself, past the program."""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import openpyxl

zhiheng = os.path.abspath(sys.argv[1])
trials = int(sys.argv[2]) if len(sys.argv) > 2 else 20
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
sys.path.insert(0, os.path.join(root, "bench"))
from duck import Duck  # noqa: E402

LIBRARY = os.path.join(os.path.dirname(zhiheng), "libduckdb.so")
HEADER = "登记编号,登记时间,类型,受理渠道,承办单位,办理状态,涉及金额,投诉人"
failures = []


def check(name, good, detail=""):
    if not good:
        failures.append(name)
    print("ok   " if good else "FAIL ", name, "" if good else detail)


def project(folder):
    os.makedirs(os.path.join(folder, "records/complaint"))
    with open(os.path.join(folder, "zhiheng.toml"), "w", encoding="utf-8") as file:
        file.write('title = "测试"\nperiod = 2023\nregion = { name = "昆明市", code = "530100" }\n')
    return folder


def ingest(folder, *more, **options):
    return subprocess.run([zhiheng, "--lang", "en", "ingest", folder, *more], capture_output=True, text=True, **options)


def put(folder, name, text, encoding="utf-8"):
    with open(os.path.join(folder, "records/complaint", name), "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode(encoding))


def content(folder):
    """All rows of the complaints, sorted, as the engine gives them; None without a database."""
    path = os.path.join(folder, ".zhiheng/records.duckdb")
    if not os.path.exists(path):
        return None
    try:
        duck = Duck(path, library=LIBRARY)
    except RuntimeError as fault:
        return str(fault)
    try:
        rows = duck.run("SELECT id, CAST(received_at AS VARCHAR), CAST(kind AS VARCHAR), CAST(channel AS VARCHAR), division, "
                        "CAST(status AS VARCHAR), CAST(amount AS VARCHAR), _file, _row FROM complaint ORDER BY id")
        files = duck.run("SELECT path, digest, read, accepted, rejected, duplicate, replaced FROM _files ORDER BY kind, number")
        names = duck.run("SELECT column_name FROM duckdb_columns() WHERE table_name = 'complaint'")
    except RuntimeError as fault:
        return str(fault)
    finally:
        duck.close()
    assert ["complainant"] not in names
    return rows, files


def journal(folder):
    try:
        with open(os.path.join(folder, "records/journal.tsv"), encoding="utf-8") as file:
            return [line.split("\t") for line in file.read().splitlines() if not line.startswith("#")]
    except FileNotFoundError:
        return []


def many(rows, seed=1, first=0):
    dice = random.Random(seed)
    lines = [HEADER]
    for n in range(first, first + rows):
        lines.append(f"T{n:07},2023-{dice.randint(1, 12):02}-{dice.randint(1, 28):02} {dice.randint(0, 23):02}:00:00,"
                     f"{dice.choice(['投诉', '举报'])},{dice.choice(['12315平台', '市长热线'])},第{dice.randint(1, 9)}所,"
                     f"{dice.choice(['已办结', '办理中'])},{dice.randint(0, 99999) / 100:.2f},姓名{n}")
    return "\n".join(lines) + "\n"


def formats(work):
    folder = project(os.path.join(work, "formats"))
    put(folder, "1.csv", HEADER + "\n1,2023/1/5 8:30,投诉,12315电话,城东所,已办结,\"1,234.50\",张三\n2,2023-02-06,举报,市长热线,"
        "城西所,办理中,,李四\n", "gb18030")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2023年投诉举报明细"])
    sheet.append(HEADER.split(","))
    import datetime
    sheet.append(["3", datetime.datetime(2023, 3, 7, 9, 15, 30), "投诉", "12345热线", "城东所", "已办结", 88.1, "王五"])
    sheet.append(["4", datetime.date(2023, 3, 8), "咨询", "信访件", "城东所", "已办结", 1e-2, "王五"])
    sheet.append(["5", "2023年3月9日", "投诉", None, "城东所", "已办结", "12万元", "王五"])
    sheet.append([530100199001011234, "2023-03-09", "投诉", None, "城东所", "已办结", 1, "王五"])
    book.save(os.path.join(folder, "records/complaint/2.xlsx"))
    duck = Duck(library=LIBRARY)
    duck.run("COPY (SELECT 'P' || i AS 登记编号, TIMESTAMP '2023-05-01 10:00:00' + INTERVAL (i) HOUR AS 登记时间, '投诉' AS 类型, "
             "'市长热线' AS 受理渠道, '城南所' AS 承办单位, '已办结' AS 办理状态, CAST(i AS DECIMAL(10,2)) / 4 AS 涉及金额, '赵六' AS 投诉人 "
             f"FROM range(5000) AS t(i)) TO '{folder}/records/complaint/3.parquet' (FORMAT parquet)")
    duck.close()
    with open(os.path.join(folder, "zhiheng.toml"), "a", encoding="utf-8") as file:
        file.write('[[records]]\nkind = "complaint"\nmax_rejects = "30%"\n')
    run = ingest(folder)
    check("csv in GB18030, xlsx and parquet are accepted", run.returncode == 0, run.stdout + run.stderr)
    rows, files = content(folder)
    by_id = {row[0]: row[1:7] for row in rows}
    check("the values are those that were written", by_id["1"] == ["2023-01-05 08:30:00", "投诉", "全国12315平台", "城东所", "已办结", "1234.50"] and
          by_id["3"] == ["2023-03-07 09:15:30", "投诉", "市长热线", "城东所", "已办结", "88.10"] and by_id["4"][0] == "2023-03-08 00:00:00" and
          by_id["5"][5] == "120000.00" and by_id["P4999"][5] == "1249.75" and len(rows) == 5005, str(by_id.get("5")))
    check("a number that the spreadsheet has rounded is rejected", [f[4] for f in files] == ["0", "1", "0"], str(files))
    before = content(folder)
    again = ingest(folder)
    check("the same files again change nothing", again.returncode == 0 and content(folder) == before and "3 unchanged" in again.stdout, again.stdout)
    shutil.rmtree(os.path.join(folder, ".zhiheng"))
    ingest(folder)
    check("a deleted database comes back identical", content(folder) == before)
    names = subprocess.run(["grep", "-rlE", "张三|李四|王五|赵六", folder + "/.zhiheng", folder + "/out"], capture_output=True, text=True)
    check("no complainant's name is in the database or the rejects", names.stdout == "", names.stdout)
    put(folder, "4.csv", HEADER + "\n1,2023/1/5 8:30,投诉,12315电话,城东所,办理中,1234.50,张三\nP1,2023-05-01 11:00:00,投诉,市长热线,城南所,"
        "已办结,0.25,\n")
    run = ingest(folder)
    after = content(folder)
    check("a corrected export replaces rows by key, equal rows are duplicates", after[1][3][2:] == ["2", "1", "0", "1", "1"] and
          len(after[0]) == 5005 and {r[0]: r[5] for r in after[0]}["1"] == "办理中", str(after[1]))
    shutil.rmtree(os.path.join(folder, ".zhiheng"))
    ingest(folder)
    check("and comes back identical too", content(folder) == after)


def damaged(work):
    folder = project(os.path.join(work, "damaged"))
    put(folder, "good.csv", many(2000))
    put(folder, "nul.csv", (HEADER + "\nA1,2023-01-05,投诉,,所,办理中,1,\n").encode() + b"A2,2023-01-05,\0,,,,,\n" + b"\0" * 5000)
    put(folder, "schema.csv", "编码,时间,种类\n1,2023-01-05,投诉\n")
    put(folder, "bad.parquet", b"PAR1" + os.urandom(4000) + b"PAR1")
    put(folder, "bad.xlsx", b"PK\3\4" + os.urandom(4000))
    put(folder, "empty.csv", "")
    put(folder, "quote.csv", many(300, first=5000).replace(",投诉,", ',"投诉,', 1))
    run = ingest(folder)
    check("damaged files are refused, each with its fault", run.returncode == 1 and run.stderr.count("error E") == 5, run.stdout + run.stderr)
    check("and the good ones are in", [f[0][len("records/complaint/"):] for f in content(folder)[1]] == ["good.csv", "quote.csv"], str(content(folder)[1]))
    check("an unterminated quote costs one row", content(folder)[1][-1][2:5] == ["300", "299", "1"], str(content(folder)[1]))
    with open(os.path.join(folder, ".zhiheng/records.duckdb"), "r+b") as file:
        file.write(b"x" * 8192)
    run = ingest(folder)
    check("a damaged database is an error that says what to do", run.returncode == 1 and "E264" in run.stderr, run.stderr)


def killed(work):
    folder = project(os.path.join(work, "killed"))
    names = [f"{n}.csv" for n in range(1, 9)]
    for n, name in enumerate(names):
        put(folder, name, many(20000, seed=n, first=n * 15000))  # keys overlap: rows are replaced
    whole = project(os.path.join(work, "whole"))
    shutil.rmtree(os.path.join(whole, "records"))
    shutil.copytree(os.path.join(folder, "records"), os.path.join(whole, "records"))
    start = time.time()
    assert ingest(whole).returncode == 0
    length = time.time() - start
    expected = content(whole)
    dice = random.Random(7)
    lost = half = other = broken = 0
    for trial in range(trials):
        shutil.rmtree(os.path.join(folder, ".zhiheng"), ignore_errors=True)
        if os.path.exists(os.path.join(folder, "records/journal.tsv")):
            os.remove(os.path.join(folder, "records/journal.tsv"))
        for _ in range(dice.randint(1, 3)):
            run = subprocess.Popen([zhiheng, "ingest", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0, length))
            run.send_signal(signal.SIGKILL)
            run.wait()
            known = {line[2]: line for line in journal(folder)}
            state = content(folder)
            if isinstance(state, tuple):
                stored = {row[1] for row in state[1]}
                lost += len(set(known) - stored)
                counts = {}
                for row in state[0]:
                    counts[row[7]] = counts.get(row[7], 0) + 1
                half += any(str(n + 1) not in counts for n in range(len(state[1])))
            else:
                lost += len(known)
                broken += isinstance(state, str) and "cannot open" in state
        run = ingest(folder)
        other += run.returncode != 0 or content(folder) != expected
    check(f"{trials} times killed in mid-ingest: nothing acknowledged was lost", lost == 0, str(lost))
    check("no file was there by halves", half == 0, str(half))
    check("the database could be opened each time", broken == 0, str(broken))
    check("and the next run ends with the same database", other == 0, str(other))


def at_once(work):
    folder = project(os.path.join(work, "at_once"))
    put(folder, "1.csv", many(200000))
    runs = [subprocess.Popen([zhiheng, "--lang", "en", "ingest", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    errors = [run.communicate()[1] for run in runs]
    codes = sorted(run.returncode for run in runs)
    check("two processes at once: one works, the other says so", codes in ([0, 1], [0, 0]) and (codes == [0, 0] or any("E262" in e for e in errors)), str(errors))
    check("and the records are there once", len(content(folder)[0]) == 200000)


def full_disk(work):
    folder = project(os.path.join(work, "full"))
    put(folder, "0.csv", many(100))
    assert ingest(folder).returncode == 0
    before = content(folder)
    put(folder, "1.csv", many(200000, first=1000))
    # A limit on the size of files stands for a disk without space: it needs no rights.
    run = ingest(folder, preexec_fn=lambda: limit(600_000))
    check("no space: an error, nothing half-written", run.returncode == 1 and content(folder) == before, run.stdout + run.stderr)
    check("which says so", "E263" in run.stderr, run.stderr)
    run = ingest(folder)
    check("with space again it goes on", run.returncode == 0 and len(content(folder)[0]) == 200100, run.stdout + run.stderr)


def limit(size):
    import resource
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


with tempfile.TemporaryDirectory() as work_folder:
    for test in (formats, damaged, at_once, full_disk, killed):
        test(work_folder)
print(len(failures), "failed")
sys.exit(1 if failures else 0)
