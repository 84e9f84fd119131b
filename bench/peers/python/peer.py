#!/usr/bin/python3
"""document.json → out.docx with python-docx; charts are pictures by matplotlib, which is how it is done there.

    peer.py DOCUMENT.json OUT.docx
"""
import io
import json
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
from docx import Document  # noqa: E402
from docx.oxml.ns import qn  # noqa: E402
from docx.shared import Cm, Pt  # noqa: E402

plt.rcParams["font.sans-serif"] = ["Noto Sans CJK SC", "Noto Sans CJK JP", "DejaVu Sans"]
plt.rcParams["axes.unicode_minus"] = False


def numbers(values):
    return [float("nan") if v is None else v for v in values]


def picture(block):
    figure, axes = plt.subplots(figsize=(6, 3.5))
    categories, series = block["categories"], block["series"]
    places = range(len(categories))
    if block["type"] in ("pie", "doughnut"):
        width = {"width": 0.5} if block["type"] == "doughnut" else {}
        slices = [(c, v) for c, v in zip(categories, series[0]["values"]) if v]
        axes.pie([v for _, v in slices], labels=[c for c, _ in slices], autopct="%1.1f%%", wedgeprops=width)
    else:
        bars = [s for s in series if not s["line"]]
        base = [0.0] * len(categories)
        second = axes.twinx() if any(s["secondary"] for s in series) else None
        for s in series:
            target = second if s["secondary"] else axes
            values = numbers(s["values"])
            if s["line"]:
                target.plot(places, values, marker="o", label=s["name"], color="tab:orange" if s["secondary"] else None)
                for x, y in zip(places, values):
                    if y == y:
                        target.annotate(f"{y:g}", (x, y), ha="center", fontsize=8)
                continue
            i = bars.index(s)
            width = 0.8 if block["stacked"] else 0.8 / len(bars)
            spots = [p if block["stacked"] else p - 0.4 + width * (i + 0.5) for p in places]
            under = base if block["stacked"] else 0
            if block["type"] == "bar":
                drawn = target.barh(spots, values, height=width, left=under, label=s["name"])
            else:
                drawn = target.bar(spots, values, width=width, bottom=under, label=s["name"])
            target.bar_label(drawn, fontsize=8)
            base = [b + (v if v == v else 0) for b, v in zip(base, values)]
        if block["type"] == "bar":
            axes.set_yticks(list(places), categories)
        else:
            axes.set_xticks(list(places), categories)
        figure.legend(loc="lower center", ncols=len(series))
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=150)
    plt.close(figure)
    out.seek(0)
    return out


def add_table(document, block):
    rows = block["rows"]
    table = document.add_table(rows=len(rows), cols=block["columns"])
    table.style = "Table Grid"
    grid = [list(row.cells) for row in table.rows]  # python-docx searches anew at each access
    open_merges = {}
    for r, cells in enumerate(rows):
        column = 0
        for cell in cells:
            last = column + cell["span"] - 1
            if cell["merge"] == "go-on":
                open_merges[column].merge(grid[r][last])
            else:
                first = grid[r][column]
                if last > column:
                    first = first.merge(grid[r][last])
                first.text = cell["text"]
                if cell["merge"] == "start":
                    open_merges[column] = grid[r][column]
            column = last + 1
        if r < block["header"]:
            properties = table.rows[r]._tr.get_or_add_trPr()
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def main(source, target):
    with open(source, encoding="utf-8") as file:
        description = json.load(file)
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    document.core_properties.title = description["title"]
    for block in description["blocks"]:
        kind = block["kind"]
        if kind == "heading":
            document.add_heading(block["text"], level=block["level"])
        elif kind == "chart":
            document.add_picture(picture(block), width=Cm(15))
        elif kind == "table":
            add_table(document, block)
        else:
            document.add_paragraph(block["text"])
    document.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
