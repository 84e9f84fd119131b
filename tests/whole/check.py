#!/usr/bin/python3
"""check.py ZHIHENG OUT: `zhiheng check` as a user calls it. OUT holds the outputs of the example. Reports in all formats are read alike,
told in all forms; what cannot be read ends in one clear message within bounded time; files are never half-written."""
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile

zhiheng, example = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
tests = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
work = tempfile.mkdtemp()
os.chdir(work)
bad = 0


def expect(condition, *what):
    global bad
    if not condition:
        bad += 1
        print("FAIL", *what)


def run(*arguments, seconds=60, **more):
    start = time.monotonic()
    done = subprocess.run([zhiheng, "check", *arguments], capture_output=True, timeout=seconds, **more)
    done.seconds = time.monotonic() - start
    return done


def told(name):
    done = run("--format", "json", name)
    expect(done.returncode in (0, 1), name, done.returncode, done.stderr.decode()[:300])
    return json.loads(done.stdout)


def contradictions(document):
    texts = lambda r: [re.sub(r"\s", "", document["numbers"][i]["text"]) for i in ([r["result"]] if "result" in r else []) + r["operands"]]
    return sorted([r["rule"], *texts(r)] for r in document["relations"] if r["verdict"] == "contradictory")


REPORT = """第一章 质量监督

一、执法情况

全年立案482件，其中普通程序472件，简易程序20件。年末在用特种设备9869台，比上年增加765台，增长8.4%。

表1-1 各类设备数量（台）

\t类别
\t2022年
\t2023年

\t锅炉
\t110
\t118

\t电梯
\t4011
\t4384

\t合计
\t4121
\t4602

抽检108批次，其中不合格31批次，不合格率28.7%。
"""
with open("报告.txt", "w", encoding="utf8") as file:
    file.write(REPORT)
subprocess.run([sys.executable, os.path.join(tests, "text_to_documents.py"), "报告.txt", "报告"], check=True)
with open("gb.txt", "wb") as file:
    file.write(REPORT.encode("gb18030"))
with open("u16.txt", "wb") as file:
    file.write(REPORT.encode("utf-16"))
with open("bom.txt", "wb") as file:
    file.write(b"\xef\xbb\xbf" + REPORT.encode())
os.link("报告.docx", "no-extension")
base = told("报告.txt")
found = contradictions(base)
expect(len(found) >= 2, "the report's contradictions", found)
for name in ["报告.docx", "报告.html", "报告.md", "gb.txt", "u16.txt", "bom.txt", "no-extension"]:
    expect(contradictions(told(name)) == found, name, contradictions(told(name)), found)

# LibreOffice's copies: old Word format, its own docx, PDF.
subprocess.run(["soffice", "-env:UserInstallation=file://" + work + "/profile", "--headless", "--convert-to", "doc", "报告.docx"], capture_output=True, timeout=120)
subprocess.run(["soffice", "-env:UserInstallation=file://" + work + "/profile", "--headless", "--convert-to", "pdf", "报告.docx"], capture_output=True, timeout=120)
os.makedirs("lo", exist_ok=True)
subprocess.run(["soffice", "-env:UserInstallation=file://" + work + "/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "lo", "报告.docx"], capture_output=True, timeout=120)
for name in ["报告.doc", "报告.pdf", "lo/报告.docx"]:
    expect(os.path.exists(name), name, "was not made")
    expect(contradictions(told(name)) == found, name, contradictions(told(name)), found)

# Forms. A sheet of the same table too.
import openpyxl
book = openpyxl.Workbook()
sheet = book.active
for row in [["各类设备数量（台）"], ["类别", "2022年", "2023年"], ["锅炉", 110, 118], ["电梯", 4011, 4384], ["合计", 4121, 4602]]:
    sheet.append(row)
book.save("表.xlsx")
expect(any(r[0] == "T201" for r in contradictions(told("表.xlsx"))), "xlsx", contradictions(told("表.xlsx")))
text = run("--lang", "zh", "报告.docx").stdout.decode()
expect("472件 + 20件" in text and "第 1 段" in text, "text", text[:400])
expect("\x1b" not in text, "colours without a terminal")
sarif = json.loads(run("--format", "sarif", "报告.txt", "报告.docx").stdout)
expect(sarif["version"] == "2.1.0" and len(sarif["runs"]) == 1 and len(sarif["runs"][0]["artifacts"]) == 2, "sarif")
rules = sarif["runs"][0]["tool"]["driver"]["rules"]
for result in sarif["runs"][0]["results"]:
    expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], "sarif rule", result["ruleId"])
    region = result["locations"][0]["physicalLocation"]["region"]
    expect(len(region["snippet"]["text"]) == region["charLength"], "sarif region", region)

for source in ["报告.docx", "lo/报告.docx", os.path.join(example, "report.docx")]:
    out = "marked.docx"
    done = run("--format", "docx", "-o", out, source)
    expect(done.returncode in (0, 1), source, done.stderr.decode())
    if not os.path.exists(out):
        expect(done.returncode == 0, source, "was not marked")
        continue
    before, after = zipfile.ZipFile(source), zipfile.ZipFile(out)
    expect(after.testzip() is None, source, "damaged")
    concerned = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"}
    raw = lambda z, path: (lambda f: (f.seek(z.getinfo(path).header_offset), f.read(z.getinfo(path).compress_size + 30 + len(path)))[1])(open(z.filename, "rb"))
    for name in before.namelist():
        if name not in concerned:
            expect(raw(before, name) == raw(after, name), source, name, "is not copied raw")
    import docx
    plain = lambda path: [p.text for p in docx.Document(path).paragraphs]
    expect(plain(source) == plain(out), source, "text changed")
    expect(contradictions(told(out)) == contradictions(told(source)), source, "reads otherwise")
    os.remove(out)

# Accepting: listed apart, no longer counted; the side file survives edits elsewhere.
one = "one.txt"
with open(one, "w", encoding="utf8") as file:
    file.write("全年立案482件，其中普通程序472件，简易程序20件。\n")
fingerprint = told(one)["findings"][0]["fingerprint"]
expect(run(one).returncode == 1, "contradiction gives 1")
expect(run("--accept", "ffffffffff", "--because", "x", one).returncode == 2, "unknown fingerprint")
expect(run("--accept", fingerprint[:8], "--because", "含\"移送\"案件", one).returncode == 0, "accept")
with open(one, "w", encoding="utf8") as file:
    file.write("前言。\n全年立案482件，其中普通程序472件，简易程序20件。\n后记。\n")
done = run("--lang", "zh", one)
expect(done.returncode == 0 and "含\"移送\"案件" in done.stdout.decode(), "accepted", done.returncode, done.stdout.decode())
expect(json.loads(run("--format", "sarif", one).stdout)["runs"][0]["results"][0]["suppressions"][0]["kind"] == "external", "sarif suppression")
with open(one + ".accepted.toml", "a") as file:
    file.write("[[accepted]]\nfingerprint = 3\n")
expect(run(one).returncode == 2, "broken side file")

# Several files: in order, a fault in one does not stop the others; outputs go to a folder; nothing is written over a report.
done = run("--format", "json", "报告.txt", "missing.txt", "gb.txt")
lines = done.stdout.decode().splitlines()
expect(done.returncode == 2 and [json.loads(l)["document"]["path"] for l in lines] == ["报告.txt", "gb.txt"] and b"missing.txt" in done.stderr, "several files")
expect(run("--format", "html", "-o", "pages", "报告.txt", "gb.txt").returncode == 1 and sorted(os.listdir("pages")) == ["gb.checked.html", "报告.checked.html"], "folder")
expect(run("--format", "docx", "-o", "报告.docx", "报告.docx").returncode == 2, "a report is never written over")
digest = hashlib.sha256(open("报告.docx", "rb").read()).hexdigest()
clean = "clean.txt"
with open(clean, "w") as file:
    file.write("全年立案492件，其中普通程序472件，简易程序20件。\n")
expect(run(clean).returncode == 0, "clean gives 0")

# Hostile files: one message, bounded time and memory.
def archive(parts, name="x.docx"):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as z:
        rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
        for part, data in {"[Content_Types].xml": "<Types/>", "_rels/.rels": rels, **parts}.items():
            z.writestr(part, data)
    return name

W = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
E = "</w:body></w:document>"
hostile = {
    "empty": lambda: open("x.docx", "wb").close() or "x.docx",
    "cut short": lambda: open("x.docx", "wb").write(open("报告.docx", "rb").read()[:2000]) and "x.docx",
    "bomb": lambda: archive({"word/document.xml": W + " " * 150_000_000 + E}),
    "entities": lambda: archive({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "' + "a" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]>' + W + "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>" + E}),
    "deep": lambda: archive({"word/document.xml": W + "<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000 + E}),
    "no document": lambda: archive({}),
    "zeros": lambda: open("x.bin", "wb").write(b"\0" * 100000) and "x.bin",
    "a folder": lambda: os.makedirs("folder.docx", exist_ok=True) or "folder.docx",
    "pdf of noise": lambda: open("x.pdf", "wb").write(b"%PDF-1.7\n" + os.urandom(5000)) and "x.pdf",
    "no text": lambda: archive({"word/document.xml": W + "<w:p/>" + E}),
}
for name, make in hostile.items():
    path = make()
    done = run("--format", "docx", "-o", "never.docx", path)
    message = done.stderr.decode()
    expect(done.returncode == 2 and len(re.findall(r"E5\d\d", message)) == 1 and not os.path.exists("never.docx"), "hostile:", name, done.returncode, message[:300])
    expect(done.seconds < 10, "hostile:", name, f"{done.seconds:.1f} s")
# Large but well-formed inputs give a result or a clear error.
large = {
    "wide spans": lambda: archive({"word/document.xml": W + "<w:tbl>" + ("<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>' * 60 + "</w:tr>") * 80 + "</w:tbl>" + E}),
    "html without ends": lambda: open("x.html", "w").write("<table><tr><td>" * 20000 + "1") and "x.html",
    "html of divs": lambda: open("x.html", "w").write("<html>" + "<div>" * 200000 + "1" + "</div>" * 200000) and "x.html",
}
for name, make in large.items():
    done = run("--format", "json", make())
    expect(done.returncode in (0, 1, 2) and (done.stdout or done.stderr), "large:", name, done.returncode)
    expect(done.seconds < 20, "large:", name, f"{done.seconds:.1f} s")
expect(not [n for n in os.listdir(".") if ".part" in n], "half-written files", os.listdir("."))
expect(hashlib.sha256(open("报告.docx", "rb").read()).hexdigest() == digest, "the report was changed")
print(f"{bad} faults")
sys.exit(bad > 0)
