#!/usr/bin/python3
"""Returns that look different and say the same: mutate_returns.py ZHIHENG [PROJECT]

Every return of the project is changed as offices change them, from a seed: rows above the table, columns left of it, a blank row
within it, one more column, rows and sheets in another order, one more year; then LibreOffice saves it anew, once as .xlsx and once
as .ods (formulas are calculated by it), and .csv files change their encoding and line ends. Every fact of the report must keep its
exact value and its text.
"""
import csv
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_from_string, column_index_from_string

SEEDS = (1, 2, 3)
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)")
YEAR = re.compile(r"20[0-9]{2}年$")


class Mapped:
    """Where each row and column of a sheet goes: `rows[old] = new`, from 1."""

    def __init__(self, rows, columns):
        self.rows = {r: r for r in range(1, rows + 1)}
        self.columns = {c: c for c in range(1, columns + 1)}
        self.inserted_columns = []

    def insert_rows(self, before, count):
        self.rows = {old: new + count if new >= before else new for old, new in self.rows.items()}

    def insert_columns(self, before, count):
        self.columns = {old: new + count if new >= before else new for old, new in self.columns.items()}
        self.inserted_columns = [c + count if c >= before else c for c in self.inserted_columns]

    def swap_rows(self, one, two):
        self.rows[one], self.rows[two] = self.rows[two], self.rows[one]

    def cell(self, name):
        letters, row = coordinate_from_string(name)
        return f"{get_column_letter(self.columns.get(column_index_from_string(letters), column_index_from_string(letters)))}{self.rows.get(row, row)}"

    def formula(self, text):
        return REFERENCE.sub(lambda m: self.cell(m[1] + m[2]), text)


def data_rows(cells):
    """Rows that hold a number or a formula, with a label before it; never those with years in them (headers)."""
    out = []
    for r, row in enumerate(cells, 1):
        filled = [v for v in row if v is not None]
        if len(filled) > 1 and any(isinstance(v, (int, float)) or str(v).startswith("=") for v in filled) and not any(YEAR.match(str(v)) for v in filled[1:]):
            out.append(r)
    return out


def mutated_sheet(sheet, target, rnd, log):
    cells = [[c.value for c in row] for row in sheet.iter_rows()]
    mapped = Mapped(len(cells), len(cells[0]))
    data = data_rows(cells)
    formulas = any(str(v).startswith("=") for row in cells for v in row)
    if len(data) > 1 and not formulas:
        one, two = rnd.sample(data, 2)
        mapped.swap_rows(one, two)
        log.append(f"{sheet.title}: rows {one} and {two} exchanged")
    header_row = min(data) - 1 if data else 0
    if len(data) > 1:
        # A blank row within the table; not before its first row, where the header ends.
        place = rnd.choice(sorted(mapped.rows[r] for r in data)[1:])
        mapped.insert_rows(place, 1)
        log.append(f"{sheet.title}: a blank row before row {place}")
    if header_row:
        place = len(cells[0]) + 1 if rnd.random() < 0.5 else rnd.randint(2, len(cells[0]))
        mapped.insert_columns(place, 1)
        mapped.inserted_columns.append(place)
        log.append(f"{sheet.title}: a column before column {place}")
    down, right = rnd.randint(1, 9), rnd.randint(0, 4)
    mapped.insert_rows(1, down)
    if right:
        mapped.insert_columns(1, right)
    log.append(f"{sheet.title}: moved down {down}, right {right}")

    target.cell(1, 1).value = "（内部资料，请勿外传）"
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            value = mapped.formula(cell.value) if isinstance(cell.value, str) and cell.value.startswith("=") else cell.value
            new = target.cell(mapped.rows[cell.row], mapped.columns[cell.column])
            new.value, new.number_format = value, cell.number_format
    for place in mapped.inserted_columns:
        target.cell(mapped.rows[header_row], place).value = "审核人"
        for r in data:
            target.cell(mapped.rows[r], place).value = "张三"
    for merge in sheet.merged_cells.ranges:
        # A merge may have been spread by what was inserted within it.
        rows = [mapped.rows[r] for r in range(merge.min_row, merge.max_row + 1)]
        columns = [mapped.columns[c] for c in range(merge.min_col, merge.max_col + 1)]
        if merge.min_row in data:
            continue
        target.merge_cells(start_row=min(rows), end_row=max(rows), start_column=min(columns), end_column=max(columns))
    # One more year in a table of years.
    label = next((c for c, v in enumerate(cells[header_row - 1], 1) if v == "年度"), None) if header_row else None
    if label:
        last = max(mapped.rows[r] for r in data) + 1
        target.cell(last, mapped.columns[label]).value = "2020年"
        for c, v in enumerate(cells[max(data) - 1], 1):
            if str(v).startswith("=") or isinstance(v, (int, float)):
                target.cell(last, mapped.columns[c]).value = 500.5
        log.append(f"{sheet.title}: one more row, 2020年")
    target.sheet_state = sheet.sheet_state


def mutate_workbook(source, path, rnd, log):
    book = openpyxl.load_workbook(source)
    out = openpyxl.Workbook()
    out.remove(out.active)
    names = book.sheetnames
    rnd.shuffle(names)
    log.append(f"{os.path.basename(source)}: sheets in the order {'、'.join(names)}")
    for name in names:
        mutated_sheet(book[name], out.create_sheet(name), rnd, log)
    out.save(path)


def mutate_csv(source, path, rnd, log):
    data = open(source, "rb").read()
    try:
        text, encoding = data.decode("utf-8-sig"), "gb18030"
    except UnicodeDecodeError:
        text, encoding = data.decode("gb18030"), "utf-8-sig"
    rows = list(csv.reader(io.StringIO(text)))
    width = max(map(len, rows))
    place = rnd.randint(0, width)
    first = next(r for r, row in enumerate(rows) if len([v for v in row if v]) > 2)
    rows = [row + [""] * (width - len(row)) for row in rows]
    for r, row in enumerate(rows):
        row.insert(place, "" if r < first else "审核人" if r == first else "李四" if any(row) else "")
    rows = [[""] * (width + 1)] * rnd.randint(0, 5) + rows
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    with open(path, "wb") as file:
        file.write(out.getvalue().encode(encoding))
    log.append(f"{os.path.basename(source)}: {encoding}, a column before column {place + 1}")


def office(files, extension, folder, profile):
    os.makedirs(folder, exist_ok=True)
    run = subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", extension, "--outdir", folder, *files],
                         capture_output=True, text=True, timeout=300)
    missing = [f for f in files if not os.path.exists(os.path.join(folder, os.path.splitext(os.path.basename(f))[0] + "." + extension))]
    if missing:
        sys.exit(f"LibreOffice did not write {missing}: {run.stdout}{run.stderr}")


def facts(program, project):
    run = subprocess.run([program, "build", "--only", "json", project], capture_output=True, text=True)
    path = os.path.join(project, "out", "ledger.json")
    if run.returncode != 0 or not os.path.exists(path):
        return None, run.stdout + run.stderr
    return {f["id"]: (f["value"]["exact"], f["text"]) for f in json.load(open(path, encoding="utf-8"))["facts"]}, run.stderr


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: mutate_returns.py ZHIHENG [PROJECT]")
    program = os.path.abspath(sys.argv[1])
    project = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(__file__), "../examples/kunming-2023"))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        def copy(name):
            shutil.copytree(project, os.path.join(scratch, name), ignore=shutil.ignore_patterns("out", "records"))
            return os.path.join(scratch, name)

        expected, said = facts(program, copy("as-it-is"))
        if not expected:
            sys.exit("the unchanged project does not build:\n" + said)
        returns = sorted(os.listdir(os.path.join(project, "returns")))
        profile = os.path.join(scratch, "profile")
        ods_source = [os.path.join(project, "returns", f) for f in returns if f.endswith(".ods")]
        as_xlsx = os.path.join(scratch, "ods-as-xlsx")
        if ods_source:
            office(ods_source, "xlsx", as_xlsx, profile)
        for seed in SEEDS:
            rnd, log = random.Random(seed), []
            raw = os.path.join(scratch, f"raw-{seed}")
            os.makedirs(raw)
            tables, texts = [], []
            for f in returns:
                source = os.path.join(project, "returns", f)
                stem, extension = os.path.splitext(f)
                if extension == ".csv":
                    texts.append(os.path.join(raw, f))
                    mutate_csv(source, texts[-1], rnd, log)
                else:
                    tables.append(os.path.join(raw, stem + ".xlsx"))
                    mutate_workbook(source if extension == ".xlsx" else os.path.join(as_xlsx, stem + ".xlsx"), tables[-1], rnd, log)
            for extension in ("xlsx", "ods"):
                folder = copy(f"{extension}-{seed}")
                place = os.path.join(folder, "returns")
                shutil.rmtree(place)
                office(tables, extension, place, profile)
                for f in texts:
                    shutil.copy(f, place)
                toml = os.path.join(folder, "returns.toml")
                text = open(toml, encoding="utf-8").read()
                open(toml, "w", encoding="utf-8").write(re.sub(r"\.(xlsx|ods)\"", f'.{extension}"', text))
                got, said = facts(program, folder)
                wrong = [] if got is None else [f"{k}: {expected.get(k)} → {got.get(k)}" for k in sorted(expected.keys() | got.keys()) if expected.get(k) != got.get(k)]
                if got is None or wrong:
                    failed += 1
                    print(f"seed {seed} as .{extension}:", *log, *wrong, said, sep="\n  ")
                else:
                    passed += 1
    print(f"{passed} sets of {len(returns)} changed returns gave the same {len(expected)} facts, {failed} did not")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
