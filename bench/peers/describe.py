#!/usr/bin/python3
"""report.docx → JSON that the peers read, so that all of them write the same paragraphs, tables and charts.

    describe.py REPORT.docx >document.json

The JSON is {"title": …, "blocks": [block …]} with a block one of
    {"kind": "heading", "level": 1 … 5, "text": …}
    {"kind": "paragraph", "style": …, "text": …}              style is the name of the paragraph style, "" for the default one
    {"kind": "table", "columns": n, "header": rows, "rows": [[{"text", "span", "merge": "" | "start" | "go-on"} …] …]}
    {"kind": "chart", "type": column | bar | line | column-line | pie | doughnut, "stacked": bool, "alt": …,
     "categories": [text …], "series": [{"name", "values": [number | null …], "line": bool, "secondary": bool} …]}
"""
import json
import posixpath
import sys
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def texts(element):
    """Printed text: no field codes, breaks as newlines."""
    out = []
    for node in element.iter(W + "t", W + "br", W + "tab"):
        out.append(node.text or "" if node.tag == W + "t" else "\t" if node.tag == W + "tab" else "\n")
    return "".join(out)


def cached(element):
    """c:strCache, c:numCache or literals as a list with None for gaps."""
    if element is None:
        return []
    count = element.find(f".//{C}ptCount")
    values = [None] * (int(count.get("val")) if count is not None else 0)
    for point in element.iter(C + "pt"):
        values[int(point.get("idx"))] = point.findtext(C + "v")
    return values


def chart_of(xml, alternative):
    """The chart's kind and cached data."""
    area = etree.fromstring(xml).find(f"{C}chart/{C}plotArea")
    plots = [p for p in area if p.tag in (C + "barChart", C + "lineChart", C + "pieChart", C + "doughnutChart")]
    kinds, categories, series, first_axes = [], [], [], None
    stacked = False
    for plot in plots:
        axes = [a.get("val") for a in plot.findall(C + "axId")]
        first_axes = first_axes or axes
        grouping = plot.find(C + "grouping")
        stacked = stacked or (grouping is not None and grouping.get("val") in ("stacked", "percentStacked"))
        kind = etree.QName(plot).localname[: -len("Chart")]
        if kind == "bar" and plot.find(C + "barDir").get("val") == "col":
            kind = "column"
        kinds.append(kind)
        for one in plot.findall(C + "ser"):
            categories = categories or [c or "" for c in cached(one.find(C + "cat"))]
            values = [None if v is None else float(v) for v in cached(one.find(C + "val"))]
            name = "".join(t or "" for t in cached(one.find(C + "tx")))
            series.append({"name": name, "values": values, "line": kind == "line", "secondary": axes != first_axes})
    kind = "column-line" if "column" in kinds and "line" in kinds else kinds[0]
    return {"kind": "chart", "type": kind, "stacked": stacked, "alt": alternative, "categories": categories, "series": series}


class Reader:
    def __init__(self, path):
        self.package = zipfile.ZipFile(path)
        styles = etree.fromstring(self.package.read("word/styles.xml"))
        self.styles = {s.get(W + "styleId"): s.find(W + "name").get(W + "val") for s in styles.findall(W + "style")}
        relations = etree.fromstring(self.package.read("word/_rels/document.xml.rels"))
        self.targets = {r.get("Id"): posixpath.normpath(posixpath.join("word", r.get("Target"))) for r in relations}
        self.blocks = []

    def paragraph(self, p):
        for inline in p.iter(WP + "inline", WP + "anchor"):
            chart = inline.find(f".//{C}chart")
            if chart is None:
                continue
            about = inline.find(WP + "docPr")
            part = self.package.read(self.targets[chart.get(R + "id")])
            self.blocks.append(chart_of(part, about.get("descr", "")))
        text = texts(p)
        if not text:
            return
        style = p.find(f"{W}pPr/{W}pStyle")
        name = self.styles.get(style.get(W + "val"), "") if style is not None else ""
        if name.startswith("heading ") and name[8:].isdigit():
            self.blocks.append({"kind": "heading", "level": int(name[8:]), "text": text})
        else:
            self.blocks.append({"kind": "paragraph", "style": name, "text": text})

    def table(self, t):
        rows, header = [], 0
        for row in t.findall(W + "tr"):
            if row.find(f"{W}trPr/{W}tblHeader") is not None:
                header += 1
            cells = []
            for cell in row.findall(W + "tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                down = "" if merge is None else "start" if merge.get(W + "val") == "restart" else "go-on"
                cells.append({"text": "\n".join(texts(p) for p in cell.findall(W + "p")),
                              "span": int(span.get(W + "val")) if span is not None else 1, "merge": down})
            rows.append(cells)
        columns = len(t.findall(f"{W}tblGrid/{W}gridCol"))
        self.blocks.append({"kind": "table", "columns": columns, "header": header, "rows": rows})

    def read(self):
        body = etree.fromstring(self.package.read("word/document.xml")).find(W + "body")
        self.walk(body)
        return self.blocks

    def walk(self, element):
        for child in element:
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif child.tag in (W + "sdt", W + "sdtContent"):
                self.walk(child)


def describe(path):
    blocks = Reader(path).read()
    title = next((b["text"] for b in blocks if b["kind"] in ("paragraph", "heading")), "")
    return {"title": title, "blocks": blocks}


if __name__ == "__main__":
    json.dump(describe(sys.argv[1]), sys.stdout, ensure_ascii=False, indent=1)
