#!/usr/bin/env python3
"""text_forms.py ZHIHENG: what is found in a text does not depend on the width of its digits and marks, nor on blanks that a
converter left between figures and characters. The labelled texts are written in each form; of the relations found in all of them
together at most one in a hundred may be lost or new."""
import collections, glob, json, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def half(text):
    return text.translate(str.maketrans("，（）；：", ",();:"))


def full(text):
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789.%" else c for c in text)


def spaced(text):
    text = re.sub(r"(?<=[\u4e00-\u9fff，。；：（）、])(?=[0-9])", " ", text)
    return re.sub(r"(?<=[0-9%])(?=[\u4e00-\u9fff])", " ", text)


def found(binary, paths):
    out = collections.Counter()
    for path in paths:
        p = subprocess.run([binary, "check", "--format", "json", path], capture_output=True, timeout=60)
        if p.returncode not in (0, 1):
            sys.exit(f"{path}: exit {p.returncode}")
        for r in json.loads(p.stdout)["relations"]:
            out[os.path.basename(path), r["rule"], r["verdict"], len(r["operands"])] += 1
    return out


def main():
    binary = os.path.abspath(sys.argv[1])
    texts = sorted(glob.glob(os.path.join(HERE, "..", "labelled", "open", "*.txt")))[::6]
    plain = found(binary, texts)
    total, failed = sum(plain.values()), False
    for form in (half, full, spaced):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for path in texts:
                paths.append(os.path.join(folder, os.path.basename(path)))
                with open(path, encoding="utf8") as source, open(paths[-1], "w", encoding="utf8") as target:
                    target.write(form(source.read()))
            other = found(binary, paths)
        lost, new = sum((plain - other).values()), sum((other - plain).values())
        print(f"{form.__name__}: {total} relations, {lost} lost, {new} new")
        failed = failed or 100 * (lost + new) > total
    return failed


sys.exit(main())
