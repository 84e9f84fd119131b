#!/usr/bin/python3
"""A bench document of a yearly report's size, in the form of describe.py: 5 chapters, 500 paragraphs, 30 charts, 15 tables.

    synthetic.py >document.json

Its figures mean nothing; every run gives the same bytes.
"""
import json
import sys

CHAPTERS, PARAGRAPHS, CHARTS, TABLES = 5, 500, 30, 15
NUMERALS = "一二三四五六七八九十"
WORDS = ["主营业务收入", "工业产值", "固定资产投资", "零售总额", "进出口总额", "监督抽查合格率", "投诉举报量", "特种设备数量"]


def figure(seed):
    return (seed * 7919 + 104729) % 100000 / 10


def paragraph(number):
    parts = []
    for i in range(5):
        word, value = WORDS[(number + i) % len(WORDS)], figure(number * 5 + i)
        parts.append(f"2023年{word}{value}亿元，比上年增长{value % 30:.1f}%，三年累计{value * 3:.1f}亿元")
    return "；".join(parts) + "。"


def chart(number):
    kinds = ["column", "line", "column-line", "pie", "bar", "doughnut"]
    kind = kinds[number % len(kinds)]
    round_one = kind in ("pie", "doughnut")
    categories = WORDS[:6] if round_one else ["2019年", "2020年", "2021年", "2022年", "2023年"]
    series = []
    for s in range(1 if round_one else 2):
        line = kind == "line" or (kind == "column-line" and s == 1)
        values = [figure(number * 100 + s * 10 + i) for i in range(len(categories))]
        if number % 5 == 4 and not round_one:
            values[1] = None
        series.append({"name": WORDS[(number + s) % len(WORDS)], "values": values, "line": line,
                       "secondary": kind == "column-line" and s == 1})
    return {"kind": "chart", "type": kind, "stacked": False, "alt": f"图{number + 1}的数据", "categories": categories, "series": series}


def table(number):
    def cell(text, span=1, merge=""):
        return {"text": text, "span": span, "merge": merge}

    rows = [[cell("指标", merge="start"), cell("2022年", 2), cell("2023年", 2)],
            [cell("", merge="go-on"), cell("数值"), cell("增长（%）"), cell("数值"), cell("增长（%）")]]
    for r, word in enumerate(WORDS):
        values = [figure(number * 1000 + r * 10 + c) for c in range(4)]
        rows.append([cell(word)] + [cell(f"{v:.1f}") for v in values])
    return {"kind": "table", "columns": 5, "header": 2, "rows": rows}


def document():
    blocks = [{"kind": "paragraph", "style": "title", "text": "2023年度质量状况分析报告"}]
    written = charts = tables = 0
    for c in range(CHAPTERS):
        blocks.append({"kind": "heading", "level": 1, "text": f"第{NUMERALS[c]}章　{WORDS[c]}"})
        for i in range(PARAGRAPHS // CHAPTERS):
            if i % 25 == 0:
                blocks.append({"kind": "heading", "level": 2, "text": f"{NUMERALS[i // 25]}、{WORDS[i // 25]}"})
            blocks.append({"kind": "paragraph", "style": "", "text": paragraph(written)})
            written += 1
            while charts * PARAGRAPHS < written * CHARTS and charts < CHARTS:
                blocks.append(chart(charts))
                charts += 1
                blocks.append({"kind": "paragraph", "style": "caption", "text": f"图{c + 1}-{charts}　{WORDS[charts % 8]}变化情况"})
            while tables * PARAGRAPHS < written * TABLES and tables < TABLES:
                tables += 1
                blocks.append({"kind": "paragraph", "style": "caption", "text": f"表{c + 1}-{tables}　{WORDS[tables % 8]}"})
                blocks.append(table(tables))
    return {"title": "2023年度质量状况分析报告", "blocks": blocks}


if __name__ == "__main__":
    json.dump(document(), sys.stdout, ensure_ascii=False, indent=1)
