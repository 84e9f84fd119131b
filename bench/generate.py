#!/usr/bin/python3
"""Writes a report project of any size, to see how time and memory grow.

    generate.py FOLDER [--members N] [--chapters N] [--charts N]

Every indicator is broken down by N streets and reported for five years: 20 × N × 5 observations, half of them in one workbook with a
sheet an indicator, half in CSV files. A chapter has N charts (5) in as many sections; to each belong 4 paragraphs with 12 bound numbers, to three of five a table. The figures mean
nothing; the same arguments give the same project.
"""
import argparse
import os

from openpyxl import Workbook

INDICATORS, YEARS = 20, [2019, 2020, 2021, 2022, 2023]


def value(indicator, member, year):
    return 1000 + (indicator * 7919 + member * 104729 + (year - 2000) * 1299709) % 9000


def street(member):
    return f"第{member + 1}街道"


def rows_of(indicator, members):
    """Label and values: one row a street, then the total."""
    rows = [[street(m)] + [value(indicator, m, y) for y in YEARS] for m in range(members)]
    return rows + [["合计"] + [sum(row[i + 1] for row in rows) for i in range(len(YEARS))]]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def catalogue(members):
    parts = ['[lists."街道"]\nis = "partition"\nmembers = [' + ", ".join(f'"{street(m)}"' for m in range(members)) + "]\n"]
    for i in range(INDICATORS):
        parts.append(f'[bench.i{i}]\nname = "{name_of(i)}"\nunit = "万元"\nkind = "flow"\nby = {{ street = "街道" }}\nbetter = "neither"\n')
    return "\n".join(parts)


def name_of(indicator):
    return f'量度{"甲乙丙丁戊己庚辛壬癸"[indicator % 10]}{"上下"[indicator // 10]}'


def chapter(number, charts=5):
    lines = [f"# 第{'甲乙丙丁戊己庚辛壬癸'[number % 10]}部分的情况"]
    for section in range(charts):
        lines.append("## 各街道完成情况")
        first = (number + section * 4) % INDICATORS
        for p in range(4):
            name = name_of((first + p) % INDICATORS)
            other = name_of((first + p + 1) % INDICATORS)
            reference = f"（@fig-c{number}-{section}" + (f"，@tbl-c{number}-{section}）" if section % 5 < 3 else "）") if p == 0 else ""
            lines.append(f"{{{{ 年 }}}}全区{name}{{{{ {name} }}}}，比上年{{{{ {name} | 同比 }}}}；同期{other}{{{{ {other} }}}}，三年走势为{{{{ {other} | 走势 }}}}{reference}。")
        a, b = name_of(first), name_of((first + 1) % INDICATORS)
        kind = ["column", "line", "column-line", "bar", "column"][section % 5]
        second = ", line = true, secondary = true" if kind == "column-line" else ""
        grown = f'"同比({a})"' if second else f'"{b}"'
        lines.append(f'```chart {{#fig-c{number}-{section}}}\ncaption = "近年{a}变化情况"\ntype = "{kind}"\nyears = 4\n'
                     f'series = [ {{ value = "{a}" }}, {{ name = "对比", value = {grown}{second} }} ]\n```')
        if section % 5 < 3:
            lines.append(f'```table {{#tbl-c{number}-{section}}}\ncaption = "近年完成情况"\nrows = "指标"\ncolumns = "年"\n'
                         f'indicators = ["{a}", "{b}"]\n```')
    return "\n\n".join(lines) + "\n"


def generate(folder, members=10, chapters=1, charts=5):
    write(f"{folder}/zhiheng.toml", 'title = "规模试验报告"\nissuer = "试验"\nissued = "2024-05"\nperiod = 2023\nyears = 3\n'
          'region = { code = "T", name = "试验区", short = "试验区" }\n[output]\nformats = ["docx", "html", "xlsx"]\n')
    write(f"{folder}/catalog/bench.toml", catalogue(members))
    returns, book = [], Workbook(write_only=True)
    for i in range(INDICATORS):
        header = ["街道"] + [f"{y}年" for y in YEARS]
        rows = rows_of(i, members)
        if i % 2:
            file, sheet = f"量度{i}.csv", ""
            write(f"{folder}/returns/{file}", "\n".join(",".join(str(c) for c in row) for row in [header] + rows) + "\n")
        else:
            file, sheet = "量度.xlsx", f"量度{i}"
            page = book.create_sheet(sheet)
            page.append([f"{name_of(i)}完成情况表"])
            for row in [header] + rows:
                page.append(row)
        returns.append(f'[[block]]\nfile = "{file}"\n' + (f'sheet = "{sheet}"\n' if sheet else "") +
                       f'measure = "bench.i{i}"\nrows = {{ header = "街道", as = "street" }}\ncolumns = {{ as = "period" }}\nunit = "万元"\ntotal = "合计"\n')
    book.save(f"{folder}/returns/量度.xlsx")
    write(f"{folder}/returns.toml", "\n".join(returns))
    for n in range(chapters):
        write(f"{folder}/report/{n + 1:03}.md", chapter(n, charts))
    return INDICATORS * len(YEARS) * members


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--members", type=int, default=10)
    arguments.add_argument("--chapters", type=int, default=1)
    arguments.add_argument("--charts", type=int, default=5)
    a = arguments.parse_args()
    print(generate(a.folder, a.members, a.chapters, a.charts), "observations")


if __name__ == "__main__":
    main()
