#!/usr/bin/python3
"""text_to_documents.py REPORT.txt OUT: writes OUT.docx, OUT.html and OUT.md with the same words as a text that was exported from Word:
its tables (one cell a line, tabs, bars) become real tables, lines that a page broke become one paragraph. For tests that a report is
understood alike in every format."""
import html
import re
import sys

SPACE = " \t\r\u3000\u00a0\ufeff\x0c\u200b"


def level(line):
    if line.startswith("#"):
        return len(line) - len(line.lstrip("#"))
    for n, pattern in enumerate([r"第([一二三四五六七八九十百]+|\d{1,3}(?!\d))[章节编篇部]", r"[一二三四五六七八九十]+[、．.]", r"[（(][一二三四五六七八九十]+[）)]",
                                 r"\d{1,3}([．、]|\.(?!\d))", r"[（(]\d{1,3}[）)]"], 1):
        if re.match(pattern, line):
            return n
    return 0


def is_caption(line):
    return 2 <= len(line) <= 90 and re.match(r"[续附]?[图表]\s*[\d一二三四五六七八九十]", line) and line[-1] not in "。；"


def blocks(text):
    """('p', text) and ('t', rows)"""
    lines = text.split("\n")
    stripped = [l.strip(SPACE) for l in lines]
    out, i = [], 0
    while i < len(lines):
        line = lines[i]
        if not stripped[i] and not line.startswith("\t"):
            i += 1
            continue
        if line.count("|") + line.count("｜") > 0:
            end = i
            while end < len(lines) and re.search("[|｜]", lines[end]):
                end += 1
            if end - i >= 2:
                group = [re.split("[|｜]", l) for l in stripped[i:end] if not re.fullmatch(r"[|:\-\s+=—]+", l)]
                if sum(l.startswith(("|", "｜")) for l in stripped[i:end]) * 5 >= (end - i) * 4:
                    group = [r[1:-1] if r[-1].strip() == "" else r[1:] for r in group]
                out.append(("t", [[c.strip() for c in r] for r in group]))
                i = end
                continue
        if line.startswith("\t") and "\t" not in stripped[i]:
            end, rows, filled = cells(lines, i)
            if len(rows) >= 2 and max(map(len, rows)) >= 2 and filled >= 4:
                out.append(("t", rows))
                i = end
                continue
        if "\t" in line.rstrip(SPACE).lstrip(" "):
            end = i
            while end < len(lines) and "\t" in lines[end].rstrip(SPACE):
                end += 1
            if end - i >= 2:
                out.append(("t", [[c.strip() for c in l.rstrip("\r").split("\t")] for l in lines[i:end]]))
                i = end
                continue
        if not stripped[i]:
            i += 1
            continue
        paragraph = stripped[i]
        heading = level(paragraph) and paragraph[-1] not in "。！？；：" and len(paragraph) <= 45
        i += 1
        if not is_caption(paragraph) and not heading:
            while i < len(lines) and goes_on(stripped[i - 1], lines[i], stripped[i]):
                paragraph += "\n" + stripped[i]
                i += 1
        out.append(("p", paragraph))
    return out


def goes_on(before, raw, line):
    if not before or not line or re.search("[\t|｜]", raw) or len(before) < 16 or before[-1] in "。！？；：:":
        return False
    return not (level(line) or is_caption(line) or line[0] in "[#*•●■◆—")


def cells(lines, i):
    rows, row, cell, k = [], [], [lines[i]], i + 1

    def close():
        row.append("\n".join(cell).strip(SPACE + "\n"))

    while k < len(lines):
        line = lines[k]
        if line == "" or (not line.strip(SPACE) and not line.startswith("\t")):
            following = k
            while following < len(lines) and lines[following] == "":
                following += 1
            if following < len(lines) and lines[following].startswith("\t") and following - k == 1:
                close()
                rows.append(row)
                row, cell, k = [], [lines[following]], following + 1
                continue
            break
        if line.startswith("\t"):
            close()
            cell = []
        cell.append(line)
        k += 1
    close()
    rows.append(row)
    return k, rows, sum(bool(c) for r in rows for c in r)


def write_docx(content, path):
    import docx
    document = docx.Document()
    for kind, value in content:
        if kind == "p":
            paragraph = document.add_paragraph()
            for n, part in enumerate(value.split("\n")):
                run = paragraph.add_run(re.sub("[\x00-\x08\x0b-\x1f]", "", part))
                if n:
                    run._r.insert(0, run._r.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}br"))
        else:
            columns = max(map(len, value))
            table = document.add_table(rows=0, cols=columns)
            for row in value:
                target = table.add_row()._tr.tc_lst
                for c, cell in enumerate(row):
                    docx.table._Cell(target[c], table).text = re.sub("[\x00-\x08\x0b-\x1f]", "", cell)
                for spare in target[len(row):]:  # a short row stays short
                    spare.getparent().remove(spare)
    document.save(path)


def write_html(content, path):
    with open(path, "w", encoding="utf8") as file:
        file.write("<!DOCTYPE html>\n<html lang=zh><head><meta charset=utf-8><title>报告</title><style>p{text-indent:2em}</style></head><body>\n")
        for kind, value in content:
            if kind == "p":
                file.write("<p>" + html.escape(value).replace("\n", "<br>") + "</p>\n")
            else:
                rows = ("<tr>" + "".join("<td>" + html.escape(c).replace("\n", "<br>") + "</td>" for c in row) + "</tr>" for row in value)
                file.write("<table>" + "\n".join(rows) + "</table>\n")
        file.write("</body></html>\n")


def write_md(content, path):
    with open(path, "w", encoding="utf8") as file:
        for kind, value in content:
            if kind == "p":
                file.write(value + "\n\n")
            else:
                columns = max(map(len, value))
                for n, row in enumerate(value):
                    file.write("|" + "|".join(re.sub(r"\s*\n\s*", "", c) for c in row) + "|\n")
                    if n == 0:
                        file.write("|" + "---|" * columns + "\n")
                file.write("\n")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf8", newline="") as source:
        parts = blocks(source.read().replace("\r\n", "\n"))
    write_docx(parts, sys.argv[2] + ".docx")
    write_html(parts, sys.argv[2] + ".html")
    write_md(parts, sys.argv[2] + ".md")
