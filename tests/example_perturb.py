#!/usr/bin/python3
"""Lineage proved by perturbation: example_perturb.py ZHIHENG [PROJECT]

Every cell of returns/ that holds a number is changed, one at a time, in the file's own XML or text so that nothing else moves;
the project is built again, and the facts whose exact value or text changed must be those whose ledger origins lead to that cell:
no more, or a number would rest on what the ledger does not name; no fewer, or the ledger would name what the number ignores.

How a cell is changed:
- by one unit of its last place (4.2 → 4.3). Totals then still agree with their parts within rounding, which is how they are checked;
- where several returns report the same observation (519 and 518.8 亿元), to a value one place finer than the finest of them and
  inside its rounding interval (518.81): still no conflict, and this cell is now the one that is believed. Where the cell's number
  format hides the finer place, the other cell stays the one that is believed: then a change by ten units must be refused, naming
  both cells (E203).
If the build reports errors all the same (a check that sees more), the other kind of change is tried, then the first with --draft.

Facts that print words chosen from values (走势, 位次, 最大 …) may stay as they are, but must not change without a cause; so may counts
of members, numbers rounded down or up to whole ones, a pass rate of 100 % (one batch more, none of them failed) and points between two printed rates. An entry of a list of the
first n may become another member when a cell of the list changes.
A fact printed only as missing has no value to change. Cells that hold text or nothing are not changed.
"""
import concurrent.futures
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from decimal import Decimal

NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?$")
WORDS = {"走势", "trend", "位次", "rank", "最大", "largest", "最小", "smallest", "区间", "range", "前", "top", "达标", "target"}


# ---------------------------------------------------------------- the cells of a file, and one of them changed

def sheet_parts(archive):
    """[(sheet name, part name)] of an .xlsx."""
    relations = dict(re.findall(r'<Relationship [^>]*?Target="([^"]*)"[^>]*?Id="([^"]*)"', archive.read("xl/_rels/workbook.xml.rels").decode()))
    relations = {key: target for target, key in relations.items()}
    for attributes in re.findall(r"<sheet ([^>]*)/>", archive.read("xl/workbook.xml").decode()):
        name, key = re.search(r'name="([^"]*)"', attributes)[1], re.search(r'r:id="([^"]*)"', attributes)[1]
        yield name, "xl/" + relations[key].removeprefix("/xl/")


XLSX_CELL = re.compile(r'(<c r="([A-Z]+[0-9]+)"(?: s="[0-9]+")?(?: t="n")?>(?:<f>[^<]*</f>)?<v>)(-?[0-9.]+)(</v>)')


def xlsx_cells(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for sheet, part in sheet_parts(archive):
            for found in XLSX_CELL.finditer(archive.read(part).decode()):
                yield sheet, found[2], found[3]


def rewritten(data, part, text):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, text.encode() if info.filename == part else old.read(info.filename))
    return out.getvalue()


def xlsx_changed(data, sheet, cell, value):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = dict(sheet_parts(archive))[sheet]
        text = archive.read(part).decode()
    return rewritten(data, part, XLSX_CELL.sub(lambda m: m[1] + value + m[4] if m[2] == cell else m[0], text))


def letters(column):
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


ODS_CELL = re.compile(r'<table:(covered-)?table-cell([^>]*?)(/>|>.*?</table:(?:covered-)?table-cell>)', re.S)


def ods_numbers(text):
    """(sheet, cell, match within the text, its offset) of each number."""
    for table in re.finditer(r'<table:table [^>]*?table:name="([^"]*)".*?</table:table>', text, re.S):
        row = 0
        for line in re.finditer(r"<table:table-row([^>]*)>(.*?)</table:table-row>", table[0], re.S):
            row += 1
            column = 1
            for cell in ODS_CELL.finditer(line[2]):
                number = re.search(r'office:value="([^"]*)"', cell[2])
                if number:
                    start = table.start() + line.start(2) + cell.start(2) + number.start(1)
                    yield table[1], f"{letters(column)}{row}", number[1], start
                repeat = re.search(r'number-columns-repeated="([0-9]+)"', cell[2])
                column += int(repeat[1]) if repeat else 1


def ods_content(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("content.xml").decode()


def ods_changed(data, sheet, cell, value):
    text = ods_content(data)
    for name, at, old, start in ods_numbers(text):
        if (name, at) == (sheet, cell):
            return rewritten(data, "content.xml", text[:start] + value + text[start + len(old):])
    raise KeyError(cell)


def csv_decoded(data):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(data.decode(encoding)))), encoding
        except UnicodeDecodeError:
            pass
    raise ValueError("neither UTF-8 nor GB18030")


def csv_changed(data, cell, value):
    rows, encoding = csv_decoded(data)
    column, row = re.match(r"([A-Z]+)([0-9]+)", cell).groups()
    index = 0
    for letter in column:
        index = index * 26 + ord(letter) - 64
    rows[int(row) - 1][index - 1] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def cells(name, data):
    """(sheet, cell, text of the number)"""
    if name.endswith(".xlsx"):
        yield from xlsx_cells(data)
    elif name.endswith(".ods"):
        yield from ((sheet, cell, number) for sheet, cell, number, _ in ods_numbers(ods_content(data)))
    else:
        for r, row in enumerate(csv_decoded(data)[0], 1):
            for c, text in enumerate(row, 1):
                if NUMBER.match(text.strip()):
                    yield "", f"{letters(c)}{r}", text.strip().replace(",", "")


def changed(name, data, sheet, cell, value):
    if name.endswith(".xlsx"):
        return xlsx_changed(data, sheet, cell, value)
    return ods_changed(data, sheet, cell, value) if name.endswith(".ods") else csv_changed(data, cell, value)


# ---------------------------------------------------------------- builds and their ledgers

class Built:
    def __init__(self, program, folder, *options):
        environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
        self.run = subprocess.run([program, "build", "--only", "json", *options, folder], capture_output=True, text=True, env=environment)
        path = os.path.join(folder, "out", "ledger.json")
        self.ledger = json.load(open(path, encoding="utf-8")) if self.run.returncode == 0 or (options and os.path.exists(path)) else None
        if self.ledger:
            self.facts = {f["id"]: f for f in self.ledger["facts"]}

    def place(self, index):
        origin = self.ledger["origins"][index]
        return os.path.basename(origin["file"]), origin.get("sheet", ""), origin.get("cell", "")


def value_of(fact):
    return fact["value"]["exact"], fact["text"]


def is_choice(fact):
    return fact.get("wording", "").split("(")[0].strip() in WORDS


def may_stay(fact):
    value = fact["value"]
    return (value["exact"] is None or is_choice(fact) or fact["expression"].split("(")[0] in ("计数", "count", "前计数", "向下取整", "向上取整") or
            (value["unit"], value["exact"]) == ("%", "100") or value["unit"] == "个百分点")


def one_more(text):
    """One unit of the last place further from zero, at least two digits kept apart from 0."""
    number = Decimal(text)
    step = Decimal(1).scaleb(number.as_tuple().exponent)
    return format(number - step if number < 0 else number + step, "f")


def one_finer(text):
    return text + "1" if "." in text else text + ".1"


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: example_perturb.py ZHIHENG [PROJECT]")
    program = os.path.abspath(sys.argv[1])
    project = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(__file__), "../examples/kunming-2023"))
    workers = min(4, os.cpu_count() or 1)
    with tempfile.TemporaryDirectory() as scratch:
        copies = []
        for i in range(workers + 1):
            copies.append(os.path.join(scratch, str(i)))
            shutil.copytree(project, copies[-1], ignore=shutil.ignore_patterns("out", "records"))
        base = Built(program, copies[-1])
        if not base.ledger:
            print(base.run.stdout + base.run.stderr)
            sys.exit("the unchanged project does not build")
        leads = {}  # cell → facts
        finest = {}  # cell → the finest value of an observation that several cells report
        for fact in base.ledger["facts"]:
            for index in fact["origins"]:
                leads.setdefault(base.place(index), set()).add(fact["id"])
        for node in base.ledger["lineage"]:
            group = node.get("origins", [])
            if node["kind"] == "cell" and len(group) > 1:
                raws = [base.ledger["origins"][i]["raw"].replace(",", "") for i in group]
                best = min(raws, key=lambda raw: Decimal(raw).as_tuple().exponent)
                for i in group:
                    finest[base.place(i)] = best

        jobs, files = [], {}
        for name in sorted(os.listdir(os.path.join(project, "returns"))):
            files[name] = open(os.path.join(project, "returns", name), "rb").read()
            jobs += [(name, sheet, cell, number) for sheet, cell, number in cells(name, files[name])]
        known = {job[:3] for job in jobs}
        unread = sorted(place for place in leads if place not in known and any(base.facts[f]["value"]["exact"] is not None and f for f in leads[place])
                        and place in {base.place(i) for node in base.ledger["lineage"] if node["kind"] == "cell" for i in node.get("origins", [])})
        failures = [f"{' · '.join(place)}: an origin of a value, but no number was found there" for place in unread]

        idle = list(copies[:workers])

        def check(job):
            name, sheet, cell, number = job
            place = (name, sheet, cell)
            folder = idle.pop()
            path = os.path.join(folder, "returns", name)
            try:
                plain, fine = one_more(number), one_finer(finest.get(place, number))
                attempts = [(fine,), (plain,), (fine, "--draft")] if place in finest else [(plain,), (fine,), (plain, "--draft")]
                built = None
                for value, *options in attempts:
                    with open(path, "wb") as out:
                        out.write(changed(name, files[name], sheet, cell, value))
                    built = Built(program, folder, *options)
                    if built.ledger:
                        break
                if not built.ledger:
                    return [f"{' · '.join(place)}: {number} → {value}: no build\n{built.run.stderr}"]
                if place in finest and value == fine and built.facts.keys() == base.facts.keys() and \
                        all(value_of(base.facts[key]) == value_of(built.facts[key]) for key in base.facts):
                    with open(path, "wb") as out:
                        out.write(changed(name, files[name], sheet, cell, format(Decimal(number) + 10 * (Decimal(one_more(number)) - Decimal(number)), "f")))
                    refused = Built(program, folder).run.stderr
                    named = [line.split() for line in refused.splitlines() if line.startswith("  returns/")]
                    if "E203" in refused and any(cell in words for words in named):
                        return []
                    return [f"{' · '.join(place)}: neither a finer value nor a conflicting one made a difference\n{refused}"]
                moved = {key for key in base.facts.keys() | built.facts.keys()
                         if key not in base.facts or key not in built.facts or value_of(base.facts[key]) != value_of(built.facts[key])}
                expected = leads.get(place, set())
                still = {key for key in expected - moved if may_stay(base.facts[key])}
                lists = {(base.facts[key]["expression"], base.facts[key]["wording"]) for key in expected if is_choice(base.facts[key])}
                moved -= {key for key in moved - expected if key in base.facts and is_choice(base.facts[key]) and
                          (base.facts[key]["expression"], base.facts[key]["wording"]) in lists}
                # Where a tie in a top breaks, what stood last leaves the chart: its count rests on all that is listed.
                tops = {place_["id"] for key in expected if base.facts[key]["expression"].startswith("前计数(")
                        for place_ in base.facts[key]["places"] if place_.get("id")}
                moved -= {key for key in moved - expected if (key in base.facts) != (key in built.facts) and
                          any(place_.get("id") in tops for place_ in (base.facts.get(key) or built.facts[key])["places"])}
                faults = []
                for title, keys in (("changed, but its origins do not lead to the cell", moved - expected),
                                    ("rests on the cell by its origins, but did not change", expected - moved - still)):
                    for key in sorted(keys):
                        fact = base.facts.get(key) or built.facts[key]
                        faults.append(f"{' · '.join(place)}: {number} → {value}: {key} {fact['text']} ({fact['expression']}): {title}")
                return faults
            finally:
                with open(path, "wb") as out:
                    out.write(files[name])
                idle.append(folder)

        passed = 0
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            for faults in pool.map(check, jobs):
                passed += not faults
                failures += faults
        for failure in failures:
            print(failure)
        used = sum(1 for job in jobs if job[:3] in leads)
        print(f"{len(jobs)} cells changed, {used} of them origins of facts")
        failed = len(jobs) - passed + len(unread)
        if used < 20:  # a test that finds nothing to change proves nothing
            print("too few cells lead to facts")
            failed += 1
        print(f"{passed} passed, {failed} failed")
        sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
