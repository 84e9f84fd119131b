#!/usr/bin/env python3
"""Edits of a built report.docx, as people make them in Word: what does `zhiheng compare` say?

    compare_trials.py ZHIHENG [PROJECT] [--trials N] [--seed S]

Builds the project, then makes copies of its report.docx with one edit each, chosen by a seeded random generator: a bookmark deleted, a
number retyped inside or outside its bookmark, a table's cell, a chart's cache, its workbook or both, a caption, a paragraph reworded,
moved, deleted or added. Each must be reported once, at its place, and nothing else. Then many edits in one document, and the same
document after LibreOffice opened and saved it.
"""
import argparse, io, json, os, random, re, subprocess, sys, tempfile, zipfile

import json_schema

DOCS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../docs")
FACT = re.compile(r'<w:bookmarkStart w:id="(\d+)" w:name="(_zh_([a-z0-9]+)(?:_\d+)?)"/>(.*?)<w:bookmarkEnd w:id="\1"/>', re.S)
PARAGRAPH = re.compile(r"<w:p>.*?</w:p>", re.S)
TEXT = re.compile(r'(<w:t xml:space="preserve">)([^<]*)(</w:t>)')
VALUE = re.compile(r"<c:v>([^<]*)</c:v>")


def other_digit(rnd, text):
    """The text with its first digit exchanged: 3612亿元 → 7612亿元; never a year, never the same."""
    at = next(i for i, c in enumerate(text) if c.isdigit())
    return text[:at] + rnd.choice([d for d in "123456789" if d != text[at]]) + text[at + 1:]


class Report:
    def __init__(self, path):
        with zipfile.ZipFile(path) as z:
            self.parts = {n: z.read(n) for n in z.namelist()}
        self.xml = self.parts["word/document.xml"].decode()
        self.names = {}  # chart part → 图1-1
        links = dict(re.findall(r'Id="(rId\d+)"[^>]*Target="(charts/[^"]*)"', self.parts["word/_rels/document.xml.rels"].decode()))
        for name, relation in re.findall(r'<wp:docPr id="\d+" name="([^"]*)".*?<c:chart r:id="(rId\d+)"', self.xml, re.S):
            self.names["word/" + links[relation]] = name
        tables = [(m.start(), m.end()) for m in re.finditer(r"<w:tbl>.*?</w:tbl>", self.xml, re.S)]
        in_table = lambda at: any(a <= at < b for a, b in tables)
        self.facts = [m for m in FACT.finditer(self.xml) if re.search(r"\d", "".join(t[1] for t in TEXT.findall(m[4])))]
        self.text_facts = [m for m in self.facts if not in_table(m.start())]
        self.cells = [m for m in self.facts if in_table(m.start())]
        body = [m for m in PARAGRAPH.finditer(self.xml) if not in_table(m.start())]
        style = lambda m: re.search(r'<w:pStyle w:val="([^"]*)"', m[0])
        self.captions = [m for m in body if style(m) and "Caption" in style(m)[1]]
        self.paragraphs = [m for m in body if style(m) and style(m)[1] == "BodyText" and len(self.words(m[0])) > 40]
        # Label cells of tables: words alone.
        self.labels = [m for m in PARAGRAPH.finditer(self.xml)
                       if in_table(m.start()) and "_zh_" not in m[0] and re.fullmatch(r"[一-鿿]{3,12}", self.words(m[0]))]

    @staticmethod
    def words(xml):
        return "".join(t[1] for t in TEXT.findall(re.sub(r"<w:instrText.*?</w:instrText>", "", xml)))

    def edited(self, cuts, **parts):
        """The package with stretches of document.xml exchanged: (start, end, new), and other parts."""
        xml = self.xml
        for start, end, new in sorted(cuts, reverse=True):
            xml = xml[:start] + new + xml[end:]
        out = dict(self.parts, **parts)
        out["word/document.xml"] = xml.encode()
        return out


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        for name, data in parts.items():
            z.writestr(name, data)


def subject_of(report, m):
    return "cell" if m in report.cells else "caption" if any(c.start() <= m.start() < c.end() for c in report.captions) else "number"


# Each edit gives (cuts, parts, expected): what must be reported, as fields of one difference.

def bookmark_deleted(report, rnd):
    m = rnd.choice(report.facts)
    return [(m.start(), m.end(), m[4])], {}, {"subject": subject_of(report, m), "change": "unbound", "fact": m[3]}


def retyped(report, rnd, among=None):
    m = rnd.choice(among or report.text_facts)
    t = TEXT.search(m[4])
    new = other_digit(rnd, t[2])
    start = m.start(4) + t.start(2)
    whole = report.words(m[4])
    return [(start, start + len(t[2]), new)], {}, {"subject": subject_of(report, m), "change": "changed", "fact": m[3],
                                                   "before": whole, "after": whole.replace(t[2], new, 1)}


def cell_retyped(report, rnd):
    return retyped(report, rnd, report.cells)


def retyped_outside(report, rnd):
    """The old number was deleted inside its bookmark and the new one typed before it."""
    m = rnd.choice(report.text_facts)
    whole = report.words(m[4])
    new = other_digit(rnd, whole)
    emptied = re.sub(r"<w:r>.*?</w:r>", "", m[4], flags=re.S)
    run = f'<w:r><w:t xml:space="preserve">{new}</w:t></w:r>'
    return [(m.start(), m.start(4), run + report.xml[m.start():m.start(4)]), (m.start(4), m.end(4), emptied)], {}, {
        "subject": subject_of(report, m), "change": "changed", "fact": m[3], "before": whole, "after": new, "unbound": True}


def number_deleted(report, rnd):
    m = rnd.choice(report.text_facts)
    return [(m.start(), m.end(), "")], {}, {"subject": subject_of(report, m), "change": "removed", "fact": m[3], "before": report.words(m[4])}


def label_changed(report, rnd):
    m = rnd.choice(report.labels)
    old = report.words(m[0])
    t = TEXT.search(m[0])
    return [(m.start() + t.start(2), m.start() + t.end(2), "〇" + t[2])], {}, {"subject": "cell", "change": "added", "after": "“〇”"[1:2]}


def caption_changed(report, rnd):
    m = rnd.choice(report.captions)
    t = [t for t in TEXT.finditer(m[0]) if re.search("[一-鿿]{2}", t[2])][-1]
    return [(m.start() + t.start(2), m.start() + t.end(2), t[2] + "情况〇")], {}, {"subject": "caption", "change": "added", "after": "情况〇"}


def chart_point(report, rnd):
    part = rnd.choice([p for p in report.parts if re.fullmatch(r"word/charts/chart\d+\.xml", p)])
    xml = report.parts[part].decode()
    caches = [(s, c) for s, ser in enumerate(re.finditer(r"<c:ser>.*?</c:ser>", xml, re.S))
              for c in re.finditer(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>', xml[ser.start():ser.end()][xml[ser.start():ser.end()].find("<c:val>"):])]
    series, point = rnd.choice(caches)
    ser = list(re.finditer(r"<c:ser>.*?</c:ser>", xml, re.S))[series]
    start = ser.start() + ser[0].find("<c:val>") + point.start(2)
    new = other_digit(rnd, point[2])
    return part, xml, series, int(point[1]), start, point[2], new


def in_cache(part, xml, start, old, new):
    return {part: (xml[:start] + new + xml[start + len(old):]).encode()}


def in_workbook(report, part, series, index, new):
    name = part.replace("charts/", "embeddings/").replace(".xml", ".xlsx")
    with zipfile.ZipFile(io.BytesIO(report.parts[name])) as z:
        sheet = {n: z.read(n) for n in z.namelist()}
    cell = f"{chr(ord('B') + series)}{index + 2}"
    xml, count = re.subn(rf'(<c r="{cell}"[^>]*><v>)[^<]*(</v>)', rf"\g<1>{new}\g<2>", sheet["xl/worksheets/sheet1.xml"].decode())
    assert count == 1, (name, cell)
    sheet["xl/worksheets/sheet1.xml"] = xml.encode()
    out = io.BytesIO()
    write(out, sheet)
    return {name: out.getvalue()}


def chart(sides):
    def edit(report, rnd):
        part, xml, series, index, start, old, new = chart_point(report, rnd)
        parts = {}
        if "cache" in sides:
            parts.update(in_cache(part, xml, start, old, new))
        if "workbook" in sides:
            parts.update(in_workbook(report, part, series, index, new))
        return [], parts, {"subject": "chart", "change": "changed", "sides": sides, "place": report.names[part] + " ", "before": old, "after": new}
    edit.__name__ = "chart_" + "_and_".join(sides)
    return edit


def between_facts(paragraph, least):
    """The runs of a paragraph that no fact prints, of more than `least` characters. A fact may print words: 电梯持续增长."""
    facts = [(f.start(), f.end()) for f in FACT.finditer(paragraph)]
    return [t for t in TEXT.finditer(paragraph) if len(t[2]) > least and not any(a <= t.start() < b for a, b in facts)]


def reworded(report, rnd):
    m = rnd.choice([m for m in report.paragraphs if between_facts(m[0], 8)])
    t = rnd.choice(between_facts(m[0], 8))
    at = rnd.randrange(1, len(t[2]) - 3)
    if re.search(r"\d", t[2][at - 1:at + 3]):
        return reworded(report, rnd)
    start = m.start() + t.start(2) + at
    return [(start, start + 2, "〇〇〇")], {}, {"subject": "text", "change": "changed", "after": "〇〇〇", "before": t[2][at:at + 2]}


def words_deleted(report, rnd):
    m = rnd.choice([m for m in report.paragraphs if between_facts(m[0], 12)])
    t = rnd.choice(between_facts(m[0], 12))
    at = rnd.randrange(1, len(t[2]) - 7)
    if re.search(r"[\d〇]", t[2][at:at + 6]) or t[2][at] == t[2][at + 6]:
        return words_deleted(report, rnd)
    start = m.start() + t.start(2) + at
    return [(start, start + 6, "")], {}, {"subject": "text", "change": "removed", "lost": []}


def paragraph_deleted(report, rnd):
    m = rnd.choice(report.paragraphs)
    return [(m.start(), m.end(), "")], {}, {"subject": "text", "change": "removed", "lost": sorted({f[3] for f in FACT.finditer(m[0])})}


def paragraph_moved(report, rnd):
    a, b = rnd.sample(report.paragraphs, 2)
    if abs(report.paragraphs.index(a) - report.paragraphs.index(b)) < 2:
        return paragraph_moved(report, rnd)
    return [(a.start(), a.end(), ""), (b.end(), b.end(), a[0])], {}, {"subject": "text", "change": "moved"}


def paragraph_added(report, rnd):
    m = rnd.choice(report.paragraphs)
    new = '<w:p><w:r><w:t>会议认为，全区质量工作取得了新的进展，各部门要继续努力，补齐短板。</w:t></w:r></w:p>'
    return [(m.end(), m.end(), new)], {}, {"subject": "text", "change": "added"}


EDITS = [bookmark_deleted, retyped, retyped_outside, number_deleted, cell_retyped, label_changed, caption_changed, chart(["cache"]),
         chart(["workbook"]), chart(["cache", "workbook"]), reworded, words_deleted, paragraph_deleted, paragraph_moved, paragraph_added]


def agrees(expected, d):
    for key, value in expected.items():
        got = d.get(key)
        if key == "place":
            ok = got.startswith(value)
        elif key == "lost":
            ok = sorted(got or []) == value or (not value and not got)
        elif d["subject"] == "chart" and key in ("before", "after"):
            ok = float(re.match(r"-?[\d.]+", got)[0]) == float(value)  # the unit follows
        else:
            ok = got == value
        if not ok:
            return False
    return True


def main():
    p = argparse.ArgumentParser()
    p.add_argument("zhiheng")
    p.add_argument("project", nargs="?", default="examples/kunming-2023")
    p.add_argument("--trials", type=int, default=75)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--no-office", action="store_true")
    a = p.parse_args()
    rnd = random.Random(a.seed)
    bad = 0
    with tempfile.TemporaryDirectory() as work:
        project = os.path.join(work, "project")
        subprocess.run(["cp", "-r", a.project, project], check=True)
        subprocess.run([a.zhiheng, "build", "--only", "docx", project], check=True, capture_output=True)
        built = os.path.join(project, "out", "report.docx")
        report = Report(built)

        def compare(path):
            run = subprocess.run([a.zhiheng, "compare", "--format", "json", project, path], capture_output=True)
            if run.returncode not in (0, 1):
                sys.exit(run.stderr.decode())
            result = json.loads(run.stdout)
            assert run.returncode == (1 if result["differences"] else 0)
            conforms(result, "compare")
            return result

        def conforms(result, name):
            with open(os.path.join(DOCS, name + ".schema.json"), encoding="utf-8") as file:
                for fault in json_schema.faults(result, json.load(file))[:5]:
                    complain(name + " --format json", "docs/" + name + ".schema.json", [])
                    print("    ", fault)

        def office(path):
            """The document opened and saved by LibreOffice."""
            out = os.path.join(work, "saved")
            subprocess.run(["soffice", "-env:UserInstallation=file://" + work + "/profile", "--headless", "--convert-to",
                            "docx:MS Word 2007 XML", "--outdir", out, path], check=True, capture_output=True)
            return os.path.join(out, os.path.basename(path))

        def complain(what, expected, got):
            nonlocal bad
            bad += 1
            print("FAIL", what, "expected", json.dumps(expected, ensure_ascii=False))
            for d in got:
                print("     got", json.dumps({k: d[k] for k in d if k not in ("bases", "typed")}, ensure_ascii=False))

        untouched = compare(built)
        if untouched["differences"] or untouched["facts"] != untouched["agree"]:
            complain("an untouched report", [], untouched["differences"])
        tried = {}
        for i in range(a.trials):
            edit = EDITS[i % len(EDITS)]
            cuts, parts, expected = edit(report, rnd)
            path = os.path.join(work, "edited.docx")
            write(path, report.edited(cuts, **parts))
            got = compare(path)["differences"]
            if len(got) == 1 and agrees(expected, got[0]):
                tried[edit.__name__] = tried.get(edit.__name__, 0) + 1
            else:
                complain(edit.__name__, expected, got)
        for name, count in tried.items():
            print(f"{name:24} {count} reported exactly there, and nothing else")

        # Many at once, in different paragraphs and charts.
        rounds = 1 if a.no_office else 2
        cuts, parts, wanted, used = [], {}, [], set()
        for edit in EDITS:
            for _ in range(100):
                c, q, e = edit(report, rnd)
                touched = {n for n, m in enumerate(PARAGRAPH.finditer(report.xml)) for s, t, _ in c if m.start() <= s and t <= m.end() or s <= m.start() < t}
                touched |= {n.replace("embeddings", "charts").replace("xlsx", "xml") for n in q}
                near = {t + k for t in touched if isinstance(t, int) for k in (-1, 0, 1)} | touched
                if not near & used:
                    break
            used |= touched
            cuts += c
            parts.update(q)
            wanted.append(e)
        path = os.path.join(work, "many.docx")
        write(path, report.edited(cuts, **parts))
        for turn in range(rounds):
            if turn == 1:
                saved = compare(office(built))
                if saved["differences"] or saved["facts"] != saved["agree"]:
                    complain("an untouched report saved by LibreOffice", [], saved["differences"])
                path = office(path)
            got = compare(path)["differences"]
            left = list(got)
            for e in wanted:
                hit = next((d for d in left if agrees(e, d)), None)
                if hit:
                    left.remove(hit)
                else:
                    complain("among many" + (", saved by LibreOffice" if turn else ""), e, [])
            if left:
                complain("besides many" + (", saved by LibreOffice" if turn else ""), [], left)
            print(len(wanted), "edits in one document" + (", saved by LibreOffice" if turn else "") + ":", len(got), "differences")
        # Documents that are broken, or say too much: one clear message or a comparison, soon.
        half = open(built, "rb").read()
        marks = "".join(f'<w:bookmarkStart w:id="{i}" w:name="_zh_{i}"/>' for i in range(100000, 300000))
        hostile = {
            "empty": b"", "cut short": half[:len(half) // 2], "text": "主营业务收入3612亿元".encode(),
            "no document": report.edited([], **{"word/document.xml": b""}),
            "chart that is no xml": report.edited([], **{"word/charts/chart1.xml": b"<c:chartSpace"}),
            "workbook that is none": report.edited([], **{"word/embeddings/chart1.xlsx": b"PK\3\4 none"}),
            "a document type": report.edited([], **{"customXml/item1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><ledger build="x">&b;</ledger>'}),
            "bookmarks without end": report.edited([(report.paragraphs[0].end(), report.paragraphs[0].end(), f"<w:p>{marks}</w:p>")]),
            "bookmarks in each other": report.edited([(report.paragraphs[0].end(), report.paragraphs[0].end(), "<w:p>" + "".join(
                f'<w:bookmarkStart w:id="{i}" w:name="{report.facts[0][2]}"/>' for i in range(90000, 91000)) + "".join(
                f'<w:bookmarkEnd w:id="{i}"/>' for i in range(90000, 91000)) + "</w:p>")]),
        }
        hostile["no document"]["word/document.xml"] = b""
        for name, content in hostile.items():
            path = os.path.join(work, "hostile.docx")
            if isinstance(content, dict):
                write(path, content)
            else:
                with open(path, "wb") as file:
                    file.write(content)
            run = subprocess.run([a.zhiheng, "compare", project, path], capture_output=True, timeout=30)
            if run.returncode not in (0, 1, 2) or (run.returncode == 2) != (run.stdout == b"") or (run.returncode == 2 and not run.stderr):
                complain("hostile: " + name, run.returncode, [])
        print(len(hostile), "hostile documents")

        # A decision, in every output.
        m = next(f for f in report.text_facts if "亿元" in report.words(f[4]))
        cuts, parts, wanted = retyped(report, rnd, [m])
        path = os.path.join(work, "decided.docx")
        write(path, report.edited(cuts, **parts))
        number = compare(path)["differences"][0]["number"]
        subprocess.run([a.zhiheng, "compare", project, path, "--record", str(number), "--because", "按年报终审数", "--by", "办公室"],
                       check=True, capture_output=True)
        subprocess.run([a.zhiheng, "build", "--only", "docx,html,xlsx,json", project], check=True, capture_output=True)
        with open(os.path.join(project, "out", "ledger.json"), encoding="utf-8") as file:
            ledger = json.load(file)
        conforms(ledger, "ledger")
        fact = next(f for f in ledger["facts"] if f["id"] == m[3])
        if fact["text"] != wanted["after"] or fact.get("override", {}).get("computed") != wanted["before"]:
            complain("the ledger of a decision", wanted, [fact])
        if Report(os.path.join(project, "out", "report.docx")).xml.count(wanted["after"]) != report.xml.count(wanted["after"]) + 1:
            complain("the docx of a decision", wanted, [])
        with open(os.path.join(project, "out", "report.html"), encoding="utf-8") as file:
            if "按年报终审数" not in file.read():
                complain("the html of a decision", wanted, [])
        with zipfile.ZipFile(os.path.join(project, "out", "annex.xlsx")) as z:
            if "按年报终审数".encode() not in z.read("xl/worksheets/sheet1.xml"):
                complain("the annex of a decision", wanted, [])
        if compare(path)["differences"]:
            complain("the edited document after its decision was recorded", [], compare(path)["differences"])
        run = subprocess.run([a.zhiheng, "trace", "--format", "json", project], capture_output=True)
        conforms(json.loads(run.stdout), "trace")
        if json.loads(run.stdout)["numbers"]["decided"] != 1:
            complain("trace of a decision", 1, [])
        print("one decision recorded, built and traced")
    print("all found" if not bad else f"{bad} faults")
    sys.exit(1 if bad else 0)


main()
