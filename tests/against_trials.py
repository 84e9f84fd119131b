#!/usr/bin/env python3
"""One printed number altered, many times: what does `zhiheng check` find?

    against_trials.py ZHIHENG [PROJECT] [--trials N] [--seed S]

Builds the project's report.docx, then makes N copies, each with one digit of one printed fact replaced by another digit: in the
text and the tables (the runs of the fact's bookmark) or in a chart's cached values. Copies are checked twice: with --against
PROJECT, where each alteration must be found at its place with the right number (exit status 1 otherwise); and alone, with the
custom XML and the bookmarks removed, where the share found is printed by kind of place: it is a measurement.
"""
import argparse, collections, json, os, random, re, subprocess, sys, tempfile, zipfile

FACT = re.compile(rb'<w:bookmarkStart w:id="(\d+)" w:name="_zh_([a-z0-9]+)"/>(.*?)<w:bookmarkEnd w:id="\1"/>', re.S)
TEXT = re.compile(rb"(<w:t[^>]*>)([^<]*)(</w:t>)")
CACHE = re.compile(rb"<c:numCache>.*?</c:numCache>", re.S)
VALUE = re.compile(rb"(<c:v>)([^<]*)(</c:v>)")
BATCH = 50


def digits(xml, start, end):
    return [i for i in range(start, end) if 48 <= xml[i] <= 57]


def places(parts):
    """(part, kind, [offsets of digits of one printed number])"""
    out = []
    xml = parts["word/document.xml"]
    tables = [(m.start(), m.end()) for m in re.finditer(rb"<w:tbl>.*?</w:tbl>", xml, re.S)]
    for m in FACT.finditer(xml):
        kind = "table" if any(a <= m.start() < b for a, b in tables) else "text"
        at = [i for t in TEXT.finditer(xml, m.start(3), m.end(3)) for i in digits(xml, t.start(2), t.end(2))]
        if at:
            out.append(("word/document.xml", kind, at))
    for name, xml in parts.items():
        if re.fullmatch(r"word/charts/chart\d+\.xml", name):
            for cache in CACHE.finditer(xml):
                for v in VALUE.finditer(xml, cache.start(), cache.end()):
                    at = digits(xml, v.start(2), v.end(2))
                    if at:
                        out.append((name, "chart", at))
    return out


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        for name, data in parts.items():
            z.writestr(name, data)


def without_ledger(parts):
    parts = {n: d for n, d in parts.items() if not n.startswith("customXml/")}
    parts["word/_rels/document.xml.rels"] = re.sub(rb'<Relationship [^>]*customXml[^>]*/>', b"", parts["word/_rels/document.xml.rels"])
    parts["[Content_Types].xml"] = re.sub(rb'<Override PartName="/customXml/[^>]*/>', b"", parts["[Content_Types].xml"])
    parts["word/document.xml"] = re.sub(rb'<w:bookmarkStart [^>]*/>|<w:bookmarkEnd [^>]*/>', b"", parts["word/document.xml"])
    return parts


def check(zhiheng, files, *options):
    run = subprocess.run([zhiheng, "check", "--format", "json", *options, *files], capture_output=True)
    if run.returncode not in (0, 1):
        sys.exit(run.stderr.decode())
    return [json.loads(line) for line in run.stdout.decode().splitlines() if line.strip()]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("zhiheng")
    p.add_argument("project", nargs="?", default="examples/kunming-2023")
    p.add_argument("--trials", type=int, default=60)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--show", action="store_true", help="print every alteration that was missed")
    a = p.parse_args()
    rnd = random.Random(a.seed)
    with tempfile.TemporaryDirectory() as work:
        project = os.path.join(work, "project")
        subprocess.run(["cp", "-r", a.project, project], check=True)
        subprocess.run([a.zhiheng, "build", "--only", "docx", project], check=True, capture_output=True)
        with zipfile.ZipFile(os.path.join(project, "out", "report.docx")) as z:
            parts = {n: z.read(n) for n in z.namelist()}
        clean = os.path.join(work, "clean.docx")
        write(clean, without_ledger(parts))
        untouched = check(a.zhiheng, [os.path.join(project, "out", "report.docx")], "--against", project)[0]
        alone = check(a.zhiheng, [clean])[0]
        faults = [f for r in (untouched, alone) for f in r["findings"] if f["severity"] in ("error", "warning")]
        for f in faults:
            print("false alarm:", f["rule"], f["message"])
        before = {f["message"] for f in alone["findings"]}
        everything = places(parts)
        named = collections.Counter()
        found = collections.Counter()
        tried = collections.Counter()
        for first in range(0, a.trials, BATCH):
            files, stripped, expected = [], [], []
            for i in range(first, min(first + BATCH, a.trials)):
                name, kind, at = rnd.choice(everything)
                where = rnd.choice(at)
                xml = bytearray(parts[name])
                old = xml[where]
                xml[where] = rnd.choice([d for d in b"0123456789" if d != old])
                altered = dict(parts)
                altered[name] = bytes(xml)
                files.append(os.path.join(work, f"{i}.docx"))
                stripped.append(os.path.join(work, f"{i}s.docx"))
                write(files[-1], altered)
                write(stripped[-1], without_ledger(altered))
                expected.append((name, kind, bytes(parts[name][max(0, at[0] - 6) : at[-1] + 12]), chr(old), chr(xml[where])))
            for e, r in zip(expected, check(a.zhiheng, files, "--against", project)):
                hit = [f for f in r["findings"] if f["rule"].startswith("A1")]
                tried[e[1]] += 1
                if len(hit) == 1:
                    named[e[1]] += 1
                elif a.show or not hit:
                    print("missed" if not hit else f"{len(hit)} findings", e[0], e[2].decode("utf8", "replace"), e[3], "→", e[4])
            for e, r in zip(expected, check(a.zhiheng, stripped)):
                if any(f["severity"] in ("error", "warning") and f["message"] not in before for f in r["findings"]):
                    found[e[1]] += 1
            for f in files + stripped:
                os.remove(f)
    for kind in sorted(tried):
        print(f"{kind:6} {tried[kind]:5} altered, {named[kind]} found and named against the project, "
              f"{found[kind]} ({100 * found[kind] / tried[kind]:.1f} %) noticed by the report alone")
    # A chart carries its data twice, so it alone must tell.
    ok = sum(named.values()) == sum(tried.values()) and found["chart"] == tried["chart"] and not faults
    print("all found" if ok else "NOT all found" if not faults else "false alarms on an untouched report")
    sys.exit(0 if ok else 1)


main()
